//! The delegation rows and the spellings.

use super::{SAMPLE, cited, only, party, round, told};
use crate::rows::{DelegationRow, NameRow};
use rapporteur::model::{AttendanceRole, Presence, RecordId, Spelling};
use rapporteur::query::search::Index;
use std::collections::BTreeSet;

#[test]
fn every_delegation_row_sits_at_its_round() {
    let rows = DelegationRow::all();
    assert_eq!(rows.len(), 60);
    for row in &rows {
        let what = format!("{} {} {}", row.round_id, row.party, row.person);
        let is_it = |person| SAMPLE.people[&person].name == row.person;
        let found = only(round(&row.round_id).attendance.iter().filter(|one| one.person.is_some_and(is_it)), &what);
        assert_eq!(found.party.map_or("", party), row.party, "{what}");
        assert_eq!(found.office.to_lowercase(), row.office_then.to_lowercase(), "{what}");
        assert_eq!(found.presence, Presence::Attended, "{what}");
        assert_eq!(cited(&found.sources), told(&row.sources), "{what}");
        let role = match row.role.as_str() {
            "head" => AttendanceRole::Head,
            "member" => AttendanceRole::Delegate,
            "host/mediator" => {
                assert!(found.note.contains("Mediator"), "{what} is the mediator as well");
                AttendanceRole::Host
            }
            other => panic!("{other}"),
        };
        assert_eq!(found.role, role, "{what}");
        // Rank goes before an office and is no part of it; one faction is named in full in later rows.
        let office = row.office_then.trim_start_matches("Admiral, ").to_lowercase();
        let person = &SAMPLE.people[&found.person.unwrap()];
        let held = person.affiliations.iter().any(|one| {
            party(one.party) == row.party
                && (one.office.to_lowercase() == office || one.office.ends_with(&office) || office == "faction head")
        });
        assert!(held, "{what} is not among the offices {:?}", person.affiliations);
        if let Some((_, remark)) = row.sources.split_once(" (") {
            let noted = found.note.to_lowercase().contains(&remark.trim_end_matches(')').to_lowercase());
            assert!(noted, "{what}: {remark} is not in {}", found.note);
        }
    }
    let named: usize = SAMPLE.rounds.values().flat_map(|round| &round.attendance).filter(|one| one.person.is_some()).count();
    assert_eq!(named, 60 + 2, "the rows, and the two ministers of Antalya");
}

#[test]
fn a_person_who_changed_office_held_each_for_a_time() {
    let umerov = only(SAMPLE.people.values().filter(|person| person.name == "Rustem Umerov"), "Umerov");
    let offices: Vec<&str> = umerov.affiliations.iter().map(|one| one.office.as_str()).collect();
    assert_eq!(offices, ["Member of parliament", "Minister of Defence", "Secretary, National Security and Defense Council"]);
    assert!(umerov.affiliations[..2].iter().all(|one| !one.until.is_unknown()), "what was left has an end");
    assert!(umerov.affiliations[2].until.is_unknown(), "what is held has none");
}

#[test]
fn members_without_names_are_there_in_words() {
    let unnamed = only(round("abu-dhabi-1").attendance.iter().filter(|one| one.person.is_none()), "unnamed members");
    assert_eq!(unnamed.party.map(party), Some("Russia"));
    assert!(unnamed.described.contains("names withheld"));
}

/// Whose spellings a row has, as this workspace writes the name.
fn owner(entity: &str) -> &str {
    match entity {
        "mbz" => "Mohamed bin Zayed",
        "abz" => "Abdullah bin Zayed",
        "albusaidi" => "al-Busaidi",
        surname => surname,
    }
}

#[test]
fn every_spelling_leads_to_the_person_or_the_rounds_at_the_place() {
    let rows = NameRow::all();
    assert_eq!(rows.len(), 214);
    let mut left_out = Vec::new();
    for row in &rows {
        let spelling = Spelling { language: row.lang.clone(), form: row.form.clone(), origin: row.source.clone() };
        if let Some(place) = row.entity.strip_prefix("place:") {
            let codes: &[&str] = match place {
                "abu-dhabi" => &["abu-dhabi-1", "abu-dhabi-2", "round-4"],
                "ciragan" => &["istanbul-2", "istanbul-3"],
                other => panic!("{other}"),
            };
            for code in codes {
                assert!(round(code).venue.spellings.contains(&spelling), "{spelling:?} does not lead to {code}");
            }
        } else if row.entity.starts_with("process:") {
            left_out.push(row.entity.as_str());
        } else {
            let holder = only(SAMPLE.people.values().filter(|person| person.spellings.contains(&spelling)), &row.form);
            let (name, wanted) = (holder.name.to_lowercase(), owner(&row.entity).to_lowercase());
            assert!(name.contains(&wanted), "{} is {}, not {wanted}", row.form, holder.name);
        }
    }
    assert_eq!(left_out, ["process:six-party"; 8], "a process that is not in this record");
    let on_people: usize = SAMPLE.people.values().map(|person| person.spellings.len()).sum();
    let at_places: BTreeSet<_> =
        SAMPLE.rounds.values().flat_map(|round| &round.venue.spellings).map(|one| (&one.form, &one.language)).collect();
    assert_eq!((on_people, at_places.len()), (184, 22));
}

#[test]
fn a_search_for_any_spelling_finds_the_person_or_a_round_at_the_place() {
    let index = Index::build(&SAMPLE);
    for row in NameRow::all().iter().filter(|row| !row.entity.starts_with("process:")) {
        let kind = if row.entity.starts_with("place:") { "round" } else { "person" };
        let groups = index.search(&row.form, 50);
        let found = groups.iter().filter(|group| group.noun == kind).flat_map(|group| &group.hits).any(|hit| match hit.id {
            RecordId::Person(id) => SAMPLE.people[&id].spellings.iter().any(|one| one.form == row.form),
            RecordId::Round(id) => SAMPLE.rounds[&id].venue.spellings.iter().any(|one| one.form == row.form),
            _ => false,
        });
        assert!(found, "{} does not find {}", row.form, row.entity);
    }
}
