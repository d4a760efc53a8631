//! Whole workspaces changed in two places: record by record, with what that does to links, to the bin, and to what is contested.

use super::merge::{Contested, Merged, merge};
use crate::model::{BinId, Binned, Clash, ClashId, Record, RecordId, references};
use std::collections::{BTreeMap, BTreeSet};

/// Records by id.
pub type RecordMap = BTreeMap<RecordId, Record>;

/// What came of two versions of a workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MergedTables {
    /// The records, with the clashes and the bin entries.
    pub records: RecordMap,
    /// The clashes that this merge made: fields that both sides changed.
    pub contested: BTreeSet<ClashId>,
    /// The records that one side deleted and that are there again: because the other side changed them, or changed something that
    /// needs them.
    pub kept: BTreeSet<RecordId>,
}

/// What two sides made of `base`. The sides are treated alike, and with a side that has left `base` as it was, the other one
/// stands to the letter.
///
/// - An edit beats a deletion. What an edited record names stays, too, if the other side deleted it.
/// - A record that stays is no longer in the bin entry of the deletion, and the entry goes if nothing else is in it. What both
///   sides deleted is in the bin once.
/// - A field that both sides changed holds the one value, and a clash holds the other.
///
/// Records that no side touched may be left out of all three tables, as long as nothing else in the tables names them.
pub fn merge_tables(base: &RecordMap, ours: &RecordMap, theirs: &RecordMap) -> MergedTables {
    let merging = Merging { base: Sight::of(base), sides: [Sight::of(ours), Sight::of(theirs)] };
    let ids: BTreeSet<RecordId> = [base, ours, theirs].into_iter().flat_map(BTreeMap::keys).copied().collect();
    let mut merged = MergedTables::default();
    for id in ids.iter().filter(|id| merging.stays(**id)) {
        merging.put(*id, &mut merged);
    }
    merging.keep_needed(&mut merged);
    merging.tidy_bin(&mut merged.records);
    merged.kept.retain(|id| merged.records.contains_key(id));
    merged
}

/// One version of the tables, and where in it the deleted records are.
struct Sight<'a> {
    table: &'a RecordMap,
    deleted: BTreeMap<RecordId, &'a Record>,
}

impl<'a> Sight<'a> {
    fn of(table: &'a RecordMap) -> Self {
        let entries = table.values().filter_map(|record| if let Record::Binned(entry) = record { Some(entry) } else { None });
        let deleted = entries.flat_map(|entry| &entry.records).map(|record| (record.id(), record)).collect();
        Self { table, deleted }
    }

    fn there(&self, id: RecordId) -> Option<&'a Record> {
        self.table.get(&id)
    }

    /// The record as it is, or as it was when it was deleted.
    fn last(&self, id: RecordId) -> Option<&'a Record> {
        self.there(id).or_else(|| self.deleted.get(&id).copied())
    }

    fn entry(&self, id: BinId) -> Option<&'a Binned> {
        match self.there(id.into()) {
            Some(Record::Binned(entry)) => Some(entry),
            _ => None,
        }
    }

    fn has_deleted(&self, id: RecordId, entry: BinId) -> bool {
        self.entry(entry).is_some_and(|entry| entry.records.iter().any(|record| record.id() == id))
    }
}

struct Merging<'a> {
    base: Sight<'a>,
    sides: [Sight<'a>; 2],
}

impl Merging<'_> {
    /// Whether a record is there, its mentions by others not regarded.
    fn stays(&self, id: RecordId) -> bool {
        let base = self.base.there(id);
        match [self.sides[0].there(id), self.sides[1].there(id)] {
            [None, None] => false,
            [Some(_), Some(_)] => true,
            [left, right] => left.or(right) != base,
        }
    }

    /// Puts in what both sides made of a record that stays, and clashes for what is contested in it.
    fn put(&self, id: RecordId, into: &mut MergedTables) {
        let base = self.base.last(id);
        let [left, right] = [&self.sides[0], &self.sides[1]].map(|side| side.last(id).or(base));
        let Merged { record, contested } = merge(base, left, right);
        let Some(record) = record else { return };
        if self.base.there(id).is_some() && self.sides.iter().any(|side| side.there(id).is_none()) {
            into.kept.insert(id);
        }
        into.records.insert(id, record);
        // What is itself kept for both sides' sake is not kept twice.
        if !matches!(id, RecordId::Binned(_) | RecordId::Clash(_)) {
            for Contested { path, other, key } in contested {
                let clash = Clash::new(other.stamp().clone(), path, other, &key);
                into.contested.insert(clash.id);
                into.records.entry(clash.id.into()).or_insert_with(|| clash.into());
            }
        }
    }

    /// Brings back what one side deleted while the other changed something that names it.
    fn keep_needed(&self, into: &mut MergedTables) {
        for side in &self.sides {
            let edited = |id: &RecordId| side.there(*id).is_some() && side.there(*id) != self.base.there(*id);
            let mut ahead: Vec<RecordId> = into.records.keys().copied().filter(edited).collect();
            while let Some(id) = ahead.pop() {
                let Some(record) = side.there(id) else { continue };
                for needed in references(record) {
                    if !into.records.contains_key(&needed.target) && side.there(needed.target).is_some() {
                        self.put(needed.target, into);
                        ahead.push(needed.target);
                    }
                }
            }
        }
    }

    /// Takes out of the bin what is there again, and the second copy of what both sides deleted. What one side itself has both
    /// ways is left to it.
    fn tidy_bin(&self, records: &mut RecordMap) {
        let mut first: BTreeMap<RecordId, BinId> = BTreeMap::new();
        let entries: Vec<BinId> =
            records.keys().filter_map(|id| if let RecordId::Binned(id) = id { Some(*id) } else { None }).collect();
        for entry in entries {
            let Some(Record::Binned(mut binned)) = records.get(&entry.into()).cloned() else { continue };
            let mut twice = Vec::new();
            let before = binned.records.len();
            binned.records.retain(|record| {
                let id = record.id();
                if records.contains_key(&id) {
                    return self.sides.iter().any(|side| side.there(id).is_some() && side.has_deleted(id, entry));
                }
                let earlier = *first.entry(id).or_insert(entry);
                let both = |side: &Sight<'_>| side.has_deleted(id, earlier) && side.has_deleted(id, entry);
                let stays = earlier == entry || self.sides.iter().any(both);
                if !stays {
                    twice.push((id, earlier));
                }
                stays
            });
            if binned.records.is_empty() && before > 0 {
                records.remove(&entry.into());
            } else if binned.records.len() < before {
                records.insert(entry.into(), binned.into());
            }
            for (id, earlier) in twice {
                self.join_deleted(id, earlier, records);
            }
        }
    }

    /// Makes the copy in the bin what both sides had last.
    fn join_deleted(&self, id: RecordId, entry: BinId, records: &mut RecordMap) {
        let [left, right] = [&self.sides[0], &self.sides[1]].map(|side| side.last(id));
        if let Some(Record::Binned(binned)) = records.get_mut(&entry.into())
            && let Some(copy) = binned.records.iter_mut().find(|record| record.id() == id)
            && let Some(joined) = merge(self.base.last(id), left, right).record
        {
            *copy = joined;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Negotiation, NegotiationId, PartyId, Round, RoundId, Stamp, Statement, StatementId};
    use chrono::DateTime;
    use uuid::Uuid;

    fn stamp(by: &str) -> Stamp {
        Stamp::new(DateTime::UNIX_EPOCH, by)
    }

    fn talks() -> NegotiationId {
        Uuid::from_u128(1).into()
    }

    fn round() -> Record {
        Round::blank(RoundId(Uuid::from_u128(2)), stamp(""), talks()).into()
    }

    fn said(text: &str, by: &str) -> Record {
        let blank = Statement::blank(StatementId(Uuid::from_u128(3)), stamp(by), talks(), PartyId(Uuid::from_u128(4)));
        Statement { text: text.to_owned(), round: Some(RoundId(Uuid::from_u128(2))), ..blank }.into()
    }

    fn table(records: impl IntoIterator<Item = Record>) -> RecordMap {
        let talks = Negotiation::blank(talks(), stamp(""));
        records.into_iter().chain([talks.into()]).map(|record| (record.id(), record)).collect()
    }

    fn entry(n: u128, records: Vec<Record>) -> Record {
        Binned { id: BinId(Uuid::from_u128(n)), stamp: stamp(""), title: String::new(), records }.into()
    }

    #[test]
    fn what_both_said_otherwise_is_there_twice() {
        let base = table([round(), said("We wait", "")]);
        let (ours, theirs) = (table([round(), said("We go", "Ana")]), table([round(), said("We stay", "Ben")]));
        let merged = merge_tables(&base, &ours, &theirs);
        let clash = match merged.contested.iter().next().and_then(|id| merged.records.get(&(*id).into())) {
            Some(Record::Clash(clash)) => clash.clone(),
            other => unreachable!("{other:?}"),
        };
        assert_eq!(merged.records.get(&said("", "").id()), Some(&said("We stay", "Ben")), "the greater text stays");
        assert_eq!(
            (clash.field.to_string().as_str(), clash.stamp.by.as_str(), clash.other.clone()),
            ("text", "Ana", said("We go", "Ana"))
        );
        assert_eq!(merged.contested.len(), 1);
    }

    #[test]
    fn what_was_changed_elsewhere_stays_with_what_it_needs_and_leaves_the_bin() {
        let base = table([round(), said("We wait", "")]);
        let ours = table([entry(9, vec![round(), said("We wait", "")])]);
        let theirs = table([round(), said("We go", "Ben")]);
        let merged = merge_tables(&base, &ours, &theirs);
        assert_eq!(merged.records, theirs);
        assert_eq!(merged.kept, BTreeSet::from([round().id(), said("", "").id()]));
        let alone = table([round(), entry(9, vec![said("We wait", "")])]);
        assert_eq!(merge_tables(&base, &alone, &base).records, alone, "a deletion that nobody minds stands");
    }

    #[test]
    fn what_was_changed_and_then_deleted_keeps_its_change_where_it_stays() {
        let base = table([round(), said("We wait", "")]);
        let Record::Statement(statement) = said("We wait", "Ana") else { unreachable!() };
        let noted = Record::from(Statement { note: "Heard on the radio".to_owned(), ..statement.into_inner() });
        let ours = table([round(), entry(9, vec![noted])]);
        let theirs = table([round(), said("We go", "Ben")]);
        let merged = merge_tables(&base, &ours, &theirs);
        match merged.records.get(&said("", "").id()) {
            Some(Record::Statement(found)) => assert_eq!((&*found.text, &*found.note), ("We go", "Heard on the radio")),
            other => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn what_both_deleted_is_in_the_bin_once() {
        let base = table([round(), said("We wait", "")]);
        let ours = table([entry(8, vec![round(), said("We wait", "")])]);
        let theirs = table([round(), entry(9, vec![said("We wait", "")])]);
        assert_eq!(merge_tables(&base, &ours, &theirs).records, ours);
    }
}
