//! A history that is damaged in any of its files: it never panics, it is noticed, and the work goes on.

use super::*;
use crate::store::history::Verdict;
use std::collections::BTreeMap;
use std::fs;

type Files = BTreeMap<PathBuf, Vec<u8>>;

fn files(root: &Path) -> Files {
    fn walk(root: &Path, folder: &Path, out: &mut Files) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => walk(root, &path, out),
                false => drop(out.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap())),
            }
        }
    }
    let mut out = Files::new();
    walk(root, root, &mut out);
    out
}

/// Puts the files there, and nothing else, where `.git` is and what was put aside.
fn restore(desk: &Desk, files: &Files) {
    for entry in fs::read_dir(desk.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_string_lossy().starts_with(".git") {
            fs::remove_dir_all(path).unwrap();
        }
    }
    for folder in ["objects/pack", "objects/info", "refs/heads", "refs/tags", "info"] {
        fs::create_dir_all(desk.path().join(".git").join(folder)).unwrap();
    }
    for (file, bytes) in files {
        let path = desk.path().join(".git").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// A history with entries in a pack and loose ones.
fn built() -> (Desk, Files, Files) {
    let mut desk = desk();
    let mut history = desk.history();
    for number in 0..4 {
        let entry = desk.put(&format!("change {number}"), party(7, &format!("Name {number} {}", "and more ".repeat(40))));
        history.keep(&entry).unwrap();
    }
    assert!(history.tidy_from(1, &|| false).unwrap());
    for number in 4..6 {
        let entry = desk.put(&format!("change {number}"), party(7, &format!("Name {number} {}", "and more ".repeat(40))));
        history.keep(&entry).unwrap();
    }
    is_clean(history.git_dir());
    assert!(history.verify(&|| false).unwrap().is_sound());
    drop(history);
    let (git, state) = (files(&desk.path().join(".git")), files(desk.state.path()));
    (desk, git, state)
}

fn put_back(desk: &Desk, git: &Files, state: &Files) {
    restore(desk, git);
    for (file, bytes) in state {
        fs::write(desk.state.path().join(file), bytes).unwrap();
    }
}

fn sound(verdict: &Verdict) -> bool {
    verdict.is_sound()
}

/// What is said about a history one of whose files holds these bytes, and whether what it holds is still all there.
fn look(desk: &Desk, file: &Path, bytes: &[u8], expected: &[(String, Option<String>)]) -> (bool, bool) {
    fs::write(desk.path().join(".git").join(file), bytes).unwrap();
    let (history, told) = desk.open();
    let noticed = !told.is_empty() || !sound(&history.verify(&|| false).unwrap());
    let found = history.versions(Some(id(7)), None, 100);
    let same = found.is_ok_and(|found| {
        let name = |version: &crate::store::history::Version| match &version.change.edits[0].after {
            Some(Record::Party(party)) => Some(party.name.clone()),
            _ => None,
        };
        found.damaged.is_empty()
            && found.list.iter().map(|version| (version.label.clone(), name(version))).eq(expected.iter().cloned())
    });
    (noticed, same)
}

#[test]
fn a_flipped_byte_or_a_lost_end_anywhere_is_noticed_and_the_work_goes_on() {
    let (mut desk, git, state) = built();
    let expected = names(&desk.history(), id(7));
    assert_eq!(expected.len(), 6);
    let entry = desk.put("go on", party(7, "Goes on"));
    let before = fs::read(desk.path().join(entry.files.first().unwrap())).unwrap();
    let (mut tried, mut noticed_in) = (0, BTreeMap::<String, usize>::new());
    for (file, bytes) in &git {
        let name = file.to_string_lossy().into_owned();
        if name.starts_with("info/") || name == "description" || bytes.is_empty() {
            continue;
        }
        let step = if std::env::var_os("RAPPORTEUR_EVERY_BYTE").is_some() { 1 } else { (bytes.len() / 8).max(1) };
        let mut broken: Vec<Vec<u8>> = Vec::new();
        for at in (0..bytes.len()).step_by(step).chain([bytes.len() - 1]) {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            broken.push(flipped);
        }
        broken.extend([Vec::new(), bytes[..bytes.len() / 2].to_vec(), bytes[..bytes.len() - 1].to_vec()]);
        for (number, broken) in broken.iter().enumerate() {
            put_back(&desk, &git, &state);
            let (noticed, same) = look(&desk, file, broken, &expected);
            assert!(noticed || same, "{name}, {number}: nobody noticed");
            tried += 1;
            *noticed_in.entry(name.clone()).or_default() += usize::from(noticed);
            if number % 6 == 0 {
                let (mut history, _) = desk.open();
                fs::write(desk.path().join(entry.files.first().unwrap()), &before).unwrap();
                let kept = history.keep(&entry).unwrap_or_else(|error| panic!("{name}, {number}: {error}"));
                let kept = kept.or_else(|| history.head().unwrap().entry.map(VersionId)).unwrap();
                let there = history.file_at(kept, entry.files.first().unwrap()).unwrap();
                assert_eq!(there.as_deref(), Some(before.as_slice()), "{name}, {number}: the work does not go on");
            }
        }
    }
    assert!(tried > 150, "{tried}");
    let kinds = ["HEAD", "refs/heads/main", "index"].map(str::to_owned);
    let objects = git.keys().map(|file| file.to_string_lossy().into_owned()).filter(|name| name.starts_with("objects/"));
    for name in objects.chain(kinds) {
        assert!(noticed_in[&name] > 5, "{name}: {noticed_in:?}");
    }
}

#[test]
fn a_missing_history_is_said_and_begins_anew() {
    let (desk, _, _) = built();
    fs::remove_dir_all(desk.path().join(".git")).unwrap();
    let (mut history, told) = desk.open();
    assert!(told[0].contains("no longer in") && told[0].contains("A new one begins"), "{told:?}");
    made(history.keep_rest("Ana", desk.now()).unwrap());
    is_clean(history.git_dir());
    drop(history);
    desk.history();
}

#[test]
fn a_branch_that_is_cut_off_or_gone_is_found_again() {
    let (desk, git, state) = built();
    let expected = names(&desk.history(), id(7));
    for (file, bytes) in [
        ("refs/heads/main", Some(&b""[..])),
        ("refs/heads/main", Some(b"1234")),
        ("refs/heads/main", None),
        ("HEAD", Some(b"")),
        ("HEAD", Some(b"ref: ref")),
        ("HEAD", None),
    ] {
        for is_known in [true, false] {
            put_back(&desk, &git, &state);
            if !is_known {
                fs::remove_dir_all(desk.state.path().join("known")).unwrap();
                if file == "refs/heads/main" && bytes.is_none() {
                    fs::create_dir_all(desk.state.path().join("known")).unwrap();
                    continue;
                }
            }
            let path = desk.path().join(".git").join(file);
            match bytes {
                Some(bytes) => fs::write(path, bytes).unwrap(),
                None => fs::remove_file(path).unwrap(),
            }
            let (history, told) = desk.open();
            assert!(told.iter().any(|told| told.contains("found again")), "{file} {bytes:?}: {told:?}");
            assert_eq!(names(&history, id(7)), expected, "{file} {bytes:?} {is_known}");
            is_clean(history.git_dir());
            fs::create_dir_all(desk.state.path().join("known")).unwrap();
        }
    }
}

#[test]
fn a_history_whose_last_entry_is_damaged_is_put_aside_and_nothing_of_it_is_deleted() {
    let (mut desk, git, _) = built();
    let history = desk.history();
    let tree = git2::Repository::open_bare(history.git_dir()).unwrap().head().unwrap().peel_to_tree().unwrap().id();
    drop(history);
    let file = crate::store::history::packs::loose_file(&desk.path().join(".git"), tree);
    fs::remove_file(&file).unwrap();
    let (mut history, told) = desk.open();
    assert!(told[0].contains("put aside") && told[0].contains(".git.damaged-2026-02-02"), "{told:?}");
    let aside = files(&desk.path().join(".git.damaged-2026-02-02"));
    let lost: Vec<_> = git.iter().filter(|(file, bytes)| aside.get(*file) != Some(bytes)).map(|(file, _)| file).collect();
    assert_eq!(lost.len(), 1, "{lost:?}");
    let entry = desk.put("go on", party(7, "Goes on"));
    made(history.keep(&entry).unwrap());
    is_clean(history.git_dir());
}

#[test]
fn a_history_that_is_damaged_while_it_is_open_is_put_aside_by_the_next_entry() {
    let (mut desk, _, _) = built();
    let mut history = desk.history();
    for (file, _) in files(&desk.path().join(".git/objects")) {
        fs::remove_file(desk.path().join(".git/objects").join(file)).unwrap();
    }
    let entry = desk.put("go on", party(7, "Goes on"));
    made(history.keep(&entry).unwrap());
    let told = history.take_news();
    assert!(told.iter().any(|told| told.contains("put aside")), "{told:?}");
    is_clean(history.git_dir());
    assert_eq!(names(&history, id(7)), [("go on".to_owned(), Some("Goes on".to_owned()))]);
}

#[test]
fn a_rewritten_past_is_noticed_until_it_is_accepted() {
    let (mut desk, _, _) = built();
    let git_dir = desk.path().join(".git");
    git(&git_dir, &["commit", "-q", "--amend", "-m", "nothing happened"]);
    let (mut history, told) = desk.open();
    assert!(told.len() == 1 && told[0].contains("altered"), "{told:?}");
    let verdict = history.verify(&|| false).unwrap();
    assert_eq!((verdict.damaged.len(), verdict.altered.len()), (0, 1), "{verdict:?}");
    let entry = desk.put("go on", party(7, "Goes on"));
    made(history.keep(&entry).unwrap());
    drop(history);
    let mut history = desk.history();
    assert_eq!(history.verify(&|| false).unwrap().altered.len(), 1, "it does not pass by being told");
    history.accept_past().unwrap();
    assert!(history.verify(&|| false).unwrap().is_sound());
    let found = history.versions(None, None, 2).unwrap().list;
    assert_eq!((found[1].label.as_str(), found[1].outside), ("nothing happened", true));
}

#[test]
fn what_a_kill_left_is_swept() {
    let (mut desk, _, _) = built();
    let git = desk.path().join(".git");
    let left = ["index.lock", "HEAD.lock", "refs/heads/main.lock", "objects/tmp_object_git2_x", "objects/pack/pack_git2_x"];
    for file in left {
        fs::write(git.join(file), "half").unwrap();
    }
    let entry = desk.put("go on", party(7, "Goes on"));
    let (mut history, _) = desk.open();
    let error = history.keep(&entry).unwrap_err();
    assert!(matches!(error, crate::store::history::HistoryError::Busy(_)), "somebody else's lock is left alone: {error}");
    drop(history);
    // As it is after a kill in the middle of our own entry.
    fs::write(git.join("rapporteur.busy"), "").unwrap();
    let mut history = desk.history();
    assert!(left.iter().all(|file| !git.join(file).exists()));
    made(history.keep(&entry).unwrap());
    is_clean(&git);
}

#[test]
fn what_is_damaged_while_it_is_open_is_mended_by_the_next_entry() {
    let (mut desk, _, _) = built();
    let mut history = desk.history();
    let git = desk.path().join(".git");
    fs::write(git.join("config"), "[core\nmine = 1").unwrap();
    fs::write(git.join("refs/heads/main"), "12").unwrap();
    let entry = desk.put("go on", party(7, "Goes on"));
    made(history.keep(&entry).unwrap());
    let told = history.take_news();
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(names(&history, id(7)).len(), 7);
    is_clean(&git);
}

#[test]
fn settings_that_cannot_be_read_are_written_anew_and_kept() {
    let (desk, _, _) = built();
    fs::write(desk.path().join(".git/config"), "[core\nmine = 1").unwrap();
    let (mut history, told) = desk.open();
    assert!(told[0].contains("settings of the history"), "{told:?}");
    assert_eq!(fs::read_to_string(desk.path().join(".git/config.damaged")).unwrap(), "[core\nmine = 1");
    assert_eq!(history.keep_rest("Ana", desk.now()).unwrap(), None);
    is_clean(history.git_dir());
}
