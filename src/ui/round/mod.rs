//! One round's page: a good read for a principal, and quick for a note-taker, whose quick line stays at the bottom.

mod accounts;
mod agenda;
mod culled;
mod data;
mod facts;
mod follow_ups;
mod header;
mod incidents;
mod next;
mod outcome;
mod section;
mod statement_row;
mod statements;
mod table;

pub(super) use statement_row::statement_words;

use crate::kit;
use crate::model::{Round, RoundId};
use crate::session::Draft;
use crate::ui::lines::above_ui;
use crate::ui::quick_line::QuickLine;
use crate::ui::{Memo, ViewContext};
use data::{GroupBy, RoundData};
use egui::Ui;

/// One round's page.
#[derive(Default)]
pub(super) struct RoundPage {
    group_by: GroupBy,
    data: Memo<(RoundId, GroupBy, chrono_tz::Tz), RoundData>,
    quick_line: QuickLine,
    heights: culled::Heights,
}

impl RoundPage {
    /// The lines that were begun here and not sent.
    pub(super) fn drafts(&self) -> impl Iterator<Item = Draft> {
        self.quick_line.drafts()
    }

    /// Puts back a line that was not sent.
    pub(super) fn put_back(&mut self, draft: &Draft) {
        self.quick_line.put_back(draft);
    }

    /// Draws the page.
    pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, id: RoundId) {
        let Some(round) = view_ctx.workspace().rounds.get(&id) else {
            return;
        };
        above_ui(
            ui,
            "round",
            &mut (self, view_ctx),
            |(page, view_ctx), ui| {
                kit::scroll_ui(ui, &format!("round page {id}"), |ui| {
                    ui.push_id(id, |ui| page.sections_ui(ui, view_ctx, round));
                });
            },
            |(page, view_ctx), ui| page.quick_line.ui(ui, view_ctx, round.negotiation, Some(id)),
        );
    }

    fn sections_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, round: &Round) {
        let workspace = view_ctx.workspace();
        let question = (round.id, self.group_by, view_ctx.zone);
        let data =
            self.data.get(view_ctx.session.revision(), question, |&(id, by, zone)| RoundData::new(workspace, id, by, zone));
        header::header_ui(ui, view_ctx, round);
        // What came out is what a reader looks for first; while nothing has, it is asked for further down.
        let has_outcome = outcome::is_recorded(round);
        if has_outcome {
            outcome::outcome_ui(ui, view_ctx, round);
        }
        table::table_ui(ui, view_ctx, round);
        agenda::agenda_ui(ui, view_ctx, round, data);
        let group_by = statements::statements_ui(ui, view_ctx, data, self.group_by, &mut self.heights);
        accounts::accounts_ui(ui, view_ctx, round);
        if !has_outcome {
            outcome::outcome_ui(ui, view_ctx, round);
        }
        follow_ups::follow_ups_ui(ui, view_ctx, data);
        incidents::incidents_ui(ui, view_ctx, data);
        next::next_ui(ui, view_ctx, round);
        facts::announcements_ui(ui, view_ctx, round);
        facts::discrepancies_ui(ui, view_ctx, round);
        facts::sittings_ui(ui, view_ctx, round);
        facts::sources_section_ui(ui, view_ctx, round);
        facts::note_ui(ui, view_ctx, round);
        facts::rare_ui(ui, view_ctx, round, data.incidents.len());
        ui.add_space(kit::space::XL);
        if let Some(group_by) = group_by {
            self.group_by = group_by;
        }
    }
}
