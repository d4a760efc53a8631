//! Cells that are read as times and zones, and what is said about how they were read.

use super::mapping::DateOrder;
use super::row_error::RowError;
use crate::model::When;
use crate::model::when::{Context, Reading, Tense, ZonedTime, city, find_zone, offset_words, parse};
use chrono::{FixedOffset, NaiveDate, NaiveTime, Offset, TimeZone};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// What times are read against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clocks {
    /// In which order day and month stand.
    pub order: DateOrder,
    /// Whose clocks an hour means.
    pub zone: Tz,
    /// Their distance from UTC, where the row gives that and no place.
    pub offset: Option<FixedOffset>,
    /// Whether nothing says whose clocks are meant, so that the reader's own are taken.
    pub own: bool,
    /// The day from which "next week" counts.
    pub from: NaiveDate,
    /// Whether what is dated is over or to come.
    pub tense: Tense,
}

impl Clocks {
    /// For what has happened by that day.
    pub(super) fn past(self, until: NaiveDate) -> Self {
        Self { tense: Tense::Past { until }, ..self }
    }

    /// For what is to come.
    pub(super) fn ahead(self) -> Self {
        Self { tense: Tense::Ahead, ..self }
    }

    fn context(self) -> Context {
        Context { tense: self.tense, ..Context::new(self.from, self.zone) }.in_order(self.order)
    }
}

/// A cell as a time.
pub(super) struct TimeRead {
    /// What it means.
    pub when: When,
    /// What to tell about it, a sentence each, without the row.
    pub remarks: Vec<String>,
    /// Whether its hour is on the reader's own clocks only because nothing else is said.
    pub on_own_clocks: bool,
}

/// A time as somebody wrote it into a cell. Words stay words, and it is said which of them are not understood.
///
/// # Errors
/// If it is in figures and no date.
pub(super) fn time(cell: &str, clocks: Clocks) -> Result<TimeRead, RowError> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(TimeRead { when: When::Unknown, remarks: Vec::new(), on_own_clocks: false });
    }
    let reading = parse(cell, clocks.context());
    if !reading.is_whole() && !cell.chars().any(char::is_alphabetic) {
        return Err(no_date(cell, clocks));
    }
    let remarks: Vec<String> = match not_understood(cell, &reading) {
        Some(words) => vec![words],
        None => reading.note.iter().map(|note| format!("“{cell}”: {note}.")).collect(),
    };
    let mut when = reading.when;
    let mut on_own_clocks = false;
    if let When::At { start, .. } = &mut when
        && start.zone == clocks.zone
    {
        on_own_clocks = clocks.own;
        if let Some(offset) = clocks.offset {
            *start = ZonedTime { offset, ..*start };
        }
    }
    Ok(TimeRead { when, remarks, on_own_clocks })
}

/// What is said of figures that are no date, with one that is.
fn no_date(cell: &str, clocks: Clocks) -> RowError {
    let figures: Vec<i32> = cell.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let (year, month) = match (figures.as_slice(), clocks.order) {
        ([year, month, _, ..], _) if *year > 31 => (*year, *month),
        ([_, month, year, ..], DateOrder::DayFirst) | ([month, _, year, ..], DateOrder::MonthFirst) if *year > 31 => {
            (*year, *month)
        }
        _ => return RowError::NoDate { cell: cell.to_owned(), example: clocks.from },
    };
    // The last day of that month, or of the year.
    let month = u32::try_from(month).ok().filter(|month| (1..=12).contains(month)).unwrap_or(12);
    let example = (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day)).unwrap_or(clocks.from);
    RowError::NoSuchDay { cell: cell.to_owned(), example }
}

/// What is said of a text that is not understood whole.
fn not_understood(cell: &str, reading: &Reading) -> Option<String> {
    let parts: Vec<String> =
        reading.not_understood.iter().filter_map(|range| cell.get(range.clone())).map(|part| format!("“{part}”")).collect();
    let is = if parts.len() == 1 { "is" } else { "are" };
    (!parts.is_empty()).then(|| format!("“{cell}” is kept as words, without a day: {} {is} not understood.", parts.join(" and ")))
}

/// The hour of a time that may be only how a tool wrote a day: midnight, and no length.
pub(super) fn is_midnight(when: &When) -> Option<bool> {
    match when {
        When::At { start, minutes } => Some(minutes.is_none() && start.local.time() == NaiveTime::MIN),
        _ => None,
    }
}

/// A zone that a row names.
pub(super) struct ZoneRead {
    /// Whose clocks.
    pub zone: Tz,
    /// The distance from UTC, if the row gives only that and no place keeps it all the year.
    pub offset: Option<FixedOffset>,
    /// What to tell about it, without the row.
    pub remark: Option<String>,
}

/// The zone that a cell names; none for an empty one.
///
/// # Errors
/// If it is none that is known.
pub(super) fn zone(cell: &str) -> Result<Option<ZoneRead>, RowError> {
    if cell.is_empty() {
        return Ok(None);
    }
    if let Ok(zone) = cell.parse::<Tz>()
        && zone.name().contains('/')
    {
        return Ok(Some(ZoneRead { zone, offset: None, remark: None }));
    }
    let found = find_zone(cell, Tz::UTC).ok_or_else(|| RowError::NoZone(cell.to_owned()))?;
    if let Some(offset) = found.offset
        && !(-12 * 3600..=14 * 3600).contains(&offset.local_minus_utc())
    {
        return Err(RowError::NoPlaceAt(offset));
    }
    let offset = found.offset.filter(|offset| !keeps(found.zone, *offset));
    let remark = found.note.map(|note| format!("{note}.")).or_else(|| {
        let offset = offset_words(offset?);
        Some(format!("No place keeps {offset} all the year: hours are kept at {offset}, and the round has no zone."))
    });
    Ok(Some(ZoneRead { zone: found.zone, offset, remark }))
}

/// Whether the clocks of a zone have this distance from UTC in each month.
fn keeps(zone: Tz, offset: FixedOffset) -> bool {
    (1..=12).all(|month| {
        let noon = NaiveDate::from_ymd_opt(2026, month, 1).and_then(|day| day.and_hms_opt(12, 0, 0));
        noon.is_some_and(|noon| zone.offset_from_utc_datetime(&noon).fix() == offset)
    })
}

/// What was said about rows, each thing once, with the rows of which it is true.
#[derive(Default)]
pub(super) struct Remarks {
    by_words: BTreeMap<String, Vec<u64>>,
    /// Rows with an hour for which nothing says whose clocks are meant.
    pub on_own_clocks: Vec<u64>,
}

/// How many rows are named before the rest is counted.
const NAMED: usize = 5;

impl Remarks {
    /// One more thing about a row.
    pub(super) fn add(&mut self, row: u64, words: String) {
        let rows = self.by_words.entry(words).or_default();
        if rows.last() != Some(&row) {
            rows.push(row);
        }
    }

    /// A sentence for each thing, in the order of the rows. `zone` is the reader's own.
    pub(super) fn sentences(self, zone: Tz) -> Vec<String> {
        let mut all: Vec<(Vec<u64>, String)> = self.by_words.into_iter().map(|(words, rows)| (rows, words)).collect();
        all.sort();
        let mut sentences: Vec<String> =
            all.into_iter().map(|(rows, words)| format!("{}: {}", rows_words(&rows), words)).collect();
        if !self.on_own_clocks.is_empty() {
            let rows = rows_words(&self.on_own_clocks);
            let own = city(zone);
            sentences.push(format!(
                "{rows}: nothing says whose clocks are meant, so hours are read on yours ({own}). A column “time zone” would say it."
            ));
        }
        sentences
    }
}

/// "Row 4", "Rows 4, 5 and 6", "Rows 4, 5, 6, 7, 8 and 12 more".
fn rows_words(rows: &[u64]) -> String {
    let words: Vec<String> = rows.iter().take(NAMED).map(u64::to_string).collect();
    match (words.as_slice(), rows.len()) {
        ([one], 1) => format!("Row {one}"),
        (named, count) if count > NAMED => format!("Rows {} and {} more", named.join(", "), count - NAMED),
        ([before @ .., last], _) => format!("Rows {} and {last}", before.join(", ")),
        ([], _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_named_up_to_five() {
        assert_eq!(rows_words(&[4]), "Row 4");
        assert_eq!(rows_words(&[4, 5]), "Rows 4 and 5");
        assert_eq!(rows_words(&[2, 3, 4, 5, 6]), "Rows 2, 3, 4, 5 and 6");
        assert_eq!(rows_words(&[2, 3, 4, 5, 6, 7, 8]), "Rows 2, 3, 4, 5, 6 and 2 more");
    }

    #[test]
    fn a_distance_that_no_place_keeps_is_no_zone() {
        let read = |cell: &str| zone(cell).unwrap().unwrap();
        assert_eq!(
            (read("UTC-3:30").offset.map(offset_words), read("UTC-3:30").remark.is_some()),
            (Some("UTC−3:30".to_owned()), true)
        );
        assert_eq!(read("UTC+5:45").offset, None);
        assert_eq!(read("UTC+6:15").offset.map(offset_words).as_deref(), Some("UTC+6:15"));
        assert_eq!(read("GMT").offset, None);
        assert!(zone("UTC+15").is_err() && zone("UTC-13").is_err() && zone("UTC+14").is_ok());
        assert!(read("BST").remark.is_some_and(|words| words.contains("London") && words.contains("Dhaka")));
    }
}
