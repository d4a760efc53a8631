//! One writer to a folder: a lock on a side file, held as long as the file is open.

use super::Access;
use super::{atomic, words};
use std::fs::{self, File, TryLockError};
use std::path::Path;

/// The side file. It holds nothing, and is never replaced, so that all contenders lock the same file.
const LOCK: &str = ".lock";

/// Takes the lock of a folder, and tries whether the folder takes a new file.
pub(super) fn take(dir: &Path) -> (Option<File>, Access) {
    match try_take(dir) {
        Ok(file) => (Some(file), Access::Writable),
        Err(why) => (None, Access::ReadOnly { why }),
    }
}

fn try_take(dir: &Path) -> Result<File, String> {
    let cannot = |error| format!("{} cannot be written: {}", dir.display(), words::of_io(&error));
    let file = atomic::private_file().create(true).truncate(false).open(dir.join(LOCK)).map_err(cannot)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let what = "is open in another Rapporteur. Close that one, then open the folder again to make changes";
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
