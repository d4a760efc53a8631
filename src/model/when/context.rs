//! The context for reading a date: reference day, zone, tense, order of day and month.

use chrono::NaiveDate;
use chrono_tz::Tz;

/// What words for a time are read against: the day from which they count, whose clocks a time means, and on which side of that day
/// a date lies that gives no year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Context {
    /// The day from which "tomorrow" and "next week" count: the day on which the words were said.
    pub today: NaiveDate,
    /// Whose clocks a time without a place means: the venue's. None while nothing says it: such an hour is kept in words.
    pub zone: Option<Tz>,
    /// Whether what is dated is over or to come.
    pub tense: Tense,
    /// In which order day and month stand in figures, where that is known. Else the day is read first, and the reading says so.
    pub order: Option<DateOrder>,
}

/// In which order the parts of a date stand, where it does not write the year first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 3/4/2026 is the third of April.
    #[default]
    DayFirst,
    /// 3/4/2026 is the fourth of March.
    MonthFirst,
}

/// Whether what is dated is over or to come. It decides the year of "5 February" and the week of "Friday".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// It may be either: the nearest such date, and the coming Friday.
    Open,
    /// The same, but nearest to this day instead of to the one from which words count.
    Near(NaiveDate),
    /// It has happened: the nearest such date that is not after `until`, and the last Friday.
    Past {
        /// The reader's today.
        until: NaiveDate,
    },
    /// It is to come: the first such date from the day on, and the coming Friday.
    Ahead,
}

impl Context {
    /// What may be over or to come, counted from that day.
    pub fn new(today: NaiveDate, zone: impl Into<Option<Tz>>) -> Self {
        Self { today, zone: zone.into(), tense: Tense::Open, order: None }
    }

    /// The same for what has happened by `until`.
    pub fn past(self, until: NaiveDate) -> Self {
        Self { tense: Tense::Past { until }, ..self }
    }

    /// The same for what is to come.
    pub fn ahead(self) -> Self {
        Self { tense: Tense::Ahead, ..self }
    }

    /// The same for figures in that order.
    pub fn in_order(self, order: DateOrder) -> Self {
        Self { order: Some(order), ..self }
    }

    /// The same for what lies near that day.
    pub fn near(self, day: NaiveDate) -> Self {
        Self { tense: Tense::Near(day), ..self }
    }
}
