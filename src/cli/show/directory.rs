//! Parties and people as facts.

use super::recorded::recorded;
use super::values::{joined, named, spelled, used_in};
use crate::cli::facts::{Facts, Value};
use crate::cli::open_workspace::OpenWorkspace;
use crate::model::{Affiliation, Party, Person};
use crate::query::names;

pub(super) fn party(opened: &OpenWorkspace, party: &Party) -> Facts {
    let members = opened.workspace().parties.values().filter(|other| other.blocs.contains(&party.id));
    recorded(opened, party, opened.zone)
        .text("id", &party.id.to_string())
        .list("members", members.map(|member| named(opened, member.id)))
        .with("used_in", used_in(opened, party.id))
        .list("spellings", spelled(&party.spellings))
        .in_order(&["id", "name", "short", "kind", "blocs", "members", "used_in", "spellings", "note"])
}

pub(super) fn person(opened: &OpenWorkspace, person: &Person) -> Facts {
    recorded(opened, person, opened.zone)
        .text("id", &person.id.to_string())
        .list("affiliations", person.affiliations.iter().map(|held| affiliation(opened, held)))
        .with("used_in", used_in(opened, person.id))
        .list("spellings", spelled(&person.spellings))
        .in_order(&["id", "name", "affiliations", "used_in", "spellings", "note"])
}

fn affiliation(opened: &OpenWorkspace, held: &Affiliation) -> Value {
    let dated = |before: &str, when: &crate::model::When| {
        if when.is_unknown() { String::new() } else { format!("{before} {}", when.words()) }
    };
    let party = names::party(opened.workspace(), held.party);
    let (from, until) = (dated("from", &held.from), dated("until", &held.until));
    let words = joined([held.office.as_str(), &party, &from, &until]);
    let facts = recorded(opened, held, opened.zone);
    Value::Summed(words, facts)
}
