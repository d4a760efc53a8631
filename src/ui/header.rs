//! The line above the page: the way back, where we are, the handling marking, finding, undo.

use super::{Action, Command, Page, ViewContext};
use crate::kit::{self, Icon, space};
use crate::model::Workspace;
use crate::query::names;
use egui::Ui;

/// Below this width the way back to the page takes the room of words for which an icon stands as well.
const NARROW: f32 = 760.0;
/// What the buttons at both ends of the line take then.
const BUTTONS: f32 = 250.0;
/// How high the line is, whatever stands in it.
const HEIGHT: f32 = 30.0;
/// The most width for the name of a negotiation on the way back to it.
const CRUMB: f32 = 240.0;
/// What a step of the way back leaves for each one behind it.
const BEHIND: f32 = 80.0;
/// The least width of the way back beside a marking of handling; with less the marking has a line of its own.
const CRUMBS: f32 = 150.0;

/// Draws the line.
pub(super) fn header_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, can_leave_sample: bool) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let shown: &ViewContext<'_> = view_ctx;
    let narrow = ui.available_width() < NARROW;
    let marking = marking(shown);
    let apart = marking.is_some_and(|words| {
        let room = ui.available_width() - BUTTONS - CRUMBS;
        narrow && marking_chip(words).width(ui) > room
    });
    kit::with_actions_in_order_ui(
        ui,
        (egui::Id::unique("actions of the header"), 220.0),
        |ui| {
            ui.set_min_height(HEIGHT);
            ui.spacing_mut().item_spacing.x = space::XS;
            left.extend(command_button(ui, Icon::ArrowLeft, Command::Back, shown.nav.can_go_back(), None));
            left.extend(command_button(ui, Icon::ArrowRight, Command::Forward, shown.nav.can_go_forward(), None));
            ui.add_space(space::S);
            if let Some(words) = marking.filter(|_| !apart) {
                marking_ui(ui, words);
            }
            left.extend(crumbs_ui(ui, shown).map(Action::Go));
        },
        |ui| {
            ui.set_min_height(HEIGHT);
            ui.spacing_mut().item_spacing.x = space::XS;
            let keys = Command::Palette.keys(ui.ctx());
            if narrow {
                right.extend(command_button(ui, Icon::Search, Command::Palette, true, None));
            } else {
                let find = kit::button(Command::Palette.name()).icon(Icon::Search).quiet().shortcut(&keys);
                if ui.add(find).clicked() {
                    right.push(Action::Run(Command::Palette));
                }
            }
            let (undo, redo) = (shown.session.undo_label(), shown.session.redo_label());
            right.extend(command_button(ui, Icon::Undo, Command::Undo, undo.is_some(), undo));
            right.extend(command_button(ui, Icon::Redo, Command::Redo, redo.is_some(), redo));
            right.extend(command_button(ui, Icon::Columns, Command::ToggleInspector, true, None));
            right.extend(menu_ui(ui, shown, can_leave_sample));
        },
    );
    if let Some(words) = marking.filter(|_| apart) {
        ui.horizontal_wrapped(|ui| marking_ui(ui, words));
    }
    ui.separator();
    for action in left.into_iter().chain(right) {
        view_ctx.send(action);
    }
}

fn command_button(ui: &mut Ui, icon: Icon, command: Command, enabled: bool, what: Option<&str>) -> Option<Action> {
    let tooltip = match what {
        Some(what) => format!("{} {what} ({})", command.name(), command.keys(ui.ctx())),
        None => command.tip(ui.ctx()),
    };
    let button = kit::icon_button(icon, command.name()).tooltip(&tooltip).enabled(enabled);
    ui.add(button).clicked().then_some(Action::Run(command))
}

/// Negotiation › Rounds › Round 2, each a way up. Returns the page that was chosen.
fn crumbs_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>) -> Option<Page> {
    let workspace = view_ctx.workspace();
    let page = view_ctx.nav.page();
    let id = page.negotiation(workspace)?;
    let negotiation = workspace.negotiations.get(&id)?;
    let name = names::negotiation(workspace, id);
    let short = if negotiation.code.is_empty() { name.as_str() } else { negotiation.code.as_str() };
    let behind = if matches!(page, Page::Round(_)) { 2.0 * BEHIND } else { BEHIND };
    let mut chosen = crumb(ui, short, behind).then_some(Page::Overview(id));
    if matches!(page, Page::Round(_)) {
        between(ui);
        if crumb(ui, Command::Rounds.name(), BEHIND) {
            chosen = Some(Page::Rounds(id));
        }
    }
    if let Some(here) = page_within(page, workspace) {
        between(ui);
        ui.add(kit::text(here).small().truncate());
    }
    chosen
}

/// What a page is called within its negotiation; nothing for its overview.
fn page_within(page: &Page, workspace: &Workspace) -> Option<String> {
    (!matches!(page, Page::Overview(_))).then(|| page.title(workspace))
}

/// A page in words, as it is said to who cannot see it: "On the page Statements, RU-UA".
pub(super) fn page_words(page: &Page, workspace: &Workspace) -> String {
    let negotiation = page.negotiation(workspace).map(|id| names::negotiation(workspace, id));
    let parts = [page_within(page, workspace), negotiation];
    let words = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    format!("On the page {words}")
}

/// How what is shown is to be handled, if anybody has said so.
fn marking<'a>(view_ctx: &ViewContext<'a>) -> Option<&'a str> {
    let negotiation =
        view_ctx.nav.page().negotiation(view_ctx.workspace()).and_then(|id| view_ctx.workspace().negotiations.get(&id));
    negotiation.map(|one| one.handling.as_str()).filter(|words| !words.is_empty())
}

fn marking_chip(words: &str) -> kit::Chip<'_> {
    kit::chip(words).tone(kit::Tone::Warning).icon(Icon::Lock).tooltip("Handling marking")
}

/// How what is shown is to be handled; a long marking has a line of its own in a narrow window.
fn marking_ui(ui: &mut Ui, words: &str) {
    ui.add(marking_chip(words));
    ui.add_space(space::S);
}

/// A step of the way back, which leaves so much room for those behind it.
fn crumb(ui: &mut Ui, name: &str, behind: f32) -> bool {
    ui.scope(|ui| {
        // What stands behind it keeps a place.
        let room = ui.available_width();
        ui.set_max_width(CRUMB.min((room - behind).max(room * 0.4)));
        super::lines::crumb_ui(ui, name, &format!("Go to {name}"))
    })
    .inner
    .clicked()
}

fn between(ui: &mut Ui) {
    ui.add(kit::text("›").small().weak());
}

/// Every command, so that a key never has to be known.
fn menu_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, can_leave_sample: bool) -> Option<Action> {
    let response = ui.add(kit::icon_button(Icon::More, "All commands"));
    let mut chosen = None;
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(260.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = ui.ctx().content_rect().bottom() - response.rect.bottom() - space::XL;
        ui.set_max_height(room);
        egui::ScrollArea::vertical().max_height(room).show(ui, |ui| {
            let mut group = None;
            let mut keys = kit::MenuKeys::default();
            for &command in Command::ALL {
                if group.replace(command.group()) != Some(command.group()) {
                    kit::subheading_ui(ui, command.group());
                }
                let why_not = view_ctx.why_not(command, can_leave_sample);
                let item = egui::Button::new(command.name()).shortcut_text(command.keys(ui.ctx()));
                let response = ui.add_enabled(why_not.is_none(), item);
                keys.entry(ui, &response, command.name());
                let response = response.on_hover_text(command.tooltip());
                let response = response.on_disabled_hover_text(why_not.unwrap_or_default());
                if response.clicked() {
                    chosen = Some(Action::Run(command));
                    ui.close();
                }
            }
            keys.end(ui);
        });
    });
    chosen
}
