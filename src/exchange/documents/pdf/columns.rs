//! The order of reading: a gutter that runs down through several rows parts columns, which are read one after the other.

use super::letters::{Letter, Turn};
use super::rows::{Chunk, Row, rows};

/// How wide a gutter is at the least, in the size of its letters.
const GUTTER: f32 = 1.0;

/// How many rows stand on either side of a gutter at the least.
const LEAST_ROWS: usize = 3;

/// How many letters a line of a column has at the least, in the middle: less is a table, or the number of an item.
const LEAST_LETTERS: usize = 14;

/// How much of the width a column takes at the least.
const LEAST_SHARE: f32 = 0.15;

/// How many columns lie beside each other at the most, and up to how many rows they are looked for.
const DEEPEST: usize = 4;
const MOST_ROWS: usize = 3_000;

/// A line of a column.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
    pub text: String,
    /// Whether it is a row of a table: its parts stand apart.
    pub is_row: bool,
    /// Whether it is among the first or the last on its page.
    pub edge: Option<Edge>,
}

/// Where on a page a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Edge {
    Head,
    Foot,
}

/// The columns of a page in the order of reading.
pub(super) fn page(letters: &[Letter]) -> Vec<Vec<Line>> {
    let mut columns = Vec::new();
    for turn in [Turn::Level, Turn::Down, Turn::Up, Turn::Back, Turn::Across] {
        let turned: Vec<Letter> = letters.iter().filter(|letter| letter.turn == turn).copied().collect();
        if turned.is_empty() {
            continue;
        }
        let rows = rows(turned);
        let mut edges: Vec<(f32, Edge)> = Vec::new();
        if turn == Turn::Level {
            edges.extend(rows.iter().take(2).map(|row| (row.y, Edge::Head)));
            edges.extend(rows.iter().skip(2).rev().take(2).map(|row| (row.y, Edge::Foot)));
        }
        let at = columns.len();
        if rows.len() > MOST_ROWS {
            columns.push(rows.into_iter().map(|row| line(&row)).collect());
        } else {
            part(rows, 0, &mut columns);
        }
        for line in columns[at..].iter_mut().flatten() {
            line.edge = edges.iter().find(|(y, _)| *y == line.y).map(|(_, edge)| *edge);
        }
    }
    columns
}

fn part(rows: Vec<Row>, depth: usize, into: &mut Vec<Vec<Line>>) {
    let mut plain: Vec<Line> = Vec::new();
    let mut rest = rows.into_iter().collect::<std::collections::VecDeque<Row>>();
    while !rest.is_empty() {
        let band = if depth < DEEPEST { band(rest.make_contiguous()) } else { None };
        let Some((length, gutter)) = band else {
            plain.extend(rest.pop_front().as_ref().map(line));
            continue;
        };
        if !plain.is_empty() {
            into.push(std::mem::take(&mut plain));
        }
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for row in rest.drain(..length) {
            let (before, after): (Vec<Chunk>, Vec<Chunk>) = row.chunks.into_iter().partition(|chunk| chunk.x0 < gutter);
            let some = |chunks: Vec<Chunk>| (!chunks.is_empty()).then_some(Row { y: row.y, size: row.size, chunks });
            left.extend(some(before));
            right.extend(some(after));
        }
        let from_right = |rows: &[Row]| rows.iter().flat_map(|row| &row.chunks).filter(|chunk| chunk.is_from_right).count();
        let is_from_right = (from_right(&left) + from_right(&right)) * 2 > left.len() + right.len();
        let (first, second) = if is_from_right { (right, left) } else { (left, right) };
        part(first, depth + 1, into);
        part(second, depth + 1, into);
    }
    if !plain.is_empty() {
        into.push(plain);
    }
}

/// How many of the first rows lie on both sides of a gutter, and where it is.
fn band(rows: &[Row]) -> Option<(usize, f32)> {
    let mut taken: Vec<(f32, f32)> = Vec::new();
    let mut best = None;
    for (at, row) in rows.iter().enumerate() {
        row.chunks.iter().for_each(|chunk| add(&mut taken, (chunk.x0, chunk.x1)));
        let gaps = taken.windows(2).filter(|pair| pair[1].0 - pair[0].1 >= GUTTER * row.size);
        let widest = gaps.max_by(|one, other| (one[1].0 - one[0].1).total_cmp(&(other[1].0 - other[0].1)));
        match widest {
            Some(gap) => best = Some((at + 1, f32::midpoint(gap[0].1, gap[1].0))),
            None if at > 0 => break,
            None => {}
        }
    }
    best.filter(|(length, gutter)| is_of_columns(&rows[..*length], *gutter))
}

/// Adds an interval to sorted ones that do not touch.
fn add(taken: &mut Vec<(f32, f32)>, (mut from, mut to): (f32, f32)) {
    taken.retain(|(start, end)| {
        let touches = *start <= to && *end >= from;
        if touches {
            (from, to) = (from.min(*start), to.max(*end));
        }
        !touches
    });
    let at = taken.partition_point(|(start, _)| *start < from);
    taken.insert(at, (from, to));
}

fn is_of_columns(rows: &[Row], gutter: f32) -> bool {
    let side = |right: bool| {
        let chunks = || rows.iter().flat_map(|row| &row.chunks).filter(move |chunk| (chunk.x0 >= gutter) == right);
        let mut letters: Vec<usize> = chunks().map(|chunk| chunk.text.chars().count()).collect();
        letters.sort_unstable();
        let x0 = chunks().map(|chunk| chunk.x0).fold(f32::INFINITY, f32::min);
        let x1 = chunks().map(|chunk| chunk.x1).fold(f32::NEG_INFINITY, f32::max);
        let lines = rows.iter().filter(|row| row.chunks.iter().any(|chunk| (chunk.x0 >= gutter) == right)).count();
        (lines, letters.get(letters.len() / 2).copied().unwrap_or_default(), x0, x1)
    };
    let (left, right) = (side(false), side(true));
    let width = right.3 - left.2;
    [left, right]
        .iter()
        .all(|(lines, letters, x0, x1)| *lines >= LEAST_ROWS && *letters >= LEAST_LETTERS && x1 - x0 >= LEAST_SHARE * width)
}

/// A row in one line.
fn line(row: &Row) -> Line {
    let from_right = row.chunks.iter().filter(|chunk| chunk.is_from_right).count() * 2 > row.chunks.len();
    let x0 = row.chunks.iter().map(|chunk| chunk.x0).fold(f32::INFINITY, f32::min);
    let x1 = row.chunks.iter().map(|chunk| chunk.x1).fold(f32::NEG_INFINITY, f32::max);
    let mut texts: Vec<&str> = row.chunks.iter().map(|chunk| chunk.text.as_str()).collect();
    if from_right {
        texts.reverse();
    }
    let is_mark = texts.first().is_some_and(|first| first.chars().count() <= 6 && !first.contains(' '));
    let is_row = texts.len() > 2 || texts.len() == 2 && !is_mark;
    let text = texts.join(if is_row { " | " } else { " " });
    Line { x0, x1, y: row.y, size: row.size, text, is_row, edge: None }
}
