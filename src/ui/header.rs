//! The line above the page: the way back, where we are, the handling marking, finding, undo.

use super::{Command, Cx, Page};
use crate::kit::{self, Icon, space};
use crate::query::names;
use egui::{Sense, Ui};

/// Draws the line.
pub fn header_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    kit::with_actions_ui(
        ui,
        |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                command_button(ui, cx, Icon::ArrowLeft, Command::Back, cx.nav.can_go_back(), None);
                command_button(ui, cx, Icon::ArrowRight, Command::Forward, cx.nav.can_go_forward(), None);
                ui.add_space(space::S);
                crumbs_ui(ui, cx);
            });
        },
        |ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            menu_ui(ui, cx);
            command_button(ui, cx, Icon::Columns, Command::ToggleInspector, true, None);
            let (undo, redo) = (cx.session.undo_label(), cx.session.redo_label());
            command_button(ui, cx, Icon::Redo, Command::Redo, redo.is_some(), redo);
            command_button(ui, cx, Icon::Undo, Command::Undo, undo.is_some(), undo);
            let keys = keys_of(ui, Command::Palette);
            if ui.add(kit::button(Command::Palette.name()).icon(Icon::Search).quiet().shortcut(&keys)).clicked() {
                cx.run(Command::Palette);
            }
        },
    );
    ui.separator();
}

/// The keys of a command as this system writes them.
pub fn keys_of(ui: &Ui, command: Command) -> String {
    command.shortcuts().first().map(|keys| ui.ctx().format_shortcut(keys)).unwrap_or_default()
}

fn command_button(ui: &mut Ui, cx: &mut Cx<'_>, icon: Icon, command: Command, enabled: bool, what: Option<&str>) {
    let keys = keys_of(ui, command);
    let tooltip = match what {
        Some(what) => format!("{} {what} ({keys})", command.name()),
        None => format!("{} ({keys})", command.tooltip()),
    };
    if ui.add(kit::icon_button(icon, command.name()).tooltip(&tooltip).enabled(enabled)).clicked() {
        cx.run(command);
    }
}

/// Negotiation › Rounds › Round 2, each a way up.
fn crumbs_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let workspace = cx.workspace();
    let page = cx.nav.page().clone();
    let Some(id) = page.negotiation(workspace) else {
        return;
    };
    let Some(negotiation) = workspace.negotiations.get(&id) else {
        return;
    };
    if !negotiation.handling.is_empty() {
        ui.add(kit::chip(negotiation.handling.as_str()).tone(kit::Tone::Warning).icon(Icon::Lock).tooltip("Handling marking"));
        ui.add_space(space::S);
    }
    let short = if negotiation.code.is_empty() { negotiation.title.as_str() } else { negotiation.code.as_str() };
    if crumb(ui, if short.is_empty() { "Untitled negotiation" } else { short }) {
        cx.go(Page::Overview(id));
    }
    let here = match page {
        Page::Round(round) => {
            between(ui);
            if crumb(ui, Command::Rounds.name()) {
                cx.go(Page::Rounds(id));
            }
            Some(names::round(workspace, round))
        }
        Page::Rounds(_) => Some(Command::Rounds.name().to_owned()),
        Page::Statements(_) => Some(Command::Statements.name().to_owned()),
        Page::Compare(_) => Some(Command::Compare.name().to_owned()),
        Page::Issues(_) => Some(Command::Issues.name().to_owned()),
        Page::Sources(_) => Some(Command::Sources.name().to_owned()),
        _ => None,
    };
    if let Some(here) = here {
        between(ui);
        ui.add(kit::text(here).small().truncate());
    }
}

fn crumb(ui: &mut Ui, name: &str) -> bool {
    ui.add(kit::text(name).small().weak().extend().sense(Sense::click())).clicked()
}

fn between(ui: &mut Ui) {
    ui.add(kit::text("›").small().weak());
}

/// Every command, so that a key never has to be known.
fn menu_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let response = ui.add(kit::icon_button(Icon::More, "All commands"));
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(260.0);
        egui::ScrollArea::vertical().max_height(ui.ctx().content_rect().height() - 120.0).show(ui, |ui| {
            for &command in Command::ALL {
                let keys = keys_of(ui, command);
                let item = egui::Button::new(command.name()).shortcut_text(keys);
                if ui.add(item).on_hover_text(command.tooltip()).clicked() {
                    cx.run(command);
                    ui.close();
                }
            }
        });
    });
}
