//! Edits of several records, whatever they are: undo gives back the bytes.

use crate::round::full_round;
use rapporteur::model::{Record, RecordId, RecordLevel, Statement, Verification, Workspace};
use rapporteur::session::Proposal;
use rapporteur::store::Store;
use rapporteur::ui::bulk_edit::changed;
use std::collections::{BTreeMap, BTreeSet};

/// Every file of the record with its bytes.
fn bytes(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let mut store = Store::open(folder.path(), uuid::Uuid::from_u128(7)).unwrap().store;
    let report = store.plan(workspace, &workspace.ids().collect()).run();
    assert_eq!(report.failed, []);
    store.settle(&report);
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.path().to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|ending| ending == "ron") => {
                    let name = path.strip_prefix(folder.path()).unwrap().display().to_string();
                    found.insert(name, std::fs::read(&path).unwrap());
                }
                false => {}
            }
        }
    }
    found
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 24, failure_persistence: None, ..proptest::test_runner::Config::default() })]

    #[test]
    fn undo_of_an_edit_of_several_gives_back_the_bytes(
        chosen in proptest::collection::vec(proptest::prelude::any::<bool>(), 4),
        deeds in proptest::collection::vec((0_usize..5, "[a-z]{1,6}"), 1..4),
    ) {
        let (mut session, negotiation, _) = full_round();
        let said: Vec<Statement> = session.workspace().statements_of(negotiation).cloned().collect();
        let mut open = said[1].clone();
        open.to_check = vec!["party not known".to_owned()];
        session.perform(Proposal::put("note what is open", open)).unwrap();
        let issue = *session.workspace().issues.keys().next_back().unwrap();
        let ids: BTreeSet<RecordId> =
            said.iter().zip(&chosen).filter(|(_, chosen)| **chosen).map(|(id, _)| id.id.into()).collect();
        let before = bytes(session.workspace());
        let mut steps = 0;
        for (deed, word) in &deeds {
            let edit = |record: &mut Record| {
                let Record::Statement(one) = record else { return };
                match deed {
                    0 => one.verification = Verification::Other(word.clone()),
                    1 => one.level = RecordLevel::OffRecord,
                    2 => one.issues = vec![issue],
                    3 => one.tags.push(word.clone()),
                    _ => one.to_check.clear(),
                }
            };
            if let Some(proposal) = changed(session.workspace(), &ids, "field", edit) {
                session.perform(proposal).unwrap();
                session.end_gesture();
                steps += 1;
            }
        }
        let all: Vec<(RecordId, String)> = ids.iter().map(|id| (*id, String::new())).collect();
        if !all.is_empty() {
            session.delete_all(&all).unwrap();
            steps += 1;
        }
        for _ in 0..steps {
            session.undo().unwrap();
        }
        proptest::prop_assert_eq!(session.undo_label(), Some("note what is open"), "each was one step");
        proptest::prop_assert_eq!(bytes(session.workspace()), before);
    }
}
