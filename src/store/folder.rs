//! What is known of a data folder: a value that is free to copy, so that a worker plans a save or takes a change in on a copy of its
//! own, and the result is put in place of the first.

use super::external::Missing;
use super::files::Seen;
use super::formats::Formats;
use super::lock::Lock;
use super::swap::Displaced;
use super::{Access, Problem, SaveReport, dangling};
use crate::model::{RecordId, Workspace};
use imbl::OrdMap;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// What is known of one data folder. A copy shares all of it with the first one until either changes.
#[derive(Clone, Debug)]
pub struct Folder {
    pub(super) dir: PathBuf,
    /// What it reads and what it writes.
    pub(super) formats: Formats,
    pub(super) access: Access,
    /// Why the folder is not this program's to write, if it is not.
    pub(super) locked_out: Option<String>,
    /// What a newer version wrote into the file of the workspace.
    pub(super) newer: Option<String>,
    pub(super) workspace_id: Option<Uuid>,
    /// What each file held when it was last looked at, by path relative to the folder.
    pub(super) seen: OrdMap<PathBuf, Seen>,
    /// What is known to be in the files that could be read.
    pub(super) files: OrdMap<PathBuf, Known>,
    /// Where each record is, or was before it was deleted.
    pub(super) homes: OrdMap<RecordId, Arc<Path>>,
    /// Files that were not read, in lower case: nothing is ever written there.
    pub(super) aside: Arc<BTreeSet<PathBuf>>,
    /// Files that still hold records which are at home in another file by now: the next save takes them out.
    pub(super) behind: BTreeSet<PathBuf>,
    /// Files that are as they should be, or gone, and that a power cut could still take back: the next save does them again.
    pub(super) unsure: BTreeSet<PathBuf>,
    /// Files that hold what another file holds, too: they are read anew whenever something changes.
    pub(super) doubtful: BTreeSet<PathBuf>,
    /// Files that were not as this program would write them, for as long as they say the same.
    pub(super) originals: OrdMap<PathBuf, Original>,
    /// What is to be told about files, by file.
    pub(super) problems: OrdMap<PathBuf, Vec<Problem>>,
    /// Folders that could not be looked into.
    pub(super) closed: Vec<PathBuf>,
    /// Files that are gone from the folder, until it is known what that means.
    pub(super) missing: BTreeMap<PathBuf, Missing>,
    /// Why the folder as a whole is not there.
    pub(super) gone: Option<String>,
    /// What other programs wrote and displaced while a save met them, until it is taken in.
    pub(super) displaced: BTreeMap<PathBuf, Vec<Displaced>>,
    /// What files held before, the newest last: what another program writes may go back to that.
    pub(super) ancestors: OrdMap<PathBuf, VecDeque<Arc<[u8]>>>,
    /// Where that was kept, until the record with it is saved.
    pub(super) drops: Vec<PathBuf>,
    /// How many saves have been taken note of: what was seen before the last of them is out of date.
    pub(super) generation: u64,
}

/// A file on the disk.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// What it said when it could last be read, or was written.
    pub(super) bytes: Arc<[u8]>,
    pub(super) records: Arc<BTreeSet<RecordId>>,
    /// Why it must not be written.
    pub(super) locked: Option<String>,
}

/// A file as a person or another program wrote it.
#[derive(Clone, Debug)]
pub(super) struct Original {
    /// How this program would write what it says.
    pub(super) rendered: Arc<[u8]>,
    pub(super) bytes: Arc<[u8]>,
}

impl Folder {
    /// A folder of which nothing is known yet.
    pub(super) fn unread(dir: &Path, lock: &Lock, formats: Formats) -> Self {
        let mut folder = Self {
            dir: dir.to_owned(),
            formats,
            access: Access::Writable,
            locked_out: None,
            newer: None,
            workspace_id: None,
            seen: OrdMap::new(),
            files: OrdMap::new(),
            homes: OrdMap::new(),
            aside: Arc::default(),
            behind: BTreeSet::new(),
            unsure: BTreeSet::new(),
            doubtful: BTreeSet::new(),
            originals: OrdMap::new(),
            problems: OrdMap::new(),
            closed: Vec::new(),
            missing: BTreeMap::new(),
            gone: None,
            displaced: BTreeMap::new(),
            ancestors: OrdMap::new(),
            drops: Vec::new(),
            generation: 0,
        };
        folder.note_lock(lock);
        folder
    }

    /// Takes note of whose the folder is to write.
    pub(super) fn note_lock(&mut self, lock: &Lock) {
        self.locked_out = match lock {
            Lock::Refused(why) => Some(why.to_string()),
            Lock::Unwanted => Some("it was opened to be read only".to_owned()),
            Lock::Held(_) => None,
        };
        self.judge_access();
    }

    /// Whether anything can be saved follows from the lock and from what was read.
    pub(super) fn judge_access(&mut self) {
        let why = self.locked_out.clone().or_else(|| self.newer.clone());
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

    /// How many saves and decisions about files have been taken note of: what was seen before the last of them is out of date.
    pub fn generation(&self) -> u64 {
        self.generation
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
    pub(super) fn current(&self, id: RecordId) -> Option<(&Path, &Known)> {
        let home = self.homes.get(&id)?;
        let (home, known) = self.files.get_key_value(&**home)?;
        known.records.contains(&id).then_some((home.as_path(), known))
    }

    /// Whether a record that a file holds is at home in another.
    pub(super) fn is_elsewhere(&self, id: RecordId, file: &Path) -> bool {
        self.homes.get(&id).is_some_and(|home| **home != *file)
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
                self.seen.remove(&saved.file);
                continue;
            }
            let seen = Seen { fingerprint: None, bytes: Ok(Arc::clone(&saved.bytes)) };
            self.seen.insert(saved.file.clone(), seen);
            let home: Arc<Path> = saved.file.as_path().into();
            for id in saved.records.iter() {
                if self.homes.get(id).is_none_or(|before| *before != home) {
                    left.extend(self.homes.insert(*id, Arc::clone(&home)));
                }
            }
            let known = Known { bytes: Arc::clone(&saved.bytes), records: Arc::clone(&saved.records), locked: None };
            if let Some(before) = self.files.insert(saved.file.clone(), known) {
                self.note_ancestor(&saved.file, &before.bytes);
            }
        }
        for file in left {
            let known = self.files.get(&*file).filter(|known| known.locked.is_none());
            if known.is_some_and(|known| known.records.iter().any(|id| self.is_elsewhere(*id, &file))) {
                self.behind.insert(file.to_path_buf());
            }
        }
    }
}
