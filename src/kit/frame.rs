//! Frames: cards, bars, panels, and notices.

use egui::{Frame, InnerResponse, Margin, Stroke, Ui};

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
                    ui.horizontal_wrapped(add_actions).inner
                })
                .inner
            })
            .inner
        })
        .inner
}
