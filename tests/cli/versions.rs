//! The history from the command line: what is logged is kept, and told again.

use crate::support::{Copy, field, json, list, run, text};
use std::process::Command;

const LINE: &str = "ua demand monitoring: US must watch the ceasefire @Zelensky #background";

fn git(dir: &str, args: &[&str]) -> String {
    let output =
        Command::new("git").env_clear().env("PATH", std::env::var_os("PATH").unwrap()).args(["-C", dir]).args(args).output();
    let output = output.expect("git is installed");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_is_logged_is_an_entry_of_the_history_that_git_reads() {
    let copy = Copy::new();
    let dir = copy.dir();
    let made = json(&["--data-dir", &dir, "log", "geneva-3", LINE]);
    let id = field(&made["statement"], "id").to_owned();
    assert_eq!(git(&dir, &["status", "--porcelain"]), "");
    assert_eq!(git(&dir, &["fsck", "--strict", "--full", "--no-progress"]), "");
    let log = git(&dir, &["log", "--format=%an: %s%n%(trailers)"]);
    let lines: Vec<&str> = log.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines[0].starts_with("Test: ") && lines[0].contains("statement"), "{log}");
    assert!(lines.contains(&format!("Record: statement {id}").as_str()), "{log}");
    assert!(log.contains("Test: Begin the history"), "{log}");

    let told = json(&["--data-dir", &dir, "versions", &id]);
    let versions = list(&told, "versions");
    assert_eq!((versions.len(), field(&versions[0], "who"), versions[0]["outside"].as_bool()), (1, "Test", Some(false)));
    let changes = list(&versions[0], "changes");
    assert!(changes.iter().any(|change| field(change, "after").contains("US must watch the ceasefire")), "{told}");
    let told = text(&["--data-dir", &dir, "versions", &id]);
    assert!(told.contains(" · Test · ") && told.trim_end().ends_with("1 version."), "{told}");
}

#[test]
fn versions_are_told_newest_first_and_no_more_than_asked_for() {
    let copy = Copy::new();
    let dir = copy.dir();
    json(&["--data-dir", &dir, "log", "geneva-3", LINE]);
    let file = copy.file("united-states");
    let before = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, before.replacen("United States", "United States of America", 1)).unwrap();
    json(&["--data-dir", &dir, "log", "geneva-3", "ru: We wait"]);
    let told = json(&["--data-dir", &dir, "versions", "united states", "--last", "1"]);
    let version = &list(&told, "versions")[0];
    assert_eq!((field(version, "label"), field(version, "who")), ("Changed outside Rapporteur", "Unknown"));
    assert_eq!((version["outside"].as_bool(), told["more"].as_bool()), (Some(true), Some(true)));
    let change = &list(version, "changes")[0];
    assert_eq!((field(change, "before"), field(change, "after")), ("United States", "United States of America"));
}

#[test]
fn without_a_history_it_is_said() {
    let copy = Copy::new();
    let said = run(&["--data-dir", &copy.dir(), "versions", "ukraine"]);
    assert_eq!(said.status, 2);
    assert!(said.err.contains("There is no history of"), "{}", said.err);
    assert!(!copy.path().join(".git").exists(), "and none is made by asking");
}
