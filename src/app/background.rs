//! Work beside the window. There are two ways for it: [`Tasks`], each on a thread of its own, and a [`Worker`], which does what it is
//! handed one after the other. Whatever becomes of a thread, the window is woken and hears of it: what it hears of a thread that ends
//! without a word is said when the thread is started.

use crate::exchange::progress::Progress;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// The thread's end of a channel to the window.
pub(super) struct Reports<R> {
    sender: Option<Sender<R>>,
    /// What is heard when this is dropped.
    last: Option<R>,
    ctx: egui::Context,
}

impl<R> Reports<R> {
    /// Tells the window something, and wakes it.
    pub(super) fn tell(&self, report: R) {
        // The window may be closed already.
        let _ = self.sender.as_ref().map(|sender| sender.send(report));
        self.ctx.request_repaint();
    }
}

impl<R> Drop for Reports<R> {
    /// First told and closed, then woken: the other way round, the window could look too early.
    fn drop(&mut self) {
        if let (Some(sender), Some(last)) = (self.sender.take(), self.last.take()) {
            let _ = sender.send(last);
        }
        self.ctx.request_repaint();
    }
}

/// Things that are each done once. Dropping it forgets them: they end by themselves, and nobody hears of it.
pub(super) struct Tasks<T> {
    sender: Sender<(u64, T)>,
    done: Receiver<(u64, T)>,
    under_way: Vec<Task>,
    started: u64,
}

/// A task under way.
struct Task {
    number: u64,
    progress: Arc<Progress>,
}

impl<T> Default for Tasks<T> {
    fn default() -> Self {
        let (sender, done) = channel();
        Self { sender, done, under_way: Vec::new(), started: 0 }
    }
}

impl<T: Send + 'static> Tasks<T> {
    /// Does `work` on a thread of that name. `lost` is what is heard if it ends without a word; where the system gives no thread, that
    /// is heard at once. The progress says how far it is, and stops it.
    pub(super) fn start(
        &mut self,
        ctx: &egui::Context,
        name: &str,
        lost: T,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) -> Arc<Progress> {
        self.started += 1;
        let (number, progress) = (self.started, Arc::<Progress>::default());
        self.under_way.push(Task { number, progress: Arc::clone(&progress) });
        let reports = Reports { sender: Some(self.sender.clone()), last: Some((number, lost)), ctx: ctx.clone() };
        let watched = Arc::clone(&progress);
        let started = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            // The whole of it, so that it is dropped here.
            let mut reports = reports;
            let done = work(&watched);
            reports.last = Some((number, done));
        });
        if let Err(error) = started {
            log::warn!("no thread for {name}: {error}");
        }
        progress
    }

    /// What has come in.
    pub(super) fn poll(&mut self) -> Option<T> {
        let done = self.done.try_recv().ok()?;
        Some(self.note(done))
    }

    /// Waits for the next that comes in; nothing if nothing is under way.
    pub(super) fn wait(&mut self) -> Option<T> {
        let done = if self.is_busy() { self.done.recv().ok()? } else { return None };
        Some(self.note(done))
    }

    fn note(&mut self, (number, done): (u64, T)) -> T {
        self.under_way.retain(|task| task.number != number);
        done
    }

    /// Whether anything is under way.
    pub(super) fn is_busy(&self) -> bool {
        !self.under_way.is_empty()
    }

    /// Asks all that is under way to stop.
    pub(super) fn stop(&self) {
        self.under_way.iter().for_each(|task| task.progress.stop());
    }
}

/// A thread that does what it is handed in order. It ends when this is dropped and what it was handed is done.
pub(super) struct Worker<J, R> {
    jobs: Sender<J>,
    reports: Receiver<R>,
}

impl<J: Send + 'static, R: Send + 'static> Worker<J, R> {
    /// Starts the thread, which takes jobs for as long as there are any. `lost` is what is heard last.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub(super) fn start(
        ctx: &egui::Context,
        name: &str,
        lost: R,
        work: impl FnOnce(&Receiver<J>, &Reports<R>) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, to_do) = channel();
        let (sender, reports) = channel();
        let told = Reports { sender: Some(sender), last: Some(lost), ctx: ctx.clone() };
        std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            // The whole of it, so that it is dropped here; the jobs first, so that nobody hands over another when the end is heard.
            let told = told;
            let to_do = to_do;
            work(&to_do, &told);
        })?;
        Ok(Self { jobs, reports })
    }

    /// The same for jobs with a report each.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub(super) fn each(
        ctx: &egui::Context,
        name: &str,
        lost: R,
        work: impl Fn(J) -> R + Send + 'static,
    ) -> std::io::Result<Self> {
        Self::start(ctx, name, lost, move |jobs, reports| jobs.iter().for_each(|job| reports.tell(work(job))))
    }

    /// Hands a job over.
    ///
    /// # Errors
    /// Gives it back if the thread is gone.
    pub(super) fn hand_over(&self, job: J) -> Result<(), Box<J>> {
        self.jobs.send(job).map_err(|refused| Box::new(refused.0))
    }

    /// What has come in.
    pub(super) fn poll(&self) -> Option<R> {
        self.reports.try_recv().ok()
    }

    /// Waits for the next report; nothing if the thread is gone and that was heard.
    pub(super) fn wait(&self) -> Option<R> {
        self.reports.recv().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A window that says when it is woken.
    fn window() -> (egui::Context, Receiver<()>) {
        let (ctx, (woken, wakes)) = (egui::Context::default(), channel());
        ctx.set_request_repaint_callback(move |_| {
            let _ = woken.send(());
        });
        (ctx, wakes)
    }

    #[test]
    fn a_task_is_heard_of_once_however_it_ends() {
        let (ctx, wakes) = window();
        let mut tasks = Tasks::default();
        assert_eq!(tasks.wait(), None);
        tasks.start(&ctx, "good", "lost", |_| "done");
        assert!(tasks.is_busy());
        wakes.recv().unwrap();
        assert_eq!(tasks.poll(), Some("done"));
        tasks.start(&ctx, "bad", "lost", |_| std::panic::resume_unwind(Box::new("a task that panics")));
        assert_eq!(tasks.wait(), Some("lost"));
        assert_eq!((tasks.poll(), tasks.is_busy()), (None, false));
    }

    #[test]
    fn a_task_stops_when_it_is_asked_to() {
        let (ctx, _wakes) = window();
        let mut tasks = Tasks::default();
        let progress = tasks.start(&ctx, "long", false, |progress| {
            while !progress.is_stopped() {
                std::thread::yield_now();
            }
            true
        });
        tasks.stop();
        assert_eq!((tasks.wait(), progress.is_stopped()), (Some(true), true));
    }

    #[test]
    fn a_worker_does_its_jobs_in_order() {
        let (ctx, wakes) = window();
        let worker = Worker::each(&ctx, "doubles", None, |job: u32| Some(job * 2)).unwrap();
        for job in [1, 2, 3] {
            worker.hand_over(job).unwrap();
        }
        assert_eq!([worker.wait(), worker.wait(), worker.wait()], [Some(Some(2)), Some(Some(4)), Some(Some(6))]);
        wakes.recv().unwrap();
    }

    #[test]
    fn a_job_that_panics_is_noticed_and_wakes_the_window() {
        let (ctx, wakes) = window();
        let panics = |(): ()| -> Option<()> { std::panic::resume_unwind(Box::new("a job that panics")) };
        let worker = Worker::each(&ctx, "panics", None, panics).unwrap();
        assert_eq!(worker.poll(), None);
        worker.hand_over(()).unwrap();
        wakes.recv().unwrap();
        assert_eq!(worker.poll(), Some(None));
        assert_eq!(worker.wait(), None);
        assert!(worker.hand_over(()).is_err(), "and gives back what it is handed");
    }
}
