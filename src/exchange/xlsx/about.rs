//! The last sheet: what the file is, from when, how it may be handled, and what is not in it.

use super::formats::Formats;
use super::page;
use crate::exchange::clean::{clean, clean_line};
use crate::exchange::request::ExportContext;
use crate::exchange::table::Table;
use crate::model::When;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// The most of one line that is written; what stands here is short unless somebody makes it long on purpose.
const LONGEST: usize = 8000;

/// Writes it.
///
/// # Errors
/// If the writer refuses.
pub(super) fn fill(
    sheet: &mut Worksheet,
    tables: &[Table],
    context: &ExportContext,
    notes: &[String],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut say = |name: &str, words: &str| {
        let line = (clean_line(name).into_owned(), clean(words).chars().take(LONGEST).collect::<String>());
        if !line.1.trim().is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    };
    for table in tables {
        say("Handling", &table.marking);
        say("Negotiation", table.preface.first().map_or("", String::as_str));
        table.preface.iter().skip(1).for_each(|words| say(&table.title, words));
    }
    let made = When::Day(context.today()).words();
    say("Made", &made);
    say("By", &context.author);
    for table in tables {
        table.notes.iter().for_each(|words| say(&table.title, words));
    }
    notes.iter().for_each(|words| say("Long texts", words));
    say("Columns", "Those in which no row has anything are hidden.");
    say("Times", "Each is on the clocks of the place that the row is about.");

    sheet.set_column_width(0, 20)?;
    sheet.set_column_width(1, 90)?;
    for (at, (name, words)) in (0..).zip(&lines) {
        sheet.write_string_with_format(at, 0, name, &formats.header)?;
        sheet.write_string_with_format(at, 1, words, &formats.text)?;
    }
    if let Some(table) = tables.first() {
        let about = Table {
            preface: table.preface.clone(),
            marking: table.marking.clone(),
            title: "About".to_owned(),
            ..Table::default()
        };
        page::set_up_plain(sheet, &about);
    }
    Ok(())
}
