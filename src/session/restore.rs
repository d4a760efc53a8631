//! Records put back as they were in an earlier version: whole, or field by field, as one change that can be undone.

use super::{Refusal, Session, parts};
use crate::model::fields::{FieldPath, copy_field};
use crate::model::{BinId, Binned, Change, Edit, Record, RecordId, each_reference};
use crate::query::usage;
use std::collections::{BTreeMap, BTreeSet};

impl Session {
    /// Puts records back as they were in an earlier version, those that are gone included. What lies in the bin of them leaves it.
    /// `label` as in "Undo restore round". Returns the first of them.
    ///
    /// # Errors
    /// If one of them names a record that is gone and does not come back with it, a file cannot be written to, or nothing would
    /// change.
    pub fn restore_version(&mut self, label: &str, records: Vec<Record>) -> Result<RecordId, Refusal> {
        let Some(first) = records.first().map(Record::id) else {
            return Err(Refusal("There is nothing to restore in this version.".to_owned()));
        };
        let gone = self.gone(&records);
        if !gone.is_empty() {
            return Err(self.refers_to_gone(&records, &gone));
        }
        self.sittings_are_there(&records)?;
        let mut edits = self.edits_to(records);
        if edits.is_empty() {
            return Err(Refusal("It is like that now, so there is nothing to restore.".to_owned()));
        }
        edits.extend(self.out_of_the_bin(&edits));
        self.commit(Change { label: label.to_owned(), edits }, None)?;
        Ok(first)
    }

    /// Puts one field of a record back as it was in an earlier version. `label` as in "Undo restore venue".
    ///
    /// # Errors
    /// As [`restore_version`](Self::restore_version), or if the record is gone itself.
    pub fn restore_field(&mut self, label: &str, from: &Record, path: &FieldPath) -> Result<(), Refusal> {
        let noun = from.id().noun();
        let Some(mut record) = self.workspace.get(from.id()) else {
            return Err(Refusal(format!("This {noun} is no longer there. Bring it back whole.")));
        };
        if !copy_field(&mut record, from, path) {
            return Err(Refusal("This field cannot be restored alone. Restore the whole version.".to_owned()));
        }
        self.restore_version(label, vec![record]).map(drop)
    }

    /// The records that `records` name and that are neither there nor among them. What a record names already although it is gone
    /// does not count: it comes from a file written by hand.
    pub fn gone(&self, records: &[Record]) -> Vec<RecordId> {
        let restored: BTreeSet<RecordId> = records.iter().map(Record::id).collect();
        let mut gone = BTreeSet::new();
        for record in records {
            let mut known = BTreeSet::new();
            if let Some(now) = self.workspace.view(record.id()) {
                each_reference(now, |reference| {
                    known.insert(reference.target);
                });
            }
            each_reference(record, |reference| {
                let target = reference.target;
                if !self.workspace.contains(target) && !restored.contains(&target) && !known.contains(&target) {
                    gone.insert(target);
                }
            });
        }
        gone.into_iter().collect()
    }

    /// `records` with everything from the bin that they name, and that this names in turn; each as it was when it was deleted.
    pub fn with_what_is_in_the_bin(&self, mut records: Vec<Record>) -> Vec<Record> {
        let mut binned: BTreeMap<RecordId, &Record> = BTreeMap::new();
        for record in self.workspace.bin.values().flat_map(|entry| &entry.records) {
            binned.insert(record.id(), record);
        }
        loop {
            let found: Vec<Record> = self.gone(&records).iter().filter_map(|id| binned.get(id).copied()).cloned().collect();
            if found.is_empty() {
                return records;
            }
            records.extend(found);
        }
    }

    /// What makes the records as given: nothing for those that are like that already.
    fn edits_to(&self, mut records: Vec<Record>) -> Vec<Edit> {
        records.extend(parts::without_sittings(&self.workspace, &records));
        let now = self.now();
        let mut edits = Vec::new();
        for mut record in records {
            let before = self.workspace.get(record.id());
            if let Some(before) = &before {
                *record.stamp_mut() = before.stamp().clone();
                if *before == record {
                    continue;
                }
            }
            record.stamp_mut().touch(now, &self.author);
            edits.push(Edit { id: record.id(), before, after: Some(record) });
        }
        edits
    }

    /// The bin without the records that come back by `edits`.
    fn out_of_the_bin(&self, edits: &[Edit]) -> Vec<Edit> {
        let back: BTreeSet<RecordId> = edits.iter().filter(|edit| edit.before.is_none()).map(|edit| edit.id).collect();
        let mut emptied = Vec::new();
        for entry in self.workspace.bin.values() {
            let left: Vec<Record> = entry.records.iter().filter(|record| !back.contains(&record.id())).cloned().collect();
            if left.len() == entry.records.len() {
                continue;
            }
            let headless = entry.records.first().is_some_and(|first| back.contains(&first.id()));
            let title = if headless { rest_of(&entry.title) } else { entry.title.clone() };
            let after = (!left.is_empty()).then(|| Binned { records: left, title, ..entry.clone() }.into());
            let id: BinId = entry.id;
            emptied.push(Edit { id: id.into(), before: Some(entry.clone().into()), after });
        }
        emptied
    }

    /// A statement goes back to its sitting only if its round still has it.
    fn sittings_are_there(&self, records: &[Record]) -> Result<(), Refusal> {
        for record in records {
            let Record::Statement(statement) = record else { continue };
            let (Some(round), Some(sitting)) = (statement.round, statement.sitting) else { continue };
            let restored = records.iter().find_map(|record| match record {
                Record::Round(other) if other.id == round => Some(&**other),
                _ => None,
            });
            let round = restored.or_else(|| self.workspace.rounds.get(&round));
            let now = self.workspace.statements.get(&statement.id).and_then(|now| now.sitting);
            if now != Some(sitting) && round.is_some_and(|round| round.sittings.iter().all(|one| one.id != sitting)) {
                return Err(Refusal(
                    "The sitting in which this was said is no longer in its round. Restore the round with it.".to_owned(),
                ));
            }
        }
        Ok(())
    }

    fn refers_to_gone(&self, records: &[Record], gone: &[RecordId]) -> Refusal {
        let noun = records.first().map_or("record", |first| first.id().noun());
        Refusal(format!("This {noun} names what is no longer there: {}. Restore it with what it names.", gone_words(gone)))
    }
}

/// How many of which kind: "1 party and 2 issues".
pub fn gone_words(gone: &[RecordId]) -> String {
    let uses: Vec<usage::Use> = gone.iter().map(|id| usage::Use { by: *id, fields: Vec::new() }).collect();
    usage::words(&uses)
}

/// What is left of a bin entry when the record that it was made for has gone from it.
fn rest_of(title: &str) -> String {
    if title.trim().is_empty() {
        "What is left of a bin entry".to_owned()
    } else {
        format!("What else “{}” held", title.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{RoundId, Sitting, StatementId, Workspace};
    use crate::query::names;
    use crate::query::testing::Talks;
    use crate::session::{Fixed, Proposal};
    use chrono::DateTime;

    fn session(talks: Talks) -> Session {
        Session::in_memory(talks.ws, Box::new(Fixed::at(DateTime::UNIX_EPOCH)), "Ada")
    }

    /// A round with one statement.
    fn one_round() -> (Session, RoundId, StatementId) {
        let mut talks = Talks::new();
        let round = talks.round("Second round", "2026-02-04");
        let said = talks.says("Ukraine", "Ceasefire", "2026-02-04", "We wait");
        talks.of(said).round = Some(round);
        (session(talks), round, said)
    }

    fn held(session: &Session, id: impl Into<RecordId>) -> Vec<Record> {
        session.workspace().held_by(id.into()).into_iter().filter_map(|id| session.workspace().get(id)).collect()
    }

    /// Everything but who changed it when.
    fn unstamped(workspace: &Workspace) -> Workspace {
        let mut workspace = workspace.clone();
        let stamp = crate::model::Stamp::new(DateTime::UNIX_EPOCH, "");
        for id in workspace.ids().collect::<Vec<_>>() {
            if let Some(mut record) = workspace.get(id) {
                *record.stamp_mut() = stamp.clone();
                workspace.put(record);
            }
        }
        workspace
    }

    #[test]
    fn an_earlier_version_comes_back_as_one_step_and_undo_takes_it_back() {
        let (mut session, round, _) = one_round();
        let earlier = session.workspace().clone();
        let mut changed = earlier.rounds[&round].clone();
        changed.title = "Third round".to_owned();
        session.perform(Proposal::put("change title", changed)).unwrap();
        let later = session.workspace().clone();
        session.restore_version("restore round", vec![earlier.rounds[&round].clone().into()]).unwrap();
        assert_eq!(unstamped(session.workspace()), unstamped(&earlier));
        assert_eq!(session.workspace().rounds[&round].stamp.by, "Ada");
        assert_eq!(session.undo().unwrap().0, "restore round");
        assert_eq!(*session.workspace(), later);
        let refused = session.restore_version("restore round", vec![later.rounds[&round].clone().into()]).unwrap_err();
        assert!(refused.0.contains("nothing to restore"), "{refused}");
    }

    #[test]
    fn what_comes_back_leaves_the_bin_and_the_rest_of_its_entry_stays() {
        let (mut session, round, said) = one_round();
        let before = session.workspace().clone();
        let all = held(&session, round);
        let bin = session.delete(round.into(), "Second round").unwrap();
        let deleted = session.workspace().clone();
        session.restore_version("restore round", vec![all[0].clone()]).unwrap();
        let entry = &session.workspace().bin[&bin];
        assert_eq!(entry.records.iter().map(Record::id).collect::<Vec<_>>(), [RecordId::from(said)]);
        assert_eq!(entry.title, "What else “Second round” held");
        session.undo();
        assert_eq!(*session.workspace(), deleted);
        session.restore_version("restore round", all).unwrap();
        assert_eq!(unstamped(session.workspace()), unstamped(&before), "and an entry of which nothing is left goes");
    }

    #[test]
    fn what_a_record_names_must_be_there_or_come_back_with_it() {
        let (mut session, round, said) = one_round();
        let before = session.workspace().clone();
        let statement: Record = before.statements[&said].clone().into();
        session.delete(round.into(), "Second round").unwrap();
        let party = before.statements[&said].party;
        session.delete(party.into(), &names::party(&before, party)).unwrap();
        let refused = session.restore_version("restore statement", vec![statement.clone()]).unwrap_err();
        assert!(refused.0.contains("1 party and 1 round"), "{refused}");
        let all = session.with_what_is_in_the_bin(vec![statement]);
        assert_eq!(session.restore_version("restore statement", all), Ok(said.into()));
        assert_eq!(unstamped(session.workspace()), unstamped(&before));
    }

    #[test]
    fn a_statement_does_not_go_back_to_a_sitting_that_is_gone() {
        let (mut session, round, said) = one_round();
        let id = crate::model::PartId(uuid::Uuid::from_u128(5));
        let mut with = session.workspace().rounds[&round].clone();
        with.sittings.push(Sitting {
            id,
            title: "Day".to_owned(),
            when: crate::model::When::Unknown,
            note: String::new(),
            level: None,
        });
        let mut statement = session.workspace().statements[&said].clone();
        statement.sitting = Some(id);
        let without = session.workspace().rounds[&round].clone();
        session.perform(Proposal::put("add sitting", with.clone()).and(statement.clone())).unwrap();
        session.perform(Proposal::put("remove sitting", without)).unwrap();
        let refused = session.restore_version("restore statement", vec![statement.clone().into()]).unwrap_err();
        assert!(refused.0.contains("no longer in its round"), "{refused}");
        session.restore_version("restore both", vec![statement.into(), with.into()]).unwrap();
        assert_eq!(session.workspace().statements[&said].sitting, Some(id));
    }
}
