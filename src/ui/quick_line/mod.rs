//! The quick line: a statement in one line, with completion, and what was not understood underlined.
//!
//! The field keeps the focus the whole time, and grows to three lines. While the list is open, arrows move in it, Tab takes, Escape
//! closes; Enter takes only while the line cannot be logged yet, or after an arrow: so Enter at the end of a whole line always logs
//! it. What was not understood or is missing stops the first Enter, with the reasons, the cursor behind the words in question and what
//! may stand there. The same line entered again is never refused: it is logged with the rest in its text, to be looked at; a line that
//! can be no record goes whole into today's notes. In the empty field the arrow up brings the last line back. A line goes only when
//! the record has taken it.

mod completion;
mod marking;
mod preview;

use super::{Action, Memo, ViewContext};
use crate::kit::{self, Icon};
use crate::model::{NegotiationId, RecordId, RoundId, Workspace};
use crate::query::names;
use crate::query::quick_line::{self, LineContext};
use crate::session::Draft;
use completion::Offers;
use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::{
    EventFilter, Frame, Galley, Id, Key, KeyboardShortcut, Margin, Modifiers, Pos2, Rect, ScrollArea, StrokeKind, TextEdit, Ui,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Puts the cursor into the quick line of the page, in the next frame.
pub fn request_focus(ctx: &egui::Context) {
    ctx.memory_mut(|memory| memory.request_focus(field_id()));
    // A palette that is just closing lets nothing below it have the focus in this pass.
    if ctx.memory(egui::Memory::top_modal_layer).is_some() {
        ctx.data_mut(|data| data.insert_temp(wanted_id(), true));
    }
}

/// Whether the field is to have the focus as soon as nothing lies above it.
fn wanted_id() -> Id {
    Id::unique("quick line wanted")
}

/// The id of its field.
pub fn field_id() -> Id {
    Id::unique("quick line")
}

/// Where a draft was typed if it is an unsent line.
pub const DRAFT: &str = "quick line";

/// Selects the next words in question in the quick line, if it has any and the focus. The answer is whether it does.
pub fn jump(ctx: &egui::Context) -> bool {
    let id = field_id();
    let asks = ctx.memory(|memory| memory.has_focus(id)) && ctx.data(|data| data.get_temp::<bool>(asks_id())).unwrap_or(false);
    if asks {
        ctx.data_mut(|data| data.insert_temp(jump_id(), true));
        ctx.request_repaint();
    }
    asks
}

/// Whether the line has words in question.
fn asks_id() -> Id {
    Id::unique("quick line asks")
}

/// Whether the next of them is to be selected.
fn jump_id() -> Id {
    Id::unique("quick line jump")
}

/// The lines that the field grows to.
const MOST_LINES: f32 = 3.0;

/// The quick line of a page.
#[derive(Default)]
pub struct QuickLine {
    text: String,
    /// Where the line goes: under a round, or between the rounds of a negotiation.
    place: Option<(NegotiationId, Option<RoundId>)>,
    /// Lines begun in other places, which wait there.
    waiting: BTreeMap<(NegotiationId, Option<RoundId>), String>,
    /// Where the cursor is, in bytes.
    cursor: usize,
    /// A line was put back while the field was drawn already: the cursor goes to its end.
    put_back: bool,
    /// The line logged last.
    last: String,
    /// The revision on which the line was handed over to be logged.
    sent: Option<u64>,
    /// It was tried before it was ready: what is missing is pointed out.
    tried: bool,
    /// The line whose first Enter asked: the same line again is meant.
    asked: Option<String>,
    /// How often Enter asked, so that the same reasons are read again.
    refused: u64,
    offers: Offers,
    read: Memo<(String, usize, LineContext), quick_line::QuickLine>,
    preview: preview::Preview,
}

impl QuickLine {
    /// Draws it for statements under a round, or between rounds.
    pub fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, negotiation: NegotiationId, round: Option<RoundId>) {
        self.go_to(ui, (negotiation, round));
        if std::mem::take(&mut self.put_back) {
            self.cursor = self.text.len();
            put_cursor(ui, &self.text, self.cursor);
        }
        let context = view_ctx.session.line_context(negotiation, round, view_ctx.zone);
        self.clear_if_logged(ui, view_ctx);
        Frame::new().inner_margin(Margin { left: 0, right: 0, top: 8, bottom: 4 }).show(ui, |ui| {
            ui.take_available_width();
            let submit = self.field_ui(ui, view_ctx, &context);
            if submit {
                self.submit(ui, view_ctx, &context);
            }
            let read = self.read.get(
                view_ctx.session.revision(),
                (self.text.clone(), self.cursor, context.clone()),
                |(text, at, context)| quick_line::read(text, *at, view_ctx.workspace(), context),
            );
            let asked = self.asked.as_deref() == Some(self.text.as_str());
            let shown = preview::Shown { text: &self.text, tried: self.tried, asked, refused: self.refused };
            let drop_source = self.preview.ui(ui, view_ctx, &context, shown, read);
            if drop_source {
                self.without_source(ui);
            }
        });
    }

    /// The lines that were begun and not sent.
    pub fn drafts(&self) -> impl Iterator<Item = Draft> {
        let here = self.place.map(|place| (place, &self.text));
        let all = here.into_iter().chain(self.waiting.iter().map(|(place, text)| (*place, text)));
        all.filter(|(_, text)| !text.trim().is_empty()).map(|((negotiation, round), text)| {
            let of = std::iter::once(negotiation.into()).chain(round.map(RecordId::from));
            Draft::of(DRAFT, of, "text", text)
        })
    }

    /// Puts back a line that was not sent: it waits where it was begun. What has been begun there since stays.
    pub fn put_back(&mut self, draft: &Draft) {
        let (negotiation, round) = match *draft.of.as_slice() {
            [RecordId::Negotiation(negotiation)] => (negotiation, None),
            [RecordId::Negotiation(negotiation), RecordId::Round(round)] => (negotiation, Some(round)),
            _ => return,
        };
        let place = (negotiation, round);
        if self.place != Some(place) {
            self.waiting.entry(place).or_insert_with(|| draft.text("text").to_owned());
        } else if self.text.trim().is_empty() {
            draft.text("text").clone_into(&mut self.text);
            self.put_back = true;
        }
    }

    /// A line begun under one round never goes to another: it waits where it was begun.
    fn go_to(&mut self, ui: &Ui, place: (NegotiationId, Option<RoundId>)) {
        if self.place == Some(place) {
            return;
        }
        let text = std::mem::replace(&mut self.text, self.waiting.remove(&place).unwrap_or_default());
        if let Some(before) = self.place.replace(place)
            && !text.trim().is_empty()
        {
            self.waiting.insert(before, text);
        }
        self.cursor = self.text.len();
        put_cursor(ui, &self.text, self.cursor);
        (self.sent, self.tried, self.asked) = (None, false, None);
    }

    /// Takes the source of the statement before out of the line, by the sign for it.
    fn without_source(&mut self, ui: &Ui) {
        let space = if self.text.is_empty() || self.text.ends_with(char::is_whitespace) { "" } else { " " };
        self.text.push_str(space);
        self.text.push_str("=- ");
        self.cursor = self.text.len();
        put_cursor(ui, &self.text, self.cursor);
        ui.memory_mut(|memory| memory.request_focus(field_id()));
        ui.ctx().request_repaint();
    }

    /// Selects the next words in question behind the cursor, from the last to the first.
    fn select_next(&mut self, ui: &Ui, read: &quick_line::QuickLine) {
        let next = read.problems().map(|(range, _)| range).find(|range| range.start >= self.cursor);
        if let Some(range) = next.or_else(|| read.problems().map(|(range, _)| range).next()) {
            self.cursor = range.end;
            select(ui, &self.text, range.clone());
        }
    }

    /// After a line was handed over: it goes if the record took it, and stays as it was if not.
    fn clear_if_logged(&mut self, ui: &Ui, view_ctx: &ViewContext<'_>) {
        if self.sent.take().is_some_and(|sent| view_ctx.session.revision() > sent) {
            self.last = std::mem::take(&mut self.text);
            self.cursor = 0;
            put_cursor(ui, &self.text, 0);
        }
    }

    /// The field with the list; says whether the line is to be logged.
    fn field_ui(&mut self, ui: &mut Ui, view_ctx: &ViewContext<'_>, context: &LineContext) -> bool {
        let id = field_id();
        if ui.memory(egui::Memory::top_modal_layer).is_none()
            && ui.data_mut(|data| data.remove_temp::<bool>(wanted_id())).is_some()
        {
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.ctx().request_repaint();
        }
        let focused = ui.memory(|memory| memory.has_focus(id));
        if focused && self.text.is_empty() && !self.last.is_empty() && take_key(ui, Key::ArrowUp) {
            self.text.clone_from(&self.last);
            self.cursor = self.text.len();
            put_cursor(ui, &self.text, self.cursor);
        }
        let was_open = focused && self.offers.is_open();
        let keys = if was_open { self.offers.take_keys(ui) } else { kit::ListKeys::default() };
        let mut submit = focused && take_key(ui, Key::Enter);
        if focused && kit::keys::take(ui, WITHOUT_SOURCE.0, WITHOUT_SOURCE.1) {
            let question = (self.text.clone(), self.cursor, context.clone());
            let (revision, workspace) = (view_ctx.session.revision(), view_ctx.workspace());
            let read = self.read.get(revision, question, |(text, at, context)| quick_line::read(text, *at, workspace, context));
            if read.draft.sources_before {
                self.without_source(ui);
            }
        }

        let (revision, workspace) = (view_ctx.session.revision(), view_ctx.workspace());
        let hint = if self.text.is_empty() { example(workspace, context.negotiation) } else { String::new() };
        let (memo, cursor) = (&mut self.read, self.cursor);
        let mut job = |ui: &Ui, words: &str, width: f32| {
            let question = (words.to_owned(), cursor, context.clone());
            let read = memo.get(revision, question, |(text, at, context)| quick_line::read(text, *at, workspace, context));
            marking::job(ui, words, width, read)
        };
        // From the top: in the middle of its room the field would stand apart from what is above and below it.
        let output = ui
            .horizontal_top(|ui| {
                let button = kit::button("Log").icon(Icon::Statement).tooltip("Log the statement: Enter");
                let room = ui.available_width() - 84.0;
                let shown = ScrollArea::vertical().id_salt("quick line rows").max_height(most_height(ui)).max_width(room).show(
                    ui,
                    |ui| {
                        kit::edit_ui(ui, Some(id), &mut self.text, false, Some(&mut job), |edit| {
                            edit.hint_text(kit::hint(&hint))
                                .desired_width(room)
                                .min_size(egui::vec2(0.0, kit::height::CONTROL))
                                .return_key(None)
                                .event_filter(EventFilter {
                                    tab: was_open,
                                    escape: was_open,
                                    horizontal_arrows: true,
                                    vertical_arrows: true,
                                })
                        })
                    },
                );
                frame_seen(ui, shown.inner_rect, shown.content_size.y, shown.state.clamped_offset().y, focused);
                if ui.add(button).clicked() {
                    submit = true;
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
                shown.inner
            })
            .inner;
        let drawn = (output.galley, output.galley_pos);
        let response = output.response.response.accessible_name("Quick line");
        if let Some(range) = output.cursor_range {
            self.cursor = byte_at(&self.text, range.primary.index.0);
        }
        if response.changed() {
            (self.tried, self.asked) = (false, None);
            self.offers.typed();
        }
        let question = (self.text.clone(), self.cursor, context.clone());
        let read = self.read.get(revision, question, |(text, at, context)| quick_line::read(text, *at, workspace, context));
        let asks = read.problems().next().is_some();
        ui.data_mut(|data| data.insert_temp(asks_id(), asks));
        if ui.data_mut(|data| data.remove_temp::<bool>(jump_id())).unwrap_or(false) {
            let read = read.clone();
            self.offers.close(&self.text);
            self.select_next(ui, &read);
            return submit;
        }
        let from = read.completions.first().map(|first| left_of(ui, &drawn, &self.text, first.range.start));
        let field = response.rect;
        let word = field.with_min_x(from.unwrap_or_default().clamp(field.left(), field.right()));
        let asked = self.asked.as_deref() == Some(self.text.as_str());
        if let Some(taken) = self.offers.ui((&response, word), keys, (&self.text, self.cursor, asked), read) {
            let range = taken.range.clone();
            if self.text.get(range.clone()).is_some() {
                self.cursor = range.start + taken.insert.len();
                self.text.replace_range(range, &taken.insert);
                put_cursor(ui, &self.text, self.cursor);
                (self.tried, self.asked) = (false, None);
            }
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.ctx().request_repaint();
        }
        submit
    }

    fn submit(&mut self, ui: &Ui, view_ctx: &mut ViewContext<'_>, context: &LineContext) {
        let end = self.text.len();
        let read = quick_line::read(&self.text, end, view_ctx.workspace(), context);
        let again = self.asked.as_deref() == Some(self.text.as_str());
        let certain = read.problems().next().is_none();
        self.tried = !read.ready() || !certain;
        if read.ready() && (certain || again) {
            self.tried = false;
            self.offers.close(&self.text);
            self.sent = Some(view_ctx.session.revision());
            self.asked = None;
            let line = self.text.clone();
            view_ctx.send(Action::Log { negotiation: context.negotiation, round: context.round, line, keep: again });
        } else if again {
            self.tried = false;
            self.offers.close(&self.text);
            self.sent = Some(view_ctx.session.revision());
            self.asked = None;
            view_ctx.send(Action::Note { negotiation: context.negotiation, line: self.text.clone() });
        } else {
            self.refused += 1;
            self.asked = (!self.text.trim().is_empty()).then(|| self.text.clone());
            self.show_question(ui, &read);
        }
    }

    /// Puts the cursor behind the first words in question, where the list opens with what may stand there.
    fn show_question(&mut self, ui: &Ui, read: &quick_line::QuickLine) {
        let first = read.problems().map(|(range, _)| range.end).min();
        if let Some(end) = first {
            self.cursor = end;
            put_cursor(ui, &self.text, end);
            self.offers.open_again();
            ui.ctx().request_repaint();
        }
    }
}

/// Of a longer line the frame moves with the text: what is to be seen of it has one as well, and in its margins no part of a line.
fn frame_seen(ui: &Ui, seen: Rect, height: f32, offset: f32, focused: bool) {
    if height <= seen.height() + 1.0 {
        return;
    }
    let visuals = ui.visuals();
    let (ground, margin) = (visuals.text_edit_bg_color(), ui.spacing().button_padding.y);
    let (above, below) = (offset > 0.5, offset + seen.height() < height - 0.5);
    let margins = [(above, seen.with_max_y(seen.top() + margin)), (below, seen.with_min_y(seen.bottom() - margin))];
    for (_, strip) in margins.into_iter().filter(|(is_cut, _)| *is_cut) {
        ui.painter().rect_filled(strip, 0.0, ground);
    }
    let stroke = if focused { visuals.selection.stroke } else { visuals.widgets.inactive.bg_stroke };
    ui.painter().rect_stroke(seen, visuals.widgets.inactive.corner_radius, stroke, StrokeKind::Inside);
}

/// The height of the field with as many lines as it grows to: a line more or less shows only as a whole.
fn most_height(ui: &Ui) -> f32 {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let row = ui.fonts_mut(|fonts| fonts.row_height(&font));
    2.0 * ui.spacing().button_padding.y + MOST_LINES * row
}

/// The keys that leave out the source of the statement before.
const WITHOUT_SOURCE: (Modifiers, Key) = (Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Backspace);

/// The same in words.
fn without_source_keys(ui: &Ui) -> String {
    ui.ctx().format_shortcut(&KeyboardShortcut::new(WITHOUT_SOURCE.0, WITHOUT_SOURCE.1))
}

/// Where a part of the text begins on the screen. In a text that runs from right to left it is where the caret is.
fn left_of(ui: &Ui, (galley, place): &(Arc<Galley>, Pos2), text: &str, byte: usize) -> f32 {
    let caret = ui.output(|output| output.ime.map(|ime| ime.cursor_rect.left()));
    if let Some(caret) = caret.filter(|_| kit::has_rtl(text)) {
        return caret;
    }
    let before = text.get(..byte).map_or(0, |before| before.chars().count());
    place.x + galley.pos_from_cursor(CCursor::new(CharIndex(before))).left()
}

/// Puts the cursor of the field at a byte of its text.
fn put_cursor(ui: &Ui, text: &str, byte: usize) {
    select(ui, text, byte..byte);
}

/// Selects a part of the text of the field, in bytes.
fn select(ui: &Ui, text: &str, range: std::ops::Range<usize>) {
    let at = |byte: usize| CCursor::new(CharIndex(text.get(..byte).map_or(0, |before| before.chars().count())));
    let mut state = TextEdit::load_state(ui.ctx(), field_id()).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::two(at(range.start), at(range.end))));
    TextEdit::store_state(ui.ctx(), field_id(), state);
}

/// The byte at which a character of the text begins.
fn byte_at(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}

fn take_key(ui: &Ui, key: Key) -> bool {
    kit::keys::take(ui, Modifiers::NONE, key)
}

/// A line as it could be typed here, with a party and an issue of the negotiation where there are any.
fn example(workspace: &Workspace, negotiation: NegotiationId) -> String {
    let seats = workspace.negotiations.get(&negotiation).map(|found| found.seats.as_slice()).unwrap_or_default();
    let party = seats.first().map(|seat| names::party_short(workspace, seat.party));
    let issue = workspace.issues_of(negotiation).first().map(|issue| names::issue(workspace, issue.id));
    let (party, issue) = (party.unwrap_or("party".to_owned()), issue.unwrap_or("issue".to_owned()));
    format!("{} demand {}: what was said @who #onrecord", party.to_lowercase(), issue.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{MOST_LINES, byte_at, most_height};
    use crate::kit;

    #[test]
    fn as_many_lines_as_it_grows_to_have_room() {
        let mut rooms = Vec::new();
        let mut harness = kit::testing::builder().build_ui_state(
            |ui, rooms: &mut Vec<(f32, f32)>| {
                let field = |ui: &mut egui::Ui, lines: f32| {
                    let mut text = vec!["Йg"; lines as usize].join("\n");
                    let edit = kit::edit_ui(ui, None, &mut text, true, None, |edit| {
                        edit.desired_rows(1).min_size(egui::vec2(0.0, kit::height::CONTROL))
                    });
                    edit.response.response.accessible_name("Line").rect.height()
                };
                *rooms = vec![(field(ui, MOST_LINES), most_height(ui))];
            },
            std::mem::take(&mut rooms),
        );
        harness.run();
        // Neither cut, nor with a part of a line more to be seen.
        assert!(harness.state().iter().all(|(lines, room)| (0.0..2.0).contains(&(room - lines))), "{:?}", harness.state());
    }

    #[test]
    fn characters_are_counted_in_any_script() {
        assert_eq!(byte_at("Україна: x", 0), 0);
        assert_eq!(byte_at("Україна: x", 7), 14);
        assert_eq!(byte_at("Україна: x", 99), "Україна: x".len());
        assert_eq!(byte_at("", 0), 0);
    }
}
