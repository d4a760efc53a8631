//! A text to be read: its paragraphs, and how much room each takes before it was ever laid out.

use std::{ops::Range, sync::Arc};

use crate::text::sentences;

/// A text with the places of its paragraphs, worked out once.
#[derive(Clone, Debug, Default)]
pub struct ReadingText {
    text: Arc<str>,
    paragraphs: Vec<Paragraph>,
}

/// Where a paragraph lies, and how long it is.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    /// Without the white space at its ends.
    pub range: Range<usize>,
    /// How many letters of usual width it has the room of.
    pub letters: f32,
}

impl ReadingText {
    /// Finds the paragraphs of a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let paragraphs = sentences::paragraphs(text).into_iter().map(|range| {
            let range = sentences::trimmed(text, range);
            let letters = letters(text.get(range.clone()).unwrap_or_default());
            Paragraph { range, letters }
        });
        let mut kept: Vec<Paragraph> = Vec::new();
        for paragraph in paragraphs {
            // Several empty lines separate no more than one, and none stands before the text.
            let empty = paragraph.range.is_empty();
            if !empty || kept.last().is_some_and(|last| !last.range.is_empty()) {
                kept.push(paragraph);
            }
        }
        kept.pop_if(|last| last.range.is_empty());
        Self { text: text.into(), paragraphs: kept }
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    pub(super) fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The words of a paragraph.
    pub(super) fn words(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The paragraph at a place, or the next one after it; the last one at the end.
    pub(super) fn paragraph_at(&self, at: usize) -> usize {
        self.paragraphs.partition_point(|one| one.range.end < at.saturating_add(1)).min(self.paragraphs.len().saturating_sub(1))
    }
}

/// Letters of usual width: those of Han and Hangul are two, marks on letters none.
fn letters(text: &str) -> f32 {
    let width = |c: char| match c {
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF60}' => 2.1,
        '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{0591}'..='\u{05C7}' => 0.0,
        _ => 1.0,
    };
    text.chars().map(width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_separate_once_and_are_not_at_the_ends() {
        let text = ReadingText::new("\n\nOne.\n\n\n  Two.  \nThree.\n\n\n");
        let words: Vec<&str> = text.paragraphs().iter().map(|one| text.words(&one.range)).collect();
        assert_eq!(words, ["One.", "", "Two.", "Three."]);
        assert_eq!(text.paragraph_at(0), 0);
        assert_eq!(text.paragraph_at(text.text().find("Three").unwrap() + 2), 3);
        assert_eq!(text.paragraph_at(text.text().len()), 3);
        assert!(ReadingText::new(" \n ").is_empty());
    }
}
