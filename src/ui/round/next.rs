//! What was said of the round after this one: who announced which date of it.

use super::facts::announcement_ui;
use crate::kit;
use crate::model::Round;
use crate::query::{names, rounds, schedule};
use crate::ui::lines::line_ui;
use crate::ui::{ViewContext, badges, row};
use egui::Ui;

/// Draws the next round, once somebody has announced a date of it.
pub(super) fn next_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round) {
    let next = rounds::announced_at(view_ctx.workspace(), round.negotiation, Some(round.id), view_ctx.today(), view_ctx.zone);
    let Some(next) = next.filter(|next| next.id != round.id && !next.schedule.announcements.is_empty()) else {
        return;
    };
    kit::section_ui(ui, "Announced of the next round", Some(next.schedule.announcements.len()), |_| ());
    let title = names::round_title(next);
    ui.push_id("next round", |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let response = row::lone_row_ui(ui, &format!("Next round: {title}"), false, row::MARGIN, |ui| {
            line_ui(ui, |ui| {
                ui.add(kit::text(title.as_str()).strong());
                badges::status_ui(ui, &next.schedule.status);
                ui.add(kit::text(schedule::when_words(next, view_ctx.zone)).weak().small());
            });
        });
        if response.clicked() {
            view_ctx.open(next.id);
        }
        let all = &next.schedule.announcements;
        kit::access::list_ui(ui, "Announcements of the next round", all.len(), |ui| {
            for announcement in all {
                ui.push_id(announcement.id, |ui| announcement_ui(ui, view_ctx, next, announcement));
            }
        });
    });
}
