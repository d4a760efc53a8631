//! Sessions on a real folder: what is done to the sample and undone again gives back the same bytes.

use rapporteur::model::{Record, RecordId, StatementId};
use rapporteur::session::{Fixed, Gesture, Proposal, Session};
use rapporteur::store::Store;
use rapporteur::store::sample::SampleCopy;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use uuid::Uuid;

fn surroundings() -> Box<Fixed> {
    Box::new(Fixed::at("2026-03-10T08:00:00Z".parse().unwrap()))
}

fn open(dir: &Path) -> Session {
    let opened = Store::open(dir, Uuid::from_u128(7)).unwrap();
    assert!(opened.problems.is_empty(), "{:?}", opened.problems.first().map(|problem| &problem.what));
    Session::open(opened, surroundings(), "Tester")
}

/// Every file of the record with its bytes.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "ron") {
                found.insert(path.strip_prefix(dir).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn type_in(session: &mut Session, id: StatementId, text: &str) {
    for end in text.char_indices().map(|(at, letter)| at + letter.len_utf8()) {
        let Some(mut statement) = session.workspace().statements.get(&id).cloned() else {
            return;
        };
        text[..end].clone_into(&mut statement.text);
        let gesture = Gesture::typing(id.into(), "text", &text[..end]);
        session.perform(Proposal::put("change text", statement).during(gesture)).unwrap();
    }
    session.end_gesture();
}

/// The first text of a record, to be changed.
fn text_of(record: &mut Record) -> Option<&mut String> {
    Some(match record {
        Record::Party(record) => &mut record.note,
        Record::Person(record) => &mut record.name,
        Record::Negotiation(record) => &mut record.title,
        Record::Issue(record) => &mut record.name,
        Record::Source(record) => &mut record.title,
        Record::Round(record) => &mut record.title,
        Record::Statement(record) => &mut record.text,
        Record::FollowUp(record) => &mut record.what,
        Record::Incident(record) => &mut record.what,
        Record::Binned(_) | Record::Clash(_) => return None,
    })
}

#[test]
fn undoing_everything_gives_back_the_bytes_of_the_sample() {
    let copy = SampleCopy::fresh().unwrap();
    let before = files(&copy.dir());
    let mut session = open(&copy.dir());
    let ids: Vec<RecordId> = session.workspace().ids().collect();
    let mut steps = 0;
    for id in ids.iter().step_by(13) {
        let Some(mut record) = session.workspace().get(*id) else { continue };
        if let Some(text) = text_of(&mut record) {
            text.push_str(" again");
            session.perform(Proposal::put("change it", record)).unwrap();
            steps += 1;
        }
    }
    session.save().unwrap();
    // Other records are deleted than were changed, of every kind.
    for id in ids.iter().skip(5).step_by(41) {
        if session.workspace().contains(*id) {
            session.delete(*id, "a title").unwrap();
            steps += 1;
        }
    }
    session.save().unwrap();
    assert_ne!(files(&copy.dir()), before);
    let undone = std::iter::from_fn(|| session.undo()).count();
    session.save().unwrap();
    assert_eq!(undone, steps);
    assert!(files(&copy.dir()) == before, "a file has other bytes than before");
}

#[test]
fn a_word_typed_is_one_step() {
    let copy = SampleCopy::fresh().unwrap();
    let mut session = open(&copy.dir());
    let id = *session.workspace().statements.keys().next().unwrap();
    let was = session.workspace().statements[&id].text.clone();
    type_in(&mut session, id, "two words");
    assert_eq!(session.workspace().statements[&id].text, "two words");
    session.undo();
    assert_eq!(session.workspace().statements[&id].text, "two ");
    session.undo();
    assert_eq!(session.workspace().statements[&id].text, was);
}

#[test]
fn what_is_refused_changes_nothing() {
    let copy = SampleCopy::fresh().unwrap();
    let mut session = open(&copy.dir());
    let before = session.workspace().clone();
    let issue = session.workspace().issues.values().find(|issue| issue.parent.is_some()).unwrap();
    let mut above = session.workspace().issues[&issue.parent.unwrap()].clone();
    above.parent = Some(issue.id);
    let refused = session.perform(Proposal::put("move issue", above));
    assert!(refused.unwrap_err().0.contains("part of it"));
    assert_eq!(*session.workspace(), before);
    assert_eq!(session.undo_label(), None);
    assert!(!session.has_unsaved());
}

#[test]
fn deleting_a_negotiation_takes_all_of_it_and_gives_it_back_whole() {
    let copy = SampleCopy::fresh().unwrap();
    let mut session = open(&copy.dir());
    let (before, bytes) = (session.workspace().clone(), files(&copy.dir()));
    let id = *session.workspace().negotiations.keys().next().unwrap();
    let bin = session.delete(id.into(), "the talks").unwrap();
    assert!(session.workspace().statements_of(id).next().is_none());
    assert_eq!(session.workspace().parties, before.parties, "parties belong to the workspace");
    session.save().unwrap();
    drop(session);
    let mut session = open(&copy.dir());
    assert_eq!(session.restore(bin).unwrap(), id.into());
    session.save().unwrap();
    assert_eq!(*session.workspace(), before);
    assert_eq!(files(&copy.dir()).into_values().collect::<Vec<_>>(), bytes.into_values().collect::<Vec<_>>());
}
