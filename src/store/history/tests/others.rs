//! Living beside others: a user's own git, synchronised folders, other programs at the same time.

use super::*;
use crate::store::history::HistoryError;
use std::fs;
use std::process::Stdio;

#[test]
fn a_users_own_repository_is_left_alone() {
    let mut desk = desk();
    let own = desk.path().join(".git");
    let init = git_command(&own).args(["init", "-q"]).output().unwrap();
    assert!(init.status.success());
    let before = fs::read(own.join("config")).unwrap();
    desk.put("add party", party(7, "Ukraine"));
    let (mut history, told) = desk.open();
    assert!(told[0].contains("is a git repository of your own"), "{told:?}");
    made(history.keep_rest("Ana", desk.now()).unwrap());
    assert!(history.git_dir().starts_with(desk.state.path()));
    assert_eq!(git(history.git_dir(), &["status", "--porcelain"]), "");
    assert_eq!(git(history.git_dir(), &["fsck", "--strict", "--full", "--no-progress"]), "");
    assert_eq!(fs::read(own.join("config")).unwrap(), before);
    assert!(!own.join("refs/heads/main").exists());
    drop(history);
    let (mut history, told) = desk.open();
    assert_eq!((told.len(), history.keep_rest("Ana", desk.now()).unwrap()), (0, None), "said once, and gone on with");
    let error = History::open(desk.path(), None, desk.now(), false).err().unwrap();
    assert!(matches!(error, HistoryError::None(_)), "{error}");
}

#[test]
fn a_synchronised_folder_has_its_history_elsewhere_and_a_copy_of_it_has_its_own() {
    let (dir, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(dir.path().join(".dropbox"), "").unwrap();
    let when = desk().now();
    let mut folders = Vec::new();
    for name in ["first", "copy"] {
        let path = dir.path().join(name);
        fs::create_dir(&path).unwrap();
        fs::write(path.join("workspace.ron"), "(format: 1, workspace_id: \"019c0b6e-3f00-7000-8000-000000000001\")").unwrap();
        let (mut history, told) = History::open(&path, Some(state.path()), when, false).unwrap();
        assert!(told[0].contains("carried to other machines by Dropbox"), "{told:?}");
        made(history.keep_rest("Ana", when).unwrap());
        assert_eq!(git(history.git_dir(), &["status", "--porcelain"]), "");
        assert!(!path.join(".git").exists());
        folders.push(history.git_dir().to_owned());
    }
    assert_ne!(folders[0], folders[1]);
}

#[test]
fn a_folder_within_a_users_repository_has_its_history_elsewhere() {
    let (dir, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert!(git_command(&dir.path().join(".git")).args(["init", "-q"]).output().unwrap().status.success());
    let path = dir.path().join("talks");
    fs::create_dir(&path).unwrap();
    fs::write(path.join("workspace.ron"), "(format: 1, workspace_id: \"019c0b6e-3f00-7000-8000-000000000001\")").unwrap();
    let (history, told) = History::open(&path, Some(state.path()), desk().now(), false).unwrap();
    assert!(told[0].contains("your own git repository"), "{told:?}");
    assert!(history.git_dir().starts_with(state.path()));
}

#[test]
fn the_users_own_commits_and_branches_are_gone_on_from() {
    let mut desk = desk();
    let mut history = desk.history();
    let entry = desk.put("add party", party(7, "Ukraine"));
    history.keep(&entry).unwrap();
    let dir = history.git_dir().to_owned();
    fs::write(desk.path().join("notes.txt"), "mine").unwrap();
    git(&dir, &["switch", "-q", "-c", "draft"]);
    git(&dir, &["add", "notes.txt"]);
    git(&dir, &["commit", "-q", "-m", "my notes"]);
    let entry = desk.put("change name", party(7, "Ukrainian side"));
    made(history.keep(&entry).unwrap());
    assert_eq!(git(&dir, &["log", "--format=%s", "draft"]), "change name\nmy notes\nadd party\n");
    assert_eq!(git(&dir, &["ls-tree", "--name-only", "HEAD"]), "notes.txt\nparties\nworkspace.ron\n");
    is_clean(&dir);
    drop(history);
    // Without a branch, and back again.
    git(&dir, &["switch", "-q", "--detach"]);
    let mut history = desk.history();
    let entry = desk.put("change name again", party(7, "Side of Ukraine"));
    made(history.keep(&entry).unwrap());
    is_clean(&dir);
    assert_eq!(history.versions(None, None, 10).unwrap().list.len(), 4);
}

#[test]
fn a_commit_of_the_record_by_the_user_is_found_by_its_files() {
    let mut desk = desk();
    let mut history = desk.history();
    let entry = desk.put("add party", party(7, "Ukraine"));
    history.keep(&entry).unwrap();
    let dir = history.git_dir().to_owned();
    desk.put("", party(7, "Ukrainian side"));
    git(&dir, &["commit", "-q", "-a", "-m", "by hand\n\nRecord: party 00000000-0000-0000-0000-000000000009"]);
    assert_eq!(history.keep_rest("Ana", desk.now()).unwrap(), None, "it is kept already");
    let found = history.versions(Some(id(7)), None, 10).unwrap().list;
    assert_eq!(
        found.iter().map(|version| (version.label.as_str(), version.outside)).collect::<Vec<_>>(),
        [("by hand", true), ("add party", false)]
    );
    assert_eq!(history.versions(Some(id(9)), None, 10).unwrap().list, [], "what a user writes into a message is no proof");
}

#[test]
fn a_repack_and_commits_by_git_at_the_same_time_lose_nothing() {
    let mut desk = desk();
    let mut history = desk.history();
    history.keep_rest("Ana", desk.now()).unwrap();
    let dir = history.git_dir().to_owned();
    let mut kept = 0;
    let mut theirs = 0;
    for round in 0..4 {
        let mut gc = git_command(&dir).args(["gc", "-q"]).spawn().unwrap();
        for number in 0..4 {
            let entry = desk.put(&format!("change {round} {number}"), party(7, &format!("Name {round} {number}")));
            let mut commit = git_command(&dir);
            // That it may be overtaken is what this is about.
            let mut commit =
                commit.args(["commit", "-q", "--allow-empty", "-m", "theirs"]).stderr(Stdio::null()).spawn().unwrap();
            // Held by the other at that very moment: once more, until it is kept.
            while let Err(error) = history.keep(&entry) {
                assert!(matches!(error, HistoryError::Busy(_)), "{error}");
            }
            kept += 1;
            theirs += usize::from(commit.wait().unwrap().success());
        }
        history.tidy_from(10, &|| false).unwrap();
        assert!(gc.wait().unwrap().success());
    }
    history.keep_rest("Ana", desk.now()).unwrap();
    is_clean(&dir);
    // Git may have made its commit of the files as they were before ours: then they are in there twice.
    let names: BTreeSet<_> = names(&history, id(7)).into_iter().filter_map(|(_, name)| name).collect();
    assert_eq!(names.len(), kept, "{names:?}");
    let all = git(&dir, &["log", "--format=%s"]);
    assert_eq!(all.lines().filter(|line| *line == "theirs").count(), theirs);
    let verdict = history.verify(&|| false).unwrap();
    assert!(verdict.is_sound(), "{verdict:?}");
}

#[test]
fn what_is_opened_to_be_read_is_not_written_to() {
    let mut desk = desk();
    let open_to_read = |desk: &Desk| History::open(desk.path(), Some(desk.state.path()), desk.now(), true);
    assert!(matches!(open_to_read(&desk).err(), Some(HistoryError::None(_))));
    assert!(!desk.path().join(".git").exists());
    let mut history = desk.history();
    let entry = desk.put("add party", party(7, "Ukraine"));
    history.keep(&entry).unwrap();
    drop(history);
    let entry = desk.put("change name", party(7, "Ukrainian side"));
    let (mut history, _) = open_to_read(&desk).unwrap();
    assert_eq!(names(&history, id(7)).len(), 1);
    assert!(history.keep(&entry).is_err() && history.tidy(&|| false).is_err());
}

#[test]
fn a_users_settings_that_cannot_be_read_do_not_matter() {
    // The library looks for them in the home folder of whoever runs it; here that is nobody's.
    let mut desk = desk();
    let mut history = desk.history();
    let entry = desk.put("add party", party(7, "Ukraine"));
    history.keep(&entry).unwrap();
    git(history.git_dir(), &["config", "core.autocrlf", "true"]);
    fs::write(desk.path().join(".gitattributes"), "*.ron text eol=crlf\n").unwrap();
    drop(history);
    let mut history = desk.history();
    let entry = desk.put("change name", party(7, "Ukrainian side"));
    let version = made(history.keep(&entry).unwrap());
    let file = entry.files.first().unwrap();
    assert_eq!(history.file_at(version, file).unwrap(), Some(fs::read(desk.path().join(file)).unwrap()));
    assert_eq!(git(history.git_dir(), &["status", "--porcelain"]), "?? .gitattributes\n");
}
