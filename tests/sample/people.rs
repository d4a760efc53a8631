//! The people: everyone in the delegations, everyone who is quoted, and everyone whose name has spellings.
//!
//! Offices come from the delegation rows, which say what somebody was on the day of a round. When an office began or ended is
//! not in them, so an affiliation is "by" the first day it is seen and ends between two sightings.

use crate::builder::Builder;
use crate::rows::{DelegationRow, RoundRow, sentence};
use crate::times::{date, in_words};
use chrono::NaiveDate;
use rapporteur::model::{Affiliation, Person, When};
use std::collections::BTreeMap;

/// What `names.tsv` calls a person, or nothing; the name here; the party.
const PEOPLE: &[(&str, &str, &str)] = &[
    ("zelensky", "Volodymyr Zelensky", "Ukraine"),
    ("umerov", "Rustem Umerov", "Ukraine"),
    ("budanov", "Kyrylo Budanov", "Ukraine"),
    ("kyslytsia", "Serhiy Kyslytsia", "Ukraine"),
    ("arakhamia", "David Arakhamia", "Ukraine"),
    ("hnatov", "Andrii Hnatov", "Ukraine"),
    ("bevz", "Oleksandr Bevz", "Ukraine"),
    ("ivashchenko", "Oleh Ivashchenko", "Ukraine"),
    ("skibitskyi", "Vadym Skibitskyi", "Ukraine"),
    ("poklad", "Oleksandr Poklad", "Ukraine"),
    ("ostrianskyi", "Yevhenii Ostrianskyi", "Ukraine"),
    ("reznikov", "Oleksii Reznikov", "Ukraine"),
    ("", "Mykhailo Podolyak", "Ukraine"),
    ("", "Andrii Kostin", "Ukraine"),
    ("", "Mykola Tochytskyi", "Ukraine"),
    ("", "Oleksandr Chaly", "Ukraine"),
    ("", "Dmytro Kuleba", "Ukraine"),
    ("", "Andrii Sybiha", "Ukraine"),
    ("", "Vitali Klitschko", "Ukraine"),
    ("putin", "Vladimir Putin", "Russia"),
    ("kostyukov", "Igor Kostyukov", "Russia"),
    ("medinsky", "Vladimir Medinsky", "Russia"),
    ("", "Mikhail Galuzin", "Russia"),
    ("", "Alexander Fomin", "Russia"),
    ("", "Andrey Rudenko", "Russia"),
    ("", "Leonid Slutsky", "Russia"),
    ("", "Boris Gryzlov", "Russia"),
    ("", "Sergey Lavrov", "Russia"),
    ("peskov", "Dmitry Peskov", "Russia"),
    ("dmitriev", "Kirill Dmitriev", "Russia"),
    ("ushakov", "Yuri Ushakov", "Russia"),
    ("witkoff", "Steve Witkoff", "United States"),
    ("kushner", "Jared Kushner", "United States"),
    ("gruenbaum", "Josh Gruenbaum", "United States"),
    ("driscoll", "Daniel Driscoll", "United States"),
    ("grynkewich", "Alexus Grynkewich", "United States"),
    ("", "Anna Kelly", "United States"),
    ("", "Hakan Fidan", "Turkey"),
    ("mbz", "Mohamed bin Zayed Al Nahyan", "United Arab Emirates"),
    ("abz", "Abdullah bin Zayed Al Nahyan", "United Arab Emirates"),
    ("albusaidi", "Badr al-Busaidi", ""),
    ("araghchi", "Abbas Araghchi", ""),
];

/// Offices of people who sat in no delegation, with the day by which somebody else is seen in the office, if so.
const OFFICES: &[(&str, &str, &str)] = &[
    ("Volodymyr Zelensky", "President", ""),
    ("Dmytro Kuleba", "Foreign Minister", "2026-01-24"),
    ("Andrii Sybiha", "Foreign Minister", ""),
    ("Vitali Klitschko", "Mayor of Kyiv", ""),
    ("Oleksandr Chaly", "Member of the delegation of 2022", ""),
    ("Vladimir Putin", "President", ""),
    ("Sergey Lavrov", "Foreign Minister", ""),
    ("Dmitry Peskov", "Spokesman of the President", ""),
    ("Kirill Dmitriev", "Special envoy", ""),
    ("Yuri Ushakov", "Presidential aide", ""),
    ("Anna Kelly", "White House spokeswoman", ""),
    ("Mohamed bin Zayed Al Nahyan", "President", ""),
    ("Abdullah bin Zayed Al Nahyan", "Foreign Minister", ""),
];

/// In an office that somebody else is seen in later.
const SUCCEEDED: &[(&str, &str)] = &[("Oleksii Reznikov", "2025-05-16")];

const NOTES: &[(&str, &str)] = &[
    ("Badr al-Busaidi", "From reports on other talks, of the United States with Iran; here for the spellings of the name."),
    ("Abbas Araghchi", "From reports on other talks, of the United States with Iran; here for the spellings of the name."),
    ("Kirill Dmitriev", "A few pages put him in the Russian delegation at Abu Dhabi; most do not."),
];

/// The name here of what `names.tsv` calls a person.
pub(crate) fn name_of(entity: &str) -> Option<&'static str> {
    PEOPLE.iter().find(|(key, ..)| *key == entity).map(|(_, name, _)| *name)
}

/// The office in the words that the other rows use for it: two offices were written in two ways.
fn office(then: &str) -> String {
    sentence(match then {
        "faction head" => "head of Servant of the People faction",
        other => other.trim_start_matches("Admiral, "),
    })
}

/// Makes the people.
pub(crate) fn build(b: &mut Builder) {
    let seen = sightings();
    for &(_, name, party) in PEOPLE {
        let mut affiliations = Vec::new();
        if !party.is_empty() {
            let party = b.party(party);
            let mut held = seen.get(name).cloned().unwrap_or_default();
            held.dedup_by(|later, earlier| {
                later.0 == earlier.0 && {
                    earlier.2 = later.2;
                    true
                }
            });
            for (nth, (office, first, last)) in held.iter().enumerate() {
                let from = match nth.checked_sub(1) {
                    Some(before) => between(held[before].2, *first),
                    None => by(*first),
                };
                let until = match held.get(nth + 1) {
                    Some((_, next, _)) => between(*last, *next),
                    None => SUCCEEDED.iter().find(|(who, _)| *who == name).map_or(When::Unknown, |(_, day)| by(date(day))),
                };
                affiliations.push(Affiliation { party, office: office.clone(), from, until });
            }
            for (_, office, until) in OFFICES.iter().filter(|(who, ..)| *who == name) {
                let until = if until.is_empty() { When::Unknown } else { by(date(until)) };
                affiliations.push(Affiliation { party, office: (*office).to_owned(), from: When::Unknown, until });
            }
            if affiliations.is_empty() {
                affiliations.push(Affiliation { party, office: String::new(), from: When::Unknown, until: When::Unknown });
            }
        }
        let note = NOTES.iter().find(|(who, _)| *who == name).map_or("", |(_, note)| note);
        let person = Person {
            name: name.to_owned(),
            affiliations,
            note: note.to_owned(),
            ..Person::blank(b.make("person", name), Builder::stamp())
        };
        b.workspace.put(person.into());
    }
}

/// The offices in which each person is seen, in the order of time, with the first and the last day of it.
fn sightings() -> BTreeMap<String, Vec<(String, NaiveDate, NaiveDate)>> {
    let days = RoundRow::all().into_iter().map(|row| (row.round_id, row.start)).collect::<BTreeMap<_, _>>();
    let mut seen: BTreeMap<String, Vec<(String, NaiveDate, NaiveDate)>> = BTreeMap::new();
    for row in DelegationRow::all().into_iter().filter(|row| !row.office_then.is_empty()) {
        let day = date(&days[&row.round_id]);
        seen.entry(row.person).or_default().push((office(&row.office_then), day, day));
    }
    for offices in seen.values_mut() {
        offices.sort_by_key(|(_, day, _)| *day);
    }
    seen
}

fn by(day: NaiveDate) -> When {
    When::Window { earliest: None, latest: Some(day), wording: format!("by {}", in_words(day)) }
}

fn between(earlier: NaiveDate, later: NaiveDate) -> When {
    let wording = format!("between {} and {}", in_words(earlier), in_words(later));
    When::Window { earliest: Some(earlier), latest: Some(later), wording }
}

/// Whether a cell is the name of a person.
pub(crate) fn is_known(name: &str) -> bool {
    PEOPLE.iter().any(|(_, known, _)| *known == name)
}
