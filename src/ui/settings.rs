//! Settings: name, time zone, look.

use super::Cx;
use egui::Ui;

/// Settings: name, time zone, look.
#[derive(Default)]
pub struct SettingsPage {}

impl SettingsPage {
    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, view: &super::ShellView<'_>) {
        let _ = (ui, cx, view);
    }
}
