//! Finds words that name somebody who was there, so that they cannot be told without attribution.
//!
//! Names count in every spelling that the record has, whole and in any case: of people the family name alone, too, and of parties
//! what is derived from the name ("Ukrainian"). An abbreviation in capitals counts only as it is written: "US" is a party, "us" is
//! not. What the record has no spelling for ("the Kremlin") is not found.

use crate::model::fold::fold;
use crate::model::{Party, Person, RecordId, RoundId, Spelling, Statement, StatementKind, Who, Workspace};
use std::collections::{BTreeMap, BTreeSet};

/// Capitals up to so many letters are an abbreviation.
const ABBREVIATION: usize = 5;

/// The shortest name of one word from which others are derived.
const DERIVED: usize = 6;

/// What has been asked of the record before: many statements are of one round.
#[derive(Default)]
pub struct Telltale {
    names: BTreeMap<RecordId, Vec<Name>>,
    tables: BTreeMap<RoundId, BTreeSet<RecordId>>,
}

/// A way in which somebody is called, padded with spaces, so that only whole words count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    /// As it is written.
    Exact(String),
    /// In any case, with any accents.
    Folded(String),
    /// The beginning of a word, folded.
    Begins(String),
}

/// A text as names are looked for in it.
struct Words {
    exact: String,
    folded: String,
}

impl Telltale {
    /// Whether the words of a statement name its speaker, its party, or anybody at the table of its round.
    pub fn tells(&mut self, workspace: &Workspace, statement: &Statement) -> bool {
        let own_word = match &statement.kind {
            StatementKind::Other(word) => word.as_str(),
            _ => "",
        };
        let words = Words::of(&format!("{}\n{own_word}", statement.text));
        let mut there: BTreeSet<RecordId> = BTreeSet::new();
        there.insert(statement.party.into());
        there.extend(statement.on_behalf_of.map(RecordId::from));
        match &statement.speaker {
            Some(Who::Person(id)) => {
                there.insert((*id).into());
            }
            Some(Who::Party(id)) => {
                there.insert((*id).into());
            }
            Some(Who::Described(described)) => {
                let described = padded(&fold(described));
                if !described.trim().is_empty() && words.folded.contains(&described) {
                    return true;
                }
            }
            None => {}
        }
        if there.into_iter().any(|id| self.named(workspace, id, &words)) {
            return true;
        }
        let Some(round) = statement.round.and_then(|id| workspace.rounds.get(&id)) else { return false };
        let people = || round.attendance.iter().filter_map(|one| one.person).map(RecordId::from).collect();
        let table = self.tables.entry(round.id).or_insert_with(people).clone();
        table.into_iter().any(|id| self.named(workspace, id, &words))
    }

    fn named(&mut self, workspace: &Workspace, id: RecordId, words: &Words) -> bool {
        let names = self.names.entry(id).or_insert_with(|| called(workspace, id));
        names.iter().any(|name| words.have(name))
    }
}

impl Words {
    fn of(text: &str) -> Self {
        Self { exact: padded(text), folded: padded(&fold(text)) }
    }

    fn have(&self, name: &Name) -> bool {
        match name {
            Name::Exact(name) => self.exact.contains(name.as_str()),
            Name::Folded(name) | Name::Begins(name) => self.folded.contains(name.as_str()),
        }
    }
}

/// How a party or a person is called, in every spelling.
fn called(workspace: &Workspace, id: RecordId) -> Vec<Name> {
    let mut names = match id {
        RecordId::Party(id) => workspace.parties.get(&id).map_or_else(Vec::new, of_party),
        RecordId::Person(id) => workspace.people.get(&id).map_or_else(Vec::new, of_person),
        _ => Vec::new(),
    };
    names.sort();
    names.dedup();
    names
}

fn of_party(party: &Party) -> Vec<Name> {
    let mut names: Vec<Name> = ways(&party.name, &party.spellings).chain([party.short.as_str()]).flat_map(ways_of).collect();
    for name in ways(&party.name, &party.spellings) {
        let folded = padded(&fold(name));
        let word = folded.trim();
        if !word.contains(' ') && word.chars().count() >= DERIVED {
            // Ukraine, Ukrainian; Россия, российский.
            let stem: String = word.chars().take(word.chars().count() - 1).collect();
            names.push(Name::Begins(format!(" {stem}")));
        }
    }
    names
}

fn of_person(person: &Person) -> Vec<Name> {
    let family = |name: &str| name.split_whitespace().last().map(str::to_owned);
    let all: Vec<&str> = ways(&person.name, &person.spellings).collect();
    let families: Vec<String> = all.iter().filter_map(|name| family(name)).collect();
    all.into_iter().chain(families.iter().map(String::as_str)).flat_map(ways_of).collect()
}

fn ways<'a>(name: &'a str, spellings: &'a [Spelling]) -> impl Iterator<Item = &'a str> {
    std::iter::once(name).chain(spellings.iter().map(|spelling| spelling.form.as_str()))
}

/// A name as it is looked for. An abbreviation is found with points and without.
fn ways_of(name: &str) -> Vec<Name> {
    let exact = padded(name);
    let letters: String = exact.chars().filter(|c| *c != ' ').collect();
    match letters.chars().count() {
        0 => Vec::new(),
        1..=ABBREVIATION if letters.chars().all(|c| c.is_uppercase() || c.is_numeric()) => {
            let apart: String = letters.chars().flat_map(|c| [c, ' ']).collect();
            vec![Name::Exact(exact), Name::Exact(format!(" {letters} ")), Name::Exact(format!(" {apart}"))]
        }
        _ => vec![Name::Folded(padded(&fold(name)))],
    }
}

/// A text with everything but letters and digits as one space, and a space at either end.
fn padded(text: &str) -> String {
    let mut words = String::from(" ");
    for c in text.chars() {
        match c {
            c if c.is_alphanumeric() => words.push(c),
            _ if words.ends_with(' ') => {}
            _ => words.push(' '),
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(name: &str, text: &str) -> bool {
        ways_of(name).iter().any(|name| Words::of(text).have(name))
    }

    #[test]
    fn abbreviations_count_as_they_are_written_and_names_in_any_case() {
        for (name, text) in [
            ("US", "The US must watch"),
            ("US", "the U.S. position"),
            ("U.S.", "US troops"),
            ("EU", "(EU)"),
            ("Ukraine", "UKRAINE’s borders"),
            ("Steve Witkoff", "asked steve  witkoff."),
            ("Łukasz", "as Lukasz said"),
            ("Kim", "Kim agreed"),
        ] {
            assert!(says(name, text), "{name} in {text}");
        }
        for (name, text) in [
            ("US", "let us begin, it helps us"),
            ("US", "the USA"),
            ("IT", "it is late"),
            ("Kim", "kimono"),
            ("", "anything"),
            (" . ", "anything . at all"),
        ] {
            assert!(!says(name, text), "{name} in {text}");
        }
    }
}
