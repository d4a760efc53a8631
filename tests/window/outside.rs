//! What other programs do to the folder while the window is open is on the screen without a hand on the mouse.

use crate::support::{Drive, look, now, party, window};
use egui_kittest::Harness;
use rapporteur::app::App;
use rapporteur::session::{Fixed, Proposal, Session};
use rapporteur::store::Store;
use rapporteur::ui::Page;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A session on a folder.
fn open(dir: &Path) -> Session {
    let opened = Store::open(dir, uuid::Uuid::from_u128(7)).unwrap();
    Session::open(opened, Box::new(Fixed::at(now())), "Test")
}

/// A window on a folder with a party, at rest, and what wakes it.
fn at_rest(dir: &Path) -> (Harness<'static, App>, Receiver<()>) {
    let mut session = open(dir);
    if session.workspace().parties.is_empty() {
        party(&mut session, "Ukraine", "UA");
        session.save().unwrap();
    }
    let mut window = window(session, Page::Directory);
    let (woken, wakes) = channel();
    window.ctx.set_request_repaint_callback(move |_| {
        let _ = woken.send(());
    });
    window.run();
    (window, wakes)
}

/// Draws whenever the window is woken, until that is so. Nothing else makes it draw.
fn until(window: &mut Harness<'static, App>, wakes: &Receiver<()>, is_so: impl Fn(&Harness<'static, App>) -> bool) {
    while !is_so(window) {
        wakes.recv_timeout(Duration::from_secs(60)).unwrap();
        window.step();
    }
}

fn file_of_party(window: &Harness<'static, App>) -> PathBuf {
    let session = window.state().session();
    let party = *session.workspace().parties.keys().next().unwrap();
    session.dir().unwrap().join(session.file_of(party.into()).unwrap())
}

fn replace(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(file, text.replace(from, to)).unwrap();
}

#[test]
fn what_is_changed_outside_is_shown_and_the_window_rests_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, wakes) = at_rest(&folder.path().join("record"));
    assert!(window.shows("Ukraine"));
    replace(&file_of_party(&window), "Ukraine", "Moldova");
    until(&mut window, &wakes, |window| window.shows("Moldova, State"));
    assert!(window.shows("Changed outside: 1 party."));
    look(&mut window, "changed_outside");
    // As long as that is told, and a little longer.
    window.run_steps(40);
    let waits = window.output().viewport_output.values().map(|viewport| viewport.repaint_delay).min();
    assert_eq!(waits, Some(Duration::MAX));
}

#[test]
fn an_edit_that_is_being_saved_meets_one_outside_and_both_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (mut window, wakes) = at_rest(&folder.path().join("record"));
    let file = file_of_party(&window);
    let mut changed = window.state().session().workspace().parties.values().next().unwrap().clone();
    changed.note = "Ours".to_owned();
    window.state_mut().session_mut().perform(Proposal::put("change note", changed)).unwrap();
    replace(&file, "Ukraine", "Moldova");
    until(&mut window, &wakes, |window| window.shows("Moldova, State"));
    let until_saved = window.ctx.input(|input| input.time) + 2.0;
    while window.ctx.input(|input| input.time) < until_saved || window.state().session().has_unsaved() {
        window.step();
    }
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains("Moldova") && text.contains("Ours"), "{text}");
    assert_eq!(window.state().session().save_failures(), []);
}

#[test]
fn a_second_window_follows_the_first_and_takes_over_when_that_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let (first, _) = at_rest(&dir);
    let (mut second, wakes) = at_rest(&dir);
    assert!(second.shows("Read-only"));
    let mut first = first;
    let mut changed = first.state().session().workspace().parties.values().next().unwrap().clone();
    changed.name = "Moldova".to_owned();
    first.state_mut().session_mut().perform(Proposal::put("change name", changed)).unwrap();
    assert!(first.state_mut().save_all());
    until(&mut second, &wakes, |window| window.shows("Moldova, State"));
    assert!(second.shows("Read-only"));
    drop(first);
    until(&mut second, &wakes, |window| !window.shows("Read-only"));
    assert!(second.shows("changes can be made here now"));
}

#[test]
fn a_folder_that_is_gone_is_told_and_what_it_means_that_files_are_gone_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let (mut window, wakes) = at_rest(&dir);
    let away = folder.path().join("away");
    fs::rename(&dir, &away).unwrap();
    until(&mut window, &wakes, |window| window.shows("bring the folder back"));
    fs::rename(&away, &dir).unwrap();
    until(&mut window, &wakes, |window| window.shows("The folder is back."));
    assert!(window.shows("Ukraine, State"));

    fs::rename(dir.join("parties"), &away).unwrap();
    until(&mut window, &wakes, |window| window.state().session().problems().len() == 1);
    let ctx = window.ctx.clone();
    window.state_mut().perform(rapporteur::ui::Action::Go(Page::Problems), &ctx);
    window.run();
    assert!(window.shows("It is gone from the folder. Take it as deleted, or write it again?"));
    look(&mut window, "gone_outside");
    window.click("Write them again");
    until(&mut window, &wakes, |_| dir.join("parties").is_dir());
    while window.state().session().has_unsaved() {
        window.step();
    }
    assert_eq!(window.state().session().problems(), []);
}
