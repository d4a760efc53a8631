//! Fields that were changed in two places, as a person reads and chooses them: both values in words, with who and when.

use super::{field_names, values};
use crate::model::fields::{self, Difference, FieldPath, Value};
use crate::model::{Clash, ClashId, Record, RecordId, Stamp, Workspace};

/// What is to be chosen about one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which clash.
    pub clash: ClashId,
    /// Of which record.
    pub record: RecordId,
    /// The field, as it is named on the screen.
    pub field: String,
    /// Whether it is an item of a list, which is there or is not, rather than a value, which is blank or is not.
    pub item: bool,
    /// What the record says now; nothing if the record is no longer there.
    pub here: Option<Version>,
    /// What it was given elsewhere.
    pub elsewhere: Version,
}

/// One of the two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The value in words, in full; empty for a field that is not filled in.
    pub words: String,
    /// When and by whom the version was made that it is from, where that is known.
    pub stamp: Option<Stamp>,
}

impl Choice {
    /// Whether both say the same by now, because the record was changed since.
    pub fn is_settled(&self) -> bool {
        self.here.as_ref().is_some_and(|here| here.words == self.elsewhere.words)
    }
}

/// What is to be chosen about a record, field by field.
pub fn of_record(workspace: &Workspace, record: RecordId) -> Vec<Choice> {
    let now = workspace.get(record);
    workspace.clashes_of(record).into_iter().map(|clash| choice(workspace, clash, now.as_ref())).collect()
}

/// The records of which something is to be chosen, in the order of kinds, then of creation.
pub fn records(workspace: &Workspace) -> Vec<RecordId> {
    let mut records: Vec<RecordId> = workspace.clashes.values().map(|clash| clash.record).collect();
    records.sort_unstable();
    records.dedup();
    records
}

/// The next record of which something is to be chosen, after that one; the first after the last.
pub fn next(workspace: &Workspace, after: Option<RecordId>) -> Option<RecordId> {
    let records = records(workspace);
    let later = records.iter().find(|id| after.is_none_or(|after| **id > after));
    later.or(records.first()).copied()
}

/// How many there are, in words: "3 fields changed in two places"; empty if there are none.
pub fn counted(workspace: &Workspace) -> String {
    match workspace.clashes.len() {
        0 => String::new(),
        count => super::usage::counted(count, "clash"),
    }
}

fn choice(workspace: &Workspace, clash: &Clash, now: Option<&Record>) -> Choice {
    let records: Vec<&Record> = now.into_iter().chain([clash.other.as_ref()]).collect();
    let (here, elsewhere) = match now {
        Some(now) => both(workspace, clash, now, &records),
        None => (String::new(), said(workspace, &clash.other, &clash.field)),
    };
    let here = now.map(|now| {
        // The stamp of a merged record is the later one: it may be that of the other version.
        let stamp = now.stamp();
        let is_own = (stamp.changed, &stamp.by) != (clash.stamp.changed, &clash.stamp.by);
        Version { words: here, stamp: is_own.then(|| stamp.clone()) }
    });
    let elsewhere = Version { words: elsewhere, stamp: Some(clash.stamp.clone()) };
    let is_part = |record: &&Record| {
        let is_it = |found: &Difference<'_>| found.path == clash.field && matches!(found.after, Some(Value::Part(_)));
        fields::filled(record).iter().any(is_it)
    };
    let field = label(workspace, &records, &clash.field);
    Choice { clash: clash.id, record: clash.record, field, item: records.iter().any(is_part), here, elsewhere }
}

/// What the record says and what it would say with the other value taken over.
fn both(workspace: &Workspace, clash: &Clash, now: &Record, records: &[&Record]) -> (String, String) {
    let mut taken = now.clone();
    fields::copy_field(&mut taken, &clash.other, &clash.field);
    let words = |value: &Option<Value<'_>>| value.as_ref().map(|value| values::words(workspace, value)).unwrap_or_default();
    match fields::differences(now, &taken).as_slice() {
        [] => (said(workspace, now, &clash.field), said(workspace, now, &clash.field)),
        [one] => (words(&one.before), words(&one.after)),
        all => {
            let line = |one: &Difference<'_>, value| format!("{}: {}", label(workspace, records, &one.path), words(value));
            let lines = |lines: Vec<String>| lines.join("\n");
            (
                lines(all.iter().map(|one| line(one, &one.before)).collect()),
                lines(all.iter().map(|one| line(one, &one.after)).collect()),
            )
        }
    }
}

/// What a field is called; a part that only one of the records has is named by that.
fn label(workspace: &Workspace, records: &[&Record], path: &FieldPath) -> String {
    let labels = records.iter().map(|record| field_names::label(workspace, record, path));
    labels.max_by_key(String::len).unwrap_or_default()
}

/// All that a record says in a field.
fn said(workspace: &Workspace, record: &Record, path: &FieldPath) -> String {
    let filled = fields::filled(record);
    let field = filled.iter().filter(|found| found.path.steps().starts_with(path.steps()));
    let words = field.filter_map(|found| found.after.as_ref()).map(|value| values::words(workspace, value));
    words.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AttendanceRole, Party};
    use crate::query::testing::Talks;
    use chrono::DateTime;

    fn stamp(seconds: i64) -> Stamp {
        Stamp::new(DateTime::from_timestamp(seconds, 0).unwrap(), "Ben")
    }

    fn named(party: &Party, name: &str) -> Clash {
        let other = Party { name: name.to_owned(), ..party.clone() };
        Clash::new(stamp(1), FieldPath::new(["name"]), other.into(), name)
    }

    #[test]
    fn both_values_are_told_until_they_are_one() {
        let mut talks = Talks::new();
        let id = talks.party("Ukraine");
        let clash = named(&talks.ws.parties[&id], "The Ukraine");
        talks.ws.put(clash.clone().into());
        let one = of_record(&talks.ws, id.into()).remove(0);
        let here = one.here.clone().unwrap();
        assert_eq!((one.field.as_str(), here.words.as_str(), one.elsewhere.words.as_str()), ("Name", "Ukraine", "The Ukraine"));
        assert!(here.stamp.is_some() && !one.is_settled() && !one.item);

        let party = talks.ws.parties.get_mut(&id).unwrap();
        party.stamp = clash.stamp.clone();
        assert_eq!(of_record(&talks.ws, id.into())[0].here.as_ref().unwrap().stamp, None, "that of the other version");
        talks.ws.parties.get_mut(&id).unwrap().name = "The Ukraine".to_owned();
        let one = of_record(&talks.ws, id.into()).remove(0);
        assert!(one.is_settled());
        assert_eq!(one.elsewhere.words, "The Ukraine");

        talks.ws.take(id.into());
        let one = of_record(&talks.ws, id.into()).remove(0);
        assert_eq!((one.here, one.elsewhere.words.as_str()), (None, "The Ukraine"));
    }

    #[test]
    fn somebody_at_the_table_is_named_whichever_side_has_them() {
        let mut talks = Talks::new();
        let round = talks.round("First", "2026-02-04");
        let without = talks.on(round).clone();
        let umerov = talks.attended(round, "Ukraine", "Umerov", AttendanceRole::Head).id;
        let with = talks.on(round).clone();
        let path = FieldPath::new(["attendance".to_owned(), umerov.to_string()]);
        for (here, other) in [(&without, &with), (&with, &without)] {
            let mut workspace = talks.ws.clone();
            workspace.put(here.clone().into());
            workspace.put(Clash::new(stamp(1), path.clone(), other.clone().into(), "").into());
            let one = of_record(&workspace, round.into()).remove(0);
            assert_eq!((one.field.as_str(), one.item), ("Attendance: Umerov", true));
            let sides = [one.here.unwrap().words, one.elsewhere.words];
            assert!(
                sides.iter().any(String::is_empty) && sides.iter().any(|side| side.starts_with("Umerov\nUkraine")),
                "{sides:?}"
            );
        }
    }

    #[test]
    fn one_record_after_the_other_and_round_again() {
        let mut talks = Talks::new();
        assert_eq!((next(&talks.ws, None), counted(&talks.ws).as_str()), (None, ""));
        let parties = ["A", "B", "C"].map(|name| talks.party(name));
        for id in [parties[0], parties[2]] {
            let clashes = ["one", "two"].map(|name| named(&talks.ws.parties[&id], name));
            clashes.into_iter().for_each(|clash| drop(talks.ws.put(clash.into())));
        }
        let [first, between, last] = parties.map(RecordId::from);
        assert_eq!(records(&talks.ws), [first, last]);
        assert_eq!(counted(&talks.ws), "4 fields changed in two places");
        for (after, expected) in [(None, first), (Some(first), last), (Some(between), last), (Some(last), first)] {
            assert_eq!(next(&talks.ws, after), Some(expected));
        }
    }
}
