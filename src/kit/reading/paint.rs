//! How a text that is read looks: its measure, its leading, the tint of marks and their stripes.

use std::ops::Range;

use egui::{Color32, CornerRadius, Pos2, Rect, Stroke, StrokeKind, TextFormat, Ui, pos2, text::LayoutJob, vec2};

use super::{
    ReadingMark,
    source::{self, ReadingText},
};
use crate::kit::{edit::read::Paragraph, fonts, space, tokens};
use crate::text::sentences;

/// The size of type, in points.
const SIZE: f32 = 17.0;
/// Of the size of type from line to line.
const LEADING: f32 = 1.56;
/// Letters in a line at most.
const MEASURE: f32 = 68.0;
/// What stands between two paragraphs, of a line.
const BETWEEN: f32 = 0.6;
/// How wide a stripe is, and how far the next one is from it.
const STRIPE: f32 = 5.0;
const LANE: f32 = 18.0;
/// Stripes beside each other at most; further ones lie over the last.
const LANES: usize = 3;

/// Sizes and colours for one frame.
pub(super) struct Look {
    /// Of the text, in points.
    pub width: f32,
    pub leading: f32,
    pub between: f32,
    pub ink: Color32,
    letter: f32,
    format: TextFormat,
}

impl Look {
    pub(super) fn of(ui: &Ui) -> Self {
        let font = fonts::regular(SIZE);
        let sample = "The quick brown fox jumps over the lazy dog and sees it end";
        let width = ui.fonts_mut(|fonts| fonts.layout_no_wrap(sample.to_owned(), font.clone(), Color32::PLACEHOLDER)).size().x;
        let letter = width / sample.len() as f32;
        let leading = (SIZE * LEADING).round();
        let margin = LANE * LANES as f32 + space::S;
        let room = ui.available_width() - margin - space::L - ui.spacing().scroll.bar_width;
        let format = TextFormat { line_height: Some(leading), ..TextFormat::simple(font, Color32::PLACEHOLDER) };
        Self {
            width: room.min(letter * MEASURE).max(super::least_room().x - margin).floor(),
            leading,
            between: (leading * BETWEEN).round(),
            ink: tokens(ui).text_strong,
            letter,
            format,
        }
    }

    /// From the left of the room to the text: the margin, and what is free on both sides.
    pub(super) fn margin(&self, room: f32) -> f32 {
        let margin = LANE * LANES as f32 + space::S;
        margin + ((room - margin - self.width) / 2.0).clamp(0.0, 24.0).floor()
    }

    /// Free room after the end of the text.
    pub(super) fn after(&self) -> f32 {
        self.leading * 2.0
    }

    /// The likely height of a paragraph of so many letters.
    pub(super) fn estimate(&self, letters: f32) -> f32 {
        if letters == 0.0 {
            return self.between;
        }
        (letters * self.letter * 1.04 / self.width).ceil().max(1.0) * self.leading + self.between
    }

    pub(super) fn height(&self, ui: &Ui, words: &str) -> f32 {
        if words.is_empty() { self.between } else { self.lay_out(ui, words).height() + self.between }
    }

    pub(super) fn lay_out(&self, ui: &Ui, words: &str) -> Paragraph {
        let mut job = LayoutJob::single_section(sentences::flattened(words), self.format.clone());
        job.wrap.max_width = self.width;
        Paragraph::new(ui, job, self.width)
    }

    /// The characters of a paragraph that lie in a range of the text.
    pub(super) fn chars(&self, text: &ReadingText, of: &source::Paragraph, range: &Range<usize>) -> Range<usize> {
        let words = text.words(&of.range);
        let count = |at: usize| {
            let at = words.floor_char_boundary(at.clamp(of.range.start, of.range.end) - of.range.start);
            words.get(..at).map_or(0, |before| before.chars().count())
        };
        count(range.start)..count(range.end)
    }

    /// Draws what is selected.
    pub(super) fn selection(&self, ui: &Ui, areas: &[Rect], at: Pos2, focused: bool) {
        let t = tokens(ui);
        for area in areas {
            let area = area.translate(at.to_vec2()).shrink2(vec2(0.0, 2.0)).expand2(vec2(2.0, 0.0));
            if focused {
                ui.painter().rect_filled(area, CornerRadius::same(2), t.selection);
            }
            let line = Stroke::new(if focused { 2.0 } else { 1.0 }, t.accent);
            ui.painter().hline(area.x_range(), area.bottom(), line);
        }
    }

    /// Draws a mark in a paragraph, and gives back where its stripe is.
    pub(super) fn mark(
        &self,
        ui: &Ui,
        mark: &ReadingMark,
        areas: &[Rect],
        at: Pos2,
        (lane, begins): (usize, bool),
    ) -> Option<Rect> {
        for area in areas {
            let area = area.translate(at.to_vec2()).shrink2(vec2(0.0, 1.0));
            ui.painter().rect_filled(area, CornerRadius::ZERO, mark.tint);
            if mark.chosen {
                ui.painter().rect_stroke(area, CornerRadius::ZERO, Stroke::new(1.0, mark.color), StrokeKind::Inside);
            }
        }
        let (first, last) = (areas.first()?, areas.last()?);
        let x = at.x - space::M - LANE * lane as f32;
        let stripe = Rect::from_min_max(pos2(x - STRIPE, at.y + first.top() + 2.0), pos2(x, at.y + last.bottom() - 2.0));
        ui.painter().rect_filled(stripe, CornerRadius::same(2), mark.color);
        if begins {
            let sign = pos2(x - STRIPE / 2.0, at.y + first.top() + self.leading / 2.0);
            ui.painter().circle_filled(sign, 9.0, mark.color);
            if mark.chosen {
                ui.painter().circle_stroke(sign, 10.5, Stroke::new(1.5, tokens(ui).text_strong));
            }
            mark.icon.paint(ui.painter(), sign, 12.0, mark.on_color);
        }
        Some(stripe.expand2(vec2(6.0, 2.0)))
    }
}

/// The marks in the order of the text, each with its lane in the margin: those that overlap stand beside each other.
pub(super) fn lanes(marks: &[ReadingMark]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    let range = |at: &usize| marks.get(*at).map(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
    order.sort_by_key(range);
    let mut ends = [0_usize; LANES];
    let lane_of = |at: usize| {
        let Range { start, end } = marks.get(at).map(|mark| mark.range.clone()).unwrap_or_default();
        let lane = ends.iter().position(|taken| *taken <= start).unwrap_or(LANES - 1);
        ends[lane] = ends[lane].max(end);
        (at, lane)
    };
    order.into_iter().map(lane_of).collect()
}
