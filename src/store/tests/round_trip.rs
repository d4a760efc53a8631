//! What is saved is what is loaded, whatever it is, and nothing is written twice.

use super::{open, save, snapshot};
use crate::model::{RecordId, Workspace, arbitrary};
use crate::store::formats::Formats;
use crate::store::read;
use crate::store::{Kept, render};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Brings the folder from holding `from` to holding `to`, opens it afresh, and gives back what is there.
fn bring(dir: &Path, from: &Workspace, to: &Workspace) -> Workspace {
    let mut opened = open(dir);
    let touched: BTreeSet<RecordId> = from.ids().chain(to.ids()).filter(|id| from.get(*id) != to.get(*id)).collect();
    let report = save(&mut opened.store, to, &touched);
    assert_eq!(report.failed, []);
    let everything: BTreeSet<RecordId> = from.ids().chain(to.ids()).collect();
    assert!(opened.store.plan(to, &everything).is_empty(), "saved twice: {:?}", opened.store.plan(to, &everything));
    drop(opened);
    let again = open(dir);
    let bad: Vec<_> = again.problems.iter().filter(|problem| problem.kept_as != Kept::Opened).collect();
    assert!(bad.is_empty(), "{bad:?}");
    assert!(again.store.plan(&again.workspace, &everything).is_empty(), "opened and saved");
    Workspace { id: to.id, ..again.workspace }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_workspace_survives(first in arbitrary::workspace(), second in arbitrary::ragged_workspace()) {
        let dir = tempfile::tempdir().unwrap();
        let empty = Workspace::new(first.id);
        prop_assert_eq!(&bring(dir.path(), &empty, &first), &first);
        let bytes = snapshot(dir.path());
        prop_assert_eq!(&bring(dir.path(), &first, &second), &second);
        prop_assert_eq!(&bring(dir.path(), &second, &empty), &empty);
        prop_assert_eq!(snapshot(dir.path()).len(), 1, "only the file that names the workspace is left");
        prop_assert_eq!(&bring(dir.path(), &empty, &first), &first);
        prop_assert!(snapshot(dir.path()) == bytes, "a file has other bytes than before");
    }

    #[test]
    fn undoing_gives_the_same_bytes(first in arbitrary::workspace(), second in arbitrary::ragged_workspace()) {
        let dir = tempfile::tempdir().unwrap();
        let empty = Workspace::new(first.id);
        bring(dir.path(), &empty, &first);
        let bytes = snapshot(dir.path());
        let mut opened = open(dir.path());
        let touched: BTreeSet<RecordId> = first.ids().chain(second.ids()).collect();
        prop_assert_eq!(save(&mut opened.store, &second, &touched).failed, []);
        prop_assert_eq!(save(&mut opened.store, &first, &touched).failed, []);
        drop(opened);
        let after = snapshot(dir.path());
        // Undoing does not take a name away again: what had none before may stand under the one that it has got.
        let is_nameless = |path: &Path| path.iter().any(|part| {
            let part = part.to_string_lossy();
            part.starts_with("record-") || part.starts_with("undated-r")
        });
        for (path, bytes) in bytes.iter().filter(|(path, _)| !is_nameless(path)) {
            prop_assert!(after.get(path) == Some(bytes), "{} has other bytes than before", path.display());
        }
        let sorted = |files: BTreeMap<PathBuf, Vec<u8>>| { let mut all: Vec<_> = files.into_values().collect(); all.sort(); all };
        prop_assert!(sorted(after) == sorted(bytes), "a file has other bytes than before");
        prop_assert_eq!(&bring(dir.path(), &first, &empty), &empty);
        prop_assert_eq!(snapshot(dir.path()).len(), 1, "nothing is left behind");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_record_survives_rendering(record in arbitrary::record()) {
        let bytes = render::bytes(std::slice::from_ref(&record), Formats::TODAY).unwrap();
        let content = read::content(&bytes, Formats::TODAY).unwrap();
        prop_assert_eq!(&content.newer, &[]);
        prop_assert_eq!(content.records, [record]);
    }

    #[test]
    fn any_cut_or_changed_byte_is_an_error_in_words_or_a_record(
        record in arbitrary::record(), at in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let mut bytes = render::bytes(std::slice::from_ref(&record), Formats::TODAY).unwrap();
        let at = at.index(bytes.len());
        let cut = read::content(&bytes[..at], Formats::TODAY);
        prop_assert!(cut.is_err() || at + 1 == bytes.len(), "a file cut short at {} was read", at);
        bytes[at] = byte;
        let _ = read::content(&bytes, Formats::TODAY);
    }
}
