//! A table of records: cheap to copy, and it knows which of its records name what.

use super::fields::HasFields;
use super::references::each_link;
use super::{Record, RecordId, Shared};
use imbl::OrdMap;
use imbl::ordmap;
use imbl::shared_ptr::DefaultSharedPtr;
use std::borrow::Cow;
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

/// A field of the record that names, by its place in the table of fields, and what it names there.
type Link = (RecordId, usize);

/// Records of any type. All tables share this code.
#[derive(Clone, Default)]
pub(super) struct Rows {
    records: OrdMap<Uuid, Record>,
    /// The index: who names what, in the order of ids. Kept by every change.
    links: OrdMap<Link, Arc<Vec<Uuid>>>,
    /// The record that was given out last to be changed, with what it named before. The index does not know yet what it names now.
    changing: Option<(Uuid, Vec<Link>)>,
}

impl Rows {
    pub fn get(&self, id: Uuid) -> Option<&Record> {
        self.records.get(&id)
    }

    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Record> + ExactSizeIterator {
        self.records.values()
    }

    /// A record, to be changed.
    pub fn get_mut(&mut self, id: Uuid) -> Option<&mut Record> {
        self.settle();
        let record = self.records.get_mut(&id)?;
        self.changing = Some((id, links_of(Some(record))));
        Some(record)
    }

    pub fn put(&mut self, record: Record) -> Option<Record> {
        self.settle();
        let id = record.id().uuid();
        let links = links_of(Some(&record));
        let before = self.records.insert(id, record);
        self.index(id, &links_of(before.as_ref()), &links);
        before
    }

    pub fn take(&mut self, id: Uuid) -> Option<Record> {
        self.settle();
        let before = self.records.remove(&id);
        self.index(id, &links_of(before.as_ref()), &[]);
        before
    }

    /// Tells the index what the record names that was given out to be changed.
    fn settle(&mut self) {
        if let Some((id, before)) = self.changing.take() {
            let after = links_of(self.get(id));
            self.index(id, &before, &after);
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
    fn index(&mut self, id: Uuid, before: &[Link], after: &[Link]) {
        for link in before.iter().filter(|link| after.binary_search(link).is_err()) {
            let Some(ids) = self.links.get_mut(link) else { continue };
            let ids = Arc::make_mut(ids);
            ids.retain(|one| *one != id);
            if ids.is_empty() {
                self.links.remove(link);
            }
        }
        for link in after.iter().filter(|link| before.binary_search(link).is_err()) {
            let ids = Arc::make_mut(self.links.entry(*link).or_default());
            if let Err(at) = ids.binary_search(&id) {
                ids.insert(at, id);
            }
        }
    }

    /// Every record that is named by one of these, once.
    pub fn named(&self) -> Vec<RecordId> {
        let mut named: Vec<RecordId> = self.settled().links.keys().map(|(id, _)| *id).collect();
        named.dedup();
        named
    }

    /// The records that name this one in whatever field, in the order of their ids.
    pub fn naming(&self, id: RecordId) -> Vec<&Record> {
        let rows = self.settled();
        let mut ids: Vec<Uuid> = rows.links.range((id, 0)..=(id, usize::MAX)).flat_map(|(_, ids)| ids.iter().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().filter_map(|id| self.get(id)).collect()
    }

    /// The same of one field.
    fn naming_in(&self, link: Link) -> Option<Arc<Vec<Uuid>>> {
        self.settled().links.get(&link).cloned()
    }
}

/// What a record names, in order, each once.
fn links_of(record: Option<&Record>) -> Vec<Link> {
    let mut links = Vec::new();
    for (at, (field, value)) in record.into_iter().flat_map(|record| record.fields().each().enumerate()) {
        each_link(field, value, &mut |link| links.push((link.target, at)));
    }
    links.sort_unstable();
    links.dedup();
    links
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
    pub fn naming(&self, field: R::Field, id: impl Into<RecordId>) -> Naming<'_, R> {
        let ids = self.rows.naming_in((id.into(), R::place(field))).unwrap_or_default();
        Naming { rows: &self.rows, left: 0..ids.len(), ids, walk: None, of: PhantomData }
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

/// The records of a table that name another one.
pub struct Naming<'t, R> {
    rows: &'t Rows,
    ids: Arc<Vec<Uuid>>,
    left: Range<usize>,
    /// The way through the table, where it is shorter than looking up one after the other.
    walk: Option<ordmap::RangedIter<'t, Uuid, Record, DefaultSharedPtr>>,
    of: PhantomData<R>,
}

impl<R> Naming<'_, R> {
    /// One look-up takes as long as this many steps through the table.
    const STEPS: usize = 16;
}

impl<R> Clone for Naming<'_, R> {
    fn clone(&self) -> Self {
        let (ids, left, walk) = (Arc::clone(&self.ids), self.left.clone(), self.walk.clone());
        Self { rows: self.rows, ids, left, walk, of: PhantomData }
    }
}

impl<'t, R: Row> Iterator for Naming<'t, R> {
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

impl<R: Row> DoubleEndedIterator for Naming<'_, R> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let id = self.ids.get(self.left.next_back()?)?;
        self.rows.get(*id).and_then(R::of).map(Deref::deref)
    }
}

impl<R: Row> ExactSizeIterator for Naming<'_, R> {}

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
            prop_assert_eq!(&anew.links, &table.settled().links, "kept up to date, nothing is left over");
            prop_assert_eq!(&snapshot.records, &whole.records, "a copy stays as it was");
            prop_assert_eq!(&snapshot.links, &whole.links);
            for id in table.named() {
                let naming: Vec<RecordId> = table.naming(id).into_iter().map(Record::id).collect();
                let names = |record: &&Record| crate::model::references(*record).iter().any(|found| found.target == id);
                let looked: Vec<RecordId> = table.all().filter(names).map(Record::id).collect();
                prop_assert_eq!(naming, looked);
            }
        }
    }
}
