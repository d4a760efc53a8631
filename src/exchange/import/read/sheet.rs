//! Sheets of a workbook, cell by cell.

use super::error::ReadError;
use super::limits::{MOST_COLUMNS, MOST_ROWS};
use super::rows::{Merged, Rows, trimmed};
use super::{archive, hidden, layout};
use crate::exchange::import::grid::{Grid, ReadAs, Reading};
use crate::exchange::progress::Progress;
use calamine::{CellErrorType, DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::NaiveTime;
use std::io::Cursor;

/// How many cells are read between two looks at whether to go on.
const STRIDE: u64 = 4096;

/// How many bytes of text a row may hold: a cell of Excel has 32,767 characters at most.
const LONGEST_ROW: usize = 16 * 1024 * 1024;

pub(super) fn read(bytes: &[u8], how: &ReadAs, progress: &Progress) -> Result<Grid, ReadError> {
    progress.begin(1000);
    archive::check(bytes, archive::LIMITS, progress)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    progress.at(500)?;
    let sheets: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let sheet = match &how.sheet {
        None => sheets.first().cloned().ok_or_else(|| ReadError::whole("The workbook has no sheet that can be seen."))?,
        Some(wanted) => sheets.iter().find(|sheet| *sheet == wanted).cloned().ok_or_else(|| {
            ReadError::whole(format!("No sheet of the workbook is called “{wanted}”. There are: {}.", sheets.join(", ")))
        })?,
    };
    let mut rows = rows(&mut workbook, &sheet, progress)?;
    let merged = workbook.merge_cells_by_sheet_name(&sheet).map_err(|error| unreadable(&error))?;
    rows.merge(&merged.iter().map(merged_cells).collect::<Vec<_>>())?;
    let mut notes = Vec::new();
    if sheets.len() > 1 {
        notes.push(format!("Of {} sheets only “{sheet}” is read.", sheets.len()));
    }
    let hidden = hidden::rows(bytes, &sheet, progress)?;
    let is_there = |number: &u64| rows.rows.binary_search_by_key(number, |row| row.number).is_ok();
    let hidden: Vec<u64> = hidden.into_iter().filter(is_there).collect();
    if !hidden.is_empty() {
        notes.push(layout::hidden_words(&hidden));
    }
    progress.at(1000)?;
    layout::into_grid(rows, Reading { sheets, sheet, notes, ..Reading::default() })
}

fn merged_cells(cells: &Dimensions) -> Merged {
    let column = |column: u32| usize::try_from(column).unwrap_or(usize::MAX);
    Merged {
        rows: (u64::from(cells.start.0) + 1, u64::from(cells.end.0) + 1),
        columns: (column(cells.start.1), column(cells.end.1)),
    }
}

fn rows(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str, progress: &Progress) -> Result<Rows, ReadError> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| unreadable(&error))?;
    let last = u64::from(reader.dimensions().end.0).max(1);
    let mut rows = Rows::default();
    let mut row = Row::default();
    let mut count = 0_u64;
    while let Some(cell) = reader.next_cell().map_err(|error| unreadable(&error))? {
        let (number, column) = cell.get_position();
        let (number, column) = (u64::from(number) + 1, usize::try_from(column).unwrap_or(usize::MAX));
        count += 1;
        if count.is_multiple_of(STRIDE) {
            progress.at(500 + (number * 500 / last).min(500))?;
        }
        let words = match words(cell.get_value()) {
            Ok(words) if words.is_empty() => continue,
            words => words,
        };
        if column >= MOST_COLUMNS || number > MOST_ROWS {
            let what = format!("A cell stands in column {}, and {MOST_COLUMNS} columns at most are read.", column + 1);
            return Err(ReadError::at(number, what));
        }
        if number != row.number {
            row.finish(&mut rows)?;
            if number < row.number {
                return Err(ReadError::at(number, "The rows of the sheet are not in order. Save it once more and try again."));
            }
            row.number = number;
        }
        row.set(column, words)?;
    }
    row.finish(&mut rows)?;
    Ok(rows)
}

/// A row that is being filled.
#[derive(Default)]
struct Row {
    number: u64,
    cells: Vec<String>,
    fault: Option<String>,
    /// How many bytes of text there are until now.
    text: usize,
}

impl Row {
    fn set(&mut self, column: usize, words: Result<String, CellErrorType>) -> Result<(), ReadError> {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        match words {
            Ok(words) => {
                self.text = self.text.saturating_add(words.len());
                if self.text > LONGEST_ROW {
                    let most = LONGEST_ROW / 1024 / 1024;
                    return Err(ReadError::at(self.number, format!("This row holds more than {most} MB of text. Shorten it.")));
                }
                self.cells[column] = words;
            }
            Err(error) => {
                let letters = column_letters(column);
                self.fault.get_or_insert_with(|| format!("Cell {letters}{} holds the error {error}.", self.number));
            }
        }
        Ok(())
    }

    fn finish(&mut self, rows: &mut Rows) -> Result<(), ReadError> {
        let (cells, fault) = (std::mem::take(&mut self.cells), self.fault.take());
        self.text = 0;
        if self.number > 0 { rows.push_faulty(self.number, cells, fault) } else { Ok(()) }
    }
}

/// What a cell says, or the error that it holds.
fn words(value: &DataRef<'_>) -> Result<String, CellErrorType> {
    Ok(match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(words) => trimmed(words).to_owned(),
        DataRef::SharedString(words) => shortened(trimmed(words)).to_owned(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(time) => date_words(*time),
        DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => words.clone(),
        DataRef::Error(error) => return Err(error.clone()),
    })
}

/// A shared text, which any number of cells may name, no longer than it takes to see that it is too long for a row.
fn shortened(words: &str) -> &str {
    (LONGEST_ROW + 1..LONGEST_ROW + 5).find_map(|end| words.get(..end)).unwrap_or(words)
}

/// A date in ISO 8601, with the time if there is one; the time alone if there is no date.
fn date_words(time: ExcelDateTime) -> String {
    let Some(at) = time.as_datetime() else { return time.as_f64().to_string() };
    let clock = if at.time().format("%S").to_string() == "00" { "%H:%M" } else { "%H:%M:%S" };
    match () {
        () if time.is_duration() || time.as_f64() < 1.0 => at.format(clock).to_string(),
        () if at.time() == NaiveTime::MIN => at.format("%Y-%m-%d").to_string(),
        () => at.format(&format!("%Y-%m-%d {clock}")).to_string(),
    }
}

/// The letters of a column, from 0: A, B, …, Z, AA.
fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or_default()));
        left /= 26;
    }
    letters.iter().rev().collect()
}

fn unreadable(error: &XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::whole("The workbook is protected with a password. Save it without one."),
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => {
            ReadError::whole("This is no .xlsx workbook: parts that every workbook has are missing. Is it another packed file?")
        }
        error => ReadError::whole(format!("The workbook cannot be read ({error}). Save it once more and try again.")),
    }
}
