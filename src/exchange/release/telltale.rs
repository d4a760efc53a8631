//! Finds words that name somebody who was there, so that they cannot be told without attribution.
//!
//! Names count in every spelling that the record has, whole and in any case, and what is derived from them ("Ukrainian", "Witkoffs",
//! "Россией"): of people what stands first and last in the name alone, too, for the family name may be either, and the offices of the
//! record; of the speaker's side also its blocs. In scripts that run words together a name counts anywhere. An abbreviation in
//! capitals counts only as it is written: "US" is a party, "us" is not. What the record has no spelling for ("the Kremlin") is not
//! found. In doubt words stay in: the user can name their level.

use crate::model::fold::fold;
use crate::model::{Party, Person, RecordId, Round, RoundId, Spelling, Statement, StatementKind, Who, Workspace};
use std::collections::{BTreeMap, BTreeSet};

/// Capitals up to so many letters are an abbreviation.
const ABBREVIATION: usize = 5;

/// The shortest word from which others are derived by adding to it: Iran, Iranian.
const DERIVED: usize = 4;

/// The shortest one from which others are derived with another ending: Ukraine, Ukrainian.
const ENDING: usize = 6;

/// The shortest name in Arabic or Hebrew letters that is looked for behind others: shorter ones are parts of common words.
const JOINED: usize = 4;

/// The shortest given name that is looked for alone.
const GIVEN: usize = 3;

/// What has been asked of the record before: many statements are of one round.
#[derive(Default)]
pub struct Telltale {
    names: BTreeMap<RecordId, Vec<Name>>,
    tables: BTreeMap<RoundId, Table>,
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
    /// Anywhere, also within a word, folded.
    Anywhere(String),
}

/// Who sat at a table.
#[derive(Clone, Default)]
struct Table {
    people: BTreeSet<RecordId>,
    /// The offices that they held then, and those who are only described.
    offices: Vec<Name>,
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
        there.extend(sides(workspace, &there));
        if there.into_iter().any(|id| self.named(workspace, id, &words)) {
            return true;
        }
        let Some(round) = statement.round.and_then(|id| workspace.rounds.get(&id)) else { return false };
        let table = self.tables.entry(round.id).or_insert_with(|| Table::of(round)).clone();
        table.offices.iter().any(|name| words.have(name)) || table.people.into_iter().any(|id| self.named(workspace, id, &words))
    }

    fn named(&mut self, workspace: &Workspace, id: RecordId, words: &Words) -> bool {
        let names = self.names.entry(id).or_insert_with(|| called(workspace, id));
        names.iter().any(|name| words.have(name))
    }
}

impl Table {
    fn of(round: &Round) -> Self {
        let people = round.attendance.iter().filter_map(|one| one.person).map(RecordId::from).collect();
        let mut offices: Vec<Name> =
            round.attendance.iter().flat_map(|one| [&one.office, &one.described]).filter_map(|words| office(words)).collect();
        offices.sort();
        offices.dedup();
        Self { people, offices }
    }
}

/// The parties and blocs to which those belong.
fn sides(workspace: &Workspace, of: &BTreeSet<RecordId>) -> BTreeSet<RecordId> {
    let mut sides = BTreeSet::new();
    let mut ahead: Vec<RecordId> = of.iter().copied().collect();
    while let Some(id) = ahead.pop() {
        let above: Vec<RecordId> = match id {
            RecordId::Person(id) => workspace
                .people
                .get(&id)
                .map_or_else(Vec::new, |person| person.affiliations.iter().map(|held| held.party.into()).collect()),
            RecordId::Party(id) => {
                workspace.parties.get(&id).map_or_else(Vec::new, |party| party.blocs.iter().map(|bloc| (*bloc).into()).collect())
            }
            _ => Vec::new(),
        };
        ahead.extend(above.into_iter().filter(|id| sides.insert(*id)));
    }
    sides
}

impl Words {
    fn of(text: &str) -> Self {
        Self { exact: padded(text), folded: padded(&fold(text)) }
    }

    fn have(&self, name: &Name) -> bool {
        match name {
            Name::Exact(name) => self.exact.contains(name.as_str()),
            Name::Folded(name) | Name::Begins(name) | Name::Anywhere(name) => self.folded.contains(name.as_str()),
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
    for name in ways(&party.name, &party.spellings).filter(|name| !name.trim().contains(char::is_whitespace)) {
        names.extend(derived(name));
    }
    names
}

fn of_person(person: &Person) -> Vec<Name> {
    let mut names: Vec<Name> = person.affiliations.iter().filter_map(|held| office(&held.office)).collect();
    for name in ways(&person.name, &person.spellings) {
        names.extend(ways_of(name));
        let mut words = name.split_whitespace();
        let (first, last) = (words.next(), words.next_back());
        // Where the given name stands first it may be a common word: it counts only as it is written.
        if let (Some(first), Some(_)) = (first, last) {
            let letters = padded(first);
            let is_name = letters.trim().chars().count() >= GIVEN && !letters.trim_start().starts_with(char::is_lowercase);
            names.extend(is_name.then_some(Name::Exact(letters)));
            names.extend(anywhere(first));
        }
        if let Some(last) = last.or(first) {
            names.extend(ways_of(last));
            names.extend(derived(last));
        }
    }
    names
}

/// An office of several words. One word alone ("Minister") is said of many.
fn office(words: &str) -> Option<Name> {
    let padded = padded(&fold(words));
    padded.trim().contains(' ').then_some(Name::Folded(padded))
}

/// What is derived from a name of one word: it goes on, or has another ending.
fn derived(name: &str) -> Vec<Name> {
    let folded = padded(&fold(name));
    let word: Vec<char> = folded.trim().chars().collect();
    let is_abbreviation = name.chars().count() <= ABBREVIATION && name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    if word.len() < DERIVED || word.contains(&' ') || is_abbreviation {
        return Vec::new();
    }
    let is_latin = word.iter().all(char::is_ascii);
    let last = word.last().copied().unwrap_or_default();
    // China, Chinese; Россия, российский; Зеленский, Зеленского.
    let dropped = match word.len() {
        8.. if !is_latin => 2,
        5.. if !is_latin => 1,
        ENDING.. => 1,
        5 if last == 'a' => 1,
        _ => 0,
    };
    let stem: String = word[..word.len() - dropped].iter().collect();
    vec![Name::Begins(format!(" {stem}"))]
}

/// A name in a script that runs words together, or writes small words and the next in one.
fn anywhere(name: &str) -> Option<Name> {
    let folded = fold(name);
    let has = |within: fn(char) -> bool| folded.chars().any(within);
    let least = match () {
        () if has(|c| matches!(c, '\u{590}'..='\u{6ff}')) => JOINED,
        () if has(runs_on) => 2,
        () => return None,
    };
    (folded.chars().count() >= least).then_some(Name::Anywhere(folded))
}

/// Whether it is a letter of East or Southeast Asia, as folding leaves it.
fn runs_on(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
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
        _ => {
            let folded = padded(&fold(name));
            // Some letters fold to nothing, and nothing is found everywhere: such a name counts as it is written.
            let whole = if folded.trim().is_empty() { Name::Exact(exact) } else { Name::Folded(folded) };
            anywhere(name).into_iter().chain([whole]).collect()
        }
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
    use crate::model::AttendanceRole;
    use crate::query::testing::Talks;

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

    #[test]
    fn no_letter_is_a_name_that_is_found_everywhere() {
        let mut folded_away = 0;
        for letter in ('\0'..=char::MAX).filter(|c| c.is_alphanumeric()) {
            let name = letter.to_string();
            folded_away += usize::from(padded(&fold(&name)).trim().is_empty());
            assert!(says(&name, &format!("as {letter} said")), "{letter:?} is not found as it is written");
            assert!(!says(&name, ""), "{letter:?} is found in nothing");
        }
        assert!(folded_away > 0, "no letter is folded away: this test holds nothing");
    }

    /// Whether a text said by somebody of that party, at a table with a person of that name, stays in.
    fn stays_in(party: &str, person: &str, text: &str) -> bool {
        let mut talks = Talks::new();
        let round = talks.round("First", "2026-02-04");
        talks.spelled("Somebody Else", &[person]);
        talks.attended(round, "Norway", "Somebody Else", AttendanceRole::Head);
        let id = talks.says(party, "Territory", "2026-02-04", text);
        talks.of(id).round = Some(round);
        Telltale::default().tells(&talks.ws, &talks.ws.statements[&id].clone())
    }

    #[test]
    fn names_are_found_in_any_order_with_any_ending_and_in_any_script() {
        for (party, person, text) in [
            ("Iran", "", "an Iranian idea"),
            ("China", "", "the Chinese text"),
            ("Россия", "", "с Россией говорить рано"),
            ("中国", "", "我们认为中国会同意"),
            ("روسيا", "", "هذا موقف وروسيا تعرفه"),
            ("ישראל", "", "נדבר מחר בישראל"),
            ("대한민국", "", "우리는 대한민국은 동의한다"),
            ("Norway", "Steve Witkoff", "Witkoffs Vorschlag"),
            ("Norway", "Steve Witkoff", "As Steve put it"),
            ("Norway", "Wang Yi", "Wang has agreed"),
            ("Norway", "Володимир Зеленський", "слово Зеленського"),
            ("Norway", "王毅", "昨天王毅同意了"),
        ] {
            assert!(stays_in(party, person, text), "{text}");
        }
        for (party, person, text) in [
            ("Oman", "", "a woman and a man"),
            ("Norway", "Steve Witkoff", "even steven, they said"),
            ("Norway", "Ban Li", "a ban on arms"),
            ("Norway", "Omar al-Bashir bin Said", "the bin is full"),
            ("Norway", "علي", "اتفقنا عليه"),
            ("中国", "", "我们会同意"),
        ] {
            assert!(!stays_in(party, person, text), "{text}");
        }
    }

    #[test]
    fn offices_and_blocs_tell_as_names_do() {
        let mut talks = Talks::new();
        let round = talks.round("First", "2026-02-04");
        talks.attended(round, "Ukraine", "Rustem Umerov", AttendanceRole::Head).office = "Minister of Defence".into();
        let (ukraine, bloc) = (talks.party("Ukraine"), talks.party("Northern Alliance"));
        talks.ws.parties.get_mut(&ukraine).unwrap().blocs = vec![bloc];
        let id = talks.says("Ukraine", "Territory", "2026-02-04", "");
        talks.of(id).round = Some(round);
        for (text, tells) in [
            ("as the minister of defence has said", true),
            ("a minister of another country", false),
            ("the Northern Alliance has a plan", true),
            ("an alliance of the north", false),
        ] {
            talks.of(id).text = text.into();
            assert_eq!(Telltale::default().tells(&talks.ws, &talks.ws.statements[&id].clone()), tells, "{text}");
        }
    }
}
