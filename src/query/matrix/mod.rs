//! The position matrix: parties across, issues down, each cell with the position as of a date and whether it moved. What is shown of
//! it, in the window, on paper, in lists and on the command line, is a [`MatrixView`](view::MatrixView).

pub mod view;

use super::beside::Beside;
use super::issues::{self, Node};
use super::names;
use super::position::{self, AsOf, Position, Positions, Voice};
use super::rounds;
use crate::model::{
    Firmness, IssueId, Movement, NegotiationId, PartyId, Round, RoundId, Statement, StatementId, StatementKind, Verification,
    Vocabulary, When, Workspace,
};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// What to lay out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixQuery {
    /// In which negotiation.
    pub negotiation: NegotiationId,
    /// As of when.
    pub as_of: AsOf,
    /// Only these parties, in this order; all if empty.
    pub parties: Vec<PartyId>,
    /// Only these issues; all if empty.
    pub issues: Vec<IssueId>,
}

impl MatrixQuery {
    /// All parties and issues of a negotiation as of then.
    pub fn all(negotiation: NegotiationId, as_of: AsOf) -> Self {
        Self { negotiation, as_of, parties: Vec::new(), issues: Vec::new() }
    }
}

/// The answer: a cell for every pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The columns.
    pub parties: Vec<PartyId>,
    /// The rows, each issue followed by its parts.
    pub issues: Vec<Node>,
    /// The round that movement is reckoned from; none if no round had taken place before.
    pub since: Option<RoundId>,
    /// Row by row, as many in each as there are parties.
    cells: Vec<Cell>,
}

impl Matrix {
    /// The cell of an issue and a party, by row and column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        (column < self.parties.len()).then(|| self.cells.get(row * self.parties.len() + column)).flatten()
    }

    /// Every cell, row by row.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cells of a row.
    pub fn row(&self, row: usize) -> &[Cell] {
        let width = self.parties.len();
        self.cells.get(row * width..(row + 1) * width).unwrap_or_default()
    }

    /// The rows with their cells.
    pub fn rows(&self) -> impl Iterator<Item = (Node, &[Cell])> {
        self.issues.iter().enumerate().map(|(row, node)| (*node, self.row(row)))
    }
}

/// One party on one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Whose.
    pub party: PartyId,
    /// On what.
    pub issue: IssueId,
    /// Where it stands; none where nothing was stated or nothing stands any more.
    pub stated: Option<Stated>,
    /// How that compares with the round before; none if there was nothing then and is nothing now.
    pub movement: Option<Moved>,
    /// On how many issues within this one the party has a position.
    pub within: usize,
    /// What it said on it beside that.
    pub beside: Beside,
}

impl Cell {
    /// Whether there is nothing to read of the party on this very issue.
    pub fn is_silent(&self) -> bool {
        self.stated.is_none() && self.beside.is_silent()
    }

    /// The position with the statement that it is.
    pub fn position<'a>(&'a self, workspace: &'a Workspace) -> Option<(&'a Stated, &'a Statement)> {
        let stated = self.stated.as_ref()?;
        Some((stated, workspace.statements.get(&stated.statement)?))
    }

    /// What there is where no position stands, in words.
    pub fn words_without_position(&self, workspace: &Workspace) -> String {
        self.beside.words(workspace, self.within)
    }
}

/// A position as a cell shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The statement.
    pub statement: StatementId,
    /// What it does.
    pub kind: StatementKind,
    /// How hard it is held.
    pub firmness: Option<Firmness>,
    /// How well it is supported.
    pub verification: Verification,
    /// Whether the party spoke for itself.
    pub voice: Voice,
    /// Whether somebody denies it.
    pub denied: bool,
    /// What else the party said on the issue at the same round: see [`Position::also`].
    pub also: Vec<StatementId>,
}

impl Stated {
    /// That the party said more on the issue at the same round, counted: "2 more at this round".
    pub fn more_words(&self) -> Option<String> {
        (!self.also.is_empty()).then(|| format!("{} more at this round", self.also.len()))
    }
}

/// How a position stands to the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The note-taker has judged it.
    Judged(Movement),
    /// There was none before.
    New,
    /// The same, or said again in the same words.
    Unchanged,
    /// Another; which way, nobody has judged.
    Changed,
    /// There was one before and is none now.
    Dropped,
}

impl Moved {
    /// The word for it on screen.
    pub fn label(&self) -> &str {
        match self {
            Self::Judged(movement) => movement.label(),
            Self::New => Movement::New.label(),
            Self::Unchanged => Movement::Unchanged.label(),
            Self::Changed => "Changed",
            Self::Dropped => Movement::Dropped.label(),
        }
    }

    /// The stable word for files and the command line.
    pub fn key(&self) -> &str {
        match self {
            Self::Judged(movement) => movement.key(),
            Self::New => Movement::New.key(),
            Self::Unchanged => Movement::Unchanged.key(),
            Self::Changed => "changed",
            Self::Dropped => Movement::Dropped.key(),
        }
    }

    /// Whether anything is different from before.
    pub fn is_movement(&self) -> bool {
        !matches!(self, Self::Unchanged | Self::Judged(Movement::Unchanged))
    }
}

/// The matrix. Columns: the seats in table order, then by name the parties that have spoken without a seat.
pub fn matrix(workspace: &Workspace, query: &MatrixQuery, zone: Tz) -> Matrix {
    let now = Positions::new(workspace, query.negotiation, query.as_of, zone);
    let since = baseline(workspace, query.negotiation, query.as_of, zone);
    let before = since.map(|round| Positions::new(workspace, query.negotiation, AsOf::Round(round), zone));
    let parties = if query.parties.is_empty() { columns(workspace, query.negotiation) } else { distinct(&query.parties) };
    let tree = issues::tree(workspace, query.negotiation);
    let wanted = |node: &Node| query.issues.is_empty() || query.issues.contains(&node.issue);

    let mut within: BTreeMap<(PartyId, IssueId), usize> = BTreeMap::new();
    for &Node { issue, .. } in &tree {
        let above = ancestors(workspace, issue);
        for &party in parties.iter().filter(|_| !above.is_empty()).filter(|party| now.of(**party, issue).is_some()) {
            for ancestor in &above {
                *within.entry((party, *ancestor)).or_default() += 1;
            }
        }
    }

    let issues: Vec<Node> = tree.into_iter().filter(wanted).collect();
    let mut cells = Vec::with_capacity(issues.len() * parties.len());
    for node in &issues {
        for &party in &parties {
            let position = now.of(party, node.issue);
            let earlier = before.as_ref().and_then(|before| before.of(party, node.issue));
            cells.push(Cell {
                party,
                issue: node.issue,
                movement: moved(workspace, earlier.as_ref(), position.as_ref(), before.as_ref()),
                stated: position.and_then(|position| stated(workspace, &position)),
                within: within.get(&(party, node.issue)).copied().unwrap_or(0),
                beside: now.beside(party, node.issue),
            });
        }
    }
    Matrix { parties, issues, since, cells }
}

/// One thing that moved, for the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovementSince {
    /// Who moved.
    pub party: PartyId,
    /// On what.
    pub issue: IssueId,
    /// How.
    pub moved: Moved,
    /// The position before.
    pub before: Option<StatementId>,
    /// The position now.
    pub after: Option<StatementId>,
}

/// What has moved between two cut-offs, issue by issue in the order of the matrix.
pub fn movements_between(
    workspace: &Workspace,
    negotiation: NegotiationId,
    from: AsOf,
    to: AsOf,
    zone: Tz,
) -> Vec<MovementSince> {
    let before = Positions::new(workspace, negotiation, from, zone);
    let after = Positions::new(workspace, negotiation, to, zone);
    let parties = columns(workspace, negotiation);
    let mut found = Vec::new();
    for Node { issue, .. } in issues::tree(workspace, negotiation) {
        for &party in &parties {
            let (was, is) = (before.of(party, issue), after.of(party, issue));
            let Some(moved) = moved(workspace, was.as_ref(), is.as_ref(), Some(&before)) else { continue };
            if moved.is_movement() {
                let id = |position: Option<Position>| position.map(|position| position.statement);
                found.push(MovementSince { party, issue, moved, before: id(was), after: id(is) });
            }
        }
    }
    found
}

/// The parties of a negotiation: the seats in table order, then by name those that have spoken without a seat.
pub fn columns(workspace: &Workspace, negotiation: NegotiationId) -> Vec<PartyId> {
    let seats = workspace.negotiations.get(&negotiation).map(|negotiation| negotiation.seats.as_slice()).unwrap_or_default();
    let mut parties = distinct(&seats.iter().map(|seat| seat.party).collect::<Vec<_>>());
    let spoken: BTreeSet<PartyId> = workspace.statements_of(negotiation).flat_map(position::voices).collect();
    let mut unseated: Vec<PartyId> = spoken.into_iter().filter(|party| !parties.contains(party)).collect();
    unseated.sort_by_cached_key(|party| (crate::text::fold::natural(&names::party(workspace, *party)), *party));
    parties.append(&mut unseated);
    parties
}

/// The round that movement as of then is reckoned from: the last that took place before the one in question, which for a day is
/// the last begun by then and for now the last of all.
pub fn baseline(workspace: &Workspace, negotiation: NegotiationId, as_of: AsOf, zone: Tz) -> Option<RoundId> {
    let round = match as_of {
        AsOf::Round(round) => round,
        AsOf::Now => rounds::last_held(workspace, negotiation)?.id,
        AsOf::Date(day) => {
            let begun = |round: &&Round| round.schedule.when.earliest_day(zone).is_some_and(|first| first <= day);
            rounds::in_order(workspace, negotiation).into_iter().rev().filter(|round| rounds::took_place(round)).find(begun)?.id
        }
    };
    rounds::held_before(workspace, round).map(|round| round.id)
}

fn stated(workspace: &Workspace, position: &Position) -> Option<Stated> {
    let statement = workspace.statements.get(&position.statement)?;
    Some(Stated {
        statement: statement.id,
        kind: statement.kind.clone(),
        firmness: statement.firmness.clone(),
        verification: statement.verification.clone(),
        voice: position.voice,
        denied: !position.denied_by.is_empty(),
        also: position.also.clone(),
    })
}

/// How a position stands to the one before. `then` holds what had been said by then, for only what is new since has moved by its
/// own word.
pub(super) fn moved(
    workspace: &Workspace,
    before: Option<&Position>,
    after: Option<&Position>,
    then: Option<&Positions<'_>>,
) -> Option<Moved> {
    let after = match (before, after) {
        (None, None) => return None,
        (Some(_), None) => return Some(Moved::Dropped),
        (_, Some(after)) => after,
    };
    if before.is_some_and(|before| before.statement == after.statement) {
        return Some(Moved::Unchanged);
    }
    let is = workspace.statements.get(&after.statement)?;
    let is_new = then.is_none_or(|then| !then.includes(is.id));
    if let Some(judged) = is.movement.clone().filter(|_| is_new) {
        return Some(Moved::Judged(judged));
    }
    let Some(was) = before.and_then(|before| workspace.statements.get(&before.statement)) else {
        // What has no date may have been said long before.
        let dated = |when: &When| when.earliest_day(Tz::UTC).or(when.latest_day(Tz::UTC)).is_some();
        return dated(position::said_when(workspace, is)).then_some(Moved::New);
    };
    Some(if says_the_same(was, is) { Moved::Unchanged } else { Moved::Changed })
}

/// Whether two statements say the same as far as a program can tell: of one kind and firmness, and in the same words.
pub(super) fn says_the_same(one: &Statement, other: &Statement) -> bool {
    one.kind == other.kind && one.firmness == other.firmness && crate::text::fold::same(&one.text, &other.text)
}

fn ancestors(workspace: &Workspace, issue: IssueId) -> Vec<IssueId> {
    let mut found = Vec::new();
    let mut above = workspace.issues.get(&issue).and_then(|issue| issue.parent);
    while let Some(parent) = above.filter(|parent| *parent != issue && !found.contains(parent)) {
        found.push(parent);
        above = workspace.issues.get(&parent).and_then(|issue| issue.parent);
    }
    found
}

fn distinct<T: Copy + PartialEq>(list: &[T]) -> Vec<T> {
    let mut distinct = Vec::with_capacity(list.len());
    for item in list {
        if !distinct.contains(item) {
            distinct.push(*item);
        }
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{Talks, ZONE, abu_dhabi, day, when};
    use proptest::prelude::*;

    /// Each cell as "kind movement", row by row.
    fn shown(talks: &Talks, as_of: AsOf) -> Vec<String> {
        let matrix = matrix(&talks.ws, &MatrixQuery::all(talks.negotiation, as_of), ZONE);
        let cell = |cell: &Cell| {
            let kind = cell.stated.as_ref().map_or("—".to_owned(), |stated| stated.kind.key().to_owned());
            format!("{kind} {}", cell.movement.as_ref().map_or("", Moved::key)).trim_end().to_owned()
        };
        matrix.cells().iter().map(cell).collect()
    }

    #[test]
    fn what_has_no_date_has_not_moved() {
        let mut talks = Talks::new();
        let undated = talks.round_that("2", When::Unknown, crate::model::ScheduleStatus::Tentative);
        talks.round("7", "2020-08-17..2020-08-21");
        let last = talks.round("9", "2020-09-29..2020-10-02");
        let (old, new) = (talks.says("EU", "Governance", "", "one framework"), talks.says("UK", "Fisheries", "", "gap"));
        talks.of(old).round = Some(undated);
        talks.of(new).round = Some(last);
        talks.says("UK", "Governance", "", "several");
        let movement = |as_of| {
            let cells = shown(&talks, as_of);
            cells.into_iter().filter(|cell| cell.contains("new")).count()
        };
        assert_eq!((movement(AsOf::Now), movement(AsOf::Round(last))), (1, 1), "{:?}", shown(&talks, AsOf::Now));
    }

    #[test]
    fn movement_is_reckoned_from_the_round_before() {
        let mut talks = Talks::new();
        let rounds = [
            ("Abu Dhabi 1", "2026-01-23..2026-01-24"),
            ("Abu Dhabi 2", "2026-02-04..2026-02-05"),
            ("Geneva", "2026-02-17..2026-02-18"),
        ]
        .map(|(title, date)| talks.round(title, date));
        talks.party("Ukraine");
        talks.says("Ukraine", "Territory", "2026-01-23", "territorial integrity");
        assert_eq!(shown(&talks, AsOf::Round(rounds[0])), ["demand new"]);
        assert_eq!(shown(&talks, AsOf::Round(rounds[1])), ["demand unchanged"]);
        let freeze = talks.says_as(StatementKind::Offer, "Ukraine", "Territory", "2026-02-04", "freeze along the line");
        assert_eq!(shown(&talks, AsOf::Round(rounds[1])), ["offer changed"]);
        assert_eq!(shown(&talks, AsOf::Date(day("2026-02-10"))), ["offer changed"]);
        talks.of(freeze).movement = Some(Movement::Softened);
        assert_eq!(shown(&talks, AsOf::Round(rounds[1])), ["offer softened"]);
        assert_eq!(shown(&talks, AsOf::Round(rounds[2])), ["offer unchanged"], "it had moved the round before");
        let again = talks.says_as(StatementKind::Offer, "Ukraine", "Territory", "2026-02-18", "Freeze  along the LINE");
        assert_eq!(shown(&talks, AsOf::Now), ["offer unchanged"], "the same words again");
        talks.of(again).kind = StatementKind::Retraction;
        assert_eq!(shown(&talks, AsOf::Now), ["— dropped"]);
        let moved = movements_between(&talks.ws, talks.negotiation, AsOf::Round(rounds[1]), AsOf::Now, ZONE);
        assert_eq!(
            moved.iter().map(|one| (one.before, one.after, &one.moved)).collect::<Vec<_>>(),
            [(Some(freeze), None, &Moved::Dropped)]
        );
    }

    #[test]
    fn a_round_that_was_not_held_is_nothing_to_compare_with() {
        let mut talks = Talks::new();
        talks.party("Russia");
        let first = talks.round("First", "2026-01-23");
        talks.round_that("Never held", when("2026-01-30"), crate::model::ScheduleStatus::Cancelled);
        let second = talks.round("Second", "2026-02-04");
        assert_eq!(baseline(&talks.ws, talks.negotiation, AsOf::Round(second), ZONE), Some(first));
        assert_eq!(baseline(&talks.ws, talks.negotiation, AsOf::Now, ZONE), Some(first));
        assert_eq!(baseline(&talks.ws, talks.negotiation, AsOf::Date(day("2026-02-01")), ZONE), None);
        assert_eq!(baseline(&talks.ws, talks.negotiation, AsOf::Round(first), ZONE), None);
    }

    #[test]
    fn parties_without_a_seat_stand_in_the_order_of_their_numbers() {
        let mut talks = Talks::new();
        for party in ["Group 10", "group 9", "Ärzte", "Group 2"] {
            talks.says(party, "", "", "words");
        }
        let order: Vec<String> =
            columns(&talks.ws, talks.negotiation).into_iter().map(|party| names::party(&talks.ws, party)).collect();
        assert_eq!(order, ["Ärzte", "Group 2", "group 9", "Group 10"]);
    }

    #[test]
    fn columns_are_seats_then_speakers_and_rows_are_the_tree() {
        let mut story = abu_dhabi();
        let talks = &mut story.talks;
        for (party, issue) in [("Turkey", "Ceasefire › Option 2"), ("france", "Ceasefire › Option 1"), ("Russia", "Territory")]
        {
            talks.says(party, issue, "2026-01-20", "…");
        }
        let first = talks.issue("Territory");
        talks.ws.issues.each_mut(|issue| issue.place = 1);
        talks.ws.issues.get_mut(&first).unwrap().place = 0;
        let matrix = matrix(&talks.ws, &MatrixQuery::all(talks.negotiation, AsOf::Now), ZONE);
        let parties: Vec<String> = matrix.parties.iter().map(|party| names::party(&talks.ws, *party)).collect();
        assert_eq!(parties, ["Ukraine", "Russia", "United States", "france", "Turkey"]);
        let issues: Vec<String> =
            matrix.issues.iter().map(|node| format!("{}{}", node.depth, names::issue(&talks.ws, node.issue))).collect();
        assert_eq!(issues, ["0Territory", "0Ceasefire", "1Option 2", "1Option 1"]);
        let ceasefire: Vec<(bool, usize)> =
            matrix.rows().nth(1).unwrap().1.iter().map(|cell| (cell.stated.is_some(), cell.within)).collect();
        assert_eq!(ceasefire, [(false, 0), (false, 0), (false, 0), (false, 1), (false, 1)], "counted, never invented");
        assert_eq!(matrix.cell(0, 1).unwrap().stated.as_ref().unwrap().kind, StatementKind::Demand);
        assert_eq!(matrix.cell(0, 5), None);
    }

    #[test]
    fn filters_keep_the_order_asked_for() {
        let mut story = abu_dhabi();
        let talks = &mut story.talks;
        let parties = ["United States", "Ukraine"].map(|name| talks.party(name)).to_vec();
        let issues = ["Territory", "Monitoring", "Prisoners"].map(|name| talks.issue(name));
        let query = MatrixQuery {
            parties: parties.clone(),
            issues: vec![issues[2], issues[0]],
            ..MatrixQuery::all(talks.negotiation, AsOf::Now)
        };
        let matrix = matrix(&talks.ws, &query, ZONE);
        assert_eq!(matrix.parties, parties);
        assert_eq!(matrix.issues.iter().map(|node| node.issue).collect::<Vec<_>>(), [issues[0], issues[2]]);
        assert_eq!(matrix.cells().len(), 4);
        assert!(matrix.cells().iter().all(|cell| cell.stated.is_none() && cell.movement.is_none()));
    }

    #[test]
    fn an_empty_negotiation_has_an_empty_matrix() {
        let talks = Talks::new();
        let matrix = matrix(&talks.ws, &MatrixQuery::all(talks.negotiation, AsOf::Now), ZONE);
        assert_eq!((matrix.cells().len(), matrix.rows().count()), (0, 0));
        let mut talks = Talks::new();
        talks.issue("Alone");
        let matrix = super::matrix(&talks.ws, &MatrixQuery::all(talks.negotiation, AsOf::Now), ZONE);
        assert_eq!(matrix.rows().map(|(_, cells)| cells.len()).collect::<Vec<_>>(), [0]);
    }

    proptest! {
        #[test]
        fn there_is_exactly_one_cell_for_every_pair(
            said in prop::collection::vec((0..4_usize, 0..4_usize, 1..28_u32), 0..20),
            parents in prop::collection::vec(prop::option::of(0..4_usize), 4),
        ) {
            let mut talks = Talks::new();
            talks.party("A");
            let issues = ["I", "J", "K", "L"].map(|name| talks.issue(name));
            for (issue, parent) in issues.iter().zip(parents) {
                talks.ws.issues.get_mut(issue).unwrap().parent = parent.map(|at| issues[at]);
            }
            for (party, issue, january) in said {
                talks.says(["A", "B", "C", "D"][party], ["I", "J", "K", "L"][issue], "2026-01-01", "x");
                let (id, _) = talks.ws.statements.iter().next_back().unwrap();
                let (id, date) = (*id, format!("2026-01-{january:02}"));
                talks.of(id).said_on = when(&date);
                talks.of(id).issues = vec![issues[issue]];
            }
            let matrix = matrix(&talks.ws, &MatrixQuery::all(talks.negotiation, AsOf::Now), ZONE);
            let pairs: BTreeSet<(PartyId, IssueId)> = matrix.cells().iter().map(|cell| (cell.party, cell.issue)).collect();
            prop_assert_eq!(pairs.len(), matrix.cells().len());
            prop_assert_eq!(pairs.len(), matrix.parties.len() * matrix.issues.len());
            prop_assert!(issues.iter().all(|issue| matrix.issues.iter().any(|node| node.issue == *issue)), "circles lose nothing");
        }
    }
}
