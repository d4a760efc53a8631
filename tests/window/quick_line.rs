//! The quick line: statement after statement by the keyboard alone, with nothing typed lost.

use crate::round::full_round;
use crate::support::{Drive as _, look, two_parties, window};
use egui::{Key, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rapporteur::app::App;
use rapporteur::model::{RecordLevel, Statement, StatementKind, When, Who};
use rapporteur::session::New;
use rapporteur::ui::Page;

fn logged(window: &Harness<'static, App>) -> Vec<Statement> {
    window.state().session().workspace().statements.values().cloned().collect()
}

fn line(window: &Harness<'static, App>) -> String {
    window.get_by_role_and_label(Role::TextInput, "Quick line").value().unwrap_or_default()
}

#[test]
fn five_statements_are_logged_in_a_row_by_the_keyboard_alone() {
    let (mut session, negotiation, ukraine, russia) = two_parties();
    let day = When::Day("2026-02-04".parse().unwrap());
    let round = session.create(New::Round { negotiation, when: day.clone() }).unwrap();
    let rapporteur::model::RecordId::Round(round) = round else { unreachable!("a round was made") };
    session.create(New::Issue { negotiation, name: "Monitoring".to_owned(), parent: None }).unwrap();
    session.create(New::Person { name: "Volodymyr Zelensky".to_owned() }).unwrap();
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    let lines = [
        "ua demand monitoring: The US must watch the ceasefire @Zelensky #onrecord",
        "ru red_line monitoring: No foreign troops",
        "ua offer monitoring: Cameras instead of posts #background",
        "ru rejection monitoring: Cameras are not enough",
        "ua demand \"Grain corridor\": Ships must pass !must",
    ];
    for text in lines {
        window.write(text);
        window.press(Key::Enter);
        assert_eq!(line(&window), "", "the line is free for the next");
    }
    let statements = logged(&window);
    assert_eq!(statements.len(), 5);
    assert_eq!(statements.iter().map(|one| one.party).collect::<Vec<_>>(), [ukraine, russia, ukraine, russia, ukraine]);
    assert!(statements.iter().all(|one| one.round == Some(round) && one.said_on == day));
    assert_eq!(statements[0].text, "The US must watch the ceasefire");
    assert!(matches!(statements[0].speaker, Some(Who::Person(_))));
    assert_eq!(statements[1].kind, StatementKind::RedLine);
    assert_eq!(statements[2].level, RecordLevel::Background);
    let issue = window.state().session().workspace().issues.values().last().unwrap().clone();
    assert_eq!((issue.name.as_str(), statements[4].issues.as_slice()), ("Grain corridor", [issue.id].as_slice()));
    assert!(window.shows("Russia: Cameras are not enough"), "they stand on the page");
    look(&mut window, "quick-five");

    // One step back each, the new issue with its statement; and the last line comes back by the arrow up.
    window.press_ctrl(Key::Z);
    assert_eq!((logged(&window).len(), window.state().session().workspace().issues.len()), (4, 1));
    window.press(Key::ArrowUp);
    assert_eq!(line(&window), lines[4]);
}

#[test]
fn what_is_not_understood_is_kept_and_explained() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    let before = logged(&window).len();
    window.press_ctrl(Key::L);
    window.write("ua demand: They must leave #nosuchlevel");
    look(&mut window, "quick-unknown");
    assert!(window.shows("“#nosuchlevel”"), "what was not understood is named with the reason");
    window.press(Key::Escape);
    window.press_ctrl(Key::L);
    window.press(Key::Enter);
    let statements = logged(&window);
    assert_eq!(statements.len(), before + 1);
    assert!(statements.last().unwrap().text.contains("#nosuchlevel"), "nothing typed is lost");
}

#[test]
fn a_line_that_is_not_ready_says_what_is_missing_and_keeps_every_character() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    let before = logged(&window).len();
    window.press_ctrl(Key::L);
    window.write("ua demand ");
    window.press(Key::Escape);
    window.press_ctrl(Key::L);
    window.press(Key::Enter);
    assert_eq!(logged(&window).len(), before);
    assert_eq!(line(&window), "ua demand ");
    assert!(window.shows("What was said"), "the missing part is named");
    window.write(": Stay away");
    window.press(Key::Enter);
    assert_eq!(logged(&window).len(), before + 1);
}

#[test]
fn completions_are_taken_by_tab_and_by_arrows_and_closed_by_escape() {
    let (session, _, round) = full_round();
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    window.write("ukr");
    assert!(window.shows("Ukraine, UA, party") || window.shows("party"), "what fits is offered");
    look(&mut window, "quick-offers");
    window.press(Key::Tab);
    assert_eq!(line(&window), "UA ");
    window.write("red");
    window.press(Key::Enter);
    assert!(line(&window).starts_with("UA red line") || line(&window).starts_with("UA red_line"), "{}", line(&window));
    window.write("moni");
    window.press(Key::ArrowDown);
    window.press(Key::ArrowUp);
    window.press(Key::Enter);
    assert!(line(&window).contains("easefire monitoring"), "{}", line(&window));
    assert!(window.shows("Until now"), "the position now stands beside it");
    look(&mut window, "quick-position");
    window.write("No @Umer");
    assert!(window.query_by_role(Role::ListBoxOption).is_some());
    window.press(Key::Escape);
    assert!(window.query_by_role(Role::ListBoxOption).is_none(), "Escape closes the list");
    assert!(window.get_by_role_and_label(Role::TextInput, "Quick line").is_focused(), "and leaves the cursor where it is");
}
