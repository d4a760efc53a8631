//! One statement as it is read: who, what it does, the words, how it is known, what it replaces. What an analyst infers looks
//! different from what a party says.

use super::section::sources_ui;
use crate::kit::{self, Icon, Tone};
use crate::model::{Statement, StatementId, Vocabulary};
use crate::query::names;
use crate::query::position::said_words;
use crate::ui::lines::{PROSE, line_ui};
use crate::ui::{ViewContext, badges, row, selection};
use egui::{Margin, Ui};
use std::collections::BTreeMap;

/// What the heading over a statement has not said already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Shown {
    /// Whose it is.
    pub party: bool,
    /// On which issues.
    pub issues: bool,
}

/// The text as it is shown: quoted where it is verbatim.
pub(in crate::ui) fn statement_words(statement: &Statement) -> String {
    names::words(statement, "No text yet")
}

/// Draws a statement as a row that selects it.
pub(super) fn statement_ui(
    ui: &mut Ui,
    view_ctx: &mut ViewContext<'_>,
    statement: &Statement,
    shown: Shown,
    replaced_by: &BTreeMap<StatementId, Vec<StatementId>>,
    lines: impl Fn() -> selection::Lines,
) {
    let later = replaced_by.get(&statement.id).map(Vec::as_slice).unwrap_or_default();
    let name = names::statement_line(view_ctx.workspace(), statement);
    let indent = if statement.is_assessment() { 20 } else { 8 };
    let margin = Margin { left: indent, right: 8, top: 5, bottom: 6 };
    let response = row::row_with_margin_ui(ui, &name, view_ctx.is_selected(statement.id), margin, |ui| {
        ui.spacing_mut().item_spacing.y = kit::space::XXS;
        line_ui(ui, |ui| marks_ui(ui, view_ctx, statement, shown));
        ui.scope(|ui| {
            ui.set_max_width(PROSE.min(ui.available_width()));
            let text = kit::text(statement_words(statement));
            match (statement.is_assessment(), later.is_empty()) {
                (true, _) => ui.add(text.italic()),
                (false, true) => ui.add(text),
                (false, false) => ui.add(text.weak()),
            };
            if !statement.original.text.trim().is_empty() {
                ui.add(kit::text(statement.original.text.trim()).weak().small());
            }
        });
        if has_links(statement, later) {
            line_ui(ui, |ui| links_ui(ui, view_ctx, statement, later));
        }
    });
    if statement.is_assessment() {
        // A broken line at the side: nobody said this.
        let x = response.rect.left() + 10.0;
        let line = egui::Stroke::new(2.0, kit::tokens(ui).tone(Tone::Info).line);
        let ends = [egui::pos2(x, response.rect.top() + 6.0), egui::pos2(x, response.rect.bottom() - 6.0)];
        ui.painter().extend(egui::Shape::dashed_line(&ends, line, 4.0, 3.0));
    }
    if selection::row(ui, view_ctx, &response, statement.id.into(), lines) {
        view_ctx.select(statement.id);
    }
}

fn marks_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, statement: &Statement, shown: Shown) {
    let workspace = view_ctx.workspace();
    if shown.party {
        badges::party_ui(ui, workspace, statement.party);
    }
    let kind = names::kind_word(statement);
    let tone = if statement.is_assessment() { Tone::Info } else { badges::kind_tone(&statement.kind) };
    let color = kit::tokens(ui).tone(tone).text;
    ui.add(kit::text(kind).small().color(color).extend()).on_hover_text(statement.kind.meaning());
    if let Some(firmness) = &statement.firmness {
        ui.add(kit::text(firmness.label()).small().extend()).on_hover_text(firmness.meaning());
    }
    if statement.is_assessment() && !statement.assessor.trim().is_empty() {
        ui.add(kit::text(format!("by {}", statement.assessor.trim())).small());
    }
    if let Some(speaker) = &statement.speaker {
        ui.add(kit::text(names::who(workspace, speaker)).small());
    }
    if let Some(behalf) = statement.on_behalf_of {
        ui.add(kit::text("on behalf of").weak().small().extend());
        badges::party_ui(ui, workspace, behalf);
    }
    if !statement.said_on.is_unknown() {
        ui.add(kit::text(statement.said_on.short_words()).weak().small().extend());
    }
    if let Some(movement) = &statement.movement {
        ui.add(badges::movement_chip(movement));
    }
    if let Some(level) = badges::level_chip(&statement.level) {
        ui.add(level);
    }
    badges::verification_ui(ui, &statement.verification);
    badges::in_question_ui(ui, workspace, statement.id);
    if shown.issues {
        for &issue in &statement.issues {
            ui.add(kit::chip(names::issue(workspace, issue)).icon(Icon::Issue));
        }
    }
}

fn has_links(statement: &Statement, later: &[StatementId]) -> bool {
    let others = [later, &statement.supersedes, &statement.answers, &statement.condition.on];
    others.iter().any(|ids| !ids.is_empty())
        || !statement.sources.is_empty()
        || [&statement.condition.text, &statement.locus, &statement.verification_note].iter().any(|text| !text.trim().is_empty())
}

fn links_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, statement: &Statement, later: &[StatementId]) {
    if !statement.condition.text.trim().is_empty() || !statement.condition.on.is_empty() {
        let on = statement.condition.on.iter().map(|id| names::statement(view_ctx.workspace(), *id));
        let words: Vec<String> =
            std::iter::once(statement.condition.text.trim().to_owned()).filter(|text| !text.is_empty()).chain(on).collect();
        ui.add(kit::text(format!("Only if {}", words.join("; "))).small());
    }
    if !statement.verification_note.trim().is_empty() {
        ui.add(kit::text(statement.verification_note.trim()).small().weak());
    }
    for id in later {
        other_ui(ui, view_ctx, "Replaced by", *id);
    }
    for id in &statement.supersedes {
        other_ui(ui, view_ctx, "Replaces", *id);
    }
    for id in &statement.answers {
        other_ui(ui, view_ctx, "Answers", *id);
    }
    sources_ui(ui, view_ctx, &statement.sources);
    if !statement.locus.trim().is_empty() {
        ui.add(kit::text(statement.locus.trim()).weak().small());
    }
}

/// Another statement, in a line that selects it.
fn other_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, how: &str, id: StatementId) {
    let words = view_ctx.workspace().statements.get(&id).map_or_else(
        || names::statement(view_ctx.workspace(), id),
        |other| {
            let when = said_words(view_ctx.workspace(), other);
            format!("{}, {when}", names::party_short(view_ctx.workspace(), other.party))
        },
    );
    let whole = names::statement(view_ctx.workspace(), id);
    let name = format!("{how} {words}");
    let button = kit::chip(name.as_str()).icon(Icon::History).clickable().tooltip(&whole);
    if ui.add(button).clicked() {
        view_ctx.open(id);
    }
}
