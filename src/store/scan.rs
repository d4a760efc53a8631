//! Which files in a data folder are ours.

use super::sign::Sign;
use super::{atomic, swap, words};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file that makes a folder a workspace.
pub(super) const WORKSPACE: &str = "workspace.ron";
/// The folders that hold records.
pub(super) const FOLDERS: [&str; 5] = ["parties", "people", "negotiations", "bin", "clashes"];
/// Where damaged files are put aside, byte for byte as they were: nothing in it is read as a record.
pub(super) const DAMAGED: &str = "bin/damaged";
/// How deep below a record folder records are looked for. A link that leads back up ends here.
const DEEPEST: usize = 4;

/// What a walk through a data folder found, by paths relative to it.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files of ours, in the order of their paths, with their signs where they can be had.
    pub files: Vec<(PathBuf, Option<Sign>)>,
    /// Temporary files of ours that were left over.
    pub left_over: Vec<PathBuf>,
    /// Folders that could not be listed, and why.
    pub closed: Vec<(PathBuf, String)>,
}

/// Looks through the record folders. Hidden files and files of other kinds are none of our business.
pub(super) fn scan(dir: &Path) -> Found {
    let mut found = Found::default();
    list(dir, Path::new(""), 0, &mut found);
    found.files.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}

fn list(dir: &Path, below: &Path, depth: usize, found: &mut Found) {
    let mut entries = fs::read_dir(dir.join(below));
    while entries.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::Interrupted) {
        entries = fs::read_dir(dir.join(below));
    }
    let entries = match entries {
        Ok(entries) => entries,
        // It went while its name was read. What was in it is missed soon enough.
        Err(error) if depth > 0 && error.kind() == io::ErrorKind::NotFound => return,
        Err(error) => {
            found.closed.push((below.to_owned(), words::of_io(&error)));
            return;
        }
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            // What was not listed is not gone.
            Err(error) => {
                found.closed.push((below.to_owned(), words::of_io(&error)));
                return;
            }
        };
        let (name, path) = (entry.file_name(), below.join(entry.file_name()));
        let name = name.to_string_lossy();
        if atomic::is_temporary(&name) || swap::is_exchanged(&name) {
            found.left_over.push(path);
        } else if !name.starts_with('.') {
            // Through a link: a folder may be kept elsewhere.
            let at_hand = fs::metadata(dir.join(&path)).ok();
            let is_folder = at_hand.as_ref().is_some_and(fs::Metadata::is_dir);
            if is_folder && (depth > 0 || FOLDERS.contains(&&*name)) && depth < DEEPEST {
                list(dir, &path, depth + 1, found);
            } else if !is_folder
                && depth > 0
                && !below.starts_with(DAMAGED)
                && path.extension().is_some_and(|ending| ending == "ron")
            {
                found.files.push((path, at_hand.as_ref().map(Sign::of)));
            }
        }
    }
}
