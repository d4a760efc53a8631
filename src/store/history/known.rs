//! What this machine remembers of each repository, outside of it: that it was made here, and its last commit, so that a rewritten
//! history is noticed.

use super::super::{atomic, regular_file, render};
use super::entry::HistoryError;
use super::repository::io_error;
use super::trust;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// The most that is read of a note: some hundred bytes for each folder.
const LARGEST: u64 = 16 * 1024 * 1024;

/// What is known of the histories of one workspace, by the folders that it was opened in; of one that stands apart, by its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename = "known")]
struct File {
    folders: BTreeMap<String, Head>,
}

/// The last entry that is known, and by what the repository is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename = "head")]
pub(super) struct Head {
    /// Its hash.
    pub entry: String,
    /// The branch that it was on.
    pub branch: String,
    /// Entries that were known once and then not in the past any more, oldest first, with the time at which that was noticed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<Lost>,
    /// The mark of the repository.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mark: String,
    /// The file system's number for the folder of the repository; of one that stands apart, for the data folder.
    #[serde(skip_serializing_if = "is_zero")]
    pub number: u64,
    /// Why it stands apart, as the user was told.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub told: String,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// An entry that was known once and then not in the past any more.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename = "lost")]
pub(super) struct Lost {
    pub entry: String,
    pub noticed: String,
}

/// Where the last entry is noted.
#[derive(Clone, Debug)]
pub(super) struct Known {
    file: PathBuf,
    key: String,
    /// Under which name it was noted until now, if under another.
    former: Option<String>,
    /// The folder whose number it is known by.
    numbered: PathBuf,
}

impl Known {
    /// For the workspace `name` in the folder `dir`, whose repository is `git` in it, below the state folder.
    pub(super) fn inside(state: &Path, name: &str, dir: &Path, git: &Path) -> Result<Self, HistoryError> {
        let known = Self::new(state, name, dir, git);
        let all = known.all()?;
        if all.folders.contains_key(&known.key) {
            return Ok(known);
        }
        // A folder that was moved takes what is known of it along; one that was copied does not.
        let (mark, number) = (trust::mark_of(git)?, trust::number_of(git));
        let is_moved = |(folder, head): &(&String, &Head)| {
            !head.mark.is_empty() && mark.as_ref() == Some(&head.mark) && number == head.number && trust::is_moved(folder, dir)
        };
        let former = all.folders.iter().find(is_moved).map(|(folder, _)| folder.clone());
        Ok(Self { former, ..known })
    }

    /// For the same whose repository stands apart, at `git`.
    pub(super) fn apart(state: &Path, name: &str, dir: &Path, git: &Path) -> Result<Self, HistoryError> {
        let known = Self::new(state, name, git, dir);
        let all = known.all()?;
        let former = dir.to_string_lossy().into_owned();
        // Noted by a version that told neither from the other.
        let is_former =
            !all.folders.contains_key(&known.key) && all.folders.get(&former).is_some_and(|head| head.mark.is_empty());
        Ok(Self { former: is_former.then_some(former), ..known })
    }

    fn new(state: &Path, name: &str, key: &Path, numbered: &Path) -> Self {
        let (file, key) = (state.join("known").join(format!("{name}.ron")), key.to_string_lossy().into_owned());
        Self { file, key, former: None, numbered: numbered.to_owned() }
    }

    /// What is known; nothing if the note is missing or cannot be read.
    pub(super) fn read(&self) -> Option<Head> {
        let all = self.all().unwrap_or_default();
        all.folders.get(&self.key).or_else(|| all.folders.get(self.former.as_ref()?)).cloned()
    }

    /// Whether an entry is known of this very folder.
    pub(super) fn is_of_this_folder(&self) -> bool {
        self.all().unwrap_or_default().folders.get(&self.key).is_some_and(|head| !head.entry.is_empty())
    }

    /// Whether the folder that it is known by is the one that it was, wherever that stands now.
    pub(super) fn is_numbered(&self) -> bool {
        self.read().is_some_and(|head| head.number == trust::number_of(&self.numbered))
    }

    fn all(&self) -> Result<File, HistoryError> {
        let bytes = match regular_file::read(&self.file, LARGEST) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(File::default()),
            bytes => bytes.map_err(io_error(&self.file))?.unwrap_or_default(),
        };
        Ok(render::options().from_str(&String::from_utf8_lossy(&bytes)).unwrap_or_default())
    }

    /// Notes the mark of a repository that is about to be made.
    pub(super) fn note_mark(&self, mark: &str) -> Result<(), HistoryError> {
        self.write(&Head { mark: mark.to_owned(), ..self.read().unwrap_or_default() })
    }

    /// Notes what is known now.
    pub(super) fn write(&self, head: &Head) -> Result<(), HistoryError> {
        let mut all = self.all()?;
        let head = Head { number: trust::number_of(&self.numbered), ..head.clone() };
        if all.folders.get(&self.key) == Some(&head) {
            return Ok(());
        }
        all.folders.insert(self.key.clone(), head);
        if let Some(former) = &self.former {
            all.folders.remove(former);
        }
        let text = render::text(&all).map_err(|error| HistoryError::Io { path: self.file.clone(), why: error.to_string() })?;
        let folder = self.file.parent().unwrap_or(Path::new("."));
        atomic::create_root(folder).map_err(io_error(folder))?;
        atomic::write_atomically(&self.file, text.as_bytes()).map_err(io_error(&self.file))
    }
}
