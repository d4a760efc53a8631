//! The history: every version of every record, in a git repository of the data folder that any git tool can read.
//!
//! An entry is a commit: what was done in a pause of the work or by a named action, who did it and when, and the files of the record
//! as they are on the disk, to the last byte, those that cannot be read as records included. Its last lines name the records that it
//! changed (`message`), worked out from the files themselves. [`History::keep`] makes one of what a session saved,
//! [`History::keep_rest`] one of what was changed while nobody kept it; [`History::versions`] reads them, newest first.
//!
//! # Where it is
//!
//! In `.git` of the data folder, if this copy of the program made that, which is noted outside of the folder (`trust`). A `.git` that
//! came with a folder is left alone, byte for byte. Then, in a folder that another program carries to other machines, and in or below
//! a git repository of the user's own, the history is in the platform's state folder (`place`, `synchronised`), and that is told.
//!
//! # What always holds
//!
//! - An entry is on the disk when [`History::keep`] returns: objects, branch and folders are synced, each before what names it, so
//!   that the program can be stopped anywhere (`keep`). What a crash left is swept by whoever next holds the folder's lock.
//! - `git fsck --strict` has nothing against it, and `git status` is clean after each entry. Nothing is converted on the way, whatever
//!   the user has set. A user's own commits and branches are gone on from.
//! - Nothing is deleted but what a user erases for good (`erase`). What is altered in the past is noticed by the last entry that this machine knows, which is noted outside of the
//!   repository (`known`); what was altered stays told until the user accepts it.
//! - Damage never stops the work. Settings and the end of the history are mended; a history that cannot go on is put aside, whole, as
//!   `.git.damaged-<date>`, and a new one begins; a damaged version further back is named where it is met and by [`History::verify`].
//! - It stays small: see `tidy`.
//!
//! What it does not do: it does not fetch, push or merge, and it is no undo. To bring a version back is an edit like any other.
//!
//! # git2 or gix
//!
//! Measured with the sample's longest file (36 KB), one commit each, unoptimised, on one core: git2 0.21 adds 3 crates and 34 s to a
//! cold build, and takes 7 ms a commit, or 72 ms if it is durable on the disk of that machine; gix 0.90 adds 67 crates and 41 s, and
//! takes 10 ms. What decided it is not speed. gix syncs neither objects nor branches nor packs, so that an entry would not outlast a
//! power cut; and it writes packs without looking for similar objects and clears nothing up, so that the history would not stay small.
//! git2 does both. Its price is a library in C, and one fault of that is guarded against in `objects`.

mod bulk;
mod change;
mod disk;
mod entry;
mod erase;
mod head;
mod index;
mod keep;
mod known;
mod message;
mod objects;
mod open;
mod packs;
mod place;
mod repository;
mod synchronised;
mod taken_over;
#[cfg(test)]
mod tests;
mod tidy;
mod tree;
mod trust;
mod verify;
mod versions;

pub use entry::{Entry, FileVersion, HistoryError, Verdict, Version, VersionId, Versions};
pub use erase::{ERASING, Erased, ErasedHistory};
pub use taken_over::TakenOver;

use known::Known;
use objects::Objects;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The history of one data folder. It is used from one thread; whoever writes to it holds the folder's lock.
pub struct History {
    /// The data folder.
    dir: PathBuf,
    /// The repository's folder.
    git: PathBuf,
    /// Whether the repository stands apart from the data folder.
    apart: bool,
    repo: Objects,
    /// Where its last entry is noted, outside of it.
    known: Option<Known>,
    to_read: bool,
    /// Whether git's list of files has fallen behind, because another program held it.
    index_is_behind: bool,
    /// Whether something may lie in the repository that a power cut could take away: it stopped in the midst of writing.
    is_unsure: bool,
    /// How many loose objects there are; none if they were not counted yet.
    loose: Option<usize>,
    /// Files of entries that could not be made: the next one has them, too.
    missed: BTreeSet<PathBuf>,
    /// What is to be told.
    news: Vec<String>,
}

impl History {
    /// The folder of the repository.
    pub fn git_dir(&self) -> &Path {
        &self.git
    }

    /// What happened to the history since this was last asked, in words for the user.
    pub fn take_news(&mut self) -> Vec<String> {
        std::mem::take(&mut self.news)
    }

    fn must_write(&self) -> Result<(), HistoryError> {
        match self.to_read {
            true => Err(HistoryError::None("The history was opened to be read only".to_owned())),
            false => Ok(()),
        }
    }
}
