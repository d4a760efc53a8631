//! The git index, kept up to date so that `git status` is clean.

use super::disk::Stat;
use super::{History, repository, tree};
use git2::{Error, ErrorCode, Index, Oid};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A file as the last entry has it: its blob, and what the system says of it. None if it went.
pub(super) type Listed = BTreeMap<PathBuf, Option<(Oid, Stat)>>;

impl History {
    /// The list as it is on the disk; an empty one in place of one that is damaged.
    pub(super) fn index(&self) -> Result<Index, Error> {
        let mut index = self.repo.raw().index()?;
        match index.read(true) {
            Ok(()) => Ok(index),
            Err(error) if error.code() == ErrorCode::Locked => Err(error),
            // It says nothing that the entries do not say.
            Err(_) => {
                let _ = fs::remove_file(self.git.join("index"));
                let mut index = repository::open(&self.git)?.raw().index()?;
                index.clear()?;
                Ok(index)
            }
        }
    }

    /// Brings the list to the last entry. If another program holds it, that is made up for at the next entry.
    pub(super) fn list(&mut self, listed: &Listed, tree: Option<Oid>) {
        self.index_is_behind = self.try_list(listed, tree).is_err();
    }

    fn try_list(&self, listed: &Listed, tree: Option<Oid>) -> Result<(), Error> {
        let mut index = self.index()?;
        if index.is_empty() || self.index_is_behind {
            self.catch_up(&mut index, tree)?;
        }
        for (file, entry) in listed {
            match entry {
                Some((id, stat)) => index.add(&stat.entry(file, *id))?,
                None => remove(&mut index, file)?,
            }
        }
        index.write()?;
        // Git writes it so that everybody may read it.
        let _ = repository::narrow(&self.git.join("index"), 0o600);
        Ok(())
    }

    /// Lists every file of the entry that is not listed as it is in there. Git looks at those itself.
    fn catch_up(&self, index: &mut Index, tree: Option<Oid>) -> Result<(), Error> {
        if index.is_empty()
            && let Some(tree) = tree
        {
            // With what others have put in beside the record.
            self.repo.check_folders(tree)?;
            index.read_tree(&self.repo.tree(tree)?)?;
            return Ok(());
        }
        let files = tree::files(&self.repo, tree)?;
        for (file, id) in &files {
            if index.get_path(file, 0).is_none_or(|entry| entry.id != *id) {
                index.add(&Stat::default().entry(file, *id))?;
            }
        }
        let listed: Vec<PathBuf> =
            index.iter().filter_map(|entry| std::str::from_utf8(&entry.path).ok().map(PathBuf::from)).collect();
        for file in listed.iter().filter(|file| tree::is_of_record(file) && !files.contains_key(*file)) {
            remove(index, file)?;
        }
        Ok(())
    }
}

fn remove(index: &mut Index, file: &Path) -> Result<(), Error> {
    match index.remove_path(file) {
        Err(error) if error.code() != ErrorCode::NotFound => Err(error),
        _ => Ok(()),
    }
}
