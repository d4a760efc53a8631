//! The changes of one commit: its files, parsed as records, before and after.

use super::super::formats::Formats;
use super::super::read;
use super::tree::{self, Changed};
use super::{History, HistoryError};
use crate::model::{Edit, Record, RecordId};
use git2::{Error, Oid};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How far back a version is looked for that can be read.
const FAR: usize = 10_000;

/// The records of one side of a comparison.
#[derive(Default)]
struct Side {
    records: BTreeMap<RecordId, Record>,
    /// Whether a file could not be read.
    unreadable: bool,
}

impl History {
    /// The records that differ between two trees, with the files that do; `of` one record only, if it is given. `parent` is the
    /// entry of the tree before.
    pub(super) fn changed_records(
        &self,
        parent: Option<Oid>,
        files: &[Changed],
        of: Option<RecordId>,
        damaged: &mut Vec<String>,
    ) -> Result<Vec<Edit>, HistoryError> {
        let (mut before, mut after) = (Side::default(), Side::default());
        // What stood in files that cannot be read any more: nobody knows what became of it.
        let mut unknown = BTreeSet::new();
        for changed in files {
            let was = self.records_of(changed.before, of, damaged)?;
            let is = self.records_of(changed.after, of, damaged)?;
            if is.unreadable {
                unknown.extend(was.records.keys().copied());
            }
            let was = if was.unreadable { self.last_readable(parent, &changed.file, of)? } else { was };
            before.records.extend(was.records);
            after.records.extend(is.records);
        }
        let ids: BTreeSet<RecordId> = before.records.keys().chain(after.records.keys()).copied().collect();
        let edits = ids.into_iter().filter(|id| of.is_none_or(|of| of == *id)).filter_map(|id| {
            let (before, after) = (before.records.remove(&id), after.records.remove(&id));
            let is_lost = after.is_none() && unknown.contains(&id);
            (before != after && !is_lost).then_some(Edit { id, before, after })
        });
        Ok(edits.collect())
    }

    /// The bytes of a blob.
    pub(super) fn blob(&self, id: Oid) -> Result<Vec<u8>, HistoryError> {
        self.repo.blob(id).map(|blob| blob.content().to_vec()).map_err(self.damaged_or())
    }

    /// The records in a blob. One that is damaged is told, and is as unreadable as a file that never could be read.
    fn records_of(&self, blob: Option<Oid>, of: Option<RecordId>, damaged: &mut Vec<String>) -> Result<Side, HistoryError> {
        let Some(blob) = blob else { return Ok(Side::default()) };
        let bytes = match self.blob(blob) {
            Ok(bytes) => bytes,
            Err(HistoryError::Damaged(why)) => {
                damaged.push(why);
                return Ok(Side { unreadable: true, ..Side::default() });
            }
            Err(error) => return Err(error),
        };
        if of.is_some_and(|of| !mentions(&bytes, of)) {
            return Ok(Side { unreadable: read::text_of(&bytes).is_err(), ..Side::default() });
        }
        Ok(match read::content(&bytes, Formats::TODAY) {
            Ok(content) => {
                let mut records = BTreeMap::new();
                for record in content.records {
                    records.entry(record.id()).or_insert(record);
                }
                Side { records, unreadable: false }
            }
            Err(_) => Side { records: BTreeMap::new(), unreadable: true },
        })
    }

    /// What a file said before it could not be read any more, from `entry` back.
    fn last_readable(&self, entry: Option<Oid>, file: &Path, of: Option<RecordId>) -> Result<Side, HistoryError> {
        let mut here = entry;
        let mut last = None;
        for _ in 0..FAR {
            let Some(entry) = here else { break };
            let found = (|| -> Result<_, Error> {
                let commit = self.repo.commit(entry)?;
                Ok((commit.parent_ids().next(), tree::blob(&self.repo, commit.tree_id(), file)?))
            })();
            let Ok((parent, blob)) = found else { break };
            if blob != last {
                last = blob;
                let side = self.records_of(blob, of, &mut Vec::new())?;
                if !side.unreadable {
                    return Ok(side);
                }
            }
            here = parent;
        }
        Ok(Side::default())
    }
}

/// Whether a file can hold that record.
fn mentions(bytes: &[u8], id: RecordId) -> bool {
    let digits = id.uuid().hyphenated().to_string();
    bytes.windows(digits.len()).any(|window| window.eq_ignore_ascii_case(digits.as_bytes()))
}
