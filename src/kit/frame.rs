//! Frames: cards, bars, panels, and notices.

use egui::{Align, Frame, InnerResponse, Layout, Margin, Rect, Stroke, Ui, UiBuilder, Vec2};

use super::{
    Icon, text,
    tokens::{Tone, radius, space, tokens},
};

/// The frame of the page in the centre.
pub fn page_frame(ui: &Ui) -> Frame {
    Frame::new().fill(tokens(ui).page).inner_margin(Margin::symmetric(20, 16))
}

/// The frame of a panel at the side: workspace, inspector.
pub fn panel_frame(ui: &Ui) -> Frame {
    Frame::new().fill(tokens(ui).panel).inner_margin(Margin::same(12))
}

/// The frame of a bar along an edge: status, tools.
pub fn bar_frame(ui: &Ui) -> Frame {
    Frame::new().fill(tokens(ui).panel).inner_margin(Margin::symmetric(12, 4))
}

/// A card: one thing among others, as wide as the room.
pub fn card_ui<R>(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let t = tokens(ui);
    Frame::new().fill(t.raised).stroke(Stroke::new(1.0, t.line)).corner_radius(radius::L).inner_margin(Margin::same(12)).show(
        ui,
        |ui| {
            ui.take_available_width();
            add_contents(ui)
        },
    )
}

/// A notice that stays where it is: an icon, a sentence that says what to do, and room for a button or two.
pub fn notice_ui<R>(ui: &mut Ui, tone: Tone, sentence: &str, add_actions: impl FnOnce(&mut Ui) -> R) -> R {
    let c = *tokens(ui).tone(tone);
    let icon = match tone {
        Tone::Neutral | Tone::Accent | Tone::Info => Icon::Info,
        Tone::Ok => Icon::CheckCircle,
        Tone::Warning => Icon::Warning,
        Tone::Danger => Icon::WarningCircle,
    };
    Frame::new()
        .fill(c.soft)
        .stroke(Stroke::new(1.0, c.line))
        .corner_radius(radius::M)
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.take_available_width();
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                icon.ui(ui, 18.0, c.text);
                ui.vertical(|ui| {
                    ui.add(text(sentence).color(tokens(ui).text_strong).selectable());
                    // A row of its own, which takes no room while there is nothing in it.
                    let room = Vec2::new(ui.available_width(), ui.spacing().interact_size.y);
                    let row = Rect::from_min_size(ui.cursor().min, room);
                    let layout = Layout::left_to_right(Align::Center).with_main_wrap(true);
                    let mut row = ui.new_child(UiBuilder::new().max_rect(row).layout(layout));
                    let inner = add_actions(&mut row);
                    let took = row.min_rect();
                    if took.width() > 0.0 {
                        ui.advance_cursor_after_rect(took);
                    }
                    inner
                })
                .inner
            })
            .inner
        })
        .inner
}
