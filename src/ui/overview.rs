//! A negotiation at a glance.

use super::Cx;
use egui::Ui;

/// A negotiation at a glance.
#[derive(Default)]
pub struct OverviewPage {}

impl OverviewPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, id: crate::model::NegotiationId) {
        let _ = (ui, cx, id);
    }
}
