//! All statements of a negotiation: grouped, filtered, and added to between rounds.

use crate::round::full_round;
use crate::support::{Drive as _, look, two_parties, window};
use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;
use rapporteur::ui::Page;

#[test]
fn what_is_said_between_rounds_is_logged_and_grouped() {
    let (session, negotiation, _) = full_round();
    let mut window = window(session, Page::Statements(negotiation));
    assert!(!window.shows("Between rounds"));
    window.press_ctrl(Key::L);
    window.write("ru comment: We have read it in the press");
    window.press(Key::Enter);
    assert!(window.shows("Between rounds"));
    assert!(window.shows("Russia: We have read it in the press"));
    let statement = window.state().session().workspace().statements.values().last().unwrap();
    assert_eq!(statement.round, None);
    look(&mut window, "statements");
}

#[test]
fn statements_are_filtered_by_words_and_by_party() {
    let (session, negotiation, _) = full_round();
    let mut window = window(session, Page::Statements(negotiation));
    assert!(window.shows("4 statements"));
    window.get_by_role_and_label(Role::TextInput, "Words").focus();
    window.run();
    window.write("OBSERVERS");
    assert!(window.shows("1 of 4 statements"));
    assert!(window.shows("Russia: No foreign observers on the line of contact."));
    assert!(!window.shows("Ukraine: The United States must watch"));
    window.write(" nowhere");
    assert!(window.shows("Nothing fits"));
    window.click("Show all");
    assert!(window.shows("4 statements"));
    window.get_by_role_and_label(Role::ComboBox, "Party").click();
    window.run();
    window.get_by_role_and_label(Role::ListBoxOption, "Ukraine").click();
    window.run();
    assert!(window.shows("2 of 4 statements"));
}

#[test]
fn an_empty_page_says_what_to_do_first() {
    let (session, negotiation, ..) = two_parties();
    let window = window(session, Page::Statements(negotiation));
    assert!(window.shows("No statements yet"));
    assert!(window.query_by_label("Quick line").is_some());
}
