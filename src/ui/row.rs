//! A row with any content that can be chosen: by click, Enter or Space, and reached with the arrow keys.

use crate::kit;
use egui::{Frame, Margin, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, epaint::RectShape};

/// What is around the contents of a row.
pub const MARGIN: Margin = Margin::symmetric(8, 4);

/// Draws `add` as one row as wide as the room, an item of the list around it. `name` is all that a screen reader says of the row itself; controls within it keep
/// their own names and their own clicks. Scrolls into view when it gets the focus.
pub fn row_ui(ui: &mut Ui, name: &str, selected: bool, add: impl FnOnce(&mut Ui)) -> Response {
    row_with_margin_ui(ui, name, selected, MARGIN, add)
}

/// The same with another margin.
pub fn row_with_margin_ui(ui: &mut Ui, name: &str, selected: bool, margin: Margin, add: impl FnOnce(&mut Ui)) -> Response {
    row_of_ui(ui, Role::ListItem, name, selected, margin, add)
}

/// A row of a table: `add` draws its cells.
pub fn table_row_ui(ui: &mut Ui, name: &str, selected: bool, add: impl FnOnce(&mut Ui)) -> Response {
    row_of_ui(ui, Role::Row, name, selected, Margin::ZERO, add)
}

/// A row that stands alone, in no list.
pub fn lone_row_ui(ui: &mut Ui, name: &str, selected: bool, margin: Margin, add: impl FnOnce(&mut Ui)) -> Response {
    row_of_ui(ui, Role::Button, name, selected, margin, add)
}

/// A row of a tree, so deep in it; the outermost are 1.
pub fn tree_row_ui(ui: &mut Ui, name: &str, selected: bool, level: usize, add: impl FnOnce(&mut Ui)) -> Response {
    let response = row_of_ui(ui, Role::TreeItem, name, selected, MARGIN, add);
    kit::access::node(&response, |node| node.set_level(level));
    response
}

fn row_of_ui(ui: &mut Ui, role: Role, name: &str, selected: bool, margin: Margin, add: impl FnOnce(&mut Ui)) -> Response {
    let ground = ui.painter().add(Shape::Noop);
    let builder = UiBuilder::new().scope_id(row_id(ui, name)).sense(Sense::click());
    let response = ui
        .scope_builder(builder, |ui| {
            ui.take_available_width();
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.take_available_width();
                add(ui);
            });
        })
        .response;
    kit::access::item(&response, role, selected, name);
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
        if selected {
            kit::mark_chosen(ui, response.rect);
        }
    }
    if response.clicked() {
        response.request_focus();
    }
    super::focus::row(ui, &response, selected, name);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// The id of a row: it hangs on where the row lies and what it says, not on how many rows and warnings come before it.
fn row_id(ui: &Ui, name: &str) -> egui::Id {
    let id = egui::Id::unique(("row", ui.scope_id(), name));
    let pass = ui.ctx().cumulative_pass_nr();
    let same = ui.data_mut(|data| {
        let seen = data.get_temp_mut_or_default::<(u64, usize)>(id);
        *seen = if seen.0 == pass { (pass, seen.1 + 1) } else { (pass, 0) };
        seen.1
    });
    if same == 0 { id } else { id.with(same) }
}
