//! Upcoming: what comes next, across all negotiations.

use crate::ui::Cx;
use egui::Ui;

/// Upcoming: what comes next, across all negotiations.
#[derive(Default)]
pub struct UpcomingPage {}

impl UpcomingPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let _ = (ui, cx);
    }
}
