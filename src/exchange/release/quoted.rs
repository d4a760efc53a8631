//! Finds words of withheld texts within other texts.

use crate::text::fold::{fold, is_unspaced};
use std::collections::{BTreeMap, BTreeSet};

/// So many letters of a script without spaces in a row are words of another text.
const LETTERS: usize = 8;

/// A word of so many letters carries something of its own.
const LONG: usize = 5;

/// So many words in a row, so many of them long, are words of another text.
const RUNS: [(usize, usize); 2] = [(4, 3), (5, 2)];

/// A text of at most so many words is found as a whole.
const WHOLE: usize = 4;

/// The words of what is left out, and of what everybody may know.
#[derive(Default)]
pub(super) struct Quotable {
    /// The text in which each run of words stands.
    secret: BTreeMap<String, usize>,
    /// The same of what was written beside.
    remarks: BTreeMap<String, usize>,
    /// Short texts as a whole, each with which it is.
    short: Vec<(String, usize)>,
    short_remarks: Vec<(String, usize)>,
    public: BTreeSet<String>,
}

impl Quotable {
    /// Adds words that are left out; `which` is handed back where they are found.
    pub(super) fn keep(&mut self, text: &str, which: usize) {
        let words = words(text);
        if words.len() <= WHOLE && !words.is_empty() {
            self.short.push((whole(&words), which));
        }
        for run in runs(&words) {
            self.secret.entry(run).or_insert(which);
        }
    }

    /// Adds words that are left out and were written beside what was said.
    pub(super) fn keep_remark(&mut self, text: &str, which: usize) {
        let words = words(text);
        if words.len() <= WHOLE && !words.is_empty() {
            self.short_remarks.push((whole(&words), which));
        }
        for run in runs(&words) {
            self.remarks.entry(run).or_insert(which);
        }
    }

    /// Adds words that leave anyway.
    pub(super) fn free(&mut self, text: &str) {
        self.public.extend(runs(&words(text)));
    }

    /// Which of the texts that are left out a text repeats.
    pub(super) fn found_in(&self, text: &str) -> Option<usize> {
        self.find(text, true)
    }

    /// The same, where what was written beside one may stand beside another, and a word or two may be the same by chance.
    pub(super) fn said_in(&self, text: &str) -> Option<usize> {
        self.find(text, false)
    }

    fn find(&self, text: &str, closely: bool) -> Option<usize> {
        let words = words(text);
        let secret = |run: &String| self.secret.get(run).or_else(|| self.remarks.get(run).filter(|_| closely));
        let run = runs(&words).find_map(|run| secret(&run).filter(|_| !self.public.contains(&run)));
        run.copied().or_else(|| {
            let all = whole(&words);
            let remarks = self.short_remarks.iter().filter(|_| closely);
            let found = self.short.iter().chain(remarks).find(|(short, _)| {
                let several = short.trim().contains(' ') && short.len() > 2 * LONG;
                closely && *short == all || several && all.contains(short.as_str()) || quotes(text, short)
            });
            found.map(|(_, which)| *which)
        })
    }
}

/// Whether those words stand in quotation marks in a text.
fn quotes(text: &str, short: &str) -> bool {
    let mut parts = text.split(['"', '“', '”', '«', '»', '„', '「', '」', '『', '』']).skip(1);
    parts.any(|part| whole(&words(part)) == short)
}

/// A word, and whether it is written like a name.
struct Word {
    folded: String,
    is_name: bool,
}

/// The words of a text; of scripts without spaces every letter is one.
fn words(text: &str) -> Vec<Word> {
    let mut all = Vec::new();
    for part in text.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).filter(|part| !part.is_empty()) {
        // What is shouted is no name.
        let is_title = part.starts_with(char::is_uppercase) && part.chars().any(char::is_lowercase);
        let is_name = is_title || part.starts_with(char::is_numeric);
        let mut word = String::new();
        for c in part.chars() {
            if is_unspaced(c) {
                if !word.is_empty() {
                    all.push(Word { folded: fold(&word), is_name });
                    word.clear();
                }
                all.push(Word { folded: c.to_string(), is_name: false });
            } else {
                word.push(c);
            }
        }
        if !word.is_empty() {
            all.push(Word { folded: fold(&word), is_name });
        }
    }
    all
}

/// A mark above or below a letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

fn whole(words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    format!(" {} ", words.join(" "))
}

/// The runs of words of a text by which it is known again. One that is written like a name all through is none.
fn runs(words: &[Word]) -> impl Iterator<Item = String> {
    let of = |size: usize, long: usize| {
        let is_run = move |run: &&[Word]| {
            let is_long = |word: &&Word| word.folded.chars().count() >= LONG;
            let alone = run.iter().all(|word| word.folded.chars().next().is_some_and(is_unspaced));
            let named = run.iter().filter(is_long).all(|word| word.is_name);
            if size == LETTERS { alone } else { !named && run.iter().filter(is_long).count() >= long }
        };
        words.windows(size).filter(is_run).map(whole)
    };
    RUNS.into_iter().chain([(LETTERS, 0)]).flat_map(move |(size, long)| of(size, long).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(secret: &str, text: &str) -> bool {
        let mut quotable = Quotable::default();
        quotable.keep(secret, 7);
        quotable.free("Exchange of all prisoners for all prisoners");
        quotable.found_in(text) == Some(7)
    }

    #[test]
    fn words_that_were_said_are_found_in_other_texts_and_common_words_are_not() {
        let said = "We would accept a freeze of the line along the river until the spring";
        for text in [
            "He told us that they would accept a freeze, no more",
            "Settle whether they WOULD ACCEPT A FREEZE of the line",
            "Line along the river until the spring",
        ] {
            assert!(finds(said, text), "{text}");
        }
        for text in [
            "They met along the river",
            "We would accept",
            "The line of the front, until the spring",
            "Nobody would accept anything of the sort",
        ] {
            assert!(!finds(said, text), "{text}");
        }
        assert!(!finds("We told the United Nations Security Council so", "A meeting of the United Nations Security Council"));
        assert!(!finds("We want an exchange of all prisoners for all prisoners", "Exchange of all prisoners for all prisoners"));
        assert!(finds("我们可以接受沿着这条河冻结战线直到春天", "他说可以接受沿着这条河冻结"));
        assert!(!finds("我们可以接受沿着这条河冻结战线", "他们今天可以接受采访"));
        assert!(finds("мы готовы заморозить линию фронта", "Они готовы заморозить линию фронта к весне"));
    }

    #[test]
    fn short_texts_are_found_as_a_whole() {
        assert!(finds("Thirty-five percent", "they named thirty-five percent as a figure"));
        assert!(finds("Agreed.", "agreed"));
        assert!(finds("Agreed.", "He said “Agreed” and left"));
        assert!(!finds("Agreed.", "both agreed on a date"));
        assert!(!finds("", "anything"));
    }
}
