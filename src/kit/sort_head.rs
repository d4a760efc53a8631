//! The head of a column by which a list can be sorted.

use egui::{Align, Color32, Id, Pos2, Response, Sense, Stroke, StrokeKind, Ui};

use super::{
    Icon,
    chip::one_line,
    fonts,
    tokens::{radius, size, space, tokens},
};

/// Draws the head in all the room of its cell: its name, and an arrow if the list is sorted by it (`Some(true)` downwards). Whoever
/// draws it names it for a screen reader. `stop` says whether `Tab` stops at it. Over numbers, which end under one another, it is
/// aligned to the right ([`Align::Max`]): there the arrow stands before the name.
pub fn sort_head_ui(ui: &mut Ui, id: Id, name: &str, sorted: Option<bool>, stop: bool, align: Align) -> Response {
    let rect = ui.max_rect();
    let t = tokens(ui);
    let focused = ui.memory(|memory| memory.has_focus(id));
    let sense = if stop || focused { Sense::click() } else { Sense::click() - Sense::FOCUSABLE };
    let response = ui.interact(rect, id, sense);
    ui.advance_cursor_after_rect(rect);
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let fill = match () {
        () if response.is_pointer_button_down_on() => t.pressed,
        () if response.hovered() => t.hover,
        () => Color32::TRANSPARENT,
    };
    let line = if response.has_focus() { Stroke::new(2.0, t.accent) } else { Stroke::NONE };
    ui.painter().rect(rect.expand2(egui::vec2(space::XXS, 0.0)), radius::S, fill, line, StrokeKind::Inside);
    let arrow = if sorted.is_some() { ARROW + space::XS } else { 0.0 };
    let (ink, font) = match sorted {
        Some(_) => (t.text_strong, fonts::semibold(size::SMALL)),
        None => (t.text_weak, fonts::regular(size::SMALL)),
    };
    let words = one_line(ui, name, &font, ink, (rect.width() - arrow).max(0.0));
    let half = ARROW / 2.0;
    let (left, middle_of_arrow) = if align == Align::Max {
        let left = rect.right() - words.size().x;
        (left, left - space::XS - half)
    } else {
        (rect.left(), rect.left() + words.size().x + space::XS + half)
    };
    ui.painter().galley(Pos2::new(left, rect.center().y - words.size().y / 2.0), words, ink);
    if let Some(down) = sorted {
        let icon = if down { Icon::ArrowDown } else { Icon::ArrowUp };
        icon.paint(ui.painter(), Pos2::new(middle_of_arrow, rect.center().y), ARROW, ink);
    }
    response
}

/// How large the arrow is.
const ARROW: f32 = 12.0;
