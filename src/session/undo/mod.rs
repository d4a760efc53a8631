//! Undo and redo: two stacks of changes, back to the start of the session. What came in from outside meanwhile is not undone: a
//! step over which something else was changed is taken back by merging.

use super::Gesture;
use crate::model::fields::{RecordMap, differences, merge_tables};
use crate::model::{Change, Edit, Record, RecordId, Workspace};
use std::collections::{BTreeMap, BTreeSet};

/// One step, and the gesture that later changes may still join.
#[derive(Clone, Debug)]
struct Step {
    change: Change,
    gesture: Option<Gesture>,
}

/// What records were after a step, and what they are now that something was taken out of it.
pub(super) type Ends = BTreeMap<RecordId, (Option<Record>, Option<Record>)>;

/// What was done and can be taken back, and what was taken back and can be done again.
#[derive(Clone, Debug, Default)]
pub(super) struct UndoStacks {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// What was deleted here and brought back from outside, with how many steps were done before the deletion: that it was once made or
    /// restored by one of these does not take it away again.
    brought_back: BTreeMap<RecordId, usize>,
}

impl UndoStacks {
    /// Remembers a change that was just made. What had been undone can no longer be redone.
    pub(super) fn record(&mut self, change: Change, gesture: Option<Gesture>) {
        self.undone.clear();
        if gesture.is_some()
            && let Some(last) = self.done.last_mut()
            && last.gesture == gesture
            && follows(&last.change, &change)
        {
            last.change.absorb(change);
            return;
        }
        self.done.push(Step { change, gesture });
    }

    /// The next change of the same field begins a new step.
    pub(super) fn end_gesture(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.gesture = None;
        }
    }

    /// The change to apply in order to undo the last step. It is empty if all of it was changed over from outside.
    pub(super) fn undo(&mut self, workspace: &Workspace) -> Option<Change> {
        let mut step = self.done.pop()?;
        step.gesture = None;
        // Nor does what is typed now join what was typed before the step taken back.
        self.end_gesture();
        let inverted = step.change.inverted();
        let returns = inverted.edits.iter().filter(|edit| edit.before.is_none() && workspace.contains(edit.id));
        let earlier = self.done.len();
        for edit in returns {
            let steps = self.brought_back.entry(edit.id).or_default();
            *steps = earlier.max(*steps);
        }
        let vanishing = vanishing(&inverted);
        // What goes to the bin could be restored; it stays all the same, unless it was restored here once more since.
        let stays = |id: RecordId| self.brought_back.get(&id).is_some_and(|steps| vanishing.contains(&id) || earlier < *steps);
        let applied = match over(&inverted, workspace, &taken_away(&inverted, stays)) {
            None => inverted,
            Some(merged) => {
                step.change = merged.inverted();
                merged
            }
        };
        if !applied.edits.is_empty() {
            self.undone.push(step);
        }
        Some(applied)
    }

    /// The change to apply in order to redo the step last undone. It is empty if all of it was changed over from outside.
    pub(super) fn redo(&mut self, workspace: &Workspace) -> Option<Change> {
        let mut step = self.undone.pop()?;
        let vanishing = vanishing(&step.change);
        let stays = |id: RecordId| self.brought_back.contains_key(&id) && vanishing.contains(&id);
        if let Some(merged) = over(&step.change, workspace, &taken_away(&step.change, stays)) {
            step.change = merged;
        }
        let applied = step.change.clone();
        if !applied.edits.is_empty() {
            self.done.push(step);
        }
        Some(applied)
    }

    /// Whether that change was undone and can be done again.
    pub(super) fn can_redo(&self, change: &Change) -> bool {
        self.undone.iter().any(|step| step.change == *change)
    }

    /// Whether that change was the last one done, and what can be done again touches the same records.
    pub(super) fn is_redone_from(&self, change: &Change) -> bool {
        let touches = |step: &Step| step.change.touched().any(|id| change.touched().any(|other| other == id));
        self.done.last().is_some_and(|last| last.change == *change) && self.undone.iter().any(touches)
    }

    /// Takes out of all steps what `without` takes out of the records that it `concerns`. A step of which nothing is left goes. Gives
    /// what each of them was after the last step done, and what it is now.
    pub(super) fn forget(&mut self, concerns: impl Fn(RecordId) -> bool, without: impl Fn(Record) -> Option<Record>) -> Ends {
        let (mut last, mut ends) = (Ends::new(), Ends::new());
        let done = self.done.len();
        for (at, step) in self.done.iter_mut().chain(self.undone.iter_mut().rev()).enumerate() {
            if at == done {
                ends.clone_from(&last);
            }
            for edit in step.change.edits.iter_mut().filter(|edit| concerns(edit.id)) {
                let before = match last.remove(&edit.id) {
                    Some((was, now)) if was == edit.before => now,
                    _ => edit.before.take().and_then(&without),
                };
                let was = edit.after.take();
                let after = was.clone().and_then(&without);
                let after = match (&before, after) {
                    (Some(before), Some(after)) if differences(before, &after).is_empty() => Some(before.clone()),
                    (_, after) => after,
                };
                last.insert(edit.id, (was, after.clone()));
                (edit.before, edit.after) = (before, after);
            }
            step.change.edits.retain(|edit| edit.before != edit.after);
        }
        if self.undone.is_empty() {
            ends = last;
        }
        for steps in [&mut self.done, &mut self.undone] {
            steps.retain(|step| !step.change.edits.is_empty());
        }
        self.end_gesture();
        ends
    }

    /// What undo would take back.
    pub(super) fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| step.change.label.as_str())
    }

    /// What redo would do again.
    pub(super) fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|step| step.change.label.as_str())
    }
}

/// Whether `later` begins where `change` left the records, with nothing from outside in between.
fn follows(change: &Change, later: &Change) -> bool {
    later.edits.iter().all(|edit| change.edits.iter().all(|known| known.id != edit.id || known.after == edit.before))
}

/// What `change` does to a workspace that is not as it was made for, because something came in from outside: the two are merged,
/// and what came in stays, `must_stay` with it. None if nothing did, and the change can be made as it is.
fn over(change: &Change, workspace: &Workspace, must_stay: &BTreeSet<RecordId>) -> Option<Change> {
    let touched: BTreeSet<RecordId> = change.touched().collect();
    let vanishing = vanishing(change);
    // Whatever names a record that is to vanish was made by somebody who did not know: the record has to stay.
    let naming = vanishing.iter().flat_map(|id| workspace.naming(*id)).map(Record::id);
    let naming: BTreeSet<RecordId> = naming.filter(|id| !touched.contains(id)).collect();
    let changed = |edit: &Edit| match (workspace.view(edit.id), &edit.before) {
        (Some(now), Some(before)) => now != before,
        (now, before) => now.is_some() || before.is_some(),
    };
    if naming.is_empty() && must_stay.is_empty() && !change.edits.iter().any(changed) {
        return None;
    }
    // What was deleted from outside stays deleted. An entry that left the bin still tells what was in it.
    let stays = |edit: &&Edit| edit.before.is_none() || workspace.contains(edit.id) || matches!(edit.id, RecordId::Binned(_));
    let edits: Vec<&Edit> = change.edits.iter().filter(stays).filter(|edit| !must_stay.contains(&edit.id)).collect();
    let table = |side: fn(&Edit) -> &Option<Record>| -> RecordMap {
        edits.iter().filter_map(|edit| Some((edit.id, side(edit).clone()?))).collect()
    };
    let holding = workspace.bin.values().filter(|entry| entry.records.iter().any(|record| touched.contains(&record.id())));
    let beside = naming.into_iter().chain(holding.map(|entry| entry.id.into()));
    let now: RecordMap = touched.iter().copied().chain(beside).filter_map(|id| Some((id, workspace.get(id)?))).collect();
    let merged = merge_tables(&table(|edit| &edit.before), &now, &table(|edit| &edit.after)).records;
    // In the order of the change, and then what else the merge makes of it.
    let others: BTreeSet<RecordId> = now.keys().chain(merged.keys()).filter(|id| !touched.contains(*id)).copied().collect();
    let edits = change.touched().chain(others).filter_map(|id| {
        let (before, after) = (workspace.get(id), merged.get(&id).cloned());
        (before != after).then_some(Edit { id, before, after })
    });
    Some(Change { label: change.label.clone(), edits: edits.collect() })
}

/// Those of the records that a change takes out of their tables, into the bin or not, for which `which` holds.
fn taken_away(change: &Change, which: impl Fn(RecordId) -> bool) -> BTreeSet<RecordId> {
    let gone = change.edits.iter().filter(|edit| edit.after.is_none()).map(|edit| edit.id);
    gone.filter(|id| !matches!(id, RecordId::Binned(_) | RecordId::Clash(_)) && which(*id)).collect()
}

/// The records that a change leaves nowhere, not even in the bin.
fn vanishing(change: &Change) -> BTreeSet<RecordId> {
    let binned = change.edits.iter().filter_map(|edit| match &edit.after {
        Some(Record::Binned(entry)) => Some(entry),
        _ => None,
    });
    let binned: BTreeSet<RecordId> = binned.flat_map(|entry| &entry.records).map(Record::id).collect();
    taken_away(change, |id| !binned.contains(&id))
}

#[cfg(test)]
mod tests;
