//! The history in the window, on a real folder: versions in words, one field, one statement, a whole round brought back, as edits
//! that can be undone.

use crate::support::{Drive as _, comes_to_rest, look, now, window, window_of};
use chrono::{DateTime, TimeDelta, Utc};
use egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{NegotiationId, Record, RecordId, RoundId, StatementId, When, Workspace};
use rapporteur::session::{New, Proposal, Session, Surroundings};
use rapporteur::store::{Store, sample::SampleCopy};
use rapporteur::ui::Page;
use std::path::Path;
use std::sync::{Arc, Mutex};
use uuid::Uuid;

type Window = Harness<'static, App>;

/// A clock that the test moves, and counted ids.
#[derive(Clone)]
struct Clock(Arc<Mutex<(DateTime<Utc>, u64)>>);

impl Clock {
    fn new() -> Self {
        Self(Arc::new(Mutex::new((now(), 0))))
    }

    fn pass(&self, time: TimeDelta) {
        self.0.lock().unwrap().0 += time;
    }
}

impl Surroundings for Clock {
    fn now(&self) -> DateTime<Utc> {
        self.0.lock().unwrap().0
    }

    fn id(&mut self) -> Uuid {
        let mut inner = self.0.lock().unwrap();
        inner.1 += 1;
        let millis = u64::try_from(inner.0.timestamp_millis()).unwrap();
        let mut rest = [0_u8; 10];
        rest[2..].copy_from_slice(&inner.1.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(millis, &rest).into_uuid()
    }
}

fn open(dir: &Path, clock: &Clock) -> Session {
    let opened = Store::open(dir, Uuid::from_u128(7)).unwrap();
    Session::open(opened, Box::new(clock.clone()), "Ada")
}

fn workspace(window: &Window) -> &Workspace {
    window.state().session().workspace()
}

/// What is done becomes a version of its own, an hour after the one before.
fn keep(window: &mut Window, clock: &Clock) {
    assert!(window.state_mut().keep_all(), "it is saved and kept");
    clock.pass(TimeDelta::hours(1));
    window.run();
}

fn go(window: &mut Window, page: Page) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(rapporteur::ui::Action::Go(page), &ctx);
    settle(window);
}

/// Until the history has answered.
fn settle(window: &mut Window) {
    window.run();
    assert!(window.state_mut().keep_all());
    window.run();
    assert!(window.state_mut().keep_all());
    window.run();
}

fn put(window: &mut Window, label: &str, record: impl Into<Record>) {
    window.state_mut().session_mut().perform(Proposal::put(label, record)).unwrap();
}

/// A round with two statements in a negotiation of two parties, kept as one version.
struct Talks {
    window: Window,
    clock: Clock,
    negotiation: NegotiationId,
    round: RoundId,
    first: StatementId,
    second: StatementId,
}

fn talks(dir: &Path) -> Talks {
    let clock = Clock::new();
    let mut window = window(open(dir, &clock), Page::Upcoming);
    // The history begins with the empty folder.
    assert!(window.state_mut().keep_all());
    let session = window.state_mut().session_mut();
    let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: "Border talks".to_owned() }).unwrap()
    else {
        unreachable!()
    };
    let [ukraine, russia] = ["Ukraine", "Russia"].map(|name| {
        let RecordId::Party(party) = session.create(New::Party { name: name.to_owned() }).unwrap() else { unreachable!() };
        party
    });
    let day = When::Day("2026-01-23".parse().unwrap());
    let Record::Round(mut round) = session.draft(New::Round { negotiation, when: day }) else { unreachable!() };
    round.title = "Second round".to_owned();
    session.perform(Proposal::put("add round", round.clone())).unwrap();
    let [first, second] = [(ukraine, "The UN must watch the ceasefire"), (russia, "No foreign troops")].map(|(party, text)| {
        let new = New::Statement { negotiation, round: Some(round.id), party, issue: None, text: text.to_owned() };
        let RecordId::Statement(id) = session.create(new).unwrap() else { unreachable!() };
        id
    });
    keep(&mut window, &clock);
    Talks { window, clock, negotiation, round: round.id, first, second }
}

impl Talks {
    fn city(&mut self, city: &str) {
        let mut round = workspace(&self.window).rounds[&self.round].clone();
        round.venue.city = city.to_owned();
        put(&mut self.window, "change city", round);
        keep(&mut self.window, &self.clock);
    }

    fn delete(&mut self, id: impl Into<RecordId>) {
        let ctx = self.window.ctx.clone();
        self.window.state_mut().perform(rapporteur::ui::Action::Delete(id.into()), &ctx);
        keep(&mut self.window, &self.clock);
    }
}

#[test]
fn three_versions_of_a_field_in_words_and_one_of_them_restored_and_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut talks = talks(&folder.path().join("record"));
    for city in ["Abu Dhabi", "Geneva", "Istanbul"] {
        talks.city(city);
    }
    let (round, mut window) = (talks.round, talks.window);
    go(&mut window, Page::Round(round));
    window.state_mut().session_mut();
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::H);
    settle(&mut window);
    assert_eq!(*window.state().page(), Page::History(Some(round.into())));
    assert!(window.shows("Earlier versions") && window.shows("Second round"));
    for line in ["Where: Geneva → Istanbul", "Where: Abu Dhabi → Geneva", "Where: Abu Dhabi", "26 Jan 2026, 13:00 · Ada"] {
        assert!(window.shows(line), "{line}");
    }
    look(&mut window, "history-field");
    // The version in which it became Geneva: Abu Dhabi before.
    window.query_all_by_label_contains("Where: Abu Dhabi → Geneva").next().unwrap().click();
    window.run();
    window.click("Restore Where as before");
    assert_eq!(workspace(&window).rounds[&round].venue.city, "Abu Dhabi");
    assert!(window.shows("Undo takes it back"));
    window.press_ctrl(Key::Z);
    assert_eq!(workspace(&window).rounds[&round].venue.city, "Istanbul");
    // Kept before the next step, whenever the window saves by itself.
    settle(&mut window);
    // And the whole version.
    window.click("Restore this version");
    assert_eq!(workspace(&window).rounds[&round].venue.city, "Geneva");
    settle(&mut window);
    look(&mut window, "history-restored");
    assert!(window.shows("Where: Istanbul → Geneva"), "what was restored is a version, too");
}

#[test]
fn a_version_can_be_compared_with_now() {
    let folder = tempfile::tempdir().unwrap();
    let mut talks = talks(&folder.path().join("record"));
    talks.city("Abu Dhabi");
    talks.city("Geneva");
    let (round, mut window) = (talks.round, talks.window);
    go(&mut window, Page::History(Some(round.into())));
    window.query_all_by_label_contains("Where: Abu Dhabi, ").next().unwrap().click();
    window.run();
    window.click("Compare with: Now");
    assert!(window.shows("Changed since"));
    look(&mut window, "history-now");
    window.click("Restore Where as in this version");
    assert_eq!(workspace(&window).rounds[&round].venue.city, "Abu Dhabi");
    assert!(window.shows("It is now as it was in this version"));
}

#[test]
fn a_statement_that_was_deleted_is_brought_back_from_its_round() {
    let folder = tempfile::tempdir().unwrap();
    let mut talks = talks(&folder.path().join("record"));
    let before = workspace(&talks.window).statements[&talks.second].clone();
    talks.delete(talks.second);
    let mut window = talks.window;
    go(&mut window, Page::History(Some(talks.round.into())));
    assert!(window.shows("Deleted · Russia: No foreign troops"));
    // Older than the deletion.
    window.query_all_by_label_contains("Added · 2 statements added").next().unwrap().click();
    window.run();
    look(&mut window, "history-held");
    window.click("Bring back Russia: No foreign troops");
    settle(&mut window);
    let after = &workspace(&window).statements[&talks.second];
    assert_eq!((&after.text, after.round, after.stamp.created), (&before.text, before.round, before.stamp.created));
    assert!(workspace(&window).bin.is_empty(), "it left the bin");
    window.press_ctrl(Key::Z);
    assert!(!workspace(&window).statements.contains_key(&talks.second));
    assert_eq!(workspace(&window).bin.len(), 1);
}

#[test]
fn a_round_that_is_gone_for_good_comes_back_with_all_it_held() {
    let folder = tempfile::tempdir().unwrap();
    let mut talks = talks(&folder.path().join("record"));
    let before = workspace(&talks.window).clone();
    talks.delete(talks.round);
    let entries: Vec<_> = workspace(&talks.window).bin.keys().copied().collect();
    let ctx = talks.window.ctx.clone();
    talks.window.state_mut().perform(rapporteur::ui::Action::Discard(entries), &ctx);
    keep(&mut talks.window, &talks.clock);
    let mut window = talks.window;
    go(&mut window, Page::History(None));
    assert!(window.shows("Deleted for good · Second round"));
    look(&mut window, "history-for-good");
    window.click("Bring it back with all it held: Second round");
    assert_eq!(workspace(&window).rounds[&talks.round].title, "Second round");
    assert_eq!(workspace(&window).statements.len(), 2);
    window.press_ctrl(Key::Z);
    assert!(workspace(&window).rounds.is_empty());
    // One statement alone brings its round with it.
    go(&mut window, Page::History(Some(talks.first.into())));
    window.click("Bring it back");
    settle(&mut window);
    assert_eq!(workspace(&window).rounds[&talks.round].title, before.rounds[&talks.round].title);
    assert_eq!(workspace(&window).statements.keys().collect::<Vec<_>>(), [&talks.first]);
    assert!(window.shows("Brought back the statement and 1 other record"));
}

#[test]
fn everything_that_was_done_can_be_filtered_and_opened() {
    let folder = tempfile::tempdir().unwrap();
    let mut talks = talks(&folder.path().join("record"));
    talks.city("Abu Dhabi");
    talks.window.state_mut().session_mut().set_author("Bo");
    talks.city("Geneva");
    let mut window = talks.window;
    go(&mut window, Page::History(None));
    assert!(window.shows("Where: Abu Dhabi → Geneva · Second round") && window.shows("Bo"));
    look(&mut window, "history-all");
    window.get_by_label("Words").focus();
    window.run();
    window.write("troops");
    settle(&mut window);
    assert!(!window.shows("Where: Abu Dhabi → Geneva"));
    assert!(window.shows("1 statement added") || window.shows("Added · Russia: No foreign troops"));
    window.press_ctrl(Key::A);
    window.write("no such words");
    settle(&mut window);
    assert!(window.shows("Nothing fits"));
    window.click("Show everything");
    settle(&mut window);
    assert!(window.shows("Where: Abu Dhabi → Geneva"));
    window.click("Open Second round");
    assert_eq!(*window.state().page(), Page::Round(talks.round));
    let _ = talks.negotiation;
}

#[test]
fn versions_are_there_when_the_record_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let mut talks = talks(&dir);
    talks.city("Geneva");
    let (round, clock) = (talks.round, talks.clock.clone());
    drop(talks);
    let mut window = window(open(&dir, &clock), Page::Upcoming);
    go(&mut window, Page::History(Some(round.into())));
    assert!(window.shows("Where: Geneva") && window.shows("2 statements added"));
}

#[test]
fn what_another_program_changed_meanwhile_is_kept_at_opening() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let mut talks = talks(&dir);
    talks.city("Geneva");
    let (round, clock) = (talks.round, talks.clock.clone());
    let file = dir.join(talks.window.state().session().file_of(round.into()).unwrap());
    drop(talks);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("Geneva", "Istanbul")).unwrap();
    let mut window = window(open(&dir, &clock), Page::Upcoming);
    go(&mut window, Page::History(Some(round.into())));
    assert!(window.shows("Where: Geneva → Istanbul"));
    assert!(window.shows("Changed outside Rapporteur"));
}

#[test]
fn what_another_program_changes_beside_the_open_window_is_seen_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let mut talks = talks(&dir);
    talks.city("Geneva");
    let (round, mut window) = (talks.round, talks.window);
    let file = dir.join(window.state().session().file_of(round.into()).unwrap());
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("Geneva", "Istanbul")).unwrap();
    // The watch wakes the window by itself; nothing is pressed.
    let seen = (0..5_000).any(|_| {
        window.step();
        workspace(&window).rounds[&round].venue.city == "Istanbul"
    });
    assert!(seen, "the window never saw it");
    window.step();
    go(&mut window, Page::History(Some(round.into())));
    assert!(window.shows("Where: Geneva → Istanbul"));
    assert!(window.shows("Changed outside Rapporteur"));
}

/// Puts nonsense into every file of a folder.
fn spoil(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            spoil(&path);
        } else {
            // Git's own files are write-protected.
            std::fs::remove_file(&path).unwrap();
            std::fs::write(&path, "nonsense").unwrap();
        }
    }
}

#[test]
fn a_history_that_is_damaged_is_said_and_the_work_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let mut talks = talks(&dir);
    talks.city("Geneva");
    let (round, clock) = (talks.round, talks.clock.clone());
    drop(talks);
    spoil(&dir.join(".git/objects"));
    let mut window = window(open(&dir, &clock), Page::Upcoming);
    settle(&mut window);
    go(&mut window, Page::History(Some(round.into())));
    look(&mut window, "history-damaged");
    assert!(window.shows("The history is damaged"));
    let mut changed = workspace(&window).rounds[&round].clone();
    changed.venue.city = "Istanbul".to_owned();
    put(&mut window, "change city", changed);
    settle(&mut window);
    assert!(window.shows("Where: Geneva → Istanbul"), "a new history has begun");
}

#[test]
fn a_record_in_memory_says_that_it_has_no_history() {
    let mut window = window(crate::support::empty(), Page::History(None));
    assert!(window.shows("No history"));
    look(&mut window, "history-none");
    let mut window = window_of(crate::support::empty(), Page::History(None), [1280.0, 800.0], ThemeChoice::Dark);
    look(&mut window, "history-none-dark");
}

#[test]
fn a_window_on_a_history_that_is_left_alone_draws_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut talks = talks(&folder.path().join("record"));
    talks.city("Geneva");
    let mut window = talks.window;
    for page in [Page::History(None), Page::History(Some(talks.round.into()))] {
        go(&mut window, page.clone());
        assert!(comes_to_rest(&mut window), "{page:?}");
    }
}

#[test]
fn every_control_of_the_page_is_reached_by_tab_and_has_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut talks = talks(&folder.path().join("record"));
    talks.city("Geneva");
    let mut window = talks.window;
    go(&mut window, Page::History(Some(talks.round.into())));
    let mut stops = Vec::new();
    for _ in 0..60 {
        window.press(Key::Tab);
        let focused = window.root().children_recursive().find(|node| node.accesskit_node().is_focused_in_tree());
        let label = focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default();
        stops.push(label);
    }
    for name in [
        "Open it",
        "Everything that was done",
        "Also what belongs to this round",
        "Where: Geneva, 26 Jan 2026, 11:00 · Ada",
        "Restore Where as before",
    ] {
        assert!(stops.iter().any(|stop| stop == name), "{name} is not among {stops:#?}");
    }
    // The choices of a kind are one stop; the arrows lead to the others.
    assert!(stops.iter().any(|stop| stop.starts_with("Compare with: ")), "{stops:#?}");
    assert!(stops.iter().all(|stop| !stop.is_empty()), "{stops:#?}");
    // The arrows choose a version.
    window.query_all_by_label_contains("Where: Geneva, ").next().unwrap().focus();
    window.run();
    window.press(Key::ArrowDown);
    assert!(window.query_all_by_label("Added").next().is_some(), "the older one is chosen");
}

#[test]
fn a_byte_that_was_flipped_in_the_past_is_noticed_and_told_among_the_problems() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let mut talks = talks(&dir);
    for city in ["Abu Dhabi", "Geneva"] {
        talks.city(city);
    }
    let clock = talks.clock.clone();
    drop(talks);
    flip_one(&dir.join(".git/objects"));
    let mut window = window(open(&dir, &clock), Page::Problems);
    // Every object is read beside the window; it takes the time that it takes.
    while !window.shows("damaged") {
        window.step();
    }
    look(&mut window, "history-flipped");
    assert!(window.shows("1 problem"), "the status line counts it");
    window.state_mut().session_mut().create(New::Party { name: "Türkiye".to_owned() }).unwrap();
    assert!(window.state_mut().keep_all(), "and the work goes on");
}

/// Flips a byte of the oldest file of records in a history.
fn flip_one(objects: &Path) {
    let mut files = Vec::new();
    for folder in std::fs::read_dir(objects).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            files.push((std::fs::metadata(&file).unwrap().modified().unwrap(), file));
        }
    }
    files.sort();
    let path = &files.first().unwrap().1;
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::remove_file(path).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_copy_of_the_sample_has_a_history_of_its_own() {
    let folder = SampleCopy::fresh().unwrap();
    let clock = Clock::new();
    clock.pass(TimeDelta::days(300));
    let mut window = window(open(&folder.dir(), &clock), Page::Upcoming);
    keep(&mut window, &clock);
    let said = workspace(&window).statements.values().filter(|one| one.round.is_some()).max_by_key(|one| one.text.len()).unwrap();
    let (id, text) = (said.id, said.text.clone());
    let half = text.split_whitespace().count() / 2;
    let words: Vec<&str> = text.split_whitespace().collect();
    for (label, changed, note) in [
        ("change text", words[..half].join(" "), ""),
        ("change text", text.clone(), ""),
        ("change note", text.clone(), "Compared with the published text"),
    ] {
        let mut said = workspace(&window).statements[&id].clone();
        said.text = changed;
        note.clone_into(&mut said.note);
        put(&mut window, label, said);
        keep(&mut window, &clock);
    }
    go(&mut window, Page::History(Some(id.into())));
    for line in ["Compared with the published text", "taken out, ", "added, ", "Added, "] {
        assert!(window.shows(line), "{line}");
    }
    window.query_all_by_label_contains("added, ").next().unwrap().click();
    window.run();
    look(&mut window, "history-sample");
    assert!(window.shows("Restore this version"));
    assert!(folder.dir().join(".git").is_dir(), "it goes away with the copy");
}

#[test]
fn what_is_erased_is_gone_from_the_history_and_no_undo_brings_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let mut talks = talks(&dir);
    let mut second = workspace(&talks.window).statements[&talks.second].clone();
    second.text = "No foreign troops, said in confidence".to_owned();
    put(&mut talks.window, "change text", second);
    keep(&mut talks.window, &talks.clock);
    let (round, first, second, mut window) = (talks.round, talks.first, talks.second, talks.window);
    go(&mut window, Page::Round(round));
    let ctx = window.ctx.clone();
    window.state_mut().perform(rapporteur::ui::Action::Select(Some(second.into()), None), &ctx);
    window.state_mut().perform(rapporteur::ui::Action::Run(rapporteur::ui::Command::Erase), &ctx);
    window.run();
    assert_eq!(*window.state().page(), Page::Bin);
    assert!(window.shows("gone from every version in the history") && window.shows("backups"));
    look(&mut window, "erase-asked");
    window.click("Erase from the history, too");
    settle(&mut window);
    assert!(window.shows("Erased for good. Not reached"));
    assert!(workspace(&window).bin.is_empty() && !workspace(&window).contains(RecordId::from(second)));
    window.press_ctrl(Key::Z);
    assert!(!workspace(&window).contains(RecordId::from(second)) && workspace(&window).contains(RecordId::from(first)));
    settle(&mut window);
    go(&mut window, Page::History(Some(round.into())));
    assert!(!window.shows("No foreign troops"), "the round's versions do not tell of it");
    drop(window);
    let git = std::process::Command::new("git")
        .args(["-c", "safe.directory=*", "cat-file", "--batch-all-objects", "--batch"])
        .current_dir(&dir)
        .output()
        .unwrap();
    let objects = String::from_utf8_lossy(&git.stdout).into_owned();
    assert!(git.status.success() && objects.contains("The UN must watch") && objects.contains("erase something for good"));
    assert!(!objects.contains("foreign troops"));
}
