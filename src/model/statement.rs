//! Statements: what was said, by whom, how we know, and what it does to earlier ones.

use super::fields::{Indexed, Saved, Search, Show, record};
use super::{
    Credibility, Firmness, IssueId, Movement, NegotiationId, PartId, PartyId, RecordLevel, Reliability, RoundId, SourceId, Stamp,
    StatementId, StatementKind, Verification, When, Who,
};

record! {
    /// One thing that one party said. A *position* is not stored: it is the latest statement that bears one.
    #[derive(Default)]
    Statement, StatementField {
        /// Its id.
        id: StatementId { saved: Saved::Always }
        /// When and by whom it was made and changed.
        stamp: Stamp { saved: Saved::Always }
        /// In which negotiation.
        negotiation: NegotiationId { label: "Negotiation", saved: Saved::Inherited }
        /// At or about which round; none if between rounds.
        round: Option<RoundId> { label: "Round", saved: Saved::Inherited }
        /// In which sitting of that round.
        sitting: Option<PartId> { label: "Sitting" }
        /// When it was said.
        said_on: When { label: "Said on" }
        /// Whose position it is.
        party: PartyId { label: "Party", saved: Saved::Always }
        /// On whose behalf it spoke, if not its own: a spokesperson for a bloc.
        on_behalf_of: Option<PartyId> { label: "On behalf of", mention: "on behalf of" }
        /// Who said it.
        speaker: Option<Who> { label: "Speaker", search: Search::As("speaker") }
        /// On which issues.
        issues: Vec<IssueId> { label: "Issues" }
        /// What it does.
        kind: StatementKind { label: "Kind", saved: Saved::Always, search: Search::As("kind"), index: Indexed::Words }
        /// How hard it is held.
        firmness: Option<Firmness> { label: "Firmness" }
        /// Whether `text` is the speaker's own words.
        verbatim: bool { label: "Word for word" }
        /// What was said.
        text: String { label: "Text", saved: Saved::Always, search: Search::As("text") }
        /// The wording in the language it was said in.
        original: Original {}
        /// On what terms it was said.
        level: RecordLevel { label: "Record level", saved: Saved::Always, show: Show::As("record_level") }
        /// The agreed terms of use in words.
        terms: String { label: "Agreed terms", search: Search::As("terms") }
        /// How we know.
        sources: Vec<SourceId> { label: "Sources" }
        /// The place in the source: page, paragraph, minute.
        locus: String { label: "Place in the source", search: Search::As("place in the source"), show: Show::As("place_in_source") }
        /// How well it is supported.
        verification: Verification { label: "Verification", saved: Saved::Always }
        /// Who could or could not verify it, in words.
        verification_note: String { label: "Verification in words", search: Search::As("verification") }
        /// How far the source is trusted in this.
        reliability: Option<Reliability> { label: "Reliability" }
        /// How likely the content is.
        credibility: Option<Credibility> { label: "Credibility" }
        /// The statements that it replaces.
        supersedes: Vec<StatementId> { label: "Replaces" }
        /// The statements that it answers.
        answers: Vec<StatementId> { label: "Answers" }
        /// What it hangs on ("A only if B").
        condition: Condition {}
        /// How it stands to the party's earlier position, as judged by the note-taker.
        movement: Option<Movement> { label: "Movement" }
        /// Who infers it, if it is an assessment and not said by the party.
        assessor: String { label: "Assessed by", search: Search::As("assessor") }
        /// Words of the user's own to find it by.
        tags: Vec<String> { label: "Tags", search: Search::As("tags"), index: Indexed::Words }
        /// What nobody has settled yet, each a reason in words why somebody must look at it; empty if nothing.
        to_check: Vec<String> {
            label: "To look at",
            search: Search::As("to look at"),
            show: Show::As("to_look_at"),
            index: Indexed::Filled,
        }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note") }
    } order {
        negotiation party text kind firmness verbatim assessor issues speaker said_on sources locus verification
        verification_note reliability credibility level terms round sitting on_behalf_of movement supersedes answers
        condition original tags to_check note
    } beside { id stamp } blank(id: StatementId, stamp: Stamp, negotiation: NegotiationId, party: PartyId)
}

record! {
    /// The wording in its own language.
    #[derive(Default)]
    Original, OriginalField {
        /// The words; empty if not kept.
        text: String { label: "Original wording", search: Search::As("original wording"), show: Show::As("original") }
        /// Their language as a BCP 47 tag.
        language: String { label: "Language of the original", search: Search::No("says nothing by itself"), show: Show::As("original_language") }
    } order { text language }
}

record! {
    /// What a statement hangs on.
    #[derive(Default)]
    Condition, ConditionField {
        /// The condition in words; empty for none.
        text: String { label: "Only if", search: Search::As("condition"), show: Show::As("condition") }
        /// The statements that would have to come true.
        on: Vec<StatementId> { label: "Hangs on these statements", mention: "conditional on", show: Show::As("conditional_on") }
    } order { text on }
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
