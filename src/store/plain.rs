//! Opening files only where there are files: reading a pipe would wait for its other end for ever, and a device may have no end.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// What a path leads to is no file.
#[derive(Debug, thiserror::Error)]
#[error("it is a pipe or a device, not a file")]
pub(super) struct NotPlain;

/// Opens a file to be read, if it is one, by whatever links.
///
/// # Errors
/// Whatever the system reports; [`NotPlain`] for a pipe, a socket or a device.
pub(super) fn open(path: &Path) -> io::Result<File> {
    check(path)?;
    let mut options = OpenOptions::new();
    options.read(true);
    // A pipe that has just taken the file's place does not hold this up.
    #[cfg(target_os = "linux")]
    {
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits().cast_signed());
    }
    let file = options.open(path)?;
    is_file(&file.metadata()?).map(|()| file)
}

/// Whether a path leads to a plain file.
pub(super) fn check(path: &Path) -> io::Result<()> {
    is_file(&fs::metadata(path)?)
}

fn is_file(found: &Metadata) -> io::Result<()> {
    if found.is_file() {
        Ok(())
    } else if found.is_dir() {
        Err(ErrorKind::IsADirectory.into())
    } else {
        Err(io::Error::other(NotPlain))
    }
}

/// The bytes of a file. Nothing if they are more than `most`.
pub(super) fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let file = open(path)?;
    if file.metadata()?.len() > most {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(u64::try_from(read).is_ok_and(|read| read <= most).then_some(bytes))
}
