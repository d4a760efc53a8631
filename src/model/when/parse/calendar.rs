//! What the calendar knows: names of months and days, the nearest such day, weeks, and parts of a month.

use super::super::key::month_end;
use super::super::words::{LONG, SHORT};
use super::super::{Context, Tense};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The days that a phrase leaves open, and how it is to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
    pub shape: Shape,
}

/// How a phrase is to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Day,
    Span,
    Month,
    /// Some day among these; the words are kept with them.
    Loose,
}

impl Found {
    pub(super) fn day(day: NaiveDate) -> Self {
        Self { first: Some(day), last: Some(day), shape: Shape::Day }
    }

    pub(super) fn loose(first: Option<NaiveDate>, last: Option<NaiveDate>) -> Self {
        Self { first, last, shape: Shape::Loose }
    }

    pub(super) fn month(year: i32, month: u32) -> Option<Self> {
        Some(Self {
            first: Some(NaiveDate::from_ymd_opt(year, month, 1)?),
            last: Some(month_end(year, month)?),
            shape: Shape::Month,
        })
    }

    /// A quarter of a year, 1 to 4.
    pub(super) fn quarter(year: i32, quarter: u32) -> Option<Self> {
        let first = quarter.checked_sub(1)?.checked_mul(3)?.checked_add(1)?;
        Some(Self::loose(Some(NaiveDate::from_ymd_opt(year, first, 1)?), Some(month_end(year, first + 2)?)))
    }

    pub(super) fn year(year: i32) -> Option<Self> {
        Some(Self::loose(Some(NaiveDate::from_ymd_opt(year, 1, 1)?), Some(NaiveDate::from_ymd_opt(year, 12, 31)?)))
    }
}

/// A month by its name or a usual short form.
pub(super) fn month_named(word: &str) -> Option<u32> {
    let at = |names: &[&str; 12]| names.iter().position(|name| name.eq_ignore_ascii_case(word));
    let found = at(LONG).or_else(|| at(SHORT)).or(if word == "sept" { Some(8) } else { None })?;
    u32::try_from(found + 1).ok()
}

/// A day of the week by its name or a usual short form.
pub(super) fn weekday_named(word: &str) -> Option<Weekday> {
    let full = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let at = full.iter().position(|name| {
        word == *name
            || word == &name[..3]
            || matches!((word, &name[..3]), ("tues", "tue") | ("weds", "wed") | ("thur" | "thurs", "thu"))
    })?;
    Weekday::try_from(u8::try_from(at).ok()?).ok()
}

/// A small number in words.
pub(super) fn number_named(word: &str) -> Option<u32> {
    let names = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if matches!(word, "a" | "an") {
        return Some(1);
    }
    names.iter().position(|name| *name == word).and_then(|at| u32::try_from(at + 1).ok())
}

/// The day with this day and month that is meant without a year; see [`Tense`]. `ahead` says that it is one to come.
pub(super) fn meant_day(month: u32, day: u32, context: Context, ahead: bool) -> Option<NaiveDate> {
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day).map(|date| (date, date));
    meant(context, ahead, in_year).map(|(date, _)| date)
}

/// The month that is meant without a year, from its first day to its last.
pub(super) fn meant_month(month: u32, context: Context, ahead: bool) -> Option<i32> {
    let in_year = |year| Some((NaiveDate::from_ymd_opt(year, month, 1)?, month_end(year, month)?));
    meant(context, ahead, in_year).map(|(first, _)| first.year())
}

/// Of the stretches of days that come each year, the one that is meant: for what has happened it has begun, for what is to come it is
/// not over, and among those it is the nearest.
pub(super) fn meant(
    context: Context,
    ahead: bool,
    in_year: impl Fn(i32) -> Option<(NaiveDate, NaiveDate)>,
) -> Option<(NaiveDate, NaiveDate)> {
    let today = context.today;
    let near = if let Tense::Near(day) = context.tense { day } else { today };
    let fits = |(first, last): &(NaiveDate, NaiveDate)| match context.tense {
        Tense::Past { until } => *first <= until,
        Tense::Ahead => *last >= today,
        Tense::Open | Tense::Near(_) => !ahead || *last >= today,
    };
    let middle = |(first, last): &(NaiveDate, NaiveDate)| (*first - near).num_days() + (*last - *first).num_days() / 2;
    (near.year() - 8..=near.year() + 8)
        .filter_map(in_year)
        .filter(fits)
        .min_by_key(|stretch| (middle(stretch).abs(), stretch.0 < near))
}

/// Monday to Sunday of the week of `day`, moved by so many weeks.
pub(super) fn week(day: NaiveDate, moved: i64) -> Option<(NaiveDate, NaiveDate)> {
    let monday = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))?;
    let monday = monday.checked_add_signed(chrono::Duration::try_weeks(moved)?)?;
    Some((monday, monday.checked_add_days(Days::new(6))?))
}

/// `day` moved by so many days.
pub(super) fn moved(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(chrono::Duration::try_days(days)?).filter(|day| (1..=9999).contains(&day.year()))
}

/// The month of `day`, moved by so many months.
pub(super) fn month_of(day: NaiveDate, moved: i64) -> Option<Found> {
    let by = Months::new(u32::try_from(moved.abs()).ok()?);
    let day = if moved < 0 { day.checked_sub_months(by)? } else { day.checked_add_months(by)? };
    Found::month(day.year(), day.month())
}

/// A part of a stretch of days, by the word for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Middle,
    Late,
    FirstHalf,
    SecondHalf,
    FirstWeek,
    LastWeek,
}

/// The days of that part: thirds, halves or a week; in a month the thirds are 1–10, 11–20 and the rest.
pub(super) fn part_of(whole: Found, part: Part) -> Option<Found> {
    let (first, last) = (whole.first?, whole.last?);
    let length = (last - first).num_days() + 1;
    let third = if whole.shape == Shape::Month { 10 } else { length / 3 };
    let half = if whole.shape == Shape::Month { 15 } else { length / 2 };
    let day = |n: i64| moved(first, n);
    let (from, to) = match part {
        Part::Early => (Some(first), day(third - 1)),
        Part::Middle => (day(third), day(2 * third - 1)),
        Part::Late => (day(2 * third), Some(last)),
        Part::FirstHalf => (Some(first), day(half - 1)),
        Part::SecondHalf => (day(half), Some(last)),
        Part::FirstWeek => (Some(first), day(6.min(length - 1))),
        Part::LastWeek => (day((length - 7).max(0)), Some(last)),
    };
    Some(Found::loose(Some(from?), Some(to?.max(from?))))
}
