//! The agenda: the issues in order, where each stands, and how much was said on it.

use super::data::RoundData;
use super::section::{put_in_order, section_ui};
use crate::kit;
use crate::model::{Round, Vocabulary};
use crate::query::names;
use crate::ui::{Cx, marks, menu, row};
use egui::Ui;

/// Draws the agenda.
pub(super) fn agenda_ui(ui: &mut Ui, cx: &mut Cx<'_>, round: &Round, data: &RoundData) {
    let add = section_ui(ui, "Agenda", round.agenda.len(), "Edit agenda", "No issues on it yet", |ui| {
        kit::access::is_list(ui, "Agenda", round.agenda.len());
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut order = kit::reorder(("agenda", round.id));
        for (at, &issue) in round.agenda.iter().enumerate() {
            let path = names::issue_path(cx.workspace(), issue);
            let state = cx.workspace().issues.get(&issue).map(|issue| &issue.state);
            let name = format!("Agenda item {}: {path}", at + 1);
            let name = kit::join([name.as_str(), state.map_or("", Vocabulary::said)], ", ");
            let said = data.on_issue.get(&issue).copied().unwrap_or(0);
            ui.push_id(at, |ui| {
                let response = row::row_ui(ui, &name, cx.is_selected(issue), |ui| {
                    let left = |ui: &mut Ui| {
                        ui.add(kit::text(format!("{}", at + 1)).weak().small().extend());
                        ui.add(kit::text(path.as_str()).truncate());
                    };
                    kit::with_actions_ui(ui, left, |ui| {
                        if let Some(state) = state {
                            marks::issue_state_ui(ui, state);
                        }
                        if said > 0 {
                            let words = if said == 1 { "1 statement".to_owned() } else { format!("{said} statements") };
                            ui.add(kit::text(words).weak().small().extend());
                        }
                    });
                });
                order.row_with_keys(ui, &response);
                menu::row_menu(ui, cx, &response, issue.into());
                if at + 1 == round.agenda.len() && cx.nav.take_place(round.id, "agenda") {
                    response.scroll_to_me(Some(egui::Align::Center));
                }
                if response.clicked() {
                    cx.select(issue);
                }
            });
        }
        if let Some(to) = order.end(ui) {
            put_in_order(cx, round, "move agenda item", |round| to.apply(&mut round.agenda));
        }
    });
    if add {
        cx.edit(round.id, "agenda");
    }
}
