//! What other programs do to an open folder, one thing at a time.

mod passages;
mod random;

use super::{ExternalChange, News};
use crate::model::{NegotiationId, Party, PartyId, Record, RecordId, RoundId, When};
use crate::session::{Access, Fixed, Kept, New, Proposal, Session};
use crate::store::Store;
use chrono::DateTime;
use std::fs;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A session on a folder.
pub(super) fn open(dir: &Path) -> Session {
    let now = DateTime::from_timestamp(1_770_000_000, 0).unwrap();
    Session::open(Store::open(dir, Uuid::from_u128(1)).unwrap(), Box::new(Fixed::at(now)), "Ana")
}

/// A folder with one party, as it is saved.
fn one_party() -> (tempfile::TempDir, Session, PartyId) {
    let dir = tempfile::tempdir().unwrap();
    let mut session = open(&dir.path().join("record"));
    let id = session.create(New::Party { name: "Ukraine".to_owned() }).unwrap();
    session.save().unwrap();
    let RecordId::Party(id) = id else { unreachable!() };
    (dir, session, id)
}

/// A folder with a negotiation, three rounds and a party.
fn talks() -> (tempfile::TempDir, Session, NegotiationId, Vec<RoundId>) {
    let (dir, mut session, _) = one_party();
    let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: "Talks".to_owned() }).unwrap() else {
        unreachable!()
    };
    let round = |session: &mut Session| match session.create(New::Round { negotiation, when: When::Unknown }) {
        Ok(RecordId::Round(round)) => round,
        other => panic!("{other:?}"),
    };
    let rounds = (0..3).map(|_| round(&mut session)).collect();
    session.save().unwrap();
    (dir, session, negotiation, rounds)
}

/// Looks until nothing is in doubt. All that is told.
pub(super) fn look(session: &mut Session) -> News {
    let mut all = News::default();
    for _ in 0..6 {
        let change = session.scan().unwrap().run();
        let News { words, files, again, save } = session.apply_external(change);
        all.words.extend(words);
        all.files.extend(files);
        all.save = save;
        if !again {
            return all;
        }
    }
    panic!("it is never seen what there is: {all:?}");
}

fn told(news: &News) -> String {
    news.text().unwrap_or_default()
}

fn file(session: &Session, id: impl Into<RecordId>) -> PathBuf {
    session.dir().unwrap().join(session.file_of(id.into()).unwrap())
}

/// Changes the text of a file as another program does.
fn replace(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(file, text.replace(from, to)).unwrap();
}

fn party(session: &Session, id: PartyId) -> Party {
    session.workspace().parties[&id].clone()
}

fn change(session: &mut Session, id: PartyId, change: impl FnOnce(&mut Party)) {
    let mut party = party(session, id);
    change(&mut party);
    session.perform(Proposal::put("change party", party)).unwrap();
}

/// The session holds what the folder holds, and another look finds nothing.
pub(super) fn settled(mut session: Session) {
    assert!(!session.has_unsaved());
    assert_eq!(look(&mut session), News::default());
    let (dir, workspace) = (session.dir().unwrap().to_owned(), session.workspace().clone());
    drop(session);
    assert_eq!(Store::open_to_read(&dir).unwrap().workspace, workspace);
}

#[test]
fn what_is_changed_outside_is_there_at_the_next_look_and_our_own_saves_are_no_news() {
    let (_dir, mut session, id) = one_party();
    assert_eq!(look(&mut session), News::default(), "what was saved here");
    let revision = session.revision();
    replace(&file(&session, id), "\"Ukraine\"", "\"Україна\"");
    assert_eq!(told(&look(&mut session)), "Changed outside: 1 party.");
    assert_eq!(party(&session, id).name, "Україна");
    assert!(session.revision() > revision);
    change(&mut session, id, |party| party.note = "Ours".to_owned());
    session.save().unwrap();
    assert_eq!(look(&mut session), News::default());
    settled(session);
}

#[test]
fn what_is_new_outside_is_there_at_the_next_look() {
    let (_dir, mut session, id) = one_party();
    let text = fs::read_to_string(file(&session, id)).unwrap();
    let text = text.replace(&id.0.to_string(), "019c0b6e-3f00-7000-8000-000000000009").replace("Ukraine", "Russia");
    fs::write(session.dir().unwrap().join("parties/by-hand.ron"), text).unwrap();
    assert_eq!(told(&look(&mut session)), "Changed outside: 1 party.");
    assert_eq!(session.workspace().parties.len(), 2);
    settled(session);
}

#[test]
fn an_unsaved_edit_and_one_outside_are_both_kept() {
    let (_dir, mut session, id) = one_party();
    change(&mut session, id, |party| party.note = "Ours".to_owned());
    replace(&file(&session, id), "\"Ukraine\"", "\"Theirs\"");
    assert_eq!(told(&look(&mut session)), "Changed outside: 1 party.");
    assert_eq!((party(&session, id).name.as_str(), party(&session, id).note.as_str()), ("Theirs", "Ours"));
    session.save().unwrap();
    settled(session);
}

/// Merges what another program changes, and edits here before the result is put in place.
fn merged_while(session: &mut Session, edit: impl FnOnce(&mut Session)) -> Result<News, ExternalChange> {
    let found = session.scan().unwrap().run();
    let merged = session.begin_merge(found).unwrap().run();
    edit(session);
    session.finish_merge(merged)
}

#[test]
fn a_merge_is_put_in_place_beside_an_edit_of_another_record() {
    let (_dir, mut session, id) = one_party();
    let RecordId::Party(other) = session.create(New::Party { name: "Other".to_owned() }).unwrap() else { unreachable!() };
    session.save().unwrap();
    look(&mut session);
    replace(&file(&session, id), "\"Ukraine\"", "\"Theirs\"");
    let news = merged_while(&mut session, |session| change(session, other, |party| party.note = "Ours".to_owned())).unwrap();
    assert_eq!(told(&news), "Changed outside: 1 party.");
    assert_eq!((party(&session, id).name.as_str(), party(&session, other).note.as_str()), ("Theirs", "Ours"));
    session.save().unwrap();
    settled(session);
}

#[test]
fn a_merge_of_what_was_edited_meanwhile_is_worked_out_again() {
    let (_dir, mut session, id) = one_party();
    replace(&file(&session, id), "\"Ukraine\"", "\"Theirs\"");
    let late = merged_while(&mut session, |session| change(session, id, |party| party.note = "Ours".to_owned())).unwrap_err();
    assert_eq!(party(&session, id).name, "Ukraine", "nothing was put in place");
    assert_eq!(told(&session.apply_external(late)), "Changed outside: 1 party.");
    assert_eq!((party(&session, id).name.as_str(), party(&session, id).note.as_str()), ("Theirs", "Ours"));
    session.save().unwrap();
    settled(session);
}

#[test]
fn a_merge_that_deletes_what_is_named_meanwhile_is_worked_out_again() {
    let (_dir, mut session, id) = one_party();
    let RecordId::Party(other) = session.create(New::Party { name: "Other".to_owned() }).unwrap() else { unreachable!() };
    session.save().unwrap();
    look(&mut session);
    fs::remove_file(file(&session, id)).unwrap();
    let found = session.scan().unwrap().run();
    assert!(session.apply_external(found).again, "one look alone is not believed");
    let late = merged_while(&mut session, |session| change(session, other, |party| party.blocs.push(id))).unwrap_err();
    session.apply_external(late);
    assert_eq!(party(&session, id).name, "Ukraine", "it is named, so it stays");
    session.save().unwrap();
    settled(session);
}

#[test]
fn a_merge_that_a_save_overtakes_is_looked_for_again() {
    let (_dir, mut session, id) = one_party();
    let RecordId::Party(other) = session.create(New::Party { name: "Other".to_owned() }).unwrap() else { unreachable!() };
    session.save().unwrap();
    look(&mut session);
    replace(&file(&session, id), "\"Ukraine\"", "\"Theirs\"");
    let news = merged_while(&mut session, |session| {
        change(session, other, |party| party.note = "Ours".to_owned());
        session.save().unwrap();
    });
    assert!(news.unwrap().again);
    assert_eq!(told(&look(&mut session)), "Changed outside: 1 party.");
    settled(session);
}

#[test]
fn a_field_that_both_changed_is_kept_both_ways() {
    let (_dir, mut session, id) = one_party();
    change(&mut session, id, |party| party.name = "Ours".to_owned());
    replace(&file(&session, id), "\"Ukraine\"", "\"Theirs\"");
    let words = told(&look(&mut session));
    assert!(words.contains("1 field was changed in two places: choose."), "{words}");
    let [clash] = session.workspace().clashes.values().collect::<Vec<_>>()[..] else { panic!("not one clash") };
    let Record::Party(other) = &clash.other else { panic!("{clash:?}") };
    let mut names = [party(&session, id).name, other.name.clone()];
    names.sort();
    assert_eq!(names, ["Ours", "Theirs"]);
    session.save().unwrap();
    settled(session);
}

#[test]
fn a_save_that_meets_a_changed_file_merges_and_goes_on() {
    let (_dir, mut session, id) = one_party();
    change(&mut session, id, |party| party.note = "Ours".to_owned());
    replace(&file(&session, id), "\"Ukraine\"", "\"Theirs\"");
    session.save().unwrap();
    assert_eq!(session.save_failures(), []);
    assert_eq!((party(&session, id).name.as_str(), party(&session, id).note.as_str()), ("Theirs", "Ours"));
    assert_eq!(told(&session.take_news()), "Changed outside: 1 party.");
    settled(session);
}

#[test]
fn a_look_from_before_a_save_is_not_taken_in_after_it() {
    let (_dir, mut session, id) = one_party();
    let RecordId::Party(other) = session.create(New::Party { name: "Russia".to_owned() }).unwrap() else { unreachable!() };
    session.save().unwrap();
    replace(&file(&session, other), "\"Russia\"", "\"Theirs\"");
    let early = session.scan().unwrap().run();
    change(&mut session, id, |party| party.note = "Ours".to_owned());
    let plan = session.begin_save().unwrap();
    assert!(session.scan().is_none(), "not while a save is under way");
    let meanwhile = session.saving.store.as_ref().unwrap().scan(session.now()).run();
    assert!(session.apply_external(early).again);
    session.finish_save(plan.run());
    assert!(session.apply_external(meanwhile).again);
    assert_eq!((party(&session, id).note.as_str(), party(&session, other).name.as_str()), ("Ours", "Russia"));
    look(&mut session);
    assert_eq!((party(&session, id).note.as_str(), party(&session, other).name.as_str()), ("Ours", "Theirs"));
    settled(session);
}

#[test]
fn a_file_deleted_outside_goes_to_the_bin_and_comes_out_of_it_when_it_is_back() {
    let (_dir, mut session, id) = one_party();
    session.create(New::Party { name: "Russia".to_owned() }).unwrap();
    session.save().unwrap();
    let file = file(&session, id);
    let bytes = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    let change = session.scan().unwrap().run();
    assert!(session.apply_external(change).again, "one look alone is not believed");
    assert!(session.workspace().parties.contains_key(&id));
    assert_eq!(told(&look(&mut session)), "Deleted outside: 1 party, now in the bin.");
    assert!(!session.workspace().parties.contains_key(&id));
    let entry = session.workspace().bin.values().next().unwrap();
    assert_eq!((entry.title.as_str(), entry.records.len()), ("Ukraine", 1));
    session.save().unwrap();

    fs::write(&file, bytes).unwrap();
    look(&mut session);
    assert!(session.workspace().parties.contains_key(&id) && session.workspace().bin.is_empty());
    session.save().unwrap();
    settled(session);
}

#[test]
fn an_edit_beats_a_deletion_outside() {
    let (_dir, mut session, id) = one_party();
    session.create(New::Party { name: "Russia".to_owned() }).unwrap();
    session.save().unwrap();
    change(&mut session, id, |party| party.note = "Ours".to_owned());
    fs::remove_file(file(&session, id)).unwrap();
    session.save().unwrap();
    assert_eq!(party(&session, id).note, "Ours");
    assert!(session.workspace().bin.is_empty());
    settled(session);
}

#[test]
fn a_record_folder_that_is_gone_is_asked_about() {
    for write_again in [true, false] {
        let (dir, mut session, negotiation, rounds) = talks();
        let before = session.workspace().clone();
        let folder = session.dir().unwrap().join("negotiations");
        fs::rename(&folder, dir.path().join("away")).unwrap();
        let words = told(&look(&mut session));
        assert!(words.starts_with("4 files of the record are gone from the folder"), "{words}");
        assert_eq!(*session.workspace(), before);
        let asked = session.problems().iter().find(|problem| problem.kept_as == Kept::Asked).unwrap();
        assert!(asked.what.starts_with("4 files of the record are gone from the folder. Take them as deleted"), "{asked:?}");
        let mut round = session.workspace().rounds[&rounds[0]].clone();
        round.title = "Ours".to_owned();
        session.perform(Proposal::put("change round", round.clone())).unwrap();
        assert!(session.save().is_err(), "it waits for the answer");
        if write_again {
            session.write_missing_again();
            session.save().unwrap();
            assert_eq!(session.workspace().rounds[&rounds[0]].title, "Ours");
            assert!(folder.is_dir());
        } else {
            session.take_missing_as_deleted();
            session.save().unwrap();
            let workspace = session.workspace();
            assert_eq!(workspace.rounds.keys().collect::<Vec<_>>(), [&rounds[0]], "the edited one stays");
            assert!(workspace.negotiations.contains_key(&negotiation), "and what it needs");
            assert_eq!(workspace.bin.len(), 2, "{:?}", workspace.bin);
        }
        assert!(session.problems().is_empty(), "{:?}", session.problems());
        settled(session);
    }
}

#[test]
fn a_record_folder_that_comes_back_is_no_longer_asked_about() {
    let (dir, mut session, ..) = talks();
    let folder = session.dir().unwrap().join("negotiations");
    fs::rename(&folder, dir.path().join("away")).unwrap();
    look(&mut session);
    fs::rename(dir.path().join("away"), &folder).unwrap();
    look(&mut session);
    assert!(session.problems().is_empty(), "{:?}", session.problems());
    settled(session);
}

#[test]
fn a_data_folder_that_is_not_there_changes_nothing_and_goes_on_when_it_is_back() {
    type Step = fn(&Path);
    let vanish: [(&str, Step, Step); 3] = [
        (
            "moved away",
            |dir| fs::rename(dir, dir.with_extension("away")).unwrap(),
            |dir| {
                fs::rename(dir.with_extension("away"), dir).unwrap();
            },
        ),
        (
            "an empty mount point",
            |dir| {
                fs::rename(dir, dir.with_extension("away")).unwrap();
                fs::create_dir(dir).unwrap();
            },
            |dir| {
                fs::remove_dir(dir).unwrap();
                fs::rename(dir.with_extension("away"), dir).unwrap();
            },
        ),
        ("another workspace", another_in_its_place, |dir| {
            fs::remove_dir_all(dir).unwrap();
            fs::rename(dir.with_extension("away"), dir).unwrap();
        }),
    ];
    for (name, go, come) in vanish {
        let (_dir, mut session, id) = one_party();
        let dir = session.dir().unwrap().to_owned();
        go(&dir);
        let words = told(&look(&mut session));
        assert!(
            words.contains("What you typed is kept here") || words.contains("what you typed is kept here"),
            "{name}: {words}"
        );
        assert_eq!(session.problems().iter().map(|problem| problem.kept_as).collect::<Vec<_>>(), [Kept::Gone], "{name}");
        change(&mut session, id, |party| party.note = "Ours".to_owned());
        assert!(session.save().is_err(), "{name}");
        assert_eq!(look(&mut session), News::default(), "{name}: said once");
        come(&dir);
        assert_eq!(told(&look(&mut session)), "The folder is back.", "{name}");
        assert_eq!(session.problems(), [], "{name}");
        session.save().unwrap();
        assert_eq!(party(&session, id).note, "Ours", "{name}");
        settled(session);
    }
}

fn another_in_its_place(dir: &Path) {
    fs::rename(dir, dir.with_extension("away")).unwrap();
    drop(Store::open(dir, Uuid::from_u128(2)).unwrap());
}

#[test]
fn a_damaged_file_keeps_its_records_open_to_read_until_it_is_mended() {
    let (_dir, mut session, id) = one_party();
    let file = file(&session, id);
    let good = fs::read_to_string(&file).unwrap();
    change(&mut session, id, |party| party.note = "Ours".to_owned());
    fs::write(&file, &good[..good.len() / 2]).unwrap();
    let said = look(&mut session).words;
    assert!(said.iter().any(|words| words.contains("is damaged: see the page Problems")), "{said:?}");
    assert_eq!(session.problems()[0].kept_as, Kept::SetAside);
    assert_eq!(party(&session, id).note, "Ours");
    assert!(session.save().is_err());
    assert_eq!(fs::read_to_string(&file).unwrap(), good[..good.len() / 2], "what another program wrote stays");
    fs::write(&file, good.replace("\"Ukraine\"", "\"Mended\"")).unwrap();
    look(&mut session);
    assert_eq!(session.problems(), []);
    session.save().unwrap();
    assert_eq!((party(&session, id).name.as_str(), party(&session, id).note.as_str()), ("Mended", "Ours"));
    settled(session);
}

#[test]
fn a_damaged_file_that_somebody_removes_is_written_again() {
    let (_dir, mut session, id) = one_party();
    let file = file(&session, id);
    fs::write(&file, "(").unwrap();
    look(&mut session);
    fs::remove_file(&file).unwrap();
    look(&mut session);
    session.save().unwrap();
    assert!(file.exists());
    settled(session);
}

#[test]
fn a_file_that_a_newer_version_writes_meanwhile_is_only_to_be_read() {
    let (_dir, mut session, id) = one_party();
    replace(&file(&session, id), "format: 1", "format: 99");
    look(&mut session);
    assert_eq!(session.problems()[0].kept_as, Kept::ReadOnly);
    let mut changed = party(&session, id);
    changed.note = "Ours".to_owned();
    assert!(session.perform(Proposal::put("change party", changed)).is_err());
    let workspace = session.dir().unwrap().join("workspace.ron");
    replace(&workspace, "format: 1", "format: 99");
    look(&mut session);
    assert!(matches!(session.access(), Access::ReadOnly { why } if why.contains("newer version")));
    replace(&workspace, "format: 99", "format: 1");
    look(&mut session);
    assert_eq!(*session.access(), Access::Writable);
}

#[cfg(unix)]
#[test]
fn whatever_takes_the_place_of_a_file_is_set_aside_and_the_records_stay() {
    use std::os::unix::fs::symlink;
    type Make = fn(&Path);
    let makes: [(&str, Make); 4] = [
        ("a folder", |file| fs::create_dir(file).unwrap()),
        ("a pipe", |file| {
            rustix::fs::mknodat(rustix::fs::CWD, file, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).unwrap();
        }),
        ("a link in a circle", |file| symlink(file.file_name().unwrap(), file).unwrap()),
        ("a link to nowhere", |file| symlink("nowhere", file).unwrap()),
    ];
    for (name, make) in makes {
        let (_dir, mut session, id) = one_party();
        let file = file(&session, id);
        let bytes = fs::read(&file).unwrap();
        change(&mut session, id, |party| party.note = "Ours".to_owned());
        fs::remove_file(&file).unwrap();
        make(&file);
        let kind = fs::symlink_metadata(&file).unwrap().file_type();
        look(&mut session);
        assert_eq!(session.problems().iter().map(|problem| problem.kept_as).collect::<Vec<_>>(), [Kept::SetAside], "{name}");
        assert!(session.save().is_err(), "{name}");
        assert_eq!(fs::symlink_metadata(&file).unwrap().file_type(), kind, "{name} stays");
        assert_eq!(party(&session, id).note, "Ours", "{name}");
        if kind.is_dir() {
            fs::remove_dir(&file).unwrap();
        } else {
            fs::remove_file(&file).unwrap();
        }
        fs::write(&file, bytes).unwrap();
        look(&mut session);
        session.save().unwrap();
        assert_eq!(party(&session, id).note, "Ours", "{name}");
        settled(session);
    }
}

#[test]
fn a_change_is_seen_whatever_the_clocks_say() {
    let (_dir, mut session, id) = one_party();
    let file = file(&session, id);
    let times = [0, 4_000_000_000, 1_770_000_000, 1_000_000_000];
    for (number, seconds) in (0..).zip(times.into_iter().chain(times)) {
        let name = format!("Party {number}");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace(&format!("{:?}", party(&session, id).name), &format!("{name:?}"))).unwrap();
        let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
        look(&mut session);
        assert_eq!(party(&session, id).name, name, "with a file of {seconds}");
    }
    settled(session);
}

#[test]
fn a_file_that_is_renamed_or_gets_another_case_is_the_same_record() {
    let (_dir, mut session, id) = one_party();
    let from = file(&session, id);
    for name in ["UKRAINE.ron", "Ukraine.ron", "deep/er.ron"] {
        let to = session.dir().unwrap().join("parties").join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(file(&session, id), &to).unwrap();
        assert!(look(&mut session).words.is_empty());
        assert_eq!(file(&session, id), to);
    }
    assert!(!from.exists() && session.workspace().bin.is_empty());
    change(&mut session, id, |party| party.note = "Ours".to_owned());
    session.save().unwrap();
    settled(session);
}

#[test]
fn a_copy_of_a_file_is_told_and_changes_nothing() {
    let (_dir, mut session, id) = one_party();
    let copy = session.dir().unwrap().join("parties/copy.ron");
    fs::copy(file(&session, id), &copy).unwrap();
    look(&mut session);
    assert_eq!(session.problems().iter().map(|problem| problem.kept_as).collect::<Vec<_>>(), [Kept::SetAside]);
    fs::remove_file(copy).unwrap();
    look(&mut session);
    assert_eq!(session.problems(), []);
    settled(session);
}

#[test]
fn a_second_copy_follows_the_first_and_takes_over_when_that_is_closed() {
    let (dir, mut first, id) = one_party();
    let mut second = open(&dir.path().join("record"));
    assert!(matches!(second.access(), Access::ReadOnly { .. }));
    change(&mut first, id, |party| party.name = "Renamed".to_owned());
    first.save().unwrap();
    assert_eq!(told(&look(&mut second)), "Changed outside: 1 party.");
    assert_eq!(party(&second, id).name, "Renamed");
    assert!(matches!(second.access(), Access::ReadOnly { .. }));
    change(&mut first, id, |party| party.note = "At last".to_owned());
    first.save().unwrap();
    drop(first);
    assert_eq!(told(&look(&mut second)), "Changed outside: 1 party. The folder is free: changes can be made here now.");
    change(&mut second, id, |party| party.note.push_str(" ours"));
    second.save().unwrap();
    let third = open(&dir.path().join("record"));
    assert!(matches!(third.access(), Access::ReadOnly { .. }), "and keeps the folder from others");
    drop(third);
    settled(second);
}

#[test]
fn what_another_program_wrote_when_a_save_was_killed_is_told_at_the_next_start() {
    let (_dir, session, id) = one_party();
    let (dir, path) = (session.dir().unwrap().to_owned(), file(&session, id));
    let theirs = fs::read_to_string(&path).unwrap().replace("Ukraine", "Theirs");
    drop(session);
    // Between the exchange and the look at what came out: it has the name of what nobody has looked at.
    let left = path.with_file_name(".rapporteur-0000000000000000.old");
    fs::write(&left, theirs).unwrap();
    let session = open(&dir);
    assert!(!left.exists());
    let [problem] = session.problems() else { panic!("{:?}", session.problems()) };
    assert_eq!(problem.kept_as, Kept::SetAside);
    assert!(problem.file.to_string_lossy().contains("displaced"), "{problem:?}");
    assert!(fs::read_to_string(dir.join(&problem.file)).unwrap().contains("Theirs"));
    assert_eq!(party(&session, id).name, "Ukraine");
}
