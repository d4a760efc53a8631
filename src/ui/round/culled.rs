//! Rows of different heights of which only those near the view are drawn: a round with a thousand statements scrolls as one with
//! ten. What is out of view keeps the room that it took when it was last drawn.

use crate::model::StatementId;
use egui::{Response, Sense, Ui, Vec2};
use std::collections::BTreeMap;

/// How far out of view a row is still drawn, in points, so that the keyboard can walk on to it.
const NEAR: f32 = 400.0;

/// The heights of rows as they were last drawn, for one width.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    width: f32,
    known: BTreeMap<StatementId, f32>,
}

impl Heights {
    /// The height of a row, if it was drawn at that width.
    fn of(&mut self, id: StatementId, width: f32) -> Option<f32> {
        if (self.width - width).abs() > 0.5 {
            self.width = width;
            self.known.clear();
        }
        self.known.get(&id).copied()
    }
}

/// Draws a row, or leaves its room free if it is known to be far out of view. Without `heights` it is always drawn. `name` is what it
/// is called, by which it is found also while it is not drawn.
pub(super) fn ui(
    ui: &mut Ui,
    heights: Option<&mut Heights>,
    id: StatementId,
    name: impl FnOnce() -> String,
    add: impl FnOnce(&mut Ui),
) -> Response {
    let width = ui.available_width();
    let Some(heights) = heights else {
        return ui.push_id(id, add).response;
    };
    if let Some(height) = heights.of(id, width) {
        let room = egui::Rect::from_min_size(ui.cursor().min, Vec2::new(width, height));
        if !ui.is_rect_visible(room.expand(NEAR)) {
            crate::ui::focus::undrawn(ui, room, name);
            crate::kit::access::skip(ui, 1);
            return ui.allocate_exact_size(room.size(), Sense::hover()).1;
        }
    }
    let response = ui.push_id(id, add).response;
    heights.known.insert(id, response.rect.height());
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_width_makes_other_heights() {
        let id = StatementId(uuid::Uuid::from_u128(1));
        let mut heights = Heights::default();
        assert_eq!(heights.of(id, 700.0), None);
        heights.known.insert(id, 44.0);
        assert_eq!(heights.of(id, 700.0), Some(44.0));
        assert_eq!(heights.of(id, 500.0), None);
    }
}
