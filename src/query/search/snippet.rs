//! Search result snippets: the part of a text that matched, with highlights.

use crate::text::marking::places;
use crate::text::matching::Word;
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
