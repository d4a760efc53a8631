//! Who speaks in a passage: a person of the record under any spelling, a name behind an office, or somebody without a name.

use super::{NamedSpeaker, place_of};
use crate::model::{Person, PersonId, Workspace};
use crate::text::fold;

/// Offices that stand before a name, folded.
const OFFICES: &[&str] = &[
    "president",
    "vice president",
    "prime minister",
    "foreign minister",
    "defence minister",
    "defense minister",
    "minister",
    "mayor",
    "governor",
    "chancellor",
    "secretary",
    "secretary general",
    "secretary of state",
    "foreign secretary",
    "ambassador",
    "envoy",
    "special envoy",
    "negotiator",
    "chief negotiator",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "general",
    "admiral",
    "colonel",
    "king",
    "prince",
    "crown prince",
    "sheikh",
    "senator",
    "director",
    "chairman",
    "chairwoman",
    "chair",
    "speaker",
    "commissioner",
    "prasident",
    "aussenminister",
    "verteidigungsminister",
    "bundeskanzler",
    "kanzler",
    "sprecher",
    "sprecherin",
    "ministre",
    "ministre des affaires etrangeres",
    "porte parole",
    "presidente",
    "ministro",
    "canciller",
    "portavoz",
    "президент",
    "министр",
    "министр иностранных дел",
    "премьер министр",
    "представитель",
    "посол",
    "міністр",
    "прем єр міністр",
    "мер",
    "речник",
];

/// What people without a name are called, folded.
const UNNAMED: &[&str] = &[
    "official",
    "officials",
    "diplomat",
    "diplomats",
    "negotiator",
    "negotiators",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "source",
    "sources",
    "aide",
    "envoy",
    "minister",
    "vertreter",
    "diplomaten",
    "sprecher",
    "fonctionnaire",
    "responsable",
    "diplomate",
    "funcionario",
    "portavoz",
];

/// Whether the last of the words is what somebody without a name is called.
pub(super) fn describes(words: &str) -> bool {
    fold::words(words).rsplit(' ').next().is_some_and(|last| UNNAMED.contains(&last))
}

/// Words between the article and the noun of somebody without a name at most.
const MOST_WORDS: usize = 4;

pub(super) fn speaker(workspace: &Workspace, passage: &str, folded: &str) -> Option<NamedSpeaker> {
    known(workspace, folded).map(NamedSpeaker::Known).or_else(|| behind_office(passage)).or_else(|| unnamed(passage))
}

/// The first person named; a surname alone counts if one person alone has it.
fn known(workspace: &Workspace, folded: &str) -> Option<PersonId> {
    let place = |person: &Person| {
        let forms = std::iter::once(person.name.as_str()).chain(person.spellings.iter().map(|spelling| spelling.form.as_str()));
        let whole = forms.clone().filter_map(|form| place_of(folded, form)).min();
        let surnames = forms.filter_map(|form| form.split_whitespace().last()).filter(|name| name.chars().count() > 2);
        let surname = surnames.filter_map(|name| place_of(folded, name)).min();
        match (whole, surname) {
            (Some(at), _) => Some((at, false)),
            (None, Some(at)) => Some((at, true)),
            (None, None) => None,
        }
    };
    let found: Vec<(usize, bool, PersonId)> =
        workspace.people.values().filter_map(|person| place(person).map(|(at, part)| (at, part, person.id))).collect();
    let first = found.iter().min_by_key(|(at, part, _)| (*at, *part))?;
    let alike = found.iter().filter(|(at, part, _)| *at == first.0 && *part == first.1).count();
    (alike == 1).then_some(first.2)
}

/// The words of a passage as they are written, without what stands around them.
fn tokens(passage: &str) -> Vec<(&str, bool)> {
    let split = passage.split_whitespace();
    let bare = split.map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        // A sign behind a word ends a name.
        let ends = word.ends_with([',', '.', ';', ':', ')', '”', '"', '»']) && word.chars().count() > 2;
        (bare, ends)
    });
    bare.filter(|(word, _)| !word.is_empty()).collect()
}

fn starts_large(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A name of at least two words behind an office: "Foreign Minister Jane Roe".
fn behind_office(passage: &str) -> Option<NamedSpeaker> {
    let tokens = tokens(passage);
    for at in 0..tokens.len() {
        let longest = (1..=4.min(tokens.len() - at)).rev().find_map(|count| {
            let words: Vec<&str> = tokens.get(at..at + count)?.iter().map(|(word, _)| *word).collect();
            let is_office = starts_large(words[0]) && OFFICES.contains(&fold::words(&words.join(" ")).as_str());
            is_office.then(|| (count, words.join(" ")))
        });
        let Some((count, office)) = longest else { continue };
        let mut name: Vec<&str> = Vec::new();
        for (word, ends) in tokens.iter().skip(at + count).take(4) {
            let particle = matches!(*word, "bin" | "al" | "van" | "von" | "de" | "der" | "el" | "ben" | "da" | "di");
            if !starts_large(word) && (!particle || name.is_empty()) {
                break;
            }
            name.push(word);
            if *ends {
                break;
            }
        }
        if name.len() > 1 && name.last().is_some_and(|last| starts_large(last)) {
            return Some(NamedSpeaker::New { name: name.join(" "), office });
        }
    }
    None
}

/// Somebody without a name, behind an article or a word like "unnamed": "an unnamed US official".
fn unnamed(passage: &str) -> Option<NamedSpeaker> {
    let tokens = tokens(passage);
    let is_article =
        |word: &str| matches!(fold::words(word).as_str(), "a" | "an" | "ein" | "eine" | "un" | "une" | "una" | "der" | "the");
    let noun = |(at, (word, _)): (usize, &(&str, bool))| UNNAMED.contains(&fold::words(word).as_str()).then_some(at);
    let end = tokens.iter().enumerate().find_map(noun)?;
    let from = (end.saturating_sub(MOST_WORDS)..end).rev().find(|at| tokens.get(*at).is_some_and(|(word, _)| is_article(word)));
    // Without an article the words before it that are large, or the one before it: "Ukrainian officials".
    let start = from.map_or(end.saturating_sub(1), |at| at + 1);
    let words: Vec<&str> = tokens.get(start..=end)?.iter().map(|(word, _)| *word).collect();
    (words.len() > 1 && words.iter().take(words.len() - 1).any(|word| starts_large(word) || word.chars().count() > 3))
        .then(|| NamedSpeaker::Described(words.join(" ")))
}
