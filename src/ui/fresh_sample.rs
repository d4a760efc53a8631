//! The question before a changed copy of the sample is replaced by a fresh one.

use super::{Action, ViewContext};
use crate::kit::{self, space};
use egui::Ui;

/// The dialog, with what it keeps between frames.
#[derive(Default)]
pub(super) struct FreshSampleDialog {
    open: bool,
    just_opened: bool,
}

impl FreshSampleDialog {
    /// Opens it.
    pub(super) fn open(&mut self) {
        self.open = true;
        self.just_opened = true;
    }

    /// Draws it while it is open. What is easiest to press loses nothing.
    pub(super) fn ui(&mut self, ui: &Ui, view_ctx: &mut ViewContext<'_>) {
        if !self.open {
            return;
        }
        let (close, leaves) = kit::dialog_ui(ui, "fresh sample", |ui| {
            let about = "You have changed things in it. A fresh copy takes its place, and what you changed is thrown away.";
            kit::page_title_ui(ui, "A copy of the sample is open", about, |_| {});
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let keep = ui.add(kit::button("Keep this copy").primary());
                if std::mem::take(&mut self.just_opened) {
                    keep.request_focus();
                }
                let fresh = ui.add(kit::button("Open a fresh copy").danger()).clicked();
                if fresh {
                    view_ctx.send(Action::FreshSample);
                }
                fresh || keep.clicked()
            })
            .inner
        });
        self.open = !(close || leaves);
    }
}
