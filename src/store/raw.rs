//! A file shown as raw text, whatever is in it.
//!
//! A file may be 64 MB on a single line. So a text is cut into rows that fit a screen, and only every so many rows their place is
//! noted: a row is found from the nearest note before it, and a text of any shape takes little more room than its bytes.

use super::read::LARGEST;
use super::{FileError, Folder, confined};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The most characters of a row.
const ROW: usize = 120;
/// Of how many rows the first one's place is noted.
const NOTED: usize = 64;

/// A file to be read as it is, on any thread.
#[derive(Clone, Debug)]
pub struct RawFile {
    dir: PathBuf,
    file: PathBuf,
}

/// What is in a file, in rows.
#[derive(Debug, Default)]
pub struct RawText {
    bytes: Vec<u8>,
    /// Where the first of each [`NOTED`] rows begins, and in which line.
    notes: Vec<Place>,
    rows: usize,
    lines: usize,
    /// Whether the file goes on beyond what was read.
    is_cut: bool,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    /// From 1.
    line: usize,
    /// How many characters of the line stand before it.
    column: usize,
}

/// A part of a line, or all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// The line that it is in, from 1.
    pub line: usize,
    /// How many characters of the line stand before it; 0 for its beginning.
    pub column: usize,
    /// Its bytes, without the end of the line.
    pub bytes: &'a [u8],
}

impl Folder {
    /// A file of the data folder, given relative to it, to be read as it is.
    pub fn raw(&self, file: &Path) -> RawFile {
        RawFile { dir: self.dir.clone(), file: file.to_owned() }
    }
}

impl RawFile {
    /// Reads it, up to the size to which files of records are read at all.
    ///
    /// # Errors
    /// If it cannot be opened or read.
    pub fn read(self) -> Result<RawText, FileError> {
        let mut bytes = Vec::new();
        let read = confined::open(&self.dir, &self.file).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
        let read = read.map_err(|error| FileError::reading(&self.dir.join(&self.file), error))?;
        let is_cut = u64::try_from(read).is_ok_and(|read| read > LARGEST);
        if is_cut {
            bytes.pop();
        }
        Ok(RawText { is_cut, ..RawText::of(bytes) })
    }
}

impl RawText {
    /// These bytes in rows.
    pub fn of(bytes: Vec<u8>) -> Self {
        let mut text = Self { bytes, ..Self::default() };
        let mut place = Some(Place { start: 0, line: 1, column: 0 });
        while let Some(here) = place {
            if text.rows.is_multiple_of(NOTED) {
                text.notes.push(here);
            }
            text.rows += 1;
            text.lines = here.line;
            place = text.after(here).1;
        }
        text
    }

    /// All its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many rows there are: at least one.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many lines there are: at least one.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// Whether the file goes on beyond what was read.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The rows from `first` on.
    pub fn rows_from(&self, first: usize) -> impl Iterator<Item = Row<'_>> {
        let mut place = if first < self.rows { self.notes.get(first / NOTED).copied() } else { None };
        for _ in 0..first % NOTED {
            place = place.and_then(|here| self.after(here).1);
        }
        std::iter::from_fn(move || {
            let here = place?;
            let (end, next) = self.after(here);
            place = next;
            let bytes = self.bytes.get(here.start..end)?;
            let bytes = if is_end_of_line(self.bytes.get(end)) { bytes.strip_suffix(b"\r").unwrap_or(bytes) } else { bytes };
            Some(Row { line: here.line, column: here.column, bytes })
        })
    }

    /// The row in which a line has its character at `column`, both from 1; the last row if there are fewer lines.
    pub fn row_of(&self, line: usize, column: usize) -> usize {
        let before = column.saturating_sub(1);
        let noted = self.notes.partition_point(|note| (note.line, note.column) <= (line, before)).saturating_sub(1);
        let mut row = noted * NOTED;
        for found in self.rows_from(row).skip(1) {
            if (found.line, found.column) > (line, before) {
                break;
            }
            row += 1;
        }
        row
    }

    /// Where the bytes of the row at a place end, and the place of the row after it.
    fn after(&self, here: Place) -> (usize, Option<Place>) {
        let rest = self.bytes.get(here.start..).unwrap_or_default();
        let mut characters = 0;
        for (at, byte) in rest.iter().enumerate() {
            if *byte == b'\n' {
                let next = Place { start: here.start + at + 1, line: here.line + 1, column: 0 };
                return (here.start + at, Some(next));
            }
            // What follows in a character of several bytes stays with it, but for bytes that are no text and never end.
            if byte & 0b1100_0000 != 0b1000_0000 || at >= 4 * ROW {
                if characters == ROW {
                    let next = Place { start: here.start + at, line: here.line, column: here.column + characters };
                    return (here.start + at, Some(next));
                }
                characters += 1;
            }
        }
        (self.bytes.len(), None)
    }
}

fn is_end_of_line(byte: Option<&u8>) -> bool {
    byte == Some(&b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &RawText) -> Vec<(usize, usize, String)> {
        text.rows_from(0).map(|row| (row.line, row.column, String::from_utf8_lossy(row.bytes).into_owned())).collect()
    }

    #[test]
    fn short_lines_are_rows() {
        let text = RawText::of(b"one\r\ntwo\n\nfour".to_vec());
        let expected = [(1, 0, "one"), (2, 0, "two"), (3, 0, ""), (4, 0, "four")];
        assert_eq!(rows(&text), expected.map(|(line, column, words)| (line, column, words.to_owned())));
        assert_eq!((text.rows(), text.lines()), (4, 4));
        assert_eq!(rows(&RawText::of(Vec::new())), [(1, 0, String::new())]);
        assert_eq!(RawText::of(b"a\n".to_vec()).rows(), 2);
    }

    #[test]
    fn a_long_line_goes_on_in_further_rows_and_no_sign_is_cut() {
        let line = "é".repeat(ROW + 5);
        let text = RawText::of(format!("{line}\nend").into_bytes());
        assert_eq!(rows(&text), [(1, 0, "é".repeat(ROW)), (1, ROW, "é".repeat(5)), (2, 0, "end".to_owned())]);
        let bare = RawText::of(vec![0x80; 3000]);
        assert!(bare.rows_from(0).all(|row| row.bytes.len() <= 5 * ROW), "bytes that are no text end a row, too");
    }

    #[test]
    fn every_row_is_found_from_any_row_and_by_its_line() {
        let text: Vec<String> = (0..1000).map(|number| "x".repeat(number % 300)).collect();
        let text = RawText::of(text.join("\n").into_bytes());
        let all: Vec<Row<'_>> = text.rows_from(0).collect();
        assert_eq!(all.len(), text.rows());
        for (at, row) in all.iter().enumerate() {
            assert_eq!(text.rows_from(at).next().as_ref(), Some(row));
            assert_eq!(text.row_of(row.line, row.column + 1), at);
        }
        assert_eq!(text.rows_from(all.len()).next(), None);
        assert_eq!(text.row_of(1, 1), 0);
        assert_eq!(text.row_of(2000, 1), all.len() - 1);
    }

    #[test]
    fn the_largest_file_takes_little_more_room_than_its_bytes() {
        for bytes in [vec![b'\n'; 1_000_000], vec![b'x'; 1_000_000], vec![0xff; 1_000_000]] {
            let text = RawText::of(bytes);
            assert!(text.notes.len() * size_of::<Place>() <= 400_000);
            assert!(text.rows_from(text.rows() - 1).next().is_some());
        }
    }
}
