//! An import is all or nothing, in files, history and exit status: killed at each system call by which the disk can change, and with each
//! of them failing. Exit status 2 means that nothing was changed.

use crate::support::{Files, Place, all_below, copy, copy_state, files, share, temporary, tool};
use crate::trace::{self, CHANGES, Call};
use std::fs::{self, OpenOptions};
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::sync::LazyLock;

/// Rows for two files that are there, and for three that are not.
const ROWS: &str = "party,round,text\nUkraine,First,IMP one\nUkraine,Second,IMP two\nNewland,First,IMP three\n\
                    Farland,Second,IMP four\nUkraine,,IMP five\n";
const TEXTS: usize = 5;

static RECORD: LazyLock<Place> = LazyLock::new(|| {
    let place = Place::new();
    let mut drive = place.drive("2026-02-04T09:00:00Z");
    drive.must("party Ukraine");
    drive.must("negotiation Talks");
    for (when, title, text) in [("4 Feb 2026", "First", "We wait"), ("5 Mar 2026", "Second", "We do not")] {
        let round = drive.must(&format!("round {when}"));
        drive.must(&format!("text {round} {title}"));
        drive.must(&format!("statement {text}"));
    }
    assert_eq!(drive.end(), Some(0));
    place
});

const IMPORT: [&str; 5] = ["import", "rows.csv", "--into", "Talks", "--accept"];

fn laid_out() -> Place {
    let place = Place::new();
    copy(&RECORD.data(), &place.data());
    copy_state(&RECORD, &place);
    fs::write(place.path().join("rows.csv"), ROWS).unwrap();
    place
}

/// How many of the rows are in the files; and that it is none or all, with nothing left over.
fn imported(place: &Place, before: &Files) -> usize {
    let now = files(&place.data());
    let texts = now.values().map(|bytes| String::from_utf8_lossy(bytes).matches("\"IMP ").count()).sum();
    if texts == 0 {
        let differ = |file: &&PathBuf| now.get(*file) != before.get(*file);
        let left: Vec<&PathBuf> = now.keys().chain(before.keys()).filter(differ).collect();
        assert!(left.is_empty(), "something is left of it: {left:?}");
    } else {
        assert_eq!(texts, TEXTS, "a part of it is there");
    }
    texts
}

/// Opens the folder to be written, as the next start does.
fn next_start(place: &Place) {
    let drive = place.drive("2026-02-05T09:00:00Z");
    assert_eq!(drive.end(), Some(0));
    assert_eq!(temporary(&place.data()), [""; 0].map(PathBuf::from));
    let journals = all_below(&place.data()).into_iter().filter(|path| path.ends_with(".rapporteur-journal")).count();
    assert_eq!(journals, 0, "the journal is gone");
}

/// The calls of an undisturbed import by which the record can change.
fn calls() -> Vec<Call> {
    let place = laid_out();
    let traced = trace::run(&place, &trace::watching(CHANGES), &IMPORT, "");
    assert!(traced.status.success(), "{}{}", traced.out, traced.err);
    assert_eq!(imported(&place, &files(&RECORD.data())), TEXTS);
    let changes = |call: &&Call| !call.name.starts_with("open") || call.rest.contains("O_CREAT");
    let of_record = |call: &&Call| call.concerns(&place.data()) && !call.rest.contains("/data/.git");
    let calls: Vec<Call> = traced.calls.iter().filter(changes).filter(of_record).cloned().collect();
    assert!(calls.len() > 30, "{} calls", calls.len());
    calls
}

#[test]
fn an_import_that_is_killed_is_there_wholly_or_not_at_all() {
    let before = files(&RECORD.data());
    share(&calls(), |call| {
        let place = laid_out();
        let how = format!("signal=KILL:when={}", call.nth);
        let traced = trace::run(&place, &trace::injecting(&call.name, &how), &IMPORT, "");
        next_start(&place);
        let texts = imported(&place, &before);
        // What was acknowledged is there.
        assert!(traced.status.signal() == Some(9) || texts == TEXTS, "{call:?}");
        assert!(traced.out.is_empty() || texts == TEXTS, "{call:?}: it was said to be done");
    });
}

#[test]
fn an_import_that_fails_changes_nothing_and_says_so() {
    let before = files(&RECORD.data());
    share(&calls(), |call| {
        for how in [format!("error=EIO:when={}", call.nth), format!("error=ENOSPC:when={}+", call.nth)] {
            let place = laid_out();
            let traced = trace::run(&place, &trace::injecting(&call.name, &how), &IMPORT, "");
            let status = traced.status.code().unwrap();
            let cannot_take_back = traced.err.contains("The next start takes it back");
            if cannot_take_back {
                next_start(&place);
            }
            let texts = imported(&place, &before);
            assert_eq!(status == 2, texts == 0, "{how} {call:?}: status {status}, {texts} texts\n{}{}", traced.out, traced.err);
            // Once more, undisturbed: it is there once.
            next_start(&place);
            let again = place.program(&IMPORT).output().unwrap();
            assert_eq!(again.status.code(), Some(0), "{how} {call:?}: {}", String::from_utf8_lossy(&again.stderr));
            assert_eq!(imported(&place, &before), TEXTS);
        }
    });
}

#[test]
fn an_answer_that_cannot_be_written_is_an_import_that_was_not_done() {
    let before = files(&RECORD.data());
    let place = laid_out();
    let to_full_disk = |args: &[&str]| {
        let mut command = place.program(args);
        command.stdout(OpenOptions::new().write(true).open("/dev/full").unwrap());
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for args in [&IMPORT[..], &["log", "First", "ukraine demand: IMP once", "--keep"], &["log", "First", "+Qatar: IMP once"]] {
        for _ in 0..2 {
            let (status, said) = to_full_disk(args);
            assert_eq!(status, Some(2), "{said}");
            assert!(said.contains("Nothing was changed."), "{said}");
            assert_eq!(imported(&place, &before), 0);
        }
    }
    // What stays is not called undone.
    let (status, said) = to_full_disk(&["export", "Talks", "--to", "talks.md"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(place.path().join("talks.md").exists() && said.contains("is done"), "{said}");
    assert_eq!(place.program(&IMPORT).output().unwrap().status.code(), Some(0));
    assert_eq!(imported(&place, &before), TEXTS);
    // And each once in the history.
    let mut log = tool("git", "git");
    log.args(["-c", "safe.directory=*", "log", "--format=%s"]).current_dir(place.data());
    let entries = String::from_utf8_lossy(&log.output().unwrap().stdout).into_owned();
    assert_eq!(entries.matches("rows.csv").count(), 1, "{entries}");
}

#[test]
fn if_the_second_of_the_files_is_write_protected_nothing_comes_in() {
    let place = laid_out();
    let round = all_below(&place.data()).into_iter().find(|path| path.to_string_lossy().contains("2026-03-05")).unwrap();
    let mut protected = fs::metadata(&round).unwrap().permissions();
    protected.set_readonly(true);
    fs::set_permissions(&round, protected).unwrap();
    let before = files(&place.data());
    let output = place.program(&IMPORT).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("2026-03-05") && said.contains("you are not allowed to"), "{said}");
    assert_eq!(imported(&place, &before), 0);
    // Nor is anything of a record left that was to be begun with it.
    let new = Place::new();
    fs::write(new.path().join("rows.csv"), "party,alias\nNewland,NL\n").unwrap();
    let mut begin = new.program(&["import", "rows.csv", "--as", "names", "--accept"]);
    begin.stdout(OpenOptions::new().write(true).open("/dev/full").unwrap());
    let output = begin.output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!new.data().exists());
}
