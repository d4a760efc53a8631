//! Who sat where: the sides of the table with their heads first, and apart from them who helped, hosted or watched.

use super::section::{columns_ui, copied_section_ui, put_in_order, source_line_ui};
use crate::kit::{self, Moved, Tone};
use crate::model::{Attendance, AttendanceRole, Presence, Round, Vocabulary};
use crate::query::names;
use crate::query::rounds::{self, Side};
use crate::ui::lines::line_ui;
use crate::ui::{CopyOf, ViewContext, badges, copy_table, menu, row};
use egui::{Margin, Response, Ui};

/// The least width of a side.
const SIDE: f32 = 250.0;

/// Draws the table.
pub(super) fn table_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round) {
    let workspace = view_ctx.workspace();
    let words = ["Add attendance", "Nobody recorded yet"];
    let copy = Some("Copy who was at the table as a table");
    let (add, copies) = copied_section_ui(ui, "At the table", rounds::at_the_table(round), words, copy, |ui| {
        let table = rounds::table(workspace, round);
        let (sides, helpers) = rounds::split(&table);
        grid_ui(ui, view_ctx, round, &sides);
        if !helpers.is_empty() {
            ui.add_space(kit::space::XS);
            kit::subheading_ui(ui, "Mediators, hosts and observers");
            ui.push_id("helpers", |ui| grid_ui(ui, view_ctx, round, &helpers));
        }
    });
    if add {
        view_ctx.edit(round.id, "attendance:new");
    }
    let asked = !round.attendance.is_empty() && std::mem::take(&mut view_ctx.copies);
    if copies || asked {
        copy_table::copy(view_ctx, CopyOf::attendance(round));
    }
}

fn grid_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round, sides: &[Side<'_>]) {
    let columns = columns(ui.available_width(), sides.len());
    columns_ui(ui, columns, sides, |ui, side| side_ui(ui, view_ctx, round, side));
}

/// How many things of at least [`SIDE`] stand side by side.
pub(super) fn columns(width: f32, count: usize) -> usize {
    let fitting = (1..=3).rev().find(|n| f32::from(*n) * SIDE <= width).unwrap_or(1_u8);
    usize::from(fitting).min(count).max(1)
}

fn side_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round, side: &Side<'_>) {
    let workspace = view_ctx.workspace();
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.horizontal(|ui| match side.party {
        Some(party) => {
            badges::party_ui(ui, workspace, party);
            ui.add(kit::text(names::party(workspace, party)).strong().truncate());
        }
        None => {
            ui.add(kit::text("No party given").weak());
        }
    });
    ui.add_space(kit::space::XXS);
    let whose = side.party.map_or_else(|| "No party given".to_owned(), |party| names::party(workspace, party));
    let count = side.roles.iter().map(|(_, people)| people.len()).sum();
    kit::access::list_ui(ui, &whose, count, |ui| {
        for (role, people) in &side.roles {
            // Within a role: the roles stand in an order of their own.
            let mut order = kit::reorder(("attendance", round.id, side.party, role.label()));
            for attendance in people {
                ui.push_id(attendance.id, |ui| {
                    let response = person_ui(ui, view_ctx, round, role, attendance);
                    order.row_with_keys(ui, &response);
                });
            }
            if let Some(to) = order.end(ui) {
                put_in_order(view_ctx, round, "move attendance", |round| move_within(&mut round.attendance, people, to));
            }
        }
    });
    ui.add_space(kit::space::S);
}

/// Moves one of some of all who attended among those: the others keep their places.
fn move_within(all: &mut [Attendance], some: &[&Attendance], to: Moved) {
    let places: Vec<usize> =
        all.iter().enumerate().filter(|(_, one)| some.iter().any(|of| of.id == one.id)).map(|(at, _)| at).collect();
    let mut ordered: Vec<Attendance> = some.iter().map(|one| (*one).clone()).collect();
    to.apply(&mut ordered);
    for (place, one) in places.into_iter().zip(ordered) {
        if let Some(here) = all.get_mut(place) {
            *here = one;
        }
    }
}

fn person_ui(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    round: &Round,
    role: &AttendanceRole,
    attendance: &Attendance,
) -> Response {
    let workspace = view_ctx.workspace();
    let named = attendance.person.map(|person| names::person(workspace, person));
    let words = match (&named, attendance.described.trim()) {
        (Some(name), _) => name.clone(),
        (None, "") => "Not named".to_owned(),
        (None, described) => described.to_owned(),
    };
    let role_label = role.label();
    let parts = [words.as_str(), role.said(), attendance.office.trim()];
    let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let response = row::row_with_margin_ui(ui, &name, false, Margin::symmetric(6, 2), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        line_ui(ui, |ui| {
            let leads = matches!(role, AttendanceRole::Principal | AttendanceRole::Head | AttendanceRole::ChiefNegotiator);
            let text = kit::text(words.as_str());
            match (leads, named.is_some()) {
                (true, true) => ui.add(text.strong()),
                (_, true) => ui.add(text),
                (_, false) => ui.add(text.italic()),
            };
            if !matches!(role, AttendanceRole::Delegate | AttendanceRole::Unstated) {
                ui.add(kit::text(role_label).weak().caption());
            }
            presence_ui(ui, round, &attendance.presence);
            badges::marked_ui(ui, attendance.level.as_ref());
        });
        if !attendance.office.trim().is_empty() {
            ui.add(kit::text(attendance.office.trim()).weak().small());
        }
        if !attendance.note.trim().is_empty() {
            ui.add(kit::text(attendance.note.trim()).weak().caption());
        }
    });
    let response = response.on_hover_ui(|ui| {
        ui.add(kit::text(role.meaning()).small());
        source_line_ui(ui, view_ctx, &attendance.sources);
    });
    if view_ctx.nav.take_place(round.id, &format!("attendance:{}", attendance.id)) {
        response.scroll_to_me(Some(egui::Align::Center));
    }
    let field = format!("attendance:{}", attendance.id);
    menu::part_menu(ui, view_ctx, &response, (round, attendance.id, &field, "attendance"), |round| {
        round.attendance.retain(|one| one.id != attendance.id);
    });
    if response.clicked() {
        view_ctx.edit(round.id, &field);
    }
    response
}

/// What is not as expected: at a round that took place, everyone who did not come; before it, how sure it is.
fn presence_ui(ui: &mut Ui, round: &Round, presence: &Presence) {
    let tone = match presence {
        Presence::Attended => return,
        Presence::Unstated if !rounds::took_place(round) => return,
        Presence::Unstated => Tone::Neutral,
        Presence::Invited | Presence::Accepted if !rounds::took_place(round) => Tone::Neutral,
        _ => Tone::Warning,
    };
    ui.add(kit::chip(presence.beside_name()).tone(tone).tooltip(presence.meaning()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_stand_side_by_side_where_there_is_room() {
        assert_eq!(columns(900.0, 2), 2);
        assert_eq!(columns(900.0, 5), 3);
        assert_eq!(columns(600.0, 5), 2);
        assert_eq!(columns(100.0, 5), 1);
        assert_eq!(columns(900.0, 0), 1);
    }

    #[test]
    fn who_helps_or_watches_sits_apart() {
        let with_a_side = AttendanceRole::KNOWN.iter().filter(|role| rounds::sits_with_a_side(role)).count();
        assert_eq!(AttendanceRole::KNOWN.len() - with_a_side, 5);
        assert!(!rounds::sits_with_a_side(&AttendanceRole::Mediator));
        assert!(rounds::sits_with_a_side(&AttendanceRole::Interpreter));
    }
}
