//! Records in which nothing has been filled in yet: each with what a record must have, and every other field as it is while nobody
//! has said anything. Take one with `..`, so that a new field needs a default in one place only.

use super::{
    Condition, FollowUp, FollowUpId, FollowUpState, Format, Incident, IncidentId, Issue, IssueId, IssueState, Negotiation,
    NegotiationId, NegotiationStatus, Original, Outcome, Party, PartyId, PartyKind, Person, PersonId, RecordLevel, Round,
    RoundId, Schedule, ScheduleStatus, Source, SourceId, SourceKind, Stamp, Statement, StatementId, StatementKind, Venue,
    Verification, When,
};

impl Party {
    /// Nobody knows what, without a name.
    pub fn blank(id: PartyId, stamp: Stamp) -> Self {
        Self {
            id,
            stamp,
            name: String::new(),
            short: String::new(),
            kind: PartyKind::Unstated,
            spellings: Vec::new(),
            hue: None,
            blocs: Vec::new(),
            note: String::new(),
        }
    }
}

impl Person {
    /// Somebody without a name.
    pub fn blank(id: PersonId, stamp: Stamp) -> Self {
        Self { id, stamp, name: String::new(), spellings: Vec::new(), affiliations: Vec::new(), note: String::new() }
    }
}

impl Negotiation {
    /// Active talks without a title, at which nobody sits.
    pub fn blank(id: NegotiationId, stamp: Stamp) -> Self {
        Self {
            id,
            stamp,
            title: String::new(),
            code: String::new(),
            summary: String::new(),
            status: NegotiationStatus::Unstated,
            seats: Vec::new(),
            tags: Vec::new(),
            handling: String::new(),
            answers: Vec::new(),
            note: String::new(),
        }
    }
}

impl Issue {
    /// An issue without a name, at the top of the list, of which nobody has said where it stands.
    pub fn blank(id: IssueId, stamp: Stamp, negotiation: NegotiationId) -> Self {
        Self {
            id,
            stamp,
            negotiation,
            name: String::new(),
            parent: None,
            state: IssueState::Unstated,
            place: 0,
            note: String::new(),
        }
    }
}

impl Source {
    /// Nobody knows what, without a title.
    pub fn blank(id: SourceId, stamp: Stamp, negotiation: NegotiationId) -> Self {
        Self {
            id,
            stamp,
            negotiation,
            kind: SourceKind::Unstated,
            title: String::new(),
            outlet: String::new(),
            address: String::new(),
            published: When::Unknown,
            read: None,
            text: String::new(),
            reliability: None,
            credibility: None,
            note: String::new(),
        }
    }
}

impl Round {
    /// A round of which nothing is known, not even whether it will be held.
    pub fn blank(id: RoundId, stamp: Stamp, negotiation: NegotiationId) -> Self {
        Self {
            id,
            stamp,
            negotiation,
            number: None,
            title: String::new(),
            schedule: Schedule {
                status: ScheduleStatus::Unstated,
                when: When::Unknown,
                earlier: Vec::new(),
                announcements: Vec::new(),
            },
            venue: Venue::default(),
            zone: None,
            format: Format::default(),
            agenda: Vec::new(),
            attendance: Vec::new(),
            sittings: Vec::new(),
            accounts: Vec::new(),
            discrepancies: Vec::new(),
            outcome: Outcome::default(),
            sources: Vec::new(),
            uid: String::new(),
            calendar: String::new(),
            note: String::new(),
            note_level: None,
        }
    }
}

impl Statement {
    /// A paraphrase of that party of which nothing is stated: no kind, no level, no source, no words.
    pub fn blank(id: StatementId, stamp: Stamp, negotiation: NegotiationId, party: PartyId) -> Self {
        Self {
            id,
            stamp,
            negotiation,
            round: None,
            sitting: None,
            said_on: When::Unknown,
            party,
            on_behalf_of: None,
            speaker: None,
            issues: Vec::new(),
            kind: StatementKind::Unstated,
            firmness: None,
            verbatim: false,
            text: String::new(),
            original: Original::default(),
            level: RecordLevel::Unstated,
            terms: String::new(),
            sources: Vec::new(),
            locus: String::new(),
            verification: Verification::Unverified,
            reliability: None,
            credibility: None,
            supersedes: Vec::new(),
            answers: Vec::new(),
            condition: Condition::default(),
            movement: None,
            verification_note: String::new(),
            assessor: String::new(),
            tags: Vec::new(),
            to_check: Vec::new(),
            note: String::new(),
        }
    }
}

impl FollowUp {
    /// Something open that nobody owes yet.
    pub fn blank(id: FollowUpId, stamp: Stamp, negotiation: NegotiationId) -> Self {
        Self {
            id,
            stamp,
            negotiation,
            round: None,
            what: String::new(),
            owners: Vec::new(),
            due: When::Unknown,
            state: FollowUpState::Open,
            level: None,
            sources: Vec::new(),
            uid: String::new(),
            calendar: String::new(),
            note: String::new(),
        }
    }
}

impl Incident {
    /// Something unverified of which nothing is known.
    pub fn blank(id: IncidentId, stamp: Stamp, negotiation: NegotiationId) -> Self {
        Self {
            id,
            stamp,
            negotiation,
            round: None,
            when: When::Unknown,
            place: String::new(),
            what: String::new(),
            claimed_by: Vec::new(),
            blamed_on: Vec::new(),
            denied_by: Vec::new(),
            verification: Verification::Unverified,
            verification_note: String::new(),
            level: None,
            sources: Vec::new(),
            note: String::new(),
        }
    }
}
