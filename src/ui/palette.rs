//! The palette: any record, any command, as you type.

use super::Cx;
use egui::Ui;

/// The palette: any record, any command, as you type.
#[derive(Default)]
pub struct Palette {}

impl Palette {
    /// Opens it.
    pub fn open(&mut self) {}

    /// Draws it while it is open.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let _ = (ui, cx);
    }
}
