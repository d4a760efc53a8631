//! Rows into a grid: where its header is, and what becomes of rows that do not fit it.

use super::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, ReadError};
use crate::exchange::import::grid::{Grid, GridRow, Reading};
use crate::query::usage::counted;

fn too_much() -> String {
    let text = MOST_TEXT / 1024 / 1024;
    format!("This table is too large: {MOST_CELLS} cells and {text} MB of text at most are read. Split it.")
}

/// Among how many rows the header is looked for.
const HEAD: usize = 20;

/// Rows as they come in, blank ones left out.
#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<GridRow>,
    /// How many cells and how many bytes of text there are until now.
    cells: usize,
    text: usize,
}

impl Rows {
    /// Takes the next row in.
    pub fn push(&mut self, number: u64, cells: Vec<String>) -> Result<(), ReadError> {
        self.push_faulty(number, cells, None)
    }

    /// The same for one that cannot be taken.
    pub fn push_faulty(&mut self, number: u64, mut cells: Vec<String>, fault: Option<String>) -> Result<(), ReadError> {
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

    /// The grid: above the header is only what stands there as a title; a row with more cells than the header has columns cannot be taken.
    pub fn into_grid(self, reading: Reading) -> Result<Grid, ReadError> {
        let mut rows = self.rows;
        let Some(at) = header(&rows) else {
            return Err(ReadError::whole("There is no row with anything in it."));
        };
        let mut rows = rows.split_off(at);
        let header = rows.remove(0).cells;
        let width = header.len();
        if rows.len().saturating_mul(width) > MOST_CELLS {
            return Err(ReadError::whole(too_much()));
        }
        for row in &mut rows {
            if row.cells.len() > width && row.fault.is_none() {
                row.fault = Some(format!(
                    "This row has {}, and the header has {}. Is a separator inside a cell without quotation marks?",
                    counted(row.cells.len(), "cell"),
                    counted(width, "column")
                ));
            }
            row.cells.resize(width, String::new());
        }
        Ok(Grid { header, rows, reading })
    }
}

/// Which row names the columns: the first with at least half as many cells filled as any of the first rows has.
fn header(rows: &[GridRow]) -> Option<usize> {
    let filled = |row: &GridRow| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let most = rows.iter().take(HEAD).map(filled).max()?;
    rows.iter().take(HEAD).position(|row| filled(row) * 2 > most)
}
