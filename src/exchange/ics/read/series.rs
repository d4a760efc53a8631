//! Expands recurring events: rules and exceptions, around today.

use super::rule;
use calcard::icalendar::ICalendarValue;
use chrono::{DateTime, Datelike, Days, Duration, Months, NaiveDate, NaiveDateTime, Timelike};
use rrule::{RRule, RRuleSet, Tz as RuleTz, Unvalidated};

/// How many times of one series are taken.
pub(super) const MOST_TIMES: usize = 500;
/// Of a series without an end, for how many years from today, and how many times at most that lie behind, none more than a year.
const YEARS_AHEAD: u32 = 5;
const BEHIND: usize = 12;
/// How many times a rule may be asked for until today is reached.
const MOST_STEPS: usize = 100_000;

/// For the changes of clocks: how many are looked at, from which year on, and for how many years.
const CLOCK_CHANGES: usize = 200;
const CLOCKS_FROM: i32 = 1950;
const CLOCK_YEARS: u32 = 150;

/// When a series ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// On that day, where the event is.
    Day(NaiveDate),
    /// At that time on the clocks of the event.
    Local(NaiveDateTime),
    /// At that moment in UTC.
    Moment(NaiveDateTime),
}

/// A rule for when something comes again.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// The rule without its end and its count.
    text: String,
    /// After how many times it ends, the first included.
    count: Option<usize>,
    /// Its end.
    pub(super) until: Option<Until>,
    /// Whether it comes by the hour or faster.
    pub(super) fast: bool,
}

/// The times of a rule up to a bound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Times {
    /// On the clocks of the event, the first included.
    pub(super) at: Vec<NaiveDateTime>,
    /// Whether there would be more.
    pub(super) more: bool,
    /// Whether the rule was followed until it named no more, though nothing ends it.
    pub(super) in_vain: bool,
}

/// Which times of a series are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    /// The places of those that are taken, from the first to the one after the last.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether there are more after them than the series was asked for.
    pub(super) more: bool,
}

impl Rule {
    /// Reads a rule as a calendar writes it. Nothing if any of it cannot be read: half a rule would be another one.
    pub(super) fn read(text: &str) -> Option<Self> {
        let parts = rule::parts(text)?;
        let until = match parts.until {
            None => None,
            Some((day, None)) => Some(Until::Day(day)),
            Some((day, Some((time, false)))) => Some(Until::Local(day.and_time(time))),
            Some((day, Some((time, true)))) => Some(Until::Moment(day.and_time(time))),
        };
        Some(Self { text: parts.text, count: parts.count, until, fast: parts.fast })
    }

    /// Whether it ends some time.
    pub(super) fn ends(&self) -> bool {
        self.count.is_some() || self.until.is_some()
    }

    /// The times on the clocks of the event, whose first is `start`, to `last`, if that is given, and not more from `today` on than are
    /// taken of a series. Nothing if the rule makes no sense, or leads too far. The end is left to the caller, who knows whose clocks
    /// they are.
    pub(super) fn times(&self, start: NaiveDateTime, last: Option<NaiveDateTime>, today: NaiveDate) -> Option<Times> {
        let rule: RRule<Unvalidated> = self.text.parse().ok()?;
        let first = start.and_utc().with_timezone(&RuleTz::UTC);
        let rule = rule.validate(first).ok()?;
        // Two days after its end it has ended, on whichever clocks.
        let end = match self.until {
            None => None,
            Some(Until::Day(day)) => day.succ_opt().map(|day| day.and_time(start.time())),
            Some(Until::Local(end) | Until::Moment(end)) => Some(end),
        };
        let end = end.and_then(|end| end.checked_add_days(Days::new(2)));
        let mut times = Times { at: vec![start], more: false, in_vain: true };
        let (mut steps, mut ahead) = (0, 0);
        for time in RRuleSet::new(first).rrule(rule).limit().into_iter() {
            let time: DateTime<RuleTz> = time;
            let local = time.naive_utc();
            // The first stands in the calendar, whether the rule would have it or not, and counts.
            if local <= start {
                continue;
            }
            if self.count.is_some_and(|count| times.at.len() >= count) || end.is_some_and(|end| local > end) {
                times.in_vain = false;
                break;
            }
            ahead += usize::from(local.date() >= today);
            if last.is_some_and(|last| local > last) || ahead > MOST_TIMES {
                (times.more, times.in_vain) = (true, false);
                break;
            }
            steps += 1;
            if steps > MOST_STEPS {
                return None;
            }
            times.at.push(local);
        }
        Some(times)
    }

    /// The times at which clocks change by a rule, and whether it was followed in vain, which takes long.
    pub(super) fn onsets(&self, start: NaiveDateTime) -> (Vec<NaiveDateTime>, bool) {
        if self.fast {
            return (vec![start], false);
        }
        // A rule from 1601 is asked for the years that matter. It comes once a year, so the day of its first does not.
        let from = NaiveDate::from_ymd_opt(CLOCKS_FROM.max(start.year()), start.month(), start.day().min(28));
        let from = if start.year() < CLOCKS_FROM { from.map_or(start, |day| day.and_time(start.time())) } else { start };
        let last = from.checked_add_months(Months::new(CLOCK_YEARS * 12));
        // One that leads too far has been followed for as long.
        let Times { at: mut times, in_vain, .. } =
            self.times(from, last, NaiveDate::MAX).unwrap_or_else(|| Times { at: vec![start], more: true, in_vain: true });
        times.truncate(CLOCK_CHANGES);
        if from != start {
            // The made-up first is no change.
            times.retain(|time| *time != from);
        }
        times.retain(|time| match self.until {
            None => true,
            Some(Until::Day(day)) => time.date() <= day,
            // To the hour it does not matter: clocks change twice a year.
            Some(Until::Local(end) | Until::Moment(end)) => {
                time.date() <= end.date().checked_add_days(Days::new(1)).unwrap_or(end.date())
            }
        });
        (times, in_vain)
    }
}

/// To when a series is followed that begins then, and has no end of its own.
pub(super) fn followed_to(start: NaiveDateTime, today: NaiveDate) -> Option<NaiveDateTime> {
    let from = today.and_time(start.time()).max(start);
    from.checked_add_months(Months::new(YEARS_AHEAD * 12))
}

/// Which times of a series are taken: what is ahead first. Of one that ends, or of listed dates, all, if there is room. Of one
/// without an end some that lie behind.
pub(super) fn window(times: &[NaiveDateTime], more: bool, today: NaiveDate) -> Window {
    let ahead = times.partition_point(|time| time.date() < today);
    let behind = if more {
        let year = today.checked_sub_months(Months::new(12)).unwrap_or(today);
        (ahead - times.partition_point(|time| time.date() < year)).min(BEHIND)
    } else {
        ahead.min(MOST_TIMES.saturating_sub(times.len() - ahead))
    };
    let from = ahead - behind;
    let to = times.len().min(from + MOST_TIMES);
    Window { from, to, more: more || to < times.len() }
}

/// The date and time of a value, as it is written. A day begins at midnight; a leap second is the one before it.
pub(super) fn local(value: &ICalendarValue) -> Option<NaiveDateTime> {
    let ICalendarValue::PartialDateTime(at) = value else { return None };
    let day = NaiveDate::from_ymd_opt(at.year?.into(), at.month?.into(), at.day?.into())?;
    let second = u32::from(at.second.unwrap_or(0));
    let second = if second == 60 { 59 } else { second };
    match (at.hour.unwrap_or(0), at.minute.unwrap_or(0)) {
        // Some write the end of a day so.
        (24, 0) => day.succ_opt()?.and_hms_opt(0, 0, 0),
        (hour, minute) => day.and_hms_opt(hour.into(), minute.into(), second),
    }
}

/// Whether a time is the beginning of a day.
pub(super) fn is_midnight(time: NaiveDateTime) -> bool {
    time.num_seconds_from_midnight() == 0
}

/// A length in whole minutes, if it is one.
pub(super) fn minutes(lasts: Duration) -> Option<u32> {
    u32::try_from((lasts + Duration::seconds(30)).num_minutes()).ok().filter(|minutes| *minutes > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, count: usize) -> Vec<NaiveDateTime> {
        let first: NaiveDate = from.parse().unwrap();
        (0..count).map(|more| (first + Days::new(more as u64 * 7)).and_hms_opt(15, 0, 0).unwrap()).collect()
    }

    #[test]
    fn what_is_ahead_is_taken_first() {
        let today: NaiveDate = "2026-11-30".parse().unwrap();
        let taken = |times: &[NaiveDateTime], more| {
            let window = window(times, more, today);
            let ahead = times[window.from..window.to].iter().filter(|time| time.date() >= today).count();
            (window.to - window.from - ahead, ahead, window.more)
        };
        // Without an end: a few behind; with one: all of it, and if there is no room, what is ahead.
        assert_eq!(taken(&days("2017-09-07", 740), true), (12, 258, true));
        assert_eq!(taken(&days("2026-11-05", 200), true), (4, 196, true));
        assert_eq!(taken(&days("2020-01-13", 96), false), (96, 0, false));
        assert_eq!(taken(&days("2024-01-01", 490), false), (152, 338, false));
        assert_eq!(taken(&days("2017-09-07", 600), false), (382, 118, false));
        assert_eq!(taken(&days("2026-12-03", 600), false), (0, 500, true));
        assert_eq!(taken(&days("2010-01-01", 520), true), (0, 0, true), "over for more than a year: nothing is ahead");
        assert_eq!(taken(&[], false), (0, 0, false));
    }
}
