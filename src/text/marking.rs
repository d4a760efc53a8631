//! Where folded words stand in a text as it is written, to mark them there.

use super::fold::fold;
use super::matching::{Word, begins_word};
use std::ops::Range;

/// Where the words are in a text, in its own bytes.
pub fn places(text: &str, words: &[Word<'_>]) -> Vec<Range<usize>> {
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

/// The parts of a text in order, each with whether it is one of the `places`.
pub fn parts<'a>(text: &'a str, places: &[Range<usize>]) -> Vec<(bool, &'a str)> {
    let mut parts = Vec::new();
    let mut at = 0;
    for place in places {
        parts.push((false, text.get(at..place.start).unwrap_or_default()));
        parts.push((true, text.get(place.clone()).unwrap_or_default()));
        at = place.end;
    }
    parts.push((false, text.get(at..).unwrap_or_default()));
    parts.retain(|(_, part)| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_marked_text_make_the_text() {
        assert_eq!(parts("ab cd ef", &[0..2, 6..8]), [(true, "ab"), (false, " cd "), (true, "ef")]);
        assert_eq!(parts("", &[]), []);
    }
}
