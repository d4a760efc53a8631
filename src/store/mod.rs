//! A folder of RON files and the model: reading all of it, writing only what changed.
//!
//! [`Store::open`] reads a data folder and never fails because of what a file holds: what cannot be read stays where it is,
//! untouched, and is named among the [`Problem`]s. What is known of the folder is a [`Folder`], which is free to copy: a save is a
//! [`SaveJob`] on a copy, for any thread. [`Folder::plan`] finds out which files change and renders them, [`SavePlan::run`] writes them
//! one by one, and [`Folder::settle`] takes note of what is on the disk now. The copy then takes the place of the first.
//!
//! A plan can also be done [as a whole](SavePlan::as_a_whole): then all files change or none does, through a kill as well.
//!
//! Where a record stands is decided when it is first saved with a name, and kept from then on (see `naming`). The path is for people; the id inside the file
//! is the truth, so a file may be renamed or moved within its folder by hand.

mod ancestors;
mod atomic;
mod confined;
mod copy;
mod damaged;
mod dangling;
pub mod documents;
pub mod drafts;
mod earlier;
mod error;
mod external;
mod files;
mod fingerprint;
mod folder;
mod folder_scan;
mod formats;
pub mod history;
mod locate;
pub mod locations;
mod lock;
mod naming;
mod open;
mod papers;
mod place;
mod plan;
mod raw;
mod read;
mod regular_file;
mod render;
pub mod sample;
mod save;
mod scan;
pub mod settings;
mod shape;
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
pub use damaged::{PutAside, Repair, erase_damaged};
pub use earlier::{Earlier, EarlierError, EarlierVersion, Unreadable};
pub use error::{Damage, DraftsError, FileError, LaunchError, RepairError, SettingsError};
pub use external::ExternalRecords;
pub use folder::Folder;
pub use folder_scan::{FolderChange, FolderScan};
pub(crate) use lock::Lock;
pub use open::StoreError;
pub use papers::{PaperError, read_file, write_file};
pub use raw::{RawFile, RawText, Row};
pub use save::{SaveDone, SaveFailure, SaveJob, SavePlan, SaveReport, Saved};
pub(crate) use slug::in_log;
pub use watch::Watch;

use crate::model::{RecordId, Workspace};
use folder::{Known, Original};
use std::ops::{Deref, DerefMut};
use std::path::PathBuf;

/// One open data folder. It holds the folder's lock for as long as it lives.
#[derive(Debug)]
pub struct Store {
    /// Dropping it gives the lock back.
    lock: Lock,
    folder: Folder,
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
    /// Puts in place what has become of a copy of what was known, and the lock, if another was found on the way.
    pub(crate) fn replace(&mut self, folder: Folder, lock: Option<Lock>) {
        self.folder = folder;
        if let Some(lock) = lock {
            self.lock = lock;
        }
    }
}

/// What is known of the folder is to be asked of the store.
impl Deref for Store {
    type Target = Folder;

    fn deref(&self) -> &Folder {
        &self.folder
    }
}

impl DerefMut for Store {
    fn deref_mut(&mut self) -> &mut Folder {
        &mut self.folder
    }
}
