//! A fast pre-filter: whether a text can mention a level at all. One pass excludes most texts.

use super::{ANY, phrases, timed};
use crate::text::fold;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::sync::LazyLock;

/// Where a word that is looked for stands in words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// It is one.
    Whole,
    /// One begins with it.
    Beginning,
    /// Anywhere: of scripts that are written without spaces.
    Anywhere,
}

/// All words that are looked for, in one automaton.
struct Trigger {
    automaton: Option<AhoCorasick>,
    /// Where each of them must stand.
    stands: Vec<Stands>,
}

static TRIGGER: LazyLock<Trigger> = LazyLock::new(|| {
    let mut all: Vec<(String, Stands)> = Vec::new();
    for table in std::iter::once(&*ANY).chain(phrases::tables()) {
        all.extend(table.words().map(|word| (word.to_owned(), Stands::Whole)));
        all.extend(table.within().map(|form| (form.to_owned(), Stands::Anywhere)));
    }
    all.extend(timed::words().map(|word| (word.to_owned(), Stands::Whole)));
    all.extend(phrases::stems().map(|stem| (stem.to_owned(), Stands::Beginning)));
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all.dedup();
    let words = all.iter().map(|(word, _)| word);
    let kind = Some(AhoCorasickKind::ContiguousNFA);
    let automaton = AhoCorasick::builder().kind(kind).ascii_case_insensitive(true).prefilter(false).build(words);
    Trigger { automaton: automaton.ok(), stands: all.into_iter().map(|(_, stands)| stands).collect() }
});

/// Whether words may speak of terms.
pub(super) fn may_speak(words: &str) -> bool {
    // Folding of plain letters changes nothing but their case, which the automaton does not heed.
    if words.is_ascii() { TRIGGER.is_in(words) } else { TRIGGER.is_in(&fold::words(words)) }
}

impl Trigger {
    /// Whether one of its words stands there. Without an automaton any may.
    fn is_in(&self, words: &str) -> bool {
        let found = self.automaton.as_ref().and_then(|automaton| automaton.try_find_overlapping_iter(words).ok());
        found.is_none_or(|mut found| {
            found.any(|one| {
                let stands = self.stands.get(one.pattern().as_usize());
                stands.is_none_or(|stands| stands.at(words.as_bytes(), one.start(), one.end()))
            })
        })
    }
}

impl Stands {
    /// Whether what was found from there to there stands so.
    fn at(self, bytes: &[u8], from: usize, to: usize) -> bool {
        // In words that are folded every letter that is not plain is part of a word.
        let is_letter = |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii() || byte.is_ascii_alphanumeric());
        let begins = || !is_letter(from.checked_sub(1).and_then(|at| bytes.get(at)));
        match self {
            Self::Anywhere => true,
            Self::Beginning => begins(),
            Self::Whole => begins() && !is_letter(bytes.get(to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same, word by word.
    fn by_words(words: &str) -> bool {
        let padded = super::super::padded(words);
        let tables = || std::iter::once(&*ANY).chain(phrases::tables());
        let stems: Vec<&str> = phrases::stems().collect();
        let timed: Vec<&str> = timed::words().collect();
        tables().any(|table| table.may_be_in(&padded))
            || padded.split(' ').any(|word| timed.contains(&word) || stems.iter().any(|stem| word.starts_with(stem)))
    }

    #[test]
    fn every_word_that_is_looked_for_is_found() {
        for table in std::iter::once(&*ANY).chain(phrases::tables()) {
            for phrase in table.phrases() {
                for words in [phrase.form.to_uppercase(), format!("x, {}.", phrase.form), format!("x{}x", phrase.form.trim())] {
                    assert_eq!(may_speak(&words), by_words(&words), "{words}");
                }
                assert!(may_speak(&phrase.form), "{}", phrase.form);
            }
        }
        for stem in phrases::stems() {
            assert!(may_speak(&format!("x ({stem}ed)")), "{stem}");
            assert_eq!(may_speak(&format!("x{stem}")), by_words(&format!("x{stem}")), "{stem}");
        }
    }

    proptest! {
        #[test]
        fn one_pass_finds_what_word_by_word_is_found(
            parts in prop::collection::vec((any::<prop::sample::Index>(), "[ ,.:'’`\\-/\n\u{301}]{0,2}|[a-zé]{1,3}|\\PC", any::<bool>()), 0..6),
        ) {
            let all: Vec<&str> = std::iter::once(&*ANY)
                .chain(phrases::tables())
                .flat_map(|table| table.phrases().iter().map(|phrase| phrase.form.trim()))
                .chain(phrases::stems())
                .chain(["formation", "the talks", "für", "они сказали", "我们", "Reise"])
                .collect();
            let mut text = String::new();
            for (which, between, cut) in &parts {
                let word = which.get(&all);
                let word: String = if *cut { word.chars().skip(1).collect() } else { word.to_uppercase() };
                text.push_str(&word);
                text.push_str(between);
            }
            prop_assert_eq!(may_speak(&text), by_words(&text), "{}", text);
        }

        #[test]
        fn of_any_text(text in "\\PC{0,40}") {
            prop_assert_eq!(may_speak(&text), by_words(&text), "{}", text);
        }
    }
}
