//! The agenda: upcoming rounds and follow-ups from a day on, grouped by how near they are.
//!
//! What is near is counted in days from today and not by the calendar: on the last Sunday of a month what is in two days is as near
//! as on any other day. What is exactly dated stands where its first day still to come is. What is not (a month, a window) never
//! stands under today: it stands under the next 7 days if it may begin there and leaves no more than a week open, under the next
//! 30 days if it may be in them, and under later otherwise. A window that is open towards the end is taken as a week from its beginning, since "as early as next
//! week" tells a reader to be ready then. A follow-up is due at the latest, so it stands where its last day is.

use super::rounds::{self, Standing};
use super::{conflict, follow_ups, names};
use crate::model::when::{DateRange, Fit, WhenKey};
use crate::model::{FollowUp, FollowUpId, NegotiationId, RecordId, Round, RoundId, ScheduleStatus, When, Workspace};
use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// Where on the agenda something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Follow-ups whose latest possible day has passed.
    Overdue,
    /// Rounds whose latest possible day has passed without word that they were held.
    ShouldHaveBegun,
    /// Today, and what is under way.
    Today,
    /// From tomorrow until the same day of next week.
    Next7Days,
    /// After that, until 30 days from today.
    Next30Days,
    /// After that.
    Later,
    /// Nobody has said when, or what was said has lapsed.
    DateUnknown,
}

impl Group {
    /// All groups, in order.
    pub const ALL: [Self; 7] =
        [Self::Overdue, Self::ShouldHaveBegun, Self::Today, Self::Next7Days, Self::Next30Days, Self::Later, Self::DateUnknown];

    /// The heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Overdue => "Overdue",
            Self::ShouldHaveBegun => rounds::SHOULD_HAVE_BEGUN,
            Self::Today => "Today",
            Self::Next7Days => "Next 7 days",
            Self::Next30Days => "Next 30 days",
            Self::Later => "Later",
            Self::DateUnknown => "Date unknown",
        }
    }
}

/// What an item of the agenda is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A round of talks.
    Round(RoundId),
    /// Something owed.
    FollowUp(FollowUpId),
}

impl From<What> for RecordId {
    fn from(what: What) -> Self {
        match what {
            What::Round(id) => id.into(),
            What::FollowUp(id) => id.into(),
        }
    }
}

/// One line of the agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is.
    pub what: What,
    /// In which negotiation.
    pub negotiation: NegotiationId,
    /// What it is called.
    pub title: String,
    /// When it is.
    pub when: When,
    /// The first day on which it can be, in the reader's calendar.
    pub earliest: Option<NaiveDate>,
    /// The last day on which it can be.
    pub latest: Option<NaiveDate>,
    /// Whose clocks it goes by: of a round its own zone, or UTC while that is not known.
    pub zone: Tz,
    /// How firm a round is; none for a follow-up.
    pub status: Option<ScheduleStatus>,
    /// Whether announcements of its date do not agree.
    pub conflicting: bool,
    /// How many announcements of its date there are.
    pub announcements: usize,
    /// Where it stands.
    pub group: Group,
}

/// Which part of the agenda is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgendaQuery {
    /// From which day on: today, as a rule. The groups are reckoned from it.
    pub from: NaiveDate,
    /// How many days, that one included; all if none. What has no date or has passed undone is in it in any case.
    pub days: Option<u32>,
    /// Only of this negotiation.
    pub negotiation: Option<NegotiationId>,
    /// The reader's own zone.
    pub zone: Tz,
}

/// The agenda, by group, then by date; what has no date comes last.
pub fn agenda(workspace: &Workspace, query: &AgendaQuery) -> Vec<Item> {
    select(workspace, query, |round| rounds::standing(workspace, round, query.from, query.zone) != Standing::Over)
}

/// What lay ahead of a day that has passed, as far as the record tells now: the agenda, and the rounds that have since been held
/// or given up.
pub fn ahead_of(workspace: &Workspace, query: &AgendaQuery) -> Vec<Item> {
    let since = |round: &Round| round.schedule.when.latest_day(query.zone).is_some_and(|last| last >= query.from);
    select(workspace, query, |round| rounds::is_ahead(round) || since(round))
}

fn select(workspace: &Workspace, query: &AgendaQuery, shown: impl Fn(&Round) -> bool) -> Vec<Item> {
    let mut items = items(workspace, query, shown);
    if let Some(days) = query.days {
        let last = query.from.checked_add_days(Days::new(u64::from(days).saturating_sub(1)));
        let range = DateRange { first: Some(query.from), last };
        let always = |group| matches!(group, Group::Overdue | Group::ShouldHaveBegun | Group::DateUnknown);
        items.retain(|item| always(item.group) || (days > 0 && item.when.fit(range, query.zone) != Fit::No));
    }
    items.sort_by_cached_key(|item| (item.group, order(item, query.zone)));
    items
}

/// The rounds that are `shown` and the open follow-ups, in the order of creation.
fn items(workspace: &Workspace, query: &AgendaQuery, shown: impl Fn(&Round) -> bool) -> Vec<Item> {
    let calendar = Calendar::new(query.from);
    let rounds: Vec<&Round> = match query.negotiation {
        Some(negotiation) => workspace.rounds_of(negotiation).collect(),
        None => workspace.rounds.values().collect(),
    };
    let rounds = rounds.into_iter().filter(|round| shown(round));
    let mut items: Vec<Item> = rounds.map(|round| round_item(workspace, round, query.zone, &calendar)).collect();
    let open = follow_ups::open(workspace, query.negotiation, query.zone);
    items.extend(open.into_iter().map(|one| follow_up_item(one, query.zone, &calendar)));
    items
}

/// The items of an agenda by group, without the empty groups.
pub fn grouped(items: &[Item]) -> Vec<(Group, Vec<&Item>)> {
    let group = |group| (group, items.iter().filter(|item| item.group == group).collect::<Vec<_>>());
    Group::ALL.into_iter().map(group).filter(|(_, items)| !items.is_empty()).collect()
}

/// A month as a calendar shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MonthPage {
    /// What is on each day, days without anything left out. What lasts several days is on each of them.
    pub days: BTreeMap<NaiveDate, Vec<Item>>,
    /// What may be on several days of the month, or only may be in it: "some time this month".
    pub some_time: Vec<Item>,
}

/// A month with its rounds, held ones included but cancelled ones not, and its open follow-ups. `today` is for the groups only.
/// Nothing if there is no such month.
pub fn month(workspace: &Workspace, year: i32, month: u32, query: &AgendaQuery) -> Option<MonthPage> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let range = DateRange { first: Some(first), last: Some(month_end(first)) };
    let mut items = items(workspace, query, |round| !matches!(round.schedule.status, ScheduleStatus::Cancelled));
    items.sort_by_cached_key(|item| order(item, query.zone));

    let mut page = MonthPage::default();
    for item in items {
        match item.when.fit(range, query.zone) {
            Fit::No | Fit::Unknown => {}
            _ if is_exact(&item) => {
                let days = item.earliest.zip(item.latest).map(|(from, to)| (from.max(first), to.min(month_end(first))));
                for day in days.into_iter().flat_map(|(from, to)| from.iter_days().take_while(move |day| *day <= to)) {
                    page.days.entry(day).or_default().push(item.clone());
                }
            }
            _ => page.some_time.push(item),
        }
    }
    Some(page)
}

fn round_item(workspace: &Workspace, round: &Round, zone: Tz, calendar: &Calendar) -> Item {
    let when = round.schedule.when.clone();
    let mut item = Item {
        what: What::Round(round.id),
        negotiation: round.negotiation,
        title: names::round_title(round),
        earliest: when.earliest_day(zone),
        latest: when.latest_day(zone),
        when,
        zone: names::round_zone(round),
        status: Some(round.schedule.status.clone()),
        conflicting: conflict::conflicting(round),
        announcements: round.schedule.announcements.len(),
        group: Group::DateUnknown,
    };
    item.group = calendar.of_round(&item, rounds::standing(workspace, round, calendar.today, zone));
    item
}

fn follow_up_item(follow_up: &FollowUp, zone: Tz, calendar: &Calendar) -> Item {
    let (earliest, latest) = (follow_up.due.earliest_day(zone), follow_up.due.latest_day(zone));
    let group = match latest.or(earliest) {
        None => Group::DateUnknown,
        Some(_) if latest.is_some_and(|latest| latest < calendar.today) => Group::Overdue,
        Some(due) => calendar.of_day(due),
    };
    Item {
        what: What::FollowUp(follow_up.id),
        negotiation: follow_up.negotiation,
        title: names::shortened(&follow_up.what, "Follow-up without words"),
        earliest,
        latest,
        when: follow_up.due.clone(),
        zone,
        status: None,
        conflicting: false,
        announcements: 0,
        group,
    }
}

fn order(item: &Item, zone: Tz) -> (WhenKey, What) {
    (item.when.key(zone), item.what)
}

/// Whether it is known on which days it is.
fn is_exact(item: &Item) -> bool {
    let one_day = item.earliest.is_some() && item.earliest == item.latest;
    one_day || matches!(item.when, When::At { .. } | When::Day(_) | When::Span { .. })
}

/// A reader's today, and the last day of each group that follows it.
struct Calendar {
    today: NaiveDate,
    seventh: NaiveDate,
    thirtieth: NaiveDate,
}

impl Calendar {
    fn new(today: NaiveDate) -> Self {
        let in_days = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
        Self { today, seventh: in_days(7), thirtieth: in_days(30) }
    }

    fn of_day(&self, day: NaiveDate) -> Group {
        if day <= self.today {
            Group::Today
        } else if day <= self.seventh {
            Group::Next7Days
        } else if day <= self.thirtieth {
            Group::Next30Days
        } else {
            Group::Later
        }
    }

    fn of_round(&self, item: &Item, standing: Standing) -> Group {
        match (standing, item.earliest, item.latest) {
            (Standing::UnderWay, ..) => Group::Today,
            (Standing::ShouldHaveBegun, ..) => Group::ShouldHaveBegun,
            (Standing::Undated, ..) | (_, None, None) => Group::DateUnknown,
            (_, None, Some(latest)) => self.of_day(latest).max(Group::Next7Days),
            (_, Some(earliest), _) if is_exact(item) => self.of_day(earliest),
            (_, Some(earliest), latest) => self.of_window(earliest, latest),
        }
    }

    fn of_window(&self, earliest: NaiveDate, latest: Option<NaiveDate>) -> Group {
        let week_on = earliest.checked_add_days(Days::new(6)).unwrap_or(earliest);
        let near = latest.map_or(self.today <= week_on, |latest| latest <= week_on);
        let surely_near = latest.is_some_and(|latest| latest <= self.seventh);
        match self.of_day(earliest) {
            Group::Today | Group::Next7Days if near || surely_near => Group::Next7Days,
            Group::Today | Group::Next7Days | Group::Next30Days if earliest <= self.thirtieth => Group::Next30Days,
            _ => Group::Later,
        }
    }
}

fn month_end(day: NaiveDate) -> NaiveDate {
    let next = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    NaiveDate::from_ymd_opt(next.0, next.1, 1).and_then(|first| first.pred_opt()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{Talks, ZONE, abu_dhabi, at, day, when};
    use proptest::prelude::*;

    fn query(from: &str) -> AgendaQuery {
        AgendaQuery { from: day(from), days: None, negotiation: None, zone: ZONE }
    }

    /// The group of a round with that date and status, asked on that day.
    fn group(today: &str, when: When, status: ScheduleStatus) -> Group {
        let mut talks = Talks::new();
        talks.round_that("R", when, status);
        agenda(&talks.ws, &query(today))[0].group
    }

    #[test]
    fn dates_of_every_form_stand_where_they_are_looked_for() {
        // 27 January 2026 was a Tuesday; the seventh day after it is 3 February, the thirtieth 26 February.
        for (today, date, expected) in [
            ("2026-01-27", "2026-01-27", Group::Today),
            ("2026-01-27", "2026-01-26..2026-01-28", Group::Today),
            ("2026-01-27", "2026-01-28", Group::Next7Days),
            ("2026-01-27", "2026-02-01", Group::Next7Days),
            ("2026-01-27", "2026-02-03", Group::Next7Days),
            ("2026-01-27", "2026-02-04", Group::Next30Days),
            ("2026-01-27", "2026-02-26", Group::Next30Days),
            ("2026-01-27", "2026-02-27", Group::Later),
            // On the Sunday that ends a month, tomorrow is not later.
            ("2026-05-31", "2026-06-01", Group::Next7Days),
            ("2026-05-31", "2026-06-02", Group::Next7Days),
            ("2026-12-31", "2027-01-02", Group::Next7Days),
            ("2026-02-03", "2026-02-17..2026-02-18", Group::Next30Days),
            ("2026-01-27", "2026-01-26", Group::ShouldHaveBegun),
            ("2026-01-27", "2026-01-25..2026-01-26", Group::ShouldHaveBegun),
            ("2026-01-27", "", Group::DateUnknown),
            ("2026-01-27", "in the coming weeks", Group::DateUnknown),
            ("2026-01-13", "2026-01", Group::Next30Days),
            ("2026-01-30", "2026-01", Group::Next7Days),
            ("2026-01-30", "2026-02", Group::Next30Days),
            ("2026-02-01", "2026-01", Group::ShouldHaveBegun),
            ("2026-01-24", "2026-01-26~", Group::Next7Days),
            ("2026-01-26", "2026-01-26~", Group::Next7Days),
            ("2026-02-10", "2026-01-26~", Group::Next30Days),
            ("2026-03-03", "2026-03-05~2026-03-09", Group::Next7Days),
            ("2026-03-09", "2026-03-05~2026-03-09", Group::Next7Days),
            ("2026-03-10", "2026-03-05~2026-03-09", Group::ShouldHaveBegun),
            ("2026-02-24", "2026-03-05~2026-03-09", Group::Next30Days),
            ("2026-02-03", "2026-02-03~2026-02-03", Group::Today),
            ("2026-02-03", "~2026-02-28", Group::Next30Days),
            ("2026-02-03", "~2026-02-03", Group::Next7Days),
        ] {
            assert_eq!(group(today, when(date), ScheduleStatus::Tentative), expected, "{date} on {today}");
        }
    }

    #[test]
    fn of_a_day_that_has_passed_rounds_since_held_are_asked_for_by_name() {
        let mut talks = Talks::new();
        talks.round_that("Before", when("2026-01-20"), ScheduleStatus::Held);
        talks.round_that("Since", when("2026-02-04..2026-02-05"), ScheduleStatus::Held);
        talks.round_that("Given up", when("2026-02-10"), ScheduleStatus::Cancelled);
        talks.round_that("Open", When::Unknown, ScheduleStatus::Postponed);
        let titles = |items: Vec<Item>| items.into_iter().map(|item| item.title).collect::<Vec<_>>();
        assert_eq!(titles(agenda(&talks.ws, &query("2026-01-25"))), ["Open"]);
        assert_eq!(titles(ahead_of(&talks.ws, &query("2026-01-25"))), ["Since", "Given up", "Open"]);
        let next_ten_days = AgendaQuery { days: Some(11), ..query("2026-01-25") };
        assert_eq!(titles(ahead_of(&talks.ws, &next_ten_days)), ["Since", "Open"]);
    }

    #[test]
    fn an_hour_stands_on_the_readers_day() {
        let late = at("2026-01-27 23:30", chrono_tz::America::New_York);
        assert_eq!(group("2026-01-27", late.clone(), ScheduleStatus::Confirmed), Group::Next7Days);
        assert_eq!(group("2026-01-28", late, ScheduleStatus::Confirmed), Group::Today);
    }

    #[test]
    fn the_status_decides_where_dates_do_not() {
        let date = || when("2026-03-05~2026-03-09");
        assert_eq!(group("2026-04-01", date(), ScheduleStatus::Postponed), Group::DateUnknown, "its date has lapsed");
        assert_eq!(group("2026-04-01", date(), ScheduleStatus::Moved), Group::ShouldHaveBegun);
        assert_eq!(group("2026-04-01", date(), ScheduleStatus::UnderWay), Group::Today);
        for gone in [ScheduleStatus::Held, ScheduleStatus::Cancelled, ScheduleStatus::Collapsed] {
            let mut talks = Talks::new();
            talks.round_that("R", date(), gone);
            assert_eq!(agenda(&talks.ws, &query("2026-01-01")), []);
        }
    }

    #[test]
    fn the_agenda_of_24_january_2026() {
        let mut story = abu_dhabi();
        story.talks.owes("Russia", "Send the draft memorandum", "~2026-01-20");
        story.talks.owes("Ukraine", "Report to the capital", "2026-01-24");
        let done = story.talks.owes("Ukraine", "Exchange lists", "2026-01-25");
        story.talks.ws.follow_ups.get_mut(&done).unwrap().state = crate::model::FollowUpState::Done;
        story.talks.owes("", "Work out decisions", "");
        story.talks.round_that("Miami", when(""), ScheduleStatus::Proposed);
        let items = agenda(&story.talks.ws, &query("2026-01-24"));
        let shown: Vec<(Group, &str, bool)> =
            items.iter().map(|item| (item.group, item.title.as_str(), item.conflicting)).collect();
        assert_eq!(
            shown,
            [
                (Group::Overdue, "Send the draft memorandum", false),
                (Group::Today, "Report to the capital", false),
                (Group::Next30Days, "Abu Dhabi 2", true),
                (Group::DateUnknown, "Miami", false),
                (Group::DateUnknown, "Work out decisions", false),
            ]
        );
        let round = &items[2];
        assert_eq!((round.announcements, round.zone), (2, chrono_tz::Asia::Dubai));
        let groups: Vec<(Group, usize)> = grouped(&items).into_iter().map(|(group, items)| (group, items.len())).collect();
        assert_eq!(groups, [(Group::Overdue, 1), (Group::Today, 1), (Group::Next30Days, 1), (Group::DateUnknown, 2)]);
    }

    #[test]
    fn a_number_of_days_keeps_what_may_be_in_them() {
        let mut talks = Talks::new();
        for (title, date) in [
            ("in", "2026-02-07"),
            ("out", "2026-02-08"),
            ("may be", "2026-02"),
            ("unknown", ""),
            ("passed", "2026-01-01"),
            ("open", "2026-02-07~"),
        ] {
            talks.round_that(title, when(date), ScheduleStatus::Tentative);
        }
        let mut titles: Vec<String> =
            agenda(&talks.ws, &AgendaQuery { days: Some(7), ..query("2026-02-01") }).into_iter().map(|item| item.title).collect();
        titles.sort();
        assert_eq!(titles, ["in", "may be", "open", "passed", "unknown"]);
    }

    #[test]
    fn a_month_has_spans_on_each_day_and_windows_beside_it() {
        let mut talks = Talks::new();
        talks.round("Held", "2026-01-31..2026-02-02");
        talks.round_that("Cancelled", when("2026-02-03"), ScheduleStatus::Cancelled);
        talks.round_that("Window", when("2026-02-27~2026-03-09"), ScheduleStatus::Tentative);
        talks.round_that("Some time", when("2026-02"), ScheduleStatus::Tentative);
        talks.round_that("Unknown", when(""), ScheduleStatus::Tentative);
        talks.owes("", "Due", "2026-02-28");
        let page = month(&talks.ws, 2026, 2, &query("2026-02-10")).unwrap();
        let days: Vec<(String, Vec<&str>)> = page
            .days
            .iter()
            .map(|(day, items)| (day.to_string(), items.iter().map(|item| item.title.as_str()).collect()))
            .collect();
        let expected = [("2026-02-01", "Held"), ("2026-02-02", "Held"), ("2026-02-28", "Due")];
        assert_eq!(days, expected.map(|(day, title)| (day.to_owned(), vec![title])));
        let some_time: Vec<&str> = page.some_time.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(some_time, ["Some time", "Window"]);
        assert_eq!(month(&talks.ws, 2026, 13, &query("2026-02-10")), None);
    }

    proptest! {
        #[test]
        fn everything_ahead_is_on_the_agenda_once_and_in_order(
            dates in prop::collection::vec((0..6_usize, 1..28_u32, 0..20_u32), 0..12),
            today in 1..28_u32,
        ) {
            let mut talks = Talks::new();
            for (form, first, length) in dates {
                let first = day(&format!("2026-02-{first:02}"));
                let last = first + Days::new(length.into());
                talks.round_that("R", match form {
                    0 => When::Unknown,
                    1 => When::Day(first),
                    2 => When::Span { first, last },
                    3 => When::Month { year: 2026, month: first.month() },
                    4 => When::Window { earliest: Some(first), latest: None, wording: String::new() },
                    _ => When::Window { earliest: Some(first), latest: Some(last), wording: String::new() },
                }, ScheduleStatus::Confirmed);
            }
            let today = format!("2026-02-{today:02}");
            let items = agenda(&talks.ws, &query(&today));
            prop_assert_eq!(items.len(), talks.ws.rounds.len());
            prop_assert!(items.is_sorted_by_key(|item| item.group));
            for item in &items {
                let over = item.latest.is_some_and(|latest| latest < day(&today));
                prop_assert_eq!(over, item.group == Group::ShouldHaveBegun);
                prop_assert_eq!(item.when.is_unknown(), item.group == Group::DateUnknown);
            }
        }
    }
}
