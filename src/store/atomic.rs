//! Atomic file writes: temporary file, fsync, rename, fsync of the folder. A file is wholly old or wholly new at any moment, and
//! durable when this returns.

use super::fingerprint::Fingerprint;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// What the names of temporary files begin and end with. They are hidden, short, and swept at the next start.
const TEMPORARY: (&str, &str) = (".rapporteur-", ".tmp");

/// How many symbolic links are followed before it must be a circle.
const LINKS: usize = 40;

/// A file that is to take a name: filled, on the disk, and with the mode of the one that has the name.
pub(super) struct Filled {
    /// Where it stands until then.
    pub path: PathBuf,
    /// Where it is to stand, through symbolic links.
    pub target: PathBuf,
    /// Which file it is, wherever it stands.
    pub fingerprint: Option<Fingerprint>,
}

impl Filled {
    /// Fills a file beside the one at `path`, made by `make` in the folder of that name.
    pub(super) fn with(
        bytes: &[u8],
        path: &Path,
        make: impl FnOnce(&Path, &Path) -> io::Result<(PathBuf, File)>,
    ) -> io::Result<Self> {
        Self::at(bytes, resolve(path)?, make)
    }

    /// The same for a file below the data folder, where no link is followed: what stands at `target` is replaced itself.
    pub(super) fn at(
        bytes: &[u8],
        target: PathBuf,
        make: impl FnOnce(&Path, &Path) -> io::Result<(PathBuf, File)>,
    ) -> io::Result<Self> {
        let found = fs::symlink_metadata(&target).ok().filter(|found| !found.is_symlink());
        let permissions = found.map(|found| found.permissions());
        if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is write-protected"));
        }
        let (path, mut file) = make(folder_of(&target), &target)?;
        let fingerprint = file.metadata().ok().map(|found| Fingerprint::of(&found));
        let filled = Self { path, target, fingerprint };
        let written = (|| {
            file.write_all(bytes)?;
            if let Some(permissions) = permissions {
                file.set_permissions(permissions)?;
            }
            file.sync_all()
        })();
        written.map_err(|error| filled.dropped(error))?;
        Ok(filled)
    }

    /// Removes it, because of an error, which is the one to tell. What is left over is swept at the next start.
    pub(super) fn dropped(&self, error: io::Error) -> io::Error {
        let _ = fs::remove_file(&self.path);
        error
    }
}

/// The folder that a path is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Whether a file of that name is a temporary one of ours.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1)
}

/// Puts `bytes` into the file at `path` by way of a temporary file beside it. A new file is readable for its owner only; one
/// that is there keeps its mode, and a symbolic link stays one.
///
/// # Errors
/// Whatever the system reports; the old file is then as it was, unless only the last step failed, which is to make the new
/// name last through a power cut.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(path, bytes).map_err(|failed| failed.error)
}

/// Why a file was not written or removed, or not for good.
#[derive(Debug)]
pub(super) struct Failed {
    /// What the system reports.
    pub error: io::Error,
    /// Whether it was done all the same, and only a power cut could still undo it.
    pub is_done: bool,
}

impl Failed {
    /// It was done, but not for good.
    pub(super) fn unsure(error: io::Error) -> Self {
        Self { error, is_done: true }
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self { error, is_done: false }
    }
}

/// The same as [`write_atomically`], and tells in a failure how far it came.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    finish(&Filled::with(bytes, path, |folder, _| temporary(folder))?)
}

/// The same below the data folder: a link that stands there gives way to the file, and what it leads to stays as it is.
pub(super) fn put_here(path: &Path, bytes: &[u8]) -> io::Result<()> {
    finish(&Filled::at(bytes, path.to_owned(), |folder, _| temporary(folder))?).map_err(|failed| failed.error)
}

fn finish(filled: &Filled) -> Result<(), Failed> {
    fs::rename(&filled.path, &filled.target).map_err(|error| filled.dropped(error))?;
    sync_folder(folder_of(&filled.target)).map_err(Failed::unsure)
}

/// Makes the names in a folder last through a power cut.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        // Some network file systems know no such thing; what they do by themselves must do.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

/// Makes the folders below `root` on the way to `folder`, for their owner only. `root` itself is never made.
pub(super) fn create_folders(root: &Path, folder: &Path) -> io::Result<()> {
    let mut here = root.to_owned();
    for part in folder.strip_prefix(root).unwrap_or(folder).components() {
        let above = here.clone();
        here.push(part);
        match private_folder().create(&here) {
            Ok(()) => keep_folder(&here, &above)?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Makes a folder, for its owner only, and all above it that are missing.
pub(super) fn create_root(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    create_root(above)?;
    match private_folder().create(folder) {
        Ok(()) => keep_folder(folder, above),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes the name of a new folder last. If that fails the folder goes again, so that the next try does not take it for safe.
fn keep_folder(folder: &Path, above: &Path) -> io::Result<()> {
    sync_folder(above).inspect_err(|_| {
        let _ = fs::remove_dir(folder);
    })
}

fn private_folder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// Options for a file of its owner only.
pub(super) fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.write(true);
    options
}

/// A new file of our own in `folder`.
pub(super) fn temporary(folder: &Path) -> io::Result<(PathBuf, File)> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{}{}-{number}{}", TEMPORARY.0, std::process::id(), TEMPORARY.1));
        match private_file().create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// Where a path leads through symbolic links, whether or not a file is at the end.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut here = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&here) {
            Ok(to) => here = here.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return Ok(here),
        }
    }
    Err(io::Error::other("symbolic links lead round in a circle"))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    #[test]
    fn mode_and_symbolic_link_are_kept_and_nothing_is_left_over() {
        let dir = tempfile::tempdir().unwrap();
        let (real, link) = (dir.path().join("real"), dir.path().join("link"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real", &link).unwrap();
        write_atomically(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_new_file_is_its_owners_only() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new");
        write_atomically(&path, b"x").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_failure_leaves_the_old_file_and_no_temporary_one() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("is-a-folder");
        fs::create_dir(&folder).unwrap();
        assert!(write_atomically(&folder, b"x").is_err());
        let protected = dir.path().join("protected");
        fs::write(&protected, "old").unwrap();
        fs::set_permissions(&protected, fs::Permissions::from_mode(0o400)).unwrap();
        assert!(write_atomically(&protected, b"x").is_err());
        assert_eq!(fs::read(&protected).unwrap(), b"old");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[test]
    fn links_in_a_circle_are_an_error() {
        let dir = tempfile::tempdir().unwrap();
        symlink("b", dir.path().join("a")).unwrap();
        symlink("a", dir.path().join("b")).unwrap();
        assert!(write_atomically(&dir.path().join("a"), b"x").is_err());
    }
}
