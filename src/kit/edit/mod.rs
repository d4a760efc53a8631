//! A text edit for text of any direction.
//!
//! egui 0.37 keeps one cursor, one undo, one clipboard, input methods and the words for a screen reader in its text edit, and all of
//! that counts characters in the order of reading, which is right for any text. What it does not know is the order of drawing:
//! its letters, its cursor, its selection and its arrow keys run from left to right (emilk/egui issue 8576). So the text edit of
//! egui stays what edits, and while a right-to-left letter is in it, three things are done here instead: the [`layout`], which
//! hands it a galley that has one glyph a character at its true place and draws nothing; what is drawn; and what an arrow key or a
//! press of the pointer means (the [`map`]). A text without such letters goes to egui as it is.

mod layout;
mod map;
pub(super) mod read;
mod row;
#[cfg(test)]
mod tests;
mod unit;

use std::sync::Arc;

use egui::{
    Color32, Event, Id, ImeEvent, Key, Stroke, TextBuffer, TextEdit, Ui, Vec2,
    accesskit::TextDirection,
    text::{CCursor, CCursorRange, LayoutJob},
    text_edit::TextEditOutput,
    text_selection::visuals::paint_text_cursor,
};

use super::{button::with_visuals, expect_focus};
use crate::text::direction::has_rtl;
use layout::{Layout, layout};
use map::Map;

/// Lays out a text in a width: what it looks like where no letter is from the right.
pub(super) type Job<'a> = dyn FnMut(&Ui, &str, f32) -> LayoutJob + 'a;

/// Shows a text edit: in one row, or in several that wrap.
///
/// `dress` gives it its hint, width and the like; `job` says in which fonts and colours a text is drawn in a width, and if it
/// wraps, or nothing for those of the field.
pub fn edit_ui(
    ui: &mut Ui,
    id: Option<Id>,
    text: &mut String,
    several: bool,
    job: Option<&mut Job<'_>>,
    dress: impl for<'t> FnOnce(TextEdit<'t>) -> TextEdit<'t>,
) -> TextEditOutput {
    let id = id.unwrap_or_else(|| {
        let id = ui.next_auto_id();
        ui.skip_ahead_auto_ids(1);
        id
    });
    let comes = ui.input(|input| input.events.iter().any(|event| typed_by(event).is_some_and(has_rtl)));
    let mut job = job;
    if !comes && !has_rtl(text) {
        let mut plain = job.map(|job| {
            move |ui: &Ui, text: &dyn TextBuffer, width: f32| {
                let job = job(ui, text.as_str(), width);
                ui.fonts_mut(|fonts| fonts.layout_job(job))
            }
        });
        let mut edit = dress(new(text, several).id(id));
        if let Some(plain) = &mut plain {
            edit = edit.layouter(plain);
        }
        return edit.show(ui);
    }

    let mut state = State::load(ui, id);
    state.keys(ui, id, text);
    let scroll = if ui.memory(|memory| memory.has_focus(id)) { state.scroll } else { 0.0 };
    let before = TextEdit::load_state(ui.ctx(), id).unwrap_or_default().cursor;
    let mut latest: Option<Layout> = None;
    let mut wraps = several;
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, room: f32| {
        let mut job = match &mut job {
            Some(job) => job(ui, text.as_str(), room),
            None => plain_job(ui, text.as_str(), several, room),
        };
        job.break_on_newline = several;
        job.keep_trailing_whitespace = true;
        wraps = job.wrap.max_width.is_finite();
        let layout = layout(ui, job, room, scroll);
        let galley = Arc::clone(&layout.galley);
        latest = Some(layout);
        galley
    };
    // What egui draws for a selection and a cursor is in the wrong place.
    let hide = |visuals: &mut egui::Visuals| {
        visuals.selection.bg_fill = Color32::TRANSPARENT;
        visuals.text_cursor.stroke = Stroke::NONE;
    };
    let mut output = with_visuals(ui, hide, |ui| {
        dress(new(text, several).id(id))
            .align(egui::Align2([egui::Align::LEFT, egui::Align::TOP]))
            .layouter(&mut layouter)
            .show(ui)
    });
    if let Some(layout) = latest {
        state.pointer(ui, &layout, before, &mut output);
        state.paint(ui, &layout, wraps, &mut output);
        state.map = Some(layout.map);
    }
    state.store(ui, id);
    output
}

fn new(text: &mut String, several: bool) -> TextEdit<'_> {
    if several { TextEdit::multiline(text) } else { TextEdit::singleline(text) }
}

/// As egui lays out the text of a field; the colour is that of the field, put in when it is drawn.
fn plain_job(ui: &Ui, text: &str, several: bool, room: f32) -> LayoutJob {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let height = ui.fonts_mut(|fonts| fonts.row_height(&font)) + ui.spacing().extra_text_line_spacing;
    let format = egui::TextFormat { line_height: Some(height), ..egui::TextFormat::simple(font, Color32::PLACEHOLDER) };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.break_on_newline = several;
    job.wrap.max_width = if several { room } else { f32::INFINITY };
    job
}

/// The text that an event brings into a field.
fn typed_by(event: &Event) -> Option<&str> {
    match event {
        Event::Text(text) | Event::Paste(text) | Event::Ime(ImeEvent::Commit(text) | ImeEvent::Preedit { text, .. }) => {
            Some(text)
        }
        _ => None,
    }
}

/// What is remembered of a field between two frames.
#[derive(Clone, Default)]
struct State {
    map: Option<Arc<Map>>,
    /// The cursor stands behind what was just typed.
    typed: Option<usize>,
    /// An input method is at work.
    composing: bool,
    /// How far a text that does not fit was moved, away from where it begins.
    scroll: f32,
    /// Keys that came in one pass with letters before them.
    held: Vec<Event>,
}

impl State {
    fn load(ui: &Ui, id: Id) -> Self {
        ui.data(|data| data.get_temp(id.with("bidi"))).unwrap_or_default()
    }

    fn store(self, ui: &Ui, id: Id) {
        ui.data_mut(|data| data.insert_temp(id.with("bidi"), self));
    }

    /// Takes the keys that move the cursor, and moves it. A key after a letter moves in the text with that letter, which is latest
    /// out in the next pass of the frame: until then it is held back, and what was typed after it too.
    fn keys(&mut self, ui: &Ui, id: Id, text: &str) {
        let held = std::mem::take(&mut self.held);
        ui.input_mut(|input| {
            input.events.splice(0..0, held);
        });
        if !ui.memory(|memory| memory.has_focus(id)) {
            (self.composing, self.typed) = (false, None);
            return;
        }
        let mut edit = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
        let known = self.map.as_deref().filter(|map| map.text == text && !self.composing);
        let (Some(map), Some(mut range)) = (known, edit.cursor.char_range()) else { return };
        let mut events = ui.input(|input| input.events.clone());
        let mut at = 0;
        while let Some(event) = events.get(at) {
            if let Event::Key { key, pressed: true, modifiers, .. } = event {
                if let Some(to) = map.moved(range, self.typed, *key, *modifiers) {
                    (range, self.typed) = (to, None);
                    events.remove(at);
                    continue;
                }
                if *key == Key::Delete
                    && modifiers.is_none()
                    && range.is_empty()
                    && let Some(letter) = map.letter_after(range.primary)
                {
                    range = CCursorRange::two(CCursor::new(letter.start), CCursor::new(letter.end));
                }
            }
            if changes(event) {
                break;
            }
            at += 1;
        }
        let later = events.iter().enumerate().skip(at + 1).find(|(_, event)| needs_layout(event)).map(|(at, _)| at);
        if let Some(later) = later {
            let mut after = events.split_off(later);
            self.held = after.extract_if(.., |event| needs_layout(event) || changes(event)).collect();
            events.append(&mut after);
            expect_focus(ui.ctx());
            ui.ctx().request_discard("keys after letters");
            ui.ctx().request_repaint();
        }
        ui.input_mut(|input| input.events = events);
        edit.cursor.set_char_range(Some(range));
        TextEdit::store_state(ui.ctx(), id, edit);
    }

    /// Puts the cursor where the pointer is: egui has put it where it would be in a text from left to right.
    fn pointer(&mut self, ui: &Ui, layout: &Layout, before: egui::text_selection::TextCursorState, output: &mut TextEditOutput) {
        let response = &output.response.response;
        if response.changed() {
            self.typed = output.cursor_range.and_then(|range| range.single()).map(|cursor| cursor.index.0);
        }
        let Some(at) = response.interact_pointer_pos() else { return };
        let mut cursor = if response.changed() { output.state.cursor } else { before };
        let place = layout.map.cursor_at(at - output.galley_pos);
        let dragged = ui.ctx().is_being_dragged(response.id);
        if cursor.pointer_interaction(ui, response, place, &layout.galley, dragged) {
            self.typed = None;
            output.state.cursor = cursor;
            output.cursor_range = cursor.char_range();
            output.state.clone().store(ui.ctx(), response.id);
        }
    }

    /// Draws the selection, the text and the cursor, and brings the cursor into view.
    fn paint(&mut self, ui: &Ui, layout: &Layout, wraps: bool, output: &mut TextEditOutput) {
        let id = output.response.response.id;
        let focused = ui.memory(|memory| memory.has_focus(id));
        ui.input(|input| {
            for event in &input.events {
                match event {
                    Event::Ime(ImeEvent::Preedit { text, .. }) => self.composing = focused && !text.is_empty(),
                    Event::Ime(ImeEvent::Commit(_)) => self.composing = false,
                    _ => {}
                }
            }
        });
        let range = output.state.cursor.char_range().filter(|_| focused);
        let mut caret = range.map(|range| layout.map.caret(range.primary, self.typed));
        let clip = output.text_clip_rect.expand(1.0);
        let mut shift = Vec2::ZERO;
        match (caret, layout.map.rows.first()) {
            (Some(caret), Some(row)) if !wraps => {
                let room = output.text_clip_rect.width();
                let hidden = if caret.left() < 0.0 { -caret.left() } else { (room - caret.left()).min(0.0) };
                let over = (row.rect.width() - room).max(0.0);
                let moved = if row.rtl { self.scroll + hidden } else { self.scroll - hidden };
                let moved = moved.clamp(0.0, over);
                shift.x = if row.rtl { moved - self.scroll } else { self.scroll - moved };
                self.scroll = moved;
            }
            _ => self.scroll = 0.0,
        }
        let origin = output.galley_pos + shift;
        let painter = ui.painter_at(clip);
        let visuals = ui.visuals();
        let color = visuals.override_text_color.unwrap_or(visuals.widgets.inactive.text_color());
        painter.galley(origin, Arc::clone(&layout.drawn), color);
        if let Some(range) = range.filter(|range| !range.is_empty() && !self.composing) {
            // Over the letters come those that are selected, in the colours of a selection.
            let letters = layout.letters();
            for area in layout.map.selection(&range) {
                let area = area.translate(origin.to_vec2());
                painter.rect_filled(area, 0.0, visuals.selection.bg_fill);
                let within = painter.with_clip_rect(painter.clip_rect().intersect(area));
                within.galley_with_override_text_color(origin, Arc::clone(&letters), visuals.selection.stroke.color);
            }
        }
        caret = caret.map(|caret| caret.translate(origin.to_vec2()));
        if let Some(caret) = caret {
            if ui.input(|input| input.focused) {
                paint_text_cursor(ui, &painter, caret.expand(1.5), 0.0);
            }
            ui.output_mut(|output| {
                if let Some(ime) = output.ime.as_mut() {
                    ime.cursor_rect = caret;
                }
            });
        }
        describe(ui, id, &layout.map, origin.to_vec2());
    }
}

/// Tells a screen reader where the letters are. The text edit has named the rows as egui does, but takes each to begin with its
/// leftmost letter.
fn describe(ui: &Ui, id: Id, map: &Map, origin: Vec2) {
    for (at, row) in map.rows.iter().enumerate() {
        let area = row.rect.translate(origin);
        let places = row.places();
        let chunk = MAX_CHARS_PER_TEXT_RUN;
        for (part, first) in (0..row.len.max(1)).step_by(chunk).enumerate() {
            let places = places.get(first..(first + chunk).min(places.len())).unwrap_or_default();
            if places.is_empty() {
                continue;
            }
            let _: Option<()> = ui.ctx().accesskit_node_builder(id.with(at).with(part), |node| {
                let bounds = egui::accesskit::Rect {
                    x0: area.left().into(),
                    y0: area.top().into(),
                    x1: area.right().into(),
                    y1: area.bottom().into(),
                };
                let position = |place: &std::ops::Range<f32>| if row.rtl { area.width() - place.end } else { place.start };
                let mut positions: Vec<f32> = places.iter().map(position).collect();
                let mut widths: Vec<f32> = places.iter().map(|place| place.end - place.start).collect();
                // A line break is a character of its run.
                if row.newline && first + chunk > row.len {
                    positions.push(area.width());
                    widths.push(0.0);
                }
                node.set_bounds(bounds);
                node.set_character_positions(positions);
                node.set_character_widths(widths);
                node.set_text_direction(if row.rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight });
            });
        }
    }
}

/// As many characters as egui puts into one run of a row at most.
const MAX_CHARS_PER_TEXT_RUN: usize = 255;

/// Does the event change the text, or need it as it is?
fn changes(event: &Event) -> bool {
    match event {
        Event::Copy | Event::Cut | Event::Paste(_) | Event::Text(_) | Event::Ime(_) => true,
        Event::Key { key, pressed: true, modifiers, .. } => {
            matches!(key, Key::Backspace | Key::Delete | Key::Enter | Key::Tab)
                || (modifiers.command && matches!(key, Key::A | Key::H | Key::K | Key::U | Key::W | Key::Y | Key::Z))
        }
        _ => false,
    }
}

/// Does what the event means depend on where the letters are?
fn needs_layout(event: &Event) -> bool {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return false };
    let moves =
        matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown | Key::Home | Key::End | Key::Delete);
    moves && !modifiers.alt
}
