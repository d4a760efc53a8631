//! Undo and redo: two stacks of changes, back to the start of the session.

use super::Gesture;
use crate::model::Change;

/// One step, and the gesture that later changes may still join.
#[derive(Clone, Debug)]
struct Step {
    change: Change,
    gesture: Option<Gesture>,
}

/// What was done and can be taken back, and what was taken back and can be done again.
#[derive(Clone, Debug, Default)]
pub(super) struct UndoStacks {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl UndoStacks {
    /// Remembers a change that was just made. What had been undone can no longer be redone.
    pub fn record(&mut self, change: Change, gesture: Option<Gesture>) {
        self.undone.clear();
        if gesture.is_some()
            && let Some(last) = self.done.last_mut()
            && last.gesture == gesture
        {
            last.change.absorb(change);
            return;
        }
        self.done.push(Step { change, gesture });
    }

    /// The next change of the same field begins a new step.
    pub fn end_gesture(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.gesture = None;
        }
    }

    /// The change to apply in order to undo the last step.
    pub fn undo(&mut self) -> Option<Change> {
        let mut step = self.done.pop()?;
        step.gesture = None;
        // Nor does what is typed now join what was typed before the step taken back.
        self.end_gesture();
        let inverse = step.change.inverted();
        self.undone.push(step);
        Some(inverse)
    }

    /// The change to apply in order to redo the step last undone.
    pub fn redo(&mut self) -> Option<Change> {
        let step = self.undone.pop()?;
        let change = step.change.clone();
        self.done.push(step);
        Some(change)
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| step.change.label.as_str())
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|step| step.change.label.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartyId, RecordId};
    use uuid::Uuid;

    #[test]
    fn what_is_typed_after_an_undo_is_a_step_of_its_own() {
        let party = RecordId::from(PartyId(Uuid::nil()));
        let mut stacks = UndoStacks::default();
        let mut typed = |text: &str| {
            stacks.record(Change { label: text.to_owned(), edits: Vec::new() }, Some(Gesture::typing(party, "name", text)));
            stacks.done.len()
        };
        assert_eq!((typed("one"), typed("one t"), typed("one tw")), (1, 2, 2));
        stacks.undo();
        let mut typed = |text: &str| {
            stacks.record(Change { label: text.to_owned(), edits: Vec::new() }, Some(Gesture::typing(party, "name", text)));
            stacks.done.len()
        };
        assert_eq!((typed("ones"), typed("onest")), (2, 2));
    }
}
