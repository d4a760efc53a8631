//! Reads a table of any make into a [`Grid`], in bounded memory, or says in which row it cannot.
//!
//! What is read is bounded before it is taken apart: a file has [`LARGEST_FILE`] bytes at most, what a workbook unpacks to is counted
//! while it is unpacked and thrown away, and a sheet is read cell by cell, so that one cell far out costs no more than any other.

mod annotation_error;
mod annotations;
mod archive;
pub(in crate::exchange) mod decode;
mod error;
mod hidden;
mod layout;
mod limits;
mod records;
mod rows;
mod separator;
mod sheet;
mod text;

#[cfg(test)]
mod layout_tests;
#[cfg(test)]
mod tests;

use super::grid::{Grid, ReadAs};
use super::own;
use crate::exchange::progress::Progress;
pub use error::ReadError;
pub use limits::{LARGEST_ANNOTATIONS, LARGEST_FILE, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT};

/// What sort of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A table: .csv, .tsv, .txt, .xlsx; or Web Annotations, which are rows as well: .jsonld, .json.
    Table,
    /// A calendar: .ics.
    Calendar,
}

/// What the first bytes of a file are known by.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
];

/// An old or an encrypted file of Microsoft Office.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

const CAN_BE: &str = "A table can be imported from .csv, .tsv and .xlsx, a calendar from .ics, Web Annotations from .jsonld.";

/// What sort of file a name and its first bytes speak of.
///
/// # Errors
/// In words, if it is none that can be imported.
pub fn sort(name: &str, bytes: &[u8]) -> Result<Sort, ReadError> {
    let ending = ending(name);
    if bytes.is_empty() {
        return Err(ReadError::whole("The file is empty."));
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::whole(format!("This is {what}. {CAN_BE}")));
    }
    let start = decode::start(bytes);
    let start = start.trim_start().get(..15).unwrap_or_default();
    if ending == "ics" || start.eq_ignore_ascii_case("BEGIN:VCALENDAR") {
        return Ok(Sort::Calendar);
    }
    match ending.as_str() {
        "docx" | "odt" | "ods" | "doc" | "xls" | "xlsb" | "pdf" | "html" | "htm" | "xml" | "ron" | "pptx" | "zip" => {
            Err(ReadError::whole(format!("A .{ending} file cannot be imported. {CAN_BE} Save it as one of these.")))
        }
        _ => Ok(Sort::Table),
    }
}

/// Reads a table. `name` is the file's name, for its ending. Progress is in thousandths of the whole.
///
/// # Errors
/// If it is too large, not a table, or has a row that cannot be read; or it is stopped.
pub fn read(name: &str, bytes: &[u8], how: &ReadAs, progress: &Progress) -> Result<Grid, ReadError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > LARGEST_FILE {
        let (size, largest) = (size.div_ceil(1024 * 1024), LARGEST_FILE / 1024 / 1024);
        return Err(ReadError::whole(format!("The file is too large: {size} MB, and {largest} MB at most are read. Split it.")));
    }
    sort(name, bytes)?;
    if bytes.starts_with(OLE) {
        return Err(ReadError::whole(
            "This is an old .xls workbook, or one that is protected with a password. Open it, and save it as .xlsx without a password.",
        ));
    }
    let mut grid = match (bytes.starts_with(b"PK\x03\x04"), ending(name).as_str()) {
        (true, _) => sheet::read(bytes, how, progress),
        (false, "xlsx" | "xlsm") => Err(ReadError::whole(
            "This is no .xlsx workbook, whatever its name says: it does not begin like one. If it is text, give it the ending .csv.",
        )),
        (false, "jsonld" | "json") => annotations::read(bytes, how),
        (false, ending) => text::read(bytes, ending, how, progress),
    }?;
    own::without_marks(&mut grid);
    Ok(grid)
}

/// The ending of a file's name, in lower case.
fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}
