//! Finds a passage whose words were changed: between what stood around it, or else by most of its words.

use super::Ruler;
use super::locate::occurrences;
use crate::model::Passage;
use crate::query::likeness;
use std::collections::{HashSet, VecDeque};
use std::ops::Range;

/// Between the same words as before, so much must be left of a passage.
const BETWEEN: f64 = 0.5;

/// Between other words, so much.
const ANYWHERE: f64 = 0.8;

/// A passage of fewer characters is not looked for by likeness between other words: there may well be others like it.
const SHORTEST: usize = 48;

/// A context of fewer characters does not tell where the passage was.
const TELLING: usize = 12;

/// A longer one, in characters, is not compared letter by letter: it would take too long.
const LONGEST: usize = 4_000;

/// So many occurrences of what stood before are looked at.
const MOST_PLACES: usize = 64;

/// Where words stand that are the passage but for some that were changed, and how alike they are; none if there is no one such place.
pub(super) fn find(ruler: &Ruler<'_>, passage: &Passage, here: Option<usize>) -> Option<(Range<usize>, f64)> {
    let length = passage.quote.chars().nth(LONGEST).is_none().then(|| passage.len())?;
    between(ruler, passage, here, length).or_else(|| anywhere(ruler, passage, length))
}

/// What stands between the context, if that is as it was on both sides.
fn between(ruler: &Ruler<'_>, passage: &Passage, here: Option<usize>, length: usize) -> Option<(Range<usize>, f64)> {
    let text = ruler.text();
    let (before, after) = (passage.before.as_str(), passage.after.as_str());
    // Where nothing stood on a side, its end of the text takes the place of words.
    let is_enough = |side: &str| side.chars().nth(TELLING - 1).is_some() || side.is_empty();
    if !is_enough(before) || !is_enough(after) || before.is_empty() && after.is_empty() {
        return None;
    }
    let most = 2 * length + Passage::CONTEXT;
    let starts: Vec<usize> = if before.is_empty() {
        vec![0]
    } else {
        occurrences(text, before).take(MOST_PLACES).map(|at| at + before.len()).collect()
    };
    let mut found: Vec<(Range<usize>, f64)> = Vec::new();
    for start in starts {
        let rest = &text[start..];
        let reach = rest.char_indices().nth(most + after.chars().count()).map_or(rest.len(), |(at, _)| at);
        let end = if after.is_empty() { (reach == rest.len()).then_some(reach) } else { rest[..reach].find(after) };
        let Some(end) = end.filter(|end| *end > 0) else { continue };
        let alike = likeness::of_letters(&passage.quote, &rest[..end]);
        if alike >= BETWEEN {
            found.push((start..start + end, alike));
        }
    }
    match found.as_slice() {
        [_] => found.pop(),
        _ => found.into_iter().find(|(range, _)| Some(range.start) == here),
    }
}

/// The part of the text that has most of the words, if there is no other that has nearly as many.
fn anywhere(ruler: &Ruler<'_>, passage: &Passage, length: usize) -> Option<(Range<usize>, f64)> {
    let text = ruler.text();
    // Where its very words stand between others, they are another passage.
    if length < SHORTEST || text.contains(&passage.quote) {
        return None;
    }
    let [best, second] = richest(text, &passage.quote, length)?;
    if second.hits * 5 > best.hits * 4 {
        return None;
    }
    // What was put in or left out lets the passage begin earlier or end later.
    let spare = length / 4 + 16;
    let from = text[..best.start].char_indices().rev().nth(spare).map_or(0, |(at, _)| at);
    let to = text[best.start..].char_indices().nth(length + spare).map_or(text.len(), |(at, _)| best.start + at);
    let common = likeness::common_span(&passage.quote, &text[from..to])?;
    let range = from + common.start..from + common.end;
    let alike = likeness::of_letters(&passage.quote, &text[range.clone()]);
    (alike >= ANYWHERE).then_some((range, alike))
}

/// A part of the text, as long as the passage.
#[derive(Clone, Copy, Default)]
struct Window {
    /// The byte at which it begins.
    start: usize,
    /// How many short pieces of the passage stand in it.
    hits: usize,
}

/// The part of the text in which most short pieces of a passage stand, and the best of those that do not overlap it. Reads the text once
/// and keeps no more of it than a part.
fn richest(text: &str, quote: &str, length: usize) -> Option<[Window; 2]> {
    let piece = (length / 6).clamp(4, 12);
    let pieces: HashSet<&str> = slices(quote, piece).map(|(_, slice)| slice).collect();
    let mut window: VecDeque<(usize, bool)> = VecDeque::new();
    // The best of each stretch as long as a part: the neighbours of the best stretch overlap it.
    let mut stretches: Vec<Window> = Vec::new();
    let (mut hits, wide) = (0, length.saturating_sub(piece) + 1);
    for (count, (start, slice)) in slices(text, piece).enumerate() {
        let is_hit = pieces.contains(slice);
        window.push_back((start, is_hit));
        hits += usize::from(is_hit);
        if window.len() > wide {
            hits -= usize::from(window.pop_front().is_some_and(|(_, was_hit)| was_hit));
        }
        let begins = window.front().map_or(0, |(begins, _)| *begins);
        let stretch = count / wide;
        if stretches.len() <= stretch {
            stretches.push(Window::default());
        }
        if let Some(best) = stretches.last_mut().filter(|best| best.hits < hits) {
            *best = Window { start: begins, hits };
        }
    }
    let at = (0..stretches.len()).max_by_key(|at| (stretches[*at].hits, std::cmp::Reverse(*at)))?;
    let apart = stretches.iter().enumerate().filter(|(other, _)| other.abs_diff(at) > 1).map(|(_, window)| *window);
    let second = apart.max_by_key(|window| window.hits).unwrap_or_default();
    (stretches[at].hits > 0).then_some([stretches[at], second])
}

/// Every piece of so many characters with the byte at which it begins.
fn slices(text: &str, length: usize) -> impl Iterator<Item = (usize, &str)> {
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).skip(length);
    text.char_indices().zip(ends).filter_map(|((start, _), end)| Some((start, text.get(start..end)?)))
}
