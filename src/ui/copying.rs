//! Asks where a copy of everything is to go, and says how it went.

use super::leaving::{LIST, LISTED};
use super::problem_state::CopyState;
use super::{Action, Recovery, ShellView, ViewContext};
use crate::kit::{self, Tone, space};
use crate::query::usage::counted;
use crate::session::Copied;
use egui::{ScrollArea, Ui};

/// The dialog, with what it keeps between frames.
#[derive(Default)]
pub(super) struct CopyDialog {
    open: bool,
    just_opened: bool,
    /// What is typed; none until somebody has typed something.
    path: Option<String>,
}

impl CopyDialog {
    /// Opens it.
    pub(super) fn open(&mut self) {
        self.open = true;
        self.just_opened = true;
    }

    /// Draws it while it is open.
    pub(super) fn ui(&mut self, ui: &Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>) {
        if !self.open {
            return;
        }
        let mut close = false;
        let ((), leaves) = kit::dialog_ui(ui, "copy elsewhere", |ui| {
            let about = "Everything as it is now, what is not saved included, is written into a new folder. Another disk is best. \
                         The window stays on the folder that it has open, and the history is not copied.";
            kit::page_title_ui(ui, "Save a copy elsewhere", about, |_| {});
            match &view.problems.copy {
                CopyState::Writing(dir) => {
                    ui.add(kit::text(format!("Writing {}…", dir.display())));
                }
                CopyState::Done(copied) => {
                    done_ui(ui, copied);
                    ui.add_space(space::M);
                    let done = ui.add(kit::button("Done").primary());
                    if std::mem::take(&mut self.just_opened) {
                        done.request_focus();
                    }
                    close = done.clicked();
                }
                CopyState::None | CopyState::Failed(_) => close = self.form_ui(ui, view_ctx, view),
            }
        });
        if close || leaves {
            self.open = false;
            if !matches!(view.problems.copy, CopyState::Writing(_)) {
                view_ctx.send(Action::Recovery(Recovery::EndCopy));
            }
        }
    }

    /// The path and what is wrong with it. Whether the dialog is to close.
    fn form_ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>) -> bool {
        let mut path = self.path.clone().unwrap_or_else(|| view.problems.copy_to.clone());
        let problem = match &view.problems.copy {
            CopyState::Failed(why) => Some(why.as_str()),
            _ => None,
        };
        let field = kit::text_field("New folder", &mut path).hint("/media/stick/record").problem(problem).show(ui);
        if std::mem::take(&mut self.just_opened) {
            field.response.request_focus();
        }
        if field.changed {
            self.path = Some(path.clone());
        }
        ui.add_space(space::M);
        let mut cancel = false;
        ui.horizontal_wrapped(|ui| {
            let is_given = !path.trim().is_empty();
            let save = ui.add(kit::button("Save the copy").primary().enabled(is_given)).clicked();
            if is_given && (save || field.submitted) {
                view_ctx.send(Action::Recovery(Recovery::SaveCopy(path.trim().to_owned())));
            }
            cancel = ui.add(kit::button("Cancel").quiet()).clicked();
        });
        cancel
    }
}

/// Where the copy is and what is not in it. However many files that are, the dialog stays within the window.
fn done_ui(ui: &mut Ui, copied: &Copied) {
    let files = counted(copied.files, "file");
    let words = format!("The copy is in {}: {files}. It was read again and says the same.", copied.dir.display());
    kit::notice_ui(ui, Tone::Ok, &words, |_| {});
    if copied.left.is_empty() {
        return;
    }
    ui.add_space(space::S);
    let files = counted(copied.left.len(), "damaged file");
    kit::notice_ui(ui, Tone::Warning, &format!("{files} could not be taken along."), |_| {});
    ui.add_space(space::S);
    let room = LIST.min(ui.ctx().content_rect().height() - 320.0).max(80.0);
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        for (file, why) in copied.left.iter().take(LISTED) {
            ui.add(kit::text(file.display().to_string()).monospace().small().selectable());
            ui.add(kit::text(super::problems::sentence(why)).selectable());
            ui.add_space(space::XS);
        }
        let more = copied.left.len().saturating_sub(LISTED);
        if more > 0 {
            ui.add(kit::text(format!("and {more} more")).weak());
        }
    });
}
