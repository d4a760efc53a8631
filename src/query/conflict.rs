//! Conflicts between announced dates of a round. Computed, never stored.
//!
//! Two sources rarely contradict each other outright. One says "as early as next week", the other "1 February"; both may turn out
//! right, and still nobody may be told that the date is settled. So there are two grades: dates that [differ](Grade::Differ) leave
//! a day on which both are right, dates that [contradict](Grade::Contradict) leave none. Both are conflicts, and only the same
//! dates agree. What does not count: an announcement that was withdrawn, what a speaker said before the last word of the same
//! speaker, and words that name no day at all.

use super::names;
use crate::model::{Announcement, PartId, Round, When, Who, Workspace};
use crate::text::fold::fold;
use chrono_tz::Tz;

/// How far two announcements are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// There are days on which both are right, but they do not say the same.
    Differ,
    /// They cannot both be right.
    Contradict,
}

/// What is said of a round whose announcements do not agree, wherever it stands.
pub const DATES_DIFFER: &str = "Dates differ";

impl Grade {
    /// The word for it on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Differ | Self::Contradict => DATES_DIFFER,
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

/// What a conflict is, with both sources: "Zelensky: as early as next week; US official: 1 February 2026".
pub fn words(workspace: &Workspace, round: &Round, conflict: &Conflict) -> String {
    let find = |id: PartId| round.schedule.announcements.iter().find(|announcement| announcement.id == id);
    let sides = [conflict.first, conflict.second].into_iter().filter_map(find);
    sides.map(|announcement| announced(workspace, announcement)).collect::<Vec<_>>().join("; ")
}

/// One announcement in words: "Zelensky: as early as next week".
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
    format!("{speaker}: {date}")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{ZONE, abu_dhabi, at, when};
    use chrono_tz::Tz;

    #[test]
    fn as_early_as_next_week_against_the_first_of_february() {
        let story = abu_dhabi();
        let (ws, round) = (&story.talks.ws, &story.talks.ws.rounds[&story.second]);
        let found = conflicts(round);
        assert_eq!(found.iter().map(|one| one.grade).collect::<Vec<_>>(), [Grade::Differ]);
        assert_eq!(words(ws, round, &found[0]), "Zelensky: as early as next week; US official: 1 February 2026");
        assert!(conflicting(round));
        assert!(!conflicting(&ws.rounds[&story.first]));
    }

    #[test]
    fn the_opening_on_the_23rd_or_the_24th() {
        let mut story = abu_dhabi();
        for (by, date) in [("most agencies", "2026-01-23"), ("one paper", "2026-01-24")] {
            story.talks.announced(story.first, Who::Described(by.to_owned()), "2026-01-23", when(date));
        }
        let round = &story.talks.ws.rounds[&story.first];
        let found = conflicts(round);
        assert_eq!(found[0].grade, Grade::Contradict);
        assert_eq!(words(&story.talks.ws, round, &found[0]), "most agencies: 23 January 2026; one paper: 24 January 2026");
    }

    #[test]
    fn only_the_same_dates_agree() {
        for (one, other, expected) in [
            ("2026-02-01", "2026-02-01", None),
            ("2026-02-01", "2026-02-02", Some(Grade::Contradict)),
            ("2026-02-01", "2026-02", Some(Grade::Differ)),
            ("2026-02-01", "2026-03", Some(Grade::Contradict)),
            ("2026-02-04..2026-02-05", "2026-02-04", Some(Grade::Differ)),
            ("2026-02-04..2026-02-05", "2026-02-04~2026-02-05", None),
            ("2026-01-26~2026-02-01", "2026-02-01", Some(Grade::Differ)),
            ("2026-01-26~", "2026-01-20", Some(Grade::Contradict)),
            ("~2026-01-31", "2026-02-01", Some(Grade::Contradict)),
            ("~2026-01-31", "2026-01-26~", Some(Grade::Differ)),
            ("in the coming weeks", "2026-02-01", None),
            ("", "2026-02-01", None),
        ] {
            let (one, other) = (when(one), when(other));
            assert_eq!(grade(&one, &other, ZONE), expected, "{one:?} and {other:?}");
            assert_eq!(grade(&other, &one, ZONE), expected, "the other way round");
        }
    }

    #[test]
    fn hours_are_compared_as_moments() {
        let moscow = at("2026-01-23 18:30", Tz::Europe__Moscow);
        assert_eq!(grade(&moscow, &at("2026-01-23 19:30", Tz::Asia__Dubai), Tz::Asia__Dubai), None);
        assert_eq!(grade(&moscow, &at("2026-01-23 18:30", Tz::Asia__Dubai), Tz::Asia__Dubai), Some(Grade::Contradict));
        assert_eq!(grade(&moscow, &when("2026-01-23"), Tz::Asia__Dubai), None);
    }

    #[test]
    fn a_later_word_of_the_same_speaker_overtakes_the_earlier() {
        let mut story = abu_dhabi();
        let zelensky = Who::Person(story.talks.person("Zelensky"));
        story.talks.announced(story.second, zelensky.clone(), "2026-01-26", when("2026-02-01"));
        assert!(!conflicting(&story.talks.ws.rounds[&story.second]), "he now says what the official said");
        story.talks.announced(story.second, zelensky, "2026-02-01", when("2026-02-04..2026-02-05"));
        let round = &story.talks.ws.rounds[&story.second];
        assert_eq!(conflicts(round).len(), 1);
        assert_eq!(conflicts(round)[0].grade, Grade::Contradict);
    }

    #[test]
    fn the_order_in_the_record_does_not_make_a_word_the_last() {
        let mut story = abu_dhabi();
        let zelensky = Who::Person(story.talks.person("Zelensky"));
        story.talks.announced(story.second, zelensky, "2026-01-20", when("2026-02-01"));
        assert!(conflicting(&story.talks.ws.rounds[&story.second]), "what he said on the 24th still counts");
    }

    #[test]
    fn what_was_withdrawn_does_not_count() {
        let mut story = abu_dhabi();
        story.talks.on(story.second).schedule.announcements[0].withdrawn = true;
        assert!(!conflicting(&story.talks.ws.rounds[&story.second]));
    }

    #[test]
    fn the_worst_comes_first_and_sources_stand_in_for_unnamed_speakers() {
        let mut story = abu_dhabi();
        let source = story.talks.source("report.az");
        story.talks.announced(story.second, Who::Described("x".into()), "2026-01-25", when("2026-02-04"));
        let last = story.talks.on(story.second).schedule.announcements.last_mut().unwrap();
        (last.by, last.source) = (None, Some(source));
        let round = &story.talks.ws.rounds[&story.second];
        let found = conflicts(round);
        let grades: Vec<Grade> = found.iter().map(|one| one.grade).collect();
        assert_eq!(grades, [Grade::Contradict, Grade::Differ, Grade::Differ]);
        assert_eq!(words(&story.talks.ws, round, &found[0]), "US official: 1 February 2026; report.az: 4 February 2026");
    }
}
