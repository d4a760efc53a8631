//! What is saved is what is loaded.

use crate::model::{Party, PartyId, PartyKind, Record, RecordId, Stamp};
use crate::store::{Access, Store};
use chrono::DateTime;
use std::fs;
use uuid::Uuid;

#[test]
fn a_party_is_written_read_and_removed_again() {
    let dir = tempfile::tempdir().unwrap();
    let now = DateTime::from_timestamp(1_770_000_000, 0).unwrap();
    let id = PartyId(Uuid::from_u128(0x2a));
    let mut opened = Store::open(dir.path(), Uuid::from_u128(1)).unwrap();
    assert_eq!(opened.access, Access::Writable);
    opened.workspace.put(Record::Party(Party {
        id,
        stamp: Stamp::new(now, ""),
        name: "Ukraine".into(),
        short: "UA".into(),
        kind: PartyKind::State,
        spellings: Vec::new(),
        hue: None,
        blocs: Vec::new(),
        note: "First line\nSecond \"line\" \\ \r\u{7}".into(),
    }));
    let touched = [RecordId::from(id)].into();
    let report = opened.store.plan(&opened.workspace, &touched).run();
    assert!(report.failed.is_empty(), "{report:?}");
    opened.store.settle(&report);
    let file = dir.path().join("parties/ukraine-0000002a.ron");
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        "(\n    format: 1,\n    party: (\n        id: \"00000000-0000-0000-0000-00000000002a\",\n        name: \"Ukraine\",\n        \
         short: \"UA\",\n        kind: state,\n        note: \"First line\nSecond \\\"line\\\" \\\\ \\r\\u{7}\",\n        \
         created: \"2026-02-02T02:40:00Z\",\n    ),\n)\n"
    );
    assert!(opened.store.plan(&opened.workspace, &touched).is_empty());
    let workspace = opened.workspace.clone();
    drop(opened.store);

    let mut again = Store::open(dir.path(), Uuid::from_u128(2)).unwrap();
    assert_eq!(again.workspace, workspace);
    assert_eq!(again.problems, []);
    again.workspace.take(id.into());
    let report = again.store.plan(&again.workspace, &touched).run();
    again.store.settle(&report);
    assert!(!file.exists());
}
