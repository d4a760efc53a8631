//! The state of a round or follow-up when a calendar was last imported, kept in the record as calendar lines. A later copy is
//! compared with it: only what the calendar itself changed is a change.

use super::age::Age;
use super::entry::Entry;
use super::occurrences::Occurrence;
use crate::exchange::ics::placed::{Placed, after, placed};
use crate::exchange::ics::words;
use crate::model::When;
use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

/// What a copy of an entry says. What it leaves out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    pub(super) age: Age,
    /// Whether it is about one time of a series alone.
    pub(super) alone: bool,
    pub(super) start: String,
    pub(super) end: String,
    pub(super) title: String,
    pub(super) place: String,
    pub(super) status: String,
    pub(super) private: bool,
}

impl State {
    /// What a copy says.
    pub(super) fn of(occurrence: &Occurrence<'_>, when: &When, title: &str) -> Self {
        let entry = occurrence.entry;
        let (start, end) = times(when);
        Self {
            age: occurrence.age,
            alone: occurrence.alone,
            start,
            end: if occurrence.has_end { end } else { String::new() },
            title: title.to_owned(),
            place: entry.location.as_deref().map(words::line).unwrap_or_default(),
            status: said_status(entry),
            private: entry.private,
        }
    }

    /// What the record kept. Nothing if it kept nothing.
    pub(super) fn read(text: &str) -> Option<Self> {
        if text.trim().is_empty() {
            return None;
        }
        let mut state = Self::default();
        for (name, value) in text.lines().filter_map(|line| line.split_once(':')) {
            let own = || value.to_owned();
            match name {
                "SEQUENCE" => state.age.sequence = value.parse().ok(),
                "LAST-MODIFIED" => state.age.changed = moment(value),
                "DTSTAMP" => state.age.stamped = moment(value),
                "RECURRENCE-ID" => state.alone = true,
                "DTSTART" => state.start = own(),
                "DTEND" => state.end = own(),
                "SUMMARY" => state.title = own(),
                "LOCATION" => state.place = own(),
                "STATUS" => state.status = own(),
                "CLASS" => state.private = true,
                _ => {}
            }
        }
        Some(state)
    }

    /// As the record keeps it.
    pub(super) fn write(&self, uid: &str) -> String {
        let time = |time: Option<DateTime<Utc>>| time.map(|time| time.format(MOMENT).to_string()).unwrap_or_default();
        let of_series = if self.alone { uid.rsplit(' ').next().unwrap_or(uid) } else { "" };
        let lines = [
            ("SEQUENCE", self.age.sequence.map(|sequence| sequence.to_string()).unwrap_or_default()),
            ("LAST-MODIFIED", time(self.age.changed)),
            ("DTSTAMP", time(self.age.stamped)),
            ("RECURRENCE-ID", of_series.to_owned()),
            ("DTSTART", self.start.clone()),
            ("DTEND", self.end.clone()),
            ("SUMMARY", self.title.clone()),
            ("LOCATION", self.place.clone()),
            ("STATUS", self.status.clone()),
            ("CLASS", if self.private { "PRIVATE".to_owned() } else { String::new() }),
        ];
        let lines = lines.into_iter().filter(|(_, value)| !value.is_empty());
        lines.map(|(name, value)| format!("{name}:{value}")).collect::<Vec<_>>().join("\n")
    }

    /// This copy, with what it leaves out as it was before.
    pub(super) fn over(self, last: Option<&Self>) -> Self {
        let Some(last) = last else { return self };
        let or = |new: String, old: &String| if new.is_empty() { old.clone() } else { new };
        Self {
            end: if self.end.is_empty() && self.start == last.start { last.end.clone() } else { self.end },
            start: or(self.start, &last.start),
            title: or(self.title, &last.title),
            place: or(self.place, &last.place),
            status: or(self.status, &last.status),
            private: self.private || last.private,
            ..self
        }
    }

    /// Whether it says the same as the other, whatever their age.
    pub(super) fn says_as(&self, other: &Self) -> bool {
        Self { age: other.age, ..self.clone() } == *other
    }
}

/// The status as the copy has it.
fn said_status(entry: &Entry) -> String {
    match entry.firm {
        Some(firm) if !entry.todo => firm.word().to_owned(),
        _ => words::line(&entry.status).to_uppercase(),
    }
}

const MOMENT: &str = "%Y%m%dT%H%M%SZ";

fn moment(text: &str) -> Option<DateTime<Utc>> {
    NaiveDateTime::parse_from_str(text, MOMENT).ok().map(|time| time.and_utc())
}

/// From when to when, in UTC or in days, as calendars write it.
pub(super) fn times(when: &When) -> (String, String) {
    match placed(when, Some(Tz::UTC)) {
        Ok(Placed::Days { first, last }) => (first.format("%Y%m%d").to_string(), after(last).format("%Y%m%d").to_string()),
        Ok(Placed::Time { start, end, .. }) => {
            (start.format(MOMENT).to_string(), end.map(|end| end.format(MOMENT).to_string()).unwrap_or_default())
        }
        Err(_) => (String::new(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Ordering;

    fn age(sequence: Option<i64>, changed: Option<i64>, stamped: Option<i64>) -> Age {
        let at = |seconds: Option<i64>| seconds.and_then(|seconds| DateTime::from_timestamp(1_790_000_000 + seconds, 0));
        Age { sequence, changed: at(changed), stamped: at(stamped) }
    }

    #[test]
    fn the_newer_copy_is_told_by_what_both_say() {
        for (one, other, expected) in [
            (age(Some(3), None, Some(1)), age(Some(1), None, Some(9)), Ordering::Greater),
            (age(None, None, Some(9)), age(Some(1), None, Some(1)), Ordering::Less),
            (age(None, None, None), age(Some(0), Some(4), Some(4)), Ordering::Equal),
            (age(Some(1), Some(4), Some(9)), age(Some(1), Some(5), Some(5)), Ordering::Less),
            (age(Some(1), Some(5), Some(9)), age(Some(1), Some(5), Some(8)), Ordering::Greater),
            (age(None, None, Some(2)), age(None, Some(7), Some(3)), Ordering::Less),
        ] {
            assert_eq!(one.order(&other), expected, "{one:?} {other:?}");
            assert_eq!(other.order(&one), expected.reverse());
        }
    }

    #[test]
    fn what_is_kept_reads_back() {
        let state = State {
            age: age(Some(-2), Some(3), Some(4)),
            alone: true,
            start: "20270119T130000Z".to_owned(),
            end: "20270119T150000Z".to_owned(),
            title: "Customs: group; two, \"three\"".to_owned(),
            place: "Annexe 4: upstairs".to_owned(),
            status: "CONFIRMED".to_owned(),
            private: true,
        };
        let text = state.write("customs@example.invalid 20270119T130000Z");
        assert!(text.starts_with("SEQUENCE:-2\nLAST-MODIFIED:20260921T"), "{text}");
        assert!(text.contains("RECURRENCE-ID:20270119T130000Z\n"), "{text}");
        assert_eq!(State::read(&text), Some(state));
        assert_eq!(State::read(""), None);
        let empty = State { title: "X".to_owned(), ..State::default() };
        assert_eq!(empty.write("u"), "SUMMARY:X");
    }
}
