//! The values that go into the history and come out of it: entries, versions, errors.

use crate::model::{Change, RecordId};
use chrono::{DateTime, FixedOffset};
use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// What was done and saved since the last entry, to be kept by [`History::keep`](super::History::keep).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was done: "add statement; change text".
    pub label: String,
    /// In whose name; may be empty.
    pub author: String,
    /// When, on the clock of whoever did it.
    pub when: DateTime<FixedOffset>,
    /// The records that were edited. What an entry says of itself is worked out from its files; this is for telling.
    pub touched: BTreeSet<RecordId>,
    /// The files that were written or removed, relative to the data folder.
    pub files: BTreeSet<PathBuf>,
}

/// Names one entry of the history: the hash of its commit, as git prints it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionId(pub(super) git2::Oid);

impl VersionId {
    /// The first ten digits, which are enough to tell entries apart.
    pub fn short(self) -> String {
        let mut digits = self.0.to_string();
        digits.truncate(10);
        digits
    }
}

impl fmt::Display for VersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for VersionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VersionId({})", self.short())
    }
}

impl FromStr for VersionId {
    type Err = HistoryError;

    fn from_str(text: &str) -> Result<Self, HistoryError> {
        let whole = (text.len() == 40).then(|| text.parse().ok()).flatten();
        whole.map(Self).ok_or_else(|| HistoryError::NoSuchVersion(text.to_owned()))
    }
}

/// One entry of the history, with what it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// Which entry.
    pub id: VersionId,
    /// When, on the clock of whoever made it.
    pub when: DateTime<FixedOffset>,
    /// Who made it.
    pub who: String,
    /// What was done: "add statement; change text".
    pub label: String,
    /// The records that it changed, before and after. Of one record only, where that was asked for.
    pub change: Change,
    /// The files that it changed, relative to the data folder.
    pub files: Vec<PathBuf>,
    /// Whether it was made outside Rapporteur, or holds what was changed there.
    pub outside: bool,
}

/// Some entries of the history, newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Versions {
    /// The entries.
    pub list: Vec<Version>,
    /// From where to ask for older ones; none if there are none.
    pub next: Option<VersionId>,
    /// In words, what could not be read on the way.
    pub damaged: Vec<String>,
}

/// One version of a file, for files that cannot be read as records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileVersion {
    /// Which entry.
    pub id: VersionId,
    /// When, on the clock of whoever made it.
    pub when: DateTime<FixedOffset>,
    /// Who made it.
    pub who: String,
    /// What was done.
    pub label: String,
    /// How many bytes the file has in it; none if it was removed.
    pub size: Option<usize>,
    /// Whether its records can be read there.
    pub readable: bool,
}

/// What [`History::verify`](super::History::verify) found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many entries the history has.
    pub entries: usize,
    /// How many objects were read and hashed.
    pub objects: usize,
    /// In words, what is damaged: which file of the history, what it means, what to do.
    pub damaged: Vec<String>,
    /// In words, which entries were there once and are no longer in the past.
    pub altered: Vec<String>,
    /// Whether it was stopped before the end.
    pub cancelled: bool,
}

impl Verdict {
    /// Whether everything is as it should be.
    pub fn is_sound(&self) -> bool {
        self.damaged.is_empty() && self.altered.is_empty() && !self.cancelled
    }
}

/// Why the history could not do something, in words for the user. The record itself is never concerned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HistoryError {
    /// There is none, or there can be none.
    #[error("{0}")]
    None(String),
    /// A file or folder of it could not be read or written; the next try may succeed.
    #[error("{}: {why}", path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// Why, in words.
        why: String,
    },
    /// Another program holds it at the moment; the next try may succeed.
    #[error("the history is held by another program at the moment: {0}")]
    Busy(String),
    /// A part of it cannot be read.
    #[error("the history is damaged: {0}")]
    Damaged(String),
    /// There is no such entry.
    #[error("there is no entry {0} in the history")]
    NoSuchVersion(String),
}

impl HistoryError {
    /// What libgit2 reports about the repository at `git`. Whether something is damaged for good is found out by looking.
    pub(super) fn of_git(git: &std::path::Path, error: &git2::Error) -> Self {
        use git2::{ErrorClass, ErrorCode};
        let why = format!("the system reports “{}”", error.message());
        match (error.code(), error.class()) {
            (ErrorCode::Locked | ErrorCode::Modified, _) => Self::Busy(why),
            // Git, tidying at this moment, takes folders away that are about to be written into.
            (_, ErrorClass::Os) if error.message().ends_with("No such file or directory") && git.join("objects").is_dir() => {
                Self::Busy(why)
            }
            (ErrorCode::Owner, _) | (_, ErrorClass::Os | ErrorClass::Filesystem) => Self::Io { path: git.to_owned(), why },
            _ => Self::Damaged(why),
        }
    }
}
