//! Opens a data folder: loads all that can be read, and reports what cannot.

use super::files::{Seen, read_files};
use super::formats::Formats;
use super::lock::{self, Lock};
use super::read::{self, Content, Finding};
use super::scan::{self, FOLDERS, WORKSPACE};
use super::swap::{self, Verdict};
use super::{Access, Folder, Kept, Opened, Store, atomic, render, whole, words};
use crate::model::{Filed, RecordId, Workspace};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Why a folder could not be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The path leads to a file.
    #[error("{} is a file. Choose a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The folder is somebody else's.
    #[error("{} holds other files and no workspace. Choose an empty folder or the folder of a workspace", .0.display())]
    NotAWorkspace(PathBuf),
    /// The folder cannot be looked into.
    #[error("{} cannot be read: {}", dir.display(), words::of_io(source))]
    Unreadable {
        /// Which folder.
        dir: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is nothing to read.
    #[error("{} holds no workspace yet", .0.display())]
    Nothing(PathBuf),
    /// There is nothing yet, and nothing can be made.
    #[error("a new workspace cannot be made in {}: {why}", dir.display())]
    CannotCreate {
        /// Which folder.
        dir: PathBuf,
        /// Why, in words.
        why: String,
    },
}

impl Store {
    /// Opens the data folder `dir`. A folder that is absent or empty becomes an empty workspace with the id `new_id`. A folder
    /// that another copy has open, or that cannot be written, opens to be read.
    ///
    /// # Errors
    /// Only if there is no such folder to be had; never because of what a file holds.
    pub fn open(dir: &Path, new_id: Uuid) -> Result<Opened, StoreError> {
        Self::open_with(dir, new_id, Formats::TODAY)
    }

    /// As [`open`](Self::open), for a program that knows these formats.
    pub(super) fn open_with(dir: &Path, new_id: Uuid, formats: Formats) -> Result<Opened, StoreError> {
        let state = match folder_state(dir)? {
            Some(state) => state,
            None => {
                atomic::create_root(dir)
                    .map_err(|error| StoreError::CannotCreate { dir: dir.to_owned(), why: words::of_io(&error) })?;
                State::Empty
            }
        };
        Self::open_as(dir, state, lock::take(dir), new_id, formats)
    }

    /// Opens the data folder `dir` for one look at it: nothing in it is made, locked or tidied, so that it does not matter who
    /// else has it open.
    ///
    /// # Errors
    /// As [`open`](Self::open), and if there is no workspace.
    pub fn open_to_read(dir: &Path) -> Result<Opened, StoreError> {
        Self::open_to_read_with(dir, Formats::TODAY)
    }

    /// As [`open_to_read`](Self::open_to_read), for a program that knows these formats.
    pub(super) fn open_to_read_with(dir: &Path, formats: Formats) -> Result<Opened, StoreError> {
        match folder_state(dir)? {
            None | Some(State::Empty) => Err(StoreError::Nothing(dir.to_owned())),
            Some(state) => Self::open_as(dir, state, Lock::Unwanted, Uuid::nil(), formats),
        }
    }

    /// Whether there is a workspace in the folder `dir`, or at least records.
    ///
    /// # Errors
    /// If that cannot be found out, or there is something else.
    pub fn holds_workspace(dir: &Path) -> Result<bool, StoreError> {
        Ok(matches!(folder_state(dir)?, Some(State::Workspace | State::Nameless)))
    }

    /// Whether the folder `dir` is there, whatever is in it.
    pub fn has_folder(dir: &Path) -> bool {
        dir.is_dir()
    }

    /// Takes a workspace away again in which there are no records yet, and its folder if that was made for it too.
    pub fn unmake(dir: &Path, with_folder: bool) {
        if scan::scan(dir).files.is_empty() {
            // What stays is an empty workspace.
            for folder in FOLDERS {
                let _ = fs::remove_dir(dir.join(folder));
            }
            let _ = fs::remove_file(dir.join(WORKSPACE));
            let _ = fs::remove_file(dir.join(lock::LOCK));
            if with_folder {
                let _ = fs::remove_dir(dir);
            }
        }
    }

    fn open_as(dir: &Path, state: State, lock: Lock, new_id: Uuid, formats: Formats) -> Result<Opened, StoreError> {
        let mut folder = Folder::unread(dir, &lock, formats);
        let mut workspace = Workspace::new(folder.identify(state, new_id)?);
        folder.recover();
        let mut found = scan::scan(dir);
        if folder.may_sweep() && !found.left_over.is_empty() {
            folder.sweep(&found.left_over);
            found = scan::scan(dir);
        }
        folder.note_closed(&found.closed);
        let paths: Vec<PathBuf> = found.files.into_iter().map(|(path, _)| path).collect();
        workspace.extend(folder.take_all(read_files(dir, &paths, None, formats), BTreeMap::new()));
        let (problems, access) = (folder.problems(&workspace), folder.access.clone());
        Ok(Opened { store: Self { lock, folder }, workspace, problems, access })
    }
}

impl Folder {
    /// Finds out the workspace's id, or gives it one.
    fn identify(&mut self, state: State, new_id: Uuid) -> Result<Uuid, StoreError> {
        let (name, path) = (Path::new(WORKSPACE), self.dir.join(WORKSPACE));
        if state == State::Workspace {
            let seen = Seen::at(&self.dir, name, None);
            return Ok(self.take_workspace(seen).unwrap_or(new_id));
        }
        let cannot = |why| StoreError::CannotCreate { dir: self.dir.clone(), why };
        let made = match &self.access {
            Access::ReadOnly { why } => Err(why.clone()),
            Access::Writable => render::workspace(new_id, self.formats)
                .map_err(|error| error.to_string())
                .and_then(|bytes| atomic::write_atomically(&path, &bytes).map_err(|error| words::of_io(&error))),
        };
        match (state, made) {
            (State::Nameless, Err(_)) => self.problem(name, Finding::whole("is missing"), Kept::Opened),
            (state, made) => {
                made.map_err(cannot)?;
                self.take_workspace(Seen::at(&self.dir, name, None));
                if state == State::Nameless {
                    self.problem(name, Finding::whole("was missing; a new one was written"), Kept::Opened);
                }
            }
        }
        Ok(new_id)
    }

    /// Takes the file in that makes the folder a workspace, and gives the workspace's id if it says one.
    pub(super) fn take_workspace(&mut self, seen: Seen) -> Option<Uuid> {
        let name = Path::new(WORKSPACE);
        let content = seen.bytes.as_ref().map_err(Clone::clone).and_then(|bytes| read::content(bytes, self.formats));
        self.seen.insert(name.to_owned(), seen);
        self.problems.remove(name);
        self.newer = None;
        let id = match content {
            Ok(Content { workspace, newer, records }) => {
                if !records.is_empty() {
                    let what = "holds records, which are looked for in the folders only. Move them to a file of their own";
                    self.problem(name, Finding::whole(what), Kept::Opened);
                }
                if workspace.is_none() {
                    self.problem(name, Finding::whole("gives no `workspace_id`"), Kept::Opened);
                }
                self.newer = newer.first().map(|first| format!("{WORKSPACE} {}", first.what));
                newer.into_iter().for_each(|finding| self.problem(name, finding, Kept::ReadOnly));
                workspace
            }
            Err(finding) => {
                self.problem(name, finding, Kept::SetAside);
                None
            }
        };
        self.workspace_id = id.or(self.workspace_id);
        self.judge_access();
        id
    }

    /// Says which folders could not be looked into.
    pub(super) fn note_closed(&mut self, closed: &[(PathBuf, String)]) {
        let before = std::mem::take(&mut self.closed);
        before.iter().for_each(|folder| drop(self.problems.remove(folder)));
        for (folder, why) in closed {
            self.problem(folder, Finding::whole(format!("is not read: {why}")), Kept::SetAside);
            self.closed.push(folder.clone());
        }
    }

    /// Whether temporary files are nobody's any more. While a change waits to be taken back they are what it is taken back to.
    pub(super) fn may_sweep(&self) -> bool {
        self.access == Access::Writable && !whole::is_cut_short(&self.dir)
    }

    /// Takes back a change of several files that was cut short, or says that there is one.
    pub(super) fn recover(&mut self) {
        let journal = Path::new(whole::JOURNAL);
        self.problems.remove(journal);
        let what = match &self.access {
            Access::Writable => match whole::recover(&self.dir) {
                Ok(false) => return,
                Ok(true) => {
                    log::warn!("a change of several files had been cut short, and was taken back");
                    return;
                }
                Err((file, error)) => {
                    let why = words::of_writing(&error);
                    format!("an import or another change of several files was cut short, and {} cannot be taken back: {why}", file.display())
                }
            },
            Access::ReadOnly { .. } if whole::is_cut_short(&self.dir) => {
                "an import or another change of several files is under way, or was cut short: then the next start that may write takes it back"
                    .to_owned()
            }
            Access::ReadOnly { .. } => return,
        };
        self.problem(journal, Finding::whole(what), Kept::Opened);
    }

    /// Removes temporary files that were left over. One that another program wrote, and that a save had displaced when it was
    /// cut short, gets a name under which it is read beside the file that it belongs to: two files with one record are told.
    pub(super) fn sweep(&mut self, left_over: &[PathBuf]) {
        for path in left_over.iter().map(|path| self.dir.join(path)) {
            let is_exchanged = path.file_name().is_some_and(|name| swap::is_exchanged(&name.to_string_lossy()));
            // Only tidiness: one that stays does no harm, and the next start tries again.
            let _ = match is_exchanged.then(|| swap::judge(&path)) {
                None | Some(Ok(Verdict::Drop)) => fs::remove_file(&path),
                Some(Ok(Verdict::Offer(of))) => swap::offer(&path, of.as_deref()),
                Some(Err(error)) => Err(error),
            };
        }
    }
}

/// What is in a folder before it is opened.
#[derive(PartialEq)]
enum State {
    Empty,
    Workspace,
    /// Records, but not the file that names the workspace.
    Nameless,
}

/// Nothing if there is no such folder.
fn folder_state(dir: &Path) -> Result<Option<State>, StoreError> {
    let unreadable = |source| StoreError::Unreadable { dir: dir.to_owned(), source };
    match fs::metadata(dir) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(StoreError::NotAFolder(dir.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(dir).map_err(unreadable)? {
        names.push(entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned());
    }
    if names.iter().any(|name| name == WORKSPACE) {
        Ok(Some(State::Workspace))
    } else if names.iter().any(|name| FOLDERS.contains(&name.as_str())) {
        Ok(Some(State::Nameless))
    } else if names.iter().all(|name| name.starts_with('.')) {
        Ok(Some(State::Empty))
    } else {
        Err(StoreError::NotAWorkspace(dir.to_owned()))
    }
}

/// Whether records of that kind have files of their own, rather than being in another record's file.
pub(super) fn has_own_file(id: RecordId) -> bool {
    id.filed() == Filed::Alone
}

/// A path as systems see it that do not tell upper from lower case.
pub(super) fn lower_case(path: &Path) -> PathBuf {
    PathBuf::from(path.to_string_lossy().to_lowercase())
}
