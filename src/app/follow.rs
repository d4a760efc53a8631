//! Follows what other programs do to the folder: looks at it beside the window when something has changed there, and takes in what
//! was found.

use super::App;
use crate::session::News;
use crate::store::{Look, Sight, Watch};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

/// How long after a look that missed a file there is another, in seconds: it may only be on its way.
const AGAIN_AFTER: f64 = 0.4;

/// The watch on the folder of the open session, and the look under way.
#[derive(Default)]
pub(super) struct Follow {
    watch: Option<Watch>,
    /// Whether something may have changed.
    told: Arc<AtomicBool>,
    wanted: bool,
    under_way: Option<Receiver<Sight>>,
    /// When there must be another look, in seconds on the window's own clock.
    again_at: Option<f64>,
    has_focus: bool,
}

impl Follow {
    /// Has the folder looked at, whether or not something is known to have changed.
    pub(super) fn look(&mut self) {
        self.wanted = true;
    }

    /// Whether a look is asked for or under way.
    pub(super) fn is_busy(&self) -> bool {
        self.wanted || self.under_way.is_some()
    }
}

impl App {
    /// Brings the record up to date with the folder, once a frame.
    pub(super) fn follow(&mut self, ctx: &egui::Context) {
        self.keep_watch(ctx);
        let made_up_for = self.session.take_news();
        self.tell(&made_up_for);
        self.take_sight(ctx);
        let (now, has_focus) = ctx.input(|input| (input.time, input.focused));
        let is_back = has_focus && !std::mem::replace(&mut self.follow.has_focus, has_focus);
        let is_due = self.follow.again_at.is_some_and(|at| at <= now);
        if let Some(at) = self.follow.again_at.filter(|_| !is_due) {
            ctx.request_repaint_after(Duration::from_secs_f64(at - now));
        }
        self.follow.wanted |= self.follow.told.swap(false, Ordering::Relaxed) || is_back || is_due || self.session.wants_look();
        if self.follow.wanted
            && self.follow.under_way.is_none()
            && let Some(look) = self.session.look()
        {
            self.follow.wanted = false;
            self.follow.again_at = None;
            self.follow.under_way = Some(beside(ctx, look));
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

    /// Takes in what the look under way has found, if it is done.
    fn take_sight(&mut self, ctx: &egui::Context) {
        let sight = match self.follow.under_way.as_ref().map(Receiver::try_recv) {
            Some(Ok(sight)) => Some(sight),
            Some(Err(TryRecvError::Disconnected)) => None,
            Some(Err(TryRecvError::Empty)) | None => return,
        };
        self.follow.under_way = None;
        let Some(sight) = sight else { return };
        let news = self.session.take_in(sight);
        if news.again {
            self.follow.again_at = Some(ctx.input(|input| input.time) + AGAIN_AFTER);
        }
        if news.save {
            self.begin_save();
        }
        self.tell(&news);
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

/// Runs a look on a thread of its own. The window is woken if it finds anything.
fn beside(ctx: &egui::Context, look: Look) -> Receiver<Sight> {
    let (found, sights) = channel();
    let waker = ctx.clone();
    let started = std::thread::Builder::new().name("look".to_owned()).spawn(move || {
        let sight = look.run();
        let is_new = !sight.is_nothing_new();
        // If nobody hears it, another session is open by now.
        if found.send(sight).is_ok() && is_new {
            waker.request_repaint();
        }
    });
    if let Err(error) = started {
        log::warn!("no thread to look at the folder: {error}");
    }
    sights
}
