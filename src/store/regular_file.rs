//! Opens regular files only. Reading a pipe would block for ever, and a device may have no end.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// What a path leads to is no file.
#[derive(Debug, thiserror::Error)]
#[error("it is a pipe or a device, not a file")]
pub(super) struct NotRegularFile;

/// A path leads to a link.
#[derive(Debug, thiserror::Error)]
#[error("it is a link, and what is behind links is not touched")]
pub(super) struct Linked;

/// Opens a file to be read, if it is one, by whatever links.
///
/// # Errors
/// Whatever the system reports; [`NotRegularFile`] for a pipe, a socket or a device.
pub(super) fn open(path: &Path) -> io::Result<File> {
    check(path)?;
    open_with(path, true)
}

/// Opens a file to be read, if it is one and no link.
pub(super) fn open_here(path: &Path) -> io::Result<File> {
    check_here(path)?;
    open_with(path, false)
}

fn open_with(path: &Path, follows: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    // A pipe, or a link, that has just taken the file's place does not hold this up, or lead it away.
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::OFlags;
        let mut flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        flags.set(OFlags::NOFOLLOW, !follows);
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits().cast_signed());
    }
    #[cfg(not(target_os = "linux"))]
    let _ = follows;
    let file = options.open(path)?;
    is_file(&file.metadata()?).map(|()| file)
}

/// Whether a path leads to a regular file.
fn check(path: &Path) -> io::Result<()> {
    is_file(&fs::metadata(path)?)
}

/// Whether a regular file is at a path, and no link.
pub(super) fn check_here(path: &Path) -> io::Result<()> {
    let found = fs::symlink_metadata(path)?;
    if found.is_symlink() { Err(io::Error::other(Linked)) } else { is_file(&found) }
}

pub(super) fn is_file(found: &Metadata) -> io::Result<()> {
    if found.is_file() {
        Ok(())
    } else if found.is_dir() {
        Err(ErrorKind::IsADirectory.into())
    } else {
        Err(io::Error::other(NotRegularFile))
    }
}

/// The bytes of a file. Nothing if they are more than `most`.
pub(super) fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    read_from(open(path)?, most)
}

/// The same of a file that no link may lead to.
pub(super) fn read_here(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    read_from(open_here(path)?, most)
}

/// Whether an error says that nothing is there.
pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Whether an error says that what is there is a link.
pub(super) fn is_linked(error: &io::Error) -> bool {
    matches!(error.get_ref(), Some(what) if what.is::<Linked>())
}

/// Whether an error says that what is there is no regular file.
pub(super) fn is_not_regular(error: &io::Error) -> bool {
    error.kind() == ErrorKind::IsADirectory
        || matches!(error.get_ref(), Some(what) if what.is::<NotRegularFile>() || what.is::<Linked>())
}

/// The bytes of an open file. Nothing if they are more than `most`.
pub(super) fn read_from(file: File, most: u64) -> io::Result<Option<Vec<u8>>> {
    if file.metadata()?.len() > most {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(u64::try_from(read).is_ok_and(|read| read <= most).then_some(bytes))
}
