//! The matrix as it is shown: filtered, without the issues that nobody has spoken to, and as a table for elsewhere.

use super::filter::Filter;
use crate::exchange::table::{Cell as CellOf, Column, Table};
use crate::model::{IssueId, NegotiationId, PartyId, SeatRole, Workspace};
use crate::query::matrix::{self, Cell, Matrix, MatrixQuery};
use crate::query::names;
use crate::query::position::{AsOf, voices};
use chrono_tz::Tz;

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
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

/// The answer.
#[derive(Debug)]
pub struct Laid {
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
    /// How many of the cells shown have moved since the round before.
    pub moved: usize,
}

impl Laid {
    /// Works it out.
    pub fn new(workspace: &Workspace, question: &Question) -> Self {
        let wanted = question.parties.kept(&matrix::columns(workspace, question.negotiation));
        let (heard, unheard): (Vec<PartyId>, Vec<PartyId>) =
            wanted.iter().partition(|party| counts(workspace, question.negotiation, **party));
        let hides_parties = question.hide_silent.unwrap_or(true);
        let query = MatrixQuery {
            parties: if hides_parties { heard } else { wanted },
            ..MatrixQuery::all(question.negotiation, question.as_of)
        };
        let mut matrix = matrix::matrix(workspace, &query, question.zone);
        if query.parties.is_empty() {
            matrix.parties.clear();
        }
        let wanted = |row: &usize| matrix.issues.get(*row).is_some_and(|node| question.issues.keeps(node.issue));
        let spoken =
            |row: &usize| cells(&matrix, *row).any(|cell| !cell.is_silent() || cell.movement.is_some() || cell.within > 0);
        let all: Vec<usize> = (0..matrix.issues.len()).filter(wanted).collect();
        let heard: Vec<usize> = all.iter().copied().filter(spoken).collect();
        let silent = all.len() - heard.len();
        let silent_parties = unheard.len();
        let hides_silent = question.hide_silent.unwrap_or(silent >= MANY_SILENT || silent_parties > 0);
        let rows = if hides_silent { heard } else { all };
        let has_moved = |cell: &&Cell| has_moved(&matrix, cell);
        let moved = rows.iter().map(|row| cells(&matrix, *row).filter(has_moved).count()).sum();
        Self { rows, silent, silent_parties, hides_silent, moved, matrix }
    }

    /// A cell by its place on the screen.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.matrix.cell(*self.rows.get(row)?, column)
    }

    /// Whether a cell is another than at the round before.
    pub fn has_moved(&self, cell: &Cell) -> bool {
        has_moved(&self.matrix, cell)
    }

    /// The place of a cell on the screen.
    pub fn place_of(&self, issue: IssueId, party: PartyId) -> Option<(usize, usize)> {
        let row = self.rows.iter().position(|row| self.matrix.issues.get(*row).is_some_and(|node| node.issue == issue))?;
        let column = self.matrix.parties.iter().position(|other| *other == party)?;
        Some((row, column))
    }

    /// The table as it goes elsewhere: issues down, parties across.
    pub fn table(&self, workspace: &Workspace) -> Table {
        let heads = self.matrix.parties.iter().map(|party| Column::new(names::party(workspace, *party), 36));
        let rows = self.rows.iter().filter_map(|row| Some((*row, self.matrix.issues.get(*row)?)));
        let rows = rows.map(|(row, node)| {
            let stated = cells(&self.matrix, row).map(|cell| {
                let said = cell.stated.as_ref().and_then(|stated| workspace.statements.get(&stated.statement));
                match said {
                    Some(said) => CellOf::text(format!("{}: {}", names::kind(&said.kind), names::words(said, ""))),
                    None if cell.beside.is_silent() => CellOf::Empty,
                    None => CellOf::text(cell.beside.words(workspace, 0)),
                }
            });
            std::iter::once(CellOf::text(names::issue_path(workspace, node.issue))).chain(stated).collect()
        });
        Table {
            title: "Positions".to_owned(),
            columns: std::iter::once(Column::new("Issue", 24)).chain(heads).collect(),
            rows: rows.collect(),
            ..Table::default()
        }
    }
}

fn cells(matrix: &Matrix, row: usize) -> impl Iterator<Item = &Cell> {
    (0..matrix.parties.len()).filter_map(move |column| matrix.cell(row, column))
}

/// Whether a party has a place in the matrix of its own right: it negotiates, or has said something.
fn counts(workspace: &Workspace, negotiation: NegotiationId, party: PartyId) -> bool {
    let seats = workspace.negotiations.get(&negotiation).map(|found| found.seats.as_slice()).unwrap_or_default();
    seats.iter().any(|seat| seat.party == party && matches!(seat.role, SeatRole::Principal | SeatRole::Unstated))
        || workspace.statements_of(negotiation).any(|statement| voices(statement).any(|voice| voice == party))
}

/// At the first round everything is new, which says nothing.
fn has_moved(matrix: &Matrix, cell: &Cell) -> bool {
    matrix.since.is_some() && cell.movement.as_ref().is_some_and(matrix::Moved::is_movement)
}
