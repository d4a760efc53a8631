//! The history: every version of every record, in a git repository of the data folder that any git tool can read.

mod bulk;
mod change;
mod disk;
mod entry;
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
#[cfg(test)]
mod tests;
mod tidy;
mod tree;
mod verify;
mod versions;

pub use entry::{Entry, FileVersion, HistoryError, Verdict, Version, VersionId, Versions};

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
