//! Whether a row says what is in the record already, or says it again: the same words on another day are another statement.

use super::words::plain;
use crate::model::When;
use chrono_tz::Tz;

/// How what a row says of when stands to what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Both say the same.
    Same,
    /// The row says less, and nothing else.
    Less,
    /// The row says more, and nothing else: it may complete what is there.
    More,
    /// They cannot both be true of one thing.
    Other,
}

/// How a time that a row gives stands to one that is there. The same words are the same time, from whichever day they count.
pub(super) fn times(row: &When, there: &When, zone: Tz) -> Fit {
    if row == there {
        return Fit::Same;
    }
    match (row, there) {
        (When::Unknown, _) => return Fit::Less,
        (_, When::Unknown) => return Fit::More,
        (When::At { start, .. }, When::At { start: other, .. }) => {
            return if start.instant() == other.instant() { Fit::Same } else { Fit::Other };
        }
        _ => {}
    }
    if let (Some(one), Some(other)) = (row.wording(), there.wording())
        && plain(one) == plain(other)
    {
        return Fit::Same;
    }
    let days = |when: &When| when.earliest_day(zone).zip(when.latest_day(zone));
    let (Some(own), Some(known)) = (days(row), days(there)) else { return Fit::Other };
    let has_hour = |when: &When| matches!(when, When::At { .. });
    if own == known {
        return match (has_hour(row), has_hour(there)) {
            (true, false) => Fit::More,
            (false, true) => Fit::Less,
            _ => Fit::Same,
        };
    }
    let holds = |outer: (_, _), inner: (_, _)| outer.0 <= inner.0 && inner.1 <= outer.1;
    if holds(known, own) {
        Fit::More
    } else if holds(own, known) {
        Fit::Less
    } else {
        Fit::Other
    }
}

/// How something that a row may name stands to what is there.
pub(super) fn named<T: PartialEq>(row: Option<&T>, there: Option<&T>) -> Fit {
    match (row, there) {
        (one, other) if one == other => Fit::Same,
        (None, _) => Fit::Less,
        (_, None) => Fit::More,
        _ => Fit::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::when::{Context, parse};
    use chrono::NaiveDate;

    #[test]
    fn another_day_is_another_time_and_a_day_of_a_month_is_more_than_the_month() {
        let from = |day: &str| Context::new(day.parse::<NaiveDate>().unwrap_or_default(), Tz::UTC);
        let when = |words: &str| parse(words, from("2026-11-30")).when;
        for (row, there, expected) in [
            ("2026-11-09", "2026-10-05", Fit::Other),
            ("2026-10-05", "2026-10-05", Fit::Same),
            ("2026-10-05", "October 2026", Fit::More),
            ("October 2026", "2026-10-05", Fit::Less),
            ("2026-10-05", "2026-10-04 14:30", Fit::Other),
            ("2026-10-05", "2026-10-05 14:30", Fit::Less),
            ("2026-10-05 14:30", "2026-10-05", Fit::More),
            ("2026-10-05 14:30", "2026-10-05 15:30", Fit::Other),
            ("2026-10-06", "2026-10-05..2026-10-07", Fit::More),
            ("2026-10-08", "2026-10-05..2026-10-07", Fit::Other),
        ] {
            assert_eq!(times(&when(row), &when(there), Tz::UTC), expected, "{row} / {there}");
        }
        assert_eq!(times(&When::Unknown, &when("2026-10-05"), Tz::UTC), Fit::Less);
        assert_eq!(times(&when("2026-10-05"), &When::Unknown, Tz::UTC), Fit::More);
        let later = parse("as early as next week", from("2027-02-01")).when;
        assert_eq!(times(&later, &when("as early as next week"), Tz::UTC), Fit::Same, "the same words");
    }

    #[test]
    fn what_is_not_named_is_no_other() {
        for (row, there, expected) in [
            (None, None, Fit::Same),
            (Some(&1), Some(&1), Fit::Same),
            (None, Some(&1), Fit::Less),
            (Some(&1), None, Fit::More),
            (Some(&1), Some(&2), Fit::Other),
        ] {
            assert_eq!(named(row, there), expected);
        }
    }
}
