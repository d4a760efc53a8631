//! The working tree: the files of the record on the disk, byte for byte, readable or not.
//!
//! What a symbolic link leads to is not part of the record: it is not looked at, and the history stays there as it last was.

use super::super::read::LARGEST;
use super::super::scan::{self, FOLDERS, WORKSPACE};
use super::super::{confined, in_log, regular_file, words};
use super::tree;
use git2::{IndexEntry, IndexTime, Oid};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is at a path.
pub(super) enum Found {
    /// A file.
    File(OnDisk),
    /// Nothing.
    Nothing,
    /// Something that cannot be kept, with the reason: the history stays as it is there.
    Unclear(String),
}

/// A file of the record.
pub(super) struct OnDisk {
    pub bytes: Vec<u8>,
    pub stat: Stat,
}

/// What the system says of a file, as git notes it so that it need not be read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stat {
    ctime: (i32, u32),
    mtime: (i32, u32),
    dev: u32,
    ino: u32,
    uid: u32,
    gid: u32,
    size: u32,
}

/// The record's files in a folder.
pub(super) struct Listing {
    pub files: BTreeSet<PathBuf>,
    /// Folders that could not be looked into: nothing is known of what is below them.
    pub closed: Vec<PathBuf>,
}

/// All files of the record; none if the folder is no workspace at the moment.
pub(super) fn list(dir: &Path) -> Option<Listing> {
    if !fs::symlink_metadata(dir.join(WORKSPACE)).is_ok_and(|found| found.is_file() || found.is_symlink()) {
        return None;
    }
    let found = scan::scan(dir);
    let paths = found.files.into_iter().map(|(path, _)| path);
    let files = paths.chain([PathBuf::from(WORKSPACE)]).filter(|file| tree::is_of_record(file)).collect();
    Some(Listing { files, closed: found.closed.into_iter().map(|(path, _)| path).collect() })
}

/// The record folders that are links: git would take them for files of their own.
pub(super) fn linked_folders(dir: &Path) -> Vec<String> {
    let is_link = |name: &&&str| fs::symlink_metadata(dir.join(name)).is_ok_and(|found| found.is_symlink());
    FOLDERS.iter().filter(is_link).map(|name| format!("/{name}")).collect()
}

/// What is at `file` in `dir`.
pub(super) fn read(dir: &Path, file: &Path) -> Found {
    let unclear = |error: io::Error| Found::Unclear(format!("{}: {}", in_log(file), words::of_io(&error)));
    let found = match confined::metadata(dir, file) {
        Ok(found) => found,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Found::Nothing;
        }
        Err(error) => return unclear(error),
    };
    if found.is_symlink() {
        return Found::Unclear(format!("{}: {}", in_log(file), regular_file::Linked));
    }
    if !found.is_file() {
        return Found::Unclear(format!("{} is not a regular file", in_log(file)));
    }
    if found.len() > LARGEST {
        let what = format!("is larger than {} MB and is not kept in the history", LARGEST / 1024 / 1024);
        return Found::Unclear(format!("{} {what}", in_log(file)));
    }
    match confined::read(dir, file, LARGEST) {
        Ok(Some(bytes)) => Found::File(OnDisk { bytes, stat: Stat::of(&found) }),
        Ok(None) => Found::Unclear(format!("{} grows", in_log(file))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Found::Nothing,
        Err(error) => unclear(error),
    }
}

/// What the system says of the file, without reading it; none if it is no regular file under its own name.
pub(super) fn stat(dir: &Path, file: &Path) -> Option<Stat> {
    let found = confined::metadata(dir, file).ok()?;
    found.is_file().then(|| Stat::of(&found))
}

impl Stat {
    #[cfg(unix)]
    fn of(found: &fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        // Git keeps the lower 32 bits of each, and compares those.
        let (low, signed) = (|value: u64| value as u32, |value: i64| value as i32);
        Self {
            ctime: (signed(found.ctime()), u32::try_from(found.ctime_nsec()).unwrap_or_default()),
            mtime: (signed(found.mtime()), u32::try_from(found.mtime_nsec()).unwrap_or_default()),
            dev: low(found.dev()),
            ino: low(found.ino()),
            uid: found.uid(),
            gid: found.gid(),
            size: low(found.len()),
        }
    }

    #[cfg(not(unix))]
    fn of(_: &fs::Metadata) -> Self {
        Self::default()
    }

    /// What git noted of a file.
    pub(super) fn of_entry(entry: &IndexEntry) -> Self {
        Self {
            ctime: (entry.ctime.seconds(), entry.ctime.nanoseconds()),
            mtime: (entry.mtime.seconds(), entry.mtime.nanoseconds()),
            dev: entry.dev,
            ino: entry.ino,
            uid: entry.uid,
            gid: entry.gid,
            size: entry.file_size,
        }
    }

    /// Whether the file is the same as when `noted` was noted, at `written`, surely: a file that was changed in the same moment
    /// would look the same.
    pub(super) fn is_surely(self, noted: Self, written: Option<Self>) -> bool {
        self != Self::default() && self == noted && written.is_some_and(|written| self.mtime < written.mtime)
    }

    /// What git is to note of a file.
    pub(super) fn entry(self, file: &Path, id: Oid) -> IndexEntry {
        IndexEntry {
            ctime: IndexTime::new(self.ctime.0, self.ctime.1),
            mtime: IndexTime::new(self.mtime.0, self.mtime.1),
            dev: self.dev,
            ino: self.ino,
            mode: tree::FILE.unsigned_abs(),
            uid: self.uid,
            gid: self.gid,
            file_size: self.size,
            id,
            flags: 0,
            flags_extended: 0,
            path: tree::bytes_of(file),
        }
    }
}
