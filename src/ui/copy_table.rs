//! Copies a table as it is shown: which rows of what, for the window to lay out and to put on the clipboard.

use super::{Action, Command, ViewContext};
use crate::exchange::export::{Body, content};
use crate::exchange::lists;
use crate::exchange::progress::Progress;
use crate::exchange::release::{Permitted, Released};
use crate::exchange::request::{ExportContext, Format, Request, What};
use crate::exchange::table::Table;
use crate::kit::{self, Icon};
use crate::model::{NegotiationId, RecordId, Round, RoundId, Workspace};
use crate::query::belonging;
use crate::query::matrix::view::MatrixQuestion;
use crate::query::position::AsOf;
use egui::Ui;
use std::collections::{BTreeMap, BTreeSet};

/// Which table is copied.
#[derive(Clone, Debug, PartialEq)]
pub enum CopyOf {
    /// The positions as they are shown.
    Matrix(MatrixQuestion),
    /// A list of a negotiation.
    List(ListCopy),
}

/// Which rows of a list are copied, and in which order.
#[derive(Clone, Debug, PartialEq)]
pub struct ListCopy {
    what: What,
    negotiation: NegotiationId,
    round: Option<RoundId>,
    /// These alone; none for all.
    only: Option<BTreeSet<RecordId>>,
    /// In this order; none for the list's own.
    order: Option<Vec<RecordId>>,
}

impl CopyOf {
    /// A whole list of a negotiation.
    pub fn list(what: What, negotiation: NegotiationId) -> Self {
        Self::List(ListCopy { what, negotiation, round: None, only: None, order: None })
    }

    /// Who sat at the table of a round.
    pub fn attendance(round: &Round) -> Self {
        let (what, negotiation) = (What::Attendance, round.negotiation);
        Self::List(ListCopy { what, negotiation, round: Some(round.id), only: None, order: None })
    }

    /// These rows of a list of a negotiation.
    pub fn rows<T: Into<RecordId>>(what: What, negotiation: NegotiationId, ids: impl IntoIterator<Item = T>) -> Self {
        let only = Some(ids.into_iter().map(Into::into).collect());
        Self::List(ListCopy { what, negotiation, round: None, only, order: None })
    }

    /// The table of these records: statements, rounds or follow-ups of one negotiation; nothing for others.
    pub fn records(workspace: &Workspace, ids: impl Iterator<Item = RecordId>) -> Option<Self> {
        let (mut lists, mut rows) = (BTreeSet::new(), BTreeSet::new());
        for id in ids {
            lists.insert((list_of(id)?, belonging::negotiation_of(workspace.view(id)?)?));
            rows.insert(id);
        }
        let (what, negotiation) = lists.pop_first().filter(|_| lists.is_empty())?;
        Some(Self::rows(what, negotiation, rows))
    }

    /// The same in the order of these records, if the user has sorted them; else in the list's own.
    #[must_use]
    pub fn sorted<T: Into<RecordId>>(mut self, is_sorted: bool, ids: impl IntoIterator<Item = T>) -> Self {
        if let (Self::List(list), true) = (&mut self, is_sorted) {
            list.order = Some(ids.into_iter().map(Into::into).collect());
        }
        self
    }

    /// The table as it goes elsewhere, by the one rule of what may leave: its notes say what was kept back. Nothing if what it is of
    /// is no longer there.
    pub fn table(&self, workspace: &Workspace, context: &ExportContext) -> Option<Table> {
        match self {
            Self::Matrix(question) => {
                let released = Released::new(workspace, question.negotiation, &Permitted::default());
                Some(lists::shown_matrix(&released, question))
            }
            Self::List(list) => list.table(workspace, context),
        }
    }
}

impl ListCopy {
    /// The rows of what may leave. By the rule that all of the negotiation is asked for: what was not chosen bears on it.
    fn table(&self, workspace: &Workspace, context: &ExportContext) -> Option<Table> {
        if self.round.is_some_and(|round| !workspace.rounds.contains_key(&round)) {
            return None;
        }
        let &Self { what, negotiation, round, .. } = self;
        let (format, as_of, permitted) = (Format::Csv, AsOf::Now, Permitted::default());
        let is_among = |id| list_of(id) != Some(what) || self.only.as_ref().is_none_or(|only| only.contains(&id));
        let released = Released::new(workspace, negotiation, &permitted).only(is_among);
        let request = Request { negotiation, round, what, format, as_of, permitted };
        let content = content(&released, &request, context, &Progress::default()).ok()?;
        let Body::Lists(tables) = content.body else { return None };
        let table = tables.into_iter().next()?;
        Some(match &self.order {
            Some(ids) => in_order(table, ids),
            None => table,
        })
    }
}

/// The list in which a record is a row.
fn list_of(id: RecordId) -> Option<What> {
    match id {
        RecordId::Statement(_) => Some(What::Statements),
        RecordId::Round(_) => Some(What::Rounds),
        RecordId::FollowUp(_) => Some(What::FollowUps),
        _ => None,
    }
}

/// The rows in the order of their records; what tells nobody which record it is stands behind them.
fn in_order(mut table: Table, ids: &[RecordId]) -> Table {
    let Some(column) = table.columns.iter().position(|column| column.for_programs && column.header == "ID") else { return table };
    let place: BTreeMap<String, usize> = ids.iter().enumerate().map(|(at, id)| (id.uuid().to_string(), at)).collect();
    table.rows.sort_by_key(|row| row.get(column).and_then(|id| place.get(&id.plain())).copied().unwrap_or(usize::MAX));
    table
}

/// The button that copies the table at hand, which the command presses as well. True if it is to be copied.
pub(super) fn button_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>) -> bool {
    let tip = Command::CopyTable.tip(ui.ctx());
    let button = kit::button(Command::CopyTable.name()).icon(Icon::Copy).quiet().tooltip(&tip);
    ui.add(button).clicked() || std::mem::take(&mut view_ctx.copies)
}

/// The same as an icon, for a section among others; `name` says of what.
pub(super) fn icon_ui(ui: &mut Ui, name: &str) -> bool {
    ui.add(kit::icon_button(Icon::Copy, name).small()).clicked()
}

/// Asks for a copy.
pub(super) fn copy(view_ctx: &mut ViewContext<'_>, of: CopyOf) {
    view_ctx.send(Action::CopyTable(of));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StatementId;
    use crate::query::testing::{Talks, ZONE};

    #[test]
    fn a_copy_keeps_the_order_that_the_user_chose() {
        let mut talks = Talks::new();
        let ids = [("Third", "2026-03-01"), ("First", "2026-01-01"), ("Second", "2026-02-01")]
            .map(|(what, due)| talks.owes("", what, due));
        let said = ["one", "two", "three"].map(|text| talks.says("Ukraine", "", "2026-02-04", text));
        let rounds = [("A", "2026-01-05"), ("B", "2026-01-04")].map(|(title, date)| talks.round(title, date));
        let context = ExportContext { now: "2026-01-30T12:00:00Z".parse().unwrap(), zone: ZONE, author: String::new() };
        let copied = |of: &CopyOf, words: &str| -> String {
            let table = of.table(&talks.ws, &context).unwrap();
            let column = table.columns.iter().position(|column| column.header == words).unwrap();
            table.rows.iter().map(|row| row[column].plain()).collect::<Vec<_>>().join(" ")
        };
        let of = CopyOf::rows(What::FollowUps, talks.negotiation, ids);
        assert_eq!(copied(&of, "What"), "First Second Third", "by when they are due");
        assert_eq!(copied(&of.clone().sorted(false, ids), "What"), "First Second Third");
        assert_eq!(copied(&of.sorted(true, ids), "What"), "Third First Second");
        let of = CopyOf::rows(What::Statements, talks.negotiation, said);
        assert_eq!(copied(&of.sorted(true, [said[2], said[0], said[1]]), "Text"), "three one two");
        let of = CopyOf::list(What::Rounds, talks.negotiation);
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
        let context = ExportContext { now: "2026-02-20T12:00:00Z".parse().unwrap(), zone: ZONE, author: String::new() };
        let copied = |talks: &Talks, ids: &[StatementId], words: &str| -> (String, String) {
            let table =
                CopyOf::rows(What::Statements, talks.negotiation, ids.iter().copied()).table(&talks.ws, &context).unwrap();
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
