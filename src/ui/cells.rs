//! Lays out the cells of one table row from left to right.

use crate::kit;
use egui::{Align, Layout, Rect, Role, Sense, Ui, UiBuilder};

/// Hands out one cell after another.
pub(super) struct Cells {
    rect: Rect,
    left: f32,
    column: usize,
}

impl Cells {
    /// The cells of a row of that height, as wide as the room.
    pub(super) fn new(ui: &mut Ui, height: f32) -> Self {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), height), Sense::hover());
        Self { rect, left: rect.left() + kit::space::S, column: 0 }
    }

    /// The place of the row.
    pub(super) fn rect(&self) -> Rect {
        self.rect
    }

    /// Draws the next cell, so wide with the gap behind it; nothing for a column without width.
    pub(super) fn cell_ui(&mut self, ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
        self.one_ui(ui, width, Role::Cell, add);
    }

    /// The head of the next column.
    pub(super) fn head_ui(&mut self, ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
        self.one_ui(ui, width, Role::GenericContainer, add);
    }

    fn one_ui(&mut self, ui: &mut Ui, width: f32, role: Role, add: impl FnOnce(&mut Ui)) {
        if width <= 0.0 {
            return;
        }
        let rect = Rect::from_x_y_ranges(self.left..=self.left + width - kit::space::S, self.rect.y_range());
        let layout = Layout::left_to_right(Align::Center);
        let builder = UiBuilder::new().id_salt(("cell", self.left.to_bits())).max_rect(rect).layout(layout);
        let mut cell = ui.new_child(builder.accessibility_role(role));
        ui.ctx().accesskit_node_builder(cell.unique_id(), |node| node.set_column_index(self.column));
        self.left += width;
        self.column += 1;
        cell.shrink_clip_rect(rect.expand(2.0));
        add(&mut cell);
    }
}
