//! The history after whatever happened: it opens without a word, has every entry that was acknowledged, and the real `git` finds nothing
//! wrong with it.

use crate::support::{Files, Place, all_below, files, tool};
use git2::{ObjectType, Repository, TreeWalkMode};
use rapporteur::store::history::History;
use std::path::{Path, PathBuf};

/// How many entries a folder's history has; none if there is no history.
pub(crate) fn entries(dir: &Path) -> usize {
    let Ok(repository) = Repository::open_bare(dir.join(".git")) else { return 0 };
    let Ok(mut walk) = repository.revwalk() else { return 0 };
    if walk.push_head().is_err() {
        return 0;
    }
    walk.filter(Result::is_ok).count()
}

/// What the last entry holds.
fn held(dir: &Path) -> Result<Files, git2::Error> {
    let repository = Repository::open_bare(dir.join(".git"))?;
    let tree = repository.head()?.peel_to_tree()?;
    let mut held = Files::new();
    tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
        if entry.kind() == Some(ObjectType::Blob)
            && let Ok(blob) = repository.find_blob(entry.id())
        {
            let name = String::from_utf8_lossy(entry.name_bytes()).into_owned();
            held.insert(PathBuf::from(format!("{folder}{name}")), blob.content().to_vec());
        }
        git2::TreeWalkResult::Ok
    })?;
    Ok(held)
}

/// Whether the last entry is what the folder holds.
pub(crate) fn hold(dir: &Path) -> Result<(), String> {
    let held = held(dir).map_err(|error| format!("the last entry of the history: {error}"))?;
    if held == files(dir) { Ok(()) } else { Err("the last entry of the history is not what the folder holds".to_owned()) }
}

/// Opens the history as the next start does; says what is wrong with it. `least` entries were acknowledged.
pub(crate) fn reopen(place: &Place, least: usize) -> Result<(), String> {
    let (dir, now) = (place.data(), chrono::DateTime::UNIX_EPOCH.fixed_offset());
    let (mut history, told) =
        History::open(&dir, Some(&place.state()), now, false).map_err(|error| format!("the history: {error}"))?;
    if !told.is_empty() {
        return Err(format!("the history: {told:?}"));
    }
    let found = entries(&dir);
    if found < least {
        return Err(format!("the history has {found} entries, and {least} were acknowledged"));
    }
    history.keep_rest("", now).map_err(|error| format!("the history cannot go on: {error}"))?;
    let told = history.take_news();
    if !told.is_empty() {
        return Err(format!("the history: {told:?}"));
    }
    hold(&dir)?;
    let is_left = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let temporary = name.starts_with(".rapporteur-") || name.starts_with("tmp_") || name.ends_with(".busy");
        temporary || (name.ends_with(".lock") && name != ".lock") || path.starts_with(dir.join(".git.making"))
    };
    let left: Vec<PathBuf> = all_below(&dir).into_iter().filter(is_left).collect();
    if !left.is_empty() {
        return Err(format!("left over of the history: {left:?}"));
    }
    fsck(&dir)
}

/// What the real `git` says of it.
pub(crate) fn fsck(dir: &Path) -> Result<(), String> {
    let git = |args: &[&str]| {
        let mut git = tool("git", "git");
        git.args(["-c", "safe.directory=*", "-C"]).arg(dir).args(args).env("GIT_CONFIG_NOSYSTEM", "1");
        git.output().unwrap()
    };
    for args in [&["fsck", "--full", "--strict", "--no-dangling"][..], &["status", "--porcelain"]] {
        let done = git(args);
        let said = String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned();
        if !done.status.success() || !said.trim().is_empty() {
            return Err(format!("git {}: {said}", args.join(" ")));
        }
    }
    Ok(())
}
