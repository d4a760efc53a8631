//! Search across everything.

use super::Cx;
use egui::Ui;

/// Search across everything.
#[derive(Default)]
pub struct SearchPage {}

impl SearchPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let _ = (ui, cx);
    }
}
