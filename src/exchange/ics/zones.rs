//! Writes VTIMEZONE components: the offset changes of a zone in the years that are needed.
//!
//! Each change stands there by itself, without a rule for when it comes again: rules have changed in most countries, some break theirs
//! every year, and readers differ in what they make of a rule that ends.

use super::properties::{other, plain};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Kind, ICalendarEntry, ICalendarProperty as Property,
};
use chrono::{DateTime, Duration, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{OffsetComponents, OffsetName, Tz};
use std::collections::BTreeSet;

/// No clocks are changed and changed back within this time.
const STEP: Duration = Duration::days(1);

/// What clocks show from some moment on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    offset: i32,
    /// How much of it is summer time, in seconds. Dublin and Casablanca count the other way: theirs is winter time, below zero.
    summer: i64,
    name: String,
}

/// A change of clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    at: DateTime<Utc>,
    before: i32,
    after: State,
}

/// Adds the clocks of a zone to a calendar, as they are in these years and from one to the next.
pub(super) fn add(calendar: &mut ICalendar, zone: Tz, years: &BTreeSet<i32>) {
    let changes = changes(zone, years);
    let mut ids = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        ids.push(push(calendar, observance(change, in_summer(&changes, at))));
    }
    let entries = vec![plain(Property::Tzid, zone.name()), plain(other("X-LIC-LOCATION"), zone.name())];
    let id = push(calendar, ICalendarComponent { component_type: Kind::VTimezone, entries, component_ids: ids });
    // Before what needs it.
    if let Some(root) = calendar.components.first_mut() {
        root.component_ids.insert(0, id);
    }
}

fn push(calendar: &mut ICalendar, component: ICalendarComponent) -> u32 {
    calendar.components.push(component);
    u32::try_from(calendar.components.len() - 1).unwrap_or(u32::MAX)
}

/// Whether clocks are ahead after a change. Where winter time is what is counted, they are whenever it is not.
fn in_summer(changes: &[Change], at: usize) -> bool {
    let summer = |at: usize| changes.get(at).map_or(0, |change| change.after.summer);
    match summer(at) {
        0 => summer(at + 1) < 0 || at > 0 && summer(at - 1) < 0,
        summer => summer > 0,
    }
}

fn observance(change: &Change, summer: bool) -> ICalendarComponent {
    let kind = if summer { Kind::Daylight } else { Kind::Standard };
    let onset = change.at.naive_utc() + Duration::seconds(change.before.into());
    let entries: Vec<ICalendarEntry> = vec![
        plain(Property::Dtstart, &onset.format("%Y%m%dT%H%M%S").to_string()),
        plain(Property::Tzoffsetfrom, &distance(change.before)),
        plain(Property::Tzoffsetto, &distance(change.after.offset)),
        plain(Property::Tzname, &change.after.name),
    ];
    ICalendarComponent { component_type: kind, entries, component_ids: Vec::new() }
}

/// How far clocks are from UTC: "+0530"; to the second where that is not whole minutes.
fn distance(seconds: i32) -> String {
    let (sign, size) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs());
    let (hours, minutes, seconds) = (size / 3600, size / 60 % 60, size % 60);
    if seconds == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{seconds:02}") }
}

/// Every change in each of the years, after the state at the beginning of the first. Where years are left out between, the clocks
/// are set at the beginning of the next.
fn changes(zone: Tz, years: &BTreeSet<i32>) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut now: Option<(DateTime<Utc>, State)> = None;
    for year in years {
        let new_year = |year: i32| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).earliest();
        let (Some(first), Some(last)) = (new_year(*year), new_year(year + 1)) else { continue };
        // A local year begins and ends up to a day from that of UTC.
        let (first, last) = (first - STEP * 2, last + STEP * 2);
        let (mut at, mut state) = match now.take() {
            Some((at, state)) if at >= first => (at, state),
            earlier => {
                let state = state_at(zone, first);
                let before = earlier.map(|(_, state)| state);
                if before.as_ref() != Some(&state) {
                    let before = before.as_ref().map_or(state.offset, |before| before.offset);
                    changes.push(Change { at: first, before, after: state.clone() });
                }
                (first, state)
            }
        };
        while at < last {
            let next = at + STEP;
            let after = state_at(zone, next);
            if after != state {
                let change = moment_of_change(zone, at, next, &state);
                let after = state_at(zone, change);
                changes.push(Change { at: change, before: state.offset, after: after.clone() });
                (at, state) = (change, after);
            } else {
                at = next;
            }
        }
        now = Some((at, state));
    }
    changes
}

/// The first second at which the state is no longer what it was.
fn moment_of_change(zone: Tz, low: DateTime<Utc>, high: DateTime<Utc>, state: &State) -> DateTime<Utc> {
    let (mut low, mut high) = (low.timestamp(), high.timestamp());
    let at = |seconds: i64| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if state_at(zone, at(middle)) == *state { low = middle } else { high = middle }
    }
    at(high)
}

fn state_at(zone: Tz, moment: DateTime<Utc>) -> State {
    let utc: NaiveDateTime = moment.naive_utc();
    let offset = zone.offset_from_utc_datetime(&utc);
    let seconds = offset.fix().local_minus_utc();
    // Clocks without a name of their own are called by their distance: "+04".
    let named = offset.abbreviation().map_or_else(
        || {
            let distance = distance(seconds);
            distance.strip_suffix("00").map_or(distance.clone(), str::to_owned)
        },
        str::to_owned,
    );
    State { offset: seconds, summer: offset.dst_offset().num_seconds(), name: named }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(zone: Tz, years: &[i32]) -> Vec<String> {
        let changes = changes(zone, &years.iter().copied().collect());
        let state = |(at, change): (usize, &Change)| {
            let onset = change.at.naive_utc() + Duration::seconds(change.before.into());
            let season = if in_summer(&changes, at) { " summer" } else { "" };
            format!("{} {} {}{season}", onset.format("%Y-%m-%d %H:%M"), distance(change.after.offset), change.after.name)
        };
        changes.iter().enumerate().map(state).collect()
    }

    #[test]
    fn every_change_is_there() {
        assert_eq!(told(Tz::Asia__Dubai, &[2025, 2026]), ["2024-12-30 04:00 +0400 +04"]);
        assert_eq!(
            told(Tz::Europe__Zurich, &[2026]),
            ["2025-12-30 01:00 +0100 CET", "2026-03-29 02:00 +0200 CEST summer", "2026-10-25 03:00 +0100 CET"]
        );
        // Summer in the south; and the years between are left out.
        assert_eq!(
            told(Tz::Pacific__Auckland, &[2022, 2025]),
            [
                "2021-12-30 13:00 +1300 NZDT summer",
                "2022-04-03 03:00 +1200 NZST",
                "2022-09-25 02:00 +1300 NZDT summer",
                "2025-04-06 03:00 +1200 NZST",
                "2025-09-28 02:00 +1300 NZDT summer"
            ]
        );
        // Turkey stays in summer time and calls it its own; Pyongyang went back to the time of Seoul; half hours; Ramadan.
        assert_eq!(told(Tz::Europe__Istanbul, &[2016]).len(), 3);
        assert_eq!(told(Tz::Asia__Pyongyang, &[2018]), ["2017-12-30 08:30 +0830 KST", "2018-05-04 23:30 +0900 KST"]);
        assert_eq!(told(Tz::Australia__Lord_Howe, &[2026])[1], "2026-04-05 02:00 +1030 +1030");
        assert_eq!(
            told(Tz::Africa__Casablanca, &[2026]),
            ["2025-12-30 01:00 +0100 +01 summer", "2026-02-15 03:00 +0000 +00", "2026-03-22 02:00 +0100 +01 summer"]
        );
        assert_eq!(
            told(Tz::Europe__Dublin, &[2026]),
            ["2025-12-30 00:00 +0000 GMT", "2026-03-29 01:00 +0100 IST summer", "2026-10-25 02:00 +0000 GMT"]
        );
        assert_eq!(told(Tz::Asia__Kathmandu, &[1985]), ["1984-12-30 05:30 +0530 +0530", "1986-01-01 00:00 +0545 +0545"]);
    }
}
