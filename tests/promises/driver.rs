//! The driver itself: what it answers, and that it is not in the way of people.

use crate::plan::{Plan, acknowledged};
use crate::support::{Files, Place, files, temporary};
use std::fs;
use std::path::Path;

#[test]
fn each_line_is_done_saved_and_answered() {
    let place = Place::new();
    let mut drive = place.drive("2026-02-04T09:00:00Z");
    let party = drive.must("party Ukraine");
    drive.must("negotiation Talks");
    drive.must("round 4 Feb 2026");
    let statement = drive.must("statement We wait");
    drive.must(&format!("text {statement} We do not wait"));
    let before = files(&place.data());
    drive.must(&format!("delete {party}"));
    assert_ne!(files(&place.data()), before);
    drive.must("undo");
    assert_eq!(files(&place.data()), before);
    let answered = drive.tell("frobnicate");
    assert_eq!(answered.told, ["refused 8: There is no edit “frobnicate”."]);
    assert_eq!(drive.end(), Some(1), "a line was refused");
    let rounds = files(&place.data()).into_iter().filter(|(path, _)| path.to_string_lossy().contains("2026-02-04-round"));
    let text: Vec<String> = rounds.map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect();
    assert!(text.len() == 1 && text[0].contains("We do not wait"), "{text:?}");
}

#[test]
fn a_plan_gives_the_same_bytes_and_notices_others() {
    let steps = ["a=party", "text $a Ukraine", "negotiation Talks"];
    let plan = Plan::record(None, "2026-02-04T09:00:00Z", &steps);
    assert_eq!(plan.last_state(), Plan::record(None, "2026-02-04T09:00:00Z", &steps).last_state());

    let place = Place::new();
    put(plan.state(2), &place.data());
    let said = |count: usize| (1..=count).map(|number| format!("saved {number}\n")).collect::<String>();
    assert_eq!(acknowledged(&(said(1) + "saved 2")), 1, "a line that was cut off counts for nothing");
    let fits: Vec<bool> = (0..=3).map(|count| plan.check(&place.data(), &said(count)).is_ok()).collect();
    assert_eq!(fits, [false, true, true, false], "what is there is the second state");
    plan.reopen(&place, "").unwrap();

    let file = place.data().join(plan.state(2).keys().find(|path| path.starts_with("parties")).unwrap());
    fs::write(file.with_file_name(".rapporteur-1-1.tmp"), "(").unwrap();
    assert_eq!(temporary(&place.data()).len(), 1);
    plan.reopen(&place, "").unwrap();
    assert_eq!(temporary(&place.data()).len(), 0);
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    assert!(plan.check(&place.data(), &said(2)).unwrap_err().contains("is neither old nor new"));
    assert!(plan.reopen(&place, "").is_err());
}

fn put(files: &Files, dir: &Path) {
    for (path, bytes) in files {
        fs::create_dir_all(dir.join(path).parent().unwrap()).unwrap();
        fs::write(dir.join(path), bytes).unwrap();
    }
}

#[test]
fn it_is_not_in_the_help() {
    let place = Place::new();
    let said = place.program(&["--help"]).output().unwrap();
    assert!(!String::from_utf8(said.stdout).unwrap().contains("drive"));
    let said = place.program(&["driv"]).output().unwrap();
    assert!(!String::from_utf8(said.stderr).unwrap().contains("drive"));
}
