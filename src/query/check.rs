//! What in the record does not hold together and a user should know: links to nothing, words set against the wrong party, dates
//! that end before they begin. The store adds what is wrong with files.

use super::{fold::fold, names, position};
use crate::model::{
    Issue, IssueId, NegotiationId, Record, RecordId, Round, RoundId, Statement, StatementId, When, Workspace, references, tail,
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::collections::BTreeSet;

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
    let binned: BTreeSet<RecordId> = workspace.bin.values().flat_map(|binned| binned.records.iter().map(Record::id)).collect();
    let mut check = Check { workspace, binned, problems: Vec::new() };
    for record in workspace.ids().filter_map(|id| workspace.get(id)) {
        check.links(&record);
        check.dates(&record);
        match &record {
            Record::Person(person) => {
                let ends_early = person.affiliations.iter().any(|held| is_before(&held.until, &held.from));
                check.note_if(ends_early, &record, "affiliations", "An office ends before it begins.");
            }
            Record::Negotiation(one) => {
                let twice =
                    one.seats.iter().enumerate().any(|(at, seat)| one.seats[..at].iter().any(|other| other.party == seat.party));
                check.note_if(twice, &record, "seats", "A party has two seats.");
            }
            Record::Issue(issue) => check.issue(&record, issue),
            Record::Round(round) => check.round(&record, round),
            Record::Statement(statement) => check.statement(&record, statement),
            Record::FollowUp(one) => check.round_of(&record, one.round, one.negotiation),
            Record::Incident(one) => check.round_of(&record, one.round, one.negotiation),
            Record::Party(_) | Record::Source(_) | Record::Binned(_) => {}
        }
    }
    check.problems
}

struct Check<'a> {
    workspace: &'a Workspace,
    binned: BTreeSet<RecordId>,
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
        let parent = |id: IssueId| self.workspace.issues.get(&id).and_then(|issue| issue.parent);
        let elsewhere =
            issue.parent.and_then(|id| self.workspace.issues.get(&id)).is_some_and(|up| up.negotiation != issue.negotiation);
        let circle = goes_round(issue.id, |id| parent(id).into_iter().collect());
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
        let replaced = |id: StatementId| self.workspace.statements.get(&id).map(|one| one.supersedes.clone()).unwrap_or_default();
        let circle = goes_round(statement.id, replaced);
        self.note_if(
            circle,
            record,
            "supersedes",
            "It supersedes itself, by way of what it replaces; then neither is a position.",
        );
        let no_text = fold(&statement.text).is_empty() && fold(&statement.original.text).is_empty();
        self.note_if(no_text, record, "text", "It has no text.");
    }
}

/// Whether following `next` leads back to where it began.
fn goes_round<T: Copy + Ord>(from: T, next: impl Fn(T) -> Vec<T>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = next(from);
    while let Some(at) = open.pop() {
        if at == from {
            return true;
        }
        if seen.insert(at) {
            open.extend(next(at));
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
        Record::Source(source) => vec![("published", &source.published)],
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
        Record::FollowUp(one) => vec![("due", &one.due)],
        Record::Incident(one) => vec![("when", &one.when)],
        Record::Party(_) | Record::Negotiation(_) | Record::Issue(_) | Record::Binned(_) => Vec::new(),
    }
}
