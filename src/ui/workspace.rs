//! The workspace on the left: Upcoming, Search, People and parties, the negotiations, the bin.

use super::Cx;
use egui::Ui;

/// The workspace on the left: Upcoming, Search, People and parties, the negotiations, the bin.
#[derive(Default)]
pub struct WorkspacePanel {}

impl WorkspacePanel {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let _ = (ui, cx);
    }
}
