//! A record that was saved before it had a name gets a file with its name once, and loses nothing on the way.

use super::folders::{all, names, negotiation, party, round, statement};
use super::{open, save, snapshot};
use crate::model::{Binned, NegotiationId, PartyId, Record, RecordId, Round, RoundId, StatementId, When, Workspace};
use crate::store::{Kept, Opened};
use chrono::NaiveDate;
use std::fs;
use std::path::Path;
use uuid::Uuid;

const BLANK: &str = "parties/record-0000000a.ron";
const NAMED: &str = "parties/ukraine-0000000a.ron";
const BLANK_TALKS: &str = "negotiations/record-0000000b/";
const TALKS: &str = "negotiations/abu-dhabi-talks-0000000b/";

fn party_id() -> RecordId {
    PartyId(Uuid::from_u128(0xa)).into()
}

fn talks_id() -> RecordId {
    NegotiationId(Uuid::from_u128(0xb)).into()
}

/// A round without a day or a title.
fn blank_round(n: u128) -> Round {
    let mut round = round(n, 0xb, "");
    round.schedule.when = When::Unknown;
    round
}

#[track_caller]
fn put(opened: &mut Opened, record: impl Into<Record>) {
    let record = record.into();
    let id = record.id();
    opened.workspace.put(record);
    assert_eq!(save(&mut opened.store, &opened.workspace, &[id].into()).failed, []);
}

/// A folder with a blank party.
fn blank() -> (tempfile::TempDir, Opened) {
    let dir = tempfile::tempdir().unwrap();
    let mut opened = open(dir.path());
    put(&mut opened, party(0xa, ""));
    assert_eq!(names(dir.path()), [BLANK, "workspace.ron"]);
    (dir, opened)
}

/// A folder with a negotiation without a title, one round with a day and a statement, one without, and a statement between.
fn blank_talks() -> (tempfile::TempDir, Opened) {
    let (dir, mut opened) = blank();
    put(&mut opened, party(0xa, "Ukraine"));
    put(&mut opened, negotiation(0xb, ""));
    put(&mut opened, round(0xc, 0xb, "First round"));
    put(&mut opened, blank_round(0xe));
    put(&mut opened, statement(0xd, 0xb, Some(0xc), 0xa));
    let mut between = statement(0xf, 0xb, None, 0xa);
    between.said_on = When::Month { year: 2025, month: 12 };
    put(&mut opened, between.clone());
    // A date that changes leaves the month's file as it is, and a title the round's: that must not be caught up with later.
    between.said_on = When::Month { year: 2024, month: 1 };
    put(&mut opened, between);
    put(&mut opened, round(0xc, 0xb, "Renamed"));
    assert_eq!(names(dir.path()), [files_of(BLANK_TALKS), vec![NAMED.to_owned(), "workspace.ron".to_owned()]].concat());
    (dir, opened)
}

fn files_of(folder: &str) -> Vec<String> {
    let files = ["between/2025-12", "negotiation", "rounds/2026-02-04-first-round-0000000c", "rounds/undated-round-0000000e"];
    files.map(|file| format!("{folder}{file}.ron")).to_vec()
}

fn below(dir: &Path, folder: &str) -> Vec<String> {
    names(dir).into_iter().filter(|name| name.starts_with(folder)).collect()
}

/// Opens afresh and holds that what is there is what was saved, without a problem.
#[track_caller]
fn reopened(dir: &Path, opened: Opened) -> Opened {
    let workspace = opened.workspace;
    drop(opened.store);
    let again = open(dir);
    assert_eq!(again.problems, []);
    assert_eq!(again.workspace, Workspace { id: again.workspace.id, ..workspace });
    again
}

#[test]
fn what_was_taken_away_and_comes_back_goes_where_it_was() {
    let (dir, opened) = blank_talks();
    let mut opened = reopened(dir.path(), opened);
    let before = snapshot(dir.path());
    let id: RecordId = StatementId(Uuid::from_u128(0xf)).into();
    let gone = opened.workspace.take(id).unwrap();
    assert_eq!(save(&mut opened.store, &opened.workspace, &[id].into()).failed, []);
    assert!(!below(dir.path(), BLANK_TALKS).iter().any(|name| name.contains("between")));
    put(&mut opened, gone);
    assert_eq!(snapshot(dir.path()), before, "in the file of a month that is not its own any more");
}

#[test]
fn a_blank_record_gets_its_name_once() {
    let (dir, mut opened) = blank();
    put(&mut opened, party(0xa, "北京"));
    assert_eq!(names(dir.path()), [BLANK, "workspace.ron"], "a name without a Latin letter is none for a file");
    put(&mut opened, party(0xa, "Ukraine"));
    assert_eq!(names(dir.path()), [NAMED, "workspace.ron"]);
    let mut opened = reopened(dir.path(), opened);
    for name in ["Another name", "", "Another name"] {
        put(&mut opened, party(0xa, name));
        assert_eq!(names(dir.path()), [NAMED, "workspace.ron"]);
    }
    opened.workspace.take(party_id());
    assert_eq!(save(&mut opened.store, &opened.workspace, &[party_id()].into()).failed, []);
    assert_eq!(names(dir.path()), ["workspace.ron"]);
    put(&mut opened, party(0xa, ""));
    assert_eq!(names(dir.path()), [NAMED, "workspace.ron"], "what is undone and done again stands where it stood");
}

#[test]
fn a_blank_round_gets_its_name_by_a_day_or_a_title() {
    let name = |round: Round| {
        let (dir, mut opened) = blank_talks();
        put(&mut opened, statement(0x10, 0xb, Some(0xe), 0xa));
        put(&mut opened, round);
        put(&mut opened, self::round(0xe, 0xb, "Later title"));
        let opened = reopened(dir.path(), opened);
        let file = opened.store.file_of(RoundId(Uuid::from_u128(0xe)).into()).unwrap();
        assert_eq!(opened.store.file_of(StatementId(Uuid::from_u128(0x10)).into()), Some(file));
        assert_eq!(below(dir.path(), BLANK_TALKS).len(), 4);
        file.file_name().unwrap().to_string_lossy().into_owned()
    };
    let (mut dated, mut titled) = (blank_round(0xe), blank_round(0xe));
    dated.schedule.when = When::Day(NaiveDate::from_ymd_opt(2026, 3, 1).unwrap());
    titled.title = "Second round".into();
    assert_eq!(name(dated), "2026-03-01-round-0000000e.ron");
    assert_eq!(name(titled), "undated-second-round-0000000e.ron");
    assert_eq!(name(blank_round(0xe)), "2026-02-04-later-title-0000000e.ron");
}

#[test]
fn a_blank_negotiation_moves_with_all_its_files() {
    let (dir, mut opened) = blank_talks();
    put(&mut opened, negotiation(0xb, "Abu Dhabi talks"));
    assert_eq!(below(dir.path(), "negotiations"), files_of(TALKS));
    assert!(!dir.path().join(BLANK_TALKS).exists());
    let mut opened = reopened(dir.path(), opened);
    put(&mut opened, negotiation(0xb, "Other talks"));
    assert_eq!(below(dir.path(), "negotiations"), files_of(TALKS));

    let touched = all(&opened.workspace);
    let before = std::mem::take(&mut opened.workspace);
    assert_eq!(save(&mut opened.store, &opened.workspace, &touched).failed, []);
    assert_eq!(names(dir.path()), ["workspace.ron"]);
    opened.workspace = before;
    assert_eq!(save(&mut opened.store, &opened.workspace, &touched).failed, []);
    reopened(dir.path(), opened);
}

#[test]
fn a_blank_negotiation_that_is_deleted_and_named_in_the_bin_comes_back_with_its_name() {
    let (dir, mut opened) = blank_talks();
    let held = opened.workspace.held_by(talks_id());
    let records: Vec<Record> = held.iter().filter_map(|id| opened.workspace.take(*id)).collect();
    let bin = RecordId::Binned(Uuid::from_u128(0x20).into());
    let stamp = party(0xa, "").stamp;
    opened.workspace.put(Binned { id: Uuid::from_u128(0x20).into(), stamp, title: "".into(), records: records.clone() }.into());
    let touched = held.into_iter().chain([bin]).collect();
    assert_eq!(save(&mut opened.store, &opened.workspace, &touched).failed, []);
    assert_eq!(below(dir.path(), "negotiations"), Vec::<String>::new());
    opened.workspace.take(bin);
    records.into_iter().for_each(|record| drop(opened.workspace.put(record)));
    opened.workspace.put(negotiation(0xb, "Abu Dhabi talks").into());
    assert_eq!(save(&mut opened.store, &opened.workspace, &touched).failed, []);
    assert_eq!(below(dir.path(), "negotiations").len(), 4);
    assert!(below(dir.path(), "negotiations").iter().all(|name| name.starts_with(TALKS)));
    reopened(dir.path(), opened);
}

#[test]
fn a_folder_with_something_else_in_it_keeps_its_name() {
    type Make = fn(&Path);
    let foreign: [(&str, Make); 4] = [
        ("another program's file", |folder| fs::write(folder.join("rounds/scan.pdf"), "x").unwrap()),
        ("a file that is set aside", |folder| fs::write(folder.join("rounds/broken.ron"), "(").unwrap()),
        ("a read-only file", |folder| {
            let file = folder.join("rounds/2026-02-04-first-round-0000000c.ron");
            let text = fs::read_to_string(&file).unwrap().replace("round: (", "round: (\n        later: 1,");
            fs::write(file, text).unwrap();
        }),
        ("an empty folder", |folder| fs::create_dir(folder.join("papers")).unwrap()),
    ];
    for (what, put_there) in foreign {
        for while_open in [true, false] {
            if while_open && what == "a read-only file" {
                continue;
            }
            let (dir, opened) = blank_talks();
            let folder = dir.path().join(BLANK_TALKS);
            let mut opened = if while_open {
                put_there(&folder);
                opened
            } else {
                drop(opened);
                put_there(&folder);
                open(dir.path())
            };
            let before = names(dir.path());
            put(&mut opened, negotiation(0xb, "Abu Dhabi talks"));
            assert_eq!(names(dir.path()), before, "{what}");
            let text = fs::read_to_string(dir.path().join(BLANK_TALKS).join("negotiation.ron")).unwrap();
            assert!(text.contains("Abu Dhabi talks"), "{what}");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_not_written() {
    let (dir, mut opened) = blank();
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("kept.ron");
    fs::rename(dir.path().join(BLANK), &target).unwrap();
    std::os::unix::fs::symlink(&target, dir.path().join(BLANK)).unwrap();
    let before = fs::read(&target).unwrap();
    opened.workspace.put(party(0xa, "Ukraine").into());
    let report = opened.store.plan(&opened.workspace, &[party(0xa, "").id.into()].into()).run();
    assert!(report.failed[0].why.contains("it is a link"), "{report:?}");
    assert!(fs::symlink_metadata(dir.path().join(BLANK)).unwrap().is_symlink());
    assert_eq!(fs::read(target).unwrap(), before);
}

#[test]
fn a_kill_at_any_step_leaves_every_record_once() {
    // The steps of naming the negotiation, cut short after each.
    let steps = {
        let (_dir, mut opened) = blank_talks();
        opened.workspace.put(negotiation(0xb, "Abu Dhabi talks").into());
        opened.store.plan(&opened.workspace, &[talks_id()].into()).steps.len()
    };
    assert_eq!(steps, 8, "four files are written, four removed");
    for done in 0..=steps {
        let (dir, mut opened) = blank_talks();
        let before = opened.workspace.clone();
        opened.workspace.put(negotiation(0xb, "Abu Dhabi talks").into());
        let mut plan = opened.store.plan(&opened.workspace, &[talks_id()].into());
        plan.steps.truncate(done);
        assert_eq!(plan.run().failed, []);
        let after = opened.workspace.clone();
        drop(opened);

        let mut again = open(dir.path());
        assert_eq!(again.problems, [], "after {done} steps");
        let expected = if done == 0 { before } else { after };
        assert_eq!(again.workspace, Workspace { id: again.workspace.id, ..expected }, "after {done} steps");
        let mut noted = negotiation(0xb, "Abu Dhabi talks");
        noted.note = "Saved again".into();
        put(&mut again, noted);
        assert_eq!(below(dir.path(), "negotiations"), files_of(TALKS), "after {done} steps");
        reopened(dir.path(), again);
    }
}

#[test]
fn a_kill_before_the_old_file_is_removed_leaves_one_record() {
    for (name, deleted) in [("Ukraine", false), ("Abkhazia", false), ("Ukraine", true)] {
        let (dir, mut opened) = blank();
        let old = fs::read(dir.path().join(BLANK)).unwrap();
        put(&mut opened, party(0xa, name));
        fs::write(dir.path().join(BLANK), &old).unwrap();
        let mut again = reopened(dir.path(), opened);
        assert_ne!(again.store.file_of(party_id()), Some(Path::new(BLANK)));
        if deleted {
            again.workspace.take(party_id());
            assert_eq!(save(&mut again.store, &again.workspace, &[party_id()].into()).failed, []);
        } else {
            put(&mut again, party(0xb, "Any other"));
        }
        assert!(!dir.path().join(BLANK).exists());
        reopened(dir.path(), again);
    }
}

#[test]
fn an_old_file_that_says_something_of_its_own_is_told_and_kept() {
    let (dir, mut opened) = blank();
    let old = fs::read_to_string(dir.path().join(BLANK)).unwrap().replace("kind: unstated", "kind: union");
    put(&mut opened, party(0xa, "Ukraine"));
    drop(opened);
    fs::write(dir.path().join(BLANK), &old).unwrap();
    let mut again = open(dir.path());
    let [problem] = again.problems.as_slice() else { panic!("{:?}", again.problems) };
    assert_eq!((problem.file.as_path(), problem.kept_as), (Path::new(BLANK), Kept::SetAside));
    put(&mut again, party(0xa, "Named again"));
    assert_eq!(fs::read_to_string(dir.path().join(BLANK)).unwrap(), old);
}

#[test]
fn a_file_that_another_program_changed_is_not_left_for_a_new_one() {
    let (dir, mut opened) = blank();
    fs::write(dir.path().join(BLANK), "theirs").unwrap();
    opened.workspace.put(party(0xa, "Ukraine").into());
    let report = save(&mut opened.store, &opened.workspace, &[party_id()].into());
    assert_eq!(report.outdated.len(), 2, "neither is the new one written nor the old one removed: {report:?}");
    assert_eq!(names(dir.path()), [BLANK, "workspace.ron"]);
    assert_eq!(fs::read(dir.path().join(BLANK)).unwrap(), b"theirs");
}

#[test]
fn what_could_not_move_is_moved_by_the_next_save() {
    let (dir, mut opened) = blank_talks();
    let before = snapshot(dir.path());
    // The rounds' folder cannot be made, because a file has its name.
    fs::create_dir_all(dir.path().join(TALKS)).unwrap();
    fs::write(dir.path().join(TALKS).join("rounds"), "").unwrap();
    opened.workspace.put(negotiation(0xb, "Abu Dhabi talks").into());
    let report = save(&mut opened.store, &opened.workspace, &[talks_id()].into());
    assert!(!report.failed.is_empty());
    let after = snapshot(dir.path());
    for (path, bytes) in before {
        assert_eq!(after.get(&path), Some(&bytes), "{} is where it was", path.display());
    }
    fs::remove_file(dir.path().join(TALKS).join("rounds")).unwrap();
    assert_eq!(save(&mut opened.store, &opened.workspace, &[talks_id()].into()).failed, []);
    assert_eq!(below(dir.path(), "negotiations"), files_of(TALKS));
    reopened(dir.path(), opened);
}
