//! Takes down the letters of a page and where they stand.

use crate::exchange::progress::Progress;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::transform::Transform;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use std::panic::resume_unwind;
use unicode_normalization::UnicodeNormalization as _;

/// How many letters and drawings a PDF may have in all.
pub(super) const BUDGET: u64 = 50_000_000;

/// How many letters a page may have.
const MOST_ON_A_PAGE: usize = 1_000_000;

/// How many units of a font are one em.
const EM: f64 = 1000.0;

/// How far words may run from level and still be level: the sine of some eight degrees.
const LEVEL: f64 = 0.14;

/// Why a page is not read on.
#[derive(Clone, Copy, Debug)]
pub(super) enum Halt {
    Stopped,
    TooMuch,
}

/// A letter, in the frame in which its line runs from left to right and lines follow downwards. In points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub letter: char,
    pub x0: f32,
    pub x1: f32,
    /// Of the line on which it stands.
    pub y: f32,
    pub size: f32,
    pub turn: Turn,
}

/// Which way a line runs on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    Level,
    /// From the top down: turned, or written so.
    Down,
    Back,
    Up,
    /// Across: a watermark.
    Across,
}

/// The letters of a page.
pub(super) struct Letters<'p> {
    pub all: Vec<Letter>,
    /// How many pictures there are.
    pub pictures: usize,
    /// How many letters are not known.
    pub unknown: usize,
    /// How many letters and drawings may still come.
    pub budget: u64,
    width: f64,
    height: f64,
    progress: &'p Progress,
}

impl<'p> Letters<'p> {
    pub(super) fn new((width, height): (f32, f32), budget: u64, progress: &'p Progress) -> Self {
        let (width, height) = (f64::from(width), f64::from(height));
        Self { all: Vec::new(), pictures: 0, unknown: 0, budget, width, height, progress }
    }

    pub(super) fn frame(&self) -> Rect {
        Rect::new(0.0, 0.0, self.width, self.height)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.iter().all(|letter| letter.letter.is_whitespace())
    }

    /// Nothing else ends the work of the interpreter from here: it is unwound, without a panic's message.
    fn spend(&mut self, drawings: usize) {
        let halt = if self.progress.is_stopped() {
            Halt::Stopped
        } else {
            match self.budget.checked_sub(u64::try_from(drawings).unwrap_or(u64::MAX)) {
                Some(left) if self.all.len() <= MOST_ON_A_PAGE => {
                    self.budget = left;
                    return;
                }
                _ => Halt::TooMuch,
            }
        };
        resume_unwind(Box::new(halt));
    }

    fn push(&mut self, transform: Affine, advance: f64, is_vertical: bool, letters: &str) {
        let origin = transform * Point::ZERO;
        let to = |x: f64, y: f64| transform * Point::new(x, y) - origin;
        let (along, across) = if is_vertical { (to(0.0, -EM), to(EM, 0.0)) } else { (to(EM, 0.0), to(0.0, EM)) };
        let size = across.hypot();
        let length = along.hypot();
        let is_seen = self.frame().inflate(1.0, 1.0).contains(origin);
        if !(is_seen && size.is_finite() && length.is_finite() && size > 0.1 && length > 0.0) {
            return;
        }
        let (x, y) = (along.x / length, along.y / length);
        let turn = match () {
            () if y.abs() <= LEVEL && x > 0.0 => Turn::Level,
            () if y.abs() <= LEVEL => Turn::Back,
            () if x.abs() <= LEVEL && y > 0.0 => Turn::Down,
            () if x.abs() <= LEVEL => Turn::Up,
            () => Turn::Across,
        };
        let (x, y) = match turn {
            Turn::Level | Turn::Across => (origin.x, origin.y),
            Turn::Down => (origin.y, -origin.x),
            Turn::Back => (-origin.x, -origin.y),
            Turn::Up => (-origin.y, origin.x),
        };
        let width = if is_vertical { size } else { advance.clamp(0.0, 4.0 * EM) / EM * length };
        let end = x + width;
        for (at, letter) in letters.chars().enumerate() {
            #[expect(clippy::cast_possible_truncation, reason = "a page is small, and a place on it needs no more")]
            let (x0, x1, y, size) = (if at == 0 { x } else { end } as f32, end as f32, y as f32, size as f32);
            self.all.push(Letter { letter, x0, x1, y, size, turn });
        }
    }
}

impl<'a> Device<'a> for Letters<'_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.spend(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.spend(1);
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.spend(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.spend(1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.spend(run.glyphs().len().max(1));
        let is_vertical = run.writing_mode() == WritingMode::Vertical;
        for glyph in run.glyphs() {
            let advance = match &**glyph {
                Glyph::Outline(glyph) => glyph.advance_width(),
                Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let letters = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => plain(letter),
                Some(BfString::String(letters)) => letters.chars().take(16).map(plain).collect(),
                None => {
                    self.unknown += 1;
                    "\u{fffd}".to_owned()
                }
            };
            self.push(props.transform * glyph.transform(), f64::from(advance.unwrap_or(500.0)), is_vertical, &letters);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.spend(1);
        self.pictures += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'a>, _: &DrawMode) {
        self.spend(1);
    }
}

/// Ligatures and the shapes that Arabic letters take are the letters that they stand for; what has no shape is a space or nothing.
fn plain(letter: char) -> String {
    match letter {
        '\u{fb00}'..='\u{fb06}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => letter.nfkc().collect(),
        '\u{a0}' | '\t' | '\n' | '\r' => " ".to_owned(),
        '\u{ad}' => "-".to_owned(),
        letter if letter.is_control() => String::new(),
        letter => letter.to_string(),
    }
}

/// The transformation in the other library's type.
pub(super) fn affine(transform: Transform) -> Affine {
    Affine::new(transform.as_coeffs())
}
