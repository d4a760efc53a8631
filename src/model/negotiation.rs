//! A negotiation, the seats at its table, its issues and its sources.

use super::fields::{Form, Indexed, Release, Saved, Search, Show, record};
use super::{
    Credibility, Document, IssueId, IssueState, NegotiationId, NegotiationStatus, PartyId, Reliability, SeatRole, SourceId,
    SourceKind, Stamp, When,
};
use chrono::NaiveDate;

record! {
    /// What one party is in this negotiation.
    #[derive(Default)]
    Seat, SeatField {
        /// Which party.
        party: PartyId { label: "Party", saved: Saved::Always, mention: "party in seats", form: Form::BY_HAND }
        /// In what role.
        role: SeatRole { label: "Role", saved: Saved::Always, form: Form::BY_HAND, release: Release::Whole }
        /// Anything else on it.
        note: String { label: "Note", search: Search::As("seat"), form: Form::BY_HAND }
    } order { party role note }
}

record! {
    /// A process of talks between parties: the frame for rounds, issues, statements and sources.
    #[derive(Default)]
    Negotiation, NegotiationField {
        /// Its id.
        id: NegotiationId { saved: Saved::Always }
        /// When and by whom it was made and changed.
        stamp: Stamp { saved: Saved::Always }
        /// Its title.
        title: String {
            label: "Title", saved: Saved::Always, search: Search::Name, form: Form::BY_HAND,
            release: Release::Whole,
        }
        /// A short code for lists and the command line: "RU-UA-2025"; may be empty.
        code: String { label: "Code", search: Search::Name, form: Form::BY_HAND, release: Release::Whole }
        /// What it is about.
        summary: String { label: "Summary", search: Search::As("summary"), form: Form::BY_HAND, release: Release::Whole }
        /// How it is going.
        status: NegotiationStatus { label: "Status", saved: Saved::Always, form: Form::BY_HAND, release: Release::Whole }
        /// Who sits in it, in table order: the matrix takes its columns from here.
        seats: Vec<Seat> { label: "Seats", form: Form::BY_HAND }
        /// Free words to group by.
        tags: Vec<String> {
            label: "Tags", search: Search::As("tags"), index: Indexed::Words, form: Form::within("tags"),
            release: Release::Whole,
        }
        /// The handling marking, shown on every screen and export; empty for none.
        handling: String {
            label: "Handling marking", search: Search::As("handling"), release: Release::Whole,
            form: Form::within("handling").hint("Shown on every screen and export"),
        }
        /// What was answered about names in files that were imported, a line each, so that nothing is asked twice.
        answers: Vec<String> {
            label: "Answers about names in files", search: Search::No("is for the next import"), show: Show::No("is for the next import"),
            release: Release::Whole,
            form: Form::no("is for the next import"),
        }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note"), form: Form::BY_HAND }
    } order { title status code summary seats tags handling answers note } beside { id stamp } blank(id: NegotiationId, stamp: Stamp)
}

record! {
    /// A topic on the table.
    #[derive(Default)]
    Issue, IssueField {
        /// Its id.
        id: IssueId { saved: Saved::Always }
        /// When and by whom it was made and changed.
        stamp: Stamp { saved: Saved::Always }
        /// In which negotiation.
        negotiation: NegotiationId {
            label: "Negotiation", saved: Saved::Inherited, form: Form::no("is told by where it is made"),
        }
        /// What it is called.
        name: String { label: "Name", saved: Saved::Always, search: Search::Name, form: Form::BY_HAND }
        /// The issue that it is a part of.
        parent: Option<IssueId> { label: "Part of", show: Show::As("part_of"), form: Form::BY_HAND }
        /// Where it stands.
        state: IssueState { label: "State", saved: Saved::Always, form: Form::BY_HAND }
        /// Its place among the issues, low first; equal places sort by id.
        place: u32 { label: "Place in the list", show: Show::No("is the order of the list"), form: Form::BY_HAND }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note"), form: Form::BY_HAND }
    } order { negotiation name state parent place note } beside { id stamp } blank(id: IssueId, stamp: Stamp, negotiation: NegotiationId)
}

record! {
    /// Where something is known from.
    #[derive(Default)]
    Source, SourceField {
        /// Its id.
        id: SourceId { saved: Saved::Always }
        /// When and by whom it was made and changed.
        stamp: Stamp { saved: Saved::Always }
        /// In which negotiation.
        negotiation: NegotiationId {
            label: "Negotiation", saved: Saved::Inherited, form: Form::no("is told by where it is made"),
        }
        /// What kind of thing it is.
        kind: SourceKind { label: "Kind", saved: Saved::Always, form: Form::BY_HAND }
        /// Its title.
        title: String { label: "Title", search: Search::Name, form: Form::BY_HAND }
        /// Who published it.
        outlet: String { label: "Outlet", search: Search::As("outlet"), form: Form::BY_HAND }
        /// Its address: a URL, a file number, a place on a shelf.
        address: String { label: "Address", search: Search::As("address"), form: Form::BY_HAND }
        /// When it was published.
        published: When { label: "Published", form: Form::BY_HAND }
        /// On which day it was read.
        read: Option<NaiveDate> { label: "Read on", form: Form::within("text") }
        /// The text itself, if pasted.
        text: String {
            label: "Text", search: Search::As("text"),
            form: Form::within("text").lines().hint("Paste it here, and it can be quoted and searched"),
        }
        /// The file that the text was read from.
        document: Document {}
        /// How far the source is trusted; a statement may judge otherwise.
        reliability: Option<Reliability> { label: "Reliability", form: Form::within("grading") }
        /// How likely its content is; a statement may judge otherwise.
        credibility: Option<Credibility> { label: "Credibility", form: Form::within("grading") }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note"), form: Form::BY_HAND }
    } order { negotiation title address kind outlet published reliability credibility read text document note } beside { id stamp } blank(id: SourceId, stamp: Stamp, negotiation: NegotiationId)
}
