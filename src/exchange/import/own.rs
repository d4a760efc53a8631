//! Our own lists, known again: only of them the marks come off that we have put before what looks like a formula.

use super::grid::{Grid, GridRow};
use crate::exchange::formula::unguard;
use crate::exchange::lists::is_cell_of_matrix;
use uuid::Uuid;

/// Takes the marks off the cells of one of our own lists in plain text. Those of others are theirs, and stay.
pub(super) fn without_marks(grid: &mut Grid) {
    if grid.reading.separator.is_none() || !is_own(&grid.header, &grid.rows) {
        return;
    }
    let cells = grid.rows.iter_mut().flat_map(|row| &mut row.cells);
    for cell in grid.header.iter_mut().chain(cells).filter(|cell| cell.contains('\'')) {
        *cell = unguard(cell).into_owned();
    }
}

/// Whether it is one: each row has the id of its record, or each cell of a matrix says what our own cells say.
pub(super) fn is_own(header: &[String], rows: &[GridRow]) -> bool {
    let ids = header.iter().position(|name| name == "ID" || name == "Round ID");
    let filled = |at: usize| rows.iter().filter_map(move |row| row.cells.get(at)).filter(|cell| !cell.is_empty());
    if let Some(at) = ids {
        return filled(at).next().is_some() && filled(at).all(|cell| Uuid::try_parse(cell).is_ok());
    }
    is_own_matrix(header, rows)
}

/// Whether it is our own matrix: issues down, parties across.
pub(super) fn is_own_matrix(header: &[String], rows: &[GridRow]) -> bool {
    let mut cells = rows.iter().flat_map(|row| row.cells.iter().skip(1)).filter(|cell| !cell.is_empty()).peekable();
    header.first().is_some_and(|name| name == "Issue") && cells.peek().is_some() && cells.all(|cell| is_cell_of_matrix(cell))
}
