//! Fields that are lists. An item is known by its key: a part with an id by its id, anything else by all that it says. Lists merge
//! item by item, and what one side added is there afterwards.

use super::order::{Order, arranged, shared};
use super::value::{Part, Value, who_key};
use super::walk::{Mergeable, Merging, Walk};
use crate::model::{
    Account, Affiliation, Announcement, Attendance, Discrepancy, EarlierDate, IssueId, PartyId, Passage, Record, Seat, Sitting,
    SourceId, Spelling, StatementId, Who,
};
use std::collections::BTreeMap;

/// What lists hold. Without fields of its own it is put in and taken out whole.
pub(super) trait Item: Clone + PartialEq {
    /// Whether it has fields of its own.
    const HAS_FIELDS: bool = false;

    /// What tells it apart from others in its list.
    fn key(&self) -> String;

    /// The item as a value.
    fn value(&self) -> Value<'_>;

    /// Shows `visit` every text in it.
    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String));

    /// Compares two of one key.
    fn compare_inside<'a>(_before: &'a Self, _after: &'a Self, _walk: &mut Walk<'a>) {}

    /// What stands at a path within it.
    fn at_inside(&self, _path: &[String]) -> Option<Value<'_>> {
        None
    }

    /// Copies a field of one into the other of its key.
    fn copy_inside(&mut self, _from: &Self, _path: &[String]) -> bool {
        false
    }

    /// Merges two of one key.
    fn merge_inside(_base: Option<&Self>, ours: &Self, _theirs: &Self, _merging: &mut Merging) -> Self {
        ours.clone()
    }
}

/// The items by key. Of several with one key, all after the first have their place among them added.
fn keyed<T: Item>(items: &[T]) -> Vec<(String, &T)> {
    let mut seen = BTreeMap::<String, usize>::new();
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        let key = item.key().replace('~', "~~");
        let times = seen.entry(key.clone()).or_default();
        all.push((if *times == 0 { key } else { format!("{key}~{times}") }, item));
        *times += 1;
    }
    all
}

fn keys<T>(keyed: &[(String, T)]) -> Vec<String> {
    keyed.iter().map(|(key, _)| key.clone()).collect()
}

fn find<'a, T>(keyed: &[(String, &'a T)], key: &str) -> Option<&'a T> {
    keyed.iter().find(|(known, _)| known == key).map(|(_, item)| *item)
}

impl<T: Item> Mergeable for Vec<T> {
    /// What was added and what changed comes in the order of the list, then what was taken out, last first, then the order: done
    /// one after the other they make the one list into the other.
    fn compare<'a>(before: Option<&'a Self>, after: Option<&'a Self>, walk: &mut Walk<'a>) {
        let (before, after) = (before.map_or(&[][..], Vec::as_slice), after.map_or(&[][..], Vec::as_slice));
        if before == after {
            return;
        }
        let (was, is) = (keyed(before), keyed(after));
        for (key, item) in &is {
            walk.within(key, |walk| match find(&was, key) {
                Some(earlier) => T::compare_inside(earlier, item, walk),
                None => walk.differs(None, Some(item.value())),
            });
        }
        for (key, item) in was.iter().rev().filter(|(key, _)| find(&is, key).is_none()) {
            walk.within(key, |walk| walk.differs(Some(item.value()), None));
        }
        let both = |list: &[(String, &T)], other: &[(String, &T)]| -> Vec<String> {
            keys(list).into_iter().filter(|key| find(other, key).is_some()).collect()
        };
        if both(&was, &is) != both(&is, &was) {
            let order = |items: &'a [T]| Some(Value::Order(items.iter().map(Item::value).collect()));
            walk.differs(order(before), order(after));
        }
    }

    fn at(&self, path: &[String]) -> Option<Value<'_>> {
        match path.split_first() {
            None => (!self.is_empty()).then(|| Value::Order(self.iter().map(Item::value).collect())),
            Some((key, inside)) => {
                let item = find(&keyed(self), key)?;
                if inside.is_empty() { Some(item.value()) } else { item.at_inside(inside) }
            }
        }
    }

    fn copy(&mut self, from: &Self, path: &[String]) -> bool {
        let there = keyed(from);
        let here = keys(&keyed(self));
        let Some((key, inside)) = path.split_first() else {
            let order: Vec<String> = keys(&there).into_iter().filter(|key| here.contains(key)).collect();
            *self = in_order(self, &arranged(&order, [&here, &[]]));
            return true;
        };
        let at = here.iter().position(|known| known == key);
        match (at, find(&there, key)) {
            (Some(at), Some(item)) if inside.is_empty() => self[at].clone_from(item),
            (Some(at), Some(item)) => return self[at].copy_inside(item, inside),
            (Some(at), None) if inside.is_empty() => {
                self.remove(at);
            }
            (None, Some(item)) if inside.is_empty() => self.insert(place_for(key, &keys(&there), &here), item.clone()),
            _ => return false,
        }
        true
    }

    fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
        for item in self {
            Item::each_text(item, visit);
        }
    }

    fn merge(base: Option<&Self>, ours: &Self, theirs: &Self, merging: &mut Merging) -> Self {
        if ours == theirs {
            return ours.clone();
        }
        let (base, ours, theirs) = (keyed(base.map_or(&[][..], Vec::as_slice)), keyed(ours), keyed(theirs));
        let mut merged: BTreeMap<String, T> = BTreeMap::new();
        let either: BTreeMap<&String, &T> = ours.iter().chain(&theirs).map(|(key, item)| (key, *item)).collect();
        for (key, item) in either {
            let [was, mine, other] = [&base, &ours, &theirs].map(|list| find(list, key));
            if !T::HAS_FIELDS && times([&base, &ours, &theirs].map(|list| alike(list, item))) <= place_among(key) {
                continue;
            }
            if let (Some(mine), Some(other)) = (mine, other) {
                merged.insert(key.clone(), merging.within(key, |merging| T::merge_inside(was, mine, other, merging)));
            } else if !T::HAS_FIELDS || was != Some(item) {
                merged.insert(key.clone(), item.clone());
            }
        }
        let left =
            |list: &[(String, &T)]| -> Vec<String> { keys(list).into_iter().filter(|key| merged.contains_key(key)).collect() };
        let (ours, theirs) = (left(&ours), left(&theirs));
        let order = match shared(&keys(&base), &ours, &theirs) {
            Order::Settled(order) => order,
            Order::Contested { order, other, side } => {
                merging.lost(side, other.join("\n"));
                order
            }
        };
        arranged(&order, [&ours, &theirs]).iter().filter_map(|key| merged.remove(key)).collect()
    }
}

/// How often an item is in a list.
fn alike<T: PartialEq>(list: &[(String, &T)], item: &T) -> usize {
    list.iter().filter(|(_, other)| *other == item).count()
}

/// The same afterwards, given how often it was in the base, in ours and in theirs: as the side has it that changed it, and if both
/// did, as often as in either.
fn times([base, ours, theirs]: [usize; 3]) -> usize {
    match (ours == base, theirs == base) {
        (true, _) => theirs,
        (_, true) => ours,
        _ => ours.max(theirs),
    }
}

/// The place among items of one key, from 0.
fn place_among(key: &str) -> usize {
    let (first, place) = key.rsplit_once('~').unwrap_or((key, ""));
    let doubled = first.len() - first.trim_end_matches('~').len();
    // A tilde of the key itself is doubled.
    if doubled % 2 == 0 { place.parse().unwrap_or(0) } else { 0 }
}

fn in_order<T: Item>(items: &[T], order: &[String]) -> Vec<T> {
    let keyed = keyed(items);
    order.iter().filter_map(|key| find(&keyed, key).cloned()).collect()
}

/// Where an item goes that stands in `there` and not in `here`: behind the one that it stands behind, and behind others of its key.
fn place_for(key: &str, there: &[String], here: &[String]) -> usize {
    let before = there.iter().take_while(|known| *known != key);
    let behind = before.filter_map(|known| here.iter().position(|one| one == known)).last();
    let alike = key.rsplit_once('~').and_then(|(first, _)| {
        here.iter().rposition(|one| one == first || one.strip_prefix(first).is_some_and(|rest| rest.starts_with('~')))
    });
    behind.max(alike).map_or(0, |at| at + 1)
}

macro_rules! parts {
    ($($type:ty: $variant:ident;)*) => {$(
        impl Item for $type {
            const HAS_FIELDS: bool = true;

            fn key(&self) -> String {
                Part::$variant(self).key()
            }

            fn value(&self) -> Value<'_> {
                Value::Part(Part::$variant(self))
            }

            fn each_text(&mut self, visit: &mut dyn FnMut(&mut String)) {
                Mergeable::each_text(self, visit);
            }

            fn compare_inside<'a>(before: &'a Self, after: &'a Self, walk: &mut Walk<'a>) {
                Mergeable::compare(Some(before), Some(after), walk);
            }

            fn at_inside(&self, path: &[String]) -> Option<Value<'_>> {
                Mergeable::at(self, path)
            }

            fn copy_inside(&mut self, from: &Self, path: &[String]) -> bool {
                Mergeable::copy(self, from, path)
            }

            fn merge_inside(base: Option<&Self>, ours: &Self, theirs: &Self, merging: &mut Merging) -> Self {
                Mergeable::merge(base, ours, theirs, merging)
            }
        }
    )*};
}

parts! {
    EarlierDate: EarlierDate;
    Announcement: Announcement;
    Attendance: Attendance;
    Sitting: Sitting;
    Account: Account;
    Discrepancy: Discrepancy;
    Passage: Passage;
    Record: Record;
}

macro_rules! wholes {
    ($($type:ty: $self:ident => $key:expr, $value:expr, |$visit:ident| $texts:expr;)*) => {$(
        impl Item for $type {
            fn key(&$self) -> String {
                $key
            }

            fn value(&$self) -> Value<'_> {
                $value
            }

            fn each_text(&mut $self, $visit: &mut dyn FnMut(&mut String)) {
                $texts
            }
        }
    )*};
}

wholes! {
    Seat: self => Part::Seat(self).key(), Value::Part(Part::Seat(self)), |visit| Mergeable::each_text(self, visit);
    Spelling: self => Part::Spelling(self).key(), Value::Part(Part::Spelling(self)), |visit| Mergeable::each_text(self, visit);
    Affiliation: self => Part::Affiliation(self).key(), Value::Part(Part::Affiliation(self)), |visit| Mergeable::each_text(self, visit);
    String: self => self.clone(), Value::Text(self), |visit| visit(self);
    Who: self => who_key(self), Value::Who(self), |visit| self.description_mut().into_iter().for_each(visit);
    PartyId: self => self.to_string(), Value::Record((*self).into()), |_visit| {};
    IssueId: self => self.to_string(), Value::Record((*self).into()), |_visit| {};
    SourceId: self => self.to_string(), Value::Record((*self).into()), |_visit| {};
    StatementId: self => self.to_string(), Value::Record((*self).into()), |_visit| {};
}
