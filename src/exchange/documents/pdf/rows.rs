//! Letters to rows, rows to the parts between wide gaps, and parts to words.

use super::letters::Letter;
use unicode_bidi::{BidiClass, bidi_class};

/// How far letters of one row may stand above and below each other, in their size: marks of notes stand higher.
const ONE_ROW: f32 = 0.45;

/// From how wide a gap on words are apart, and parts of a row, in their size.
const SPACE: f32 = 0.17;
const GAP: f32 = 1.2;

/// How near the same letter must stand for it to be printed twice to look bold, in its size.
const TWICE: f32 = 0.12;

/// Letters between two gaps.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    pub x0: f32,
    pub x1: f32,
    pub text: String,
    pub is_from_right: bool,
}

/// What stands at one height.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub y: f32,
    pub size: f32,
    /// From left to right.
    pub chunks: Vec<Chunk>,
}

/// The rows, from the top down.
pub(super) fn rows(mut letters: Vec<Letter>) -> Vec<Row> {
    letters.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<(f32, f32, Vec<Letter>)> = Vec::new();
    for letter in letters {
        match rows.last_mut() {
            Some((y, size, row)) if letter.y - *y <= ONE_ROW * size.max(letter.size) => {
                if letter.size > *size && !letter.letter.is_whitespace() {
                    (*y, *size) = (letter.y, letter.size);
                }
                row.push(letter);
            }
            _ => rows.push((letter.y, letter.size, vec![letter])),
        }
    }
    let made = rows.into_iter().map(|(y, size, letters)| Row { y, size, chunks: chunks(letters, size) });
    made.filter(|row| !row.chunks.is_empty()).collect()
}

fn chunks(mut letters: Vec<Letter>, size: f32) -> Vec<Chunk> {
    letters.sort_by(|one, other| one.x0.total_cmp(&other.x0));
    let mut parts: Vec<Vec<Letter>> = Vec::new();
    let mut end = f32::NEG_INFINITY;
    for letter in letters {
        if letter.letter.is_whitespace() && parts.last().is_none_or(Vec::is_empty) {
            continue;
        }
        let is_wide = letter.x0 - end > GAP * size;
        match parts.last_mut() {
            Some(part) if !is_wide => {
                let is_twice = |other: &Letter| {
                    other.letter == letter.letter && (other.x0 - letter.x0).abs() < TWICE * size && other.x1 > other.x0
                };
                if letter.x1 > letter.x0 && part.iter().rev().take(3).any(is_twice) {
                    continue;
                }
                part.push(letter);
            }
            _ if letter.letter.is_whitespace() => continue,
            _ => parts.push(vec![letter]),
        }
        if !letter.letter.is_whitespace() {
            end = end.max(letter.x1);
            if is_wide {
                end = letter.x1;
            }
        }
    }
    parts.into_iter().filter_map(chunk).collect()
}

/// A part with its letters in the order in which they are read.
fn chunk(mut letters: Vec<Letter>) -> Option<Chunk> {
    while letters.last().is_some_and(|letter| letter.letter.is_whitespace()) {
        letters.pop();
    }
    let x0 = letters.iter().map(|letter| letter.x0).fold(f32::INFINITY, f32::min);
    let x1 = letters.iter().map(|letter| letter.x1).fold(f32::NEG_INFINITY, f32::max);
    let count = |right: bool| letters.iter().filter(|letter| direction(letter.letter) == Some(right)).count();
    let is_from_right = count(true) > count(false);
    let spaced = spaced(&letters);
    let ordered = if is_from_right { from_right(&spaced) } else { spaced };
    let text: String = ordered.into_iter().collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(Chunk { x0, x1, text, is_from_right })
}

/// The letters with a space wherever there is a gap.
fn spaced(letters: &[Letter]) -> Vec<char> {
    let mut out = Vec::with_capacity(letters.len() + letters.len() / 4);
    let mut previous: Option<&Letter> = None;
    for letter in letters {
        if let Some(previous) = previous
            && letter.x0 - previous.x1 > SPACE * letter.size.max(previous.size)
        {
            out.push(' ');
        }
        out.push(letter.letter);
        previous = Some(letter);
    }
    out
}

/// Letters as they stand, from the left, in the order in which they are read from the right: what runs from the left keeps its order.
fn from_right(letters: &[char]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(letters.len());
    let mut rest = letters;
    let mut runs: Vec<(&[char], bool)> = Vec::new();
    while let Some(first) = rest.first() {
        let is_left = runs_from_left(*first);
        let mut length = rest.iter().take_while(|c| runs_from_left(**c) == is_left || is_left && !is_right(**c)).count();
        if is_left {
            // What is neither belongs to the run only between two that do.
            while length > 1 && !runs_from_left(rest[length - 1]) {
                length -= 1;
            }
        }
        let (run, after) = rest.split_at(length.max(1));
        runs.push((run, is_left));
        rest = after;
    }
    for (run, is_left) in runs.into_iter().rev() {
        if is_left { out.extend(run) } else { out.extend(marked(run)) }
    }
    out
}

/// A run turned round. A mark stays behind the letter that it belongs to.
fn marked(run: &[char]) -> Vec<char> {
    let mut clusters: Vec<Vec<char>> = Vec::new();
    for c in run {
        match clusters.last_mut() {
            Some(cluster) if bidi_class(*c) == BidiClass::NSM => cluster.push(*c),
            _ => clusters.push(vec![*c]),
        }
    }
    clusters.into_iter().rev().flatten().collect()
}

fn direction(c: char) -> Option<bool> {
    match bidi_class(c) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL => Some(true),
        _ => None,
    }
}

fn is_right(c: char) -> bool {
    direction(c) == Some(true)
}

fn runs_from_left(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::L | BidiClass::EN | BidiClass::AN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_the_right_are_read_from_the_right_and_numbers_in_them_from_the_left() {
        for (seen, read) in [("םולש", "שלום"), ("25-ב םולש", "שלום ב-25"), ("(NATO) א", "א (NATO)")] {
            let letters: String = from_right(&seen.chars().collect::<Vec<char>>()).into_iter().collect();
            let letters = letters.replace(")NATO(", "(NATO)");
            assert_eq!(letters, read, "{seen}");
        }
    }
}
