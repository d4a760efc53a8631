//! A negotiation's first page: three steps while it is new, then a brief with ways to everything.

use crate::support::{Drive as _, empty, look, sample_on, two_parties, window, window_of};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{NegotiationId, RecordId, RecordLevel};
use rapporteur::session::{New, Proposal, Session};
use rapporteur::ui::Page;

const TODAY: &str = "2026-09-28";

/// The negotiation of the sample with that code.
fn coded(session: &Session, code: &str) -> NegotiationId {
    session.workspace().negotiations.values().find(|one| one.code.starts_with(code)).unwrap().id
}

#[test]
fn a_new_negotiation_shows_three_first_steps() {
    let (mut session, ..) = two_parties();
    let RecordId::Negotiation(id) = session.create(New::Negotiation { title: "Harbour strike".to_owned() }).unwrap() else {
        unreachable!("a negotiation was made")
    };
    let mut window = window(session, Page::Overview(id));
    look(&mut window, "overview-empty-light");
    for step in ["Add the parties", "Add an issue", "Add a round"] {
        assert!(window.shows(step), "{step}");
    }
    window.click("Add an issue");
    window.write("Wages");
    window.press(egui::Key::Enter);
    assert_eq!(window.state().session().workspace().issues_of(id).len(), 1);
    window.press_ctrl(egui::Key::Num2);
    assert!(!window.shows("Add an issue") && window.shows("Add a round"));
}

#[test]
fn the_first_step_seats_parties_that_do_not_exist_yet() {
    let mut session = empty();
    let RecordId::Negotiation(id) = session.create(New::Negotiation { title: "Harbour strike".to_owned() }).unwrap() else {
        unreachable!("a negotiation was made")
    };
    let mut window = window(session, Page::Overview(id));
    window.click("Add the parties");
    window.write("Dockers");
    look(&mut window, "overview-first-seat");
    assert!(window.shows("New party “Dockers”"));
    window.press(egui::Key::ArrowDown);
    window.press(egui::Key::Enter);
    window.write("Port authority");
    window.press(egui::Key::ArrowDown);
    window.press(egui::Key::Enter);
    let seated = |window: &egui_kittest::Harness<'static, rapporteur::app::App>| {
        let workspace = window.state().session().workspace();
        let seats = &workspace.negotiations[&id].seats;
        seats.iter().map(|seat| workspace.parties[&seat.party].name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(seated(&window), ["Dockers", "Port authority"]);
    window.press_ctrl(egui::Key::Z);
    assert_eq!(seated(&window), ["Dockers"]);
    assert_eq!(window.state().session().workspace().parties.len(), 1, "the party goes with its seat in one step");
}

#[test]
fn the_brief_of_the_sample_says_what_comes_what_came_out_and_what_moved() {
    let session = sample_on(TODAY);
    let id = coded(&session, "RU-UA-US");
    let mut window = window(session, Page::Overview(id));
    look(&mut window, "overview-light");
    for words in ["Next round", "Round: Round 4", "Last round: Geneva 3", "What moved since Abu Dhabi 2", "Open follow-ups"] {
        assert!(window.shows(words), "{words}");
    }
    assert!(!window.shows("First steps"));
    window.click("Open Geneva 3");
    assert!(matches!(window.state().page(), Page::Round(_)));
}

#[test]
fn what_moved_says_on_what_terms_it_was_said() {
    let mut session = sample_on(TODAY);
    let id = coded(&session, "RU-UA-US");
    let rows = |session: Session| {
        let window = window(session, Page::Overview(id));
        let labels = window.query_all_by_role(egui::accesskit::Role::ListItem).filter_map(|node| node.accesskit_node().label());
        labels.filter(|label| label.contains(" · Off the record")).count()
    };
    let said: Vec<_> = session.workspace().statements_of(id).cloned().collect();
    for mut one in said {
        one.level = RecordLevel::OffRecord;
        session.perform(Proposal::put("change terms", one)).unwrap();
    }
    assert!(rows(session) > 0, "the rows say it");
    assert_eq!(rows(sample_on(TODAY)), 0, "nothing in the sample needs it");
}

#[test]
fn the_parts_of_the_brief_lead_to_their_pages() {
    let session = sample_on(TODAY);
    let id = coded(&session, "RU-UA-US");
    let mut window = window(session, Page::Overview(id));
    window.query_all_by_label_contains("Issues: ").next().unwrap().click();
    window.run();
    assert_eq!(*window.state().page(), Page::Issues(id));
    window.press_ctrl(egui::Key::Num2);
    window.query_all_by_label("Compare").next().unwrap().click();
    window.run();
    assert_eq!(*window.state().page(), Page::Compare(id));
}

/// Pictures of all three negotiations of the sample, to be looked at.
#[test]
fn every_negotiation_of_the_sample_has_a_brief() {
    for code in ["RU-UA-2022", "RU-UA-2025", "RU-UA-US"] {
        for (size, at) in [([1280.0, 800.0], "small"), ([1920.0, 1080.0], "large")] {
            let session = sample_on(TODAY);
            let id = coded(&session, code);
            let mut window = window_of(session, Page::Overview(id), size, ThemeChoice::Dark);
            assert!(window.shows("Last round: "), "{code}");
            look(&mut window, &format!("overview-{code}-{at}-dark"));
        }
    }
}
