//! The window: draws the shell, carries out what was asked for after the frame, and saves.

use super::chronicle::Chronicle;
use super::errands::Errands;
use super::exporting::Exports;
use super::follow::Follow;
use super::importing::Imports;
use super::looks::Copied;
use super::outside::Outside;
use super::remedy::Troubles;
use super::sample::Own;
use super::saver::{Saver, Word};
use crate::kit;
use crate::session::Access;
use crate::session::Session;
use crate::store::SavePlan;
use crate::store::sample::SampleCopy;
use crate::ui::trouble::LeavingFor;
use crate::ui::{Action, Command, Cx, Nav, Notice, Page, SaveWords, Shell, ShellView, Views};
use chrono_tz::Tz;
use std::path::PathBuf;

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
    /// How lists are looked at: saved filters, order and widths of columns.
    pub views: Views,
}

/// What the window needs from outside, given to it so that a test window leaves nothing behind.
pub struct World {
    /// The zone of this system.
    pub system_zone: Tz,
    /// Keeps the preferences for the next start.
    pub keep: Box<dyn FnMut(&Preferences)>,
    /// The platform's folder for what is kept beside the record: the history of a folder that another program synchronises.
    pub state: Option<PathBuf>,
    /// Opens a fresh copy of the sample, or says why it cannot.
    pub sample: Box<dyn FnMut() -> Result<Sample, String>>,
    /// The file dialog, the clipboard, and the programs that open files.
    pub outside: Outside,
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
    /// How many notices there were.
    notices: u64,
    /// Saving was asked for, so that it is told.
    pub(super) tells_saved: bool,
    /// The failure of saving that was told.
    told_failure: Option<String>,
    /// The user's own record while the sample is open.
    pub(super) own: Option<Own>,
    /// The folder of the sample while it is open.
    pub(super) sample_folder: Option<SampleCopy>,
    /// What went wrong in this session.
    pub(super) troubles: Troubles,
    pub(super) chronicle: Chronicle,
    pub(super) follow: Follow,
    pub(super) exports: Exports,
    pub(super) imports: Imports,
    pub(super) copies: Errands<Result<Copied, String>>,
    saver: Option<Saver>,
    /// Seconds on the window's own clock: of this frame, and of the last edit.
    now: f64,
    pub(super) last_edit: f64,
    revision_seen: u64,
    /// The user has said that what is not saved may go.
    pub(super) leaves_unsaved: bool,
}

impl App {
    /// A window on a session.
    pub fn new(ctx: &egui::Context, session: Session, preferences: Preferences, world: World) -> Self {
        kit::install(ctx);
        kit::set_theme(ctx, preferences.theme);
        let waker = ctx.clone();
        let saver = match Saver::start(SavePlan::run, move || waker.request_repaint()) {
            Ok(saver) => Some(saver),
            Err(error) => {
                log::warn!("no thread for saving, so the window saves itself: {error}");
                None
            }
        };
        let chronicle = Chronicle::of(&session);
        let mut nav = Nav::at(preferences.page.clone());
        nav.keep_to(session.workspace());
        Self {
            revision_seen: session.revision(),
            troubles: Troubles::of(&session),
            session,
            nav,
            shell: Shell::default(),
            preferences,
            exports: Exports::offering(&world.outside.folder),
            imports: Imports::offering(&world.outside.folder),
            copies: Errands::default(),
            world,
            notice: None,
            aside: None,
            notices: 0,
            tells_saved: false,
            told_failure: None,
            own: None,
            sample_folder: None,
            chronicle,
            follow: Follow::default(),
            saver,
            now: 0.0,
            last_edit: 0.0,
            leaves_unsaved: false,
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
        let mut cx = Cx::new(&self.session, &mut self.nav, zone);
        cx.views = &self.preferences.views;
        let view = ShellView {
            saved: &saved,
            past: &self.chronicle.past,
            notice: self.notice.as_ref(),
            aside: self.aside.as_ref(),
            theme: self.preferences.theme,
            chosen_zone: self.preferences.zone,
            sample: self.sample_folder.is_some(),
            can_leave_sample: self.own.is_some(),
            trouble: &self.troubles.shown,
            exporting: &self.exports.shown,
            importing: &self.imports.shown,
        };
        let actions = self.shell.ui(ui, cx, &view);
        if !actions.is_empty() {
            ctx.request_repaint();
        }
        for action in actions {
            self.perform(action, &ctx);
        }
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

    /// Saves soon after the last edit, on the saver's thread; while typing goes on, at least at every pause.
    pub fn autosave(&mut self, ctx: &egui::Context) {
        self.now = ctx.input(|input| input.time);
        if self.session.is_saving()
            && let Some(word) = self.saver.as_ref().map(Saver::poll)
        {
            self.take_word(word);
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
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
        } else {
            self.begin_save();
        }
    }

    /// Hands what is unsaved to the saver.
    pub(super) fn begin_save(&mut self) {
        let Some(plan) = self.session.begin_save() else {
            self.note_save();
            return;
        };
        let back = match &self.saver {
            Some(saver) => saver.begin(plan).err(),
            None => Some(plan),
        };
        if let Some(plan) = back {
            let report = plan.run();
            self.session.finish_save(report);
            self.note_save();
        }
    }

    /// Says once if what could not be saved is saved after all.
    fn note_save(&mut self) {
        if self.session.is_saving() {
            return;
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
            && let Some(word) = self.saver.as_ref().map(Saver::wait)
        {
            self.take_word(word);
        }
    }

    fn take_word(&mut self, word: Word) {
        match word {
            Word::Done(report) => {
                self.session.finish_save(report);
                self.note_save();
            }
            Word::Nothing => {}
            Word::Gone => {
                log::error!("the thread for saving is gone, so the window saves itself");
                self.saver = None;
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
        let exchanging = self.exports.is_busy() || self.imports.is_busy() || self.copies.is_busy();
        exchanging
            || self.session.is_saving()
            || self.troubles.is_busy()
            || (self.session.dir().is_some() && self.follow.is_busy())
    }

    pub(super) fn say(&mut self, text: impl Into<String>, refused: bool) {
        self.notice = Some(self.numbered(text.into(), refused));
    }

    /// Says what the window shows elsewhere to who cannot see it.
    fn say_aside(&mut self, text: impl Into<String>, refused: bool) {
        self.aside = Some(self.numbered(text.into(), refused));
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
            if let Some(words) = &failure {
                self.say_aside(words.clone(), true);
            }
            self.told_failure.clone_from(&failure);
        }
        if std::mem::take(&mut self.tells_saved) && failure.is_none() {
            self.say_aside("Everything is saved", false);
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.autosave(ctx);
        self.see_to_troubles(ctx);
        self.tend_history(ctx);
        self.follow(ctx);
        self.tend_exports(ctx);
        self.tend_imports(ctx);
        self.tend_copies();
        if ctx.input(|input| input.viewport().close_requested()) {
            self.on_close_requested(ctx);
        }
        let (inner, outer) = ctx.input(|input| (input.viewport().inner_rect, input.viewport().outer_rect));
        if let Some(rect) = inner {
            self.preferences.size = Some([rect.width(), rect.height()]);
        }
        self.preferences.position = outer.map(|rect| [rect.left(), rect.top()]);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frame_ui(ui);
        self.start_history(&ui.ctx().clone());
    }

    fn on_exit(&mut self) {
        self.exports.end();
        self.keep_all();
        if let Some(own) = &mut self.own
            && let Err(refusal) = own.session.save()
        {
            log::error!("{}", refusal.0);
        }
        self.keep_own();
        let nav = self.own.as_ref().map_or(&self.nav, |own| &own.nav);
        self.preferences.page = nav.page().clone();
        (self.world.keep)(&self.preferences);
    }
}
