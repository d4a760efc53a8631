//! The sample workspace that is built into the program.

use super::{atomic, words};
use include_dir::{Dir, DirEntry, include_dir};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/sample");

/// Why the sample could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// There is something already.
    #[error("{} is not empty. Choose an empty or a new folder for the sample", .0.display())]
    NotEmpty(PathBuf),
    /// The system refuses.
    #[error("{} cannot be written: {}", path.display(), words::of_io(source))]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// A copy of the sample in a folder of its own, which goes away with it.
#[derive(Debug)]
pub struct SampleCopy {
    folder: tempfile::TempDir,
}

impl SampleCopy {
    /// Writes a fresh copy below the system's folder for temporary files.
    ///
    /// # Errors
    /// If something cannot be written.
    pub fn fresh() -> Result<Self, SampleError> {
        let folder = tempfile::Builder::new().prefix("rapporteur-sample-").tempdir();
        let folder = folder.map_err(|source| SampleError::Io { path: std::env::temp_dir(), source })?;
        let copy = Self { folder };
        write_to(&copy.dir())?;
        Ok(copy)
    }

    /// The data folder of the copy.
    pub fn dir(&self) -> PathBuf {
        self.folder.path().join("sample")
    }
}

/// Writes the sample workspace into `dir`, which must be empty or absent.
///
/// # Errors
/// If `dir` holds anything, or something cannot be written.
pub fn write_to(dir: &Path) -> Result<(), SampleError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| SampleError::Io { path, source }
    };
    match fs::read_dir(dir) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(SampleError::NotEmpty(dir.to_owned()));
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => atomic::create_root(dir).map_err(failed(dir))?,
        Err(error) => return Err(failed(dir)(error)),
    }
    write_folder(&SAMPLE, dir, &failed)
}

fn write_folder<E: FnOnce(io::Error) -> SampleError>(
    folder: &Dir<'_>,
    dir: &Path,
    failed: &impl Fn(&Path) -> E,
) -> Result<(), SampleError> {
    for entry in folder.entries() {
        let path = dir.join(entry.path());
        match entry {
            DirEntry::Dir(folder) => {
                atomic::create_folders(dir, &path).map_err(failed(&path))?;
                write_folder(folder, dir, failed)?;
            }
            DirEntry::File(file) => atomic::write_atomically(&path, file.contents()).map_err(failed(&path))?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Access, Store};
    use uuid::Uuid;

    #[test]
    fn it_opens_without_a_problem_and_is_as_this_program_writes_it() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path().join("sample");
        write_to(&dir).unwrap();
        let opened = Store::open(&dir, Uuid::nil()).unwrap();
        assert_eq!((opened.problems, opened.access), (vec![], Access::Writable));
        assert_ne!(opened.workspace.id, Uuid::nil());
        assert!(opened.store.originals.is_empty(), "not as written: {:?}", opened.store.originals);
    }

    #[test]
    fn it_goes_nowhere_where_there_is_something() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("mine"), "x").unwrap();
        assert!(matches!(write_to(dir.path()), Err(SampleError::NotEmpty(_))));
        assert!(matches!(write_to(&dir.path().join("mine")), Err(SampleError::Io { .. })));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
