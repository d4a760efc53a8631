//! What the page shows of a version, worked out apart from drawing it.

use super::words;
use crate::model::fields::{FieldPath, copy_field};
use crate::model::{Edit, Record, RecordId, Workspace};
use crate::query::belonging::belongs;
use crate::query::changes;
use crate::query::compare::{WordDiff, word_diff};
use crate::query::names;
use crate::session::{Session, Version};
use std::collections::BTreeMap;

/// So many records of one version are shown.
pub(super) const MOST: usize = 60;

/// With what a version is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Against {
    /// With the version before it: what was changed in it.
    #[default]
    Before,
    /// With the record as it is now: what was changed since.
    Now,
}

/// What became of a record, in the version or since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It was made.
    Added,
    /// Something in it changed.
    Changed,
    /// It went to the bin, or is gone.
    Deleted,
    /// It went from the bin for good.
    ForGood,
    /// It says the same.
    Same,
}

/// What can be put back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Restorable {
    /// The records as they were.
    pub records: Vec<Record>,
    /// What they name and what is not there any more.
    pub gone: Vec<RecordId>,
}

/// One value of a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Side {
    pub text: String,
    /// The record that has this value, if it is another than now.
    pub restorable: Option<Record>,
}

/// One field that differs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field {
    pub label: String,
    pub path: FieldPath,
    pub before: Side,
    pub after: Side,
    pub marks: WordDiff,
}

/// One record in a version.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub id: RecordId,
    pub title: String,
    pub turn: Turn,
    pub fields: Vec<Field>,
    /// The whole record, if it is another now.
    pub whole: Option<Restorable>,
    /// Whether it is there now.
    pub there: bool,
}

/// Something that belonged to a round or a negotiation then, and is different now or gone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    pub record: Record,
    pub title: String,
    /// Whether it is there now.
    pub there: bool,
    pub gone: Vec<RecordId>,
}

/// What is shown of one version.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Detail {
    pub blocks: Vec<Block>,
    /// How many records of the version are not among the blocks.
    pub more: usize,
    /// What belonged to the record then and is different now.
    pub held: Vec<Held>,
    /// What belonged to it then and is the same now.
    pub same: Vec<RecordId>,
    /// How many records belong to it now that did not then.
    pub added_since: usize,
    /// The record and all that belonged to it, as far as it is different now.
    pub all: Option<Restorable>,
}

impl Detail {
    /// Works it out for the version at `at` of `versions`, which are the newest and go back to it without a gap.
    pub(super) fn new(session: &Session, versions: &[Version], at: usize, of: Option<RecordId>, against: Against) -> Self {
        let Some(version) = versions.get(at) else { return Self::default() };
        let mut detail = Self::default();
        let mut edits: Vec<&Edit> = words::told(version).collect();
        // The record that is asked about comes first, also where only what belongs to it was changed.
        edits.sort_by_key(|edit| Some(edit.id) != of);
        detail.more = edits.len().saturating_sub(MOST);
        for edit in edits.into_iter().take(MOST) {
            detail.blocks.push(block(session, edit, against));
        }
        if let Some(of) = of
            && crate::query::belonging::holds_others(of)
        {
            detail.hold(session, versions, at, of);
        }
        detail
    }

    fn hold(&mut self, session: &Session, versions: &[Version], at: usize, of: RecordId) {
        let workspace = session.workspace();
        let mut touched = touched_since(versions, at);
        // Touched or not, it is what it is now unless it was touched since.
        let now: Vec<RecordId> = workspace.held_by(of).into_iter().filter(|id| *id != of && workspace.contains(*id)).collect();
        self.same = now.iter().filter(|id| !touched.contains_key(*id)).copied().collect();
        let mut restorable = Vec::new();
        if let Some(Some(itself)) = touched.remove(&of)
            && differs(workspace, itself)
        {
            restorable.push(itself.clone());
        }
        for (id, then) in touched {
            match then.filter(|then| belongs(then, of)) {
                None if now.contains(&id) => self.added_since += 1,
                None => {}
                Some(then) if differs(workspace, then) => {
                    let gone = session.gone(std::slice::from_ref(then));
                    let title = names::record_title(workspace, then);
                    self.held.push(Held { title, record: then.clone(), there: workspace.contains(id), gone });
                    restorable.push(then.clone());
                }
                Some(_) => self.same.push(id),
            }
        }
        if !restorable.is_empty() {
            let gone = session.gone(&restorable);
            self.all = Some(Restorable { records: restorable, gone });
        }
    }
}

/// What the versions after the one at `at` changed, as it was right after that one: what they say was before. With it what that
/// one itself made or changed, which may be gone since by another way. `None` for what was not there.
fn touched_since(versions: &[Version], at: usize) -> BTreeMap<RecordId, Option<&Record>> {
    let mut touched = BTreeMap::new();
    let is_record = |edit: &&Edit| !matches!(edit.id, RecordId::Binned(_) | RecordId::Clash(_));
    for edit in versions.iter().take(at).flat_map(|version| &version.change.edits).filter(is_record) {
        touched.insert(edit.id, edit.before.as_ref());
    }
    for edit in versions.get(at).into_iter().flat_map(|version| &version.change.edits).filter(is_record) {
        touched.entry(edit.id).or_insert(edit.after.as_ref());
    }
    touched
}

/// Whether a record says something else than now, who changed it when left aside.
fn differs(workspace: &Workspace, record: &Record) -> bool {
    workspace.get(record.id()).is_none_or(|now| {
        let mut like = record.clone();
        *like.stamp_mut() = now.stamp().clone();
        like != now
    })
}

fn block(session: &Session, edit: &Edit, against: Against) -> Block {
    let workspace = session.workspace();
    let (id, title) = (edit.id, words::title(workspace, edit));
    let now = workspace.get(id);
    if let (RecordId::Binned(_), Some(Record::Binned(binned)), None) = (id, &edit.before, &edit.after) {
        let left: Vec<Record> = binned.records.iter().filter(|record| !workspace.contains(record.id())).cloned().collect();
        let whole = (!left.is_empty()).then(|| Restorable { gone: session.gone(&left), records: left });
        return Block { id, title, turn: Turn::ForGood, fields: Vec::new(), whole, there: false };
    }
    // What was deleted in a version is what it was before.
    let then = edit.after.as_ref().or(edit.before.as_ref());
    let whole = then.filter(|then| differs(workspace, then)).map(|then| {
        let records = vec![then.clone()];
        Restorable { gone: session.gone(&records), records }
    });
    let shown = match against {
        Against::Before => edit.clone(),
        Against::Now => Edit { id, before: then.cloned(), after: now.clone() },
    };
    let turn = match (&shown.before, &shown.after) {
        (None, _) => Turn::Added,
        (_, None) => Turn::Deleted,
        _ if against == Against::Now && whole.is_none() => Turn::Same,
        _ => Turn::Changed,
    };
    let fields = match turn {
        Turn::Same | Turn::ForGood => Vec::new(),
        _ => fields(workspace, &shown, now.as_ref()),
    };
    Block { id, title, turn, fields, whole, there: now.is_some() }
}

fn fields(workspace: &Workspace, edit: &Edit, now: Option<&Record>) -> Vec<Field> {
    let side = |text: String, record: &Option<Record>, path: &FieldPath| {
        let restorable = record.as_ref().filter(|record| now.is_some_and(|now| has_another(now, record, path))).cloned();
        Side { text, restorable }
    };
    let field = |change: changes::ChangeWords| Field {
        // Also of dates and the like: what is the same in them need not be read twice.
        marks: change.diff.unwrap_or_else(|| word_diff(&change.before, &change.after)),
        before: side(change.before, &edit.before, &change.path),
        after: side(change.after, &edit.after, &change.path),
        label: change.label,
        path: change.path,
    };
    // The line for the record as a whole is its heading here.
    let words = changes::words(workspace, edit).into_iter().filter(|change| !change.path.steps().is_empty());
    words.map(field).collect()
}

/// Whether a record has another value in a field than `from`.
fn has_another(now: &Record, from: &Record, path: &FieldPath) -> bool {
    let mut like = now.clone();
    copy_field(&mut like, from, path) && like != *now
}
