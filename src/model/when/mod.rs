//! When something is, was or may be: an exact time, a day, a span, a month, a window, or unknown.
//!
//! Press, parties and note-takers rarely give a date that a calendar would take. A [`When`] keeps what was really said, and
//! still sorts and filters: see [`WhenKey`] for the order and [`Fit`] for filtering.

mod context;
mod fit;
mod key;
mod parse;
#[cfg(test)]
pub(in crate::model) mod testing;
mod words;
mod zoned;
mod zones;

pub use context::{Context, DateOrder, Tense};
pub use fit::{DateRange, Fit};
pub use key::WhenKey;
pub use parse::{Reading, WHOSE_CLOCKS, parse, parse_words};
pub use words::{day_words, length_words};
pub use zoned::{Resolved, ZonedTime};
pub use zones::{FoundZone, ZoneChoice, city, find_zone, offset_words, zone_name, zones_matching};

use chrono::NaiveDate;

/// When something is, was or may be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum When {
    /// Nothing is known.
    #[default]
    Unknown,
    /// An exact time in a zone, with its length in minutes where that is known.
    At {
        /// When it begins.
        start: ZonedTime,
        /// How long it lasts, in minutes.
        minutes: Option<u32>,
    },
    /// A day in the place's own calendar.
    Day(NaiveDate),
    /// From the first day to the last, both included; the first is not after the last.
    Span {
        /// The first day.
        first: NaiveDate,
        /// The last day, included.
        last: NaiveDate,
    },
    /// Some time in a month, 1 to 12.
    Month {
        /// The year.
        year: i32,
        /// The month, 1 to 12.
        month: u32,
    },
    /// Words for a time ("as early as next week"), kept as they were said, and the days they leave open, where they say that much.
    Window {
        /// Not before this day.
        earliest: Option<NaiveDate>,
        /// Not after this day.
        latest: Option<NaiveDate>,
        /// The words as they were said.
        wording: String,
    },
}

impl When {
    /// The words of a window, to be changed.
    pub fn wording_mut(&mut self) -> Option<&mut String> {
        if let Self::Window { wording, .. } = self { Some(wording) } else { None }
    }

    /// The words of a window.
    pub fn wording(&self) -> Option<&str> {
        if let Self::Window { wording, .. } = self { Some(wording) } else { None }
    }

    /// Whether nothing at all is known, not even words.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}
