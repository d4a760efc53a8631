//! File access confined to the data folder: relative to a handle of the folder, and never through a symbolic link.
//!
//! A folder may come from anybody. A link in it could lead to any file of the user, whose bytes would get into the record and its
//! history, or which would be written over. So what is below the folder is opened relative to a handle of it, and no part of the way
//! may be a link; the way to the folder itself is the user's own, and may have as many as they like. Only regular files are opened.
//!
//! Linux does this in one step ([`openat2`](rustix::fs::openat2)); where it cannot, one part of the way is opened after the other.
//! `cap-std` does the same on every system, with a dozen crates more, and opens what a link leads to as long as that is below the
//! folder: a link within a folder is no file of the record either, so that was not what is wanted. On other systems the parts of the
//! way are asked for one after the other.

use super::regular_file::{self, Linked};
use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

/// Opens the regular file at `file` below `root`, to be read.
///
/// # Errors
/// Whatever the system reports; [`Linked`] if a part of the way is a link, and `NotRegularFile` for what is no file.
pub(super) fn open(root: &Path, file: &Path) -> io::Result<File> {
    #[cfg(target_os = "linux")]
    {
        let opened = linux::open(root, file)?;
        regular_file::is_file(&opened.metadata()?)?;
        Ok(opened)
    }
    #[cfg(not(target_os = "linux"))]
    {
        check_path(root, file)?;
        regular_file::open_here(&root.join(file))
    }
}

/// The bytes of the regular file at `file` below `root`. Nothing if they are more than `most`.
pub(super) fn read(root: &Path, file: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    regular_file::read_from(open(root, file)?, most)
}

/// What the system says of what is at `path` below `root`; of a link, of the link itself.
pub(super) fn metadata(root: &Path, path: &Path) -> io::Result<Metadata> {
    if let Some(folder) = path.parent() {
        check_path(root, folder)?;
    }
    fs::symlink_metadata(root.join(path))
}

/// That no part of the way from `root` to `path` is a link, as far as there is one.
pub(super) fn check_path(root: &Path, path: &Path) -> io::Result<()> {
    let mut here = root.to_owned();
    for part in path.components() {
        here.push(part);
        match fs::symlink_metadata(&here) {
            Ok(found) if found.is_symlink() => return Err(io::Error::other(Linked)),
            Ok(_) => {}
            Err(error) if regular_file::is_absent(&error) => return Ok(()),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(target_os = "linux")]
mod linux {
    use super::super::regular_file::Linked;
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat, openat2};
    use rustix::io::{Errno, retry_on_intr};
    use std::fs::File;
    use std::io;
    use std::path::Path;

    /// A pipe does not hold this up, and a terminal does not take the program over.
    const PLAIN: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::NONBLOCK).union(OFlags::NOCTTY);
    const FOLDER: OFlags = OFlags::PATH.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

    pub(super) fn open(root: &Path, file: &Path) -> io::Result<File> {
        let root = retry_on_intr(|| openat(CWD, root, FOLDER, Mode::empty()))?;
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
        match retry_on_intr(|| openat2(&root, file, PLAIN, Mode::empty(), resolve)) {
            Ok(opened) => Ok(opened.into()),
            // Older than it, or kept from it: EAGAIN is what a race with a rename gives.
            Err(Errno::NOSYS | Errno::PERM | Errno::TOOBIG | Errno::INVAL | Errno::AGAIN) => walk(root, file),
            Err(error) => Err(said(error)),
        }
    }

    /// One part after the other.
    pub(super) fn walk(root: std::os::fd::OwnedFd, file: &Path) -> io::Result<File> {
        let mut here = root;
        let mut parts = file.components().peekable();
        while let Some(part) = parts.next() {
            let std::path::Component::Normal(part) = part else { return Err(io::ErrorKind::InvalidInput.into()) };
            let flags = if parts.peek().is_some() { FOLDER } else { PLAIN };
            let opened = retry_on_intr(|| openat(&here, part, flags | OFlags::NOFOLLOW, Mode::empty()));
            here = opened.map_err(|error| {
                // For a folder that is a link this says that it is no folder.
                let is_link = || {
                    let found = rustix::fs::statat(&here, part, rustix::fs::AtFlags::SYMLINK_NOFOLLOW);
                    found.is_ok_and(|found| rustix::fs::FileType::from_raw_mode(found.st_mode).is_symlink())
                };
                if error == Errno::NOTDIR && is_link() { io::Error::other(Linked) } else { said(error) }
            })?;
        }
        Ok(here.into())
    }

    fn said(error: Errno) -> io::Error {
        match error {
            Errno::LOOP | Errno::XDEV => io::Error::other(Linked),
            // A socket cannot be opened at all.
            Errno::NXIO => io::Error::other(super::super::regular_file::NotRegularFile),
            error => error.into(),
        }
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;
    use rustix::fs::{CWD, FileType, Mode, OFlags, mknodat};
    use std::os::unix::fs::symlink;

    #[test]
    fn only_plain_files_are_opened_and_through_no_link_in_one_step_or_in_many() {
        let (dir, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = dir.path().join("root");
        fs::create_dir_all(root.join("a/b")).unwrap();
        fs::write(root.join("a/b/plain"), "plain").unwrap();
        fs::write(outside.path().join("secret"), "secret").unwrap();
        symlink(outside.path().join("secret"), root.join("a/b/link")).unwrap();
        symlink("plain", root.join("a/b/near")).unwrap();
        symlink("link-2", root.join("a/b/link-2")).unwrap();
        symlink(outside.path(), root.join("a/out")).unwrap();
        symlink("..", root.join("a/up")).unwrap();
        symlink("/dev/zero", root.join("a/zero")).unwrap();
        mknodat(CWD, root.join("a/pipe"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        drop(std::os::unix::net::UnixListener::bind(root.join("a/socket")).unwrap());
        // The user's own link to the folder is followed.
        let link = dir.path().join("link");
        symlink(&root, &link).unwrap();
        for root in [&root, &link] {
            for in_one_step in [true, false] {
                let opened = |file: &str| {
                    let file = Path::new(file);
                    let found = if in_one_step {
                        linux::open(root, file)?
                    } else {
                        let handle = rustix::fs::openat(CWD, root, OFlags::PATH | OFlags::DIRECTORY, Mode::empty())?;
                        linux::walk(handle, file)?
                    };
                    regular_file::is_file(&found.metadata()?).map(|()| found)
                };
                let read = opened("a/b/plain").and_then(|file| regular_file::read_from(file, 9)).unwrap();
                assert_eq!(read.as_deref(), Some(&b"plain"[..]));
                for file in ["a/b/link", "a/b/near", "a/b/link-2", "a/out/secret", "a/up/a/b/plain", "a/zero"] {
                    let error = opened(file).unwrap_err();
                    assert!(regular_file::is_linked(&error), "{file}: {error}");
                }
                for file in ["a/pipe", "a/socket", "a/b"] {
                    assert!(regular_file::is_not_regular(&opened(file).unwrap_err()), "{file}");
                }
                assert!(opened("../root/a/b/plain").is_err() && opened("/etc/passwd").is_err());
                assert!(regular_file::is_absent(&opened("a/nothing").unwrap_err()));
            }
            assert!(check_path(root, Path::new("a/b/plain")).is_ok() && check_path(root, Path::new("a/new/folder")).is_ok());
            assert!(check_path(root, Path::new("a/out/new")).is_err() && check_path(root, Path::new("a/b/link")).is_err());
        }
    }
}
