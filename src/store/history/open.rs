//! Opens the repository of a folder: uses it, creates it, repairs it, or sets it aside and starts a new one. Everything is reported,
//! and nothing stops the work.

use super::super::atomic;
use super::known::{Head as KnownHead, Known, Lost};
use super::objects::Objects;
use super::place::{self, Place};
use super::repository::{self, io_error};
use super::trust;
use super::{History, HistoryError};
use chrono::{DateTime, FixedOffset};
use git2::Oid;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

impl History {
    /// Opens the history of the data folder `dir`, or makes one. `state` is the platform's folder for what a machine knows of each
    /// record ([`locations::state_dir`](super::super::locations::state_dir)); without it an altered past is not noticed, and there
    /// is no history where it cannot be in the data folder. `now` is noted where something is found wrong. Only whoever holds the
    /// folder's lock may write; `to_read` changes nothing.
    ///
    /// Returns what to tell the user.
    ///
    /// # Errors
    /// If there can be no history, or, `to_read`, if there is none.
    pub fn open(
        dir: &Path,
        state: Option<&Path>,
        now: DateTime<FixedOffset>,
        to_read: bool,
    ) -> Result<(Self, Vec<String>), HistoryError> {
        let place = place::find(dir, state)?;
        let mut history = if to_read { Self::open_to_read(place)? } else { Self::open_to_write(place, now)? };
        let told = history.take_news();
        Ok((history, told))
    }

    fn open_to_read(place: Place) -> Result<Self, HistoryError> {
        if !place.git.join("HEAD").exists() {
            let why = place.apart.filter(|_| place.is_left).map(|why| format!(": {why}")).unwrap_or_default();
            return Err(HistoryError::None(format!("There is no history of {} yet{why}", place.dir.display())));
        }
        let repo = repository::open(&place.git).map_err(|error| HistoryError::of_git(&place.git, &error))?;
        Ok(Self::at(place, repo, true))
    }

    fn at(place: Place, repo: Objects, to_read: bool) -> Self {
        let Place { dir, git, apart, known, is_left: _ } = place;
        Self {
            dir,
            git,
            apart: apart.is_some(),
            repo,
            known,
            to_read,
            index_is_behind: false,
            is_unsure: false,
            loose: None,
            missed: BTreeSet::new(),
            news: Vec::new(),
        }
    }

    fn open_to_write(place: Place, now: DateTime<FixedOffset>) -> Result<Self, HistoryError> {
        let mut news = Vec::new();
        let was_busy = repository::is_busy(&place.git);
        let noted = place.known.as_ref().and_then(Known::read);
        let worktree = place.apart.as_ref().map(|_| place.dir.clone());
        let mut made = !place.git.exists();
        if made {
            // A folder that is only a copy of another, without its history, has lost none.
            if place.known.as_ref().is_some_and(Known::is_of_this_folder) {
                let what = "It may have been moved or deleted. A new one begins";
                news.push(format!("The history of this record is no longer in {}. {what}", place.git.display()));
            }
            if let Some(why) = &place.apart {
                news.push(apart_words(&place.git, why));
                place::make_way(&place.git)?;
            }
            make(&place.git, worktree.as_deref(), place.known.as_ref(), now)?;
        } else {
            repository::sweep(&place.git);
            let branch = noted.as_ref().map(|noted| noted.branch.as_str());
            news.extend(repository::mend_settings(&place.git, worktree.as_deref(), branch)?);
            if place.apart.is_none() {
                mark_again(&place.git, place.known.as_ref(), now)?;
            }
        }
        if let Some(why) = place.apart.as_ref().filter(|_| place.is_left) {
            let told = apart_words(&place.git, why);
            if place.known.as_ref().is_some_and(|known| note_told(known, why)) && !news.contains(&told) {
                news.push(told);
            }
        }
        let noted = place.known.as_ref().and_then(Known::read);
        let (git, why) = (place.git.clone(), "it cannot be opened");
        let repo = match repository::open(&git) {
            Ok(repo) => repo,
            Err(error) => match HistoryError::of_git(&git, &error) {
                HistoryError::Damaged(_) => {
                    made = true;
                    news.push(put_aside(&git, worktree.as_deref(), place.known.as_ref(), why, now)?);
                    repository::open(&git).map_err(|error| HistoryError::of_git(&git, &error))?
                }
                other => return Err(other),
            },
        };
        let mut history = Self::at(place, repo, false);
        history.news = news;
        // An entry may have been made and not yet listed.
        history.index_is_behind = was_busy;
        history.is_unsure = was_busy;
        let found = history.mend_head(noted.as_ref()).and_then(|head| history.is_sound(&head).map(|()| head));
        match found {
            Ok(head) => {
                // What is being erased changes the past.
                if let Some(noted) = noted.filter(|_| !made && !history.is_erasing()) {
                    history.compare_with_known(noted, head.entry, now)?;
                }
                if let Err(error) = history.end_erasing() {
                    history.news.push(format!("What was being erased for good is still in the history: {error}"));
                }
            }
            Err(HistoryError::Damaged(why)) => history.begin_anew(&why, now)?,
            Err(other) => return Err(other),
        }
        Ok(history)
    }

    /// Mends the settings and the end of the history, if they need it.
    pub(super) fn mend(&mut self) -> Result<(), HistoryError> {
        let noted = self.known.as_ref().and_then(Known::read);
        let worktree = self.apart.then(|| self.dir.clone());
        let branch = noted.as_ref().map(|noted| noted.branch.as_str());
        self.news.extend(repository::mend_settings(&self.git, worktree.as_deref(), branch)?);
        self.reopen()?;
        self.mend_head(noted.as_ref()).map(|_| ())
    }

    /// Puts the history aside, as it is, and makes a new one.
    pub(super) fn begin_anew(&mut self, why: &str, now: DateTime<FixedOffset>) -> Result<(), HistoryError> {
        let worktree = self.apart.then(|| self.dir.clone());
        let told = put_aside(&self.git, worktree.as_deref(), self.known.as_ref(), why, now)?;
        self.news.push(told);
        self.reopen()
    }

    /// Forgets what is remembered of the repository's files.
    pub(super) fn reopen(&mut self) -> Result<(), HistoryError> {
        self.repo = repository::open(&self.git).map_err(self.damaged_or())?;
        Ok(())
    }

    /// Notices if the last entry that is known is not in the past of `head`.
    fn compare_with_known(
        &mut self,
        mut noted: KnownHead,
        head: Option<Oid>,
        now: DateTime<FixedOffset>,
    ) -> Result<(), HistoryError> {
        if self.has_in_its_past(head, &noted.entry) {
            return Ok(());
        }
        self.news.push(altered_words(&noted.entry, "just now"));
        noted.lost.push(Lost { entry: std::mem::take(&mut noted.entry), noticed: now.to_rfc3339() });
        noted.entry = head.map(|head| head.to_string()).unwrap_or_default();
        match &self.known {
            Some(known) => known.write(&noted),
            None => Ok(()),
        }
    }

    /// Whether an entry is `head` or before it.
    pub(super) fn has_in_its_past(&self, head: Option<Oid>, entry: &str) -> bool {
        if entry.is_empty() {
            return true;
        }
        let Ok(entry) = entry.parse::<Oid>() else { return false };
        head.is_some_and(|head| self.repo.is_before(entry, head))
    }

    /// Notes the last entry outside of the repository. What cannot be noted is made up for by the next.
    pub(super) fn note_known(&self, branch: &str, entry: Oid) {
        let Some(known) = &self.known else { return };
        let noted = known.read().unwrap_or_default();
        // It may not have been noted when it was made.
        let mark = trust::mark_of(&self.git).ok().flatten().unwrap_or_else(|| noted.mark.clone());
        if let Err(error) = known.write(&KnownHead { entry: entry.to_string(), branch: branch.to_owned(), mark, ..noted }) {
            log::warn!("{error}");
        }
    }
}

/// That an entry is gone from the past.
pub(super) fn altered_words(entry: &str, noticed: &str) -> String {
    let entry: String = entry.chars().take(10).collect();
    let what = "Somebody rewrote it with git, or put another copy in its place. What is there now is kept as it is";
    format!("The past of the history was altered: the entry {entry} was in it and is no longer (noticed {noticed}). {what}")
}

/// Where a history that stands apart is kept, and why.
fn apart_words(git: &Path, why: &str) -> String {
    format!("The history of this record is kept in {}: {why}", git.display())
}

/// Notes why a history stands apart. Returns whether that is new.
fn note_told(known: &Known, why: &str) -> bool {
    let noted = known.read().unwrap_or_default();
    if noted.told == why {
        return false;
    }
    if let Err(error) = known.write(&KnownHead { told: why.to_owned(), ..noted }) {
        log::warn!("{error}");
    }
    true
}

/// Makes a repository, and notes outside of it that it was made here: first that, so that no kill in between disowns it. What
/// cannot be noted is made up for by the next entry.
pub(super) fn make(
    git: &Path,
    worktree: Option<&Path>,
    known: Option<&Known>,
    now: DateTime<FixedOffset>,
) -> Result<(), HistoryError> {
    let mark = trust::new_mark(git, now);
    if let Some(Err(error)) = known.map(|known| known.note_mark(&mark)) {
        log::warn!("{error}");
    }
    repository::make(git, worktree, &mark)?;
    trust::note_made(git, &mark);
    Ok(())
}

/// Gives a repository that is known to be ours its mark again, or its first one.
fn mark_again(git: &Path, known: Option<&Known>, now: DateTime<FixedOffset>) -> Result<(), HistoryError> {
    let Some((known, noted)) = known.and_then(|known| Some((known, known.read()?))) else { return Ok(()) };
    let found = trust::mark_of(git)?;
    if found.as_ref() == Some(&noted.mark) {
        return Ok(());
    }
    let mark = if noted.mark.is_empty() { found.unwrap_or_else(|| trust::new_mark(git, now)) } else { noted.mark };
    let path = git.join(trust::MARK);
    atomic::write_atomically(&path, mark.as_bytes()).map_err(io_error(&path))?;
    known.note_mark(&mark)
}

/// Moves a history that cannot go on aside and makes a new one. Returns what to tell.
fn put_aside(
    git: &Path,
    worktree: Option<&Path>,
    known: Option<&Known>,
    why: &str,
    now: DateTime<FixedOffset>,
) -> Result<String, HistoryError> {
    let above = git.parent().unwrap_or(Path::new("."));
    let name = git.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let aside = repository::free_name(above, &format!("{name}.damaged-{}", now.format("%Y-%m-%d")));
    fs::rename(git, &aside).map_err(io_error(git))?;
    make(git, worktree, known, now)?;
    let what = "The record itself is not concerned";
    Ok(format!("The history is damaged ({why}). It was put aside as {}; a new one begins. {what}", aside.display()))
}
