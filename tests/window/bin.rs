//! The bin: deleted whole, restored whole, and gone for good only after one question.

use crate::support::{Drive as _, look, sample_on, window, window_of};
use egui_kittest::{Harness, kittest::Queryable as _};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{RecordId, RoundId};
use rapporteur::query::names;
use rapporteur::session::Session;
use rapporteur::ui::{Action, Page};

/// The sample with its last held round, and a party, in the bin.
fn deleted() -> (Session, RoundId, String) {
    let mut session = sample_on("2026-09-28");
    let workspace = session.workspace();
    let round = workspace.statements.values().find_map(|statement| statement.round).unwrap();
    let party = *workspace.parties.keys().next().unwrap();
    let title = names::round(workspace, round);
    let party_title = names::party(workspace, party);
    session.delete(party.into(), &party_title).unwrap();
    session.delete(round.into(), &title).unwrap();
    (session, round, title)
}

fn entries(window: &Harness<'static, App>) -> usize {
    window.state().session().workspace().bin.len()
}

#[test]
fn an_entry_says_what_it_held_and_is_restored_whole() {
    let (session, round, title) = deleted();
    let mut window = window(session, Page::Bin);
    assert!(window.shows("Round deleted 28 Sep 2026, 14:00 by Test, with "));
    look(&mut window, "bin-light");
    window.click(&format!("Restore {title}"));
    assert_eq!(*window.state().page(), Page::Round(round));
    let workspace = window.state().session().workspace();
    assert!(workspace.contains(RecordId::from(round)) && workspace.statements_at(round).next().is_some());
    assert_eq!(entries(&window), 1);
}

#[test]
fn what_goes_for_good_is_asked_once_and_undo_brings_it_back() {
    let (session, _, title) = deleted();
    let mut window = window_of(session, Page::Bin, [1280.0, 800.0], ThemeChoice::Dark);
    window.click(&format!("Delete {title} for good"));
    look(&mut window, "bin-asked-dark");
    window.click("Keep");
    assert_eq!(entries(&window), 2);
    window.click(&format!("Delete {title} for good"));
    window.click("Delete for good");
    assert_eq!(entries(&window), 1);
    window.press_ctrl(egui::Key::Z);
    assert_eq!(entries(&window), 2);
}

#[test]
fn the_bin_can_be_emptied_and_says_when_it_is_empty() {
    let (session, ..) = deleted();
    let mut window = window(session, Page::Bin);
    window.click("Empty the bin…");
    assert!(window.shows("Delete all 2 entries for good?"));
    window.click("Delete for good");
    assert_eq!(entries(&window), 0);
    assert!(window.shows("The bin is empty"));
}

#[test]
fn an_entry_opens_to_show_what_it_held() {
    let (session, _, title) = deleted();
    let held = session.workspace().bin.values().last().unwrap().records[1].clone();
    let held = names::record_title(session.workspace(), &held);
    let mut window = window(session, Page::Bin);
    assert!(!window.shows(&held));
    window.query_all_by_label_contains(&format!("{title}, Round deleted")).next().unwrap().click();
    window.run();
    assert!(window.shows(&held));
}

#[test]
fn a_deletion_says_how_much_went_and_its_undo_shows_what_was_deleted() {
    let session = sample_on("2026-09-28");
    let round = session.workspace().statements.values().find_map(|statement| statement.round).unwrap();
    let held = session.workspace().held_by(round.into()).len() - 1;
    assert!(held > 1);
    let mut window = window(session, Page::Upcoming);
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Delete(round.into()), &ctx);
    window.run();
    assert!(window.shows(&format!("Moved the round and {held} records it held to the bin. Undo brings it back.")));
    window.press_ctrl(egui::Key::Z);
    assert!(window.shows("Delete this round"), "the round itself is in the inspector");
}
