//! The inspector on the right, where the chosen record is edited in place.

use crate::ui::Cx;
use egui::Ui;

/// The inspector on the right, where the chosen record is edited in place.
#[derive(Default)]
pub struct Inspector {}

impl Inspector {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let _ = (ui, cx);
    }
}
