//! Two running copies cannot overwrite each other: the second one reads, and says so, until the first is gone, however it went.

use crate::support::{Drive, Place, files};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Output, Stdio};

const FIXED: &str = "2026-02-04T09:00:00Z";

fn open() -> (Place, Drive) {
    let place = Place::new();
    let mut first = place.drive(FIXED);
    for line in ["party Ukraine", "negotiation Talks", "round 4 Feb 2026"] {
        first.must(line);
    }
    (place, first)
}

fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn the_second_copy_reads_and_says_why_it_does_not_write() {
    let (place, mut first) = open();
    let before = files(&place.data());
    for args in [&["drive"][..], &["log", "Talks", "Ukraine: We wait"], &["log", "1", "ukraine: We wait"]] {
        let (status, out, err) = run(&mut place.program(args));
        assert_eq!((status, out.as_str()), (Some(2), ""), "{args:?}: {err}");
        assert!(err.contains(&format!("{} is open in another Rapporteur", place.data().display())), "{args:?}: {err}");
    }
    let (status, out, err) = run(&mut place.program(&["check"]));
    assert_eq!((status, err.as_str()), (Some(0), ""), "{out}");
    assert_eq!(files(&place.data()), before);
    first.must("statement We wait");
    assert_eq!(first.end(), Some(0));
    let (status, _, err) = run(&mut place.program(&["log", "1", "ukraine: We do not wait"]));
    assert_eq!((status, err.as_str()), (Some(0), ""), "the folder is free when the first has ended");
}

#[test]
fn the_folder_is_free_when_the_first_copy_was_killed() {
    let (place, mut first) = open();
    let (status, ..) = run(&mut place.program(&["drive"]));
    assert_eq!(status, Some(2));
    first.child.kill().unwrap();
    assert_eq!(first.child.wait().unwrap().signal(), Some(9));
    let (status, _, err) = run(&mut place.program(&["log", "1", "ukraine: We wait"]));
    assert_eq!((status, err.as_str()), (Some(0), ""));
}

#[test]
fn of_many_that_start_at_once_one_writes() {
    let place = Place::new();
    let (status, _, err) = run(&mut place.program(&["drive", "--fixed", FIXED]));
    assert_eq!(status, Some(0), "{err}");
    let mut copies: Vec<Drive> = (0..6).map(|_| Drive::start(place.program(&["drive"]).stderr(Stdio::null()))).collect();
    let writing = copies
        .iter_mut()
        .map(|copy| copy.try_tell("party Ukraine"))
        .filter(|answered| answered.as_ref().is_some_and(|answered| answered.saved));
    assert_eq!(writing.count(), 1);
    let parties = files(&place.data()).into_keys().filter(|path| path.starts_with("parties"));
    assert_eq!(parties.count(), 1);
}
