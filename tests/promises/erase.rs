//! What was erased for good is in no byte of files, bin, history, drafts or what was put aside; everything else is as it was, every
//! earlier version included; and the history says that something was erased.

use crate::support::{Place, all_below, tool};
use rapporteur::model::{RecordId, StatementId};
use rapporteur::store::drafts::{self, Draft};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

const SECRET: &str = "ERASEME";

/// A record with something secret in every place, and the ids of the party, the statement and the statement that stays.
fn record(place: &Place) -> [String; 3] {
    let mut drive = place.drive("2026-02-04T09:00:00Z");
    drive.must("party Ukraine");
    drive.must("negotiation Talks");
    drive.must("round 4 Feb 2026");
    let stays = drive.must("statement We want the ceasefire first");
    let said = drive.must("statement ERASEME secret words one");
    drive.must(&format!("text {said} ERASEME secret words two"));
    let party = drive.must("party ERASEME Front");
    drive.must(&format!("text {stays} We want the ceasefire now"));
    assert_eq!(drive.end(), Some(0));
    [party, said, stays]
}

fn git(place: &Place, args: &[&str]) -> String {
    let mut command = tool("git", "git");
    command.args(["-c", "safe.directory=*", "-c", "gc.pruneExpire=never", "--git-dir"]).arg(place.data().join(".git")).args(args);
    place.surround(&mut command);
    let output = command.output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Every place in which the words stand: names, bytes, what the bytes of objects inflate to.
fn found(place: &Place) -> Vec<String> {
    let mut found = Vec::new();
    let holds = |bytes: &[u8]| bytes.windows(SECRET.len()).any(|part| part.eq_ignore_ascii_case(SECRET.as_bytes()));
    for path in all_below(place.path()) {
        let mut note = |how: &str| found.push(format!("{how}: {}", path.strip_prefix(place.path()).unwrap().display()));
        if holds(path.strip_prefix(place.path()).unwrap().to_string_lossy().as_bytes()) {
            note("name");
        }
        let Ok(bytes) = fs::read(&path) else { continue };
        if holds(&bytes) {
            note("bytes");
        }
        // Wherever a compressed part may begin, as in a pack.
        for at in (0..bytes.len()).filter(|at| bytes[*at] == 0x78 || *at == 0) {
            let mut inflated = Vec::new();
            let _ = flate2::bufread::ZlibDecoder::new(&bytes[at..]).take(1 << 20).read_to_end(&mut inflated);
            if holds(&inflated) {
                note("inflated");
                break;
            }
        }
    }
    found
}

fn erase(place: &Place, record: &str) -> (Option<i32>, String) {
    let output = place.program(&["erase", record, "--yes"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), said)
}

/// Nothing else has suffered, and the history is sound.
fn check(place: &Place, stays: &str, said: &str) {
    let check = place.program(&["check"]).output().unwrap();
    assert_eq!(check.status.code(), Some(0), "{}{said}", String::from_utf8_lossy(&check.stdout));
    git(place, &["fsck", "--strict", "--full"]);
    let log = git(place, &["log", "--format=%an|%s"]);
    assert!(log.contains("erase something for good"), "{log}");
    let versions = place.program(&["versions", stays]).output().unwrap();
    let versions = String::from_utf8_lossy(&versions.stdout).into_owned();
    assert!(versions.contains("ceasefire now") && versions.contains("ceasefire first"), "{versions}");
    // The next start finds nothing altered, and what follows is kept.
    let mut drive = place.drive("2026-02-06T09:00:00Z");
    drive.must("person Ana");
    assert_eq!(drive.end(), Some(0));
    assert!(git(place, &["log", "--format=%s", "-1"]).contains("add person"));
    git(place, &["fsck", "--strict", "--full"]);
}

#[test]
fn what_is_erased_is_in_no_byte_of_any_folder() {
    let place = Place::new();
    let [party, said, stays] = record(&place);
    // Old packs, loose objects, former ends, a branch of the user's own.
    git(&place, &["branch", "mine"]);
    git(&place, &["gc", "--quiet"]);
    let mut drive = place.drive("2026-02-05T09:00:00Z");
    drive.must(&format!("text {said} ERASEME secret words three"));
    assert_eq!(drive.end(), Some(0));
    // Something begun, and something put aside.
    let workspace = fs::read_to_string(place.data().join("workspace.ron")).unwrap();
    let id = workspace.split('"').nth(1).unwrap().parse().unwrap();
    let own = drafts::open(&place.state(), id, &place.data(), chrono::DateTime::UNIX_EPOCH).unwrap();
    let record = RecordId::from(StatementId(said.parse().unwrap()));
    let begun =
        [Draft::of("field", [record], "text", "ERASEME half"), Draft::of("quick line", [], "text", "ua demand: something else")];
    own.file.save(&begun).unwrap();
    drop(own);
    let aside = place.data().join("bin/damaged");
    fs::create_dir_all(&aside).unwrap();
    fs::write(aside.join("x.ron"), format!("(id: \"{said}\", text: \"ERASEME")).unwrap();
    fs::write(aside.join("y.ron"), "(something else").unwrap();
    assert!(found(&place).len() > 5, "{:?}", found(&place));

    let without_yes = place.program(&["erase", &said]).output().unwrap();
    assert_eq!(without_yes.status.code(), Some(2));
    for record in [&said, &party] {
        let (status, told) = erase(&place, record);
        assert_eq!(status, Some(0), "{told}");
        assert!(told.contains("Not reached"), "{told}");
    }
    assert_eq!(found(&place), [""; 0]);
    assert!(aside.join("y.ron").exists());
    let own = drafts::open(&place.state(), id, &place.data(), chrono::DateTime::UNIX_EPOCH).unwrap();
    assert_eq!(own.found, begun[1..]);
    drop(own);
    check(&place, &stays, "");
    assert!(git(&place, &["log", "--format=%s", "mine"]).contains("add statement"));
}

#[test]
fn what_lies_in_the_bin_or_in_the_history_alone_is_erased_as_well() {
    let place = Place::new();
    let [party, said, stays] = record(&place);
    let mut drive = place.drive("2026-02-05T09:00:00Z");
    drive.must(&format!("delete {said}"));
    drive.must(&format!("delete {party}"));
    assert_eq!(drive.end(), Some(0));
    // One is deleted for good, which leaves it in the history.
    let holds = |path: &PathBuf| fs::read_to_string(path).is_ok_and(|text| text.contains(&party));
    let binned: Vec<PathBuf> = all_below(&place.data().join("bin")).into_iter().filter(holds).collect();
    fs::remove_file(&binned[0]).unwrap();
    assert_eq!(place.drive("2026-02-05T10:00:00Z").end(), Some(0));
    for record in [&said, &party] {
        let (status, told) = erase(&place, record);
        assert_eq!(status, Some(0), "{told}");
    }
    assert_eq!(found(&place), [""; 0]);
    check(&place, &stays, "");
}

#[test]
fn what_says_the_same_elsewhere_is_named_and_what_is_needed_is_refused() {
    let place = Place::new();
    let [_, said, _] = record(&place);
    let mut drive = place.drive("2026-02-05T09:00:00Z");
    drive.must("statement They said ERASEME secret words two, and left");
    assert_eq!(drive.end(), Some(0));
    let (status, told) = erase(&place, &said);
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("The same words stand in"), "{told}");
    // A party that has said something is named by it.
    let (status, told) = erase(&place, "Ukraine");
    assert_eq!(status, Some(2), "{told}");
    assert!(told.contains("still named by"), "{told}");
}

#[test]
fn what_was_cut_short_is_ended_at_the_next_start() {
    let place = Place::new();
    let [_, said, stays] = record(&place);
    let note = |place: &Place, text: &str| fs::write(place.data().join(".git/rapporteur.erasing"), text).unwrap();
    // It is still in the files, so it was never erased.
    note(&place, &format!("statement {said}\n"));
    assert_eq!(place.drive("2026-02-05T09:00:00Z").end(), Some(0));
    assert!(!found(&place).is_empty() && !place.data().join(".git/rapporteur.erasing").exists());
    // It is gone from the files, and not yet from the history.
    let (status, told) = erase(&place, &said);
    assert_eq!(status, Some(0), "{told}");
    assert!(found(&place).iter().all(|place| !place.contains("rounds")), "{:?}", found(&place));
    let mut drive = place.drive("2026-02-06T09:00:00Z");
    let again = drive.must("statement ERASEME again and again");
    drive.must(&format!("delete {again}"));
    assert_eq!(drive.end(), Some(0));
    for path in all_below(&place.data().join("bin")) {
        let _ = fs::remove_file(path);
    }
    assert_eq!(place.drive("2026-02-06T10:00:00Z").end(), Some(0));
    note(&place, &format!("statement {again}\n"));
    let mut command = place.program(&["drive", "--fixed", "2026-02-06T11:00:00Z"]);
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("is gone from the history now") && !told.contains("altered"), "{told}");
    let left: Vec<String> =
        found(&place).into_iter().filter(|place| !place.contains("eraseme-front") && place.contains("rounds")).collect();
    assert_eq!(left, [""; 0]);
    assert!(!git(&place, &["log", "-p", "--all"]).contains("again and again"));
    check(&place, &stays, &told);
}

#[test]
fn a_history_that_stands_apart_is_erased_from_as_well() {
    let place = Place::new();
    fs::create_dir_all(place.data().join(".stfolder")).unwrap();
    // Where it is kept is told once.
    let mut drive = place.drive("2026-02-04T08:00:00Z");
    drive.tell("save");
    assert_eq!(drive.end(), Some(0));
    let [party, said, _] = record(&place);
    assert!(!Path::new(&place.data().join(".git")).exists());
    for record in [&said, &party] {
        let (status, told) = erase(&place, record);
        assert_eq!(status, Some(0), "{told}");
    }
    assert_eq!(found(&place), [""; 0]);
}
