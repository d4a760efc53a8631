//! Short ways to write a [`When`].

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use rapporteur::model::{When, ZonedTime};

/// A date written as `2026-01-23`.
pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A day.
pub(crate) fn day(text: &str) -> When {
    When::Day(date(text))
}

/// A day, or the days from the first to the last.
pub(crate) fn days(first: &str, last: &str) -> When {
    if first == last { day(first) } else { When::Span { first: date(first), last: date(last) } }
}

/// A time on the clocks of `told`, as the clocks of `venue` show it.
pub(crate) fn at(local: &str, told: Tz, venue: Tz, minutes: Option<u32>) -> When {
    let local: NaiveDateTime = local.parse().expect("a time written as 2026-01-23T18:30:00");
    When::At { start: ZonedTime::new(local, told).in_zone(venue), minutes }
}

/// Words for a time, with the days that they leave open; an empty bound is none.
pub(crate) fn window(earliest: &str, latest: &str, wording: &str) -> When {
    let bound = |text: &str| (!text.is_empty()).then(|| date(text));
    When::Window { earliest: bound(earliest), latest: bound(latest), wording: wording.to_owned() }
}

/// A date as a text has it: "23 January 2026".
pub(crate) fn in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
