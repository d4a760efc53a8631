//! Damaged files, and what is no file at all, among the records: each is named with its reason, everything else opens, nothing of
//! it is touched, and nothing is waited for. That every byte of a file may be damaged is held beside the reader, in the store.

use crate::support::{Files, Place, copy, files};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{FileTypeExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");

/// A party under this name and id.
fn party(name: &str, last: u8) -> String {
    format!(
        "(format: 1, party: (id: \"019c0b6e-3f00-7000-8000-0000000000{last:02x}\", name: {name:?}, kind: state, \
         created: \"2026-02-02T02:40:00Z\"))"
    )
}

/// A folder with one good party.
fn place() -> Place {
    let place = Place::new();
    fs::create_dir_all(place.data().join("parties")).unwrap();
    fs::write(place.data().join("workspace.ron"), "(format: 1, workspace_id: \"019c0b6e-3f00-7000-8000-000000000001\")").unwrap();
    fs::write(place.data().join("parties/good-000000aa.ron"), party("Good", 0xaa)).unwrap();
    place
}

/// What `check` says: the lines of problems, and the line of counts.
fn check(place: &Place) -> (Vec<String>, String) {
    let output = place.program(&["check"]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let mut lines: Vec<String> = said.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let counts = lines.pop().unwrap();
    lines.pop();
    assert_eq!(output.status.code(), Some(i32::from(!lines.is_empty())), "{said}");
    (lines, counts)
}

/// Edits the good party through the real program, which must save.
fn edit(place: &Place) {
    let mut drive = place.drive("2026-02-04T09:00:00Z");
    drive.must("text 019c0b6e-3f00-7000-8000-0000000000aa Better");
    drive.must("undo");
    drive.must("party New");
    assert_eq!(drive.end(), Some(0));
}

#[test]
fn what_is_no_file_is_named_and_never_waited_for() {
    let place = place();
    let at = |name: &str| place.data().join("parties").join(name);
    assert!(Command::new("mkfifo").arg(at("pipe.ron")).status().unwrap().success());
    symlink("/dev/zero", at("endless.ron")).unwrap();
    symlink("/dev/null", at("null.ron")).unwrap();
    symlink("nowhere.ron", at("dangling.ron")).unwrap();
    symlink("circle-2.ron", at("circle-1.ron")).unwrap();
    symlink("circle-1.ron", at("circle-2.ron")).unwrap();
    symlink(".", at("itself")).unwrap();
    fs::create_dir(at("folder.ron")).unwrap();
    std::os::unix::net::UnixListener::bind(at("socket.ron")).unwrap();
    let (problems, counts) = check(&place);
    let find = |name: &str, why: &str| {
        let line = problems.iter().find(|line| line.starts_with(&format!("parties/{name}"))).map_or("", String::as_str);
        assert!(line.contains(why) && line.ends_with("(set aside)"), "{name}: {why}: {problems:#?}");
    };
    find("pipe.ron", "a pipe or a device, not a file");
    find("endless.ron", "it is a link");
    find("null.ron", "it is a link");
    find("socket.ron", "a pipe or a device, not a file");
    find("dangling.ron", "it is a link");
    find("circle-1.ron", "it is a link");
    find("itself", "it is a link");
    assert!(counts.contains("1 party"), "{counts}");
    edit(&place);
    assert!(fs::symlink_metadata(at("pipe.ron")).unwrap().file_type().is_fifo());
    for link in ["endless.ron", "null.ron", "dangling.ron", "circle-1.ron"] {
        assert!(fs::symlink_metadata(at(link)).unwrap().is_symlink(), "{link}");
    }
    assert!(!at("nowhere.ron").exists());
}

#[test]
fn a_pipe_in_the_place_of_a_file_that_the_program_needs_is_not_waited_for() {
    for name in ["workspace.ron", ".lock"] {
        let place = place();
        let path = place.data().join(name);
        let _ = fs::remove_file(&path);
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let output = place.program(&["drive"]).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        if name == ".lock" {
            assert!(output.status.code() == Some(2) && said.contains("a pipe or a device, not a file"), "{said}");
        }
        let (_, counts) = check(&place);
        assert!(counts.contains("1 party"), "{name}: {counts}");
    }
    // The settings are in the home folder.
    let place = place();
    let settings = place.path().join("settings");
    fs::create_dir(&settings).unwrap();
    assert!(Command::new("mkfifo").arg(settings.join("settings.ron")).status().unwrap().success());
    let output = place.program(&["check"]).env("RAPPORTEUR_CONFIG_DIR", &settings).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_file_beyond_the_largest_is_not_read() {
    let place = place();
    let path = place.data().join("parties/huge.ron");
    fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
    let (problems, _) = check(&place);
    assert_eq!(problems, ["parties/huge.ron: is larger than 64 MB, which no file of records is (set aside)"]);
    edit(&place);
    assert_eq!(fs::metadata(&path).unwrap().len(), 1 << 40);
}

#[test]
fn names_of_every_kind_are_opened_told_and_kept() {
    let place = place();
    let long = "x".repeat(251) + ".ron";
    let names: [&OsStr; 10] = [
        OsStr::new("GOOD-000000AA.ron"),
        OsStr::from_bytes(b"latin-\xfc.ron"),
        OsStr::from_bytes(b"latin-\xfd.ron"),
        OsStr::new(&long),
        OsStr::new("\u{202e}nor.stsil-\u{202c}.ron"),
        OsStr::new("مفاوضات.ron"),
        OsStr::new("two\nlines.ron"),
        OsStr::new("\u{1b}[31mred.ron"),
        OsStr::new("  spaces  .ron"),
        OsStr::new("e\u{301}.ron"),
    ];
    for (n, name) in (0_u8..).zip(names) {
        fs::write(place.data().join("parties").join(name), party(&format!("Party {n}"), n)).unwrap();
    }
    let (problems, counts) = check(&place);
    assert_eq!(problems, [""; 0]);
    assert!(counts.contains("11 parties"), "{counts}");
    // Each can be changed where it is.
    let before = files(&place.data());
    let mut drive = place.drive("2026-02-04T09:00:00Z");
    for n in 0..10 {
        drive.must(&format!("text 019c0b6e-3f00-7000-8000-0000000000{n:02x} Renamed {n}"));
    }
    assert_eq!(drive.end(), Some(0));
    let after = files(&place.data());
    assert!(before.keys().eq(after.keys()), "{:?}", after.keys());
    for (n, name) in names.iter().enumerate() {
        let text = String::from_utf8(after[&Path::new("parties").join(name)].clone()).unwrap();
        assert!(text.contains(&format!("Renamed {n}")), "{name:?}: {text}");
    }
    // Damaged ones are told of without a command for the terminal, in a line each.
    for name in names {
        fs::write(place.data().join("parties").join(name), "(").unwrap();
    }
    let (problems, counts) = check(&place);
    assert_eq!(problems.len(), 10, "{problems:#?}");
    assert!(problems.iter().all(|line| line.starts_with("parties/") && !line.contains('\u{1b}')), "{problems:#?}");
    assert!(counts.contains("1 party"), "{counts}");
}

#[test]
fn two_names_that_differ_in_case_only_are_two_files_and_a_copy_is_a_copy() {
    let place = place();
    let parties = place.data().join("parties");
    fs::write(parties.join("a.ron"), party("Lower", 1)).unwrap();
    fs::write(parties.join("A.ron"), party("Upper", 2)).unwrap();
    fs::write(parties.join("B.ron"), party("Upper", 3)).unwrap();
    fs::write(parties.join("b.ron"), party("The same again", 3)).unwrap();
    let before = files(&place.data());
    let (problems, counts) = check(&place);
    assert!(counts.contains("4 parties"), "{counts}");
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    assert!(
        problem.contains("holds the party") && problem.contains("If it is a copy, compare the two and delete one"),
        "{problem}"
    );
    edit(&place);
    let after = files(&place.data());
    assert!(before.iter().all(|(path, bytes)| after[path] == *bytes), "undone, nothing is left of the edit");
}

/// Copies the records of one folder into another, `with` before the name of each file or folder of a record.
fn pour(from: &Path, into: &Path, with: &str) -> Vec<PathBuf> {
    let mut poured = Vec::new();
    for folder in ["parties", "people", "negotiations"] {
        let Ok(entries) = fs::read_dir(from.join(folder)) else { continue };
        for entry in entries.map(Result::unwrap) {
            let name = Path::new(folder).join(format!("{with}{}", entry.file_name().to_string_lossy()));
            fs::create_dir_all(into.join(folder)).unwrap();
            if entry.path().is_dir() {
                copy(&entry.path(), &into.join(&name));
            } else {
                fs::copy(entry.path(), into.join(&name)).unwrap();
            }
            poured.push(name);
        }
    }
    poured
}

#[test]
fn one_workspace_poured_into_itself_is_said_of_each_file_and_nothing_is_lost() {
    let place = Place::new();
    copy(Path::new(SAMPLE), &place.data());
    let (problems, alone) = check(&place);
    assert_eq!(problems, [""; 0]);
    let originals = files(&place.data());
    // The other one has gone its own way meanwhile.
    let other = place.path().join("other");
    copy(Path::new(SAMPLE), &other);
    let changed = other.join("parties/ukraine-3d1de591.ron");
    let text = fs::read_to_string(&changed).unwrap().replace("Ukraine", "Ukraina");
    fs::write(&changed, text).unwrap();
    pour(&other, &place.data(), "copy-of-");
    let before = files(&place.data());
    let (problems, counts) = check(&place);
    assert_eq!(counts, alone, "each record is there once");
    let copies: Vec<&PathBuf> = before.keys().filter(|path| !originals.contains_key(*path)).collect();
    assert!(copies.len() > 60);
    for path in &copies {
        let about: Vec<_> = problems.iter().filter(|line| line.starts_with(&format!("{}:", path.display()))).collect();
        assert!(!about.is_empty() && about.iter().all(|line| line.contains("holds, too")), "{}: {about:?}", path.display());
    }
    let mut drive = place.drive("2026-02-04T09:00:00Z");
    drive.must("party New");
    drive.must("text belarus Weissrussland");
    drive.must("undo");
    assert_eq!(drive.end(), Some(0));
    let after = files(&place.data());
    let lost: Vec<_> = before.iter().filter(|(path, bytes)| after.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert_eq!(lost, Vec::<&PathBuf>::new());
}

#[test]
fn the_folders_of_two_people_poured_together_are_one_workspace() {
    let place = Place::new();
    copy(Path::new(SAMPLE), &place.data());
    let other = Place::new();
    let mut drive = other.drive("2026-03-01T09:00:00Z");
    for line in ["party Norway", "person Ana", "negotiation Oslo talks", "round 1 March 2026", "statement We listen"] {
        drive.must(line);
    }
    assert_eq!(drive.end(), Some(0));
    let (_, alone) = check(&place);
    let both: Files = files(&place.data());
    pour(&other.data(), &place.data(), "");
    let (problems, counts) = check(&place);
    assert_eq!(problems, [""; 0]);
    let numbers = |counts: &str| -> BTreeMap<String, usize> {
        let pair = |part: &str| {
            part.split_once(' ')
                .map(|(n, noun)| (noun.trim_end_matches(['s', '.']).replace("partie", "party"), n.parse().unwrap()))
        };
        counts.split(", ").filter_map(pair).collect()
    };
    let (alone, together) = (numbers(&alone), numbers(&counts));
    for noun in ["negotiation", "round", "party", "statement"] {
        assert_eq!(together[noun], alone[noun] + 1, "{noun}: {counts}");
    }
    let mut drive = place.drive("2026-04-01T09:00:00Z");
    drive.must("text norway Kingdom of Norway");
    assert_eq!(drive.end(), Some(0));
    let after = files(&place.data());
    assert!(both.iter().all(|(path, bytes)| after[path] == *bytes));
    assert_eq!(check(&place).0, [""; 0]);
}

#[test]
fn a_whole_sample_with_every_tenth_file_damaged_opens_the_rest() {
    let place = Place::new();
    copy(Path::new(SAMPLE), &place.data());
    let mut damaged = Vec::new();
    for (path, bytes) in files(&place.data()).into_iter().filter(|(path, _)| path.components().count() > 1).step_by(10) {
        fs::write(place.data().join(&path), &bytes[..bytes.len() * 2 / 3]).unwrap();
        damaged.push(path);
    }
    let before = files(&place.data());
    let (problems, _) = check(&place);
    for path in &damaged {
        let line = problems.iter().find(|line| line.starts_with(&format!("{}:", path.display())));
        assert!(line.is_some_and(|line| line.ends_with("(set aside)")), "{}: {problems:#?}", path.display());
    }
    let aside = problems.iter().filter(|line| line.ends_with("(set aside)")).count();
    assert_eq!(aside, damaged.len());
    let mut drive = place.drive("2026-02-04T09:00:00Z");
    drive.must("party New");
    drive.must("undo");
    assert_eq!(drive.end(), Some(0));
    assert_eq!(files(&place.data()), before);
}
