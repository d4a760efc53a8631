//! The rows of a list in a sheet.

use super::formats::Formats;
use super::long::LongTexts;
use crate::exchange::clean::{clean, clean_line};
use crate::exchange::error::ExportError;
use crate::exchange::progress::Stopped;
use crate::exchange::table::{Cell, Column, Table};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::Worksheet;

/// Widths beyond this make a sheet that nobody can look at.
const WIDEST: u16 = 80;

/// Room for the arrow of the filter, in characters.
const ARROW: u16 = 3;

/// How high a line is, in points.
const LINE: f64 = 15.2;

/// Excel makes no row higher than this, in lines.
const MOST_LINES: u16 = 26;

/// Writes the header and the rows, calling `step` after each.
///
/// # Errors
/// If it is larger than a sheet, or stopped.
pub(super) fn fill(
    sheet: &mut Worksheet,
    table: &Table,
    formats: &Formats,
    long: &mut LongTexts,
    step: &mut dyn FnMut() -> Result<(), Stopped>,
) -> Result<(), ExportError> {
    let widths = widths(table);
    for (at, width) in (0..).zip(&widths) {
        sheet.set_column_width(at, *width)?;
        if is_empty(table, usize::from(at)) {
            sheet.set_column_hidden(at)?;
        }
    }
    for (at, column) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, clean_line(&column.header), &formats.header)?;
    }
    for (at, row) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(row) {
            let header = table.columns.get(usize::from(column)).map_or("", |column| column.header.as_str());
            match cell {
                Cell::Empty => {}
                Cell::Text(words) => {
                    let words = clean(words);
                    let cut = long.fit(&words, &table.title, at, header);
                    sheet.write_string_with_format(at, column, cut.as_deref().unwrap_or(&words), &formats.text)?;
                }
                Cell::Number(number) => match u32::try_from(*number) {
                    Ok(number) => {
                        sheet.write_number_with_format(at, column, number, &formats.number)?;
                    }
                    Err(_) => {
                        sheet.write_string_with_format(at, column, number.to_string(), &formats.text)?;
                    }
                },
                Cell::Day(day) if has_date(*day) => {
                    sheet.write_datetime_with_format(at, column, day, &formats.day)?;
                }
                Cell::Time(time) if has_date(time.date()) => {
                    sheet.write_datetime_with_format(at, column, time, &formats.time)?;
                }
                Cell::Day(_) | Cell::Time(_) => {
                    sheet.write_string_with_format(at, column, cell.plain(), &formats.text)?;
                }
            }
        }
        // Not every program works out how high a row must be.
        let lines = row.iter().zip(&widths).map(|(cell, width)| lines(cell, *width)).max().unwrap_or(1);
        sheet.set_row_height(at, f64::from(lines.clamp(1, MOST_LINES)) * LINE + 1.0)?;
        step()?;
    }
    sheet.set_freeze_panes(1, 1)?;
    if let (Ok(rows), Some(last)) = (u32::try_from(table.rows.len()), last_column(table)) {
        sheet.autofilter(0, 0, rows, last)?;
    }
    Ok(())
}

/// The column on the right.
pub(super) fn last_column(table: &Table) -> Option<u16> {
    u16::try_from(table.columns.len().checked_sub(1)?).ok()
}

/// How wide the columns are, in characters: as wide as what they hold, at most as wide as they like to be.
pub(super) fn widths(table: &Table) -> Vec<u16> {
    let held = |at: usize| table.rows.iter().filter_map(|row| row.get(at)).map(longest_line).max().unwrap_or(0);
    // A number or a date that does not fit is shown as a row of hashes.
    let whole = |at: usize| {
        table.rows.iter().filter_map(|row| row.get(at)).filter(|cell| !matches!(cell, Cell::Text(_))).map(longest_line).max()
    };
    let width = |(at, column): (usize, &Column)| {
        let header = u16::try_from(column.header.chars().count()).unwrap_or(WIDEST).saturating_add(ARROW);
        let wanted = u16::try_from(held(at) + 1).unwrap_or(WIDEST).min(column.width);
        let whole = whole(at).and_then(|length| u16::try_from(length + 1).ok()).unwrap_or(0);
        wanted.max(whole).max(header.min(column.width.max(10))).clamp(1, WIDEST)
    };
    table.columns.iter().enumerate().map(width).collect()
}

/// Whether no row has anything in that column. Such a column is hidden, so that the others can be seen; it is there to be filled.
pub(super) fn is_empty(table: &Table, at: usize) -> bool {
    !table.rows.is_empty() && table.rows.iter().all(|row| row.get(at).is_none_or(|cell| *cell == Cell::Empty))
}

/// How many lines a cell takes in a column so wide. Lines are broken at words, so they are not quite full.
fn lines(cell: &Cell, width: u16) -> u16 {
    let Cell::Text(words) = cell else { return 1 };
    let room = usize::from(width.max(2)) * 8 / 10;
    let taken: usize = words.split('\n').map(|line| room_for(line).div_ceil(room.max(1)).max(1)).sum();
    u16::try_from(taken).unwrap_or(MOST_LINES)
}

/// How wide a line is, in characters of running text: those of East Asia, and pictures, count twice.
fn room_for(line: &str) -> usize {
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    let ranges = [
        '\u{1100}'..='\u{115f}',
        '\u{2e80}'..='\u{a4cf}',
        '\u{ac00}'..='\u{d7a3}',
        '\u{f900}'..='\u{faff}',
        '\u{fe30}'..='\u{fe6f}',
        '\u{ff00}'..='\u{ff60}',
        '\u{1f300}'..='\u{1faff}',
        '\u{20000}'..='\u{3fffd}',
    ];
    c >= '\u{1100}' && ranges.iter().any(|range| range.contains(&c))
}

fn longest_line(cell: &Cell) -> usize {
    match cell {
        Cell::Text(words) => words.lines().map(room_for).max().unwrap_or(0),
        other => other.plain().chars().count(),
    }
}

/// Whether Excel has that day: it counts from 1900, with a day too many in its first February.
fn has_date(day: NaiveDate) -> bool {
    (1901..=9999).contains(&day.year())
}
