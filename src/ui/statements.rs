//! All statements of a negotiation.

use super::Cx;
use egui::Ui;

/// All statements of a negotiation.
#[derive(Default)]
pub struct StatementsPage {}

impl StatementsPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, id: crate::model::NegotiationId) {
        let _ = (ui, cx, id);
    }
}
