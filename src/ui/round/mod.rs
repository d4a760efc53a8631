//! One round's page.

use crate::ui::Cx;
use egui::Ui;

/// One round's page.
#[derive(Default)]
pub struct RoundPage {}

impl RoundPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, id: crate::model::RoundId) {
        let _ = (ui, cx, id);
    }
}
