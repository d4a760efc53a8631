//! Times in words: in full for pages, short for tables, and on two clocks at once.

use super::{When, ZonedTime, offset_words, zone_name};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use chrono_tz::Tz;

impl When {
    /// The whole of it in words, as [`parse`](super::parse) reads it back: "4–5 February 2026", "Thu 5 February 2026, 10:20
    /// (Moscow, UTC+3)", "“as early as next week” (26 January – 1 February 2026)".
    pub fn words(&self) -> String {
        match self {
            Self::At { start, minutes } => {
                let length = minutes.map(|minutes| format!(", {}", length_words(minutes))).unwrap_or_default();
                format!(
                    "{} {}, {} ({}){length}",
                    weekday(start.local.date()),
                    day(start.local.date(), LONG),
                    clock(start.local),
                    place(start)
                )
            }
            Self::Window { earliest, latest, wording } => match (bounds(*earliest, *latest), wording.trim()) {
                (None, "") => Self::Unknown.words(),
                (None, wording) => format!("“{wording}”"),
                (Some(bounds), "") => bounds,
                (Some(bounds), wording) => format!("“{wording}” ({bounds})"),
            },
            Self::Unknown => "date unknown".to_owned(),
            dated => dated.date_words(LONG),
        }
    }

    /// As few words as a table has room for: "4–5 Feb 2026", "5 Feb 2026, 10:20", "“as early as next week”".
    pub fn short_words(&self) -> String {
        match self {
            Self::At { start, .. } => format!("{}, {}", day(start.local.date(), SHORT), clock(start.local)),
            Self::Window { earliest, latest, wording } => match wording.trim() {
                "" => bounds(*earliest, *latest).unwrap_or_else(|| Self::Unknown.short_words()),
                wording => format!("“{wording}”"),
            },
            Self::Unknown => "unknown".to_owned(),
            dated => dated.date_words(SHORT),
        }
    }

    fn date_words(&self, months: &Months) -> String {
        match self {
            Self::Month { year, month } => format!("{} {year:04}", month_name(*month, months)),
            _ => match self.days() {
                (Some(first), Some(last)) => span(first, last, months),
                _ => String::new(),
            },
        }
    }
}

impl ZonedTime {
    /// The clock there and the place: "10:20 Moscow".
    pub fn words(&self) -> String {
        format!("{} {}", clock(self.local), zone_name(self.zone))
    }

    /// The same moment there and on the reader's clocks, with the day where it is another one: "10:20 Moscow · 11:20 Dubai",
    /// "22:00 New York · Fri 6 Feb 05:00 Kyiv". Where both clocks show the same, it is said once.
    pub fn words_for(&self, reader: Tz) -> String {
        self.words_named(&zone_name(self.zone), reader, &zone_name(reader))
    }

    /// [`words_for`](Self::words_for) with other names for the two places: Abu Dhabi is a venue, its zone is called Dubai.
    pub fn words_named(&self, there: &str, reader: Tz, here: &str) -> String {
        let own = self.in_zone(reader);
        let venue = format!("{} {there}", clock(self.local));
        if own.local == self.local {
            return if there == here { venue } else { format!("{venue} and {here}") };
        }
        let date = own.local.date();
        let other_day = if date == self.local.date() {
            String::new()
        } else {
            format!("{} {} {} ", weekday(date), date.day(), month_name(date.month(), SHORT))
        };
        format!("{venue} · {other_day}{} {here}", clock(own.local))
    }
}

/// A day in words: "5 February 2026".
pub fn day_words(date: NaiveDate) -> String {
    day(date, LONG)
}

/// A length in words: "2 h 30 min".
pub fn length_words(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

type Months = [&'static str; 12];

pub(super) const LONG: &Months =
    &["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

pub(super) const SHORT: &Months = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month_name(month: u32, months: &Months) -> &'static str {
    months.get(month.wrapping_sub(1) as usize).copied().unwrap_or("unknown month")
}

pub(super) fn day(date: NaiveDate, months: &Months) -> String {
    format!("{} {} {:04}", date.day(), month_name(date.month(), months), date.year())
}

/// Two days as one span, with what they share said once.
pub(super) fn span(first: NaiveDate, last: NaiveDate, months: &Months) -> String {
    if first == last {
        day(first, months)
    } else if first.year() != last.year() {
        format!("{} – {}", day(first, months), day(last, months))
    } else if first.month() != last.month() {
        format!("{} {} – {}", first.day(), month_name(first.month(), months), day(last, months))
    } else {
        format!("{}–{}", first.day(), day(last, months))
    }
}

fn bounds(earliest: Option<NaiveDate>, latest: Option<NaiveDate>) -> Option<String> {
    match (earliest, latest) {
        (Some(first), Some(last)) => Some(span(first.min(last), first.max(last), LONG)),
        (Some(first), None) => Some(format!("not before {}", day(first, LONG))),
        (None, Some(last)) => Some(format!("not after {}", day(last, LONG))),
        (None, None) => None,
    }
}

pub(super) fn weekday(date: NaiveDate) -> &'static str {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][date.weekday().num_days_from_monday() as usize]
}

pub(super) fn clock(time: NaiveDateTime) -> String {
    if time.second() == 0 { time.format("%H:%M").to_string() } else { time.format("%H:%M:%S").to_string() }
}

/// Where the clock hangs and how far it is from UTC: "Moscow, UTC+3"; a zone that is only a distance says it once.
fn place(time: &ZonedTime) -> String {
    let (name, offset) = (zone_name(time.zone), offset_words(time.offset));
    if name == offset || time.zone == Tz::UTC && offset == "UTC+0" { name } else { format!("{name}, {offset}") }
}
