//! HEAD: the branch that is checked out and its last commit, and its repair where it is damaged.

use super::super::atomic;
use super::known::Head as KnownHead;
use super::repository::{self, BRANCH, io_error};
use super::{History, HistoryError};
use git2::{ErrorCode, ObjectType, Oid};
use std::collections::BTreeSet;

/// What `HEAD` says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    /// The branch; none if a commit is checked out by itself.
    pub branch: Option<String>,
    /// The last entry; none before the first.
    pub entry: Option<Oid>,
}

impl History {
    pub(super) fn damaged_or(&self) -> impl Fn(git2::Error) -> HistoryError + '_ {
        |error| HistoryError::of_git(&self.git, &error)
    }

    pub(super) fn head(&self) -> Result<Head, HistoryError> {
        let (branch, entry) = self.checked_out()?;
        let Some(branch) = branch else { return Ok(Head { branch, entry }) };
        match self.repo.raw().find_reference(&branch) {
            Ok(reference) => {
                let reference = reference.resolve().map_err(self.damaged_or())?;
                Ok(Head { branch: Some(branch), entry: reference.target() })
            }
            Err(error) if error.code() == ErrorCode::NotFound => Ok(Head { branch: Some(branch), entry: None }),
            Err(error) => Err(HistoryError::of_git(&self.git, &error)),
        }
    }

    /// What the file `HEAD` says: a branch, or else an entry.
    fn checked_out(&self) -> Result<(Option<String>, Option<Oid>), HistoryError> {
        let head = self.repo.raw().find_reference("HEAD").map_err(self.damaged_or_missing())?;
        let Some(branch) = head.symbolic_target_bytes() else { return Ok((None, head.target())) };
        let branch = String::from_utf8_lossy(branch).into_owned();
        if !branch.starts_with("refs/heads/") || !git2::Reference::is_valid_name(&branch) {
            return Err(HistoryError::Damaged(format!("{} names no branch", self.git.join("HEAD").display())));
        }
        Ok((Some(branch), None))
    }

    /// A file that has to be there and is not is damage, too.
    fn damaged_or_missing(&self) -> impl Fn(git2::Error) -> HistoryError + '_ {
        |error| match error.code() {
            ErrorCode::NotFound => HistoryError::Damaged(error.message().to_owned()),
            _ => HistoryError::of_git(&self.git, &error),
        }
    }

    /// Moves the history's end from where `head` has it. Fails if it is elsewhere by now.
    pub(super) fn advance(&self, head: &Head, to: Oid, label: &str) -> Result<(), git2::Error> {
        let name = head.branch.as_deref().unwrap_or("HEAD");
        match head.entry {
            Some(from) => self.repo.raw().reference_matching(name, to, true, from, label)?,
            None => self.repo.raw().reference(name, to, false, label)?,
        };
        Ok(())
    }

    /// The tree of an entry.
    pub(super) fn tree_of(&self, entry: Option<Oid>) -> Result<Option<Oid>, HistoryError> {
        let commit = entry.map(|entry| self.repo.commit(entry)).transpose().map_err(self.damaged_or())?;
        Ok(commit.map(|commit| commit.tree_id()))
    }

    /// Whether the last entry and all of its folders can be read, so that the history can go on from it.
    pub(super) fn is_sound(&self, head: &Head) -> Result<(), HistoryError> {
        // What is remembered from before must not hide what is on the disk now.
        if let Some(tree) = self.tree_of(head.entry)? {
            super::tree::files(&self.repo, Some(tree)).map_err(self.damaged_or())?;
        }
        Ok(())
    }

    /// Brings back an end that cannot be read or is gone, from what is known outside or else from the entries themselves.
    pub(super) fn mend_head(&mut self, known: Option<&KnownHead>) -> Result<Head, HistoryError> {
        let known_entry = known.and_then(|known| known.entry.parse::<Oid>().ok()).filter(|id| self.repo.commit(*id).is_ok());
        let branch = known.map(|known| known.branch.as_str()).filter(|branch| git2::Reference::is_valid_name(branch));
        let branch = branch.filter(|branch| branch.starts_with("refs/heads/")).unwrap_or(BRANCH).to_owned();
        let told = "The end of the history could not be read. It was found again";
        if let Err(HistoryError::Damaged(_)) = self.checked_out() {
            let file = self.git.join("HEAD");
            atomic::write_atomically(&file, format!("ref: {branch}\n").as_bytes()).map_err(io_error(&file))?;
            self.news.push(format!("{told}: {} was written anew", file.display()));
        }
        let found = match self.head() {
            Ok(head) => {
                let is_there = head.entry.is_some_and(|entry| self.repo.commit(entry).is_ok());
                let is_unborn = head.entry.is_none() && (head.branch.as_deref() != Some(&branch) || known_entry.is_none());
                if is_there || is_unborn {
                    return Ok(head);
                }
                Ok(head)
            }
            Err(HistoryError::Damaged(why)) => Err(why),
            Err(other) => return Err(other),
        };
        let why = match &found {
            Ok(_) => "its last entry is not to be found".to_owned(),
            Err(why) => why.clone(),
        };
        let entry = known_entry.or_else(|| self.newest()).ok_or(HistoryError::Damaged(why))?;
        let name = match found {
            Ok(head) => head.branch.unwrap_or_else(|| "HEAD".to_owned()),
            Err(_) => branch,
        };
        let file = self.git.join(&name);
        let folder = file.parent().unwrap_or(&self.git);
        atomic::create_root(folder).map_err(io_error(folder))?;
        atomic::write_atomically(&file, format!("{entry}\n").as_bytes()).map_err(io_error(&file))?;
        // The old one may be remembered.
        self.repo = repository::open(&self.git).map_err(self.damaged_or())?;
        self.news.push(format!("{told}: {} was written anew", file.display()));
        self.head()
    }

    /// The newest entry that no other follows.
    fn newest(&self) -> Option<Oid> {
        let odb = self.repo.raw().odb().ok()?;
        let mut all = Vec::new();
        odb.foreach(|id| {
            all.push(*id);
            true
        })
        .ok()?;
        let mut followed = BTreeSet::new();
        let mut commits = Vec::new();
        for id in all {
            if self.repo.kind(id).is_ok_and(|kind| kind == ObjectType::Commit)
                && let Ok(commit) = self.repo.commit(id)
            {
                followed.extend(commit.parent_ids());
                commits.push((commit.time().seconds(), id));
            }
        }
        commits.into_iter().filter(|(_, id)| !followed.contains(id)).max().map(|(_, id)| id)
    }
}
