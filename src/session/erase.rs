//! Erasing for good: what is taken out of the record so that no undo and no bin brings it back. What becomes of its past is a matter of
//! the history, which is told by [`Erased`].

use super::undo::UndoStacks;
use super::{Refusal, Session};
use crate::model::{BinId, Change, Edit, Record, RecordId, Statement, Who, Workspace, each_reference, fields};
use crate::query::names;
use crate::query::usage::counted;
use crate::store::documents;
use crate::store::history::{ERASING, Erased};
use std::collections::{BTreeMap, BTreeSet};

/// From how many characters on a text tells enough to be looked for elsewhere.
const TELLING: usize = 12;

impl Session {
    /// What would go with these records or entries of the bin: they, all that they hold, and the entries of the bin that hold any of it.
    ///
    /// # Errors
    /// If one is not there, or others that stay name one where something must be named.
    pub fn erasable(&self, ids: &[RecordId]) -> Result<Erased, Refusal> {
        Ok(self.plan_erasure(ids)?.0)
    }

    /// Takes records out for good, with all that they hold and the files that they came from, and saves that as a whole. What is named in others is taken out there. No
    /// undo brings them back, nor anything that was done before. To be erased from the history then. Not while a save is under way.
    ///
    /// # Errors
    /// As [`erasable`](Self::erasable), or if a file cannot be written; nothing is changed then.
    pub fn erase(&mut self, ids: &[RecordId]) -> Result<Erased, Refusal> {
        let (mut erased, edits) = self.plan_erasure(ids)?;
        self.commit(Change { label: ERASING.to_owned(), edits }, None)?;
        if let Err(why) = self.save_as_a_whole() {
            self.undo();
            return Err(why);
        }
        self.undo = UndoStacks::default();
        self.end_entry();
        if let Some(dir) = self.dir() {
            erased.documents_left = documents::erase_unused(dir, self.workspace(), &erased.documents);
        }
        Ok(erased)
    }

    fn plan_erasure(&self, chosen: &[RecordId]) -> Result<(Erased, Vec<Edit>), Refusal> {
        let workspace = self.workspace();
        let mut ids: BTreeSet<RecordId> = chosen.iter().copied().collect();
        for id in chosen {
            let held: Option<Vec<RecordId>> = match id {
                RecordId::Binned(bin) => workspace.bin.get(bin).map(|entry| entry.records.iter().map(Record::id).collect()),
                id => workspace.contains(*id).then(|| workspace.held_by(*id).into_iter().collect()),
            };
            ids.extend(held.ok_or_else(|| Refusal(format!("This {} is no longer there.", id.noun())))?);
        }
        let clashes: Vec<RecordId> = ids.iter().flat_map(|id| workspace.clashes_of(*id)).map(|clash| clash.id.into()).collect();
        ids.extend(clashes);
        let mut edits: BTreeMap<RecordId, Edit> = BTreeMap::new();
        let mut texts = BTreeSet::new();
        // Entries of the bin lose it; one that was about it goes.
        for entry in workspace.bin.values() {
            let stays: Vec<Record> = entry.records.iter().filter(|record| !ids.contains(&record.id())).cloned().collect();
            if stays.len() == entry.records.len() && !ids.contains(&entry.id.into()) {
                continue;
            }
            let gone = entry.records.iter().filter(|record| ids.contains(&record.id()));
            gone.for_each(|record| note_texts(record, &mut texts));
            let is_about = entry.records.first().is_none_or(|first| ids.contains(&first.id())) || stays.is_empty();
            let mut after = entry.clone();
            after.records = stays;
            let after = (!is_about).then(|| Record::from(after));
            edits.insert(entry.id.into(), Edit { id: entry.id.into(), before: Some(entry.clone().into()), after });
        }
        let binned: Vec<BinId> = edits.values().filter(|edit| edit.after.is_none()).filter_map(|edit| bin_id(edit.id)).collect();
        ids.extend(binned.into_iter().map(RecordId::from));
        for id in &ids {
            if let Some(before) = workspace.get(*id).filter(|_| !matches!(id, RecordId::Binned(_))) {
                note_texts(&before, &mut texts);
                edits.insert(*id, Edit { id: *id, before: Some(before), after: None });
            }
        }
        let mut naming = Vec::new();
        let names_it: BTreeSet<RecordId> = ids.iter().flat_map(|id| workspace.naming(*id)).map(Record::id).collect();
        for id in names_it {
            if ids.contains(&id) || edits.contains_key(&id) {
                continue;
            }
            let Some(before) = workspace.get(id) else { continue };
            let after = without(before.clone(), &ids);
            let mut still = false;
            each_reference(&after, |reference| still |= ids.contains(&reference.target));
            if still {
                naming.push(id);
            } else {
                edits.insert(id, Edit { id, before: Some(before), after: Some(after) });
            }
        }
        if let Some(first) = naming.first() {
            let title = names::title(workspace, *first);
            let others = match naming.len() - 1 {
                0 => String::new(),
                more => format!(" and {}", counted(more, "other record")),
            };
            return Err(Refusal(format!(
                "It is still named by the {} “{title}”{others}. Name something else there first, or erase that.",
                first.noun()
            )));
        }
        let elsewhere = elsewhere(workspace, &ids, &texts);
        let gone = edits.values().filter_map(|edit| edit.before.as_ref()).flat_map(|before| match before {
            Record::Binned(entry) => entry.records.iter().filter(|record| ids.contains(&record.id())).collect(),
            record if ids.contains(&record.id()) => vec![record],
            _ => Vec::new(),
        });
        let documents = documents::of_records(gone);
        Ok((Erased { ids, texts, elsewhere, documents, ..Erased::default() }, edits.into_values().collect()))
    }
}

fn bin_id(id: RecordId) -> Option<BinId> {
    match id {
        RecordId::Binned(id) => Some(id),
        _ => None,
    }
}

fn note_texts(record: &Record, texts: &mut BTreeSet<String>) {
    fields::each_text(&mut record.clone(), &mut |text| {
        let text = text.trim();
        if text.chars().count() >= TELLING {
            texts.insert(text.to_owned());
        }
    });
}

/// The records that stay and hold the same words, by their titles.
fn elsewhere(workspace: &Workspace, ids: &BTreeSet<RecordId>, texts: &BTreeSet<String>) -> Vec<String> {
    let mut found = BTreeSet::new();
    for id in workspace.ids().filter(|id| !ids.contains(id)) {
        let Some(mut record) = workspace.get(id) else { continue };
        let mut holds = false;
        fields::each_text(&mut record, &mut |text| holds |= texts.iter().any(|erased| text.contains(erased.as_str())));
        if holds {
            found.insert(format!("{} “{}”", id.noun(), names::title(workspace, id)));
        }
    }
    found.into_iter().collect()
}

/// The record without what it names of these, as far as it can do without.
fn without(record: Record, ids: &BTreeSet<RecordId>) -> Record {
    fn stays<T: Copy + Into<RecordId>>(ids: &BTreeSet<RecordId>) -> impl Fn(&T) -> bool + '_ {
        |id| !ids.contains(&(*id).into())
    }
    let who = |who: &Who| match who {
        Who::Party(id) => stays(ids)(id),
        Who::Person(id) => stays(ids)(id),
        Who::Described(_) => true,
    };
    match record {
        Record::Party(mut party) => {
            party.blocs.retain(stays(ids));
            party.into()
        }
        Record::Statement(mut statement) => {
            statement_without(&mut statement, ids, who);
            statement.into()
        }
        Record::FollowUp(mut follow_up) => {
            follow_up.sources.retain(stays(ids));
            follow_up.owners.retain(who);
            follow_up.into()
        }
        Record::Incident(mut incident) => {
            incident.sources.retain(stays(ids));
            incident.claimed_by.retain(who);
            incident.blamed_on.retain(who);
            incident.denied_by.retain(who);
            incident.into()
        }
        Record::Round(mut round) => {
            round.agenda.retain(stays(ids));
            round.sources.retain(stays(ids));
            round.outcome.documents.retain(stays(ids));
            round.into()
        }
        record => record,
    }
}

fn statement_without(statement: &mut Statement, ids: &BTreeSet<RecordId>, who: impl Fn(&Who) -> bool) {
    let superseded = statement.supersedes.len();
    statement.supersedes.retain(|id| !ids.contains(&(*id).into()));
    if statement.supersedes.len() < superseded {
        // The judgement rests on what is gone.
        statement.movement = None;
    }
    statement.answers.retain(|id| !ids.contains(&(*id).into()));
    statement.condition.on.retain(|id| !ids.contains(&(*id).into()));
    statement.issues.retain(|id| !ids.contains(&(*id).into()));
    statement.sources.retain(|id| !ids.contains(&(*id).into()));
    statement.on_behalf_of = statement.on_behalf_of.filter(|id| !ids.contains(&(*id).into()));
    statement.speaker = statement.speaker.take().filter(who);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, NegotiationId, Source};
    use crate::session::{Fixed, New, Proposal, Surroundings};
    use crate::store::Store;
    use std::path::Path;
    use uuid::Uuid;

    /// Adds a source that came from these bytes.
    fn add(session: &mut Session, dir: &Path, negotiation: NegotiationId, bytes: &[u8]) -> (RecordId, Document) {
        let document = documents::document("a.pdf", "application/pdf", bytes);
        documents::put(dir, &document, bytes).unwrap();
        let Record::Source(draft) = session.draft(New::Source { negotiation, title: "A document".to_owned() }) else { panic!() };
        let source = Source { document: document.clone(), ..Source::clone(&draft) };
        let id = source.id.into();
        session.perform(Proposal::put("add source", source)).unwrap();
        (id, document)
    }

    #[test]
    fn a_document_stays_in_the_bin_and_goes_with_its_last_source_and_a_copy_takes_it_along() {
        let dir = tempfile::tempdir().unwrap();
        let surroundings: Box<dyn Surroundings> = Box::new(Fixed::at(chrono::DateTime::UNIX_EPOCH));
        let opened = Store::open(dir.path(), Uuid::from_u128(1)).unwrap();
        let mut session = Session::open(opened, surroundings, "Ada");
        let RecordId::Negotiation(talks) = session.create(New::Negotiation { title: "Talks".to_owned() }).unwrap() else {
            panic!()
        };
        let (one, shared) = add(&mut session, dir.path(), talks, b"shared");
        let (two, _) = add(&mut session, dir.path(), talks, b"shared");
        let (other, alone) = add(&mut session, dir.path(), talks, b"alone");
        session.save().unwrap();
        let is_there = |document: &Document| documents::read(dir.path(), document).is_ok();

        let to = tempfile::tempdir().unwrap();
        let copied = session.copy_plan().write(&to.path().join("copy")).unwrap();
        assert_eq!(copied.left, []);
        assert!([&shared, &alone].into_iter().all(|document| documents::read(&to.path().join("copy"), document).is_ok()));

        session.delete(other, "A document").unwrap();
        session.save().unwrap();
        assert!(is_there(&alone), "it can come back");
        let binned: Vec<RecordId> = session.workspace().bin.keys().map(|id| (*id).into()).collect();
        assert_eq!(session.erase(&binned).unwrap().documents_left, [""; 0]);
        assert!(!is_there(&alone) && is_there(&shared));
        session.erase(&[one]).unwrap();
        assert!(is_there(&shared), "another source came from it, too");
        session.erase(&[two]).unwrap();
        assert!(!is_there(&shared));
        assert_eq!(documents::list(dir.path()).unwrap(), []);
    }
}
