//! What can go wrong with single files, by type. What a user reads is the `Display` of each error, without a full stop.

use super::read::Finding;
use super::scan::WORKSPACE;
use super::words;
use std::io;
use std::path::{Path, PathBuf};

/// A file or folder that could not be read, written or removed.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be {operation}: {}", path.display(), words::of_io(source))]
pub struct FileError {
    path: PathBuf,
    /// "read", "written", "removed".
    operation: &'static str,
    source: io::Error,
}

impl FileError {
    pub(super) fn reading(path: &Path, source: io::Error) -> Self {
        Self { path: path.to_owned(), operation: "read", source }
    }

    pub(super) fn writing(path: &Path, source: io::Error) -> Self {
        Self { path: path.to_owned(), operation: "written", source }
    }

    pub(super) fn removing(path: &Path, source: io::Error) -> Self {
        Self { path: path.to_owned(), operation: "removed", source }
    }
}

/// Why nothing was done about a damaged file. The file is then where it was.
#[derive(Debug, thiserror::Error)]
pub enum RepairError {
    /// Nothing can be written in this folder.
    #[error("This workspace is read-only: {0}")]
    ReadOnly(String),
    /// The file is not one that was set aside.
    #[error("{} is not damaged any more. Read it again", .0.display())]
    NotDamaged(PathBuf),
    /// The file that names the workspace cannot be moved away.
    #[error("{WORKSPACE} makes this folder a workspace. Mend it, or restore an earlier version of it")]
    NamesWorkspace,
    /// Its bytes were copied to the bin, and it could not be removed.
    #[error("{} could not be moved: {}", file.display(), words::of_writing(source))]
    Move {
        /// The damaged file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The earlier version could not be written.
    #[error("{} could not be written: {}", file.display(), words::of_writing(source))]
    Write {
        /// The damaged file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The damaged bytes could not be copied to the bin.
    #[error("The damaged bytes of {} could not be put aside: {}", file.display(), words::of_writing(source))]
    Keep {
        /// The damaged file.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Why the drafts cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum DraftsError {
    /// A file of theirs cannot be written or removed.
    #[error(transparent)]
    File(#[from] FileError),
    /// Another window holds the lock.
    #[error("the record is open in another window, which keeps its own drafts")]
    InUse,
    /// They cannot be rendered.
    #[error("the drafts cannot be put into their format: {0}")]
    Format(#[from] ron::Error),
    /// The file cannot be read, and cannot be renamed either.
    #[error("{damage}, and cannot be set aside: {}", words::of_io(source))]
    SetAside {
        /// What is wrong with the file.
        damage: Damage,
        /// What the system says.
        source: io::Error,
    },
}

/// Where a file is damaged and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Damage {
    path: PathBuf,
    finding: Finding,
}

impl Damage {
    pub(super) fn new(path: &Path, finding: Finding) -> Self {
        Self { path: path.to_owned(), finding }
    }
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.finding.line {
            write!(f, ", line {line}")?;
        }
        write!(f, " {}", self.finding.what)
    }
}

/// Why the settings could not be saved.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Their file or folder cannot be written.
    #[error(transparent)]
    File(#[from] FileError),
    /// They cannot be rendered.
    #[error("the settings cannot be put into their format: {0}")]
    Format(#[from] ron::Error),
}

/// Why another program was not started.
#[derive(Debug, thiserror::Error)]
pub enum LaunchError {
    /// There is no file manager, or it does not start.
    #[error("No file manager can be started: {}. The folder is {}", words::of_io(source), folder.display())]
    FileManager {
        /// The folder that was to be shown.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file to be opened is gone.
    #[error("{} is no longer there", .0.display())]
    Gone(PathBuf),
    /// There is no program that opens files, or it does not start.
    #[error("No program can be started to open it: {}. The file is {}", words::of_io(source), file.display())]
    Opener {
        /// The file that was to be opened.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}
