//! Finds phrases in texts, indexed by the longest word of each phrase: most texts hold none, and that must be fast.

use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Included, Unbounded};

/// Words to be found, unless one follows that begins as one of those.
pub(super) struct Phrase {
    /// As they are looked for: see [`wanted`].
    pub form: String,
    unless: Vec<String>,
}

/// Phrases, by the longest word of each.
pub(super) struct Table {
    phrases: Vec<Phrase>,
    by_word: BTreeMap<String, Vec<usize>>,
    /// Those of scripts that are written without spaces.
    within: Vec<usize>,
}

impl Phrase {
    /// Whether it stands in words that are folded, with a space at either end.
    pub(super) fn is_in(&self, padded: &str) -> bool {
        let follows = |at: usize| padded.get(at + self.form.len()..).unwrap_or_default().trim_start();
        let stands = |at: usize| !self.unless.iter().any(|word| follows(at).starts_with(word.as_str()));
        padded.match_indices(self.form.as_str()).any(|(at, _)| stands(at))
    }
}

impl Table {
    /// Of a list with a bar or a new line between the phrases.
    pub(super) fn of(list: &str) -> Self {
        Self::new(list.split(['|', '\n']).filter(|words| words.chars().any(char::is_alphanumeric)))
    }

    /// Of those words.
    pub(super) fn new<'a>(all: impl IntoIterator<Item = &'a str>) -> Self {
        let mut table = Self { phrases: Vec::new(), by_word: BTreeMap::new(), within: Vec::new() };
        for words in all {
            let mut parts = words.split('!');
            let form = wanted(parts.next().unwrap_or_default());
            let longest = form.split_whitespace().max_by_key(|word| word.len()).map(str::to_owned);
            match longest.filter(|_| form.starts_with(' ')) {
                Some(word) => table.by_word.entry(word).or_default().push(table.phrases.len()),
                None => table.within.push(table.phrases.len()),
            }
            let unless = parts.map(fold::words).filter(|word| !word.is_empty()).collect();
            table.phrases.push(Phrase { form, unless });
        }
        table
    }

    /// Those that stand in words that are folded, with a space at either end.
    pub(super) fn in_words<'t, 'w>(&'t self, padded: &'w str) -> impl Iterator<Item = &'t Phrase> + use<'t, 'w> {
        let by_word = padded.split(' ').filter_map(|word| self.by_word.get(word)).flatten();
        // Most texts have none of the letters in which words run on.
        let within = if padded.chars().any(fold::runs_on) { self.within.as_slice() } else { &[] };
        by_word.chain(within).filter_map(|at| self.phrases.get(*at)).filter(move |phrase| phrase.is_in(padded))
    }

    /// Whether one of them stands in such words.
    pub(super) fn is_in(&self, padded: &str) -> bool {
        self.in_words(padded).next().is_some()
    }

    /// Whether the longest word of one of them stands in such words.
    #[cfg(test)]
    pub(super) fn may_be_in(&self, padded: &str) -> bool {
        padded.split(' ').any(|word| self.by_word.contains_key(word)) || self.is_in(padded)
    }

    /// The longest words of those that stand between spaces.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.by_word.keys().map(String::as_str)
    }

    /// Those that are looked for anywhere.
    pub(super) fn within(&self) -> impl Iterator<Item = &str> {
        self.within.iter().filter_map(|at| self.phrases.get(*at)).map(|phrase| phrase.form.as_str())
    }

    /// All.
    pub(super) fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }
}

/// How words begin.
pub(super) struct Stems(BTreeSet<String>);

impl Stems {
    /// Of a list with spaces between them. One that begins as another does says no more than that.
    pub(super) fn of(list: &str) -> Self {
        let all: BTreeSet<String> = list.split_whitespace().map(fold::words).filter(|word| !word.is_empty()).collect();
        let mut stems = BTreeSet::new();
        for stem in all {
            let is_new = stems.last().is_none_or(|before: &String| !stem.starts_with(before.as_str()));
            stems.extend(is_new.then_some(stem));
        }
        Self(stems)
    }

    /// Whether a word begins so.
    pub(super) fn begin(&self, word: &str) -> bool {
        self.0.range::<str, _>((Unbounded, Included(word))).next_back().is_some_and(|stem| word.starts_with(stem.as_str()))
    }

    /// All.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether one stands within a word.
    pub(super) fn are_within(&self, word: &str) -> bool {
        self.0.iter().any(|stem| word.contains(stem.as_str()))
    }
}

/// Words as they are looked for in words that are folded, with a space at either end: whole ones, or anywhere in scripts that are written
/// without spaces.
fn wanted(words: &str) -> String {
    let folded = fold::words(words);
    if folded.chars().any(fold::runs_on) { folded } else { format!(" {folded} ") }
}
