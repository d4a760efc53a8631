//! Random sequences of edits to a workspace, for the property tests of merging and of changes.

use super::{id, record, round, statement};
use crate::model::fields::{Difference, FieldPath, RecordMap, Value, copy_field, differences, filled};
use crate::model::{Binned, Change, Edit, Record, RecordId, Stamp, Workspace};
use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;

/// Something that somebody does. Numbers choose among what is there.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Makes one field of a record what it is in this one.
    Change(usize, Box<Record>, usize),
    /// Makes every field of a record what it is in this one.
    Rewrite(usize, Box<Record>),
    /// Makes a new record, if there is none with its id, in the bin or out of it.
    Make(Box<Record>),
    /// Puts a record into the bin, with all it holds.
    Delete(usize),
    /// Brings a bin entry back.
    Restore(usize),
    /// Takes a bin entry out for good.
    Discard(usize),
    /// Chooses of what was changed in two places: true takes the other value.
    Choose(usize, bool),
}

/// Any deed.
pub fn deed() -> BoxedStrategy<Deed> {
    let of = || {
        prop_oneof![2 => record(), 1 => round().prop_map(Record::from), 1 => statement().prop_map(Record::from)]
            .prop_map(Box::new)
    };
    prop_oneof![
        8 => (any::<usize>(), of(), any::<usize>()).prop_map(|(at, record, field)| Deed::Change(at, record, field)),
        2 => (any::<usize>(), of()).prop_map(|(at, record)| Deed::Rewrite(at, record)),
        2 => of().prop_map(Deed::Make),
        2 => any::<usize>().prop_map(Deed::Delete),
        1 => any::<usize>().prop_map(Deed::Restore),
        1 => any::<usize>().prop_map(Deed::Discard),
        1 => (any::<usize>(), any::<bool>()).prop_map(|(at, other)| Deed::Choose(at, other)),
    ]
    .boxed()
}

/// Gives `other` the id of `record`. False if they are of different kinds.
pub fn of_one_id(record: &Record, other: &mut Record) -> bool {
    match (record, other) {
        (Record::Party(a), Record::Party(b)) => b.id = a.id,
        (Record::Person(a), Record::Person(b)) => b.id = a.id,
        (Record::Negotiation(a), Record::Negotiation(b)) => b.id = a.id,
        (Record::Issue(a), Record::Issue(b)) => b.id = a.id,
        (Record::Source(a), Record::Source(b)) => b.id = a.id,
        (Record::Round(a), Record::Round(b)) => b.id = a.id,
        (Record::Statement(a), Record::Statement(b)) => b.id = a.id,
        (Record::FollowUp(a), Record::FollowUp(b)) => b.id = a.id,
        (Record::Incident(a), Record::Incident(b)) => b.id = a.id,
        (Record::Binned(a), Record::Binned(b)) => b.id = a.id,
        (Record::Clash(a), Record::Clash(b)) => b.id = a.id,
        _ => return false,
    }
    true
}

/// Somebody at work: the name goes into stamps, the number into the ids of what is deleted.
#[derive(Clone, Debug)]
pub struct Hand {
    /// Which one, from 0.
    pub number: u128,
    /// How many deeds were done.
    pub done: u128,
}

impl Hand {
    /// Does a deed as a session would; what cannot be done is left.
    pub fn does(&mut self, deed: &Deed, workspace: &mut Workspace) {
        self.done += 1;
        if let Some(change) = self.change(deed, workspace) {
            change.apply(workspace);
        }
    }

    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap() + Duration::seconds((self.done * 7 + self.number) as i64)
    }

    fn change(&self, deed: &Deed, workspace: &Workspace) -> Option<Change> {
        let edits = match deed {
            Deed::Change(at, donor, field) => {
                let (before, donor) = meant(workspace, *at, donor)?;
                let mut after = before.clone();
                let paths: Vec<_> = differences(&before, &donor).into_iter().map(|found| found.path).collect();
                copy_field(&mut after, &donor, paths.get(field % paths.len().max(1))?);
                vec![self.edit(Some(before), after)]
            }
            Deed::Rewrite(at, donor) => {
                let (before, donor) = meant(workspace, *at, donor)?;
                vec![self.edit(Some(before), donor)]
            }
            Deed::Make(record) => {
                let mut known = workspace.bin.values().flat_map(|entry| &entry.records).map(Record::id).chain(workspace.ids());
                if known.any(|id| id == record.id()) {
                    return None;
                }
                vec![self.edit(None, (**record).clone())]
            }
            Deed::Delete(at) => {
                let all: Vec<RecordId> =
                    workspace.ids().filter(|id| !matches!(id, RecordId::Binned(_) | RecordId::Clash(_))).collect();
                let deleted = *all.get(at % all.len().max(1))?;
                let records: Vec<Record> = workspace.held_by(deleted).into_iter().filter_map(|id| workspace.get(id)).collect();
                let mut edits: Vec<Edit> = records.iter().map(gone).collect();
                let entry = Binned {
                    id: id(9, (self.number + 1) * 1000 + self.done),
                    stamp: Stamp::new(self.now(), "h"),
                    title: String::new(),
                    records,
                };
                edits.push(Edit { id: entry.id.into(), before: None, after: Some(entry.into()) });
                edits
            }
            Deed::Restore(at) => {
                let entry = workspace.bin.values().nth(at % workspace.bin.len().max(1))?;
                if entry.records.iter().any(|record| workspace.contains(record.id())) {
                    return None;
                }
                let back = entry.records.iter().map(|record| Edit { id: record.id(), before: None, after: Some(record.clone()) });
                back.chain([gone(&entry.clone().into())]).collect()
            }
            Deed::Discard(at) => {
                let entry = workspace.bin.values().nth(at % workspace.bin.len().max(1))?;
                vec![gone(&entry.clone().into())]
            }
            Deed::Choose(at, other) => {
                let clash = workspace.clashes.values().nth(at % workspace.clashes.len().max(1))?;
                let mut edits = vec![gone(&clash.clone().into())];
                if *other {
                    let before = workspace.get(clash.record)?;
                    let mut after = before.clone();
                    copy_field(&mut after, &clash.other, &clash.field);
                    edits.push(self.edit(Some(before), after));
                }
                edits
            }
        };
        Some(Change { label: String::new(), edits })
    }

    fn edit(&self, before: Option<Record>, mut after: Record) -> Edit {
        *after.stamp_mut() = match &before {
            Some(before) => Stamp { changed: self.now(), by: self.number.to_string(), ..before.stamp().clone() },
            None => Stamp::new(self.now(), &self.number.to_string()),
        };
        Edit { id: after.id(), before, after: Some(after) }
    }
}

fn gone(record: &Record) -> Edit {
    Edit { id: record.id(), before: Some(record.clone()), after: None }
}

/// A record of the kind of `donor`, and the donor with its id.
fn meant(workspace: &Workspace, at: usize, donor: &Record) -> Option<(Record, Record)> {
    let mut donor = donor.clone();
    let alike: Vec<RecordId> =
        workspace.ids().filter(|id| std::mem::discriminant(id) == std::mem::discriminant(&donor.id())).collect();
    let before = workspace.get(*alike.get(at % alike.len().max(1))?)?;
    of_one_id(&before, &mut donor).then_some((before, donor))
}

/// The records of a workspace by their ids.
pub fn all(workspace: &Workspace) -> RecordMap {
    workspace.ids().filter_map(|id| Some((id, workspace.get(id)?))).collect()
}

/// What `side` made of `base` and is neither in `merged` nor kept by a clash there.
pub fn lost(base: &RecordMap, side: &RecordMap, merged: &RecordMap) -> Vec<String> {
    let mut lost = Vec::new();
    // An entry of the bin goes when all that was in it stays.
    let made = |(id, made): &(&RecordId, &Record)| base.get(id) != Some(made) && !matches!(id, RecordId::Binned(_));
    for (id, made) in side.iter().filter(made) {
        let Some(now) = merged.get(id) else {
            lost.push(format!("{id:?}"));
            continue;
        };
        // What was restored has not been set by who restored it.
        let binned = base.values().filter_map(|record| if let Record::Binned(entry) = record { Some(entry) } else { None });
        let deleted = binned.flat_map(|entry| &entry.records).rfind(|record| record.id() == *id);
        let set = base.get(id).or(deleted).map_or_else(|| filled(made), |base| differences(base, made));
        for found in set.iter().filter(|found| !matches!(found.after, Some(Value::Order(_)))) {
            // What was taken out of a list may be there if the other side changed it or put in another.
            let list = FieldPath::new(found.path.steps().split_last().map_or(&[][..], |(_, list)| list));
            let in_list = list != FieldPath::default() && copy_field(&mut made.clone(), made, &list);
            let taken_out = found.after.is_none() && in_list;
            let kept = merged.values().filter_map(|record| match record {
                Record::Clash(clash) if clash.record == *id && clash.field == found.path => Some(&clash.other),
                _ => None,
            });
            if !taken_out && !std::iter::once(now).chain(kept).any(|record| holds(record, made, &found.path)) {
                lost.push(format!("{id:?} {found:?}"));
            }
        }
    }
    lost
}

/// Whether what stands at `path` is the same in both; of a part that was put in, that it is there.
fn holds(record: &Record, made: &Record, path: &FieldPath) -> bool {
    let part =
        |found: &Difference<'_>| path.steps().starts_with(found.path.steps()) && !matches!(found.after, Some(Value::Order(_)));
    !differences(record, made).iter().any(part)
}
