//! Positions side by side: matrix, full text, then and now.

use crate::ui::Cx;
use egui::Ui;

/// Positions side by side: matrix, full text, then and now.
#[derive(Default)]
pub struct ComparePage {}

impl ComparePage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, id: crate::model::NegotiationId) {
        let _ = (ui, cx, id);
    }
}
