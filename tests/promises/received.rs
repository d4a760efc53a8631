//! A folder that came from somebody else: wherever a link, a pipe or a device may stand in it, nothing outside of it is changed,
//! nothing from outside gets into it or its history, and nothing is waited for.

use crate::support::{PROGRAM, Place, all_below, copy, copy_state, tool};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

const SECRET: &str = "THE-SECRET-OF-SOMEBODY-ELSE";
/// How long a run may take at most, in seconds: one that waits for a pipe takes for ever.
const LONGEST: &str = "120";

/// A record with a history, and some of everything.
static RECORD: LazyLock<Place> = LazyLock::new(|| {
    let place = Place::new();
    let mut drive = place.drive("2026-02-04T09:00:00Z");
    let steps = ["party Ukraine", "party Russia", "person Ana", "negotiation Talks", "round 4 Feb 2026", "statement We wait"];
    for line in steps.into_iter().chain(["delete Russia"]) {
        drive.must(line);
    }
    assert_eq!(drive.end(), Some(0));
    place
});

/// Everything outside that must stay as it is, with what it holds and when it was last written.
fn outside(place: &Place) -> BTreeMap<PathBuf, (Vec<u8>, i64, i64)> {
    let files = all_below(&place.path().join("outside")).into_iter();
    files
        .map(|path| {
            let found = fs::metadata(&path).unwrap();
            (path.clone(), (fs::read(&path).unwrap(), found.mtime(), found.mtime_nsec()))
        })
        .collect()
}

/// What is in every object of the repositories that the program may have written.
fn objects(place: &Place) -> String {
    let apart = fs::read_dir(place.state().join("history")).into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut all = String::new();
    for git in apart.chain([place.data().join(".git")]) {
        if fs::symlink_metadata(git.join("HEAD")).is_ok_and(|found| found.is_file()) && !git.is_symlink() {
            let mut command = tool("timeout", "coreutils");
            command.args([LONGEST, "git", "--git-dir"]).arg(git).args(["cat-file", "--batch-all-objects", "--batch"]);
            place.surround(&mut command);
            all.push_str(&String::from_utf8_lossy(&command.output().unwrap().stdout));
        }
    }
    all
}

fn run(place: &Place, args: &[&str], input: &str) -> (Option<i32>, String) {
    let mut command = tool("timeout", "coreutils");
    command.args(["-s", "KILL", LONGEST, PROGRAM, "--data-dir"]).arg(place.data()).args(args);
    place.surround(&mut command);
    let lines = place.path().join("lines");
    fs::write(&lines, input).unwrap();
    let output = command.stdin(fs::File::open(lines).unwrap()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code(), said)
}

/// Something that stands where a file or a folder should be.
type Make = fn(&Path, &Path);

const KINDS: [(&str, Make); 5] = [
    ("a link to a file", |path, outside| symlink(outside.join("secret.ron"), path).unwrap()),
    ("a link to nothing yet", |path, outside| symlink(outside.join("made"), path).unwrap()),
    ("a link to a folder", |path, outside| symlink(outside, path).unwrap()),
    ("a link to a device", |path, _| symlink("/dev/zero", path).unwrap()),
    ("a pipe", |path, _| assert!(Command::new("mkfifo").arg(path).status().unwrap().success())),
];

/// Every place in a data folder that the program opens, by the beginning of its name.
fn places(data: &Path) -> Vec<String> {
    let fixed = [
        "workspace.ron",
        ".lock",
        ".git",
        ".git.making",
        "parties",
        "people",
        "negotiations",
        "bin",
        "bin/damaged",
        "clashes",
        "parties/new.ron",
        "parties/folder",
        "bin/damaged/x.ron",
        ".rapporteur-1-0.tmp",
        "parties/.rapporteur-1-0.tmp",
        "parties/.rapporteur-0123456789abcd00.old",
        ".git/HEAD",
        ".git/config",
        ".git/rapporteur",
        ".git/rapporteur.made",
        ".git/rapporteur.busy",
        ".git/index",
        ".git/packed-refs",
        ".git/commondir",
        ".git/info",
        ".git/info/exclude",
        ".git/info/attributes",
        ".git/refs/heads/main",
        ".git/objects/info/alternates",
        ".git/objects/pack",
        ".git/logs",
    ];
    let mut all: Vec<String> = fixed.map(str::to_owned).into();
    for file in all_below(data) {
        let below = file.strip_prefix(data).unwrap();
        if !below.starts_with(".git") && below.components().count() > 1 {
            all.extend(below.ancestors().filter(|path| path.components().count() > 1).map(|path| path.display().to_string()));
        }
    }
    all.sort();
    all.dedup();
    all
}

#[test]
fn whatever_stands_anywhere_in_a_folder_leads_nowhere_and_holds_nobody_up() {
    let mut tried = 0;
    for (number, at) in places(&RECORD.data()).iter().enumerate() {
        for (kind_at, (kind, make)) in KINDS.iter().enumerate() {
            // A link to a file everywhere, and one of the others in turn.
            if kind_at != 0 && kind_at != 1 + number % 4 {
                continue;
            }
            // What comes with somebody's folder, and what comes into a folder of one's own.
            let is_own = (number + kind_at) % 2 == 0 || at.starts_with(".git/");
            let (name, place) = (format!("{kind} as {at}, {}", if is_own { "own" } else { "received" }), Place::new());
            let data = place.data();
            copy(&RECORD.data(), &data);
            if is_own {
                copy_state(&RECORD, &place);
            }
            let elsewhere = place.path().join("outside");
            fs::create_dir(&elsewhere).unwrap();
            fs::write(elsewhere.join("secret.ron"), SECRET).unwrap();
            fs::write(elsewhere.join("HEAD"), format!("ref: refs/heads/{SECRET}\n")).unwrap();
            let path = data.join(at);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if path.is_dir() {
                fs::remove_dir_all(&path).unwrap();
            } else {
                drop(fs::remove_file(&path));
            }
            make(&path, &elsewhere);
            let before = outside(&place);

            let (checked, said) = run(&place, &["check"], "");
            let is_of_record = !at.starts_with('.') && !at.contains("/.") && !at.starts_with("bin/damaged") && at != "clashes";
            if is_of_record && kind.starts_with("a link") {
                assert_eq!(checked, Some(1), "{name}: {said}");
                assert!(said.contains("it is a link"), "{name}: {said}");
            }
            assert!(checked == Some(0) || checked == Some(1), "{name}: {checked:?} {said}");
            let lines = "party Zed\nstatement We go\ntext Ukraine Other\nnegotiation More\ndelete Ana\nperson Bo\nsave\n";
            let (driven, told) = run(&place, &["drive", "--fixed", "2026-02-05T09:00:00Z"], lines);
            // Done, not all done, or not to be opened: but done with, and not by a signal.
            assert!(matches!(driven, Some(0..=2)), "{name}: {driven:?} {told}");
            let (shown, seen) = run(&place, &["versions", "ukraine"], "");
            assert!(matches!(shown, Some(0..=2)), "{name}: {shown:?} {seen}");
            assert!(outside(&place) == before, "{name}: something outside was changed or made");
            for words in [&said, &told, &seen, &objects(&place)] {
                assert!(!words.contains(SECRET), "{name}: {words}");
            }
            tried += 1;
        }
    }
    assert!(tried > 70, "{tried}");
}

#[test]
fn a_history_that_came_with_a_folder_is_told_once_and_left_alone() {
    let place = Place::new();
    copy(&RECORD.data(), &place.data());
    let git = place.data().join(".git");
    let bytes = |git: &Path| -> BTreeMap<PathBuf, Vec<u8>> {
        all_below(git).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    };
    let before = bytes(&git);
    let told = |line: &str| run(&place, &["drive"], line).1.matches("history The history of this record is kept in").count();
    assert_eq!([told("party Zed\n"), told("party Zwei\n")], [1, 0]);
    assert!(bytes(&git) == before);
    let (status, said) = run(&place, &["versions", "Zwei"], "");
    assert_eq!(status, Some(0), "{said}");
    let (status, said) = run(&place, &["take-over"], "");
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("entries were taken over") && said.contains("in the meantime"), "{said}");
    let (status, said) = run(&place, &["versions", "Ukraine"], "");
    assert!(status == Some(0) && said.contains("add party"), "{said}");
    assert!(bytes(&git) == before);
    let (status, said) = run(&place, &["take-over"], "");
    assert_eq!(status, Some(0), "again, if they wish: {said}");
}

#[test]
fn a_flood_is_named_and_does_not_use_up_the_memory() {
    let place = Place::new();
    copy(&RECORD.data(), &place.data());
    for number in 0..60 {
        let file = fs::File::create(place.data().join(format!("parties/b{number}.ron"))).unwrap();
        file.set_len(63 * 1024 * 1024).unwrap();
    }
    let mut command = tool("prlimit", "util-linux");
    command.args(["--as=4000000000", PROGRAM, "--data-dir"]).arg(place.data()).arg("check");
    place.surround(&mut command);
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.lines().filter(|line| line.starts_with("parties/b") && line.ends_with("(set aside)")).count(), 60, "{said}");
    assert!(said.contains("more than 512 MB"), "{said}");
}
