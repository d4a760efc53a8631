//! The order in time: when something is at the earliest, at the latest, and which of two comes first.

use super::When;
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

/// The place of a [`When`] in time. Keys sort by the earliest possible moment, then the latest, then the more precise first, then
/// by the words. What may start at any time ("by end of August") stands on its last day; words without any date come after
/// all dates, and unknown comes last.
///
/// Two keys are equal exactly if their extents, precision and words are equal, on whichever clocks they were written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WhenKey {
    class: Class,
    anchor: DateTime<Utc>,
    open_start: bool,
    end: DateTime<Utc>,
    precision: u8,
    wording: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Dated,
    Words,
    Unknown,
}

impl When {
    /// Its place in the order of time, with days, months and windows read on the clocks of `zone`.
    pub fn key(&self, zone: Tz) -> WhenKey {
        let (earliest, latest) = (self.earliest(zone), self.latest(zone));
        let class = match (self, earliest, latest) {
            (Self::Unknown, ..) => Class::Unknown,
            (_, None, None) => Class::Words,
            _ => Class::Dated,
        };
        let (precision, wording) = match self {
            Self::At { .. } => (0, ""),
            Self::Day(_) => (1, ""),
            Self::Span { .. } => (2, ""),
            Self::Month { .. } => (3, ""),
            Self::Window { wording, .. } => (4, wording.as_str()),
            Self::Unknown => (5, ""),
        };
        WhenKey {
            class,
            anchor: earliest.or_else(|| self.days().1.map(|day| day_start(day, zone))).unwrap_or(DateTime::<Utc>::MAX_UTC),
            open_start: earliest.is_none(),
            end: latest.unwrap_or(DateTime::<Utc>::MAX_UTC),
            precision,
            wording: wording.to_owned(),
        }
    }

    /// The first moment at which it can begin, with days read on the clocks of `zone`; `None` if nothing bounds it.
    pub fn earliest(&self, zone: Tz) -> Option<DateTime<Utc>> {
        match self {
            Self::At { start, .. } => Some(start.instant()),
            _ => self.days().0.map(|day| day_start(day, zone)),
        }
    }

    /// The moment by which it is certainly over: the end of its last possible day on the clocks of `zone`, or the end of an exact
    /// time, which is its beginning while its length is not known. `None` if nothing bounds it.
    pub fn latest(&self, zone: Tz) -> Option<DateTime<Utc>> {
        match self {
            Self::At { start, minutes } => Some(after(start.instant(), *minutes)),
            _ => self.days().1.map(|day| day_end(day, zone)),
        }
    }

    /// The first day on which it can be, in the calendar of `zone`.
    pub fn earliest_day(&self, zone: Tz) -> Option<NaiveDate> {
        match self {
            Self::At { start, .. } => Some(start.in_zone(zone).local.date()),
            _ => self.days().0,
        }
    }

    /// The last day on which it can be, in the calendar of `zone`. What ends at midnight does not reach into the next day.
    pub fn latest_day(&self, zone: Tz) -> Option<NaiveDate> {
        let Self::At { start, minutes } = self else { return self.days().1 };
        let last = match minutes {
            None | Some(0) => start.instant(),
            Some(_) => after(start.instant(), *minutes) - Duration::nanoseconds(1),
        };
        Some(super::ZonedTime::of(last.naive_utc(), zone).local.date())
    }

    /// The first and last day of everything but an exact time, in the place's own calendar and in the right order.
    pub(super) fn days(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let (first, last) = match self {
            Self::Unknown => (None, None),
            Self::At { start, .. } => (Some(start.local.date()), Some(start.local.date())),
            Self::Day(day) => (Some(*day), Some(*day)),
            Self::Span { first, last } => (Some(*first), Some(*last)),
            Self::Month { year, month } => (NaiveDate::from_ymd_opt(*year, *month, 1), month_end(*year, *month)),
            Self::Window { earliest, latest, .. } => (*earliest, *latest),
        };
        match (first, last) {
            (Some(a), Some(b)) if a > b => (Some(b), Some(a)),
            ordered => ordered,
        }
    }
}

/// The last day of a month.
pub(super) fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    let (year, month) = if month == 12 { (year.checked_add(1)?, 1) } else { (year, month.checked_add(1)?) };
    NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
}

fn after(instant: DateTime<Utc>, minutes: Option<u32>) -> DateTime<Utc> {
    instant.checked_add_signed(Duration::minutes(minutes.unwrap_or(0).into())).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The first moment of a day on the clocks of `zone`.
fn day_start(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    super::ZonedTime::new(sane(day).and_time(NaiveTime::MIN), zone).instant()
}

/// The first moment after a day on the clocks of `zone`.
fn day_end(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let day = sane(day);
    day_start(day.succ_opt().unwrap_or(day), zone)
}

/// Keeps a day within the years in which moments can be reckoned; no talks are held outside them.
fn sane(day: NaiveDate) -> NaiveDate {
    match day.year() {
        ..-9999 => NaiveDate::from_ymd_opt(-9999, 1, 1).unwrap_or(day),
        10_000.. => NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(day),
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ZonedTime, testing::*};
    use super::*;
    use proptest::prelude::*;
    use std::cmp::Ordering;

    fn window(earliest: Option<&str>, latest: Option<&str>, wording: &str) -> When {
        When::Window { earliest: earliest.map(date), latest: latest.map(date), wording: wording.into() }
    }

    fn at(local: &str, zone: Tz, minutes: Option<u32>) -> When {
        When::At { start: ZonedTime::new(local.parse().unwrap(), zone), minutes }
    }

    #[test]
    fn the_order_is_the_one_a_reader_expects() {
        let zone = Tz::Asia__Dubai;
        let expected = [
            at("2026-01-31T23:30:00", Tz::Asia__Dubai, None),
            When::Day(date("2026-02-01")),
            When::Span { first: date("2026-02-01"), last: date("2026-02-02") },
            When::Span { first: date("2026-02-01"), last: date("2026-02-28") },
            When::Month { year: 2026, month: 2 },
            window(Some("2026-02-01"), Some("2026-02-28"), "some time in February"),
            window(Some("2026-02-01"), None, "from February on"),
            at("2026-02-05T10:20:00", Tz::Europe__Moscow, None),
            at("2026-02-05T10:20:00", Tz::Europe__Moscow, Some(60)),
            window(Some("2026-02-06"), Some("2026-02-06"), "Friday, it is said"),
            window(None, Some("2026-02-28"), "by end of February"),
            When::Day(date("2026-03-01")),
            window(None, None, "in the coming weeks"),
            window(None, None, "soon"),
            When::Unknown,
        ];
        let mut sorted = expected.to_vec();
        sorted.reverse();
        sorted.sort_by_key(|when| when.key(zone));
        assert_eq!(sorted, expected);
    }

    #[test]
    fn extreme_dates_do_no_harm() {
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            for when in [When::Day(day), When::Span { first: day, last: day }, When::Month { year: day.year(), month: 12 }] {
                let _ = (when.key(Tz::Pacific__Apia), when.words(), when.short_words());
            }
        }
        let _ = When::Month { year: 2026, month: 13 }.key(Tz::UTC);
        for local in [chrono::NaiveDateTime::MIN, chrono::NaiveDateTime::MAX] {
            let start = ZonedTime { local, offset: chrono::FixedOffset::east_opt(3600).unwrap(), zone: Tz::UTC };
            let _ = When::At { start, minutes: Some(u32::MAX) }.key(Tz::UTC);
        }
    }

    /// The parts that make two keys equal, worked out apart from the key.
    fn extent(when: &When, zone: Tz) -> (bool, Option<DateTime<Utc>>, Option<DateTime<Utc>>, usize, String) {
        let shape =
            ["At", "Day", "Span", "Month", "Window", "Unknown"].iter().position(|name| format!("{when:?}").starts_with(name));
        let wording = if let When::Window { wording, .. } = when { wording.clone() } else { String::new() };
        (when.is_unknown(), when.earliest(zone), when.latest(zone), shape.unwrap(), wording)
    }

    proptest! {
        #[test]
        fn sorting_is_a_total_order(a in any_when(), b in any_when(), c in any_when(), zone in any_zone()) {
            let (ka, kb, kc) = (a.key(zone), b.key(zone), c.key(zone));
            prop_assert_eq!(ka.cmp(&ka), Ordering::Equal);
            prop_assert_eq!(ka.cmp(&kb), kb.cmp(&ka).reverse());
            if ka <= kb && kb <= kc {
                prop_assert!(ka <= kc);
            }
            prop_assert_eq!(ka == kb, extent(&a, zone) == extent(&b, zone));
        }

        #[test]
        fn sorting_is_stable_and_does_not_depend_on_where_it_starts(whens in proptest::collection::vec(any_when(), 0..20), zone in any_zone()) {
            let mut sorted: Vec<(usize, When)> = whens.into_iter().enumerate().collect();
            let mut backwards = sorted.clone();
            sorted.sort_by_key(|(_, when)| when.key(zone));
            for pair in sorted.windows(2) {
                let (a, b) = (pair[0].1.key(zone), pair[1].1.key(zone));
                prop_assert!(a < b || a == b && pair[0].0 < pair[1].0);
            }
            backwards.reverse();
            backwards.sort_by_key(|(_, when)| when.key(zone));
            let keys = |list: &[(usize, When)]| list.iter().map(|(_, when)| when.key(zone)).collect::<Vec<_>>();
            prop_assert_eq!(keys(&sorted), keys(&backwards));
        }

        #[test]
        fn what_ends_before_another_begins_sorts_before_it(a in any_when(), b in any_when(), zone in any_zone()) {
            if let (Some(end), Some(begin)) = (a.latest(zone), b.earliest(zone)) && end < begin {
                prop_assert!(a.key(zone) < b.key(zone));
            }
        }
    }
}
