//! A row with anything in it that can be chosen: by click, Enter or Space, and walked with the arrow keys.

use crate::kit;
use egui::{Frame, Margin, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, epaint::RectShape};

/// Draws `add` as one row as wide as the room. `name` is all that a screen reader says of the row itself; controls within it keep
/// their own names and their own clicks. Scrolls into view when it gets the focus.
pub fn row_ui(ui: &mut Ui, name: &str, selected: bool, add: impl FnOnce(&mut Ui)) -> Response {
    row_with_margin_ui(ui, name, selected, Margin::symmetric(8, 4), add)
}

/// The same with another margin.
pub fn row_with_margin_ui(ui: &mut Ui, name: &str, selected: bool, margin: Margin, add: impl FnOnce(&mut Ui)) -> Response {
    let ground = ui.painter().add(Shape::Noop);
    let builder = UiBuilder::new().id_salt(("row", name)).sense(Sense::click());
    let response = ui
        .scope_builder(builder, |ui| {
            ui.take_available_width();
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.take_available_width();
                add(ui);
            });
        })
        .response;
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), selected, name));
    if ui.is_rect_visible(response.rect) {
        let t = kit::tokens(ui);
        let fill = match () {
            () if selected => Some(t.selection),
            () if response.is_pointer_button_down_on() => Some(t.pressed),
            () if response.hovered() => Some(t.hover),
            () => None,
        };
        let line = if response.has_focus() { Stroke::new(2.0, t.accent) } else { Stroke::NONE };
        let shape = RectShape::new(response.rect, kit::radius::M, fill.unwrap_or_default(), line, StrokeKind::Inside);
        ui.painter().set(ground, shape);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}
