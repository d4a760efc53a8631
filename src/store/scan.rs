//! Which files in a data folder are ours.

use super::plain::Linked;
use super::read::LARGEST;
use super::sign::Sign;
use super::{atomic, swap, words};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file that makes a folder a workspace.
pub(super) const WORKSPACE: &str = "workspace.ron";
/// The folders that hold records.
pub(super) const FOLDERS: [&str; 5] = ["parties", "people", "negotiations", "bin", "clashes"];
/// Where damaged files are put aside, byte for byte as they were: nothing in it is read as a record.
pub(super) const DAMAGED: &str = "bin/damaged";
/// How deep below a record folder records are looked for.
const DEEPEST: usize = 4;
/// How many files are read, and how many bytes in all: far above what people write, far below what would use up the memory.
const MOST_FILES: usize = 50_000;
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// What a walk through a data folder found, by paths relative to it.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files of ours, in the order of their paths, with their signs where they can be had.
    pub files: Vec<(PathBuf, Option<Sign>)>,
    /// Temporary files of ours that were left over.
    pub left_over: Vec<PathBuf>,
    /// Folders and files that could not be looked into, or are not to be, and why.
    pub closed: Vec<(PathBuf, String)>,
}

/// Looks through the record folders, and through no link. Hidden files and files of other kinds are none of our business.
pub(super) fn scan(dir: &Path) -> Found {
    let mut found = Found::default();
    list(dir, Path::new(""), 0, &mut found);
    found.files.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.leave_out(MOST_FILES, MOST_BYTES);
    found
}

impl Found {
    /// Leaves out the largest files of a folder that holds more than is read.
    fn leave_out(&mut self, files: usize, bytes: u64) {
        // One that is too large by itself is not read anyway, which is said of it.
        let size = |sign: &Option<Sign>| sign.map(|sign| sign.size()).filter(|size| *size <= LARGEST).unwrap_or_default();
        let all: u64 = self.files.iter().map(|(_, sign)| size(sign)).fold(0, u64::saturating_add);
        if self.files.len() <= files && all <= bytes {
            return;
        }
        let mut by_size: Vec<(u64, PathBuf)> = self.files.iter().map(|(path, sign)| (size(sign), path.clone())).collect();
        by_size.sort();
        let (mut count, mut sum) = (0, 0_u64);
        let what = format!("the folder holds more than {files} files, or more than {} MB", bytes / 1024 / 1024);
        let mut left = BTreeSet::new();
        for (size, path) in by_size {
            (count, sum) = (count + 1, sum.saturating_add(size));
            if count > files || sum > bytes {
                left.insert(path);
            }
        }
        self.files.retain(|(path, _)| !left.contains(path));
        self.closed.extend(left.into_iter().map(|path| (path, format!("{what}, and this is one of the largest"))));
    }
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
            let at_hand = entry.metadata().ok();
            let is_folder = at_hand.as_ref().is_some_and(fs::Metadata::is_dir);
            let is_link = at_hand.as_ref().is_some_and(fs::Metadata::is_symlink);
            if is_link && could_be_folder(&path, depth) {
                found.closed.push((path, Linked.to_string()));
            } else if is_folder && (depth > 0 || FOLDERS.contains(&&*name)) && depth < DEEPEST {
                if found.files.len() > 2 * MOST_FILES {
                    found.closed.push((path, format!("the folder of the record holds more than {MOST_FILES} files")));
                } else {
                    list(dir, &path, depth + 1, found);
                }
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

/// Whether a link may stand in the place of a folder of records: where it leads is not asked.
fn could_be_folder(link: &Path, depth: usize) -> bool {
    match depth {
        0 => FOLDERS.iter().any(|name| link == Path::new(name)),
        _ => link.extension().is_none() && !link.starts_with(DAMAGED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_files_of_a_flooded_folder_are_left_out_and_named() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("parties")).unwrap();
        for (name, size) in [("a", 10), ("b", 40), ("c", 10), ("d", 41)] {
            fs::write(dir.path().join(format!("parties/{name}.ron")), vec![b' '; size]).unwrap();
        }
        let left = |files, bytes| {
            let mut found = Found::default();
            list(dir.path(), Path::new(""), 0, &mut found);
            found.leave_out(files, bytes);
            let closed: Vec<String> = found.closed.iter().map(|(path, _)| path.display().to_string()).collect();
            (found.files.len(), closed)
        };
        assert_eq!(left(4, 101), (4, vec![]));
        assert_eq!(left(4, 100), (3, vec!["parties/d.ron".to_owned()]));
        assert_eq!(left(2, 101), (2, vec!["parties/b.ron".to_owned(), "parties/d.ron".to_owned()]));
    }
}
