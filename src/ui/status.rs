//! The bottom line: saved or not, what is wrong, and the last thing to tell the user, in words.

use super::{Command, Page, ShellView, ViewContext, problem_state::Counts};
use crate::kit::{
    self,
    access::{self, Urgency},
};
use crate::query::{clashes, to_check};
use egui::{Id, Role, Ui, UiBuilder};

/// Whether the record is saved, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveWords {
    /// Everything is on disk.
    Saved,
    /// There is something to save, and it soon will be.
    Unsaved,
    /// Being written.
    Saving,
    /// Some files could not be written. Their edits are kept, and tried again.
    Failed {
        /// Which file and why.
        why: String,
    },
    /// The folder cannot be written to at all.
    ReadOnly {
        /// Why.
        why: String,
    },
}

/// Something told to the user until something else is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub text: String,
    /// Whether it is about something that was not done.
    pub refused: bool,
    /// Tells it from a notice with the same words before, so that a screen reader reads it again.
    pub serial: u64,
}

impl Notice {
    fn urgency(&self) -> Urgency {
        if self.refused { Urgency::Assertive } else { Urgency::Polite }
    }
}

/// What waits for the user.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// How many records are to be looked at.
    pub to_check: usize,
    /// How many statements were begun, are not in the record, and are out of sight.
    pub begun: usize,
}

/// Draws the line; `counts` is what is wrong. Gives back whether the user goes on with a statement that was begun.
pub(super) fn status_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>, counts: Counts, open: Open) -> bool {
    let mut goes_on = false;
    ui.horizontal(|ui| {
        access::is(ui, Role::Status, "Status");
        if let Some(aside) = view.aside {
            access::say(ui, aside.serial, &aside.text, aside.urgency());
        }
        let (tone, words) = match view.saved {
            SaveWords::Saved => (kit::Tone::Neutral, "Saved".to_owned()),
            SaveWords::Unsaved => (kit::Tone::Neutral, "Not saved yet".to_owned()),
            SaveWords::Saving => (kit::Tone::Neutral, "Saving…".to_owned()),
            SaveWords::Failed { why } => (kit::Tone::Danger, format!("Not saved: {why}")),
            // The notice of what was refused says why.
            SaveWords::ReadOnly { .. } if view.notice.is_some_and(|notice| notice.refused) => {
                (kit::Tone::Warning, "Read-only".to_owned())
            }
            SaveWords::ReadOnly { why } => (kit::Tone::Warning, format!("Read-only: {why}")),
        };
        // Long words leave room for what stands after them.
        let room = ui.available_width() * if view.notice.is_some() { 0.5 } else { 0.75 };
        ui.scope(|ui| {
            ui.set_max_width(room);
            ui.add(kit::text(words).small().color(kit::tokens(ui).tone(tone).text).truncate());
        });
        if view.sample {
            ui.separator();
            ui.add(kit::chip("Sample").tone(kit::Tone::Info).tooltip("A copy of the sample, thrown away when it is left"));
            if view.can_leave_sample && ui.link(Command::LeaveSample.name()).clicked() {
                view_ctx.run(Command::LeaveSample);
            }
        }
        // What is to be chosen has words of its own.
        let problems = counts.total() - counts.clashes;
        if problems > 0 {
            let label = if problems == 1 { "1 problem".to_owned() } else { format!("{problems} problems") };
            if ui.link(label).on_hover_text(Command::Problems.tip(ui.ctx())).clicked() {
                view_ctx.go(Page::Problems);
            }
        }
        let clashes = clashes::counted(view_ctx.workspace());
        if !clashes.is_empty() && ui.link(clashes).on_hover_text(Command::Choose.tip(ui.ctx())).clicked() {
            view_ctx.go(Page::Problems);
        }
        if open.begun > 0 {
            let words = if open.begun == 1 { "1 statement begun".to_owned() } else { format!("{} statements begun", open.begun) };
            let tip = "Go on with what is not in the record yet (Ctrl+E in its negotiation)";
            goes_on = ui.link(words).on_hover_text(tip).clicked();
        }
        let unclear = to_check::counted(open.to_check);
        if !unclear.is_empty() && ui.link(unclear).on_hover_text(Command::ToCheck.tooltip()).clicked() {
            view_ctx.run(Command::ToCheck);
        }
        if let Some(notice) = view.notice {
            let tone = if notice.refused { kit::Tone::Warning } else { kit::Tone::Neutral };
            ui.separator();
            let words = kit::text(notice.text.as_str()).small().color(kit::tokens(ui).tone(tone).text).truncate();
            // Another notice is another widget, or the same words would not be read again.
            let builder = UiBuilder::new().scope_id(Id::unique(("notice", notice.serial)));
            let shown = ui.scope_builder(builder, |ui| ui.add(words)).inner;
            access::message(&shown, notice.urgency());
        }
    });
    goes_on
}
