//! What surrounds the table: follow-ups that somebody owes, and incidents that bear on the talks.

use super::{
    FollowUpId, FollowUpState, IncidentId, NegotiationId, RecordLevel, RoundId, SourceId, Stamp, Verification, When, Who,
};

/// Something that somebody is to do.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowUp {
    /// Its id.
    pub id: FollowUpId,
    /// When and by whom it was made and changed.
    pub stamp: Stamp,
    /// In which negotiation.
    pub negotiation: NegotiationId,
    /// From which round.
    pub round: Option<RoundId>,
    /// What is to be done.
    pub what: String,
    /// Who owes it.
    pub owners: Vec<Who>,
    /// By when.
    pub due: When,
    /// Where it stands.
    pub state: FollowUpState,
    /// On what terms it may be told; none while nobody has said.
    pub level: Option<RecordLevel>,
    /// How we know.
    pub sources: Vec<SourceId>,
    /// The name under which another calendar knows it, if it came from there; empty otherwise.
    pub uid: String,
    /// What that calendar said of it last, in lines of a calendar: what is news in a later copy is told by it. Empty if nothing is known.
    pub calendar: String,
    /// Anything else.
    pub note: String,
}

/// Something away from the table that bears on it. A claim is recorded as a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// When and by whom it was made and changed.
    pub stamp: Stamp,
    /// In which negotiation.
    pub negotiation: NegotiationId,
    /// Around which round.
    pub round: Option<RoundId>,
    /// When it was.
    pub when: When,
    /// Where it was.
    pub place: String,
    /// What is said to have happened.
    pub what: String,
    /// Who says so.
    pub claimed_by: Vec<Who>,
    /// Who is said to have done it.
    pub blamed_on: Vec<Who>,
    /// Who says it is untrue.
    pub denied_by: Vec<Who>,
    /// How well it is supported.
    pub verification: Verification,
    /// Who could or could not verify it, in words.
    pub verification_note: String,
    /// On what terms it may be told; none while nobody has said.
    pub level: Option<RecordLevel>,
    /// How we know.
    pub sources: Vec<SourceId>,
    /// Anything else.
    pub note: String,
}
