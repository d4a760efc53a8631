//! Earlier versions of a damaged file from the history, to restore one.

use super::Folder;
use super::formats::Formats;
use super::history::{FileVersion, History, HistoryError, VersionId};
use super::read::{self, Finding};
use crate::model::Record;
use chrono::{DateTime, FixedOffset};
use std::path::{Path, PathBuf};

/// How many versions are looked through.
const LIMIT: usize = 30;

/// Where the earlier versions of a file are looked for, on any thread.
#[derive(Clone, Debug)]
pub struct Earlier {
    dir: PathBuf,
    state: Option<PathBuf>,
    now: DateTime<FixedOffset>,
    file: PathBuf,
}

/// An earlier version of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct EarlierVersion {
    /// Which, when and who.
    pub version: FileVersion,
    /// The records in it, the one that it is about first, or why they cannot be read either.
    pub records: Result<Vec<Record>, Unreadable>,
}

/// Why the records of an earlier version cannot be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", .0.what)]
pub struct Unreadable(Finding);

/// Why an earlier version cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum EarlierError {
    /// There is no history, or it cannot be read.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// The file was not there at that time.
    #[error("{} is not in that version", .0.display())]
    NotInVersion(PathBuf),
}

impl Folder {
    /// Where the earlier versions of a file are looked for. `state` is the platform's folder for what this machine knows of each
    /// record, `now` the time on the clock of whoever asks.
    pub fn earlier(&self, file: &Path, state: Option<&Path>, now: DateTime<FixedOffset>) -> Earlier {
        Earlier { dir: self.dir.clone(), state: state.map(Path::to_owned), now, file: file.to_owned() }
    }
}

impl Earlier {
    /// The versions in which the file was there, newest first.
    ///
    /// # Errors
    /// If there is no history or it cannot be read.
    pub fn list(&self) -> Result<Vec<EarlierVersion>, EarlierError> {
        let history = self.open()?;
        let versions = history.file_versions(&self.file, LIMIT)?;
        let there = versions.into_iter().filter(|version| version.size.is_some());
        there
            .map(|version| {
                let bytes = history.file_at(version.id, &self.file)?;
                let content = read::content(&bytes.unwrap_or_default(), Formats::TODAY);
                let records = content.map(|content| content.records).map_err(Unreadable);
                Ok(EarlierVersion { version, records })
            })
            .collect()
    }

    /// The bytes of a version.
    ///
    /// # Errors
    /// If there is no history, it cannot be read, or the file is not in that version.
    pub fn bytes(&self, version: VersionId) -> Result<Vec<u8>, EarlierError> {
        let bytes = self.open()?.file_at(version, &self.file)?;
        bytes.ok_or_else(|| EarlierError::NotInVersion(self.file.clone()))
    }

    fn open(&self) -> Result<History, HistoryError> {
        Ok(History::open(&self.dir, self.state.as_deref(), self.now, true)?.0)
    }
}
