//! Follow-ups, and incidents that bear on the talks.

use super::fields::{Saved, Search, Show, record};
use super::{
    FollowUpId, FollowUpState, IncidentId, NegotiationId, RecordLevel, RoundId, SourceId, Stamp, Verification, When, Who,
};

record! {
    /// Something that somebody is to do.
    #[derive(Default)]
    FollowUp, FollowUpField {
        /// Its id.
        id: FollowUpId { saved: Saved::Always }
        /// When and by whom it was made and changed.
        stamp: Stamp { saved: Saved::Always }
        /// In which negotiation.
        negotiation: NegotiationId { label: "Negotiation", saved: Saved::Inherited }
        /// From which round.
        round: Option<RoundId> { label: "From round", saved: Saved::Inherited }
        /// What is to be done.
        what: String { label: "What", saved: Saved::Always, search: Search::As("what") }
        /// Who owes it.
        owners: Vec<Who> { label: "Owed by", search: Search::As("owners") }
        /// By when.
        due: When { label: "Due" }
        /// Where it stands.
        state: FollowUpState { label: "State", saved: Saved::Always }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> { label: "Record level", show: Show::As("record_level") }
        /// How we know.
        sources: Vec<SourceId> { label: "Sources" }
        /// The name under which another calendar knows it, if it came from there; empty otherwise.
        uid: String { label: "Calendar UID", search: Search::No("is for other programs") }
        /// What that calendar said of it last, in lines of a calendar: what is news in a later copy is told by it. Empty if nothing is known.
        calendar: String { label: "As the calendar last had it", search: Search::No("is for other programs"), show: Show::No("is for other programs") }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note") }
    } order { negotiation what owners due state round level sources uid calendar note } beside { id stamp } blank(id: FollowUpId, stamp: Stamp, negotiation: NegotiationId)
}

record! {
    /// Something away from the table that bears on it. A claim is recorded as a claim.
    #[derive(Default)]
    Incident, IncidentField {
        /// Its id.
        id: IncidentId { saved: Saved::Always }
        /// When and by whom it was made and changed.
        stamp: Stamp { saved: Saved::Always }
        /// In which negotiation.
        negotiation: NegotiationId { label: "Negotiation", saved: Saved::Inherited }
        /// Around which round.
        round: Option<RoundId> { label: "Around round", saved: Saved::Inherited }
        /// When it was.
        when: When { label: "When" }
        /// Where it was.
        place: String { label: "Where", search: Search::As("place") }
        /// What is said to have happened.
        what: String { label: "What is said to have happened", saved: Saved::Always, search: Search::As("what") }
        /// Who says so.
        claimed_by: Vec<Who> { label: "Claimed by", mention: "claimed by", search: Search::As("claimed by") }
        /// Who is said to have done it.
        blamed_on: Vec<Who> { label: "Blamed on", mention: "blamed on", search: Search::As("blamed on") }
        /// Who says it is untrue.
        denied_by: Vec<Who> { label: "Denied by", mention: "denied by", search: Search::As("denied by") }
        /// How well it is supported.
        verification: Verification { label: "Verification", saved: Saved::Always }
        /// Who could or could not verify it, in words.
        verification_note: String { label: "Verification in words", search: Search::As("verification") }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> { label: "Record level", show: Show::As("record_level") }
        /// How we know.
        sources: Vec<SourceId> { label: "Sources" }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note") }
    } order { negotiation what when place claimed_by blamed_on denied_by verification verification_note round level sources note } beside { id stamp } blank(id: IncidentId, stamp: Stamp, negotiation: NegotiationId)
}
