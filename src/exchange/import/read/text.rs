//! Tables in plain text: comma-, semicolon-, tab- or bar-separated.

use super::error::ReadError;
use super::records::Records;
use super::rows::{Rows, trimmed};
use super::{decode, layout, separator};
use crate::exchange::import::grid::{Grid, ReadAs, Reading};
use crate::exchange::progress::Progress;

/// How many rows are read between two words of progress.
const STRIDE: u64 = 1024;

pub(super) fn read(bytes: &[u8], ending: &str, how: &ReadAs, progress: &Progress) -> Result<Grid, ReadError> {
    progress.begin(1000);
    let decoded = decode::decode(bytes, how.encoding.as_deref())?;
    let text = decoded.text.as_str();
    let separator = how.separator.unwrap_or_else(|| separator::found(text, ending));
    if !separator.is_ascii() || separator == '"' || separator == '\n' {
        return Err(ReadError::whole(format!("“{separator}” cannot separate cells. Use a comma, a semicolon, a tab or a bar.")));
    }
    let mut rows = Rows::default();
    let mut records = Records::of(text, separator);
    while let Some(record) = records.next() {
        if record.is_open {
            let what = "A quotation mark opens a cell here and nothing closes it. Close it, or double it if it is meant.";
            return Err(ReadError::at(record.number, what));
        }
        let cells = record.cells.iter().map(|cell| trimmed(cell).to_owned()).collect();
        rows.push_faulty(record.number, cells, record.fault.map(str::to_owned))?;
        if record.number.is_multiple_of(STRIDE) {
            let done = records.position().saturating_mul(1000) / text.len().max(1);
            progress.at(u64::try_from(done).unwrap_or(1000).min(1000))?;
        }
    }
    let reading = Reading { encoding: decoded.encoding.to_owned(), separator: Some(separator), ..Reading::default() };
    progress.at(1000)?;
    layout::into_grid(rows, reading)
}
