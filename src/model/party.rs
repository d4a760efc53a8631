//! Parties and people: who talks, under which names, in which office.

use super::fields::{Form, Saved, Search, Show, record};
use super::{PartyId, PartyKind, PersonId, RecordId, Stamp, When};

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
    /// The party or the person; none if only described.
    pub fn id(&self) -> Option<RecordId> {
        match self {
            Self::Party(id) => Some((*id).into()),
            Self::Person(id) => Some((*id).into()),
            Self::Described(_) => None,
        }
    }

    /// The words that describe someone, to be changed.
    pub fn description_mut(&mut self) -> Option<&mut String> {
        if let Self::Described(words) = self { Some(words) } else { None }
    }
}

/// A colour of a party: its place among the hues of the palette, from 0. What is beyond the palette begins it anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hue(pub u8);

impl Hue {
    /// Its place.
    pub fn index(self) -> usize {
        self.0.into()
    }
}

record! {
    /// One more way in which a name is written.
    #[derive(Default, Hash)]
    Spelling, SpellingField {
        /// The language as a BCP 47 tag ("uk", "zh-Hant"), empty if not known.
        language: String { label: "Language", search: Search::No("says nothing by itself"), form: Form::BY_HAND }
        /// The name as printed.
        form: String { label: "Spelling", saved: Saved::Always, search: Search::Name, form: Form::BY_HAND }
        /// Where it was printed so.
        origin: String { label: "Where it was printed so", search: Search::No("says nothing by itself"), form: Form::BY_HAND }
    } order { language form origin }
}

record! {
    /// A state, organisation, armed group, company, union or bloc. Parties belong to the whole workspace.
    #[derive(Default)]
    Party, PartyField {
        /// Its id.
        id: PartyId { saved: Saved::Always }
        /// When and by whom it was made and changed.
        stamp: Stamp { saved: Saved::Always }
        /// The full name.
        name: String { label: "Name", saved: Saved::Always, search: Search::Name, form: Form::BY_HAND }
        /// The short name that tables and quick lines use: "UA".
        short: String { label: "Short name", search: Search::Name, form: Form::BY_HAND }
        /// What sort of actor it is.
        kind: PartyKind { label: "Kind", saved: Saved::Always, form: Form::BY_HAND }
        /// Other spellings, in languages and hands.
        spellings: Vec<Spelling> { label: "Other spellings", form: Form::BY_HAND }
        /// Which of the palette's party hues it has, from 0; none means by order.
        hue: Option<Hue> { label: "Colour", show: Show::No("is for the eye"), form: Form::BY_HAND }
        /// The blocs it belongs to.
        blocs: Vec<PartyId> { label: "Belongs to", form: Form::BY_HAND }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note"), form: Form::BY_HAND }
    } order { name short kind hue spellings blocs note } beside { id stamp } blank(id: PartyId, stamp: Stamp)
}

record! {
    /// An office that a person held for a party for some time.
    #[derive(Default)]
    Affiliation, AffiliationField {
        /// For whom.
        party: PartyId { label: "Party", saved: Saved::Always, mention: "party in affiliations", form: Form::BY_HAND }
        /// The office in words; may be empty.
        office: String { label: "Office", search: Search::As("office"), form: Form::BY_HAND }
        /// Since when.
        from: When { label: "Since", form: Form::BY_HAND }
        /// Until when; unknown while it lasts.
        until: When { label: "Until", form: Form::BY_HAND }
    } order { party office from until }
}

record! {
    /// Someone who speaks or sits at a table. People belong to the whole workspace.
    #[derive(Default)]
    Person, PersonField {
        /// The person's id.
        id: PersonId { saved: Saved::Always }
        /// When and by whom it was made and changed.
        stamp: Stamp { saved: Saved::Always }
        /// The name as this workspace writes it.
        name: String { label: "Name", saved: Saved::Always, search: Search::Name, form: Form::BY_HAND }
        /// Other spellings, in languages and hands.
        spellings: Vec<Spelling> { label: "Other spellings", form: Form::BY_HAND }
        /// The offices held, in time order as far as known.
        affiliations: Vec<Affiliation> { label: "Offices", form: Form::BY_HAND }
        /// Anything else.
        note: String { label: "Note", search: Search::As("note"), form: Form::BY_HAND }
    } order { name affiliations spellings note } beside { id stamp } blank(id: PersonId, stamp: Stamp)
}
