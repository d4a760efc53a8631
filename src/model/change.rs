//! An edit as a value: what was before and what is after, so that undoing it is swapping the two.

use super::{Record, RecordId, Workspace};

/// One record before and after. `None` before means made, `None` after means gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// Which record.
    pub id: RecordId,
    /// What it was.
    pub before: Option<Record>,
    /// What it is.
    pub after: Option<Record>,
}

/// What one gesture did, under the label that undo shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What was done, as in "Undo add statement": starts in lower case.
    pub label: String,
    /// The records it touched, each at most once.
    pub edits: Vec<Edit>,
}

impl Change {
    /// The change that takes this one back.
    pub fn inverted(&self) -> Self {
        let edits =
            self.edits.iter().rev().map(|edit| Edit { id: edit.id, before: edit.after.clone(), after: edit.before.clone() });
        Self { label: self.label.clone(), edits: edits.collect() }
    }

    /// Makes `workspace` what it is after the change.
    pub fn apply(&self, workspace: &mut Workspace) {
        for edit in &self.edits {
            match &edit.after {
                Some(record) => {
                    workspace.put(record.clone());
                }
                None => {
                    workspace.take(edit.id);
                }
            }
        }
    }

    /// The ids of the records it touches.
    pub fn touched(&self) -> impl Iterator<Item = RecordId> + '_ {
        self.edits.iter().map(|edit| edit.id)
    }

    /// Takes a later change of the same gesture in: before from the first, after from the last.
    pub fn absorb(&mut self, later: Self) {
        for edit in later.edits {
            match self.edits.iter_mut().find(|known| known.id == edit.id) {
                Some(known) => known.after = edit.after,
                None => self.edits.push(edit),
            }
        }
    }
}
