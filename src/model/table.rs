//! A table of records that is cheap to copy, with indexes: which of its records name what, have which tag, must be looked at.

use super::fields::{Field, FieldName, HasFields, Indexed, ValueRef};
use super::references::each_link;
use super::{Record, RecordId, Shared};
use imbl::OrdMap;
use imbl::ordmap::{self, DiffItem};
use imbl::shared_ptr::DefaultSharedPtr;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Index, Range};
use std::sync::Arc;
use uuid::Uuid;

/// A type of record.
pub trait Row: HasFields + Clone + Eq {
    /// What names one.
    type Id: Copy + Into<RecordId> + fmt::Debug;
    /// Its id.
    fn id(&self) -> &Self::Id;
    /// A record, if it is of this type.
    fn of(record: &Record) -> Option<&Shared<Self>>;
    /// The same, to be changed.
    fn of_mut(record: &mut Record) -> Option<&mut Shared<Self>>;
    /// As any record.
    fn record(row: Shared<Self>) -> Record;
}

/// The records of one type by id, which is the order of creation. A copy of a table costs nothing: it shares all records with the first
/// one, and a change to either copies what it changes and the way there.
pub struct Table<R> {
    rows: Rows,
    of: PhantomData<R>,
}

/// What records are found by. A field is named by its place in the table of fields.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    /// Another record, and the field that names it.
    Link(RecordId, usize),
    /// A word of the user's own in a field that is indexed by words.
    Word(usize, Arc<str>),
    /// Something stands in a field that is indexed by whether it is filled.
    Filled(usize),
}

/// Records of any type. All tables share this code.
#[derive(Clone, Default)]
pub(super) struct Rows {
    records: OrdMap<Uuid, Record>,
    /// The index: the ids under each key, in order. Kept up to date by every change.
    index: OrdMap<Key, Arc<Vec<Uuid>>>,
    /// The record that was given out last to be changed, with its keys before. The index does not know its keys of now yet.
    changing: Option<(Uuid, Vec<Key>)>,
}

impl Rows {
    pub(super) fn get(&self, id: Uuid) -> Option<&Record> {
        self.records.get(&id)
    }

    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = &Record> + ExactSizeIterator {
        self.records.values()
    }

    /// A record, to be changed.
    pub(super) fn get_mut(&mut self, id: Uuid) -> Option<&mut Record> {
        self.settle();
        let record = self.records.get_mut(&id)?;
        self.changing = Some((id, keys_of(Some(record))));
        Some(record)
    }

    pub(super) fn put(&mut self, record: Record) -> Option<Record> {
        self.settle();
        let id = record.id().uuid();
        let keys = keys_of(Some(&record));
        let before = self.records.insert(id, record);
        self.reindex(id, &keys_of(before.as_ref()), &keys);
        before
    }

    /// Puts many records in. Of two with one id the later one stays. An empty table gets its index in one go.
    pub(super) fn extend(&mut self, records: Vec<Record>) {
        if !self.records.is_empty() {
            records.into_iter().for_each(|record| drop(self.put(record)));
            return;
        }
        for record in records {
            self.records.insert(record.id().uuid(), record);
        }
        let mut index: HashMap<Key, Vec<Uuid>> = HashMap::new();
        for (id, record) in &self.records {
            for key in keys_of(Some(record)) {
                index.entry(key).or_default().push(*id);
            }
        }
        let mut index: Vec<(Key, Vec<Uuid>)> = index.into_iter().collect();
        index.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        self.index = index.into_iter().map(|(key, ids)| (key, Arc::new(ids))).collect();
        self.changing = None;
    }

    /// What differs from an earlier state of the table: a record as it was and as it is, in the order of ids. What both share in memory
    /// is passed over.
    pub(super) fn changes_since<'a>(
        &'a self,
        before: &'a Self,
    ) -> impl Iterator<Item = (Option<&'a Record>, Option<&'a Record>)> {
        before.records.diff(&self.records).map(|item| match item {
            DiffItem::Add(_, after) => (None, Some(after)),
            DiffItem::Update { old: (_, before), new: (_, after) } => (Some(before), Some(after)),
            DiffItem::Remove(_, before) => (Some(before), None),
        })
    }

    pub(super) fn take(&mut self, id: Uuid) -> Option<Record> {
        self.settle();
        let before = self.records.remove(&id);
        self.reindex(id, &keys_of(before.as_ref()), &[]);
        before
    }

    /// Tells the index the keys of the record that was given out to be changed.
    fn settle(&mut self) {
        if let Some((id, before)) = self.changing.take() {
            let after = keys_of(self.get(id));
            self.reindex(id, &before, &after);
        }
    }

    fn settled(&self) -> Cow<'_, Self> {
        let mut rows = Cow::Borrowed(self);
        if self.changing.is_some() {
            rows.to_mut().settle();
        }
        rows
    }

    /// Only what differs is touched, so that a change of words costs nothing here.
    fn reindex(&mut self, id: Uuid, before: &[Key], after: &[Key]) {
        for key in before.iter().filter(|key| after.binary_search(key).is_err()) {
            let Some(ids) = self.index.get_mut(key) else { continue };
            let ids = Arc::make_mut(ids);
            ids.retain(|one| *one != id);
            if ids.is_empty() {
                self.index.remove(key);
            }
        }
        for key in after.iter().filter(|key| before.binary_search(key).is_err()) {
            let ids = Arc::make_mut(self.index.entry(key.clone()).or_default());
            if let Err(at) = ids.binary_search(&id) {
                ids.insert(at, id);
            }
        }
    }

    /// Every record that is named by one of these, once.
    pub(super) fn named(&self) -> Vec<RecordId> {
        let link = |key: &Key| if let Key::Link(id, _) = key { Some(*id) } else { None };
        let mut named: Vec<RecordId> = self.settled().index.keys().map_while(link).collect();
        named.dedup();
        named
    }

    /// The records that name this one in whatever field, in the order of their ids.
    pub(super) fn naming(&self, id: RecordId) -> Vec<&Record> {
        let rows = self.settled();
        let fields = Key::Link(id, 0)..=Key::Link(id, usize::MAX);
        let mut ids: Vec<Uuid> = rows.index.range(fields).flat_map(|(_, ids)| ids.iter().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().filter_map(|id| self.get(id)).collect()
    }

    /// The ids under a key, in order.
    fn under(&self, key: &Key) -> Arc<Vec<Uuid>> {
        self.settled().index.get(key).cloned().unwrap_or_default()
    }

    /// The words in a field of any record, in order, each once.
    fn words(&self, place: usize) -> Vec<Arc<str>> {
        let word = |key: &Key| if let Key::Word(at, word) = key { (*at == place).then(|| Arc::clone(word)) } else { None };
        self.settled().index.range(Key::Word(place, Arc::default())..).map_while(|(key, _)| word(key)).collect()
    }
}

/// The keys of a record, in order, each once.
fn keys_of(record: Option<&Record>) -> Vec<Key> {
    let mut keys = Vec::new();
    for (at, (field, value)) in record.into_iter().flat_map(|record| record.fields().each().enumerate()) {
        own_keys(at, field, &value, &mut keys);
        each_link(field, value, &mut |link| keys.push(Key::Link(link.target, at)));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The keys by which a field wants its record to be found, beside its links.
fn own_keys(at: usize, field: &Field, value: &ValueRef<'_>, keys: &mut Vec<Key>) {
    match (field.index, value) {
        (Indexed::Words, ValueRef::Texts(texts)) => keys.extend(texts.iter().map(|text| Key::Word(at, text.as_str().into()))),
        (Indexed::Words, ValueRef::Term(Some(term))) if term.known.is_none() => keys.push(Key::Word(at, term.key.into())),
        (Indexed::Filled, ValueRef::Texts(texts)) if !texts.is_empty() => keys.push(Key::Filled(at)),
        _ => {}
    }
}

impl<R: Row> Table<R> {
    /// How many.
    pub fn len(&self) -> usize {
        self.rows.records.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.records.is_empty()
    }

    /// The record with that id.
    pub fn get(&self, id: &R::Id) -> Option<&R> {
        self.shared(id).map(Deref::deref)
    }

    /// The same, to be held.
    pub fn shared(&self, id: &R::Id) -> Option<&Shared<R>> {
        self.rows.get(uuid::<R>(id)).and_then(R::of)
    }

    /// Whether there is one with that id.
    pub fn contains_key(&self, id: &R::Id) -> bool {
        self.rows.records.contains_key(&uuid::<R>(id))
    }

    /// All with their ids.
    pub fn iter(&self) -> Iter<'_, R> {
        Iter { rows: self.rows.records.iter(), of: PhantomData }
    }

    /// All.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &R> + ExactSizeIterator + Clone {
        self.iter().map(|(_, row)| row)
    }

    /// The ids of all.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &R::Id> + ExactSizeIterator + Clone {
        self.iter().map(|(id, _)| id)
    }

    /// Those that name this record in that field, in the order of their ids, found without looking through the table.
    pub fn naming(&self, field: R::Field, id: impl Into<RecordId>) -> Found<'_, R> {
        self.found(&Key::Link(id.into(), field.place()))
    }

    /// Those that have this word in that field, which must be [indexed by words](Indexed::Words), in the order of their ids.
    pub fn with_word(&self, field: R::Field, word: &str) -> Found<'_, R> {
        debug_assert_eq!(field.field().index, Indexed::Words, "no index");
        self.found(&Key::Word(field.place(), word.into()))
    }

    /// The words that are in use in a field, which must be [indexed by words](Indexed::Words), in order.
    pub fn words(&self, field: R::Field) -> Vec<Arc<str>> {
        debug_assert_eq!(field.field().index, Indexed::Words, "no index");
        self.rows.words(field.place())
    }

    /// Those in which that field says anything, which must be [indexed so](Indexed::Filled), in the order of their ids.
    pub fn filled(&self, field: R::Field) -> Found<'_, R> {
        debug_assert_eq!(field.field().index, Indexed::Filled, "no index");
        self.found(&Key::Filled(field.place()))
    }

    fn found(&self, key: &Key) -> Found<'_, R> {
        let ids = self.rows.under(key);
        Found { rows: &self.rows, left: 0..ids.len(), ids, walk: None, of: PhantomData }
    }

    /// Puts a record in, and gives back the one that it replaces.
    pub fn insert(&mut self, id: R::Id, row: impl Into<Shared<R>>) -> Option<Shared<R>> {
        let row = row.into();
        debug_assert_eq!(uuid::<R>(&id), uuid::<R>(row.id()), "a record stands under its own id");
        self.rows.put(R::record(row)).as_ref().and_then(R::of).cloned()
    }

    /// Takes a record out.
    pub fn remove(&mut self, id: &R::Id) -> Option<Shared<R>> {
        self.rows.take(uuid::<R>(id)).as_ref().and_then(R::of).cloned()
    }

    /// Takes all out.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Keeps only these.
    pub fn retain(&mut self, mut stays: impl FnMut(&R::Id, &R) -> bool) {
        let gone: Vec<R::Id> = self.iter().filter(|(id, row)| !stays(id, row)).map(|(id, _)| *id).collect();
        for id in gone {
            self.remove(&id);
        }
    }

    /// A record, to be changed.
    pub fn get_mut(&mut self, id: &R::Id) -> Option<&mut R> {
        self.rows.get_mut(uuid::<R>(id)).and_then(R::of_mut).map(DerefMut::deref_mut)
    }

    /// Changes each record.
    pub fn each_mut(&mut self, mut change: impl FnMut(&mut R)) {
        let ids: Vec<R::Id> = self.keys().copied().collect();
        for id in ids {
            if let Some(row) = self.get_mut(&id) {
                change(row);
            }
        }
    }
}

impl<R> Table<R> {
    pub(super) fn rows(&self) -> &Rows {
        &self.rows
    }

    pub(super) fn rows_mut(&mut self) -> &mut Rows {
        &mut self.rows
    }
}

fn uuid<R: Row>(id: &R::Id) -> Uuid {
    (*id).into().uuid()
}

impl<R> Clone for Table<R> {
    fn clone(&self) -> Self {
        Self { rows: self.rows.clone(), of: PhantomData }
    }
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Self { rows: Rows::default(), of: PhantomData }
    }
}

impl<R> PartialEq for Table<R> {
    fn eq(&self, other: &Self) -> bool {
        self.rows.records.ptr_eq(&other.rows.records) || self.rows.records == other.rows.records
    }
}

impl<R> fmt::Debug for Table<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.rows.all()).finish()
    }
}

impl<R: Row> Index<&R::Id> for Table<R> {
    type Output = R;

    #[expect(clippy::panic, reason = "as every map: who indexes knows that it is there")]
    fn index(&self, id: &R::Id) -> &R {
        self.get(id).unwrap_or_else(|| panic!("there is no {id:?}"))
    }
}

impl<R: Row> Extend<(R::Id, R)> for Table<R> {
    fn extend<T: IntoIterator<Item = (R::Id, R)>>(&mut self, rows: T) {
        for (id, row) in rows {
            self.insert(id, row);
        }
    }
}

/// The records of a table with their ids.
pub struct Iter<'t, R> {
    rows: ordmap::Iter<'t, Uuid, Record, DefaultSharedPtr>,
    of: PhantomData<R>,
}

impl<R> Clone for Iter<'_, R> {
    fn clone(&self) -> Self {
        Self { rows: self.rows.clone(), of: PhantomData }
    }
}

impl<'t, R: Row> Iterator for Iter<'t, R> {
    type Item = (&'t R::Id, &'t R);

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next().and_then(|(_, record)| R::of(record)).map(|row| (row.id(), &**row))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl<R: Row> DoubleEndedIterator for Iter<'_, R> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.rows.next_back().and_then(|(_, record)| R::of(record)).map(|row| (row.id(), &**row))
    }
}

impl<R: Row> ExactSizeIterator for Iter<'_, R> {}

impl<'t, R: Row> IntoIterator for &'t Table<R> {
    type Item = (&'t R::Id, &'t R);
    type IntoIter = Iter<'t, R>;

    fn into_iter(self) -> Iter<'t, R> {
        self.iter()
    }
}

/// The records of a table that an index finds, in the order of their ids.
pub struct Found<'t, R> {
    rows: &'t Rows,
    ids: Arc<Vec<Uuid>>,
    left: Range<usize>,
    /// The way through the table, where it is shorter than looking up one after the other.
    walk: Option<ordmap::RangedIter<'t, Uuid, Record, DefaultSharedPtr>>,
    of: PhantomData<R>,
}

impl<R> Found<'_, R> {
    /// One look-up takes as long as this many steps through the table.
    const STEPS: usize = 16;
}

impl<R> Clone for Found<'_, R> {
    fn clone(&self) -> Self {
        let (ids, left, walk) = (Arc::clone(&self.ids), self.left.clone(), self.walk.clone());
        Self { rows: self.rows, ids, left, walk, of: PhantomData }
    }
}

impl<'t, R: Row> Iterator for Found<'t, R> {
    type Item = &'t R;

    fn next(&mut self) -> Option<&'t R> {
        let id = self.ids.get(self.left.next()?)?;
        let rows = self.rows;
        let record = if self.ids.len() * Self::STEPS < rows.records.len() {
            rows.get(*id)
        } else {
            let walk = self.walk.get_or_insert_with(|| rows.records.range(*id..));
            walk.find(|(known, _)| *known == id).map(|(_, record)| record)
        };
        record.and_then(R::of).map(Deref::deref)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }

    fn count(self) -> usize {
        self.left.len()
    }
}

impl<R: Row> DoubleEndedIterator for Found<'_, R> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let id = self.ids.get(self.left.next_back()?)?;
        self.rows.get(*id).and_then(R::of).map(Deref::deref)
    }
}

impl<R: Row> ExactSizeIterator for Found<'_, R> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PartyId;
    use crate::model::arbitrary::{cases, record};
    use proptest::prelude::*;

    fn rows(records: impl IntoIterator<Item = Record>) -> Rows {
        let mut rows = Rows::default();
        for record in records {
            rows.put(record);
        }
        rows
    }

    proptest! {
        #![proptest_config(cases(64))]
        #[test]
        fn what_is_named_is_found_whatever_was_done(
            records in proptest::collection::vec(record(), 1..12),
            others in proptest::collection::vec(record(), 1..12),
            taken in proptest::collection::vec(0_usize..12, 0..6),
            changed in proptest::collection::vec(any::<bool>(), 0..24),
        ) {
            let mut table = rows(records.clone());
            let (snapshot, whole) = (table.clone(), rows(records.clone()));
            for other in others {
                table.put(other);
            }
            for at in taken {
                if let Some(record) = records.get(at) {
                    table.take(record.id().uuid());
                }
            }
            let ids: Vec<Uuid> = table.all().map(|record| record.id().uuid()).collect();
            for (id, stays) in ids.into_iter().zip(changed) {
                if let Some(Record::Statement(statement)) = table.get_mut(id).filter(|_| !stays) {
                    (statement.round, statement.party) = (None, PartyId(Uuid::nil()));
                }
            }
            let anew = rows(table.all().cloned());
            prop_assert_eq!(&anew.index, &table.settled().index, "kept up to date, nothing is left over");
            let mut at_once = Rows::default();
            at_once.extend(table.all().cloned().collect());
            prop_assert_eq!(&anew.index, &at_once.index, "built in one go");
            prop_assert_eq!(&anew.records, &at_once.records);
            prop_assert_eq!(&snapshot.records, &whole.records, "a copy stays as it was");
            prop_assert_eq!(&snapshot.index, &whole.index);
            let mut followed = snapshot.clone();
            for (before, after) in table.changes_since(&snapshot) {
                prop_assert_ne!(before, after);
                match (before, after) {
                    (_, Some(after)) => drop(followed.put(after.clone())),
                    (Some(before), None) => drop(followed.take(before.id().uuid())),
                    (None, None) => {}
                }
            }
            prop_assert_eq!(&followed.records, &table.records, "the changes lead from the one to the other");
            for id in table.named() {
                let naming: Vec<RecordId> = table.naming(id).into_iter().map(Record::id).collect();
                let names = |record: &&Record| crate::model::references(*record).iter().any(|found| found.target == id);
                let looked: Vec<RecordId> = table.all().filter(names).map(Record::id).collect();
                prop_assert_eq!(naming, looked);
            }
        }
    }
}
