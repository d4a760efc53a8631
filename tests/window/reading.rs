//! The reading page: a text is read and recorded by keys alone, and what is recorded is found again in it.

use egui::{Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rapporteur::app::App;
use rapporteur::model::{Record, RecordId, Verification, Who};
use rapporteur::session::{Fixed, New, Proposal, Session};
use rapporteur::store::Store;
use rapporteur::ui::Page;

use crate::support::{Drive, focused, look, window};

const TEXT: &str = "Harbour talks end without a result\n\nThe envoys of both sides met in Bergen. Norwegian Foreign Minister Kari Vik \
                    demanded monitoring of all harbours by June. “We will not open our waters to anybody”, an Icelandic official said. Iceland \
                    reported that Norwegian boats had cut its nets. The newspaper could not independently verify this.";

/// A record with nothing but a negotiation and the text, in a folder.
fn talks(folder: &std::path::Path) -> (Session, Page) {
    talks_about(folder, TEXT)
}

/// The same with another text.
fn talks_about(folder: &std::path::Path, text: &str) -> (Session, Page) {
    let opened = Store::open(folder, uuid::Uuid::from_u128(1)).unwrap();
    let now = "2026-03-02T12:00:00Z".parse().unwrap();
    let mut session = Session::open(opened, Box::new(Fixed::at(now)), "Test");
    let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: "Harbour talks".to_owned() }).unwrap()
    else {
        unreachable!("a negotiation was asked for")
    };
    let Record::Source(mut source) = session.draft(New::Source { negotiation, title: "Harbour article".to_owned() }) else {
        unreachable!("a source was asked for")
    };
    source.text = text.to_owned();
    let id = source.id;
    session.perform(Proposal::put("add source", source)).unwrap();
    (session, Page::Reading(id))
}

/// Types one letter or sign as a keyboard does: the key, and what it writes.
fn sign(window: &mut Harness<'static, App>, sign: &str) {
    let key = Key::from_name(&sign.to_uppercase());
    let event = |key, pressed| egui::Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    window.input_mut().events.extend(key.map(|key| event(key, true)));
    window.input_mut().events.push(egui::Event::Text(sign.to_owned()));
    window.input_mut().events.extend(key.map(|key| event(key, false)));
    window.run();
}

fn down(window: &mut Harness<'static, App>, times: usize) {
    for _ in 0..times {
        window.press(Key::ArrowDown);
    }
}

#[test]
fn two_sentences_are_recorded_by_keys_and_their_passages_are_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let (session, page) = talks(folder.path());
    let mut window = window(session, page);
    assert_eq!(focused(&window).as_deref(), Some("Text"), "the text has the focus on arrival");
    down(&mut window, 2);
    sign(&mut window, "s");
    assert_eq!(focused(&window).as_deref(), Some("What is said of the passage"));
    for words in
        ["Party: Norway (new), proposed", "Kind: Demand, proposed", "Speaker: Kari Vik, Foreign Minister (new), proposed"]
    {
        assert!(window.shows(words), "{words}");
    }
    look(&mut window, "reading_strip");
    window.write("monitoring");
    look(&mut window, "reading_list");
    window.press(Key::Enter);
    assert!(window.shows("Issue: monitoring (new)"));
    window.press(Key::Enter);
    assert_eq!(focused(&window).as_deref(), Some("Text"), "on to the next sentence");
    // The next one is quoted.
    sign(&mut window, "s");
    sign(&mut window, "\"");
    assert!(window.shows("Word for word: The quoted words alone"));
    assert!(window.shows("Party: Iceland (new), proposed"));
    window.press(Key::Enter);
    look(&mut window, "reading_marks");
    assert!(window.state_mut().save_all());
    drop(window);

    let again = Store::open_to_read(folder.path()).unwrap().workspace;
    let statements: Vec<_> = again.statements.values().collect();
    let quotes: Vec<&str> = statements.iter().map(|one| one.passages[0].quote.as_str()).collect();
    assert_eq!(
        quotes,
        [
            "Norwegian Foreign Minister Kari Vik demanded monitoring of all harbours by June.",
            "We will not open our waters to anybody"
        ]
    );
    for one in &statements {
        let passage = &one.passages[0];
        let start = TEXT.char_indices().nth(passage.start as usize).unwrap().0;
        assert!(TEXT[start..].starts_with(&passage.quote));
        assert_eq!(one.sources, [passage.source]);
    }
    assert!(statements[1].verbatim && !statements[0].verbatim);
    assert_eq!(again.issues[&statements[0].issues[0]].name, "monitoring");
    let Some(Who::Described(words)) = &statements[1].speaker else { panic!("in words: {:?}", statements[1].speaker) };
    assert_eq!(words, "Icelandic official");
}

#[test]
fn a_claim_is_an_incident_and_nothing_is_taken_that_was_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let (session, page) = talks(folder.path());
    let mut window = window(session, page);
    down(&mut window, 4);
    sign(&mut window, "i");
    assert!(window.shows("Claimed by: Iceland (new), proposed") && window.shows("Blamed on: Norway (new), proposed"));
    window.write("unv");
    window.press(Key::Enter);
    // What is still proposed goes first, from the last: who could not verify it, then the blame.
    window.press(Key::Backspace);
    window.press(Key::Backspace);
    window.press(Key::Enter);
    let workspace = window.state().session().workspace();
    let incident = workspace.incidents.values().next().unwrap();
    assert_eq!((incident.claimed_by.len(), incident.blamed_on.len()), (1, 0));
    assert_eq!((&incident.verification, incident.verification_note.as_str()), (&Verification::Unverified, ""));
    // Undo is one step, and the key of the page.
    sign(&mut window, "u");
    let workspace = window.state().session().workspace();
    assert!(workspace.incidents.is_empty() && workspace.parties.is_empty());
    // It leads back to the passage.
    sign(&mut window, "i");
    assert!(window.shows("Claimed by: Iceland (new), proposed"));
    window.press(Key::Escape);
}

#[test]
fn marks_are_walked_through_and_the_last_is_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let (session, page) = talks(folder.path());
    let mut window = window(session, page);
    sign(&mut window, "n");
    assert!(window.shows("Nothing is recorded from this text yet"));
    down(&mut window, 2);
    sign(&mut window, "s");
    window.write("monitoring");
    window.press(Key::Enter);
    window.press(Key::Enter);
    sign(&mut window, ".");
    assert!(window.shows("Party: Norway") && window.shows("Issue: monitoring"));
    window.press(Key::Escape);
    assert_eq!(focused(&window).as_deref(), Some("Text"));
    sign(&mut window, "1");
    assert!(window.shows("Party: Norway") && window.shows("Issue: monitoring"));
    window.press(Key::Enter);
    assert_eq!(window.state().session().workspace().statements.len(), 2);
    window.key_press_modifiers(Modifiers::NONE, Key::Home);
    window.run();
    sign(&mut window, "n");
    let first = window.state().session().workspace().statements.keys().next().copied();
    assert_eq!(window.state().selection(), first.map(RecordId::from));
    sign(&mut window, "n");
    assert_ne!(window.state().selection(), first.map(RecordId::from));
}

#[test]
fn a_source_without_a_text_asks_for_one_and_a_command_leads_there() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Store::open(folder.path(), uuid::Uuid::from_u128(1)).unwrap();
    let now = "2026-03-02T12:00:00Z".parse().unwrap();
    let mut session = Session::open(opened, Box::new(Fixed::at(now)), "Test");
    let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: "Harbour talks".to_owned() }).unwrap()
    else {
        unreachable!("a negotiation was asked for")
    };
    let mut window = window(session, Page::Overview(negotiation));
    window.press_ctrl(Key::R);
    assert_eq!(focused(&window).as_deref(), Some("Text of the source"));
    window.event(egui::Event::Paste("One is here. Two is there.".to_owned()));
    window.run();
    assert_eq!(focused(&window).as_deref(), Some("Text"));
    assert!(window.query_by_label("Text of the source").is_none());
    let workspace = window.state().session().workspace();
    assert_eq!(workspace.sources.values().next().unwrap().text, "One is here. Two is there.");
}

#[test]
fn a_round_is_made_from_the_text_with_what_is_said_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let (session, page) = talks(folder.path());
    let mut window = window(session, page);
    // The outcome asks for the round, and makes it.
    sign(&mut window, "o");
    assert!(window.shows("Outcome: No outcome, proposed"));
    window.press(Key::Enter);
    assert!(window.shows("Say which round: type its name or its date, one that is not there yet is made"));
    window.write("Bergen 1");
    assert!(window.shows("new round"));
    look(&mut window, "reading_round");
    window.press(Key::Enter);
    window.write("3 march 2026");
    window.press(Key::Enter);
    assert!(window.shows("Round: Bergen 1, 3 Mar 2026 (new)"));
    window.press(Key::Enter);
    // The next passages are under the same round.
    sign(&mut window, "t");
    window.write("Norway");
    window.press(Key::Enter);
    window.write("@Bergen Berg");
    assert!(window.shows("new person") && !window.shows("new party"));
    window.press(Key::Enter);
    assert!(window.shows("Person: Bergen Berg (new)"));
    window.write("attended");
    window.press(Key::Enter);
    assert!(window.shows("Presence: Attended"));
    window.press(Key::Enter);
    // The date is of another round than the one that the text tells of.
    sign(&mut window, "d");
    window.write("Bergen 2");
    window.press(Key::Enter);
    window.write("5 march 2026");
    window.press(Key::Enter);
    assert!(window.shows("Date announced: 5 Mar 2026"));
    window.press(Key::Enter);
    sign(&mut window, "a");
    assert!(window.shows("Round: Bergen 1"));
    window.press(Key::Enter);
    let workspace = window.state().session().workspace();
    let [round, next] = workspace.rounds.values().collect::<Vec<_>>()[..] else { panic!("two rounds") };
    assert_eq!((round.title.as_str(), round.schedule.when.words().as_str()), ("Bergen 1", "3 March 2026"));
    assert_eq!(round.outcome.passages[0].quote.trim(), "Harbour talks end without a result");
    assert_eq!((round.attendance.len(), round.accounts.len(), next.title.as_str()), (1, 1, "Bergen 2"));
    assert_eq!(next.schedule.announcements[0].when.words(), "5 March 2026");
    assert!(next.schedule.announcements[0].wording.contains("Kari Vik"));
}

#[test]
fn who_could_not_verify_a_claim_is_kept_and_it_means_the_party_before() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Iceland accused Norway of theft. Later, it reported a Norwegian raid. The paper could not verify these reports.";
    let (session, page) = talks_about(folder.path(), text);
    let mut window = window(session, page);
    for _ in 0..2 {
        sign(&mut window, "i");
        look(&mut window, "reading_claim");
        window.press(Key::Enter);
    }
    let workspace = window.state().session().workspace();
    assert_eq!(workspace.incidents.len(), 2);
    for incident in workspace.incidents.values() {
        let names = |all: &[Who]| rapporteur::query::names::who_all(workspace, all);
        assert_eq!((names(&incident.claimed_by), names(&incident.blamed_on)), ("Iceland".to_owned(), "Norway".to_owned()));
        assert_eq!(incident.verification, Verification::Unverified);
        assert_eq!(incident.verification_note, "The paper could not verify these reports.");
    }
}

#[test]
fn where_it_was_is_proposed_from_the_words_and_typed_behind_in() {
    let folder = tempfile::tempdir().unwrap();
    let (session, page) = talks_about(
        folder.path(),
        "A crane burned near Port Royal. Boats were taken at night. They meet again in Oslo on 3 May.",
    );
    let mut window = window(session, page);
    sign(&mut window, "i");
    assert!(window.shows("Where: Port Royal, proposed"));
    look(&mut window, "reading_where");
    window.press(Key::Enter);
    // Nothing in the words says where: it is typed.
    sign(&mut window, "i");
    assert!(!window.shows("Where: "));
    window.write("in The old harbour");
    window.press(Key::Enter);
    assert!(window.shows("Where: The old harbour"));
    window.press(Key::Enter);
    // A date announced has its place, too; what the record has is offered by its first letters.
    sign(&mut window, "d");
    assert!(window.shows("Where: Oslo, proposed"));
    window.write("por");
    window.get_by_role_and_label(Role::ListBoxOption, "Port Royal, where");
    for _ in 0..3 {
        window.press(Key::Backspace);
    }
    window.write("Second talks");
    window.press(Key::Enter);
    window.press(Key::Enter);
    let workspace = window.state().session().workspace();
    let places: Vec<&str> = workspace.incidents.values().map(|one| one.place.as_str()).collect();
    assert_eq!(places, ["Port Royal", "The old harbour"]);
    let round = workspace.rounds.values().next().unwrap();
    assert_eq!(round.schedule.announcements[0].venue, "Oslo");
}

#[test]
fn a_key_and_a_button_lead_from_the_text_to_its_title() {
    let folder = tempfile::tempdir().unwrap();
    let (session, page) = talks(folder.path());
    let mut window = window(session, page);
    sign(&mut window, "e");
    assert_eq!(focused(&window).as_deref(), Some("Title"));
    window.write(" of March");
    window.press(Key::Escape);
    assert_eq!(focused(&window).as_deref(), Some("Text"), "and back to the text");
    let title =
        |window: &Harness<'static, App>| window.state().session().workspace().sources.values().next().unwrap().title.clone();
    assert_eq!(title(&window), "Harbour article of March");
    window.click("Edit source");
    assert_eq!(focused(&window).as_deref(), Some("Title"));
}

#[test]
fn after_a_return_to_the_text_the_round_of_its_newest_mark_is_proposed() {
    let folder = tempfile::tempdir().unwrap();
    let (session, page) = talks_about(folder.path(), "They met on Monday. Iceland wants peace. Norway wants boats.");
    let mut window = window(session, page.clone());
    sign(&mut window, "o");
    window.write("First talks");
    window.press(Key::Enter);
    window.press(Key::Enter);
    sign(&mut window, "s");
    assert!(window.shows("Round: First talks") && !window.shows("Round: First talks, proposed"));
    window.press(Key::Escape);
    assert!(window.state_mut().save_all());
    drop(window);

    let opened = Store::open(folder.path(), uuid::Uuid::from_u128(1)).unwrap();
    let session = Session::open(opened, Box::new(Fixed::at("2026-03-02T13:00:00Z".parse().unwrap())), "Test");
    let mut window = crate::support::window(session, page);
    down(&mut window, 2);
    sign(&mut window, "s");
    assert!(window.shows("Round: First talks, proposed"), "nobody has chosen it this time");
}
