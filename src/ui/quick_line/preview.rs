//! Under the field: the statement that Enter would make, and beside it where the party stands now on that issue; or what was not
//! understood or is missing, in words.

use crate::kit::{self, Icon, Tone};
use crate::model::{IssueId, NegotiationId, PartyId, Statement, StatementId};
use crate::query::names;
use crate::query::position::{AsOf, position};
use crate::query::quick_line::{IssueName, LineContext, QuickLine};
use crate::session::new_issues;
use crate::ui::{Cx, Memo, marks};
use egui::Ui;

/// What is kept of it between frames.
#[derive(Default)]
pub(super) struct Preview {
    position: Memo<(NegotiationId, PartyId, IssueId), Option<StatementId>>,
}

impl Preview {
    /// Draws two lines, whatever there is to say, so that nothing above moves while somebody types.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, context: &LineContext, text: &str, read: &QuickLine, tried: bool) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let statement = cx.session.statement_of(cx.session.fresh_id(), context, &read.draft);
        line_ui(ui, |ui| match &statement {
            Some(statement) => statement_ui(ui, cx, statement, read),
            None if text.trim().is_empty() => {
                let round = context.round.map(|round| format!("It goes to {}.", names::round(cx.workspace(), round)));
                let place = round.unwrap_or_else(|| "It goes between the rounds.".to_owned());
                let words = format!("A statement in one line. Enter logs it, the arrow up brings the last one back. {place}");
                ui.add(kit::text(words).weak().small().truncate());
            }
            None => {
                ui.add(kit::text("No statement yet").weak().small().truncate());
            }
        });
        line_ui(ui, |ui| {
            let problems: Vec<String> = read
                .problems()
                .map(|(range, reason)| format!("“{}”: {reason}", text.get(range.clone()).unwrap_or_default()))
                .chain(read.missing.iter().filter(|_| tried).map(|missing| (*missing).to_owned()))
                .collect();
            if problems.is_empty() {
                self.position_ui(ui, cx, context, statement.as_ref(), read);
            } else {
                let danger = kit::tokens(ui).tone(Tone::Danger).text;
                Icon::WarningCircle.ui(ui, 14.0, danger);
                ui.add(kit::text(problems.join(". ")).small().color(danger).truncate());
            }
        });
    }

    /// Where the party stands on the first issue of the line before the line is logged.
    fn position_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, context: &LineContext, statement: Option<&Statement>, read: &QuickLine) {
        let workspace = cx.workspace();
        let known = read.draft.issues.iter().find_map(|issue| match issue {
            IssueName::Known(issue) => Some(*issue),
            IssueName::New(_) => None,
        });
        let (Some(statement), Some(issue)) = (statement, known) else {
            return;
        };
        let (question, zone) = ((context.negotiation, statement.party, issue), cx.zone);
        let current = *self.position.get(cx.session.revision(), question, |&(_, party, issue)| {
            position(workspace, party, issue, AsOf::Now, zone).map(|position| position.statement)
        });
        ui.add(kit::text("Until now").weak().small().extend());
        let Some(current) = current.and_then(|id| workspace.statements.get(&id)) else {
            let words =
                format!("nothing stated by {} on {}", names::party(workspace, statement.party), names::issue(workspace, issue));
            ui.add(kit::text(words).weak().small().truncate());
            return;
        };
        let color = kit::tokens(ui).tone(marks::kind_tone(&current.kind)).text;
        ui.add(kit::text(names::kind_word(current)).small().color(color).extend());
        ui.add(kit::text(current.said_on.short_words()).weak().small().extend());
        ui.add(kit::text(names::shortened(&current.text, "no text")).small().truncate());
    }
}

fn line_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let size = egui::vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_size(size);
        ui.spacing_mut().item_spacing.x = kit::space::S;
        add(ui);
    });
}

fn statement_ui(ui: &mut Ui, cx: &Cx<'_>, statement: &Statement, read: &QuickLine) {
    let workspace = cx.workspace();
    marks::party_ui(ui, workspace, statement.party);
    let color = kit::tokens(ui).tone(marks::kind_tone(&statement.kind)).text;
    ui.add(kit::text(names::kind_word(statement)).small().color(color).extend());
    for &issue in &statement.issues {
        ui.add(kit::chip(names::issue(workspace, issue)));
    }
    for name in new_issues(&read.draft) {
        ui.add(kit::chip(format!("New issue {name}")).tone(Tone::Warning));
    }
    if let Some(firmness) = &statement.firmness {
        ui.add(kit::text(crate::model::Vocabulary::label(firmness)).small().extend());
    }
    if let Some(speaker) = &statement.speaker {
        ui.add(kit::text(names::who(workspace, speaker)).small().extend());
    }
    if let Some(level) = marks::level_chip(&statement.level) {
        ui.add(level);
    }
    if !statement.said_on.is_unknown() {
        ui.add(kit::text(statement.said_on.short_words()).weak().small().extend());
    }
    let words = crate::ui::round::statement_words(statement);
    ui.add(kit::text(words).small().truncate());
}
