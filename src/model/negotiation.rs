//! A negotiation, the seats at its table, its issues and its sources.

use super::{
    Credibility, IssueId, IssueState, NegotiationId, NegotiationStatus, PartyId, Reliability, SeatRole, SourceId, SourceKind,
    Stamp, When,
};
use chrono::NaiveDate;

/// What one party is in this negotiation.
#[derive(Clone, Debug, PartialEq)]
pub struct Seat {
    /// Which party.
    pub party: PartyId,
    /// In what role.
    pub role: SeatRole,
    /// Anything else on it.
    pub note: String,
}

/// A process of talks between parties: the frame for rounds, issues, statements and sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Negotiation {
    /// Its id.
    pub id: NegotiationId,
    /// When and by whom it was made and changed.
    pub stamp: Stamp,
    /// Its title.
    pub title: String,
    /// A short code for lists and the command line: "RU-UA-2025"; may be empty.
    pub code: String,
    /// What it is about.
    pub summary: String,
    /// How it is going.
    pub status: NegotiationStatus,
    /// Who sits in it, in table order: the matrix takes its columns from here.
    pub seats: Vec<Seat>,
    /// Free words to group by.
    pub tags: Vec<String>,
    /// The handling marking, shown on every screen and export; empty for none.
    pub handling: String,
    /// What was answered about names in files that were imported, a line each, so that nothing is asked twice.
    pub answers: Vec<String>,
    /// Anything else.
    pub note: String,
}

/// A topic on the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Its id.
    pub id: IssueId,
    /// When and by whom it was made and changed.
    pub stamp: Stamp,
    /// In which negotiation.
    pub negotiation: NegotiationId,
    /// What it is called.
    pub name: String,
    /// The issue that it is a part of.
    pub parent: Option<IssueId>,
    /// Where it stands.
    pub state: IssueState,
    /// Its place among the issues, low first; equal places sort by id.
    pub place: u32,
    /// Anything else.
    pub note: String,
}

/// Where something is known from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// When and by whom it was made and changed.
    pub stamp: Stamp,
    /// In which negotiation.
    pub negotiation: NegotiationId,
    /// What kind of thing it is.
    pub kind: SourceKind,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// Its address: a URL, a file number, a place on a shelf.
    pub address: String,
    /// When it was published.
    pub published: When,
    /// On which day it was read.
    pub read: Option<NaiveDate>,
    /// The text itself, if pasted.
    pub text: String,
    /// How far the source is trusted; a statement may judge otherwise.
    pub reliability: Option<Reliability>,
    /// How likely its content is; a statement may judge otherwise.
    pub credibility: Option<Credibility>,
    /// Anything else.
    pub note: String,
}
