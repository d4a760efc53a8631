//! What is wrong with the record or with saving it, as a list that stays.

use super::{Cx, ShellView};
use egui::Ui;

/// Draws the page.
pub fn problems_ui(ui: &mut Ui, cx: &mut Cx<'_>, view: &ShellView<'_>) {
    let _ = (ui, cx, view);
}
