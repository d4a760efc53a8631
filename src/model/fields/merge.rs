//! One record changed in two places.

use super::walk::{Lost, Mergeable, Merging, Side};
use super::{FieldPath, copy_field};
use crate::model::{Record, Stamp};

/// What came of two versions of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The record; none if it is gone.
    pub record: Option<Record>,
    /// The fields that both sides changed, in the order of the fields.
    pub contested: Vec<Contested>,
}

/// A field that both sides changed. One of the two values is in the merged record.
#[derive(Clone, Debug, PartialEq)]
pub struct Contested {
    /// Which field.
    pub path: FieldPath,
    /// The record as it was before both, with the other value in that field, and the stamp of the version that the value is from.
    pub other: Record,
    /// That value as text: see [`Value::key`](super::Value::key).
    pub key: String,
}

/// What two sides made of `base`, of which all are versions of one record; none is a record that is not there. An edit beats a
/// deletion. With a side that has left `base` as it was, the other one stands, to the letter.
pub fn merge(base: Option<&Record>, ours: Option<&Record>, theirs: Option<&Record>) -> Merged {
    let settled = |record: Option<&Record>| Merged { record: record.cloned(), contested: Vec::new() };
    match (ours, theirs) {
        _ if ours == theirs || theirs == base => settled(ours),
        _ if ours == base => settled(theirs),
        (Some(ours), Some(theirs)) => both(base, ours, theirs),
        // One side deleted what the other one changed.
        (edited, None) | (None, edited) => settled(edited),
    }
}

fn both(base: Option<&Record>, ours: &Record, theirs: &Record) -> Merged {
    let mut merging = Merging::default();
    let record = Mergeable::merge(base, ours, theirs, &mut merging);
    let contested = merging.all_lost().into_iter().map(|Lost { path, side, key }| {
        let loser = if side == Side::Ours { ours } else { theirs };
        Contested { other: with_other(base.unwrap_or(loser), loser, &path), path, key }
    });
    Merged { contested: contested.collect(), record: Some(record) }
}

/// `base` with what stands at `path` in `loser`, for which the part that the field is in may have to come along.
fn with_other(base: &Record, loser: &Record, path: &FieldPath) -> Record {
    let mut other = base.clone();
    for steps in (1..=path.steps().len()).rev() {
        if copy_field(&mut other, loser, &FieldPath::new(&path.steps()[..steps])) {
            break;
        }
    }
    other.stamp_mut().clone_from(loser.stamp());
    other
}

/// The stamp that one side changed; if both did, the later one.
pub(super) fn stamp(base: Option<&Stamp>, ours: &Stamp, theirs: &Stamp) -> Stamp {
    let age = |stamp: &Stamp| (stamp.changed, stamp.by.clone(), stamp.created);
    let mut later =
        if base == Some(ours) || base != Some(theirs) && age(ours) < age(theirs) { theirs.clone() } else { ours.clone() };
    // What both changed has changed once more than either knows.
    if base != Some(ours) && base != Some(theirs) && ours != theirs {
        let last = ours.sequence().max(theirs.sequence());
        if last > 0 {
            later.revision = last.saturating_add(1);
        }
    }
    later
}
