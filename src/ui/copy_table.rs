//! Copies a table as it is shown: which rows of what, for the window to lay out and to put on the clipboard.

use super::compare::{Laid, MatrixQuestion};
use super::{Action, Command, Cx};
use crate::exchange::export::{Format, Request, Setting, What};
use crate::exchange::lists;
use crate::exchange::release::{Permitted, Released};
use crate::exchange::table::Table;
use crate::kit::{self, Icon};
use crate::model::{FollowUpId, NegotiationId, RecordId, RoundId, StatementId, Workspace};
use crate::query::position::AsOf;
use egui::Ui;
use std::collections::{BTreeMap, BTreeSet};

/// Which table is copied.
#[derive(Clone, Debug, PartialEq)]
pub enum CopyOf {
    /// The positions as they are shown.
    Matrix(MatrixQuestion),
    /// These statements of a negotiation.
    Statements(NegotiationId, BTreeSet<StatementId>),
    /// The rounds of a negotiation.
    Rounds(NegotiationId),
    /// These rounds of a negotiation.
    SomeRounds(NegotiationId, BTreeSet<RoundId>),
    /// Who sat at the table of a round.
    Attendance(RoundId),
    /// These follow-ups of a negotiation.
    FollowUps(NegotiationId, BTreeSet<FollowUpId>),
    /// The same with its rows in the order of these records, as the user has sorted them.
    InOrder(Box<Self>, Vec<RecordId>),
}

impl CopyOf {
    /// The table of these records: statements, rounds or follow-ups of one negotiation; nothing for others.
    pub fn records(workspace: &Workspace, ids: impl Iterator<Item = RecordId>) -> Option<Self> {
        let (mut statements, mut rounds, mut follow_ups) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut negotiations = BTreeSet::new();
        for id in ids {
            negotiations.insert(match id {
                RecordId::Statement(id) => {
                    statements.insert(id);
                    workspace.statements.get(&id)?.negotiation
                }
                RecordId::Round(id) => {
                    rounds.insert(id);
                    workspace.rounds.get(&id)?.negotiation
                }
                RecordId::FollowUp(id) => {
                    follow_ups.insert(id);
                    workspace.follow_ups.get(&id)?.negotiation
                }
                _ => return None,
            });
        }
        let negotiation = negotiations.pop_first().filter(|_| negotiations.is_empty())?;
        match (statements.is_empty(), rounds.is_empty(), follow_ups.is_empty()) {
            (false, true, true) => Some(Self::Statements(negotiation, statements)),
            (true, false, true) => Some(Self::SomeRounds(negotiation, rounds)),
            (true, true, false) => Some(Self::FollowUps(negotiation, follow_ups)),
            _ => None,
        }
    }

    /// The same in the order of these records, if the user has sorted them; else in the list's own.
    #[must_use]
    pub fn sorted<T: Into<RecordId>>(self, is_sorted: bool, ids: impl IntoIterator<Item = T>) -> Self {
        if is_sorted { Self::InOrder(Box::new(self), ids.into_iter().map(Into::into).collect()) } else { self }
    }

    /// The table as it goes elsewhere, by the one rule of what may leave: its notes say what was kept back. Nothing if what it is of
    /// is no longer there.
    pub fn table(&self, workspace: &Workspace, setting: &Setting) -> Option<Table> {
        match self {
            Self::Matrix(question) => Some(matrix(workspace, question)),
            Self::Statements(negotiation, ids) => {
                let is_among = |id| !matches!(id, RecordId::Statement(id) if !ids.contains(&id));
                list(workspace, (*negotiation, None), What::Statements, setting, is_among)
            }
            Self::Rounds(negotiation) => list(workspace, (*negotiation, None), What::Rounds, setting, |_| true),
            Self::SomeRounds(negotiation, ids) => {
                let is_among = |id| !matches!(id, RecordId::Round(id) if !ids.contains(&id));
                list(workspace, (*negotiation, None), What::Rounds, setting, is_among)
            }
            Self::Attendance(round) => {
                let negotiation = workspace.rounds.get(round)?.negotiation;
                list(workspace, (negotiation, Some(*round)), What::Attendance, setting, |_| true)
            }
            Self::FollowUps(negotiation, ids) => {
                let is_among = |id| !matches!(id, RecordId::FollowUp(id) if !ids.contains(&id));
                list(workspace, (*negotiation, None), What::FollowUps, setting, is_among)
            }
            Self::InOrder(of, ids) => of.table(workspace, setting).map(|table| in_order(table, ids)),
        }
    }
}

/// The rows in the order of their records; what tells nobody which record it is stands behind them.
fn in_order(mut table: Table, ids: &[RecordId]) -> Table {
    let Some(column) = table.columns.iter().position(|column| column.for_programs && column.header == "ID") else { return table };
    let place: BTreeMap<String, usize> = ids.iter().enumerate().map(|(at, id)| (id.uuid().to_string(), at)).collect();
    table.rows.sort_by_key(|row| row.get(column).and_then(|id| place.get(&id.plain())).copied().unwrap_or(usize::MAX));
    table
}

/// A list of what may leave, of those records. By the rule that all of the negotiation is asked for: what was not chosen bears on it.
fn list(
    workspace: &Workspace,
    (negotiation, round): (NegotiationId, Option<RoundId>),
    what: What,
    setting: &Setting,
    is_among: impl Fn(RecordId) -> bool,
) -> Option<Table> {
    let (format, as_of, permitted) = (Format::Csv, AsOf::Now, Permitted::default());
    let released = Released::new(workspace, negotiation, &permitted).only(is_among);
    let request = Request { negotiation, round, what, format, as_of, permitted };
    lists::tables(&released, &request, setting).into_iter().next()
}

/// The positions as they are shown, of what may leave.
fn matrix(workspace: &Workspace, question: &MatrixQuestion) -> Table {
    let released = Released::new(workspace, question.negotiation, &Permitted::default());
    let laid = Laid::new(released.workspace(), question);
    let mut table = laid.table(released.workspace());
    table.marking = marking(workspace, question.negotiation);
    table.notes.extend(released.withheld_from(What::Matrix, None).words());
    table
}

/// The handling marking of a negotiation.
fn marking(workspace: &Workspace, negotiation: NegotiationId) -> String {
    workspace.negotiations.get(&negotiation).map(|found| found.handling.trim().to_owned()).unwrap_or_default()
}

/// The button that copies the table at hand, which the command presses as well. True if it is to be copied.
pub(super) fn button_ui(ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
    let tip = Command::CopyTable.tip(ui.ctx());
    let button = kit::button(Command::CopyTable.name()).icon(Icon::Copy).quiet().tooltip(&tip);
    ui.add(button).clicked() || std::mem::take(&mut cx.copies)
}

/// The same as an icon, for a section among others; `name` says of what.
pub(super) fn icon_ui(ui: &mut Ui, name: &str) -> bool {
    ui.add(kit::icon_button(Icon::Copy, name).small()).clicked()
}

/// Asks for a copy.
pub(super) fn copy(cx: &mut Cx<'_>, of: CopyOf) {
    cx.send(Action::CopyTable(of));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{Talks, ZONE};

    #[test]
    fn a_copy_keeps_the_order_that_the_user_chose() {
        let mut talks = Talks::new();
        let ids = [("Third", "2026-03-01"), ("First", "2026-01-01"), ("Second", "2026-02-01")]
            .map(|(what, due)| talks.owes("", what, due));
        let said = ["one", "two", "three"].map(|text| talks.says("Ukraine", "", "2026-02-04", text));
        let rounds = [("A", "2026-01-05"), ("B", "2026-01-04")].map(|(title, date)| talks.round(title, date));
        let setting = Setting { now: "2026-01-30T12:00:00Z".parse().unwrap(), zone: ZONE, author: String::new() };
        let copied = |of: &CopyOf, words: &str| -> String {
            let table = of.table(&talks.ws, &setting).unwrap();
            let column = table.columns.iter().position(|column| column.header == words).unwrap();
            table.rows.iter().map(|row| row[column].plain()).collect::<Vec<_>>().join(" ")
        };
        let of = CopyOf::FollowUps(talks.negotiation, ids.into_iter().collect());
        assert_eq!(copied(&of, "What"), "First Second Third", "by when they are due");
        assert_eq!(copied(&of.clone().sorted(false, ids), "What"), "First Second Third");
        assert_eq!(copied(&of.sorted(true, ids), "What"), "Third First Second");
        let of = CopyOf::Statements(talks.negotiation, said.into_iter().collect());
        assert_eq!(copied(&of.sorted(true, [said[2], said[0], said[1]]), "Text"), "three one two");
        let of = CopyOf::Rounds(talks.negotiation);
        assert_eq!(copied(&of, "Title"), "B A");
        assert_eq!(copied(&of.sorted(true, rounds), "Title"), "A B");
    }

    #[test]
    fn what_is_not_among_the_copied_bears_on_what_may_be_told_of_them() {
        use crate::model::{Movement, RecordLevel};
        let mut talks = Talks::new();
        let [first, hidden, last] = ["2026-02-04", "2026-02-05", "2026-02-06"].map(|day| talks.says("Ukraine", "Line", day, day));
        talks.of(hidden).level = RecordLevel::OffRecord;
        talks.of(last).movement = Some(Movement::Softened);
        let setting = Setting { now: "2026-02-20T12:00:00Z".parse().unwrap(), zone: ZONE, author: String::new() };
        let copied = |talks: &Talks, ids: &[StatementId], words: &str| -> (String, String) {
            let table = CopyOf::Statements(talks.negotiation, ids.iter().copied().collect()).table(&talks.ws, &setting).unwrap();
            let column = table.columns.iter().position(|column| column.header == words).unwrap();
            let cells: Vec<String> = table.rows.iter().map(|row| row[column].plain()).collect();
            (cells.join(" "), table.notes.join(" "))
        };
        let (texts, notes) = copied(&talks, &[first, last], "Text");
        assert_eq!((texts.as_str(), notes.as_str()), ("2026-02-04 2026-02-06", ""), "nothing was chosen that stays in");
        assert_eq!(copied(&talks, &[first, last], "Movement").0.trim(), "", "it moved from what stays in");
        talks.of(hidden).level = RecordLevel::Background;
        talks.of(hidden).text = "we would yield".into();
        assert_eq!(copied(&talks, &[hidden], "Text").0, "we would yield");
        assert!(!copied(&talks, &[last], "Text").0.contains("yield"));
        assert!(copied(&talks, &[hidden], "Text").1.contains("1 statement is told without attribution"));
    }
}
