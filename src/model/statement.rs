//! Statements: what was said, by whom, how we know, and what it does to earlier ones.

use super::{
    Credibility, Firmness, IssueId, Movement, NegotiationId, PartId, PartyId, RecordLevel, Reliability, RoundId, SourceId, Stamp,
    StatementId, StatementKind, Verification, When, Who,
};

/// One thing that one party said. A *position* is not stored: it is the latest statement that bears one.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its id.
    pub id: StatementId,
    /// When and by whom it was made and changed.
    pub stamp: Stamp,
    /// In which negotiation.
    pub negotiation: NegotiationId,
    /// At or about which round; none if between rounds.
    pub round: Option<RoundId>,
    /// In which sitting of that round.
    pub sitting: Option<PartId>,
    /// When it was said.
    pub said_on: When,
    /// Whose position it is.
    pub party: PartyId,
    /// On whose behalf it spoke, if not its own: a spokesperson for a bloc.
    pub on_behalf_of: Option<PartyId>,
    /// Who said it.
    pub speaker: Option<Who>,
    /// On which issues.
    pub issues: Vec<IssueId>,
    /// What it does.
    pub kind: StatementKind,
    /// How hard it is held.
    pub firmness: Option<Firmness>,
    /// Whether `text` is the speaker's own words.
    pub verbatim: bool,
    /// What was said.
    pub text: String,
    /// The wording in the language it was said in.
    pub original: Original,
    /// On what terms it was said.
    pub level: RecordLevel,
    /// The agreed terms of use in words.
    pub terms: String,
    /// How we know.
    pub sources: Vec<SourceId>,
    /// The place in the source: page, paragraph, minute.
    pub locus: String,
    /// How well it is supported.
    pub verification: Verification,
    /// Who could or could not verify it, in words.
    pub verification_note: String,
    /// How far the source is trusted in this.
    pub reliability: Option<Reliability>,
    /// How likely the content is.
    pub credibility: Option<Credibility>,
    /// The statements that it replaces.
    pub supersedes: Vec<StatementId>,
    /// The statements that it answers.
    pub answers: Vec<StatementId>,
    /// What it hangs on ("A only if B").
    pub condition: Condition,
    /// How it stands to the party's earlier position, as judged by the note-taker.
    pub movement: Option<Movement>,
    /// Who infers it, if it is an assessment and not said by the party.
    pub assessor: String,
    /// Words of the user's own to find it by.
    pub tags: Vec<String>,
    /// What nobody has settled yet, each a reason in words why somebody must look at it; empty if nothing.
    pub to_check: Vec<String>,
    /// Anything else.
    pub note: String,
}

/// The wording in its own language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Original {
    /// The words; empty if not kept.
    pub text: String,
    /// Their language as a BCP 47 tag.
    pub language: String,
}

/// What a statement hangs on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Condition {
    /// The condition in words; empty for none.
    pub text: String,
    /// The statements that would have to come true.
    pub on: Vec<StatementId>,
}

impl RecordLevel {
    /// Whether the terms keep the words from being repeated with the name. Terms of the user's own do: nobody else knows them.
    pub fn is_guarded(&self) -> bool {
        !matches!(self, Self::OnRecord | Self::Unstated)
    }
}

impl Statement {
    /// Whether it is what an analyst infers rather than what a party says.
    pub fn is_assessment(&self) -> bool {
        self.kind == StatementKind::Interest || !self.assessor.is_empty()
    }
}
