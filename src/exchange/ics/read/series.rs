//! Events that come again: the times of a series, within bounds.

use calcard::icalendar::{ICalendarFrequency, ICalendarValue};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, Timelike};
use rrule::{RRule, RRuleSet, Tz as RuleTz, Unvalidated};

/// How far a series is followed.
pub(super) struct Bounds {
    /// How many times.
    pub(super) times: usize,
    /// How many years from its first.
    years: u32,
    /// Nothing before this year is asked for.
    from: i32,
}

impl Bounds {
    /// For events.
    pub(super) const EVENTS: Self = Self { times: 500, years: 5, from: i32::MIN };
    /// For the changes of clocks.
    pub(super) const CLOCKS: Self = Self { times: 200, years: 150, from: 1950 };
}

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
    /// The rule without its end.
    text: String,
    /// Its end.
    pub(super) until: Option<Until>,
    /// Whether it comes by the hour or faster.
    pub(super) fast: bool,
}

/// The times of a series.
pub(super) struct Times {
    /// On the clocks of the event, the first included.
    pub(super) at: Vec<NaiveDateTime>,
    /// Whether there would be more.
    pub(super) cut: bool,
}

impl Rule {
    /// The rule that a value is.
    pub(super) fn of(value: &ICalendarValue) -> Option<Self> {
        let ICalendarValue::RecurrenceRule(rule) = value else { return None };
        let mut rule = rule.clone();
        let until = rule.until.take().and_then(|until| {
            let at = local(&ICalendarValue::PartialDateTime(Box::new(until.clone())))?;
            Some(match (until.has_time(), until.has_zone()) {
                (false, _) => Until::Day(at.date()),
                (true, false) => Until::Local(at),
                (true, true) => Until::Moment(at),
            })
        });
        let fast = matches!(rule.freq, ICalendarFrequency::Hourly | ICalendarFrequency::Minutely | ICalendarFrequency::Secondly);
        Some(Self { text: rule.to_string(), until, fast })
    }

    /// The times on the clocks of the event, whose first is `start`. Nothing if the rule makes no sense. The end is left to the
    /// caller, who knows whose clocks they are.
    pub(super) fn times(&self, start: NaiveDateTime, bounds: &Bounds) -> Option<Times> {
        let rule: RRule<Unvalidated> = self.text.parse().ok()?;
        let first = start.and_utc().with_timezone(&RuleTz::UTC);
        let rule = rule.validate(first).ok()?;
        let last = start.checked_add_months(Months::new(bounds.years * 12))?;
        let mut at = Vec::new();
        let mut cut = false;
        for time in RRuleSet::new(first).rrule(rule).limit().into_iter() {
            let time: DateTime<RuleTz> = time;
            let local = time.naive_utc();
            if local > last || at.len() >= bounds.times {
                cut = true;
                break;
            }
            at.push(local);
        }
        // The first stands in the calendar, whether the rule would have it or not.
        if at.first() != Some(&start) {
            at.insert(0, start);
        }
        Some(Times { at, cut })
    }

    /// The times at which clocks change by a rule.
    pub(super) fn onsets(&self, start: NaiveDateTime, bounds: &Bounds) -> Vec<NaiveDateTime> {
        if self.fast {
            return vec![start];
        }
        // A rule from 1601 is asked for the years that matter. It comes once a year, so the day of its first does not.
        let from = NaiveDate::from_ymd_opt(bounds.from.max(start.year()), start.month(), start.day().min(28));
        let from = if start.year() < bounds.from { from.map_or(start, |day| day.and_time(start.time())) } else { start };
        let mut times = self.times(from, bounds).map_or_else(|| vec![start], |times| times.at);
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
        times
    }
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
