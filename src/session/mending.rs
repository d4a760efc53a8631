//! What a session hands out so that something can be done about a damaged file or a failing disk, on any thread.

use super::{Refusal, Session};
use crate::store::{CopyPlan, Earlier, Kept, RawFile, Repair};
use chrono::{DateTime, FixedOffset};
use std::path::{Path, PathBuf};

impl Session {
    /// All that is in memory, to be written as a whole new workspace somewhere else. What is not saved yet is in it.
    pub fn copy_plan(&self) -> CopyPlan {
        let damaged = self.problems().iter().filter(|problem| problem.kept_as == Kept::SetAside);
        let damaged: Vec<PathBuf> = damaged.map(|problem| problem.file.clone()).collect();
        match &self.saving.store {
            Some(store) => store.copy(&self.workspace, damaged),
            None => CopyPlan::of(&self.workspace),
        }
    }

    /// A file of the data folder, to be read as it stands; nothing if there is no folder.
    pub fn raw(&self, file: &Path) -> Option<RawFile> {
        Some(self.saving.store.as_ref()?.raw(file))
    }

    /// Where the earlier versions of a file are looked for; nothing if there is no folder. `state` and `now` as the history wants
    /// them.
    pub fn earlier(&self, file: &Path, state: Option<&Path>, now: DateTime<FixedOffset>) -> Option<Earlier> {
        Some(self.saving.store.as_ref()?.earlier(file, state, now))
    }

    /// A damaged file, to be put aside or to be replaced by an earlier version.
    ///
    /// # Errors
    /// In words, if it is not damaged, or nothing can be written.
    pub fn mending(&self, file: &Path) -> Result<Repair, Refusal> {
        let store = self.saving.store.as_ref().ok_or_else(|| Refusal("This record is in no folder.".to_owned()))?;
        store.repair(file).map_err(|error| Refusal(error.to_string()))
    }
}
