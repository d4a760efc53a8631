//! Folders that came from somebody else: what stands in them is left as it is, and nothing outside of them is touched.

use super::*;
use crate::store::history::HistoryError;
use std::collections::BTreeMap;
use std::fs;

/// What stands below a folder: the bytes of files, where links lead, and the kinds of everything else. Nothing is followed.
fn all_below(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut left = vec![root.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let kind = fs::symlink_metadata(&path).unwrap().file_type();
            let said = match () {
                () if kind.is_dir() => b"folder".to_vec(),
                () if kind.is_symlink() => fs::read_link(&path).unwrap().to_string_lossy().into_owned().into_bytes(),
                () if kind.is_file() => fs::read(&path).unwrap(),
                () => b"other".to_vec(),
            };
            if kind.is_dir() {
                left.push(path.clone());
            }
            found.insert(path, said);
        }
    }
    found
}

/// Copies a folder of files and folders.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, to).unwrap();
        }
    }
}

/// A folder that somebody else made, with a history, and that is opened here for the first time.
fn received() -> (Desk, Desk) {
    let mut theirs = desk();
    let mut history = theirs.history();
    let entry = theirs.put("add party", party(7, "Ukraine"));
    history.keep(&entry).unwrap();
    let state = tempfile::tempdir().unwrap();
    let place = tempfile::tempdir().unwrap();
    copy(theirs.path(), place.path());
    let opened = Store::open(place.path(), Uuid::nil()).unwrap();
    let desk = Desk { state, dir: place, store: opened.store, workspace: opened.workspace, minute: 9 };
    (theirs, desk)
}

/// Opens the history of a folder whose `.git` is not to be used, works on, and holds `.git` and all else outside to being the same.
fn is_left_alone(desk: &mut Desk, outside: &Path, name: &str) {
    let git = desk.path().join(".git");
    let before = |desk: &Desk| {
        let mut all = all_below(desk.path());
        all.retain(|path, _| path.starts_with(&git));
        (all, fs::symlink_metadata(&git).unwrap().modified().unwrap(), all_below(outside))
    };
    let found = before(desk);
    let (mut history, told) = desk.open();
    assert!(told.len() == 1 && told[0].contains("is kept in") && told[0].contains(".git"), "{name}: {told:?}");
    history.keep_rest("Ana", desk.now()).unwrap();
    let entry = desk.put("change name", party(7, name));
    made(history.keep(&entry).unwrap());
    assert!(history.git_dir().starts_with(desk.state.path()), "{name}");
    assert!(history.verify(&|| false).unwrap().is_sound());
    drop(history);
    let (history, told) = desk.open();
    assert_eq!(told, Vec::<String>::new(), "{name}: it is told once");
    assert_eq!(names(&history, id(7)).len(), 2, "{name}: and gone on with");
    drop(history);
    assert!(History::open(desk.path(), None, desk.now(), false).is_err(), "{name}: nor without a place for it");
    assert!(before(desk) == found, "{name}: something was touched");
}

#[test]
fn a_history_that_came_with_a_folder_is_left_alone() {
    let (_theirs, mut desk) = received();
    let before = fs::read(desk.path().join(".git/refs/heads/main")).unwrap();
    let error = History::open(desk.path(), Some(desk.state.path()), desk.now(), true).err().unwrap();
    assert!(matches!(&error, HistoryError::None(why) if why.contains("came with the folder")), "{error}");
    is_left_alone(&mut desk, tempfile::tempdir().unwrap().path(), "received");
    assert_eq!(fs::read(desk.path().join(".git/refs/heads/main")).unwrap(), before);
}

#[test]
fn a_copy_of_a_folder_does_not_write_into_the_history_that_it_is_a_copy_of() {
    let mut first = desk();
    let mut history = first.history();
    let entry = first.put("add party", party(7, "Ukraine"));
    history.keep(&entry).unwrap();
    drop(history);
    let place = tempfile::tempdir().unwrap();
    copy(first.path(), &place.path().join("copy"));
    let (copied, told) = History::open(&place.path().join("copy"), Some(first.state.path()), first.now(), false).unwrap();
    assert!(told.len() == 1 && told[0].contains("came with the folder"), "{told:?}");
    assert!(copied.git_dir().starts_with(first.state.path()));
    assert_eq!(names(&first.history(), id(7)).len(), 1);
}

#[cfg(unix)]
#[test]
fn a_folder_that_was_moved_goes_on_and_a_link_to_it_does_too() {
    let mut desk = desk();
    let mut history = desk.history();
    let entry = desk.put("add party", party(7, "Ukraine"));
    history.keep(&entry).unwrap();
    drop(history);
    let place = tempfile::tempdir().unwrap();
    let (moved, link) = (place.path().join("moved"), place.path().join("link"));
    fs::rename(desk.path(), &moved).unwrap();
    std::os::unix::fs::symlink(&moved, &link).unwrap();
    for dir in [&moved, &link] {
        let (history, told) = History::open(dir, Some(desk.state.path()), desk.now(), false).unwrap();
        assert_eq!(told, Vec::<String>::new());
        assert_eq!((names(&history, id(7)).len(), history.git_dir()), (1, moved.canonicalize().unwrap().join(".git").as_path()));
    }
}

#[test]
fn a_history_that_a_version_without_marks_made_is_gone_on_with() {
    let mut desk = desk();
    let mut history = desk.history();
    let entry = desk.put("add party", party(7, "Ukraine"));
    history.keep(&entry).unwrap();
    let git = history.git_dir().to_owned();
    drop(history);
    fs::remove_file(git.join("rapporteur.made")).unwrap();
    let note = fs::read_dir(desk.state.path().join("known")).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&note).unwrap();
    let lines = text.lines().filter(|line| !line.contains("mark:") && !line.contains("number:"));
    fs::write(&note, lines.collect::<Vec<_>>().join("\n")).unwrap();
    assert_eq!(desk.history().git_dir(), git);
    // From now on it is known by its mark, even if it comes back from a backup.
    let aside = desk.path().join("backup");
    copy(&git, &aside);
    fs::remove_dir_all(&git).unwrap();
    fs::create_dir(desk.path().join("taken")).unwrap();
    fs::rename(aside, &git).unwrap();
    assert_eq!(desk.history().git_dir(), git);
    // But a note without a mark does not vouch for what does not hold the entry.
    fs::write(&note, text.lines().filter(|line| !line.contains("mark:")).collect::<Vec<_>>().join("\n")).unwrap();
    fs::remove_dir_all(git.join("objects")).unwrap();
    fs::create_dir_all(git.join("objects/info")).unwrap();
    fs::write(git.join("rapporteur.made"), "another").unwrap();
    let (history, told) = desk.open();
    assert!(told[0].contains("came with the folder") && history.git_dir() != git, "{told:?}");
}

/// Something that stands in `.git` in place of a file.
#[cfg(unix)]
type Make = fn(&Path, &Path);

#[cfg(unix)]
#[test]
fn whatever_in_a_repository_leads_out_or_holds_up_keeps_it_from_being_used() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    let kinds: [(&str, Make); 6] = [
        ("link", |path, outside| symlink(outside.join("secret"), path).unwrap()),
        ("link to nowhere", |path, outside| symlink(outside.join("made"), path).unwrap()),
        ("link to a folder", |path, outside| symlink(outside, path).unwrap()),
        ("link to a device", |path, _| symlink("/dev/zero", path).unwrap()),
        ("pipe", |path, _| mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap()),
        ("socket", |path, _| drop(UnixListener::bind(path).unwrap())),
    ];
    let files = [
        "HEAD",
        "config",
        "rapporteur",
        "rapporteur.made",
        "rapporteur.busy",
        "index",
        "index.lock",
        "description",
        "packed-refs",
        "shallow",
        "commondir",
        "config.worktree",
        "info/exclude",
        "info/attributes",
        "info/grafts",
        "objects/info/alternates",
        "objects/info/commit-graph",
        "objects/pack/multi-pack-index",
        "objects/pack/pack-0000000000000000000000000000000000000000.idx",
        "objects/00/00000000000000000000000000000000000000",
        "refs/heads/main",
        "refs/heads/x.lock",
        "refs/tags/x",
        "logs/HEAD",
        "logs/refs/heads/main",
        "hooks/post-commit",
        "damaged-objects",
    ];
    let folders = ["objects", "objects/info", "objects/pack", "refs", "refs/heads", "info", "logs"];
    // This copy made it, so that only what is in it keeps it from being used.
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret"), "PRIVATE").unwrap();
    // Every kind in some places, and a link and a pipe in all.
    let is_tried = |kind: &str, file: &str| {
        ["link", "pipe"].contains(&kind) || ["HEAD", "rapporteur", "info/exclude", "refs/heads/main"].contains(&file)
    };
    let places = files.iter().flat_map(|file| kinds.iter().map(move |kind| (*file, kind)));
    let places = places.filter(|(file, (kind, _))| is_tried(kind, file));
    for (file, (kind, make)) in places.chain(folders.iter().map(|folder| (*folder, &kinds[2]))) {
        let name = format!("{kind} as {file}");
        let mut desk = desk();
        let entry = desk.put("add party", party(7, "Ukraine"));
        desk.history().keep(&entry).unwrap();
        let path = desk.path().join(".git").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = fs::remove_file(&path);
        let _ = fs::remove_dir_all(&path);
        make(&path, outside.path());
        is_left_alone(&mut desk, outside.path(), &name);
        // And one that came with the folder is not even looked into.
        let desk2 = Desk { state: tempfile::tempdir().unwrap(), ..desk };
        let (history, _) = desk2.open();
        assert!(history.git_dir().starts_with(desk2.state.path()), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_git_that_is_no_folder_is_left_alone() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let mut victim = desk();
    let entry = victim.put("add party", party(7, "Ours"));
    victim.history().keep(&entry).unwrap();
    let theirs = victim.path().join(".git");
    let kinds: [(&str, Make); 5] = [
        ("link", |path, theirs| std::os::unix::fs::symlink(theirs, path).unwrap()),
        ("link to nowhere", |path, theirs| std::os::unix::fs::symlink(theirs.join("made"), path).unwrap()),
        ("file", |path, theirs| fs::write(path, format!("gitdir: {}\n", theirs.display())).unwrap()),
        ("pipe", |path, _| mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap()),
        ("device", |path, _| std::os::unix::fs::symlink("/dev/zero", path).unwrap()),
    ];
    for (name, make) in kinds {
        // The same workspace as the victim's, and the same state: nothing of it gets into the victim's history.
        let place = tempfile::tempdir().unwrap();
        let dir = tempfile::tempdir().unwrap();
        fs::copy(victim.path().join("workspace.ron"), place.path().join("workspace.ron")).unwrap();
        make(&place.path().join(".git"), &theirs);
        let opened = Store::open(place.path(), Uuid::nil()).unwrap();
        let mut desk = Desk { state: dir, dir: place, store: opened.store, workspace: opened.workspace, minute: 9 };
        copy(victim.state.path(), desk.state.path());
        let entry = desk.put("add party", party(7, "Theirs"));
        drop(entry);
        is_left_alone(&mut desk, victim.path(), name);
    }
    assert_eq!(names(&victim.history(), id(7)).len(), 1);
}

#[test]
fn settings_that_lead_elsewhere_keep_a_repository_from_being_used() {
    for (file, text) in [
        ("config", "[include]\n\tpath = /dev/zero\n"),
        ("config", "[IncludeIf \"gitdir:/\"]\n\tpath = x\n"),
        ("commondir", "/elsewhere\n"),
        ("config.worktree", "[core]\n"),
        ("objects/info/alternates", "/elsewhere/objects\n"),
        ("objects/info/http-alternates", "https://example.org\n"),
    ] {
        let mut desk = desk();
        let entry = desk.put("add party", party(7, "Ukraine"));
        desk.history().keep(&entry).unwrap();
        let path = desk.path().join(".git").join(file);
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::write(&path, before + text).unwrap();
        is_left_alone(&mut desk, tempfile::tempdir().unwrap().path(), file);
    }
}

#[test]
fn another_folder_of_the_same_workspace_does_not_get_into_a_history_that_stands_apart() {
    // A history that stands apart, of a disk that is unplugged for now.
    let (dir, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(dir.path().join(".dropbox"), "").unwrap();
    let when = desk().now();
    let workspace = "(format: 1, workspace_id: \"019c0b6e-3f00-7000-8000-000000000001\")";
    let mut folders = Vec::new();
    for name in ["own", "received"] {
        let path = dir.path().join(name);
        fs::create_dir(&path).unwrap();
        fs::write(path.join("workspace.ron"), workspace).unwrap();
        let (mut history, _) = History::open(&path, Some(state.path()), when, false).unwrap();
        history.keep_rest("Ana", when).unwrap();
        folders.push(history.git_dir().to_owned());
        drop(history);
        if name == "own" {
            fs::rename(&path, dir.path().join("unplugged")).unwrap();
        }
    }
    assert_ne!(folders[0], folders[1]);
    let (history, _) = History::open(&dir.path().join("unplugged"), Some(state.path()), when, false).unwrap();
    assert_eq!(history.git_dir(), folders[0], "the folder that was moved takes its own along");
}

/// Makes a folder of two entries that is received, and the new history that it got here.
fn taken_up() -> (Desk, PathBuf) {
    let (_theirs, mut desk) = received();
    let git = desk.path().join(".git");
    let (mut history, _) = desk.open();
    let entry = desk.put("change name", party(7, "Meanwhile"));
    history.keep(&entry).unwrap();
    (desk, git)
}

#[test]
fn a_history_that_came_with_a_folder_is_taken_over_knowingly() {
    let (mut desk, git_dir) = taken_up();
    let before = all_below(&git_dir);
    let taken = History::take_over(desk.path(), Some(desk.state.path()), desk.now()).unwrap();
    assert_eq!(taken.entries, 1);
    let aside = taken.aside.unwrap();
    let (mut history, told) = desk.open();
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(history.git_dir(), taken.git);
    made(history.keep_rest("Ana", desk.now()).unwrap());
    let entry = desk.put("change name", party(7, "Afterwards"));
    made(history.keep(&entry).unwrap());
    let labels: Vec<String> = names(&history, id(7)).into_iter().map(|(label, _)| label).collect();
    assert_eq!(labels, ["change name", "Changed outside Rapporteur", "add party"]);
    assert!(history.verify(&|| false).unwrap().is_sound());
    assert_eq!(git(&taken.git, &["fsck", "--strict", "--full", "--no-progress"]), "");
    assert_eq!(git(&taken.git, &["status", "--porcelain"]), "");
    assert_eq!(git(&aside, &["log", "--format=%s"]).lines().next(), Some("change name"), "what had begun is kept");
    assert!(all_below(&git_dir) == before, "what came is as it was");
    // There is nothing to take over in a folder of one's own.
    let own = self::desk();
    drop(own.history());
    assert!(matches!(History::take_over(own.path(), Some(own.state.path()), own.now()), Err(HistoryError::None(_))));
}

#[test]
fn a_history_that_is_not_whole_or_leads_elsewhere_is_not_taken_over() {
    type Spoil = fn(&Path);
    let spoils: [(&str, Spoil); 5] = [
        ("settings that lead elsewhere", |git| fs::write(git.join("objects/info/alternates"), "/elsewhere\n").unwrap()),
        ("no end", |git| fs::remove_file(git.join("refs/heads/main")).unwrap()),
        ("an end that is not there", |git| fs::write(git.join("refs/heads/main"), format!("{}\n", "1".repeat(40))).unwrap()),
        ("not ours", |git| {
            fs::remove_file(git.join("rapporteur")).unwrap();
            fs::write(git.join("config"), "[core]\n").unwrap();
        }),
        ("a damaged object", |git| {
            let folder = fs::read_dir(git.join("objects")).unwrap().map(|entry| entry.unwrap().path());
            for folder in folder.filter(|folder| folder.file_name().unwrap().len() == 2) {
                for file in fs::read_dir(folder).unwrap() {
                    let file = file.unwrap().path();
                    fs::remove_file(&file).unwrap();
                    fs::write(&file, "x").unwrap();
                }
            }
        }),
    ];
    for (name, spoil) in spoils {
        let (desk, git_dir) = taken_up();
        spoil(&git_dir);
        let all = || {
            let mut all = all_below(desk.state.path());
            all.extend(all_below(&git_dir));
            all
        };
        let before = all();
        assert!(History::take_over(desk.path(), Some(desk.state.path()), desk.now()).is_err(), "{name}");
        assert!(all() == before, "{name}: something was changed");
    }
}

#[test]
fn folders_without_end_are_not_taken_over() {
    let (desk, git_dir) = taken_up();
    let mut tree = String::new();
    let input = |args: &[&str], text: &str| {
        use std::io::Write as _;
        let mut git = git_command(&git_dir);
        let mut child = git.args(args).stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap().trim().to_owned()
    };
    for depth in 0..40 {
        let line = if depth == 0 { String::new() } else { format!("040000 tree {tree}\tparties\n") };
        tree = input(&["mktree"], &line);
    }
    let commit = input(&["commit-tree", &tree, "-m", "deep"], "");
    fs::write(git_dir.join("refs/heads/main"), format!("{commit}\n")).unwrap();
    let error = History::take_over(desk.path(), Some(desk.state.path()), desk.now()).unwrap_err();
    assert!(error.to_string().contains("deeper"), "{error}");
}
