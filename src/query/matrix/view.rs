//! The view model of the matrix: visible rows and columns, movement, and all wording.

use super::{Cell, Matrix, MatrixQuery, Moved, Stated, columns, matrix};
use crate::model::when::day_words;
use crate::model::{IssueId, NegotiationId, PartyId, RecordLevel, RoundId, SeatRole, Statement, Vocabulary, Workspace};
use crate::query::issues::Node;
use crate::query::position::{self, AsOf, voices};
use crate::query::{beside, names};
use chrono_tz::Tz;
use std::collections::BTreeSet;

/// All, or only some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter<T> {
    only: Option<BTreeSet<T>>,
}

impl<T> Default for Filter<T> {
    fn default() -> Self {
        Self { only: None }
    }
}

impl<T: Copy + Ord> Filter<T> {
    /// Whether it lets this one through.
    pub fn keeps(&self, one: T) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&one))
    }

    /// Those of `all` that it lets through, in their order.
    pub fn kept(&self, all: &[T]) -> Vec<T> {
        all.iter().copied().filter(|one| self.keeps(*one)).collect()
    }

    /// Those that alone are let through; nothing if all are.
    pub fn only(&self) -> Option<&BTreeSet<T>> {
        self.only.as_ref()
    }

    /// Lets this one of `all` through if it did not, else no longer; with the last one it is all again.
    pub fn toggle(&mut self, one: T, all: &[T]) {
        let mut only: BTreeSet<T> = self.kept(all).into_iter().collect();
        if !only.remove(&one) {
            only.insert(one);
        }
        self.only = (only.len() < all.len()).then_some(only);
    }

    /// Lets only these through; all if there are none to say.
    pub fn of(only: Option<impl IntoIterator<Item = T>>) -> Self {
        Self { only: only.map(|only| only.into_iter().collect()) }
    }
}

/// What somebody who looks at positions asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixQuestion {
    /// In which negotiation.
    pub negotiation: NegotiationId,
    /// As of when.
    pub as_of: AsOf,
    /// In the asker's zone.
    pub zone: Tz,
    /// Which parties.
    pub parties: Filter<PartyId>,
    /// Which issues.
    pub issues: Filter<IssueId>,
    /// Whether issues on which nothing was stated are left out; none for: if there are many.
    pub hide_silent: Option<bool>,
}

/// So many rows without a word make the others hard to find.
const MANY_SILENT: usize = 3;

/// A matrix as it is shown.
#[derive(Debug)]
pub struct MatrixView {
    /// The positions.
    pub matrix: Matrix,
    /// The rows of the matrix that are shown.
    pub rows: Vec<usize>,
    /// How many issues there are on which nothing was stated.
    pub silent: usize,
    /// How many parties there are that help, host or watch and have never said anything.
    pub silent_parties: usize,
    /// Whether those are left out.
    pub hides_silent: bool,
}

impl MatrixView {
    /// All rows and columns of what is asked for.
    pub fn whole(workspace: &Workspace, query: &MatrixQuery, zone: Tz) -> Self {
        let matrix = matrix(workspace, query, zone);
        let rows = (0..matrix.issues.len()).collect();
        Self { matrix, rows, silent: 0, silent_parties: 0, hides_silent: false }
    }

    /// What a question leaves, without the issues that nobody has spoken to.
    pub fn new(workspace: &Workspace, question: &MatrixQuestion) -> Self {
        let wanted = question.parties.kept(&columns(workspace, question.negotiation));
        let (heard, unheard): (Vec<PartyId>, Vec<PartyId>) =
            wanted.iter().partition(|party| counts(workspace, question.negotiation, **party));
        let hides_parties = question.hide_silent.unwrap_or(true);
        let query = MatrixQuery {
            parties: if hides_parties { heard } else { wanted },
            ..MatrixQuery::all(question.negotiation, question.as_of)
        };
        let mut view = Self::whole(workspace, &query, question.zone);
        if query.parties.is_empty() {
            view.matrix.parties.clear();
        }
        view.silent_parties = unheard.len();
        view.rows.retain(|row| view.matrix.issues.get(*row).is_some_and(|node| question.issues.keeps(node.issue)));
        let spoken = |cell: &Cell| !cell.is_silent() || cell.movement.is_some() || cell.within > 0;
        let heard: Vec<usize> = view.rows.iter().copied().filter(|row| view.matrix.row(*row).iter().any(spoken)).collect();
        view.silent = view.rows.len() - heard.len();
        view.hides_silent = question.hide_silent.unwrap_or(view.silent >= MANY_SILENT || view.silent_parties > 0);
        if view.hides_silent {
            view.rows = heard;
        }
        view
    }

    /// The same without the issues on which there is nothing to read.
    #[must_use]
    pub fn spoken(mut self) -> Self {
        self.rows.retain(|row| self.matrix.row(*row).iter().any(|cell| self.matrix.says(cell)));
        self
    }

    /// The rows that are shown, with their cells.
    pub fn shown(&self) -> impl Iterator<Item = (Node, &[Cell])> {
        self.rows.iter().filter_map(|row| Some((*self.matrix.issues.get(*row)?, self.matrix.row(*row))))
    }

    /// A cell by its place among what is shown.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.matrix.cell(*self.rows.get(row)?, column)
    }

    /// The place of a cell among what is shown.
    pub fn place_of(&self, issue: IssueId, party: PartyId) -> Option<(usize, usize)> {
        let row = self.rows.iter().position(|row| self.matrix.issues.get(*row).is_some_and(|node| node.issue == issue))?;
        let column = self.matrix.parties.iter().position(|other| *other == party)?;
        Some((row, column))
    }

    /// How many of the cells shown have moved since the round before.
    pub fn moved(&self) -> usize {
        self.rows.iter().map(|row| self.matrix.row(*row).iter().filter(|cell| self.matrix.has_moved(cell)).count()).sum()
    }

    /// As of when, and since when it has moved: "Positions at the end of 4 February 2026; movement since Abu Dhabi 1 (23 January 2026)".
    pub fn heading(&self, workspace: &Workspace, as_of: AsOf, now: &str) -> String {
        let of_round = |id: RoundId| match workspace.rounds.get(&id).map(|round| round.schedule.when.words()) {
            Some(when) => format!("{} ({when})", names::round(workspace, id)),
            None => names::round(workspace, id),
        };
        let as_of = match as_of {
            AsOf::Now => now.to_owned(),
            AsOf::Date(day) => format!("at the end of {}", day_words(day)),
            AsOf::Round(round) => format!("at the end of {}", of_round(round)),
        };
        let since = self.matrix.since.map(|round| format!("; movement since {}", of_round(round))).unwrap_or_default();
        format!("Positions {as_of}{since}")
    }
}

impl Matrix {
    /// Whether a cell is another than at the round before. At the first round everything is new, which says nothing.
    pub fn has_moved(&self, cell: &Cell) -> bool {
        self.since.is_some() && cell.movement.as_ref().is_some_and(Moved::is_movement)
    }

    /// Whether there is anything to read in a cell: a position, that there is none any more, or that something else was said.
    pub fn says(&self, cell: &Cell) -> bool {
        !cell.is_silent() || self.has_moved(cell)
    }
}

/// Whether a party has a place in the matrix of its own right: it negotiates, or has said something.
fn counts(workspace: &Workspace, negotiation: NegotiationId, party: PartyId) -> bool {
    let seats = workspace.negotiations.get(&negotiation).map(|found| found.seats.as_slice()).unwrap_or_default();
    seats.iter().any(|seat| seat.party == party && matches!(seat.role, SeatRole::Principal | SeatRole::Unstated))
        || workspace
            .said_by(party.into())
            .any(|statement| statement.negotiation == negotiation && voices(statement).any(|voice| voice == party))
}

/// What stands below the words of a position: what it is, when it was said, how well it is supported, on what `terms`, whether it is
/// denied and has moved, how many `more` there are, in whose voice it is.
pub fn marks(
    workspace: &Workspace,
    cell: &Cell,
    (stated, said): (&Stated, &Statement),
    terms: &RecordLevel,
    more: Option<String>,
) -> Vec<String> {
    let mut marks = vec![names::kind(&stated.kind)];
    marks.extend(stated.firmness.as_ref().map(|firmness| firmness.label().to_lowercase()));
    marks.push(position::said_words(workspace, said));
    marks.push(stated.verification.label().to_lowercase());
    marks.extend(terms.is_guarded().then(|| terms.label().to_lowercase()));
    marks.extend(stated.denied.then(|| "denied by a statement".to_owned()));
    marks.extend(cell.movement.as_ref().map(|moved| moved.label().to_lowercase()));
    marks.extend(more);
    marks.extend(names::voice(workspace, stated.voice).map(|voice| beside::in_a_sentence(&voice)));
    marks
}
