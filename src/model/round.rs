//! A round of talks: its schedule, venue, format, table, sittings, accounts and outcome.

use super::fields::{Saved, Search, Show, record};
use super::{
    AttendanceRole, Contact, IssueId, Mediation, NegotiationId, OutcomeKind, PartId, PartyId, PersonId, Presence, RecordLevel,
    RoundId, ScheduleStatus, Setting, SourceId, Spelling, Stamp, Track, Visibility, When, Who,
};
use chrono_tz::Tz;

record! {
    /// One meeting, or one series of sittings under one number.
    #[derive(Default)]
    Round, RoundField {
        /// Its id.
        id: RoundId { saved: Saved::Always }
        /// When and by whom it was made and changed.
        stamp: Stamp { saved: Saved::Always }
        /// In which negotiation.
        negotiation: NegotiationId { label: "Negotiation", saved: Saved::Inherited }
        /// Its number in the negotiation, if it is counted.
        number: Option<u32> { label: "Number" }
        /// Its title; may be empty, then place and date name it.
        title: String { label: "Title", search: Search::Name }
        /// Status, date, earlier dates and announcements.
        schedule: Schedule { saved: Saved::Always }
        /// Where it is held.
        venue: Venue {}
        /// The venue's time zone.
        zone: Option<Tz> { label: "Time zone of the venue" }
        /// How the parties meet.
        format: Format {}
        /// The issues on its agenda, in order.
        agenda: Vec<IssueId> { label: "Agenda" }
        /// Who was asked, came, or stayed away.
        attendance: Vec<Attendance> { label: "Attendance" }
        /// Its days or sittings, in order.
        sittings: Vec<Sitting> { label: "Sittings" }
        /// The parties' own readouts.
        accounts: Vec<Account> { label: "Accounts" }
        /// Facts on which sources disagree.
        discrepancies: Vec<Discrepancy> { label: "Where sources disagree" }
        /// What came out.
        outcome: Outcome {}
        /// The sources for the round as a whole.
        sources: Vec<SourceId> { label: "Sources" }
        /// The name under which another calendar knows it, if it came from there; empty otherwise.
        uid: String { label: "Calendar UID", search: Search::No("is for other programs") }
        /// What that calendar said of it last, in lines of a calendar: what is news in a later copy is told by it. Empty if nothing is known.
        calendar: String { label: "As the calendar last had it", search: Search::No("is for other programs"), show: Show::No("is for other programs") }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note") }
        /// On what terms the note may be told; none while nobody has said.
        note_level: Option<RecordLevel> { label: "Record level of the note" }
    } order {
        negotiation schedule number title venue zone agenda attendance format sittings accounts outcome discrepancies
        sources uid calendar note note_level
    } beside { id stamp } blank(id: RoundId, stamp: Stamp, negotiation: NegotiationId)
}

record! {
    /// When a round is, was to be, and was said to be.
    #[derive(Default)]
    Schedule, ScheduleField {
        /// How firm it is.
        status: ScheduleStatus { label: "Status", saved: Saved::Always }
        /// The date now held to be right.
        when: When { label: "When" }
        /// What it was before, oldest first.
        earlier: Vec<EarlierDate> { label: "Earlier dates", show: Show::As("earlier_dates") }
        /// Who said which date. Whether they conflict is computed.
        announcements: Vec<Announcement> { label: "Announcements" }
    } order { when status announcements earlier }
}

record! {
    /// A date that a round once had.
    #[derive(Default)]
    EarlierDate, EarlierDateField {
        /// Names it within the round.
        id: PartId { saved: Saved::Always }
        /// The date.
        when: When { label: "Date given up" }
        /// Where it was to be, if another place was named; empty otherwise.
        venue: String { label: "Place then named", search: Search::As("earlier date") }
        /// Why it was given up, in words.
        note: String { label: "Why it was given up", search: Search::As("earlier date") }
        /// How we know.
        source: Option<SourceId> { label: "Source", mention: "source in earlier dates" }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> { label: "Record level", show: Show::As("record_level") }
    } order { when venue note source level } beside { id }
}

record! {
    /// Somebody named a date.
    #[derive(Default)]
    Announcement, AnnouncementField {
        /// Names it within the round.
        id: PartId { saved: Saved::Always }
        /// Who announced it.
        by: Option<Who> { label: "Announced by", mention: "who announced", search: Search::As("announcement") }
        /// On which day it was said.
        said_on: When { label: "Said on" }
        /// The date announced.
        when: When { label: "Date announced" }
        /// The place announced; empty if none was.
        venue: String { label: "Place announced", search: Search::As("announcement") }
        /// The words.
        wording: String { label: "In which words", search: Search::As("announcement") }
        /// By which source.
        source: Option<SourceId> { label: "Source", mention: "source in announcements" }
        /// Taken back or overtaken by a later word from the same side: it no longer counts towards a conflict.
        withdrawn: bool { label: "Withdrawn" }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> { label: "Record level", show: Show::As("record_level") }
    } order { when by said_on wording venue source withdrawn level } beside { id }
}

record! {
    /// Where a round is held.
    #[derive(Default)]
    Venue, VenueField {
        /// Building or address.
        place: String { label: "Building or address", search: Search::Name, show: Show::No("is in the line of the venue") }
        /// City or region.
        city: String { label: "Where", search: Search::Name, show: Show::No("is in the line of the venue") }
        /// Country.
        country: String { label: "Country", search: Search::Name, show: Show::No("is in the line of the venue") }
        /// Whether it is held by video or telephone.
        online: bool { label: "Online", show: Show::No("is in the line of the venue") }
        /// Other spellings of the place or the city, in languages and hands, so that a search in any script finds the round.
        spellings: Vec<Spelling> { label: "Other spellings of the place", show: Show::As("venue_spellings") }
    } order { city place country online spellings }
}

record! {
    /// How the parties meet: several small facts, each optional. Whether it was bilateral or trilateral is counted from who attended.
    #[derive(Default)]
    Format, FormatField {
        /// How they are in contact.
        contact: Option<Contact> { label: "Contact" }
        /// In what setting.
        setting: Option<Setting> { label: "Setting" }
        /// With what third party.
        mediation: Option<Mediation> { label: "Mediation" }
        /// Who may know.
        visibility: Option<Visibility> { label: "Visibility" }
        /// On which level.
        track: Option<Track> { label: "Track" }
    } order { contact setting mediation visibility track }
}

record! {
    /// One person, or a party without names, at one round.
    #[derive(Default)]
    Attendance, AttendanceField {
        /// Names it within the round.
        id: PartId { saved: Saved::Always }
        /// Who, if known by name.
        person: Option<PersonId> { label: "Person", mention: "person in attendance" }
        /// For which party.
        party: Option<PartyId> { label: "Party", mention: "party in attendance" }
        /// Words for those who are not named: "military members, names withheld".
        described: String { label: "Description", search: Search::As("attendance") }
        /// In what role.
        role: AttendanceRole { label: "Role", saved: Saved::Always }
        /// The office held at that time.
        office: String { label: "Office", search: Search::As("attendance") }
        /// Whether they came.
        presence: Presence { label: "Presence", saved: Saved::Always }
        /// How we know.
        sources: Vec<SourceId> { label: "Sources", mention: "sources in attendance" }
        /// Anything else.
        note: String { label: "Note", search: Search::As("attendance") }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> { label: "Record level", show: Show::As("record_level") }
    } order { person party described role presence office sources note level } beside { id }
}

record! {
    /// A day or a sitting of a round.
    #[derive(Default)]
    Sitting, SittingField {
        /// Names it within the round.
        id: PartId { saved: Saved::Always }
        /// What it is called: "Day 1", "Military track".
        title: String { label: "Title", search: Search::As("sitting") }
        /// When it was.
        when: When { label: "When" }
        /// What happened in it.
        note: String { label: "What happened", search: Search::As("sitting") }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> { label: "Record level", show: Show::As("record_level") }
    } order { title when note level } beside { id }
}

record! {
    /// One party's readout of the round.
    #[derive(Default)]
    Account, AccountField {
        /// Names it within the round.
        id: PartId { saved: Saved::Always }
        /// Whose account.
        party: Option<PartyId> { label: "Whose account", mention: "party in accounts" }
        /// Who gave it.
        speaker: Option<Who> { label: "Given by", mention: "speaker in accounts", search: Search::As("account") }
        /// When it was given.
        said_on: When { label: "Given on" }
        /// What it says.
        text: String { label: "What it says", search: Search::As("account") }
        /// Where it stands.
        source: Option<SourceId> { label: "Source", mention: "source in accounts" }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> { label: "Record level", show: Show::As("record_level") }
    } order { party speaker said_on text source level } beside { id }
}

record! {
    /// A fact of the round on which sources disagree.
    #[derive(Default)]
    Discrepancy, DiscrepancyField {
        /// Names it within the round.
        id: PartId { saved: Saved::Always }
        /// Which fact: "start date", "head of the Russian delegation".
        about: String { label: "Which fact", search: Search::As("discrepancy") }
        /// What most sources give, and the record holds.
        held: String { label: "What the record holds", search: Search::As("discrepancy") }
        /// What the other source gives.
        other: String { label: "What the other source gives", search: Search::As("discrepancy") }
        /// Anything else.
        note: String { label: "Note", search: Search::As("discrepancy") }
        /// Who gives the other.
        source: Option<SourceId> { label: "The other source", mention: "source in discrepancies" }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> { label: "Record level", show: Show::As("record_level") }
    } order { about held other source note level } beside { id }
}

record! {
    /// What came out of a round.
    #[derive(Default)]
    Outcome, OutcomeField {
        /// What it was; none while nothing is recorded.
        kind: Option<OutcomeKind> { label: "Outcome", show: Show::As("outcome") }
        /// In words.
        text: String { label: "Outcome in words", search: Search::As("outcome"), show: Show::As("outcome_text") }
        /// Its documents.
        documents: Vec<SourceId> { label: "Documents and sources", mention: "documents in outcome" }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> { label: "Record level of the outcome", show: Show::As("outcome_level") }
    } order { kind text documents level }
}
