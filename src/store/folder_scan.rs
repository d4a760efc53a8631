//! A look at the data folder: what differs from what is known of it, found out on any thread.
//!
//! Every file is asked for its fingerprint, and only those are read whose fingerprint differs, or was taken so soon after the last change that
//! it says nothing. Nothing is decided here: what a missing file means is decided where the change is
//! [taken in](super::Folder::apply).

use super::files::{File, Seen};
use super::formats::Formats;
use super::lock::{self, Lock, LockCheck};
use super::read::Finding;
use super::scan::{self, WORKSPACE};
use super::{Store, words};
use chrono::{DateTime, Utc};
use imbl::OrdMap;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A look that is yet to be taken. Made by [`Store::scan`].
#[derive(Debug)]
pub struct FolderScan {
    dir: PathBuf,
    seen: OrdMap<PathBuf, Seen>,
    generation: u64,
    formats: Formats,
    now: DateTime<Utc>,
    /// What is to be found out about the lock.
    lock: LockCheck,
    /// Whether something was not in order when it was last looked at.
    is_uneasy: bool,
}

/// What a look found. Given to [`Folder::apply`](super::Folder::apply).
#[derive(Debug)]
pub struct FolderChange {
    pub(super) dir: PathBuf,
    pub(super) generation: u64,
    /// Why the folder as a whole is not there; then nothing else is known.
    pub(super) gone: Option<String>,
    /// The file of the workspace, if it is not as it was.
    pub(super) workspace: Option<Seen>,
    /// Files that are new or not as they were, as they are now.
    pub(super) changed: Vec<File>,
    /// Files that are as they were, with what is to be remembered of them.
    pub(super) same: Vec<(PathBuf, Seen)>,
    /// Files that are not there.
    pub(super) missing: Vec<Absent>,
    pub(super) closed: Vec<(PathBuf, String)>,
    pub(super) left_over: Vec<PathBuf>,
    /// The lock, if it is another's by now, or ours.
    pub(super) lock: Option<Lock>,
    was_uneasy: bool,
}

/// A file that is not there.
#[derive(Debug)]
pub(super) struct Absent {
    pub file: PathBuf,
    /// Whether its folder is not there either.
    pub with_folder: bool,
}

impl Store {
    /// A look at what is in the folder now. `now` tells which files have just been touched.
    pub fn scan(&self, now: DateTime<Utc>) -> FolderScan {
        FolderScan {
            dir: self.dir.clone(),
            seen: self.seen.clone(),
            generation: self.generation,
            formats: self.formats,
            now,
            lock: self.lock.check(),
            is_uneasy: self.gone.is_some() || !self.missing.is_empty() || !self.closed.is_empty(),
        }
    }
}

impl FolderScan {
    /// The same, for somebody who must hear of it even if there is nothing new.
    #[must_use]
    pub fn to_be_told(self) -> Self {
        Self { is_uneasy: true, ..self }
    }

    /// Looks. It takes as long as it takes to ask for every file, and to read what differs.
    pub fn run(self) -> FolderChange {
        self.run_past(|| {})
    }

    /// The same, with something that happens between listing the files and reading them.
    fn run_past(self, meanwhile: impl FnOnce()) -> FolderChange {
        let mut change = self.nothing_seen();
        if let Some(why) = self.why_gone() {
            change.gone = Some(why);
            return change;
        }
        // First the lock, so that nothing is missed that was saved before it came free.
        change.lock = lock::check(&self.dir, self.lock);
        let path = self.dir.join(WORKSPACE);
        let known = self.seen.get(Path::new(WORKSPACE));
        let seen = Seen::at(&self.dir, Path::new(WORKSPACE), Some(self.now));
        match known {
            Some(known) if known.bytes == seen.bytes => change.same.push((PathBuf::from(WORKSPACE), seen)),
            None if is_absent(&path) => {}
            _ => change.workspace = Some(seen),
        }
        let found = scan::scan(&self.dir);
        if let Some((_, why)) = found.closed.iter().find(|(closed, _)| closed.as_os_str().is_empty()) {
            change.gone = Some(format!("{} cannot be looked into: {why}. {GONE}", self.dir.display()));
            return change;
        }
        meanwhile();
        let mut here: BTreeSet<&Path> = found.files.iter().map(|(path, _)| path.as_path()).collect();
        for (path, fingerprint) in &found.files {
            let known = self.seen.get(path);
            if known.is_some_and(|known| known.fingerprint.is_some() && known.fingerprint == *fingerprint) {
                continue;
            }
            let seen = Seen::at(&self.dir, path, Some(self.now));
            if seen.bytes.is_err() && is_absent(&self.dir.join(path)) {
                // It went after it was listed: it is missing, not damaged.
                here.remove(path.as_path());
                continue;
            }
            match known {
                Some(known) if known.bytes == seen.bytes => change.same.push((path.clone(), seen)),
                _ => change.changed.push(File::understood(path, seen, self.formats)),
            }
        }
        for path in self.seen.keys().filter(|path| !here.contains(path.as_path()) && *path != Path::new(WORKSPACE)) {
            if found.closed.iter().any(|(closed, _)| path.starts_with(closed)) {
                continue;
            }
            match fs::symlink_metadata(self.dir.join(path)) {
                // Something else has its name.
                Ok(_) => {
                    let bytes = Err(Finding::whole("is not a regular file"));
                    if self.seen.get(path).is_none_or(|known| known.bytes != bytes) {
                        change.changed.push(File::understood(path, Seen { fingerprint: None, bytes }, self.formats));
                    }
                }
                Err(error) if says_absent(&error) => {
                    let with_folder = !path.parent().is_some_and(|folder| self.dir.join(folder).is_dir());
                    change.missing.push(Absent { file: path.clone(), with_folder });
                }
                // It cannot be asked for now, which says nothing about it.
                Err(_) => {}
            }
        }
        if let Some(why) = self.why_gone() {
            // It went meanwhile, so that what was seen says nothing about any file.
            return FolderChange { gone: Some(why), ..self.nothing_seen() };
        }
        change.closed = found.closed;
        change.left_over = found.left_over;
        change
    }

    fn nothing_seen(&self) -> FolderChange {
        FolderChange {
            dir: self.dir.clone(),
            generation: self.generation,
            gone: None,
            workspace: None,
            changed: Vec::new(),
            same: Vec::new(),
            missing: Vec::new(),
            closed: Vec::new(),
            left_over: Vec::new(),
            lock: None,
            was_uneasy: self.is_uneasy,
        }
    }

    /// Why the folder as a whole is not there, if it is not. An empty mount point is still a folder, so the file that makes it a
    /// workspace is looked for.
    fn why_gone(&self) -> Option<String> {
        why_gone(&self.dir, self.seen.contains_key(Path::new(WORKSPACE)))
    }
}

fn is_absent(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|error| says_absent(&error))
}

fn says_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// What is to be done about a data folder that is not there.
const GONE: &str = "The folder may have been moved, renamed or unplugged. What you typed is kept here; bring the folder back";

/// Why a data folder is not there as a whole, if it is not.
pub(super) fn why_gone(dir: &Path, has_workspace: bool) -> Option<String> {
    let dir_error = match fs::metadata(dir) {
        Ok(found) if found.is_dir() => None,
        Ok(_) => Some(ErrorKind::NotADirectory.into()),
        Err(error) => Some(error),
    };
    if let Some(error) = dir_error {
        return Some(format!("{} cannot be looked into: {}. {GONE}", dir.display(), words::of_io(&error)));
    }
    let error = has_workspace.then(|| fs::symlink_metadata(dir.join(WORKSPACE)).err()).flatten()?;
    Some(format!("{WORKSPACE} is not to be found in {}: {}. {GONE}", dir.display(), words::of_io(&error)))
}

/// That a folder is not the one that it was.
pub(super) fn another(dir: &Path) -> String {
    let what = "Nothing of it is read, and nothing is written to it; what you typed is kept here. Bring the folder back";
    format!("{} is the folder of another workspace now. {what}", dir.display())
}

impl FolderChange {
    /// The lock, if it is another's by now, or ours.
    pub(crate) fn into_lock(self) -> Option<Lock> {
        self.lock
    }

    /// Whether there is nothing to be done about it, nor to be remembered of it.
    pub fn is_empty(&self) -> bool {
        self.is_nothing_new() && self.same.is_empty()
    }

    /// Whether all is as it was when it was last looked at: then nobody need be woken for it.
    pub fn is_nothing_new(&self) -> bool {
        !self.was_uneasy
            && self.gone.is_none()
            && self.workspace.is_none()
            && self.changed.is_empty()
            && self.missing.is_empty()
            && self.closed.is_empty()
            && self.lock.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Kept, sample};
    use uuid::Uuid;

    /// The sample opened, and a look at it that every file must be read for.
    fn place() -> (tempfile::TempDir, Store, crate::model::Workspace) {
        let place = tempfile::tempdir().unwrap();
        let dir = place.path().join("record");
        sample::write_to(&dir).unwrap();
        let opened = Store::open(&dir, Uuid::nil()).unwrap();
        (place, opened.store, opened.workspace)
    }

    #[test]
    fn a_folder_that_goes_during_a_look_is_gone_and_no_file_of_it_is_damaged() {
        for again in [false, true] {
            let (place, mut store, workspace) = place();
            let (dir, away) = (place.path().join("record"), place.path().join("away"));
            let change = store.scan(DateTime::UNIX_EPOCH).run_past(|| {
                fs::rename(&dir, &away).unwrap();
                if again {
                    // Something stands in its place.
                    fs::create_dir(&dir).unwrap();
                }
            });
            let outside = store.apply(&change, &workspace);
            assert!(store.gone().is_some());
            assert_eq!((outside.files, outside.unsaved), (vec![], BTreeSet::new()));
            assert!(store.problems(&workspace).iter().all(|problem| problem.kept_as == Kept::Gone));
        }
    }

    #[test]
    fn a_file_that_goes_during_a_look_is_missing_and_no_damaged_one() {
        let (place, mut store, workspace) = place();
        let file = Path::new("parties/belarus-b0513573.ron");
        let path = place.path().join("record").join(file);
        let change = store.scan(DateTime::UNIX_EPOCH).run_past(|| fs::remove_file(&path).unwrap());
        let outside = store.apply(&change, &workspace);
        assert!(outside.again && outside.unsaved.is_empty(), "it may only be on its way");
        assert!(store.problems(&workspace).iter().all(|problem| problem.kept_as != Kept::SetAside));
        let change = store.scan(DateTime::UNIX_EPOCH).run();
        assert_eq!(store.apply(&change, &workspace).files, [file], "a second look takes it as deleted");
        // One that comes and goes was never there.
        fs::write(&path, "(").unwrap();
        let change = store.scan(DateTime::UNIX_EPOCH).run_past(|| fs::remove_file(&path).unwrap());
        assert_eq!(store.apply(&change, &workspace).files, [""; 0].map(PathBuf::from));
    }
}
