//! Commits: the files as they are on the disk, one commit, durable when this returns.
//!
//! The order is what makes it safe to be stopped anywhere: first what the files hold, then the folders, then the entry, each
//! durable before the next; then the branch is moved to it; last git's list of files and the note of the last entry, which can be
//! made up for.

use super::disk::{self, Found};
use super::index::Listed;
use super::message::{self, Draft, NAMED, Touched};
use super::repository::{self, Busy};
use super::tree::{self, Changed};
use super::{Entry, History, HistoryError, VersionId};
use crate::model::RecordId;
use chrono::{DateTime, FixedOffset};
use git2::{ErrorCode, ObjectType, Oid};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How often an entry is tried that another program's gets ahead of.
const TRIES: usize = 8;
/// What an entry is called that holds what was changed while nobody kept it.
pub(super) const OUTSIDE: &str = "Changed outside Rapporteur";
/// What the first entry is called.
const FIRST: &str = "Begin the history";
/// Who changed it outside.
const SOMEBODY: &str = "Unknown";

impl History {
    /// Makes an entry of what the files of `entry` hold now; none if that is what the history has already.
    ///
    /// # Errors
    /// If it could not be made. The next one then has its files, too, so that nothing is lost but that it was made in two steps.
    pub fn keep(&mut self, entry: &Entry) -> Result<Option<VersionId>, HistoryError> {
        self.missed.extend(entry.files.iter().filter(|file| tree::is_of_record(file)).cloned());
        let files = self.missed.clone();
        let draft = Draft { label: &entry.label, author: &entry.author, when: entry.when };
        let kept = self.guarded(&draft, |history| match history.head()?.entry {
            // A history begins with everything that is there.
            None => history.commit_rest(&draft),
            Some(_) => history.commit(&draft, &files),
        })?;
        self.missed.clear();
        Ok(kept)
    }

    /// Makes an entry of whatever else was changed in the data folder: at opening, and after another program's change was taken
    /// in. `author` is who begins a new history.
    ///
    /// # Errors
    /// As [`keep`](Self::keep).
    pub fn keep_rest(&mut self, author: &str, when: DateTime<FixedOffset>) -> Result<Option<VersionId>, HistoryError> {
        let draft = Draft { label: FIRST, author, when };
        self.guarded(&draft, |history| history.commit_rest(&draft))
    }

    /// Does it; if the history turns out to be damaged, puts that aside and begins a new one with all that there is.
    fn guarded(
        &mut self,
        draft: &Draft<'_>,
        work: impl Fn(&mut Self) -> Result<Option<VersionId>, HistoryError>,
    ) -> Result<Option<VersionId>, HistoryError> {
        self.must_write()?;
        let busy = Busy::begin(&self.git)?;
        // What is remembered of the files must not hide what has become of them.
        let mut done = self.make_sure().and_then(|()| self.reopen()).and_then(|()| work(self));
        if let Err(HistoryError::Busy(_)) = done {
            self.is_unsure = true;
            done = self.make_sure().and_then(|()| self.reopen()).and_then(|()| work(self));
        }
        if let Err(HistoryError::Damaged(_)) = done {
            self.is_unsure = true;
            done = self.make_sure().and_then(|()| self.mend()).and_then(|()| work(self));
        }
        self.is_unsure |= done.is_err();
        drop(busy);
        let Err(HistoryError::Damaged(why)) = done else { return done };
        if self.reopen().and_then(|()| self.head()).and_then(|head| self.is_sound(&head)).is_ok() {
            // The end can be read, so it is something else.
            return Err(HistoryError::Damaged(why));
        }
        self.begin_anew(&why, draft.when)?;
        let _busy = Busy::begin(&self.git)?;
        self.commit_rest(draft)
    }

    /// What an attempt that failed, or was cut off, has left is not written again: here it is made to last.
    fn make_sure(&mut self) -> Result<(), HistoryError> {
        if self.is_unsure {
            repository::make_sure(&self.git)?;
            self.is_unsure = false;
        }
        Ok(())
    }

    /// Everything that is not as the last entry has it.
    fn commit_rest(&mut self, draft: &Draft<'_>) -> Result<Option<VersionId>, HistoryError> {
        let Some(listing) = disk::list(&self.dir) else { return Ok(None) };
        for line in disk::linked_folders(&self.dir) {
            repository::exclude(&self.git, &line).map_err(repository::io_error(&self.git))?;
        }
        let head = self.head()?;
        let kept = tree::files(&self.repo, self.tree_of(head.entry)?).map_err(self.damaged_or())?;
        let index = self.index().map_err(self.damaged_or())?;
        let written = disk::stat(&self.git, Path::new("index"));
        let is_same = |file: &PathBuf| {
            let noted = index.get_path(file, 0);
            let noted = noted.filter(|noted| kept.get(file) == Some(&noted.id)).map(|noted| disk::Stat::of_entry(&noted));
            let now = disk::stat(&self.dir, file);
            noted.zip(now).is_some_and(|(noted, now)| now.is_surely(noted, written))
        };
        let mut files: BTreeSet<PathBuf> = listing.files.iter().filter(|file| !is_same(file)).cloned().collect();
        let is_closed = |file: &Path| listing.closed.iter().any(|folder| file.starts_with(folder));
        files.extend(kept.keys().filter(|file| !listing.files.contains(*file) && !is_closed(file)).cloned());
        let draft = match head.entry {
            None => *draft,
            Some(_) => Draft { label: OUTSIDE, author: SOMEBODY, when: draft.when },
        };
        self.commit(&draft, &files)
    }

    fn commit(&mut self, draft: &Draft<'_>, files: &BTreeSet<PathBuf>) -> Result<Option<VersionId>, HistoryError> {
        self.write_in_bulk(files)?;
        let mut tries = 0;
        loop {
            match self.try_commit(draft, files) {
                // Another program has made an entry in between: once more, on top of it.
                Err(Stopped::Overtaken) if tries < TRIES => tries += 1,
                Err(Stopped::Overtaken) => return Err(HistoryError::Busy("it keeps changing".to_owned())),
                Err(Stopped::By(error)) => return Err(error),
                Ok(made) => return Ok(made),
            }
        }
    }

    fn try_commit(&mut self, draft: &Draft<'_>, files: &BTreeSet<PathBuf>) -> Result<Option<VersionId>, Stopped> {
        let head = self.head()?;
        let base = self.tree_of(head.entry)?;
        let mut written = Vec::new();
        let mut listed = Listed::new();
        let mut changes: BTreeMap<Vec<u8>, Option<Oid>> = BTreeMap::new();
        let mut changed: Vec<Changed> = Vec::new();
        for file in files {
            let before = match base {
                Some(base) => tree::blob(&self.repo, base, file).map_err(self.damaged_or())?,
                None => None,
            };
            let after = match disk::read(&self.dir, file) {
                Found::Unclear(why) => {
                    log::warn!("not kept in the history: {why}");
                    continue;
                }
                Found::Nothing => {
                    listed.insert(file.clone(), None);
                    None
                }
                Found::File(found) => {
                    let id = Oid::hash_object(ObjectType::Blob, &found.bytes).map_err(self.damaged_or())?;
                    if before != Some(id) {
                        written.push(self.write(ObjectType::Blob, &found.bytes)?);
                    }
                    listed.insert(file.clone(), Some((id, found.stat)));
                    Some(id)
                }
            };
            if before != after {
                changes.insert(tree::bytes_of(file), after);
                changed.push(Changed { file: file.clone(), before, after });
            }
        }
        if changed.is_empty() {
            // What was looked at was not listed as it is.
            if self.index_is_behind || !listed.is_empty() {
                self.list(&listed, base);
            }
            return Ok(None);
        }
        let tree = tree::with(&self.repo, base, &changes, &mut written).map_err(self.damaged_or())?;
        let tree = match tree {
            Some(tree) => tree,
            None => self.write(ObjectType::Tree, b"")?,
        };
        let touched = self.touched(head.entry, &changed)?;
        let bytes = message::commit(tree, head.entry, draft, &touched);
        let commit = self.write(ObjectType::Commit, &bytes)?;
        written.push(commit);
        repository::make_private(&self.git, &written)?;
        self.loose = self.loose.map(|loose| loose + written.len());
        match self.advance(&head, commit, draft.label) {
            Ok(()) => {}
            Err(error) if matches!(error.code(), ErrorCode::Modified | ErrorCode::Exists) => return Err(Stopped::Overtaken),
            Err(error) => {
                // It may have been made all the same, and not for good.
                self.index_is_behind = true;
                return Err(HistoryError::of_git(&self.git, &error).into());
            }
        }
        // It lies in a folder that nobody else can look into.
        let _ = repository::narrow(&self.git.join(head.branch.as_deref().unwrap_or("HEAD")), 0o600);
        self.list(&listed, Some(tree));
        self.note_known(head.branch.as_deref().unwrap_or("HEAD"), commit);
        Ok(Some(VersionId(commit)))
    }

    /// What the entry is to say that it changed, worked out from the files.
    fn touched(&self, parent: Option<Oid>, changed: &[Changed]) -> Result<Touched, HistoryError> {
        if changed.len() > NAMED {
            return Ok(Touched::Files(changed.len()));
        }
        let records: BTreeSet<RecordId> =
            self.changed_records(parent, changed, None, &mut Vec::new())?.into_iter().map(|edit| edit.id).collect();
        Ok(if records.len() > NAMED { Touched::Files(changed.len()) } else { Touched::Records(records) })
    }

    fn write(&self, kind: ObjectType, bytes: &[u8]) -> Result<Oid, HistoryError> {
        self.repo.write(kind, bytes).map_err(self.damaged_or())
    }
}

/// Why an attempt at an entry came to nothing.
enum Stopped {
    Overtaken,
    By(HistoryError),
}

impl From<HistoryError> for Stopped {
    fn from(error: HistoryError) -> Self {
        Self::By(error)
    }
}
