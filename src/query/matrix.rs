//! Parties across, issues down: the position of each on each as of then, and whether it moved.

use super::issues::{self, Node};
use super::names;
use super::position::{AsOf, Position, Positions, Voice};
use super::rounds;
use crate::model::{
    Firmness, IssueId, Movement, NegotiationId, PartyId, Round, RoundId, Statement, StatementId, StatementKind, Verification,
    Vocabulary, Workspace,
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

    /// The rows with their cells.
    pub fn rows(&self) -> impl Iterator<Item = (Node, &[Cell])> {
        // Without parties every row is empty, and chunks may not be.
        let width = self.parties.len();
        self.issues.iter().enumerate().map(move |(row, node)| (*node, &self.cells[row * width..(row + 1) * width]))
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

/// What has moved since a round ended: what the overview tells.
pub fn movements_since(workspace: &Workspace, round: RoundId, zone: Tz) -> Vec<MovementSince> {
    let negotiation = workspace.rounds.get(&round).map(|round| round.negotiation);
    negotiation
        .map(|negotiation| movements_between(workspace, negotiation, AsOf::Round(round), AsOf::Now, zone))
        .unwrap_or_default()
}

/// The parties of a negotiation: the seats in table order, then by name those that have spoken without a seat.
pub fn columns(workspace: &Workspace, negotiation: NegotiationId) -> Vec<PartyId> {
    let seats = workspace.negotiations.get(&negotiation).map(|negotiation| negotiation.seats.as_slice()).unwrap_or_default();
    let mut parties = distinct(&seats.iter().map(|seat| seat.party).collect::<Vec<_>>());
    let spoken: BTreeSet<PartyId> = workspace.statements_of(negotiation).flat_map(super::position::voices).collect();
    let mut unseated: Vec<PartyId> = spoken.into_iter().filter(|party| !parties.contains(party)).collect();
    unseated.sort_by_cached_key(|party| (names::party(workspace, *party).to_lowercase(), *party));
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
    let Some(was) = before.and_then(|before| workspace.statements.get(&before.statement)) else { return Some(Moved::New) };
    Some(if says_the_same(was, is) { Moved::Unchanged } else { Moved::Changed })
}

/// Whether two statements say the same as far as a program can tell: of one kind and firmness, and in the same words.
pub(super) fn says_the_same(one: &Statement, other: &Statement) -> bool {
    one.kind == other.kind && one.firmness == other.firmness && super::fold::same(&one.text, &other.text)
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
