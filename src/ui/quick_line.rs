//! The quick line: a statement in one line, with completion, and what was not understood underlined.

use super::Cx;
use crate::model::{NegotiationId, RoundId};
use egui::Ui;

/// Puts the cursor into the quick line of the page, in the next frame.
pub fn request_focus(ctx: &egui::Context) {
    ctx.memory_mut(|memory| memory.request_focus(egui::Id::unique("quick line")));
}

/// The quick line of a page.
#[derive(Default)]
pub struct QuickLine {}

impl QuickLine {
    /// Draws it.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, negotiation: NegotiationId, round: Option<RoundId>) {
        let _ = (ui, cx, negotiation, round);
    }
}
