//! What the tests of time share: any [`When`](super::When) in any zone.

use super::{When, ZonedTime};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::{TZ_VARIANTS, Tz};
use proptest::prelude::*;

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn any_zone() -> impl Strategy<Value = Tz> {
    (0..TZ_VARIANTS.len()).prop_map(|i| TZ_VARIANTS[i])
}

/// Days close together, so that equal and touching ones come up, and now and then one far off.
pub(crate) fn any_day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        8 => (0..60i64).prop_map(|n| date("2026-01-15") + chrono::Duration::days(n)),
        2 => (0..3_652_058i32).prop_map(|n| NaiveDate::from_num_days_from_ce_opt(n + 1).unwrap()),
    ]
}

pub(crate) fn any_local() -> impl Strategy<Value = NaiveDateTime> {
    (any_day(), 0..24u32, prop_oneof![Just(0u32), Just(59), 0..60u32], prop_oneof![4 => Just(0u32), 1 => 0..60u32])
        .prop_map(|(day, h, m, s)| day.and_hms_opt(h, m, s).unwrap())
}

/// A time that some clock really showed.
pub(crate) fn any_exact() -> impl Strategy<Value = When> {
    (any_local(), any_zone(), proptest::option::of(0..3000u32), any::<bool>()).prop_map(|(local, zone, minutes, again)| {
        let start = match ZonedTime::resolve(local, zone) {
            super::Resolved::Twice(_, second) if again => second,
            _ => ZonedTime::new(local, zone),
        };
        When::At { start, minutes }
    })
}

pub(crate) fn any_span() -> impl Strategy<Value = When> {
    (any_day(), any_day()).prop_map(|(a, b)| When::Span { first: a.min(b), last: a.max(b) })
}

pub(crate) fn any_month() -> impl Strategy<Value = When> {
    prop_oneof![(Just(2026), 1..4u32), (1..=9999i32, 1..=12u32)].prop_map(|(year, month)| When::Month { year, month })
}

pub(crate) fn any_window() -> impl Strategy<Value = When> {
    use proptest::option::of;
    (of(any_day()), of(any_day()), "(next week|soon|)").prop_map(|(a, b, wording)| {
        let (earliest, latest) = match (a, b) {
            (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
            open => open,
        };
        When::Window { earliest, latest, wording }
    })
}

pub(crate) fn any_when() -> impl Strategy<Value = When> {
    prop_oneof![Just(When::Unknown), any_exact(), any_day().prop_map(When::Day), any_span(), any_month(), any_window(),]
}
