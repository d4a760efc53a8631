//! Sessions on a real folder: whatever is done to the sample, undoing it all gives back the same bytes.

use proptest::prelude::*;
use rapporteur::model::{BinId, NegotiationId, Record, RecordId, RoundId, StatementId, When};
use rapporteur::session::{Fixed, Gesture, New, Proposal, Session};
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

/// What a user may do. Numbers choose among what is there.
#[derive(Clone, Debug)]
enum Step {
    Create(usize),
    Retitle(usize, String),
    Type(usize, String),
    Delete(usize),
    Restore(usize),
    Discard,
    Log(usize, String),
    Undo,
    Redo,
    Save,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => any::<usize>().prop_map(Step::Create),
        4 => (any::<usize>(), "\\PC{0,20}").prop_map(|(at, text)| Step::Retitle(at, text)),
        2 => (any::<usize>(), "[a-zé ]{0,12}").prop_map(|(at, text)| Step::Type(at, text)),
        2 => any::<usize>().prop_map(Step::Delete),
        1 => any::<usize>().prop_map(Step::Restore),
        1 => Just(Step::Discard),
        2 => (any::<usize>(), "(ua|ru|us) (demand|offer) [a-z]{3,8}: [a-z ]{1,20}x").prop_map(|(at, line)| Step::Log(at, line)),
        4 => Just(Step::Undo),
        2 => Just(Step::Redo),
        2 => Just(Step::Save),
        1 => Just(Step::Reopen),
    ]
}

fn nth<T: Copy>(items: impl Iterator<Item = T>, at: usize) -> Option<T> {
    let items: Vec<T> = items.collect();
    (!items.is_empty()).then(|| items[at % items.len()])
}

fn negotiation(session: &Session, at: usize) -> Option<NegotiationId> {
    nth(session.workspace().negotiations.keys().copied(), at)
}

/// The text that stands first on a record, to be changed.
fn text_of(record: &mut Record) -> Option<&mut String> {
    Some(match record {
        Record::Party(record) => &mut record.name,
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

fn new(session: &Session, at: usize) -> Option<New> {
    let negotiation = negotiation(session, at / 8)?;
    let round = nth(session.workspace().rounds_of(negotiation).map(|round| round.id), at / 64);
    let party = nth(session.workspace().parties.keys().copied(), at / 64)?;
    let text = format!("made {at}");
    Some(match at % 8 {
        0 => New::Party { name: text },
        1 => New::Person { name: text },
        2 => New::Negotiation { title: text },
        3 => New::Issue { negotiation, name: text, parent: None },
        4 => New::Source { negotiation, title: text },
        5 => New::Round { negotiation, when: When::Month { year: 2026, month: 4 } },
        6 => New::Statement { negotiation, round, party, issue: None, text },
        _ => New::FollowUp { negotiation, round, what: text },
    })
}

/// Does one step; what is refused changes nothing, which the end of the test sees.
fn take(session: &mut Session, dir: &Path, step: &Step) -> bool {
    match step {
        Step::Create(at) => {
            if let Some(new) = new(session, *at) {
                session.create(new).unwrap();
            }
        }
        Step::Retitle(at, text) => {
            if let Some(mut record) = nth(session.workspace().ids(), *at).and_then(|id| session.workspace().get(id))
                && let Some(field) = text_of(&mut record)
            {
                text.clone_into(field);
                session.perform(Proposal::put("change it", record)).unwrap();
            }
        }
        Step::Type(at, text) => {
            if let Some(id) = nth(session.workspace().statements.keys().copied(), *at) {
                type_in(session, id, text);
            }
        }
        Step::Delete(at) => {
            if let Some(id) = nth(session.workspace().ids().filter(|id| !matches!(id, RecordId::Binned(_))), *at) {
                session.delete(id, "a title").unwrap();
            }
        }
        Step::Restore(at) => {
            if let Some(id) = nth(session.workspace().bin.keys().copied(), *at) {
                // May be refused: what it belonged to can lie in the bin, too.
                let _ = session.restore(id);
            }
        }
        Step::Discard => {
            let all: Vec<BinId> = session.workspace().bin.keys().copied().collect();
            session.discard(&all).unwrap();
        }
        Step::Log(at, line) => {
            if let Some(negotiation) = negotiation(session, *at) {
                let round: Option<RoundId> = nth(session.workspace().rounds_of(negotiation).map(|round| round.id), at / 3);
                // May be refused: the party can lie in the bin.
                let _ = session.log(negotiation, round, line, chrono_tz::UTC);
            }
        }
        Step::Undo => {
            session.undo();
        }
        Step::Redo => {
            session.redo();
        }
        Step::Save => session.save().unwrap(),
        Step::Reopen => {
            session.save().unwrap();
            let seen = session.workspace().clone();
            let again = Store::open(dir, Uuid::from_u128(7)).unwrap();
            assert_eq!(again.workspace, seen, "what is on disk is what was seen");
            // The second store was read-only beside this one, and is gone now.
            return true;
        }
    }
    false
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever was done, saved and taken back in between: undoing everything gives back the sample's own bytes, and redoing
    /// everything what was there before.
    #[test]
    fn undoing_everything_gives_back_the_same_bytes(steps in prop::collection::vec(step(), 1..24)) {
        let copy = SampleCopy::fresh().unwrap();
        let before = files(&copy.dir());
        let mut session = open(&copy.dir());
        for step in &steps {
            take(&mut session, &copy.dir(), step);
        }
        session.save().unwrap();
        let (done, workspace) = (files(&copy.dir()), session.workspace().clone());
        let mut undone = 0;
        while session.undo().is_some() {
            undone += 1;
        }
        session.save().unwrap();
        prop_assert_eq!(&files(&copy.dir()), &before);
        for _ in 0..undone {
            session.redo();
        }
        session.save().unwrap();
        prop_assert_eq!(session.workspace(), &workspace);
        prop_assert_eq!(&files(&copy.dir()), &done);
    }
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
