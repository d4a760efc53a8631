//! Files are their owner's only, in folders of their owner only, whatever the system's habit; what the user has set stays. Only
//! a link to the folder itself is followed.

use crate::support::{Drive, PROGRAM, Place, all_below, files};
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

const FIXED: &str = "2026-02-04T09:00:00Z";

/// The program under a umask.
fn under(place: &Place, umask: &str, args: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("umask {umask} && exec \"$0\" \"$@\""), PROGRAM]).args(args);
    place.surround(&mut command);
    command
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Every folder from `dir` on, and every file below.
fn everything(dir: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let files = all_below(dir);
    let mut folders: Vec<PathBuf> = vec![dir.to_owned()];
    for file in &files {
        folders.extend(file.ancestors().skip(1).take_while(|folder| *folder != dir).map(Path::to_owned));
    }
    folders.sort();
    folders.dedup();
    (folders, files)
}

#[test]
fn what_is_made_is_its_owners_only_under_any_umask() {
    for umask in ["000", "022", "077"] {
        let place = Place::new();
        let data = place.data().join("deeper");
        let mut drive =
            Drive::start(&mut under(&place, umask, &["--data-dir", data.to_str().unwrap(), "drive", "--fixed", FIXED]));
        for line in ["party Ukraine", "person Ana", "negotiation Talks", "round 4 Feb 2026", "statement We wait", "delete Ana"] {
            drive.must(line);
        }
        assert_eq!(drive.end(), Some(0));
        let sample = place.path().join("sample");
        assert!(under(&place, umask, &["sample", sample.to_str().unwrap()]).output().unwrap().status.success());
        let export = place.path().join("talks.csv");
        let args = ["--data-dir", data.to_str().unwrap(), "export", "Talks", "--to", export.to_str().unwrap()];
        assert!(under(&place, umask, &args).output().unwrap().status.success());
        assert_eq!(mode(&export), 0o600, "umask {umask}");
        for dir in [place.data(), sample] {
            let (folders, files) = everything(&dir);
            assert!(folders.len() > 5 && files.len() > 5);
            for folder in folders {
                assert_eq!(mode(&folder), 0o700, "umask {umask}: {}", folder.display());
            }
            for file in files {
                // What the program that reads the history writes for itself may be read-only.
                assert!(matches!(mode(&file), 0o600 | 0o400), "umask {umask}: {} is {:o}", file.display(), mode(&file));
            }
        }
    }
}

/// A folder with two parties, a negotiation and a round in it.
fn filled() -> Place {
    let place = Place::new();
    let mut drive = place.drive(FIXED);
    for line in ["party Ukraine", "party Russia", "negotiation Talks", "round 4 Feb 2026"] {
        drive.must(line);
    }
    assert_eq!(drive.end(), Some(0));
    place
}

fn the_one(dir: &Path, beginning: &str) -> PathBuf {
    let fits = |path: &PathBuf| path.to_string_lossy().contains(beginning);
    let found: Vec<PathBuf> = files(dir).into_keys().filter(fits).collect();
    assert_eq!(found.len(), 1, "{beginning}: {found:?}");
    dir.join(&found[0])
}

#[test]
fn modes_that_the_user_has_set_stay() {
    for umask in ["000", "077"] {
        let place = filled();
        let (party, round) = (the_one(&place.data(), "ukraine"), the_one(&place.data(), "rounds/"));
        set_mode(&party, 0o640);
        set_mode(&round, 0o664);
        set_mode(&place.data(), 0o750);
        set_mode(&place.data().join("parties"), 0o2770);
        let args = ["--data-dir", place.data().to_str().unwrap(), "drive"].map(str::to_owned);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let mut drive = Drive::start(&mut under(&place, umask, &args));
        for line in ["text Ukraine Ukraine and its allies", "statement We wait", "person Ana"] {
            drive.must(line);
        }
        assert_eq!(drive.end(), Some(0));
        assert_eq!([mode(&party), mode(&round)], [0o640, 0o664], "umask {umask}");
        assert_eq!([mode(&place.data()), mode(&place.data().join("parties"))], [0o750, 0o2770], "umask {umask}");
        assert_eq!(
            [mode(&place.data().join("people")), mode(&the_one(&place.data(), "people/"))],
            [0o700, 0o600],
            "umask {umask}"
        );
    }
}

#[test]
fn a_link_to_the_folder_goes_on_working_and_one_below_it_is_neither_read_nor_written() {
    let place = filled();
    let data = place.data();
    let elsewhere = |name: &str| place.path().join(name);
    fs::rename(&data, elsewhere("real")).unwrap();
    symlink("real", &data).unwrap();
    let mut drive = place.drive("2026-02-05T09:00:00Z");
    for line in ["text Ukraine Ukraine and its allies", "statement We wait", "party Belarus"] {
        drive.must(line);
    }
    assert_eq!(drive.end(), Some(0));
    let is_link = |path: &Path| fs::symlink_metadata(path).unwrap().is_symlink();
    assert!(is_link(&data));
    let says = |path: &Path, words: &str| assert!(fs::read_to_string(path).unwrap().contains(words), "{}", path.display());
    says(&the_one(&elsewhere("real"), "ukraine"), "Ukraine and its allies");
    says(&the_one(&elsewhere("real"), "belarus"), "Belarus");
    // A file and a folder of records that are links.
    let file = the_one(&data, "ukraine");
    fs::create_dir(elsewhere("files")).unwrap();
    fs::rename(&file, elsewhere("files").join("ukraine.ron")).unwrap();
    symlink(elsewhere("files").join("ukraine.ron"), &file).unwrap();
    fs::rename(data.join("negotiations"), elsewhere("negotiations")).unwrap();
    symlink("../negotiations", data.join("negotiations")).unwrap();
    let outside = || [files(&elsewhere("files")), files(&elsewhere("negotiations"))];
    let before = outside();
    let checked = place.program(&["check"]).output().unwrap();
    let said = String::from_utf8(checked.stdout).unwrap();
    assert_eq!((checked.status.code(), said.matches("it is a link").count()), (Some(1), 2), "{said}");
    let mut drive = place.drive("2026-02-06T09:00:00Z");
    assert!(drive.tell("party Poland").saved);
    let answered = drive.tell("negotiation Other talks");
    assert!(!answered.saved && answered.told.iter().any(|told| told.contains("it is a link")), "{answered:?}");
    drive.child.kill().unwrap();
    assert_eq!(outside(), before);
    assert!(is_link(&data.join("negotiations")) && is_link(&file));
}

#[test]
fn the_other_name_of_a_file_keeps_what_it_had() {
    // A hard link cannot stay one where a file is replaced whole: the other name keeps the old version, as a copy would.
    let place = filled();
    let (file, other) = (the_one(&place.data(), "ukraine"), place.path().join("other.ron"));
    fs::hard_link(&file, &other).unwrap();
    let before = fs::read(&other).unwrap();
    let mut drive = place.drive("2026-02-05T09:00:00Z");
    drive.must("text Ukraine Ukraine and its allies");
    assert_eq!(fs::read(&other).unwrap(), before);
    assert!(fs::read_to_string(&file).unwrap().contains("Ukraine and its allies"));
    assert_eq!([fs::metadata(&file).unwrap().nlink(), fs::metadata(&other).unwrap().nlink()], [1, 1]);
}
