//! Tables in plain text: comma-, semicolon-, tab- or bar-separated.

use super::rows::Rows;
use super::{ReadError, decode, separator};
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
    if let Some(line) = open_quotation(text, separator) {
        return Err(ReadError::at(
            line,
            "A quotation mark opens a cell here and nothing closes it. Close it, or double it if it is meant.",
        ));
    }
    let mut rows = Rows::default();
    let mut reader = reader(text, separator);
    let mut record = csv::StringRecord::new();
    let mut count = 0_u64;
    loop {
        let number = reader.position().line();
        if !reader.read_record(&mut record).map_err(|error| ReadError::at(number, format!("This cannot be read: {error}.")))? {
            break;
        }
        // The reader steps over blank lines before a record.
        let number = record.position().map_or(number, csv::Position::line);
        rows.push(number, record.iter().map(|cell| crate::exchange::formula::unguard(cell).trim().to_owned()).collect())?;
        count += 1;
        if count.is_multiple_of(STRIDE) {
            let done = reader.position().byte().saturating_mul(1000) / u64::try_from(text.len().max(1)).unwrap_or(u64::MAX);
            progress.at(done.min(1000))?;
        }
    }
    let reading = Reading { encoding: decoded.encoding.to_owned(), separator: Some(separator), ..Reading::default() };
    progress.at(1000)?;
    rows.into_grid(reading)
}

pub(super) fn reader(text: &str, separator: char) -> csv::Reader<&[u8]> {
    let separator = u8::try_from(separator).unwrap_or(b',');
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}

/// The line on which a quotation opens that goes on to the end.
fn open_quotation(text: &str, separator: char) -> Option<u64> {
    let (mut quoted, mut fresh, mut line, mut opened) = (false, true, 1_u64, 1_u64);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted => {
                // Doubled, it is one that is meant.
                if letters.next_if_eq(&'"').is_none() {
                    quoted = false;
                }
            }
            '"' if fresh => {
                quoted = true;
                opened = line;
                fresh = false;
            }
            '\n' => {
                line += 1;
                fresh = !quoted;
            }
            c => fresh = !quoted && c == separator,
        }
    }
    quoted.then_some(opened)
}
