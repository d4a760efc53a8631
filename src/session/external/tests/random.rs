//! Edits here and in another program at the same time, at random and in a race: none is lost.

use super::{look, open, settled};
use crate::model::{Negotiation, NegotiationId, Party, Record, RecordId, Round, RoundId, Statement, When, Workspace};
use crate::session::{New, Proposal, Session};
use crate::store::Store;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is done next, by whom, to which record.
#[derive(Clone, Copy, Debug)]
enum Step {
    Ours(Edit, usize),
    Theirs(Edit, usize),
    Look,
    /// An external change is merged beside the window, and meanwhile this is done here, and saved if so.
    LookAndEdit(Edit, usize, bool),
    Save,
}

#[derive(Clone, Copy, Debug)]
enum Edit {
    /// The words that it is known by.
    Name,
    /// Another field.
    Note,
    Add,
    Delete,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![4 => Just(Edit::Name), 4 => Just(Edit::Note), 2 => Just(Edit::Add), 1 => Just(Edit::Delete)]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (edit(), 0..100_usize).prop_map(|(edit, of)| Step::Ours(edit, of)),
        4 => (edit(), 0..100_usize).prop_map(|(edit, of)| Step::Theirs(edit, of)),
        1 => Just(Step::Look),
        3 => (edit(), 0..100_usize, any::<bool>()).prop_map(|(edit, of, saves)| Step::LookAndEdit(edit, of, saves)),
        2 => Just(Step::Save),
    ]
}

/// Words that were typed, and those that somebody who saw them has replaced.
#[derive(Default)]
struct Typed {
    count: usize,
    all: BTreeSet<String>,
    replaced: BTreeSet<String>,
    /// What was typed last, over what.
    last: (String, String),
}

impl Typed {
    fn into(&mut self, text: &mut String) {
        self.count += 1;
        let before = std::mem::replace(text, format!("typed{}", self.count));
        self.replaced.insert(before.clone());
        self.all.insert(text.clone());
        self.last = (text.clone(), before);
    }

    fn take_back(&mut self) {
        self.all.remove(&self.last.0);
        self.replaced.remove(&self.last.1);
    }
}

/// The two texts of a record that are typed into.
fn texts(record: &mut Record) -> Option<[&mut String; 2]> {
    Some(match record {
        Record::Party(party) => {
            let Party { name, note, .. } = &mut **party;
            [name, note]
        }
        Record::Negotiation(negotiation) => {
            let Negotiation { title, note, .. } = &mut **negotiation;
            [title, note]
        }
        Record::Round(round) => {
            let Round { title, note, .. } = &mut **round;
            [title, note]
        }
        Record::Statement(statement) => {
            let Statement { text, note, .. } = &mut **statement;
            [text, note]
        }
        _ => return None,
    })
}

fn carry_out(session: &mut Session, edit: Edit, of: usize, typed: &mut Typed) {
    let all: Vec<Record> = session.workspace().ids().filter_map(|id| session.workspace().get(id)).collect();
    let mut all: Vec<Record> = all.into_iter().filter(|record| texts(&mut record.clone()).is_some()).collect();
    let at = of % all.len();
    let record = &mut all[at];
    match (edit, texts(record)) {
        (Edit::Name, Some([name, _])) => typed.into(name),
        (Edit::Note, Some([_, note])) => typed.into(note),
        (Edit::Add, _) => {
            let mut text = String::new();
            typed.into(&mut text);
            if session.create(new(session.workspace(), of, &text)).is_err() {
                typed.take_back();
            }
            return;
        }
        (Edit::Delete, _) => {
            if !matches!(record, Record::Party(_)) {
                session.delete(record.id(), "deleted").unwrap();
            }
            return;
        }
        (_, None) => return,
    }
    // Where what it belongs to is gone, that is refused.
    if session.perform(Proposal::put("type", record.clone())).is_err() {
        typed.take_back();
    }
}

/// A statement of the first party, in a round if there is one; or another party.
fn new(workspace: &Workspace, of: usize, text: &str) -> New {
    let (negotiation, party) = (workspace.negotiations.keys().next(), workspace.parties.keys().next());
    match (negotiation, party) {
        (Some(negotiation), Some(party)) if !of.is_multiple_of(3) => {
            let rounds: Vec<RoundId> = workspace.rounds_of(*negotiation).map(|round| round.id).collect();
            let round = rounds.get(of % (rounds.len() + 1)).copied();
            New::Statement { negotiation: *negotiation, round, party: *party, issue: None, text: text.to_owned() }
        }
        _ => New::Party { name: text.to_owned() },
    }
}

/// All files of records, with their bytes.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(root: &Path, dir: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, files);
            } else if !path.file_name().unwrap().to_string_lossy().starts_with('.') {
                files.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(dir, dir, &mut found);
    found
}

/// Another program on another machine: gets the folder as it is, changes something, and brings what changed back.
fn theirs(dir: &Path, number: usize, edit: Edit, of: usize, typed: &mut Typed) {
    let there = dir.with_file_name(format!("there-{number}"));
    let before = files(dir);
    for (path, bytes) in &before {
        fs::create_dir_all(there.join(path).parent().unwrap()).unwrap();
        fs::write(there.join(path), bytes).unwrap();
    }
    let mut session = open_as(&there, number);
    carry_out(&mut session, edit, of, typed);
    session.save().unwrap();
    drop(session);
    let after = files(&there);
    for (path, bytes) in after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)) {
        fs::create_dir_all(dir.join(path).parent().unwrap()).unwrap();
        fs::write(dir.join(path), bytes).unwrap();
    }
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        fs::remove_file(dir.join(path)).unwrap();
    }
    fs::remove_dir_all(there).unwrap();
}

/// A session with times and ids of its own.
fn open_as(dir: &Path, number: usize) -> Session {
    let at = 1_780_000_000 + i64::try_from(number).unwrap() * 60;
    let now = chrono::DateTime::from_timestamp(at, 0).unwrap();
    let opened = Store::open(dir, uuid::Uuid::from_u128(1)).unwrap();
    Session::open(opened, Box::new(super::Fixed::at(now)), "Ben")
}

/// Two parties, a negotiation, two rounds, three statements.
fn begin(session: &mut Session) {
    for name in ["one", "two"] {
        session.create(New::Party { name: name.to_owned() }).unwrap();
    }
    let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: "talks".to_owned() }).unwrap() else {
        unreachable!()
    };
    for _ in 0..2 {
        session.create(New::Round { negotiation, when: When::Unknown }).unwrap();
    }
    for of in [1, 2, 4] {
        session.create(new(session.workspace(), of, "begun")).unwrap();
    }
    session.save().unwrap();
}

/// Everything that the record says anywhere, the bin and the values to choose from included.
fn words(workspace: &Workspace) -> String {
    format!("{workspace:?}")
}

proptest! {
    #![proptest_config(crate::model::arbitrary::cases(40))]

    #[test]
    fn no_edit_is_lost(steps in prop::collection::vec(step(), 1..16)) {
        nothing_typed_is_lost(steps)?;
    }
}

/// What was changed in a record that was deleted here meanwhile, in two files.
#[test]
fn an_edit_within_what_was_deleted_is_not_lost() {
    use Edit::{Delete, Name};
    use Step::{Ours, Save, Theirs};
    nothing_typed_is_lost(vec![Ours(Delete, 53), Save, Theirs(Name, 17), Ours(Delete, 16), Theirs(Name, 90), Save]).unwrap();
}

/// What was deleted here was deleted there, too: the folder that goes with the first file is not missed at the next.
#[test]
fn what_both_delete_is_gone_without_a_word() {
    use Edit::{Delete, Name};
    use Step::{Ours, Save, Theirs};
    nothing_typed_is_lost(vec![Theirs(Delete, 2), Theirs(Name, 0), Ours(Delete, 10), Save, Ours(Name, 0), Ours(Name, 0)])
        .unwrap();
}

/// The folder in which both delete another file stays until it is seen what became of the rest.
#[test]
fn a_folder_of_which_both_delete_a_part_is_not_missed() {
    use Edit::{Delete, Name};
    use Step::{Ours, Save, Theirs};
    nothing_typed_is_lost(vec![Ours(Delete, 59), Theirs(Delete, 20), Save, Ours(Name, 17), Save]).unwrap();
}

/// What was added here to what was deleted there, and saved before anybody looked, has what it names.
#[test]
fn what_is_added_to_what_another_program_deletes_keeps_it() {
    use Edit::{Add, Delete, Note};
    use Step::{Ours, Save, Theirs};
    nothing_typed_is_lost(vec![Ours(Add, 45), Ours(Delete, 48), Theirs(Note, 10), Save, Theirs(Delete, 11), Ours(Add, 4), Save])
        .unwrap();
}

fn nothing_typed_is_lost(steps: Vec<Step>) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let mut session = open(&dir);
    begin(&mut session);
    let mut typed = Typed::default();
    for (number, step) in (1..).zip(steps) {
        match step {
            Step::Ours(edit, of) => carry_out(&mut session, edit, of, &mut typed),
            Step::Theirs(edit, of) => theirs(&dir, number, edit, of, &mut typed),
            Step::Look => drop(look(&mut session)),
            Step::LookAndEdit(edit, of, saves) => {
                let found = session.scan().unwrap().run();
                let merged = session.begin_merge(found).unwrap().run();
                carry_out(&mut session, edit, of, &mut typed);
                if saves {
                    session.save().unwrap();
                }
                // What came too late is merged again.
                if let Err(change) = session.finish_merge(merged) {
                    session.apply_external(change);
                }
            }
            Step::Save => session.save().unwrap(),
        }
        // A folder of which everything was deleted is asked about.
        if session.saving.store.as_ref().unwrap().asked_about().next().is_some() {
            session.take_missing_as_deleted();
        }
    }
    for _ in 0..4 {
        look(&mut session);
        session.take_missing_as_deleted();
        session.save().unwrap();
    }
    let said = words(session.workspace());
    for token in typed.all.difference(&typed.replaced) {
        prop_assert!(said.contains(&format!("{token:?}")), "{} is lost", token);
    }
    prop_assert!(session.problems().is_empty(), "{:?}", session.problems());
    settled(session);
    Ok(())
}

/// How many statements the other program adds.
const ADDED: usize = 2_000;
/// How many of them go into one file.
const IN_A_FILE: usize = 25;

/// Another program adds statements to the file of a round, by way of a temporary file, as fast as it can, while the session
/// changes the round's title and saves as fast as it can.
#[test]
fn a_save_in_a_race_with_another_program_loses_nothing_that_it_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = open(&folder.path().join("record"));
    session.create(New::Party { name: "one".to_owned() }).unwrap();
    let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: "talks".to_owned() }).unwrap() else {
        unreachable!()
    };
    let (mut met, mut saves) = (0, 0);
    for batch in 0..ADDED / IN_A_FILE {
        let round = begin_round(&mut session, negotiation);
        let (all_met, all_saves) = race(&mut session, round, batch);
        met += all_met;
        saves += all_saves;
        let held = session.workspace().statements_at(round).count();
        assert_eq!(held, IN_A_FILE + 1, "in round {batch} the other program's statements are lost");
        session.delete(round.into(), "done").unwrap();
        session.save().unwrap();
    }
    eprintln!("{ADDED} writes by another program among {saves} saves, {met} of which met one: none lost");
    assert!(met > 0, "the race was never on");
    settled(session);
}

fn begin_round(session: &mut Session, negotiation: NegotiationId) -> RoundId {
    let RecordId::Round(round) = session.create(New::Round { negotiation, when: When::Unknown }).unwrap() else { unreachable!() };
    // With a name of its own, so that the file stays where it is.
    let mut named = session.workspace().rounds[&round].clone();
    named.title = "title".to_owned();
    session.perform(Proposal::put("change title", named)).unwrap();
    let party = *session.workspace().parties.keys().next().unwrap();
    let text = "begun".to_owned();
    session.create(New::Statement { negotiation, round: Some(round), party, issue: None, text }).unwrap();
    session.save().unwrap();
    round
}

/// Returns how many saves met the other program, and how many there were.
fn race(session: &mut Session, round: RoundId, batch: usize) -> (usize, usize) {
    let file = session.dir().unwrap().join(session.file_of(round.into()).unwrap());
    let done = Arc::new(AtomicBool::new(false));
    let other = {
        let done = Arc::clone(&done);
        std::thread::spawn(move || {
            for number in 0..IN_A_FILE {
                add_statement(&file, batch * IN_A_FILE + number);
            }
            done.store(true, Ordering::Release);
        })
    };
    let (mut met, mut saves) = (0, 0);
    loop {
        let is_last = done.load(Ordering::Acquire);
        let mut changed = session.workspace().rounds[&round].clone();
        saves += 1;
        changed.title = format!("title {saves}");
        session.perform(Proposal::put("change title", changed)).unwrap();
        // As the window does: plan, write, and look only if it must.
        while let Some(plan) = session.begin_save() {
            let report = plan.run();
            session.finish_save(report);
            if !session.wants_scan() {
                break;
            }
            met += 1;
            session.scan_now();
        }
        if is_last {
            break;
        }
    }
    other.join().unwrap();
    session.save().unwrap();
    look(session);
    session.save().unwrap();
    (met, saves)
}

/// Reads the file, puts a statement into it, and puts it back.
fn add_statement(file: &Path, number: usize) {
    loop {
        // In the moment in which the session moves it, it may not be there.
        let Ok(text) = fs::read_to_string(file) else { continue };
        let Some(at) = text.find("statements: [") else { continue };
        let id = uuid::Uuid::from_u128(0x019c_0b6e_3f00_7000_9000_0000_0000_0000 + u128::try_from(number).unwrap());
        let Some(first) = text[at..].find("\n        (").map(|first| at + first) else { continue };
        let Some(end) = text[first..].find("\n        ),").map(|end| first + end + "\n        ),".len()) else { continue };
        let statement = &text[first..end];
        let Some(old) = statement.split("id: \"").nth(1).and_then(|rest| rest.split('"').next()) else { continue };
        let added = statement.replace(old, &id.to_string());
        let text = format!("{}{added}{}", &text[..end], &text[end..]);
        let aside = file.with_extension("theirs");
        fs::write(&aside, text).unwrap();
        fs::rename(&aside, file).unwrap();
        return;
    }
}
