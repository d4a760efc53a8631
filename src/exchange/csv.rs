//! Comma-separated values: one list in a file, its header in the first line, nothing above and nothing below.
//!
//! - UTF-8 with a byte order mark. Excel takes a file without one for the encoding of the system and shows every name in another
//!   script as rubbish, without a word; all others pass the mark over, and so does our own import.
//! - Lines end in CRLF, as RFC 4180 has it. Dates are in ISO 8601. A cell may have several lines, ended by LF.
//! - A cell that begins like a formula is marked by [`guard`], and within a cell what a program that takes another separator would work
//!   out. The import knows our own lists and takes the marks off.
//! - The handling marking and the word on what was withheld are not in the file, where they would be taken for a row: the window
//!   and the command line say them.

use super::clean::clean;
use super::error::ExportError;
use super::formula::guard;
use super::progress::Progress;
use super::table::Table;

/// What a file in UTF-8 begins with, for programs that do not look further.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes one list.
///
/// # Errors
/// If it is stopped.
pub fn write(table: &Table, progress: &Progress) -> Result<Vec<u8>, ExportError> {
    progress.begin(table.rows.len() as u64);
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.to_vec());
    let failed = |error: csv::Error| ExportError::Writer(error.to_string());
    let header = table.columns.iter().map(|column| guarded(&column.header));
    writer.write_record(header).map_err(failed)?;
    for (done, row) in (1..).zip(&table.rows) {
        writer.write_record(row.iter().map(|cell| guarded(&cell.plain()))).map_err(failed)?;
        progress.at(done)?;
    }
    writer.into_inner().map_err(|error| ExportError::Writer(error.error().to_string()))
}

fn guarded(words: &str) -> String {
    guard(&clean(words)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::formula::{begins_a_formula, unguard};
    use crate::exchange::table::{Cell, Column};
    use crate::exchange::xlsx::any_table;
    use crate::model::arbitrary::cases;
    use proptest::prelude::*;

    #[test]
    fn a_file_is_as_excel_and_everybody_else_takes_it() {
        let table = Table {
            marking: "Restricted".into(),
            notes: vec!["1 statement was left out.".into()],
            columns: vec![Column::new("Party", 9), Column::new("Text, whole", 9)],
            rows: vec![vec![Cell::text("Україна"), Cell::text("one\r\n\"two\"")], vec![Cell::Empty, Cell::text("=1+1")]],
            ..Table::default()
        };
        let written = String::from_utf8(write(&table, &Progress::default()).unwrap()).unwrap();
        assert_eq!(written, "\u{feff}Party,\"Text, whole\"\r\nУкраїна,\"one\n\"\"two\"\"\"\r\n,'=1+1\r\n");
    }

    proptest! {
        #![proptest_config(cases(64))]
        #[test]
        fn what_is_written_is_read_again(table in any_table()) {
            let bytes = write(&table, &Progress::default()).unwrap();
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.strip_prefix(MARK).unwrap());
            let read: Vec<Vec<String>> =
                reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(read.len(), table.rows.len() + 1);
            for cell in read.iter().flatten() {
                prop_assert!(cell.starts_with('\'') || !begins_a_formula(cell), "{:?}", cell);
            }
            for (cells, row) in read[1..].iter().zip(&table.rows) {
                for (cell, was) in cells.iter().zip(row) {
                    let plain = match was {
                        Cell::Text(words) => clean(words).into_owned(),
                        other => other.plain(),
                    };
                    prop_assert_eq!(unguard(cell), plain);
                }
            }
        }
    }
}
