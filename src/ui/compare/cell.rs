//! One cell of the matrix: what it says aloud, how high it wants to be, and its paint.

use super::grid::{self, MOST_LINES};
use super::stated;
use super::symbols;
use crate::kit::{self, Icon, fonts, size, space};
use crate::model::{Statement, Vocabulary, Workspace};
use crate::query::matrix::view::MatrixView;
use crate::query::matrix::{Cell, Stated};
use crate::query::position::{self, Voice};
use crate::query::{beside, names};
use crate::ui::badges::kind_tone;
use egui::{Align2, Color32, FontId, Rect, Response, Stroke, StrokeKind, Ui, UiBuilder, Vec2};

/// What is left free around the contents of a cell.
pub(super) const PAD: f32 = 8.0;
const MARK: f32 = 13.0;
const HEAD_LINE: f32 = 18.0;
const FOOT_LINE: f32 = 16.0;
/// The height of a cell that says nothing.
pub(super) const EMPTY: f32 = 34.0;

/// What a cell says aloud.
pub(super) fn name(workspace: &Workspace, view: &MatrixView, cell: &Cell) -> String {
    let mut name = format!("{} on {}", names::party(workspace, cell.party), names::issue(workspace, cell.issue));
    let statement = cell.position(workspace);
    match statement {
        Some((stated, said)) => {
            name.push_str(&format!(", {}", names::kind(&stated.kind)));
            if let Some(firmness) = &stated.firmness {
                name.push_str(&format!(", {}", firmness.label()));
            }
            name.push_str(&format!(", {}", stated.verification.label()));
            if said.level.is_guarded() {
                name.push_str(&format!(", {}", said.level.label()));
            }
            if let Some(voice) = names::voice(workspace, stated.voice) {
                name.push_str(&format!(", {voice}"));
            }
            if let Some(more) = stated.more_words() {
                name.push_str(&format!(", {more}"));
            }
            if let Some(moved) = cell.movement.as_ref().filter(|_| view.matrix.has_moved(cell)) {
                name.push_str(&format!(", {}", moved.label()));
            }
            if let Some(speaker) = &said.speaker {
                name.push_str(&format!(", {}", names::who(workspace, speaker)));
            }
            let when = position::said_when(workspace, said);
            if !when.is_unknown() {
                name.push_str(&format!(", {}", position::said_words(workspace, said)));
            }
            name.push_str(&format!(": {}", stated::words(said)));
        }
        None => name.push_str(&format!(": {}", beside::in_a_sentence(&cell.words_without_position(workspace)))),
    }
    name
}

fn has_foot(stated: &Stated, said: &Statement) -> bool {
    stated.voice != Voice::Own || stated.denied || said.level.is_guarded() || !stated.also.is_empty()
}

/// How high a cell is in a column so wide, all of its text in view if that is possible.
pub(super) fn height(ui: &Ui, workspace: &Workspace, cell: &Cell, column: f32) -> f32 {
    let statement = cell.position(workspace);
    let room = column - 2.0 * PAD;
    let Some((stated, said)) = statement else {
        let words = cell.words_without_position(workspace);
        let (lines, line) = lines(ui, &words, &fonts::italic(size::CAPTION), room);
        return (line * lines as f32 + 2.0 * PAD).max(EMPTY).ceil();
    };
    let (lines, line) = lines(ui, &stated::words(said), &fonts::regular(size::SMALL), room);
    let foot = if has_foot(stated, said) { FOOT_LINE } else { 0.0 };
    (HEAD_LINE + line * lines as f32 + foot + 2.0 * PAD).ceil()
}

/// On how many lines a text stands in so much room, no more than a cell may have, and how high each is.
fn lines(ui: &Ui, text: &str, font: &FontId, room: f32) -> (usize, f32) {
    let ink = kit::tokens(ui).text;
    ui.fonts_mut(|fonts| {
        let mut lines = |room: f32| grid::lines(text, room, |letter| fonts.glyph_width(font, letter));
        // Kerning may make a line a little wider or narrower than its letters. Where that decides, it is view out.
        let (most, least) = (lines(room * 0.985), lines(room * 1.015));
        let lines = if most == least || least >= MOST_LINES {
            most
        } else {
            fonts.layout(text.to_owned(), font.clone(), ink, room).rows.len()
        };
        (lines.clamp(1, MOST_LINES), fonts.row_height(font))
    })
}

/// Paints a cell.
pub(super) fn paint_ui(
    ui: &mut Ui,
    workspace: &Workspace,
    view: &MatrixView,
    cell: &Cell,
    response: &Response,
    rect: Rect,
    chosen: bool,
) {
    let t = kit::tokens(ui);
    let moved =
        cell.movement.as_ref().filter(|_| view.matrix.has_moved(cell)).map(|moved| (moved.label(), symbols::movement(moved)));
    let ground = match (&moved, chosen, response.hovered()) {
        (_, true, _) => t.selection,
        (_, _, true) => t.hover,
        (Some((_, (tone, _))), ..) => t.page.lerp_to_gamma(t.tone(*tone).soft, kit::MOVED),
        _ => t.page,
    };
    ui.painter().rect_filled(rect, 0.0, ground);
    if let Some((_, (tone, _))) = &moved {
        let bar = Rect::from_min_size(rect.min, Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(bar, 0.0, t.tone(*tone).text);
    }
    let inner = rect.shrink(PAD);
    let head_right = match &moved {
        Some((word, (tone, icon))) => mark_right(ui, inner, word, *icon, t.tone(*tone).text),
        None => inner.right(),
    };
    let statement = cell.position(workspace);
    match statement {
        Some((stated, said)) => stated_ui(ui, workspace, stated, said, inner, head_right, chosen),
        None => {
            let mut place = inner;
            place.max.x = head_right.max(inner.left());
            let ink = if chosen { t.on_selection } else { t.text_weak };
            let mut body = ui.new_child(UiBuilder::new().max_rect(place));
            body.set_clip_rect(ui.clip_rect().intersect(inner));
            body.add(kit::text(cell.words_without_position(workspace)).caption().italic().color(ink));
        }
    }
    if response.has_focus() || chosen {
        ui.painter().rect_stroke(rect.shrink(1.0), 2, Stroke::new(2.0, t.accent), StrokeKind::Inside);
    }
}

/// A word behind its icon at the right end of the first line; returns where they begin.
fn mark_right(ui: &Ui, inner: Rect, word: &str, icon: Icon, ink: Color32) -> f32 {
    let word = kit::visual(word);
    let place = ui.painter().text(inner.right_top(), Align2::RIGHT_TOP, word, fonts::semibold(size::CAPTION), ink);
    let left = place.left() - space::XS - MARK;
    icon.paint(ui.painter(), egui::pos2(left + MARK / 2.0, place.center().y), MARK, ink);
    left - space::S
}

fn stated_ui(ui: &mut Ui, workspace: &Workspace, stated: &Stated, said: &Statement, inner: Rect, head_right: f32, chosen: bool) {
    let t = kit::tokens(ui);
    let (tone, icon) = symbols::verification(&stated.verification);
    let mark = egui::pos2(inner.left() + MARK / 2.0, inner.top() + 8.0);
    icon.paint(ui.painter(), mark, MARK, if tone == kit::Tone::Neutral { t.text_weak } else { t.tone(tone).text });

    let mut job = egui::text::LayoutJob::default();
    let format = |font_id, color| egui::TextFormat { font_id, color, ..Default::default() };
    let kind = t.tone(kind_tone(&stated.kind)).text;
    job.append(&kit::visual(&names::kind(&stated.kind)), 0.0, format(fonts::semibold(size::CAPTION), kind));
    if let Some(firmness) = &stated.firmness {
        let words = format!(" · {}", kit::visual(firmness.label()));
        job.append(&words, 0.0, format(fonts::regular(size::CAPTION), t.text_weak));
    }
    let left = inner.left() + MARK + space::XS;
    job.wrap = egui::text::TextWrapping::truncate_at_width((head_right - left).max(0.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(egui::pos2(left, inner.top()), galley, kind);

    let mut text = inner;
    text.min.y += HEAD_LINE;
    if has_foot(stated, said) {
        text.max.y -= FOOT_LINE;
        foot_ui(ui, workspace, stated, said, Rect::from_min_max(text.left_bottom(), inner.max));
    }
    let ink = if chosen { t.on_selection } else { t.text };
    let lines = ui.painter().layout(stated::words(said), fonts::regular(size::SMALL), ink, text.width());
    if lines.size().y > text.height() + 2.0 {
        let row = lines.size().y / lines.rows.len().max(1) as f32;
        let whole_rows = ((text.height() - FOOT_LINE) / row).floor() * row;
        more(ui, text.with_min_y(text.top() + whole_rows));
        text.max.y = text.top() + whole_rows;
    }
    let mut body = ui.new_child(UiBuilder::new().max_rect(text));
    body.set_clip_rect(ui.clip_rect().intersect(text));
    body.add(kit::text(stated::words(said)).small().color(ink));
}

/// The last line: on what terms it was said unless they are free, in whose voice, whether it is denied.
fn foot_ui(ui: &mut Ui, workspace: &Workspace, stated: &Stated, said: &Statement, mut place: Rect) {
    let t = kit::tokens(ui);
    if let Some((tone, icon)) = symbols::level(&said.level) {
        let ink = t.tone(tone).text;
        let mut job = egui::text::LayoutJob::simple_singleline(
            kit::visual(said.level.label()).into_owned(),
            fonts::semibold(size::CAPTION),
            ink,
        );
        let left = place.left() + MARK + space::XS;
        job.wrap = egui::text::TextWrapping::truncate_at_width((place.right() - left).max(0.0));
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        icon.paint(ui.painter(), egui::pos2(place.left() + MARK / 2.0, place.top() + galley.size().y / 2.0), MARK, ink);
        place.min.x = left + galley.size().x + space::S;
        ui.painter().galley(egui::pos2(left, place.top()), galley, ink);
    }
    let mut words = names::voice(workspace, stated.voice).unwrap_or_default();
    if stated.denied {
        words = if words.is_empty() { "Denied by somebody".to_owned() } else { format!("{words}, denied by somebody") };
    }
    if let Some(more) = stated.more_words() {
        words = if words.is_empty() { more } else { format!("{more}, {}", beside::in_a_sentence(&words)) };
    }
    if !words.is_empty() && place.width() > MARK {
        let mut foot = ui.new_child(UiBuilder::new().max_rect(place));
        foot.add(kit::text(words).weak().caption().truncate());
    }
}

/// Says below the lines that fit that there are more.
fn more(ui: &Ui, below: Rect) {
    let t = kit::tokens(ui);
    let words = "… whole in the history";
    let galley = ui.painter().layout_no_wrap(words.to_owned(), fonts::italic(size::CAPTION), t.text_weak);
    ui.painter().galley(below.min, galley, t.text_weak);
}
