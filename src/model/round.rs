//! A round of talks: its schedule, venue, format, table, sittings, accounts and outcome.

use super::{
    AttendanceRole, Contact, IssueId, Mediation, NegotiationId, OutcomeKind, PartId, PartyId, PersonId, Presence, RecordLevel,
    RoundId, ScheduleStatus, Setting, SourceId, Spelling, Stamp, Track, Visibility, When, Who,
};
use chrono_tz::Tz;

/// One meeting, or one series of sittings under one number.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// When and by whom it was made and changed.
    pub stamp: Stamp,
    /// In which negotiation.
    pub negotiation: NegotiationId,
    /// Its number in the negotiation, if it is counted.
    pub number: Option<u32>,
    /// Its title; may be empty, then place and date name it.
    pub title: String,
    /// Status, date, earlier dates and announcements.
    pub schedule: Schedule,
    /// Where it is held.
    pub venue: Venue,
    /// The venue's time zone.
    pub zone: Option<Tz>,
    /// How the parties meet.
    pub format: Format,
    /// The issues on its agenda, in order.
    pub agenda: Vec<IssueId>,
    /// Who was asked, came, or stayed away.
    pub attendance: Vec<Attendance>,
    /// Its days or sittings, in order.
    pub sittings: Vec<Sitting>,
    /// The parties' own readouts.
    pub accounts: Vec<Account>,
    /// Facts on which sources disagree.
    pub discrepancies: Vec<Discrepancy>,
    /// What came out.
    pub outcome: Outcome,
    /// The sources for the round as a whole.
    pub sources: Vec<SourceId>,
    /// The name under which another calendar knows it, if it came from there; empty otherwise.
    pub uid: String,
    /// What that calendar said of it last, in lines of a calendar: what is news in a later copy is told by it. Empty if nothing is known.
    pub calendar: String,
    /// Anything else.
    pub note: String,
    /// On what terms the note may be told; none while nobody has said.
    pub note_level: Option<RecordLevel>,
}

/// When a round is, was to be, and was said to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// How firm it is.
    pub status: ScheduleStatus,
    /// The date now held to be right.
    pub when: When,
    /// What it was before, oldest first.
    pub earlier: Vec<EarlierDate>,
    /// Who said which date. Whether they conflict is computed.
    pub announcements: Vec<Announcement>,
}

/// A date that a round once had.
#[derive(Clone, Debug, PartialEq)]
pub struct EarlierDate {
    /// Names it within the round.
    pub id: PartId,
    /// The date.
    pub when: When,
    /// Where it was to be, if another place was named; empty otherwise.
    pub venue: String,
    /// Why it was given up, in words.
    pub note: String,
    /// How we know.
    pub source: Option<SourceId>,
    /// On what terms it may be told; none while nobody has said.
    pub level: Option<RecordLevel>,
}

/// Somebody named a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Announcement {
    /// Names it within the round.
    pub id: PartId,
    /// Who announced it.
    pub by: Option<Who>,
    /// On which day it was said.
    pub said_on: When,
    /// The date announced.
    pub when: When,
    /// The place announced; empty if none was.
    pub venue: String,
    /// The words.
    pub wording: String,
    /// By which source.
    pub source: Option<SourceId>,
    /// Taken back or overtaken by a later word from the same side: it no longer counts towards a conflict.
    pub withdrawn: bool,
    /// On what terms it may be told; none while nobody has said.
    pub level: Option<RecordLevel>,
}

/// Where a round is held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Venue {
    /// Building or address.
    pub place: String,
    /// City or region.
    pub city: String,
    /// Country.
    pub country: String,
    /// Whether it is held by video or telephone.
    pub online: bool,
    /// Other spellings of the place or the city, in languages and hands, so that a search in any script finds the round.
    pub spellings: Vec<Spelling>,
}

/// How the parties meet: several small facts, each optional. Whether it was bilateral or trilateral is counted from who attended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Format {
    /// How they are in contact.
    pub contact: Option<Contact>,
    /// In what setting.
    pub setting: Option<Setting>,
    /// With what third party.
    pub mediation: Option<Mediation>,
    /// Who may know.
    pub visibility: Option<Visibility>,
    /// On which level.
    pub track: Option<Track>,
}

/// One person, or a party without names, at one round.
#[derive(Clone, Debug, PartialEq)]
pub struct Attendance {
    /// Names it within the round.
    pub id: PartId,
    /// Who, if known by name.
    pub person: Option<PersonId>,
    /// For which party.
    pub party: Option<PartyId>,
    /// Words for those who are not named: "military members, names withheld".
    pub described: String,
    /// In what role.
    pub role: AttendanceRole,
    /// The office held at that time.
    pub office: String,
    /// Whether they came.
    pub presence: Presence,
    /// How we know.
    pub sources: Vec<SourceId>,
    /// Anything else.
    pub note: String,
    /// On what terms it may be told; none while nobody has said.
    pub level: Option<RecordLevel>,
}

/// A day or a sitting of a round.
#[derive(Clone, Debug, PartialEq)]
pub struct Sitting {
    /// Names it within the round.
    pub id: PartId,
    /// What it is called: "Day 1", "Military track".
    pub title: String,
    /// When it was.
    pub when: When,
    /// What happened in it.
    pub note: String,
    /// On what terms it may be told; none while nobody has said.
    pub level: Option<RecordLevel>,
}

/// One party's readout of the round.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Names it within the round.
    pub id: PartId,
    /// Whose account.
    pub party: Option<PartyId>,
    /// Who gave it.
    pub speaker: Option<Who>,
    /// When it was given.
    pub said_on: When,
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub source: Option<SourceId>,
    /// On what terms it may be told; none while nobody has said.
    pub level: Option<RecordLevel>,
}

/// A fact of the round on which sources disagree.
#[derive(Clone, Debug, PartialEq)]
pub struct Discrepancy {
    /// Names it within the round.
    pub id: PartId,
    /// Which fact: "start date", "head of the Russian delegation".
    pub about: String,
    /// What most sources give, and the record holds.
    pub held: String,
    /// What the other source gives.
    pub other: String,
    /// Anything else.
    pub note: String,
    /// Who gives the other.
    pub source: Option<SourceId>,
    /// On what terms it may be told; none while nobody has said.
    pub level: Option<RecordLevel>,
}

/// What came out of a round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// What it was; none while nothing is recorded.
    pub kind: Option<OutcomeKind>,
    /// In words.
    pub text: String,
    /// Its documents.
    pub documents: Vec<SourceId>,
    /// On what terms it may be told; none while nobody has said.
    pub level: Option<RecordLevel>,
}
