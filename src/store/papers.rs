//! Files outside of the data folder: writes exports, reads imports.

use super::atomic::{Filled, folder_of, private_file, sync_folder};
use super::{regular_file, words};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// How often another name for the file to be filled is tried.
const NAMES: u32 = 1000;

/// Why a file that is not the record's own could not be written or read. The words name the file and say what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// A file of that name is there, and nobody said that it may be replaced.
    #[error("{} is there already.", .0.display())]
    Exists(PathBuf),
    /// The system refuses.
    #[error("{} could not be written: {why}. Choose another place or another name.", path.display())]
    NotWritten {
        /// Which file.
        path: PathBuf,
        /// Why, without the full stop.
        why: String,
    },
    /// The system refuses.
    #[error("{} could not be read: {why}.", path.display())]
    NotRead {
        /// Which file.
        path: PathBuf,
        /// Why, without the full stop.
        why: String,
    },
    /// It is larger than what is read.
    #[error("{} is too large: {} MB, and {} MB at most are read. Split it into parts.", path.display(), size.div_ceil(1024 * 1024), largest / 1024 / 1024)]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// How large it is, in bytes.
        size: u64,
        /// How large it may be, in bytes.
        largest: u64,
    },
}

/// Writes an export: wholly or not at all. A file that is there is replaced only if `replace` says so, and keeps its mode. A new one is
/// for its owner only, as the files of the record are: whoever hands it on chooses to whom.
///
/// # Errors
/// If a file is there that must not be replaced, or the system refuses; what was there is then as it was.
pub fn write_file(path: &Path, bytes: &[u8], replace: bool) -> Result<(), PaperError> {
    let not_written = |error: &io::Error| PaperError::NotWritten { path: path.to_owned(), why: words::of_io(error) };
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(not_written(&io::ErrorKind::IsADirectory.into())),
        Ok(_) if !replace => return Err(PaperError::Exists(path.to_owned())),
        _ => {}
    }
    let filled = Filled::with(bytes, path, |folder, _| beside(folder)).map_err(|error| not_written(&error))?;
    fs::rename(&filled.path, &filled.target).map_err(|error| not_written(&filled.dropped(error)))?;
    sync_folder(folder_of(&filled.target)).map_err(|error| not_written(&error))
}

/// A new file in `folder`, for its owner only.
fn beside(folder: &Path) -> io::Result<(PathBuf, File)> {
    let mut last = io::ErrorKind::AlreadyExists.into();
    for number in 0..NAMES {
        let path = folder.join(format!(".rapporteur-export-{}-{number}.tmp", std::process::id()));
        match private_file().create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// Reads a file that is to be imported, if it is a regular file of at most `largest` bytes.
///
/// # Errors
/// If it is not there, no regular file, too large, or the system refuses.
pub fn read_file(path: &Path, largest: u64) -> Result<Vec<u8>, PaperError> {
    let not_read = |error: &io::Error| PaperError::NotRead { path: path.to_owned(), why: words::of_io(error) };
    let found = fs::metadata(path).map_err(|error| not_read(&error))?;
    let too_large = |size| PaperError::TooLarge { path: path.to_owned(), size, largest };
    if found.is_file() && found.len() > largest {
        return Err(too_large(found.len()));
    }
    // Nothing if it has grown meanwhile.
    regular_file::read(path, largest).map_err(|error| not_read(&error))?.ok_or_else(|| too_large(largest + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_replaces_nothing_unless_told_to() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("brief.docx");
        write_file(&path, b"one", false).unwrap();
        assert_eq!(write_file(&path, b"two", false), Err(PaperError::Exists(path.clone())));
        assert_eq!(read_file(&path, 3).unwrap(), b"one");
        write_file(&path, b"two", true).unwrap();
        assert_eq!(read_file(&path, 3).unwrap(), b"two");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left over");
    }

    #[test]
    fn what_cannot_be_written_or_read_is_named_with_the_reason() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().display().to_string();
        let nowhere = dir.path().join("nowhere/brief.docx");
        let error = write_file(&nowhere, b"x", true).unwrap_err().to_string();
        assert_eq!(
            error,
            format!("{folder}/nowhere/brief.docx could not be written: it is not there. Choose another place or another name.")
        );
        let error = write_file(dir.path(), b"x", true).unwrap_err().to_string();
        assert!(error.contains("it is a folder"), "{error}");
        let error = read_file(dir.path(), 9).unwrap_err().to_string();
        assert_eq!(error, format!("{folder} could not be read: it is a folder."));
        let large = dir.path().join("large.csv");
        File::create(&large).unwrap().set_len(70 * 1024 * 1024 + 1).unwrap();
        let error = read_file(&large, 64 * 1024 * 1024).unwrap_err().to_string();
        assert_eq!(error, format!("{folder}/large.csv is too large: 71 MB, and 64 MB at most are read. Split it into parts."));
    }

    #[cfg(unix)]
    #[test]
    fn a_new_export_is_its_owners_only_and_one_that_is_replaced_keeps_its_mode() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("brief.docx");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        write_file(&path, b"one", false).unwrap();
        assert_eq!(mode(&path), 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        write_file(&path, b"two", true).unwrap();
        assert_eq!(mode(&path), 0o644);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_without_end_is_not_read() {
        let error = read_file(Path::new("/dev/zero"), 9).unwrap_err().to_string();
        assert_eq!(error, "/dev/zero could not be read: it is a pipe or a device, not a file.");
    }
}
