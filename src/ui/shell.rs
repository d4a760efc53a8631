//! The window: workspace left, page in the centre, inspector right, status below.

use super::focus::{Focus, Part, Parts};
use super::lines::within_ui;
use super::screens::Screens;
use super::status::Open;
use super::{Action, Command, Memo, Nav, Notice, Page, Past, ProblemState, SaveWords, Used, ViewContext, problem_state::Counts};
use crate::exchange::request::What;
use crate::kit;
use crate::model::{NegotiationId, RecordId, RoundId, Statement, Workspace};
use crate::query::to_check;
use crate::session::{Begun, Draft, FormState};
use egui::{EventFilter, Id, Key, Modifiers, Panel, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

/// All screens with what each keeps between frames.
#[derive(Default)]
pub struct Shell {
    /// The page that was said last, how many were before, and the words.
    said_page: Option<(Page, u64, String)>,
    inspector: super::inspector::Inspector,
    palette: super::palette::Palette,
    screens: Screens,
    leaving: super::leaving::LeavingDialog,
    copying: super::copying::CopyDialog,
    fresh_sample: super::fresh_sample::FreshSampleDialog,
    focus: Focus,
    /// Whether the table at hand is to be copied.
    copies: bool,
    /// A command that concerns the list at hand.
    asked: Option<Command>,
    inspector_hidden: bool,
    /// How many statements somebody must look at.
    to_check: Memo<(), usize>,
    inspector_shown: bool,
    /// Drafts of places that this version does not know: kept as they are.
    other_drafts: Vec<Draft>,
}

/// What the shell shows of the app's own state.
pub struct ShellView<'a> {
    /// Saved or not, in words.
    pub saved: &'a SaveWords,
    /// The last thing to tell the user.
    pub notice: Option<&'a Notice>,
    /// What is read to who cannot see the window, and not shown.
    pub aside: Option<&'a Notice>,
    /// What the history has told.
    pub past: &'a Past,
    /// The theme chosen.
    pub theme: kit::ThemeChoice,
    /// The reader's zone if it was chosen, not taken from the system.
    pub chosen_zone: Option<chrono_tz::Tz>,
    /// Whether a copy of the sample is open.
    pub sample: bool,
    /// Whether there is an own record to go back to.
    pub can_leave_sample: bool,
    /// How often each command was used.
    pub used: &'a Used,
    /// What went wrong, and what is being done about it.
    pub problems: &'a ProblemState,
    /// The export under way.
    pub exporting: &'a super::export::Exporting,
    /// The import under way.
    pub importing: &'a super::import::Importing,
    /// How long it takes from hearing to typing, in seconds: so much a line of notes is older than its first letter.
    pub notes_delay: u32,
    /// The document being added.
    pub adding: &'a super::documents::Adding,
}

/// In a window narrower than this the inspector lies over the page.
const BESIDE: f32 = 1000.0;

/// The most width that it has there.
const OVER: f32 = 400.0;

/// The name of the window.
const WINDOW: &str = "Rapporteur";

/// From here on the messages are numbered that say a page: others have lower numbers.
const PAGES_SAID: u64 = 1 << 32;

/// The parts of the window between which `F6` moves.
const PARTS: [&str; 3] = ["Workspace", "Page", "Inspector"];

/// The id of the place where a part of the window begins.
fn landmark_id(part: usize) -> Id {
    Id::unique(("part of the window", PARTS[part]))
}

/// Where a part of the window begins: it takes the focus, so that the next `Tab` goes to the part's first control, and a screen
/// reader says which part it is.
fn landmark(ui: &mut Ui, part: usize) {
    let line = Rect::from_min_size(ui.cursor().min, Vec2::new(ui.available_width(), 2.0));
    let response = ui.interact(line, landmark_id(part), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, PARTS[part]));
    if response.has_focus() {
        ui.painter().rect_filled(line, 0.0, kit::tokens(ui).accent);
    }
}

/// The id of the edge by which a panel is resized, which egui makes of the panel's.
fn splitter_id(ui: &Ui, panel: &str) -> Id {
    ui.scope_id().with_salt(egui::IdSalt::new(panel)).with("__resize")
}

/// Resizes a panel by the arrow keys while its edge has the focus, as a screen reader does.
fn splitter_keys(ui: &Ui, panel: &str, wider: Key, narrower: Key) {
    let id = splitter_id(ui, panel);
    if !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    for (key, action) in [(wider, egui::accesskit::Action::Increment), (narrower, egui::accesskit::Action::Decrement)] {
        for _ in 0..kit::keys::take_all(ui, Modifiers::NONE, key) {
            let (target_node, target_tree) = (id.accesskit_id(), egui::accesskit::TreeId::ROOT);
            let request = egui::accesskit::ActionRequest { action, target_tree, target_node, data: None };
            ui.input_mut(|input| input.events.push(egui::Event::AccessKitActionRequest(request)));
        }
    }
}

/// Shows that the edge of a panel has the focus.
fn splitter_ui(ui: &Ui, panel: &str, x: f32) {
    if ui.memory(|memory| memory.has_focus(splitter_id(ui, panel))) {
        ui.painter().vline(x, ui.max_rect().y_range(), (2.0, kit::tokens(ui).accent));
    }
}

impl Shell {
    /// Says which page it is to who cannot see it, once when it comes up. What its names become while it is open is not said.
    fn say_page(&mut self, ui: &Ui, page: &Page, workspace: &Workspace) {
        if self.said_page.as_ref().is_none_or(|(of, ..)| of != page) {
            let serial = self.said_page.as_ref().map_or(0, |(_, serial, _)| serial + 1);
            self.said_page = Some((page.clone(), serial, super::header::page_words(page, workspace)));
        }
        if let Some((_, serial, words)) = &self.said_page {
            kit::access::say(ui, PAGES_SAID + serial, words, kit::access::Urgency::Polite);
        }
    }

    /// Draws the window and gives back what the user asked for.
    pub fn ui(&mut self, ui: &mut Ui, mut view_ctx: ViewContext<'_>, view: &ShellView<'_>) -> Vec<Action> {
        kit::access::name_window(ui.ctx(), WINDOW);
        self.focus.begin(ui);
        let counts = Counts::of(view_ctx.session, view.problems);
        let problems = counts.total();
        let frame = kit::bar_frame(ui);
        let to_check =
            *self.to_check.get(view_ctx.session.revision(), (), |()| to_check::count(view_ctx.session.workspace(), None));
        self.inspector_shown = self.inspector.has_content(&mut view_ctx) && !self.inspector_hidden;
        let begun = if self.inspector_shown { 0 } else { self.inspector.begun() };
        let mut goes_on = false;
        let status = Panel::bottom("status").resizable(false).frame(frame).show(ui, |ui| {
            kit::fixed_ui(ui, Id::unique("status bar"), |ui| {
                goes_on = super::status::status_ui(ui, &mut view_ctx, view, counts, Open { to_check, begun });
            });
        });
        if goes_on {
            self.inspector.show_begun();
            self.show_inspector();
            view_ctx.send(Action::Select(None, None));
        }
        splitter_keys(ui, "workspace", Key::ArrowRight, Key::ArrowLeft);
        let panel = Panel::left("workspace").resizable(true).default_size(232.0).size_range(180.0..=380.0);
        let workspace = panel.frame(kit::panel_frame(ui)).show(ui, |ui| {
            ui.take_available_width();
            kit::access::is(ui, Role::Navigation, "Workspace");
            landmark(ui, 0);
            kit::fixed_ui(ui, Id::unique("workspace"), |ui| super::workspace::workspace_ui(ui, &mut view_ctx, problems));
        });
        splitter_ui(ui, "workspace", workspace.response.rect.right());
        let mut inspector = None;
        let over = ui.ctx().content_rect().width() < BESIDE;
        // Nothing lies over a line that is being typed, which selects what it logs.
        let in_line = ui.memory(|memory| memory.has_focus(super::quick_line::field_id())) || super::reading::has_focus(ui.ctx());
        // Unless a command leads into the inspector.
        let typing = over && in_line && !self.inspector.is_sought(view_ctx.nav);
        self.inspector_shown &= !typing;
        if self.inspector_shown && !over {
            // Two versions are read side by side.
            let contested = view_ctx.nav.selection().is_some_and(|id| view_ctx.workspace().is_contested(id));
            let least = if contested { (ui.available_width() * 0.48).clamp(300.0, 520.0) } else { 300.0 };
            splitter_keys(ui, "inspector", Key::ArrowLeft, Key::ArrowRight);
            let shown = Panel::right("inspector")
                .resizable(true)
                .default_size(360.0)
                .size_range(least..=620.0)
                .frame(kit::panel_frame(ui))
                .show(ui, |ui| {
                    ui.take_available_width();
                    kit::access::is(ui, Role::Complementary, "Inspector");
                    landmark(ui, 2);
                    kit::fixed_ui(ui, Id::unique("inspector"), |ui| self.inspector.ui(ui, &mut view_ctx));
                });
            splitter_ui(ui, "inspector", shown.response.rect.left());
            inspector = Some(shown.response.rect);
        }
        let page = view_ctx.nav.page().clone();
        let shown = egui::CentralPanel::default().frame(kit::page_frame(ui)).show(ui, |ui| {
            kit::access::is(ui, Role::Main, "Page");
            self.say_page(ui, &page, view_ctx.workspace());
            let measure = page.measure();
            within_ui(ui, measure, |ui| {
                kit::fixed_ui(ui, Id::unique("header"), |ui| super::header::header_ui(ui, &mut view_ctx, view.can_leave_sample));
                landmark(ui, 1);
                view_ctx.copies = std::mem::take(&mut self.copies);
                view_ctx.asked = self.asked.take();
                super::selection::back_to_one(ui, &mut view_ctx);
                if view_ctx.nav.several().len() > 1 {
                    self.several_ui(ui, &mut view_ctx);
                }
                kit::fixed_ui(ui, Id::unique(("page", page.to_words())), |ui| self.screens.ui(ui, &mut view_ctx, view));
                if std::mem::take(&mut view_ctx.copies) {
                    view_ctx.send(Action::Say("There is no table on this page".to_owned()));
                }
                if let Some(command) = view_ctx.asked.take() {
                    view_ctx.send(Action::Say(format!("There is no list on this page for “{}”", command.name())));
                }
            });
        });
        if self.inspector_shown && over {
            inspector = Some(self.inspector_over_ui(ui, &mut view_ctx, shown.response.rect));
        }
        self.palette.ui(ui, &mut view_ctx, view.used, view.can_leave_sample);
        self.leaving.ui(ui, &mut view_ctx, view);
        self.copying.ui(ui, &mut view_ctx, view);
        self.fresh_sample.ui(ui, &mut view_ctx);
        super::import::hovering_ui(ui);
        let landmarks = [0, 1, 2].map(landmark_id);
        let parts = Parts { workspace: workspace.response.rect, inspector, status: status.response.rect, landmarks };
        self.focus.end(ui, &page, view_ctx.nav, &parts);
        view_ctx.nav.end_pass();
        view_ctx.into_actions()
    }

    /// What can be done with several that are selected; the table at hand is that of them.
    fn several_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>) {
        if view_ctx.copies
            && let Some(of) = super::CopyOf::records(view_ctx.workspace(), view_ctx.nav.several().iter().copied())
        {
            view_ctx.copies = false;
            super::copy_table::copy(view_ctx, of);
        }
        let margin = egui::Margin { top: 6, ..egui::Margin::ZERO };
        let frame = egui::Frame::new().inner_margin(margin);
        Panel::bottom("selected").resizable(false).frame(frame).show(ui, |ui| super::bulk_edit::bar_ui(ui, view_ctx));
    }

    /// The inspector over the page, where there is no room beside it. Escape and a click beside it lead back. Gives back where it lies.
    fn inspector_over_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, page: Rect) -> Rect {
        let width = (page.width() - 2.0 * kit::space::XXL).clamp(300.0, OVER);
        let place = page.with_min_x(page.right() - width);
        let beside = egui::Area::new(Id::unique("beside the inspector")).order(egui::Order::Middle).fixed_pos(page.min);
        let beside = beside.constrain(false).show(ui.ctx(), |ui| {
            let sense = Sense::click() - Sense::FOCUSABLE;
            let response = ui.interact(page, Id::unique("the page beside the inspector"), sense);
            ui.painter().rect_filled(page, 0.0, kit::tokens(ui).shade);
            response.clicked()
        });
        let area = egui::Area::new(Id::unique("inspector over the page")).order(egui::Order::Middle).fixed_pos(place.min);
        let shown = area.constrain(false).show(ui.ctx(), |ui| {
            ui.set_min_size(place.size());
            ui.set_max_size(place.size());
            let frame = kit::panel_frame(ui).stroke(egui::Stroke::new(1.0, kit::tokens(ui).line_strong));
            frame.show(ui, |ui| {
                ui.take_available_space();
                kit::access::is(ui, Role::Complementary, "Inspector");
                landmark(ui, 2);
                kit::fixed_ui(ui, Id::unique("inspector"), |ui| self.inspector.ui(ui, view_ctx));
            });
        });
        ui.ctx().move_to_top(shown.response.layer_id);
        let leaves = kit::keys::pressed(ui, Modifiers::NONE, Key::Escape)
            && !ui.ctx().text_edit_focused()
            && !egui::Popup::is_any_open(ui.ctx());
        if beside.inner {
            self.inspector.put_aside();
        }
        if beside.inner || leaves {
            view_ctx.send(Action::Select(None, None));
        }
        place
    }

    /// All text that was begun and is in no record yet.
    pub fn drafts(&self) -> Vec<Draft> {
        let lines = self.screens.round.drafts().chain(self.screens.statements.drafts());
        let new = self.screens.rounds.drafts().chain(self.screens.issues.drafts());
        lines
            .chain(new)
            .chain(self.screens.notes.drafts())
            .chain(self.screens.reading.drafts())
            .chain(self.inspector.drafts())
            .chain(self.other_drafts.iter().cloned())
            .collect()
    }

    /// Puts text back where it was begun.
    pub fn put_back(&mut self, drafts: Vec<Draft>) {
        for draft in drafts {
            let at_round = draft.of.iter().any(|id| matches!(id, RecordId::Round(_)));
            match draft.place.as_str() {
                super::quick_line::DRAFT if at_round => self.screens.round.put_back(&draft),
                super::quick_line::DRAFT => self.screens.statements.put_back(&draft),
                super::rounds::DRAFT => self.screens.rounds.put_back(&draft),
                super::reading::DRAFT => self.screens.reading.put_back(&draft),
                super::notes::DRAFT => self.screens.notes.put_back(&draft),
                super::issues::DRAFT => self.screens.issues.put_back(&draft),
                _ if self.inspector.put_back(&draft) => {}
                _ => self.other_drafts.push(draft),
            }
        }
    }

    /// Opens the palette.
    pub fn open_palette(&mut self) {
        self.palette.open();
    }

    /// Has the words on the page of the search selected, to be typed anew.
    pub fn begin_search(&mut self) {
        self.screens.search.arrive();
    }

    /// Asks where a copy of everything is to be saved.
    pub fn ask_for_copy(&mut self) {
        self.copying.open();
    }

    /// Has the table at hand put on the clipboard.
    pub fn copy_table(&mut self) {
        self.copies = true;
    }

    /// Gives the list at hand a command.
    pub fn ask_list(&mut self, command: Command) {
        self.asked = Some(command);
    }

    /// Shows the inspector, or hides it.
    pub fn toggle_inspector(&mut self) {
        self.inspector_hidden = !self.inspector_hidden;
    }

    /// Moves the focus to the next part of the window, or to the one before.
    pub fn step_part(&mut self, ctx: &egui::Context, forward: bool) {
        let parts = if self.inspector_shown { PARTS.len() } else { PARTS.len() - 1 };
        let at = match self.focus.part() {
            None | Some(Part::Workspace) => 0,
            Some(Part::Page | Part::Status | Part::Above) => 1,
            Some(Part::Inspector) => 2,
        };
        let step = if forward { 1 } else { parts - 1 };
        self.focus.go_to([Part::Workspace, Part::Page, Part::Inspector][(at + step) % parts]);
        kit::expect_focus(ctx);
    }

    /// The record of the page's row that has the focus, or had it when a palette or a menu opened above.
    pub fn row_at_hand(&self) -> Option<RecordId> {
        self.focus.row()
    }

    /// The same, unless something else was selected since the focus came to it: that is what is shown as meant.
    pub fn newest_row(&self) -> Option<RecordId> {
        self.focus.newest_row()
    }

    /// How the form of something that was begun stands. A round and a negotiation are also open while a page of theirs is.
    pub fn standing(&self, begun: &Begun, nav: &Nav, workspace: &Workspace) -> FormState {
        let shown = nav.selection() == Some(begun.record) && nav.several().is_empty() && !self.inspector_hidden;
        let standing = self.inspector.standing(begun, shown);
        let on_page = match begun.record {
            _ if begun.part.is_some() => false,
            RecordId::Round(round) => *nav.page() == Page::Round(round),
            RecordId::Negotiation(id) => nav.page().negotiation(workspace) == Some(id),
            _ => false,
        };
        FormState { open: standing.open || on_page, ..standing }
    }

    /// Asks in which negotiation the quick line is wanted.
    pub fn ask_where_the_line_goes(&mut self) {
        self.palette.ask_where();
    }

    /// Asks whether a fresh copy of the sample is to take the place of the one that is open.
    pub fn ask_for_fresh_sample(&mut self) {
        self.fresh_sample.open();
    }

    /// Makes the page of exports ready for one thing.
    pub fn prepare_export(&mut self, negotiation: NegotiationId, what: What, round: Option<RoundId>) {
        self.screens.export.set_up(negotiation, what, round);
    }

    /// Makes the page of exports ready for another export.
    pub fn begin_export(&mut self, negotiation: NegotiationId) {
        self.screens.export.begin(negotiation);
    }

    /// Opens the field that names a new issue on the page of the issues.
    pub fn name_issue(&mut self) {
        self.screens.issues.ask_for_new();
    }

    /// Begins a new statement in the inspector, or goes on with the one begun in its negotiation.
    pub fn begin_statement(&mut self, statement: Statement) {
        self.inspector.begin_statement(statement);
        self.show_inspector();
    }

    /// Filters the page of statements to those that somebody must look at.
    pub fn show_to_check(&mut self, negotiation: NegotiationId) {
        self.screens.statements.show_to_check(negotiation);
    }

    /// Asks on the page of the bin whether an entry is to be erased.
    pub fn ask_to_erase(&mut self, entry: crate::model::BinId) {
        self.screens.bin.ask(entry);
    }

    /// Shows the inspector, because something is to be edited in it.
    pub fn show_inspector(&mut self) {
        self.inspector_hidden = false;
    }
}
