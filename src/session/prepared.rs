//! A large transaction prepared beside the session, on any thread, and then committed in one short step.

use super::saving::check_writable;
use super::{Proposal, Refusal, Session, parts, passages, validate};
use crate::model::{Change, Edit, IdSet, Record, Stamp, Workspace, plain};
use crate::store::{Access, Folder};
use chrono::{DateTime, Utc};

/// What it takes to prepare a transaction without the session: a snapshot, which costs nothing.
#[derive(Clone, Debug)]
pub struct Preparation {
    workspace: Workspace,
    folder: Option<Folder>,
    access: Access,
    revision: u64,
    now: DateTime<Utc>,
    author: String,
}

/// A prepared transaction: checked, and with the workspace as it will be.
#[derive(Debug)]
pub struct PreparedTransaction {
    revision: u64,
    change: Change,
    touched: IdSet,
    after: Workspace,
}

impl Preparation {
    /// The record as it was when this was made.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The time when it was made.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// In whose name.
    pub fn author(&self) -> &str {
        &self.author
    }

    /// Works a proposal out.
    ///
    /// # Errors
    /// In words, if a record is not valid or a file cannot be written to.
    pub fn prepare(self, mut proposal: Proposal) -> Result<PreparedTransaction, Refusal> {
        let Self { workspace, folder, access, revision, now, author } = self;
        make_plain(&workspace, &mut proposal.puts);
        let edits = edits(&workspace, proposal.puts, now, &author);
        let change = Change { label: proposal.label, edits };
        if !change.edits.is_empty() {
            check_writable(&access, folder.as_ref(), &change)?;
        }
        let mut after = workspace;
        change.apply(&mut after);
        for edit in &change.edits {
            validate::validate(edit, &after)?;
        }
        let touched = change.touched().collect();
        Ok(PreparedTransaction { revision, change, touched, after })
    }
}

impl Session {
    /// What it takes to prepare a transaction on another thread, as of now.
    pub fn preparation(&self) -> Preparation {
        Preparation {
            workspace: self.snapshot(),
            folder: self.saving.folder().cloned(),
            access: self.saving.access.clone(),
            revision: self.revision,
            now: self.now(),
            author: self.author.clone(),
        }
    }

    /// Does what was prepared, as one undo step. It is saved as a whole or not at all.
    ///
    /// # Errors
    /// In words, if the record has changed meanwhile or the folder cannot be written to; nothing is changed then.
    pub fn commit_prepared(&mut self, prepared: PreparedTransaction) -> Result<(), Refusal> {
        let PreparedTransaction { revision, change, touched, after } = prepared;
        if revision != self.revision {
            return Err(Refusal("The record has changed meanwhile. Try again.".to_owned()));
        }
        if change.edits.is_empty() {
            return Ok(());
        }
        // Which files of it can be written to was checked; a change of that is a change of the record.
        check_writable(&self.saving.access, None, &change)?;
        self.workspace = after;
        self.note_touched(&change.label, touched);
        self.undo.record(change, None);
        self.save_next_as_a_whole();
        Ok(())
    }
}

/// Takes the control characters out of what is new in these records, whichever way they came. What a file brought with them, a merge
/// or an earlier version included, stays as it is.
pub(super) fn make_plain(workspace: &Workspace, puts: &mut [Record]) {
    for record in puts {
        plain::make_plain(record, |id| workspace.get(id));
    }
}

/// What putting these records in changes, what goes along with it included.
pub(super) fn edits(workspace: &Workspace, mut puts: Vec<Record>, now: DateTime<Utc>, author: &str) -> Vec<Edit> {
    let mut edits = Vec::with_capacity(puts.len());
    let left = parts::without_sittings(workspace, &puts);
    puts.extend(left);
    let followed = passages::anchored_again(workspace, &puts);
    puts.extend(followed);
    for mut record in puts {
        let before = workspace.get(record.id());
        if let Some(before) = &before {
            *record.stamp_mut() = before.stamp().clone();
            if *before == record {
                continue;
            }
            record.stamp_mut().touch(now, author);
        } else {
            *record.stamp_mut() = Stamp::new(now, author);
        }
        edits.push(Edit { id: record.id(), before, after: Some(record) });
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Fixed, New};
    use uuid::Uuid;

    fn session() -> Session {
        Session::in_memory(Workspace::new(Uuid::nil()), Box::new(Fixed::at(DateTime::UNIX_EPOCH)), "Ada")
    }

    #[test]
    fn what_was_prepared_is_the_same_as_what_is_done_at_once() -> Result<(), Refusal> {
        let (mut at_once, mut beside) = (session(), session());
        for session in [&mut at_once, &mut beside] {
            session.create(New::Party { name: "Ukraine".to_owned() })?;
        }
        let before = at_once.workspace().clone();
        let mut known = before.parties.values().cloned().collect::<Vec<_>>();
        known[0].short = "UA".to_owned();
        let new = at_once.draft(New::Party { name: "Russia".to_owned() });
        let proposal = Proposal { label: "import 2 names".to_owned(), puts: vec![known[0].clone().into(), new], gesture: None };
        at_once.perform(proposal.clone())?;
        let prepared = beside.preparation().prepare(proposal)?;
        beside.commit_prepared(prepared)?;
        assert_eq!(at_once.workspace(), beside.workspace());
        assert_eq!((beside.undo_label(), beside.revision()), (Some("import 2 names"), at_once.revision()));
        beside.undo();
        assert_eq!(*beside.workspace(), before);
        Ok(())
    }

    #[test]
    fn what_was_prepared_before_a_change_is_refused() -> Result<(), Refusal> {
        let mut session = session();
        let party = session.draft(New::Party { name: "Ukraine".to_owned() });
        let prepared = session.preparation().prepare(Proposal::put("add party", party))?;
        session.create(New::Party { name: "Russia".to_owned() })?;
        assert!(session.commit_prepared(prepared).is_err());
        assert_eq!(session.workspace().parties.len(), 1);
        Ok(())
    }

    #[test]
    fn what_is_not_valid_is_refused_beside_the_session_too() -> Result<(), Refusal> {
        let mut session = session();
        let Record::Party(mut party) = session.draft(New::Party { name: "Bloc".to_owned() }) else { return Ok(()) };
        party.blocs = vec![party.id];
        assert!(session.preparation().prepare(Proposal::put("add party", party)).is_err());
        Ok(())
    }

    #[test]
    fn ids_given_to_another_thread_are_fresh_and_rise() {
        let mut session = session();
        let first = session.new_id();
        let (mut some, mut others) = (session.ids(), session.ids());
        let mut given: Vec<Uuid> =
            std::iter::repeat_with(&mut some).take(3).chain(std::iter::repeat_with(&mut others).take(3)).collect();
        assert!(given.is_sorted_by(|one, other| one < other) || given[..3].is_sorted() && given[3..].is_sorted());
        assert!(given.iter().all(|id| *id > first));
        given.extend((0..1000).map(|_| session.new_id()));
        given.sort();
        assert!(given.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
