//! When the window saves, and for how long it says things.

use crate::support::{Drive, comes_to_rest, now, party, window};
use egui_kittest::Harness;
use rapporteur::app::App;
use rapporteur::model::PartyId;
use rapporteur::session::{Fixed, Proposal, Session};
use rapporteur::store::Store;
use rapporteur::ui::{Action, Command, Page};
use std::path::Path;
use uuid::Uuid;

/// A window on a folder with one party, in whose name field the focus is.
fn naming(dir: &Path) -> (Harness<'static, App>, PartyId) {
    let opened = Store::open(dir, Uuid::from_u128(7)).unwrap();
    let mut session = Session::open(opened, Box::new(Fixed::at(now())), "Test");
    let id = party(&mut session, "Ukraine", "UA");
    session.save().unwrap();
    let mut window = window(session, Page::Directory);
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Select(Some(id.into()), Some("name".to_owned())), &ctx);
    window.run();
    (window, id)
}

/// One letter and one frame, which takes a quarter of a second.
fn letter(window: &mut Harness<'static, App>, letter: &str) {
    window.event(egui::Event::Text(letter.to_owned()));
    window.step();
}

#[test]
fn what_is_typed_without_a_pause_is_saved_while_it_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, id) = naming(folder.path());
    let on_disk = || Store::open_to_read(folder.path()).unwrap().workspace.parties[&id].name.clone();
    let typed = |window: &Harness<'static, App>| window.state().session().workspace().parties[&id].name.chars().count();
    for _ in 0..40 {
        letter(&mut window, "x");
        // A save on its way is given the time it takes: how long that is depends on the disk and not on what is held here.
        while window.state().session().is_saving() {
            let ctx = window.ctx.clone();
            window.state_mut().autosave(&ctx);
            std::thread::yield_now();
        }
        let lost = typed(&window) - on_disk().chars().count();
        assert!(lost <= 7, "{lost} letters, of which four are typed in a second, are not in the file");
    }
    assert!(typed(&window) >= 40, "every letter went into the record");
}

#[test]
fn what_was_typed_in_one_go_is_one_entry_of_the_history_however_often_it_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, _) = naming(folder.path());
    for _ in 0..40 {
        letter(&mut window, "x");
        assert_eq!(
            window.state().session().history_due().filter(chrono::TimeDelta::is_zero),
            None,
            "no entry while typing goes on"
        );
    }
    assert!(window.state_mut().keep_all());
    let zone = chrono_tz::Europe::Zurich;
    assert_eq!(window.state_mut().session_mut().history_entry(zone), None, "all of it was in one");
}

#[test]
fn a_refused_command_is_not_told_for_longer_than_it_takes_to_read() {
    let mut window = window(crate::support::empty(), Page::Upcoming);
    let ctx = window.ctx.clone();
    let time = |window: &Harness<'static, App>| window.ctx.input(|input| input.time);
    let said = time(&window);
    window.state_mut().perform(Action::Run(Command::Compare), &ctx);
    window.run();
    assert!(window.shows("Open a negotiation first"));
    while time(&window) < said + 7.0 {
        window.step();
    }
    assert!(window.shows("Open a negotiation first"), "for some seconds");
    while time(&window) < said + 9.0 {
        window.step();
    }
    assert!(!window.shows("Open a negotiation first"));
    assert!(comes_to_rest(&mut window), "and then nothing is drawn any more");

    window.state_mut().perform(Action::Run(Command::Compare), &ctx);
    window.run();
    window.state_mut().perform(Action::Run(Command::Directory), &ctx);
    window.run();
    assert!(!window.shows("Open a negotiation first"), "what is done next settles it");
}

#[test]
fn what_the_record_does_not_take_is_told_until_it_is_mended() {
    let mut session = crate::support::empty();
    let id = party(&mut session, "Ukraine", "UA");
    let mut window = window(session, Page::Directory);
    let ctx = window.ctx.clone();
    let mut changed = window.state().session().workspace().parties[&id].clone();
    changed.blocs.push(id);
    window.state_mut().perform(Action::Put(Proposal::put("add to blocs", changed.clone())), &ctx);
    window.run();
    window.run_steps(200);
    assert!(window.shows("Ukraine cannot be a bloc that it belongs to itself."));
    changed.blocs.clear();
    changed.name.push('!');
    window.state_mut().perform(Action::Put(Proposal::put("change name", changed)), &ctx);
    window.run();
    assert!(!window.shows("Ukraine cannot be a bloc that it belongs to itself."));
}
