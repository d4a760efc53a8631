//! Exports: looked at, made and written beside the window.

use super::App;
use super::background::Tasks;
use super::looks::CopyTableError;
use super::platform::FileQuestion;
use super::recovery::whole_path;
use crate::exchange::error::ExportError;
use crate::exchange::export::{Exported, export};
use crate::exchange::progress::Progress;
use crate::exchange::request::{ExportContext, Request};
use crate::store::{PaperError, write_file};
use crate::ui::export::{ExportPreview, ExportWish, Exporting, Outcome, PreviewError, PreviewRequest, Writing};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The export under way.
#[derive(Default)]
pub(super) struct Exports {
    /// What is shown of it.
    pub shown: Exporting,
    tasks: Tasks<Done>,
    dialogs: Tasks<Picked>,
    /// Which dialog is the last one: the answers of others are not waited for.
    dialog: u64,
    /// Stops the look under way.
    look: Arc<Progress>,
}

/// What has been done beside the window.
enum Done {
    Look(Box<PreviewRequest>, Result<ExportPreview, PreviewError>),
    Written(PathBuf, Outcome),
}

struct Picked {
    dialog: u64,
    request: Box<Request>,
    path: Option<PathBuf>,
}

const LOST: &str = "This stopped unexpectedly. Try again.";

impl Exports {
    /// With the folder that is offered first.
    pub(super) fn offering(folder: &Path) -> Self {
        let shown = Exporting { folder: folder.to_owned(), ..Exporting::default() };
        Self { shown, ..Self::default() }
    }

    /// Whether a look or a file is being made.
    pub(super) fn is_busy(&self) -> bool {
        self.tasks.is_busy()
    }

    /// Stops what is under way and waits until it has stopped, so that nothing half done is left over.
    pub(super) fn end(&mut self) {
        self.tasks.stop();
        while self.tasks.wait().is_some() {}
        self.shown.writing = None;
        self.shown.looking = None;
    }
}

impl App {
    /// Takes in what has come, once a frame.
    pub(super) fn tend_exports(&mut self, ctx: &egui::Context) {
        while let Some(picked) = self.exports.dialogs.poll() {
            if picked.dialog != self.exports.dialog {
                continue;
            }
            self.exports.shown.picking = false;
            if let Some(path) = picked.path {
                // The system's dialog has asked whether it may be replaced.
                self.write_export(picked.request, path, true, ctx);
            }
        }
        while let Some(done) = self.exports.tasks.poll() {
            match done {
                Done::Look(asked, look) => {
                    let shown = &mut self.exports.shown;
                    if shown.looking.as_ref() == Some(&*asked) {
                        shown.looking = None;
                        shown.look = Some((*asked, look));
                        ctx.request_repaint();
                    }
                }
                Done::Written(path, outcome) => self.note_written(&path, outcome),
            }
        }
    }

    /// Does something about an export.
    pub(super) fn export(&mut self, wish: ExportWish, ctx: &egui::Context) {
        match wish {
            ExportWish::Show(asked) => self.look_at_export(asked, ctx),
            ExportWish::SaveAs(request, path) => self.ask_where(request, &path, ctx),
            ExportWish::Write(request, path, replace) => {
                let path = self.exports.shown.folder.join(whole_path(&path));
                self.write_export(request, path, replace, ctx);
            }
            ExportWish::Stop => {
                if let Some(writing) = &self.exports.shown.writing {
                    writing.progress.stop();
                }
            }
            ExportWish::Open(path) => {
                if let Err(why) = (self.world.platform.open)(&path) {
                    self.say_wrong(why.to_string());
                }
            }
        }
    }

    /// For whom and when an export is made.
    pub(super) fn export_context(&self) -> ExportContext {
        ExportContext { now: self.session.now(), zone: self.zone(), author: self.session.author().to_owned() }
    }

    fn look_at_export(&mut self, asked: Box<PreviewRequest>, ctx: &egui::Context) {
        let exports = &mut self.exports;
        // What was asked for before is no longer wanted.
        exports.look.stop();
        if exports.shown.look.as_ref().is_some_and(|(of, _)| of.request != asked.request) {
            exports.shown.outcome = None;
        }
        exports.shown.looking = Some((*asked).clone());
        let (workspace, context) = (self.session.stated(), self.export_context());
        let lost = Done::Look(asked.clone(), Err(PreviewError::Lost));
        self.exports.look = self.exports.tasks.start(ctx, "look at export", lost, move |progress| {
            let look = super::looks::look(&workspace, &asked.request, &context, progress);
            Done::Look(asked, look.map_err(PreviewError::from))
        });
    }

    fn ask_where(&mut self, request: Box<Request>, path: &Path, ctx: &egui::Context) {
        let path = self.exports.shown.folder.join(path);
        let answer = (self.world.platform.ask)(&FileQuestion::Save(path, request.format));
        let exports = &mut self.exports;
        exports.dialog += 1;
        exports.shown.picking = true;
        let dialog = exports.dialog;
        let lost = Picked { dialog, request: request.clone(), path: None };
        exports.dialogs.start(ctx, "save dialog", lost, move |_| Picked { dialog, request, path: answer() });
    }

    fn write_export(&mut self, request: Box<Request>, path: PathBuf, replace: bool, ctx: &egui::Context) {
        if self.exports.shown.writing.is_some() {
            return;
        }
        let path = with_ending(path, request.format.ending());
        self.exports.shown.outcome = None;
        let (workspace, context) = (self.session.stated(), self.export_context());
        let (lost, shown) = (Done::Written(path.clone(), Outcome::Failed(LOST.to_owned())), path.clone());
        let progress = self.exports.tasks.start(ctx, "export", lost, move |progress| {
            let outcome = match export(&workspace, &request, &context, progress) {
                Ok(exported) => written(&path, exported, replace),
                Err(ExportError::Stopped(_)) => Outcome::Stopped,
                Err(error) => Outcome::Failed(error.to_string()),
            };
            Done::Written(path, outcome)
        });
        self.exports.shown.writing = Some(Writing { path: shown, progress });
    }

    fn note_written(&mut self, path: &Path, outcome: Outcome) {
        let shown = &mut self.exports.shown;
        shown.writing = None;
        if let (Outcome::Written { .. }, Some(folder)) = (&outcome, path.parent()) {
            shown.folder = folder.to_owned();
        }
        let words = match &outcome {
            Outcome::Written { withheld, .. } => {
                let more = withheld.words().map(|words| format!(" {words}")).unwrap_or_default();
                Some(format!("Written to {}.{more}", path.display()))
            }
            _ => None,
        };
        shown.outcome = Some(outcome);
        if let Some(words) = words {
            self.say(words, false);
        }
    }

    /// Has a table laid out and put on the clipboard.
    pub(super) fn copy_table(&mut self, of: crate::ui::CopyOf, ctx: &egui::Context) {
        let (workspace, context) = (self.session.stated(), self.export_context());
        let lost = Err(CopyTableError::Lost);
        self.copies.start(ctx, "copy as table", lost, move |_| super::looks::copied(&workspace, &of, &context));
    }

    /// Puts on the clipboard what has been laid out.
    pub(super) fn tend_copies(&mut self) {
        while let Some(copied) = self.copies.poll() {
            let done = copied.and_then(|copied| Ok((self.world.platform.copy)(&copied.forms).map(|()| copied.words)?));
            match done {
                Ok(words) => self.say(words, false),
                Err(why) => self.say_wrong(why.to_string()),
            }
        }
    }
}

/// Puts a finished export where it goes.
fn written(path: &Path, exported: Exported, replace: bool) -> Outcome {
    match write_file(path, &exported.bytes, replace) {
        Ok(()) => Outcome::Written { path: path.to_owned(), withheld: exported.withheld, notes: exported.notes },
        Err(PaperError::Exists(path)) => Outcome::Exists(path),
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

/// A path with that ending, whatever it ends in: a file is never taken for one of another kind.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    let has = path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending));
    match (has, path.file_name()) {
        (false, Some(name)) => {
            let mut name = name.to_owned();
            name.push(".");
            name.push(ending);
            path.with_file_name(name)
        }
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::with_ending;
    use std::path::PathBuf;

    #[test]
    fn a_file_has_the_ending_of_its_format() {
        for (path, ending, expected) in [
            ("/a/brief.docx", "docx", "/a/brief.docx"),
            ("/a/BRIEF.DOCX", "docx", "/a/BRIEF.DOCX"),
            ("/a/workspace.ron", "csv", "/a/workspace.ron.csv"),
            ("/a/v1.2", "md", "/a/v1.2.md"),
        ] {
            assert_eq!(with_ending(PathBuf::from(path), ending), PathBuf::from(expected));
        }
    }
}
