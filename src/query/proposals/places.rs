//! Where something was: a place that the record has already, or a name behind a word for a place ("in", "near", "à", "cerca de").

use super::{place_of, sentences};
use crate::model::when::{self, Context};
use crate::model::{NegotiationId, Workspace};
use crate::query::territories;
use crate::text::fold;
use std::collections::BTreeSet;
use std::ops::Range;

/// Words before the name of a place, also at the beginning of a sentence. Languages whose names change behind them are left out: the
/// form in the text would not be the name.
const BEFORE: &[&str] = &["in", "near", "at", "outside", "à", "en", "de", "bei", "em", "a", "van", "te", "nabij"];

/// Words that need one before them: "près de", "cerca de", "vicino a".
const ONLY_BEHIND: &[(&str, &[&str])] = &[
    ("de", &["près", "cerca", "lejos", "perto", "ville", "ciudad", "cidade"]),
    ("a", &["vicino", "frente", "junto"]),
    ("van", &["buurt", "stad"]),
];

/// Small words within a name: "Rio de Janeiro", "Strait of Hormuz".
const WITHIN: &[&str] =
    &["of", "the", "de", "del", "la", "las", "los", "du", "des", "da", "do", "di", "al", "el", "am", "an", "upon"];

/// Small words between the preposition and the name: "in the Strait of Hormuz".
const ARTICLES: &[&str] = &["the", "la", "le", "el", "los", "las"];

/// Words by which a text is known to be German, where every noun begins large and names nothing.
const GERMAN: &[&str] = &["der", "die", "das", "und", "den", "dem", "wurde", "wurden", "nicht", "ist"];

/// Words that a name of a place has at most.
const LONGEST: usize = 5;

/// The place that a passage names first, if it names one.
pub(super) fn place(
    workspace: &Workspace,
    negotiation: NegotiationId,
    passage: &str,
    folded: &str,
    context: Context,
) -> Option<String> {
    known_in(workspace, negotiation, folded).or_else(|| named(workspace, passage, context))
}

/// The places that incidents and rounds of a negotiation have, each once, in the order of their letters.
pub fn known(workspace: &Workspace, negotiation: NegotiationId) -> BTreeSet<&str> {
    let incidents = workspace.incidents_of(negotiation).map(|one| &one.place);
    let rounds = workspace.rounds_of(negotiation).map(|one| &one.venue.city);
    incidents.chain(rounds).map(|place| place.trim()).filter(|place| !place.is_empty()).collect()
}

/// Of the places that incidents and rounds of the negotiation have, the one that stands first, of those that begin alike the longest.
fn known_in(workspace: &Workspace, negotiation: NegotiationId, folded: &str) -> Option<String> {
    let found = known(workspace, negotiation).into_iter().filter_map(|place| Some((place_of(folded, place)?, place)));
    found.min_by_key(|(at, place)| (*at, std::cmp::Reverse(place.len()))).map(|(_, place)| place.to_owned())
}

/// The first name behind a word for a place; a town before a state.
fn named(workspace: &Workspace, passage: &str, context: Context) -> Option<String> {
    let ranges: Vec<Range<usize>> = sentences::words(passage);
    let ranges: Vec<Range<usize>> =
        ranges.into_iter().filter(|range| passage.get(range.clone()).is_some_and(sentences::is_word)).collect();
    let words: Vec<&str> = ranges.iter().filter_map(|range| passage.get(range.clone())).collect();
    let german = words.iter().any(|word| GERMAN.contains(word));
    let mut states = Vec::new();
    for at in 0..words.len() {
        let Some(before) = words.get(at).map(|word| word.to_lowercase()).filter(|word| BEFORE.contains(&word.as_str())) else {
            continue;
        };
        let needs = ONLY_BEHIND.iter().find(|(word, _)| *word == before).map(|(_, needed)| *needed);
        let has = |needed: &[&str]| at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| needed.contains(word));
        if needs.is_some_and(|needed| !has(needed)) {
            continue;
        }
        let article = words.get(at + 1).is_some_and(|word| ARTICLES.contains(word));
        let from = at + 1 + usize::from(article);
        let Some(name) = name_from(passage, &ranges, &words, from) else { continue };
        let is_state = territories::called(name).is_some();
        if is_no_place(workspace, name, context) || (german && !is_state && !territories::is_capital(name)) {
            continue;
        }
        if !is_state {
            return Some(name.to_owned());
        }
        states.push(name.to_owned());
    }
    states.into_iter().next()
}

/// The run of words that begin large, with small words between them, and nothing but spaces or hyphens between them.
fn name_from<'a>(passage: &'a str, ranges: &[Range<usize>], words: &[&str], from: usize) -> Option<&'a str> {
    let is_large = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let apart = |at: usize| {
        let gap = ranges.get(at.wrapping_sub(1)).zip(ranges.get(at)).and_then(|(one, next)| passage.get(one.end..next.start));
        gap.is_some_and(|gap| gap.chars().any(|c| !matches!(c, ' ' | '\u{a0}' | '-' | '‑')))
    };
    if !words.get(from).is_some_and(|word| is_large(word)) || apart(from) {
        return None;
    }
    let mut last = from;
    for at in from + 1..words.len().min(from + LONGEST) {
        let word = words.get(at)?;
        if apart(at) || !(is_large(word) || WITHIN.contains(word)) {
            break;
        }
        if is_large(word) {
            last = at;
        }
    }
    let name = passage.get(ranges.get(from)?.start..ranges.get(last)?.end)?;
    // "in Moscow's words" is about nobody's place.
    let is_owner = |name: &str| name.ends_with("'s") || name.ends_with("’s");
    let behind = passage.get(ranges.get(last)?.end..).unwrap_or_default();
    (!is_owner(name) && !behind.starts_with("'s") && !behind.starts_with("’s")).then_some(name)
}

/// Whether a name is known to be something else: a time, a person, a party that is no state.
fn is_no_place(workspace: &Workspace, name: &str, context: Context) -> bool {
    let is_time = || name.split_whitespace().next().is_some_and(|word| when::parse(word, context).leaves_days());
    let is_person = || {
        let spelled = |one: &crate::model::Person| {
            let forms = one.spellings.iter().map(|spelling| spelling.form.as_str());
            std::iter::once(one.name.as_str()).chain(forms).any(|form| fold::same(form, name))
        };
        workspace.people.values().any(spelled)
    };
    let is_party = || {
        let called = |one: &crate::model::Party| fold::same(&one.name, name) || fold::same(&one.short, name);
        workspace.parties.values().any(called) && territories::called(name).is_none()
    };
    is_time() || is_person() || is_party()
}
