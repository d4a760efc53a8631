//! The first date in a passage, in any words that are read as one: "on 1 February", "as early as next week".

use super::sentences;
use crate::model::When;
use crate::model::when::{self, Context};
use std::ops::Range;

/// Words that one date has at most.
const LONGEST: usize = 6;

/// Words of a passage that are looked through.
const MOST: usize = 80;

/// The longest of the dates that begin first.
pub(super) fn date(passage: &str, context: Context) -> Option<When> {
    let is_word = |range: &Range<usize>| passage.get(range.clone()).is_some_and(sentences::is_word);
    let words: Vec<Range<usize>> = sentences::words(passage).into_iter().filter(is_word).take(MOST).collect();
    let read = |from: usize, count: usize| {
        let last = words.get(from + count - 1)?;
        let text = passage.get(words.get(from)?.start..last.end)?;
        let reading = when::parse(text, context);
        (tells_day(text, count) && reading.leaves_days()).then_some(reading.when)
    };
    let first = (0..words.len()).find_map(|from| (1..=LONGEST).rev().find_map(|count| read(from, count)));
    first.filter(|when| !when.is_unknown())
}

/// In small letters they are other words than months and days.
const OTHER_WORDS: [&str; 5] = ["may", "march", "sat", "sun", "second"];

/// Whether words are more than a number, or a word that is a month and much else ("may").
fn tells_day(text: &str, count: usize) -> bool {
    if text.split_whitespace().any(|word| OTHER_WORDS.contains(&word)) {
        return false;
    }
    let long = text.chars().filter(|c| c.is_alphabetic()).count() > 4;
    let figures = text.chars().any(|c| c.is_ascii_digit());
    let written = figures && text.chars().filter(|c| matches!(c, '.' | '-' | '/')).count() == 2;
    written || (count > 1 && text.chars().any(char::is_alphabetic)) || (count == 1 && long && !figures)
}
