//! The frame around the pages: workspace, header, keys.

use crate::support::{Drive, empty, focused, look, now, sample_on, two_parties, window};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use rapporteur::model::RecordId;
use rapporteur::session::{Fixed, Session};
use rapporteur::store::Store;
use rapporteur::ui::{Action, Command, Page};
use std::time::Duration;

#[test]
fn an_empty_workspace_says_what_to_do_first() {
    let mut window = window(empty(), Page::Upcoming);
    look(&mut window, "empty");
    window.click("New negotiation");
    assert_eq!(window.state().session().workspace().negotiations.len(), 1);
    window.press_ctrl(Key::Z);
    assert!(window.state().session().workspace().negotiations.is_empty());
}

#[test]
fn every_page_is_reached_from_the_workspace_and_by_key() {
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Overview(negotiation));
    look(&mut window, "overview");
    for (label, page) in [
        ("Rounds", Page::Rounds(negotiation)),
        ("Statements", Page::Statements(negotiation)),
        ("Compare", Page::Compare(negotiation)),
        ("Issues", Page::Issues(negotiation)),
        ("Sources", Page::Sources(negotiation)),
    ] {
        window.get_by_role_and_label(egui::accesskit::Role::TreeItem, label).click();
        window.run();
        assert_eq!(*window.state().page(), page, "{label}");
    }
    window.press_ctrl(Key::Num1);
    assert_eq!(*window.state().page(), Page::Upcoming);
}

#[test]
fn an_edit_is_on_disk_within_a_second_and_the_status_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let opened = Store::open(&dir, uuid::Uuid::from_u128(7)).unwrap();
    let session = Session::open(opened, Box::new(Fixed::at(now())), "Test");
    let mut window = window(session, Page::Upcoming);
    assert!(window.shows("Saved"));
    // What has no name yet is not saved. Each frame is a quarter of a second on the window's clock.
    let begins = crate::typing::key(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::P);
    window.input_mut().events.extend(begins.into_iter().chain([Event::Text("Moldova".to_owned())]));
    let is_told = (0..8).any(|_| {
        window.step();
        window.shows("Not saved yet")
    });
    assert!(is_told);
    // A second of the window's own clock; then the thread that writes takes the time that it takes.
    let until = window.ctx.input(|input| input.time) + 1.0;
    while window.ctx.input(|input| input.time) < until {
        window.step();
    }
    assert!(!window.shows("Not saved yet"), "within a second the save has begun");
    while window.state().session().has_unsaved() {
        window.step();
    }
    window.step();
    assert!(window.shows("Saved"));
    let party = *window.state().session().workspace().parties.keys().next().unwrap();
    drop(window);
    assert!(Store::open(&dir, uuid::Uuid::from_u128(7)).unwrap().workspace.parties.contains_key(&party));
}

#[test]
fn a_second_copy_on_the_same_folder_is_read_only_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Store::open(folder.path(), uuid::Uuid::from_u128(7)).unwrap();
    let session = |opened| Session::open(opened, Box::new(Fixed::at(now())), "Test");
    let first = session(open());
    let mut second = window(session(open()), Page::Upcoming);
    assert!(second.shows("Read-only"));
    second.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::P);
    second.run();
    assert!(second.state().session().workspace().parties.is_empty(), "nothing is taken that could never be saved");
    assert!(second.shows("This workspace is read-only"));
    drop(first);
}

#[test]
fn a_window_that_is_left_alone_draws_nothing() {
    let session = sample_on("2026-03-10");
    let said = session.workspace().statements.values().find(|statement| statement.round.is_some()).unwrap();
    let (negotiation, round, statement) = (said.negotiation, said.round.unwrap(), said.id);
    let mut window = window(session, Page::Upcoming);
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Select(Some(statement.into()), Some("text".to_owned())), &ctx);
    for page in [
        Page::Upcoming,
        Page::Search,
        Page::Directory,
        Page::Bin,
        Page::History(None),
        Page::Problems,
        Page::Settings,
        Page::Help,
        Page::Overview(negotiation),
        Page::Rounds(negotiation),
        Page::Round(round),
        Page::Statements(negotiation),
        Page::Compare(negotiation),
        Page::Issues(negotiation),
        Page::Sources(negotiation),
        Page::Export(negotiation),
        Page::Import,
    ] {
        window.state_mut().perform(Action::Go(page.clone()), &ctx);
        window.state_mut().perform(Action::Run(Command::QuickLine), &ctx);
        window.run();
        // Tooltips and the like have their delays; after these nothing may be left to be drawn.
        window.run_steps(8);
        let waits = window.output().viewport_output.values().map(|viewport| viewport.repaint_delay).min();
        assert_eq!(waits, Some(Duration::MAX), "{page:?}");
    }
}

#[test]
fn f6_goes_between_the_parts_that_are_there() {
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Overview(negotiation));
    let round = |window: &mut egui_kittest::Harness<'static, rapporteur::app::App>| {
        window.press(Key::F6);
        focused(window).unwrap_or_default()
    };
    assert_eq!([(); 3].map(|()| round(&mut window)), ["Page", "Workspace", "Page"], "there is no inspector yet");
    window.click("Edit");
    assert_eq!(
        [(); 3].map(|()| round(&mut window)),
        ["Workspace", "Page", "Title"],
        "it goes back to the field of the inspector"
    );
}

#[test]
fn a_link_is_one_stop_for_the_focus_however_it_wraps() {
    let mut window = window(sample_on("2026-11-22"), Page::Upcoming);
    let mut stops = Vec::new();
    for _ in 0..40 {
        window.press(Key::Tab);
        stops.push(focused(&window).unwrap_or_default());
    }
    assert!(stops.iter().any(|stop| stop.starts_with("Source: ")), "{stops:?}");
    assert!(stops.iter().all(|stop| !stop.is_empty()), "{stops:?}");
}

#[test]
fn the_palette_takes_a_command_by_the_beginnings_of_its_name() {
    let mut window = window(sample_on("2026-01-25"), Page::Upcoming);
    let before = window.state().session().workspace().negotiations.len();
    window.press_ctrl(Key::K);
    window.write("new neg");
    window.press(Key::Enter);
    assert_eq!(window.state().session().workspace().negotiations.len(), before + 1);
    window.press_ctrl(Key::K);
    window.write("medinsk");
    window.press(Key::Enter);
    let Some(RecordId::Person(found)) = window.state().selection() else { panic!("not a person") };
    assert_eq!(window.state().session().workspace().people[&found].name, "Vladimir Medinsky");
}
