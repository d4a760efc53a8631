//! The sample opened from one's own record, and left again: nothing of one shows in the other.

use crate::support::{Drive, now, party, two_parties, window_with};
use rapporteur::app::Sample;
use rapporteur::kit::ThemeChoice;
use rapporteur::session::{Fixed, New, Proposal, Session};
use rapporteur::store::{Store, sample::SampleCopy};
use rapporteur::ui::{Action, Command, Page};

fn copy() -> Sample {
    let folder = SampleCopy::fresh().unwrap();
    let opened = Store::open(&folder.dir(), uuid::Uuid::from_u128(1)).unwrap();
    Sample { session: Session::open(opened, Box::new(Fixed::at(now())), "Test"), folder: Some(folder) }
}

/// The record as it is when it has just been opened: nothing has been changed in it yet, as in the sample.
fn own(change: impl FnOnce(&mut Session)) -> Session {
    let (mut session, ..) = two_parties();
    change(&mut session);
    Session::in_memory(session.workspace().clone(), Box::new(Fixed::at(now())), "Test")
}

#[test]
fn what_was_asked_of_the_own_record_is_asked_anew_of_the_sample() {
    let session = own(|session| {
        party(session, "A party of one's own", "OWN");
        let negotiation = *session.workspace().negotiations.keys().next().unwrap();
        session.create(New::FollowUp { negotiation, round: None, what: "A task of one's own".to_owned() }).unwrap();
    });
    let opens = Box::new(|| Ok(copy()));
    let mut window = window_with(session, Page::Upcoming, [1280.0, 800.0], ThemeChoice::Light, opens);
    assert!(window.shows("A task of one's own"));
    let ctx = window.ctx.clone();
    for _ in 0..2 {
        window.state_mut().perform(Action::Run(Command::OpenSample), &ctx);
        window.run();
        assert!(!window.shows("A task of one's own"));
        assert!(window.shows("Round: "), "and has rounds ahead");
    }
    window.state_mut().perform(Action::Run(Command::LeaveSample), &ctx);
    window.run();
    assert!(window.shows("A task of one's own"));
}

#[test]
fn a_copy_of_the_sample_that_was_changed_is_not_thrown_away_unasked() {
    let opens = Box::new(|| Ok(copy()));
    let mut window = window_with(own(|_| ()), Page::Upcoming, [1280.0, 800.0], ThemeChoice::Light, opens);
    let ctx = window.ctx.clone();
    let open = |window: &mut egui_kittest::Harness<'static, rapporteur::app::App>| {
        window.state_mut().perform(Action::Run(Command::OpenSample), &ctx);
        window.run();
    };
    open(&mut window);
    window.state_mut().session_mut().create(New::Party { name: "Mine".to_owned() }).unwrap();
    let mine = |window: &egui_kittest::Harness<'static, rapporteur::app::App>| {
        window.state().session().workspace().parties.values().any(|party| party.name == "Mine")
    };
    open(&mut window);
    assert!(window.shows("A copy of the sample is open") && mine(&window));
    assert_eq!(crate::support::focused(&window).as_deref(), Some("Keep this copy"));
    window.press(egui::Key::Enter);
    assert!(!window.shows("A copy of the sample is open") && mine(&window));
    open(&mut window);
    window.press(egui::Key::Escape);
    assert!(mine(&window));
    open(&mut window);
    window.click("Open a fresh copy");
    assert!(!mine(&window) && window.shows("This is a copy of the sample"));
}

#[test]
fn a_save_of_the_sample_that_is_under_way_says_nothing_about_the_own_record() {
    let dir = tempfile::tempdir().unwrap();
    let opened = Store::open(dir.path(), uuid::Uuid::from_u128(1)).unwrap();
    let session = Session::open(opened, Box::new(Fixed::at(now())), "Test");
    let mut window = window_with(session, Page::Upcoming, [1280.0, 800.0], ThemeChoice::Light, Box::new(|| Ok(copy())));
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Run(Command::OpenSample), &ctx);
    let mut party = window.state().session().workspace().parties.values().next().unwrap().clone();
    let id = party.id;
    party.name.push_str(" and more");
    window.state_mut().session_mut().perform(Proposal::put("change name", party)).unwrap();
    window.state_mut().perform(Action::Run(Command::SaveNow), &ctx);
    assert!(window.state().session().is_saving());
    window.state_mut().perform(Action::Run(Command::LeaveSample), &ctx);
    window.state_mut().session_mut().create(New::Party { name: "Mine".to_owned() }).unwrap();
    assert!(window.state_mut().save_all());
    window.run();
    assert_eq!(window.state().session().file_of(id.into()), None, "the sample's file is none of this record");
    let again = Store::open_to_read(dir.path()).unwrap();
    assert_eq!(again.workspace.parties.values().map(|party| party.name.as_str()).collect::<Vec<_>>(), ["Mine"]);
}
