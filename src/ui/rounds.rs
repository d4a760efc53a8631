//! The rounds of a negotiation.

use super::Cx;
use egui::Ui;

/// The rounds of a negotiation.
#[derive(Default)]
pub struct RoundsPage {}

impl RoundsPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, id: crate::model::NegotiationId) {
        let _ = (ui, cx, id);
    }
}
