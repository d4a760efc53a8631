//! A round of talks: its schedule, venue, format, table, sittings, accounts and outcome.

use super::columns::{self, party};
use super::fields::{Column, Form, Indexed, List, Release, Saved, Search, Show, record};
use super::{
    AttendanceRole, Contact, IssueId, Mediation, NegotiationId, OutcomeKind, PartId, PartyId, Passage, PersonId, Presence,
    RecordLevel, RoundId, ScheduleStatus, Setting, SourceId, Spelling, Stamp, Track, Visibility, When, Who,
};
use chrono_tz::Tz;

record! {
    /// One meeting, or one series of sittings under one number.
    #[derive(Default)]
    Round, RoundField {
        /// Its id.
        id: RoundId { saved: Saved::Always, list: columns::ID.list() }
        /// When and by whom it was made and changed.
        stamp: Stamp { saved: Saved::Always }
        /// In which negotiation.
        negotiation: NegotiationId {
            label: "Negotiation", saved: Saved::Inherited, form: Form::no("is told by where it is made"),
            list: List::No("is above the list"),
        }
        /// Its number in the negotiation, if it is counted.
        number: Option<u32> {
            label: "Number", form: Form::BY_HAND,
            list: Column::new("Number", 8, "Its number").also("no, nr, round number, n").by_hand().list(),
        }
        /// Its title; may be empty, then place and date name it.
        title: String {
            label: "Title", search: Search::Name, form: Form::BY_HAND, release: Release::Whole,
            list: Column::new("Title", 26, "What the round is called")
                .also(
                    "round, name, meeting, session, round title, meeting name, runde, ronde, ronda, раунд, sitzung, titel, \
                     titre, titulo, titolo, название, назва, bezeichnung, seance, sesion, cycle",
                )
                .by_hand()
                .list(),
        }
        /// Status, date, earlier dates and announcements.
        schedule: Schedule { saved: Saved::Always }
        /// Where it is held.
        venue: Venue {}
        /// The venue's time zone.
        zone: Option<Tz> {
            label: "Time zone of the venue", form: Form::by_hand("venue"),
            list: Column::new("Time zone", 16, "The venue's time zone").also("tz, timezone, zone").by_hand().list(),
        }
        /// How the parties meet.
        format: Format {}
        /// The issues on its agenda, in order.
        agenda: Vec<IssueId> {
            label: "Agenda", form: Form::BY_HAND,
            list: Column::new("Agenda", 24, "The issues, one in each line").also("topics, issues").by_hand().list(),
        }
        /// Who was asked, came, or stayed away.
        attendance: Vec<Attendance> { label: "Attendance", list: List::No("has a list of its own"), form: Form::BY_HAND }
        /// Its days or sittings, in order.
        sittings: Vec<Sitting> { label: "Sittings", list: List::No("is told in a brief"), form: Form::BY_HAND }
        /// The parties' own readouts.
        accounts: Vec<Account> { label: "Accounts", list: List::No("is told in a brief"), form: Form::BY_HAND }
        /// Facts on which sources disagree.
        discrepancies: Vec<Discrepancy> {
            label: "Where sources disagree", form: Form::BY_HAND,
            list: List::No("is told in a brief"),
        }
        /// What came out.
        outcome: Outcome {}
        /// The sources for the round as a whole.
        sources: Vec<SourceId> { label: "Sources", list: columns::SOURCES.list(), form: Form::BY_HAND }
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
        /// On what terms the note may be told; none while nobody has said.
        note_level: Option<RecordLevel> {
            label: "Record level of the note", form: Form::by_hand("note"), release: Release::Whole,
            list: Column::new("Record level of the note", 13, "On what terms the note may be told")
                .also("note level")
                .by_hand()
                .list(),
        }
    } order {
        negotiation schedule number title venue zone agenda attendance format sittings accounts outcome discrepancies
        sources uid calendar to_check note note_level
    } beside { id stamp } blank(id: RoundId, stamp: Stamp, negotiation: NegotiationId)
}

record! {
    /// When a round is, was to be, and was said to be.
    #[derive(Default)]
    Schedule, ScheduleField {
        /// How firm it is.
        status: ScheduleStatus {
            label: "Status", saved: Saved::Always, form: Form::BY_HAND, release: Release::Whole,
            list: Column::new("Status", 11, "Whether it was held, moved, is confirmed")
                .also("state, stand, statut, estado, stato, статус")
                .by_hand()
                .list(),
        }
        /// The date now held to be right.
        when: When {
            label: "When", form: Form::BY_HAND, release: Release::Whole,
            list: Column::new("Start", 12, "The first day, or the hour")
                .key("start")
                .also(
                    "date, day, from, begin, begins, start date, held on, first day, date of meeting, meeting date, date of \
                     round, round date, date of session, datum, beginn, termin, fecha, jour, дата, начало, початок, anfang, \
                     startdatum, debut, date de debut, inicio, fecha de inicio, inizio, data",
                )
                .needed()
                .by_hand()
                .list(),
        }
        /// What it was before, oldest first.
        earlier: Vec<EarlierDate> {
            label: "Earlier dates", show: Show::As("earlier_dates"), form: Form::BY_HAND,
            list: Column::only("Earlier dates", 48).list(),
        }
        /// Who said which date. Whether they conflict is computed.
        announcements: Vec<Announcement> {
            label: "Announcements", form: Form::BY_HAND,
            list: Column::only("Announcements", 64).list(),
        }
    } order { when status announcements earlier }
}

record! {
    /// A date that a round once had.
    #[derive(Default)]
    EarlierDate, EarlierDateField {
        /// Names it within the round.
        id: PartId { saved: Saved::Always }
        /// The date.
        when: When { label: "Date given up", form: Form::BY_HAND }
        /// Where it was to be, if another place was named; empty otherwise.
        venue: String { label: "Place then named", search: Search::As("earlier date"), form: Form::BY_HAND }
        /// Why it was given up, in words.
        note: String { label: "Why it was given up", search: Search::As("earlier date"), form: Form::BY_HAND }
        /// How we know.
        source: Option<SourceId> { label: "Source", mention: "source in earlier dates", form: Form::BY_HAND }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> {
            label: "Record level", show: Show::As("record_level"), form: Form::BY_HAND,
            release: Release::Whole,
        }
    } order { when venue note source level } beside { id }
}

record! {
    /// Somebody named a date.
    #[derive(Default)]
    Announcement, AnnouncementField {
        /// Names it within the round.
        id: PartId { saved: Saved::Always }
        /// Who announced it.
        by: Option<Who> {
            label: "Announced by", mention: "who announced", search: Search::As("announcement"), form: Form::BY_HAND,
        }
        /// On which day it was said.
        said_on: When { label: "Said on", form: Form::BY_HAND, release: Release::Whole }
        /// The date announced.
        when: When { label: "Date announced", form: Form::BY_HAND }
        /// The place announced; empty if none was.
        venue: String { label: "Place announced", search: Search::As("announcement"), form: Form::BY_HAND }
        /// The words.
        wording: String { label: "In which words", search: Search::As("announcement"), form: Form::BY_HAND }
        /// By which source.
        source: Option<SourceId> { label: "Source", mention: "source in announcements", form: Form::BY_HAND }
        /// Where it stands in the texts of sources, word for word.
        passages: Vec<Passage> {
            label: "Passages", mention: "source in passages", form: Form::BY_HAND,
        }
        /// Taken back or overtaken by a later word from the same side: it no longer counts towards a conflict.
        withdrawn: bool { label: "Withdrawn", form: Form::BY_HAND }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> {
            label: "Record level", show: Show::As("record_level"), form: Form::BY_HAND,
            release: Release::Whole,
        }
    } order { when by said_on wording venue source passages withdrawn level } beside { id }
}

record! {
    /// Where a round is held.
    #[derive(Default)]
    Venue, VenueField {
        /// Building or address.
        place: String {
            label: "Building or address", search: Search::Name, show: Show::No("is in the line of the venue"),
            release: Release::Whole,
            form: Form::by_hand("venue"),
            list: Column::new("Place", 22, "Building or address").also("building, hotel").list(),
        }
        /// City or region.
        city: String {
            label: "Where", search: Search::Name, show: Show::No("is in the line of the venue"), form: Form::BY_HAND,
            release: Release::Whole,
            list: Column::new("City", 14, "City or region").also("town").list(),
        }
        /// Country.
        country: String {
            label: "Country", search: Search::Name, show: Show::No("is in the line of the venue"), release: Release::Whole,
            form: Form::by_hand("venue"),
            list: Column::new("Country", 14, "Country").list(),
        }
        /// Whether it is held by video or telephone.
        online: bool {
            label: "Online", show: Show::No("is in the line of the venue"), form: Form::by_hand("venue"),
            list: Column::new("Online", 8, "Whether it is held by video or telephone").also("virtual, remote").list(),
        }
        /// Other spellings of the place or the city, in languages and hands, so that a search in any script finds the round.
        spellings: Vec<Spelling> {
            label: "Other spellings of the place", show: Show::As("venue_spellings"), form: Form::by_hand("venue"),
            list: List::No("only helps a search"),
        }
    } order { city place country online spellings }
}

record! {
    /// How the parties meet: several small facts, each optional. Whether it was bilateral or trilateral is counted from who attended.
    #[derive(Default)]
    Format, FormatField {
        /// How they are in contact.
        contact: Option<Contact> {
            label: "Contact", form: Form::by_hand("format"), release: Release::Whole,
            list: Column::new("Contact", 11, "How the parties are in contact").list(),
        }
        /// In what setting.
        setting: Option<Setting> {
            label: "Setting", form: Form::by_hand("format"), release: Release::Whole,
            list: Column::new("Setting", 13, "In what setting they meet").list(),
        }
        /// With what third party.
        mediation: Option<Mediation> {
            label: "Mediation", form: Form::by_hand("format"), release: Release::Whole,
            list: Column::new("Mediation", 12, "Whether a third party takes part").list(),
        }
        /// Who may know.
        visibility: Option<Visibility> {
            label: "Visibility", form: Form::by_hand("format"), release: Release::Whole,
            list: Column::new("Visibility", 10, "Who may know of it").list(),
        }
        /// On which level.
        track: Option<Track> {
            label: "Track", form: Form::by_hand("format"), release: Release::Whole,
            list: Column::new("Track", 9, "On which level it is held").list(),
        }
    } order { contact setting mediation visibility track }
}

record! {
    /// One person, or a party without names, at one round.
    #[derive(Default)]
    Attendance, AttendanceField {
        /// Names it within the round.
        id: PartId { saved: Saved::Always, list: List::No("is known by its round, and by who it is") }
        /// Who, if known by name.
        person: Option<PersonId> {
            label: "Person", mention: "person in attendance", form: Form::BY_HAND,
            list: Column::new("Person", 24, "Who sat there")
                .also("name, participant, delegate, member, attendee")
                .needed()
                .by_hand()
                .list(),
        }
        /// For which party.
        party: Option<PartyId> {
            label: "Party", mention: "party in attendance", form: Form::BY_HAND,
            list: Column::new("Party", 18, "For which party").also(party!()).by_hand().list(),
        }
        /// Words for those who are not named: "military members, names withheld".
        described: String {
            label: "Description", search: Search::As("attendance"), form: Form::BY_HAND,
            list: Column::new("Described", 26, "Words for those who are not named").also("description").by_hand().list(),
        }
        /// In what role.
        role: AttendanceRole {
            label: "Role", saved: Saved::Always, form: Form::BY_HAND, release: Release::Whole,
            list: Column::new("Role", 18, "In what role").also("function").by_hand().list(),
        }
        /// The office held at that time.
        office: String {
            label: "Office", search: Search::As("attendance"), form: Form::BY_HAND,
            list: Column::new("Office", 34, "The office held at that time")
                .also("office then, title, position, job title, post")
                .list(),
        }
        /// Whether they came.
        presence: Presence {
            label: "Presence", saved: Saved::Always, form: Form::BY_HAND, release: Release::Whole,
            list: Column::new("Presence", 11, "Whether they came").also("attended, attendance, present").by_hand().list(),
        }
        /// How we know.
        sources: Vec<SourceId> {
            label: "Sources", mention: "sources in attendance", form: Form::BY_HAND,
            list: columns::SOURCES.list(),
        }
        /// Where it stands in the texts of sources, word for word.
        passages: Vec<Passage> {
            label: "Passages", mention: "source in passages", form: Form::BY_HAND,
            list: columns::PASSAGES.list(),
        }
        /// Anything else.
        note: String { label: "Note", search: Search::As("attendance"), list: columns::NOTE.list(), form: Form::BY_HAND }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> {
            label: "Record level", show: Show::As("record_level"), form: Form::BY_HAND, release: Release::Whole,
            list: columns::LEVEL.list(),
        }
    } order { person party described role presence office sources passages note level } beside { id }
}

record! {
    /// A day or a sitting of a round.
    #[derive(Default)]
    Sitting, SittingField {
        /// Names it within the round.
        id: PartId { saved: Saved::Always }
        /// What it is called: "Day 1", "Military track".
        title: String { label: "Title", search: Search::As("sitting"), form: Form::BY_HAND }
        /// When it was.
        when: When { label: "When", form: Form::BY_HAND }
        /// What happened in it.
        note: String { label: "What happened", search: Search::As("sitting"), form: Form::BY_HAND }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> {
            label: "Record level", show: Show::As("record_level"), form: Form::BY_HAND,
            release: Release::Whole,
        }
    } order { title when note level } beside { id }
}

record! {
    /// One party's readout of the round.
    #[derive(Default)]
    Account, AccountField {
        /// Names it within the round.
        id: PartId { saved: Saved::Always }
        /// Whose account.
        party: Option<PartyId> { label: "Whose account", mention: "party in accounts", form: Form::BY_HAND }
        /// Who gave it.
        speaker: Option<Who> {
            label: "Given by", mention: "speaker in accounts", search: Search::As("account"), form: Form::BY_HAND,
        }
        /// When it was given.
        said_on: When { label: "Given on", form: Form::BY_HAND, release: Release::Whole }
        /// What it says.
        text: String { label: "What it says", search: Search::As("account"), form: Form::BY_HAND }
        /// Where it stands.
        source: Option<SourceId> { label: "Source", mention: "source in accounts", form: Form::BY_HAND }
        /// Where it stands in the texts of sources, word for word.
        passages: Vec<Passage> {
            label: "Passages", mention: "source in passages", form: Form::BY_HAND,
        }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> {
            label: "Record level", show: Show::As("record_level"), form: Form::BY_HAND,
            release: Release::Whole,
        }
    } order { party speaker said_on text source passages level } beside { id }
}

record! {
    /// A fact of the round on which sources disagree.
    #[derive(Default)]
    Discrepancy, DiscrepancyField {
        /// Names it within the round.
        id: PartId { saved: Saved::Always }
        /// Which fact: "start date", "head of the Russian delegation".
        about: String { label: "Which fact", search: Search::As("discrepancy"), form: Form::BY_HAND }
        /// What most sources give, and the record holds.
        held: String { label: "What the record holds", search: Search::As("discrepancy"), form: Form::BY_HAND }
        /// What the other source gives.
        other: String { label: "What the other source gives", search: Search::As("discrepancy"), form: Form::BY_HAND }
        /// Anything else.
        note: String { label: "Note", search: Search::As("discrepancy"), form: Form::BY_HAND }
        /// Who gives the other.
        source: Option<SourceId> { label: "The other source", mention: "source in discrepancies", form: Form::BY_HAND }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> {
            label: "Record level", show: Show::As("record_level"), form: Form::BY_HAND,
            release: Release::Whole,
        }
    } order { about held other source note level } beside { id }
}

record! {
    /// What came out of a round.
    #[derive(Default)]
    Outcome, OutcomeField {
        /// What it was; none while nothing is recorded.
        kind: Option<OutcomeKind> {
            label: "Outcome", show: Show::As("outcome"), form: Form::by_hand("outcome").name("outcome"),
            release: Release::Whole,
            list: Column::new("Outcome", 16, "What came out, as a term or in words")
                .key("outcome_kind")
                .also("outcome kind, result kind")
                .by_hand()
                .list(),
        }
        /// In words.
        text: String {
            label: "Outcome in words", search: Search::As("outcome"), show: Show::As("outcome_text"), release: Release::Whole,
            form: Form::by_hand("outcome").name("outcome_text"),
            list: Column::new("Outcome in words", 44, "What came out")
                .key("outcome")
                .also("result, results, summary")
                .by_hand()
                .list(),
        }
        /// Its documents.
        documents: Vec<SourceId> {
            label: "Documents and sources", mention: "documents in outcome", form: Form::by_hand("outcome"),
            list: Column::only("Documents", 24).list(),
        }
        /// Where it stands in the texts of sources, word for word.
        passages: Vec<Passage> {
            label: "Passages on the outcome", show: Show::As("outcome_passages"), release: Release::Whole, mention: "source in passages", form: Form::by_hand("outcome").name("outcome_passages"),
            list: List::No("is told in a brief"),
        }
        /// On what terms it may be told; none while nobody has said.
        level: Option<RecordLevel> {
            label: "Record level of the outcome", show: Show::As("outcome_level"), release: Release::Whole,
            form: Form::by_hand("outcome").name("outcome_level"),
            list: Column::new("Record level of the outcome", 13, "On what terms the outcome may be told")
                .key("outcome_level")
                .also("outcome level")
                .by_hand()
                .list(),
        }
    } order { kind text documents passages level }
}
