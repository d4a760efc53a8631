//! Small pieces of lines that several pages draw: marks and words after one another, a link in a text, a tick for what is done.

use super::{Action, Cx};
use crate::kit;
use crate::model::{FollowUp, FollowUpState};
use crate::query::names;
use egui::{Checkbox, CursorIcon, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

/// The most width for text that is read.
pub const PROSE: f32 = 760.0;

/// A line that wraps, with small distances: marks and words after one another.
pub fn line_ui<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(kit::space::S, kit::space::XXS);
        ui.set_row_height(20.0);
        add(ui)
    })
    .inner
}

/// Words that lead somewhere; `name` is what a screen reader says of them.
pub fn link_ui(ui: &mut Ui, words: &str, name: &str) -> Response {
    let link = kit::text(words).small().color(kit::tokens(ui).accent).sense(Sense::click());
    let response = ui.add(link).on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), name));
    if response.has_focus() || response.hovered() {
        let t = kit::tokens(ui);
        let rect = response.rect.expand(1.0);
        if response.has_focus() {
            ui.painter().rect_stroke(rect, kit::radius::S, Stroke::new(2.0, t.accent), StrokeKind::Outside);
        } else {
            ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, t.accent));
        }
    }
    response
}

/// A box to tick when a follow-up is done, and to open it again.
pub fn tick_ui(ui: &mut Ui, cx: &mut Cx<'_>, follow_up: &FollowUp) {
    let what = names::title(cx.workspace(), follow_up.id.into());
    let was = !follow_up.state.is_open();
    let mut done = was;
    let tick = ui.add(Checkbox::without_text(&mut done)).accessible_name(format!("Done: {what}"));
    tick.on_hover_text(if was { "Open it again" } else { "Mark it as done" });
    if done != was {
        let mut changed = follow_up.clone();
        changed.state = if done { FollowUpState::Done } else { FollowUpState::Open };
        cx.put(if done { "mark follow-up done" } else { "open follow-up again" }, changed);
        if done {
            cx.send(Action::Say(format!("Done: {what}. Undo opens it again.")));
        }
    }
}
