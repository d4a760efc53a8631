//! Two to four parties side by side, in full text by issue.

use super::axes::Axes;
use super::filter::{Offer, Picked, filter_ui};
use super::stated;
use crate::kit::{self, Icon, space};
use crate::model::{NegotiationId, PartyId, Statement};
use crate::query::compare::{self, Side, SideBySide};
use crate::query::names;
use crate::query::position::{AsOf, Position};
use crate::ui::row::row_ui;
use crate::ui::{Memo, ViewContext, badges, menu};
use chrono_tz::Tz;
use egui::{Align, Layout, Ui};

/// As many as can be read beside each other.
const MOST: usize = 4;
/// Fewer are not a comparison.
const LEAST: usize = 2;

/// What the view keeps between frames.
#[derive(Default)]
pub(super) struct SideState {
    /// Who is compared, in the order of choosing; empty until chosen.
    parties: Vec<PartyId>,
    answer: Memo<(NegotiationId, Vec<PartyId>, AsOf, Tz), SideBySide>,
}

impl SideState {
    /// Who is compared: those chosen, else the first two that have said anything.
    fn compared(&self, axes: &Axes) -> Vec<PartyId> {
        let chosen: Vec<PartyId> = self.parties.iter().copied().filter(|party| axes.parties.contains(party)).collect();
        if chosen.is_empty() { axes.speakers.iter().copied().take(LEAST).collect() } else { chosen }
    }

    /// The button that chooses them.
    pub(super) fn filter_ui(&mut self, ui: &mut Ui, view_ctx: &ViewContext<'_>, axes: &Axes) {
        let workspace = view_ctx.workspace();
        let mut compared = self.compared(axes);
        let offers: Vec<Offer> = axes
            .parties
            .iter()
            .map(|party| {
                let chosen = compared.contains(party);
                let enabled = if chosen { compared.len() > 1 } else { compared.len() < MOST };
                Offer { name: names::party(workspace, *party), depth: 0, chosen, enabled }
            })
            .collect();
        if let Some(Picked::Toggle(at)) = filter_ui(ui, "parties", &offers, false)
            && let Some(party) = axes.parties.get(at)
        {
            match compared.iter().position(|other| other == party) {
                Some(at) => {
                    compared.remove(at);
                }
                None => compared.push(*party),
            }
            self.parties = compared;
        }
    }

    /// Draws the positions.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        view_ctx: &mut ViewContext<'_>,
        negotiation: NegotiationId,
        axes: &Axes,
        as_of: AsOf,
    ) {
        let workspace = view_ctx.workspace();
        let parties = self.compared(axes);
        let question = (negotiation, parties, as_of, view_ctx.zone);
        let answer = self.answer.get(view_ctx.session.revision(), question.clone(), |(negotiation, parties, as_of, zone)| {
            compare::side_by_side(workspace, *negotiation, parties, *as_of, *zone)
        });
        let parties = question.1;
        columns_ui(ui, parties.len(), |ui, column| {
            ui.horizontal(|ui| {
                if let Some(&party) = parties.get(column) {
                    badges::party_ui(ui, workspace, party);
                    ui.add(kit::text(names::party(workspace, party)).strong().truncate());
                }
            });
        });
        ui.separator();
        if answer.rows.is_empty() {
            kit::empty_ui(ui, Icon::Columns, "Nothing stated by then", "Choose a later round or other parties.", None);
            return;
        }
        kit::scroll_ui(ui, "side by side", |ui| {
            for row in &answer.rows {
                let path = names::issue_path(workspace, row.issue.issue);
                ui.horizontal(|ui| kit::subheading_ui(ui, &path));
                kit::access::list_ui(ui, &path, parties.len(), |ui| {
                    columns_ui(ui, parties.len(), |ui, column| {
                        if let Some(side) = row.sides.get(column) {
                            side_ui(ui, view_ctx, side);
                        }
                    });
                });
                ui.separator();
            }
            if !answer.silent.is_empty() {
                let silent: Vec<String> = answer.silent.iter().map(|issue| names::issue(workspace, *issue)).collect();
                ui.add_space(space::S);
                ui.add(kit::text(format!("Nothing stated by any of them on: {}", kit::join(&silent, ", "))).weak().small());
            }
        });
    }
}

/// Columns of one width, each drawn by `add`.
pub(super) fn columns_ui(ui: &mut Ui, count: usize, mut add: impl FnMut(&mut Ui, usize)) {
    if count == 0 {
        return;
    }
    ui.spacing_mut().item_spacing.x = space::L;
    ui.columns(count, |columns| {
        for (at, ui) in columns.iter_mut().enumerate() {
            // egui stretches the words of a column over its whole width.
            ui.with_layout(Layout::top_down(Align::Min), |ui| add(ui, at));
        }
    });
}

/// A position in full, to be chosen; or that there is none, with what was said instead.
pub(super) fn side_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, side: &Side) {
    let workspace = view_ctx.workspace();
    let said = side.position.as_ref().and_then(|position| Some((position, workspace.statements.get(&position.statement)?)));
    if let Some((position, said)) = said {
        position_ui(ui, view_ctx, position, said);
        for (at, more) in position.also.iter().filter_map(|id| workspace.statements.get(id)).enumerate() {
            if at == 0 {
                let margin = egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 0));
                margin.show(ui, |ui| ui.add(kit::text("Also at this round").weak().caption()));
            }
            statement_ui(ui, view_ctx, more, false, None);
        }
        return;
    }
    let margin = egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 4));
    margin.show(ui, |ui| ui.add(kit::text(side.beside.words(workspace, 0)).weak().italic().small()));
    for said in side.beside.others.iter().rev().filter_map(|id| workspace.statements.get(id)) {
        statement_ui(ui, view_ctx, said, false, None);
    }
}

fn position_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, position: &Position, said: &Statement) {
    let voice = names::voice(view_ctx.workspace(), position.voice);
    statement_ui(ui, view_ctx, said, !position.denied_by.is_empty(), voice);
}

fn statement_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, said: &Statement, denied: bool, voice: Option<String>) {
    let workspace = view_ctx.workspace();
    let name = format!("{}, {}", names::party(workspace, said.party), stated::aloud(said));
    let response = row_ui(ui, &name, view_ctx.is_selected(said.id), |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        stated::marks_ui(ui, workspace, said, denied);
        ui.add(kit::text(stated::words(said)));
        if let Some(voice) = voice {
            ui.add(kit::text(voice).weak().caption());
        }
        stated::apparatus_ui(ui, workspace, said);
    });
    menu::row_menu(ui, view_ctx, &response, said.id.into());
    if response.clicked() {
        view_ctx.select(said.id);
    }
}
