//! Undo and redo, whatever was done: on a real folder, where undoing everything gives back the same bytes, and with changes from
//! outside in between, of which nothing is lost.

use super::super::*;
use super::UndoStacks;
use crate::model::arbitrary::cases;
use crate::model::arbitrary::deeds::{Deed, Hand, all, deed, lost, of_one_id};
use crate::model::fields::FieldPath;
use crate::model::fields::{copy_field, differences};
use crate::model::{Clash, NegotiationId, Party, PartyId, Statement, When, references};
use crate::query::testing::{Talks, when};
use crate::store::Store;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn surroundings(start: i64) -> Box<Fixed> {
    Box::new(Fixed::at(DateTime::from_timestamp(1_770_000_000 + start, 0).unwrap()))
}

/// A small record of everything, in which all is named and dated.
fn talks() -> Workspace {
    let mut talks = Talks::new();
    let round = talks.round("Abu Dhabi", "2026-02-04..2026-02-05");
    talks.round("Geneva", "2026-02-17");
    for (party, issue, date, text) in [
        ("Ukraine", "Ceasefire", "2026-02-04", "Freeze along the line"),
        ("Russia", "Ceasefire › Monitoring", "2026-02-05", "No foreign observers"),
        ("United States", "Prisoners", "2026-02-10", "All for all"),
    ] {
        let said = talks.says(party, issue, date, text);
        if date < "2026-02-06" {
            talks.of(said).round = Some(round);
        }
    }
    talks.office("Rustem Umerov", "Ukraine", "Secretary", "2025-07-18", "");
    let [ukraine, russia] = ["Ukraine", "Russia"].map(|name| talks.party(name));
    for (id, short) in [(ukraine, "UA"), (russia, "RU")] {
        if let Some(party) = talks.ws.parties.get_mut(&id) {
            short.clone_into(&mut party.short);
        }
    }
    let other = Party { note: "Seen otherwise".to_owned(), ..talks.ws.parties[&ukraine].clone() };
    let stamp = Stamp::new(DateTime::UNIX_EPOCH, "Ana");
    let clash = Clash::new(stamp, FieldPath::new(["note"]), other.into(), "Seen otherwise");
    talks.ws.put(clash.into());
    let gone = talks.says("Russia", "Ceasefire", "2026-02-11", "Taken back");
    talks.delete(gone);
    talks.ws
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

/// The files that do not have the same bytes in both, with those bytes.
fn apart(a: &BTreeMap<PathBuf, Vec<u8>>, b: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<String> {
    let words = |bytes: Option<&Vec<u8>>| bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    let files = a.keys().chain(b.keys()).filter(|file| a.get(*file) != b.get(*file));
    files.map(|file| format!("{}\n{}\n{}", file.display(), words(a.get(file)), words(b.get(file)))).collect()
}

/// What a user may do. Numbers choose among what is there.
#[derive(Clone, Debug)]
enum Step {
    Create(usize),
    /// One field becomes what it is in some other record of the kind.
    Change(usize, Box<Record>, usize),
    /// Several records in one step.
    Together(usize, usize, String),
    Type(usize, String),
    Delete(usize),
    Restore(usize),
    Discard(usize),
    Log(usize, String),
    Choose(usize, bool),
    Undo,
    Redo,
    Save,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let change = (any::<usize>(), deed(), any::<usize>()).prop_filter_map("a record", |(at, deed, field)| match deed {
        Deed::Change(_, record, _) | Deed::Make(record) => Some(Step::Change(at, record, field)),
        _ => None,
    });
    prop_oneof![
        2 => any::<usize>().prop_map(Step::Create),
        5 => change,
        1 => (any::<usize>(), any::<usize>(), "\\PC{0,8}").prop_map(|(a, b, text)| Step::Together(a, b, text)),
        2 => (any::<usize>(), "[a-zé]{1,5}").prop_map(|(at, text)| Step::Type(at, text)),
        2 => any::<usize>().prop_map(Step::Delete),
        1 => any::<usize>().prop_map(Step::Restore),
        1 => any::<usize>().prop_map(Step::Discard),
        2 => (any::<usize>(), "(ua|ru) (demand|offer) [a-z]{3,8}: [a-z ]{1,20}x").prop_map(|(at, line)| Step::Log(at, line)),
        1 => (any::<usize>(), any::<bool>()).prop_map(|(at, other)| Step::Choose(at, other)),
        5 => Just(Step::Undo),
        3 => Just(Step::Redo),
        2 => Just(Step::Save),
        1 => Just(Step::Reopen),
    ]
}

fn nth<T>(items: impl IntoIterator<Item = T>, at: usize) -> Option<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    if items.is_empty() { None } else { Some(items.swap_remove(at % items.len())) }
}

/// A folder of its own, in memory where the system has a place for that: a disk takes its time over every save.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// A session on a folder, and what the test knows of it: what undo and redo have to give.
struct Machine {
    dir: tempfile::TempDir,
    session: Option<Session>,
    /// The files when the session began.
    at_first: BTreeMap<PathBuf, Vec<u8>>,
    /// The steps that can be taken back, by label, with the workspace before each; then those that can be redone, with that after.
    past: Vec<(String, Workspace)>,
    future: Vec<(String, Workspace)>,
    opened: i64,
}

impl Machine {
    fn new() -> Self {
        let dir = folder();
        let mut store = Store::open(dir.path(), Uuid::from_u128(7)).unwrap().store;
        let workspace = talks();
        let report = store.plan(&workspace, &workspace.ids().collect()).run();
        assert_eq!(report.failed, []);
        store.settle(&report);
        drop(store);
        let mut machine = Self { dir, session: None, at_first: BTreeMap::new(), past: Vec::new(), future: Vec::new(), opened: 0 };
        machine.open();
        machine
    }

    fn open(&mut self) {
        self.session = None;
        let opened = Store::open(self.dir.path(), Uuid::from_u128(8)).unwrap();
        let bad: Vec<_> = opened.problems.iter().filter(|problem| problem.kept_as != Kept::Opened).collect();
        assert!(bad.is_empty(), "{bad:?}");
        // Another second, so that no id comes twice.
        self.opened += 1;
        self.session = Some(Session::open(opened, surroundings(self.opened), "Tester"));
        self.at_first = files(self.dir.path());
        (self.past, self.future) = (Vec::new(), Vec::new());
    }

    fn session(&mut self) -> &mut Session {
        self.session.as_mut().unwrap()
    }

    fn workspace(&self) -> &Workspace {
        self.session.as_ref().unwrap().workspace()
    }

    fn save(&mut self) {
        self.session().save().unwrap();
        assert!(!self.session().has_unsaved());
    }

    /// Does one step, and checks what undo and redo offer afterwards.
    fn take(&mut self, step: &Step) {
        match step {
            Step::Undo => return self.undo(),
            Step::Redo => return self.redo(),
            Step::Save => self.save(),
            Step::Reopen => {
                self.save();
                let seen = self.workspace().clone();
                self.open();
                assert_eq!(*self.workspace(), seen, "what is on disk is what was seen");
            }
            edit => {
                let (before, revision) = (self.workspace().clone(), self.session().revision());
                // May be refused: then nothing is changed.
                let refused = self.edit(edit).is_err();
                if self.session().revision() == revision {
                    assert_eq!(*self.workspace(), before);
                } else {
                    assert!(!refused);
                    let label = self.session().undo_label().unwrap().to_owned();
                    self.past.push((label, before));
                    self.future.clear();
                }
            }
        }
        self.agree();
    }

    fn agree(&mut self) {
        let label = |steps: &[(String, Workspace)]| steps.last().map(|(label, _)| label.clone());
        let expected = (label(&self.past), label(&self.future));
        let session = self.session();
        assert_eq!((session.undo_label().map(str::to_owned), session.redo_label().map(str::to_owned)), expected);
    }

    fn undo(&mut self) {
        let now = self.workspace().clone();
        let undone = self.session().undo().map(|(label, _)| label);
        let expected = self.past.pop();
        assert_eq!(undone.as_ref(), expected.as_ref().map(|(label, _)| label));
        if let Some((label, before)) = expected {
            assert_eq!(*self.workspace(), before);
            self.future.push((label, now));
        }
        self.agree();
    }

    fn redo(&mut self) {
        let now = self.workspace().clone();
        let redone = self.session().redo().map(|(label, _)| label);
        let expected = self.future.pop();
        assert_eq!(redone.as_ref(), expected.as_ref().map(|(label, _)| label));
        if let Some((label, after)) = expected {
            assert_eq!(*self.workspace(), after);
            self.past.push((label, now));
        }
        self.agree();
    }

    fn edit(&mut self, step: &Step) -> Result<(), Refusal> {
        let workspace = self.workspace().clone();
        let ids = || workspace.ids().filter(|id| !matches!(id, RecordId::Binned(_) | RecordId::Clash(_)));
        let nothing = Ok(());
        match step {
            Step::Create(at) => match new(&workspace, *at) {
                Some(new) => self.session().create(new).map(drop),
                None => nothing,
            },
            Step::Change(at, donor, field) => {
                let mut donor = Record::clone(donor);
                let alike = ids().filter(|id| std::mem::discriminant(id) == std::mem::discriminant(&donor.id()));
                let Some(mut record) = nth(alike, *at).and_then(|id| workspace.get(id)) else { return nothing };
                of_one_id(&record, &mut donor);
                let paths = differences(&record, &donor).into_iter().map(|found| found.path);
                let Some(path) = nth(paths, *field) else { return nothing };
                copy_field(&mut record, &donor, &path);
                // What stands under a round that is nowhere has no place of its own on disk.
                if references(&record).iter().any(|found| found.field == "round" && !workspace.contains(found.target)) {
                    return nothing;
                }
                self.session().perform(Proposal::put(format!("change {path}"), record))
            }
            Step::Together(a, b, text) => {
                let Some((mut party, mut issue)) =
                    nth(workspace.parties.values().cloned(), *a).zip(nth(workspace.issues.values().cloned(), *b))
                else {
                    return nothing;
                };
                text.clone_into(&mut party.note);
                text.clone_into(&mut issue.note);
                self.session().perform(Proposal::put("change both", party).and(issue))
            }
            Step::Type(at, text) => {
                let Some(id) = nth(workspace.statements.keys().copied(), *at) else { return nothing };
                for end in text.char_indices().map(|(at, letter)| at + letter.len_utf8()) {
                    let statement = Statement { text: text[..end].to_owned(), ..self.workspace().statements[&id].clone() };
                    let gesture = Gesture::typing(id.into(), "text", &text[..end]);
                    self.session().perform(Proposal::put("change text", statement).during(gesture))?;
                }
                self.session().end_gesture();
                nothing
            }
            Step::Delete(at) => match nth(ids(), *at) {
                Some(id) => self.session().delete(id, "a title").map(drop),
                None => nothing,
            },
            Step::Restore(at) => match nth(workspace.bin.keys().copied(), *at) {
                Some(id) => self.session().restore(id).map(drop),
                None => nothing,
            },
            Step::Discard(at) => {
                let some: Vec<BinId> =
                    workspace.bin.keys().copied().filter(|id| at % 2 == 0 || id.0.as_u128() % 2 == 0).collect();
                self.session().discard(&some)
            }
            Step::Log(at, line) => match nth(workspace.negotiations.keys().copied(), *at) {
                Some(negotiation) => {
                    let round = nth(workspace.rounds_of(negotiation).map(|round| round.id), at / 3);
                    {
                        let context = self.session().line_context(negotiation, round, chrono_tz::UTC);
                        self.session().log(&context, line, true).map(drop)
                    }
                }
                None => nothing,
            },
            Step::Choose(at, other) => match nth(workspace.clashes.values(), *at) {
                Some(clash) if at % 2 == 0 => self.session().choose(clash.id, *other),
                Some(clash) => self.session().choose_all(clash.record, *other),
                None => nothing,
            },
            Step::Undo | Step::Redo | Step::Save | Step::Reopen => nothing,
        }
    }
}

fn new(workspace: &Workspace, at: usize) -> Option<New> {
    let negotiation: NegotiationId = nth(workspace.negotiations.keys().copied(), at / 16)?;
    let round = nth(workspace.rounds_of(negotiation).map(|round| round.id), at / 64);
    let party: PartyId = nth(workspace.parties.keys().copied(), at / 64)?;
    let text = format!("made {at}");
    Some(match at % 9 {
        0 => New::Party { name: text },
        1 => New::Person { name: text },
        2 => New::Negotiation { title: text },
        3 => New::Issue { negotiation, name: text, parent: None },
        4 => New::Source { negotiation, title: text },
        5 => New::Round { negotiation, when: When::Month { year: 2026, month: 4 } },
        6 => New::Statement { negotiation, round, party, issue: None, text },
        7 => New::Incident { negotiation, round, what: text },
        _ => New::FollowUp { negotiation, round, what: text },
    })
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 400, ..cases(200) })]

    /// Whatever was done, saved, taken back and done again in between: undoing everything gives back the bytes of every file as the
    /// session found them, and redoing everything what was there before, which is read back the same.
    #[test]
    fn undoing_everything_gives_back_the_same_bytes(steps in vec(step(), 1..24)) {
        let mut machine = Machine::new();
        for step in &steps {
            machine.take(step);
        }
        while machine.session().redo_label().is_some() {
            machine.redo();
        }
        machine.save();
        let (workspace, count) = (machine.workspace().clone(), machine.past.len());
        while machine.session().undo_label().is_some() {
            machine.undo();
        }
        prop_assert_eq!(machine.future.len(), count);
        machine.save();
        prop_assert_eq!(apart(&files(machine.dir.path()), &machine.at_first), Vec::<String>::new());
        for _ in 0..count {
            machine.redo();
        }
        machine.save();
        prop_assert_eq!(machine.workspace(), &workspace);
        machine.take(&Step::Reopen);
    }
}

/// A session without a folder, and somebody else who changes the same record.
fn beside(base: Workspace) -> (Session, Hand) {
    (Session::in_memory(base, surroundings(0), "Tester"), Hand { number: 5, done: 0 })
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn nothing_from_outside_is_lost_by_undo_and_redo(
        first in vec(step(), 1..8), outside in vec(deed(), 1..8), then in vec(any::<bool>(), 0..12),
    ) {
        let (session, mut hand) = beside(talks());
        let mut machine = Machine {
            dir: tempfile::tempdir().unwrap(), session: Some(session), at_first: BTreeMap::new(), past: Vec::new(), future: Vec::new(), opened: 0,
        };
        for step in &first {
            let _ = machine.edit(step);
        }
        let session = machine.session();
        let before = session.workspace.clone();
        outside.iter().for_each(|deed| hand.does(deed, &mut session.workspace));
        let after = session.workspace.clone();
        for undo in then {
            if undo { session.undo() } else { session.redo() };
        }
        prop_assert_eq!(lost(&all(&before), &all(&after), &all(session.workspace())), Vec::<String>::new());
        let mut binned = session.workspace().bin.values().flat_map(|entry| &entry.records);
        prop_assert!(binned.all(|record| !session.workspace().contains(record.id())));
    }
}

fn statement(session: &Session) -> &Statement {
    session.workspace().statements.values().next().unwrap()
}

fn rewrite(session: &mut Session, change: impl Fn(&mut Statement)) {
    let mut after = statement(session).clone();
    change(&mut after);
    session.perform(Proposal::put("change it", after)).unwrap();
}

/// Changes the first statement as another program would.
fn outside(session: &mut Session, change: impl Fn(&mut Statement)) {
    let mut after = statement(session).clone();
    change(&mut after);
    after.stamp.by = "Somebody else".to_owned();
    session.workspace.put(after.into());
}

#[test]
fn undo_leaves_other_fields_as_they_came_from_outside() {
    let (mut session, _) = beside(talks());
    let was = statement(&session).clone();
    rewrite(&mut session, |statement| statement.text = "Mine".to_owned());
    outside(&mut session, |statement| statement.note = "Theirs".to_owned());
    assert_eq!(session.undo().unwrap().0, "change it");
    assert_eq!((&statement(&session).text, statement(&session).note.as_str()), (&was.text, "Theirs"));
    session.redo();
    assert_eq!((statement(&session).text.as_str(), statement(&session).note.as_str()), ("Mine", "Theirs"));
    session.undo();
    assert_eq!((&statement(&session).text, statement(&session).note.as_str()), (&was.text, "Theirs"));
}

#[test]
fn undo_of_a_field_that_was_changed_outside_keeps_both_values() {
    let (mut session, _) = beside(talks());
    let was = statement(&session).text.clone();
    rewrite(&mut session, |statement| statement.text = "Mine".to_owned());
    outside(&mut session, |statement| statement.text = "Theirs".to_owned());
    let clashes = session.workspace().clashes.len();
    session.undo();
    let id = statement(&session).id;
    let kept: Vec<&Clash> = session.workspace().clashes_of(id.into());
    let Record::Statement(other) = &kept[0].other else { unreachable!() };
    let both = BTreeSet::from([statement(&session).text.as_str(), other.text.as_str()]);
    assert_eq!(both, [was.as_str(), "Theirs"].into());
    session.redo();
    assert_eq!(session.workspace().clashes.len(), clashes, "what the undo made goes with it");
    assert_eq!(statement(&session).text, "Theirs");
}

#[test]
fn what_somebody_else_builds_on_is_not_undone_away() {
    let (mut session, _) = beside(talks());
    let RecordId::Party(made) = session.create(New::Party { name: "Türkiye".to_owned() }).unwrap() else { unreachable!() };
    outside(&mut session, |statement| statement.party = made);
    let (_, touched) = session.undo().unwrap();
    assert_eq!(touched, []);
    assert!(session.workspace().parties.contains_key(&made));
    assert_eq!((session.undo_label(), session.redo_label()), (None, None));
}

#[test]
fn what_was_deleted_outside_is_not_undone_into_being() {
    let (mut session, _) = beside(talks());
    rewrite(&mut session, |statement| statement.said_on = when("2026-03-01"));
    let id = statement(&session).id;
    session.workspace.take(id.into());
    session.undo();
    assert!(!session.workspace().statements.contains_key(&id));
}

#[test]
fn typing_goes_on_in_a_new_step_after_something_came_in() {
    let (mut session, _) = beside(talks());
    let was = statement(&session).clone();
    for (text, note) in [("a", ""), ("ab", "Theirs"), ("abc", "Theirs")] {
        if statement(&session).note != note {
            outside(&mut session, |statement| statement.note = note.to_owned());
        }
        let after = Statement { text: text.to_owned(), ..statement(&session).clone() };
        let gesture = Gesture::typing(after.id.into(), "text", text);
        session.perform(Proposal::put("change text", after).during(gesture)).unwrap();
    }
    session.undo();
    assert_eq!((statement(&session).text.as_str(), statement(&session).note.as_str()), ("a", "Theirs"));
    session.undo();
    assert_eq!((&statement(&session).text, statement(&session).note.as_str()), (&was.text, "Theirs"));
}

#[test]
fn what_is_typed_after_an_undo_is_a_step_of_its_own() {
    let party = RecordId::from(PartyId(Uuid::nil()));
    let mut stacks = UndoStacks::default();
    let mut typed = |text: &str| {
        stacks.record(Change { label: text.to_owned(), edits: Vec::new() }, Some(Gesture::typing(party, "name", text)));
        stacks.done.len()
    };
    assert_eq!((typed("one"), typed("one t"), typed("one tw")), (1, 2, 2));
    stacks.undo(&Workspace::default());
    let mut typed = |text: &str| {
        stacks.record(Change { label: text.to_owned(), edits: Vec::new() }, Some(Gesture::typing(party, "name", text)));
        stacks.done.len()
    };
    assert_eq!((typed("ones"), typed("onest")), (2, 2));
}

#[test]
fn what_is_brought_back_outside_stays_when_its_making_is_undone() {
    let (mut session, _) = beside(talks());
    let RecordId::Party(party) = session.create(New::Party { name: "Qatar".to_owned() }).unwrap() else { unreachable!() };
    session.delete(party.into(), "delete it").unwrap();
    let workspace = &mut session.workspace;
    let entry = workspace.bin.values().find(|entry| entry.records.iter().any(|record| record.id() == party.into())).unwrap();
    let (entry, records) = (entry.id, entry.records.clone());
    workspace.take(entry.into());
    records.into_iter().for_each(|record| drop(workspace.put(record)));
    while session.undo_label().is_some() {
        session.undo();
    }
    assert_eq!(session.workspace().parties[&party].name, "Qatar");
    assert!(!session.workspace().bin.contains_key(&entry));
    // Nothing of it is done again.
    while session.redo_label().is_some() {
        session.redo();
    }
    assert_eq!(session.workspace().parties[&party].name, "Qatar");
}

/// Brings what lies in the only entry of the bin back as another program would.
fn restored_outside(session: &mut Session) {
    let (entry, records) = session.workspace.bin.values().map(|entry| (entry.id, entry.records.clone())).next().unwrap();
    session.workspace.take(entry.into());
    records.into_iter().for_each(|record| drop(session.workspace.put(record)));
}

#[test]
fn what_is_brought_back_outside_stays_when_its_restoring_is_undone() {
    let (mut session, _) = beside(talks());
    let entry = *session.workspace().bin.keys().next().unwrap();
    let gone = session.restore(entry).unwrap();
    session.delete(gone, "delete it").unwrap();
    restored_outside(&mut session);
    while session.undo_label().is_some() {
        session.undo();
        assert!(session.workspace().contains(gone));
    }
    assert!(session.workspace().bin.is_empty());
    while session.redo_label().is_some() {
        session.redo();
    }
    assert!(session.workspace().contains(gone));
}

#[test]
fn a_later_restoring_is_undone_though_an_earlier_one_was_outside() {
    let (mut session, _) = beside(talks());
    let entry = *session.workspace().bin.keys().next().unwrap();
    let gone = session.restore(entry).unwrap();
    session.delete(gone, "delete it").unwrap();
    restored_outside(&mut session);
    session.undo();
    session.delete(gone, "delete it again").unwrap();
    let entry = *session.workspace().bin.keys().next().unwrap();
    session.restore(entry).unwrap();
    session.undo();
    assert!(!session.workspace().contains(gone), "it was restored here");
    assert!(session.workspace().bin.contains_key(&entry));
    session.redo();
    assert!(session.workspace().contains(gone));
}
