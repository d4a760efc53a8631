//! Whether a repository that stands in a data folder may be used at all: only one that this program made, on this machine, and
//! that leads nowhere else.
//!
//! A folder may come from anybody, with a `.git` that is a link, that has links, pipes or settings that lead to other files, or
//! that only looks like one of ours. So each repository that is made gets a mark, which is noted outside of the folder, in what this
//! machine knows of it ([`Known`]). Any other repository is left as it is, byte for byte, and is not even opened.

use super::super::regular_file;
use super::entry::HistoryError;
use super::known::Known;
use super::repository::{self, io_error};
use chrono::{DateTime, FixedOffset};
use git2::Oid;
use std::collections::BTreeSet;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// The file with the mark.
pub(super) const MARK: &str = "rapporteur.made";

/// The most that is read of a file of settings.
const SETTINGS: u64 = 1024 * 1024;
/// How many files a repository may have, and how deep. Ours has some hundred, and git's own files go eight deep.
const FILES: usize = 200_000;
const DEEPEST: usize = 32;

/// Files by which git goes on reading somewhere else, and what they do.
const LEADING_OUT: [(&str, &str); 4] = [
    ("commondir", "another folder for its files"),
    ("config.worktree", "further settings"),
    ("objects/info/alternates", "other folders of objects"),
    ("objects/info/http-alternates", "other folders of objects"),
];

/// The marks of what this process made, by place: what is known where there is no folder for what a machine knows.
static MADE: Mutex<BTreeSet<(PathBuf, String)>> = Mutex::new(BTreeSet::new());

/// A mark for a repository that is about to be made.
pub(super) fn new_mark(git: &Path, now: DateTime<FixedOffset>) -> String {
    let of = format!("{} {} {}", git.display(), now.timestamp_nanos_opt().unwrap_or_default(), std::process::id());
    Uuid::new_v5(&Uuid::NAMESPACE_URL, of.as_bytes()).simple().to_string()
}

/// Notes that this process made a repository.
pub(super) fn note_made(git: &Path, mark: &str) {
    MADE.lock().unwrap_or_else(PoisonError::into_inner).insert((git.to_owned(), mark.to_owned()));
}

/// The mark that a repository bears.
pub(super) fn mark_of(git: &Path) -> Result<Option<String>, HistoryError> {
    let path = git.join(MARK);
    match regular_file::read_here(&path, 64) {
        Ok(bytes) => Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()).map(|mark| mark.trim().to_owned())),
        Err(error) if regular_file::is_absent(&error) || regular_file::is_not_regular(&error) => Ok(None),
        Err(error) => Err(io_error(&path)(error)),
    }
}

/// The number that the file system gives a folder, which it keeps when it is moved; 0 where there is none to be had.
pub(super) fn number_of(folder: &Path) -> u64 {
    #[cfg(unix)]
    {
        fs::symlink_metadata(folder).map(|found| std::os::unix::fs::MetadataExt::ino(&found)).unwrap_or_default()
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        0
    }
}

/// Whether there is nothing in the former place of the folder `dir`, which leads through no links, or a link to it.
pub(super) fn is_moved(former: impl AsRef<Path>, dir: &Path) -> bool {
    fs::canonicalize(former).map_or_else(|error| regular_file::is_absent(&error), |there| there == dir)
}

/// Why what stands at `git` is not to be touched; none if it may be used, or nothing is there.
///
/// # Errors
/// If that could not be found out.
pub(super) fn why_not(git: &Path, known: Option<&Known>) -> Result<Option<String>, HistoryError> {
    let found = match fs::symlink_metadata(git) {
        Ok(found) => found,
        Err(error) if regular_file::is_absent(&error) => return Ok(None),
        Err(error) => return Err(io_error(git)(error)),
    };
    if !found.is_dir() {
        return Ok(Some(format!("{} is {}, not a folder, and is left as it is", git.display(), what_is(found.file_type()))));
    }
    if !is_known(git, known)? {
        if !looks_like_ours(git) {
            return Ok(Some(format!("{} is a git repository of your own", git.display())));
        }
        let what = "came with the folder: another copy of Rapporteur made it, so it is left as it is. To go on from it, \
                    close the record and run “rapporteur take-over”";
        return Ok(Some(format!("{} {what}", git.display())));
    }
    let trouble = trouble(git)?;
    Ok(trouble.map(|what| format!("{what}, so it is left as it is. Remove that to go on with the history in {}", git.display())))
}

/// Whether it is known outside of the folder that this program made the repository here.
fn is_known(git: &Path, known: Option<&Known>) -> Result<bool, HistoryError> {
    let mark = mark_of(git)?;
    let is_made = |mark: &String| MADE.lock().unwrap_or_else(PoisonError::into_inner).contains(&(git.to_owned(), mark.clone()));
    if mark.as_ref().is_some_and(is_made) {
        return Ok(true);
    }
    let Some(noted) = known.and_then(Known::read) else { return Ok(false) };
    if noted.mark.is_empty() {
        // Noted by a version that made no marks: then the entry that is known has to be in it.
        let entry = noted.entry.parse::<Oid>().ok();
        return Ok(looks_like_ours(git) && trouble(git)?.is_none() && entry.is_some_and(|entry| has_entry(git, entry)));
    }
    let number = number_of(git);
    Ok(mark.as_ref() == Some(&noted.mark) || number != 0 && number == noted.number)
}

fn has_entry(git: &Path, entry: Oid) -> bool {
    repository::open(git).is_ok_and(|repo| repo.commit(entry).is_ok())
}

/// Whether it says of itself that this program made it, which anybody can write.
fn looks_like_ours(git: &Path) -> bool {
    [repository::OURS.0, "config"].iter().any(|file| {
        let read = regular_file::read_here(&git.join(file), SETTINGS).ok().flatten();
        read.is_some_and(|bytes| String::from_utf8_lossy(&bytes).contains("[rapporteur]"))
    })
}

/// Why a repository that the user wants to go on from is not to be opened.
pub(super) fn unfit(git: &Path) -> Result<Option<String>, HistoryError> {
    match fs::symlink_metadata(git).map_err(io_error(git))? {
        found if !found.is_dir() => Ok(Some(format!("it is {}", what_is(found.file_type())))),
        _ if !looks_like_ours(git) => Ok(Some("it was not made by Rapporteur".to_owned())),
        _ => trouble(git),
    }
}

/// What in a repository leads out of it or would hold up whoever reads it, in words.
fn trouble(git: &Path) -> Result<Option<String>, HistoryError> {
    for (file, what) in LEADING_OUT {
        if fs::symlink_metadata(git.join(file)).is_ok_and(|found| !found.is_file() || found.len() > 0) {
            return Ok(Some(format!("{} names {what}", git.join(file).display())));
        }
    }
    let mut left = vec![(git.to_owned(), 0)];
    let mut count = 0;
    while let Some((folder, depth)) = left.pop() {
        let entries = match fs::read_dir(&folder) {
            // Git, tidying at this moment, takes folders away that it has emptied.
            Err(error) if depth > 0 && error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.map_err(io_error(&folder))?,
        };
        for entry in entries {
            let entry = entry.map_err(io_error(&folder))?;
            let kind = match entry.file_type() {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                kind => kind.map_err(io_error(&folder))?,
            };
            count += 1;
            if count > FILES || depth > DEEPEST {
                let what = format!("{} holds more than {FILES} files, or folders more than {DEEPEST} deep", git.display());
                return Ok(Some(what));
            }
            if kind.is_dir() {
                left.push((entry.path(), depth + 1));
            } else if !kind.is_file() {
                return Ok(Some(format!("{} is {}", entry.path().display(), what_is(kind))));
            }
        }
    }
    let config = git.join("config");
    let settings = regular_file::read_here(&config, SETTINGS);
    match settings {
        Err(error) if !regular_file::is_absent(&error) => return Err(io_error(&config)(error)),
        Ok(None) => return Ok(Some(format!("{} is larger than {} MB", config.display(), SETTINGS / 1024 / 1024))),
        Ok(Some(bytes)) if String::from_utf8_lossy(&bytes).to_lowercase().contains("[include") => {
            return Ok(Some(format!("{} names further settings", config.display())));
        }
        _ => {}
    }
    Ok(None)
}

/// What something is that is neither a file nor a folder.
fn what_is(kind: FileType) -> &'static str {
    if kind.is_symlink() {
        return "a link";
    }
    if kind.is_file() {
        return "a file";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return "a pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
    }
    "a device"
}
