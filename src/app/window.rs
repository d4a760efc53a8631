//! The window: draws the shell, carries out what was asked for after the frame, and saves.

use super::background::{Tasks, Worker};
use super::documents::DocumentTasks;
use super::drafts::Drafts;
use super::exporting::Exports;
use super::follow::Follow;
use super::history_view::HistoryView;
use super::importing::Imports;
use super::looks::{Copied, CopyTableError};
use super::platform::Platform;
use super::recovery::Troubles;
use super::sample::Own;
use crate::kit;
use crate::session::Access;
use crate::session::Session;
use crate::store::sample::{SampleCopy, SampleError};
use crate::store::{SaveDone, SaveJob, StoreError, in_log};
use crate::ui::problem_state::LeavingFor;
use crate::ui::{Action, Command, Nav, Notice, Page, SaveWords, Shell, ShellView, Used, ViewContext, Views};
use chrono_tz::Tz;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long a notice is shown at least, and how long for each of its characters if it is a long one, in seconds.
const SHOWN_FOR: f64 = 8.0;
const SHOWN_PER_CHARACTER: f64 = 0.06;

/// How long a window that is asked to end goes on taking in what was typed before, at most.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// What the window is started with, and what it leaves behind for the next start.
#[derive(Clone, Debug, PartialEq)]
pub struct Preferences {
    /// In whose name records are changed.
    pub name: String,
    /// The reader's own zone; none for the system's.
    pub zone: Option<Tz>,
    /// Light, dark or as the system.
    pub theme: kit::ThemeChoice,
    /// The page shown.
    pub page: Page,
    /// The inner size of the window in points.
    pub size: Option<[f32; 2]>,
    /// The place of the window on the screen in points, where the system tells it.
    pub position: Option<[f32; 2]>,
    /// How long it takes from hearing to typing, in seconds.
    pub notes_delay: u32,
    /// How lists are looked at: saved filters, order and widths of columns.
    pub views: Views,
    /// How often each command was used.
    pub used: Used,
    /// Whether the window is maximised; size and place are those it had before.
    pub maximized: bool,
}

/// What the window needs from outside, given to it so that a test window leaves nothing behind.
pub struct World {
    /// The zone of this system.
    pub system_zone: Tz,
    /// Keeps the preferences for the next start.
    pub keep: Box<dyn FnMut(&Preferences)>,
    /// The platform's folder for what is kept beside the record: the history of a folder that another program synchronises.
    pub state: Option<PathBuf>,
    /// Opens a fresh copy of the sample.
    pub sample: Box<dyn FnMut() -> Result<Sample, OpenSampleError>>,
    /// The file dialog, the clipboard, and the programs that open files.
    pub platform: Platform,
    /// Whether the system has asked the program to end.
    pub asked_to_end: Box<dyn Fn() -> bool>,
}

/// Why the sample could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenSampleError {
    /// Its files could not be copied to a folder of their own.
    #[error(transparent)]
    Copy(#[from] SampleError),
    /// The copy could not be opened.
    #[error(transparent)]
    Open(#[from] StoreError),
}

/// An open copy of the sample. Its folder goes away with it.
pub struct Sample {
    /// The session on the copy.
    pub session: Session,
    /// The folder.
    pub folder: Option<SampleCopy>,
}

/// The whole application.
pub struct App {
    pub(super) session: Session,
    pub(super) nav: Nav,
    pub(super) shell: Shell,
    pub(super) preferences: Preferences,
    pub(super) world: World,
    pub(super) notice: Option<Notice>,
    /// What was last read to who cannot see the window.
    aside: Option<Notice>,
    /// When it goes.
    aside_until: f64,
    /// How many notices there were.
    notices: u64,
    /// Saving was asked for, so that it is told.
    pub(super) tells_saved: bool,
    /// The failure of saving that was told.
    told_failure: Option<String>,
    /// Until when the notice is shown, in seconds on the window's own clock.
    notice_until: f64,
    /// The user's own record while the sample is open.
    pub(super) own: Option<Own>,
    /// The folder of the sample while it is open.
    pub(super) sample_folder: Option<SampleCopy>,
    /// What went wrong in this session.
    pub(super) troubles: Troubles,
    pub(super) history: HistoryView,
    pub(super) drafts: Drafts,
    pub(super) follow: Follow,
    pub(super) exports: Exports,
    pub(super) imports: Imports,
    pub(super) documents: DocumentTasks,
    pub(super) copies: Tasks<Result<Copied, CopyTableError>>,
    /// Plans, renders and writes what is not saved. It reports nothing of a save that was lost with its thread.
    save_worker: Option<Worker<SaveJob, Option<SaveDone>>>,
    clock: Clock,
    /// Seconds on that clock: of this frame, and of the last edit.
    pub(super) now: f64,
    pub(super) last_edit: f64,
    revision_seen: u64,
    /// The user has said that what is not saved may go.
    pub(super) leaves_unsaved: bool,
    /// Something that was asked for is being done: the record is between two states.
    pub(super) performing: bool,
    /// What is to be told when something has been erased from the history, besides what came of it.
    pub(super) erased_beside: Vec<String>,
    /// Everything that can be kept has been.
    ended: bool,
    /// When the system asked the program to end, and whether a frame was drawn since.
    asked: Option<(Instant, bool)>,
}

impl App {
    /// A window on a session.
    pub fn new(ctx: &egui::Context, session: Session, preferences: Preferences, world: World) -> Self {
        kit::install(ctx);
        kit::set_theme(ctx, preferences.theme);
        let save_worker = match Worker::each(ctx, "save", None, |job: SaveJob| Some(job.run())) {
            Ok(save_worker) => Some(save_worker),
            Err(error) => {
                log::warn!("no thread for saving, so the window saves itself: {error}");
                None
            }
        };
        let history = HistoryView::of(&session);
        let mut nav = Nav::at(preferences.page.clone());
        nav.keep_to(session.workspace());
        Self {
            revision_seen: session.revision(),
            troubles: Troubles::of(&session),
            session,
            nav,
            shell: Shell::default(),
            preferences,
            exports: Exports::offering(&world.platform.folder),
            imports: Imports::offering(&world.platform.folder),
            documents: DocumentTasks::offering(&world.platform.folder),
            copies: Tasks::default(),
            world,
            notice: None,
            aside: None,
            aside_until: f64::INFINITY,
            notices: 0,
            tells_saved: false,
            told_failure: None,
            notice_until: f64::INFINITY,
            own: None,
            sample_folder: None,
            history,
            drafts: Drafts::default(),
            follow: Follow::default(),
            save_worker,
            clock: Clock::default(),
            now: 0.0,
            last_edit: 0.0,
            leaves_unsaved: false,
            performing: false,
            erased_beside: Vec::new(),
            ended: false,
            asked: None,
        }
    }

    /// A window on an opened folder: the sample's goes away with the window.
    pub fn on(ctx: &egui::Context, opened: Sample, preferences: Preferences, world: World) -> Self {
        let mut app = Self::new(ctx, opened.session, preferences, world);
        app.session.set_author(&app.preferences.name);
        app.sample_folder = opened.folder;
        if app.sample_folder.is_some() {
            app.nav = Nav::at(Page::Upcoming);
        }
        crate::ui::focus::begin_at_page(ctx);
        app
    }

    /// The open workspace.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The open workspace, to drive from a test.
    pub fn session_mut(&mut self) -> &mut Session {
        &mut self.session
    }

    /// The page shown.
    pub fn page(&self) -> &Page {
        self.nav.page()
    }

    /// The record in the inspector.
    pub fn selection(&self) -> Option<crate::model::RecordId> {
        self.nav.selection()
    }

    /// How many records are selected.
    pub fn nav_selected(&self) -> usize {
        self.nav.several().len().max(usize::from(self.nav.selection().is_some()))
    }

    /// The zone in which the reader's own times are shown.
    pub fn zone(&self) -> Tz {
        self.preferences.zone.unwrap_or(self.world.system_zone)
    }

    /// One frame: keys, screens, and then what they asked for.
    fn frame_ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        // While a question waits for its answer, no key does anything behind it.
        if self.troubles.shown.leaving.is_none()
            && let Some(command) = Command::pressed(&ctx)
        {
            self.perform(Action::Run(command), &ctx);
        }
        let saved = self.save_words();
        let zone = self.zone();
        let mut view_ctx = ViewContext::new(&self.session, &mut self.nav, zone);
        view_ctx.views = &self.preferences.views;
        let view = ShellView {
            saved: &saved,
            past: &self.history.past,
            notice: self.notice.as_ref(),
            aside: self.aside.as_ref(),
            theme: self.preferences.theme,
            chosen_zone: self.preferences.zone,
            sample: self.sample_folder.is_some(),
            can_leave_sample: self.own.is_some(),
            used: &self.preferences.used,
            problems: &self.troubles.shown,
            exporting: &self.exports.shown,
            importing: &self.imports.shown,
            notes_delay: self.preferences.notes_delay,
            adding: &self.documents.shown,
        };
        let actions = self.shell.ui(ui, view_ctx, &view);
        if !actions.is_empty() {
            ctx.request_repaint();
        }
        for action in actions {
            self.perform(action, &ctx);
        }
        self.tend_begun();
    }

    fn save_words(&self) -> SaveWords {
        if let Access::ReadOnly { why } = self.session.access() {
            return SaveWords::ReadOnly { why: why.clone() };
        }
        if let Some(failure) = self.session.save_failures().first() {
            let file = failure.file.display().to_string();
            let place = if file.is_empty() { String::new() } else { format!("{file}: ") };
            return SaveWords::Failed { why: format!("{place}{}", failure.reason()) };
        }
        if self.session.is_saving() {
            SaveWords::Saving
        } else if self.session.has_unsaved() {
            SaveWords::Unsaved
        } else {
            SaveWords::Saved
        }
    }

    /// Saves at every pause, and soon also while typing goes on without one, on a worker.
    pub fn autosave(&mut self, ctx: &egui::Context) {
        self.now = self.clock.now(ctx);
        if self.session.is_saving()
            && let Some(done) = self.save_worker.as_ref().and_then(Worker::poll)
        {
            self.end_of_save(done);
        }
        let now = self.now;
        if self.session.revision() != self.revision_seen {
            self.revision_seen = self.session.revision();
            self.last_edit = now;
            self.troubles.schedule.note_edit(now);
        }
        if !self.session.has_unsaved() || self.session.is_saving() {
            return;
        }
        let left = self.troubles.schedule.due() - now;
        if left > 0.0 {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
        } else {
            self.begin_save();
        }
    }

    /// Hands what is unsaved to the worker.
    pub(super) fn begin_save(&mut self) {
        self.troubles.schedule.note_begin();
        let Some(job) = self.session.begin_save() else {
            self.note_save();
            return;
        };
        let back = match &self.save_worker {
            Some(save_worker) => save_worker.hand_over(job).err().map(|job| *job),
            None => Some(job),
        };
        if let Some(job) = back {
            self.end_of_save(Some(job.run()));
        }
    }

    /// Says once if what could not be saved is saved after all.
    fn note_save(&mut self) {
        if self.session.is_saving() {
            return;
        }
        if let Some(why) = self.session.take_back_unsaved() {
            self.note_taken_back(&why);
        }
        if let Some(words) = self.troubles.note_save(&self.session, self.now) {
            self.say(words, false);
        }
        self.tell_saved();
    }

    /// Saves everything and waits for it. Returns whether everything is on disk.
    pub fn save_all(&mut self) -> bool {
        self.end_save();
        let saved = self.session.save().is_ok();
        self.note_save();
        saved
    }

    /// Waits for the save under way, if there is one: its report is for this session and no other.
    pub(super) fn end_save(&mut self) {
        if self.session.is_saving()
            && let Some(done) = self.save_worker.as_ref().map(Worker::wait)
        {
            self.end_of_save(done.flatten());
        }
    }

    fn end_of_save(&mut self, done: Option<SaveDone>) {
        match done {
            Some(done) => {
                self.session.finish_save(done);
                self.note_save();
            }
            None => {
                log::error!("the thread for saving is gone, so the window saves itself");
                self.save_worker = None;
                self.session.abandon_save();
            }
        }
    }

    /// Before the window closes: saves, and asks if that fails.
    fn on_close_requested(&mut self, ctx: &egui::Context) {
        if !self.leaves_unsaved && !self.ask_before(LeavingFor::Quit) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
    }

    /// Whether anything is being done beside the window: a save, a file being read or moved, a copy being written.
    pub fn is_busy(&self) -> bool {
        let exchanging = self.exports.is_busy() || self.imports.is_busy() || self.documents.is_busy() || self.copies.is_busy();
        exchanging
            || self.drafts.is_busy()
            || self.session.is_saving()
            || self.troubles.is_busy()
            || (self.session.dir().is_some() && self.follow.is_busy())
    }

    /// Says something in the status bar for as long as it takes to be read. `refused`: it was asked for and not done.
    pub(super) fn say(&mut self, text: impl Into<String>, refused: bool) {
        let text = text.into();
        let length = f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
        self.notice_until = self.now + SHOWN_FOR.max(length * SHOWN_PER_CHARACTER);
        self.notice = Some(self.numbered(text, refused));
    }

    /// Says what is wrong until it is mended or something else is said.
    pub(super) fn say_wrong(&mut self, text: impl Into<String>) {
        self.notice = Some(self.numbered(text.into(), true));
        self.notice_until = f64::INFINITY;
    }

    /// Forgets what was refused before: the next thing has been asked for.
    pub(super) fn forget_refusal(&mut self) {
        if self.notice_until.is_finite() && self.notice.as_ref().is_some_and(|notice| notice.refused) {
            self.notice = None;
        }
    }

    /// Takes a notice away when its time is over.
    fn tend_notice(&mut self, ctx: &egui::Context) {
        // It has been read; later it may not be true any more.
        if self.aside.is_some() {
            let left = self.aside_until - self.now;
            if left > 0.0 {
                ctx.request_repaint_after(Duration::from_secs_f64(left));
            } else {
                self.aside = None;
                ctx.request_repaint();
            }
        }
        if self.notice.is_none() || !self.notice_until.is_finite() {
            return;
        }
        let left = self.notice_until - self.now;
        if left > 0.0 {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
        } else {
            self.notice = None;
            ctx.request_repaint();
        }
    }

    /// Says what the window shows elsewhere to who cannot see it.
    pub(super) fn say_aside(&mut self, text: impl Into<String>, refused: bool) {
        self.aside = Some(self.numbered(text.into(), refused));
        self.aside_until = self.now + SHOWN_FOR;
    }

    fn numbered(&mut self, text: String, refused: bool) -> Notice {
        self.notices += 1;
        Notice { text, refused, serial: self.notices }
    }

    /// Tells who cannot see the window that what was asked to be saved is, and once that something could not be.
    fn tell_saved(&mut self) {
        let failure = match self.save_words() {
            SaveWords::Failed { why } => Some(format!("Not saved: {why}")),
            _ => None,
        };
        if failure != self.told_failure {
            match &failure {
                Some(words) => self.say_aside(words.clone(), true),
                // What is saved after all is not called unsaved beside it.
                None => self.aside = None,
            }
            self.told_failure.clone_from(&failure);
        }
        if std::mem::take(&mut self.tells_saved) && failure.is_none() {
            self.say_aside("Everything is saved", false);
        }
    }
}

/// The window's own clock, in seconds. That of a frame stands still while the window is hidden, because it draws none; this one goes
/// on, so that what was typed last is saved all the same.
#[derive(Default)]
struct Clock {
    shown: Option<(f64, Instant)>,
}

impl Clock {
    fn now(&mut self, ctx: &egui::Context) -> f64 {
        let (frame, hidden) = ctx.input(|input| (input.time, input.viewport().visible() == Some(false)));
        match self.shown {
            Some((at, since)) if hidden => at + since.elapsed().as_secs_f64(),
            _ => {
                self.shown = Some((frame, Instant::now()));
                frame
            }
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.autosave(ctx);
        self.see_to_troubles(ctx);
        self.tend_history(ctx);
        self.tend_drafts(ctx);
        self.follow(ctx);
        self.tend_exports(ctx);
        self.tend_imports(ctx);
        self.tend_documents(ctx);
        self.tend_copies();
        self.tend_notice(ctx);
        if (self.world.asked_to_end)() && !self.ended && self.has_heard_all(ctx) {
            // There is nobody to be asked, and nobody to wait for.
            self.leaves_unsaved = true;
            self.end();
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        if ctx.input(|input| input.viewport().close_requested()) {
            self.on_close_requested(ctx);
        }
        self.note_place(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frame_ui(ui);
        self.asked = self.asked.map(|(since, _)| (since, true));
        self.start_history(&ui.ctx().clone());
    }

    fn on_exit(&mut self) {
        self.end();
    }
}

impl App {
    /// Whether the window, having been asked to end, has taken in what was typed before: it may have come in the same frame.
    fn has_heard_all(&mut self, ctx: &egui::Context) -> bool {
        let (since, was_drawn) = *self.asked.get_or_insert_with(|| (Instant::now(), false));
        let is_hidden = ctx.input(|input| {
            let viewport = input.viewport();
            viewport.visible() == Some(false) || viewport.minimized == Some(true)
        });
        let heard = is_hidden || was_drawn && (!kit::is_waiting(ctx) || since.elapsed() > LAST_WORDS);
        if !heard {
            ctx.request_repaint();
        }
        heard
    }

    /// Notes where the window stands, for the next start.
    fn note_place(&mut self, ctx: &egui::Context) {
        let preferences = &mut self.preferences;
        ctx.input(|input| {
            let viewport = input.viewport();
            preferences.maximized = viewport.maximized == Some(true) || viewport.fullscreen == Some(true);
            if preferences.maximized {
                return;
            }
            if let Some(inner) = viewport.inner_rect {
                preferences.size = Some([inner.width(), inner.height()]);
            }
            if let Some(outer) = viewport.outer_rect {
                preferences.position = Some([outer.left(), outer.top()]);
            }
        });
    }

    /// Saves and keeps everything that can be, once. Whoever ends the window calls it, whichever way it ends.
    pub(super) fn end(&mut self) {
        if std::mem::replace(&mut self.ended, true) {
            return;
        }
        self.exports.end();
        self.keep_all();
        self.save_drafts();
        if let Some(own) = &mut self.own
            && own.session.save().is_err()
        {
            // The words name files by what is in them.
            let files = own.session.save_failures().iter().map(|failure| in_log(&failure.file)).collect::<Vec<_>>();
            log::error!("what was typed last could not be saved: {}", files.join(", "));
        }
        self.keep_own();
        let nav = self.own.as_ref().map_or(&self.nav, |own| &own.nav);
        self.preferences.page = nav.page().clone();
        (self.world.keep)(&self.preferences);
    }
}

impl Drop for App {
    /// A window that ends without having been closed, because its display is gone or the program has a fault, saves all the same:
    /// drawing does not change the record, so it is whole, unless the fault was in a change of it.
    fn drop(&mut self) {
        if self.performing || self.ended {
            return;
        }
        let saved = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.end()));
        if saved.is_err() {
            log::error!("what was typed last could not be saved");
        }
    }
}
