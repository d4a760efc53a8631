//! The lock of a data folder, on a side file: one process writes at a time.

use super::fingerprint::Fingerprint;
use super::{FileError, atomic, regular_file, words};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The side file. It holds nothing, and is never replaced, so that all contenders lock the same file.
pub(super) const LOCK: &str = ".lock";

/// Whether a folder is this program's to write.
#[derive(Debug)]
pub(crate) enum Lock {
    /// It is, for as long as the file is open.
    Held(File),
    /// It is not, and why; but it may come free.
    Refused(LockError),
    /// It was opened to be read only.
    Unwanted,
}

/// Why a folder cannot be written to by this program.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LockError {
    /// The side file is no regular file.
    #[error("{LOCK} in {} cannot be used: {}. Remove it to make changes here", dir.display(), words::of_io(source))]
    SideFile { dir: PathBuf, source: io::Error },
    /// The folder takes no new file.
    #[error(transparent)]
    Folder(#[from] FileError),
    /// Another process holds the lock.
    #[error("{} is open in another Rapporteur. Close that one to make changes here", .0.display())]
    Held(PathBuf),
    /// The file system knows no locks.
    #[error("{} cannot be kept from other programs, so it opens to read only: {}", dir.display(), words::of_io(source))]
    NoLocks { dir: PathBuf, source: io::Error },
}

/// Takes the lock of a folder, and tries whether the folder takes a new file.
pub(super) fn take(dir: &Path) -> Lock {
    if let Err(source) = regular_file::check_here(&dir.join(LOCK))
        && source.kind() != io::ErrorKind::NotFound
    {
        return Lock::Refused(LockError::SideFile { dir: dir.to_owned(), source });
    }
    let mut options = atomic::private_file();
    // A link or a pipe that has just taken its place is neither followed nor waited for.
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::OFlags;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits().cast_signed());
    }
    let file = options.create(true).truncate(false).open(dir.join(LOCK)).map_err(|error| FileError::writing(dir, error).into());
    file.and_then(|file| try_take(dir, file)).map_or_else(Lock::Refused, Lock::Held)
}

/// What a look is to find out about the lock.
#[derive(Clone, Copy, Debug)]
pub(super) enum LockCheck {
    /// Nothing.
    Nothing,
    /// Whether the one that is held is still that of the folder.
    Keep(Option<Fingerprint>),
    /// Whether it has come free.
    Take,
}

impl Lock {
    /// What is to be found out about it.
    pub(super) fn check(&self) -> LockCheck {
        match self {
            Self::Held(file) => LockCheck::Keep(file.metadata().ok().map(|found| Fingerprint::of(&found))),
            Self::Refused(_) => LockCheck::Take,
            Self::Unwanted => LockCheck::Nothing,
        }
    }
}

/// The lock, if it is to be had or lost.
pub(super) fn check(dir: &Path, check: LockCheck) -> Option<Lock> {
    match check {
        LockCheck::Nothing => None,
        // The folder may be another one by now, of the same name; or somebody tidied up.
        LockCheck::Keep(held) => {
            let there = fs::symlink_metadata(dir.join(LOCK)).ok().map(|found| Fingerprint::of(&found));
            let is_same = held.zip(there).is_some_and(|(held, there)| held.is_same_file(&there));
            (!is_same).then(|| take(dir))
        }
        // Nothing is written unless it is free, so that whoever watches the folder is not woken by the trying.
        LockCheck::Take => match regular_file::open_here(&dir.join(LOCK)) {
            Ok(file) => try_take(dir, file).ok().map(Lock::Held),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some(take(dir)).filter(|lock| matches!(lock, Lock::Held(_))),
            _ => None,
        },
    }
}

fn try_take(dir: &Path, file: File) -> Result<File, LockError> {
    let cannot = |error| FileError::writing(dir, error);
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(LockError::Held(dir.to_owned()));
        }
        Err(TryLockError::Error(source)) => {
            return Err(LockError::NoLocks { dir: dir.to_owned(), source });
        }
    }
    let (path, _) = atomic::temporary(dir).map_err(cannot)?;
    fs::remove_file(path).map_err(cannot)?;
    Ok(file)
}
