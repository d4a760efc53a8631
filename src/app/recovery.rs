//! What the window does about what went wrong: tries saves again, copies everything elsewhere, deals with damaged files, asks
//! before anything is left unsaved, and looks for what does not hold together.

use super::App;
use super::background::Tasks;
use super::schedule::Schedule;
use crate::query::check;
use crate::query::usage::counted;
use crate::session::{
    Access, Copied, EarlierError, EarlierVersion, ExternalChange, FileError, Kept, RawText, SaveFailure, Session, VersionId,
};
use crate::store::{CopyError, Earlier, PutAside, RepairError, documents, locations, system};
use crate::ui::problem_state::{Answer, CopyState, EarlierOf, Leaving, LeavingFor, TaskError, TextOf};
use crate::ui::{Page, ProblemState, Recovery};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Up to how many records are looked through for what does not hold together within a frame; more on a thread of their own.
const AT_ONCE: usize = 2_000;
/// How long after the last edit more than that are looked through, in seconds.
const LOOK_AFTER: f64 = 0.6;

/// What went wrong in one session, and what is being done about it.
#[derive(Default)]
pub(super) struct Troubles {
    /// What is shown of it.
    pub shown: ProblemState,
    pub schedule: Schedule,
    tasks: Tasks<Done>,
    /// The files that a save could not write when it was last tried.
    failing: Vec<PathBuf>,
    /// Whether the page has shown that all is saved.
    told: bool,
    /// The damaged files when the user asked for the files to be read again, until they are.
    damaged_before: Option<BTreeSet<PathBuf>>,
    /// The revision on which it was looked for files of documents without a source, while the page of problems is open.
    unused_in: Option<u64>,
    /// The revision that the findings are about.
    found_in: Option<u64>,
    /// The revision that is being looked through.
    looking_in: Option<u64>,
}

/// What has been done beside the window.
enum Done {
    Text(PathBuf, Result<RawText, TaskError<FileError>>),
    Copy(Result<Copied, TaskError<CopyError>>),
    /// Something was done about a damaged file: in words, what.
    Mended(Result<String, TaskError<MendError>>),
    Earlier(PathBuf, Result<Vec<EarlierVersion>, TaskError<EarlierError>>),
    Findings(u64, Option<Vec<check::Problem>>),
    /// Files of documents without a source.
    Unused(Vec<(PathBuf, u64)>),
}

/// Why nothing was done about a damaged file.
#[derive(Debug, thiserror::Error)]
enum MendError {
    /// The file could not be put aside or replaced.
    #[error(transparent)]
    Repair(#[from] RepairError),
    /// Its earlier version could not be read.
    #[error(transparent)]
    Earlier(#[from] EarlierError),
}

impl Troubles {
    pub(super) fn of(session: &Session) -> Self {
        let mut troubles = Self::default();
        let name = format!("rapporteur-copy-{}", session.now().date_naive());
        let place = locations::home_dir().map(|home| home.join(name).display().to_string());
        troubles.shown.copy_to = place.unwrap_or_default();
        troubles
    }

    /// Takes note of how a save went. Returns what is to be said of it once.
    pub(super) fn note_save(&mut self, session: &Session, now: f64) -> Option<String> {
        let failures = session.save_failures();
        if failures.is_empty() {
            self.schedule.note_success();
            let files = std::mem::take(&mut self.failing);
            let first = files.first()?;
            let more = match files.len() - 1 {
                0 => String::new(),
                more => format!(" and {}", counted(more, "more file")),
            };
            let first = if first.as_os_str().is_empty() { "the folder".to_owned() } else { first.display().to_string() };
            let words = format!("Saved after all: {first}{more}.");
            self.shown.saved_after_all = Some(words.clone());
            self.told = false;
            return Some(words);
        }
        self.schedule.note_failure(now);
        self.failing = failures.iter().map(|failure| failure.file.clone()).collect();
        self.shown.saved_after_all = None;
        None
    }

    /// Whether anything is being done beside the window.
    pub(super) fn is_busy(&self) -> bool {
        self.tasks.is_busy()
    }
}

impl App {
    /// Brings what is shown of troubles up to date, once a frame.
    pub(super) fn see_to_troubles(&mut self, ctx: &egui::Context) {
        while let Some(done) = self.troubles.tasks.poll() {
            self.note_done(done);
        }
        self.tell_read_again(ctx);
        let now = ctx.input(|input| input.time);
        self.look_for_findings(ctx, now);
        self.look_for_unused(ctx);
        let asked = self.troubles.shown.leaving.as_ref().is_some_and(|leaving| leaving.drafts.is_none());
        if asked && self.is_all_saved() {
            // A try that nobody asked for has worked meanwhile.
            self.troubles.shown.leaving = None;
        }
        let on_page = *self.nav.page() == Page::Problems;
        let troubles = &mut self.troubles;
        if on_page && troubles.shown.saved_after_all.is_some() {
            troubles.told = true;
        } else if troubles.told && !on_page {
            troubles.told = false;
            troubles.shown.saved_after_all = None;
        }
        troubles.shown.next_try =
            if self.session.is_saving() { "Trying again now…".to_owned() } else { troubles.schedule.next_try(now) };
        if on_page && !self.session.save_failures().is_empty() {
            ctx.request_repaint_after(Duration::from_secs(1));
        }
    }

    fn look_for_findings(&mut self, ctx: &egui::Context, now: f64) {
        let revision = self.session.revision();
        if self.troubles.found_in == Some(revision) || self.troubles.looking_in.is_some() {
            return;
        }
        let workspace = self.session.workspace();
        if workspace.ids().nth(AT_ONCE).is_none() {
            self.troubles.shown.findings = check::check(workspace);
            self.troubles.found_in = Some(revision);
            return;
        }
        let left = self.last_edit + LOOK_AFTER - now;
        if left > 0.0 && self.troubles.found_in.is_some() {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
            return;
        }
        self.troubles.looking_in = Some(revision);
        let workspace = self.session.snapshot();
        self.start_task(ctx, "check", Done::Findings(revision, None), move || {
            Done::Findings(revision, Some(check::check(&workspace)))
        });
    }

    /// Looks for files of documents without a source while the page is open that lists them, beside the window.
    fn look_for_unused(&mut self, ctx: &egui::Context) {
        if *self.nav.page() != Page::Problems {
            self.troubles.unused_in = None;
            return;
        }
        let revision = self.session.revision();
        if self.troubles.unused_in == Some(revision) {
            return;
        }
        self.troubles.unused_in = Some(revision);
        // What could not be read may name them.
        let dir = self.session.dir().filter(|_| self.session.is_all_known()).map(Path::to_owned);
        let Some(dir) = dir else {
            self.troubles.shown.unused.clear();
            return;
        };
        let workspace = self.session.snapshot();
        let look = move || Done::Unused(documents::unused(&dir, &workspace));
        self.start_task(ctx, "documents", Done::Unused(Vec::new()), look);
    }

    /// Removes files of documents without a source for good, unless one is being added.
    fn remove_unused(&mut self, files: &[PathBuf]) {
        let busy = self.documents.is_busy() || *self.session.access() != Access::Writable;
        let Some(dir) = self.session.dir().filter(|_| !busy && self.session.is_all_known()) else {
            self.say("Nothing was removed: a document is being added, or not everything of the record could be read", true);
            return;
        };
        let left = documents::remove_unused(dir, self.session.workspace(), files);
        self.troubles.unused_in = None;
        match left.first() {
            None => self.say("The documents without a source were removed", false),
            Some(why) => self.say_wrong(why.clone()),
        }
    }

    fn start_task(&mut self, ctx: &egui::Context, name: &str, lost: Done, task: impl FnOnce() -> Done + Send + 'static) {
        self.troubles.tasks.start(ctx, name, lost, |_| task());
    }

    fn note_done(&mut self, done: Done) {
        match done {
            Done::Text(file, read) => {
                if let Some(text) = self.troubles.shown.text.as_mut().filter(|text| text.file == file) {
                    text.read = Some(read);
                }
            }
            Done::Copy(Ok(copied)) => {
                self.say(format!("A copy of everything is in {}", copied.dir.display()), false);
                if let Some(leaving) = &mut self.troubles.shown.leaving {
                    leaving.copied = Some(copied.dir.clone());
                }
                self.troubles.shown.copy = CopyState::Done(copied);
            }
            Done::Copy(Err(why)) => self.troubles.shown.copy = CopyState::Failed(why.to_string()),
            Done::Mended(result) => {
                self.troubles.shown.mending = None;
                match result {
                    Ok(words) => {
                        self.troubles.shown.earlier = None;
                        self.say(words, false);
                        self.read_again();
                    }
                    Err(why) => self.say_wrong(why.to_string()),
                }
            }
            Done::Earlier(file, versions) => {
                if let Some(earlier) = self.troubles.shown.earlier.as_mut().filter(|earlier| earlier.file == file) {
                    earlier.versions = Some(versions);
                }
            }
            Done::Unused(unused) => self.troubles.shown.unused = unused,
            Done::Findings(revision, findings) => {
                self.troubles.looking_in = None;
                self.troubles.found_in = Some(revision);
                if let Some(findings) = findings {
                    self.troubles.shown.findings = findings;
                }
            }
        }
    }

    /// Does something about what went wrong.
    pub(super) fn remedy(&mut self, remedy: Recovery, ctx: &egui::Context) {
        match remedy {
            Recovery::LookAt(file) => self.look_at(file, ctx),
            Recovery::StopLooking => self.troubles.shown.text = None,
            Recovery::ReadAgain => {
                self.troubles.damaged_before = Some(self.damaged());
                self.read_again();
            }
            Recovery::TakeAsDeleted => {
                self.merge(ExternalChange::Deleted, ctx);
            }
            Recovery::WriteAgain => {
                self.merge(ExternalChange::WriteAgain, ctx);
            }
            Recovery::Show(path) => {
                let shown = system::show_in_file_manager(&path);
                if let Err(error) = shown {
                    self.say_wrong(error.to_string());
                }
            }
            Recovery::PutAside(file) => self.put_aside(file, ctx),
            Recovery::Earlier(file) => self.look_for_earlier(file, ctx),
            Recovery::EndEarlier => self.troubles.shown.earlier = None,
            Recovery::Restore(file, version) => self.restore_earlier(file, version, ctx),
            Recovery::RemoveUnused(files) => self.remove_unused(&files),
            Recovery::SaveCopy(path) => self.save_copy(&path, ctx),
            Recovery::EndCopy => self.troubles.shown.copy = CopyState::None,
            Recovery::Leave(answer) => self.leave(answer, ctx),
        }
    }

    fn look_at(&mut self, file: PathBuf, ctx: &egui::Context) {
        let Some(raw) = self.session.raw(&file) else { return };
        self.troubles.shown.text = Some(TextOf { file: file.clone(), read: None });
        let lost = Done::Text(file.clone(), Err(TaskError::Lost));
        self.start_task(ctx, "read", lost, move || Done::Text(file, raw.read().map_err(TaskError::Failed)));
    }

    fn put_aside(&mut self, file: PathBuf, ctx: &egui::Context) {
        match self.session.mending(&file) {
            Ok(mending) => {
                self.troubles.shown.mending = Some(file);
                let words = |PutAside { kept, .. }: PutAside| format!("Put aside, as it was: {}", kept.display());
                self.start_task(ctx, "put aside", Done::Mended(Err(TaskError::Lost)), move || {
                    Done::Mended(mending.put_aside().map(words).map_err(|error| TaskError::Failed(error.into())))
                });
            }
            Err(refusal) => self.say(refusal.0, true),
        }
    }

    /// Has the folder looked at again, beside the window; what came in is told, and what did not is, too.
    fn read_again(&mut self) {
        if self.session.dir().is_some() {
            self.follow.look();
        }
    }

    /// The files that were set aside.
    fn damaged(&self) -> BTreeSet<PathBuf> {
        let damaged = self.session.problems().iter().filter(|problem| problem.kept_as == Kept::SetAside);
        damaged.map(|problem| problem.file.clone()).collect()
    }

    /// Says what came of reading the files again, when it is done: what came in is told by itself.
    fn tell_read_again(&mut self, ctx: &egui::Context) {
        if self.troubles.damaged_before.is_some() && self.follow.is_busy() {
            // A look that finds nothing new wakes nobody.
            ctx.request_repaint_after(Duration::from_millis(100));
            return;
        }
        let Some(before) = self.troubles.damaged_before.take() else { return };
        let now = self.damaged();
        if let Some(first) = now.first().filter(|_| now.is_superset(&before)) {
            let words = match now.len() - 1 {
                0 => format!("{} is still damaged", first.display()),
                more => format!("{} and {} are still damaged", first.display(), counted(more, "other file")),
            };
            self.say_wrong(words);
        }
    }

    /// Waits for what is being done to files of this session, before another one takes its place.
    pub(super) fn end_mending(&mut self) {
        while self.troubles.shown.mending.is_some()
            && let Some(done) = self.troubles.tasks.wait()
        {
            self.note_done(done);
        }
    }

    /// Where the earlier versions of a file are.
    fn earlier(&self, file: &Path) -> Option<Earlier> {
        let now = self.session.now().with_timezone(&self.zone()).fixed_offset();
        self.session.earlier(file, self.world.state.as_deref(), now)
    }

    fn look_for_earlier(&mut self, file: PathBuf, ctx: &egui::Context) {
        let Some(earlier) = self.earlier(&file) else { return };
        self.troubles.shown.earlier = Some(EarlierOf { file: file.clone(), versions: None });
        let lost = Done::Earlier(file.clone(), Err(TaskError::Lost));
        self.start_task(ctx, "earlier versions", lost, move || Done::Earlier(file, earlier.list().map_err(TaskError::Failed)));
    }

    fn restore_earlier(&mut self, file: PathBuf, version: VersionId, ctx: &egui::Context) {
        let Some(earlier) = self.earlier(&file) else { return };
        match self.session.mending(&file) {
            Ok(mending) => {
                self.troubles.shown.mending = Some(file);
                let restore = move || {
                    let bytes = earlier.bytes(version)?;
                    Ok(mending.replace_with(&bytes)?)
                };
                let words = |PutAside { kept, .. }: PutAside| {
                    format!("The earlier version is back. The damaged one is kept: {}", kept.display())
                };
                self.start_task(ctx, "restore", Done::Mended(Err(TaskError::Lost)), move || {
                    Done::Mended(restore().map(words).map_err(TaskError::Failed))
                });
            }
            Err(refusal) => self.say(refusal.0, true),
        }
    }

    fn save_copy(&mut self, path: &str, ctx: &egui::Context) {
        let dir = whole_path(path);
        let plan = self.unsaved_session().copy_plan();
        self.troubles.shown.copy = CopyState::Writing(dir.clone());
        self.start_task(ctx, "copy", Done::Copy(Err(TaskError::Lost)), move || {
            Done::Copy(plan.write(&dir).map_err(TaskError::Failed))
        });
    }

    /// The session that is to be copied: the user's own while the sample is open, if that is what is not saved.
    fn unsaved_session(&self) -> &Session {
        let own = self.own.as_ref().map(|own| &own.session);
        own.filter(|own| !own.save_failures().is_empty() && self.session.save_failures().is_empty()).unwrap_or(&self.session)
    }

    /// Saves everything, the user's own record beside the sample included. If something cannot be saved, asks what is to be done
    /// and returns that this has to wait.
    pub(super) fn ask_before(&mut self, what_for: LeavingFor) -> bool {
        self.end_mending();
        let failures = self.unsaved_for(what_for);
        let drafts = if what_for == LeavingFor::Quit { self.lost_drafts() } else { None };
        if failures.is_empty() && drafts.is_none() {
            self.troubles.shown.leaving = None;
            return true;
        }
        let copied = self.troubles.shown.leaving.take().and_then(|leaving| leaving.copied);
        self.troubles.shown.leaving = Some(Leaving { what_for, failures, drafts, copied });
        false
    }

    fn unsaved_for(&mut self, what_for: LeavingFor) -> Vec<SaveFailure> {
        let mut failures = Vec::new();
        if !self.save_all() {
            failures.extend(self.session.save_failures().iter().cloned());
        }
        if what_for == LeavingFor::Quit
            && let Some(own) = &mut self.own
            && own.session.save().is_err()
        {
            failures.extend(own.session.save_failures().iter().cloned());
        }
        failures
    }

    fn is_all_saved(&self) -> bool {
        let own = self.own.as_ref().map(|own| &own.session);
        own.into_iter().chain([&self.session]).all(|session| !session.has_unsaved())
    }

    fn leave(&mut self, answer: Answer, ctx: &egui::Context) {
        let Some(Leaving { what_for, .. }) = self.troubles.shown.leaving else { return };
        let goes = match answer {
            Answer::Stay => false,
            Answer::LeaveUnsaved => true,
            Answer::TryAgain if self.ask_before(what_for) => true,
            Answer::TryAgain => {
                self.say_wrong("It still cannot be saved");
                return;
            }
        };
        self.troubles.shown.leaving = None;
        if !goes {
            return;
        }
        match what_for {
            LeavingFor::Quit => {
                self.leaves_unsaved = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            LeavingFor::OpenSample => self.go_to_sample(),
            LeavingFor::LeaveSample => self.go_back_from_sample(),
        }
    }
}

/// A path as it is typed, with the home folder for `~`.
pub(super) fn whole_path(typed: &str) -> PathBuf {
    let below_home = typed.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(std::path::is_separator));
    match (below_home, locations::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(std::path::is_separator)),
        _ => Path::new(typed).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_is_the_home_folder() {
        assert_eq!(whole_path("/a/b"), Path::new("/a/b"));
        assert_eq!(whole_path("~other"), Path::new("~other"));
        if let Some(home) = locations::home_dir() {
            assert_eq!(whole_path("~"), home);
            assert_eq!(whole_path("~/copy"), home.join("copy"));
        }
    }
}
