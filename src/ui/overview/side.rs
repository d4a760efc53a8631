//! Beside the brief: who sits in the negotiation, what is on the table, how much the record holds.

use super::data::{Counts, Overview};
use crate::kit::access::list_ui;
use crate::kit::{self, Icon};
use crate::model::{IssueState, Negotiation, Seat, SeatRole, Vocabulary};
use crate::query::{names, usage};
use crate::ui::lines::line_ui;
use crate::ui::{Command, Page, ViewContext, badges, menu, row};
use egui::{Response, Ui};

pub(super) fn side_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, negotiation: &Negotiation, overview: &Overview) {
    ui.spacing_mut().item_spacing.y = kit::space::XXS;
    seats_ui(ui, view_ctx, negotiation);
    issues_ui(ui, view_ctx, negotiation, overview);
    record_ui(ui, view_ctx, negotiation, overview);
}

/// Who is what at the table: a line for each role with those who have it.
fn seats_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, negotiation: &Negotiation) {
    let mut edit = false;
    let count = (!negotiation.seats.is_empty()).then_some(negotiation.seats.len());
    kit::section_ui(ui, "At the table", count, |ui| {
        edit = ui.add(kit::icon_button(Icon::Edit, "Edit seats").small().tooltip("Who sits in it, in what role")).clicked();
    });
    if negotiation.seats.is_empty() {
        ui.add(kit::text("Nobody sits at the table yet.").weak().small());
    }
    let tags = negotiation.seats.iter().map(|seat| badges::party_width(ui, view_ctx.workspace(), seat.party));
    let tag = tags.fold(0.0, f32::max).min(TAG);
    list_ui(ui, "At the table", negotiation.seats.len(), |ui| {
        let mut order = kit::reorder(("seats", negotiation.id));
        for (at, seat) in negotiation.seats.iter().enumerate() {
            ui.push_id(("seat", at), |ui| {
                let response = seat_ui(ui, view_ctx, seat, tag);
                order.row_with_keys(ui, &response);
            });
        }
        if let Some(to) = order.end(ui) {
            let mut after = negotiation.clone();
            to.apply(&mut after.seats);
            view_ctx.put("move seat", after);
        }
    });
    if edit {
        view_ctx.edit(negotiation.id, if negotiation.seats.is_empty() { "seats:new" } else { "seats" });
    }
}

/// The most room for the tag of a party.
const TAG: f32 = 96.0;

fn seat_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, seat: &Seat, tag: f32) -> Response {
    let party = names::party(view_ctx.workspace(), seat.party);
    let role = seat.role.said();
    let name = if role.is_empty() { party.clone() } else { format!("{party}, {role}") };
    let response = row::row_ui(ui, &name, view_ctx.is_selected(seat.party), |ui| {
        ui.spacing_mut().interact_size.y = kit::height::SMALL;
        ui.horizontal_top(|ui| {
            badges::party_in_ui(ui, view_ctx.workspace(), Some(seat.party), tag);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                line_ui(ui, |ui| {
                    if party != names::party_short(view_ctx.workspace(), seat.party) {
                        ui.add(kit::text(party.as_str()));
                    }
                    let words = kit::text(role).small();
                    ui.add(if seat.role == SeatRole::Principal { words } else { words.weak() });
                });
                if !seat.note.trim().is_empty() {
                    ui.add(kit::text(seat.note.trim()).weak().small());
                }
            });
        });
    });
    menu::row_menu(ui, view_ctx, &response, seat.party.into());
    if response.clicked() {
        view_ctx.select(seat.party);
    }
    response
}

/// How many issues stand where, in one band.
fn issues_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, negotiation: &Negotiation, overview: &Overview) {
    let mut add = false;
    let count = (overview.counts.issues > 0).then_some(overview.counts.issues);
    kit::section_ui(ui, "Issues", count, |ui| {
        add = ui.add(kit::icon_button(Icon::Add, "New issue").small().tooltip(&Command::NewIssue.tip(ui.ctx()))).clicked();
    });
    if overview.issues.is_empty() {
        ui.add(kit::text("No position recorded yet.").weak().small());
    } else {
        let counted = |state: &IssueState, count: usize| match state {
            IssueState::Unstated => format!("{count} without a state"),
            state => format!("{count} {}", state.label().to_lowercase()),
        };
        let name = overview.issues.iter().map(|(state, count)| counted(state, *count));
        let name = format!("Issues: {}", name.collect::<Vec<_>>().join(", "));
        let response = row::lone_row_ui(ui, &name, false, row::MARGIN, |ui| {
            line_ui(ui, |ui| {
                for (state, count) in &overview.issues {
                    let words = counted(state, *count);
                    ui.add(kit::chip(words).tone(badges::issue_state_tone(state)).tooltip(state.meaning()));
                }
            });
        });
        if response.clicked() {
            view_ctx.go(Page::Issues(negotiation.id));
        }
    }
    if add {
        view_ctx.run(Command::NewIssue);
    }
}

/// How much the record holds, each a way to its page.
fn record_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, negotiation: &Negotiation, overview: &Overview) {
    if overview.counts == Counts::default() {
        return;
    }
    kit::section_ui(ui, "In the record", None, |_| ());
    let counts = overview.counts;
    let id = negotiation.id;
    let lines = [
        (Icon::Round, counts.rounds, "round", Page::Rounds(id)),
        (Icon::Statement, counts.statements, "statement", Page::Statements(id)),
        (Icon::Link, counts.sources, "source", Page::Sources(id)),
        (Icon::Incident, counts.incidents, "incident", Page::Statements(id)),
    ];
    // Incidents have no page of their own: while there is none, there is nowhere to go.
    let shown = if counts.incidents == 0 { lines.len() - 1 } else { lines.len() };
    list_ui(ui, "In the record", shown, |ui| {
        for (icon, count, noun, page) in lines.into_iter().take(shown) {
            if ui.add(kit::list_row(&usage::counted(count, noun)).icon(icon)).clicked() {
                view_ctx.go(page);
            }
        }
    });
}
