//! Finds the common ancestor for a merge: the version of a file that another program started from.
//!
//! A program that reads a file, lets the user work on it and writes it again does not know what was saved in between. What it
//! writes lacks that, but nobody has taken it back. So what came from outside is merged from the version that it goes back to,
//! which need not be the last one.

use super::Folder;
use super::formats::Formats;
use super::read;
use crate::model::fields::{FieldPath, RecordMap, differences};
use crate::model::{Record, RecordId};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// How many earlier versions of a file are remembered.
const REMEMBERED: usize = 8;

impl Folder {
    /// Remembers what a file held.
    pub(super) fn note_ancestor(&mut self, file: &Path, bytes: &Arc<[u8]>) {
        let versions = self.ancestors.entry(file.to_owned()).or_default();
        versions.push_back(Arc::clone(bytes));
        if versions.len() > REMEMBERED {
            versions.pop_front();
        }
    }

    /// The version of a file from which `theirs` goes on, if that is not what is `known` of it.
    pub(super) fn ancestor(&self, file: &Path, known: &RecordMap, theirs: &[Record]) -> Option<RecordMap> {
        let theirs: RecordMap = theirs.iter().map(|record| (record.id(), record.clone())).collect();
        let versions = self.ancestors.get(file)?.iter().rev().map(|bytes| table(bytes, self.formats));
        versions.into_iter().find(|version| goes_on_from(version, known, &theirs))
    }
}

/// The records in the bytes of a file.
pub(super) fn table(bytes: &[u8], formats: Formats) -> RecordMap {
    let records = read::content(bytes, formats).map(|content| content.records).unwrap_or_default();
    records.into_iter().map(|record| (record.id(), record)).collect()
}

/// Whether `theirs` has nothing of what was changed from `version` to `known`. One that is just as `version` was has been brought
/// back, which is a change as any.
fn goes_on_from(version: &RecordMap, known: &RecordMap, theirs: &RecordMap) -> bool {
    let ids: BTreeSet<RecordId> = version.keys().chain(known.keys()).copied().collect();
    let mut changed = false;
    for id in ids {
        match (version.get(&id), known.get(&id), theirs.get(&id)) {
            (Some(before), Some(after), Some(theirs)) => {
                let paths = |other| differences(before, other).into_iter().map(|difference| difference.path);
                let ours: BTreeSet<FieldPath> = paths(after).collect();
                if ours.is_empty() {
                    continue;
                }
                // What is older than that version was not made of it.
                if theirs.stamp().changed < before.stamp().changed || paths(theirs).any(|path| ours.contains(&path)) {
                    return false;
                }
                changed = true;
            }
            (None, Some(_), there) if there.is_some() => return false,
            (Some(_), None, None) => return false,
            (None, Some(_), _) | (Some(_), None, Some(_)) => changed = true,
            (Some(_), Some(_), None) | (None, None, _) => {}
        }
    }
    changed && theirs != version
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Party, PartyId, Stamp};
    use chrono::DateTime;
    use uuid::Uuid;

    /// Parties by number, name and note, as they were changed at that time.
    fn version(at: i64, parties: &[(u128, &str, &str)]) -> RecordMap {
        let stamp = Stamp::new(DateTime::from_timestamp(at, 0).unwrap(), "");
        let party = |(number, name, note): &(u128, &str, &str)| {
            let blank = Party::blank(PartyId(Uuid::from_u128(*number)), stamp.clone());
            Record::from(Party { name: (*name).to_owned(), note: (*note).to_owned(), ..blank })
        };
        parties.iter().map(party).map(|record| (record.id(), record)).collect()
    }

    #[test]
    fn what_knows_nothing_of_the_last_save_goes_on_from_before_it() {
        let check =
            |before: &[(u128, &str, &str)], after: &[(u128, &str, &str)], theirs: &[(u128, &str, &str)], expected: bool| {
                let (before, after) = (version(1, before), version(2, after));
                assert_eq!(goes_on_from(&before, &after, &version(1, theirs)), expected, "{theirs:?}");
                assert!(!goes_on_from(&before, &after, &version(0, theirs)), "what is older was not made of it: {theirs:?}");
            };
        // The name was changed here.
        let (before, after) = ([(1, "a", "")], [(1, "b", "")]);
        check(&before, &after, &[(1, "a", "theirs")], true);
        check(&before, &after, &[(1, "b", "theirs")], false);
        check(&before, &after, &[(1, "theirs", "")], false);
        check(&before, &after, &[(1, "a", "")], false);
        // One was added here.
        let (before, after) = ([(1, "a", "")], [(1, "b", ""), (2, "new", "")]);
        check(&before, &after, &[(1, "a", "theirs")], true);
        check(&before, &after, &[(1, "a", "theirs"), (2, "new", "")], false);
    }
}
