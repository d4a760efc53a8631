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

#[test]
fn a_filter_stays_with_its_negotiation() {
    use rapporteur::session::New;
    use rapporteur::ui::{Action, Command};
    let (mut session, negotiation, ukraine, _) = two_parties();
    let other = match session.create(New::Negotiation { title: "Harbour wages".to_owned() }).unwrap() {
        rapporteur::model::RecordId::Negotiation(other) => other,
        other => unreachable!("not a negotiation: {other:?}"),
    };
    for (of, text) in [(negotiation, "Certain words"), (other, "Words of the harbour")] {
        let (round, party, issue, text) = (None, ukraine, None, text.to_owned());
        session.create(New::Statement { negotiation: of, round, party, issue, text }).unwrap();
    }
    let context = session.line_context(negotiation, None, chrono_tz::Tz::UTC);
    session.log(&context, "ua demand nothing known: Doubtful words", true).unwrap();
    let mut window = window(session, Page::Statements(negotiation));
    let act = |window: &mut egui_kittest::Harness<'static, rapporteur::app::App>, action: Action| {
        let ctx = window.ctx.clone();
        window.state_mut().perform(action, &ctx);
        window.run();
    };
    act(&mut window, Action::Run(Command::ToCheck));
    assert!(window.shows("Doubtful words") && !window.shows("Certain words"));
    act(&mut window, Action::Go(Page::Statements(other)));
    assert!(window.shows("Words of the harbour"), "nobody filtered this list");
    act(&mut window, Action::Go(Page::Statements(negotiation)));
    assert!(window.shows("Doubtful words") && !window.shows("Certain words"), "and that one is as it was");
}
