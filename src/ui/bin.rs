//! The bin: what was deleted, and the way back.

use super::Cx;
use egui::Ui;

/// The bin: what was deleted, and the way back.
#[derive(Default)]
pub struct BinPage {}

impl BinPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let _ = (ui, cx);
    }
}
