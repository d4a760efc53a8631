//! The drill: whatever was done, every version of every record comes back as it was.

use super::*;
use crate::model::Edit;
use crate::model::arbitrary::deeds::{Deed, Hand, deed};
use crate::model::arbitrary::{cases, workspace};
use proptest::collection::vec;
use proptest::prelude::*;

/// Does what is done between two entries, saves and keeps it.
fn step(desk: &mut Desk, history: &mut History, hand: &mut Hand, deeds: &[Deed]) -> Option<VersionId> {
    let before = desk.workspace.clone();
    for deed in deeds {
        hand.does(deed, &mut desk.workspace);
    }
    let ids = before.ids().chain(desk.workspace.ids());
    let touched: BTreeSet<RecordId> = ids.filter(|id| before.get(*id) != desk.workspace.get(*id)).collect();
    desk.minute += 1;
    let report = desk.store.plan(&desk.workspace, &touched).run();
    assert_eq!(report.failed, []);
    desk.store.settle(&report);
    let files = report.saved.iter().map(|saved| saved.file.clone()).collect();
    let entry = Entry { label: "work".to_owned(), author: String::new(), when: desk.now(), touched, files };
    history.keep(&entry).unwrap()
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn every_version_of_every_record_is_as_it_was(base in workspace(), work in vec(vec(deed(), 1..4), 1..8), pack in 0..8_usize) {
        let mut desk = desk();
        let mut history = desk.history();
        let mut hand = Hand { number: 0, done: 0 };
        desk.workspace = Workspace { id: desk.workspace.id, ..base };
        let all: BTreeSet<RecordId> = desk.workspace.ids().collect();
        let report = desk.store.plan(&desk.workspace, &all).run();
        prop_assert_eq!(&report.failed, &[]);
        desk.store.settle(&report);
        let mut states = vec![(history.keep_rest("", desk.now()).unwrap().unwrap(), desk.workspace.clone())];
        for (number, deeds) in work.iter().enumerate() {
            if let Some(version) = step(&mut desk, &mut history, &mut hand, deeds) {
                states.push((version, desk.workspace.clone()));
            }
            if number == pack {
                history.tidy_from(1, &|| false).unwrap();
            }
        }
        // By somebody who remembers nothing.
        let history = desk.history();
        let ids: BTreeSet<RecordId> = states.iter().flat_map(|(_, state)| state.ids()).collect();
        for id in ids {
            let mut expected: Vec<(VersionId, Edit)> = Vec::new();
            let mut before = None;
            for (version, state) in &states {
                let after = state.get(id);
                if before != after {
                    expected.push((*version, Edit { id, before, after: after.clone() }));
                }
                before = after;
            }
            let found = history.versions(Some(id), None, 1000).unwrap();
            prop_assert_eq!(&found.damaged, &Vec::<String>::new());
            let found: Vec<_> = found.list.into_iter().rev().map(|version| (version.id, version.change.edits[0].clone())).collect();
            prop_assert_eq!(&found, &expected, "{:?}", id);
            for (version, state) in &states {
                prop_assert_eq!(history.record_at(*version, id).unwrap(), state.get(id));
            }
        }
    }
}
