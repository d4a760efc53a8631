//! Excel: a sheet for each list, and a last one that says what the file is.
//!
//! Words are written as strings, so nothing in them is a formula or a link, whatever they begin with. Days and hours are real dates
//! where Excel has them, from 1900 on. The header stays in view and is printed on each page, rows can be filtered, and each page
//! carries the handling marking and its number. What no cell can hold goes on in the sheet “Long texts”. The same lists give the
//! same bytes.

mod about;
mod formats;
mod long;
mod names;
mod page;
mod sheet;

use super::error::ExportError;
use super::progress::Progress;
use super::request::ExportContext;
use super::table::Table;
use formats::Formats;
use long::LongTexts;
use names::SheetNames;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        Self::Writer(error.to_string())
    }
}

/// Writes lists. Gives the file, and what else the user should know.
///
/// # Errors
/// If a list is larger than a sheet, or it is stopped.
pub fn write(tables: &[Table], context: &ExportContext, progress: &Progress) -> Result<(Vec<u8>, Vec<String>), ExportError> {
    progress.begin(tables.iter().map(|table| table.rows.len() as u64).sum());
    let mut book = Workbook::new();
    let title = tables.first().and_then(|table| table.preface.first()).cloned().unwrap_or_default();
    book.set_properties(
        &DocProperties::new()
            .set_title(page::short(&title))
            .set_author(page::short(&context.author))
            .set_creation_datetime(&context.now),
    );
    let formats = Formats::new();
    let mut names = SheetNames::default();
    let mut long = LongTexts::default();
    let mut done = 0;
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(names.next(&table.title))?;
        sheet::fill(sheet, table, &formats, &mut long, &mut || {
            done += 1;
            progress.at(done)
        })?;
        page::set_up(sheet, table)?;
    }
    let mut notes = Vec::new();
    if let Some(words) = long.words() {
        let sheet = book.add_worksheet();
        sheet.set_name(names.next(long::SHEET))?;
        long.fill(sheet, &formats)?;
        notes.push(words);
    }
    let sheet = book.add_worksheet();
    sheet.set_name(names.next("About"))?;
    about::fill(sheet, tables, context, &notes, &formats)?;
    Ok((book.save_to_buffer()?, notes))
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub use tests::any_table;
