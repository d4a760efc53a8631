//! Filtering by date: whether something falls into a range of days, for certain or possibly.

use super::When;
use chrono::NaiveDate;
use chrono_tz::Tz;

/// A range of days, both ends included, each of which may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// The first day in it.
    pub first: Option<NaiveDate>,
    /// The last day in it.
    pub last: Option<NaiveDate>,
}

/// How something stands to a range of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fit {
    /// Some of it is in the range, whenever exactly it is.
    Certain,
    /// It may be in the range: a month, a window or words that leave days both inside and outside.
    Possible,
    /// None of it is in the range.
    No,
    /// Nothing says when it is.
    Unknown,
}

impl DateRange {
    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        Self { first: Some(day), last: Some(day) }
    }

    /// From the first day to the last, both included.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Self {
        Self { first: Some(first), last: Some(last) }
    }

    /// Whether the day is in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.first.is_none_or(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }

    /// Whether no day is in it.
    pub fn is_empty(&self) -> bool {
        matches!((self.first, self.last), (Some(first), Some(last)) if first > last)
    }
}

impl When {
    /// Whether it falls into `range`, a range of days in the calendar of `zone`. A span is held on all its days and a meeting
    /// from its start to its end, so touching the range is enough; of a month or a window any day may be meant.
    pub fn fit(&self, range: DateRange, zone: Tz) -> Fit {
        let (first, last) = (self.earliest_day(zone), self.latest_day(zone));
        if first.is_none() && last.is_none() {
            return Fit::Unknown;
        }
        let starts_too_late = matches!((first, range.last), (Some(first), Some(end)) if first > end);
        let ends_too_soon = matches!((last, range.first), (Some(last), Some(begin)) if last < begin);
        if range.is_empty() || starts_too_late || ends_too_soon {
            return Fit::No;
        }
        let within = |day: Option<NaiveDate>, open: bool| day.map_or(open, |day| range.contains(day));
        match self {
            Self::Month { .. } | Self::Window { .. } | Self::Unknown => {
                if within(first, range.first.is_none()) && within(last, range.last.is_none()) {
                    Fit::Certain
                } else {
                    Fit::Possible
                }
            }
            Self::At { .. } | Self::Day(_) | Self::Span { .. } => Fit::Certain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ZonedTime, testing::*};
    use super::*;
    use chrono::{Duration, NaiveTime};
    use proptest::prelude::*;

    #[test]
    fn midnight_belongs_to_the_calendar_it_is_read_in() {
        // "Shortly before midnight (2100 GMT)" on 22 January is already the 23rd in Moscow.
        let start = ZonedTime::new(date("2026-01-22").and_hms_opt(21, 0, 0).unwrap(), Tz::UTC);
        let when = When::At { start, minutes: None };
        assert_eq!(when.fit(DateRange::day(date("2026-01-23")), Tz::Europe__Moscow), Fit::Certain);
        assert_eq!(when.fit(DateRange::day(date("2026-01-22")), Tz::Europe__Moscow), Fit::No);
        assert_eq!(when.fit(DateRange::day(date("2026-01-22")), Tz::America__New_York), Fit::Certain);
        let to_midnight = When::At { start: start.in_zone(Tz::America__New_York), minutes: Some(180) };
        assert_eq!(to_midnight.fit(DateRange::day(date("2026-01-23")), Tz::UTC), Fit::No);
        let past_it = When::At { start, minutes: Some(181) };
        assert_eq!(past_it.fit(DateRange::day(date("2026-01-23")), Tz::UTC), Fit::Certain);
    }

    #[test]
    fn a_window_is_certain_only_when_it_lies_inside() {
        let window = |earliest: Option<&str>, latest: Option<&str>| When::Window {
            earliest: earliest.map(date),
            latest: latest.map(date),
            wording: "as they said".into(),
        };
        let week = DateRange::new(date("2026-01-26"), date("2026-02-01"));
        let open = |first: Option<&str>, last: Option<&str>| DateRange { first: first.map(date), last: last.map(date) };
        for (when, range, expected) in [
            (window(Some("2026-01-26"), Some("2026-02-01")), week, Fit::Certain),
            (window(Some("2026-01-26"), Some("2026-02-02")), week, Fit::Possible),
            (window(Some("2026-02-02"), Some("2026-02-08")), week, Fit::No),
            (window(None, Some("2026-01-25")), week, Fit::No),
            (window(None, Some("2026-01-26")), week, Fit::Possible),
            (window(None, Some("2026-01-26")), open(None, Some("2026-02-01")), Fit::Certain),
            (window(Some("2026-02-02"), None), week, Fit::No),
            (window(Some("2026-02-01"), None), week, Fit::Possible),
            (window(Some("2026-02-01"), None), open(Some("2026-02-01"), None), Fit::Certain),
            (window(None, None), week, Fit::Unknown),
            (When::Unknown, week, Fit::Unknown),
            (When::Month { year: 2026, month: 1 }, week, Fit::Possible),
            (When::Month { year: 2026, month: 2 }, week, Fit::Possible),
            (When::Month { year: 2026, month: 3 }, week, Fit::No),
            (When::Span { first: date("2026-02-01"), last: date("2026-02-09") }, week, Fit::Certain),
            (When::Day(date("2026-01-30")), DateRange::new(date("2026-02-01"), date("2026-01-26")), Fit::No),
        ] {
            assert_eq!(when.fit(range, Tz::UTC), expected, "{when:?} in {range:?}");
        }
    }

    /// Every day that comes into question, for those that are not too long.
    fn candidates(when: &When, zone: Tz) -> Option<Vec<NaiveDate>> {
        let (first, last) = (when.earliest_day(zone)?, when.latest_day(zone)?);
        ((last - first).num_days() < 400).then(|| first.iter_days().take_while(|day| *day <= last).collect())
    }

    proptest! {
        #[test]
        fn every_day_is_on_the_right_side(when in any_when(), a in any_day(), length in 0..40i64, zone in any_zone()) {
            let range = DateRange::new(a, a + Duration::days(length));
            if let Some(days) = candidates(&when, zone) {
                let inside = days.iter().filter(|day| range.contains(**day)).count();
                let lasting = matches!(when, When::At { .. } | When::Day(_) | When::Span { .. });
                let expected = if inside == 0 { Fit::No } else if lasting || inside == days.len() { Fit::Certain } else { Fit::Possible };
                prop_assert_eq!(when.fit(range, zone), expected);
            }
        }

        #[test]
        fn an_exact_time_is_on_its_day_and_no_other(local in any_local(), venue in any_zone(), reader in any_zone()) {
            let start = ZonedTime::new(local, venue);
            let when = When::At { start, minutes: None };
            let day = start.instant().with_timezone(&reader).date_naive();
            prop_assert_eq!(when.fit(DateRange::day(day), reader), Fit::Certain);
            prop_assert_eq!(when.fit(DateRange { first: None, last: day.pred_opt() }, reader), Fit::No);
            prop_assert_eq!(when.fit(DateRange { first: day.succ_opt(), last: None }, reader), Fit::No);
        }

        #[test]
        fn cutting_the_calendar_anywhere_loses_nothing(when in any_when(), cut in any_day(), zone in any_zone()) {
            let before = when.fit(DateRange { first: None, last: cut.pred_opt() }, zone);
            let after = when.fit(DateRange { first: Some(cut), last: None }, zone);
            let unbounded = when.earliest_day(zone).is_none() && when.latest_day(zone).is_none();
            prop_assert_eq!(before == Fit::Unknown, unbounded);
            prop_assert!(before != Fit::No || after != Fit::No);
            if before == Fit::No && after != Fit::Unknown {
                prop_assert_eq!(after, Fit::Certain);
            }
        }

        #[test]
        fn the_moments_agree_with_the_days(when in any_when(), zone in any_zone()) {
            // A day's first moment is read back as that day, save where the clocks skipped all of it.
            if let (Some(moment), Some(day)) = (when.earliest(zone), when.earliest_day(zone)) && !matches!(when, When::At { .. }) {
                let read = moment.with_timezone(&zone);
                prop_assert!(read.date_naive() == day || read.date_naive() == day.succ_opt().unwrap());
                prop_assert!(read.time() < NaiveTime::from_hms_opt(3, 0, 0).unwrap());
            }
        }
    }
}
