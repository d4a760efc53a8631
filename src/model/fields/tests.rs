//! What holds for any records.

use super::*;
use crate::model::arbitrary::deeds::of_one_id;
use crate::model::arbitrary::{binned, cases, clash, record, round, statement};
use crate::model::{Record, RecordId, Round, Stamp};
use chrono::DateTime;
use proptest::prelude::*;

fn unstamped(mut record: Record) -> Record {
    *record.stamp_mut() = Stamp::new(DateTime::UNIX_EPOCH, "");
    match &mut record {
        Record::Binned(binned) => binned.records = binned.records.drain(..).map(unstamped).collect(),
        Record::Clash(clash) => clash.other = unstamped(clash.other.clone()),
        _ => {}
    }
    record
}

/// Two versions of one record.
fn versions(record: impl Strategy<Value = Record> + Clone) -> impl Strategy<Value = (Record, Record)> {
    (record.clone(), record).prop_filter_map("of one kind", |(a, mut b)| of_one_id(&a, &mut b).then_some((a, b)))
}

fn any_record() -> impl Strategy<Value = Record> + Clone {
    prop_oneof![
        3 => record(),
        3 => round().prop_map(Record::from),
        3 => statement().prop_map(Record::from),
    ]
    .boxed()
}

fn copied(before: &Record, after: &Record) -> Record {
    let mut made = before.clone();
    for difference in differences(before, after) {
        assert!(copy_field(&mut made, after, &difference.path), "{}", difference.path);
    }
    made
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn all_differences_copied_make_one_version_into_the_other((before, after) in versions(any_record())) {
        prop_assert_eq!(unstamped(copied(&before, &after)), unstamped(after));
    }

    #[test]
    fn bin_entries_too((before, after) in versions(binned().prop_map(Record::from).boxed())) {
        prop_assert_eq!(unstamped(copied(&before, &after)), unstamped(after));
    }

    #[test]
    fn and_clashes((before, after) in versions(clash().prop_map(Record::from).boxed())) {
        prop_assert_eq!(unstamped(copied(&before, &after)), unstamped(after));
    }

    #[test]
    fn there_is_no_difference_only_where_versions_are_equal((before, after) in versions(any_record())) {
        prop_assert_eq!(differences(&before, &before), vec![]);
        let same = unstamped(before.clone()) == unstamped(after.clone());
        prop_assert_eq!(differences(&before, &after).is_empty(), same);
        for difference in differences(&before, &after) {
            let mut one = before.clone();
            prop_assert!(copy_field(&mut one, &after, &difference.path));
            prop_assert_ne!(&one, &before, "{}", difference.path);
        }
    }

    #[test]
    fn other_kinds_share_no_field((a, b) in (record(), record())) {
        let mut into = a.clone();
        let path = FieldPath::new(["note"]);
        prop_assert_eq!(copy_field(&mut into, &b, &path), std::mem::discriminant(&a) == std::mem::discriminant(&b));
    }
}

fn two(round: Round) -> (Round, Round) {
    (round.clone(), round)
}

#[test]
fn a_path_that_leads_nowhere_copies_nothing() {
    let blank =
        Round::blank(crate::model::RoundId(uuid::Uuid::nil()), Stamp::new(DateTime::UNIX_EPOCH, ""), uuid::Uuid::nil().into());
    let (into, from) = two(blank);
    for path in ["nowhere", "schedule", "schedule/when/day", "attendance/x", "attendance/x/office", "id", "stamp"] {
        let mut into = Record::from(into.clone());
        assert!(!copy_field(&mut into, &from.clone().into(), &path.parse().unwrap()), "{path}");
    }
}

/// Whether a list has records of that table in its rows.
fn is_listed(table: &[Field]) -> bool {
    table.iter().any(|field| match field.kind {
        Kind::Part(inside) => is_listed(inside),
        _ => field.column().is_some(),
    })
}

/// What a table leaves undecided, each with the field. What a field is named as an exception for stands beside it, in a reason.
fn undecided(noun: &str, table: &[Field], listed: bool) -> Vec<String> {
    let mut all = Vec::new();
    for field in table.iter().filter(|field| !field.is_own()) {
        let mut lacks = |what: &str| all.push(format!("{noun}.{}: {what}", field.name));
        if let Kind::Part(inside) = field.kind {
            if !field.label.is_empty() {
                lacks("its fields have labels of their own, so nothing shows this one");
            }
            all.extend(undecided(&format!("{noun}.{}", field.name), inside, listed));
            continue;
        }
        if field.label.is_empty() {
            lacks("give it a label");
        }
        if matches!(field.kind, Kind::Text | Kind::Texts | Kind::Who) && field.search == Search::Undecided {
            lacks("search does not know it: `Search::As` with its word, or `Search::No` with the reason");
        }
        if listed && field.list == List::Undecided {
            lacks("no list has it: `Column::new` with its header, or `List::No` with the reason");
        }
        let drawn_by_kind = matches!(field.form.widget, Widget::ByKind | Widget::Lines);
        if drawn_by_kind && !matches!(field.kind, Kind::Text | Kind::Texts | Kind::Term | Kind::Plain) {
            lacks("no form can draw it by its kind: `Form::by_hand`, or `Form::no` with the reason");
        }
        let reasons = [
            if let Search::No(reason) = field.search { reason } else { "-" },
            if let Show::No(reason) = field.show { reason } else { "-" },
            if let List::No(reason) = field.list { reason } else { "-" },
            if let Widget::No(reason) = field.form.widget { reason } else { "-" },
        ];
        if reasons.contains(&"") {
            lacks("an exception needs its reason");
        }
        if let Kind::Parts(inside) = field.kind {
            all.extend(undecided(&format!("{noun}.{}", field.name), inside, is_listed(inside)));
        }
    }
    let mut names: Vec<&str> = table.iter().map(|field| field.name).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() < table.len() {
        all.push(format!("{noun}: two fields have one name"));
    }
    all
}

#[test]
fn every_field_is_decided() {
    let tables = RecordId::all_kinds().map(|kind| undecided(kind.noun(), kind.table(), is_listed(kind.table())));
    assert_eq!(tables.flatten().collect::<Vec<_>>(), Vec::<String>::new());
}
