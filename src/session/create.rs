//! New records with what the context already tells, so that a user gives only what is new.

use super::Session;
use crate::model::{
    FollowUp, Incident, Issue, IssueId, Negotiation, NegotiationId, Party, PartyId, Person, Record, Round, RoundId, Schedule,
    ScheduleStatus, Seat, SeatRole, Source, Stamp, Statement, When,
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

impl New {
    /// Whether all that is known of it is where it belongs: nobody has said anything of it yet.
    pub fn says_nothing(&self) -> bool {
        match self {
            Self::Party { name } | Self::Person { name } | Self::Issue { name, .. } => name.trim().is_empty(),
            Self::Negotiation { title } | Self::Source { title, .. } => title.trim().is_empty(),
            Self::Round { when, .. } => when.is_unknown(),
            Self::Statement { text, .. } => text.trim().is_empty(),
            Self::FollowUp { what, .. } | Self::Incident { what, .. } => what.trim().is_empty(),
        }
    }
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
            New::Party { name } => Party { name, ..Party::blank(id.into(), stamp) }.into(),
            New::Person { name } => Person { name, ..Person::blank(id.into(), stamp) }.into(),
            New::Negotiation { title } => Negotiation { title, ..Negotiation::blank(id.into(), stamp) }.into(),
            New::Issue { negotiation, name, parent } => {
                let place = self.workspace().issues_of(negotiation).last().map_or(0, |last| last.place.saturating_add(1));
                Issue { name, parent, place, ..Issue::blank(id.into(), stamp, negotiation) }.into()
            }
            New::Source { negotiation, title } => Source { title, ..Source::blank(id.into(), stamp, negotiation) }.into(),
            New::Round { negotiation, when } => self.draft_round(id.into(), stamp, negotiation, when).into(),
            New::Statement { negotiation, round, party, issue, text } => {
                let mut statement = Statement { round, ..Statement::blank(id.into(), stamp, negotiation, party) };
                statement.issues.extend(issue);
                statement.text = text;
                statement.into()
            }
            New::FollowUp { negotiation, round, what } => {
                FollowUp { round, what, ..FollowUp::blank(id.into(), stamp, negotiation) }.into()
            }
            New::Incident { negotiation, round, what } => {
                Incident { round, what, ..Incident::blank(id.into(), stamp, negotiation) }.into()
            }
        }
    }

    /// A negotiation with a seat for one more party; none if it has one. What the party is there nobody has stated: every other role
    /// says something of it.
    pub fn seated(&self, negotiation: NegotiationId, party: PartyId) -> Option<Negotiation> {
        let found = self.workspace().negotiations.get(&negotiation)?;
        if found.seats.iter().any(|seat| seat.party == party) {
            return None;
        }
        let mut with = found.clone();
        with.seats.push(Seat { party, role: SeatRole::Unstated, note: String::new() });
        Some(with)
    }

    /// The next number; where and how it is held is not known from the round before it.
    fn draft_round(&self, id: RoundId, stamp: Stamp, negotiation: NegotiationId, when: When) -> Round {
        // Writing a date down says neither that it is firm nor, of one that has passed, that the round was held.
        let status = ScheduleStatus::Unstated;
        Round {
            number: Some(rounds::next_number(self.workspace(), negotiation)),
            schedule: Schedule { status, when, earlier: Vec::new(), announcements: Vec::new() },
            ..Round::blank(id, stamp, negotiation)
        }
    }

    /// A statement of which nothing is known but where it belongs, nobody's yet: not to be put until its party is known.
    pub fn begin_statement(&mut self, negotiation: NegotiationId, round: Option<RoundId>) -> Statement {
        let (id, stamp) = (self.new_id(), Stamp::new(self.now(), self.author()));
        Statement { round, ..Statement::blank(id.into(), stamp, negotiation, PartyId(Uuid::nil())) }
    }
}
