//! People and parties.

use crate::ui::Cx;
use egui::Ui;

/// People and parties.
#[derive(Default)]
pub struct DirectoryPage {}

impl DirectoryPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let _ = (ui, cx);
    }
}
