//! The piece of a text that shows why it was found, with the places to mark.

use super::matching::{Word, begins_word};
use crate::query::fold::fold;
use std::ops::Range;

/// How much is shown before the first place, in characters.
const BEFORE: usize = 40;
/// How much is shown in all, in characters.
const LENGTH: usize = 160;

/// A piece of a text on one line, with the places that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, with an ellipsis where it was cut.
    pub text: String,
    /// The bytes of it that were found, in order, not overlapping. Empty if it was found under another spelling.
    pub marked: Vec<Range<usize>>,
}

impl Snippet {
    /// The piece of `text` around the first word found.
    pub(super) fn new(text: &str, words: &[Word<'_>]) -> Self {
        let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let found = places(&line, words);
        let chars: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
        let first = found.first().map_or(0, |range| chars.partition_point(|at| *at < range.start));
        let from = if chars.len() <= LENGTH { 0 } else { first.saturating_sub(BEFORE).min(chars.len() - LENGTH) };
        let to = (from + LENGTH).min(chars.len());
        let byte = |at: usize| chars.get(at).copied().unwrap_or(line.len());
        let (start, end) = (byte(from), byte(to));

        let lead = if from > 0 { "…" } else { "" };
        let trail = if to < chars.len() { "…" } else { "" };
        let inside = found.iter().filter(|range| range.start >= start && range.end <= end);
        let marked = inside.map(|range| range.start - start + lead.len()..range.end - start + lead.len()).collect();
        Self { text: format!("{lead}{}{trail}", &line[start..end]), marked }
    }
}

/// Where the words are in a text, in its own bytes.
fn places(text: &str, words: &[Word<'_>]) -> Vec<Range<usize>> {
    let folded = Folded::new(text);
    let mut found: Vec<Range<usize>> = words.iter().flat_map(|word| folded.places(word.0)).collect();
    found.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// A text folded letter by letter, so that each folded byte knows where it comes from.
struct Folded {
    text: String,
    /// For each byte of it, which bytes of the original it stands for.
    from: Vec<Range<usize>>,
}

impl Folded {
    fn new(original: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(original.len()), from: Vec::with_capacity(original.len()) };
        for (at, c) in original.char_indices() {
            let range = at..at + c.len_utf8();
            if c.is_whitespace() {
                if !folded.text.ends_with(' ') {
                    folded.push(" ", &range);
                }
            } else if c.is_ascii() {
                folded.push(c.to_ascii_lowercase().encode_utf8(&mut [0; 4]), &range);
            } else {
                let letters = fold(c.encode_utf8(&mut [0; 4]));
                // A mark that folds to nothing belongs to the letter before it.
                if letters.is_empty()
                    && let Some(last) = folded.from.last_mut()
                {
                    last.end = range.end;
                }
                folded.push(&letters, &range);
            }
        }
        folded
    }

    fn push(&mut self, letters: &str, from: &Range<usize>) {
        self.text.push_str(letters);
        self.from.extend(letters.bytes().map(|_| from.clone()));
    }

    /// Where a word is: where words begin with it, or if none does, anywhere within them.
    fn places(&self, word: &str) -> Vec<Range<usize>> {
        let all: Vec<usize> = self.text.match_indices(word).map(|(at, _)| at).collect();
        let beginning: Vec<usize> = all.iter().copied().filter(|at| begins_word(&self.text, *at)).collect();
        let kept = if beginning.is_empty() { all } else { beginning };
        let original = |at: usize| Some(self.from.get(at)?.start..self.from.get(at + word.len() - 1)?.end);
        kept.into_iter().filter_map(original).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, words: &[&str]) -> Vec<String> {
        let words: Vec<Word<'_>> = words.iter().copied().map(Word).collect();
        let snippet = Snippet::new(text, &words);
        snippet.marked.iter().map(|range| snippet.text[range.clone()].to_owned()).collect()
    }

    #[test]
    fn what_was_found_is_marked_in_the_original_letters() {
        for (text, words, expected) in [
            ("The US must watch the ceasefire", &["us", "cease"][..], &["US", "cease"][..]),
            ("Genève and GENEVA", &["gene"], &["Genè", "GENE"]),
            ("Genève", &["geneve"], &["Genève"]),
            ("Straße 5", &["strasse"], &["Straße"]),
            ("Стів Віткофф", &["віткофф"], &["Віткофф"]),
            ("מו\u{5B8}סקבה", &["מוסקבה"], &["מו\u{5B8}סקבה"]),
            ("truce truces", &["truce", "truces"], &["truce", "truces"]),
            ("attract, tract", &["tract"], &["tract"]),
            ("attract", &["tract"], &["tract"]),
            ("nothing", &["peace"], &[]),
        ] {
            assert_eq!(marked(text, words), expected, "{text}");
        }
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_place() {
        let text = format!("{}truce{}", "before ".repeat(60), " after".repeat(60));
        let snippet = Snippet::new(&text, &[Word("truce")]);
        assert!(snippet.text.starts_with('…') && snippet.text.ends_with('…'), "{}", snippet.text);
        assert_eq!(snippet.text.chars().count(), LENGTH + 2);
        assert_eq!(&snippet.text[snippet.marked[0].clone()], "truce");
    }
}
