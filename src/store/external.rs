//! Taking in what a look at the folder found: what other programs changed while the record was open.
//!
//! A file that is gone is not taken for a deletion before a second look has missed it, too, and never if its folder went with it or
//! many others did: then the user is asked.

use super::ancestors;
use super::files::{File, Seen};
use super::folder_scan::{self, Absent};
use super::open::lower_case;
use super::read;
use super::take::ids_in;
use super::{Folder, FolderChange, Kept, Known, Problem};
use crate::model::{Binned, Record, RecordId, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// From how many files on nobody means to delete them one by one.
const MANY: usize = 4;

/// What came in from outside.
#[derive(Debug, Default)]
pub struct ExternalRecords {
    /// The records of the files that changed, as they were last read or written.
    pub base: BTreeMap<RecordId, Record>,
    /// The same records as they are now, and those that are new.
    pub theirs: BTreeMap<RecordId, Record>,
    /// Versions of some of them that other programs wrote and that were displaced when the next one was written.
    pub also: Vec<BTreeMap<RecordId, Record>>,
    /// The files that changed, relative to the data folder.
    pub files: Vec<PathBuf>,
    /// Which of the records went, by the file that they were in.
    pub left: BTreeMap<PathBuf, Vec<RecordId>>,
    /// The records of damaged files that somebody removed: they are still open, and are to be written again.
    pub unsaved: BTreeSet<RecordId>,
    /// Whether there must be another look: this one was out of date, or something is missing and may only be on its way.
    pub again: bool,
}

/// A file that is gone from the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// One look has missed it.
    Once,
    /// It is not known what it means, so the user is asked.
    Asked,
}

/// What it means that files are not there.
struct Judged {
    /// Those that were deleted or moved.
    gone: BTreeSet<PathBuf>,
    /// The records of those that were damaged before.
    unsaved: BTreeSet<RecordId>,
    /// Whether there must be another look to know.
    again: bool,
}

impl Folder {
    /// Takes in what a look found, given the records that are open. Afterwards the files are known as they are, and what the
    /// records should be is for the caller to work out of what they were and what they have become.
    pub fn apply(&mut self, change: &FolderChange, workspace: &Workspace) -> ExternalRecords {
        if change.dir != self.dir || change.generation != self.generation {
            return ExternalRecords { again: change.dir == self.dir, ..ExternalRecords::default() };
        }
        self.gone.clone_from(&change.gone);
        if change.gone.is_some() {
            return ExternalRecords::default();
        }
        if let Some(lock) = &change.lock {
            self.note_lock(lock);
            self.recover();
            if self.may_sweep() {
                self.sweep(&change.left_over);
            }
        }
        if let Some(seen) = &change.workspace {
            self.gone = self.is_another(seen);
            if self.gone.is_some() {
                return ExternalRecords::default();
            }
            self.take_workspace(seen.clone());
        }
        self.note_closed(&change.closed);
        for (path, seen) in &change.same {
            self.seen.insert(path.clone(), seen.clone());
        }
        let Judged { gone, unsaved, again } = self.judge_missing(&change.missing, &change.changed, workspace);
        ExternalRecords { unsaved, again, ..self.replace(change.changed.clone(), gone) }
    }

    /// Why the folder is not that of this workspace, if its file names another.
    fn is_another(&self, seen: &Seen) -> Option<String> {
        let known = self.workspace_id?;
        let found = seen.bytes.as_ref().ok().and_then(|bytes| read::content(bytes, self.formats).ok())?.workspace?;
        (found != known).then(|| folder_scan::another(&self.dir))
    }

    /// What it means that files are not there.
    fn judge_missing(&mut self, absent: &[Absent], changed: &[File], workspace: &Workspace) -> Judged {
        let elsewhere = ids_in(changed.iter());
        let binned = binned_in(changed).chain(workspace.bin.values()).flat_map(|binned| &binned.records);
        let binned: BTreeSet<RecordId> = binned.map(Record::id).collect();
        let before = std::mem::take(&mut self.missing);
        let (mut gone, mut doubted, mut damaged, mut again) = (BTreeSet::new(), Vec::new(), Vec::new(), false);
        for Absent { file, with_folder } in absent {
            let records = self.files.get(file).map(|known| &known.records);
            let is_told = |id: &RecordId| match id {
                // What came back from the bin leaves it, and what was chosen is no longer to be chosen.
                RecordId::Clash(_) => !*with_folder || absent.len() < MANY,
                RecordId::Binned(id) => workspace.bin.get(id).is_some_and(|binned| {
                    binned.records.iter().map(Record::id).all(|id| workspace.contains(id) || elsewhere.contains(&id))
                }),
                id => binned.contains(id) || self.is_elsewhere(*id, file),
            };
            if self.aside.contains(&lower_case(file)) && records.is_some_and(|records| !records.is_empty()) {
                damaged.push(file);
                continue;
            }
            let moved = records.is_some_and(|records| records.iter().any(|id| elsewhere.contains(id)));
            if moved || records.is_none_or(|records| records.iter().all(is_told)) {
                gone.insert(file.clone());
                continue;
            }
            match before.get(file) {
                Some(Missing::Asked) => drop(self.missing.insert(file.clone(), Missing::Asked)),
                Some(Missing::Once) => doubted.push((file, with_folder)),
                None => {
                    self.missing.insert(file.clone(), Missing::Once);
                    again = true;
                }
            }
        }
        let unsaved = self.forget_all(damaged.into_iter());
        let many = doubted.len() >= MANY;
        for (file, with_folder) in doubted {
            if many || *with_folder {
                self.missing.insert(file.clone(), Missing::Asked);
            } else {
                gone.insert(file.clone());
            }
        }
        Judged { gone, unsaved, again }
    }

    /// Forgets files, and gives the records that were in them.
    fn forget_all<'a>(&mut self, files: impl Iterator<Item = &'a PathBuf>) -> BTreeSet<RecordId> {
        let known: Vec<Known> = files.filter_map(|file| self.forget(file)).collect();
        self.note_aside();
        known.iter().flat_map(|known| known.records.iter().copied()).collect()
    }

    /// Takes files in anew in place of what was known of them, together with all that hold the same records.
    fn replace(&mut self, changed: Vec<File>, gone: BTreeSet<PathBuf>) -> ExternalRecords {
        if changed.is_empty() && gone.is_empty() {
            return ExternalRecords::default();
        }
        let mut outside = ExternalRecords::default();
        outside.files.extend(changed.iter().map(|file| file.path.clone()).chain(gone.iter().cloned()));
        let files = self.drawn_in(changed, &gone);
        let mut before = BTreeMap::new();
        let mut left = BTreeMap::new();
        let here = files.iter().map(|file| (file.path.clone(), false));
        for (path, is_gone) in here.chain(gone.into_iter().map(|path| (path, true))).collect::<Vec<_>>() {
            let known = self.files.get(&path);
            let at_home = known.into_iter().flat_map(|known| known.records.iter()).filter(|id| !self.is_elsewhere(**id, &path));
            let at_home: BTreeSet<RecordId> = at_home.copied().collect();
            self.missing.remove(&path);
            let Some(known) = self.forget(&path) else { continue };
            let theirs = files.iter().find(|file| file.path == path).and_then(|file| file.content.as_ref().ok());
            let table = ancestors::table(&known.bytes, self.formats);
            let older = theirs.and_then(|theirs| self.ancestor(&path, &table, &theirs.records));
            let is_here = |id| at_home.contains(&id) || older.is_some() && self.current(id).is_none();
            outside.base.extend(
                older.as_ref().unwrap_or(&table).iter().filter(|(id, _)| is_here(**id)).map(|(id, record)| (*id, record.clone())),
            );
            if outside.files.contains(&path) {
                self.note_ancestor(&path, &known.bytes);
            }
            left.insert(path.clone(), at_home);
            if !is_gone {
                before.insert(path, known);
            }
        }
        outside.also = self.displaced_versions(&outside.files, &outside.base);
        outside.theirs = self.take_all(files, before).into_iter().map(|record| (record.id(), record)).collect();
        // What can no longer be read is as it was.
        let kept = outside.base.iter().filter(|(id, _)| !outside.theirs.contains_key(id) && self.current(**id).is_some());
        let kept: Vec<(RecordId, Record)> = kept.map(|(id, record)| (*id, record.clone())).collect();
        outside.theirs.extend(kept);
        for (path, ids) in left {
            let ids: Vec<RecordId> = ids.into_iter().filter(|id| !outside.theirs.contains_key(id)).collect();
            if !ids.is_empty() {
                outside.left.insert(path, ids);
            }
        }
        outside
    }

    /// What other programs wrote into these files and displaced themselves. What such a version does not hold is as it was: the
    /// program that came last has said what is gone.
    fn displaced_versions(&mut self, files: &[PathBuf], base: &BTreeMap<RecordId, Record>) -> Vec<BTreeMap<RecordId, Record>> {
        let mut versions = Vec::new();
        for displaced in files.iter().filter_map(|file| self.displaced.remove(file)).flatten() {
            self.drops.extend(displaced.kept);
            if let Ok(content) = read::content(&displaced.bytes, self.formats) {
                let mut version = base.clone();
                version.extend(content.records.into_iter().map(|record| (record.id(), record)));
                versions.push(version);
            }
        }
        versions
    }

    /// Files that changed, and those that hold records of theirs or were in doubt: they are judged together, as at opening.
    fn drawn_in(&self, changed: Vec<File>, gone: &BTreeSet<PathBuf>) -> Vec<File> {
        let mut files: BTreeMap<PathBuf, File> = changed.into_iter().map(|file| (file.path.clone(), file)).collect();
        let homes = |files: &mut dyn Iterator<Item = &File>| -> BTreeSet<PathBuf> {
            let homes = ids_in(files).into_iter().filter_map(|id| self.current(id));
            homes.map(|(home, _)| home.to_owned()).collect()
        };
        let mut waiting = homes(&mut files.values());
        waiting.extend(self.doubtful.iter().cloned());
        while let Some(path) = waiting.pop_first() {
            if files.contains_key(&path) || gone.contains(&path) || self.missing.contains_key(&path) {
                continue;
            }
            let Some(seen) = self.seen.get(&path).cloned() else { continue };
            let file = File::understood(&path, seen, self.formats);
            waiting.extend(homes(&mut std::iter::once(&file)));
            files.insert(path, file);
        }
        files.into_values().collect()
    }

    /// The records of those ids as the files say them that they are in.
    pub fn as_saved(&self, ids: &BTreeSet<RecordId>) -> BTreeMap<RecordId, Record> {
        let homes: BTreeMap<&Path, &Known> = ids.iter().filter_map(|id| self.current(*id)).collect();
        let records =
            homes.values().filter_map(|known| read::content(&known.bytes, self.formats).ok()).flat_map(|content| content.records);
        records.filter(|record| ids.contains(&record.id())).map(|record| (record.id(), record)).collect()
    }

    /// Why the folder as a whole is not there, if it is not.
    pub fn gone(&self) -> Option<&str> {
        self.gone.as_deref()
    }

    /// The files that are gone and about which the user is asked.
    pub fn asked_about(&self) -> impl Iterator<Item = &Path> {
        self.missing.iter().filter(|(_, missing)| **missing == Missing::Asked).map(|(file, _)| file.as_path())
    }

    /// Whether that is a file about which the user is asked.
    pub(super) fn is_asked_about(&self, file: &Path) -> bool {
        self.missing.get(file) == Some(&Missing::Asked)
    }

    /// The user says that the files asked about were deleted.
    pub fn take_as_deleted(&mut self) -> ExternalRecords {
        let gone: BTreeSet<PathBuf> = self.asked_about().map(Path::to_owned).collect();
        self.generation += 1;
        self.replace(Vec::new(), gone)
    }

    /// The user says that the files asked about are to be written again. Gives the records that must be saved for it.
    pub fn write_again(&mut self) -> BTreeSet<RecordId> {
        let gone: Vec<PathBuf> = self.asked_about().map(Path::to_owned).collect();
        self.generation += 1;
        for file in &gone {
            self.missing.remove(file);
        }
        self.forget_all(gone.iter())
    }

    /// What is to be told about what is not there.
    pub(super) fn missing_problems(&self) -> Vec<Problem> {
        let problem = |file: &Path, what: String, kept_as| {
            let file = file.to_owned();
            Problem { file, line: None, column: None, what, kept_as, missing: None }
        };
        let mut problems: Vec<Problem> = self.gone.iter().map(|why| problem(Path::new(""), why.clone(), Kept::Gone)).collect();
        let asked: Vec<&Path> = self.asked_about().collect();
        if let Some(first) = asked.first() {
            let what = match asked.len() {
                1 => "is gone from the folder. Take it as deleted, or write it again?".to_owned(),
                count => {
                    format!("{count} files of the record are gone from the folder. Take them as deleted, or write them again?")
                }
            };
            let folder =
                first.ancestors().find(|above| asked.iter().all(|file| file.starts_with(above))).unwrap_or(Path::new(""));
            problems.push(problem(folder, what, Kept::Asked));
        }
        problems
    }
}

/// The bin entries in files.
fn binned_in(files: &[File]) -> impl Iterator<Item = &Binned> {
    let records = files.iter().filter_map(|file| file.content.as_ref().ok()).flat_map(|content| &content.records);
    records.filter_map(|record| match record {
        Record::Binned(binned) => Some(&**binned),
        _ => None,
    })
}
