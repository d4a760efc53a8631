//! Writes saves on a thread of its own, so that a slow disk never holds up the window.

use crate::store::{SavePlan, SaveReport};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

/// The writing thread. It ends when this is dropped.
pub(super) struct Saver {
    plans: Sender<SavePlan>,
    reports: Receiver<SaveReport>,
}

/// What has come from the writing thread.
#[derive(Debug)]
pub(super) enum Word {
    /// A save is done.
    Done(SaveReport),
    /// Nothing yet.
    Nothing,
    /// The thread is gone, and with it the save under way: nothing more will come.
    Gone,
}

impl Saver {
    /// Starts the thread, which does what it is handed with `run`; `wake` is called when there is word from it.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(
        run: impl Fn(SavePlan) -> SaveReport + Send + 'static,
        wake: impl Fn() + Send + 'static,
    ) -> std::io::Result<Self> {
        let (plans, to_do) = channel::<SavePlan>();
        let (done, reports) = channel();
        std::thread::Builder::new().name("saver".to_owned()).spawn(move || {
            let end = End { done: Some(done), wake };
            for plan in to_do {
                let report = run(plan);
                if end.done.as_ref().is_none_or(|done| done.send(report).is_err()) {
                    return;
                }
                (end.wake)();
            }
        })?;
        Ok(Self { plans, reports })
    }

    /// Hands a save over. Gives it back if the thread is gone.
    pub fn begin(&self, plan: SavePlan) -> Result<(), Box<SavePlan>> {
        self.plans.send(plan).map_err(|refused| Box::new(refused.0))
    }

    /// What has come in.
    pub fn poll(&self) -> Word {
        match self.reports.try_recv() {
            Ok(report) => Word::Done(report),
            Err(TryRecvError::Empty) => Word::Nothing,
            Err(TryRecvError::Disconnected) => Word::Gone,
        }
    }

    /// Waits for the report of the save under way; never [`Nothing`](Word::Nothing).
    pub fn wait(&self) -> Word {
        self.reports.recv().map_or(Word::Gone, Word::Done)
    }
}

/// The thread's end of the channel: even if a save panics, the window is woken to notice that nothing more will come.
struct End<F: Fn()> {
    done: Option<Sender<SaveReport>>,
    wake: F,
}

impl<F: Fn()> Drop for End<F> {
    fn drop(&mut self) {
        // First closed, then woken: the other way round, the window could look too early.
        self.done = None;
        (self.wake)();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NegotiationId, RecordId, Workspace};
    use crate::store::Store;
    use uuid::Uuid;

    fn plan() -> (tempfile::TempDir, SavePlan) {
        let dir = tempfile::tempdir().unwrap();
        let opened = Store::open(dir.path(), Uuid::nil()).unwrap();
        let gone = RecordId::from(NegotiationId(Uuid::nil()));
        (dir, opened.store.plan(&Workspace::new(Uuid::nil()), &[gone].into()))
    }

    #[test]
    fn a_save_that_panics_is_noticed_and_wakes_the_window() {
        let (woken, wakes) = channel();
        let wake = move || {
            let _ = woken.send(());
        };
        let saver = Saver::start(|_| std::panic::resume_unwind(Box::new("a save that panics")), wake).unwrap();
        assert!(matches!(saver.poll(), Word::Nothing));
        let (_dir, first) = plan();
        saver.begin(first).unwrap();
        wakes.recv().unwrap();
        assert!(matches!(saver.poll(), Word::Gone));
        assert!(matches!(saver.wait(), Word::Gone));
        let (_dir, second) = plan();
        assert!(saver.begin(second).is_err(), "and gives back what it is handed");
    }

    #[test]
    fn a_save_that_is_done_is_reported() {
        let saver = Saver::start(SavePlan::run, || {}).unwrap();
        let (_dir, plan) = plan();
        saver.begin(plan).unwrap();
        assert!(matches!(saver.wait(), Word::Done(report) if report.failed.is_empty()));
    }
}
