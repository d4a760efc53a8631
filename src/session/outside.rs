//! What other programs changed in the folder while the record was open: taken in, merged with what is unsaved, and told in words.

use super::Session;
use crate::model::fields::{RecordMap, merge_tables};
use crate::model::{BinId, Binned, Record, RecordId, Stamp, references};
use crate::query::names;
use crate::query::usage::counted;
use crate::store::{Kept, Look, Outside, Problem, Sight};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
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

impl Session {
    /// A look at the folder, to be run on any thread and given back to [`take_in`](Self::take_in). None without a folder, and while
    /// a save is under way.
    pub fn look(&self) -> Option<Look> {
        if self.is_saving() {
            return None;
        }
        let look = self.saving.store.as_ref()?.look(self.now());
        // A save that had to stop for it goes on even if there is nothing to see.
        Some(if self.saving.wants_look { look.to_be_told() } else { look })
    }

    /// Whether a save met what it did not know, so that there must be a look before it can go on.
    pub fn wants_look(&self) -> bool {
        self.saving.wants_look && !self.is_saving()
    }

    /// Looks at the folder here and now. Returns whether a save that had to stop can go on; the news are kept.
    pub(super) fn look_now(&mut self) -> bool {
        for _ in 0..TRIES {
            let Some(look) = self.look() else { return false };
            let News { words, files, again, save } = self.take_in(look.run());
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

    /// Takes in what a look found. What is not unsaved becomes what the files say; the rest is merged field by field, and what
    /// both sides changed is kept both ways. This is no step that could be undone.
    pub fn take_in(&mut self, sight: Sight) -> News {
        if self.is_saving() {
            return News { again: true, ..News::default() };
        }
        let Some(store) = &mut self.saving.store else { return News::default() };
        if sight.is_nothing_new() {
            store.take_in(sight, &self.workspace);
            self.saving.unseen.clear();
            return News::default();
        }
        let was_gone = store.gone().is_some();
        let was_asked = store.asked_about().count();
        let was_open = self.saving.access.clone();
        let was_aside = set_aside(&self.saving.problems);
        let outside = store.take_in(sight, &self.workspace);
        let is_gone = store.gone().map(str::to_owned);
        let asked = store.asked_about().count();
        self.saving.access = store.access().clone();
        let mut news = self.merge(outside);
        let aside: Vec<PathBuf> = set_aside(&self.saving.problems).difference(&was_aside).cloned().collect();
        match aside.as_slice() {
            [] => {}
            [file] => news.words.push(format!("{} is damaged: see the page Problems.", file.display())),
            files => news.words.push(format!("{} files are damaged: see the page Problems.", files.len())),
        }
        match is_gone {
            Some(why) if !was_gone => news.words.push(format!("{why}.")),
            None if was_gone => news.words.push("The folder is back.".to_owned()),
            _ => {}
        }
        if asked > was_asked {
            let files = counted(asked, "file");
            news.words.push(format!(
                "{files} of the record {} gone from the folder: choose what it means on the page Problems.",
                are(asked)
            ));
        }
        if self.saving.access != was_open {
            news.words.push(match self.access() {
                super::Access::Writable => "The folder is free: changes can be made here now.".to_owned(),
                super::Access::ReadOnly { why } => format!("This workspace is read-only now: {why}."),
            });
        }
        if !news.again {
            news.save = std::mem::take(&mut self.saving.wants_look) && self.saving.outdated <= TRIES;
        }
        news
    }

    /// Takes the files that are gone, and about which the user was asked, as deleted. Their records go to the bin.
    pub fn take_missing_as_deleted(&mut self) -> News {
        match self.saving.store.as_mut().filter(|_| self.saving.in_flight.is_empty()) {
            Some(store) => {
                let outside = store.take_as_deleted();
                self.merge(outside)
            }
            None => News { again: true, ..News::default() },
        }
    }

    /// Lets the files that are gone, and about which the user was asked, be written again by the next save.
    pub fn write_missing_again(&mut self) {
        if let Some(store) = self.saving.store.as_mut().filter(|_| self.saving.in_flight.is_empty()) {
            let unsaved = store.write_again();
            self.saving.unsaved.extend(unsaved);
            self.saving.problems = store.problems(&self.workspace);
        }
    }

    /// Makes of what came in and what is unsaved what the record is now.
    fn merge(&mut self, outside: Outside) -> News {
        let Some(store) = &self.saving.store else { return News::default() };
        let Outside { mut base, mut theirs, also, files, left, unsaved, again } = outside;
        let mut news = News { files, again, ..News::default() };
        self.saving.unsaved.extend(unsaved);
        if !news.files.is_empty() {
            // What came in anew is no state from which both sides began: a file that was removed here may be there again, changed.
            let is_known = |id: &RecordId| base.contains_key(id) || theirs.contains_key(id);
            let elsewhere: BTreeSet<RecordId> = self.saving.unsaved.iter().filter(|id| !is_known(id)).copied().collect();
            for (id, record) in store.as_saved(&elsewhere) {
                theirs.entry(id).or_insert_with(|| record.clone());
                base.entry(id).or_insert(record);
            }
            // What was saved here and not yet seen by anybody counts as made beside what came in, so that it keeps what it names.
            for (id, record) in store.as_saved(&self.saving.unseen) {
                let is_as_saved = theirs.get(&id).is_none_or(|there| base.get(&id) == Some(there));
                if is_as_saved && self.workspace.get(id).as_ref() == Some(&record) {
                    base.remove(&id);
                    theirs.insert(id, record);
                }
            }
            let on_disk: BTreeSet<RecordId> = theirs.keys().copied().collect();
            let entries = self.needed_from_bin(&mut base, &mut theirs);
            let ids = base.keys().chain(theirs.keys()).chain(left.values().flatten()).chain(&self.saving.unsaved).chain(&entries);
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
        }
        if !news.again {
            self.saving.unseen.clear();
        }
        if let Some(store) = &self.saving.store {
            self.saving.problems = store.problems(&self.workspace);
        }
        news
    }

    /// What another program wrote may need what was deleted here: for whoever wrote it, it is still there. Gives the bin entries
    /// that it is in.
    fn needed_from_bin(&self, base: &mut RecordMap, theirs: &mut RecordMap) -> Vec<RecordId> {
        let mut entries = Vec::new();
        let mut ahead: Vec<RecordId> = theirs.keys().copied().filter(|id| theirs.get(id) != base.get(id)).collect();
        while let Some(record) = ahead.pop().and_then(|id| theirs.get(&id).cloned()) {
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
                ahead.push(needed);
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
        merged: RecordMap,
    ) -> Told {
        let mut told = Told::default();
        let mut to_write = Vec::new();
        let tables = before.into_iter().chain([theirs, &merged]);
        let ids: BTreeSet<RecordId> = tables.flat_map(BTreeMap::keys).copied().collect();
        let ids: BTreeSet<RecordId> = ids.union(&self.saving.unsaved).copied().collect();
        let mut merged = merged;
        for id in ids {
            let after = merged.remove(&id);
            if after.as_ref() == theirs.get(&id).filter(|_| on_disk.contains(&id)) {
                self.saving.unsaved.remove(&id);
            } else if self.saving.unsaved.insert(id) {
                to_write.push(id);
            }
            let before = self.workspace.get(id);
            if before == after {
                continue;
            }
            told.note(id, before.is_some(), after.is_some());
            match after {
                Some(record) => drop(self.workspace.put(record)),
                None => drop(self.workspace.take(id)),
            }
        }
        self.note_merged(to_write);
        told
    }

    fn note_merged(&mut self, to_write: Vec<RecordId>) {
        self.revision += 1;
        self.fresh_id = self.new_id();
        if !to_write.is_empty() {
            let now = self.now();
            self.saving.untold.note("take in what was changed outside", to_write.into_iter(), now);
        }
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
            let (id, stamp) = (bin_id(&records), Stamp::new(self.now(), &self.author));
            self.workspace.put(Binned { id, stamp, title, records }.into());
            self.saving.unsaved.insert(id.into());
            self.note_merged(vec![id.into()]);
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
            self.workspace.take(id);
            self.saving.unsaved.insert(id);
            self.note_merged(vec![id]);
        }
    }
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
