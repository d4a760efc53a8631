//! Doing what a plan says: the only place where records are written.

use super::atomic::{self, Failed};
use super::read::LARGEST;
use super::scan::WORKSPACE;
use super::{plain, words};
use crate::model::RecordId;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be written and removed. Made by [`Store::plan`](super::Store::plan).
#[derive(Debug)]
pub struct SavePlan {
    pub(super) dir: PathBuf,
    /// In the order in which they are done.
    pub(super) steps: Vec<Step>,
    /// What cannot be saved, known before trying.
    pub(super) refused: Vec<SaveFailure>,
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
}

/// A file that was saved.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The file, relative to the data folder.
    pub file: PathBuf,
    /// The records in it; none if it was removed.
    pub records: BTreeSet<RecordId>,
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

    /// Writes and removes. A failure does not keep the other files from being saved, except that nothing is taken out of a file
    /// while what was to be put into another is not safe there.
    pub fn run(self) -> SaveReport {
        let Self { dir, steps, refused } = self;
        let mut report = SaveReport { failed: refused, ..SaveReport::default() };
        // An empty mount point is still a folder, so the file that makes it a workspace is looked for.
        let gone = (!steps.is_empty()).then(|| fs::metadata(dir.join(WORKSPACE)).err()).flatten();
        if let Some(error) = gone {
            let what = "The folder may have been moved, renamed or unplugged. What you typed is kept here; bring the folder back";
            let why = format!("{} is not to be found in {}: {}. {what}", WORKSPACE, dir.display(), words::of_io(&error));
            let records = steps.into_iter().flat_map(|step| step.touched).collect();
            report.failed.push(SaveFailure { file: PathBuf::new(), why, records });
            return report;
        }
        for step in steps {
            let outcome = if step.loses && !report.failed.is_empty() {
                Err("waits until the other files of the change are saved".to_owned().into())
            } else {
                step.run(&dir)
            };
            let done = Saved { file: step.file.clone(), records: step.records, bytes: step.bytes.unwrap_or_default() };
            match outcome {
                Ok(()) => report.saved.push(done),
                Err(Undone { why, is_done }) => {
                    report.failed.push(SaveFailure { file: step.file, why, records: step.touched });
                    report.unsure.extend(is_done.then_some(done));
                }
            }
        }
        report
    }
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
    fn run(&self, dir: &Path) -> Result<(), Undone> {
        self.check(dir)?;
        let path = dir.join(&self.file);
        let (done, what) = match &self.bytes {
            Some(bytes) => (write(dir, &path, bytes), "written"),
            None => (remove(dir, &path), "removed"),
        };
        done.map_err(|Failed { error, is_done }| {
            let why = format!("could not be {what}: {}", words::of_writing(&error));
            Undone { why, is_done }
        })
    }

    /// Whether the disk is as it was when the step was planned.
    fn check(&self, dir: &Path) -> Result<(), String> {
        let path = dir.join(&self.file);
        let on_disk = read(&path).map_err(|error| format!("cannot be read before writing: {}", words::of_writing(&error)))?;
        match (&on_disk, &self.before) {
            (Some(found), before) if before.as_deref() != Some(found.as_slice()) && self.bytes.as_deref() != Some(found) => {
                let what = "Open the workspace again to see it; what you typed here is not in it";
                return Err(format!("was changed by another program and was not overwritten. {what}"));
            }
            (None, Some(_)) if !path.parent().is_some_and(Path::is_dir) => {
                return Err("its folder is gone. Bring it back to save; what you typed is kept here".to_owned());
            }
            _ => {}
        }
        // What another program wrote into a file that is to be left would stay behind in it, beside what is written here.
        // A file that records also leave is written when its sources may already have been.
        for (source, known) in self.sources.iter().filter(|_| !self.loses) {
            let found = read(&dir.join(source))
                .map_err(|error| format!("cannot be written before {} is read: {}", source.display(), words::of_io(&error)))?;
            if found.is_some_and(|found| found != **known) {
                let what = "Open the workspace again to see it; what you typed here is not in it";
                return Err(format!("was to take over from {}, which was changed by another program. {what}", source.display()));
            }
        }
        Ok(())
    }
}

/// The bytes of a file, or nothing if there is none.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        // Larger than anything that was written here: what is in it does not matter.
        Ok(found) if found.len() > LARGEST => return Ok(Some(Vec::new())),
        found => found?,
    };
    plain::read(path, LARGEST).map(|bytes| Some(bytes.unwrap_or_default()))
}

fn write(dir: &Path, path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    if let Some(folder) = path.parent() {
        atomic::create_folders(dir, folder)?;
    }
    atomic::put(path, bytes)
}

/// Removes a file and the folders that it leaves empty. What an earlier try has removed is made sure of.
fn remove(dir: &Path, path: &Path) -> Result<(), Failed> {
    let is_gone = |done: &io::Result<()>| match done {
        Ok(()) => true,
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    let done = fs::remove_file(path);
    if !is_gone(&done) {
        done?;
    }
    let mut folder = path.parent();
    while let Some(here) = folder.filter(|here| *here != dir) {
        if !is_gone(&fs::remove_dir(here)) {
            return atomic::sync_folder(here).map_err(Failed::unsure);
        }
        folder = here.parent();
    }
    atomic::sync_folder(dir).map_err(Failed::unsure)
}
