//! A negotiation, the seats at its table, its issues and its sources.

use super::fields::{Indexed, Saved, Search, Show, record};
use super::{
    Credibility, IssueId, IssueState, NegotiationId, NegotiationStatus, PartyId, Reliability, SeatRole, SourceId, SourceKind,
    Stamp, When,
};
use chrono::NaiveDate;

record! {
    /// What one party is in this negotiation.
    #[derive(Default)]
    Seat, SeatField {
        /// Which party.
        party: PartyId { label: "Party", saved: Saved::Always, mention: "party in seats" }
        /// In what role.
        role: SeatRole { label: "Role", saved: Saved::Always }
        /// Anything else on it.
        note: String { label: "Note", search: Search::As("seat") }
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
        title: String { label: "Title", saved: Saved::Always, search: Search::Name }
        /// A short code for lists and the command line: "RU-UA-2025"; may be empty.
        code: String { label: "Code", search: Search::Name }
        /// What it is about.
        summary: String { label: "Summary", search: Search::As("summary") }
        /// How it is going.
        status: NegotiationStatus { label: "Status", saved: Saved::Always }
        /// Who sits in it, in table order: the matrix takes its columns from here.
        seats: Vec<Seat> { label: "Seats" }
        /// Free words to group by.
        tags: Vec<String> { label: "Tags", search: Search::As("tags"), index: Indexed::Words }
        /// The handling marking, shown on every screen and export; empty for none.
        handling: String { label: "Handling marking", search: Search::As("handling") }
        /// What was answered about names in files that were imported, a line each, so that nothing is asked twice.
        answers: Vec<String> { label: "Answers about names in files", search: Search::No("is for the next import"), show: Show::No("is for the next import") }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note") }
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
        negotiation: NegotiationId { label: "Negotiation", saved: Saved::Inherited }
        /// What it is called.
        name: String { label: "Name", saved: Saved::Always, search: Search::Name }
        /// The issue that it is a part of.
        parent: Option<IssueId> { label: "Part of", show: Show::As("part_of") }
        /// Where it stands.
        state: IssueState { label: "State", saved: Saved::Always }
        /// Its place among the issues, low first; equal places sort by id.
        place: u32 { label: "Place in the list", show: Show::No("is the order of the list") }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note") }
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
        negotiation: NegotiationId { label: "Negotiation", saved: Saved::Inherited }
        /// What kind of thing it is.
        kind: SourceKind { label: "Kind", saved: Saved::Always }
        /// Its title.
        title: String { label: "Title", search: Search::Name }
        /// Who published it.
        outlet: String { label: "Outlet", search: Search::As("outlet") }
        /// Its address: a URL, a file number, a place on a shelf.
        address: String { label: "Address", search: Search::As("address") }
        /// When it was published.
        published: When { label: "Published" }
        /// On which day it was read.
        read: Option<NaiveDate> { label: "Read on" }
        /// The text itself, if pasted.
        text: String { label: "Text", search: Search::As("text") }
        /// How far the source is trusted; a statement may judge otherwise.
        reliability: Option<Reliability> { label: "Reliability" }
        /// How likely its content is; a statement may judge otherwise.
        credibility: Option<Credibility> { label: "Credibility" }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note") }
    } order { negotiation title address kind outlet published reliability credibility read text note } beside { id stamp } blank(id: SourceId, stamp: Stamp, negotiation: NegotiationId)
}
