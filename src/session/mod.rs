//! The open workspace and its only writer: checked edits with labels, undo and redo, the bin, and saving.

mod begun;
mod capture;
mod choose;
mod create;
mod entry;
mod erase;
mod external;
mod history;
mod log;
mod making;
mod mending;
mod notes;
mod order;
mod parts;
mod passages;
mod prepared;
mod proposal;
mod restore;
mod saving;
mod surroundings;
mod undo;
mod validate;

pub use begun::{Begun, FormState};
pub use capture::{Capture, CaptureAs, Speaker, UnderRound};
pub use create::New;
pub use entry::Logged;
pub use external::{ExternalChange, MergeJob, Merged, News};
pub use log::new_issues;
pub use notes::{notes_of, with_line};
pub use prepared::{Preparation, PreparedTransaction};
pub use proposal::{Gesture, Proposal, Refusal};
pub use restore::gone_words;
pub use surroundings::{Fixed, Surroundings};

pub use crate::store::drafts::{self, Draft};
/// What a screen shows of the folder behind a session.
pub use crate::store::history::{FileVersion, Verdict, Version, VersionId, Versions};
pub use crate::store::{Access, Copied, EarlierError, EarlierVersion, FileError, Kept, Problem, RawText, Row, SaveFailure};

use crate::model::plain::plain;
use crate::model::{BinId, Binned, Change, Edit, IdSet, Record, RecordId, Stamp, Workspace};
use crate::query::search::Index;
use chrono::{DateTime, Utc};
use order::{later_than, latest};
use std::cell::{Ref, RefCell};
use std::collections::BTreeSet;
use uuid::Uuid;

/// An open workspace.
pub struct Session {
    /// Shared with whoever works on it beside the window; copied only if it changes while somebody does.
    workspace: Workspace,
    undo: undo::UndoStacks,
    saving: saving::Saving,
    revision: u64,
    author: String,
    surroundings: Box<dyn Surroundings>,
    fresh_id: Uuid,
    /// What was made and may have nothing filled in.
    begun: Vec<begun::Beginning>,
    /// Follows the record when something is looked for.
    search_index: RefCell<Index>,
}

impl Session {
    /// The workspace as it is now.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The workspace as it is now, for work on another thread. It costs nothing: it shares all records with the session until they change.
    pub fn snapshot(&self) -> Workspace {
        self.workspace.clone()
    }

    /// The search index of the workspace as it is now. What was changed since it was last asked for is indexed first.
    pub fn search_index(&self) -> Ref<'_, Index> {
        self.search_index.borrow_mut().update(&self.workspace);
        self.search_index.borrow()
    }

    /// Rises with every change: what is computed from the workspace can be kept until it does.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The time now.
    pub fn now(&self) -> DateTime<Utc> {
        self.surroundings.now()
    }

    /// A fresh id.
    pub fn new_id(&mut self) -> Uuid {
        later_than(latest(&self.workspace), self.surroundings.id())
    }

    /// Fresh ids for work on another thread, each greater than those before it and than all that were given out until now.
    pub fn ids(&mut self) -> Box<dyn FnMut() -> Uuid + Send> {
        let (mut latest, mut ids) = (latest(&self.workspace), self.surroundings.ids());
        Box::new(move || {
            let id = later_than(latest, ids());
            latest = Some(id);
            id
        })
    }

    /// An id that nothing has yet, for a view that proposes something new and cannot draw an id itself. It stays the same until
    /// the record changes, so one proposal can make one thing with it.
    pub fn fresh_id(&self) -> Uuid {
        self.fresh_id
    }

    /// In whose name records are changed; may be empty.
    pub fn author(&self) -> &str {
        &self.author
    }

    /// Sets in whose name records are changed from now on.
    pub fn set_author(&mut self, author: &str) {
        self.author = plain(author).into_owned();
    }

    /// Checks a proposal and does it. A record that would not change is left alone, stamp and all. Control characters in what is new
    /// are left out.
    ///
    /// # Errors
    /// In words, if a record is not valid or its file cannot be written to; nothing is changed then.
    pub fn perform(&mut self, mut proposal: Proposal) -> Result<(), Refusal> {
        prepared::make_plain(&self.workspace, &mut proposal.puts);
        let edits = prepared::edits(&self.workspace, proposal.puts, self.now(), &self.author);
        self.commit(Change { label: proposal.label, edits }, proposal.gesture)
    }

    /// Makes a new record and puts it in.
    ///
    /// # Errors
    /// As [`perform`](Self::perform).
    pub fn create(&mut self, new: New) -> Result<RecordId, Refusal> {
        let record = self.draft(new);
        let id = record.id();
        self.perform(Proposal::put(format!("add {}", id.noun()), record))?;
        Ok(id)
    }

    /// Moves a record, with everything it holds, to the bin.
    ///
    /// # Errors
    /// If there is no such record, it is in the bin already, or a file of it cannot be written to.
    pub fn delete(&mut self, id: RecordId, title: &str) -> Result<BinId, Refusal> {
        if matches!(id, RecordId::Binned(_)) {
            return Err(Refusal("This is in the bin already.".to_owned()));
        }
        let records: Vec<Record> = self.workspace.held_by(id).into_iter().filter_map(|held| self.workspace.get(held)).collect();
        if !self.workspace.contains(id) {
            return Err(Refusal(format!("This {} is no longer there.", id.noun())));
        }
        let bin_id = BinId(self.new_id());
        let edits = self.edits_into_bin(bin_id, title, records);
        self.commit(Change { label: format!("delete {}", id.noun()), edits }, None)?;
        self.end_entry();
        Ok(bin_id)
    }

    /// Moves several records to the bin in one step, each with everything it holds as an entry of its own, so that each can come back
    /// alone and one undo brings back all. What another of them holds goes with that. Returns how many entries there are.
    ///
    /// # Errors
    /// If one of them is not there or is in the bin already, or a file of them cannot be written to; nothing is deleted then.
    pub fn delete_all(&mut self, ids: &[(RecordId, String)]) -> Result<usize, Refusal> {
        let mut held_elsewhere: BTreeSet<RecordId> = BTreeSet::new();
        for (id, _) in ids {
            if matches!(id, RecordId::Binned(_)) {
                return Err(Refusal("This is in the bin already.".to_owned()));
            }
            if !self.workspace.contains(*id) {
                return Err(Refusal(format!("One {} is no longer there.", id.noun())));
            }
            held_elsewhere.extend(self.workspace.held_by(*id).into_iter().filter(|held| held != id));
        }
        let mut edits = Vec::new();
        let mut taken: BTreeSet<RecordId> = BTreeSet::new();
        let mut nouns: Vec<&str> = Vec::new();
        for (id, title) in ids.iter().filter(|(id, _)| !held_elsewhere.contains(id)) {
            let held = self.workspace.held_by(*id).into_iter().filter(|held| taken.insert(*held));
            let records: Vec<Record> = held.filter_map(|held| self.workspace.get(held)).collect();
            if records.first().is_none_or(|first| first.id() != *id) {
                continue;
            }
            let bin_id = BinId(self.new_id());
            edits.extend(self.edits_into_bin(bin_id, title, records));
            nouns.push(id.noun());
        }
        let label = match nouns.as_slice() {
            [noun] => format!("delete {noun}"),
            [noun, rest @ ..] if rest.iter().all(|other| other == noun) => {
                format!("delete {}", crate::query::usage::counted(nouns.len(), noun))
            }
            _ => format!("delete {}", crate::query::usage::counted(nouns.len(), "record")),
        };
        self.commit(Change { label, edits }, None)?;
        self.end_entry();
        Ok(nouns.len())
    }

    /// What moves records, the first of which holds the others, into one entry of the bin.
    fn edits_into_bin(&self, bin_id: BinId, title: &str, records: Vec<Record>) -> Vec<Edit> {
        let mut edits: Vec<Edit> =
            records.iter().map(|record| Edit { id: record.id(), before: Some(record.clone()), after: None }).collect();
        let binned =
            Binned { id: bin_id, stamp: Stamp::new(self.now(), &self.author), title: plain(title).into_owned(), records };
        edits.push(Edit { id: bin_id.into(), before: None, after: Some(binned.into()) });
        edits
    }

    /// Brings a bin entry back, whole and as it was. Returns the record that had been deleted.
    ///
    /// # Errors
    /// If the entry is gone, a record of it has come back by another way, or what it belonged to is itself in the bin.
    pub fn restore(&mut self, id: BinId) -> Result<RecordId, Refusal> {
        let Some(binned) = self.workspace.bin.get(&id).cloned() else {
            return Err(Refusal("This bin entry is no longer there.".to_owned()));
        };
        if let Some(twice) = binned.records.iter().find(|record| self.workspace.contains(record.id())) {
            return Err(Refusal(format!("A {} of this bin entry is in the record already.", twice.id().noun())));
        }
        let Some(first) = binned.records.first().map(Record::id) else {
            return Err(Refusal("This bin entry is empty.".to_owned()));
        };
        let mut edits: Vec<Edit> =
            binned.records.iter().map(|record| Edit { id: record.id(), before: None, after: Some(record.clone()) }).collect();
        edits.push(Edit { id: id.into(), before: Some(binned.into()), after: None });
        self.commit(Change { label: format!("restore {}", first.noun()), edits }, None)?;
        self.end_entry();
        Ok(first)
    }

    /// Takes bin entries out for good. Undo still brings them back within the session.
    ///
    /// # Errors
    /// If a file of them cannot be written to.
    pub fn discard(&mut self, ids: &[BinId]) -> Result<(), Refusal> {
        let edits = ids.iter().flat_map(|id| self.workspace.held_by((*id).into())).filter_map(|id| {
            let before = self.workspace.get(id)?;
            Some(Edit { id, before: Some(before), after: None })
        });
        let change = Change { label: "delete from the bin for good".to_owned(), edits: edits.collect() };
        self.commit(change, None)?;
        self.end_entry();
        Ok(())
    }

    fn commit(&mut self, change: Change, gesture: Option<Gesture>) -> Result<(), Refusal> {
        if change.edits.is_empty() {
            return Ok(());
        }
        self.apply_checked(&change)?;
        self.note_changed(&change.label, &change);
        self.undo.record(change, gesture);
        Ok(())
    }

    /// Makes a change if every record of it is valid.
    fn apply_checked(&mut self, change: &Change) -> Result<(), Refusal> {
        self.check_writable(change)?;
        let mut after = self.snapshot();
        change.apply(&mut after);
        change.edits.iter().try_for_each(|edit| validate::validate(edit, &after))?;
        self.workspace = after;
        Ok(())
    }

    fn count_change(&mut self) {
        self.revision += 1;
        self.fresh_id = self.new_id();
    }

    fn note_changed(&mut self, label: &str, change: &Change) {
        self.note_touched(label, change.touched().collect());
    }

    fn note_touched(&mut self, label: &str, touched: IdSet) {
        self.count_change();
        let now = self.now();
        self.saving.note_changed(label, touched, now);
        self.note_filled();
    }

    /// The next change of the same field begins a new undo step.
    pub fn end_gesture(&mut self) {
        self.undo.end_gesture();
    }

    /// Takes the last step back. Returns its label, and the records touched. What came in from outside since then stays; where it
    /// changed the same field, both values are kept, to be chosen from.
    pub fn undo(&mut self) -> Option<(String, Vec<RecordId>)> {
        let change = self.undo.undo(&self.workspace)?;
        Some(self.replay("undo", &change))
    }

    /// Does the step last undone again. Returns its label, and the records touched. What came in from outside stays, as with undo.
    pub fn redo(&mut self) -> Option<(String, Vec<RecordId>)> {
        let change = self.undo.redo(&self.workspace)?;
        Some(self.replay("redo", &change))
    }

    fn replay(&mut self, how: &str, change: &Change) -> (String, Vec<RecordId>) {
        if !change.edits.is_empty() {
            change.apply(&mut self.workspace);
            self.note_changed(&format!("{how} {}", change.label), change);
        }
        (change.label.clone(), change.touched().collect())
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.undo_label()
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.undo.redo_label()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Statement, When};

    #[test]
    fn a_fresh_id_is_the_same_until_the_record_changes_and_then_another() -> Result<(), Refusal> {
        let mut session = Session::in_memory(Workspace::new(Uuid::nil()), Box::new(Fixed::at(DateTime::UNIX_EPOCH)), "");
        let first = session.fresh_id();
        assert_eq!(session.fresh_id(), first);
        let negotiation = session.create(New::Negotiation { title: "Talks".to_owned() })?;
        let second = session.fresh_id();
        assert_ne!(second, first);
        assert!(second > negotiation.uuid(), "what is made with it comes after what is there");
        let RecordId::Negotiation(negotiation) = negotiation else { return Err(Refusal("not a negotiation".to_owned())) };
        let round = session.draft_as(second, New::Round { negotiation, when: When::Unknown });
        session.perform(Proposal::put("add round", round))?;
        assert_ne!(session.fresh_id(), second);
        Ok(())
    }

    #[test]
    fn no_control_character_comes_in_and_those_of_a_file_stay_where_they_are() -> Result<(), Refusal> {
        use crate::query::testing::Talks;
        let mut talks = Talks::new();
        let said = talks.says("Ukraine", "Ceasefire", "2026-02-04", "from a\u{c}file\u{1b}");
        let whole = talks.ws.clone();
        let mut session = Session::in_memory(talks.ws, Box::new(Fixed::at(DateTime::UNIX_EPOCH)), "A\u{0}da");
        let statement = |session: &Session| Statement::clone(&session.workspace().statements[&said]);
        let mut changed = statement(&session);
        changed.note = "typed\u{c}here\r\n\tand\u{9f} here".to_owned();
        changed.tags = vec!["a\u{7f}b".to_owned()];
        session.perform(Proposal::put("change note", changed))?;
        let now = statement(&session);
        assert_eq!((now.note.as_str(), now.tags[0].as_str()), ("typed\nhere\n\tand here", "ab"));
        assert_eq!(now.text, "from a\u{c}file\u{1b}", "what nobody changed");
        assert_eq!(now.stamp.by, "Ada");
        let mut changed = now;
        changed.text.push('!');
        session.perform(Proposal::put("change text", changed.clone()))?;
        assert_eq!(statement(&session).text, "from a\nfile!");
        session.undo();
        session.undo();
        assert_eq!(*session.workspace(), whole, "undo gives back what the file held");
        let prepared = session.preparation().prepare(Proposal::put("change text", changed))?;
        session.commit_prepared(prepared)?;
        assert_eq!(statement(&session).text, "from a\nfile!");
        session.restore_version("restore text", vec![Record::from(Statement::clone(&whole.statements[&said]))])?;
        assert_eq!(statement(&session).text, "from a\u{c}file\u{1b}", "an earlier version comes back as it was");
        session.delete(said.into(), "a\u{c}title")?;
        let bin = *session.workspace().bin.keys().next().ok_or_else(|| Refusal("nothing".to_owned()))?;
        assert_eq!(session.workspace().bin[&bin].title, "a\ntitle");
        session.restore(bin)?;
        assert_eq!(statement(&session).text, "from a\u{c}file\u{1b}");
        Ok(())
    }

    #[test]
    fn several_deleted_in_one_step_come_back_by_one_undo_and_one_by_one() -> Result<(), Refusal> {
        use crate::query::testing::Talks;
        let mut talks = Talks::new();
        let round = talks.round("Second round", "2026-02-04");
        let said = ["one", "two", "three"].map(|words| talks.says("Ukraine", "Ceasefire", "2026-02-04", words));
        talks.of(said[0]).round = Some(round);
        let whole = talks.ws.clone();
        let mut session = Session::in_memory(talks.ws, Box::new(Fixed::at(DateTime::UNIX_EPOCH)), "");
        // The first statement goes with its round, whichever of the two is named first.
        let ids: [RecordId; 3] = [said[0].into(), round.into(), said[1].into()];
        let ids = ids.map(|id| (id, "title".to_owned()));
        assert_eq!(session.delete_all(&ids)?, 2);
        let gone = session.workspace().clone();
        assert_eq!((gone.statements.len(), gone.rounds.len(), gone.bin.len()), (1, 0, 2));
        assert_eq!(session.undo_label(), Some("delete 2 records"));
        session.undo();
        assert_eq!(*session.workspace(), whole);
        session.redo();
        assert_eq!(*session.workspace(), gone);
        for id in gone.bin.keys() {
            session.restore(*id)?;
        }
        assert_eq!(*session.workspace(), whole, "each came back alone");
        assert!(
            session.delete_all(&[ids[0].clone(), (RecordId::Round(crate::model::RoundId(Uuid::nil())), String::new())]).is_err()
        );
        assert_eq!(*session.workspace(), whole, "one that is not there deletes none");
        Ok(())
    }

    #[test]
    fn of_a_new_round_and_a_new_issue_nobody_has_said_where_they_stand() -> Result<(), Refusal> {
        use crate::model::{IssueState, Record, ScheduleStatus};
        let now = DateTime::from_timestamp(1_769_418_000, 0).unwrap_or_default();
        let mut session = Session::in_memory(Workspace::new(Uuid::nil()), Box::new(Fixed::at(now)), "");
        let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: "Talks".to_owned() })? else {
            return Err(Refusal("not a negotiation".to_owned()));
        };
        let today = now.date_naive();
        let yesterday = When::Span { first: today - chrono::Days::new(2), last: today - chrono::Days::new(1) };
        for when in [yesterday, When::Day(today), When::Day(today + chrono::Days::new(1)), When::Unknown] {
            let Record::Round(round) = session.draft(New::Round { negotiation, when: when.clone() }) else {
                return Err(Refusal("not a round".to_owned()));
            };
            assert_eq!(round.schedule.status, ScheduleStatus::Unstated, "{when:?}");
        }
        let issue = New::Issue { negotiation, name: "Ceasefire".to_owned(), parent: None };
        let Record::Issue(issue) = session.draft(issue) else { return Err(Refusal("not an issue".to_owned())) };
        assert_eq!(issue.state, IssueState::Unstated);
        Ok(())
    }
}
