//! A round in files, without the records that were made under it.

use super::records::{Spelling, Who};
use super::scalar::{Id, Text, Zone};
use super::term::Term;
use super::when::When;
use super::{Inherited, blank_when_empty, shape};
use crate::model;

shape! {
    /// A round.
    Round = Round {
        must(id: Id);
        may(negotiation: Inherited<Id>);
        may(number: Option<u32>);
        may(title: Text);
        must(schedule: Schedule);
        may(venue: Venue);
        may(zone: Zone);
        may(format: Format);
        may(agenda: Vec<Id>);
        may(attendance: Vec<Attendance>);
        may(sittings: Vec<Sitting>);
        may(accounts: Vec<Account>);
        may(discrepancies: Vec<Discrepancy>);
        may(outcome: Outcome);
        may(sources: Vec<Id>);
        may(uid: Text);
        may(calendar: Text);
        may(note: Text);
        may(note_level: Option<Term<model::RecordLevel>>);
        @stamp;
    }
}

shape! {
    /// Its dates.
    Schedule = Schedule {
        must(status: Term<model::ScheduleStatus>);
        may(when: When);
        may(earlier: Vec<EarlierDate>);
        may(announcements: Vec<Announcement>);
    }
}

shape! {
    /// A date it once had.
    EarlierDate = EarlierDate {
        must(id: Id);
        may(when: When);
        may(venue: Text);
        may(note: Text);
        may(source: Option<Id>);
        may(level: Option<Term<model::RecordLevel>>);
    }
}

shape! {
    /// A date somebody named.
    Announcement = Announcement {
        must(id: Id);
        may(by: Option<Who>);
        may(said_on: When);
        may(when: When);
        may(venue: Text);
        may(wording: Text);
        may(source: Option<Id>);
        may(withdrawn: bool);
        may(level: Option<Term<model::RecordLevel>>);
    }
}

shape! {
    /// Where it is held.
    #[derive(Default)]
    Venue = Venue {
        may(place: Text);
        may(city: Text);
        may(country: Text);
        may(online: bool);
        may(spellings: Vec<Spelling>);
    }
}

shape! {
    /// How the parties meet.
    #[derive(Default)]
    Format = Format {
        may(contact: Option<Term<model::Contact>>);
        may(setting: Option<Term<model::Setting>>);
        may(mediation: Option<Term<model::Mediation>>);
        may(visibility: Option<Term<model::Visibility>>);
        may(track: Option<Term<model::Track>>);
    }
}

shape! {
    /// Somebody at the table.
    Attendance = Attendance {
        must(id: Id);
        may(person: Option<Id>);
        may(party: Option<Id>);
        may(described: Text);
        must(role: Term<model::AttendanceRole>);
        may(office: Text);
        must(presence: Term<model::Presence>);
        may(sources: Vec<Id>);
        may(note: Text);
        may(level: Option<Term<model::RecordLevel>>);
    }
}

shape! {
    /// A day or a sitting.
    Sitting = Sitting {
        must(id: Id);
        may(title: Text);
        may(when: When);
        may(note: Text);
        may(level: Option<Term<model::RecordLevel>>);
    }
}

shape! {
    /// One party's readout.
    Account = Account {
        must(id: Id);
        may(party: Option<Id>);
        may(speaker: Option<Who>);
        may(said_on: When);
        may(text: Text);
        may(source: Option<Id>);
        may(level: Option<Term<model::RecordLevel>>);
    }
}

shape! {
    /// A fact on which sources disagree.
    Discrepancy = Discrepancy {
        must(id: Id);
        may(about: Text);
        may(held: Text);
        may(other: Text);
        may(note: Text);
        may(source: Option<Id>);
        may(level: Option<Term<model::RecordLevel>>);
    }
}

shape! {
    /// What came out.
    #[derive(Default)]
    Outcome = Outcome {
        may(kind: Option<Term<model::OutcomeKind>>);
        may(text: Text);
        may(documents: Vec<Id>);
        may(level: Option<Term<model::RecordLevel>>);
    }
}

blank_when_empty! {
    Venue { place, city, country, online, spellings }
    Format { contact, setting, mediation, visibility, track }
    Outcome { kind, text, documents, level }
}
