//! Issues down, parties across, and in each cell the position that may be told.

use super::layout::ListLayout;
use crate::exchange::clean::clean_line;
use crate::exchange::release::THAT_MAY_BE_TOLD;
use crate::exchange::table::{Cell, Column, Table};
use crate::model::when::day_words;
use crate::model::{RoundId, Verification, Vocabulary, Workspace};
use crate::query::matrix::{self, Matrix, MatrixQuery};
use crate::query::names;
use crate::query::position::{self, AsOf};

pub fn table(layout: &ListLayout<'_>) -> Table {
    let ws = layout.released.workspace();
    let query = MatrixQuery::all(layout.request.negotiation, layout.request.as_of);
    let matrix = matrix::matrix(ws, &query, layout.context.zone);
    let mut columns = vec![Column::new("Issue", 26)];
    columns.extend(matrix.parties.iter().map(|party| Column::new(clean_line(&names::party(ws, *party)), 36)));
    let rows = matrix.rows().map(|(node, cells)| {
        let issue = format!("{}{}", "\u{2003}".repeat(node.depth), clean_line(&names::issue(ws, node.issue)));
        std::iter::once(Cell::text(issue)).chain(cells.iter().map(|cell| Cell::text(words(layout, cell)))).collect()
    });
    Table { preface: vec![heading(layout, &matrix)], columns, rows: rows.collect(), ..Table::default() }
}

/// As of when, and since when it has moved.
fn heading(layout: &ListLayout<'_>, matrix: &Matrix) -> String {
    let ws = layout.released.workspace();
    let as_of = match layout.request.as_of {
        AsOf::Now => format!("on {}", day_words(layout.context.today())),
        AsOf::Date(day) => format!("at the end of {}", day_words(day)),
        AsOf::Round(round) => format!("at the end of {}", of_round(ws, round)),
    };
    let since = matrix.since.map(|round| format!("; movement since {}", of_round(ws, round))).unwrap_or_default();
    format!("Positions {as_of}{since}")
}

fn of_round(ws: &Workspace, id: RoundId) -> String {
    match ws.rounds.get(&id).map(|round| round.schedule.when.words()) {
        Some(when) => format!("{} ({when})", names::round(ws, id)),
        None => names::round(ws, id),
    }
}

/// The words, and in a line of its own what they are, when they were said, how well they are supported, whether that is new.
fn words(layout: &ListLayout<'_>, cell: &matrix::Cell) -> String {
    let ws = layout.released.workspace();
    let found = cell.stated.as_ref().and_then(|stated| Some((stated, ws.statements.get(&stated.statement)?)));
    let Some((stated, said)) = found else {
        let words = cell.words_without_position(ws);
        let words = if cell.is_silent() && cell.within > 0 { format!("Nothing stated; {words}") } else { words };
        return layout.released.withheld().told_of_nothing(&words);
    };
    let mut marks = vec![names::kind(&stated.kind)];
    marks.extend(stated.firmness.as_ref().map(|firmness| firmness.label().to_lowercase()));
    marks.push(position::said_words(ws, said));
    marks.push(stated.verification.label().to_lowercase());
    marks.extend(said.level.is_guarded().then(|| said.level.label().to_lowercase()));
    marks.extend(stated.denied.then(|| "denied by a statement".to_owned()));
    marks.extend(cell.movement.as_ref().map(|moved| moved.label().to_lowercase()));
    marks.extend(stated.more_words());
    marks.extend(
        names::voice(ws, stated.voice).map(|voice| voice.replacen(['A', 'T'], if voice.starts_with('A') { "a" } else { "t" }, 1)),
    );
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
