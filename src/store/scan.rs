//! Which files in a data folder are ours.

use super::fingerprint::Fingerprint;
use super::read::LARGEST;
use super::regular_file::{self, Linked};
use super::{atomic, documents, swap, words};
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
/// How many names are asked for in folders that are too deep.
const MOST_ASKED: usize = 1_000;
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// What a walk through a data folder found, by paths relative to it.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files of ours, in the order of their paths, with their fingerprints where they can be had.
    pub files: Vec<(PathBuf, Option<Fingerprint>)>,
    /// Temporary files of ours that were left over.
    pub left_over: Vec<PathBuf>,
    /// Folders and files that could not be looked into, or are not to be, and why.
    pub closed: Vec<(PathBuf, String)>,
}

/// Looks through the record folders, and through no link. Hidden files and files of other kinds are none of our business.
pub(super) fn scan(dir: &Path) -> Found {
    let mut found = Found::default();
    list(dir, Path::new(""), 0, &mut found);
    found.left_over.extend(documents::left_over(dir));
    found.files.sort_by(|(one, _), (other, _)| one.cmp(other));
    found.leave_out(MOST_FILES, MOST_BYTES);
    found
}

impl Found {
    /// Leaves out the largest files of a folder that holds more than is read.
    fn leave_out(&mut self, files: usize, bytes: u64) {
        // One that is too large by itself is not read anyway, which is said of it.
        let size = |fingerprint: &Option<Fingerprint>| {
            fingerprint.map(|fingerprint| fingerprint.size()).filter(|size| *size <= LARGEST).unwrap_or_default()
        };
        let all: u64 = self.files.iter().map(|(_, fingerprint)| size(fingerprint)).fold(0, u64::saturating_add);
        if self.files.len() <= files && all <= bytes {
            return;
        }
        let mut by_size: Vec<(u64, PathBuf)> =
            self.files.iter().map(|(path, fingerprint)| (size(fingerprint), path.clone())).collect();
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
        } else if !name.starts_with('.') && !below.starts_with(DAMAGED) {
            let at_hand = match entry.metadata() {
                Ok(at_hand) => at_hand,
                Err(error) if regular_file::is_absent(&error) => continue,
                // It may be a folder full of records.
                Err(error) => {
                    if could_be_folder(&path, depth) || is_record_file(&path) {
                        found.closed.push((path, words::of_io(&error)));
                    }
                    continue;
                }
            };
            if at_hand.is_symlink() && could_be_folder(&path, depth) {
                found.closed.push((path, Linked.to_string()));
            } else if at_hand.is_dir() {
                list_folder(dir, path, depth, found);
            } else if depth == 0 {
                found.note_misplaced(path);
            } else if path.extension().is_some_and(|ending| ending == "ron") {
                found.files.push((path, Some(Fingerprint::of(&at_hand))));
            } else if is_record_file(&path) {
                found.closed.push((path, "only files whose names end in .ron in small letters are read".to_owned()));
            }
        }
    }
}

/// Goes on in a folder that is one of records, or says why not.
fn list_folder(dir: &Path, folder: PathBuf, depth: usize, found: &mut Found) {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    if depth == 0 && !FOLDERS.contains(&&*name) {
        if let Some(meant) = FOLDERS.iter().find(|known| name.eq_ignore_ascii_case(known)) {
            let why = format!("records are looked for in {meant}, in small letters");
            found.closed.push((folder, why));
        }
    } else if found.files.len() > 2 * MOST_FILES {
        found.closed.push((folder, format!("the folder of the record holds more than {MOST_FILES} files")));
    } else if depth < DEEPEST {
        list(dir, &folder, depth + 1, found);
    } else if let Some((at, why)) = too_deep(dir, &folder, &mut { MOST_ASKED }) {
        found.closed.push((at, why));
    }
}

impl Found {
    /// A file beside the record folders is somebody else's, unless it stands in the place of one.
    fn note_misplaced(&mut self, path: PathBuf) {
        if FOLDERS.iter().any(|name| path == Path::new(name)) {
            self.closed.push((path, "it is a file, where a folder of records should be".to_owned()));
        }
    }
}

/// Whether a file has the ending of files of records, by whatever letters.
fn is_record_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"))
}

/// The first thing below a folder that may be a file of records, although none is looked for so deep; `left` names are asked for.
fn too_deep(dir: &Path, folder: &Path, left: &mut usize) -> Option<(PathBuf, String)> {
    let entries = match fs::read_dir(dir.join(folder)) {
        Ok(entries) => entries,
        Err(error) if regular_file::is_absent(&error) => return None,
        Err(error) => return Some((folder.to_owned(), words::of_io(&error))),
    };
    let mut folders = Vec::new();
    for entry in entries {
        *left = left.saturating_sub(1);
        let entry = match entry {
            Ok(entry) if *left > 0 => entry,
            Ok(_) => return Some((folder.to_owned(), "it holds too much, deeper than records are looked for".to_owned())),
            Err(error) => return Some((folder.to_owned(), words::of_io(&error))),
        };
        let path = folder.join(entry.file_name());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            folders.push(path);
        } else if is_record_file(&path) {
            return Some((path, "it is deeper than records are looked for. Move it up".to_owned()));
        }
    }
    folders.iter().find_map(|folder| too_deep(dir, folder, left))
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
    fn what_is_not_read_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let deep = "negotiations/talks/rounds/old/older";
        for folder in ["parties/deep", deep, "People", "bin/damaged", "parties/empty/a/b/c/d/e"] {
            fs::create_dir_all(dir.path().join(folder)).unwrap();
        }
        for file in [
            "parties/a.ron",
            "parties/X.RON",
            "parties/deep/y.Ron",
            "parties/b.ron.bak",
            "parties/.c.RON",
            "notes.ron",
            "clashes",
        ] {
            fs::write(dir.path().join(file), "").unwrap();
        }
        fs::write(dir.path().join(deep).join("r.RON"), "").unwrap();
        fs::write(dir.path().join("bin/damaged/z.RON"), "").unwrap();
        let found = scan(dir.path());
        assert_eq!(found.files.iter().map(|(path, _)| path.as_path()).collect::<Vec<_>>(), [Path::new("parties/a.ron")]);
        let mut closed: Vec<String> = found.closed.iter().map(|(path, _)| path.display().to_string()).collect();
        closed.sort();
        assert_eq!(closed, ["People", "clashes", &format!("{deep}/r.RON"), "parties/X.RON", "parties/deep/y.Ron"]);
    }

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
