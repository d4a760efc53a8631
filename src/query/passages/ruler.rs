//! Places in a text: characters, bytes and paragraphs.

use crate::model::Passage;
use crate::text::sentences::paragraphs;

/// So many characters lie between two places that are known beforehand.
const STEP: usize = 256;

/// A text in which places are looked up quickly. Making one reads the text once and needs a fiftieth of its size.
#[derive(Clone, Debug)]
pub struct Ruler<'t> {
    text: &'t str,
    /// The byte at which each 256th character begins.
    steps: Vec<usize>,
}

impl<'t> Ruler<'t> {
    /// Of that text.
    pub fn new(text: &'t str) -> Self {
        Self { text, steps: text.char_indices().step_by(STEP).map(|(at, _)| at).collect() }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The byte at which a character begins, counted in Unicode scalar values; the length of the text for the place behind the last one.
    /// None beyond it.
    pub fn byte(&self, character: usize) -> Option<usize> {
        let Some(from) = self.steps.get(character / STEP) else {
            return (character == self.characters()).then_some(self.text.len());
        };
        let mut left = self.text.get(*from..)?.char_indices().map(|(at, _)| from + at).chain([self.text.len()]);
        left.nth(character % STEP)
    }

    /// How many characters stand before a byte, which must be where one begins.
    pub fn character(&self, byte: usize) -> usize {
        let step = self.steps.partition_point(|from| *from <= byte).saturating_sub(1);
        let from = self.steps.get(step).copied().unwrap_or(0);
        step * STEP + self.text.get(from..byte).map_or(0, |between| between.chars().count())
    }

    /// How many characters there are.
    fn characters(&self) -> usize {
        let last = self.steps.last().copied().unwrap_or(0);
        self.steps.len().saturating_sub(1) * STEP + self.text.get(last..).map_or(0, |rest| rest.chars().count())
    }

    /// The number of the paragraph at a byte, from 1: see [`paragraph`].
    pub fn paragraph(&self, byte: usize) -> usize {
        paragraph(self.text, byte)
    }

    /// What stands before and after a range of bytes, as a passage keeps it.
    pub(super) fn context(&self, start: usize, end: usize) -> (&'t str, &'t str) {
        let (before, after) = (&self.text[..start], &self.text[end..]);
        let from = before.char_indices().rev().nth(Passage::CONTEXT - 1).map_or(0, |(at, _)| at);
        let to = after.char_indices().nth(Passage::CONTEXT).map_or(after.len(), |(at, _)| at);
        (&before[from..], &after[..to])
    }
}

/// The number of the paragraph at a byte of a text, from 1. What says nothing is none.
pub fn paragraph(text: &str, byte: usize) -> usize {
    let says = |range: &std::ops::Range<usize>| text.get(range.clone()).is_some_and(|words| !words.trim().is_empty());
    let ahead = paragraphs(text).into_iter().take_while(|range| range.end <= byte).filter(says).count();
    ahead + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arbitrary::cases;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_are_counted_as_a_reader_counts_them() {
        let text = "\nTitle\n\n \nFirst one.\nSecond one.\n";
        let of = |words: &str| paragraph(text, text.find(words).unwrap());
        assert_eq!((of("Title"), of("First"), of("one."), of("Second")), (1, 2, 2, 3));
        assert_eq!(paragraph("", 0), 1);
    }

    proptest! {
        #![proptest_config(cases(256))]
        #[test]
        fn characters_and_bytes_are_one_place(text in "[aж中🤝\n]{0,700}") {
            let ruler = Ruler::new(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!((ruler.byte(count), ruler.character(at)), (Some(at), count));
            }
            let all = text.chars().count();
            prop_assert_eq!((ruler.byte(all), ruler.byte(all + 1), ruler.character(text.len())), (Some(text.len()), None, all));
        }
    }
}
