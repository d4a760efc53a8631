//! Imports: a file read, planned and taken in beside the window. The record is changed in one short step at the end.

use super::App;
use super::background::Tasks;
use super::planning::{self, ImportFileError, Job, PlannedRows, ReadFile};
use super::platform::FileQuestion;
use super::recovery::whole_path;
use crate::exchange::import::grid::ReadAs;
use crate::exchange::import::kept::recall;
use crate::exchange::import::plan::{Choices, Tally};
use crate::exchange::import::read::{ReadError, Sort};
use crate::exchange::progress::Progress;
use crate::model::NegotiationId;
use crate::session::{PreparedTransaction, Proposal, Refusal};
use crate::ui::import::{Done as DoneWords, ImportWish, Importing, OpenFile, Planned, Stage, Work, Working};
use crate::ui::{Command, Page};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The import under way.
#[derive(Default)]
pub(super) struct Imports {
    /// What is shown of it.
    pub shown: Importing,
    tasks: Tasks<Word>,
    dialogs: Tasks<(u64, Option<PathBuf>)>,
    dialog: u64,
    /// The negotiation at hand when the user came to the page: rows go there that do not say where.
    pub into: Option<NegotiationId>,
    /// Which work is the last one begun: what comes of others is no longer wanted.
    ticket: u64,
}

/// What has been done beside the window, and by which work.
struct Word {
    ticket: u64,
    done: Done,
}

enum Done {
    Read(PathBuf, Result<Box<ReadFile>, ImportFileError>),
    /// On which revision.
    Planned(u64, Result<PlannedRows, ReadError>),
    Prepared(Result<Box<PreparedTransaction>, Refusal>),
    Lost,
}

const LOST: &str = "This stopped unexpectedly. Try again.";

impl Imports {
    /// With the folder that is offered first.
    pub(super) fn offering(folder: &Path) -> Self {
        let shown = Importing { folder: folder.to_owned(), ..Importing::default() };
        Self { shown, ..Self::default() }
    }

    /// Whether a file is being read, planned or taken in.
    pub(super) fn is_busy(&self) -> bool {
        self.tasks.is_busy()
    }

    fn open(&mut self) -> Option<&mut OpenFile> {
        match &mut self.shown.stage {
            Stage::Open(file) => Some(file),
            _ => None,
        }
    }

    /// Gives up what is under way.
    fn give_up(&mut self) {
        self.ticket += 1;
        match &mut self.shown.stage {
            Stage::Reading { progress, .. } => progress.stop(),
            Stage::Open(file) => {
                if let Some(working) = file.working.take() {
                    working.progress.stop();
                }
            }
            Stage::Nothing | Stage::Unread { .. } => {}
        }
    }
}

impl App {
    /// Takes in what has come, and works out again what no longer holds, once a frame.
    pub(super) fn tend_imports(&mut self, ctx: &egui::Context) {
        self.take_dropped(ctx);
        while let Some((dialog, path)) = self.imports.dialogs.poll() {
            if dialog == self.imports.dialog {
                self.imports.shown.picking = false;
                if let Some(path) = path {
                    self.read_import(path, ctx);
                }
            }
        }
        while let Some(word) = self.imports.tasks.poll() {
            if word.ticket == self.imports.ticket {
                self.take_word_of_import(word.done, ctx);
            }
        }
        let revision = self.session.revision();
        let on_page = *self.nav.page() == Page::Import;
        let is_stale = |file: &&mut OpenFile| {
            file.working.is_none() && file.planned.as_ref().is_none_or(|planned| planned.revision != revision)
        };
        if on_page && self.imports.open().filter(is_stale).is_some() {
            self.plan_import(None, ctx);
        }
    }

    /// Files that were let go over the window: the first is read, the others wait.
    fn take_dropped(&mut self, ctx: &egui::Context) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        // While a question waits for its answer, nothing happens behind it.
        if dropped.is_empty() || self.troubles.shown.leaving.is_some() {
            return;
        }
        let (documents, tables): (Vec<PathBuf>, Vec<PathBuf>) = dropped.into_iter().partition(|path| self.is_document(path));
        self.take_dropped_documents(documents, ctx);
        let mut dropped = tables.into_iter();
        let Some(first) = dropped.next() else { return };
        self.go_to_import();
        self.imports.shown.waiting = dropped.collect();
        self.read_import(first, ctx);
    }

    /// Goes to the page, and remembers from which negotiation.
    pub(super) fn go_to_import(&mut self) {
        if *self.nav.page() != Page::Import {
            self.imports.into = self.negotiation();
        }
        // What was taken in is done with: the page begins anew, unless it was taken back, or other files wait for their turn.
        let undone = self.session.redo_label().map(str::to_owned);
        let is_done = |file: &mut OpenFile| file.done.as_ref().is_some_and(|done| Some(&done.label) != undone.as_ref());
        let is_done = self.imports.open().is_some_and(|file| file.working.is_none() && is_done(file));
        if is_done && self.imports.shown.waiting.is_empty() {
            self.imports.give_up();
            self.imports.shown.stage = Stage::Nothing;
        }
        self.nav.go(Page::Import);
    }

    /// Does something about an import.
    pub(super) fn import(&mut self, wish: ImportWish, ctx: &egui::Context) {
        match wish {
            ImportWish::Choose => {
                let answer = (self.world.platform.ask)(&FileQuestion::Open(self.imports.shown.folder.clone()));
                let imports = &mut self.imports;
                imports.dialog += 1;
                imports.shown.picking = true;
                let dialog = imports.dialog;
                imports.dialogs.start(ctx, "open dialog", (dialog, None), move |_| (dialog, answer()));
            }
            ImportWish::Read(path) => {
                let path = self.imports.shown.folder.join(whole_path(&path));
                self.read_import(path, ctx);
            }
            ImportWish::ReadAs(read_as) => self.read_otherwise(read_as, ctx),
            ImportWish::Kind(kind) => self.plan_import(Some(kind), ctx),
            ImportWish::Map(mapping) => {
                if let Some(file) = self.imports.open() {
                    file.mapping = mapping;
                }
                self.plan_import(None, ctx);
            }
            ImportWish::Choices(choices) => {
                if let Some(file) = self.imports.open() {
                    file.choices = choices;
                }
                self.plan_import(None, ctx);
            }
            ImportWish::Stop => self.stop_import(),
            ImportWish::Again => self.plan_import(None, ctx),
            ImportWish::Do => self.take_import_in(ctx),
            ImportWish::Close => {
                self.imports.give_up();
                self.imports.shown.stage = Stage::Nothing;
                if self.imports.shown.waiting.is_empty() {
                    // What is typed next is the path of another file.
                    crate::ui::focus::go_home(ctx);
                }
                if !self.imports.shown.waiting.is_empty() {
                    let next = self.imports.shown.waiting.remove(0);
                    self.read_import(next, ctx);
                }
            }
        }
    }

    /// Begins a work beside the window, in place of the one before.
    fn begin_work(
        &mut self,
        ctx: &egui::Context,
        name: &str,
        work: impl FnOnce(&Progress) -> Done + Send + 'static,
    ) -> Arc<Progress> {
        let ticket = self.imports.ticket;
        let lost = Word { ticket, done: Done::Lost };
        self.imports.tasks.start(ctx, name, lost, move |progress| Word { ticket, done: work(progress) })
    }

    /// Shows what is being done about the file that is open.
    fn show_work(&mut self, what: Work, progress: Arc<Progress>) {
        let ticket = self.imports.ticket;
        if let Some(file) = self.imports.open() {
            file.problem = None;
            file.working = Some(Working { what, progress, ticket });
        }
    }

    fn read_import(&mut self, path: PathBuf, ctx: &egui::Context) {
        self.imports.give_up();
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            self.imports.shown.folder = folder.to_owned();
        }
        let shown = path.clone();
        let progress = self.begin_work(ctx, "import", move |progress| {
            let read = planning::read_file(&path, progress);
            Done::Read(path, read.map(Box::new))
        });
        self.imports.shown.stage = Stage::Reading { path: shown, progress };
    }

    fn read_otherwise(&mut self, read_as: ReadAs, ctx: &egui::Context) {
        self.imports.give_up();
        let Some(file) = self.imports.open() else { return };
        file.read_as.clone_from(&read_as);
        let (path, bytes, sort) = (file.path.clone(), Arc::clone(&file.bytes), file.sort);
        let progress = self.begin_work(ctx, "import", move |progress| {
            let read = planning::read(&path, bytes, sort, &read_as, progress);
            Done::Read(path, read.map(Box::new).map_err(Into::into))
        });
        self.show_work(Work::Reading, progress);
    }

    /// Works out what the rows would do; of `kind`, if the user has just said so.
    fn plan_import(&mut self, kind: Option<crate::exchange::import::mapping::Kind>, ctx: &egui::Context) {
        self.imports.give_up();
        let (preparation, revision, ids, zone) =
            (self.session.preparation(), self.session.revision(), self.session.ids(), self.zone());
        let Some(file) = self.imports.open() else { return };
        let job = Job {
            sort: file.sort,
            bytes: Arc::clone(&file.bytes),
            grid: Arc::clone(&file.grid),
            kind,
            mapping: file.mapping.clone(),
            choices: file.choices.clone(),
            preparation,
            ids,
            zone,
        };
        let plan = move |progress: &Progress| Done::Planned(revision, planning::plan(job, progress));
        let progress = self.begin_work(ctx, "plan import", plan);
        self.show_work(Work::Planning, progress);
    }

    fn stop_import(&mut self) {
        self.imports.give_up();
        match &mut self.imports.shown.stage {
            Stage::Open(file) => {
                file.working = Some(Working { what: Work::Stopped, progress: Arc::default(), ticket: 0 });
            }
            stage => *stage = Stage::Nothing,
        }
        self.say("Stopped. Nothing was changed.", false);
    }

    fn take_import_in(&mut self, ctx: &egui::Context) {
        let revision = self.session.revision();
        self.imports.ticket += 1;
        let (preparation, unread) = (self.session.preparation(), self.session.unread());
        let Some(file) = self.imports.open() else { return };
        let Some(planned) = file.fresh(revision) else { return };
        if let Some(unread) = unread {
            let what = "so what is in there would come in a second time. The page Problems says what can be done";
            file.problem = Some(format!("{unread}, {what}."));
            return;
        }
        let plan = Arc::clone(&planned.plan);
        let label = label_of(&plan.label, &file.name);
        let progress = self.begin_work(ctx, "take in", move |_| {
            let proposal = Proposal { label, puts: plan.puts.clone(), gesture: None };
            Done::Prepared(preparation.prepare(proposal).map(Box::new))
        });
        self.show_work(Work::TakingIn, progress);
    }

    fn take_word_of_import(&mut self, done: Done, ctx: &egui::Context) {
        let there = |id: &NegotiationId| self.session.workspace().negotiations.contains_key(id);
        let into = self.imports.into.filter(there).or_else(|| self.negotiation());
        match done {
            Done::Read(path, read) => self.note_read(path, read, into),
            Done::Planned(revision, planned) => {
                let ticket = self.imports.ticket;
                let Some(file) = self.imports.open() else { return };
                file.working = None;
                match planned {
                    Ok(PlannedRows { mapping, plan, tally, causes }) => {
                        file.mapping = mapping;
                        file.planned = Some(Planned { revision, ticket, plan, tally, causes });
                    }
                    Err(ReadError::Stopped(_)) => {}
                    // A calendar is read while it is planned.
                    Err(error) => {
                        let path = std::mem::take(&mut file.path);
                        self.imports.shown.stage = Stage::Unread { path, why: error.to_string() };
                    }
                }
            }
            Done::Prepared(prepared) => {
                let done = prepared.and_then(|prepared| self.session.commit_prepared(*prepared));
                let told = self.told(done);
                self.note_taken_in(told.is_some());
                self.begin_save();
            }
            Done::Lost => match &mut self.imports.shown.stage {
                Stage::Open(file) => {
                    file.working = Some(Working { what: Work::Stopped, progress: Arc::default(), ticket: 0 });
                    file.problem = Some(LOST.to_owned());
                }
                Stage::Reading { path, .. } => {
                    let path = std::mem::take(path);
                    self.imports.shown.stage = Stage::Unread { path, why: LOST.to_owned() };
                }
                Stage::Nothing | Stage::Unread { .. } => {}
            },
        }
        ctx.request_repaint();
    }

    fn note_read(&mut self, path: PathBuf, mut read: Result<Box<ReadFile>, ImportFileError>, mut into: Option<NegotiationId>) {
        // A table is read as the user has had it read before.
        let at_hand = self.imports.open().map_or(into, |file| file.choices.into);
        if let Ok(read) = &mut read
            && let Some(recalled) = recall(self.session.workspace(), &read.grid, at_hand).filter(|_| read.sort == Sort::Table)
        {
            read.mapping = recalled.mapping;
            into = Some(recalled.into);
        }
        match (read, self.imports.open()) {
            (Ok(read), Some(file)) => {
                (file.grid, file.samples, file.mapping) = (read.grid, read.samples, read.mapping);
                (file.planned, file.working) = (None, None);
            }
            (Err(why), Some(file)) => {
                file.problem = Some(why.to_string());
                // As it was read before.
                file.read_as = ReadAs::default();
                file.working = None;
            }
            (Ok(read), None) => {
                let ReadFile { name, sort, bytes, grid, samples, mapping } = *read;
                let choices = Choices { into, ..Choices::default() };
                let file = OpenFile {
                    path,
                    name,
                    sort,
                    bytes,
                    read_as: ReadAs::default(),
                    grid,
                    samples,
                    mapping,
                    choices,
                    planned: None,
                    working: None,
                    done: None,
                    problem: None,
                };
                self.imports.shown.stage = Stage::Open(Box::new(file));
            }
            (Err(why), None) => self.imports.shown.stage = Stage::Unread { path, why: why.to_string() },
        }
    }

    /// Says that an import was taken back, because not all of its files could be saved.
    pub(super) fn note_taken_back(&mut self, why: &str) {
        let words = format!("Nothing was imported. {why}.");
        if let Some(file) = self.imports.open() {
            file.done = None;
            file.problem = Some(words.clone());
        }
        self.say_wrong(words);
    }

    fn note_taken_in(&mut self, is_done: bool) {
        let refusal = self.notice.as_ref().filter(|_| !is_done).map(|notice| notice.text.clone());
        let Some(file) = self.imports.open() else { return };
        file.working = None;
        if let Some(refusal) = refusal {
            file.problem = Some(refusal);
            return;
        }
        let Some(planned) = &file.planned else { return };
        let label = label_of(&planned.plan.label, &file.name);
        let words = done_words(&label, planned.tally);
        file.done = Some(DoneWords { words: words.clone(), label });
        self.session.end_entry();
        self.say(format!("{words} {} takes it back.", Command::Undo.name()), false);
    }
}

/// What undo shows: "import 69 statements from positions.csv".
fn label_of(label: &str, name: &str) -> String {
    if label.ends_with(name) { label.to_owned() } else { format!("{label} from {name}") }
}

/// What was done, in words: "Imported 69 statements from positions.csv: 66 rows new, 3 changed, 2 refused."
fn done_words(label: &str, tally: Tally) -> String {
    let what = label.strip_prefix("import ").unwrap_or(label);
    let counts = [
        (tally.new, "new"),
        (tally.changes, "changed"),
        (tally.same, "in the record before"),
        (tally.passed_over, "passed over"),
        (tally.refused, "refused"),
    ];
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    format!("Imported {what}. Of its rows: {}.", counts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_told_in_words() {
        let label = label_of("import 69 statements", "positions.csv");
        assert_eq!(label, "import 69 statements from positions.csv");
        assert_eq!(label_of(&label, "positions.csv"), label);
        let tally = Tally { new: 66, changes: 3, refused: 2, ..Tally::default() };
        assert_eq!(
            done_words(&label, tally),
            "Imported 69 statements from positions.csv. Of its rows: 66 new, 3 changed, 2 refused."
        );
    }
}
