//! Issues down, parties across, and in each cell the position that may be told.

use super::layout::{ListLayout, marking};
use crate::exchange::clean::clean_line;
use crate::exchange::release::{Released, THAT_MAY_BE_TOLD};
use crate::exchange::request::What;
use crate::exchange::table::{Cell, Column, Table};
use crate::model::when::day_words;
use crate::model::{Verification, Vocabulary};
use crate::query::matrix::view::{MatrixQuestion, MatrixView, marks};
use crate::query::matrix::{self, MatrixQuery};
use crate::query::names;

/// All positions, each with its marks, to be read back.
pub(super) fn table(layout: &ListLayout<'_>) -> Table {
    let ws = layout.released.workspace();
    let query = MatrixQuery::all(layout.request.negotiation, layout.request.as_of);
    let view = MatrixView::whole(ws, &query, layout.context.zone);
    let mut columns = vec![Column::new("Issue", 26)];
    columns.extend(view.matrix.parties.iter().map(|party| Column::new(clean_line(&names::party(ws, *party)), 36)));
    let rows = view.shown().map(|(node, cells)| {
        let issue = format!("{}{}", "\u{2003}".repeat(node.depth), clean_line(&names::issue(ws, node.issue)));
        std::iter::once(Cell::text(issue)).chain(cells.iter().map(|cell| Cell::text(words(layout, cell)))).collect()
    });
    let heading = view.heading(ws, layout.request.as_of, &format!("on {}", day_words(layout.context.today())));
    Table { preface: vec![heading], columns, rows: rows.collect(), ..Table::default() }
}

/// The positions as they are shown in the window, in short, with what was kept back.
pub fn shown(released: &Released, question: &MatrixQuestion) -> Table {
    let ws = released.workspace();
    let view = MatrixView::new(ws, question);
    let heads = view.matrix.parties.iter().map(|party| Column::new(names::party(ws, *party), 36));
    let rows = view.shown().map(|(node, cells)| {
        let stated = cells.iter().map(|cell| match cell.position(ws) {
            Some((stated, said)) => Cell::text(format!("{}: {}", names::kind(&stated.kind), names::words(said, ""))),
            None if cell.beside.is_silent() => Cell::Empty,
            None => Cell::text(cell.beside.words(ws, 0)),
        });
        std::iter::once(Cell::text(names::issue_path(ws, node.issue))).chain(stated).collect()
    });
    Table {
        title: "Positions".to_owned(),
        columns: std::iter::once(Column::new("Issue", 24)).chain(heads).collect(),
        rows: rows.collect(),
        marking: marking(ws, question.negotiation),
        notes: released.withheld_from(What::Matrix, None).words().into_iter().collect(),
        ..Table::default()
    }
}

/// The words, and in a line of its own what they are, when they were said, how well they are supported, whether that is new.
fn words(layout: &ListLayout<'_>, cell: &matrix::Cell) -> String {
    let ws = layout.released.workspace();
    let Some((stated, said)) = cell.position(ws) else {
        let words = cell.words_without_position(ws);
        let words = if cell.is_silent() && cell.within > 0 { format!("Nothing stated; {words}") } else { words };
        return layout.released.withheld().told_of_nothing(&words);
    };
    let marks = marks(ws, cell, (stated, said), &said.level, stated.more_words());
    format!("{}\n{}", names::words(said, "No words recorded"), marks.join(BETWEEN))
}

/// What a cell begins with in which there is no position.
const NO_POSITION: [&str; 3] = ["Nothing stated", "No longer stated", "No position stated"];

/// What stands between the marks of a position.
const BETWEEN: &str = " · ";

/// A cell of the matrix, taken apart again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionWords<'c> {
    /// What was stated; none where nothing is.
    pub text: Option<&'c str>,
    /// What stands below it: the kind first, then how hard it is held, when it was said, how well it is supported.
    pub marks: Vec<&'c str>,
}

/// Takes a cell of our own matrix apart. None if it is a cell of others.
pub fn position_words(cell: &str) -> Option<PositionWords<'_>> {
    let begins = |words: &&str| {
        let rest = cell.strip_prefix(*words).map(|rest| rest.strip_prefix(THAT_MAY_BE_TOLD).unwrap_or(rest));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("; "))
    };
    if NO_POSITION.iter().any(begins) {
        return Some(PositionWords { text: None, marks: Vec::new() });
    }
    let (text, last) = cell.rsplit_once('\n')?;
    let marks: Vec<&str> = last.split(BETWEEN).collect();
    let is_verification = |mark: &&str| Verification::KNOWN.iter().any(|known| known.label().to_lowercase() == **mark);
    (marks.len() > 2 && marks.iter().any(is_verification)).then_some(PositionWords { text: Some(text), marks })
}

/// Whether a cell is one of our own matrix.
pub fn is_cell_of_matrix(cell: &str) -> bool {
    position_words(cell).is_some()
}
