//! Where an export goes: a path, the system's dialog, the progress and the result.

use super::setup::suggested_name;
use super::state::{ExportWish, Exporting, Outcome, Writing};
use crate::exchange::request::{Format, Request, What};
use crate::kit::{self, Icon, Tone, space};
use crate::model::RoundId;
use crate::ui::{Action, Recovery, ViewContext};
use egui::{ProgressBar, Ui};
use std::path::Path;

/// Where the next one goes.
#[derive(Default)]
pub(super) struct Target {
    /// What is typed; none until somebody has typed something.
    path: Option<String>,
    /// The format that it was offered or typed for.
    format: Option<Format>,
    /// What it was typed for.
    of: Option<(What, Option<RoundId>)>,
}

impl Target {
    /// Offers a name again.
    pub(super) fn forget(&mut self) {
        self.path = None;
    }

    /// Draws it; gives back the format that the ending typed asks for, if that is another.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        view_ctx: &mut ViewContext<'_>,
        exporting: &Exporting,
        request: &Request,
    ) -> Option<Format> {
        if let Some(writing) = &exporting.writing {
            writing_ui(ui, view_ctx, writing);
            return None;
        }
        // A name for one thing is not that of another.
        let of = Some((request.what, request.round));
        if std::mem::replace(&mut self.of, of) != of {
            self.path = None;
        }
        let name = suggested_name(view_ctx.workspace(), request, view_ctx.today());
        let offered = exporting.offered(&name).display().to_string();
        if let Some(outcome) = &exporting.outcome {
            outcome_ui(ui, view_ctx, outcome, request);
            ui.add_space(space::XS);
        }
        // A format that was chosen since brings its ending along.
        if self.format.replace(request.format).is_some_and(|before| before != request.format) {
            self.path = self.path.take().map(|path| with_ending(&path, request.format.ending()));
        }
        let mut path = self.path.clone().unwrap_or(offered);
        let mut wanted = None;
        let problem = match &exporting.outcome {
            Some(Outcome::Failed(why)) => Some(why.as_str()),
            _ => None,
        };
        let field = kit::text_field("File", &mut path).problem(problem).show(ui);
        crate::ui::focus::home(ui, &field.response);
        if field.changed {
            self.path = Some(path.clone());
            wanted = format_of(&path).filter(|format| *format != request.format && request.what.formats().contains(format));
            // Its ending is there already.
            self.format = wanted.or(self.format);
        }
        let request = &Request { format: wanted.unwrap_or(request.format), ..request.clone() };
        let ending = request.format.ending();
        match format_of(&path) {
            Some(other) if other == request.format => {}
            Some(other) => {
                let (what, other, format) = (request.what.label(), other.label(), request.format.label());
                let words = format!("{what} cannot be {other}: it is written as {format}, and the name gets that ending");
                ui.add(kit::text(words).small().color(kit::tokens(ui).tone(Tone::Warning).text));
            }
            None if path.trim().is_empty() => {}
            None => {
                ui.add(kit::text(format!("The name gets the ending .{ending}")).small().weak());
            }
        }
        ui.add_space(space::S);
        let is_given = !path.trim().is_empty();
        ui.horizontal_wrapped(|ui| {
            let write = kit::button("Export").icon(Icon::Upload).primary().enabled(is_given);
            let pressed = ui.add(write.tooltip("Write it into this file")).clicked();
            if is_given && (pressed || field.submitted) {
                self.path = Some(path.trim().to_owned());
                view_ctx.send(Action::Export(ExportWish::Write(Box::new(request.clone()), path.trim().to_owned(), false)));
            }
            let dialog = kit::button("Save as…").icon(Icon::Folder).tooltip("Choose the place in the system's own dialog");
            if ui.add(dialog).clicked() {
                view_ctx.send(Action::Export(ExportWish::SaveAs(Box::new(request.clone()), path.trim().into())));
            }
        });
        if exporting.picking {
            ui.add(kit::text("The system's dialog is open. If you do not see it, the path above does the same.").weak().small());
        }
        wanted
    }
}

/// The format that the ending of a path names.
fn format_of(path: &str) -> Option<Format> {
    Format::from_ending(Path::new(path.trim()).extension()?.to_str()?)
}

/// A path with the ending of the format, if it has that of another or none.
fn with_ending(path: &str, ending: &str) -> String {
    let known = Format::ALL.map(Format::ending);
    let old = Path::new(path).extension().and_then(std::ffi::OsStr::to_str);
    match old.filter(|old| known.contains(old) && *old != ending) {
        Some(old) => format!("{}{ending}", path.strip_suffix(old).unwrap_or(path)),
        None => path.to_owned(),
    }
}

fn writing_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, writing: &Writing) {
    ui.add(kit::text(format!("Writing {}…", writing.path.display())).small());
    let share = writing.progress.share();
    let bar = ProgressBar::new(share.unwrap_or(0.0)).desired_height(6.0);
    ui.add(bar).accessible_name("How far it is");
    if ui.add(kit::button("Stop")).clicked() {
        view_ctx.send(Action::Export(ExportWish::Stop));
    }
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
}

fn outcome_ui(ui: &mut Ui, view_ctx: &mut ViewContext<'_>, outcome: &Outcome, request: &Request) {
    match outcome {
        Outcome::Written { path, withheld, notes } => {
            let mut words = format!("Written to {}.", path.display());
            for note in withheld.words().iter().chain(notes) {
                words.push(' ');
                words.push_str(note);
            }
            kit::notice_ui(ui, Tone::Ok, &words, |ui| {
                let open =
                    kit::button("Open it").icon(Icon::External).tooltip("Open it with the system's program, to read or to print");
                if ui.add(open).clicked() {
                    view_ctx.send(Action::Export(ExportWish::Open(path.clone())));
                }
                if ui.add(kit::button("Show in folder").icon(Icon::Folder).quiet()).clicked() {
                    view_ctx.send(Action::Recovery(Recovery::Show(path.clone())));
                }
                if ui.add(kit::button("Copy the path").icon(Icon::Copy).quiet()).clicked() {
                    view_ctx.send(Action::Copy(path.display().to_string()));
                }
            });
        }
        Outcome::Exists(path) => {
            let words = format!("{} is there already.", path.display());
            let replace = kit::notice_ui(ui, Tone::Warning, &words, |ui| ui.add(kit::button("Replace it").danger()).clicked());
            if replace {
                let path = path.display().to_string();
                view_ctx.send(Action::Export(ExportWish::Write(Box::new(request.clone()), path, true)));
            }
        }
        Outcome::Failed(_) => {}
        Outcome::Stopped => {
            ui.add(kit::text("Stopped. No file was written.").weak());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_ending;

    #[test]
    fn a_path_follows_the_format_and_keeps_what_is_no_format() {
        assert_eq!(with_ending("/a/brief.docx", "html"), "/a/brief.html");
        assert_eq!(with_ending("/a/brief", "html"), "/a/brief");
        assert_eq!(with_ending("/a/v1.2", "csv"), "/a/v1.2");
        assert_eq!(with_ending("/a.docx/b.md", "md"), "/a.docx/b.md");
    }
}
