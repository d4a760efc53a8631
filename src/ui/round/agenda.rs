//! The agenda: the issues in order, where each stands, and how much was said on it.

use super::data::RoundData;
use super::section::{put_in_order, section_ui};
use crate::kit;
use crate::model::{Round, Vocabulary};
use crate::query::names;
use crate::ui::{ViewContext, badges, menu, row};
use egui::Ui;

/// Draws the agenda.
pub(super) fn agenda_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round, data: &RoundData) {
    let add = section_ui(ui, "Agenda", round.agenda.len(), "Edit agenda", "No issues on it yet", |ui| {
        kit::access::is_list(ui, "Agenda", round.agenda.len());
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut order = kit::reorder(("agenda", round.id));
        for (at, &issue) in round.agenda.iter().enumerate() {
            let path = names::issue_path(view_ctx.workspace(), issue);
            let state = view_ctx.workspace().issues.get(&issue).map(|issue| &issue.state);
            let name = format!("Agenda item {}: {path}", at + 1);
            let name = kit::join([name.as_str(), state.map_or("", Vocabulary::said)], ", ");
            let said = data.on_issue.get(&issue).copied().unwrap_or(0);
            ui.push_id(at, |ui| {
                let response = row::row_ui(ui, &name, view_ctx.is_selected(issue), |ui| {
                    let left = |ui: &mut Ui| {
                        ui.add(kit::text(format!("{}", at + 1)).weak().small().extend());
                        ui.add(kit::text(path.as_str()).truncate());
                    };
                    kit::with_actions_ui(ui, left, |ui| {
                        if let Some(state) = state {
                            badges::issue_state_ui(ui, state);
                        }
                        if said > 0 {
                            let words = if said == 1 { "1 statement".to_owned() } else { format!("{said} statements") };
                            ui.add(kit::text(words).weak().small().extend());
                        }
                    });
                });
                order.row_with_keys(ui, &response);
                menu::row_menu(ui, view_ctx, &response, issue.into());
                if at + 1 == round.agenda.len() && view_ctx.nav.take_place(round.id, "agenda") {
                    response.scroll_to_me(Some(egui::Align::Center));
                }
                if response.clicked() {
                    view_ctx.select(issue);
                }
            });
        }
        if let Some(to) = order.end(ui) {
            put_in_order(view_ctx, round, "move agenda item", |round| to.apply(&mut round.agenda));
        }
    });
    if add {
        view_ctx.edit(round.id, "agenda");
    }
}
