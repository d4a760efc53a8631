//! "Save a copy": writes everything in memory as a new workspace in another folder, for when a disk fails.

use super::formats::Formats;
use super::lock::Lock;
use super::read::{self, LARGEST};
use super::scan::WORKSPACE;
use super::{Access, Folder, Store, atomic, confined, documents, render, words};
use crate::model::Workspace;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a copy is made of. It holds everything, so it can be sent to another thread.
#[derive(Debug)]
pub struct CopyPlan {
    workspace: Workspace,
    /// What is known of the folder that it was read from.
    from: Option<Folder>,
    /// Files that could not be read.
    damaged: Vec<PathBuf>,
}

/// A copy that was made, and opened again to see that it says the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its folder.
    pub dir: PathBuf,
    /// How many files of records are in it.
    pub files: usize,
    /// Damaged files, and documents, that could not be taken along, relative to the data folder, and why.
    pub left: Vec<(PathBuf, String)>,
}

/// Why a copy could not be made.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// Nothing, or nothing that can be used, was given.
    #[error("{} is not a whole path. Give one that begins at the top, such as /media/stick/record", .0.display())]
    NotAbsolute(PathBuf),
    /// The path leads to a file.
    #[error("{} is a file. Choose a new or an empty folder", .0.display())]
    NotAFolder(PathBuf),
    /// There is something in it.
    #[error("{} is not empty. Choose a new or an empty folder", .0.display())]
    NotEmpty(PathBuf),
    /// It would be a part of what is copied.
    #[error("{} is inside the folder of the record itself. Choose another place", .0.display())]
    Inside(PathBuf),
    /// The system refuses.
    #[error("{} could not be written: {why}", path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// Why, and what to do.
        why: String,
    },
    /// A document of a source could not be written.
    #[error(transparent)]
    Document(#[from] documents::DocumentFileError),
    /// What was written says something else.
    #[error("{} was written but does not say the same when it is read again. Do not rely on it: choose another disk", .0.display())]
    Differs(PathBuf),
}

impl Folder {
    /// All that a copy of this folder needs, with `workspace` as what the record says now. `damaged` are the files that were set
    /// aside: they are taken along as they are.
    pub fn copy(&self, workspace: &Workspace, damaged: Vec<PathBuf>) -> CopyPlan {
        CopyPlan { workspace: workspace.clone(), from: Some(self.clone()), damaged }
    }
}

impl CopyPlan {
    /// A copy of a workspace that has no folder.
    pub fn of(workspace: &Workspace) -> Self {
        Self { workspace: workspace.clone(), from: None, damaged: Vec::new() }
    }

    /// Writes the copy into `dir`, which must be absent or empty, and reads it again. Files keep the names that they have, and
    /// those that need no change keep their bytes.
    ///
    /// # Errors
    /// In words, which file and why. What was written until then stays: the folder is new, and nothing else is touched.
    pub fn write(self, dir: &Path) -> Result<Copied, CopyError> {
        let failed = |path: &Path, error: &io::Error| CopyError::Io { path: path.to_owned(), why: words::of_writing(error) };
        self.refuse_unfit(dir)?;
        match fs::read_dir(dir).map(|mut entries| entries.next().is_none()) {
            Ok(true) => {}
            Ok(false) => return Err(CopyError::NotEmpty(dir.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                atomic::create_root(dir).map_err(|error| failed(dir, &error))?;
            }
            Err(error) => return Err(failed(dir, &error)),
        }
        let Self { workspace, from, damaged } = self;
        let formats = from.as_ref().map_or(Formats::TODAY, |from| from.formats);
        let write = |file: &Path, bytes: &[u8]| {
            let path = dir.join(file);
            let folders = path.parent().map_or(Ok(()), |folder| atomic::create_folders(dir, folder));
            folders.and_then(|()| atomic::write_atomically(&path, bytes)).map_err(|error| failed(&path, &error))
        };
        write(Path::new(WORKSPACE), &name_of(from.as_ref(), workspace.id, formats)?)?;
        let mut copy = Folder::unread(dir, &Lock::Unwanted, formats);
        copy.access = Access::Writable;
        let mut left_out = BTreeSet::new();
        if let Some(from) = &from {
            // Not all that these say is understood, so they must not be written anew.
            for (file, known) in from.files.iter().filter(|(_, known)| known.locked.is_some()) {
                write(file, &known.bytes)?;
                left_out.extend(known.records.iter().copied().filter(|id| !from.is_elsewhere(*id, file)));
                copy.files.insert(file.clone(), known.clone());
            }
            (copy.homes, copy.aside, copy.originals) = (from.homes.clone(), Arc::clone(&from.aside), from.originals.clone());
        }
        let mut files = copy.files.len();
        let touched = workspace.ids().filter(|id| !left_out.contains(id)).collect();
        let report = copy.plan(&workspace, &touched).run();
        if let Some(failure) = report.failed.into_iter().next() {
            return Err(CopyError::Io { path: dir.join(failure.file), why: failure.why });
        }
        files += report.saved.len();
        let mut left = Vec::new();
        for file in damaged {
            let Some(from) = &from else { continue };
            match capped(&from.dir, &file) {
                Ok(_) if copy.files.contains_key(&file) => {
                    left.push((file, "what it said before it was damaged is in the copy instead".to_owned()));
                }
                Ok(bytes) => write(&file, &bytes)?,
                Err(why) => left.push((file, why.to_string())),
            }
        }
        if let Some(from) = &from {
            left.extend(documents::copy(from, &workspace, dir)?);
        }
        let again = Store::open_to_read_with(dir, formats).map_err(|_| CopyError::Differs(dir.to_owned()))?;
        if again.workspace != workspace {
            return Err(CopyError::Differs(dir.to_owned()));
        }
        Ok(Copied { dir: dir.to_owned(), files, left })
    }

    fn refuse_unfit(&self, dir: &Path) -> Result<(), CopyError> {
        if !dir.is_absolute() {
            return Err(CopyError::NotAbsolute(dir.to_owned()));
        }
        if fs::metadata(dir).is_ok_and(|found| !found.is_dir()) {
            return Err(CopyError::NotAFolder(dir.to_owned()));
        }
        // The part of the path that is there tells where it really leads.
        let there = dir.ancestors().find_map(|above| fs::canonicalize(above).ok());
        let own = self.from.as_ref().and_then(|from| fs::canonicalize(&from.dir).ok());
        match (there, own) {
            (Some(there), Some(own)) if there.starts_with(&own) => Err(CopyError::Inside(dir.to_owned())),
            _ => Ok(()),
        }
    }
}

/// The bytes of the file that names the workspace: as they are, if they can be had, since a person may have written in it.
fn name_of(from: Option<&Folder>, id: uuid::Uuid, formats: Formats) -> Result<Vec<u8>, CopyError> {
    let there = from.and_then(|from| capped(&from.dir, Path::new(WORKSPACE)).ok());
    let there = there.filter(|bytes| read::content(bytes, formats).is_ok_and(|content| content.workspace == Some(id)));
    match there {
        Some(bytes) => Ok(bytes),
        None => render::workspace(id, formats).map_err(|error| CopyError::Io { path: WORKSPACE.into(), why: error.to_string() }),
    }
}

/// The bytes of a file of a data folder, if they are not too many.
fn capped(dir: &Path, file: &Path) -> Result<Vec<u8>, CannotTake> {
    confined::read(dir, file, LARGEST)?.ok_or(CannotTake::TooLarge)
}

/// Why a damaged file is not taken along.
#[derive(Debug, thiserror::Error)]
enum CannotTake {
    #[error("{}", words::of_io(.0))]
    Read(#[from] io::Error),
    #[error("it is larger than {} MB", LARGEST / 1024 / 1024)]
    TooLarge,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Kept, sample};
    use uuid::Uuid;

    /// The sample, with one file that is damaged, one of a newer version and one that a person has written in, and an edit that is
    /// only in memory.
    fn opened() -> (tempfile::TempDir, CopyPlan) {
        let dir = tempfile::tempdir().unwrap();
        let from = dir.path().join("record");
        sample::write_to(&from).unwrap();
        let parties = from.join("parties");
        fs::write(parties.join("damaged.ron"), b"\xff(").unwrap();
        let newer = fs::read_to_string(parties.join("russia-109c1551.ron")).unwrap();
        fs::write(parties.join("russia-109c1551.ron"), newer.replacen('(', "( hair: \"long\",", 1)).unwrap();
        let by_hand = fs::read_to_string(parties.join("belarus-b0513573.ron")).unwrap();
        fs::write(parties.join("belarus-b0513573.ron"), format!("// by hand\n{by_hand}")).unwrap();
        let opened = Store::open(&from, Uuid::nil()).unwrap();
        let mut workspace = opened.workspace;
        let mut person = workspace.people.values().next().unwrap().clone();
        person.name = "Only In Memory".to_owned();
        workspace.put(person.into());
        assert_eq!(opened.problems.iter().filter(|problem| problem.kept_as == Kept::ReadOnly).count(), 1);
        let copy = opened.store.copy(&workspace, vec!["parties/damaged.ron".into(), "parties/gone.ron".into()]);
        (dir, copy)
    }

    #[test]
    fn a_copy_opens_equal_and_keeps_names_and_bytes() {
        let (dir, copy) = opened();
        let (workspace, to) = (copy.workspace.clone(), dir.path().join("new/copy"));
        let copied = copy.write(&to).unwrap();
        assert_eq!(copied.left.iter().map(|(file, _)| file.as_path()).collect::<Vec<_>>(), [Path::new("parties/gone.ron")]);
        let again = Store::open(&to, Uuid::nil()).unwrap();
        assert_eq!(again.workspace, workspace);
        assert_eq!(again.access, Access::Writable);
        let from = dir.path().join("record");
        for same in ["workspace.ron", "parties/damaged.ron", "parties/russia-109c1551.ron", "parties/belarus-b0513573.ron"] {
            assert_eq!(fs::read(to.join(same)).unwrap(), fs::read(from.join(same)).unwrap(), "{same}");
        }
        let files = |dir: &Path| super::super::scan::scan(dir).files.into_iter().map(|(file, _)| file).collect::<Vec<_>>();
        assert_eq!(files(&to), files(&from));
        assert_eq!(copied.files + 1, files(&to).len(), "all but the damaged one are files of records");
    }

    #[test]
    fn a_copy_goes_only_where_there_is_nothing() {
        let (dir, copy) = opened();
        let (full, file) = (dir.path().join("full"), dir.path().join("file"));
        fs::create_dir(&full).unwrap();
        fs::write(full.join("mine"), "x").unwrap();
        fs::write(&file, "x").unwrap();
        let inside = dir.path().join("record/people/../deep/copy");
        let refused = |to: &Path| {
            let again = copy_of(&copy);
            again.write(to).unwrap_err()
        };
        assert!(matches!(refused(&full), CopyError::NotEmpty(_)));
        assert!(matches!(refused(&file), CopyError::NotAFolder(_)));
        assert!(matches!(refused(&inside), CopyError::Inside(_)));
        assert!(matches!(refused(Path::new("here")), CopyError::NotAbsolute(_)));
        assert!(matches!(refused(&file.join("below")), CopyError::Io { .. }));
        assert_eq!((fs::read_dir(&full).unwrap().count(), fs::read(&file).unwrap()), (1, b"x".to_vec()));
        fs::create_dir(dir.path().join("empty")).unwrap();
        copy.write(&dir.path().join("empty")).unwrap();
    }

    fn copy_of(copy: &CopyPlan) -> CopyPlan {
        CopyPlan { from: copy.from.clone(), ..CopyPlan::of(&copy.workspace) }
    }

    #[test]
    fn a_workspace_without_a_folder_is_copied_too() {
        let dir = tempfile::tempdir().unwrap();
        let (_keep, copy) = opened();
        CopyPlan::of(&copy.workspace).write(&dir.path().join("copy")).unwrap();
        assert_eq!(Store::open(&dir.path().join("copy"), Uuid::nil()).unwrap().workspace, copy.workspace);
    }
}
