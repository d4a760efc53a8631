//! The location of the repository: in the data folder, or in the state folder where that would not be safe.

use super::super::formats::Formats;
use super::super::scan::WORKSPACE;
use super::super::{atomic, confined, read};
use super::entry::HistoryError;
use super::known::Known;
use super::repository::{self, io_error};
use super::synchronised;
use super::trust;
use std::fs;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The place of a repository.
pub(super) struct Place {
    /// The data folder, through no links.
    pub dir: PathBuf,
    /// The repository's folder.
    pub git: PathBuf,
    /// Why it is not in the data folder, if it is not.
    pub apart: Option<String>,
    /// Whether that is because of what stands in the data folder: then it is told when it comes to be so.
    pub is_left: bool,
    /// Where its last entry is noted.
    pub known: Option<Known>,
}

/// Finds the place for the data folder `dir`.
pub(super) fn find(dir: &Path, state: Option<&Path>) -> Result<Place, HistoryError> {
    let dir = fs::canonicalize(dir).map_err(io_error(dir))?;
    let of_path = Uuid::new_v5(&Uuid::NAMESPACE_URL, dir.to_string_lossy().as_bytes());
    let id = workspace_id(&dir).unwrap_or(of_path);
    let name = id.to_string();
    let inside = dir.join(".git");
    let known = state.map(|state| Known::inside(state, &name, &dir, &inside)).transpose()?;
    let left = trust::why_not(&inside, known.as_ref())?;
    let is_left = left.is_some();
    let why = match synchronised::by(&dir) {
        Some(program) => Some(format!("{} is carried to other machines by {program}", dir.display())),
        // One within another would be left out of the outer one, and with it the record.
        None => left
            .or_else(|| above(&dir).map(|above| format!("{} is in your own git repository {}", dir.display(), above.display()))),
    };
    let Some(state) = state else {
        return match why {
            Some(why) => Err(HistoryError::None(format!("There is no history: {why}, and this system names no other place"))),
            None => Ok(Place { dir, git: inside, apart: None, is_left, known }),
        };
    };
    let (git, noted) = apart(state, &name, of_path, &dir)?;
    // What was begun apart goes on there.
    let why = why.or_else(|| (git.exists() && !inside.exists()).then(|| "it was begun there".to_owned()));
    match why {
        Some(_) => Ok(Place { dir, git, apart: why, is_left, known: Some(noted) }),
        None => Ok(Place { dir, git: inside, apart: None, is_left, known }),
    }
}

/// The folder above that is a git repository.
fn above(dir: &Path) -> Option<&Path> {
    dir.ancestors().skip(1).find(|above| above.join(".git/HEAD").is_file() || above.join(".git").is_file())
}

/// The place of a history that stands apart, and where it is noted. A copy of a workspace has one of its own, and so has a folder
/// that says it is one.
fn apart(state: &Path, name: &str, of_path: Uuid, dir: &Path) -> Result<(PathBuf, Known), HistoryError> {
    let histories = state.join("history");
    let (first, own) = (histories.join(name), histories.join(format!("{name}-{}", &of_path.simple().to_string()[..8])));
    let of = |git: PathBuf| Known::apart(state, name, dir, &git).map(|known| (git, known));
    let mut others = Vec::new();
    for git in [&own, &first].into_iter().filter(|git| git.exists()) {
        if repository::worktree(git).is_none_or(|of| of == dir) {
            return of(git.clone());
        }
    }
    for entry in fs::read_dir(&histories).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(name) {
            others.push(entry.path());
        }
    }
    for git in others {
        // A folder that was moved takes its history along, if it is the same folder.
        if repository::worktree(&git).is_some_and(|of| trust::is_moved(&of, dir)) {
            let (git, known) = of(git)?;
            if known.is_numbered() {
                return Ok((git, known));
            }
        }
    }
    of(if first.exists() { own } else { first })
}

/// The id that the workspace in a folder gives itself.
fn workspace_id(dir: &Path) -> Option<Uuid> {
    read::content(&confined::read(dir, Path::new(WORKSPACE), read::LARGEST).ok()??, Formats::TODAY).ok()?.workspace
}

/// Makes the folders above a repository that stands apart.
pub(super) fn make_way(git: &Path) -> Result<(), HistoryError> {
    let above = git.parent().unwrap_or(Path::new("."));
    atomic::create_root(above).map_err(io_error(above))
}
