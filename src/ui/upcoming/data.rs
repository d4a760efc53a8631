//! What stands on the lines of the agenda, in words: worked out once for a record and a day, then drawn many times.

use crate::model::{FollowUp, FollowUpId, NegotiationId, Round, RoundId, ScheduleStatus, When, Who, Workspace};
use crate::query::agenda::{self, AgendaQuery, Group, Item, What};
use crate::query::conflict::Grade;
use crate::query::schedule::{self, Said, before_words, clock_words, distance_words, length_words};
use crate::query::{follow_ups, names, rounds};
use crate::ui::sorting::SortKey;
use chrono::{Datelike, Months, NaiveDate};
use chrono_tz::Tz;

/// Which kinds of things are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Show {
    /// Rounds and follow-ups.
    #[default]
    All,
    /// Rounds alone.
    Rounds,
    /// Follow-ups alone.
    FollowUps,
}

impl Show {
    /// Whether such a thing is among them.
    pub(crate) fn holds(self, what: What) -> bool {
        match what {
            What::Round(_) => self != Self::FollowUps,
            What::FollowUp(_) => self != Self::Rounds,
        }
    }
}

/// What is asked of the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    /// Of one negotiation, or of all.
    pub negotiation: Option<NegotiationId>,
    /// Which kinds of things.
    pub show: Show,
    /// The reader's today.
    pub today: NaiveDate,
    /// The reader's own zone.
    pub zone: Tz,
}

impl Question {
    fn query(&self) -> AgendaQuery {
        AgendaQuery { from: self.today, days: None, negotiation: self.negotiation, zone: self.zone }
    }
}

/// A section of the page. What comes stands first, then what has no date, then what has passed undone: a reader who opens the page
/// looks for what is ahead; what is late is announced at the top and stands further down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Rounds that should have begun.
    ShouldHaveBegun,
    /// Today, and what is under way.
    Today,
    /// From tomorrow until the same day of next week.
    Next7Days,
    /// After that, until 30 days from today.
    Next30Days,
    /// After that.
    Later,
    /// Rounds of which nobody has said when.
    DateUnknown,
    /// Follow-ups whose last possible day has passed.
    Overdue,
    /// Follow-ups of which nobody has said by when.
    NotDated,
}

impl Section {
    /// All sections, in the order of the page.
    pub(super) const ALL: [Self; 8] = [
        Self::ShouldHaveBegun,
        Self::Today,
        Self::Next7Days,
        Self::Next30Days,
        Self::Later,
        Self::DateUnknown,
        Self::Overdue,
        Self::NotDated,
    ];

    fn of(item: &Item) -> Self {
        match (item.group, item.what) {
            (Group::ShouldHaveBegun, _) => Self::ShouldHaveBegun,
            (Group::Today, _) => Self::Today,
            (Group::Next7Days, _) => Self::Next7Days,
            (Group::Next30Days, _) => Self::Next30Days,
            (Group::Later, _) => Self::Later,
            (Group::Overdue, _) => Self::Overdue,
            (Group::DateUnknown, What::Round(_)) => Self::DateUnknown,
            (Group::DateUnknown, What::FollowUp(_)) => Self::NotDated,
        }
    }

    /// Whether what stands in it has a date that is still to come.
    fn is_ahead(self) -> bool {
        matches!(self, Self::Today | Self::Next7Days | Self::Next30Days | Self::Later)
    }

    /// The heading.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::ShouldHaveBegun => Group::ShouldHaveBegun.label(),
            Self::Today => Group::Today.label(),
            Self::Next7Days => Group::Next7Days.label(),
            Self::Next30Days => Group::Next30Days.label(),
            Self::Later => Group::Later.label(),
            Self::DateUnknown => Group::DateUnknown.label(),
            Self::Overdue => "Overdue follow-ups",
            Self::NotDated => "Follow-ups without a date",
        }
    }

    /// How many stand in it, in a few words: "3 in the next 7 days".
    pub(super) fn counted(self, count: usize) -> String {
        match self {
            Self::ShouldHaveBegun => format!("{count} should have begun"),
            Self::Overdue => format!("{count} overdue"),
            Self::NotDated => format!("{count} without a date"),
            Self::DateUnknown if count == 1 => "1 round with date unknown".to_owned(),
            Self::DateUnknown => format!("{count} rounds with date unknown"),
            Self::Next7Days | Self::Next30Days => format!("{count} in the {}", self.heading().to_lowercase()),
            Self::Today | Self::Later => format!("{count} {}", self.heading().to_lowercase()),
        }
    }
}

/// The agenda as the page shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Agenda {
    /// The sections that hold something, in the order of the page.
    pub sections: Vec<(Section, Vec<Entry>)>,
    /// While nothing with a date is ahead: the last round that took place.
    pub last_held: Option<LastHeld>,
    /// Whether anything with a date is ahead.
    pub dated: bool,
}

/// The last round that took place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LastHeld {
    /// Which one.
    pub round: RoundId,
    /// What it is called and when it was.
    pub words: String,
    /// Its last day.
    pub day: Option<NaiveDate>,
}

impl Agenda {
    /// Answers a question.
    pub(super) fn new(workspace: &Workspace, question: &Question) -> Self {
        let items = agenda::agenda(workspace, &question.query());
        let entries = |section: Section| -> Vec<Entry> {
            let within = items.iter().filter(|item| Section::of(item) == section && question.show.holds(item.what));
            within.filter_map(|item| Entry::new(workspace, item, question)).collect()
        };
        let sections = Section::ALL.into_iter().map(|section| (section, entries(section)));
        let sections: Vec<(Section, Vec<Entry>)> = sections.filter(|(_, entries)| !entries.is_empty()).collect();
        let dated = sections.iter().any(|(section, _)| section.is_ahead());
        Self { sections, dated, last_held: if dated { None } else { last_held(workspace, question) } }
    }

    /// Whether nothing is on it.
    pub(super) fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }
}

fn last_held(workspace: &Workspace, question: &Question) -> Option<LastHeld> {
    let wanted = workspace.negotiations.keys().filter(|id| question.negotiation.is_none_or(|only| only == **id));
    let last = wanted.filter_map(|id| rounds::last_held(workspace, *id));
    let last = last.max_by_key(|round| (round.schedule.when.latest_day(question.zone), round.id))?;
    let words = format!("{}, {}", names::round_title(last), last.schedule.when.short_words());
    Some(LastHeld { round: last.id, words, day: last.schedule.when.latest_day(question.zone) })
}

/// What is on one day of the calendar, or some time in its month.
pub(super) fn entries_of(workspace: &Workspace, items: &[Item], question: &Question) -> Vec<Entry> {
    let wanted = items.iter().filter(|item| question.show.holds(item.what));
    wanted.filter_map(|item| Entry::new(workspace, item, question)).collect()
}

/// The calendar's answer for the month of `day`, with what is on the days of the months around it: its first and last week show
/// some of them.
pub(super) fn months_around(workspace: &Workspace, day: NaiveDate, question: &Question) -> agenda::MonthPage {
    let mut page = month_of(workspace, day, question);
    let one = Months::new(1);
    for neighbour in [day.checked_sub_months(one), day.checked_add_months(one)].into_iter().flatten() {
        page.days.append(&mut month_of(workspace, neighbour, question).days);
    }
    page
}

/// What is in the month of `day`.
pub(super) fn month_of(workspace: &Workspace, day: NaiveDate, question: &Question) -> agenda::MonthPage {
    let mut page = agenda::month(workspace, day.year(), day.month(), &question.query()).unwrap_or_default();
    page.some_time.retain(|item| question.show.holds(item.what));
    for items in page.days.values_mut() {
        items.retain(|item| question.show.holds(item.what));
    }
    page.days.retain(|_, items| !items.is_empty());
    page
}

/// One line of the agenda.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// What it is.
    pub what: What,
    /// What it is called.
    pub title: String,
    /// When it is or is due, in a few words.
    pub date: String,
    /// How far away that is: "Thu, in 3 days".
    pub distance: String,
    /// Whether it is late.
    pub late: bool,
    /// The negotiation it belongs to.
    pub negotiation: String,
    /// What only a round or only a follow-up has.
    pub more: More,
}

/// What only a round or only a follow-up has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum More {
    /// A round.
    Round(RoundMore),
    /// A follow-up: who owes it, and from which round it is.
    FollowUp {
        /// Who owes it.
        owners: Vec<Who>,
        /// The round it comes from, if it comes from one.
        round: String,
    },
}

/// What only a round has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RoundMore {
    /// How firm it is.
    pub status: ScheduleStatus,
    /// The clocks at the venue and the reader's own, if the hour is known.
    pub clocks: String,
    /// Where it is; empty if not known.
    pub place: String,
    /// The worst conflict between announcements of its date.
    pub grade: Option<Grade>,
    /// The announcements in conflict, or for a round without a date the last one.
    pub said: Vec<Said>,
    /// The date it had before, if it lost it.
    pub before: String,
}

impl Entry {
    /// What the line is sorted by.
    pub(crate) fn sort_key(&self, workspace: &Workspace, by: &str, zone: Tz) -> SortKey {
        let follow_up = match self.what {
            What::FollowUp(id) => workspace.follow_ups.get(&id),
            What::Round(_) => None,
        };
        let when = match self.what {
            What::Round(id) => workspace.rounds.get(&id).map(|round| &round.schedule.when),
            What::FollowUp(_) => follow_up.map(|one| &one.due),
        };
        match by {
            "date" => when.map_or(SortKey::Nothing, |when| SortKey::when(when, zone)),
            "negotiation" => SortKey::text(&self.negotiation),
            "owner" => {
                let owner = follow_up.and_then(|one| one.owners.first());
                owner.map_or(SortKey::Nothing, |owner| SortKey::text(&names::who(workspace, owner)))
            }
            _ => SortKey::text(&self.title),
        }
    }

    /// The line of an item of the agenda.
    pub(crate) fn new(workspace: &Workspace, item: &Item, question: &Question) -> Option<Self> {
        match item.what {
            What::Round(id) => Some(Self::of_round(workspace, workspace.rounds.get(&id)?, question.today, question.zone)),
            What::FollowUp(id) => Self::of_follow_up(workspace, id, question.today, question.zone),
        }
    }

    /// The line of a round.
    pub(crate) fn of_round(workspace: &Workspace, round: &Round, today: NaiveDate, zone: Tz) -> Self {
        let when = &round.schedule.when;
        let late = rounds::standing(workspace, round, today, zone) == rounds::Standing::ShouldHaveBegun;
        // Which date it was to be is history once it has been held.
        let (grade, said) = if rounds::is_ahead(round) { schedule::said(workspace, round) } else { (None, Vec::new()) };
        // The date that a round lost is no date of what is to come.
        let lost = rounds::has_lost_its_date(round, today, zone);
        let before = Some(before_words(round)).filter(|words| !words.is_empty() || !lost);
        let more = RoundMore {
            status: round.schedule.status.clone(),
            clocks: clock_words(round, zone),
            place: names::venue(&round.venue),
            grade,
            said,
            before: before.unwrap_or_else(|| schedule::told_words(round, today, zone)),
        };
        Self {
            what: What::Round(round.id),
            title: names::round_title(round),
            date: date_words(if lost { &When::Unknown } else { when }),
            distance: if lost { String::new() } else { distance_words(when, today, zone) },
            late,
            negotiation: names::negotiation(workspace, round.negotiation),
            more: More::Round(more),
        }
    }

    /// The line of a follow-up, if it is there.
    pub(crate) fn of_follow_up(workspace: &Workspace, id: FollowUpId, today: NaiveDate, zone: Tz) -> Option<Self> {
        let follow_up: &FollowUp = workspace.follow_ups.get(&id)?;
        let late = follow_ups::is_overdue(follow_up, today, zone);
        let overdue_since = follow_up.due.latest_day(zone).filter(|_| late);
        let distance = match overdue_since {
            Some(last) => format!("{} overdue", length_words((today - last).num_days())),
            None => distance_words(&follow_up.due, today, zone),
        };
        Some(Self {
            what: What::FollowUp(id),
            title: names::title(workspace, id.into()),
            date: if follow_up.due.is_unknown() { String::new() } else { date_words(&follow_up.due) },
            distance,
            late,
            negotiation: names::negotiation(workspace, follow_up.negotiation),
            more: More::FollowUp {
                owners: follow_up.owners.clone(),
                round: follow_up.round.map(|round| names::round(workspace, round)).unwrap_or_default(),
            },
        })
    }

    /// All that the line says of itself to a screen reader.
    pub(crate) fn name(&self) -> String {
        let kind = match &self.more {
            More::Round(_) => "Round",
            More::FollowUp { .. } => "Follow-up",
        };
        let parts = [format!("{kind}: {}", self.title), self.date.clone(), self.distance.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// A date in the few words that a column has room for; the hour stands elsewhere.
fn date_words(when: &When) -> String {
    match when {
        When::At { start, .. } => When::Day(start.local.date()).short_words(),
        When::Unknown => "Date unknown".to_owned(),
        when => when.short_words(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EarlierDate, PartId};
    use crate::query::testing::{Talks, ZONE, abu_dhabi, at, day, when};

    fn question(today: &str) -> Question {
        Question { negotiation: None, show: Show::All, today: day(today), zone: ZONE }
    }

    fn round_more(entry: &Entry) -> &RoundMore {
        match &entry.more {
            More::Round(more) => more,
            More::FollowUp { .. } => panic!("{} is not a round", entry.title),
        }
    }

    #[test]
    fn how_far_away_a_date_is() {
        for (date, words) in [
            ("2026-01-26", "today"),
            ("2026-01-25..2026-01-27", "today"),
            ("2026-01-27", "tomorrow"),
            ("2026-01-29", "Thu, in 3 days"),
            ("2026-02-09", "in 2 weeks"),
            ("2026-04-26", "in 3 months"),
            ("2029-01-26", "in 3 years"),
            ("2026-01-25", "1 day ago"),
            ("2026-01-01", "3 weeks ago"),
            ("2026-01-01..2026-01-24", "2 days ago"),
            ("2026-02", ""),
            ("2026-01-26~", ""),
            ("", ""),
        ] {
            assert_eq!(distance_words(&when(date), day("2026-01-26"), ZONE), words, "{date}");
        }
    }

    #[test]
    fn what_is_late_comes_last_and_what_is_ahead_first() {
        let mut talks = Talks::new();
        talks.owes("Ukraine", "Send the list", "2026-01-10");
        talks.owes("Ukraine", "Think about it", "");
        talks.round_that("Postponed", when(""), ScheduleStatus::Postponed);
        talks.round_that("Next", when("2026-01-28"), ScheduleStatus::Confirmed);
        let agenda = Agenda::new(&talks.ws, &question("2026-01-26"));
        let sections: Vec<Section> = agenda.sections.iter().map(|(section, _)| *section).collect();
        assert_eq!(sections, [Section::Next7Days, Section::DateUnknown, Section::Overdue, Section::NotDated]);
        assert!(agenda.dated && agenda.last_held.is_none());
        let (_, overdue) = &agenda.sections[2];
        assert_eq!((overdue[0].distance.as_str(), overdue[0].late), ("2 weeks overdue", true));
    }

    #[test]
    fn with_nothing_dated_ahead_it_says_what_was_last() {
        let mut talks = Talks::new();
        talks.round("First", "2026-01-23..2026-01-24");
        talks.round("Second", "2026-02-04..2026-02-05");
        let agenda = Agenda::new(&talks.ws, &question("2026-09-01"));
        assert!(!agenda.dated && agenda.is_empty());
        assert_eq!(agenda.last_held.unwrap().words, "Second, 4–5 Feb 2026");
    }

    #[test]
    fn the_kinds_can_be_told_apart() {
        let mut talks = Talks::new();
        talks.owes("Ukraine", "Send the list", "2026-01-28");
        talks.round_that("Next", when("2026-01-28"), ScheduleStatus::Confirmed);
        for (show, titles) in
            [(Show::All, vec!["Next", "Send the list"]), (Show::Rounds, vec!["Next"]), (Show::FollowUps, vec!["Send the list"])]
        {
            let question = Question { show, ..question("2026-01-26") };
            let agenda = Agenda::new(&talks.ws, &question);
            let mut shown: Vec<&str> =
                agenda.sections.iter().flat_map(|(_, entries)| entries).map(|one| one.title.as_str()).collect();
            shown.sort_unstable();
            assert_eq!(shown, titles);
            let month = month_of(&talks.ws, day("2026-01-01"), &question);
            assert_eq!(month.days.get(&day("2026-01-28")).map_or(0, Vec::len), titles.len());
        }
    }

    #[test]
    fn the_first_and_last_week_of_a_month_show_the_days_around_it() {
        let mut talks = Talks::new();
        talks.round_that("Before", when("2026-01-31"), ScheduleStatus::Held);
        talks.round_that("After", when("2026-03-01"), ScheduleStatus::Confirmed);
        talks.round_that("Across", when("2026-02-28..2026-03-01"), ScheduleStatus::Confirmed);
        let page = months_around(&talks.ws, day("2026-02-10"), &question("2026-01-26"));
        let on = |date: &str| page.days.get(&day(date)).map_or(0, Vec::len);
        assert_eq!([on("2026-01-31"), on("2026-02-28"), on("2026-03-01")], [1, 1, 2]);
    }

    #[test]
    fn both_sides_of_a_conflict_stand_in_the_line_with_their_words() {
        let story = abu_dhabi();
        let (ws, round) = (&story.talks.ws, &story.talks.ws.rounds[&story.second]);
        let entry = Entry::of_round(ws, round, day("2026-01-26"), ZONE);
        let more = round_more(&entry);
        assert_eq!(more.grade, Some(Grade::Differ));
        let words: Vec<&str> = more.said.iter().map(|said| said.words.as_str()).collect();
        assert_eq!(words, ["Zelensky: as early as next week", "US official: 1 February 2026"]);
    }

    #[test]
    fn a_round_without_a_date_shows_what_was_last_said_and_the_date_it_lost() {
        let mut talks = Talks::new();
        let id = talks.round_that("Next", when(""), ScheduleStatus::Postponed);
        talks.announced(id, Who::Described("A spokesman".into()), "2026-03-01", when("in the coming weeks"));
        talks.announced(id, Who::Described("An envoy".into()), "2026-03-04", when("when conditions allow"));
        let earlier = EarlierDate {
            id: PartId(uuid::Uuid::from_u128(1)),
            when: when("2026-03-05"),
            venue: "Abu Dhabi".to_owned(),
            note: String::new(),
            source: None,
            level: None,
        };
        talks.on(id).schedule.earlier.push(earlier);
        let entry = Entry::of_round(&talks.ws, &talks.ws.rounds[&id], day("2026-09-01"), ZONE);
        let more = round_more(&entry);
        assert_eq!(more.before, "Was to be 5 March 2026, Abu Dhabi");
        assert_eq!(more.said.len(), 1);
        assert_eq!(more.said[0].words, "An envoy: when conditions allow");
        assert_eq!(more.said[0].said_on, "said 4 March 2026");
        assert_eq!(entry.date, "Date unknown");
    }

    #[test]
    fn an_hour_stands_on_both_clocks_and_out_of_the_date() {
        let mut talks = Talks::new();
        let id = talks.round_that("Second", at("2026-02-05 10:20", Tz::Asia__Dubai), ScheduleStatus::Confirmed);
        talks.on(id).venue.city = "Abu Dhabi".to_owned();
        let entry = Entry::of_round(&talks.ws, &talks.ws.rounds[&id], day("2026-02-04"), ZONE);
        assert_eq!(entry.date, "5 Feb 2026");
        assert_eq!(round_more(&entry).clocks, "10:20 Abu Dhabi · 07:20 Zurich");
    }
}
