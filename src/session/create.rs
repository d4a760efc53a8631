//! New records with what the context already tells, so that a user gives only what is new.

use super::Session;
use crate::model::{
    Condition, FollowUp, FollowUpState, Format, Incident, Issue, IssueId, IssueState, Negotiation, NegotiationId,
    NegotiationStatus, Original, Outcome, Party, PartyId, PartyKind, Person, Record, RecordLevel, Round, RoundId, Schedule,
    ScheduleStatus, Source, SourceId, SourceKind, Stamp, Statement, StatementKind, Venue, Verification, When,
};
use crate::query::rounds;
use uuid::Uuid;

/// What to make, and in which context.
#[derive(Clone, Debug, PartialEq)]
pub enum New {
    /// A party with this name; empty to be typed.
    Party {
        /// Its name.
        name: String,
    },
    /// A person with this name; empty to be typed.
    Person {
        /// The name.
        name: String,
    },
    /// A negotiation.
    Negotiation {
        /// Its title.
        title: String,
    },
    /// An issue, after those that are there.
    Issue {
        /// In which negotiation.
        negotiation: NegotiationId,
        /// What it is called.
        name: String,
        /// Under which issue.
        parent: Option<IssueId>,
    },
    /// A source.
    Source {
        /// In which negotiation.
        negotiation: NegotiationId,
        /// Its title.
        title: String,
    },
    /// A round, with a word about when.
    Round {
        /// In which negotiation.
        negotiation: NegotiationId,
        /// When.
        when: When,
    },
    /// A statement under a round, or between rounds.
    Statement {
        /// In which negotiation.
        negotiation: NegotiationId,
        /// Under which round.
        round: Option<RoundId>,
        /// Whose.
        party: PartyId,
        /// On which issue.
        issue: Option<IssueId>,
        /// What was said.
        text: String,
    },
    /// A follow-up.
    FollowUp {
        /// In which negotiation.
        negotiation: NegotiationId,
        /// From which round.
        round: Option<RoundId>,
        /// What is to be done.
        what: String,
    },
    /// An incident.
    Incident {
        /// In which negotiation.
        negotiation: NegotiationId,
        /// Around which round.
        round: Option<RoundId>,
        /// What is said to have happened.
        what: String,
    },
}

impl Session {
    /// A new record of that kind, not yet in the workspace: give it to [`perform`](Session::perform).
    pub fn draft(&mut self, new: New) -> Record {
        let id = self.new_id();
        self.draft_as(id, new)
    }

    /// The same under an id that the caller has: a view takes [`fresh_id`](Session::fresh_id), and proposes the new record together
    /// with the one that names it.
    pub fn draft_as(&self, id: Uuid, new: New) -> Record {
        let stamp = Stamp::new(self.now(), self.author());
        match new {
            New::Party { name } => Party {
                id: id.into(),
                stamp,
                name,
                short: String::new(),
                kind: PartyKind::State,
                spellings: Vec::new(),
                hue: None,
                blocs: Vec::new(),
                note: String::new(),
            }
            .into(),
            New::Person { name } => {
                Person { id: id.into(), stamp, name, spellings: Vec::new(), affiliations: Vec::new(), note: String::new() }.into()
            }
            New::Negotiation { title } => Negotiation {
                id: id.into(),
                stamp,
                title,
                code: String::new(),
                summary: String::new(),
                status: NegotiationStatus::Active,
                seats: Vec::new(),
                tags: Vec::new(),
                handling: String::new(),
                note: String::new(),
            }
            .into(),
            New::Issue { negotiation, name, parent } => Issue {
                id: id.into(),
                stamp,
                negotiation,
                name,
                parent,
                state: IssueState::Open,
                place: self.workspace().issues_of(negotiation).last().map_or(0, |last| last.place.saturating_add(1)),
                note: String::new(),
            }
            .into(),
            New::Source { negotiation, title } => Source {
                id: id.into(),
                stamp,
                negotiation,
                kind: SourceKind::MediaReport,
                title,
                outlet: String::new(),
                address: String::new(),
                published: When::Unknown,
                read: None,
                text: String::new(),
                reliability: None,
                credibility: None,
                note: String::new(),
            }
            .into(),
            New::Round { negotiation, when } => self.draft_round(id.into(), stamp, negotiation, when).into(),
            New::Statement { negotiation, round, party, issue, text } => {
                let mut statement = self.draft_statement(id.into(), stamp, negotiation, round, party);
                statement.issues.extend(issue);
                statement.text = text;
                statement.into()
            }
            New::FollowUp { negotiation, round, what } => FollowUp {
                id: id.into(),
                stamp,
                negotiation,
                round,
                what,
                owners: Vec::new(),
                due: When::Unknown,
                state: FollowUpState::Open,
                sources: Vec::new(),
                note: String::new(),
            }
            .into(),
            New::Incident { negotiation, round, what } => Incident {
                id: id.into(),
                stamp,
                negotiation,
                round,
                when: round.and_then(|round| self.workspace().rounds.get(&round)).map_or(When::Unknown, said_at),
                place: String::new(),
                what,
                claimed_by: Vec::new(),
                blamed_on: Vec::new(),
                denied_by: Vec::new(),
                verification: Verification::Unverified,
                verification_note: String::new(),
                sources: Vec::new(),
                note: String::new(),
            }
            .into(),
        }
    }

    /// The next number; zone and format as in the round before it, because series of talks rarely change them.
    fn draft_round(&self, id: RoundId, stamp: Stamp, negotiation: NegotiationId, when: When) -> Round {
        let before = self.workspace().rounds_of(negotiation).max_by_key(|round| (round.number, round.id));
        let zone = before.and_then(|round| round.zone);
        // What lies behind was held, or it would hardly be logged; what is to come is not settled by writing it down.
        let there = zone.unwrap_or_default();
        let over = when.latest_day(there).is_some_and(|last| last < stamp.created.with_timezone(&there).date_naive());
        let status = if over { ScheduleStatus::Held } else { ScheduleStatus::Tentative };
        Round {
            id,
            stamp,
            negotiation,
            number: Some(rounds::next_number(self.workspace(), negotiation)),
            title: String::new(),
            schedule: Schedule { status, when, earlier: Vec::new(), announcements: Vec::new() },
            venue: Venue::default(),
            zone,
            format: before.map_or_else(Format::default, |round| round.format.clone()),
            agenda: Vec::new(),
            attendance: Vec::new(),
            sittings: Vec::new(),
            accounts: Vec::new(),
            discrepancies: Vec::new(),
            outcome: Outcome::default(),
            sources: Vec::new(),
            note: String::new(),
        }
    }

    /// Said on the round's first day, and by the source of the statement before it.
    fn draft_statement(
        &self,
        id: crate::model::StatementId,
        stamp: Stamp,
        negotiation: NegotiationId,
        round: Option<RoundId>,
        party: PartyId,
    ) -> Statement {
        let at = round.and_then(|round| self.workspace().rounds.get(&round));
        Statement {
            id,
            negotiation,
            round,
            sitting: None,
            said_on: at.map_or_else(|| When::Day(stamp.created.date_naive()), said_at),
            stamp,
            party,
            on_behalf_of: None,
            speaker: None,
            issues: Vec::new(),
            kind: StatementKind::Demand,
            firmness: None,
            verbatim: false,
            text: String::new(),
            original: Original::default(),
            level: RecordLevel::OnRecord,
            terms: String::new(),
            sources: self.last_sources(negotiation, round),
            locus: String::new(),
            verification: Verification::SingleSource,
            reliability: None,
            credibility: None,
            supersedes: Vec::new(),
            answers: Vec::new(),
            condition: Condition::default(),
            movement: None,
            assessor: String::new(),
            note: String::new(),
        }
    }

    /// Whose statement the next one probably is: of the party that spoke last there, else of the first seat, else of the only
    /// party; none if there is no party at all.
    pub fn likely_party(&self, negotiation: NegotiationId, round: Option<RoundId>) -> Option<PartyId> {
        let workspace = self.workspace();
        let there = |id: &PartyId| workspace.parties.contains_key(id);
        let last = workspace.statements_of(negotiation).filter(|statement| statement.round == round).last();
        let seats = workspace.negotiations.get(&negotiation).into_iter().flat_map(|found| &found.seats);
        last.map(|statement| statement.party)
            .filter(there)
            .or_else(|| seats.map(|seat| seat.party).find(there))
            .or_else(|| workspace.parties.keys().next().copied())
    }

    /// The sources of the statement that was last recorded in the same place.
    fn last_sources(&self, negotiation: NegotiationId, round: Option<RoundId>) -> Vec<SourceId> {
        self.workspace()
            .statements_of(negotiation)
            .filter(|statement| statement.round == round)
            .last()
            .map(|statement| statement.sources.clone())
            .unwrap_or_default()
    }
}

/// When something at a round was said, unless told otherwise: its first day.
fn said_at(round: &Round) -> When {
    match &round.schedule.when {
        When::At { start, .. } => When::Day(start.local.date()),
        When::Span { first, .. } => When::Day(*first),
        other => other.clone(),
    }
}
