//! The last entry that this machine knows of each history, kept outside of it: an altered past is noticed by it.

use super::super::{atomic, render};
use super::entry::HistoryError;
use super::repository::io_error;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What is known of the histories of one workspace, by the folders that it was opened in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename = "known")]
struct File {
    folders: BTreeMap<String, Head>,
}

/// The last entry that is known.
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
    dir: String,
}

impl Known {
    /// For the workspace `name` in the folder `dir`, below the state folder.
    pub fn new(state: &Path, name: &str, dir: &Path) -> Self {
        Self { file: state.join("known").join(format!("{name}.ron")), dir: dir.to_string_lossy().into_owned() }
    }

    /// What is known; nothing if the note is missing or cannot be read.
    pub fn read(&self) -> Option<Head> {
        let all = self.all();
        let moved = || {
            // A folder that was moved takes what is known of it along.
            let mut gone = all.folders.iter().filter(|(dir, _)| !Path::new(dir).exists());
            gone.next().filter(|_| all.folders.len() == 1).map(|(_, head)| head)
        };
        all.folders.get(&self.dir).or_else(moved).cloned()
    }

    /// Whether anything is known of this very folder.
    pub fn is_of_this_folder(&self) -> bool {
        self.all().folders.contains_key(&self.dir)
    }

    fn all(&self) -> File {
        let text = fs::read_to_string(&self.file).unwrap_or_default();
        render::options().from_str(&text).unwrap_or_default()
    }

    /// Notes what is known now.
    pub fn write(&self, head: &Head) -> Result<(), HistoryError> {
        let mut all = self.all();
        if all.folders.get(&self.dir) == Some(head) {
            return Ok(());
        }
        all.folders.insert(self.dir.clone(), head.clone());
        let text = render::text(&all).map_err(|error| HistoryError::Io { path: self.file.clone(), why: error.to_string() })?;
        let folder = self.file.parent().unwrap_or(Path::new("."));
        atomic::create_root(folder).map_err(io_error(folder))?;
        atomic::write_atomically(&self.file, text.as_bytes()).map_err(io_error(&self.file))
    }
}
