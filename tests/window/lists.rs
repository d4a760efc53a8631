//! Lists: sorted by their heads, resized by key, filtered, and filters saved by name.

use crate::round::full_round;
use crate::support::{Drive as _, look, sample_on, two_parties, window, window_of};
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{NegotiationId, RoundId, Spelling, When, Who};
use rapporteur::session::{New, Proposal, Session};
use rapporteur::ui::Page;

/// The first negotiation of a session.
fn first(session: &Session) -> NegotiationId {
    *session.workspace().negotiations.keys().next().unwrap()
}

/// The names of all rows that hold one of these words, from top to bottom.
fn rows(window: &Harness<'static, App>, words: &[&str]) -> Vec<String> {
    let mut found: Vec<(f32, String)> = words
        .iter()
        .flat_map(|word| [Role::Row, Role::ListItem].map(|role| (word, role)))
        .flat_map(|(word, role)| window.query_all(egui_kittest::kittest::By::new().label_contains(word).role(role)))
        .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default()))
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, name)| name).collect()
}

/// Three rounds: the second on a day, the tenth in a month before it, the ninth on nobody knows when.
fn three_rounds() -> (Session, NegotiationId) {
    let (mut session, negotiation, ..) = two_parties();
    let whens = [
        ("Vienna", When::Day("2026-02-04".parse().unwrap()), 2),
        ("Ankara", When::Month { year: 2026, month: 1 }, 10),
        ("Zagreb", When::Unknown, 9),
    ];
    for (title, when, number) in whens {
        let rapporteur::model::Record::Round(mut round) = session.draft(New::Round { negotiation, when }) else {
            unreachable!("a draft is what was asked for")
        };
        round.number = Some(number);
        title.clone_into(&mut round.title);
        session.perform(Proposal::put("add round", round)).unwrap();
    }
    (session, negotiation)
}

fn titles(window: &Harness<'static, App>) -> Vec<String> {
    let names = rows(window, &["Vienna,", "Ankara,", "Zagreb,"]);
    names.iter().map(|name| name.split(',').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn rounds_are_sorted_by_a_press_on_a_head_and_come_back_to_their_order() {
    let (session, negotiation) = three_rounds();
    let mut window = window(session, Page::Rounds(negotiation));
    assert_eq!(titles(&window), ["Ankara", "Vienna", "Zagreb"], "in time, unknown last");
    window.get_by_role_and_label(Role::ColumnHeader, "Round").click();
    window.run();
    assert_eq!(titles(&window), ["Vienna", "Zagreb", "Ankara"], "by number: 2, 9, 10");
    window.click("Round, sorted upwards");
    assert_eq!(titles(&window), ["Ankara", "Zagreb", "Vienna"]);
    window.click("Round, sorted downwards");
    assert_eq!(titles(&window), ["Ankara", "Vienna", "Zagreb"]);
    window.get_by_role_and_label(Role::ColumnHeader, "When").click();
    window.run();
    window.click("When, sorted upwards");
    assert_eq!(titles(&window), ["Vienna", "Ankara", "Zagreb"], "downwards, and unknown stays last");
}

#[test]
fn heads_are_walked_sorted_and_resized_by_key() {
    let (session, negotiation) = three_rounds();
    let mut window = window(session, Page::Rounds(negotiation));
    let left = |window: &Harness<'static, App>, name: &str| window.get_by_role_and_label(Role::ColumnHeader, name).rect().left();
    window.get_by_role_and_label(Role::ColumnHeader, "Round").focus();
    window.run();
    window.press(Key::ArrowRight);
    assert!(window.get_by_role_and_label(Role::ColumnHeader, "When").is_focused());
    let (status, when) = (left(&window, "Status"), left(&window, "When"));
    window.press_ctrl(Key::ArrowRight);
    assert_eq!((left(&window, "Status"), left(&window, "When")), (status + 16.0, when), "When is wider, Status narrower");
    window.press_ctrl(Key::ArrowLeft);
    assert_eq!(left(&window, "Status"), status);
    window.press(Key::Enter);
    let head = window.get_by_label("When, sorted upwards");
    assert!(head.is_focused(), "the head keeps the focus");
    assert_eq!(head.accesskit_node().sort_direction(), Some(egui::accesskit::SortDirection::Ascending));
    window.press(Key::Home);
    assert!(window.get_by_role_and_label(Role::ColumnHeader, "Round").is_focused());
    look(&mut window, "rounds sorted");
}

#[test]
fn a_column_is_dragged_wider_and_stays_so_on_the_next_visit() {
    let (session, negotiation) = three_rounds();
    let mut window = window(session, Page::Rounds(negotiation));
    let status = window.get_by_role_and_label(Role::ColumnHeader, "Status").rect();
    let edge = egui::pos2(status.left() - 6.0, status.center().y);
    let at = |window: &mut Harness<'static, App>, event| {
        window.event(event);
        window.run();
    };
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    at(&mut window, egui::Event::PointerMoved(edge));
    at(&mut window, button(edge, true));
    let there = edge + egui::vec2(30.0, 0.0);
    at(&mut window, egui::Event::PointerMoved(there));
    at(&mut window, button(there, false));
    let left = |window: &Harness<'static, App>| window.get_by_role_and_label(Role::ColumnHeader, "Status").rect().left();
    assert!((left(&window) - status.left() - 30.0).abs() < 1.0, "{} {}", left(&window), status.left());
    window.press_ctrl(Key::Num7);
    window.press_ctrl(Key::Num3);
    assert!((left(&window) - status.left() - 30.0).abs() < 1.0);
}

#[test]
fn sources_are_sorted_by_how_often_they_are_used() {
    let session = sample_on("2026-01-26");
    let negotiation = first(&session);
    let mut window = window(session, Page::Sources(negotiation));
    window.get_by_role_and_label(Role::ColumnHeader, "Used in").click();
    window.run();
    window.click("Used in, sorted upwards");
    let uses = |name: &str| -> usize {
        name.rsplit(", ").next().map_or(0, |last| last.split(' ').filter_map(|word| word.parse::<usize>().ok()).sum())
    };
    let names = rows(&window, &[" in ", " statement"]);
    assert!(names.first().map(|name| uses(name)) >= names.last().map(|name| uses(name)), "{names:#?}");
    assert!(window.query_by_label("Used in, sorted downwards").is_some());
    look(&mut window, "sources sorted");
}

#[test]
fn statements_are_found_under_any_spelling_and_sorted_into_groups() {
    let (mut session, negotiation, round) = full_round();
    let rapporteur::model::Record::Person(mut person) = session.draft(New::Person { name: "Rustem Umerov".to_owned() }) else {
        unreachable!("a draft is what was asked for")
    };
    person.spellings = vec![Spelling { language: "uk".into(), form: "Рустем Умєров".into(), origin: String::new() }];
    let umerov = person.id;
    session.perform(Proposal::put("add person", person)).unwrap();
    let mut statement = session.workspace().statements_of(negotiation).next().unwrap().clone();
    assert_eq!(statement.round, Some::<RoundId>(round));
    statement.speaker = Some(Who::Person(umerov));
    session.perform(Proposal::put("change speaker", statement)).unwrap();
    let mut window = window(session, Page::Statements(negotiation));
    window.get_by_role_and_label(Role::TextInput, "Words").focus();
    window.run();
    window.write("умєров");
    assert!(window.shows("1 of 4 statements"), "by a spelling that stands nowhere in it");
    window.click("Clear filters");
    assert!(window.shows("4 statements") && !window.shows("of 4 statements"));
    window.get_by_role_and_label(Role::ComboBox, "Sort by").click();
    window.run();
    window.get_by_role_and_label(Role::ListBoxOption, "Party").click();
    window.run();
    let tops = |label: &str| window.get_by_role_and_label(Role::Heading, label).rect().top();
    assert!(tops("Russia") < tops("Ukraine"));
    window.click("Sorted upwards");
    let tops = |label: &str| window.get_by_role_and_label(Role::Heading, label).rect().top();
    assert!(tops("Russia") > tops("Ukraine"));
    look(&mut window, "statements sorted");
}

#[test]
fn a_filter_is_cleared_by_key_saved_by_name_taken_again_and_deleted() {
    let (session, negotiation, _) = full_round();
    let mut window = window(session, Page::Statements(negotiation));
    assert!(window.query_by_label("Clear filters").is_none(), "nothing is filtered");
    window.get_by_role_and_label(Role::TextInput, "Words").focus();
    window.run();
    window.write("observers");
    assert!(window.shows("1 of 4 statements"));
    window.get_by_label("Saved filters").focus();
    window.run();
    window.press(Key::Enter);
    window.write("About observers");
    look(&mut window, "saved filters");
    window.press(Key::Enter);
    assert!(window.shows("Saved the filter “About observers”"));
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.run();
    assert!(!window.shows("of 4 statements"));
    window.click("Saved filters");
    window.get_by_role_and_label(Role::Button, "About observers").click();
    window.run();
    assert!(window.shows("1 of 4 statements"));
    window.click("Saved filters");
    window.click("Delete the saved filter About observers");
    assert!(window.shows("Deleted the saved filter “About observers”"));
    assert!(window.query_by_label("Delete the saved filter About observers").is_none());
}

#[test]
fn every_list_with_filters_can_be_cleared_and_says_how_many_it_shows() {
    let session = sample_on("2026-01-26");
    let negotiation = first(&session);
    let mut window = window_of(session, Page::Sources(negotiation), [1280.0, 800.0], ThemeChoice::Dark);
    let clear = |window: &mut Harness<'static, App>| {
        window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
        window.run();
        assert!(window.query_by_label("Clear filters").is_none());
    };
    window.get_by_role_and_label(Role::TextInput, "Filter sources").focus();
    window.run();
    window.write("qqq");
    assert!(window.shows("0 of "));
    clear(&mut window);
    window.press_ctrl(Key::Num5);
    window.click("Choose parties");
    window.click("None");
    assert!(window.query_by_label("Clear filters").is_some());
    clear(&mut window);
    window.press_ctrl(Key::Num8);
    window.get_by_role_and_label(Role::TextInput, "Filter people and parties").focus();
    window.run();
    window.write("ukr");
    assert!(window.query_by_label("Clear filters").is_some());
    look(&mut window, "directory filtered");
    clear(&mut window);
    window.press_ctrl(Key::F);
    window.write("ukraine");
    assert!(window.shows("records found"));
    clear(&mut window);
    window.press_ctrl(Key::Num1);
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.run();
    assert!(window.shows("There is no list on this page for “Clear filters”"));
}

#[test]
fn the_follow_ups_of_a_round_are_sorted() {
    let (mut session, negotiation, round) = full_round();
    for (what, due) in [("Item 10", "2026-05-01"), ("Item 9", "2026-06-01")] {
        let new = New::FollowUp { negotiation, round: Some(round), what: what.to_owned() };
        let rapporteur::model::Record::FollowUp(mut follow_up) = session.draft(new) else {
            unreachable!("a draft is what was asked for")
        };
        follow_up.due = When::Day(due.parse().unwrap());
        session.perform(Proposal::put("add follow-up", follow_up)).unwrap();
    }
    let mut window = window_of(session, Page::Round(round), [1280.0, 2400.0], ThemeChoice::Light);
    let items = |window: &Harness<'static, App>| -> Vec<String> { rows(window, &["Follow-up: Item"]) };
    assert_eq!(items(&window), ["Follow-up: Item 10", "Follow-up: Item 9"], "by when they are due");
    window.get_by_role_and_label(Role::ComboBox, "Sort by").click();
    window.run();
    window.get_by_role_and_label(Role::ListBoxOption, "What").click();
    window.run();
    assert_eq!(items(&window), ["Follow-up: Item 9", "Follow-up: Item 10"]);
    look(&mut window, "follow-ups sorted");
}

#[test]
fn numbers_end_under_the_end_of_their_head() {
    let (session, negotiation, _) = full_round();
    let mut window = window(session, Page::Rounds(negotiation));
    let end = |window: &Harness<'static, App>| {
        let head = window.get_by_role_and_label(Role::ColumnHeader, "Statements").rect();
        let row = window.get_by_role_and_label(Role::Row, &rows(window, &["Second round"])[0]).rect();
        let count = window.query_all_by_role_and_label(Role::Label, "4").map(|node| node.rect());
        let count = count.into_iter().find(|rect| row.contains_rect(*rect)).unwrap();
        (head.right(), count.right())
    };
    let (head, count) = end(&window);
    assert!((head - count).abs() < 1.0, "{head} {count}");
    look(&mut window, "numbers");
    window.get_by_role_and_label(Role::ColumnHeader, "Statements").click();
    window.run();
    look(&mut window, "numbers sorted");
}
