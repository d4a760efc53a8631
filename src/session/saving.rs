//! Opening a data folder as a session, and saving what was changed.

use super::external::{News, TRIES};
use super::order::{later_than, latest};
use super::{Refusal, Session, Surroundings, history::Untold, undo::UndoStacks};
use crate::model::{Change, Filed, IdSet, Record, RecordId, Workspace};
use crate::store::{Access, Folder, Kept, Opened, Problem, SaveDone, SaveFailure, SaveJob, Store, documents};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder behind a session, and what of the record is not on it yet.
pub(super) struct Saving {
    pub(super) store: Option<Store>,
    pub(super) access: Access,
    pub(super) problems: Arc<Vec<Problem>>,
    pub(super) unsaved: IdSet,
    pub(super) in_flight: IdSet,
    /// How many merges of external changes were begun.
    pub(super) merges: u64,
    /// What was edited since the last of them was, while it is under way.
    pub(super) edited: Option<IdSet>,
    failures: Vec<SaveFailure>,
    /// How often in a row a save met a file that another program had changed.
    pub(super) outdated: u32,
    /// What was saved since the folder was last looked at: another program that deletes what it names did not know of it.
    pub(super) unseen: IdSet,
    /// The revision after which all that is not saved is to be saved as a whole or not at all.
    pub(super) whole: Option<u64>,
    /// The same of the save under way, or else of the last one, if it is done so.
    flies_whole: Option<u64>,
    /// Whether the last one did, and nobody has looked at the folder since.
    pub(super) wants_scan: bool,
    /// What came in where nobody took it to the user.
    pub(super) news: News,
    /// What the history is still to be told.
    pub(super) untold: Untold,
}

impl Saving {
    /// What is known of the folder, if there is one.
    pub(super) fn folder(&self) -> Option<&Folder> {
        self.store.as_deref()
    }

    pub(super) fn note_changed(&mut self, label: &str, touched: IdSet, now: DateTime<Utc>) {
        self.note_edited(&touched);
        if self.store.is_some() {
            add(&mut self.unsaved, touched.clone());
            self.untold.note(label, touched, now);
        }
    }

    /// Takes note of what an external change that is being merged does not know.
    pub(super) fn note_edited(&mut self, touched: &IdSet) {
        if let Some(edited) = &mut self.edited {
            add(edited, touched.clone());
        }
    }
}

/// Adds ids to others. It takes as long as the smaller of the two is large.
pub(super) fn add(ids: &mut IdSet, others: IdSet) {
    *ids = std::mem::take(ids).union(others);
}

impl Session {
    /// A session on an opened data folder. Changes are made in the name of `author`.
    pub fn open(opened: Opened, surroundings: Box<dyn Surroundings>, author: &str) -> Self {
        let Opened { store, workspace, problems, access } = opened;
        Self::with(workspace, surroundings, author, Some(store), access, problems)
    }

    /// A session with no folder behind it: nothing in it is ever saved.
    pub fn in_memory(workspace: Workspace, surroundings: Box<dyn Surroundings>, author: &str) -> Self {
        Self::with(workspace, surroundings, author, None, Access::Writable, Vec::new())
    }

    fn with(
        workspace: Workspace,
        mut surroundings: Box<dyn Surroundings>,
        author: &str,
        store: Option<Store>,
        access: Access,
        problems: Vec<Problem>,
    ) -> Self {
        let fresh_id = later_than(latest(&workspace), surroundings.id());
        Self {
            workspace,
            undo: UndoStacks::default(),
            saving: Saving {
                store,
                access,
                problems: problems.into(),
                unsaved: IdSet::default(),
                in_flight: IdSet::default(),
                merges: 0,
                edited: None,
                failures: Vec::new(),
                outdated: 0,
                unseen: IdSet::default(),
                whole: None,
                flies_whole: None,
                wants_scan: false,
                news: News::default(),
                untold: Untold::default(),
            },
            revision: 0,
            author: crate::model::plain::plain(author).into_owned(),
            fresh_id,
            begun: Vec::new(),
            search_index: Default::default(),
            surroundings,
        }
    }

    /// The data folder, if there is one.
    pub fn dir(&self) -> Option<&Path> {
        self.saving.store.as_ref().map(|store| store.dir())
    }

    /// The file that a record is in, relative to the data folder; none before it is saved.
    pub fn file_of(&self, id: RecordId) -> Option<&Path> {
        self.saving.store.as_ref()?.file_of(id)
    }

    /// What was found wrong when the folder was read.
    pub fn problems(&self) -> &[Problem] {
        &self.saving.problems
    }

    /// That something of the record could not be read, if so, as a clause: what is in it would look as if it were not there.
    pub fn unread(&self) -> Option<String> {
        let unread: BTreeSet<&Path> =
            self.problems().iter().filter(|it| it.kept_as == Kept::SetAside).map(|it| it.file.as_path()).collect();
        match unread.len() {
            0 => None,
            1 => unread.first().map(|file| format!("{} could not be read", file.display())),
            many => Some(format!("{many} files or folders of the record could not be read")),
        }
    }

    /// The files of documents that no source names, relative to the data folder, each with its size in bytes: what can be removed without
    /// loss to the record. None where a file of the record could not be read, is gone, or is of a newer version: it may name them.
    pub fn unused_documents(&self) -> Vec<(PathBuf, u64)> {
        self.dir().filter(|_| self.is_all_known()).map(|dir| documents::unused(dir, &self.workspace)).unwrap_or_default()
    }

    /// Whether all files of the record were read as they are.
    pub fn is_all_known(&self) -> bool {
        self.problems().iter().all(|problem| problem.kept_as == Kept::Opened)
    }

    /// Whether the folder can be written to.
    pub fn access(&self) -> &Access {
        &self.saving.access
    }

    /// What could not be saved at the last try. It is kept, and tried again.
    pub fn save_failures(&self) -> &[SaveFailure] {
        &self.saving.failures
    }

    /// Whether something is not on disk yet, a save under way included.
    pub fn has_unsaved(&self) -> bool {
        !self.saving.unsaved.is_empty() || !self.saving.in_flight.is_empty()
    }

    /// Whether a save is under way.
    pub fn is_saving(&self) -> bool {
        !self.saving.in_flight.is_empty()
    }

    /// A save of what is not saved yet, to be run on any thread and given back to [`finish_save`](Self::finish_save). None while a
    /// save is under way or when nothing was changed.
    pub fn begin_save(&mut self) -> Option<SaveJob> {
        if self.saving.unsaved.is_empty() || self.is_saving() {
            return None;
        }
        // What has nothing filled in is not there for the files.
        let workspace = self.stated();
        let saving = &mut self.saving;
        let store = saving.store.as_ref()?;
        saving.in_flight = std::mem::take(&mut saving.unsaved);
        saving.untold.save_begins();
        saving.flies_whole = saving.whole;
        Some(store.save_job(workspace, saving.in_flight.clone(), saving.flies_whole.is_some()))
    }

    /// What is changed now came in together, and is saved as a whole or not at all.
    pub(super) fn save_next_as_a_whole(&mut self) {
        self.saving.whole = Some(self.revision);
    }

    /// Takes a change back that was to be saved as a whole and could not be, unless something was changed since: then it is saved like
    /// anything else, as far as it can be. Returns why it could not be saved.
    pub fn take_back_unsaved(&mut self) -> Option<String> {
        if self.is_saving() || self.saving.failures.is_empty() {
            return None;
        }
        let revision = self.saving.flies_whole.take()?;
        self.saving.whole = self.saving.whole.filter(|whole| *whole != revision);
        let why = self.saving.failures.first().map(failure_words)?;
        if revision != self.revision {
            return None;
        }
        self.saving.failures.clear();
        self.undo()?;
        Some(why)
    }

    /// Takes note of what a save did. What failed is unsaved again.
    pub fn finish_save(&mut self, done: SaveDone) {
        let SaveDone { report, was_saved, folder } = done;
        let saving = &mut self.saving;
        let flown = std::mem::take(&mut saving.in_flight);
        if was_saved {
            saving.failures.clear();
            saving.whole = saving.whole.filter(|whole| Some(*whole) != saving.flies_whole);
            saving.untold.nothing_to_save();
            return;
        }
        if let Some(store) = &mut saving.store {
            store.replace(folder, None);
        }
        saving.untold.save_ends(&report);
        let is_complete = report.is_complete();
        saving.failures = report.failed;
        match report.outdated.into_iter().next() {
            Some(file) => {
                saving.outdated += 1;
                saving.wants_scan = true;
                if saving.outdated > TRIES {
                    let why = "is changed by another program again and again. What you typed is kept here, and saved as soon as that \
                               program leaves the file alone for a moment";
                    saving.failures.push(SaveFailure { file, why: why.to_owned(), records: flown.iter().copied().collect() });
                }
            }
            None => saving.outdated = 0,
        }
        if is_complete {
            saving.whole = saving.whole.filter(|whole| Some(*whole) != saving.flies_whole);
            add(&mut saving.unseen, flown);
        } else {
            add(&mut saving.unsaved, flown);
        }
    }

    /// Takes note that no report will come of the save under way. All of it is unsaved again.
    pub fn abandon_save(&mut self) {
        let saving = &mut self.saving;
        let flown = std::mem::take(&mut saving.in_flight);
        add(&mut saving.unsaved, flown);
        self.saving.untold.save_is_abandoned();
    }

    /// Saves here and now, and waits for it. Not while a save runs on another thread.
    ///
    /// # Errors
    /// Which file could not be written and why, in words; its edits are kept.
    pub fn save(&mut self) -> Result<(), Refusal> {
        if self.is_saving() {
            return Err(Refusal("A save is still under way.".to_owned()));
        }
        while let Some(job) = self.begin_save() {
            self.finish_save(job.run());
            if !self.wants_scan() || !self.scan_now() {
                break;
            }
        }
        match self.saving.failures.first() {
            Some(failure) => Err(Refusal(failure_words(failure))),
            None => Ok(()),
        }
    }

    /// The same, as a whole or not at all: if one file cannot be written, none is.
    ///
    /// # Errors
    /// Which file could not be written and why, in words. All files are as they were.
    pub fn save_as_a_whole(&mut self) -> Result<(), Refusal> {
        self.save_next_as_a_whole();
        let saved = self.save();
        self.saving.whole = None;
        match saved {
            // Another program did not leave a file alone.
            Ok(()) if self.has_unsaved() => {
                Err(Refusal("Another program changed the record at the same time. Try again.".to_owned()))
            }
            saved => saved,
        }
    }

    /// Refuses what could never be saved: a read-only folder, or a record whose file opened read-only.
    pub(super) fn check_writable(&self, change: &Change) -> Result<(), Refusal> {
        check_writable(&self.saving.access, self.saving.folder(), change)
    }
}

/// Refuses what could never be saved in that folder.
pub(super) fn check_writable(access: &Access, folder: Option<&Folder>, change: &Change) -> Result<(), Refusal> {
    if let Access::ReadOnly { why } = access {
        return Err(Refusal(format!("This workspace is read-only: {why}")));
    }
    let Some(folder) = folder else {
        return Ok(());
    };
    let records = change.edits.iter().flat_map(|edit| [&edit.before, &edit.after]).flatten();
    for id in records.flat_map(|record| [Some(record.id()), keeper(record)]).flatten() {
        if let Some(why) = folder.read_only(id) {
            return Err(Refusal(format!("The file of this {} is read-only: {why}", id.noun())));
        }
    }
    Ok(())
}

fn failure_words(failure: &SaveFailure) -> String {
    match failure.file.as_os_str().is_empty() {
        true => failure.why.clone(),
        false => format!("{} could not be saved: {}", failure.file.display(), failure.why),
    }
}

/// The record in whose file another one is kept.
fn keeper(record: &Record) -> Option<RecordId> {
    match record.id().filed() {
        Filed::Alone => None,
        Filed::WithNegotiation => record.negotiation().map(Into::into),
        Filed::WithRound => record.round().map(Into::into),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Fixed, New};
    use uuid::Uuid;

    #[test]
    fn a_save_without_a_report_is_not_taken_for_done_and_is_made_up_for() {
        let dir = tempfile::tempdir().unwrap();
        let opened = Store::open(dir.path(), Uuid::from_u128(1)).unwrap();
        let mut session = Session::open(opened, Box::new(Fixed::at(DateTime::UNIX_EPOCH)), "");
        let party = session.create(New::Party { name: "Ukraine".to_owned() }).unwrap();
        drop(session.begin_save().unwrap());
        assert!(session.save().is_err(), "nobody knows yet what became of it");
        assert!(session.has_unsaved());
        session.abandon_save();
        session.save().unwrap();
        assert!(!session.has_unsaved());
        assert!(session.file_of(party).is_some_and(|file| file.starts_with("parties")));
    }
}
