//! Real disks that are full, that can only be read, or that are gone, in a corner of the file system that only the program sees.

use crate::support::{Drive, PROGRAM, Place, all_below, files, report, temporary, tool};
use rapporteur::store::Store;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

const FIXED: &str = "2026-02-04T09:00:00Z";
/// Where the round is that each test begins with.
const ROUND: &str = "negotiations/talks-00000005/rounds/2026-02-04-round-00000007.ron";

/// Namespaces of one's own can be had here, or the test ends with what to do about it.
static WORKS: LazyLock<()> = LazyLock::new(|| {
    let tried = tool("unshare", "util-linux").args(["-Urm", "true"]).output().unwrap();
    assert!(
        tried.status.success(),
        "unshare cannot make a user and a mount namespace here, which these tests need for small disks. Allow them \
         (sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0, user.max_user_namespaces; in a container: \
         a seccomp profile that lets unshare through).\n{}",
        String::from_utf8_lossy(&tried.stderr)
    );
});

/// A data folder on a disk of its own, with the program at work on it.
struct SmallDisk {
    drive: Drive,
    place: Place,
}

impl SmallDisk {
    fn of(size: &str, with: &str) -> Self {
        LazyLock::force(&WORKS);
        let place = Place::new();
        fs::create_dir(place.data()).unwrap();
        let mut command = tool("unshare", "util-linux");
        let script = format!(
            "mount -t tmpfs -o size={size},mode=700 small \"$1\" && exec \"$2\" --data-dir \"$1\" drive --fixed {FIXED} {with}"
        );
        command.args(["-Urm", "sh", "-c", &script, "sh"]).arg(place.data()).arg(PROGRAM);
        place.surround(&mut command);
        let drive = Drive::start(&mut command);
        Self { place, drive }
    }

    /// The data folder as it is seen from here. Not before the program has answered for the first time.
    fn seen(&self) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.drive.child.id()));
        root.join(self.place.data().strip_prefix("/").unwrap())
    }

    /// How many entries the history has.
    fn entries(&self) -> String {
        self.inside("git -c 'safe.directory=*' -C \"$1\" rev-list --count HEAD")
    }

    /// Runs a command in the same corner. Returns what it says.
    fn inside(&self, command: &str) -> String {
        let mut enter = tool("nsenter", "util-linux");
        enter.args(["-U", "-m", "--preserve-credentials", "-t", &self.drive.child.id().to_string(), "sh", "-c", command, "sh"]);
        let done = enter.arg(self.place.data()).output().unwrap();
        assert!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }
}

/// Fills a disk but for so many bytes.
fn fill(dir: &Path, but: u64) -> PathBuf {
    let filler = dir.join(".filler");
    let mut length = 0_u64;
    let file = fs::File::create(&filler).unwrap();
    while std::io::Write::write_all(&mut &file, &[b'x'; 4096]).is_ok() {
        length += 4096;
    }
    assert!(length >= but, "the disk was full before");
    file.set_len(length - but).unwrap();
    filler
}

/// The bytes of a text that does not fit into a page.
fn long(word: &str) -> String {
    word.repeat(12_000 / word.len())
}

#[test]
fn a_full_disk_is_told_and_what_was_typed_is_saved_when_there_is_room() {
    for (free, what) in [(0, "nothing left"), (4096, "room for a part of the file")] {
        let mut disk = SmallDisk::of("64k", "--history none");
        for line in ["party Ukraine", "negotiation Talks", "round 4 Feb 2026"] {
            disk.drive.must(line);
        }
        let statement = disk.drive.must(&format!("statement {}", long("We wait. ")));
        let seen = disk.seen();
        let filler = fill(&seen, free);
        let before = files(&seen);
        for words in [long("We do not wait. "), long("We do not wait, and say so. ")] {
            let answered = disk.drive.tell(&format!("text {statement} {words}"));
            assert!(!answered.saved, "{what}");
            assert!(
                answered.told[0].starts_with(&format!("failed {ROUND}: could not be written: the disk is full")),
                "{answered:?}"
            );
            assert_eq!(files(&seen), before, "{what}: every file is as it was");
            assert_eq!(temporary(&seen), [""; 0].map(PathBuf::from), "{what}");
        }
        fs::remove_file(filler).unwrap();
        disk.drive.must("save");
        assert!(says(&seen, "We do not wait, and say so. We do not wait, and say so. "), "{what}: what was typed is there");
        assert!(Store::open_to_read(&seen).unwrap().problems.is_empty());
    }
    report("a disk of 64 KB: full and nearly full, 4 saves failed and were made up for");
}

#[test]
fn a_disk_too_full_for_the_history_still_takes_the_record_and_the_history_follows() {
    let mut disk = SmallDisk::of("1m", "");
    for line in ["party Ukraine", "negotiation Talks", "round 4 Feb 2026"] {
        disk.drive.must(line);
    }
    let seen = disk.seen();
    let filler = fill(&seen, 8192);
    let entries = disk.entries();
    let answered = disk.drive.tell("statement We wait");
    assert!(answered.saved, "the record is saved: {answered:?}");
    let unkept = answered.told.iter().filter(|told| told.starts_with("unkept ") && told.contains("No space left"));
    assert_eq!(unkept.count(), 1, "and the user is told about the history: {answered:?}");
    assert_eq!((disk.entries(), entries.as_str()), (entries.clone(), "4"));
    fs::remove_file(filler).unwrap();
    disk.drive.must("save");
    assert_eq!(disk.entries(), "5");
    assert_eq!(
        disk.inside(
            "cd \"$1\" && git -c 'safe.directory=*' fsck --strict --no-dangling && git -c 'safe.directory=*' status --porcelain"
        ),
        ""
    );
}

#[test]
fn a_disk_that_can_only_be_read_is_told_and_made_up_for() {
    let mut disk = SmallDisk::of("1m", "");
    for line in ["party Ukraine", "negotiation Talks", "round 4 Feb 2026"] {
        disk.drive.must(line);
    }
    let seen = disk.seen();
    let before = files(&seen);
    disk.inside("mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\"");
    for words in ["We wait", "We wait in vain"] {
        let answered = disk.drive.tell(&format!("statement {words}"));
        assert!(!answered.saved);
        assert!(
            answered.told[0].starts_with(&format!("failed {ROUND}: could not be written: the disk can only be read")),
            "{answered:?}"
        );
        assert_eq!(files(&seen), before);
    }
    disk.inside("umount \"$1\"");
    disk.drive.must("save");
    assert!(says(&seen, "We wait in vain"));
    assert!(says(&seen, "\"We wait\""));
}

#[test]
fn a_folder_that_is_moved_away_is_not_made_anew_and_gets_everything_when_it_is_back() {
    let place = Place::new();
    let mut drive = place.drive(FIXED);
    for line in ["party Ukraine", "negotiation Talks", "round 4 Feb 2026", "person Ana"] {
        drive.must(line);
    }
    let (data, away) = (place.data(), place.path().join("away"));
    let before = files(&data);
    fs::rename(&data, &away).unwrap();
    for (line, stands) in [("statement We wait", false), ("party Russia", false), ("delete Ana", true)] {
        if stands {
            // What a disk leaves behind that was unplugged.
            fs::create_dir(&data).unwrap();
        }
        let answered = drive.tell(line);
        assert!(!answered.saved, "{line}");
        assert!(answered.told[0].contains(&data.display().to_string()), "{answered:?}");
        assert!(answered.told[0].contains("bring the folder back"), "{answered:?}");
        assert_eq!(data.exists(), stands, "no folder is made in its place");
        assert!(all_below(&data).is_empty(), "and nothing is written into another: {:?}", all_below(&data));
        assert_eq!(files(&away), before);
    }
    fs::remove_dir(&data).unwrap();
    fs::rename(&away, &data).unwrap();
    drive.must("save");
    assert_eq!(drive.end(), Some(0));
    let opened = Store::open_to_read(&data).unwrap();
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    let names: Vec<&str> = opened.workspace.parties.values().map(|party| party.name.as_str()).collect();
    assert_eq!(names, ["Ukraine", "Russia"]);
    assert_eq!((opened.workspace.people.len(), opened.workspace.bin.len()), (0, 1));
    assert!(says(&data, "We wait"));
}

#[test]
fn a_folder_that_the_user_may_not_write_is_told() {
    LazyLock::force(&WORKS);
    // Without a user of its own the program has no rights but those that the modes give, even where the test is run by root.
    let powerless = |place: &Place| {
        let mut command = tool("unshare", "util-linux");
        command.arg("-U").arg(PROGRAM).arg("--data-dir").arg(place.data()).args(["drive", "--fixed", FIXED]);
        place.surround(&mut command);
        command
    };
    let place = Place::new();
    let mut drive = Drive::start(&mut powerless(&place));
    for line in ["party Ukraine", "negotiation Talks", "round 4 Feb 2026"] {
        drive.must(line);
    }
    let before = files(&place.data());
    let rounds = place.data().join(ROUND).parent().unwrap().to_owned();
    mode(&rounds, 0o500);
    let answered = drive.tell("statement We wait");
    assert!(!answered.saved);
    assert!(
        answered.told[0].starts_with(&format!("failed {ROUND}: could not be written: you are not allowed to")),
        "{answered:?}"
    );
    let others = drive.tell("party Russia");
    assert!(!others.saved && others.told.len() == 1, "only the one file is told of: {others:?}");
    assert!(says(&place.data(), "Russia"), "the other files are saved");
    mode(&rounds, 0o700);
    drive.must("save");
    assert!(says(&place.data(), "We wait"));
    assert_eq!(drive.end(), Some(0));

    let after = files(&place.data());
    assert_ne!(after, before);
    mode(&place.data(), 0o500);
    let refused = powerless(&place).output().unwrap();
    mode(&place.data(), 0o700);
    let err = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(err.contains(&format!("{} cannot be written: you are not allowed to", place.data().display())), "{err}");
    assert_eq!(files(&place.data()), after);
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Whether a file of the record holds these words.
fn says(dir: &Path, words: &str) -> bool {
    files(dir).into_values().any(|bytes| String::from_utf8(bytes).unwrap().contains(words))
}
