//! What an edited paragraph is made of for its layout: words, spaces and single signs, each drawn by itself in one direction.

use std::{ops::Range, sync::Arc};

use egui::{Galley, TextFormat, Ui, epaint::text::Glyph, text::LayoutJob};
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::kit::bidi;
use crate::text::direction::is_control;

/// One of them.
#[derive(Clone)]
pub(super) struct Unit {
    /// In the paragraph.
    pub bytes: Range<usize>,
    pub space: bool,
    /// A line may end after it.
    pub breaks: bool,
    /// What is drawn, in one row.
    pub galley: Arc<Galley>,
    /// Nothing is drawn, and it takes no room: a mark that only steers the order.
    pub hidden: bool,
    /// Left and right of each of its characters, from its own left edge.
    pub boxes: Vec<Range<f32>>,
    pub width: f32,
    rtl: bool,
    format: TextFormat,
}

/// What a cluster is, and so what it may be drawn together with.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Word,
    /// Joined and turned by the shaper: letters of one script.
    RtlWord(Script),
    Space,
    /// Drawn alone: signs and figures that the shaper would not put in order, and what a line may be broken at.
    Single,
    Hidden,
}

#[derive(Clone, Copy, PartialEq)]
enum Script {
    Hebrew,
    Arabic,
    Other,
}

/// The units of a paragraph in the order of reading. `format_at` gives the format of a byte of the paragraph.
pub(super) fn units(
    ui: &Ui,
    paragraph: &str,
    bidi: &ParagraphBidiInfo<'_>,
    format_at: impl Fn(usize) -> TextFormat,
) -> Vec<Unit> {
    let mut pieces: Vec<(Range<usize>, Class, Level, TextFormat)> = Vec::new();
    for (at, cluster) in clusters(paragraph) {
        let level = bidi.levels.get(at).copied().unwrap_or_else(Level::ltr);
        let class = class(cluster, level);
        let format = format_at(at);
        let end = at + cluster.len();
        match pieces.last_mut() {
            Some((bytes, last, of, with))
                if *last == class && *of == level && *with == format && matches!(class, Class::Word | Class::RtlWord(_)) =>
            {
                bytes.end = end;
            }
            _ => pieces.push((at..end, class, level, format)),
        }
    }
    let unit = |(bytes, class, level, format): (Range<usize>, Class, Level, TextFormat)| {
        let words = paragraph.get(bytes.clone()).unwrap_or_default();
        Unit::new(ui, words, bytes, class, level.is_rtl(), format)
    };
    pieces.into_iter().map(unit).collect()
}

/// The clusters of a text: a letter with its marks.
pub(super) fn clusters(text: &str) -> Vec<(usize, &str)> {
    text.grapheme_indices(true).collect()
}

fn class(cluster: &str, level: Level) -> Class {
    let Some(first) = cluster.chars().find(|c| !is_control(*c)) else { return Class::Hidden };
    match first {
        ' ' | '\t' | '\n' | '\r' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{3000}' => Class::Space,
        _ if level.is_rtl() => match (bidi_class(first), first) {
            (BidiClass::R, '\u{0590}'..='\u{05FF}' | '\u{FB1D}'..='\u{FB4F}') => Class::RtlWord(Script::Hebrew),
            (BidiClass::AL, '\u{0600}'..='\u{08FF}' | '\u{FB50}'..='\u{FEFC}') => Class::RtlWord(Script::Arabic),
            (BidiClass::R | BidiClass::AL, _) => Class::RtlWord(Script::Other),
            _ => Class::Single,
        },
        '-' | '/' | '–' | '—' => Class::Single,
        _ if bidi::is_turned_figure(first) || is_ideograph(first) => Class::Single,
        _ => Class::Word,
    }
}

/// Between these a line may be broken anywhere.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

impl Unit {
    fn new(ui: &Ui, text: &str, bytes: Range<usize>, class: Class, rtl: bool, format: TextFormat) -> Self {
        let mirrored = class == Class::Single && rtl;
        let drawn: String = match class {
            Class::Hidden => " ".to_owned(),
            Class::Space => text.replace(['\n', '\r'], " "),
            _ if mirrored => text.chars().map(bidi::mirrored).collect(),
            _ => text.to_owned(),
        };
        let drawn: String = drawn.chars().filter(|c| !is_control(*c)).collect();
        let mut job = LayoutJob::single_section(drawn.clone(), format.clone());
        (job.break_on_newline, job.round_output_to_gui, job.keep_trailing_whitespace) = (false, false, true);
        job.wrap.max_width = f32::INFINITY;
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));

        let turned = matches!(class, Class::RtlWord(_));
        let hidden = class == Class::Hidden;
        let row = galley.rows.first();
        let width = if hidden { 0.0 } else { row.map_or(0.0, |row| row.size.x) };
        let glyphs = row.map_or(&[][..], |row| &row.glyphs);
        let mut seen = boxes(&drawn, glyphs, width, turned).into_iter();
        let mut end = if turned { width } else { 0.0 };
        let boxes = text.chars().map(|c| {
            let area = if is_control(c) { end..end } else { seen.next().unwrap_or(end..end) };
            end = if turned { area.start } else { area.end };
            area
        });
        let breaks = match class {
            Class::Space => true,
            Class::Single => text.starts_with(|c| matches!(c, '-' | '/' | '–' | '—') || is_ideograph(c)),
            _ => false,
        };
        Self { bytes, space: class == Class::Space, breaks, hidden, boxes: boxes.collect(), width, rtl: turned, galley, format }
    }

    /// In as many pieces as it takes for none to be wider than `room`, if it can be cut.
    pub(super) fn fitted(self, ui: &Ui, paragraph: &str, room: f32) -> Vec<Self> {
        let text = paragraph.get(self.bytes.clone()).unwrap_or_default();
        let clusters = clusters(text);
        if self.width <= room || clusters.len() < 2 {
            return vec![self];
        }
        let mut ends = Vec::new();
        let (mut width, mut character) = (0.0, 0);
        for (at, cluster) in clusters {
            let characters = cluster.chars().count();
            let own: f32 = self.boxes.iter().skip(character).take(characters).map(|area| area.end - area.start).sum();
            if width > 0.0 && width + own > room {
                ends.push(at);
                width = 0.0;
            }
            width += own;
            character += characters;
        }
        ends.push(text.len());
        let class = if self.rtl { Class::RtlWord(Script::Other) } else { Class::Word };
        let mut start = 0;
        let piece = |end: usize| {
            let words = text.get(start..end).unwrap_or_default();
            let bytes = self.bytes.start + start..self.bytes.start + end;
            start = end;
            let mut unit = Self::new(ui, words, bytes, class, self.rtl, self.format.clone());
            unit.breaks = true;
            unit
        };
        ends.into_iter().map(piece).collect()
    }
}

/// Where each character of `text` is drawn. A shaper may draw several as one glyph, and one as several; a glyph tells no more than
/// the first character that it stands for, and of a run that was turned around egui 0.37 gives the glyphs from the left and then
/// as many without width as there are characters more.
fn boxes(text: &str, glyphs: &[Glyph], width: f32, turned: bool) -> Vec<Range<f32>> {
    let chars: Vec<char> = text.chars().collect();
    let mut drawn: Vec<&Glyph> = glyphs.iter().filter(|glyph| glyph.advance_width > 0.0).collect();
    if turned {
        drawn.reverse();
    }
    // Which character each glyph begins, in the order of reading.
    let mut starts: Vec<(usize, f32)> = Vec::new();
    for glyph in drawn {
        let from = starts.last().map_or(0, |(at, _)| at + 1);
        let next = chars.iter().enumerate().skip(from).find(|(_, c)| **c == glyph.chr && !is_combining_mark(**c));
        let edge = if turned { glyph.max_x() } else { glyph.pos.x };
        match next {
            _ if starts.is_empty() => starts.push((0, edge)),
            Some((at, _)) => starts.push((at, edge)),
            None => {}
        }
    }
    let last = if turned { 0.0 } else { width };
    let mut boxes = vec![last..last; chars.len()];
    for (i, &(start, edge)) in starts.iter().enumerate() {
        let (end, until) = starts.get(i + 1).copied().unwrap_or((chars.len(), last));
        let Some(areas) = boxes.get_mut(start..end) else { continue };
        let letters: Vec<bool> = chars.iter().take(end).skip(start).map(|c| !is_attached(*c)).collect();
        let count = letters.iter().filter(|letter| **letter).count().max(1) as f32;
        let mut n = 0.0;
        for (area, letter) in areas.iter_mut().zip(letters) {
            let from = edge + (until - edge) * n / count;
            n = (n + f32::from(u8::from(letter))).min(count);
            let to = edge + (until - edge) * n / count;
            *area = from.min(to)..from.max(to);
        }
    }
    boxes
}

/// Stands on the letter before it and has no width of its own.
fn is_attached(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}
