//! Follows what other programs do to the folder: looks at it beside the window when something has changed there, has what was found
//! merged beside the window, too, and puts the result in place.

use super::App;
use super::background::Tasks;
use crate::session::{ExternalChange, Merged, News};
use crate::store::{FolderChange, Watch};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long after a look that missed a file there is another, in seconds: it may only be on its way.
const AGAIN_AFTER: f64 = 0.4;

/// How often a merge is worked out beside the window although the record was edited meanwhile. After that it is done in place.
const MERGES: u32 = 3;

/// The watch on the folder of the open session, and the look under way.
#[derive(Default)]
pub(super) struct Follow {
    watch: Option<Watch>,
    /// Whether something may have changed.
    told: Arc<AtomicBool>,
    wanted: bool,
    tasks: Tasks<Step>,
    /// What the user has said that files mean, until a save under way is done.
    waiting: Option<ExternalChange>,
    /// How often in a row a merge came too late.
    late: u32,
    /// When there must be another look, in seconds on the window's own clock.
    again_at: Option<f64>,
    has_focus: bool,
}

/// What was done beside the window; nothing if the thread was lost.
enum Step {
    Scanned(Option<Box<FolderChange>>),
    Merged(Option<Box<Merged>>),
}

impl Follow {
    /// Has the folder looked at, whether or not something is known to have changed.
    pub(super) fn look(&mut self) {
        self.wanted = true;
    }

    /// Whether a look or a merge is asked for or under way.
    pub(super) fn is_busy(&self) -> bool {
        self.wanted || self.tasks.is_busy() || self.waiting.is_some()
    }
}

impl App {
    /// Brings the record up to date with the folder, once a frame.
    pub(super) fn follow(&mut self, ctx: &egui::Context) {
        self.keep_watch(ctx);
        let made_up_for = self.session.take_news();
        self.tell(&made_up_for);
        self.take_steps(ctx);
        let (now, has_focus) = ctx.input(|input| (input.time, input.focused));
        let is_back = has_focus && !std::mem::replace(&mut self.follow.has_focus, has_focus);
        let is_due = self.follow.again_at.is_some_and(|at| at <= now);
        if let Some(at) = self.follow.again_at.filter(|_| !is_due) {
            ctx.request_repaint_after(Duration::from_secs_f64(at - now));
        }
        self.follow.wanted |= self.follow.told.swap(false, Ordering::Relaxed) || is_back || is_due || self.session.wants_scan();
        if let Some(change) = self.follow.waiting.take_if(|_| !self.session.is_saving()) {
            self.merge(change, ctx);
        }
        if self.follow.wanted
            && !self.follow.tasks.is_busy()
            && let Some(scan) = self.session.scan()
        {
            self.follow.wanted = false;
            self.follow.again_at = None;
            self.follow.tasks.start(ctx, "scan", Step::Scanned(None), move |_| Step::Scanned(Some(scan.run().into())));
        }
    }

    /// Watches the folder of the open session, and no other.
    fn keep_watch(&mut self, ctx: &egui::Context) {
        let watched = self.follow.watch.as_ref().map(Watch::dir);
        if watched == self.session.dir() {
            return;
        }
        self.follow = Follow { has_focus: self.follow.has_focus, ..Follow::default() };
        if let Some(dir) = self.session.dir() {
            let (told, waker) = (Arc::clone(&self.follow.told), ctx.clone());
            self.follow.watch = Some(Watch::start(dir, move || {
                told.store(true, Ordering::Relaxed);
                waker.request_repaint();
            }));
        }
    }

    /// Goes on with what has been done beside the window.
    fn take_steps(&mut self, ctx: &egui::Context) {
        while let Some(step) = self.follow.tasks.poll() {
            match step {
                Step::Scanned(Some(change)) if change.is_empty() => {
                    let news = self.session.apply_external(*change);
                    self.take_news(&news, ctx);
                }
                Step::Scanned(Some(change)) => self.merge(ExternalChange::Found(change), ctx),
                Step::Merged(Some(merged)) => match self.session.finish_merge(*merged) {
                    Ok(news) => self.take_news(&news, ctx),
                    Err(change) => {
                        self.follow.late += 1;
                        self.merge(change, ctx);
                    }
                },
                // The next look finds it as well.
                Step::Scanned(None) | Step::Merged(None) => self.scan_again(ctx),
            }
        }
    }

    /// Has a change merged with the record beside the window.
    pub(super) fn merge(&mut self, change: ExternalChange, ctx: &egui::Context) {
        if self.follow.late > MERGES && !self.session.is_saving() {
            let news = self.session.apply_external(change);
            self.take_news(&news, ctx);
            return;
        }
        match self.session.begin_merge(change) {
            Ok(job) => {
                self.follow.tasks.start(ctx, "merge", Step::Merged(None), move |_| Step::Merged(Some(job.run().into())));
            }
            // After the save it is another folder.
            Err(ExternalChange::Found(_)) => self.scan_again(ctx),
            Err(change) => self.follow.waiting = Some(change),
        }
    }

    fn scan_again(&mut self, ctx: &egui::Context) {
        self.follow.again_at = Some(ctx.input(|input| input.time) + AGAIN_AFTER);
        ctx.request_repaint();
    }

    /// Goes on with what a merge has brought.
    fn take_news(&mut self, news: &News, ctx: &egui::Context) {
        self.follow.late = 0;
        if news.again {
            self.scan_again(ctx);
        }
        if news.save {
            self.begin_save();
        }
        self.tell(news);
        // What was found may have been drawn differently.
        ctx.request_repaint();
    }

    /// Says what came in from outside.
    pub(super) fn tell(&mut self, news: &News) {
        if !news.files.is_empty() {
            self.note_outside();
        }
        if let Some(words) = news.text() {
            self.nav.keep_to(self.session.workspace());
            self.say(words, false);
        }
    }
}
