//! What somebody is to do: made at this round, and carried over from those before it. A tick makes it done.

use super::data::RoundData;
use super::section::copied_section_ui;
use crate::exchange::request::What;
use crate::kit::{self, Tone};
use crate::model::{FollowUp, FollowUpId, FollowUpState, Vocabulary, Workspace};
use crate::query::{follow_ups, names};
use crate::ui::lines::{PROSE, line_ui, tick_ui};
use crate::ui::sorting::{self, SortKey};
use crate::ui::{Command, CopyOf, ViewContext, badges, copy_table, row, selection};
use chrono_tz::Tz;
use egui::Ui;

/// The list, as its order is kept under.
const LIST: &str = "follow-ups";

/// What else they are sorted by than when they are due.
const ORDERS: [(&str, &str); 4] = [("due", "Due"), ("what", "What"), ("owner", "Owed by"), ("state", "State")];

/// Follow-ups in the order that the user wants.
fn in_order(view_ctx: &ViewContext<'_>, ids: &[FollowUpId]) -> Vec<FollowUpId> {
    let mut ids = ids.to_vec();
    if let Some((by, down)) = view_ctx.views.list(LIST).sort {
        sorting::sort(&mut ids, down, |id| sort_key(view_ctx.workspace(), *id, &by, view_ctx.zone));
    }
    ids
}

fn sort_key(workspace: &Workspace, id: FollowUpId, by: &str, zone: Tz) -> SortKey {
    let Some(follow_up) = workspace.follow_ups.get(&id) else { return SortKey::Nothing };
    match by {
        "due" => SortKey::when(&follow_up.due, zone),
        "owner" => follow_up.owners.first().map_or(SortKey::Nothing, |owner| SortKey::text(&names::who(workspace, owner))),
        "state" => SortKey::term(&follow_up.state),
        _ => SortKey::text(&names::title(workspace, id.into())),
    }
}

/// Draws the follow-ups.
pub(super) fn follow_ups_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, data: &RoundData) {
    let (made, carried) = (in_order(view_ctx, &data.made), in_order(view_ctx, &data.carried));
    let all: Vec<FollowUpId> = made.iter().chain(&carried).copied().collect();
    let count = all.len();
    let words = ["Add follow-up", "No follow-up recorded yet"];
    let copy = Some("Copy the follow-ups as a table");
    let (add, copies) = copied_section_ui(ui, "Follow-ups", count, words, copy, |ui| {
        if count > 1 {
            ui.horizontal_wrapped(|ui| sorting::picker_ui(ui, view_ctx, LIST, "Due first", &ORDERS));
        }
        let list = crate::ui::focus::begin_list(ui, "follow-ups");
        list_ui(ui, view_ctx, &made, &all);
        if !carried.is_empty() {
            kit::subheading_ui(ui, "Still open from before");
            ui.push_id("carried", |ui| list_ui(ui, view_ctx, &carried, &all));
        }
        crate::ui::focus::end_list(ui, list);
    });
    if add {
        view_ctx.run(Command::NewFollowUp);
    }
    if copies && let Some(negotiation) = view_ctx.nav.page().negotiation(view_ctx.workspace()) {
        let is_sorted = view_ctx.views.list(LIST).sort.is_some();
        copy_table::copy(view_ctx, CopyOf::rows(What::FollowUps, negotiation, all.iter().copied()).sorted(is_sorted, all));
    }
}

fn list_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, ids: &[FollowUpId], all: &[FollowUpId]) {
    ui.spacing_mut().item_spacing.y = 0.0;
    kit::access::list_ui(ui, "Follow-ups", ids.len(), |ui| {
        for id in ids {
            if let Some(follow_up) = view_ctx.workspace().follow_ups.get(id) {
                ui.push_id(id, |ui| follow_up_ui(ui, view_ctx, follow_up, all));
            }
        }
    });
}

fn follow_up_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, follow_up: &FollowUp, all: &[FollowUpId]) {
    let workspace = view_ctx.workspace();
    let what = names::title(workspace, follow_up.id.into());
    let overdue = follow_ups::is_overdue(follow_up, view_ctx.today(), view_ctx.zone);
    let closed = !follow_up.state.is_open();
    let name = format!("Follow-up: {what}");
    let response = row::row_ui(ui, &name, view_ctx.is_selected(follow_up.id), |ui| {
        ui.horizontal_top(|ui| {
            tick_ui(ui, view_ctx, follow_up);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = kit::space::XXS;
                ui.set_max_width(PROSE.min(ui.available_width()));
                let text = kit::text(if follow_up.what.trim().is_empty() { what.as_str() } else { follow_up.what.trim() });
                ui.add(if closed { text.weak() } else { text });
                line_ui(ui, |ui| {
                    for owner in &follow_up.owners {
                        badges::who_ui(ui, workspace, owner);
                    }
                    if !follow_up.due.is_unknown() {
                        ui.add(kit::text(format!("due {}", follow_up.due.short_words())).weak().small().extend());
                    }
                    if overdue {
                        ui.add(kit::chip("Overdue").tone(Tone::Danger));
                    }
                    badges::marked_ui(ui, follow_up.level.as_ref());
                    badges::in_question_ui(ui, workspace, follow_up.id);
                    if !matches!(follow_up.state, FollowUpState::Open) {
                        let tone = if follow_up.state == FollowUpState::Done { Tone::Ok } else { Tone::Neutral };
                        ui.add(kit::chip(follow_up.state.label()).tone(tone).tooltip(follow_up.state.meaning()));
                    }
                });
            });
        });
    });
    let lines = || all.iter().map(|id| Some((*id).into())).collect();
    if selection::row(ui, view_ctx, &response, follow_up.id.into(), lines) {
        view_ctx.select(follow_up.id);
    }
}
