//! Parties and people as facts.

use super::recorded::recorded;
use super::values::{joined, named, spelled, used_in};
use crate::cli::desk::Desk;
use crate::cli::facts::{Facts, Value};
use crate::model::{Affiliation, Party, Person};
use crate::query::names;

pub(super) fn party(desk: &Desk, party: &Party) -> Facts {
    let members = desk.workspace().parties.values().filter(|other| other.blocs.contains(&party.id));
    recorded(desk, party, desk.zone)
        .text("id", &party.id.to_string())
        .list("members", members.map(|member| named(desk, member.id)))
        .with("used_in", used_in(desk, party.id))
        .list("spellings", spelled(&party.spellings))
        .in_order(&["id", "name", "short", "kind", "blocs", "members", "used_in", "spellings", "note"])
}

pub(super) fn person(desk: &Desk, person: &Person) -> Facts {
    recorded(desk, person, desk.zone)
        .text("id", &person.id.to_string())
        .list("affiliations", person.affiliations.iter().map(|held| affiliation(desk, held)))
        .with("used_in", used_in(desk, person.id))
        .list("spellings", spelled(&person.spellings))
        .in_order(&["id", "name", "affiliations", "used_in", "spellings", "note"])
}

fn affiliation(desk: &Desk, held: &Affiliation) -> Value {
    let dated = |before: &str, when: &crate::model::When| {
        if when.is_unknown() { String::new() } else { format!("{before} {}", when.words()) }
    };
    let party = names::party(desk.workspace(), held.party);
    let (from, until) = (dated("from", &held.from), dated("until", &held.until));
    let words = joined([held.office.as_str(), &party, &from, &until]);
    let facts = recorded(desk, held, desk.zone);
    Value::Summed(words, facts)
}
