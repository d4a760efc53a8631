//! Follow-ups, and incidents that bear on the talks.

use super::columns;
use super::fields::{Column, Form, Indexed, List, Release, Saved, Search, Show, record};
use super::{
    FollowUpId, FollowUpState, IncidentId, NegotiationId, Passage, RecordLevel, RoundId, SourceId, Stamp, Verification, When, Who,
};

record! {
    /// Something that somebody is to do.
    #[derive(Default)]
    FollowUp, FollowUpField {
        /// Its id.
        id: FollowUpId { saved: Saved::Always, list: columns::ID.list() }
        /// When and by whom it was made and changed.
        stamp: Stamp { saved: Saved::Always }
        /// In which negotiation.
        negotiation: NegotiationId {
            label: "Negotiation", saved: Saved::Inherited, form: Form::no("is told by where it is made"),
            list: List::No("is above the list"),
        }
        /// From which round.
        round: Option<RoundId> {
            label: "From round", saved: Saved::Inherited, form: Form::BY_HAND,
            list: Column::new("Round", 26, "From which round").also(columns::ROUND).by_hand().list(),
        }
        /// What is to be done.
        what: String {
            label: "What", saved: Saved::Always, search: Search::As("what"), form: Form::BY_HAND,
            list: Column::new("What", 50, "What is to be done")
                .also(
                    "action, task, to do, follow up, action item, action point, what to do, item, commitment, aufgabe, \
                     tache, tarea, задача",
                )
                .needed()
                .by_hand()
                .list(),
        }
        /// Who owes it.
        owners: Vec<Who> {
            label: "Owed by", search: Search::As("owners"), form: Form::BY_HAND,
            list: Column::new("Owner", 22, "Who owes it, one in each line; “both” and “all” are understood")
                .key("owner")
                .also(
                    "owners, who, responsible, party, assigned to, assignee, owed by, verantwortlich, responsable, \
                     ответственный",
                )
                .needed()
                .by_hand()
                .list(),
        }
        /// By when.
        due: When {
            label: "Due", form: Form::BY_HAND,
            list: Column::new("Due", 12, "By when, as a date or in words")
                .also("deadline, due date, date due, by, by when, date, frist, echeance, plazo, срок")
                .by_hand()
                .list(),
        }
        /// Where it stands.
        state: FollowUpState {
            label: "State", saved: Saved::Always, form: Form::BY_HAND, release: Release::Whole,
            list: Column::new("State", 12, "Where it stands").also("status, progress").by_hand().list(),
        }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> {
            label: "Record level", show: Show::As("record_level"), form: Form::BY_HAND, release: Release::Whole,
            list: columns::LEVEL.list(),
        }
        /// How we know.
        sources: Vec<SourceId> { label: "Sources", list: columns::SOURCES.list(), form: Form::BY_HAND }
        /// Where it stands in the texts of sources, word for word.
        passages: Vec<Passage> {
            label: "Passages", mention: "source in passages", form: Form::BY_HAND,
            list: columns::PASSAGES.list(),
        }
        /// The name under which another calendar knows it, if it came from there; empty otherwise.
        uid: String {
            label: "Calendar UID", search: Search::No("is for other programs"), form: Form::BY_HAND, release: Release::Whole,
            list: List::No("is for other programs"),
        }
        /// What that calendar said of it last, in lines of a calendar: what is news in a later copy is told by it. Empty if nothing is known.
        calendar: String {
            label: "As the calendar last had it", search: Search::No("is for other programs"), show: Show::No("is for other programs"),
            release: Release::Whole,
            form: Form::no("is for other programs"),
            list: List::No("is for other programs"),
        }
        /// What nobody has settled yet, each a reason in words why somebody must look at it; empty if nothing.
        to_check: Vec<String> {
            label: "To look at", search: Search::As("to look at"), index: Indexed::Filled, show: Show::As("to_look_at"),
            form: Form::BY_HAND, release: Release::Never,
            list: List::No("stays with the record"),
        }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note"), list: columns::NOTE.list(), form: Form::BY_HAND }
    } order { negotiation what owners due state round level sources passages uid calendar to_check note } beside { id stamp } blank(id: FollowUpId, stamp: Stamp, negotiation: NegotiationId)
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
        negotiation: NegotiationId {
            label: "Negotiation", saved: Saved::Inherited, form: Form::no("is told by where it is made"),
        }
        /// Around which round.
        round: Option<RoundId> { label: "Around round", saved: Saved::Inherited, form: Form::BY_HAND }
        /// When it was.
        when: When { label: "When", form: Form::BY_HAND }
        /// Where it was.
        place: String { label: "Where", search: Search::As("place"), form: Form::BY_HAND }
        /// What is said to have happened.
        what: String {
            label: "What is said to have happened", saved: Saved::Always, search: Search::As("what"), form: Form::BY_HAND,
        }
        /// Who says so.
        claimed_by: Vec<Who> {
            label: "Claimed by", mention: "claimed by", search: Search::As("claimed by"), form: Form::BY_HAND,
        }
        /// Who is said to have done it.
        blamed_on: Vec<Who> { label: "Blamed on", mention: "blamed on", search: Search::As("blamed on"), form: Form::BY_HAND }
        /// Who says it is untrue.
        denied_by: Vec<Who> { label: "Denied by", mention: "denied by", search: Search::As("denied by"), form: Form::BY_HAND }
        /// How well it is supported.
        verification: Verification {
            label: "Verification", saved: Saved::Always, form: Form::within("verification"),
            release: Release::Whole,
        }
        /// Who could or could not verify it, in words.
        verification_note: String {
            label: "Verification in words", search: Search::As("verification"),
            form: Form::within("verification").label("In words").hint("Who could, or could not, verify it"),
        }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> {
            label: "Record level", show: Show::As("record_level"), form: Form::BY_HAND,
            release: Release::Whole,
        }
        /// How we know.
        sources: Vec<SourceId> { label: "Sources", form: Form::BY_HAND }
        /// Where it stands in the texts of sources, word for word.
        passages: Vec<Passage> {
            label: "Passages", mention: "source in passages", form: Form::BY_HAND,
        }
        /// What nobody has settled yet, each a reason in words why somebody must look at it; empty if nothing.
        to_check: Vec<String> {
            label: "To look at", search: Search::As("to look at"), index: Indexed::Filled, show: Show::As("to_look_at"),
            form: Form::BY_HAND, release: Release::Never,
        }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note"), form: Form::BY_HAND }
    } order { negotiation what when place claimed_by blamed_on denied_by verification verification_note round level sources passages to_check note } beside { id stamp } blank(id: IncidentId, stamp: Stamp, negotiation: NegotiationId)
}
