//! Merge conflicts as the user sees them: both values in words, with who and when.

use super::changes;
use crate::model::fields::{self, Value};
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
    let here = now.map(|now| {
        // The stamp of a merged record is the later one: it may be that of the other version.
        let stamp = now.stamp();
        let is_own = (stamp.changed, &stamp.by) != (clash.stamp.changed, &clash.stamp.by);
        Version { words: changes::value_words(workspace, now, &clash.field), stamp: is_own.then(|| stamp.clone()) }
    });
    let elsewhere = Version { words: changes::other_value(workspace, clash), stamp: Some(clash.stamp.clone()) };
    let is_part = |record: &Record| matches!(fields::value(record, &clash.field), Some(Value::Part(_)));
    Choice {
        clash: clash.id,
        record: clash.record,
        field: changes::clash_label(workspace, clash),
        item: is_part(&clash.other) || now.is_some_and(is_part),
        here,
        elsewhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fields::FieldPath;
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
                sides.iter().any(String::is_empty) && sides.iter().any(|side| side.starts_with("Umerov · Ukraine")),
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
