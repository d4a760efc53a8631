//! Erases records from the whole history: rewrites every commit without them, and deletes the old objects.
//!
//! This is the one place where the past is changed. Every entry is written anew without the records concerned, from the first one that
//! held them on; who made each entry and when stays. What the new end does not lead to is then taken away: lists of former ends, loose
//! objects, packs, objects and histories that were put aside. A last entry says that something was erased, when and by whom, not what.
//!
//! A note in the repository says what is being erased, by the ids alone, until it is done: what was cut short is ended at the next start.

use super::super::formats::Formats;
use super::super::{atomic, documents, read, regular_file, render, scan};
use super::known::Head as KnownHead;
use super::message::{self, Draft, Touched};
use super::packs;
use super::repository::{self, Busy, io_error};
use super::{Entry, History, HistoryError};
use crate::model::{Document, Record, RecordId};
use chrono::{DateTime, FixedOffset};
use git2::{Error, ObjectType, Oid};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What an entry is called that says that something was erased.
pub const ERASING: &str = "erase something for good";

/// The note of what is being erased.
const NOTE: &str = "rapporteur.erasing";
/// What a line of it begins with that names a document.
const DOCUMENT: &str = "document: ";
/// The most that is read of it.
const LARGEST_NOTE: u64 = 64 * 1024 * 1024;
/// How deep the folders of an entry may go.
const DEEPEST: usize = 32;

/// What was erased from the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// The records.
    pub ids: BTreeSet<RecordId>,
    /// Their texts, as far as they tell enough to be looked for.
    pub texts: BTreeSet<String>,
    /// Other records that hold the same words, by their titles.
    pub elsewhere: Vec<String>,
    /// The files that its sources came from, of those that no other source names.
    pub documents: Vec<Document>,
    /// What of them could not be removed, each as a sentence without its full stop.
    pub documents_left: Vec<String>,
}

impl Entry {
    /// An entry that says that something was erased, where no file was changed for it.
    pub fn of_erasing(author: &str, when: DateTime<FixedOffset>) -> Self {
        let (touched, files) = (BTreeSet::new(), BTreeSet::new());
        Self { label: ERASING.to_owned(), author: author.to_owned(), when, touched, files }
    }
}

impl Erased {
    /// Whether bytes mention one of the records, or hold their words.
    pub fn is_in(&self, bytes: &[u8]) -> bool {
        let text = String::from_utf8_lossy(bytes);
        mentions(bytes, &self.ids) || self.texts.iter().any(|erased| text.contains(erased.as_str()))
    }
}

/// What came of it in the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErasedHistory {
    /// How many entries were written anew.
    pub entries: usize,
    /// In how many earlier versions of other files the same words stand.
    pub same_words: usize,
    /// What could not be reached, each as a sentence without its full stop.
    pub left: Vec<String>,
}

impl History {
    /// Notes what is about to be erased, before it is taken out of the files.
    ///
    /// # Errors
    /// If it cannot be noted: then nothing must be erased.
    pub fn begin_erasing(&self, erased: &Erased) -> Result<(), HistoryError> {
        self.must_write()?;
        let mut lines: String = erased.ids.iter().map(|id| format!("{} {}\n", id.noun(), id.uuid().hyphenated())).collect();
        let paths = erased.documents.iter().filter_map(documents::path_of);
        lines.extend(paths.map(|path| format!("{DOCUMENT}{}\n", path.display())));
        let note = self.git.join(NOTE);
        atomic::write_atomically(&note, lines.as_bytes()).map_err(io_error(&note))
    }

    /// Whether something is being erased, or was when the program ended.
    pub(super) fn is_erasing(&self) -> bool {
        fs::symlink_metadata(self.git.join(NOTE)).is_ok()
    }

    /// Nothing was erased after all.
    pub fn give_up_erasing(&self) {
        // What stays finds the records in the files, and is taken away.
        let _ = fs::remove_file(self.git.join(NOTE));
    }

    /// Makes an entry of the files without what was erased, and erases it from all entries before.
    ///
    /// # Errors
    /// If it could not be. The note stays, and the next start tries it again.
    pub fn erase(&mut self, erased: &Erased, entry: &Entry) -> Result<ErasedHistory, HistoryError> {
        if self.keep(entry)?.is_none() {
            self.say_only(entry)?;
        }
        self.rewrite(&erased.ids, &erased.texts)
    }

    /// Makes an entry that changes no file.
    fn say_only(&self, entry: &Entry) -> Result<(), HistoryError> {
        let head = self.head()?;
        let Some(tree) = self.tree_of(head.entry)? else { return Ok(()) };
        let draft = Draft { label: &entry.label, author: &entry.author, when: entry.when };
        let commit = message::commit(tree, head.entry, &draft, &Touched::Records(BTreeSet::new()));
        let id = self.repo.write(ObjectType::Commit, &commit).map_err(self.damaged_or())?;
        self.advance(&head, id, &entry.label).map_err(self.damaged_or())
    }

    /// Ends what was cut short: at opening. What is still in the files was never erased.
    pub(super) fn end_erasing(&mut self) -> Result<(), HistoryError> {
        let note = self.git.join(NOTE);
        let bytes = match regular_file::read_here(&note, LARGEST_NOTE) {
            Err(error) if regular_file::is_absent(&error) => return Ok(()),
            read => read.map_err(io_error(&note))?.unwrap_or_default(),
        };
        let ids: BTreeSet<RecordId> = String::from_utf8_lossy(&bytes)
            .lines()
            .filter_map(|line| line.rsplit_once(' ').and_then(|(noun, id)| RecordId::of_noun(noun, id.parse().ok()?)))
            .collect();
        let found = scan::scan(&self.dir);
        let is_there = found.files.iter().any(|(file, _)| {
            let read = super::super::files::read_capped(&self.dir, file).ok();
            read.is_some_and(|(bytes, _)| matches!(without(&bytes, &ids), Left::Changed(_) | Left::Nothing))
        });
        if is_there {
            self.give_up_erasing();
            self.news
                .push("Something was about to be erased for good when the program ended. It was not; erase it again".to_owned());
            return Ok(());
        }
        let noted = String::from_utf8_lossy(&bytes);
        for hash in noted.lines().filter_map(|line| line.strip_prefix(DOCUMENT)).filter_map(documents::hash_in) {
            let read = |file: &Path| super::super::files::read_capped(&self.dir, file).ok();
            let names_it = |(bytes, _): (Vec<u8>, _)| String::from_utf8_lossy(&bytes).contains(hash);
            if !found.files.iter().any(|(file, _)| read(file).is_none_or(names_it)) {
                documents::remove_noted(&self.dir, hash);
            }
        }
        self.rewrite(&ids, &BTreeSet::new())?;
        self.news.push("What was being erased for good when the program ended is gone from the history now, too".to_owned());
        Ok(())
    }

    fn rewrite(&mut self, ids: &BTreeSet<RecordId>, texts: &BTreeSet<String>) -> Result<ErasedHistory, HistoryError> {
        self.must_write()?;
        let _busy = Busy::begin(&self.git)?;
        self.reopen()?;
        let head = self.head()?;
        let mut told = ErasedHistory::default();
        let (kept, ends) = {
            let mut rewriting =
                Rewriting { history: self, ids, texts, blobs: BTreeMap::new(), trees: BTreeMap::new(), same_words: 0 };
            let mut commits: BTreeMap<Oid, Oid> = BTreeMap::new();
            let mut ends: Vec<(String, Oid)> = Vec::new();
            for (name, end) in rewriting.ends(head.entry, &mut told.left).map_err(self.damaged_or())? {
                let new = rewriting.entry(end, &mut commits)?;
                ends.push((name, new));
            }
            told.entries = commits.iter().filter(|(old, new)| old != new).count();
            told.same_words = rewriting.same_words;
            let kept: BTreeSet<Oid> = rewriting.kept(commits.values().copied())?;
            (kept, ends)
        };
        repository::make_sure(&self.git)?;
        let branch = head.branch.clone().unwrap_or_else(|| "HEAD".to_owned());
        for (name, end) in &ends {
            self.repo.raw().reference(name, *end, true, "").map_err(self.damaged_or())?;
        }
        repository::make_sure(&self.git)?;
        let end = ends.iter().find(|(name, _)| *name == branch).map(|(_, end)| *end);
        if let (Some(known), Some(end)) = (&self.known, end) {
            let noted = known.read().unwrap_or_default();
            known.write(&KnownHead { entry: end.to_string(), branch, lost: Vec::new(), ..noted })?;
        }
        self.clear(&kept)?;
        told.left.extend(self.clear_beside());
        let note = self.git.join(NOTE);
        match fs::remove_file(&note) {
            Err(error) if !regular_file::is_absent(&error) => return Err(io_error(&note)(error)),
            _ => {}
        }
        self.index_is_behind = true;
        self.reopen()?;
        Ok(told)
    }

    /// Takes away whatever none of the entries leads to.
    fn clear(&mut self, kept: &BTreeSet<Oid>) -> Result<(), HistoryError> {
        // Lists of former ends first: they name what goes.
        for name in [
            "logs",
            "ORIG_HEAD",
            "FETCH_HEAD",
            "MERGE_HEAD",
            "COMMIT_EDITMSG",
            "MERGE_MSG",
            "SQUASH_MSG",
            "rr-cache",
            "lost-found",
        ] {
            self.remove(&self.git.join(name))?;
        }
        self.reopen()?;
        let mut all = kept.clone();
        let made = self.pack_all(&mut all)?;
        if all != *kept {
            return Err(HistoryError::Damaged("an object of it cannot be read".to_owned()));
        }
        let folder = self.git.join("objects/pack");
        let stem = made.as_ref().and_then(|made| made.file_stem()).map(ToOwned::to_owned);
        for entry in fs::read_dir(&folder).map_err(io_error(&folder))? {
            let path = entry.map_err(io_error(&folder))?.path();
            if path.file_stem().map(ToOwned::to_owned) != stem || stem.is_none() {
                self.remove(&path)?;
            }
        }
        for id in packs::loose(&self.git) {
            self.remove(&packs::loose_file(&self.git, id))?;
        }
        for name in ["objects/info/commit-graph", "objects/info/commit-graphs", "objects/info/packs", "damaged-objects"] {
            self.remove(&self.git.join(name))?;
        }
        atomic::sync_folder(&folder).map_err(io_error(&folder))?;
        self.loose = Some(0);
        self.reopen()
    }

    fn remove(&self, path: &Path) -> Result<(), HistoryError> {
        let gone = match fs::symlink_metadata(path) {
            Ok(found) if found.is_dir() => fs::remove_dir_all(path),
            Ok(_) => fs::remove_file(path),
            Err(error) => Err(error),
        };
        match gone {
            Err(error) if !regular_file::is_absent(&error) => Err(io_error(path)(error)),
            _ => Ok(()),
        }
    }

    /// Takes away the histories that were put aside, in which nothing can be erased, and says what was not touched.
    fn clear_beside(&self) -> Vec<String> {
        let (above, name) = (self.git.parent().unwrap_or(Path::new(".")), self.git.file_name().unwrap_or_default());
        let name = name.to_string_lossy().into_owned();
        let is_aside =
            |found: &str| found.starts_with(&format!("{name}.")) || (found.starts_with("before-") && found.contains(&name));
        let mut told = Vec::new();
        for entry in fs::read_dir(above).into_iter().flatten().flatten() {
            let found = entry.file_name().to_string_lossy().into_owned();
            if is_aside(&found) && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                match fs::remove_dir_all(entry.path()) {
                    Ok(()) => told.push(format!(
                        "The history that had been put aside as {} was removed as a whole",
                        entry.path().display()
                    )),
                    Err(error) => {
                        told.push(format!("{} could not be removed ({error}). Remove it yourself", entry.path().display()));
                    }
                }
            }
        }
        if self.apart && fs::symlink_metadata(self.dir.join(".git")).is_ok() {
            let theirs = self.dir.join(".git");
            told.push(format!(
                "{} is not the history of this copy and was not touched. What was erased may be in there",
                theirs.display()
            ));
        }
        told
    }
}

/// What is left of a file.
#[derive(Debug, PartialEq)]
enum Left {
    /// It holds nothing of it.
    Same,
    Changed(Vec<u8>),
    Nothing,
}

/// The bytes of a file without these records. What cannot be read and mentions one of them is nothing.
fn without(bytes: &[u8], ids: &BTreeSet<RecordId>) -> Left {
    if !mentions(bytes, ids) {
        return Left::Same;
    }
    let Ok(content) = read::content(bytes, Formats::TODAY) else { return Left::Nothing };
    let mut is_changed = false;
    let mut records = Vec::with_capacity(content.records.len());
    for record in content.records {
        let is_gone = ids.contains(&record.id()) || matches!(&record, Record::Clash(clash) if ids.contains(&clash.record));
        match record {
            _ if is_gone => is_changed = true,
            Record::Binned(mut entry) => {
                let (count, first) = (entry.records.len(), entry.records.first().map(Record::id));
                entry.records.retain(|record| !ids.contains(&record.id()));
                is_changed |= entry.records.len() < count;
                // An entry is about its first record, and bears its title.
                if !first.is_some_and(|first| ids.contains(&first)) && !entry.records.is_empty() {
                    records.push(entry.into());
                }
            }
            record => records.push(record),
        }
    }
    match render::bytes(&records, Formats::TODAY) {
        _ if !is_changed => Left::Same,
        Ok(bytes) if !records.is_empty() => Left::Changed(bytes),
        _ => Left::Nothing,
    }
}

/// Whether one of the ids stands in it, in small letters or capitals.
fn mentions(bytes: &[u8], ids: &BTreeSet<RecordId>) -> bool {
    let wanted: BTreeSet<uuid::Uuid> = ids.iter().map(|id| id.uuid()).collect();
    // Dashes tell where one may be.
    let is_dashed = |word: &&[u8]| [8, 13, 18, 23].iter().all(|at| word.get(*at) == Some(&b'-'));
    let id = |word: &[u8]| uuid::Uuid::try_parse_ascii(word).ok();
    bytes.windows(36).filter(is_dashed).filter_map(id).any(|id| wanted.contains(&id))
}

struct Rewriting<'a> {
    history: &'a History,
    ids: &'a BTreeSet<RecordId>,
    texts: &'a BTreeSet<String>,
    blobs: BTreeMap<Oid, Option<Oid>>,
    trees: BTreeMap<Oid, Option<Oid>>,
    same_words: usize,
}

impl Rewriting<'_> {
    /// The names of all ends with the entries that they are at. What was fetched from elsewhere goes.
    fn ends(&self, head: Option<Oid>, left: &mut Vec<String>) -> Result<Vec<(String, Oid)>, Error> {
        let repo = self.history.repo.raw();
        let mut ends = Vec::new();
        let mut names = Vec::new();
        for reference in repo.references()? {
            let mut reference = reference?;
            let name = String::from_utf8_lossy(reference.name_bytes()).into_owned();
            let end = reference.peel_to_commit().ok().map(|commit| commit.id());
            if name.starts_with("refs/remotes/")
                || name.starts_with("refs/stash")
                || name.starts_with("refs/original/")
                || end.is_none()
            {
                names.push(name);
                reference.delete()?;
            } else if let Some(end) = end
                && reference.kind() == Some(git2::ReferenceType::Direct)
            {
                ends.push((name, end));
            }
        }
        if names.iter().any(|name| name.starts_with("refs/remotes/")) {
            left.push("This history was sent to another place, or fetched from there. What was erased is still there".to_owned());
        }
        if let Some(head) = head.filter(|_| repo.head_detached().unwrap_or(false)) {
            ends.push(("HEAD".to_owned(), head));
        }
        Ok(ends)
    }

    /// An entry written anew, after all before it.
    fn entry(&mut self, end: Oid, done: &mut BTreeMap<Oid, Oid>) -> Result<Oid, HistoryError> {
        let mut left = vec![end];
        while let Some(id) = left.last().copied() {
            if done.contains_key(&id) {
                left.pop();
                continue;
            }
            let bytes = self.bytes(id, ObjectType::Commit)?;
            let commit = Commit::read(&bytes).ok_or_else(|| HistoryError::Damaged(format!("the entry {id} cannot be read")))?;
            let before: Vec<Oid> = commit.parents.iter().copied().filter(|parent| !done.contains_key(parent)).collect();
            if before.is_empty() {
                let tree = match self.tree(commit.tree, 0)? {
                    Some(tree) => tree,
                    None => self.write(ObjectType::Tree, b"")?,
                };
                let parents = commit.parents.iter().filter_map(|parent| done.get(parent)).copied().collect();
                let new = commit.anew(tree, parents, self.ids, self.texts);
                let new = if new == bytes { id } else { self.write(ObjectType::Commit, &new)? };
                done.insert(id, new);
                left.pop();
            } else {
                left.extend(before);
            }
        }
        done.get(&end).copied().ok_or_else(|| HistoryError::Damaged(format!("the entry {end} cannot be read")))
    }

    fn tree(&mut self, id: Oid, depth: usize) -> Result<Option<Oid>, HistoryError> {
        if let Some(known) = self.trees.get(&id) {
            return Ok(*known);
        }
        if depth > DEEPEST {
            return Err(HistoryError::Damaged("its folders go deeper than those of any record".to_owned()));
        }
        let entries: Vec<(Vec<u8>, Oid, i32, Option<ObjectType>)> = {
            let tree = self.history.repo.tree(id).map_err(self.history.damaged_or())?;
            tree.iter().map(|entry| (entry.name_bytes().to_owned(), entry.id(), entry.filemode_raw(), entry.kind())).collect()
        };
        let (mut bytes, mut is_changed) = (Vec::new(), false);
        for (name, entry, mode, kind) in entries {
            let new = match kind {
                Some(ObjectType::Tree) => self.tree(entry, depth + 1)?,
                Some(ObjectType::Blob) => self.blob(entry)?,
                _ => Some(entry),
            };
            is_changed |= new != Some(entry);
            if let Some(new) = new {
                bytes.extend(format!("{mode:o} ").into_bytes());
                bytes.extend(&name);
                bytes.push(0);
                bytes.extend(new.as_bytes());
            }
        }
        let new = match () {
            () if !is_changed => Some(id),
            () if bytes.is_empty() => None,
            () => Some(self.write(ObjectType::Tree, &bytes)?),
        };
        self.trees.insert(id, new);
        Ok(new)
    }

    fn blob(&mut self, id: Oid) -> Result<Option<Oid>, HistoryError> {
        if let Some(known) = self.blobs.get(&id) {
            return Ok(*known);
        }
        let new = match self.history.repo.bytes(id, ObjectType::Blob) {
            // What cannot be read may hold it all the same.
            Err(_) => None,
            Ok(bytes) => match without(&bytes, self.ids) {
                Left::Same => {
                    self.note_words(&bytes);
                    Some(id)
                }
                Left::Nothing => None,
                Left::Changed(bytes) => {
                    self.note_words(&bytes);
                    Some(self.write(ObjectType::Blob, &bytes)?)
                }
            },
        };
        self.blobs.insert(id, new);
        Ok(new)
    }

    fn note_words(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        self.same_words += usize::from(self.texts.iter().any(|erased| text.contains(erased.as_str())));
    }

    /// All that entries lead to.
    fn kept(&self, ends: impl Iterator<Item = Oid>) -> Result<BTreeSet<Oid>, HistoryError> {
        let mut kept = BTreeSet::new();
        let mut trees = Vec::new();
        for id in ends {
            if kept.insert(id) {
                let commit = self.history.repo.commit(id).map_err(self.history.damaged_or())?;
                trees.push(commit.tree_id());
            }
        }
        while let Some(id) = trees.pop() {
            if !kept.insert(id) {
                continue;
            }
            let tree = self.history.repo.tree(id).map_err(self.history.damaged_or())?;
            for entry in &tree {
                match entry.kind() {
                    Some(ObjectType::Tree) => trees.push(entry.id()),
                    Some(ObjectType::Blob) => drop(kept.insert(entry.id())),
                    _ => {}
                }
            }
        }
        Ok(kept)
    }

    fn bytes(&self, id: Oid, kind: ObjectType) -> Result<Vec<u8>, HistoryError> {
        self.history.repo.bytes(id, kind).map_err(self.history.damaged_or())
    }

    fn write(&self, kind: ObjectType, bytes: &[u8]) -> Result<Oid, HistoryError> {
        self.history.repo.write(kind, bytes).map_err(self.history.damaged_or())
    }
}

/// An entry, taken apart.
struct Commit<'a> {
    tree: Oid,
    parents: Vec<Oid>,
    /// Who and when.
    people: Vec<&'a str>,
    message: &'a str,
}

impl<'a> Commit<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (head, message) = text.split_once("\n\n")?;
        let (mut tree, mut parents, mut people) = (None, Vec::new(), Vec::new());
        for line in head.lines() {
            match line.split_once(' ')? {
                ("tree", id) => tree = id.parse().ok(),
                ("parent", id) => parents.push(id.parse().ok()?),
                ("author" | "committer", _) => people.push(line),
                // A signature is of what was there before.
                _ => {}
            }
        }
        Some(Self { tree: tree?, parents, people, message })
    }

    /// Its bytes with another tree and other entries before it, and without a word on what was erased.
    fn anew(&self, tree: Oid, parents: Vec<Oid>, ids: &BTreeSet<RecordId>, texts: &BTreeSet<String>) -> Vec<u8> {
        let mut new = format!("tree {tree}\n");
        for parent in parents {
            new += &format!("parent {parent}\n");
        }
        for line in &self.people {
            new += line;
            new.push('\n');
        }
        new.push('\n');
        for line in self.message.split_inclusive('\n') {
            let names_it = mentions(line.as_bytes(), ids);
            let says_it = texts.iter().any(|erased| line.contains(erased.as_str()));
            match names_it || says_it {
                false => new += line,
                true if says_it => new += "(erased)\n",
                true => {}
            }
        }
        new.into_bytes()
    }
}
