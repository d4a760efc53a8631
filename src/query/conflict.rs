//! Whether the announcements of a round's date contradict each other. Computed from them, never stored.
//!
//! Two sources rarely contradict each other outright. One says "as early as next week", the other "1 February"; both may turn out
//! right, and still nobody may be told that the date is settled. So there are two grades: dates that [differ](Grade::Differ) leave
//! a day on which both are right, dates that [contradict](Grade::Contradict) leave none. Both are conflicts, and only the same
//! dates agree. What does not count: an announcement that was withdrawn, what a speaker said before the last word of the same
//! speaker, and words that name no day at all.

use super::fold::fold;
use super::names;
use crate::model::{Announcement, PartId, Round, When, Who, Workspace};
use chrono_tz::Tz;

/// How far two announcements are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// There are days on which both are right, but they do not say the same.
    Differ,
    /// They cannot both be right.
    Contradict,
}

impl Grade {
    /// The word for it on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Differ => "Dates differ",
            Self::Contradict => "Dates contradict",
        }
    }
}

/// Two announcements of one round that do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The one said earlier.
    pub first: PartId,
    /// The one said later.
    pub second: PartId,
    /// How far they are apart.
    pub grade: Grade,
}

/// All pairs of announcements that do not agree, the worst first, then as they were said. Empty: nothing in conflict.
pub fn conflicts(round: &Round) -> Vec<Conflict> {
    let zone = names::round_zone(round);
    let standing = standing(round, zone);
    let mut found = Vec::new();
    for (at, first) in standing.iter().enumerate() {
        for second in &standing[at + 1..] {
            if let Some(grade) = grade(&first.when, &second.when, zone) {
                found.push(Conflict { first: first.id, second: second.id, grade });
            }
        }
    }
    found.sort_by_key(|conflict| std::cmp::Reverse(conflict.grade));
    found
}

/// Whether any two announcements of a round do not agree.
pub fn conflicting(round: &Round) -> bool {
    !conflicts(round).is_empty()
}

/// How far two dates are apart; nothing if they say the same or if one of them names no day.
pub fn grade(one: &When, other: &When, zone: Tz) -> Option<Grade> {
    let days = |when: &When| (when.earliest_day(zone), when.latest_day(zone));
    let ((a_first, a_last), (b_first, b_last)) = (days(one), days(other));
    let says_nothing = |first: Option<_>, last: Option<_>| first.is_none() && last.is_none();
    if says_nothing(a_first, a_last) || says_nothing(b_first, b_last) {
        return None;
    }
    let ends_before = |last: Option<_>, first: Option<_>| matches!((last, first), (Some(last), Some(first)) if last < first);
    if ends_before(a_last, b_first) || ends_before(b_last, a_first) {
        return Some(Grade::Contradict);
    }
    match (one, other) {
        // Two hours on one day cannot both be when it begins.
        (When::At { start: a, .. }, When::At { start: b, .. }) => (a.instant() != b.instant()).then_some(Grade::Contradict),
        _ => ((a_first, a_last) != (b_first, b_last)).then_some(Grade::Differ),
    }
}

/// What a conflict is, with both sources: "Zelensky says as early as next week; US official says 1 February 2026".
pub fn words(workspace: &Workspace, round: &Round, conflict: &Conflict) -> String {
    let find = |id: PartId| round.schedule.announcements.iter().find(|announcement| announcement.id == id);
    let sides = [conflict.first, conflict.second].into_iter().filter_map(find);
    sides.map(|announcement| announced(workspace, announcement)).collect::<Vec<_>>().join("; ")
}

/// One announcement in words: "Zelensky says as early as next week".
pub fn announced(workspace: &Workspace, announcement: &Announcement) -> String {
    let speaker = match (&announcement.by, announcement.source) {
        (Some(by), _) => names::who(workspace, by),
        (None, Some(source)) => names::source(workspace, source),
        (None, None) => "Somebody".to_owned(),
    };
    let date = match &announcement.when {
        When::Window { wording, .. } if !wording.trim().is_empty() => wording.trim().to_owned(),
        When::Unknown if !announcement.wording.trim().is_empty() => format!("“{}”", announcement.wording.trim()),
        When::Unknown => "no date".to_owned(),
        when => when.words(),
    };
    format!("{speaker} says {date}")
}

/// The announcements that still count, as they were said: not withdrawn, and of each speaker only the last word.
pub fn standing(round: &Round, zone: Tz) -> Vec<&Announcement> {
    let mut said: Vec<&Announcement> = round.schedule.announcements.iter().filter(|one| !one.withdrawn).collect();
    // The sort is stable: what is not dated, or of one day, stays in the order of the record. Undated counts as older.
    said.sort_by_cached_key(|one| one.said_on.earliest_day(zone).map(|_| one.said_on.key(zone)));
    let overtaken = |at: usize, one: &Announcement| said[at + 1..].iter().any(|later| same_speaker(one, later));
    said.iter().enumerate().filter(|(at, one)| !overtaken(*at, one)).map(|(_, one)| *one).collect()
}

fn same_speaker(one: &Announcement, other: &Announcement) -> bool {
    match (&one.by, &other.by) {
        (Some(Who::Described(one)), Some(Who::Described(other))) => fold(one) == fold(other),
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}
