//! The repository folder: created atomically, private, durable, and repaired where possible.

use super::super::{atomic, words};
use super::entry::HistoryError;
use super::objects::Objects;
use super::trust;
use git2::{Config, ConfigLevel, Repository};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Settings that only this program reads. `core.fsyncObjectFiles` is what libgit2
/// knows; git would warn at every command that it has another name for it by now.
pub(super) const OURS: (&str, &str) = ("rapporteur", "[rapporteur]\n\thistory = 1\n[core]\n\tfsyncObjectFiles = true\n");

/// Settings for every program. Bytes are kept as they are, files stay their owner's, and what is no longer in the past is not
/// cleared away.
const CONFIG: &str = "[core]
	repositoryformatversion = 0
	bare = false
	filemode = false
	autocrlf = false
	safecrlf = false
	quotePath = false
	fsync = all
	sharedRepository = 0600
[gc]
	pruneExpire = never
[rapporteur]
	history = 1
";

/// What git is to take for none of its business.
const EXCLUDE: &str = "/.lock\n.rapporteur-*.tmp\n/.git.*\n";
/// Nothing is converted on the way in or out, whatever the user has set elsewhere.
const ATTRIBUTES: &str = "* -text -filter -ident -working-tree-encoding\n";

/// While there is a file of that name, something is being written. After a crash it says that locks and temporary files are left.
const BUSY: &str = "rapporteur.busy";

/// The branch that a new history is on.
pub(super) const BRANCH: &str = "refs/heads/main";

pub(super) fn io_error(path: &Path) -> impl FnOnce(io::Error) -> HistoryError + '_ {
    |error| HistoryError::Io { path: path.to_owned(), why: words::of_io(&error) }
}

/// Makes a new repository at `git` that bears a mark: aside first, then moved there in one step.
pub(super) fn make(git: &Path, worktree: Option<&Path>, mark: &str) -> Result<(), HistoryError> {
    let mut name = git.file_name().unwrap_or_default().to_owned();
    name.push(".making");
    let making = git.with_file_name(name);
    let above = git.parent().unwrap_or(Path::new("."));
    match fs::remove_dir_all(&making) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io_error(&making)(error)),
        _ => {}
    }
    for folder in ["", "objects", "objects/info", "objects/pack", "refs", "refs/heads", "refs/tags", "info"] {
        // A data folder that was moved away is not made again.
        atomic::create_folders(above, &making.join(folder)).map_err(io_error(&making))?;
    }
    let worktree = worktree.map(|dir| format!("[core]\n\tworktree = {}\n", quoted(dir))).unwrap_or_default();
    let files = [
        ("config", format!("{CONFIG}{worktree}")),
        (OURS.0, OURS.1.to_owned()),
        (trust::MARK, mark.to_owned()),
        ("info/exclude", EXCLUDE.to_owned()),
        ("info/attributes", ATTRIBUTES.to_owned()),
        ("description", "The history of a record kept with Rapporteur\n".to_owned()),
        ("HEAD", format!("ref: {BRANCH}\n")),
    ];
    for (file, text) in files {
        atomic::write_atomically(&making.join(file), text.as_bytes()).map_err(io_error(&making.join(file)))?;
    }
    for folder in ["objects", "refs", ""] {
        atomic::sync_folder(&making.join(folder)).map_err(io_error(&making))?;
    }
    fs::rename(&making, git).map_err(io_error(git))?;
    atomic::sync_folder(git.parent().unwrap_or(Path::new("."))).map_err(io_error(git))
}

/// A path as git's settings take it.
fn quoted(path: &Path) -> String {
    format!("\"{}\"", path.to_string_lossy().replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// The folder that a repository which stands apart belongs to.
pub(super) fn worktree(git: &Path) -> Option<PathBuf> {
    Config::open(&git.join("config")).ok()?.get_path("core.worktree").ok()
}

/// Opens the repository at `git`. It is opened as one without a folder of files: those are read and written here, not there.
pub(super) fn open(git: &Path) -> Result<Objects, git2::Error> {
    let repo = Repository::open_bare(git)?;
    repo.config()?.add_file(&git.join(OURS.0), ConfigLevel::App, false)?;
    Ok(Objects::new(repo, git))
}

/// Writes anew what of the repository's settings is missing or cannot be read. What cannot be read is kept beside.
pub(super) fn mend_settings(git: &Path, worktree: Option<&Path>, branch: Option<&str>) -> Result<Vec<String>, HistoryError> {
    let mut told = Vec::new();
    let head = git.join("HEAD");
    if !head.exists() {
        let branch = branch.filter(|branch| branch.starts_with("refs/heads/")).unwrap_or(BRANCH);
        atomic::write_atomically(&head, format!("ref: {branch}\n").as_bytes()).map_err(io_error(&head))?;
        told.push(format!("The end of the history was missing. It was found again: {} was written anew", head.display()));
    }
    let ours = git.join(OURS.0);
    if fs::read_to_string(&ours).ok().as_deref() != Some(OURS.1) {
        atomic::write_atomically(&ours, OURS.1.as_bytes()).map_err(io_error(&ours))?;
    }
    let config = git.join("config");
    let is_read = Config::open(&config).and_then(|read| read.snapshot_of("rapporteur.history"));
    if is_read.is_err() {
        let aside = free_name(git, "config.damaged");
        match fs::rename(&config, &aside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io_error(&config)(error)),
            _ => {}
        }
        let worktree = worktree.map(|dir| format!("[core]\n\tworktree = {}\n", quoted(dir))).unwrap_or_default();
        atomic::write_atomically(&config, format!("{CONFIG}{worktree}").as_bytes()).map_err(io_error(&config))?;
        told.push(format!("The settings of the history, {}, could not be read. They were written anew", config.display()));
    }
    for folder in ["objects", "objects/info", "objects/pack", "refs", "refs/heads", "info"] {
        let path = git.join(folder);
        atomic::create_root(&path).map_err(io_error(&path))?;
    }
    for (file, text) in [("info/exclude", EXCLUDE), ("info/attributes", ATTRIBUTES)] {
        let path = git.join(file);
        let found = fs::read(&path).unwrap_or_default();
        let missing = text.lines().any(|line| !found.split(|byte| *byte == b'\n').any(|known| known == line.as_bytes()));
        if missing {
            let more = [found.as_slice(), if found.is_empty() || found.ends_with(b"\n") { b"" } else { b"\n" }, text.as_bytes()];
            atomic::write_atomically(&path, &more.concat()).map_err(io_error(&path))?;
        }
    }
    Ok(told)
}

/// Asks a setting, so that a file is seen to be readable.
trait SnapshotOf {
    fn snapshot_of(self, key: &str) -> Result<String, git2::Error>;
}

impl SnapshotOf for Config {
    fn snapshot_of(mut self, key: &str) -> Result<String, git2::Error> {
        self.snapshot()?.get_string(key)
    }
}

/// Adds a line to what git is to take for none of its business.
pub(super) fn exclude(git: &Path, line: &str) -> io::Result<()> {
    let path = git.join("info/exclude");
    let mut text = fs::read_to_string(&path).unwrap_or_default();
    if text.lines().any(|known| known == line) {
        return Ok(());
    }
    text.push_str(line);
    text.push('\n');
    atomic::write_atomically(&path, text.as_bytes())
}

/// Notes that something is about to be written. The note goes when this is dropped.
pub(super) struct Busy(PathBuf);

impl Busy {
    pub(super) fn begin(git: &Path) -> Result<Self, HistoryError> {
        let path = git.join(BUSY);
        atomic::private_file().create(true).truncate(true).open(&path).map_err(io_error(&path))?;
        Ok(Self(path))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        // One that stays costs a look for left-over files at the next start.
        let _ = fs::remove_file(&self.0);
    }
}

/// Whether something was being written when the program was last stopped.
pub(super) fn is_busy(git: &Path) -> bool {
    git.join(BUSY).exists()
}

/// Takes away what a crash of ours left: locks and temporary files.
pub(super) fn sweep(git: &Path) {
    if !is_busy(git) {
        return;
    }
    let mut left = Vec::new();
    collect(git, 0, &mut left);
    for path in left {
        // What stays is tried again, and said when it is in the way.
        let _ = fs::remove_file(path);
    }
    let _ = fs::remove_file(git.join(BUSY));
}

fn collect(folder: &Path, depth: usize, left: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if depth < 8 {
                collect(&path, depth + 1, left);
            }
            continue;
        }
        let in_objects = path.components().any(|part| part.as_os_str() == "objects");
        let temporary = in_objects && (name.starts_with("tmp_") || name.starts_with("pack_git2_"));
        if name.ends_with(".lock") || temporary || atomic::is_temporary(&name) {
            left.push(path);
        }
    }
}

/// A name beside others that nothing has yet.
pub(super) fn free_name(folder: &Path, name: &str) -> PathBuf {
    let first = folder.join(name);
    let taken = |path: &PathBuf| fs::symlink_metadata(path).is_ok();
    if !taken(&first) {
        return first;
    }
    (2..).map(|number| folder.join(format!("{name}-{number}"))).find(|path| !taken(path)).unwrap_or(first)
}

/// Makes an object file and its folder their owner's only. Git made them, who leaves that to the folder above.
pub(super) fn make_private(git: &Path, objects: &[git2::Oid]) -> Result<(), HistoryError> {
    let all = git.join("objects");
    let mut is_new = false;
    for id in objects {
        let digits = id.to_string();
        let folder = all.join(&digits[..2]);
        let file = folder.join(&digits[2..]);
        is_new |= narrow(&folder, 0o700).map_err(io_error(&folder))?;
        narrow(&file, 0o400).map_err(io_error(&file))?;
    }
    if is_new {
        // The folder is new: its name has to last, too.
        atomic::sync_folder(&all).map_err(io_error(&all))?;
    }
    Ok(())
}

/// Makes every name in the repository last through a power cut. What lies there after an error or a crash is not written again, so
/// nobody else would.
pub(super) fn make_sure(git: &Path) -> Result<(), HistoryError> {
    let mut folders = vec![git.join("objects"), git.join("refs")];
    while let Some(folder) = folders.pop() {
        match atomic::sync_folder(&folder) {
            // Git, tidying at this moment, takes folders away that it has emptied.
            Err(error) if error.kind() == io::ErrorKind::NotFound && folder.parent() != Some(git) => continue,
            synced => synced.map_err(io_error(&folder))?,
        }
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && folder.parent() != Some(git) => continue,
            entries => entries.map_err(io_error(&folder))?,
        };
        for entry in entries {
            let entry = entry.map_err(io_error(&folder))?;
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(entry.path());
            }
        }
    }
    Ok(())
}

/// Takes rights away that go beyond `mode`. Returns whether there were any.
#[cfg(unix)]
pub(super) fn narrow(path: &Path, mode: u32) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    let found = match fs::symlink_metadata(path) {
        // An object that was there before may be in a pack.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        found => found?.permissions().mode() & 0o777,
    };
    if found & !mode == 0 {
        return Ok(false);
    }
    fs::set_permissions(path, fs::Permissions::from_mode(found & mode))?;
    Ok(true)
}

#[cfg(not(unix))]
pub(super) fn narrow(_: &Path, _: u32) -> io::Result<bool> {
    Ok(false)
}
