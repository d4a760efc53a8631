//! The workspace on the left: Upcoming, Search, People and parties, the negotiations, the problems, the bin.

use super::{Command, Page, ViewContext, pages};
use crate::kit::{self, Icon, height, space};
use crate::model::Negotiation;
use crate::query::names;
use egui::{Id, Role, ScrollArea, Ui};

/// Draws the panel; `problems` is how many there are.
pub(super) fn workspace_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, problems: usize) {
    kit::access::is(ui, Role::Tree, "Workspace");
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.add_space(space::S);
    for (command, icon) in pages::above() {
        command_row(ui, view_ctx, icon, command);
    }
    ui.add_space(space::L);
    kit::with_actions_ui(
        ui,
        |ui| ui.add(kit::text("Negotiations").caption().weak()),
        |ui| {
            let tip = Command::NewNegotiation.tip(ui.ctx());
            let add = kit::icon_button(Icon::Add, "Add a negotiation").small().tooltip(&tip);
            if ui.add(add).clicked() {
                view_ctx.run(Command::NewNegotiation);
            }
        },
    );
    // In a low window the rest is a line of icons: the negotiations keep the room.
    let low = ui.ctx().content_rect().height() < LOW;
    let rest = pages::below();
    let lines = if low { 2.0 } else { rest.len() as f32 + 1.0 };
    let below = lines * (height::CONTROL + 1.0) + space::S + 1.0;
    let room = (ui.available_height() - below).max(height::CONTROL * 3.0);
    ScrollArea::vertical().id_salt("negotiations").max_height(room).auto_shrink([false, false]).show(ui, |ui| {
        let open = view_ctx.nav.page().negotiation(view_ctx.workspace());
        if view_ctx.workspace().negotiations.is_empty() {
            ui.add_space(space::S);
            ui.add(kit::text("None yet. Add one, and its rounds, issues and statements will have a place.").small().weak());
        }
        let arrived = has_arrived(ui, view_ctx.nav.page());
        for negotiation in view_ctx.workspace().negotiations.values() {
            negotiation_ui(ui, view_ctx, negotiation, (open == Some(negotiation.id), arrived));
        }
    });
    ui.add_space(space::S);
    problems_row(ui, view_ctx, problems);
    if !low {
        for (command, icon) in rest {
            command_row(ui, view_ctx, icon, command);
        }
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(1.0);
        for (command, icon) in rest {
            let tip = command.tip(ui.ctx());
            let selected = view_ctx.nav.page().command() == Some(command);
            let button = kit::icon_button(icon, command.name()).selected(selected).tooltip(&tip);
            if ui.add(button).clicked() {
                view_ctx.run(command);
            }
        }
    });
}

/// In a window lower than this the lower rows are icons side by side.
const LOW: f32 = 700.0;

fn negotiation_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, negotiation: &Negotiation, (open, arrived): (bool, bool)) {
    let name = names::negotiation(view_ctx.workspace(), negotiation.id);
    let page = Page::Overview(negotiation.id);
    let row = kit::list_row(&name)
        .icon(Icon::Round)
        .detail(&negotiation.code)
        .wrap()
        .selected(*view_ctx.nav.page() == page)
        .tree_item(1);
    let response = ui.add(row);
    kit::access::expanded(&response, open, "");
    if arrived && *view_ctx.nav.page() == page {
        response.scroll_to_me(None);
    }
    super::menu::row_menu(ui, view_ctx, &response, negotiation.id.into());
    if response.clicked() {
        view_ctx.go(page);
    }
    if !open {
        return;
    }
    for command in pages::of_negotiation() {
        let Some(page) = command.page_of(negotiation.id) else { continue };
        let within = command == Command::Rounds && matches!(view_ctx.nav.page(), Page::Round(_));
        let here = within || *view_ctx.nav.page() == page;
        let row = ui.add(kit::list_row(command.name()).indent(1).tree_item(2).selected(here));
        if here && arrived {
            row.scroll_to_me(None);
        }
        if row.on_hover_text(command.tip(ui.ctx())).clicked() {
            view_ctx.go(page);
        }
    }
    ui.add_space(space::S);
}

/// Whether the page is another than a frame before: then its row is brought into sight.
fn has_arrived(ui: &Ui, page: &Page) -> bool {
    let id = Id::unique("the page whose row is in sight");
    let before = ui.data_mut(|data| data.get_temp_mut_or_default::<Option<Page>>(id).replace(page.clone()));
    before.as_ref() != Some(page)
}

fn problems_row(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, problems: usize) {
    let count = if problems == 0 { String::new() } else { problems.to_string() };
    let row = kit::list_row(Command::Problems.name()).icon(Icon::Warning).trailing(&count).tone(kit::Tone::Warning).tree_item(1);
    if ui.add(row.selected(*view_ctx.nav.page() == Page::Problems)).on_hover_text(Command::Problems.tip(ui.ctx())).clicked() {
        view_ctx.run(Command::Problems);
    }
}

fn command_row(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, icon: Icon, command: Command) {
    let selected = view_ctx.nav.page().command() == Some(command);
    let row = kit::list_row(command.name()).icon(icon).selected(selected).tree_item(1);
    if ui.add(row).on_hover_text(command.tip(ui.ctx())).clicked() {
        view_ctx.run(command);
    }
}
