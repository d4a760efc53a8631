//! The cursor of a text that is read: what is chosen, and where each step takes it.

use std::ops::Range;

use super::source::ReadingText;
use crate::text::sentences;

/// What is chosen: from one unit to another, of which the second is the one that moves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    anchor: Range<usize>,
    head: Range<usize>,
}

/// What a step goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Word,
    Sentence,
    Paragraph,
}

impl Cursor {
    pub(super) fn on(range: Range<usize>) -> Self {
        Self { anchor: range.clone(), head: range }
    }

    /// From one to the other.
    pub(super) fn between(anchor: Range<usize>, head: Range<usize>) -> Self {
        Self { anchor, head }
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.anchor.start.min(self.head.start)..self.anchor.end.max(self.head.end)
    }

    pub(super) fn anchor(&self) -> Range<usize> {
        self.anchor.clone()
    }

    /// The place that has to be in view.
    pub(super) fn head(&self) -> Range<usize> {
        self.head.clone()
    }

    /// To the next unit, or the one before; with `extend` what was chosen stays so.
    pub(super) fn step(&mut self, text: &ReadingText, unit: Unit, forward: bool, extend: bool) {
        let chosen = self.range();
        let from = if extend { self.head.clone() } else { chosen.clone() };
        let within = if unit == Unit::Word && !extend { end_word(text, &chosen, forward) } else { None };
        let next = || if forward { after(text, unit, &from) } else { before(text, unit, &from) };
        let found = within.or_else(next);
        let Some(found) = found else { return };
        self.head = found.clone();
        if !extend {
            self.anchor = found;
        }
    }

    /// Moves the end or the beginning by a word; at least one word stays chosen.
    pub(super) fn edge(&mut self, text: &ReadingText, end: bool, forward: bool) {
        let Range { mut start, end: mut stop } = self.range();
        match (end, forward) {
            (true, true) => stop = after(text, Unit::Word, &(stop..stop)).map_or(stop, |word| word.end),
            (true, false) => {
                let last = before(text, Unit::Word, &(stop..stop)).filter(|word| word.start > start);
                stop = last.and_then(|last| before(text, Unit::Word, &last)).map_or(stop, |word| word.end);
            }
            (false, true) => {
                let next = after(text, Unit::Word, &(start..start + 1)).filter(|word| word.start < stop);
                start = next.map_or(start, |word| word.start);
            }
            (false, false) => start = before(text, Unit::Word, &(start..start)).map_or(start, |word| word.start),
        }
        if start < stop {
            *self = Self::on(start..stop);
        }
    }
}

/// The first word of what is chosen, or the last; nothing if that is all that is chosen.
fn end_word(text: &ReadingText, chosen: &Range<usize>, first: bool) -> Option<Range<usize>> {
    let word = if first { at(text, Unit::Word, chosen.start) } else { before(text, Unit::Word, &(chosen.end..chosen.end)) };
    word.filter(|word| word != chosen && chosen.start <= word.start && word.end <= chosen.end)
}

/// The unit at a place, or the next one.
pub(super) fn at(text: &ReadingText, unit: Unit, place: usize) -> Option<Range<usize>> {
    let paragraph = text.paragraph_at(place);
    let units = units(text, paragraph, unit);
    let next = units.iter().find(|range| range.end > place).or(units.last()).cloned();
    next.or_else(|| after(text, unit, &(place..place)))
}

/// The first unit that begins at or after the end of `from`; if `from` ends within a unit, the one after that.
fn after(text: &ReadingText, unit: Unit, from: &Range<usize>) -> Option<Range<usize>> {
    let first = text.paragraph_at(from.end.saturating_sub(1).max(from.start));
    (first..text.paragraphs().len()).find_map(|at| units(text, at, unit).into_iter().find(|range| range.start >= from.end))
}

/// The last unit that begins before `from`: the one that `from` begins within, if it does not begin with it.
fn before(text: &ReadingText, unit: Unit, from: &Range<usize>) -> Option<Range<usize>> {
    let last = text.paragraph_at(from.start);
    (0..=last).rev().find_map(|at| units(text, at, unit).into_iter().rfind(|range| range.start < from.start))
}

/// The units of a paragraph, without white space at their ends.
fn units(text: &ReadingText, paragraph: usize, unit: Unit) -> Vec<Range<usize>> {
    let Some(range) = text.paragraphs().get(paragraph).map(|one| one.range.clone()) else { return Vec::new() };
    let words = text.words(&range);
    let whole = std::iter::once(0..words.len()).collect();
    let found: Vec<Range<usize>> = match unit {
        Unit::Word => sentences::words(words),
        Unit::Sentence => sentences::sentences(words),
        Unit::Paragraph => whole,
    };
    let trimmed = found.into_iter().filter_map(|found| {
        let inner = sentences::trimmed(words, found);
        let kept = !inner.is_empty() && (unit != Unit::Word || words.get(inner.clone()).is_some_and(sentences::is_word));
        kept.then(|| range.start + inner.start..range.start + inner.end)
    });
    trimmed.collect()
}

/// The last unit of the text.
pub(super) fn last(text: &ReadingText, unit: Unit) -> Option<Range<usize>> {
    before(text, unit, &(text.text().len()..text.text().len()))
}

/// From place to place, out to the words that they lie in.
pub(super) fn words_between(text: &ReadingText, from: usize, to: usize) -> Option<Cursor> {
    Some(Cursor::between(at(text, Unit::Word, from)?, at(text, Unit::Word, to)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chosen<'a>(text: &'a ReadingText, cursor: &Cursor) -> &'a str {
        &text.text()[cursor.range()]
    }

    #[test]
    fn steps_go_by_sentence_word_and_paragraph() {
        let text = ReadingText::new("One is here. Two, too.\n\nThree follows.");
        let mut cursor = Cursor::on(at(&text, Unit::Sentence, 0).unwrap());
        let mut go = |unit, forward, extend| {
            cursor.step(&text, unit, forward, extend);
            chosen(&text, &cursor).to_owned()
        };
        assert_eq!(go(Unit::Sentence, true, false), "Two, too.");
        assert_eq!(go(Unit::Sentence, true, true), "Two, too.\n\nThree follows.");
        assert_eq!(go(Unit::Sentence, false, true), "Two, too.");
        assert_eq!(go(Unit::Sentence, false, true), "One is here. Two, too.");
        assert_eq!(go(Unit::Sentence, true, false), "Three follows.");
        assert_eq!(go(Unit::Sentence, true, false), "Three follows.", "the end");
        assert_eq!(go(Unit::Paragraph, false, false), "One is here. Two, too.");
        assert_eq!(go(Unit::Word, false, false), "too", "the last of them");
        assert_eq!(go(Unit::Word, true, false), "Three");
    }

    #[test]
    fn edges_move_by_word_and_never_meet() {
        let text = ReadingText::new("He said “we agree”. No.");
        let mut cursor = Cursor::on(at(&text, Unit::Sentence, 0).unwrap());
        let mut go = |end, forward| {
            cursor.edge(&text, end, forward);
            chosen(&text, &cursor).to_owned()
        };
        assert_eq!(go(false, true), "said “we agree”.");
        assert_eq!(go(false, true), "we agree”.");
        assert_eq!(go(true, false), "we");
        assert_eq!(go(true, false), "we");
        assert_eq!(go(false, true), "we");
        assert_eq!(go(true, true), "we agree");
        assert_eq!(go(false, false), "said “we agree");
    }

    proptest! {
        #[test]
        fn what_is_chosen_is_always_a_part_of_the_text(
            text in "([a-z]{1,5}[ .,!?\n]|[אבג]{2}[ .]|会谈。|\n\n| ){0,40}",
            steps in proptest::collection::vec((0..4_u8, any::<bool>(), any::<bool>()), 0..30),
        ) {
            let text = ReadingText::new(&text);
            let Some(first) = at(&text, Unit::Sentence, 0) else { return Ok(()) };
            let mut cursor = Cursor::on(first);
            for (what, forward, extend) in steps {
                match what {
                    0 => cursor.step(&text, Unit::Word, forward, extend),
                    1 => cursor.step(&text, Unit::Sentence, forward, extend),
                    2 => cursor.step(&text, Unit::Paragraph, forward, extend),
                    _ => cursor.edge(&text, extend, forward),
                }
                let words = text.text().get(cursor.range());
                prop_assert!(words.is_some_and(|words| !words.trim().is_empty()), "{:?}", cursor);
            }
        }
    }
}
