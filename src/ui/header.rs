//! The line above the page: the way back, where we are, the handling marking.

use super::Cx;
use egui::Ui;

/// Draws the line.
pub fn header_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let _ = (ui, cx);
}
