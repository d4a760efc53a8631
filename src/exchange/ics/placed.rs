//! Where something stands in a calendar: whole days or a zoned time; or why it has no place there.

use crate::model::{When, ZonedTime};
use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, Offset, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

/// The first and the last year that calendars hold: Outlook counts from 1601, and a year has four digits.
const YEARS: std::ops::RangeInclusive<i32> = 1601..=9998;

/// The years for which clocks are written with their rules; a time outside of them is written in UTC.
const RULED: std::ops::RangeInclusive<i32> = 1900..=2200;

/// A place in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placed {
    /// From the first day to the last, both included.
    Days { first: NaiveDate, last: NaiveDate },
    /// From a moment, to another if it is known, on the clocks of a zone.
    Time { start: DateTime<Utc>, end: Option<DateTime<Utc>>, zone: Tz },
}

/// Why something has no place in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nowhere {
    /// Nothing is known of when.
    Unknown,
    /// A month, a window, or words: nothing that names days.
    Vague,
    /// In a year that calendars do not hold.
    Beyond,
}

/// How a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// In UTC.
    Utc(NaiveDateTime),
    /// As the clocks of a zone show it.
    At(NaiveDateTime, Tz),
}

/// Where `when` stands, its time on the clocks of `zone` if that is given.
pub(super) fn placed(when: &When, zone: Option<Tz>) -> Result<Placed, Nowhere> {
    let days = |a: NaiveDate, b: NaiveDate| {
        let (first, last) = (a.min(b), a.max(b));
        let held = YEARS.contains(&first.year()) && YEARS.contains(&last.year());
        held.then_some(Placed::Days { first, last }).ok_or(Nowhere::Beyond)
    };
    match when {
        When::Unknown => Err(Nowhere::Unknown),
        // The day is known, if not on whose clocks the hour is.
        When::Window { earliest: Some(day), .. } if when.lacks_zone().is_some() => days(*day, *day),
        When::Month { .. } | When::Window { .. } => Err(Nowhere::Vague),
        When::Day(day) => days(*day, *day),
        When::Span { first, last } => days(*first, *last),
        When::At { start, minutes } => {
            let zone = zone.unwrap_or(start.zone);
            let moment = whole(start.instant());
            let held =
                |moment: DateTime<Utc>| YEARS.contains(&moment.year()) && YEARS.contains(&clock(moment, zone).local().year());
            if !held(moment) {
                return Err(Nowhere::Beyond);
            }
            let end = minutes.filter(|minutes| *minutes > 0).map(|minutes| moment + Duration::minutes(minutes.into()));
            Ok(Placed::Time { start: moment, end: end.filter(|end| held(*end)), zone })
        }
    }
}

/// To the second: a calendar knows no less, and no leap seconds.
fn whole(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.with_nanosecond(0).unwrap_or(moment)
}

/// How a moment is written for the clocks of a zone. In UTC if its rules are not written for that year, if its clocks were not
/// whole minutes from UTC, or if they showed the same before and this is the second time.
pub(super) fn clock(moment: DateTime<Utc>, zone: Tz) -> Clock {
    let utc = moment.naive_utc();
    let offset = zone.offset_from_utc_datetime(&utc).fix();
    let plain = zone == Tz::UTC || !RULED.contains(&utc.year()) || offset.local_minus_utc() % 60 != 0;
    match utc.checked_add_offset(offset) {
        Some(local) if !plain && ZonedTime::new(local, zone).instant() == moment => Clock::At(local, zone),
        _ => Clock::Utc(utc),
    }
}

impl Clock {
    /// What is written.
    pub(super) fn local(self) -> NaiveDateTime {
        match self {
            Self::Utc(local) | Self::At(local, _) => local,
        }
    }
}

/// The day after, at which whole days end in a calendar.
pub(super) fn after(last: NaiveDate) -> NaiveDate {
    last.checked_add_days(Days::new(1)).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{at, when};

    #[test]
    fn what_names_days_stands_there_and_the_rest_nowhere() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let days = |first, last| Ok(Placed::Days { first: day(first), last: day(last) });
        for (date, expected) in [
            ("2026-02-01", days("2026-02-01", "2026-02-01")),
            ("2026-02-04..2026-02-05", days("2026-02-04", "2026-02-05")),
            ("2026-02", Err(Nowhere::Vague)),
            ("2026-01-26~2026-02-01", Err(Nowhere::Vague)),
            ("in the coming weeks", Err(Nowhere::Vague)),
            ("", Err(Nowhere::Unknown)),
            ("1600-12-31..1601-01-01", Err(Nowhere::Beyond)),
            ("9998-12-31", days("9998-12-31", "9998-12-31")),
            ("9999-01-01", Err(Nowhere::Beyond)),
        ] {
            assert_eq!(placed(&when(date), None), expected, "{date}");
        }
    }

    #[test]
    fn a_time_that_clocks_showed_twice_or_never_is_still_one_moment() {
        let written = |local: &str, zone: Tz, minutes: i64| {
            let Ok(Placed::Time { start, .. }) = placed(&at(local, zone), None) else { unreachable!("{local}") };
            clock(start + Duration::minutes(minutes), zone)
        };
        let local = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let zurich = Tz::Europe__Zurich;
        assert_eq!(written("2026-10-25 02:30", zurich, 0), Clock::At(local("2026-10-25 02:30"), zurich));
        assert_eq!(written("2026-10-25 02:30", zurich, 60), Clock::Utc(local("2026-10-25 01:30")), "for the second time");
        assert_eq!(written("2026-03-29 02:30", zurich, 0), Clock::At(local("2026-03-29 03:30"), zurich), "clocks skipped it");
        assert_eq!(written("2026-02-05 10:20", Tz::UTC, 0), Clock::Utc(local("2026-02-05 10:20")));
        assert_eq!(
            written("1960-05-01 12:00", Tz::Africa__Monrovia, 0),
            Clock::Utc(local("1960-05-01 12:44").with_second(30).unwrap())
        );
    }
}
