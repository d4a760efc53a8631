//! A folder of RON files and the model: reading all of it, writing only what changed.
//!
//! [`Store::open`] reads a data folder and never fails because of what a file holds: what cannot be read stays where it is,
//! untouched, and is named among the [`Problem`]s. A save has three steps, so that the slow one can be done elsewhere:
//! [`Store::plan`] finds out which files change and renders them, [`SavePlan::run`] writes them one by one, and
//! [`Store::settle`] takes note of what is on the disk now.
//!
//! A plan can also be done [as a whole](SavePlan::as_a_whole): then all files change or none does, through a kill as well.
//!
//! Where a record stands is decided when it is first saved with a name, and kept from then on (see `naming`). The path is for people; the id inside the file
//! is the truth, so a file may be renamed or moved within its folder by hand.

mod ancestors;
mod atomic;
mod beneath;
mod copy;
mod damaged;
mod dangling;
pub mod drafts;
mod earlier;
mod error;
mod files;
mod formats;
pub mod history;
mod locate;
pub mod locations;
mod lock;
mod look;
mod naming;
mod open;
mod outside;
mod papers;
mod place;
mod plain;
mod plan;
mod raw;
mod read;
mod render;
pub mod sample;
mod save;
mod scan;
pub mod settings;
mod shape;
mod sign;
pub mod signals;
mod slug;
mod swap;
pub mod system;
mod take;
#[cfg(test)]
mod tests;
mod watch;
mod whole;
mod words;

pub use atomic::write_atomically;
pub use copy::{Copied, CopyError, CopyPlan};
pub use damaged::{Mending, PutAside, erase_damaged};
pub use earlier::{Earlier, EarlierError, EarlierVersion, Unreadable};
pub use error::{Damage, DraftsError, FileError, LaunchError, RepairError, SettingsError};
pub use look::{Look, Sight};
pub use open::StoreError;
pub use outside::Outside;
pub use papers::{PaperError, read_file, write_file};
pub use raw::{RawFile, RawText, Row};
pub use save::{SaveFailure, SavePlan, SaveReport, Saved};
pub(crate) use slug::in_log;
pub use watch::Watch;

use crate::model::{RecordId, Workspace};
use files::Seen;
use formats::Formats;
use lock::Lock;
use outside::Missing;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use swap::Displaced;
use uuid::Uuid;

/// One open data folder. It holds the folder's lock for as long as it lives.
#[derive(Debug)]
pub struct Store {
    dir: PathBuf,
    /// What it reads and what it writes.
    formats: Formats,
    access: Access,
    /// Dropping it gives the lock back.
    lock: Lock,
    /// What a newer version wrote into the file of the workspace.
    newer: Option<String>,
    workspace_id: Option<Uuid>,
    /// What each file held when it was last looked at, by path relative to the folder.
    seen: Arc<BTreeMap<PathBuf, Seen>>,
    /// What is known to be in the files that could be read.
    files: BTreeMap<PathBuf, Known>,
    /// Where each record is, or was before it was deleted.
    homes: BTreeMap<RecordId, PathBuf>,
    /// Files that were not read, in lower case: nothing is ever written there.
    aside: BTreeSet<PathBuf>,
    /// Files that still hold records which are at home in another file by now: the next save takes them out.
    behind: BTreeSet<PathBuf>,
    /// Files that are as they should be, or gone, and that a power cut could still take back: the next save does them again.
    unsure: BTreeSet<PathBuf>,
    /// Files that hold what another file holds, too: they are read anew whenever something changes.
    doubtful: BTreeSet<PathBuf>,
    /// Files that were not as this program would write them, for as long as they say the same.
    originals: BTreeMap<PathBuf, Original>,
    /// What is to be told about files, by file.
    problems: BTreeMap<PathBuf, Vec<Problem>>,
    /// Folders that could not be looked into.
    closed: Vec<PathBuf>,
    /// Files that are gone from the folder, until it is known what that means.
    missing: BTreeMap<PathBuf, Missing>,
    /// Why the folder as a whole is not there.
    gone: Option<String>,
    /// What other programs wrote and displaced while a save met them, until it is taken in.
    displaced: BTreeMap<PathBuf, Vec<Displaced>>,
    /// What files held before, the newest last: what another program writes may go back to that.
    ancestors: BTreeMap<PathBuf, VecDeque<Arc<[u8]>>>,
    /// Where that was kept, until the record with it is saved.
    drops: Vec<PathBuf>,
    /// How many saves have been taken note of: what was seen before the last of them is out of date.
    generation: u64,
}

/// A file on the disk.
#[derive(Debug)]
struct Known {
    /// What it said when it could last be read, or was written.
    bytes: Arc<[u8]>,
    records: BTreeSet<RecordId>,
    /// Why it must not be written.
    locked: Option<String>,
}

/// A file as a person or another program wrote it.
#[derive(Clone, Debug)]
struct Original {
    /// How this program would write what it says.
    rendered: Arc<[u8]>,
    bytes: Arc<[u8]>,
}

/// What opening a folder gave.
#[derive(Debug)]
pub struct Opened {
    /// The open folder.
    pub store: Store,
    /// All records that could be read.
    pub workspace: Workspace,
    /// What could not be read, or not wholly; by file and line.
    pub problems: Vec<Problem>,
    /// Whether anything can be saved.
    pub access: Access,
}

/// Whether a folder can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It can.
    Writable,
    /// It cannot.
    ReadOnly {
        /// The reason, and what to do about it.
        why: String,
    },
}

/// Something about a file that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the data folder.
    pub file: PathBuf,
    /// The line, from 1, if it is about one.
    pub line: Option<usize>,
    /// The character in that line, from 1.
    pub column: Option<usize>,
    /// What is wrong, and what to do.
    pub what: String,
    /// What became of the file.
    pub kept_as: Kept,
    /// If it is about a link that leads nowhere: the record that is named and not there.
    pub missing: Option<RecordId>,
}

/// What became of a file with a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kept {
    /// It was not read. Its bytes stay where they are, and nothing is written to its path.
    SetAside,
    /// Its records are open, but cannot be changed.
    ReadOnly,
    /// Its records are open and can be changed.
    Opened,
    /// The folder as a whole is not there. The records are still open.
    Gone,
    /// It is gone from the folder, alone of it or with others. Its records are still open, and the user is asked what it means.
    Asked,
}

impl Store {
    /// A folder of which nothing is known yet.
    fn unread(dir: &Path, lock: Lock, formats: Formats) -> Self {
        let mut store = Self {
            dir: dir.to_owned(),
            formats,
            access: Access::Writable,
            lock,
            newer: None,
            workspace_id: None,
            seen: Arc::default(),
            files: BTreeMap::new(),
            homes: BTreeMap::new(),
            aside: BTreeSet::new(),
            behind: BTreeSet::new(),
            unsure: BTreeSet::new(),
            doubtful: BTreeSet::new(),
            originals: BTreeMap::new(),
            problems: BTreeMap::new(),
            closed: Vec::new(),
            missing: BTreeMap::new(),
            gone: None,
            displaced: BTreeMap::new(),
            ancestors: BTreeMap::new(),
            drops: Vec::new(),
            generation: 0,
        };
        store.judge_access();
        store
    }

    /// Whether anything can be saved follows from the lock and from what was read.
    fn judge_access(&mut self) {
        let why = match &self.lock {
            Lock::Refused(why) => Some(why.to_string()),
            Lock::Unwanted => Some("it was opened to be read only".to_owned()),
            Lock::Held(_) => self.newer.clone(),
        };
        self.access = why.map_or(Access::Writable, |why| Access::ReadOnly { why });
    }

    /// All that the user should know about the files, given the records that are open; by file and line.
    pub fn problems(&self, workspace: &Workspace) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.problems.values().flatten().cloned().collect();
        problems.extend(self.missing_problems());
        problems.extend(dangling::problems(self, workspace));
        problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        problems
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether anything can be saved.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Why that record cannot be changed, if it cannot.
    pub fn read_only(&self, id: RecordId) -> Option<&str> {
        if let Access::ReadOnly { why } = &self.access {
            return Some(why);
        }
        self.current(id).and_then(|(_, known)| known.locked.as_deref())
    }

    /// The file that a record is in, relative to the data folder.
    pub fn file_of(&self, id: RecordId) -> Option<&Path> {
        self.current(id).map(|(file, _)| file)
    }

    /// The file that holds a record now.
    fn current(&self, id: RecordId) -> Option<(&Path, &Known)> {
        let home = self.homes.get(&id)?;
        let known = self.files.get(home)?;
        known.records.contains(&id).then_some((home.as_path(), known))
    }

    /// Whether a record that a file holds is at home in another.
    fn is_elsewhere(&self, id: RecordId, file: &Path) -> bool {
        self.homes.get(&id).is_some_and(|home| home != file)
    }

    /// Takes note of what a save has put on the disk.
    pub fn settle(&mut self, report: &SaveReport) {
        self.generation += 1;
        if report.is_complete() {
            self.drops.clear();
        }
        for (file, ours, displaced) in &report.displaced {
            self.displaced.entry(file.clone()).or_default().push(displaced.clone());
            // For a moment it was to be seen in the file.
            self.note_ancestor(file, ours);
        }
        let mut left = BTreeSet::new();
        for (saved, is_sure) in
            report.saved.iter().map(|saved| (saved, true)).chain(report.unsure.iter().map(|saved| (saved, false)))
        {
            self.behind.remove(&saved.file);
            self.missing.remove(&saved.file);
            self.problems.remove(&saved.file);
            if is_sure {
                self.unsure.remove(&saved.file);
            } else {
                self.unsure.insert(saved.file.clone());
            }
            if saved.records.is_empty() {
                self.files.remove(&saved.file);
                Arc::make_mut(&mut self.seen).remove(&saved.file);
                continue;
            }
            let seen = Seen { sign: None, bytes: Ok(Arc::clone(&saved.bytes)) };
            Arc::make_mut(&mut self.seen).insert(saved.file.clone(), seen);
            for id in &saved.records {
                left.extend(self.homes.insert(*id, saved.file.clone()));
            }
            let known = Known { bytes: Arc::clone(&saved.bytes), records: saved.records.clone(), locked: None };
            if let Some(before) = self.files.insert(saved.file.clone(), known) {
                self.note_ancestor(&saved.file, &before.bytes);
            }
        }
        for file in left {
            let holds = self.files.get(&file).filter(|known| known.locked.is_none()).map(|known| &known.records);
            if holds.into_iter().flatten().any(|id| self.is_elsewhere(*id, &file)) {
                self.behind.insert(file);
            }
        }
    }
}
