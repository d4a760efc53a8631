//! Lists the versions of a record or a file: commits, newest first, along first parents. A branch that was merged in counts as one
//! version, its merge commit. The order is that of the commits, whatever their clocks said.

use super::message::{self, CommitInfo};
use super::tree;
use super::{FileVersion, History, HistoryError, Version, VersionId, Versions};
use crate::model::{Change, Record, RecordId};
use crate::store::formats::Formats;
use crate::store::read;
use git2::{Commit, Oid};
use std::path::Path;

impl History {
    /// The entries that changed the record `of`, or all, newest first: at most `limit`, older than `from` if that is given.
    ///
    /// # Errors
    /// If there is no entry `from`, or the end of the history cannot be read. What cannot be read further back is named with what
    /// was found before it.
    pub fn versions(&self, of: Option<RecordId>, from: Option<VersionId>, limit: usize) -> Result<Versions, HistoryError> {
        let mut found = Versions::default();
        let mut here = match from {
            Some(from) => self.find(from)?.parent_ids().next(),
            None => self.head()?.entry,
        };
        while let Some(id) = here {
            if found.list.len() == limit {
                found.next = found.list.last().map(|version| version.id);
                break;
            }
            let commit = match self.repo.commit(id) {
                Ok(commit) => commit,
                Err(error) => {
                    found.damaged.push(format!(
                        "The entry {} and those before it cannot be read: {}",
                        short(id),
                        error.message()
                    ));
                    break;
                }
            };
            here = commit.parent_ids().next();
            let told = message::read(&commit);
            let named = told.records.as_ref();
            if of.is_some_and(|of| named.is_some_and(|named| !named.contains(&of))) {
                continue;
            }
            match self.version(&commit, told, of, &mut found.damaged) {
                Ok(version) if of.is_some() && version.change.edits.is_empty() => {}
                Ok(version) => found.list.push(version),
                Err(error) => found.damaged.push(format!("The entry {} cannot be read wholly: {error}", short(id))),
            }
        }
        Ok(found)
    }

    fn version(
        &self,
        commit: &Commit<'_>,
        told: CommitInfo,
        of: Option<RecordId>,
        damaged: &mut Vec<String>,
    ) -> Result<Version, HistoryError> {
        let parent = commit.parent_ids().next();
        let before = self.tree_of(parent)?;
        let files = tree::differences(&self.repo, before, Some(commit.tree_id())).map_err(self.damaged_or())?;
        let mut why = Vec::new();
        let edits = self.changed_records(parent, &files, of, &mut why)?;
        damaged.extend(why.into_iter().map(|why| format!("The entry {} cannot be read wholly: {why}", short(commit.id()))));
        Ok(Version {
            id: VersionId(commit.id()),
            when: told.when,
            who: told.who,
            outside: !told.ours || told.label == super::keep::OUTSIDE,
            change: Change { label: told.label.clone(), edits },
            label: told.label,
            files: files.into_iter().map(|changed| changed.file).collect(),
        })
    }

    /// A record as it was after an entry; none if it was not there, or its file could not be read.
    ///
    /// # Errors
    /// If there is no such entry, or it cannot be read.
    pub fn record_at(&self, version: VersionId, of: RecordId) -> Result<Option<Record>, HistoryError> {
        let files = tree::files(&self.repo, Some(self.find(version)?.tree_id())).map_err(self.damaged_or())?;
        let digits = of.uuid().hyphenated().to_string();
        for blob in files.into_values() {
            let bytes = self.blob(blob)?;
            let mentions = bytes.windows(digits.len()).any(|window| window == digits.as_bytes());
            let records = if mentions {
                read::content(&bytes, Formats::TODAY).map(|content| content.records).unwrap_or_default()
            } else {
                Vec::new()
            };
            if let Some(record) = records.into_iter().find(|record| record.id() == of) {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    /// The entries that changed the file `file`, relative to the data folder, newest first: at most `limit`.
    ///
    /// # Errors
    /// If a part of the history cannot be read.
    pub fn file_versions(&self, file: &Path, limit: usize) -> Result<Vec<FileVersion>, HistoryError> {
        let mut found = Vec::new();
        let mut here = self.head()?.entry;
        while let Some(id) = here
            && found.len() < limit
        {
            let commit = self.find(VersionId(id))?;
            here = commit.parent_ids().next();
            let blob = self.blob_in(Some(id), file)?;
            if blob == self.blob_in(here, file)? {
                continue;
            }
            let bytes = blob.map(|blob| self.blob(blob)).transpose()?;
            let told = message::read(&commit);
            found.push(FileVersion {
                id: VersionId(id),
                when: told.when,
                who: told.who,
                label: told.label,
                size: bytes.as_ref().map(Vec::len),
                readable: bytes.is_some_and(|bytes| read::content(&bytes, Formats::TODAY).is_ok()),
            });
        }
        Ok(found)
    }

    /// The bytes of a file after an entry; none if it was not there.
    ///
    /// # Errors
    /// If there is no such entry, or it cannot be read.
    pub fn file_at(&self, version: VersionId, file: &Path) -> Result<Option<Vec<u8>>, HistoryError> {
        self.find(version)?;
        self.blob_in(Some(version.0), file)?.map(|blob| self.blob(blob)).transpose()
    }

    fn blob_in(&self, entry: Option<Oid>, file: &Path) -> Result<Option<Oid>, HistoryError> {
        let Some(tree) = self.tree_of(entry)? else { return Ok(None) };
        tree::blob(&self.repo, tree, file).map_err(self.damaged_or())
    }

    fn find(&self, version: VersionId) -> Result<Commit<'_>, HistoryError> {
        self.repo.commit(version.0).map_err(|error| match error.code() {
            git2::ErrorCode::NotFound => HistoryError::NoSuchVersion(version.to_string()),
            _ => HistoryError::of_git(&self.git, &error),
        })
    }
}

fn short(id: Oid) -> String {
    VersionId(id).short()
}
