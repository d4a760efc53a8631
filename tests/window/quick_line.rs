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
    let day = When::Day("2026-01-25".parse().unwrap());
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

#[test]
fn a_line_begun_under_one_round_waits_there_and_never_goes_to_another() {
    let (mut session, negotiation, round) = full_round();
    let other = session.create(New::Round { negotiation, when: When::Day("2026-03-01".parse().unwrap()) }).unwrap();
    let rapporteur::model::RecordId::Round(other) = other else { unreachable!("a round was made") };
    let mut window = window(session, Page::Round(round));
    window.press_ctrl(Key::L);
    window.write("ua demand: half wri");
    let go = |window: &mut Harness<'static, App>, page: Page| {
        let ctx = window.ctx.clone();
        window.state_mut().perform(rapporteur::ui::Action::Go(page), &ctx);
        window.run();
    };
    go(&mut window, Page::Round(other));
    assert_eq!(line(&window), "");
    go(&mut window, Page::Round(round));
    assert_eq!(line(&window), "ua demand: half wri");
}

#[test]
fn what_nobody_stated_is_not_filled_in() {
    let (mut session, negotiation, ..) = two_parties();
    let ahead = session.create(New::Round { negotiation, when: When::Day("2026-06-01".parse().unwrap()) }).unwrap();
    let rapporteur::model::RecordId::Round(ahead) = ahead else { unreachable!("a round was made") };
    let mut window = window(session, Page::Round(ahead));
    window.press_ctrl(Key::L);
    window.write("ua demand: Come in June @Nobody");
    window.press(Key::Escape);
    window.press_ctrl(Key::L);
    window.press(Key::Enter);
    let said = logged(&window).pop().unwrap();
    assert_eq!(said.level, RecordLevel::Unstated);
    assert_eq!(said.verification, rapporteur::model::Verification::Unverified, "no source, so nobody has checked it");
    assert_eq!(said.said_on, When::Day("2026-01-26".parse().unwrap()), "said today about a round that is ahead");
    assert!(window.shows("Not understood, and left in the text: @Nobody"), "the one who typed is told");
}
