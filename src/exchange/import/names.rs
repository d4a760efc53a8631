//! Rows that are spellings of names: of parties, people, and the places where rounds are held.

use super::desk::{Desk, note};
use super::grid::{Grid, GridRow};
use super::plan::{Done, Fate, Name, Pick};
use super::words::plain;
use crate::model::{PartyId, PersonId, RecordId, RoundId, Spelling};
use crate::query::names;
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
    Nothing(String),
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

pub(super) fn row(desk: &mut Desk<'_, '_>, entities: &mut Entities, row: &GridRow) -> Result<Done, String> {
    let (entity, form) = (desk.cell(row, "entity").to_owned(), desk.cell(row, "form").to_owned());
    if entity.is_empty() || form.is_empty() {
        return Err("It has no name or no spelling.".to_owned());
    }
    let found = match entities.found.get(&entity) {
        Some(found) => found.clone(),
        None => {
            let forms = entities.forms.get(&entity).cloned().unwrap_or_default();
            let found = find(desk, &entity, &forms);
            entities.found.insert(entity.clone(), found.clone());
            found
        }
    };
    let spelling = Spelling {
        language: desk.cell(row, "language").to_owned(),
        form: form.clone(),
        origin: desk.cell(row, "origin").to_owned(),
    };
    let (of, added) = match found {
        Entity::Nothing(why) => return Err(why),
        Entity::Person(id) => {
            let name = Name { noun: "person", written: entity };
            desk.count_again(&name);
            (names::person(&desk.ws, id), desk.spell(id, spelling))
        }
        Entity::Party(id) => (names::party(&desk.ws, id), spell_party(desk, id, spelling)),
        Entity::Venues(rounds) => {
            let title = rounds.first().map(|id| names::round(&desk.ws, *id)).unwrap_or_default();
            let mut added = false;
            for id in rounds {
                if let Some(round) = desk.ws.rounds.get_mut(&id)
                    && !round.venue.spellings.iter().any(|known| same(known, &spelling))
                {
                    round.venue.spellings.push(spelling.clone());
                    desk.touch(id);
                    added = true;
                }
            }
            (format!("the venue of {title}"), added)
        }
    };
    Ok(Done { what: format!("{form} is {of}"), fate: if added { Fate::New } else { Fate::Same } })
}

fn same(one: &Spelling, other: &Spelling) -> bool {
    (&one.form, &one.language) == (&other.form, &other.language)
}

fn spell_party(desk: &mut Desk<'_, '_>, id: PartyId, spelling: Spelling) -> bool {
    let Some(party) = desk.ws.parties.get_mut(&id) else { return false };
    if party.spellings.iter().any(|known| same(known, &spelling)) {
        return false;
    }
    note(&mut desk.index.parties, plain(&spelling.form), id);
    party.spellings.push(spelling);
    desk.touch(id);
    true
}

/// Whose name it is. A word before a colon says of what sort it is: "place:abu-dhabi".
fn find(desk: &mut Desk<'_, '_>, entity: &str, forms: &[(String, String)]) -> Entity {
    let (sort, word) = match entity.split_once(':') {
        Some((sort, word)) => (plain(sort), word.trim()),
        None => (String::new(), entity),
    };
    let only_party = |desk: &Desk<'_, '_>, word: &str| match desk.index.parties.get(&plain(word)).map(Vec::as_slice) {
        Some([id]) => Some(*id),
        _ => None,
    };
    let party = std::iter::once(word).chain(forms.iter().map(|(form, _)| form.as_str())).find_map(|form| only_party(desk, form));
    match sort.as_str() {
        "place" | "venue" | "city" => return venues(desk, word),
        "party" | "state" | "organisation" | "organization" => {
            return party.map_or_else(|| Entity::Party(desk.party(word)), Entity::Party);
        }
        "" | "person" => {}
        _ => {
            return Entity::Nothing(format!(
                "A name of a {sort} has no place in the record. Names are of parties, people or venues."
            ));
        }
    }
    if let (Some(id), "") = (party, sort.as_str()) {
        return Entity::Party(id);
    }
    let sure = |desk: &Desk<'_, '_>, form: &str| match desk.index.people.get(&plain(form)).map(Vec::as_slice) {
        Some([id]) => Some(*id),
        _ => None,
    };
    let surely = std::iter::once(word).chain(forms.iter().map(|(form, _)| form.as_str())).find_map(|form| sure(desk, form));
    if let Some(id) = surely {
        return Entity::Person(id);
    }
    // Each spelling may be like one that is known.
    let mut likely = desk.likely_people(&plain(word));
    for (form, _) in forms {
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
            return Entity::Person(id);
        }
    }
    let english = forms.iter().find(|(_, language)| language.starts_with("en")).or(forms.first());
    let name = english.map_or(word, |(form, _)| form.as_str()).to_owned();
    Entity::Person(desk.make_person(&name))
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
        return Entity::Nothing(format!("No round is held at “{word}”. Import the rounds first, or correct the name."));
    }
    Entity::Venues(held)
}
