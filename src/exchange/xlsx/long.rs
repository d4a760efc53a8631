//! Texts that are longer than a cell may be: they go on, piece by piece, in a sheet of their own.

use super::formats::Formats;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// What the sheet is called.
pub(super) const SHEET: &str = "Long texts";

/// How much of a text stands in one cell, in UTF-16 units. Excel takes 32,767; there must be room to say where it goes on.
const PIECE: usize = 32_500;

/// The most that a cell takes.
const MOST: usize = 32_767;

/// The pieces that did not fit.
#[derive(Default)]
pub(super) struct LongTexts {
    /// Which list, which row of its sheet, which column; and the piece.
    pieces: Vec<(String, u32, String, String)>,
    texts: usize,
}

impl LongTexts {
    /// What of `words` stands in the cell itself: all of it if it fits.
    pub(super) fn fit(&mut self, words: &str, list: &str, row: u32, column: &str) -> Option<String> {
        if words.len() <= MOST || words.encode_utf16().count() <= MOST {
            return None;
        }
        let mut pieces = pieces(words).into_iter();
        let first = pieces.next()?;
        self.texts += 1;
        let at = self.pieces.len() + 2;
        self.pieces.extend(pieces.map(|piece| (list.to_owned(), row + 1, column.to_owned(), piece)));
        Some(format!("{first} […] (It goes on in the sheet “{SHEET}”, row {at}.)"))
    }

    /// What the user should know.
    pub(super) fn words(&self) -> Option<String> {
        match self.texts {
            0 => None,
            1 => Some(format!("1 text is longer than a cell of Excel can be; it goes on in the sheet “{SHEET}”.")),
            texts => Some(format!("{texts} texts are longer than a cell of Excel can be; they go on in the sheet “{SHEET}”.")),
        }
    }

    /// Writes the sheet.
    ///
    /// # Errors
    /// If there are more pieces than rows in a sheet.
    pub(super) fn fill(&self, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
        for (at, (header, width)) in (0..).zip([("List", 16.0), ("Row", 8.0), ("Column", 16.0), ("Text", 100.0)]) {
            sheet.set_column_width(at, width)?;
            sheet.write_string_with_format(0, at, header, &formats.header)?;
        }
        for (at, (list, row, column, piece)) in (1..).zip(&self.pieces) {
            sheet.write_string_with_format(at, 0, list, &formats.text)?;
            sheet.write_number_with_format(at, 1, *row, &formats.number)?;
            sheet.write_string_with_format(at, 2, column, &formats.text)?;
            sheet.write_string_with_format(at, 3, piece, &formats.text)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }
}

/// A text in pieces that each fit a cell.
fn pieces(words: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut length = 0;
    for c in words.chars() {
        length += c.len_utf16();
        match pieces.last_mut() {
            Some(piece) if length <= PIECE => piece.push(c),
            _ => {
                length = c.len_utf16();
                pieces.push(c.to_string());
            }
        }
    }
    pieces
}
