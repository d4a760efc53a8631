//! What was made by opening a form and of which nothing is filled in yet. It is on the screen, and in no file: what the program put in
//! by itself, such as the place, a day or the round, is nothing that anybody stated. Left as it is, it is taken back, with
//! its undo step; as soon as something is filled in, it is a part of the record like any other.

use super::{New, Proposal, Refusal, Session, prepared};
use crate::model::fields::{FieldPath, copy_field, differences, value};
use crate::model::{Change, Edit, Record, RecordId, Workspace};
use std::collections::BTreeSet;

/// Something that was made and may have nothing filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The record that was made, or to which a part was added.
    pub record: RecordId,
    /// Where that part stands; none if the record itself was made.
    pub part: Option<FieldPath>,
}

/// How a form stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormState {
    /// It is still open.
    pub open: bool,
    /// Something was typed into it that is in no record yet.
    pub typed: bool,
}

/// How it was made, and what the files know of it.
#[derive(Clone, Debug)]
pub(super) struct Beginning {
    change: Change,
    /// Something was typed into its form.
    typed: bool,
    /// Something was filled in when that was last noted.
    filled: bool,
}

impl Beginning {
    /// The parts that it added to a record which was there.
    fn added(edit: &Edit) -> Vec<FieldPath> {
        match (&edit.before, &edit.after) {
            (Some(before), Some(after)) => differences(before, after).into_iter().map(|difference| difference.path).collect(),
            _ => Vec::new(),
        }
    }

    fn begun(&self) -> Option<Begun> {
        let made = self.change.edits.iter().find(|edit| edit.before.is_none()).map(|edit| Begun { record: edit.id, part: None });
        made.or_else(|| {
            self.change.edits.first().map(|edit| Begun { record: edit.id, part: Self::added(edit).into_iter().next() })
        })
    }

    /// Whether any of it is in the workspace.
    fn is_there(&self, workspace: &Workspace) -> bool {
        self.change.edits.iter().any(|edit| match &edit.before {
            None => workspace.contains(edit.id),
            Some(_) => workspace.get(edit.id).is_some_and(|now| Self::added(edit).iter().any(|path| value(&now, path).is_some())),
        })
    }

    /// Whether all of it is as it was made, and nothing else names it.
    fn is_empty(&self, workspace: &Workspace) -> bool {
        !self.typed && self.change.edits.iter().all(|edit| Self::is_as_made(edit, workspace)) && !self.is_named(workspace)
    }

    fn is_as_made(edit: &Edit, workspace: &Workspace) -> bool {
        let (Some(made), Some(now)) = (&edit.after, workspace.get(edit.id)) else { return false };
        match &edit.before {
            None => differences(made, &now).is_empty(),
            Some(_) => Self::added(edit).iter().all(|path| value(made, path) == value(&now, path)),
        }
    }

    fn is_named(&self, workspace: &Workspace) -> bool {
        let own: BTreeSet<RecordId> = self.change.touched().collect();
        let made: BTreeSet<RecordId> =
            self.change.edits.iter().filter(|edit| edit.before.is_none()).map(|edit| edit.id).collect();
        if made.is_empty() {
            let parts: Vec<FieldPath> = self.change.edits.iter().flat_map(Self::added).collect();
            let is_part = |id: String| parts.iter().any(|path| path.steps().last() == Some(&id));
            return workspace.statements.values().filter_map(|said| said.sitting).any(|sitting| is_part(sitting.to_string()));
        }
        made.iter().flat_map(|id| workspace.naming(*id)).any(|record| !own.contains(&record.id()))
    }

    /// The record as it is without what was begun; none if it was begun itself.
    fn without(&self, mut record: Record) -> Option<Record> {
        let id = record.id();
        for edit in self.change.edits.iter().filter(|edit| edit.id == id) {
            let before = edit.before.as_ref()?;
            for path in Self::added(edit) {
                copy_field(&mut record, before, &path);
            }
        }
        Some(record)
    }

    /// The record as it was before, to the letter, if it is again.
    fn restored(&self, record: Record) -> Record {
        let before = self.change.edits.iter().filter(|edit| edit.id == record.id()).find_map(|edit| edit.before.as_ref());
        before.filter(|before| differences(before, &record).is_empty()).cloned().unwrap_or(record)
    }
}

/// What takes all of these out of the workspace.
fn taken_out(beginnings: &[&Beginning], workspace: &Workspace) -> Vec<Edit> {
    let ids: BTreeSet<RecordId> = beginnings.iter().flat_map(|one| one.change.touched()).collect();
    let edits = ids.into_iter().filter_map(|id| {
        let before = workspace.get(id)?;
        let after = beginnings.iter().try_fold(before.clone(), |record, one| one.without(record));
        // The last one begun may stand on another that goes as well.
        let after = after.map(|record| beginnings.iter().fold(record, |record, one| one.restored(record)));
        (after.as_ref() != Some(&before)).then_some(Edit { id, before: Some(before), after })
    });
    edits.collect()
}

impl Session {
    /// Does a proposal that only makes something new, of which nothing is filled in yet.
    ///
    /// # Errors
    /// As [`perform`](Self::perform).
    pub fn begin(&mut self, mut proposal: Proposal) -> Result<(), Refusal> {
        prepared::make_plain(&self.workspace, &mut proposal.puts);
        let edits = prepared::edits(&self.workspace, proposal.puts, self.now(), &self.author);
        let only_adds = edits.iter().all(|edit| match (&edit.before, &edit.after) {
            (None, _) => true,
            (Some(before), Some(after)) => differences(before, after).iter().all(|difference| difference.before.is_none()),
            (Some(_), None) => false,
        });
        let change = Change { label: proposal.label, edits };
        if !only_adds || change.edits.is_empty() {
            return self.commit(change, proposal.gesture);
        }
        self.apply_checked(&change)?;
        self.begun.push(Beginning { change: change.clone(), typed: false, filled: false });
        self.saving.note_edited(&change.touched().collect());
        self.count_change();
        self.undo.record(change, None);
        self.note_filled();
        Ok(())
    }

    /// Makes a new record of which nothing is filled in yet.
    ///
    /// # Errors
    /// As [`perform`](Self::perform).
    pub fn begin_new(&mut self, new: New) -> Result<RecordId, Refusal> {
        let record = self.draft(new);
        let id = record.id();
        self.begin(Proposal::put(format!("add {}", id.noun()), record))?;
        Ok(id)
    }

    /// Whether something was begun and its form not left yet.
    pub fn has_begun(&self) -> bool {
        !self.begun.is_empty()
    }

    /// Takes note of how the forms stand in which something was begun. What was left with nothing filled in is taken back; its nouns
    /// are returned. What was left and is filled in is no longer looked at.
    pub fn tend_begun(&mut self, standing: impl Fn(&Begun) -> FormState) -> Vec<String> {
        let mut left = Vec::new();
        for beginning in &mut self.begun {
            let Some(begun) = beginning.begun() else { continue };
            let FormState { open, typed } = standing(&begun);
            beginning.typed = typed;
            if !open {
                left.push(beginning.change.clone());
            }
        }
        self.note_filled();
        let mut taken_back = Vec::new();
        for change in left {
            let Some(beginning) = self.begun.iter().find(|one| one.change == change).cloned() else { continue };
            if beginning.is_empty(&self.workspace) {
                taken_back.push(change.label.strip_prefix("add ").unwrap_or(&change.label).to_owned());
                self.take_back(&beginning);
            } else if beginning.is_there(&self.workspace) || !self.undo.can_redo(&change) {
                self.begun.retain(|one| one.change != change);
            }
        }
        taken_back
    }

    /// Takes back what was begun, with its undo step. If what was filled in was undone, redoing it is still possible.
    fn take_back(&mut self, beginning: &Beginning) {
        if self.undo.is_redone_from(&beginning.change) {
            self.undo();
            return;
        }
        self.begun.retain(|one| one.change != beginning.change);
        let concerned: BTreeSet<RecordId> = beginning.change.touched().collect();
        let ends = self.undo.forget(|id| concerned.contains(&id), |record| beginning.without(record));
        let edits = concerned.into_iter().filter_map(|id| {
            let before = self.workspace.get(id)?;
            let after = match ends.get(&id) {
                // As the step before has left it, stamp and all.
                Some((was, now)) if was.as_ref() == Some(&before) => now.clone(),
                _ => beginning.without(before.clone()),
            };
            (after.as_ref() != Some(&before)).then_some(Edit { id, before: Some(before), after })
        });
        let change = Change { label: format!("undo {}", beginning.change.label), edits: edits.collect() };
        change.apply(&mut self.workspace);
        self.note_changed(&change.label, &change);
    }

    /// What takes out of the workspace whatever has nothing filled in.
    fn held_back(&self) -> Change {
        let empty: Vec<&Beginning> = self.begun.iter().filter(|one| one.is_empty(&self.workspace)).collect();
        Change { label: String::new(), edits: taken_out(&empty, &self.workspace) }
    }

    /// The workspace without what has nothing filled in, for a save, and for work on another thread that takes something out of the program.
    pub fn stated(&self) -> Workspace {
        let mut workspace = self.snapshot();
        self.held_back().apply(&mut workspace);
        workspace
    }

    /// Lets what has been filled in since, or is empty again, be saved so.
    pub(super) fn note_filled(&mut self) {
        let workspace = &self.workspace;
        let turned = self.begun.iter_mut().filter_map(|one| {
            let filled = !one.is_empty(workspace);
            (std::mem::replace(&mut one.filled, filled) != filled).then(|| one.change.clone())
        });
        for change in turned.collect::<Vec<_>>() {
            let now = self.now();
            self.saving.note_changed(&change.label, change.touched().collect(), now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartId, Round, Sitting, StatementId, When};
    use crate::query::testing::Talks;
    use crate::session::Fixed;
    use chrono::DateTime;
    use uuid::Uuid;

    const OPEN: FormState = FormState { open: true, typed: false };
    const LEFT: FormState = FormState { open: false, typed: false };

    fn begin_sitting(session: &mut Session, id: crate::model::RoundId, sitting: u128) -> Result<PartId, Refusal> {
        let mut round: Round = session.workspace().rounds[&id].clone();
        let part = PartId(Uuid::from_u128(sitting));
        round.sittings.push(Sitting { id: part, title: String::new(), when: When::Unknown, note: String::new(), level: None });
        session.begin(Proposal::put("add sitting", round))?;
        Ok(part)
    }

    fn session() -> (Session, crate::model::RoundId, StatementId) {
        let mut talks = Talks::new();
        let round = talks.round("R", "2026-02-04");
        let said = talks.says("Ukraine", "", "2026-02-04", "x");
        talks.of(said).round = Some(round);
        (Session::in_memory(talks.ws, Box::new(Fixed::at(DateTime::UNIX_EPOCH)), "Ada"), round, said)
    }

    #[test]
    fn parts_begun_one_after_another_go_without_what_was_done_between() -> Result<(), Refusal> {
        let (mut session, id, _) = session();
        let before = session.workspace().clone();
        let first = begin_sitting(&mut session, id, 1)?;
        let mut round = session.workspace().rounds[&id].clone();
        round.title = "Opening".to_owned();
        session.perform(Proposal::put("change title", round))?;
        begin_sitting(&mut session, id, 2)?;
        assert_eq!(session.tend_begun(|_| OPEN), Vec::<String>::new());
        assert_eq!(session.stated().rounds[&id].sittings, []);
        assert_eq!(session.stated().rounds[&id].title, "Opening");
        assert_eq!(session.workspace().rounds[&id].sittings.len(), 2, "both are on the screen");
        let is_first = |begun: &Begun| begun.part.as_ref().and_then(|path| path.steps().last()) == Some(&first.to_string());
        let left = session.tend_begun(|begun| FormState { open: !is_first(begun), typed: false });
        assert_eq!(left, ["sitting"]);
        assert_eq!(session.workspace().rounds[&id].sittings.len(), 1);
        assert_eq!(session.tend_begun(|_| LEFT), ["sitting"]);
        assert!(!session.has_begun());
        assert_eq!(session.undo_label(), Some("change title"));
        session.undo();
        assert_eq!(*session.workspace(), before, "to the letter, with its stamps");
        assert_eq!(session.undo_label(), None);
        session.redo();
        assert_eq!(
            (session.workspace().rounds[&id].title.as_str(), session.workspace().rounds[&id].sittings.len()),
            ("Opening", 0)
        );
        Ok(())
    }

    #[test]
    fn what_something_else_names_is_not_empty() -> Result<(), Refusal> {
        let (mut session, id, said) = session();
        let sitting = begin_sitting(&mut session, id, 1)?;
        let mut statement = session.workspace().statements[&said].clone();
        statement.sitting = Some(sitting);
        session.perform(Proposal::put("change sitting", statement))?;
        assert_eq!(session.tend_begun(|_| LEFT), Vec::<String>::new());
        assert_eq!(session.workspace().rounds[&id].sittings.len(), 1);
        let RecordId::Party(party) = session.begin_new(New::Party { name: String::new() })? else {
            return Err(Refusal("not a party".to_owned()));
        };
        let mut statement = session.workspace().statements[&said].clone();
        statement.party = party;
        session.perform(Proposal::put("change party", statement))?;
        assert_eq!(session.tend_begun(|_| LEFT), Vec::<String>::new());
        assert!(session.workspace().parties.contains_key(&party));
        assert_eq!(session.stated().parties.len(), session.workspace().parties.len());
        Ok(())
    }

    #[test]
    fn a_proposal_that_changes_more_than_it_adds_is_done_as_any_other() -> Result<(), Refusal> {
        let (mut session, id, _) = session();
        let mut round = session.workspace().rounds[&id].clone();
        round.title = "Another".to_owned();
        session.begin(Proposal::put("change title", round))?;
        assert!(!session.has_begun());
        assert_eq!(session.undo_label(), Some("change title"));
        Ok(())
    }
}
