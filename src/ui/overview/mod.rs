//! A negotiation at a glance: what it is, who sits in it, where it stands, what comes next, what moved, what is owed.

mod brief;
mod data;
mod side;
mod steps;

use super::{Memo, ViewContext, badges};
use crate::kit::{self, Icon, Tone};
use crate::model::{Negotiation, NegotiationId, NegotiationStatus, Vocabulary};
use crate::query::names;
use crate::ui::lines::{PROSE, line_ui};
use chrono::NaiveDate;
use chrono_tz::Tz;
use data::Overview;
use egui::{Align, Layout, Ui, Vec2};

/// From this width on, who sits in it and what is on the table stand beside the rest.
const WIDE: f32 = 820.0;
/// How wide they are then, at least and at most.
const SIDE: (f32, f32) = (300.0, 420.0);

/// A negotiation at a glance.
#[derive(Default)]
pub(super) struct OverviewPage {
    overview: Memo<(NegotiationId, NaiveDate, Tz), Overview>,
    /// Whether everything that moved is shown.
    all_moved: bool,
    /// Whether everything that is owed is shown.
    all_owed: bool,
}

impl OverviewPage {
    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: NegotiationId) {
        let workspace = view_ctx.workspace();
        let Some(negotiation) = workspace.negotiations.get(&id) else {
            return;
        };
        let question = (id, view_ctx.today(), view_ctx.zone);
        let overview = self
            .overview
            .get(view_ctx.session.revision(), question, |&(id, today, zone)| Overview::new(workspace, id, today, zone));
        let mut more = brief::More { moved: self.all_moved, owed: self.all_owed };
        kit::scroll_ui(ui, "overview", |ui| {
            ui.push_id(id, |ui| {
                // The title's actions stay beside the columns, also where a window leaves room.
                ui.set_max_width(ui.available_width().min(PROSE + kit::space::XXL + SIDE.1));
                head_ui(ui, view_ctx, negotiation);
                steps::steps_ui(ui, view_ctx, negotiation, overview);
                if negotiation.seats.is_empty() && overview.is_bare() {
                    return;
                }
                if ui.available_width() < WIDE {
                    brief::brief_ui(ui, view_ctx, overview, &mut more);
                    side::side_ui(ui, view_ctx, negotiation, overview);
                    return;
                }
                let main = (ui.available_width() - SIDE.0 - kit::space::XXL).min(PROSE);
                let side = ui.available_width() - main - kit::space::XXL;
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = kit::space::XXL;
                    column_ui(ui, main, |ui| brief::brief_ui(ui, view_ctx, overview, &mut more));
                    column_ui(ui, side, |ui| side::side_ui(ui, view_ctx, negotiation, overview));
                });
            });
            ui.add_space(kit::space::XL);
        });
        (self.all_moved, self.all_owed) = (more.moved, more.owed);
    }
}

fn column_ui(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.x = kit::space::S;
        add(ui);
    });
}

/// The title, how it is going, and what it is about. Its code and its marking stand in the line above every page.
fn head_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, negotiation: &Negotiation) {
    let title = names::negotiation(view_ctx.workspace(), negotiation.id);
    let mut edit = None;
    kit::page_title_ui(ui, &title, "", |ui| {
        if ui.add(kit::button("Edit").icon(Icon::Edit).quiet().tooltip("Change the negotiation in the inspector")).clicked() {
            edit = Some("first");
        }
    });
    line_ui(ui, |ui| {
        if !negotiation.status.said().is_empty() {
            let status = kit::chip(negotiation.status.label()).tone(status_tone(&negotiation.status));
            ui.add(status.tooltip(negotiation.status.meaning()));
        }
        badges::in_question_ui(ui, view_ctx.workspace(), negotiation.id);
        for tag in &negotiation.tags {
            ui.add(kit::chip(tag.as_str()).icon(Icon::Tag));
        }
    });
    ui.add_space(kit::space::XS);
    ui.scope(|ui| {
        ui.set_max_width(PROSE.min(ui.available_width()));
        if negotiation.summary.trim().is_empty() {
            if ui.add(kit::button("Say what it is about…").quiet()).clicked() {
                edit = Some("summary");
            }
        } else {
            ui.add(kit::text(negotiation.summary.trim()).selectable());
        }
        if !negotiation.note.trim().is_empty() {
            ui.add(kit::text(negotiation.note.trim()).weak().small().selectable());
        }
    });
    if let Some(field) = edit {
        view_ctx.edit(negotiation.id, field);
    }
}

/// The colour of how a negotiation is going.
fn status_tone(status: &NegotiationStatus) -> Tone {
    match status {
        NegotiationStatus::Active | NegotiationStatus::Concluded => Tone::Ok,
        NegotiationStatus::Suspended | NegotiationStatus::Impasse => Tone::Warning,
        NegotiationStatus::Collapsed => Tone::Danger,
        NegotiationStatus::Scheduled => Tone::Info,
        NegotiationStatus::Unstated | NegotiationStatus::Abandoned | NegotiationStatus::Other(_) => Tone::Neutral,
    }
}
