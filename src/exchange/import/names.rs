//! Rows that are spellings of names: of parties, people, and the places where rounds are held.

use super::grid::{Grid, GridRow};
use super::mapping::{Key, Kind};
use super::people;
use super::plan::types::{Name, Pick, RowEffect, RowOutcome};
use super::row_error::RowError;
use super::session::ImportSession;
use super::words::{key, plain};
use crate::model::{PartyField, PartyId, PersonId, RecordId, RoundId, Spelling, SpellingField};
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
    pub(super) fn of(session: &ImportSession<'_, '_>, grid: &Grid) -> Self {
        let mut entities = Self::default();
        for row in &grid.rows {
            let form = (session.cell(row, SpellingField::form).to_owned(), session.cell(row, SpellingField::language).to_owned());
            entities.forms.entry(session.cell(row, Key::ENTITY).to_owned()).or_default().push(form);
        }
        entities
    }
}

pub(super) fn row(session: &mut ImportSession<'_, '_>, entities: &mut Entities, row: &GridRow) -> Result<RowEffect, RowError> {
    let (entity, form) = (session.cell(row, Key::ENTITY).to_owned(), session.cell(row, SpellingField::form).to_owned());
    let short = session.cell(row, PartyField::short).to_owned();
    if entity.is_empty() {
        return Err(session.lacks(Key::ENTITY, "It has no name."));
    }
    if form.is_empty() && short.is_empty() {
        return Err(session.lacks(SpellingField::form, "It has no spelling."));
    }
    let found = match entities.found.get(&entity) {
        Some(found) => found.clone(),
        None => {
            let forms = entities.forms.get(&entity).cloned().unwrap_or_default();
            let sort = session.cell(row, Key::SORT).to_owned();
            let found = find(session, &entity, &sort, &forms);
            entities.found.insert(entity.clone(), found.clone());
            found
        }
    };
    let (language, origin) =
        (session.cell(row, SpellingField::language).to_owned(), session.cell(row, SpellingField::origin).to_owned());
    let spellings: Vec<Spelling> = forms_of(&form)
        .map(|form| Spelling { language: language.clone(), form: form.to_owned(), origin: origin.clone() })
        .collect();
    let (of, added) = match found {
        Entity::Nothing(why) => return Err(why),
        Entity::Person(id) => {
            session.count_again(&Name { noun: "person", written: entity });
            if let Some(other) = spellings.iter().find_map(|one| other_person(session, id, &one.form)) {
                return Err(other);
            }
            let mut added = session.is_new(id);
            for spelling in spellings {
                added |= session.spell(id, spelling);
            }
            (names::person(&session.ws, id), added)
        }
        Entity::Party(id) => {
            session.count_again(&Name { noun: "party", written: entity });
            if let Some(other) = spellings.iter().find_map(|one| other_party(session, id, &one.form)) {
                return Err(other);
            }
            let is_shortened = shorten(session, id, &short);
            let mut added = is_shortened || session.is_new(id);
            for spelling in spellings {
                added |= spell_party(session, id, spelling);
            }
            (names::party(&session.ws, id), added)
        }
        Entity::Venues(rounds) => {
            let title = rounds.first().map(|id| names::round(&session.ws, *id)).unwrap_or_default();
            let mut added = false;
            for (id, spelling) in rounds.iter().flat_map(|id| spellings.iter().map(move |spelling| (*id, spelling))) {
                if let Some(round) = session.ws.rounds.get_mut(&id)
                    && !round.venue.spellings.iter().any(|known| same(known, spelling))
                {
                    round.venue.spellings.push(spelling.clone());
                    session.touch(id);
                    added = true;
                }
            }
            (format!("the venue of {title}"), added)
        }
    };
    let form = if form.is_empty() { short } else { form };
    Ok(RowEffect { what: format!("{form} is {of}"), outcome: if added { RowOutcome::New } else { RowOutcome::Same } })
}

/// The spellings in a cell.
fn forms_of(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['\n', ';', '|']).map(str::trim).filter(|form| !form.is_empty())
}

fn same(one: &Spelling, other: &Spelling) -> bool {
    (&one.form, &one.language) == (&other.form, &other.language)
}

/// Why a spelling cannot be taken: it is another one's already.
fn other_party(session: &ImportSession<'_, '_>, id: PartyId, form: &str) -> Option<RowError> {
    let known = session.index.parties.get(&key(form))?;
    let other = known.iter().find(|other| **other != id).filter(|_| !known.contains(&id))?;
    Some(RowError::OtherParty { form: form.to_owned(), of: names::party(&session.ws, *other) })
}

fn other_person(session: &ImportSession<'_, '_>, id: PersonId, form: &str) -> Option<RowError> {
    let known = session.index.people.get(&plain(form))?;
    let other = known.iter().find(|other| **other != id).filter(|_| !known.contains(&id))?;
    Some(RowError::OtherPerson { form: form.to_owned(), of: names::person(&session.ws, *other) })
}

/// Gives a party a spelling that it does not have. Returns whether it was added.
fn spell_party(session: &mut ImportSession<'_, '_>, id: PartyId, spelling: Spelling) -> bool {
    let Some(party) = session.ws.parties.get_mut(&id) else { return false };
    let is_name = party.name == spelling.form && spelling.language.is_empty() && spelling.origin.is_empty();
    if is_name || party.spellings.iter().any(|known| same(known, &spelling)) {
        return false;
    }
    let form = spelling.form.clone();
    party.spellings.push(spelling);
    session.touch(id);
    session.index.note_party(&form, id);
    true
}

/// Gives a party that has none a short name. One that has another keeps it, and this one is a spelling.
fn shorten(session: &mut ImportSession<'_, '_>, id: PartyId, short: &str) -> bool {
    let Some(party) = session.ws.parties.get_mut(&id).filter(|party| !short.is_empty() && party.short != short) else {
        return false;
    };
    if !party.short.is_empty() {
        return spell_party(session, id, Spelling { form: short.to_owned(), ..Spelling::default() });
    }
    short.clone_into(&mut party.short);
    session.touch(id);
    session.index.note_party(short, id);
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
fn find(session: &mut ImportSession<'_, '_>, entity: &str, cell: &str, forms: &[(String, String)]) -> Entity {
    let (prefix, word) = entity.split_once(':').map_or(("", entity), |(prefix, word)| (prefix, word.trim()));
    let sort = match sort_of(session.kind(), prefix, cell) {
        Sort::Other(sort) => return Entity::Nothing(RowError::NoNamesOf(sort)),
        Sort::Place => return venues(session, word),
        sort => sort,
    };
    // A word of a program stands for the name, and is none.
    let own_name = (!is_key(word)).then_some(word);
    let english = forms.iter().find(|(_, language)| language.starts_with("en")).or(forms.first());
    let name = own_name.or(english.and_then(|(form, _)| forms_of(form).next())).unwrap_or(word).to_owned();
    let spelled = || std::iter::once(word).chain(forms.iter().flat_map(|(form, _)| forms_of(form)));
    let party = spelled().find_map(|form| match session.index.parties.get(&key(form)).map(Vec::as_slice) {
        Some([id]) => Some(*id),
        _ => None,
    });
    let person = spelled().find_map(|form| match session.index.people.get(&plain(form)).map(Vec::as_slice) {
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
        (_, None, None) if people::looks_like_a_name(word) || !session.likely_people(&plain(word)).is_empty() => false,
        (_, None, None) => return Entity::Nothing(RowError::NoSort(word.to_owned())),
    };
    if is_party {
        let id = party.unwrap_or_else(|| session.party(&name));
        let known = session.index.parties.get(&key(word)).is_some_and(|known| known.contains(&id));
        if let Some(own) = own.filter(|_| !known) {
            spell_party(session, id, own);
        }
        return Entity::Party(id);
    }
    let id = person.unwrap_or_else(|| found_person(session, entity, word, &name, forms));
    let known = session.index.people.get(&plain(word)).is_some_and(|known| known.contains(&id));
    if let Some(own) = own.filter(|_| !known) {
        session.spell(id, own);
    }
    Entity::Person(id)
}

/// Somebody of whom no spelling is known: each may be like one that is.
fn found_person(
    session: &mut ImportSession<'_, '_>,
    entity: &str,
    word: &str,
    name: &str,
    forms: &[(String, String)],
) -> PersonId {
    let mut likely = session.likely_people(&plain(word));
    for form in forms.iter().flat_map(|(form, _)| forms_of(form)) {
        likely.extend(session.likely_people(&plain(form)));
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
        if let Pick::Is(RecordId::Person(id)) = session.ask(&name, candidates, proposed) {
            return id;
        }
    } else if people::bare(name).is_some()
        && let Some(id) = session.person(name, true)
    {
        return id;
    }
    session.make_person(name)
}

/// The rounds held, or to be held, in a place of that name.
fn venues(session: &ImportSession<'_, '_>, word: &str) -> Entity {
    let key = plain(word);
    let named = |text: &str| format!(" {} ", plain(text)).contains(&format!(" {key} "));
    let held: Vec<RoundId> = session
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
