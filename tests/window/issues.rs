//! Issues: added by keyboard, moved, set in state.

use crate::support::{Drive, look, sample_on, two_parties, window, window_of};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::IssueState;
use rapporteur::query::issues::tree;
use rapporteur::ui::{Action, Command, Page};

/// The issues as they stand, a hyphen a level.
fn shown(window: &Harness<'static, App>) -> String {
    let workspace = window.state().session().workspace();
    let negotiation = *workspace.negotiations.keys().next().unwrap();
    let line =
        |node: rapporteur::query::issues::Node| format!("{}{}", "-".repeat(node.depth), workspace.issues[&node.issue].name);
    tree(workspace, negotiation).into_iter().map(line).collect::<Vec<_>>().join(" ")
}

fn press_with(window: &mut Harness<'static, App>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

#[test]
fn issues_are_added_levelled_and_moved_by_keyboard() {
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Issues(negotiation));
    look(&mut window, "issues-empty");
    window.click("Add the first issue");
    window.write("Territory");
    window.press(Key::Enter);
    window.write("Ceasefire");
    window.press(Key::Enter);
    window.write("Monitoring");
    window.press(Key::Tab);
    window.press(Key::Enter);
    window.write("Prisoners");
    press_with(&mut window, Modifiers::SHIFT, Key::Tab);
    look(&mut window, "issues-adding");
    window.press(Key::Enter);
    window.press(Key::Enter);
    assert_eq!(shown(&window), "Territory Ceasefire -Monitoring Prisoners");

    // The focus is back on the row of the last one.
    press_with(&mut window, Modifiers::COMMAND, Key::ArrowUp);
    assert_eq!(shown(&window), "Territory Prisoners Ceasefire -Monitoring");
    press_with(&mut window, Modifiers::COMMAND, Key::ArrowRight);
    assert_eq!(shown(&window), "Territory -Prisoners Ceasefire -Monitoring");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.write("Energy truce");
    window.press(Key::Enter);
    window.press(Key::Escape);
    assert_eq!(shown(&window), "Territory -Prisoners Ceasefire -Monitoring Energy truce");
    window.press_ctrl(Key::Z);
    window.press_ctrl(Key::Z);
    assert_eq!(shown(&window), "Territory Prisoners Ceasefire -Monitoring", "each is one step back");
}

#[test]
fn the_state_is_changed_where_it_stands() {
    let (mut session, negotiation, ..) = two_parties();
    let new = rapporteur::session::New::Issue { negotiation, name: "Territory".to_owned(), parent: None };
    session.create(new).unwrap();
    let mut window = window(session, Page::Issues(negotiation));
    window.get_by_role_and_label(Role::ComboBox, "State of Territory").click();
    window.run();
    window.click("Bracketed");
    let state =
        |window: &Harness<'static, App>| window.state().session().workspace().issues.values().next().unwrap().state.clone();
    assert_eq!(state(&window), IssueState::Bracketed);
    window.click("Territory, Bracketed, nothing stated");
    window.get_by_label("Move down: Territory");
}

#[test]
fn the_issues_of_the_sample() {
    let session = sample_on("2026-03-10");
    let negotiation = *session.workspace().negotiations.keys().nth(1).unwrap();
    let mut window = window_of(session, Page::Issues(negotiation), [1280.0, 800.0], ThemeChoice::Light);
    window.get_by_label_contains("Territory, ").click();
    window.run();
    assert!(window.shows("Move up: Territory"));
    look(&mut window, "issues-sample");
}

#[test]
fn a_new_issue_from_elsewhere_is_named_and_the_next_one_too() {
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Overview(negotiation));
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Run(Command::NewIssue), &ctx);
    window.run();
    window.write("Wages");
    // The frame after Enter has the next letters already.
    window.key_press(Key::Enter);
    window.event(egui::Event::Text("Shifts".to_owned()));
    window.run();
    window.press(Key::Enter);
    window.write("Pensions");
    window.press(Key::Enter);
    assert_eq!(shown(&window), "Wages Shifts Pensions");
}

#[test]
fn a_name_half_given_is_kept_by_the_button() {
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Issues(negotiation));
    window.click("Add the first issue");
    window.write("Wages");
    window.press(Key::Enter);
    window.write("Shifts");
    window.click("Add issue");
    window.write("Pensions");
    window.click("Add issue");
    assert_eq!(shown(&window), "Wages Shifts Pensions");
}
