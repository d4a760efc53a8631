//! Lines to paragraphs, across columns and pages.

use super::columns::Line;
use crate::exchange::documents::page_text::{PageText, is_wide, numbered};

/// From how much more than the usual distance of lines on a paragraph begins.
const APART: f32 = 1.35;

/// From how much of another size on it is another paragraph.
const OTHER_SIZE: f32 = 0.12;

/// From how far in a first line is set in, in its size.
const INDENT: f32 = 0.8;

/// How much of the width a line may leave free and be full.
const FREE: f32 = 0.14;

/// The text of all pages.
pub(super) fn text(pages: Vec<Vec<Vec<Line>>>) -> String {
    let mut text = PageText::default();
    let mut last: Option<Last> = None;
    for column in pages.into_iter().flatten() {
        if column.is_empty() {
            continue;
        }
        let shape = Shape::of(&column);
        for (at, line) in column.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| column.get(at));
            let join = match (&last, before) {
                (None, _) => Join::Paragraph,
                (Some(last), Some(before)) => shape.join(last, before, line),
                (Some(last), None) => shape.goes_on(last, line),
            };
            add(&mut text, last.as_ref(), line, join);
            let is_full = line.x1 >= shape.x1 - FREE * (shape.x1 - shape.x0);
            last = Some(Last { end: line.text.chars().last(), is_full, is_row: line.is_row, size: line.size });
        }
    }
    text.finish()
}

/// How a line follows the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    Same,
    Line,
    Paragraph,
}

/// What is known of the line before.
struct Last {
    end: Option<char>,
    is_full: bool,
    is_row: bool,
    size: f32,
}

fn add(text: &mut PageText, last: Option<&Last>, line: &Line, join: Join) {
    let begin = line.text.chars().next();
    match join {
        Join::Paragraph => text.paragraph(),
        Join::Line => text.line(),
        Join::Same => {
            let end = last.and_then(|last| last.end);
            let wide = end.is_some_and(is_wide) && begin.is_some_and(is_wide);
            let hyphen = matches!(end, Some('-' | '\u{2010}')) && begin.is_some_and(char::is_lowercase);
            if hyphen {
                text.without_hyphen();
            } else if !wide {
                text.words(" ");
            }
        }
    }
    text.words(&line.text);
}

/// What is usual in a column.
struct Shape {
    x0: f32,
    x1: f32,
    /// How far its lines are from each other.
    pitch: f32,
}

impl Shape {
    fn of(column: &[Line]) -> Self {
        let x0 = column.iter().map(|line| line.x0).fold(f32::INFINITY, f32::min);
        let x1 = column.iter().map(|line| line.x1).fold(f32::NEG_INFINITY, f32::max);
        let mut pitches: Vec<f32> = column.windows(2).map(|pair| pair[1].y - pair[0].y).filter(|pitch| *pitch > 0.0).collect();
        pitches.sort_by(f32::total_cmp);
        // Lines of one paragraph are nearer to each other than paragraphs are.
        let pitch = pitches.get(pitches.len() * 2 / 5).copied().unwrap_or(f32::INFINITY);
        Self { x0, x1, pitch }
    }

    fn join(&self, last: &Last, before: &Line, line: &Line) -> Join {
        if line.is_row || last.is_row {
            return if line.is_row && last.is_row { Join::Line } else { Join::Paragraph };
        }
        let distance = line.y - before.y;
        let usual = self.pitch.min(before.size.max(line.size) * 1.9);
        let other_size = (line.size - before.size).abs() > OTHER_SIZE * before.size;
        if distance > APART * usual || other_size || begins_item(&line.text) {
            return Join::Paragraph;
        }
        let ends = last.end.is_some_and(ends_sentence);
        let set_in = line.x0 - before.x0 > INDENT * line.size && line.x0 - self.x0 > INDENT * line.size;
        if (ends && !last.is_full) || (set_in && (ends || !last.is_full)) {
            return Join::Paragraph;
        }
        // A short line that a capital follows is a heading or an item, unless the text is set in the middle.
        let is_short = before.x1 < self.x0 + 0.6 * (self.x1 - self.x0);
        if is_short && line.text.starts_with(char::is_uppercase) { Join::Paragraph } else { Join::Same }
    }

    /// Whether a paragraph goes on in the next column or on the next page.
    fn goes_on(&self, last: &Last, line: &Line) -> Join {
        let same_size = (line.size - last.size).abs() <= OTHER_SIZE * last.size;
        let open = last.end.is_some_and(|end| !ends_sentence(end) && end != ':');
        let begins = line.text.chars().next();
        let goes_on = begins.is_some_and(|c| c.is_lowercase() || is_wide(c)) || last.end == Some(',');
        if same_size && open && goes_on && last.is_full && !last.is_row && !line.is_row && !begins_item(&line.text) {
            Join::Same
        } else {
            Join::Paragraph
        }
    }
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | ':' | ';' | '…' | '”' | '"' | '»' | '’' | ')' | '。' | '！' | '？' | '؟' | '۔' | '।' | '」')
}

fn begins_item(line: &str) -> bool {
    line.starts_with(['•', '‣', '◦', '▪', '●', '■', '–', '—', '*', '\u{f0b7}']) || numbered(line)
}
