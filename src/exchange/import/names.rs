//! Rows that are spellings of names: of parties, people, and the places where rounds are held.

use super::desk::Desk;
use super::grid::{Grid, GridRow};
use super::mapping::Kind;
use super::people;
use super::plan::types::{Done, Fate, Name, Pick};
use super::row_error::RowError;
use super::words::{key, plain};
use crate::model::{PartyId, PersonId, RecordId, RoundId, Spelling};
use crate::query::{names, territories};
use std::collections::BTreeMap;

/// What the words that stand for names in a file are taken for.
#[derive(Default)]
pub(super) struct Entities {
    /// The spellings that the file has for each, in order.
    forms: BTreeMap<String, Vec<(String, String)>>,
    found: BTreeMap<String, Entity>,
}

#[derive(Clone)]
enum Entity {
    Person(PersonId),
    Party(PartyId),
    Venues(Vec<RoundId>),
    Nothing(RowError),
}

impl Entities {
    /// Gathers the spellings of the whole file: one that is known tells whose all are.
    pub fn of(desk: &Desk<'_, '_>, grid: &Grid) -> Self {
        let mut entities = Self::default();
        for row in &grid.rows {
            let form = (desk.cell(row, "form").to_owned(), desk.cell(row, "language").to_owned());
            entities.forms.entry(desk.cell(row, "entity").to_owned()).or_default().push(form);
        }
        entities
    }
}

pub(super) fn row(desk: &mut Desk<'_, '_>, entities: &mut Entities, row: &GridRow) -> Result<Done, RowError> {
    let (entity, form) = (desk.cell(row, "entity").to_owned(), desk.cell(row, "form").to_owned());
    let short = desk.cell(row, "short").to_owned();
    if entity.is_empty() {
        return Err(desk.lacks("entity", "It has no name."));
    }
    if form.is_empty() && short.is_empty() {
        return Err(desk.lacks("form", "It has no spelling."));
    }
    let found = match entities.found.get(&entity) {
        Some(found) => found.clone(),
        None => {
            let forms = entities.forms.get(&entity).cloned().unwrap_or_default();
            let sort = desk.cell(row, "sort").to_owned();
            let found = find(desk, &entity, &sort, &forms);
            entities.found.insert(entity.clone(), found.clone());
            found
        }
    };
    let (language, origin) = (desk.cell(row, "language").to_owned(), desk.cell(row, "origin").to_owned());
    let spellings: Vec<Spelling> = forms_of(&form)
        .map(|form| Spelling { language: language.clone(), form: form.to_owned(), origin: origin.clone() })
        .collect();
    let (of, added) = match found {
        Entity::Nothing(why) => return Err(why),
        Entity::Person(id) => {
            desk.count_again(&Name { noun: "person", written: entity });
            if let Some(other) = spellings.iter().find_map(|one| other_person(desk, id, &one.form)) {
                return Err(other);
            }
            let mut added = desk.is_new(id);
            for spelling in spellings {
                added |= desk.spell(id, spelling);
            }
            (names::person(&desk.ws, id), added)
        }
        Entity::Party(id) => {
            desk.count_again(&Name { noun: "party", written: entity });
            if let Some(other) = spellings.iter().find_map(|one| other_party(desk, id, &one.form)) {
                return Err(other);
            }
            let is_shortened = shorten(desk, id, &short);
            let mut added = is_shortened || desk.is_new(id);
            for spelling in spellings {
                added |= spell_party(desk, id, spelling);
            }
            (names::party(&desk.ws, id), added)
        }
        Entity::Venues(rounds) => {
            let title = rounds.first().map(|id| names::round(&desk.ws, *id)).unwrap_or_default();
            let mut added = false;
            for (id, spelling) in rounds.iter().flat_map(|id| spellings.iter().map(move |spelling| (*id, spelling))) {
                if let Some(round) = desk.ws.rounds.get_mut(&id)
                    && !round.venue.spellings.iter().any(|known| same(known, spelling))
                {
                    round.venue.spellings.push(spelling.clone());
                    desk.touch(id);
                    added = true;
                }
            }
            (format!("the venue of {title}"), added)
        }
    };
    let form = if form.is_empty() { short } else { form };
    Ok(Done { what: format!("{form} is {of}"), fate: if added { Fate::New } else { Fate::Same } })
}

/// The spellings in a cell.
fn forms_of(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['\n', ';', '|']).map(str::trim).filter(|form| !form.is_empty())
}

fn same(one: &Spelling, other: &Spelling) -> bool {
    (&one.form, &one.language) == (&other.form, &other.language)
}

/// Why a spelling cannot be taken: it is another one's already.
fn other_party(desk: &Desk<'_, '_>, id: PartyId, form: &str) -> Option<RowError> {
    let known = desk.index.parties.get(&key(form))?;
    let other = known.iter().find(|other| **other != id).filter(|_| !known.contains(&id))?;
    Some(RowError::OtherParty { form: form.to_owned(), of: names::party(&desk.ws, *other) })
}

fn other_person(desk: &Desk<'_, '_>, id: PersonId, form: &str) -> Option<RowError> {
    let known = desk.index.people.get(&plain(form))?;
    let other = known.iter().find(|other| **other != id).filter(|_| !known.contains(&id))?;
    Some(RowError::OtherPerson { form: form.to_owned(), of: names::person(&desk.ws, *other) })
}

/// Gives a party a spelling that it does not have. Returns whether it was added.
fn spell_party(desk: &mut Desk<'_, '_>, id: PartyId, spelling: Spelling) -> bool {
    let Some(party) = desk.ws.parties.get_mut(&id) else { return false };
    let is_name = party.name == spelling.form && spelling.language.is_empty() && spelling.origin.is_empty();
    if is_name || party.spellings.iter().any(|known| same(known, &spelling)) {
        return false;
    }
    let form = spelling.form.clone();
    party.spellings.push(spelling);
    desk.touch(id);
    desk.index.note_party(&form, id);
    true
}

/// Gives a party that has none a short name. One that has another keeps it, and this one is a spelling.
fn shorten(desk: &mut Desk<'_, '_>, id: PartyId, short: &str) -> bool {
    let Some(party) = desk.ws.parties.get_mut(&id).filter(|party| !short.is_empty() && party.short != short) else {
        return false;
    };
    if !party.short.is_empty() {
        return spell_party(desk, id, Spelling { form: short.to_owned(), ..Spelling::default() });
    }
    short.clone_into(&mut party.short);
    desk.touch(id);
    desk.index.note_party(short, id);
    true
}

/// A word that stands for a name in a file, as a program writes it: "us-dod".
fn is_key(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.'))
}

/// Whether a name is the name of a state or territory.
fn is_territory(name: &str) -> bool {
    let is_it = |one: &&str| plain(one) == plain(name);
    territories::spoken_of(name).iter().any(|territory| territory.names.iter().any(&is_it))
}

enum Sort {
    Party,
    Person,
    Place,
    NotSaid,
    Other(String),
}

/// Of what sort a name is: a word before a colon says it ("place:abu-dhabi"), else a column, else what the whole table is of.
fn sort_of(kind: Kind, prefix: &str, cell: &str) -> Sort {
    let said = if prefix.is_empty() { plain(cell) } else { plain(prefix) };
    match said.as_str() {
        "place" | "venue" | "city" | "town" | "location" => Sort::Place,
        "party"
        | "parties"
        | "state"
        | "country"
        | "organisation"
        | "organization"
        | "company"
        | "bloc"
        | "group"
        | "armed group"
        | "union"
        | "institution"
        | "government"
        | "alliance"
        | "ngo"
        | "delegation"
        | "actor"
        | "coalition"
        | "movement"
        | "political party"
        | "international organisation"
        | "international organization" => Sort::Party,
        "person" | "people" | "individual" | "human" | "delegate" | "speaker" | "politician" | "official" | "envoy"
        | "diplomat" => Sort::Person,
        "" => match kind {
            Kind::Parties => Sort::Party,
            Kind::People => Sort::Person,
            _ => Sort::NotSaid,
        },
        other => Sort::Other(other.to_owned()),
    }
}

/// Whose name it is.
fn find(desk: &mut Desk<'_, '_>, entity: &str, cell: &str, forms: &[(String, String)]) -> Entity {
    let (prefix, word) = entity.split_once(':').map_or(("", entity), |(prefix, word)| (prefix, word.trim()));
    let sort = match sort_of(desk.kind(), prefix, cell) {
        Sort::Other(sort) => return Entity::Nothing(RowError::NoNamesOf(sort)),
        Sort::Place => return venues(desk, word),
        sort => sort,
    };
    // A word of a program stands for the name, and is none.
    let own_name = (!is_key(word)).then_some(word);
    let english = forms.iter().find(|(_, language)| language.starts_with("en")).or(forms.first());
    let name = own_name.or(english.and_then(|(form, _)| forms_of(form).next())).unwrap_or(word).to_owned();
    let spelled = || std::iter::once(word).chain(forms.iter().flat_map(|(form, _)| forms_of(form)));
    let party = spelled().find_map(|form| match desk.index.parties.get(&key(form)).map(Vec::as_slice) {
        Some([id]) => Some(*id),
        _ => None,
    });
    let person = spelled().find_map(|form| match desk.index.people.get(&plain(form)).map(Vec::as_slice) {
        Some([id]) => Some(*id),
        _ => None,
    });
    let own = own_name.map(|form| Spelling { form: form.to_owned(), ..Spelling::default() });
    let is_party = match (&sort, party, person) {
        (Sort::Party, _, _) => true,
        (Sort::Person, _, _) => false,
        (_, Some(_), _) => true,
        (_, None, Some(_)) => false,
        (_, None, None) if own_name.is_none() => false,
        (_, None, None) if spelled().any(is_territory) => true,
        (_, None, None) if people::looks_like_a_name(word) || !desk.likely_people(&plain(word)).is_empty() => false,
        (_, None, None) => return Entity::Nothing(RowError::NoSort(word.to_owned())),
    };
    if is_party {
        let id = party.unwrap_or_else(|| desk.party(&name));
        let known = desk.index.parties.get(&key(word)).is_some_and(|known| known.contains(&id));
        if let Some(own) = own.filter(|_| !known) {
            spell_party(desk, id, own);
        }
        return Entity::Party(id);
    }
    let id = person.unwrap_or_else(|| found_person(desk, entity, word, &name, forms));
    let known = desk.index.people.get(&plain(word)).is_some_and(|known| known.contains(&id));
    if let Some(own) = own.filter(|_| !known) {
        desk.spell(id, own);
    }
    Entity::Person(id)
}

/// Somebody of whom no spelling is known: each may be like one that is.
fn found_person(desk: &mut Desk<'_, '_>, entity: &str, word: &str, name: &str, forms: &[(String, String)]) -> PersonId {
    let mut likely = desk.likely_people(&plain(word));
    for form in forms.iter().flat_map(|(form, _)| forms_of(form)) {
        likely.extend(desk.likely_people(&plain(form)));
    }
    likely.sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap_or(std::cmp::Ordering::Equal).then(a.1.cmp(&b.1)));
    let mut candidates: Vec<RecordId> = Vec::new();
    for (_, id) in &likely {
        if !candidates.contains(id) {
            candidates.push(*id);
        }
    }
    candidates.truncate(super::matching::OFFERED);
    if let Some((like, first)) = likely.first().copied() {
        let name = Name { noun: "person", written: entity.to_owned() };
        let proposed = if like.is_strong() { Pick::Is(first) } else { Pick::New };
        if let Pick::Is(RecordId::Person(id)) = desk.ask(&name, candidates, proposed) {
            return id;
        }
    } else if people::bare(name).is_some()
        && let Some(id) = desk.person(name, true)
    {
        return id;
    }
    desk.make_person(name)
}

/// The rounds held, or to be held, in a place of that name.
fn venues(desk: &Desk<'_, '_>, word: &str) -> Entity {
    let key = plain(word);
    let named = |text: &str| format!(" {} ", plain(text)).contains(&format!(" {key} "));
    let held: Vec<RoundId> = desk
        .ws
        .rounds
        .values()
        .filter(|round| named(&round.venue.city) || named(&round.venue.place))
        .map(|round| round.id)
        .collect();
    if held.is_empty() {
        return Entity::Nothing(RowError::NoVenue(word.to_owned()));
    }
    Entity::Venues(held)
}
