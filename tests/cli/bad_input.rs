//! Files with mistakes in them: the rest opens, the mistake is named with its place, and nothing is changed.

use crate::support::{Copy, field, json, list, run};
use serde_json::Value;
use std::fs;

/// Changes one line of the second round in Abu Dhabi, and returns the copy and the number of the line.
fn copy_with(right: &str, wrong: &str) -> (Copy, usize) {
    let copy = Copy::new();
    let file = copy.file("2026-02-04-abu-dhabi-2");
    let text = fs::read_to_string(&file).unwrap();
    let at = text.find(right).unwrap_or_else(|| panic!("{right} is not in the file"));
    let line = text[..at].matches('\n').count() + 1;
    fs::write(&file, text.replacen(right, wrong, 1)).unwrap();
    (copy, line)
}

/// Holds what `check` says: the one mistake with file, line and a reason, and how many rounds are open besides.
fn assert_named(right: &str, wrong: &str, reason: &str, kept_as: &[&str]) {
    let (copy, line) = copy_with(right, wrong);
    let before = copy.bytes();
    let said = run(&["--data-dir", &copy.dir(), "check", "--json"]);
    assert_eq!(said.status, 1, "{wrong}: {}", said.err);
    let found: Value = serde_json::from_str(&said.out).unwrap();
    let problem = list(&found, "problems").iter().find(|one| field(one, "file").contains("2026-02-04-abu-dhabi-2"));
    let problem = problem.unwrap_or_else(|| panic!("{wrong}: the file is not named: {found}"));
    assert_eq!(problem["line"], line, "{wrong}: {problem}");
    assert!(field(problem, "what").contains(reason), "{wrong}: {problem}");
    assert!(kept_as.contains(&field(problem, "kept_as")), "{wrong}: {problem}");
    let set_aside = problem["kept_as"] == "set_aside";
    assert_eq!(found["rounds"], if set_aside { 14 } else { 15 }, "{wrong}: everything else is open");
    assert_eq!(found["negotiations"], 3, "{wrong}");

    let told = run(&["--data-dir", &copy.dir(), "check"]);
    assert_eq!(told.status, 1, "{wrong}");
    let first = told.out.lines().find(|one| one.contains("2026-02-04-abu-dhabi-2")).unwrap();
    assert!(first.contains(&format!(".ron:{line}: ")) && first.contains(reason), "{wrong}: {first}");

    let reading = run(&["--data-dir", &copy.dir(), "show", "geneva-3", "--json"]);
    assert_eq!(reading.status, 1, "{wrong}: done, but something needs the user");
    assert!(reading.err.contains("rapporteur check"), "{wrong}: {}", reading.err);
    assert_eq!(field(&serde_json::from_str(&reading.out).unwrap(), "title"), "Geneva 3");
    assert_eq!(copy.bytes(), before, "{wrong}: not a byte is changed, and no file is made");
}

#[test]
fn a_syntax_error() {
    assert_named("number: 2,", "number: 2 2,", "a comma is missing", &["set_aside"]);
}

#[test]
fn a_wrong_type() {
    assert_named("number: 2,", "number: \"two\",", "a whole number is wanted", &["set_aside"]);
}

#[test]
fn an_unknown_value() {
    assert_named("status: held,", "status: celebrated,", "celebrated", &["set_aside", "read_only"]);
}

#[test]
fn an_id_that_leads_nowhere() {
    let nobody = "by: person(\"019cc260-0a80-7825-92e7-00000000dead\")";
    let right = "by: person(\"019cc260-0a80-7825-92e7-9b8d5ecfacd9\")";
    assert_named(right, nobody, "019cc260-0a80-7825-92e7-00000000dead", &["opened"]);
}

#[test]
fn a_record_that_contradicts_itself_is_named_with_its_file() {
    let (copy, _) = copy_with("when: span(\"2026-02-04\", \"2026-02-05\")", "when: span(\"2026-02-01\", \"2026-02-02\")");
    let said = run(&["--data-dir", &copy.dir(), "check", "--json"]);
    assert_eq!(said.status, 1);
    let found: Value = serde_json::from_str(&said.out).unwrap();
    let what: Vec<&str> = list(&found, "problems").iter().map(|one| field(one, "what")).collect();
    assert!(what.iter().any(|what| what.contains("“Abu Dhabi 2”: The sitting “Day 1” is outside")), "{what:?}");
    assert!(list(&found, "problems").iter().all(|one| field(one, "file").contains("2026-02-04-abu-dhabi-2")));
}

#[test]
fn a_record_of_a_newer_format_is_read_and_not_written() {
    let copy = Copy::new();
    let file = copy.path().join("workspace.ron");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("format: 1", "format: 999")).unwrap();
    let before = copy.bytes();
    let said = run(&["--data-dir", &copy.dir(), "log", "geneva-3", "ua demand territory: No"]);
    assert_eq!((said.status, said.out.as_str()), (2, ""), "{}", said.err);
    assert!(said.err.starts_with("Nothing was added: "), "{}", said.err);
    let mut after = copy.bytes();
    after.remove(&copy.path().join(".lock"));
    assert_eq!(after, before);
}

#[test]
fn a_sound_copy_has_no_problems() {
    let copy = Copy::new();
    assert_eq!(list(&json(&["--data-dir", &copy.dir(), "check"]), "problems").len(), 0);
}

#[test]
fn what_was_put_aside_is_no_problem_and_no_record() {
    let copy = Copy::new();
    let aside = copy.path().join("bin/damaged");
    fs::create_dir_all(&aside).unwrap();
    fs::write(aside.join("parties_x.ron"), b"(\xff").unwrap();
    let whole = copy.path().join("parties/belarus-b0513573.ron");
    fs::copy(whole, aside.join("parties_belarus.ron")).unwrap();
    assert_eq!(list(&json(&["--data-dir", &copy.dir(), "check"]), "problems").len(), 0);
}
