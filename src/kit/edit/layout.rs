//! Lays out a text of any direction for an egui text edit: paragraph by paragraph, broken in the order of reading, each row then
//! put in the order of drawing, and a map of where the cursor can stand.

use std::{ops::Range, sync::Arc};

use egui::{
    Galley, Pos2, Rect, TextFormat, Ui,
    emath::GuiRounding as _,
    epaint::text::{Glyph, PlacedRow, Row as GalleyRow, RowVisuals},
    text::LayoutJob,
    vec2,
};
use unicode_bidi::{Level, ParagraphBidiInfo};

use super::{
    map::Map,
    row::{Cluster, Row},
    unit::{Unit, clusters, units},
};
use crate::kit::bidi;
use crate::text::direction::has_rtl;

/// A text laid out.
pub(super) struct Layout {
    /// For the text edit: one glyph a character in the order of reading, each at its true place; draws nothing.
    pub galley: Arc<Galley>,
    /// The same with what is seen.
    pub drawn: Arc<Galley>,
    /// Where the cursor can stand.
    pub map: Arc<Map>,
}

impl Layout {
    /// What is seen without what is drawn behind the letters.
    pub(super) fn letters(&self) -> Arc<Galley> {
        let mut letters = Galley::clone(&self.drawn);
        letters.num_indices = 0;
        for placed in &mut letters.rows {
            let visuals = &mut Arc::make_mut(&mut placed.row).visuals;
            visuals.mesh.indices.drain(..visuals.glyph_index_start.min(visuals.mesh.indices.len()));
            visuals.glyph_index_start = 0;
            letters.num_indices += visuals.mesh.indices.len();
        }
        Arc::new(letters)
    }
}

/// Lays out the text of `job` in `room`; in one row if it does not wrap, moved by `scroll` away from where it begins.
pub(super) fn layout(ui: &Ui, job: LayoutJob, room: f32, scroll: f32) -> Layout {
    let (several, wraps) = (job.break_on_newline, job.wrap.max_width.is_finite());
    let text = job.text.clone();
    let plain = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let scale = plain.pixels_per_point;
    let mut plain_rows = plain.rows.iter();
    let mut placing = Placing { rows: Vec::new(), map: Vec::new(), characters: 0, y: 0.0, width: 0.0, room, scroll, scale };
    let mut rtl = bidi::starts_rtl(&text);
    let mut at = 0;
    let paragraphs: Vec<&str> = if several { text.split('\n').collect() } else { vec![&text] };
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let newline = i + 1 < paragraphs.len();
        // A paragraph without a letter goes the way of the one before.
        rtl = bidi::first_direction(paragraph).unwrap_or(rtl);
        let mut own: Vec<&PlacedRow> = Vec::new();
        for row in plain_rows.by_ref() {
            own.push(row);
            if several && row.ends_with_newline {
                break;
            }
        }
        // A face may draw one character as several glyphs, of which egui counts each.
        let glyphs: usize = own.iter().map(|row| row.glyphs.len()).sum();
        let counted = glyphs == paragraph.chars().count();
        if paragraph.is_empty() || (!rtl && counted && !has_rtl(paragraph)) {
            // A glyph tells only the first character of what it belongs to, so the letters come from the text.
            let mut rest = paragraph.chars();
            for row in own {
                let text: String = rest.by_ref().take(row.glyphs.len()).collect();
                placing.plain(row, &text, rtl);
            }
        } else if let Some(height) = own.first().map(|row| row.size.y) {
            let level = if rtl { Level::rtl() } else { Level::ltr() };
            let order = ParagraphBidiInfo::new(paragraph, Some(level));
            let units = units(ui, paragraph, &order, |byte| format_at(&plain.job, at + byte));
            let units: Vec<Unit> =
                if wraps { units.into_iter().flat_map(|unit| unit.fitted(ui, paragraph, room)).collect() } else { units };
            let lines = if wraps { lines(&units, room) } else { std::iter::once(0..units.len()).collect() };
            let last = lines.len();
            for (i, line) in lines.into_iter().enumerate() {
                let units = units.get(line).unwrap_or_default();
                placing.mixed(units, paragraph, &order, height, newline && i + 1 == last);
            }
        }
        at += paragraph.len() + 1;
    }
    placing.finish(&plain, text)
}

fn format_at(job: &LayoutJob, byte: usize) -> TextFormat {
    let section = job.sections.iter().find(|section| section.byte_range.start.0 <= byte && byte < section.byte_range.end.0);
    section.or(job.sections.last()).map(|section| section.format.clone()).unwrap_or_default()
}

/// Which units stand in which line, none wider than `room` but for spaces at its end.
fn lines(units: &[Unit], room: f32) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let (mut start, mut used) = (0, 0.0);
    let (mut word, mut word_width) = (0, 0.0);
    for (i, unit) in units.iter().enumerate() {
        if unit.space {
            used += word_width + unit.width;
            (word, word_width) = (i + 1, 0.0);
            continue;
        }
        word_width += unit.width;
        if used + word_width > room && word > start {
            lines.push(start..word);
            (start, used) = (word, 0.0);
        }
        if unit.breaks {
            used += word_width;
            (word, word_width) = (i + 1, 0.0);
        }
    }
    lines.push(start..units.len());
    lines
}

/// The rows so far, and where the next one goes.
struct Placing {
    rows: Vec<PlacedRow>,
    map: Vec<Row>,
    characters: usize,
    y: f32,
    width: f32,
    room: f32,
    scroll: f32,
    scale: f32,
}

impl Placing {
    /// A row as egui has laid it out, one glyph for each character of `text`.
    fn plain(&mut self, row: &PlacedRow, text: &str, rtl: bool) {
        let mut clusters_seen = Vec::new();
        let mut at = 0;
        for (_, cluster) in clusters(text) {
            let end = at + cluster.chars().count();
            let glyphs = row.glyphs.get(at..end).unwrap_or_default();
            let left = glyphs.first().map_or(0.0, |glyph| glyph.pos.x);
            let right = glyphs.iter().map(Glyph::max_x).fold(left, f32::max);
            clusters_seen.push(Cluster { chars: at..end, left, right, level: 0 });
            at = end;
        }
        let x = if rtl { self.room_or(row.size.x) - row.size.x } else { row.pos.x };
        let mut own = Arc::clone(&row.row);
        if row.text() != text {
            for (glyph, c) in Arc::make_mut(&mut own).glyphs.iter_mut().zip(text.chars()) {
                glyph.chr = c;
            }
        }
        self.push(own, x, rtl, row.ends_with_newline, clusters_seen);
    }

    /// A row of a paragraph in which directions meet, or that runs from right to left.
    fn mixed(&mut self, units: &[Unit], paragraph: &str, order: &ParagraphBidiInfo<'_>, height: f32, newline: bool) {
        let Some(template) = units.first().and_then(|unit| unit.galley.rows.first()).map(|row| Arc::clone(&row.row)) else {
            return;
        };
        let rtl = order.paragraph_level.is_rtl();
        let bytes = units.first().map_or(0, |unit| unit.bytes.start)..units.last().map_or(0, |unit| unit.bytes.end);
        let (levels, runs) = order.visual_runs(bytes.clone());
        let start = bytes.start;
        let character = |byte: usize| paragraph.get(start..byte).map_or(0, |before| before.chars().count());

        let mut row = GalleyRow::clone(&template);
        row.glyphs = Vec::new();
        row.visuals = RowVisuals::default();
        let mut places: Vec<Range<f32>> = vec![0.0..0.0; character(bytes.end)];
        let mut seen = Vec::new();
        let (mut x, mut tallest) = (0.0, 0.0_f32);
        for run in runs {
            let level = levels.get(run.start).copied().unwrap_or(order.paragraph_level);
            let mut of_run: Vec<&Unit> = units.iter().filter(|unit| run.contains(&unit.bytes.start)).collect();
            if level.is_rtl() {
                of_run.reverse();
            }
            for unit in of_run {
                let left = (x * self.scale).round() / self.scale;
                let first = character(unit.bytes.start);
                for (place, area) in places.iter_mut().skip(first).zip(&unit.boxes) {
                    *place = left + area.start..left + area.end;
                }
                let text = paragraph.get(unit.bytes.clone()).unwrap_or_default();
                let mut own = Vec::new();
                let mut at = first;
                for (_, cluster) in clusters(text) {
                    let end = at + cluster.chars().count();
                    let areas = places.get(at..end).unwrap_or_default();
                    let from = areas.iter().map(|area| area.start).fold(f32::INFINITY, f32::min);
                    let to = areas.iter().map(|area| area.end).fold(from, f32::max);
                    own.push(Cluster { chars: at..end, left: from, right: to, level: level.number() });
                    at = end;
                }
                if level.is_rtl() {
                    own.reverse();
                }
                seen.extend(own);
                if let Some(drawn) = unit.galley.rows.first() {
                    tallest = tallest.max(drawn.size.y);
                    if !unit.hidden {
                        append(&mut row.visuals, &drawn.visuals, left);
                    }
                }
                x += unit.width;
            }
        }
        row.size = vec2(x, if tallest > 0.0 { tallest } else { height });
        row.visuals.mesh_bounds = row.visuals.mesh.calc_bounds();
        let glyph = |unit: &Unit| unit.galley.rows.first().and_then(|row| row.glyphs.first()).copied();
        let mut pattern = units.iter().find_map(glyph);
        let mut at = 0;
        for unit in units {
            pattern = glyph(unit).or(pattern);
            for c in paragraph.get(unit.bytes.clone()).unwrap_or_default().chars() {
                let Some(pattern) = pattern else { continue };
                let place = places.get(at).cloned().unwrap_or_default();
                let mut glyph = pattern;
                (glyph.chr, glyph.first_vertex) = (c, 0);
                (glyph.pos.x, glyph.advance_width) = (place.start, place.end - place.start);
                row.glyphs.push(glyph);
                at += 1;
            }
        }
        let free = self.room_or(x) - x;
        // What does not fit goes over the side where the paragraph ends.
        let x = match (rtl, self.room.is_finite() && free < 0.0) {
            (true, _) => free + self.scroll,
            (false, true) => -self.scroll,
            (false, false) => 0.0,
        };
        self.push(Arc::new(row), x, rtl, newline, seen);
    }

    fn room_or(&self, width: f32) -> f32 {
        if self.room.is_finite() { self.room } else { width }
    }

    fn push(&mut self, row: Arc<GalleyRow>, x: f32, rtl: bool, newline: bool, clusters: Vec<Cluster>) {
        let pos = Pos2::new((x * self.scale).round() / self.scale, self.y);
        let rect = Rect::from_min_size(pos, row.size);
        let len = row.glyphs.len();
        self.y = ((self.y + row.size.y) * self.scale).round() / self.scale;
        self.width = self.width.max(row.size.x);
        self.map.push(Row::new(self.characters, len, newline, rtl, rect, clusters));
        self.characters += len + usize::from(newline);
        self.rows.push(PlacedRow { pos, row, ends_with_newline: newline });
    }

    fn finish(self, plain: &Arc<Galley>, text: String) -> Layout {
        let mut drawn = Galley::clone(plain);
        let width = self.room_or(self.width);
        drawn.rect = Rect::from_min_size(Pos2::ZERO, vec2(width, self.y)).round_ui();
        drawn.rows = self.rows;
        drawn.elided = false;
        drawn.mesh_bounds = Rect::NOTHING;
        (drawn.num_vertices, drawn.num_indices) = (0, 0);
        for row in &drawn.rows {
            drawn.mesh_bounds |= row.visuals.mesh_bounds.translate(row.pos.to_vec2());
            drawn.num_vertices += row.visuals.mesh.vertices.len();
            drawn.num_indices += row.visuals.mesh.indices.len();
        }
        let mut galley = drawn.clone();
        for placed in &mut galley.rows {
            let row = Arc::make_mut(&mut placed.row);
            row.visuals = RowVisuals::default();
            for glyph in &mut row.glyphs {
                glyph.first_vertex = 0;
            }
        }
        (galley.num_vertices, galley.num_indices, galley.mesh_bounds) = (0, 0, Rect::NOTHING);
        Layout { galley: Arc::new(galley), drawn: Arc::new(drawn), map: Arc::new(Map::new(text, self.map)) }
    }
}

/// Adds what a unit draws to what the row draws: its background before all signs.
fn append(row: &mut RowVisuals, unit: &RowVisuals, x: f32) {
    let mut mesh = unit.mesh.clone();
    mesh.translate(vec2(x, 0.0));
    let back = mesh.indices.get(..unit.glyph_index_start).unwrap_or_default().to_vec();
    let offset = row.mesh.vertices.len() as u32;
    row.mesh.append(mesh);
    if !back.is_empty() {
        let from = row.mesh.indices.len() - (unit.mesh.indices.len() - unit.glyph_index_start) - back.len();
        row.mesh.indices.drain(from..from + back.len());
        let back: Vec<u32> = back.into_iter().map(|index| index + offset).collect();
        row.glyph_index_start += back.len();
        row.mesh.indices.splice(0..0, back);
    }
    row.glyph_vertex_range = 0..row.mesh.vertices.len();
}
