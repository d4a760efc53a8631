//! What came out of the round.

use super::section::{section_ui, source_line_ui};
use crate::kit;
use crate::model::{Round, Vocabulary};
use crate::ui::lines::PROSE;
use crate::ui::{ViewContext, badges, row};
use egui::Ui;

/// Whether anything has been recorded.
pub(super) fn is_recorded(round: &Round) -> bool {
    let outcome = &round.outcome;
    outcome.kind.is_some() || !outcome.text.trim().is_empty() || !outcome.documents.is_empty()
}

/// Draws the outcome.
pub(super) fn outcome_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round) {
    if !is_recorded(round) {
        if section_ui(ui, "Outcome", 0, "Record outcome", "Nothing recorded yet", |_| ()) {
            view_ctx.edit(round.id, "outcome");
        }
        return;
    }
    kit::section_ui(ui, "Outcome", None, |_| ());
    let kind = round.outcome.kind.as_ref();
    let name = format!("Outcome: {}", kind.map_or("in words", Vocabulary::label));
    let response = row::lone_row_ui(ui, &name, false, row::MARGIN, |ui| {
        if let Some(kind) = kind {
            ui.add(badges::outcome_chip(kind));
        }
        badges::marked_ui(ui, round.outcome.level.as_ref());
        if !round.outcome.text.trim().is_empty() {
            ui.set_max_width(PROSE.min(ui.available_width()));
            ui.add(kit::text(round.outcome.text.trim()));
        }
        source_line_ui(ui, view_ctx, &round.outcome.documents);
    });
    if view_ctx.nav.take_place(round.id, "outcome") {
        response.scroll_to_me(Some(egui::Align::Center));
    }
    if response.clicked() {
        view_ctx.edit(round.id, "outcome");
    }
}
