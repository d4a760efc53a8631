//! What other programs changed in the folder while the record was open: merged with what is unsaved, and told in words.
//!
//! The merge is worked out on a snapshot, on any thread ([`MergeJob`]), and put in place afterwards. If somebody edited a record that
//! it concerns meanwhile, it is not put in place, and must be worked out again.

use super::Session;
use crate::model::fields::{RecordMap, merge_tables};
use crate::model::{BinId, Binned, Edit, IdSet, Record, RecordId, Stamp, Workspace, each_reference, references};
use crate::query::names;
use crate::query::usage::counted;
use crate::store::{Access, ExternalRecords, Folder, FolderChange, FolderScan, Kept, Problem};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use uuid::Uuid;

/// How often in a row a save is tried again at once because a file was changed by another program meanwhile.
pub(super) const TRIES: u32 = 6;

/// What came in from outside, for the user and for the one who looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// What happened, a sentence each.
    pub words: Vec<String>,
    /// The files that are not as they were, relative to the data folder.
    pub files: Vec<PathBuf>,
    /// Whether there must soon be another look: this one was out of date, or a file is missing that may only be on its way.
    pub again: bool,
    /// Whether a save that had to stop for this can go on.
    pub save: bool,
}

impl News {
    /// All sentences, if there is anything to tell.
    pub fn text(&self) -> Option<String> {
        (!self.words.is_empty()).then(|| self.words.join(" "))
    }
}

/// Something that is to be merged with the record.
#[derive(Debug)]
pub enum ExternalChange {
    /// What a look at the folder found.
    Found(Box<FolderChange>),
    /// The files that are gone, and about which the user was asked, are to be taken as deleted.
    Deleted,
    /// They are to be written again.
    WriteAgain,
}

impl From<FolderChange> for ExternalChange {
    fn from(change: FolderChange) -> Self {
        Self::Found(change.into())
    }
}

/// A merge that is yet to be worked out, on any thread. It holds a snapshot of all that it needs.
#[derive(Debug)]
pub struct MergeJob {
    change: ExternalChange,
    basis: Basis,
    merge: Merge,
    problems: Arc<Vec<Problem>>,
}

/// On what a merge was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Basis {
    /// Which merge it was, of all that were begun in the session.
    number: u64,
    revision: u64,
    /// How many saves were known of.
    generation: u64,
}

/// A merge that was worked out, to be put in place by [`Session::finish_merge`].
#[derive(Debug)]
pub struct Merged {
    change: ExternalChange,
    basis: Basis,
    folder: Folder,
    /// The record as it will be, if nobody edited it meanwhile.
    workspace: Workspace,
    /// The same as edits.
    edits: Vec<Edit>,
    /// The records that it looked at.
    concerned: BTreeSet<RecordId>,
    /// What is in the files as it is here, so that it need not be saved.
    saved: BTreeSet<RecordId>,
    /// What is to be saved.
    unsaved: BTreeSet<RecordId>,
    /// What of it the history is told.
    noted: BTreeSet<RecordId>,
    news: News,
    problems: Option<Vec<Problem>>,
    /// Whether all that was saved here has been seen by now.
    has_seen_all: bool,
}

impl MergeJob {
    /// Works it out.
    pub fn run(self) -> Merged {
        let Self { change, basis, mut merge, problems } = self;
        let was_gone = merge.folder.gone().is_some();
        let was_asked = merge.folder.asked_about().count();
        let was_open = merge.folder.access().clone();
        let is_nothing_new = matches!(&change, ExternalChange::Found(change) if change.is_nothing_new());
        let outside = match &change {
            ExternalChange::Found(change) => merge.folder.apply(change, &merge.workspace),
            ExternalChange::Deleted => merge.folder.take_as_deleted(),
            ExternalChange::WriteAgain => ExternalRecords { unsaved: merge.folder.write_again(), ..ExternalRecords::default() },
        };
        let mut news = News::default();
        let mut new_problems = None;
        if !is_nothing_new {
            news = merge.run(outside);
            let found = merge.folder.problems(&merge.workspace);
            news.words.extend(damaged_words(&problems, &found));
            news.words.extend(folder_words(&merge.folder, was_gone, was_asked, &was_open));
            new_problems = Some(found);
        }
        let Merge { folder, workspace, before, concerned, saved, unsaved, noted, .. } = merge;
        let edits = before.into_iter().map(|(id, before)| Edit { id, before, after: workspace.get(id) });
        let edits: Vec<Edit> = edits.filter(|edit| edit.before != edit.after).collect();
        let has_seen_all = is_nothing_new || !news.again && !matches!(change, ExternalChange::WriteAgain);
        let problems = new_problems;
        Merged { change, basis, folder, workspace, edits, concerned, saved, unsaved, noted, news, problems, has_seen_all }
    }
}

impl Merged {
    /// Whether it can be put in place although these records were edited since it was begun.
    fn may_follow(&self, edited: &IdSet, workspace: &Workspace) -> bool {
        let gone: BTreeSet<RecordId> = self.edits.iter().filter(|edit| edit.after.is_none()).map(|edit| edit.id).collect();
        let concerns = |id: &RecordId| {
            self.concerned.contains(id) || self.saved.contains(id) || self.edits.iter().any(|edit| edit.id == *id)
        };
        edited.iter().all(|id| {
            // What came in may name what was deleted here since, and what is here now may name what was deleted there.
            let names_gone = |record: &Record| {
                let mut names = false;
                each_reference(record, |reference| names |= gone.contains(&reference.target));
                names
            };
            !matches!(id, RecordId::Binned(_) | RecordId::Clash(_))
                && !concerns(id)
                && workspace.view(*id).is_some_and(|record| !names_gone(record))
        })
    }
}

impl Session {
    /// A look at the folder, to be run on any thread; what it finds is for [`begin_merge`](Self::begin_merge). None without a folder,
    /// and while a save is under way.
    pub fn scan(&self) -> Option<FolderScan> {
        if self.is_saving() {
            return None;
        }
        let scan = self.saving.store.as_ref()?.scan(self.now());
        // A save that had to stop for it goes on even if there is nothing to see.
        Some(if self.saving.wants_scan { scan.to_be_told() } else { scan })
    }

    /// Whether a save met what it did not know, so that there must be a look before it can go on.
    pub fn wants_scan(&self) -> bool {
        self.saving.wants_scan && !self.is_saving()
    }

    /// Looks at the folder here and now. Returns whether a save that had to stop can go on; the news are kept.
    pub(super) fn scan_now(&mut self) -> bool {
        for _ in 0..TRIES {
            let Some(scan) = self.scan() else { return false };
            let News { words, files, again, save } = self.apply_external(scan.run());
            self.saving.news.words.extend(words);
            self.saving.news.files.extend(files);
            if !again {
                return save;
            }
        }
        false
    }

    /// What came in while a save was made up for here and now, once.
    pub fn take_news(&mut self) -> News {
        std::mem::take(&mut self.saving.news)
    }

    /// Merges a change with the record, to be worked out on any thread and given back to [`finish_merge`](Self::finish_merge). One
    /// that was begun before is not put in place any more.
    ///
    /// # Errors
    /// Gives the change back without a folder, and while a save is under way.
    pub fn begin_merge(&mut self, change: impl Into<ExternalChange>) -> Result<MergeJob, ExternalChange> {
        let change = change.into();
        let Some(store) = self.saving.store.as_ref().filter(|_| self.saving.in_flight.is_empty()) else { return Err(change) };
        self.saving.merges += 1;
        self.saving.edited = Some(IdSet::default());
        let basis = Basis { number: self.saving.merges, revision: self.revision, generation: store.generation() };
        let merge = Merge {
            folder: Folder::clone(store),
            workspace: self.workspace.clone(),
            to_save: self.saving.unsaved.clone(),
            unseen: self.saving.unseen.clone(),
            now: self.surroundings.now(),
            author: self.author.clone(),
            before: BTreeMap::new(),
            concerned: BTreeSet::new(),
            saved: BTreeSet::new(),
            unsaved: BTreeSet::new(),
            noted: BTreeSet::new(),
        };
        Ok(MergeJob { change, basis, merge, problems: Arc::clone(&self.saving.problems) })
    }

    /// Puts in place what was merged. What is not unsaved becomes what the files say; the rest is merged field by field, and what
    /// both sides changed is kept both ways. This is no step that could be undone.
    ///
    /// # Errors
    /// Gives the change back, to be merged again, if what it concerns was edited or saved meanwhile.
    pub fn finish_merge(&mut self, merged: Merged) -> Result<News, ExternalChange> {
        let edited = self.saving.edited.take().unwrap_or_default();
        let now = self.now();
        let is_same = merged.basis.revision == self.revision;
        let Some(store) = &self.saving.store else { return Ok(News::default()) };
        let Basis { number, generation, .. } = merged.basis;
        if number != self.saving.merges || generation != store.generation() || self.is_saving() {
            return match merged.change {
                // The folder is not as it was when that was found.
                ExternalChange::Found(_) => Ok(News { again: true, ..News::default() }),
                change => Err(change),
            };
        }
        if !is_same && !merged.may_follow(&edited, &self.workspace) {
            return Err(merged.change);
        }
        let Merged { change, folder, workspace, edits, saved, unsaved, noted, mut news, problems, has_seen_all, .. } = merged;
        let lock = match change {
            ExternalChange::Found(change) => {
                if problems.is_some() && !news.again {
                    news.save = std::mem::take(&mut self.saving.wants_scan) && self.saving.outdated <= TRIES;
                }
                change.into_lock()
            }
            ExternalChange::Deleted => None,
            ExternalChange::WriteAgain => {
                news.save = true;
                None
            }
        };
        self.saving.access = folder.access().clone();
        if let Some(store) = &mut self.saving.store {
            store.replace(folder, lock);
        }
        if is_same {
            self.workspace = workspace;
        } else {
            for Edit { id, after, .. } in edits {
                match after {
                    Some(record) => drop(self.workspace.put(record)),
                    None => drop(self.workspace.take(id)),
                }
            }
        }
        let saving = &mut self.saving;
        for id in saved.iter().filter(|id| !edited.contains(*id)) {
            saving.unsaved.remove(id);
        }
        saving.unsaved.extend(unsaved);
        if !noted.is_empty() {
            saving.untold.note("take in what was changed outside", noted.into_iter().collect(), now);
        }
        if let Some(problems) = problems {
            saving.problems = Arc::new(problems);
        }
        if has_seen_all {
            saving.unseen.clear();
        }
        if !news.files.is_empty() {
            self.count_change();
        }
        Ok(news)
    }

    /// Merges a change here and now.
    pub fn apply_external(&mut self, change: impl Into<ExternalChange>) -> News {
        let again = News { again: true, ..News::default() };
        match self.begin_merge(change) {
            Ok(job) => self.finish_merge(job.run()).unwrap_or(again),
            Err(_) if self.saving.store.is_none() => News::default(),
            Err(_) => again,
        }
    }

    /// Takes the files that are gone, and about which the user was asked, as deleted. Their records go to the bin.
    pub fn take_missing_as_deleted(&mut self) -> News {
        self.apply_external(ExternalChange::Deleted)
    }

    /// Lets the files that are gone, and about which the user was asked, be written again by the next save.
    pub fn write_missing_again(&mut self) {
        self.apply_external(ExternalChange::WriteAgain);
    }
}

/// A merge under way.
#[derive(Debug)]
struct Merge {
    folder: Folder,
    workspace: Workspace,
    /// What is not saved yet.
    to_save: IdSet,
    unseen: IdSet,
    now: DateTime<Utc>,
    author: String,
    /// What records were that are not as they were.
    before: BTreeMap<RecordId, Option<Record>>,
    concerned: BTreeSet<RecordId>,
    saved: BTreeSet<RecordId>,
    unsaved: BTreeSet<RecordId>,
    noted: BTreeSet<RecordId>,
}

impl Merge {
    /// Makes of what came in and what is unsaved what the record is now.
    fn run(&mut self, outside: ExternalRecords) -> News {
        let ExternalRecords { mut base, mut theirs, also, files, left, unsaved, again } = outside;
        let mut news = News { files, again, ..News::default() };
        self.to_save.extend(unsaved.iter().copied());
        self.unsaved.extend(unsaved);
        if news.files.is_empty() {
            return news;
        }
        self.concerned.extend(base.keys().chain(theirs.keys()).chain(also.iter().flat_map(RecordMap::keys)));
        self.concerned.extend(left.values().flatten());
        // What came in anew is no state from which both sides began: a file that was removed here may be there again, changed.
        let is_known = |id: &RecordId| base.contains_key(id) || theirs.contains_key(id);
        let elsewhere: BTreeSet<RecordId> = self.to_save.iter().filter(|id| !is_known(id)).copied().collect();
        for (id, record) in self.folder.as_saved(&elsewhere) {
            theirs.entry(id).or_insert_with(|| record.clone());
            base.entry(id).or_insert(record);
        }
        // What was saved here and not yet seen by anybody counts as made beside what came in, so that it keeps what it names.
        for (id, record) in self.folder.as_saved(&self.unseen.iter().copied().collect()) {
            let is_as_saved = theirs.get(&id).is_none_or(|there| base.get(&id) == Some(there));
            if is_as_saved && self.workspace.get(id).as_ref() == Some(&record) {
                base.remove(&id);
                theirs.insert(id, record);
            }
        }
        let on_disk: BTreeSet<RecordId> = theirs.keys().copied().collect();
        let entries = self.needed_from_bin(&mut base, &mut theirs);
        self.concerned.extend(&entries);
        let ids = base.keys().chain(theirs.keys()).chain(left.values().flatten()).chain(self.to_save.iter()).chain(&entries);
        let mut ours: RecordMap = ids.filter_map(|id| Some((*id, self.workspace.get(*id)?))).collect();
        for version in also {
            ours = merge_tables(&base, &ours, &version).records;
        }
        let merged = merge_tables(&base, &ours, &theirs).records;
        let deleted = self.deleted(left.into_values().flatten().filter(|id| !merged.contains_key(id)).collect(), &merged);
        let binned = deleted.len();
        let told = self.become_what_was_merged([&base, &ours], &on_disk, &theirs, merged);
        self.put_into_bin(deleted);
        self.tidy_bin();
        if let Some(gone) = told.deleted_words(binned > 0) {
            news.words.push(gone);
        }
        news.words.splice(0..0, told.changed_words());
        news
    }

    /// Makes a record what it is to be.
    fn set(&mut self, id: RecordId, after: Option<Record>) {
        let before = match after {
            Some(record) => self.workspace.put(record),
            None => self.workspace.take(id),
        };
        self.before.entry(id).or_insert(before);
    }

    /// Takes note of what is to be written. Returns whether it was not before.
    fn is_to_save(&mut self, id: RecordId) -> bool {
        self.saved.remove(&id);
        self.unsaved.insert(id);
        self.to_save.insert(id).is_none()
    }

    /// What another program wrote may need what was deleted here: for whoever wrote it, it is still there. Gives the bin entries
    /// that it is in.
    fn needed_from_bin(&self, base: &mut RecordMap, theirs: &mut RecordMap) -> Vec<RecordId> {
        let mut entries = Vec::new();
        let mut waiting: Vec<RecordId> = theirs.keys().copied().filter(|id| theirs.get(id) != base.get(id)).collect();
        while let Some(record) = waiting.pop().and_then(|id| theirs.get(&id).cloned()) {
            for needed in references(&record).into_iter().map(|reference| reference.target) {
                if theirs.contains_key(&needed) || self.workspace.contains(needed) {
                    continue;
                }
                let mut binned =
                    self.workspace.bin.values().flat_map(|entry| entry.records.iter().map(move |record| (entry.id, record)));
                let Some((entry, record)) = binned.find(|(_, record)| record.id() == needed) else { continue };
                base.insert(needed, record.clone());
                theirs.insert(needed, record.clone());
                entries.push(entry.into());
                waiting.push(needed);
            }
        }
        entries
    }

    /// Puts in what was merged. What differs from the files is to be written.
    fn become_what_was_merged(
        &mut self,
        before: [&RecordMap; 2],
        on_disk: &BTreeSet<RecordId>,
        theirs: &RecordMap,
        mut merged: RecordMap,
    ) -> Told {
        let mut told = Told::default();
        let tables = before.into_iter().chain([theirs, &merged]);
        let ids: BTreeSet<RecordId> = tables.flat_map(BTreeMap::keys).chain(self.to_save.iter()).copied().collect();
        for id in ids {
            let after = merged.remove(&id);
            if after.as_ref() == theirs.get(&id).filter(|_| on_disk.contains(&id)) {
                if self.to_save.remove(&id).is_some() {
                    self.unsaved.remove(&id);
                    self.saved.insert(id);
                }
            } else if self.is_to_save(id) {
                self.noted.insert(id);
            }
            let before = self.workspace.view(id);
            if before == after.as_ref() {
                continue;
            }
            told.note(id, before.is_some(), after.is_some());
            self.set(id, after);
        }
        told
    }

    /// What was deleted outside and is in no bin entry, by what belongs together: each becomes an entry of the bin.
    fn deleted(&self, ids: BTreeSet<RecordId>, merged: &RecordMap) -> Vec<(String, Vec<Record>)> {
        let entries = merged.values().filter_map(|record| if let Record::Binned(entry) = record { Some(&**entry) } else { None });
        let binned: BTreeSet<RecordId> =
            entries.chain(self.workspace.bin.values()).flat_map(|entry| &entry.records).map(Record::id).collect();
        let is_kept = |id: &RecordId| !binned.contains(id) && !matches!(id, RecordId::Binned(_) | RecordId::Clash(_));
        let mut left: BTreeSet<RecordId> = ids.into_iter().filter(is_kept).collect();
        let mut groups = Vec::new();
        // In this order a negotiation comes before its rounds, and a round before what was said in it.
        while let Some(first) = left.pop_first() {
            let held = self.workspace.held_by(first).into_iter().skip(1).filter(|id| left.contains(id));
            let group: Vec<RecordId> = std::iter::once(first).chain(held).collect();
            left.retain(|id| !group.contains(id));
            let records: Vec<Record> = group.into_iter().filter_map(|id| self.workspace.get(id)).collect();
            if !records.is_empty() {
                groups.push((names::title(&self.workspace, first), records));
            }
        }
        groups
    }

    fn put_into_bin(&mut self, deleted: Vec<(String, Vec<Record>)>) {
        for (title, records) in deleted {
            let (id, stamp) = (bin_id(&records), Stamp::new(self.now, &self.author));
            self.set(id.into(), Some(Binned { id, stamp, title, records }.into()));
            self.is_to_save(id.into());
            self.noted.insert(id.into());
        }
    }

    /// Takes the bin entries out that were made here for what has come back since, or is in the bin by another way.
    fn tidy_bin(&mut self) {
        let made_here = |id: &BinId| id.0.get_version_num() == 5;
        let is_kept_elsewhere = |entry: &Binned, record: &Record| {
            let others = self.workspace.bin.values().filter(|other| other.id != entry.id && !made_here(&other.id));
            self.workspace.get(record.id()).as_ref() == Some(record)
                || others.flat_map(|other| &other.records).any(|other| other == record)
        };
        let entries = self.workspace.bin.values().filter(|entry| made_here(&entry.id));
        let double = entries.filter(|entry| entry.records.iter().all(|record| is_kept_elsewhere(entry, record)));
        for id in double.map(|entry| RecordId::from(entry.id)).collect::<Vec<_>>() {
            self.set(id, None);
            self.is_to_save(id);
            self.noted.insert(id);
        }
    }
}

/// Which files could be read before and cannot now.
fn damaged_words(before: &[Problem], now: &[Problem]) -> Option<String> {
    let before = set_aside(before);
    let damaged: Vec<PathBuf> = set_aside(now).difference(&before).cloned().collect();
    match damaged.as_slice() {
        [] => None,
        [file] => Some(format!("{} is damaged: see the page Problems.", file.display())),
        files => Some(format!("{} files are damaged: see the page Problems.", files.len())),
    }
}

/// What became of the folder as a whole.
fn folder_words(folder: &Folder, was_gone: bool, was_asked: usize, was_open: &Access) -> Vec<String> {
    let mut words = Vec::new();
    match folder.gone() {
        Some(why) if !was_gone => words.push(format!("{why}.")),
        None if was_gone => words.push("The folder is back.".to_owned()),
        _ => {}
    }
    let asked = folder.asked_about().count();
    if asked > was_asked {
        let files = counted(asked, "file");
        words.push(format!(
            "{files} of the record {} gone from the folder: choose what it means on the page Problems.",
            are(asked)
        ));
    }
    if folder.access() != was_open {
        words.push(match folder.access() {
            Access::Writable => "The folder is free: changes can be made here now.".to_owned(),
            Access::ReadOnly { why } => format!("This workspace is read-only now: {why}."),
        });
    }
    words
}

/// The id of the bin entry for what was deleted outside: the same wherever it is noticed, so that two copies of a folder do not
/// have it twice.
fn bin_id(records: &[Record]) -> BinId {
    let first = records.first().map(|record| record.id().uuid()).unwrap_or_default();
    let all: Vec<String> = records.iter().map(|record| format!("{} {}", record.id().uuid(), record.stamp().changed)).collect();
    BinId(Uuid::new_v5(&first, all.join("\n").as_bytes()))
}

/// What changed, counted by kind.
#[derive(Default)]
struct Told {
    changed: BTreeMap<RecordKind, usize>,
    deleted: BTreeMap<RecordKind, usize>,
    contested: usize,
}

/// The order of kinds, and their noun.
type RecordKind = (usize, &'static str);

impl Told {
    fn note(&mut self, id: RecordId, was_there: bool, is_there: bool) {
        match (id, was_there, is_there) {
            (RecordId::Clash(_), false, true) => self.contested += 1,
            (RecordId::Clash(_), ..) => {}
            (_, _, true) => *self.changed.entry(kind(id)).or_default() += 1,
            (_, _, false) => *self.deleted.entry(kind(id)).or_default() += 1,
        }
    }

    fn changed_words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if !self.changed.is_empty() {
            words.push(format!("Changed outside: {}.", listed(&self.changed)));
        }
        if self.contested > 0 {
            let was = if self.contested == 1 { "was" } else { "were" };
            words.push(format!("{} {was} changed in two places: choose.", counted(self.contested, "field")));
        }
        words
    }

    fn deleted_words(&self, is_binned: bool) -> Option<String> {
        let now = if is_binned { ", now in the bin" } else { "" };
        (!self.deleted.is_empty()).then(|| format!("Deleted outside: {}{now}.", listed(&self.deleted)))
    }
}

fn listed(counts: &BTreeMap<RecordKind, usize>) -> String {
    counts.iter().map(|((_, noun), count)| counted(*count, noun)).collect::<Vec<_>>().join(", ")
}

/// What the reader looks for first comes first.
fn kind(id: RecordId) -> RecordKind {
    const ORDER: [&str; 10] =
        ["negotiation", "round", "statement", "follow-up", "incident", "issue", "source", "party", "person", "bin entry"];
    let noun = id.noun();
    (ORDER.iter().position(|other| *other == noun).unwrap_or(ORDER.len()), noun)
}

/// The files that could not be read.
fn set_aside(problems: &[Problem]) -> BTreeSet<PathBuf> {
    problems.iter().filter(|problem| problem.kept_as == Kept::SetAside).map(|problem| problem.file.clone()).collect()
}

fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

#[cfg(test)]
mod tests;
