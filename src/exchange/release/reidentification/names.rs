//! All names of a party or a person.

use super::common;
use super::name::Name;
use super::words::padded;
use crate::model::{Party, Person, RecordId, Spelling, Workspace};
use crate::query::territories::{self, Territory};
use crate::text::fold::{fold, runs_on};
use crate::text::sound;

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

/// The shortest word of the table of territories that is found with an ending.
const WITH_ENDING: usize = 5;

/// The shortest word of it in Latin letters that is found with another ending.
const LONG: usize = 8;

/// The longest family name that counts only as it is written: such are too often words.
const SHORT: usize = 3;

/// The name of an issue of fewer words may be said of anything.
const TOPIC: usize = 2;

/// The title of a source of fewer words likewise, unless it is written like a name.
const TITLE: usize = 3;

/// How something is called, in every spelling.
pub(super) fn called(workspace: &Workspace, id: RecordId) -> Vec<Name> {
    let mut names = match id {
        RecordId::Party(id) => workspace.parties.get(&id).map_or_else(Vec::new, of_party),
        RecordId::Person(id) => workspace.people.get(&id).map_or_else(Vec::new, of_person),
        RecordId::Issue(id) => workspace.issues.get(&id).map_or_else(Vec::new, |issue| title(&issue.name, TOPIC)),
        RecordId::Source(id) => workspace.sources.get(&id).map_or_else(Vec::new, |source| of_source(&source.title)),
        _ => Vec::new(),
    };
    names.sort();
    names.dedup();
    names
}

/// A title of so many words or more, whole.
fn title(name: &str, least: usize) -> Vec<Name> {
    let folded = padded(&fold(name));
    if folded.split_whitespace().count() < least { Vec::new() } else { vec![Name::Folded(folded)] }
}

/// The title of a source, whole. One of two words counts as it is written, and only if it is written like a name: "Courier International",
/// but not "Press release". One in a script without spaces is found anywhere.
fn of_source(name: &str) -> Vec<Name> {
    let mut names = title(name, TITLE);
    if name.chars().filter(|c| is_joined(*c)).count() > TITLE {
        names.extend(anywhere(name));
    }
    let words = words_of(name);
    let is_name = |word: &&str| word.starts_with(char::is_uppercase) && !common::is_paper(&fold(word));
    if names.is_empty() && words.len() + 1 == TITLE && words.iter().all(|word| word.starts_with(char::is_uppercase)) {
        names.extend(words.iter().any(is_name).then(|| as_written(name)).into_iter().flatten());
    }
    names
}

fn of_party(party: &Party) -> Vec<Name> {
    let forms = || ways(&party.name, &party.spellings).chain([party.short.as_str()]);
    let mut names: Vec<Name> = forms().flat_map(ways_of).collect();
    for name in forms() {
        let words: Vec<&str> = words_of(name);
        match words[..] {
            [] => continue,
            [_] if !name.trim().contains(char::is_whitespace) => {
                names.extend(derived(name));
                names.extend(heard(name));
            }
            _ => {}
        }
        if let ([first, .., last], true) = (&words[..], words.len() > 1) {
            names.extend(
                [first, last].into_iter().filter(|word| !common::is_general(&fold(word))).flat_map(|word| as_written(word)),
            );
        }
        names.extend(initials(name));
    }
    let mut territories: Vec<&Territory> = forms().flat_map(territories::spoken_of).collect();
    territories.sort_by_key(|one| one.code);
    territories.dedup_by_key(|one| one.code);
    names.extend(territories.into_iter().flat_map(of_territory));
    names
}

fn of_territory(territory: &Territory) -> Vec<Name> {
    let mut names: Vec<Name> = territory.shorts.iter().flat_map(|short| ways_of(short)).collect();
    let forms = territory.names.iter().chain(&territory.people).chain(&territory.capitals).chain(&territory.seats);
    for form in forms {
        names.extend(ways_of(form));
        let folded = padded(&fold(form));
        let word = folded.trim();
        if word.contains(' ') {
            continue;
        }
        let letters = word.chars().count();
        let is_latin = word.is_ascii();
        // Poles, Ukrainians, niemiecka; российский, России, польского.
        let dropped = match letters {
            0..WITH_ENDING => continue,
            5 => 0,
            LONG.. if is_latin => 1,
            _ if is_latin => 0,
            6 => 1,
            _ => 2,
        };
        let stem: String = word.chars().take(letters - dropped).collect();
        names.push(Name::Begins(format!(" {stem}")));
    }
    // Pole, Poles; Turk, Turks; Swiss.
    for people in territory.people.iter().filter(|people| people.is_ascii()) {
        names.push(Name::Folded(padded(&format!("{}s", fold(people)))));
    }
    names
}

fn of_person(person: &Person) -> Vec<Name> {
    let mut names: Vec<Name> = person.affiliations.iter().filter_map(|held| office(&held.office)).collect();
    for name in ways(&person.name, &person.spellings) {
        let words: Vec<&str> = name.split_whitespace().collect();
        match words[..] {
            [] => continue,
            [only] => names.extend(family(only)),
            [first, .., last] => {
                names.extend(ways_of(name));
                names.extend(given(first));
                names.extend(family(last));
                names.extend(initials_of_person(&words));
            }
        }
    }
    names
}

/// Where the given name stands first it may be a common word: it counts only as it is written.
fn given(first: &str) -> Vec<Name> {
    let letters = padded(first);
    let is_name = letters.trim().chars().count() >= GIVEN && !letters.trim_start().starts_with(char::is_lowercase);
    let mut names: Vec<Name> = is_name.then_some(Name::Exact(letters)).into_iter().collect();
    names.extend(anywhere(first));
    names.extend(heard(first).filter(|_| first.chars().count() > DERIVED));
    names
}

/// The name that stands last, or alone.
fn family(last: &str) -> Vec<Name> {
    let folded = fold(last);
    if folded.is_ascii() && (folded.chars().count() <= SHORT || common::is_common(&folded)) {
        return as_written(last);
    }
    ways_of(last).into_iter().chain(derived(last)).chain(heard(last)).collect()
}

/// A word as it is written, and in capitals.
fn as_written(word: &str) -> Vec<Name> {
    let mut names = vec![Name::Exact(padded(word))];
    let capitals = padded(&word.to_uppercase());
    if padded(word) != capitals {
        names.push(Name::Exact(capitals));
    }
    names.retain(
        |name| !matches!(name, Name::Exact(name) if name.trim().is_empty() || name.trim_start().starts_with(char::is_lowercase)),
    );
    names
}

/// By its sound, if it is long enough and no common word.
fn heard(name: &str) -> impl Iterator<Item = Name> + use<> {
    let is_common = common::is_common(&fold(name)) || common::is_general(&fold(name));
    let name: String = name.chars().filter(|c| c.is_alphabetic() || sound::is_mark(*c)).collect();
    let heard = if is_common { None } else { sound::of(&name) };
    heard.filter(sound::Sound::is_enough).map(Name::Sounds).into_iter()
}

/// The words of a name: "FARC" and "EP" of "FARC-EP".
fn words_of(name: &str) -> Vec<&str> {
    name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect()
}

/// The first letters of the words of a party's name, with and without its small words: UAE, OSCE, PRC.
fn initials(name: &str) -> Vec<Name> {
    let words = words_of(name);
    let all = || words.iter().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let large: String = all().filter(|c| c.is_uppercase() || c.is_numeric()).collect();
    let every: String = all().flat_map(char::to_uppercase).collect();
    let mut names: Vec<Name> = [large, every]
        .into_iter()
        .filter(|letters| (2..=ABBREVIATION + 2).contains(&letters.chars().count()))
        .flat_map(|letters| abbreviation(&letters))
        .collect();
    names.dedup();
    names
}

/// Initials of a person: of three words and more in one ("MBS"), of two only with points or spaces between ("V.Z.").
fn initials_of_person(words: &[&str]) -> Vec<Name> {
    let letters: String =
        words.iter().filter_map(|word| word.chars().find(|c| c.is_alphabetic())).flat_map(char::to_uppercase).collect();
    let apart: String = letters.chars().flat_map(|c| [c, ' ']).collect();
    let mut names = vec![Name::Exact(format!(" {apart}"))];
    if letters.chars().count() > 2 {
        names.push(Name::Exact(format!(" {letters} ")));
    }
    if let [first, .., last] = words
        && let Some(initial) = first.chars().find(|c| c.is_alphabetic())
    {
        // "V. Zelenskyy".
        names.push(Name::Folded(padded(&fold(&format!("{initial} {last}")))));
    }
    names.retain(|name| !matches!(name, Name::Exact(name) if name.trim().chars().count() < 2));
    names
}

/// Letters that stand for words, with points or spaces between and without.
fn abbreviation(letters: &str) -> [Name; 2] {
    let apart: String = letters.chars().flat_map(|c| [c, ' ']).collect();
    [Name::Exact(format!(" {letters} ")), Name::Exact(format!(" {apart}"))]
}

/// An office of several words, whole.
pub(super) fn office(words: &str) -> Option<Name> {
    let padded = padded(&fold(words));
    padded.trim().contains(' ').then_some(Name::Folded(padded))
}

/// What is derived from a name of one word: it goes on, or has another ending.
pub(super) fn derived(name: &str) -> Vec<Name> {
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
        () if has(is_joined) => 2,
        () => return None,
    };
    (folded.chars().count() >= least).then_some(Name::Anywhere(folded))
}

/// Whether a name may be part of a longer word where it stands: words run on, or have endings as in Georgian.
fn is_joined(c: char) -> bool {
    runs_on(c) || matches!(c, '\u{10a0}'..='\u{10ff}')
}

fn ways<'a>(name: &'a str, spellings: &'a [Spelling]) -> impl Iterator<Item = &'a str> {
    std::iter::once(name).chain(spellings.iter().map(|spelling| spelling.form.as_str()))
}

/// A name as it is looked for. An abbreviation is found with points and without.
pub(super) fn ways_of(name: &str) -> Vec<Name> {
    let exact = padded(name);
    let letters: String = exact.chars().filter(|c| *c != ' ').collect();
    match letters.chars().count() {
        0 => Vec::new(),
        1..=ABBREVIATION if letters.chars().all(|c| c.is_uppercase() || c.is_numeric()) => {
            abbreviation(&letters).into_iter().chain([Name::Exact(exact)]).collect()
        }
        _ => {
            let folded = padded(&fold(name));
            // Some letters fold to nothing, and nothing is found everywhere: such a name counts as it is written.
            let whole = if folded.trim().is_empty() { Name::Exact(exact) } else { Name::Folded(folded) };
            anywhere(name).into_iter().chain([whole]).collect()
        }
    }
}
