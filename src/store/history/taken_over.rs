//! Takes over a repository that came with a folder, at the user's request.
//!
//! Nothing of the repository that came is used but its entries: each object that they lead to is read, hashed and written into a new
//! repository of our own. Settings, hooks, lists and branches stay behind, and the repository that came is left as it is.

use super::objects::Objects;
use super::repository::{self, BRANCH, io_error};
use super::{History, HistoryError, place, trust};
use chrono::{DateTime, FixedOffset};
use git2::{ErrorCode, ObjectType, Oid};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// How many objects are taken over at most, and how deep their folders may go: nothing of ours comes near.
const MOST: usize = 1_000_000;
const DEEPEST: usize = 32;

/// A history that was taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOver {
    /// How many entries it has.
    pub entries: usize,
    /// Where it is kept now.
    pub git: PathBuf,
    /// Where the history is that had begun in the meantime, if one had.
    pub aside: Option<PathBuf>,
}

impl History {
    /// Takes over the entries of the repository that came with the data folder `dir`, so that the next entry follows them. Whoever
    /// calls holds the folder's lock. See [`open`](Self::open) for what is given.
    ///
    /// # Errors
    /// If nothing came with the folder, or it cannot be read whole; then all is as it was.
    pub fn take_over(dir: &Path, state: Option<&Path>, now: DateTime<FixedOffset>) -> Result<TakenOver, HistoryError> {
        let place = place::find(dir, state)?;
        let theirs = place.dir.join(".git");
        let refuse = |why: String| Err(HistoryError::None(why));
        if place.apart.is_none() || !place.is_left {
            return refuse(format!("{} has no history that came with it from elsewhere", place.dir.display()));
        }
        if let Some(what) = trust::unfit(&theirs)? {
            return refuse(format!("The history in {} is not taken over: {what}", theirs.display()));
        }
        let of_git = |error: &git2::Error| HistoryError::of_git(&theirs, error);
        let from = repository::open(&theirs).map_err(|error| of_git(&error))?;
        let end = match from.raw().find_reference("HEAD").and_then(|head| head.resolve()) {
            Ok(head) => head.target(),
            Err(error) if error.code() == ErrorCode::NotFound => None,
            Err(error) => return Err(of_git(&error)),
        };
        let Some(end) = end else { return refuse(format!("The history in {} has no entry yet", theirs.display())) };
        // First beside, so that whatever goes wrong leaves all as it was.
        let mut name = place.git.file_name().unwrap_or_default().to_owned();
        name.push(".taking-over");
        let beside = place.git.with_file_name(name);
        place::make_way(&beside)?;
        if beside.exists() {
            fs::remove_dir_all(&beside).map_err(io_error(&beside))?;
        }
        repository::make(&beside, Some(&place.dir), "")?;
        let taken = repository::open(&beside).and_then(|to| {
            let entries = Taking { from: &from, to: &to, heights: BTreeMap::new(), done: BTreeSet::new() }.all(end)?;
            to.raw().reference(BRANCH, end, false, "taken over")?;
            Ok(entries)
        });
        let entries = taken.map_err(|error| {
            // What is left over is cleared away by the next try.
            let _ = fs::remove_dir_all(&beside);
            of_git(&error)
        })?;
        repository::make_sure(&beside)?;
        let aside = place.git.exists().then(|| {
            let name = place.git.file_name().unwrap_or_default().to_string_lossy().into_owned();
            repository::free_name(beside.parent().unwrap_or(Path::new(".")), &format!("before-{}-{name}", now.format("%Y-%m-%d")))
        });
        if let Some(aside) = &aside {
            fs::rename(&place.git, aside).map_err(io_error(&place.git))?;
        }
        fs::rename(&beside, &place.git).map_err(io_error(&place.git))?;
        if let Some(known) = &place.known {
            known.write(&super::known::Head {
                entry: end.to_string(),
                branch: BRANCH.to_owned(),
                ..known.read().unwrap_or_default()
            })?;
        }
        Ok(TakenOver { entries, git: place.git, aside })
    }
}

struct Taking<'a> {
    from: &'a Objects,
    to: &'a Objects,
    /// How deep the folders below each folder go.
    heights: BTreeMap<Oid, usize>,
    done: BTreeSet<Oid>,
}

impl Taking<'_> {
    /// Takes an entry and all before it. Returns how many they are.
    fn all(&mut self, end: Oid) -> Result<usize, git2::Error> {
        let (mut left, mut entries) = (vec![end], BTreeSet::new());
        while let Some(id) = left.pop() {
            if !entries.insert(id) {
                continue;
            }
            let commit = self.from.commit(id)?;
            self.folder(commit.tree_id(), 0)?;
            left.extend(commit.parent_ids());
            self.take(id, ObjectType::Commit)?;
        }
        Ok(entries.len())
    }

    fn folder(&mut self, id: Oid, depth: usize) -> Result<usize, git2::Error> {
        let mut height = self.heights.get(&id).copied();
        if depth + height.unwrap_or_default() > DEEPEST {
            return Err(git2::Error::from_str("its folders go deeper than those of any record"));
        }
        if height.is_none() {
            let mut deepest = 0;
            let tree = self.from.tree(id)?;
            for entry in &tree {
                match entry.kind() {
                    Some(ObjectType::Tree) => deepest = deepest.max(1 + self.folder(entry.id(), depth + 1)?),
                    Some(ObjectType::Blob) => self.take(entry.id(), ObjectType::Blob)?,
                    // A module of another repository is not in this one.
                    _ => {}
                }
            }
            self.take(id, ObjectType::Tree)?;
            self.heights.insert(id, deepest);
            height = Some(deepest);
        }
        Ok(height.unwrap_or_default())
    }

    fn take(&mut self, id: Oid, kind: ObjectType) -> Result<(), git2::Error> {
        if !self.done.insert(id) {
            return Ok(());
        }
        if self.done.len() > MOST {
            return Err(git2::Error::from_str("it holds more than any record does"));
        }
        let bytes = self.from.bytes(id, kind)?;
        match self.to.write(kind, &bytes)? == id {
            true => Ok(()),
            false => Err(git2::Error::from_str("an object is not what was written")),
        }
    }
}
