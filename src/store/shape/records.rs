//! Parties, people, negotiations, issues, sources, follow-ups and incidents in files.

use super::scalar::{Day, Id, Text};
use super::term::Term;
use super::variant::{Form, Forms};
use super::when::When;
use super::{Inherited, Newer, Notes, Shape, shape};
use crate::model;
use serde::{Deserialize, Serialize};

/// A party, a person, or words for somebody.
pub(in crate::store) type Who = Form<Named>;

/// The forms of [`Who`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", rename = "who")]
pub(in crate::store) enum Named {
    /// `party("…")`
    Party(Id),
    /// `person("…")`
    Person(Id),
    /// `described("…")`
    Described(Text),
}

impl Forms for Named {
    const WORDS: &'static [&'static str] = &["party", "person", "described"];
}

impl Shape<model::Who> for Who {
    fn of(model: &model::Who) -> Self {
        Self::Known(match model {
            model::Who::Party(id) => Named::Party(Shape::of(id)),
            model::Who::Person(id) => Named::Person(Shape::of(id)),
            model::Who::Described(words) => Named::Described(Shape::of(words)),
        })
    }
    fn model(self, notes: &mut Notes) -> model::Who {
        match self {
            Self::Known(Named::Party(id)) => model::Who::Party(id.model(notes)),
            Self::Known(Named::Person(id)) => model::Who::Person(id.model(notes)),
            Self::Known(Named::Described(words)) => model::Who::Described(words.model(notes)),
            Self::Newer(word) => {
                notes.newer.push(Newer::Word(word.clone()));
                model::Who::Described(word)
            }
        }
    }
}

shape! {
    /// One more way in which a name is written.
    Spelling = Spelling {
        may(language: Text);
        must(form: Text);
        may(origin: Text);
    }
}

shape! {
    /// A party.
    Party = Party {
        must(id: Id);
        must(name: Text);
        may(short: Text);
        must(kind: Term<model::PartyKind>);
        may(spellings: Vec<Spelling>);
        may(hue: Option<u8>);
        may(blocs: Vec<Id>);
        may(note: Text);
        @stamp;
    }
}

shape! {
    /// An office held.
    Affiliation = Affiliation {
        must(party: Id);
        may(office: Text);
        may(from: When);
        may(until: When);
    }
}

shape! {
    /// A person.
    Person = Person {
        must(id: Id);
        must(name: Text);
        may(spellings: Vec<Spelling>);
        may(affiliations: Vec<Affiliation>);
        may(note: Text);
        @stamp;
    }
}

shape! {
    /// A party's role in a negotiation.
    Seat = Seat {
        must(party: Id);
        must(role: Term<model::SeatRole>);
        may(note: Text);
    }
}

shape! {
    /// A negotiation without its issues and sources.
    Negotiation = Negotiation {
        must(id: Id);
        must(title: Text);
        may(code: Text);
        may(summary: Text);
        must(status: Term<model::NegotiationStatus>);
        may(seats: Vec<Seat>);
        may(tags: Vec<Text>);
        may(handling: Text);
        may(answers: Vec<Text>);
        may(note: Text);
        @stamp;
    }
}

shape! {
    /// An issue.
    Issue = Issue {
        must(id: Id);
        may(negotiation: Inherited<Id>);
        must(name: Text);
        may(parent: Option<Id>);
        must(state: Term<model::IssueState>);
        may(place: u32);
        may(note: Text);
        @stamp;
    }
}

shape! {
    /// A source.
    Source = Source {
        must(id: Id);
        may(negotiation: Inherited<Id>);
        must(kind: Term<model::SourceKind>);
        may(title: Text);
        may(outlet: Text);
        may(address: Text);
        may(published: When);
        may(read: Option<Day>);
        may(text: Text);
        may(reliability: Option<Term<model::Reliability>>);
        may(credibility: Option<Term<model::Credibility>>);
        may(note: Text);
        @stamp;
    }
}

shape! {
    /// A follow-up.
    FollowUp = FollowUp {
        must(id: Id);
        may(negotiation: Inherited<Id>);
        may(round: Inherited<Option<Id>>);
        must(what: Text);
        may(owners: Vec<Who>);
        may(due: When);
        must(state: Term<model::FollowUpState>);
        may(level: Option<Term<model::RecordLevel>>);
        may(sources: Vec<Id>);
        may(uid: Text);
        may(calendar: Text);
        may(note: Text);
        @stamp;
    }
}

shape! {
    /// An incident.
    Incident = Incident {
        must(id: Id);
        may(negotiation: Inherited<Id>);
        may(round: Inherited<Option<Id>>);
        may(when: When);
        may(place: Text);
        must(what: Text);
        may(claimed_by: Vec<Who>);
        may(blamed_on: Vec<Who>);
        may(denied_by: Vec<Who>);
        must(verification: Term<model::Verification>);
        may(verification_note: Text);
        may(level: Option<Term<model::RecordLevel>>);
        may(sources: Vec<Id>);
        may(note: Text);
        @stamp;
    }
}
