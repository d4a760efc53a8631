//! Parties and people as facts.

use super::values::{joined, named, spelled, used_in};
use crate::cli::desk::Desk;
use crate::cli::facts::{Facts, Value};
use crate::model::{Affiliation, Party, Person};
use crate::query::names;

pub(super) fn party(desk: &Desk, party: &Party) -> Facts {
    let members = desk.workspace().parties.values().filter(|other| other.blocs.contains(&party.id));
    Facts::default()
        .text("id", &party.id.to_string())
        .text("name", &party.name)
        .text("short", &party.short)
        .term("kind", &party.kind)
        .list("blocs", party.blocs.iter().map(|bloc| named(desk, *bloc)))
        .list("members", members.map(|member| named(desk, member.id)))
        .with("used_in", used_in(desk, party.id))
        .list("spellings", spelled(&party.spellings))
        .text("note", &party.note)
}

pub(super) fn person(desk: &Desk, person: &Person) -> Facts {
    Facts::default()
        .text("id", &person.id.to_string())
        .text("name", &person.name)
        .list("affiliations", person.affiliations.iter().map(|held| affiliation(desk, held)))
        .with("used_in", used_in(desk, person.id))
        .list("spellings", spelled(&person.spellings))
        .text("note", &person.note)
}

fn affiliation(desk: &Desk, held: &Affiliation) -> Value {
    let dated = |before: &str, when: &crate::model::When| {
        if when.is_unknown() { String::new() } else { format!("{before} {}", when.words()) }
    };
    let party = names::party(desk.workspace(), held.party);
    let (from, until) = (dated("from", &held.from), dated("until", &held.until));
    let words = joined([held.office.as_str(), &party, &from, &until]);
    let facts = Facts::default()
        .with("party", named(desk, held.party))
        .text("office", &held.office)
        .when("from", &held.from, desk.zone)
        .when("until", &held.until, desk.zone);
    Value::Summed(words, facts)
}
