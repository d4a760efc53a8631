//! A long text to read: laid out by paragraph, of which only those in view are shaped, with a cursor that selects a sentence, and marks.
//!
//! A text of megabytes costs a frame as much as a page. What is not in view has an estimated height; where an estimate is put right the
//! text in view stays where it is. Each paragraph runs in its own direction.
//!
//! While it has the focus: ↓ ↑ the next sentence and the one before, with Ctrl the paragraph; → ← the word after and before, in text
//! from the right the other way round; Shift extends, and with → ← moves the end by a word, with Ctrl as well the beginning; Home, End,
//! Page Up and Page Down. A click selects a sentence, a double click a word, a triple click a paragraph; the pointer held down selects words.

mod cursor;
mod heights;
mod paint;
mod source;

pub use source::ReadingText;

use std::ops::Range;

use egui::{
    Color32, Event, EventFilter, Id, Key, Modifiers, PointerButton, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo,
    pos2, vec2,
};

use super::{Icon, access, bidi, keys};
use cursor::{Cursor, Unit};
use heights::{Heights, Place};
use paint::Look;

/// A part of the text that something stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingMark {
    /// In bytes of the text.
    pub range: Range<usize>,
    /// Of its stripe in the margin.
    pub color: Color32,
    /// Of its sign on the stripe.
    pub on_color: Color32,
    /// Under its words.
    pub tint: Color32,
    /// What it is.
    pub icon: Icon,
    /// What it is, in words.
    pub name: String,
    /// It is the one at hand.
    pub chosen: bool,
}

/// What a reader keeps between frames: what is selected, and what is in view.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    cursor: Cursor,
    heights: Heights,
    /// The text and the room for which the heights hold.
    laid: Option<(usize, usize, u32)>,
    top: Place,
    /// Something has to come into view.
    reveal: Option<Range<usize>>,
    /// Where a drag began.
    pressed: Option<usize>,
    focus: bool,
}

impl Reader {
    /// What is selected, in bytes of the text; empty before anything is.
    #[must_use]
    pub fn selection(&self) -> Range<usize> {
        self.cursor.range()
    }

    /// Selects a part of the text and brings it into view.
    pub fn select(&mut self, range: Range<usize>) {
        self.cursor = Cursor::on(range.clone());
        self.reveal = Some(range);
    }

    /// Goes on to the next sentence.
    pub fn next_sentence(&mut self, text: &ReadingText) {
        self.cursor.step(text, Unit::Sentence, true, false);
        self.reveal = Some(self.cursor.head());
    }

    /// Brings a part of the text into view.
    pub fn reveal(&mut self, range: Range<usize>) {
        self.reveal = Some(range);
    }

    /// Takes the focus in the next frame.
    pub fn request_focus(&mut self) {
        self.focus = true;
    }
}

/// What the user did.
pub struct ReadingResponse {
    /// Of the text as a whole.
    pub response: Response,
    /// Another part of the text is selected.
    pub moved: bool,
    /// The marks that were pressed, by their place in the list: several where they overlap.
    pub pressed: Vec<usize>,
}

/// A text to read.
#[must_use]
pub struct Reading<'a> {
    name: &'a str,
    text: &'a ReadingText,
    reader: &'a mut Reader,
    marks: &'a [ReadingMark],
}

/// A text to read, called so by a screen reader.
pub fn reading<'a>(name: &'a str, text: &'a ReadingText, reader: &'a mut Reader) -> Reading<'a> {
    Reading { name, text, reader, marks: &[] }
}

/// The id of the text in `ui`.
fn id_of(ui: &Ui, name: &str) -> Id {
    ui.scope_id().with(("reading", name))
}

impl<'a> Reading<'a> {
    /// What is marked in it.
    pub fn marks(mut self, marks: &'a [ReadingMark]) -> Self {
        self.marks = marks;
        self
    }

    /// Draws it in all the room that there is.
    pub fn show(self, ui: &mut Ui) -> ReadingResponse {
        let Self { name, text, reader, marks } = self;
        let id = id_of(ui, name);
        let look = Look::of(ui);
        reader.prepare(ui, text, &look);
        let room = ui.available_rect_before_wrap();
        let touched = ui.input(egui::InputState::any_touches);
        // What a finger drags scrolls.
        let sense = if touched { Sense::click() } else { Sense::click_and_drag() };
        if std::mem::take(&mut reader.focus) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let before = reader.cursor.range();
        let focused = ui.memory(|memory| memory.has_focus(id));
        if focused {
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            reader.keys(ui, text, room.height() - look.leading);
        }
        if let Some(range) = reader.reveal.take() {
            reader.bring_into_view(ui, text, &look, &range, room.height());
        }
        let offset = reader.heights.offset(reader.top);
        let area = ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).animated(false).vertical_scroll_offset(offset);
        let mut pressed = Vec::new();
        let shown = area.show_viewport(ui, |ui, viewport| {
            // Above what a finger scrolls, or a tap would not come through to the text.
            let response = ui.interact(ui.clip_rect().intersect(room), id, sense);
            ui.set_width(ui.available_width());
            ui.set_height(reader.heights.total() + look.after());
            let origin = ui.max_rect().min;
            let now = reader.heights.place(viewport.min.y);
            // The place at the top is kept as it was, unless it was moved by more than what rounding does.
            let top = if (viewport.min.y - offset).abs() < 0.5 { reader.top } else { now };
            let y = origin.y + viewport.min.y - top.within;
            pressed = reader.draw(ui, text, &look, marks, (top.paragraph, pos2(origin.x, y)), focused, &response);
            response
        });
        let response = shown.inner;
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, name));
        if response.clicked() || response.drag_started() {
            response.request_focus();
        }
        let scrolled = shown.state.clamped_offset().y - offset;
        if scrolled.abs() >= 0.5 {
            reader.scroll(ui, text, &look, scrolled, room.height());
        }
        let moved = reader.cursor.range() != before;
        let chosen = text.text().get(reader.cursor.range()).unwrap_or_default();
        access::node(&response, |node| node.set_value(chosen));
        if focused && !chosen.is_empty() {
            access::pointed_at(ui, id, chosen);
        }
        ReadingResponse { response, moved, pressed }
    }
}

impl Reader {
    /// Estimates heights anew for another text or another width; what is in view stays.
    fn prepare(&mut self, ui: &Ui, text: &ReadingText, look: &Look) {
        let key = (text.text().as_ptr() as usize, text.text().len(), look.width.to_bits());
        if self.laid.replace(key) != Some(key) {
            let estimate = |one: &source::Paragraph| look.estimate(one.letters);
            self.heights = Heights::estimated(text.paragraphs().iter().map(estimate).collect());
            let length = text.text().len();
            if self.cursor.range().end > length || text.text().get(self.cursor.range()).is_none() {
                (self.cursor, self.top) = (Cursor::default(), Place::default());
            }
            self.top.within = self.top.within.min(self.heights.of(self.top.paragraph));
            ui.ctx().request_repaint();
        }
        if self.cursor.range().is_empty()
            && let Some(first) = cursor::at(text, Unit::Sentence, 0)
        {
            self.cursor = Cursor::on(first);
        }
    }

    fn keys(&mut self, ui: &Ui, text: &ReadingText, page: f32) {
        let before = self.cursor.clone();
        let at = self.cursor.head().start;
        let paragraph = text.paragraphs().get(text.paragraph_at(at));
        let rtl = paragraph.is_some_and(|one| bidi::starts_rtl(text.words(&one.range)));
        let (none, shift, ctrl) = (Modifiers::NONE, Modifiers::SHIFT, Modifiers::COMMAND);
        for (key, vertical, forward) in [
            (Key::ArrowDown, true, true),
            (Key::ArrowUp, true, false),
            (Key::ArrowRight, false, !rtl),
            (Key::ArrowLeft, false, rtl),
        ] {
            for held in [none, shift, ctrl, ctrl.plus(shift)] {
                for _ in 0..keys::take_all(ui, held, key) {
                    match (vertical, held.shift, held.command) {
                        (true, extend, by_paragraph) => {
                            let unit = if by_paragraph { Unit::Paragraph } else { Unit::Sentence };
                            self.cursor.step(text, unit, forward, extend);
                        }
                        (false, true, beginning) => self.cursor.edge(text, !beginning, forward),
                        (false, false, _) => self.cursor.step(text, Unit::Word, forward, false),
                    }
                }
            }
        }
        if keys::take(ui, none, Key::Home)
            && let Some(first) = cursor::at(text, Unit::Sentence, 0)
        {
            self.cursor = Cursor::on(first);
        }
        if keys::take(ui, none, Key::End)
            && let Some(last) = cursor::last(text, Unit::Sentence)
        {
            self.cursor = Cursor::on(last);
        }
        for (key, forward) in [(Key::PageDown, true), (Key::PageUp, false)] {
            if keys::take(ui, none, key) {
                let by = if forward { page } else { -page };
                let to = self.heights.place((self.heights.offset(self.top) + by).max(0.0));
                let start = text.paragraphs().get(to.paragraph).map(|one| one.range.start);
                if let Some(found) = start.and_then(|start| cursor::at(text, Unit::Sentence, start)) {
                    self.cursor = Cursor::on(found);
                    self.top = to;
                }
            }
        }
        if ui.input(|input| input.events.contains(&Event::Copy))
            && let Some(words) = text.text().get(self.cursor.range()).filter(|words| !words.is_empty())
        {
            ui.copy_text(words.to_owned());
        }
        if self.cursor != before {
            self.reveal = Some(self.cursor.head());
        }
    }

    fn measure(&mut self, ui: &Ui, text: &ReadingText, look: &Look, at: usize) {
        if !self.heights.is_measured(at)
            && let Some(one) = text.paragraphs().get(at)
        {
            self.heights.measure(at, look.height(ui, text.words(&one.range)));
        }
    }

    /// Moves the place at the top as the user has scrolled. A way of some pages passes true heights; a longer one does not.
    fn scroll(&mut self, ui: &Ui, text: &ReadingText, look: &Look, by: f32, page: f32) {
        if by.abs() < page * 3.0 {
            let measure = |at: usize| text.paragraphs().get(at).map_or(0.0, |one| look.height(ui, text.words(&one.range)));
            self.top = self.heights.moved(self.top, by, measure);
        } else {
            let offset = self.heights.offset(self.top) + by;
            self.top = self.heights.place(offset.max(0.0));
        }
        ui.ctx().request_repaint();
    }

    fn bring_into_view(&mut self, ui: &Ui, text: &ReadingText, look: &Look, range: &Range<usize>, room: f32) {
        let at = text.paragraph_at(range.start);
        let Some(one) = text.paragraphs().get(at) else { return };
        self.measure(ui, text, look, at);
        // What lies between what is in view and what is wanted is measured, if it is near.
        let near = at.abs_diff(self.top.paragraph) <= NEAR;
        for at in self.top.paragraph.min(at)..self.top.paragraph.max(at) {
            if near {
                self.measure(ui, text, look, at);
            }
        }
        let areas = look.lay_out(ui, text.words(&one.range)).areas(look.chars(text, one, range));
        let from = areas.first().map_or(0.0, Rect::top);
        let to = areas.last().map_or(look.leading, Rect::bottom);
        let begins = self.heights.offset(Place { paragraph: at, within: from });
        let ends = begins + (to - from).min(room - look.leading * 2.0).max(0.0);
        let top = self.heights.offset(self.top);
        let margin = look.leading.min(room / 4.0);
        let wanted = if begins < top + margin {
            begins - margin
        } else if ends > top + room - margin {
            // A long way away it stands in the upper third, so that what follows is seen as well.
            if ends > top + room * 2.0 { begins - room / 3.0 } else { ends - room + margin }
        } else {
            return;
        };
        let most = (self.heights.total() + look.after() - room).max(0.0);
        self.top = self.heights.place(wanted.clamp(0.0, most));
    }

    /// Draws the paragraphs in view from the first, and takes the pointer. Gives back the marks that were pressed.
    #[expect(clippy::too_many_arguments, reason = "one step of `show`, with what it has worked out")]
    fn draw(
        &mut self,
        ui: &Ui,
        text: &ReadingText,
        look: &Look,
        marks: &[ReadingMark],
        (first, from): (usize, egui::Pos2),
        focused: bool,
        response: &Response,
    ) -> Vec<usize> {
        let clip = ui.clip_rect();
        let pointer = response.interact_pointer_pos().filter(|_| response.is_pointer_button_down_on() || response.clicked());
        let mut pressed = Vec::new();
        let mut pointed = None;
        let lanes = paint::lanes(marks);
        let left = from.x + look.margin(ui.available_width());
        let mut y = from.y;
        for (at, one) in text.paragraphs().iter().enumerate().skip(first) {
            if y > clip.bottom() {
                break;
            }
            let words = text.words(&one.range);
            if words.is_empty() {
                let height = look.height(ui, words);
                self.heights.measure(at, height);
                y += height;
                continue;
            }
            let laid = look.lay_out(ui, words);
            let height = laid.height() + look.between;
            self.heights.measure(at, height);
            let place = pos2(left, y);
            for (mark, lane) in lanes.iter().map(|(mark, lane)| (*mark, *lane)) {
                let Some(of) = marks.get(mark).filter(|of| of.range.start < one.range.end && one.range.start < of.range.end)
                else {
                    continue;
                };
                let areas = laid.areas(look.chars(text, one, &of.range));
                let begins = one.range.contains(&of.range.start);
                let stripe = look.mark(ui, of, &areas, place, (lane, begins));
                if let (Some(stripe), Some(at)) = (stripe, pointer.filter(|_| response.clicked()))
                    && (stripe.contains(at) || areas.iter().any(|area| area.translate(place.to_vec2()).contains(at)))
                {
                    pressed.push(mark);
                }
            }
            let chosen = self.cursor.range();
            if chosen.start < one.range.end && one.range.start < chosen.end {
                look.selection(ui, &laid.areas(look.chars(text, one, &chosen)), place, focused);
            }
            ui.painter().galley(place, laid.drawn(), look.ink);
            if let Some(at) = pointer
                && (y..y + height).contains(&at.y)
            {
                let chars = laid.place_at(at - place);
                pointed = Some(one.range.start + words.char_indices().nth(chars).map_or(words.len(), |(byte, _)| byte));
            }
            y += height;
        }
        if let Some(place) = pointed {
            self.pointer(ui, text, response, place);
        }
        pressed
    }

    fn pointer(&mut self, ui: &Ui, text: &ReadingText, response: &Response, place: usize) {
        if response.drag_started_by(PointerButton::Primary) || (self.pressed.is_none() && response.is_pointer_button_down_on()) {
            self.pressed = Some(place);
        }
        let unit = if response.triple_clicked() {
            Some(Unit::Paragraph)
        } else if response.double_clicked() {
            Some(Unit::Word)
        } else if response.clicked() {
            Some(Unit::Sentence)
        } else {
            None
        };
        if let Some(unit) = unit {
            self.pressed = None;
            if let Some(found) = cursor::at(text, unit, place) {
                let extend = ui.input(|input| input.modifiers.shift);
                self.cursor = if extend { Cursor::between(self.cursor.anchor(), found) } else { Cursor::on(found) };
            }
        } else if response.dragged_by(PointerButton::Primary)
            && let Some(from) = self.pressed
            && let Some(cursor) = cursor::words_between(text, from, place)
        {
            self.cursor = cursor;
        }
        if response.drag_stopped() {
            self.pressed = None;
        }
    }
}

/// Paragraphs between what is in view and what is wanted that are measured on the way.
const NEAR: usize = 60;

/// The room that a text takes at least.
#[must_use]
pub(super) fn least_room() -> egui::Vec2 {
    vec2(200.0, 80.0)
}

#[cfg(test)]
mod tests;
