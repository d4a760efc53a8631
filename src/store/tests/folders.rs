//! What happens to folders: locked, vanished, changed by others, full of other things.

use super::{folder, open, save, snapshot};
use crate::model::{
    Binned, Negotiation, NegotiationId, Party, PartyId, Record, RecordId, Round, RoundId, Schedule, ScheduleStatus, Stamp,
    Statement, StatementId, StatementKind, When, Workspace,
};
use crate::store::{Access, Kept, Store, StoreError};
use chrono::{DateTime, NaiveDate};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use uuid::Uuid;

fn stamp() -> Stamp {
    Stamp::new(DateTime::from_timestamp(1_770_000_000, 0).unwrap(), "")
}

pub(super) fn party(n: u128, name: &str) -> Party {
    let id = PartyId(Uuid::from_u128(n));
    let (short, note) = (String::new(), String::new());
    Party { name: name.into(), short, note, ..Party::blank(id, stamp()) }
}

pub(super) fn negotiation(n: u128, title: &str) -> Negotiation {
    Negotiation { title: title.into(), ..Negotiation::blank(NegotiationId(Uuid::from_u128(n)), stamp()) }
}

pub(super) fn round(n: u128, negotiation: u128, title: &str) -> Round {
    Round {
        title: title.into(),
        schedule: Schedule {
            status: ScheduleStatus::Held,
            when: When::Day(NaiveDate::from_ymd_opt(2026, 2, 4).unwrap()),
            earlier: vec![],
            announcements: vec![],
        },
        ..Round::blank(RoundId(Uuid::from_u128(n)), stamp(), NegotiationId(Uuid::from_u128(negotiation)))
    }
}

pub(super) fn statement(n: u128, negotiation: u128, round: Option<u128>, party: u128) -> Statement {
    Statement {
        round: round.map(|round| RoundId(Uuid::from_u128(round))),
        kind: StatementKind::Demand,
        text: "Words".into(),
        ..Statement::blank(
            StatementId(Uuid::from_u128(n)),
            stamp(),
            NegotiationId(Uuid::from_u128(negotiation)),
            PartyId(Uuid::from_u128(party)),
        )
    }
}

pub(super) fn all(workspace: &Workspace) -> BTreeSet<RecordId> {
    workspace.ids().collect()
}

/// A folder with a party, a negotiation, a round and a statement in the round.
fn talks() -> (tempfile::TempDir, Store, Workspace) {
    let dir = tempfile::tempdir().unwrap();
    let mut opened = open(dir.path());
    opened.workspace.put(party(0xa, "Ukraine").into());
    opened.workspace.put(negotiation(0xb, "Abu Dhabi talks").into());
    opened.workspace.put(round(0xc, 0xb, "First round").into());
    opened.workspace.put(statement(0xd, 0xb, Some(0xc), 0xa).into());
    let touched = all(&opened.workspace);
    assert_eq!(save(&mut opened.store, &opened.workspace, &touched).failed, []);
    (dir, opened.store, opened.workspace)
}

pub(super) fn names(dir: &Path) -> Vec<String> {
    snapshot(dir).into_keys().map(|path| path.display().to_string()).collect()
}

const ROUND: &str = "negotiations/abu-dhabi-talks-0000000b/rounds/2026-02-04-first-round-0000000c.ron";

#[test]
fn the_layout() {
    let (dir, mut store, mut workspace) = talks();
    let expected =
        ["negotiations/abu-dhabi-talks-0000000b/negotiation.ron", ROUND, "parties/ukraine-0000000a.ron", "workspace.ron"];
    assert_eq!(names(dir.path()), expected);

    // A title that changes does not move the file, and a statement that leaves its round moves to the month.
    let mut moved = statement(0xd, 0xb, None, 0xa);
    moved.said_on = When::Month { year: 2025, month: 12 };
    workspace.put(moved.clone().into());
    workspace.put(round(0xc, 0xb, "Renamed").into());
    let touched = all(&workspace);
    save(&mut store, &workspace, &touched);
    let month = "negotiations/abu-dhabi-talks-0000000b/between/2025-12.ron";
    assert_eq!(names(dir.path())[0], month);
    assert!(names(dir.path()).contains(&ROUND.to_owned()));

    // It stays there when its date changes.
    moved.said_on = When::Month { year: 2024, month: 1 };
    workspace.put(moved.into());
    save(&mut store, &workspace, &touched);
    assert_eq!(names(dir.path())[0], month);

    // Deleting puts everything into one file of the bin and takes it out of the others.
    let records: Vec<Record> =
        workspace.held_by(NegotiationId(Uuid::from_u128(0xb)).into()).iter().filter_map(|id| workspace.get(*id)).collect();
    let touched: BTreeSet<RecordId> =
        records.iter().map(Record::id).chain([RecordId::Binned(Uuid::from_u128(0xe).into())]).collect();
    records.iter().for_each(|record| drop(workspace.take(record.id())));
    workspace.put(Binned { id: Uuid::from_u128(0xe).into(), stamp: stamp(), title: "Abu Dhabi talks".into(), records }.into());
    save(&mut store, &workspace, &touched);
    assert_eq!(names(dir.path()), ["bin/2026-02-02-negotiation-0000000e.ron", "parties/ukraine-0000000a.ron", "workspace.ron"]);
    assert!(!dir.path().join("negotiations").exists());
}

#[test]
fn only_what_changed_is_written() {
    let (dir, mut store, mut workspace) = talks();
    let mut changed = statement(0xd, 0xb, Some(0xc), 0xa);
    changed.text = "Other words".into();
    workspace.put(changed.into());
    let plan = store.plan(&workspace, &all(&workspace));
    assert_eq!(plan.files().collect::<Vec<_>>(), [Path::new(ROUND)]);
    store.settle(&plan.run());
    assert_eq!(fs::read_to_string(dir.path().join(ROUND)).unwrap().matches("Other words").count(), 1);
}

#[test]
fn names_that_differ_only_in_case_do_not_meet() {
    let dir = tempfile::tempdir().unwrap();
    let mut opened = open(dir.path());
    opened.workspace.put(party(1, "Nato").into());
    opened.workspace.put(party(2, "NATO").into());
    let touched = all(&opened.workspace);
    save(&mut opened.store, &opened.workspace, &touched);
    assert_eq!(names(dir.path()), ["parties/nato-00000001.ron", "parties/nato-00000002.ron", "workspace.ron"]);
}

#[test]
fn the_second_copy_reads_only_until_the_first_is_closed() {
    let (dir, store, workspace) = talks();
    let second = open(dir.path());
    assert!(matches!(&second.access, Access::ReadOnly { why } if why.contains("another Rapporteur")));
    assert_eq!(second.workspace, Workspace { id: second.workspace.id, ..workspace });
    assert!(second.store.read_only(PartyId(Uuid::from_u128(0xa)).into()).is_some());
    let report = second.store.plan(&Workspace::default(), &all(&second.workspace)).run();
    assert_eq!((report.saved.len(), report.failed.len()), (0, 1));
    drop(store);
    drop(second);
    assert_eq!(open(dir.path()).access, Access::Writable);
}

#[test]
fn a_folder_that_cannot_be_locked_is_read_only() {
    let dir = folder(&[]);
    fs::create_dir(dir.path().join(".lock")).unwrap();
    assert!(matches!(open(dir.path()).access, Access::ReadOnly { .. }));
}

#[test]
fn a_folder_that_vanished_is_not_made_again() {
    let (dir, mut store, mut workspace) = talks();
    let away = tempfile::tempdir().unwrap();
    fs::rename(dir.path(), away.path().join("moved")).unwrap();
    workspace.put(party(0xa, "Renamed").into());
    let touched = all(&workspace);
    let report = save(&mut store, &workspace, &touched);
    assert_eq!(report.saved.len(), 0);
    assert!(report.failed[0].why.contains("moved, renamed or unplugged"), "{report:?}");
    assert!(report.failed[0].records.contains(&PartyId(Uuid::from_u128(0xa)).into()));
    assert!(!dir.path().exists());

    // An empty folder in its place, as a mount point is, is not it either. When it is back, the next save succeeds.
    fs::create_dir(dir.path()).unwrap();
    assert_eq!(save(&mut store, &workspace, &touched).saved.len(), 0);
    fs::remove_dir(dir.path()).unwrap();
    fs::rename(away.path().join("moved"), dir.path()).unwrap();
    assert_eq!(save(&mut store, &workspace, &touched).failed, []);
}

#[test]
fn a_file_that_another_program_changed_is_not_overwritten() {
    let (dir, mut store, mut workspace) = talks();
    let file = dir.path().join("parties/ukraine-0000000a.ron");
    fs::write(&file, "theirs").unwrap();
    workspace.put(party(0xa, "Mine").into());
    let touched = all(&workspace);
    let report = save(&mut store, &workspace, &touched);
    assert_eq!((report.failed.len(), report.outdated), (0, vec!["parties/ukraine-0000000a.ron".into()]));
    workspace.take(PartyId(Uuid::from_u128(0xa)).into());
    assert_eq!(save(&mut store, &workspace, &touched).saved.len(), 0);
    assert_eq!(fs::read(&file).unwrap(), b"theirs");
}

#[test]
fn nothing_is_taken_out_of_a_file_before_it_is_safe_in_another() {
    let (dir, mut store, mut workspace) = talks();
    // The month's folder cannot be made, because a file has its name.
    fs::write(dir.path().join("negotiations/abu-dhabi-talks-0000000b/between"), "").unwrap();
    let before = snapshot(dir.path());
    workspace.put(statement(0xd, 0xb, None, 0xa).into());
    let touched = all(&workspace);
    let report = save(&mut store, &workspace, &touched);
    assert_eq!((report.saved.len(), report.failed.len()), (0, 2), "{report:?}");
    assert_eq!(snapshot(dir.path()), before);
    fs::remove_file(dir.path().join("negotiations/abu-dhabi-talks-0000000b/between")).unwrap();
    assert_eq!(save(&mut store, &workspace, &touched).failed, []);
    drop(store);
    assert_eq!(open(dir.path()).workspace, Workspace { id: open(dir.path()).workspace.id, ..workspace });
}

#[test]
fn a_file_written_by_hand_stays_as_it_is_until_it_says_something_else() {
    let by_hand = "\u{feff}// by hand\r\n(format: 1, party: (name: \"Ukraine\", kind: other(\"city\"),\r\n\
                   created: \"2026-02-02T05:40:00+03:00\", id: \"00000000-0000-0000-0000-00000000000A\"))";
    let dir = folder(&[("parties/anything.ron", by_hand)]);
    let mut opened = open(dir.path());
    let told: Vec<_> = opened.problems.iter().map(|problem| (problem.line, problem.column, problem.kept_as)).collect();
    assert_eq!(told, [(Some(1), Some(1), Kept::Opened)]);
    assert!(opened.problems[0].what.starts_with("has comments, which go when a record in it is changed here"));
    let id = RecordId::Party(PartyId(Uuid::from_u128(0xa)));
    let as_it_was = opened.workspace.get(id).unwrap();
    assert!(opened.store.plan(&opened.workspace, &[id].into()).is_empty());
    opened.workspace.put(party(0xa, "Changed").into());
    save(&mut opened.store, &opened.workspace, &[id].into());
    let file = dir.path().join("parties/anything.ron");
    assert!(fs::read_to_string(&file).unwrap().starts_with("(\n    format: 1,\n    party: (\n"));
    opened.workspace.put(as_it_was);
    save(&mut opened.store, &opened.workspace, &[id].into());
    assert_eq!(fs::read_to_string(&file).unwrap(), by_hand);
}

#[test]
fn a_new_record_never_goes_into_a_read_only_file() {
    let (dir, store, mut workspace) = talks();
    drop(store);
    let file = dir.path().join(ROUND);
    let text = fs::read_to_string(&file).unwrap().replace("round: (", "round: (\n        later: 1,");
    fs::write(&file, &text).unwrap();
    let mut opened = open(dir.path());
    let id = RecordId::Statement(StatementId(Uuid::from_u128(0xf)));
    workspace.put(statement(0xf, 0xb, Some(0xc), 0xa).into());
    assert_eq!(save(&mut opened.store, &workspace, &[id].into()).failed, []);
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    drop(opened);
    assert_eq!(open(dir.path()).workspace.get(id), workspace.get(id));
}

#[test]
fn other_peoples_files_are_left_alone_and_our_left_overs_swept() {
    let dir = folder(&[
        ("README", "x"),
        (".git/config", "x"),
        ("notes.ron", "not ours"),
        ("parties/.DS_Store", "x"),
        ("parties/list.txt", "x"),
        ("parties/.hidden.ron", "x"),
        ("parties/a.ron.sync-conflict", "x"),
        ("other/a.ron", "x"),
    ]);
    let before = snapshot(dir.path());
    fs::write(dir.path().join(".rapporteur-1-2.tmp"), "x").unwrap();
    fs::write(dir.path().join("parties/.rapporteur-1-3.tmp"), "x").unwrap();
    assert_eq!(open(dir.path()).problems, []);
    assert_eq!(snapshot(dir.path()), before);
}

#[test]
fn folders_that_are_no_workspace() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("thesis.doc"), "x").unwrap();
    assert!(matches!(Store::open(dir.path(), Uuid::nil()), Err(StoreError::NotAWorkspace(_))));
    assert!(matches!(Store::open(&dir.path().join("thesis.doc"), Uuid::nil()), Err(StoreError::NotAFolder(_))));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn a_lost_workspace_file_is_made_again_and_told() {
    let (dir, store, workspace) = talks();
    drop(store);
    fs::remove_file(dir.path().join("workspace.ron")).unwrap();
    let opened = open(dir.path());
    assert_eq!(opened.problems.len(), 1);
    assert_eq!(opened.workspace, Workspace { id: Uuid::from_u128(0xffff), ..workspace });
    assert!(dir.path().join("workspace.ron").exists());
}

#[test]
fn records_whose_negotiation_or_round_is_set_aside_stay_where_they_are() {
    let (dir, store, _) = talks();
    drop(store);
    fs::write(dir.path().join("negotiations/abu-dhabi-talks-0000000b/negotiation.ron"), "(").unwrap();
    let before = snapshot(dir.path());
    let mut opened = open(dir.path());
    assert_eq!(opened.problems.len(), 2, "{:?}", opened.problems);
    let touched = all(&opened.workspace);
    assert!(opened.store.plan(&opened.workspace, &touched).is_empty());
    let mut changed = statement(0xd, 0xb, Some(0xc), 0xa);
    changed.text = "Other words".into();
    opened.workspace.put(changed.into());
    assert_eq!(save(&mut opened.store, &opened.workspace, &touched).failed, []);
    let after = snapshot(dir.path());
    let changed: Vec<_> =
        after.iter().filter(|(name, bytes)| before.get(*name) != Some(bytes)).map(|(name, _)| name.clone()).collect();
    assert_eq!(changed, [Path::new(ROUND)]);
}

#[cfg(unix)]
#[test]
fn files_and_folders_are_their_owners_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let parent = tempfile::tempdir().unwrap();
    let dir = parent.path().join("new/data");
    let mut opened = open(&dir);
    opened.workspace.put(party(0xa, "Ukraine").into());
    let touched = all(&opened.workspace);
    save(&mut opened.store, &opened.workspace, &touched);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for folder in [dir.clone(), dir.join("parties")] {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
    }
    for file in ["workspace.ron", ".lock", "parties/ukraine-0000000a.ron"] {
        assert_eq!(mode(&dir.join(file)), 0o600, "{file}");
    }
}

#[test]
fn thousands_of_statements() {
    let (dir, mut store, mut workspace) = talks();
    for n in 0..5_000 {
        let round = 0x1000 + n % 50;
        workspace.put(super::folders::round(round, 0xb, "Round").into());
        let mut statement = statement(0x10_0000 + n, 0xb, Some(round), 0xa);
        statement.text =
            format!("Statement {n} that says something in some twenty words so that it is about as long as one is. ").repeat(3);
        workspace.put(statement.into());
    }
    let touched = all(&workspace);
    save(&mut store, &workspace, &touched);
    drop(store);
    let started = std::time::Instant::now();
    let opened = open(dir.path());
    // Far more than it takes, even unoptimised on a busy machine; far less than anything quadratic would.
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    assert_eq!(opened.workspace.statements.len(), 5_001);
    let one = StatementId(Uuid::from_u128(0x10_0000)).into();
    assert!(opened.store.plan(&opened.workspace, &[one].into()).is_empty());
}

#[test]
fn a_look_at_a_folder_leaves_no_trace_and_minds_no_lock() {
    let dir = tempfile::tempdir().unwrap();
    let absent = dir.path().join("absent");
    assert!(matches!(Store::open_to_read(&absent), Err(StoreError::Nothing(_))));
    assert!(matches!(Store::open_to_read(dir.path()), Err(StoreError::Nothing(_))));
    assert!(!Store::holds_workspace(&absent).unwrap() && !absent.exists());
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);

    let data = dir.path().join("data");
    let mut opened = open(&data);
    opened.workspace.put(party(1, "Ukraine").into());
    save(&mut opened.store, &opened.workspace, &opened.workspace.ids().collect());
    fs::remove_file(data.join("workspace.ron")).unwrap();
    fs::remove_file(data.join(".lock")).unwrap();
    let before = snapshot(&data);
    let read = Store::open_to_read(&data).unwrap();
    assert_eq!(read.workspace.parties, opened.workspace.parties);
    assert!(matches!(read.access, Access::ReadOnly { .. }));
    assert_eq!(read.problems.len(), 1, "the file that names the workspace is missing: {:?}", read.problems);
    assert_eq!(snapshot(&data), before);
    assert!(!data.join(".lock").exists());
    assert!(Store::holds_workspace(&data).unwrap());
}
