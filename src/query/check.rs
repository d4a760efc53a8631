//! Consistency checks: dangling links, statements that supersede another party's, dates that end before they begin, cycles, passages that
//! are no longer in the text of their source. The store
//! adds what is wrong with files.

use super::passages::{self, Standing};
use super::{names, position};
use crate::model::fields::ValueRef;
use crate::model::plain::is_nothing;
use crate::model::{
    Issue, IssueId, NegotiationId, Record, RecordId, Round, RoundId, Statement, StatementId, When, Workspace, references, tail,
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// Something that does not hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// In which record.
    pub record: RecordId,
    /// In which of its fields, in words.
    pub field: &'static str,
    /// What is wrong, in a sentence that says what to do where that is not plain.
    pub what: String,
}

/// Everything wrong in a workspace, in the order of kinds, then of creation.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    look(workspace, true)
}

/// The same without the links to nothing, for one who has them from the store with their lines.
pub fn beyond_links(workspace: &Workspace) -> Vec<Problem> {
    look(workspace, false)
}

fn look(workspace: &Workspace, links: bool) -> Vec<Problem> {
    let binned: BTreeSet<RecordId> = workspace.bin.values().flat_map(|binned| binned.records.iter().map(Record::id)).collect();
    let parent = |issue: &Issue| (issue.id, issue.parent.into_iter().collect());
    let replaced = |statement: &Statement| (statement.id, statement.supersedes.clone());
    let mut check = Check {
        workspace,
        binned,
        issues_in_circles: circles(workspace.issues.values().map(parent).collect()),
        statements_in_circles: circles(workspace.statements.values().map(replaced).collect()),
        problems: Vec::new(),
    };
    for record in workspace.records() {
        if links {
            check.links(record);
        }
        check.dates(record);
        match record {
            Record::Person(person) => {
                let ends_early = person.affiliations.iter().any(|held| is_before(&held.until, &held.from));
                check.note_if(ends_early, record, "affiliations", "An office ends before it begins.");
            }
            Record::Negotiation(one) => {
                let twice =
                    one.seats.iter().enumerate().any(|(at, seat)| one.seats[..at].iter().any(|other| other.party == seat.party));
                check.note_if(twice, record, "seats", "A party has two seats.");
            }
            Record::Issue(issue) => check.issue(record, issue),
            Record::Round(round) => check.round(record, round),
            Record::Statement(statement) => check.statement(record, statement),
            Record::FollowUp(one) => check.round_of(record, one.round, one.negotiation),
            Record::Incident(one) => check.round_of(record, one.round, one.negotiation),
            _ => {}
        }
    }
    for (mark, standing) in passages::astray(workspace) {
        let (quote, source) = (names::shortened(&mark.passage.quote, "no words"), names::source(workspace, mark.passage.source));
        let what = match standing {
            Standing::Changed(..) => {
                format!("“{quote}” stands in other words in “{source}” now. Take these, or remove the passage.")
            }
            _ => format!("“{quote}” is no longer in the text of “{source}”. Mark it anew where it is, or remove the passage."),
        };
        check.problems.push(Problem { record: mark.record, field: "passages", what });
    }
    check.problems
}

struct Check<'a> {
    workspace: &'a Workspace,
    binned: BTreeSet<RecordId>,
    issues_in_circles: BTreeSet<IssueId>,
    statements_in_circles: BTreeSet<StatementId>,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn note(&mut self, record: &Record, field: &'static str, what: impl Into<String>) {
        self.problems.push(Problem { record: record.id(), field, what: what.into() });
    }

    fn note_if(&mut self, wrong: bool, record: &Record, field: &'static str, what: &str) {
        if wrong {
            self.note(record, field, what);
        }
    }

    fn links(&mut self, record: &Record) {
        for reference in references(record) {
            let (target, noun) = (reference.target, reference.target.noun());
            if self.workspace.contains(target) {
                continue;
            }
            let what = if self.binned.contains(&target) {
                let title = names::title(self.workspace, target);
                format!(
                    "The field “{}” names the {noun} “{title}”, which is in the bin. Restore it or choose another.",
                    reference.field
                )
            } else {
                let tail = tail(target.uuid());
                format!("The field “{}” names a {noun} (…{tail}) that is not in the record. Choose another.", reference.field)
            };
            self.note(record, reference.field, what);
        }
    }

    fn dates(&mut self, record: &Record) {
        for (field, when) in whens(record) {
            let wrong = match when {
                When::Span { first, last } if last < first => Some("ends before it begins"),
                When::Window { earliest: Some(earliest), latest: Some(latest), .. } if latest < earliest => {
                    Some("ends before it begins")
                }
                When::Month { year, month } if NaiveDate::from_ymd_opt(*year, *month, 1).is_none() => Some("is no month"),
                _ => None,
            };
            if let Some(wrong) = wrong {
                self.note(record, field, format!("The date in “{field}” {wrong}."));
            }
        }
    }

    fn issue(&mut self, record: &Record, issue: &Issue) {
        let elsewhere =
            issue.parent.and_then(|id| self.workspace.issues.get(&id)).is_some_and(|up| up.negotiation != issue.negotiation);
        let circle = self.issues_in_circles.contains(&issue.id);
        self.note_if(elsewhere, record, "parent", "It is part of an issue of another negotiation.");
        self.note_if(circle, record, "parent", "It is part of itself, by way of the issues above it.");
    }

    fn round(&mut self, record: &Record, round: &Round) {
        let foreign = |id: &IssueId| self.workspace.issues.get(id).is_some_and(|issue| issue.negotiation != round.negotiation);
        let foreign = round.agenda.iter().any(foreign);
        self.note_if(foreign, record, "agenda", "The agenda has an issue of another negotiation.");
        let zone = names::round_zone(round);
        let (first, last) = (round.schedule.when.earliest_day(zone), round.schedule.when.latest_day(zone));
        let outside = |sitting: &crate::model::Sitting| {
            let too_early = matches!((sitting.when.latest_day(zone), first), (Some(sitting), Some(first)) if sitting < first);
            let too_late = matches!((sitting.when.earliest_day(zone), last), (Some(sitting), Some(last)) if sitting > last);
            too_early || too_late
        };
        for sitting in round.sittings.iter().filter(|sitting| outside(sitting)) {
            self.note(record, "sittings", format!("The sitting “{}” is outside the dates of its round.", sitting.title));
        }
    }

    fn round_of(&mut self, record: &Record, round: Option<RoundId>, negotiation: NegotiationId) {
        let round = round.and_then(|round| self.workspace.rounds.get(&round));
        let elsewhere = round.is_some_and(|round| round.negotiation != negotiation);
        self.note_if(elsewhere, record, "round", "It is recorded under a round of another negotiation.");
    }

    fn statement(&mut self, record: &Record, statement: &Statement) {
        self.round_of(record, statement.round, statement.negotiation);
        let elsewhere =
            |id: &IssueId| self.workspace.issues.get(id).is_some_and(|issue| issue.negotiation != statement.negotiation);
        let elsewhere = statement.issues.iter().any(elsewhere);
        self.note_if(elsewhere, record, "issues", "It is on an issue of another negotiation.");
        let round = statement.round.and_then(|round| self.workspace.rounds.get(&round));
        if let Some(far) = far_from_its_round(self.workspace, statement) {
            self.note(record, "said on", far);
        }
        let no_sitting = statement
            .sitting
            .is_some_and(|sitting| !round.is_some_and(|round| round.sittings.iter().any(|one| one.id == sitting)));
        self.note_if(no_sitting, record, "sitting", "It names a sitting that its round does not have.");
        let on_itself = |list: &[StatementId]| list.contains(&statement.id);
        self.note_if(on_itself(&statement.answers), record, "answers", "It answers itself.");
        self.note_if(on_itself(&statement.condition.on), record, "conditional on", "It is conditional on itself.");

        for earlier in statement.supersedes.iter().filter_map(|id| self.workspace.statements.get(id)).collect::<Vec<_>>() {
            if !position::same_side(statement, earlier) {
                let whose = names::party(self.workspace, earlier.party);
                let what = format!(
                    "It supersedes a statement of another party, {whose}, which therefore stands. Use “answers” for that."
                );
                self.note(record, "supersedes", what);
            }
        }
        let circle = self.statements_in_circles.contains(&statement.id);
        self.note_if(
            circle,
            record,
            "supersedes",
            "It supersedes itself, by way of what it replaces; then neither is a position.",
        );
        let no_text = is_nothing(&statement.text) && is_nothing(&statement.original.text);
        self.note_if(no_text, record, "text", "It has no text.");
    }
}

/// How many days before or after its round a statement may be said of it before one of the dates is likely to be wrong.
const FAR: i64 = 60;

/// What is to be told of a statement that is dated far from the round at which it was made.
pub fn far_from_its_round(workspace: &Workspace, statement: &Statement) -> Option<String> {
    let round = workspace.rounds.get(&statement.round?)?;
    let zone = names::round_zone(round);
    let (said, held) = (&statement.said_on, &round.schedule.when);
    let gap = |first: Option<NaiveDate>, last: Option<NaiveDate>| Some((last? - first?).num_days());
    let before = gap(said.latest_day(zone), held.earliest_day(zone));
    let after = gap(held.latest_day(zone), said.earliest_day(zone));
    let far = before.into_iter().chain(after).any(|days| days > FAR);
    far.then(|| {
        format!(
            "It was said on {}, and its round was on {}. Is one of the dates wrong, or is it of another round?",
            said.short_words(),
            held.short_words()
        )
    })
}

/// What is to be told of a statement whose date has not come yet: nobody can have said it.
pub fn not_said_yet(said_on: &When, today: NaiveDate, zone: Tz) -> Option<String> {
    let first = said_on.earliest_day(zone)?;
    (first > today).then(|| format!("{} had not come when this was recorded. When was it said?", said_on.short_words()))
}

/// What leads back to itself, each being given with what it leads to.
fn circles<T: Copy + Ord>(mut leads: BTreeMap<T, Vec<T>>) -> BTreeSet<T> {
    // What leads nowhere, and what leads only there, is on no circle. Long chains are gone with that, and few are left.
    let mut from: BTreeMap<T, Vec<T>> = BTreeMap::new();
    for (at, to) in &leads {
        to.iter().for_each(|to| from.entry(*to).or_default().push(*at));
    }
    let mut ends: Vec<T> = from.keys().copied().filter(|to| !leads.contains_key(to)).collect();
    ends.extend(leads.iter().filter(|(_, to)| to.is_empty()).map(|(at, _)| *at));
    while let Some(end) = ends.pop() {
        leads.remove(&end);
        for before in from.remove(&end).unwrap_or_default() {
            if let Some(to) = leads.get_mut(&before) {
                to.retain(|to| *to != end);
                if to.is_empty() {
                    ends.push(before);
                }
            }
        }
    }
    leads.keys().copied().filter(|at| goes_round(*at, &leads)).collect()
}

/// Whether following `leads` comes back to where it began.
fn goes_round<T: Copy + Ord>(from: T, leads: &BTreeMap<T, Vec<T>>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for to in leads.get(&at).into_iter().flatten() {
            if *to == from {
                return true;
            }
            if seen.insert(*to) {
                open.push(*to);
            }
        }
    }
    false
}

/// Whether one date certainly lies before another.
fn is_before(one: &When, other: &When) -> bool {
    matches!((one.latest_day(Tz::UTC), other.earliest_day(Tz::UTC)), (Some(one), Some(other)) if one < other)
}

/// Every date in a record, with the field in words.
pub fn whens(record: &Record) -> Vec<(&'static str, &When)> {
    match record {
        Record::Person(person) => {
            let held = person.affiliations.iter();
            held.flat_map(|held| [("from in affiliations", &held.from), ("until in affiliations", &held.until)]).collect()
        }
        Record::Round(round) => {
            let mut found = vec![("when", &round.schedule.when)];
            found.extend(round.schedule.earlier.iter().map(|one| ("earlier dates", &one.when)));
            for one in &round.schedule.announcements {
                found.extend([("date announced", &one.when), ("announced on", &one.said_on)]);
            }
            found.extend(round.sittings.iter().map(|one| ("sittings", &one.when)));
            found.extend(round.accounts.iter().map(|one| ("accounts", &one.said_on)));
            found
        }
        Record::Statement(statement) => vec![("said on", &statement.said_on)],
        plain => {
            let times = plain.fields().read();
            times
                .filter_map(|(field, value)| if let ValueRef::When(when) = value { Some((field.name, when)) } else { None })
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{Talks, abu_dhabi, at, when};

    fn found(talks: &Talks) -> Vec<(RecordId, &'static str, String)> {
        check(&talks.ws).into_iter().map(|problem| (problem.record, problem.field, problem.what)).collect()
    }

    #[test]
    fn a_sound_record_has_no_problems() {
        let mut story = abu_dhabi();
        let talks = &mut story.talks;
        talks.office("Umerov", "Ukraine", "Secretary", "2025-07", "");
        let first = talks.says("Ukraine", "Ceasefire › Option 1", "2026-01-23", "unconditional");
        let second = talks.says("Ukraine", "Ceasefire › Option 1", "2026-02-04", "freeze");
        talks.of(second).supersedes.push(first);
        assert_eq!(found(talks), []);
    }

    #[test]
    fn links_to_nothing_are_named_with_the_field() {
        let mut talks = Talks::new();
        let said = talks.says("Ukraine", "Territory", "2026-01-23", "integrity");
        let gone = uuid::Uuid::from_u128(0xdead_beef);
        talks.of(said).speaker = Some(crate::model::Who::Person(gone.into()));
        let issue = talks.issue("Territory");
        talks.delete(issue);
        assert_eq!(beyond_links(&talks.ws), []);
        let found = found(&talks);
        assert_eq!(
            found,
            [
                (
                    said.into(),
                    "speaker",
                    "The field “speaker” names a person (…deadbeef) that is not in the record. Choose another.".to_owned()
                ),
                (
                    said.into(),
                    "issues",
                    "The field “issues” names the issue “Territory”, which is in the bin. Restore it or choose another."
                        .to_owned()
                ),
            ]
        );
    }

    #[test]
    fn each_thing_that_does_not_hold_together_is_found() {
        type Break = fn(&mut Talks) -> RecordId;
        let cases: &[(&'static str, Break)] = &[
            ("supersedes", |talks| {
                let other = talks.says("Russia", "I", "2026-01-01", "theirs");
                let own = talks.says("Ukraine", "I", "2026-01-02", "ours");
                talks.of(own).supersedes.push(other);
                own.into()
            }),
            ("when", |talks| talks.round("R", "2026-02-05..2026-02-04").into()),
            ("when", |talks| {
                talks.round_that("R", When::Month { year: 2026, month: 13 }, crate::model::ScheduleStatus::Tentative).into()
            }),
            ("due", |talks| talks.owes("", "w", "2026-03-09~2026-03-05").into()),
            ("affiliations", |talks| talks.office("Umerov", "Ukraine", "Minister", "2025-07-17", "2023-09-06").into()),
            ("seats", |talks| {
                talks.party("Ukraine");
                let seats = &mut talks.ws.negotiations.get_mut(&talks.negotiation).unwrap().seats;
                seats.push(seats[0].clone());
                talks.negotiation.into()
            }),
            ("issues", |talks| {
                let (first, issue) = (talks.negotiation, talks.issue("Elsewhere"));
                talks.negotiation = talks.another_negotiation("Other", "");
                let said = talks.says("Ukraine", "", "2026-01-01", "x");
                talks.of(said).issues.push(issue);
                talks.negotiation = first;
                said.into()
            }),
            ("round", |talks| {
                let round = talks.round("R", "2026-01-01");
                talks.on(round).negotiation = talks.another_negotiation("Other", "");
                let said = talks.says("Ukraine", "", "2026-01-01", "x");
                talks.of(said).round = Some(round);
                said.into()
            }),
            ("sitting", |talks| {
                let said = talks.says("Ukraine", "", "2026-01-01", "x");
                talks.of(said).sitting = Some(uuid::Uuid::from_u128(5).into());
                said.into()
            }),
            ("sittings", |talks| {
                let round = talks.round("R", "2026-02-04..2026-02-05");
                let id = uuid::Uuid::from_u128(5).into();
                talks.on(round).sittings.push(crate::model::Sitting {
                    id,
                    title: "Day 3".into(),
                    when: when("2026-02-06"),
                    note: String::new(),
                    level: None,
                });
                round.into()
            }),
            ("text", |talks| talks.says("Ukraine", "", "2026-01-01", " ").into()),
            ("answers", |talks| {
                let said = talks.says("Ukraine", "", "2026-01-01", "x");
                talks.of(said).answers.push(said);
                said.into()
            }),
        ];
        for (field, break_it) in cases {
            let mut talks = Talks::new();
            let record = break_it(&mut talks);
            let found = found(&talks);
            assert_eq!(found.iter().map(|(id, field, _)| (*id, *field)).collect::<Vec<_>>(), [(record, *field)], "{found:?}");
        }
    }

    #[test]
    fn a_statement_far_from_its_round_is_pointed_out() {
        let mut talks = Talks::new();
        let round = talks.round("Delors 4", "1988-12-13");
        let mut said = |date: &str| {
            let id = talks.says("Duisenberg", "Hearings", date, "no hearings");
            talks.of(id).round = Some(round);
            far_from_its_round(&talks.ws, &talks.ws.statements[&id])
        };
        let far = said("1998-12-13").unwrap();
        assert!(far.contains("13 Dec 1998") && far.contains("13 Dec 1988"), "{far}");
        for date in ["1987-12-13", "1988-10-01", "1989-02-12", "1989-03"] {
            assert!(said(date).is_some(), "{date}");
        }
        for date in ["", "1988-12-13", "1988-12-01", "1989-01-31", "1988", "1989-02"] {
            assert_eq!(said(date), None, "{date}");
        }
        assert_eq!(found(&talks).iter().filter(|(_, field, _)| *field == "said on").count(), 5);
    }

    #[test]
    fn what_is_dated_after_today_has_not_been_said() {
        let today = "2026-11-30".parse().unwrap();
        let next_week = When::Window {
            earliest: Some("2026-12-07".parse().unwrap()),
            latest: Some("2026-12-13".parse().unwrap()),
            wording: "next week".to_owned(),
        };
        let of = |said_on: &When| not_said_yet(said_on, today, Tz::UTC);
        assert!(of(&next_week).is_some_and(|told| told.contains("next week")));
        for date in ["2026-12-01", "2027-01"] {
            assert!(of(&when(date)).is_some(), "{date}");
        }
        assert!(of(&at("2026-12-31 10:00", Tz::UTC)).is_some());
        assert_eq!(of(&at("2026-11-30 23:59", Tz::UTC)), None);
        for date in ["", "2026-11-30", "2026-11", "2026", "2026-11-29", "2026-11-28..2026-12-02"] {
            assert_eq!(of(&when(date)), None, "{date}");
        }
    }

    #[test]
    fn circles_are_found_in_every_record_on_them() {
        let mut talks = Talks::new();
        let (a, b) = (talks.issue("A"), talks.issue("B"));
        talks.issue("A › outside");
        (talks.ws.issues.get_mut(&a).unwrap().parent, talks.ws.issues.get_mut(&b).unwrap().parent) = (Some(b), Some(a));
        let [one, two, three] = ["2026-01-01", "2026-01-02", "2026-01-03"].map(|date| talks.says("Ukraine", "", date, "x"));
        for (from, to) in [(one, two), (two, three), (three, one)] {
            talks.of(from).supersedes.push(to);
        }
        let records: Vec<RecordId> = found(&talks).into_iter().map(|(id, ..)| id).collect();
        assert_eq!(records, [a.into(), b.into(), one.into(), two.into(), three.into()]);
    }

    #[test]
    fn a_long_chain_is_no_circle_nor_is_what_leads_into_one() {
        let leads = |at: u32| match at {
            0..3 => (at, vec![at + 1]),
            3 => (3, vec![2, 7]),
            4 => (4, vec![1, 4]),
            _ => (at, vec![at + 1]),
        };
        assert_eq!(circles((0..20_000).map(leads).collect()), [2, 3, 4].into());
    }
}
