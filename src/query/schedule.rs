//! Describes the date of a round in words: time zone, earlier dates, conflicting announcements, and how far away it is.

use super::conflict::{self, Grade};
use super::{names, rounds};
use crate::model::when::{city, day_words, length_words as minutes_words};
use crate::model::{Announcement, PartId, Round, SourceId, When, Workspace};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// One announcement of a date, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Names it within the round.
    pub id: PartId,
    /// Who says which date: "Zelensky: as early as next week".
    pub words: String,
    /// The words that were used, where they are not in `words` already.
    pub wording: String,
    /// On which day it was said.
    pub said_on: String,
    /// Where it stands.
    pub source: Option<(SourceId, String)>,
}

impl Said {
    /// An announcement in words.
    pub fn new(workspace: &Workspace, announcement: &Announcement) -> Self {
        let words = conflict::announced(workspace, announcement);
        let wording = announcement.wording.trim();
        Self {
            id: announcement.id,
            wording: if wording.is_empty() || words.contains(wording) { String::new() } else { format!("“{wording}”") },
            words,
            said_on: match &announcement.said_on {
                When::Unknown => String::new(),
                When::Day(day) => format!("said {}", day_words(*day)),
                when => format!("said {}", when.short_words()),
            },
            source: announcement.source.map(|source| (source, names::source(workspace, source))),
        }
    }
}

/// What was said of a round's date: both sides of its conflicts with the worst grade, or if it has no date, the last word.
pub fn said(workspace: &Workspace, round: &Round) -> (Option<Grade>, Vec<Said>) {
    let conflicts = conflict::conflicts(round);
    let standing = conflict::standing(round, names::round_zone(round));
    let in_conflict = |id: PartId| conflicts.iter().any(|one| one.first == id || one.second == id);
    let shown: Vec<&Announcement> = match conflicts.first() {
        Some(_) => standing.into_iter().filter(|one| in_conflict(one.id)).collect(),
        None if round.schedule.when.latest_day(names::round_zone(round)).is_none() => {
            standing.last().copied().into_iter().collect()
        }
        None => Vec::new(),
    };
    let grade = conflicts.first().map(|worst| worst.grade);
    (grade, shown.into_iter().map(|one| Said::new(workspace, one)).collect())
}

/// When, on the venue's clocks and on the reader's own: "Thu 5 February 2026, 10:20 Abu Dhabi · 07:20 Zurich".
pub fn when_words(round: &Round, reader: Tz) -> String {
    let When::At { start, minutes } = &round.schedule.when else {
        return match &round.schedule.when {
            When::Unknown => "Date unknown".to_owned(),
            when => when.words(),
        };
    };
    let (start, there) = rounds::at_venue(round, *start, reader);
    let clocks = start.words_named(&there, reader, &city(reader));
    let day = format!("{} {}", start.local.format("%a"), When::Day(start.local.date()).words());
    let length = minutes.map(|minutes| format!(", {}", minutes_words(minutes))).unwrap_or_default();
    format!("{day}, {clocks}{length}")
}

/// The date as it is to be told on a day: as [`when_words`], or "Was to be 5 February 2026" if the round has lost it.
pub fn told_words(round: &Round, today: NaiveDate, reader: Tz) -> String {
    let words = when_words(round, reader);
    if rounds::has_lost_its_date(round, today, reader) { format!("Was to be {words}") } else { words }
}

/// The hour at the venue and on the reader's own clocks: "10:20 Abu Dhabi · 07:20 Zurich". Empty while no hour is known.
pub fn clock_words(round: &Round, reader: Tz) -> String {
    let When::At { start, .. } = &round.schedule.when else {
        return String::new();
    };
    let (start, there) = rounds::at_venue(round, *start, reader);
    start.words_named(&there, reader, &city(reader))
}

/// The date that a round had before it was put off or moved: "Was to be 5–9 March 2026, Abu Dhabi".
pub fn before_words(round: &Round) -> String {
    let Some(earlier) = round.schedule.earlier.last() else {
        return String::new();
    };
    let parts = [earlier.when.words(), earlier.venue.trim().to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("Was to be {}", parts.join(", "))
}

/// How far away a date is: "today", "Thu, in 3 days", "5 weeks ago". Empty for what is not one day or one span of days.
pub fn distance_words(when: &When, today: NaiveDate, zone: Tz) -> String {
    let exact = matches!(when, When::At { .. } | When::Day(_) | When::Span { .. }) || when.lacks_zone().is_some();
    let (Some(first), Some(last), true) = (when.earliest_day(zone), when.latest_day(zone), exact) else {
        return String::new();
    };
    let days = (first - today).num_days();
    match days {
        _ if first <= today && today <= last => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..14 => format!("{}, in {days} days", first.format("%a")),
        _ if days > 0 => format!("in {}", length_words(days)),
        _ => format!("{} ago", length_words((today - last).num_days())),
    }
}

/// A number of days in the unit in which one thinks of them.
pub fn length_words(days: i64) -> String {
    let (count, unit) = match days {
        ..14 => (days, "day"),
        14..60 => (days / 7, "week"),
        60..730 => (days / 30, "month"),
        _ => (days / 365, "year"),
    };
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}
