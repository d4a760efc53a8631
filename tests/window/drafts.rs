//! What is typed and not put in: it comes back after any end, goes with what it belongs to, and is asked about where it cannot be
//! kept.

use crate::support::{ASKED_TO_END, Drive, copying, now, reaching_in, settle, two_parties};
use egui::{Event, Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::{Harness, kittest::Queryable};
use rapporteur::app::App;
use rapporteur::model::{NegotiationId, Record, RecordId, RoundId, When};
use rapporteur::session::{Fixed, New, Session};
use rapporteur::store::Store;
use rapporteur::ui::{Action, Command, Page};
use std::path::PathBuf;
use uuid::Uuid;

type Window = Harness<'static, App>;

/// A record on disk with two rounds, and a place for what the machine knows of it.
struct Desk {
    home: tempfile::TempDir,
    negotiation: NegotiationId,
    rounds: [RoundId; 2],
}

impl Desk {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let (small, negotiation, ..) = two_parties();
        let opened = Store::open(&home.path().join("record"), Uuid::from_u128(1)).unwrap();
        let mut session = Session::open(opened, Box::new(Fixed::at(now())), "Test");
        let all: Vec<Record> = small.workspace().ids().filter_map(|id| small.workspace().get(id)).collect();
        session.perform(rapporteur::session::Proposal { label: "begin".to_owned(), puts: all, gesture: None }).unwrap();
        let rounds = [1, 2].map(|day| {
            let when = When::Day(chrono::NaiveDate::from_ymd_opt(2026, 2, day).unwrap());
            match session.create(New::Round { negotiation, when }).unwrap() {
                RecordId::Round(round) => round,
                other => unreachable!("not a round: {other:?}"),
            }
        });
        session.save().unwrap();
        Self { home, negotiation, rounds }
    }

    fn state(&self) -> PathBuf {
        self.home.path().join("state")
    }

    /// A window on it, with the text that is copied in it.
    fn window(&self, page: Page) -> Window {
        let opened = Store::open(&self.home.path().join("record"), Uuid::from_u128(1)).unwrap();
        let session = Session::open(opened, Box::new(Fixed::at(now())), "Test");
        let mut window = reaching_in(session, page, copying().0, Some(self.state()));
        settle(&mut window);
        window
    }

    /// All bytes of the drafts.
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for folder in std::fs::read_dir(self.state().join("drafts")).into_iter().flatten().map(Result::unwrap) {
            for file in std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
                bytes.extend(std::fs::read(file.path()).unwrap());
            }
        }
        bytes
    }

    fn holds(&self, words: &str) -> bool {
        String::from_utf8_lossy(&self.bytes()).contains(words)
    }
}

/// Ends a window as a kill does: nothing of it is saved any more.
fn kill(window: Window) {
    std::mem::forget(window);
}

/// As many frames as it takes until what was typed is kept, and what is being written is written.
fn wait(window: &mut Window) {
    window.run_steps(8);
    settle(window);
}

fn go(window: &mut Window, page: Page) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Go(page), &ctx);
    window.run();
}

fn type_line(window: &mut Window, text: &str) {
    window.get_by_label("Quick line").focus();
    window.run();
    window.write(text);
}

fn value(window: &Window, label: &str) -> String {
    use egui_kittest::kittest::NodeT as _;
    window.get_by_label(label).accesskit_node().value().unwrap_or_default()
}

/// Frees the lock that a killed window's process would have freed.
fn free(desk: &Desk) {
    {
        let lock = desk.home.path().join("record/.lock");
        std::fs::remove_file(lock).unwrap();
    }
    for folder in std::fs::read_dir(desk.state().join("drafts")).unwrap().map(Result::unwrap) {
        std::fs::remove_file(folder.path().join(".lock")).unwrap();
    }
}

#[test]
fn unsent_lines_come_back_each_to_its_place_and_go_when_they_are_sent_or_emptied() {
    let desk = Desk::new();
    let [first, second] = desk.rounds;
    let mut window = desk.window(Page::Round(first));
    type_line(&mut window, "ua demand: of the first");
    go(&mut window, Page::Round(second));
    assert_eq!(value(&window, "Quick line"), "");
    type_line(&mut window, "ru offer: of the second");
    go(&mut window, Page::Statements(desk.negotiation));
    type_line(&mut window, "ua comment: between rounds");
    wait(&mut window);
    kill(window);
    free(&desk);

    let mut window = desk.window(Page::Round(second));
    assert!(window.shows("3 texts that you had begun came back"));
    assert_eq!(value(&window, "Quick line"), "ru offer: of the second");
    go(&mut window, Page::Round(first));
    assert_eq!(value(&window, "Quick line"), "ua demand: of the first");
    window.get_by_label("Quick line").focus();
    window.run();
    window.press_ctrl(Key::A);
    window.press(Key::Backspace);
    go(&mut window, Page::Statements(desk.negotiation));
    assert_eq!(value(&window, "Quick line"), "ua comment: between rounds");
    wait(&mut window);
    assert!(!desk.holds("of the first") && desk.holds("of the second") && desk.holds("between rounds"));
    drop(window);

    let window = desk.window(Page::Round(first));
    assert!(window.shows("2 texts that you had begun came back"));
    assert_eq!(value(&window, "Quick line"), "");
}

#[test]
fn a_field_half_filled_comes_back_and_counts_only_when_the_user_says_so() {
    let desk = Desk::new();
    let [first, _] = desk.rounds;
    let mut window = desk.window(Page::Round(first));
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Select(Some(first.into()), Some("when".to_owned())), &ctx);
    window.run();
    window.press_ctrl(Key::A);
    window.write("5 February 2026");
    wait(&mut window);
    kill(window);
    free(&desk);

    let mut window = desk.window(Page::Round(first));
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Select(Some(first.into()), None), &ctx);
    window.run();
    let day = |window: &Window| window.state().session().workspace().rounds[&first].schedule.when.words();
    assert_eq!(day(&window), "1 February 2026");
    assert!(window.shows("Typed before and not in the record yet"));
    window.state_mut().perform(Action::Select(Some(first.into()), Some("when".to_owned())), &ctx);
    window.run();
    window.press(Key::Enter);
    assert_eq!(day(&window), "5 February 2026");
    wait(&mut window);
    assert!(!desk.holds("5 February 2026"), "it is in the record now");
}

#[test]
fn a_round_and_an_issue_that_were_begun_come_back() {
    let desk = Desk::new();
    let mut window = desk.window(Page::Rounds(desk.negotiation));
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Place").focus();
    window.run();
    window.write("Istanbul");
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Run(Command::NewIssue), &ctx);
    window.run();
    window.write("Prisoners");
    wait(&mut window);
    kill(window);
    free(&desk);
    let mut window = desk.window(Page::Rounds(desk.negotiation));
    use egui_kittest::kittest::NodeT as _;
    let place = window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Place").accesskit_node().value();
    assert_eq!(place.as_deref(), Some("Istanbul"));
    go(&mut window, Page::Issues(desk.negotiation));
    let name = window.get_by_role_and_label(egui::accesskit::Role::TextInput, "New issue").accesskit_node().value();
    assert_eq!(name.as_deref(), Some("Prisoners"));
}

#[test]
fn a_line_of_notes_and_the_text_of_a_source_that_were_begun_come_back() {
    let desk = Desk::new();
    let mut window = desk.window(Page::Overview(desk.negotiation));
    window.press_ctrl(Key::M);
    window.write("2");
    window.write("They are about to sign");
    wait(&mut window);
    let notes = window.state().session().workspace().sources.keys().next_back().copied().unwrap();
    go(&mut window, Page::Reading(notes));
    window.get_by_label("Text of the source").focus();
    window.run();
    window.write("Half a text");
    wait(&mut window);
    assert!(window.state_mut().save_all());
    kill(window);
    free(&desk);
    let mut window = desk.window(Page::Notes(notes));
    assert!(window.shows("2 texts that you had begun came back"));
    assert_eq!(value(&window, "Line of notes"), "They are about to sign");
    let seats = &window.state().session().workspace().negotiations[&desk.negotiation].seats;
    let floor = window.state().session().workspace().parties[&seats[1].party].short.clone();
    assert!(window.query_by_label(&floor).is_some(), "who had the floor has it");
    go(&mut window, Page::Reading(notes));
    assert_eq!(value(&window, "Text of the source"), "Half a text");
    // What was begun in another source stays there.
    window.press_ctrl(Key::Num2);
    go(&mut window, Page::Reading(notes));
    assert_eq!(value(&window, "Text of the source"), "Half a text");
}

fn field(window: &Window, label: &str) -> String {
    use egui_kittest::kittest::NodeT as _;
    let node = window.get_by_role_and_label(egui::accesskit::Role::TextInput, label);
    node.accesskit_node().value().unwrap_or_default()
}

/// Puts the focus into a field of the inspector.
fn enter(window: &mut Window, label: &str) {
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, label).focus();
    window.run();
}

#[test]
fn a_statement_that_was_begun_comes_back_with_what_is_half_typed_in_it() {
    let desk = Desk::new();
    let [first, _] = desk.rounds;
    let mut window = desk.window(Page::Round(first));
    window.press_ctrl(Key::E);
    wait(&mut window);
    assert!(!desk.holds("statement"), "nothing was filled in");
    use egui_kittest::kittest::NodeT as _;
    let text = |window: &Window| {
        let node = window.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "Text");
        node.accesskit_node().value().unwrap_or_default()
    };
    window.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "Text").focus();
    window.run();
    window.write("US must watch the ceasefire");
    enter(&mut window, "Kind");
    window.write("offer");
    window.press(Key::Enter);
    enter(&mut window, "Party");
    window.write("ukr");
    wait(&mut window);
    kill(window);
    free(&desk);

    let mut window = desk.window(Page::Round(first));
    assert!(window.shows("1 text that you had begun came back"));
    assert!(window.shows("Not in the record yet: a party is missing."));
    assert_eq!(text(&window), "US must watch the ceasefire");
    assert_eq!(field(&window, "Party"), "ukr");
    enter(&mut window, "Party");
    window.press(Key::Enter);
    window.press(Key::Enter);
    let said = window.state().session().workspace().statements.values().next().cloned().unwrap();
    assert_eq!((said.text.as_str(), said.round), ("US must watch the ceasefire", Some(first)));
    assert_eq!(said.kind, rapporteur::model::StatementKind::Offer);
    wait(&mut window);
    assert!(!desk.holds("US must watch"), "it is in the record now");
}

#[test]
fn a_statement_that_was_begun_is_asked_about_where_it_cannot_be_kept() {
    let desk = Desk::new();
    let first = desk.window(Page::Round(desk.rounds[0]));
    let mut second = desk.window(Page::Round(desk.rounds[0]));
    second.press_ctrl(Key::E);
    assert!(close(&mut second), "there is nothing to lose");
    second.get_by_role_and_label(egui::accesskit::Role::MultilineTextInput, "Text").focus();
    second.run();
    second.write("typed into the form");
    assert!(!close(&mut second));
    assert!(second.shows("open in another window, which keeps its own drafts"));
    assert!(second.query_all_by_label("typed into the form").count() > 0, "and can be copied");
    second.click("Stay");
    drop(first);
}

#[test]
fn an_office_that_was_begun_comes_back() {
    let desk = Desk::new();
    let mut window = desk.window(Page::Directory);
    let person = window.state_mut().session_mut().create(New::Person { name: "Ada".to_owned() }).unwrap();
    let ctx = window.ctx.clone();
    let edit = |window: &mut Window, field: &str| {
        window.state_mut().perform(Action::Select(Some(person), Some(field.to_owned())), &ctx);
        window.run();
    };
    edit(&mut window, "affiliations:new");
    window.press(Key::Tab);
    window.write("Envoy");
    window.press(Key::Tab);
    wait(&mut window);
    drop(window);
    let mut window = desk.window(Page::Directory);
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Select(Some(person), Some("affiliations".to_owned())), &ctx);
    window.run();
    assert_eq!(field(&window, "Office"), "Envoy");
    window.click("Discard this office");
    wait(&mut window);
    assert!(!desk.holds("Envoy"));
}

#[test]
fn what_is_erased_takes_its_drafts_along_to_the_last_byte() {
    let desk = Desk::new();
    let [first, second] = desk.rounds;
    let mut window = desk.window(Page::Round(first));
    type_line(&mut window, "ua demand: qvxcanary");
    wait(&mut window);
    assert!(desk.holds("qvxcanary"));
    go(&mut window, Page::Round(second));
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Delete(first.into()), &ctx);
    wait(&mut window);
    assert!(desk.holds("qvxcanary"), "from the bin it comes back with all that belongs to it");
    let binned = *window.state().session().workspace().bin.keys().next().unwrap();
    window.state_mut().perform(Action::Discard(vec![binned]), &ctx);
    wait(&mut window);
    assert!(!desk.holds("qvxcanary"));
}

#[test]
fn what_cannot_be_read_is_told_and_kept() {
    let desk = Desk::new();
    let mut window = desk.window(Page::Round(desk.rounds[0]));
    type_line(&mut window, "ua demand: begun");
    wait(&mut window);
    drop(window);
    let own = std::fs::read_dir(desk.state().join("drafts")).unwrap().next().unwrap().unwrap().path();
    std::fs::write(own.join("drafts.ron"), "(format: 1, but not much more, begun").unwrap();
    let mut window = desk.window(Page::Round(desk.rounds[0]));
    window.run_steps(100);
    assert!(window.shows("drafts.damaged-1"), "until something else is told");
    assert!(desk.holds("but not much more, begun"));
}

/// Asks the window to close. Whether it does.
fn close(window: &mut Window) -> bool {
    let root = window.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    root.events.push(ViewportEvent::Close);
    window.step();
    let stays =
        window.output().viewport_output.values().any(|viewport| viewport.commands.contains(&ViewportCommand::CancelClose));
    window.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
    window.run();
    !stays
}

#[test]
fn a_second_window_asks_before_it_closes_over_what_would_be_lost() {
    let desk = Desk::new();
    let first = desk.window(Page::Round(desk.rounds[0]));
    let mut second = desk.window(Page::Round(desk.rounds[0]));
    assert!(second.shows("Read-only"));
    assert!(close(&mut second), "there is nothing to lose");
    type_line(&mut second, "ua demand: typed into the second");
    assert!(!close(&mut second));
    assert!(second.shows("open in another window, which keeps its own drafts"));
    assert_eq!(second.query_all_by_label("ua demand: typed into the second").count(), 1, "and can be copied");
    second.click("Stay");
    assert_eq!(value(&second, "Quick line"), "ua demand: typed into the second");
    assert!(!close(&mut second));
    second.get_by_label("Leave without them").click();
    second.step();
    drop(first);
}

#[test]
#[cfg(unix)]
fn in_a_folder_that_cannot_be_written_a_line_is_kept_all_the_same() {
    let desk = Desk::new();
    drop(desk.window(Page::Upcoming));
    let record = desk.home.path().join("record");
    // As on a medium that is write-protected, for root too: what is in the way of the lock is no file.
    std::fs::remove_file(record.join(".lock")).unwrap();
    std::fs::create_dir(record.join(".lock")).unwrap();
    let mut window = desk.window(Page::Round(desk.rounds[0]));
    assert!(window.shows("Read-only"));
    type_line(&mut window, "ua demand: typed where nothing can be saved");
    assert!(close(&mut window), "it comes back, so there is nothing to ask");
    drop(window);
    let window = desk.window(Page::Round(desk.rounds[0]));
    assert_eq!(value(&window, "Quick line"), "ua demand: typed where nothing can be saved");
}

#[test]
fn a_window_that_is_asked_to_end_saves_first_and_asks_nothing() {
    let desk = Desk::new();
    let mut window = desk.window(Page::Round(desk.rounds[0]));
    type_line(&mut window, "ua demand: on its way");
    let id = window.state_mut().session_mut().create(New::Party { name: "Moldova".to_owned() }).unwrap();
    drop(window);
    assert!(desk.holds("on its way"));
    let opened = Store::open_to_read(&desk.home.path().join("record")).unwrap();
    assert!(opened.workspace.contains(id));
}

#[test]
fn a_window_that_is_asked_to_end_takes_in_what_was_typed_before() {
    let desk = Desk::new();
    let mut window = desk.window(Page::Round(desk.rounds[0]));
    let (key, modifiers, physical_key, repeat) = (Key::L, Modifiers::COMMAND, None, false);
    let shortcut = Event::Key { key, physical_key, pressed: true, repeat, modifiers };
    let letters = "ua demand: a moment ago".chars().map(|letter| Event::Text(letter.into()));
    // All of it comes in one frame, and in the same one the system asks.
    window.input_mut().events.extend(std::iter::once(shortcut).chain(letters));
    ASKED_TO_END.set(true);
    let closes = |window: &Window| {
        let all = window.output().viewport_output.values();
        all.flat_map(|viewport| &viewport.commands).any(|command| *command == ViewportCommand::Close)
    };
    let ends = (0..20).any(|_| {
        window.step();
        closes(&window)
    });
    ASKED_TO_END.set(false);
    kill(window);
    assert!(ends, "it does not wait for ever");
    assert!(desk.holds("ua demand: a moment ago"));
}

/// What the tests of this file stand on: a window that was killed has written nothing at its end.
#[test]
fn a_kill_ends_without_a_last_save() {
    let desk = Desk::new();
    let mut window = desk.window(Page::Round(desk.rounds[0]));
    type_line(&mut window, "typed a moment ago");
    kill(window);
    assert!(!desk.holds("typed a moment ago"));
}

#[test]
fn the_cursor_stands_at_the_end_of_a_line_that_comes_back() {
    let desk = Desk::new();
    let [first, _] = desk.rounds;
    let mut window = desk.window(Page::Round(first));
    type_line(&mut window, "ua demand: peace");
    wait(&mut window);
    kill(window);
    free(&desk);
    let mut window = desk.window(Page::Round(first));
    window.press_ctrl(Key::L);
    window.write(" now");
    assert_eq!(value(&window, "Quick line"), "ua demand: peace now");
}
