//! Doing what a plan says: the only place where records are written.

use super::atomic::{self, Failed};
use super::formats::Formats;
use super::read::{self, LARGEST};
use super::scan::WORKSPACE;
use super::swap::{self, Displaced, Outcome};
use super::{Folder, confined, files, folder_scan, whole, words};
use crate::model::{IdSet, RecordId, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// A save that is yet to be planned, rendered and written, on any thread. It holds a copy of all that it needs.
#[derive(Debug)]
pub struct SaveJob {
    folder: Folder,
    workspace: Workspace,
    touched: IdSet,
    whole: bool,
}

/// What came of a save, to be put in place where it was begun.
#[derive(Debug)]
pub struct SaveDone {
    /// What was written and what was not.
    pub report: SaveReport,
    /// Whether the files were as they should be before, so that nothing was written.
    pub was_saved: bool,
    /// What is known of the folder now.
    pub folder: Folder,
}

impl SaveJob {
    /// Plans, renders and writes.
    pub fn run(self) -> SaveDone {
        let Self { mut folder, workspace, touched, whole } = self;
        let plan = folder.plan(&workspace, &touched.into_iter().collect());
        if plan.is_empty() {
            return SaveDone { report: SaveReport::default(), was_saved: true, folder };
        }
        let report = if whole { plan.as_a_whole().run() } else { plan.run() };
        folder.settle(&report);
        SaveDone { report, was_saved: false, folder }
    }
}

/// What is to be written and removed. Made by [`Folder::plan`].
#[derive(Debug)]
pub struct SavePlan {
    pub(super) dir: PathBuf,
    /// In the order in which they are done.
    pub(super) steps: Vec<Step>,
    /// The folders in which other files are known: they stay, also if another program has taken those files away.
    pub(super) stay: BTreeSet<PathBuf>,
    /// What cannot be saved, known before trying.
    pub(super) refused: Vec<SaveFailure>,
    /// Whose folder it must be.
    pub(super) workspace: Option<Uuid>,
    /// What was kept beside the files until it was taken in, and is saved with this.
    pub(super) drops: Vec<PathBuf>,
    /// Whether it is done as a whole or not at all.
    pub(super) whole: bool,
}

/// One file to be written or removed.
#[derive(Debug)]
pub(super) struct Step {
    pub file: PathBuf,
    /// What it held when it was last read or written; none if it was not there.
    pub before: Option<Arc<[u8]>>,
    /// What it is to hold; none if it is to go.
    pub bytes: Option<Arc<[u8]>>,
    pub records: BTreeSet<RecordId>,
    pub touched: BTreeSet<RecordId>,
    /// The files that its records move from, with what they are known to hold.
    pub sources: BTreeMap<PathBuf, Arc<[u8]>>,
    /// Whether a record leaves it: then the other files must be safe first.
    pub loses: bool,
}

/// What came of a save.
#[derive(Clone, Debug, Default)]
pub struct SaveReport {
    /// The files that are on the disk as planned.
    pub saved: Vec<Saved>,
    /// The files that are as they were, and why.
    pub failed: Vec<SaveFailure>,
    /// The files among the failed ones that are as planned, and that a power cut could still take back.
    pub(super) unsure: Vec<Saved>,
    /// The files that other programs had changed meanwhile: they were not overwritten, and must be looked at first.
    pub outdated: Vec<PathBuf>,
    /// What other programs wrote into them and was not to be seen for a moment, and what was to be seen instead.
    pub(super) displaced: Vec<(PathBuf, Arc<[u8]>, Displaced)>,
}

impl Folder {
    /// A save of what `workspace` says of the `touched` records; as a whole or not at all, if it is to be `whole`.
    pub fn save_job(&self, workspace: Workspace, touched: IdSet, whole: bool) -> SaveJob {
        SaveJob { folder: self.clone(), workspace, touched, whole }
    }
}

impl SaveReport {
    /// Whether everything is on the disk.
    pub fn is_complete(&self) -> bool {
        self.failed.is_empty() && self.outdated.is_empty()
    }
}

/// A file that was saved.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The file, relative to the data folder.
    pub file: PathBuf,
    /// The records in it; none if it was removed.
    pub records: Arc<BTreeSet<RecordId>>,
    /// Its bytes.
    pub(super) bytes: Arc<[u8]>,
}

/// A file that was not saved. What was to be in it must be planned again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveFailure {
    /// The file, relative to the data folder; empty for the folder as a whole.
    pub file: PathBuf,
    /// Why, and what to do: the reason as a clause, then sentences, the last without its full stop.
    pub why: String,
    /// The touched records that it concerns.
    pub records: BTreeSet<RecordId>,
}

impl SaveFailure {
    /// The reason alone, without what to do about it: for where there is little room.
    pub fn reason(&self) -> &str {
        self.why.split_once(". ").map_or(self.why.as_str(), |(reason, _)| reason)
    }
}

impl SavePlan {
    /// Whether there is nothing to do and nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.refused.is_empty()
    }

    /// The files that it writes or removes, relative to the data folder.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.steps.iter().map(|step| step.file.as_path())
    }

    /// The same, to be done as a whole or not at all: if one file cannot be written, all stay as they are.
    #[must_use]
    pub fn as_a_whole(self) -> Self {
        Self { whole: true, ..self }
    }

    /// Writes and removes. A failure does not keep the other files from being saved, except that nothing is taken out of a file
    /// while what was to be put into another is not safe there, or the plan is to be done [as a whole](Self::as_a_whole).
    pub fn run(self) -> SaveReport {
        if self.whole {
            return whole::run(self);
        }
        let Self { dir, steps, stay, refused, workspace, drops, .. } = self;
        let mut report = SaveReport { failed: refused, ..SaveReport::default() };
        if let Some(why) = (!steps.is_empty()).then(|| why_not(&dir, workspace)).flatten() {
            let records = steps.into_iter().flat_map(|step| step.touched).collect();
            report.failed.push(SaveFailure { file: PathBuf::new(), why, records });
            return report;
        }
        let mut emptied = BTreeSet::new();
        for step in steps {
            let outcome = match step.loses && !report.is_complete() {
                true if report.failed.is_empty() => Ok(Outcome::Outdated),
                true => Err("waits until the other files of the change are saved".to_owned().into()),
                false => step.run(&dir, &stay, &emptied),
            };
            if step.bytes.is_none() && matches!(outcome, Ok(Outcome::Done)) {
                let folders = step.file.ancestors().skip(1).take_while(|folder| !dir.join(folder).is_dir());
                emptied.extend(folders.map(Path::to_owned));
            }
            let done = Saved { file: step.file.clone(), records: step.records.into(), bytes: step.bytes.unwrap_or_default() };
            match outcome {
                Ok(Outcome::Done) => report.saved.push(done),
                Ok(Outcome::Outdated) => report.outdated.push(step.file),
                Ok(Outcome::Displaced(displaced)) => {
                    let ours = || Arc::clone(&done.bytes);
                    report.displaced.extend(displaced.into_iter().map(|displaced| (step.file.clone(), ours(), displaced)));
                    report.outdated.push(step.file);
                }
                Err(Undone { why, is_done }) => {
                    report.failed.push(SaveFailure { file: step.file, why, records: step.touched });
                    report.unsure.extend(is_done.then_some(done));
                }
            }
        }
        if report.is_complete() {
            for path in drops {
                // It is in the record by now. What is left over is asked about at the next start.
                let _ = fs::remove_file(path);
            }
        }
        report
    }
}

/// Why nothing may be written to a folder now.
pub(super) fn why_not(dir: &Path, workspace: Option<Uuid>) -> Option<String> {
    folder_scan::why_gone(dir, true).or_else(|| {
        let (bytes, _) = files::read_capped(dir, Path::new(WORKSPACE)).ok()?;
        let found = read::content(&bytes, Formats::TODAY).ok()?.workspace?;
        workspace.is_some_and(|known| known != found).then(|| folder_scan::another(dir))
    })
}

/// Why a step was not done, or not for good.
struct Undone {
    why: String,
    /// Whether the disk is as planned all the same, and only a power cut could take it back.
    is_done: bool,
}

impl From<String> for Undone {
    fn from(why: String) -> Self {
        Self { why, is_done: false }
    }
}

impl Step {
    /// `stay` are folders that are not removed, `emptied` such as went with their last file in the same save.
    fn run(&self, dir: &Path, stay: &BTreeSet<PathBuf>, emptied: &BTreeSet<PathBuf>) -> Result<Outcome, Undone> {
        let Some(found) = self.check(dir, emptied)? else { return Ok(Outcome::Outdated) };
        let (path, found) = (dir.join(&self.file), found.bytes());
        let (done, what) = match &self.bytes {
            Some(bytes) => (write(dir, &path, found, bytes), "written"),
            None => (remove(dir, &self.file, found, stay), "removed"),
        };
        done.map_err(|Failed { error, is_done }| {
            let why = format!("could not be {what}: {}", words::of_writing(&error));
            Undone { why, is_done }
        })
    }

    /// What is on the disk, if that is what it was when the step was planned.
    pub(super) fn check(&self, dir: &Path, emptied: &BTreeSet<PathBuf>) -> Result<Option<Here>, String> {
        let path = dir.join(&self.file);
        let on_disk =
            here(dir, &self.file).map_err(|error| format!("cannot be read before writing: {}", words::of_writing(&error)))?;
        match (&on_disk, &self.before) {
            (Here::Nothing, Some(_))
                if !path.parent().is_some_and(Path::is_dir)
                    && !self.file.parent().is_some_and(|folder| emptied.contains(folder)) =>
            {
                return Err("its folder is gone. Bring it back to save; what you typed is kept here".to_owned());
            }
            (Here::Nothing, Some(_)) if self.bytes.is_none() => {}
            (Here::Nothing, None) => {}
            (Here::Bytes(found), before) if before.as_deref() == Some(found) || self.bytes.as_deref() == Some(found) => {}
            _ => return Ok(None),
        }
        // What another program wrote into a file that is to be left would stay behind in it, beside what is written here.
        // A file that records also leave is written when its sources may already have been.
        for (source, known) in self.sources.iter().filter(|_| !self.loses) {
            let found = here(dir, source)
                .map_err(|error| format!("cannot be written before {} is read: {}", source.display(), words::of_io(&error)))?;
            if found != Here::Nothing && found.bytes() != Some(known) {
                return Ok(None);
            }
        }
        Ok(Some(on_disk))
    }
}

/// What stands at a path.
#[derive(PartialEq)]
pub(super) enum Here {
    Nothing,
    Bytes(Vec<u8>),
    /// No regular file, or one larger than anything that was written here: what is in it does not matter.
    Other,
}

impl Here {
    fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Nothing | Self::Other => None,
        }
    }
}

fn here(dir: &Path, file: &Path) -> io::Result<Here> {
    confined::check_path(dir, file)?;
    match confined::metadata(dir, file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Here::Nothing),
        Err(error) => Err(error),
        Ok(found) if !found.is_file() || found.len() > LARGEST => Ok(Here::Other),
        Ok(_) => Ok(confined::read(dir, file, LARGEST)?.map_or(Here::Other, Here::Bytes)),
    }
}

fn write(dir: &Path, path: &Path, before: Option<&[u8]>, bytes: &[u8]) -> Result<Outcome, Failed> {
    if let Some(folder) = path.parent() {
        atomic::create_folders(dir, folder)?;
    }
    swap::replace(path, before, bytes)
}

/// Removes a file and the folders that it leaves empty, but not those that are to stay. What an earlier try has removed is made sure
/// of.
fn remove(dir: &Path, file: &Path, before: Option<&[u8]>, stay: &BTreeSet<PathBuf>) -> Result<Outcome, Failed> {
    let is_gone = |done: &io::Result<()>| match done {
        Ok(()) => true,
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if let Some(before) = before {
        let removed = swap::remove(&dir.join(file), before)?;
        if removed != Outcome::Done {
            return Ok(removed);
        }
    }
    for folder in file.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
        let here = dir.join(folder);
        if stay.contains(folder) || !is_gone(&fs::remove_dir(&here)) {
            return atomic::sync_folder(&here).map(|()| Outcome::Done).map_err(Failed::unsure);
        }
    }
    atomic::sync_folder(dir).map(|()| Outcome::Done).map_err(Failed::unsure)
}
