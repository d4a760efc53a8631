//! Parties and people: who talks, under which names, in which office.

use super::{PartyId, PartyKind, PersonId, Stamp, When};

/// Who speaks, owes or is blamed: a known party, a known person, or nobody known, described.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// A party of the workspace.
    Party(PartyId),
    /// A person of the workspace.
    Person(PersonId),
    /// Someone described in words: "unnamed US official".
    Described(String),
}

impl Who {
    /// The words that describe someone, to be changed.
    pub fn description_mut(&mut self) -> Option<&mut String> {
        if let Self::Described(words) = self { Some(words) } else { None }
    }
}

/// One more way in which a name is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Spelling {
    /// The language as a BCP 47 tag ("uk", "zh-Hant"), empty if not known.
    pub language: String,
    /// The name as printed.
    pub form: String,
    /// Where it was printed so.
    pub origin: String,
}

/// A state, organisation, armed group, company, union or bloc. Parties belong to the whole workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Its id.
    pub id: PartyId,
    /// When and by whom it was made and changed.
    pub stamp: Stamp,
    /// The full name.
    pub name: String,
    /// The short name that tables and quick lines use: "UA".
    pub short: String,
    /// What sort of actor it is.
    pub kind: PartyKind,
    /// Other spellings, in languages and hands.
    pub spellings: Vec<Spelling>,
    /// Which of the palette's party hues it has, from 0; none means by order.
    pub hue: Option<u8>,
    /// The blocs it belongs to.
    pub blocs: Vec<PartyId>,
    /// Anything else.
    pub note: String,
}

/// An office that a person held for a party for some time.
#[derive(Clone, Debug, PartialEq)]
pub struct Affiliation {
    /// For whom.
    pub party: PartyId,
    /// The office in words; may be empty.
    pub office: String,
    /// Since when.
    pub from: When,
    /// Until when; unknown while it lasts.
    pub until: When,
}

/// Someone who speaks or sits at a table. People belong to the whole workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The person's id.
    pub id: PersonId,
    /// When and by whom it was made and changed.
    pub stamp: Stamp,
    /// The name as this workspace writes it.
    pub name: String,
    /// Other spellings, in languages and hands.
    pub spellings: Vec<Spelling>,
    /// The offices held, in time order as far as known.
    pub affiliations: Vec<Affiliation>,
    /// Anything else.
    pub note: String,
}
