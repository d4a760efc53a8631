//! The dialog before unsaved changes are left. The answer that is easiest to press loses nothing.

use super::problem_state::{Answer, Leaving, LeavingFor, LostDrafts};
use super::{Action, Command, Recovery, ShellView, ViewContext};
use crate::kit::{self, Tone, space};
use crate::query::usage::counted;
use egui::{ScrollArea, Ui};

/// The most height for a list of files in a dialog.
pub(super) const LIST: f32 = 260.0;
/// How many files are listed in a dialog.
pub(super) const LISTED: usize = 50;

/// The dialog, with what it keeps between frames.
#[derive(Default)]
pub(super) struct LeavingDialog {
    was_open: bool,
}

impl LeavingDialog {
    /// Draws it while something waits for an answer.
    pub(super) fn ui(&mut self, ui: &Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>) {
        let Some(leaving) = &view.problems.leaving else {
            self.was_open = false;
            return;
        };
        let is_new = !std::mem::replace(&mut self.was_open, true);
        let ((), close) = kit::dialog_ui(ui, "leaving", |ui| {
            kit::page_title_ui(ui, "Not everything is saved", "", |_| {});
            if !leaving.failures.is_empty() {
                ui.add(kit::text(loss_words(leaving)));
                ui.add_space(space::S);
                failures_ui(ui, view_ctx, leaving);
            }
            if let Some(drafts) = &leaving.drafts {
                drafts_ui(ui, drafts);
            }
            if let Some(dir) = &leaving.copied {
                kit::notice_ui(ui, Tone::Ok, &format!("All of it is in the copy at {}.", dir.display()), |_| {});
            }
            ui.add_space(space::M);
            answers_ui(ui, view_ctx, leaving, is_new);
        });
        if close {
            view_ctx.send(Action::Recovery(Recovery::Leave(Answer::Stay)));
        }
    }
}

fn loss_words(leaving: &Leaving) -> String {
    let is_folder = leaving.failures.iter().any(|failure| failure.file.as_os_str().is_empty());
    let files = if is_folder { "The record".to_owned() } else { counted(leaving.failures.len(), "file") };
    let them = if leaving.failures.len() == 1 { "it" } else { "them" };
    match leaving.what_for {
        LeavingFor::Quit => format!("{files} could not be saved. If the window closes now, what you typed in {them} is lost."),
        LeavingFor::OpenSample => {
            format!(
                "{files} could not be saved. While the sample is open, what you typed stays in memory and is not tried again."
            )
        }
        LeavingFor::LeaveSample => {
            format!("{files} of the sample could not be saved. The copy of the sample is thrown away when it is left.")
        }
    }
}

fn failures_ui(ui: &mut Ui, view_ctx: &ViewContext<'_>, leaving: &Leaving) {
    let room = LIST.min(ui.ctx().content_rect().height() - 320.0).max(80.0);
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        for failure in leaving.failures.iter().take(LISTED) {
            kit::card_ui(ui, |ui| {
                let file = match failure.file.as_os_str().is_empty() {
                    true => view_ctx.session.dir().map(|dir| dir.display().to_string()).unwrap_or_default(),
                    false => failure.file.display().to_string(),
                };
                ui.add(kit::text(file).monospace().small().selectable());
                ui.add(kit::text(super::problems::sentence(&failure.why)).selectable());
            });
            ui.add_space(space::XS);
        }
        let more = leaving.failures.len().saturating_sub(LISTED);
        if more > 0 {
            ui.add(kit::text(format!("and {more} more")).weak());
        }
    });
}

/// What was typed and is in no record, to be read and copied.
fn drafts_ui(ui: &mut Ui, drafts: &LostDrafts) {
    let texts = if drafts.texts.len() == 1 { "One text was" } else { "Some texts were" };
    ui.add(kit::text(format!("{texts} typed and not put in, and would not come back, because {}.", drafts.why)));
    ui.add_space(space::S);
    let room = LIST.min(ui.ctx().content_rect().height() - 320.0).max(80.0);
    ScrollArea::vertical().id_salt("drafts").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        for text in &drafts.texts {
            kit::card_ui(ui, |ui| {
                ui.add(kit::text(text.as_str()).selectable());
            });
            ui.add_space(space::XS);
        }
    });
}

/// The answers. The one that loses nothing has the focus and stands first.
fn answers_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, leaving: &Leaving, is_new: bool) {
    let leave = match (leaving.what_for, leaving.copied.is_some()) {
        (LeavingFor::Quit, true) => "Close the window",
        (LeavingFor::OpenSample, _) => "Open the sample without saving",
        (LeavingFor::LeaveSample, true) => "Leave the sample",
        (_, false) if leaving.failures.is_empty() => "Leave without them",
        (_, false) => "Leave without saving",
    };
    ui.horizontal_wrapped(|ui| {
        let stay = ui.add(kit::button("Stay").primary());
        if is_new {
            stay.request_focus();
        }
        if stay.clicked() {
            view_ctx.send(Action::Recovery(Recovery::Leave(Answer::Stay)));
        }
        if !leaving.failures.is_empty() && ui.add(kit::button("Try again")).clicked() {
            view_ctx.send(Action::Recovery(Recovery::Leave(Answer::TryAgain)));
        }
        if let Some(drafts) = &leaving.drafts
            && ui.add(kit::button("Copy the texts")).clicked()
        {
            view_ctx.send(Action::Copy(drafts.texts.join("\n")));
        }
        let save = kit::button(Command::SaveCopy.name()).tooltip(Command::SaveCopy.tooltip());
        if !leaving.failures.is_empty() && ui.add(save).clicked() {
            view_ctx.run(Command::SaveCopy);
        }
        if ui.add(kit::button(leave).danger()).clicked() {
            view_ctx.send(Action::Recovery(Recovery::Leave(Answer::LeaveUnsaved)));
        }
    });
}
