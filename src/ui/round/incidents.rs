//! Incidents around the round. A claim looks like a claim: who makes it, whom it blames, who denies it, who could not check it.

use super::data::RoundData;
use super::section::{RARE, section_ui, source_line_ui};
use crate::kit::{self, Icon};
use crate::model::{Incident, Who};
use crate::query::names;
use crate::ui::lines::{PROSE, line_ui};
use crate::ui::{Command, ViewContext, badges, menu, row};
use egui::Ui;

/// Draws the incidents.
pub(super) fn incidents_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, data: &RoundData) {
    let add = section_ui(ui, "Incidents", data.incidents.len(), "Add incident", RARE, |ui| {
        kit::access::is_list(ui, "Incidents", data.incidents.len());
        ui.spacing_mut().item_spacing.y = 0.0;
        for id in &data.incidents {
            if let Some(incident) = view_ctx.workspace().incidents.get(id) {
                ui.push_id(id, |ui| incident_ui(ui, view_ctx, incident));
            }
        }
    });
    if add {
        view_ctx.run(Command::NewIncident);
    }
}

fn incident_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, incident: &Incident) {
    let title = names::title(view_ctx.workspace(), incident.id.into());
    let response = row::row_ui(ui, &format!("Incident: {title}"), view_ctx.is_selected(incident.id), |ui| {
        ui.spacing_mut().item_spacing.y = kit::space::XXS;
        line_ui(ui, |ui| {
            claim_ui(ui, view_ctx, "Claimed by", &incident.claimed_by);
            if incident.claimed_by.is_empty() {
                ui.add(kit::text("Reported").weak().small().extend());
            }
            if !incident.when.is_unknown() {
                ui.add(kit::text(incident.when.short_words()).weak().small().extend());
            }
            if !incident.place.trim().is_empty() {
                ui.add(kit::text(incident.place.trim()).weak().small());
            }
            ui.add(badges::verification_chip(&incident.verification));
            badges::marked_ui(ui, incident.level.as_ref());
            badges::in_question_ui(ui, view_ctx.workspace(), incident.id);
        });
        ui.horizontal_top(|ui| {
            if !incident.claimed_by.is_empty() {
                Icon::Quote.ui(ui, 14.0, kit::tokens(ui).text_weak);
            }
            ui.vertical(|ui| {
                ui.set_max_width(PROSE.min(ui.available_width()));
                let what = incident.what.trim();
                ui.add(kit::text(if what.is_empty() { title.as_str() } else { what }));
            });
        });
        if !incident.blamed_on.is_empty() || !incident.denied_by.is_empty() {
            line_ui(ui, |ui| {
                claim_ui(ui, view_ctx, "Blamed on", &incident.blamed_on);
                claim_ui(ui, view_ctx, "Denied by", &incident.denied_by);
            });
        }
        if !incident.verification_note.trim().is_empty() {
            ui.add(kit::text(incident.verification_note.trim()).small().weak());
        }
        source_line_ui(ui, view_ctx, &incident.sources);
    });
    menu::row_menu(ui, view_ctx, &response, incident.id.into());
    if response.clicked() {
        view_ctx.select(incident.id);
    }
}

fn claim_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, how: &str, who: &[Who]) {
    if who.is_empty() {
        return;
    }
    ui.add(kit::text(how).weak().small().extend());
    for one in who {
        badges::who_ui(ui, view_ctx.workspace(), one);
    }
}
