//! What holds for any versions of a record and of a workspace that meet.

use super::*;
use crate::model::Workspace;
use crate::model::arbitrary::deeds::{Deed, Hand, all, deed, lost, of_one_id};
use crate::model::arbitrary::{cases, ragged_workspace, record, workspace};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A record, and what somebody made of it: a few fields changed, or the whole.
fn version(base: Record) -> BoxedStrategy<Record> {
    let other = record().prop_filter_map("of one kind", {
        let base = base.clone();
        move |mut other| of_one_id(&base, &mut other).then_some(other)
    });
    let mixed = (other.clone(), vec(any::<bool>(), 40)).prop_map({
        let base = base.clone();
        move |(other, chosen)| {
            let mut made = base.clone();
            let paths: Vec<FieldPath> = differences(&base, &other).into_iter().map(|found| found.path).collect();
            for (path, _) in paths.iter().zip(chosen).filter(|(_, chosen)| *chosen) {
                copy_field(&mut made, &other, path);
            }
            made.stamp_mut().clone_from(other.stamp());
            made
        }
    });
    prop_oneof![4 => mixed, 1 => other, 1 => Just(base)].boxed()
}

/// A base and three versions of it, of which some may be missing.
fn family() -> impl Strategy<Value = [Option<Record>; 4]> {
    record().prop_flat_map(|base| {
        let one = || prop_oneof![6 => version(base.clone()).prop_map(Some), 1 => Just(None)];
        (prop_oneof![5 => Just(Some(base.clone())), 1 => Just(None)], one(), one(), one())
            .prop_map(|(base, a, b, c)| [base, a, b, c])
    })
}

fn table(record: Option<&Record>) -> RecordMap {
    record.into_iter().map(|record| (record.id(), record.clone())).collect()
}

/// Whether two tables hold the same, the order of lists and stamps of clashes not regarded.
fn same_contents(a: &RecordMap, b: &RecordMap) -> Result<(), String> {
    let (ids, others): (Vec<_>, Vec<_>) = (a.keys().collect(), b.keys().collect());
    if ids != others {
        return Err(format!("{ids:?} and {others:?}"));
    }
    for (a, b) in a.values().zip(b.values()) {
        let apart = differences(a, b).into_iter().find(|found| !matches!(found.after, Some(Value::Order(_))));
        match apart {
            Some(found) if !matches!(a, Record::Clash(_)) => return Err(format!("{found:?}")),
            _ => {}
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn records_merge_alike_from_both_sides([base, a, b, _] in family()) {
        let (base, a, b) = (base.as_ref(), a.as_ref(), b.as_ref());
        let (left, right) = (merge(base, a, b), merge(base, b, a));
        if let (Some(left), Some(right)) = (&left.record, &right.record) {
            prop_assert_eq!(differences(left, right), vec![]);
        }
        prop_assert_eq!(left.contested, right.contested);
    }

    #[test]
    fn with_a_side_that_changed_nothing_the_other_one_stands([base, a, _, _] in family()) {
        let (base, a) = (base.as_ref(), a.as_ref());
        let plain = Merged { record: a.cloned(), contested: Vec::new() };
        prop_assert_eq!(merge(base, a, base), plain.clone());
        prop_assert_eq!(merge(base, a, a), plain);
    }

    /// What is contested is known by its clashes, so the tables of one record are merged.
    #[test]
    fn three_versions_come_to_the_same_in_any_grouping([base, a, b, c] in family()) {
        let [base, a, b, c] = [base, a, b, c].map(|one| table(one.as_ref()));
        let merged = |a: &RecordMap, b: &RecordMap| merge_tables(&base, a, b).records;
        let (left, right) = (merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(same_contents(&left, &right), Ok(()));
    }

    #[test]
    fn no_value_of_a_record_is_lost([base, a, b, _] in family()) {
        let base = table(base.as_ref());
        let sides = [table(a.as_ref()), table(b.as_ref())];
        let merged = merge_tables(&base, &sides[0], &sides[1]).records;
        for side in &sides {
            prop_assert_eq!(lost(&base, side, &merged), Vec::<String>::new());
        }
    }
}

/// The versions of a workspace on several machines, each with all that it comes from.
struct Replicas {
    versions: Vec<(RecordMap, BTreeSet<usize>)>,
    heads: [usize; 3],
    hands: [Hand; 3],
}

impl Replicas {
    fn of(base: &Workspace) -> Self {
        let hand = |number| Hand { number, done: 0 };
        Self { versions: vec![(all(base), BTreeSet::new())], heads: [0; 3], hands: [0, 1, 2].map(hand) }
    }

    fn table(&self, replica: usize) -> &RecordMap {
        &self.versions[self.heads[replica]].0
    }

    fn add(&mut self, table: RecordMap, from: &[usize]) -> usize {
        let comes_from = from.iter().flat_map(|at| self.versions[*at].1.iter().copied().chain([*at])).collect();
        self.versions.push((table, comes_from));
        self.versions.len() - 1
    }

    fn edit(&mut self, replica: usize, deed: &Deed) {
        let mut workspace = Workspace::default();
        for record in self.table(replica).values() {
            workspace.put(record.clone());
        }
        self.hands[replica].does(deed, &mut workspace);
        self.heads[replica] = self.add(all(&workspace), &[self.heads[replica]]);
    }

    /// Two machines come to hold the same.
    fn exchange(&mut self, one: usize, other: usize) {
        let (a, b) = (self.heads[one], self.heads[other]);
        let met = if a == b || self.versions[b].1.contains(&a) {
            b
        } else if self.versions[a].1.contains(&b) {
            a
        } else {
            let base = *self.versions[a].1.intersection(&self.versions[b].1).last().unwrap();
            let [base, ours, theirs] = [base, a, b].map(|at| &self.versions[at].0);
            let merged = merge_tables(base, ours, theirs);
            assert_eq!(merged, merge_tables(base, theirs, ours), "the sides are alike");
            self.add(merged.records, &[a, b])
        };
        (self.heads[one], self.heads[other]) = (met, met);
    }
}

#[derive(Clone, Debug)]
enum Event {
    Edit(usize, Deed),
    Exchange(usize),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0..3_usize, deed()).prop_map(|(replica, deed)| Event::Edit(replica, deed)),
        1 => (0..3_usize).prop_map(Event::Exchange),
    ]
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn workspaces_merge_alike_and_stand_where_nobody_else_changed_them(
        base in workspace(), ours in vec(deed(), 0..8), theirs in vec(deed(), 0..8),
    ) {
        let [mut a, mut b] = [&base, &base].map(Workspace::clone);
        let mut hands = [0, 1].map(|number| Hand { number, done: 0 });
        ours.iter().for_each(|deed| hands[0].does(deed, &mut a));
        theirs.iter().for_each(|deed| hands[1].does(deed, &mut b));
        let [base, a, b] = [&base, &a, &b].map(all);
        let merged = merge_tables(&base, &a, &b);
        prop_assert_eq!(&merged, &merge_tables(&base, &b, &a));
        prop_assert_eq!(&merge_tables(&base, &a, &base).records, &a);
        prop_assert_eq!(&merge_tables(&base, &a, &a).records, &a);
    }

    #[test]
    fn three_machines_come_to_hold_the_same(base in ragged_workspace(), events in vec(event(), 1..24)) {
        let mut replicas = Replicas::of(&base);
        for event in &events {
            match event {
                Event::Edit(replica, deed) => replicas.edit(*replica, deed),
                Event::Exchange(without) => replicas.exchange((without + 1) % 3, (without + 2) % 3),
            }
        }
        for (one, other) in [(0, 1), (1, 2), (2, 0)] {
            replicas.exchange(one, other);
        }
        prop_assert_eq!(replicas.table(0), replicas.table(1));
        prop_assert_eq!(replicas.table(0), replicas.table(2));
    }

    #[test]
    fn no_edit_of_three_machines_is_lost(base in ragged_workspace(), deeds in vec((0..3_usize, deed()), 1..16), first in 0..3_usize) {
        let mut replicas = Replicas::of(&base);
        for (replica, deed) in &deeds {
            replicas.edit(*replica, deed);
        }
        let sides = [0, 1, 2].map(|replica| replicas.table(replica).clone());
        replicas.exchange(first, (first + 1) % 3);
        replicas.exchange((first + 1) % 3, (first + 2) % 3);
        for side in &sides {
            prop_assert_eq!(lost(&all(&base), side, replicas.table((first + 2) % 3)), Vec::<String>::new());
        }
    }

    #[test]
    fn whatever_is_in_the_bin_afterwards_can_be_restored(base in ragged_workspace(), events in vec(event(), 1..24)) {
        let mut clean = base.clone();
        clean.bin.clear();
        let mut replicas = Replicas::of(&clean);
        for event in &events {
            match event {
                Event::Edit(replica, deed) => replicas.edit(*replica, deed),
                Event::Exchange(without) => replicas.exchange((without + 1) % 3, (without + 2) % 3),
            }
        }
        replicas.exchange(0, 1);
        replicas.exchange(1, 2);
        let table = replicas.table(2);
        let mut seen = BTreeSet::new();
        for record in table.values() {
            if let Record::Binned(entry) = record {
                prop_assert!(!entry.records.is_empty());
                for record in &entry.records {
                    prop_assert!(!table.contains_key(&record.id()), "{:?} is there and in the bin", record.id());
                    prop_assert!(seen.insert(record.id()), "{:?} is in the bin twice", record.id());
                }
            }
        }
    }
}
