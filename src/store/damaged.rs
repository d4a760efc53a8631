//! Recovery of a damaged file: move its bytes aside, unchanged, or replace it by an earlier version. Only the user starts this, and
//! the damaged bytes are never lost.

use super::error::RepairError;
use super::history::Erased;
use super::read::LARGEST;
use super::scan::{DAMAGED, WORKSPACE};
use super::{Access, Folder, atomic, confined, regular_file, words};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The longest name in bytes that a file put aside gets; most disks take 255.
const LONGEST: usize = 200;

/// A damaged file that is about to be dealt with, on any thread.
#[derive(Clone, Debug)]
pub struct Repair {
    dir: PathBuf,
    file: PathBuf,
}

/// What became of the bytes of a damaged file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutAside {
    /// The file that was damaged, relative to the data folder.
    pub file: PathBuf,
    /// Where its bytes are now, relative to the data folder.
    pub kept: PathBuf,
}

impl Folder {
    /// A damaged file, to be dealt with.
    ///
    /// # Errors
    /// If nothing can be written here, or the file is not one that was set aside.
    pub fn repair(&self, file: &Path) -> Result<Repair, RepairError> {
        if let Access::ReadOnly { why } = &self.access {
            return Err(RepairError::ReadOnly(why.clone()));
        }
        if !self.aside.contains(&super::open::lower_case(file)) && file != Path::new(WORKSPACE) {
            return Err(RepairError::NotDamaged(file.to_owned()));
        }
        Ok(Repair { dir: self.dir.clone(), file: file.to_owned() })
    }
}

impl Repair {
    /// Moves the damaged bytes to `bin/damaged`, as they are.
    ///
    /// # Errors
    /// If the disk refuses; the file is then where it was.
    pub fn put_aside(self) -> Result<PutAside, RepairError> {
        if self.file == Path::new(WORKSPACE) {
            return Err(RepairError::NamesWorkspace);
        }
        let kept = self.keep()?;
        let path = self.dir.join(&self.file);
        let gone = fs::remove_file(&path).and_then(|()| path.parent().map_or(Ok(()), atomic::sync_folder));
        gone.map_err(|source| RepairError::Move { file: self.file.clone(), source })?;
        Ok(PutAside { file: self.file, kept })
    }

    /// Puts `bytes`, an earlier version of the file, in its place, after the damaged bytes were put aside in `bin/damaged`.
    ///
    /// # Errors
    /// If the disk refuses; the damaged file is then where it was.
    pub fn replace_with(self, bytes: &[u8]) -> Result<PutAside, RepairError> {
        let kept = self.keep()?;
        atomic::put_here(&self.dir.join(&self.file), bytes)
            .map_err(|source| RepairError::Write { file: self.file.clone(), source })?;
        Ok(PutAside { file: self.file, kept })
    }

    /// Gives the damaged bytes a second name in `bin/damaged`, which stays when the first one goes. Where a disk has no second
    /// names they are copied.
    fn keep(&self) -> Result<PathBuf, RepairError> {
        let path = self.dir.join(&self.file);
        let failed = |source: io::Error| RepairError::Keep { file: self.file.clone(), source };
        for way in [self.file.parent().unwrap_or(Path::new("")), Path::new(DAMAGED)] {
            confined::check_path(&self.dir, way).map_err(failed)?;
        }
        let folder = self.dir.join(DAMAGED);
        atomic::create_folders(&self.dir, &folder).map_err(failed)?;
        let mut number = 1;
        loop {
            let kept = Path::new(DAMAGED).join(name_of(&self.file, number));
            let to = self.dir.join(&kept);
            // A link gets a second name itself, and what it leads to is not looked at.
            match fs::hard_link(&path, &to) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    number += 1;
                    continue;
                }
                Err(_) if fs::symlink_metadata(&to).is_ok() => {
                    number += 1;
                    continue;
                }
                Err(_) => copy(&path, &folder, &to).map_err(failed)?,
            }
            atomic::sync_folder(&folder).map_err(failed)?;
            return Ok(kept);
        }
    }
}

/// Removes the files put aside that mention what was erased for good, or hold its words. Returns what could not be removed, in sentences
/// without their full stops.
pub fn erase_damaged(dir: &Path, erased: &Erased) -> Vec<String> {
    let mut left = Vec::new();
    if confined::check_path(dir, Path::new(DAMAGED)).is_err() {
        return left;
    }
    for entry in fs::read_dir(dir.join(DAMAGED)).into_iter().flatten().flatten() {
        let path = entry.path();
        let holds = regular_file::read_here(&path, LARGEST).is_ok_and(|bytes| bytes.is_none_or(|bytes| erased.is_in(&bytes)));
        if let Some(error) = holds.then(|| fs::remove_file(&path).err()).flatten() {
            left.push(format!("{} may hold it and could not be removed: {}", path.display(), words::of_writing(&error)));
        }
    }
    left
}

/// Copies the bytes of a file, by way of a temporary one.
fn copy(from: &Path, folder: &Path, to: &Path) -> io::Result<()> {
    let (temporary, mut file) = atomic::temporary(folder)?;
    let copied = regular_file::open_here(from)
        .and_then(|mut from| io::copy(&mut from, &mut file))
        .and_then(|_| file.sync_all())
        .and_then(|()| fs::rename(&temporary, to));
    if copied.is_err() {
        // The first error is the one to tell; what is left over is swept at the next start.
        let _ = fs::remove_file(&temporary);
    }
    copied
}

/// The name of a file put aside: its whole path, since many files are called `negotiation.ron`.
fn name_of(file: &Path, number: usize) -> String {
    let parts: Vec<_> = file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let whole = parts.join("_");
    let mut from = whole.len().saturating_sub(LONGEST);
    while !whole.is_char_boundary(from) {
        from += 1;
    }
    let name = whole.get(from..).unwrap_or_default();
    if number == 1 { format!("{name}.ron") } else { format!("{name}-{number}.ron") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use crate::store::{Kept, sample};
    use uuid::Uuid;

    const FILE: &str = "parties/belarus-b0513573.ron";

    fn damaged() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().unwrap();
        sample::write_to(dir.path()).unwrap();
        fs::write(dir.path().join(FILE), b"(format: 1, \xff").unwrap();
        let opened = Store::open(dir.path(), Uuid::nil()).unwrap();
        assert!(opened.problems.iter().any(|problem| problem.file == Path::new(FILE) && problem.kept_as == Kept::SetAside));
        (dir, opened.store)
    }

    #[test]
    fn what_is_put_aside_keeps_its_bytes_and_is_not_read_as_a_record() {
        let (dir, store) = damaged();
        let kept = store.repair(Path::new(FILE)).unwrap().put_aside().unwrap().kept;
        assert_eq!(kept, Path::new("bin/damaged/parties_belarus-b0513573.ron"));
        assert_eq!(fs::read(dir.path().join(&kept)).unwrap(), b"(format: 1, \xff");
        assert!(!dir.path().join(FILE).exists());
        drop(store);
        let again = Store::open(dir.path(), Uuid::nil()).unwrap();
        assert!(again.problems.iter().all(|problem| problem.kept_as != Kept::SetAside), "{:?}", again.problems);
    }

    #[test]
    fn an_earlier_version_takes_the_place_and_a_second_one_aside_does_not_replace_the_first() {
        let (dir, store) = damaged();
        let first = store.repair(Path::new(FILE)).unwrap().replace_with(b"earlier").unwrap();
        let second = store.repair(Path::new(FILE)).unwrap().replace_with(b"earlier still").unwrap();
        assert_eq!(fs::read(dir.path().join(FILE)).unwrap(), b"earlier still");
        assert_eq!(fs::read(dir.path().join(first.kept)).unwrap(), b"(format: 1, \xff");
        assert_eq!(second.kept, Path::new("bin/damaged/parties_belarus-b0513573-2.ron"));
        assert_eq!(fs::read(dir.path().join(second.kept)).unwrap(), b"earlier");
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_put_aside_itself_and_what_it_leads_to_is_not_touched() {
        let (dir, store) = damaged();
        let path = dir.path().join(FILE);
        let outside = tempfile::tempdir().unwrap();
        let real = outside.path().join("real");
        fs::copy(&path, &real).unwrap();
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(&real, &path).unwrap();
        let kept = store.repair(Path::new(FILE)).unwrap().replace_with(b"earlier").unwrap().kept;
        assert!(fs::symlink_metadata(&path).unwrap().is_file());
        assert_eq!(fs::read(&path).unwrap(), b"earlier");
        assert_eq!(fs::read(&real).unwrap(), b"(format: 1, \xff");
        assert_eq!(fs::read_link(dir.path().join(kept)).unwrap(), real);
    }

    #[test]
    fn what_cannot_be_put_aside_is_not_replaced() {
        let (dir, store) = damaged();
        fs::write(dir.path().join("bin"), "a file in the way").unwrap();
        let why = store.repair(Path::new(FILE)).unwrap().replace_with(b"earlier").unwrap_err().to_string();
        assert!(why.contains("a file, not a folder") || why.contains("out of the way"), "{why}");
        assert_eq!(fs::read(dir.path().join(FILE)).unwrap(), b"(format: 1, \xff");
    }

    #[test]
    fn only_a_damaged_file_is_dealt_with() {
        let (_dir, store) = damaged();
        assert!(store.repair(Path::new("parties/russia-109c1551.ron")).is_err());
        let workspace = store.repair(Path::new(WORKSPACE)).unwrap();
        assert!(workspace.put_aside().is_err());
    }

    #[test]
    fn a_name_says_the_whole_path_as_far_as_it_fits() {
        let file = Path::new("negotiations/talks-0123/negotiation.ron");
        assert_eq!(name_of(file, 1), "negotiations_talks-0123_negotiation.ron");
        assert_eq!(name_of(file, 3), "negotiations_talks-0123_negotiation-3.ron");
        let long = PathBuf::from(format!("parties/{}.ron", "é".repeat(150)));
        assert!(name_of(&long, 1).len() <= LONGEST + 4);
    }
}
