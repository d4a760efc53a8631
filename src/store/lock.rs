//! One writer to a folder: a lock on a side file, held as long as the file is open.

use super::sign::Sign;
use super::{atomic, plain, words};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

/// The side file. It holds nothing, and is never replaced, so that all contenders lock the same file.
pub(super) const LOCK: &str = ".lock";

/// Whether a folder is this program's to write.
#[derive(Debug)]
pub(super) enum Lock {
    /// It is, for as long as the file is open.
    Held(File),
    /// It is not, and why; but it may come free.
    Refused(String),
    /// It was opened to be read only.
    Unwanted,
}

/// Takes the lock of a folder, and tries whether the folder takes a new file.
pub(super) fn take(dir: &Path) -> Lock {
    let cannot = |error| cannot(dir, &error);
    if let Err(error) = plain::check_here(&dir.join(LOCK))
        && error.kind() != io::ErrorKind::NotFound
    {
        let why = format!("{LOCK} in {} cannot be used: {}. Remove it to make changes here", dir.display(), words::of_io(&error));
        return Lock::Refused(why);
    }
    let mut options = atomic::private_file();
    // A link or a pipe that has just taken its place is neither followed nor waited for.
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::OFlags;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits().cast_signed());
    }
    let file = options.create(true).truncate(false).open(dir.join(LOCK)).map_err(cannot);
    file.and_then(|file| try_take(dir, file)).map_or_else(Lock::Refused, Lock::Held)
}

/// What a look is to find out about the lock.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wish {
    /// Nothing.
    Nothing,
    /// Whether the one that is held is still that of the folder.
    Keep(Option<Sign>),
    /// Whether it has come free.
    Take,
}

impl Lock {
    /// What is to be found out about it.
    pub(super) fn wish(&self) -> Wish {
        match self {
            Self::Held(file) => Wish::Keep(file.metadata().ok().map(|found| Sign::of(&found))),
            Self::Refused(_) => Wish::Take,
            Self::Unwanted => Wish::Nothing,
        }
    }
}

/// The lock, if it is to be had or lost.
pub(super) fn grant(dir: &Path, wish: Wish) -> Option<Lock> {
    match wish {
        Wish::Nothing => None,
        // The folder may be another one by now, of the same name; or somebody tidied up.
        Wish::Keep(held) => {
            let there = fs::symlink_metadata(dir.join(LOCK)).ok().map(|found| Sign::of(&found));
            let is_same = held.zip(there).is_some_and(|(held, there)| held.is_same_file(&there));
            (!is_same).then(|| take(dir))
        }
        // Nothing is written unless it is free, so that whoever watches the folder is not woken by the trying.
        Wish::Take => match plain::open_here(&dir.join(LOCK)) {
            Ok(file) => try_take(dir, file).ok().map(Lock::Held),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some(take(dir)).filter(|lock| matches!(lock, Lock::Held(_))),
            _ => None,
        },
    }
}

fn cannot(dir: &Path, error: &io::Error) -> String {
    format!("{} cannot be written: {}", dir.display(), words::of_io(error))
}

fn try_take(dir: &Path, file: File) -> Result<File, String> {
    let cannot = |error| cannot(dir, &error);
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let what = "is open in another Rapporteur. Close that one to make changes here";
            return Err(format!("{} {what}", dir.display()));
        }
        Err(TryLockError::Error(error)) => {
            let words = words::of_io(&error);
            return Err(format!("{} cannot be kept from other programs, so it opens to read only: {words}", dir.display()));
        }
    }
    let (path, _) = atomic::temporary(dir).map_err(cannot)?;
    fs::remove_file(path).map_err(cannot)?;
    Ok(file)
}
