//! Files of documents that no source names any more: they are no problem, and can be removed.

use super::super::{Action, Recovery, ShellView, ViewContext};
use super::SHOWN;
use crate::kit::{self, Icon, space};
use crate::query::usage::{counted, size_words};
use crate::session::Access;
use egui::Ui;

/// Draws the section while there are some; `asks` says whether it is asked if they are to go.
pub(super) fn section_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>, asks: &mut bool) {
    let unused = &view.problems.unused;
    if unused.is_empty() {
        *asks = false;
        return;
    }
    let about = "No source names these files, in the record or in the bin: after an undo, for instance. They do no harm. In a folder that \
                 is synchronised, the source of one may be on its way.";
    super::section_ui(ui, "Documents without a source", unused.len(), about);
    for (path, size) in unused.iter().take(SHOWN) {
        let words = format!("{}, {}", path.display(), size_words(*size));
        ui.add(kit::text(words).small().selectable());
    }
    super::more_ui(ui, unused.len());
    ui.add_space(space::XS);
    let all = unused.iter().map(|(_, size)| size).sum();
    let files = format!("{}, {}", counted(unused.len(), "file"), size_words(all));
    let is_free = *view_ctx.session.access() == Access::Writable;
    if !*asks {
        let words = "Remove them for good…";
        *asks = ui.add(kit::button(words).icon(Icon::Bin).enabled(is_free).tooltip(&files)).clicked();
        return;
    }
    ui.add(
        kit::text("Neither redo nor the history brings a file back. What was read from it stays in the history of its source.")
            .strong(),
    );
    ui.horizontal_wrapped(|ui| {
        if ui.add(kit::button(format!("Remove {files}").as_str()).icon(Icon::Bin).enabled(is_free)).clicked() {
            let files = unused.iter().map(|(path, _)| path.clone()).collect();
            view_ctx.send(Action::Recovery(Recovery::RemoveUnused(files)));
            *asks = false;
        }
        if ui.add(kit::button("Keep them")).clicked() {
            *asks = false;
        }
    });
}
