//! Rows as they come in, and the grid that they make.

use super::error::ReadError;
use super::limits::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT};
use crate::exchange::import::grid::GridRow;
use crate::model::plain::{is_invisible, plain};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Why a table is not read that is too large.
pub(super) fn too_much() -> String {
    let text = MOST_TEXT / 1024 / 1024;
    format!("This table is too large: {MOST_CELLS} cells and {text} MB of text at most are read. Split it.")
}

/// How many bytes merged cells may be filled down with: what is written once is held once for each row.
const MOST_FILLED: usize = 64 * 1024 * 1024;

/// How many cells may be filled down.
const MOST_FILLS: usize = 4_000_000;

/// Rows as they come in, blank ones left out.
#[derive(Default)]
pub(super) struct Rows {
    pub rows: Vec<GridRow>,
    /// How many cells and how many bytes of text there are until now.
    cells: usize,
    text: usize,
    /// The rows whose first cell is merged with those beside it.
    pub wide: BTreeSet<u64>,
    /// The columns in which cells are merged with those below, and the last row of each.
    pub filled: Vec<(usize, u64)>,
}

/// The words of a cell without white space at the ends. A space that says how deep an issue lies stands at the beginning of our own.
pub(super) fn trimmed(cell: &str) -> &str {
    cell.trim_end().trim_start_matches(|c: char| c.is_whitespace() && c != '\u{2003}')
}

/// Cells that are merged, from and to, with rows from 1 and columns from 0.
#[derive(Clone, Copy)]
pub(super) struct Merged {
    pub rows: (u64, u64),
    pub columns: (usize, usize),
}

impl Rows {
    /// Takes the next row in; with `fault` it is one that cannot be taken.
    pub(super) fn push_faulty(&mut self, number: u64, mut cells: Vec<String>, fault: Option<String>) -> Result<(), ReadError> {
        // As it goes into the record, so that the same cell is found there again.
        for cell in &mut cells {
            if let Cow::Owned(words) = plain(cell) {
                trimmed(&words).clone_into(cell);
            }
        }
        // What nobody can see is nothing: zero-width letters, joiners and marks of direction alone.
        cells.iter_mut().filter(|cell| is_invisible(cell)).for_each(String::clear);
        let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        cells.truncate(used);
        if cells.is_empty() && fault.is_none() {
            return Ok(());
        }
        if cells.len() > MOST_COLUMNS {
            let what = format!("This row has {} cells, and {MOST_COLUMNS} columns at most are read.", cells.len());
            return Err(ReadError::at(number, what));
        }
        if u64::try_from(self.rows.len()).unwrap_or(u64::MAX) > MOST_ROWS {
            return Err(ReadError::at(number, format!("There are more than {MOST_ROWS} rows. Split the file.")));
        }
        cells.shrink_to_fit();
        self.cells = self.cells.saturating_add(cells.len());
        self.text = cells.iter().map(String::len).fold(self.text, usize::saturating_add);
        if self.cells > MOST_CELLS || self.text > MOST_TEXT {
            return Err(ReadError::at(number, too_much()));
        }
        self.rows.push(GridRow { number, cells, fault });
        Ok(())
    }

    /// Gives what merged cells say to each row that they go over. Beside each other, only the first of them says it.
    pub(super) fn merge(&mut self, merged: &[Merged]) -> Result<(), ReadError> {
        let (mut bytes, mut fills) = (0_usize, 0_usize);
        for one in merged {
            let ((top, bottom), (left, right)) = (one.rows, one.columns);
            let first = self.rows.partition_point(|row| row.number < top);
            let Some(words) = self.rows.get(first).filter(|row| row.number == top).and_then(|row| row.cells.get(left)) else {
                continue;
            };
            let words = words.clone();
            if left == 0 && right > left && top == bottom {
                self.wide.insert(top);
            }
            if words.is_empty() || bottom == top {
                continue;
            }
            let below = self.rows.iter_mut().skip(first + 1).take_while(|row| row.number <= bottom);
            for row in below {
                if row.cells.len() <= left {
                    row.cells.resize(left + 1, String::new());
                }
                if row.cells[left].is_empty() {
                    row.cells[left].clone_from(&words);
                    bytes += words.len();
                }
                fills += 1;
                if bytes > MOST_FILLED || fills > MOST_FILLS {
                    return Err(ReadError::at(top, "Cells are merged over too many rows to be read. Take the merging off."));
                }
            }
            self.filled.push((left, bottom));
        }
        Ok(())
    }
}
