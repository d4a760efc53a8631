//! Every key, and how to write a quick line.

use egui::Ui;

/// Draws the page.
pub fn help_ui(ui: &mut Ui) {
    let _ = ui;
}
