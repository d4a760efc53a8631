//! Where the repository of a data folder is: in it, unless that would not do.

use super::super::formats::Formats;
use super::super::scan::WORKSPACE;
use super::super::{atomic, plain, read};
use super::entry::HistoryError;
use super::known::Known;
use super::repository::{self, io_error};
use super::synchronised;
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
    /// Where its last entry is noted.
    pub known: Option<Known>,
}

/// Finds the place for the data folder `dir`.
pub(super) fn find(dir: &Path, state: Option<&Path>) -> Result<Place, HistoryError> {
    let dir = fs::canonicalize(dir).map_err(io_error(dir))?;
    let of_path = Uuid::new_v5(&Uuid::NAMESPACE_URL, dir.to_string_lossy().as_bytes());
    let id = workspace_id(&dir).unwrap_or(of_path);
    let known = state.map(|state| Known::new(state, &id.to_string(), &dir));
    let inside = dir.join(".git");
    let is_theirs = fs::symlink_metadata(&inside).is_ok() && !repository::is_ours(&inside);
    let why = match synchronised::by(&dir) {
        Some(program) => Some(format!("{} is carried to other machines by {program}", dir.display())),
        None if is_theirs => Some(format!("{} is a git repository of your own", dir.display())),
        // One within another would be left out of the outer one, and with it the record.
        None => above(&dir).map(|above| format!("{} is in your own git repository {}", dir.display(), above.display())),
    };
    let apart = state.map(|state| apart(&state.join("history"), id, of_path, &dir));
    match (why, apart) {
        (Some(why), Some(git)) => Ok(Place { dir, git, apart: Some(why), known }),
        (Some(why), None) => Err(HistoryError::None(format!("There is no history: {why}, and this system names no other place"))),
        // What was begun apart goes on there.
        (None, Some(git)) if git.exists() && !inside.exists() => {
            Ok(Place { dir, git, apart: Some("it was begun there".to_owned()), known })
        }
        (None, _) => Ok(Place { dir, git: inside, apart: None, known }),
    }
}

/// The folder above that is a git repository.
fn above(dir: &Path) -> Option<&Path> {
    dir.ancestors().skip(1).find(|above| above.join(".git/HEAD").is_file() || above.join(".git").is_file())
}

/// The place of a history that stands apart. A copy of a workspace has one of its own.
fn apart(histories: &Path, id: Uuid, of_path: Uuid, dir: &Path) -> PathBuf {
    let (first, own) = (histories.join(id.to_string()), histories.join(format!("{id}-{}", &of_path.simple().to_string()[..8])));
    if own.exists() || !first.exists() {
        return if own.exists() { own } else { first };
    }
    match repository::worktree(&first) {
        Some(other) if other != dir && workspace_id(&other) == Some(id) => own,
        _ => first,
    }
}

/// The id that the workspace in a folder gives itself.
fn workspace_id(dir: &Path) -> Option<Uuid> {
    read::content(&plain::read(&dir.join(WORKSPACE), read::LARGEST).ok()??, Formats::TODAY).ok()?.workspace
}

/// Makes the folders above a repository that stands apart.
pub(super) fn make_way(git: &Path) -> Result<(), HistoryError> {
    let above = git.parent().unwrap_or(Path::new("."));
    atomic::create_root(above).map_err(io_error(above))
}
