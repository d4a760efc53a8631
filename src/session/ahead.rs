//! A large proposal worked out beside the session, on any thread, and then taken over in one short step.

use super::{Proposal, Refusal, Session, parts, validate};
use crate::model::{Change, Edit, Record, Stamp, Workspace, plain};
use chrono::{DateTime, Utc};

/// What it takes to work a proposal out without the session.
#[derive(Clone, Debug)]
pub struct Ahead {
    workspace: Workspace,
    revision: u64,
    now: DateTime<Utc>,
    author: String,
}

/// A proposal worked out: checked, and with the workspace as it will be.
#[derive(Debug)]
pub struct Prepared {
    revision: u64,
    change: Change,
    after: Workspace,
}

impl Ahead {
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
    /// In words, if a record is not valid.
    pub fn prepare(self, mut proposal: Proposal) -> Result<Prepared, Refusal> {
        let Self { workspace, revision, now, author } = self;
        make_plain(&workspace, &mut proposal.puts);
        let edits = edits(&workspace, proposal.puts, now, &author);
        let change = Change { label: proposal.label, edits };
        let mut after = workspace;
        change.apply(&mut after);
        for edit in &change.edits {
            validate::validate(edit, &after)?;
        }
        Ok(Prepared { revision, change, after })
    }
}

impl Session {
    /// What it takes to work a proposal out on another thread, as of now.
    pub fn ahead(&self) -> Ahead {
        Ahead { workspace: self.snapshot(), revision: self.revision, now: self.now(), author: self.author.clone() }
    }

    /// Does what was worked out ahead, as one undo step. It is saved as a whole or not at all.
    ///
    /// # Errors
    /// In words, if the record has changed meanwhile or a file cannot be written to; nothing is changed then.
    pub fn take_over(&mut self, prepared: Prepared) -> Result<(), Refusal> {
        let Prepared { revision, change, after } = prepared;
        if revision != self.revision {
            return Err(Refusal("The record has changed meanwhile. Try again.".to_owned()));
        }
        if change.edits.is_empty() {
            return Ok(());
        }
        self.check_writable(&change)?;
        self.workspace = after;
        self.note_changed(&change.label, &change);
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
    fn what_was_worked_out_ahead_is_the_same_as_what_is_done_at_once() -> Result<(), Refusal> {
        let (mut at_once, mut ahead) = (session(), session());
        for session in [&mut at_once, &mut ahead] {
            session.create(New::Party { name: "Ukraine".to_owned() })?;
        }
        let before = at_once.workspace().clone();
        let mut known = before.parties.values().cloned().collect::<Vec<_>>();
        known[0].short = "UA".to_owned();
        let new = at_once.draft(New::Party { name: "Russia".to_owned() });
        let proposal = Proposal { label: "import 2 names".to_owned(), puts: vec![known[0].clone().into(), new], gesture: None };
        at_once.perform(proposal.clone())?;
        let prepared = ahead.ahead().prepare(proposal)?;
        ahead.take_over(prepared)?;
        assert_eq!(at_once.workspace(), ahead.workspace());
        assert_eq!((ahead.undo_label(), ahead.revision()), (Some("import 2 names"), at_once.revision()));
        ahead.undo();
        assert_eq!(*ahead.workspace(), before);
        Ok(())
    }

    #[test]
    fn what_was_worked_out_before_a_change_is_refused() -> Result<(), Refusal> {
        let mut session = session();
        let party = session.draft(New::Party { name: "Ukraine".to_owned() });
        let prepared = session.ahead().prepare(Proposal::put("add party", party))?;
        session.create(New::Party { name: "Russia".to_owned() })?;
        assert!(session.take_over(prepared).is_err());
        assert_eq!(session.workspace().parties.len(), 1);
        Ok(())
    }

    #[test]
    fn what_is_not_valid_is_refused_ahead_too() -> Result<(), Refusal> {
        let mut session = session();
        let Record::Party(mut party) = session.draft(New::Party { name: "Bloc".to_owned() }) else { return Ok(()) };
        party.blocs = vec![party.id];
        assert!(session.ahead().prepare(Proposal::put("add party", party)).is_err());
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
