//! Several rows at once: selected by key and by click, edited and deleted as one step; and the menu of a row.

use crate::round::full_round;
use crate::support::{Drive as _, copying, look, sample_on, settle, window, window_of, window_reaching};
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{NegotiationId, RecordLevel, Statement, Verification, Vocabulary};
use rapporteur::ui::{Command, Page};

/// The four statements of the round, on the page of statements.
fn four() -> (Harness<'static, App>, NegotiationId) {
    let (session, negotiation, _) = full_round();
    (window(session, Page::Statements(negotiation)), negotiation)
}

fn press_with(window: &mut Harness<'static, App>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

/// Clicks a row with these keys held.
fn click_with(window: &mut Harness<'static, App>, modifiers: Modifiers, button: egui::PointerButton, label: &str) {
    let pos = window.get_by_label_contains(label).rect().left_center() + egui::vec2(6.0, 0.0);
    for event in [
        egui::Event::PointerMoved(pos),
        egui::Event::PointerButton { pos, button, pressed: true, modifiers },
        egui::Event::PointerButton { pos, button, pressed: false, modifiers },
    ] {
        window.event_modifiers(event, modifiers);
    }
    window.run();
}

const FIRST: &str = "Russia: An exchange serves";
const SECOND: &str = "Ukraine: A mission with";
const LAST: &str = "Ukraine: The United States must watch";

#[test]
fn rows_are_selected_by_key_and_escape_goes_back_to_one() {
    let (mut window, _) = four();
    window.get_by_label_contains(FIRST).focus();
    window.run();
    window.press(Key::Enter);
    assert_eq!(window.state().nav_selected(), 1);
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert!(window.shows("3 statements selected"));
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowUp);
    assert!(window.shows("2 statements selected"), "the range shrinks as it grew");
    assert!(window.get_by_label_contains(SECOND).is_focused());
    press_with(&mut window, Modifiers::COMMAND, Key::Space);
    assert!(!window.shows("selected"), "one was taken out");
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    assert!(window.shows("4 statements selected"));
    look(&mut window, "several selected");
    window.press(Key::Escape);
    assert!(!window.shows("statements selected"));
    assert_eq!(window.state().nav_selected(), 1);
    assert!(window.query_all_by_label_contains(": ").any(|node| node.is_focused()), "a row still has the focus");
}

#[test]
fn rows_are_selected_by_clicks() {
    let (mut window, _) = four();
    let primary = egui::PointerButton::Primary;
    click_with(&mut window, Modifiers::NONE, primary, FIRST);
    click_with(&mut window, Modifiers::SHIFT, primary, LAST);
    let all = window.state().session().workspace().statements.len();
    look(&mut window, "several clicked");
    assert!(window.shows(&format!("{all} statements selected")), "from the first to the last");
    click_with(&mut window, Modifiers::COMMAND, primary, SECOND);
    assert!(window.shows(&format!("{} statements selected", all - 1)));
    click_with(&mut window, Modifiers::NONE, primary, SECOND);
    assert!(!window.shows("statements selected"));
    assert_eq!(window.state().nav_selected(), 1);
}

#[test]
fn verification_is_changed_in_all_of_them_as_one_step() {
    let (mut window, _) = four();
    let before = window.state().session().workspace().clone();
    window.get_by_label_contains(FIRST).focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    window.click("Change verification");
    let focused = window.query_all_by_role(Role::ComboBox).find(egui_kittest::Node::is_focused);
    let focused = focused.map(|node| (node.accesskit_node().label(), node.accesskit_node().value()));
    assert_eq!(focused, Some((Some("Verification".to_owned()), Some("Differs".to_owned()))), "none is guessed");
    look(&mut window, "several edited");
    press_with(&mut window, Modifiers::ALT, Key::ArrowDown);
    window.get_by_role_and_label(Role::ListBoxOption, "Corroborated").click();
    window.run();
    let all = |window: &Harness<'static, App>| {
        window.state().session().workspace().statements.values().all(|one| one.verification == Verification::Corroborated)
    };
    assert!(all(&window));
    assert_eq!(window.state().session().undo_label(), Some("change verification of 4 statements"));
    window.press_ctrl(Key::Z);
    assert!(window.shows("Undid change verification of 4 statements"));
    assert_eq!(*window.state().session().workspace(), before);
}

/// Changes one field of all four statements with the editor of several that a command leads to, and takes the step back.
fn together(command: Command, choose: impl FnOnce(&mut Harness<'static, App>), label: &str, holds: impl Fn(&Statement) -> bool) {
    let (mut window, _) = four();
    let before = window.state().session().workspace().clone();
    window.get_by_label_contains(FIRST).focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    window.click(command.name());
    choose(&mut window);
    let after = window.state().session().workspace().clone();
    assert!(after.statements.values().all(&holds), "{label}");
    assert_eq!(window.state().session().undo_label(), Some(label));
    assert!(window.shows("4 statements selected"), "they stay selected for the next change");
    window.press_ctrl(Key::Z);
    assert_eq!(*window.state().session().workspace(), before, "{label} is one step");
}

/// Takes an item of the list of the combo that has the focus.
fn take(window: &mut Harness<'static, App>, item: &str) {
    press_with(window, Modifiers::ALT, Key::ArrowDown);
    window.get_by_role_and_label(Role::ListBoxOption, item).click();
    window.run();
}

#[test]
fn the_record_level_is_changed_in_all_of_them_as_one_step() {
    let label = "change record level of 4 statements";
    together(Command::ChangeLevel, |window| take(window, "Off the record"), label, |one| one.level == RecordLevel::OffRecord);
}

#[test]
fn an_issue_is_added_to_all_of_them_as_one_step() {
    let label = "change issues of 3 statements";
    together(Command::ChangeIssues, |window| take(window, "Exchange of prisoners"), label, |one| !one.issues.is_empty());
}

#[test]
fn an_issue_and_a_source_that_are_not_there_are_made_for_all_of_them_in_one_step() {
    let write = |window: &mut Harness<'static, App>, name: &str, label: &str| {
        press_with(window, Modifiers::ALT, Key::ArrowDown);
        window.write(name);
        assert!(window.query_by_role_and_label(Role::ListBoxOption, label).is_some(), "{label}");
        window.press(Key::Enter);
    };
    let issue = |window: &mut Harness<'static, App>| write(window, "Grain corridor", "New issue “Grain corridor”");
    together(Command::ChangeIssues, issue, "change issues of 4 statements", |one| !one.issues.is_empty());
    let source = |window: &mut Harness<'static, App>| write(window, "Agency wire", "New source “Agency wire”");
    together(Command::ChangeSources, source, "change sources of 4 statements", |one| !one.sources.is_empty());
}

#[test]
fn a_tag_is_added_to_all_of_them_as_one_step() {
    let write = |window: &mut Harness<'static, App>| {
        press_with(window, Modifiers::ALT, Key::ArrowDown);
        window.write("line of contact");
        window.press(Key::Enter);
    };
    together(Command::ChangeTags, write, "change tags of 4 statements", |one| one.tags == ["line of contact"]);
}

#[test]
fn statements_are_filtered_by_a_tag() {
    let (mut session, negotiation, _) = full_round();
    let mut one = session.workspace().statements_of(negotiation).next().unwrap().clone();
    one.tags = vec!["hostages".to_owned()];
    session.perform(rapporteur::session::Proposal::put("add tag", one)).unwrap();
    let mut window = window_of(session, Page::Statements(negotiation), [1920.0, 1080.0], ThemeChoice::Light);
    window.get_by_role_and_label(Role::ComboBox, "Tag").focus();
    window.run();
    take(&mut window, "hostages");
    assert!(window.shows("1 of 4 statements"));
    window.click("Clear filters");
    assert!(!window.shows("of 4 statements"));
}

#[test]
fn several_go_to_the_bin_and_come_back_by_one_undo() {
    let (mut window, _) = four();
    let before = window.state().session().workspace().clone();
    window.get_by_label_contains(FIRST).focus();
    window.run();
    window.press(Key::Enter);
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    press_with(&mut window, Modifiers::COMMAND, Key::Delete);
    assert!(window.shows("Moved 2 statements to the bin. Undo brings them back."));
    assert_eq!(window.state().session().workspace().bin.len(), 2, "each can come back alone");
    assert_eq!(window.state().session().workspace().statements.len(), before.statements.len() - 2);
    window.press_ctrl(Key::Z);
    assert_eq!(*window.state().session().workspace(), before);
}

#[test]
fn the_selected_are_copied_as_a_table() {
    let (session, negotiation, _) = full_round();
    let (outside, copies) = copying();
    let mut window = window_reaching(session, Page::Statements(negotiation), outside);
    window.get_by_label_contains("Russia: No foreign").focus();
    window.run();
    window.press(Key::Enter);
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowUp);
    window.click("Copy the selected as a table");
    settle(&mut window);
    let copied = copies.lock().unwrap().last().unwrap().text.clone();
    assert!(copied.contains("No foreign observers") && !copied.contains("must watch the ceasefire"), "{copied}");
}

#[test]
fn a_rows_menu_is_opened_walked_and_left_by_key() {
    let (mut window, _) = four();
    window.get_by_label_contains(LAST).focus();
    window.run();
    press_with(&mut window, Modifiers::SHIFT, Key::F10);
    let first = window.get_by_role_and_label(Role::MenuItem, "Open");
    assert!(first.is_focused());
    look(&mut window, "menu of a row");
    window.press(Key::ArrowDown);
    assert!(window.get_by_role_and_label(Role::MenuItem, "Edit").is_focused());
    window.press(Key::Escape);
    assert!(window.query_by_role_and_label(Role::MenuItem, "Edit").is_none());
    assert!(window.get_by_label_contains(LAST).is_focused(), "the focus is back on the row");
    window.press(Key::Menu);
    window.get_by_role_and_label(Role::MenuItem, "Go to Rustem Umerov").click();
    window.run();
    assert_eq!(*window.state().page(), Page::Directory);
}

#[test]
fn a_click_with_the_other_button_opens_the_menu_of_rows_and_cells() {
    let session = sample_on("2026-01-26");
    let negotiation = *session.workspace().negotiations.keys().next().unwrap();
    let mut window = window(session, Page::Compare(negotiation));
    let secondary = egui::PointerButton::Secondary;
    let cell = window.query_all_by_role(Role::GridCell).find_map(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        label.contains("Demand").then_some(label)
    });
    click_with(&mut window, Modifiers::NONE, secondary, &cell.unwrap());
    look(&mut window, "menu of a cell");
    assert!(window.query_by_role_and_label(Role::MenuItem, "Earlier versions").is_some());
    window.press(Key::Escape);
    window.press_ctrl(Key::Num3);
    click_with(&mut window, Modifiers::NONE, secondary, "Gomel 1, 28");
    assert!(window.query_by_role_and_label(Role::MenuItem, "Add follow-up").is_some());
    window.get_by_role_and_label(Role::MenuItem, "Delete").click();
    window.run();
    assert!(window.shows("to the bin. Undo brings it back."));
}

#[test]
fn home_end_and_letters_lead_through_a_menu_and_the_value_at_hand_is_told_from_the_focus() {
    let (mut window, _) = four();
    let focused = |window: &Harness<'static, App>| crate::support::focused(window).unwrap_or_default();
    window.get_by_label_contains(FIRST).focus();
    window.run();
    press_with(&mut window, Modifiers::SHIFT, Key::F10);
    let first = focused(&window);
    window.press(Key::End);
    assert_eq!(focused(&window), "Delete");
    window.press(Key::Home);
    assert_eq!(focused(&window), first);
    window.write("change v");
    assert_eq!(focused(&window), "Change verification");
    window.write("c");
    assert_eq!(focused(&window), "Change record level", "the next that begins so");
    window.press(Key::Enter);
    let mut said = window.state().session().workspace().statements.values();
    let at_hand = said.find(|one| one.text.starts_with("An exchange serves")).unwrap().level.clone();
    let begins = RecordLevel::KNOWN.iter().find(|level| **level == at_hand).unwrap_or(&RecordLevel::KNOWN[0]);
    assert_eq!(focused(&window), begins.label(), "it begins at the value at hand");
    drop(said);
    window.press(Key::Home);
    assert_ne!(focused(&window), "", "a key leads through the terms");
    window.write("ch");
    let to = focused(&window);
    assert_eq!(to, RecordLevel::ChathamHouse.label());
    look(&mut window, "menu of terms by key");
    let holding = |window: &Harness<'static, App>| {
        let all = window.state().session().workspace().statements.values();
        all.filter(|one| one.level == RecordLevel::ChathamHouse).count()
    };
    assert_eq!(holding(&window), 0);
    window.press(Key::Enter);
    assert_eq!(holding(&window), 1, "what had the focus was taken, for the one whose menu it is");
}

#[test]
fn every_row_has_a_menu_by_key() {
    let session = sample_on("2026-01-26");
    let negotiation = *session.workspace().negotiations.keys().next().unwrap();
    let round = *session.workspace().rounds.keys().next().unwrap();
    let mut window = window(session, Page::Overview(negotiation));
    for page in [
        Page::Upcoming,
        Page::Overview(negotiation),
        Page::Round(round),
        Page::Rounds(negotiation),
        Page::Statements(negotiation),
        Page::Issues(negotiation),
        Page::Sources(negotiation),
        Page::Directory,
    ] {
        let ctx = window.ctx.clone();
        window.state_mut().perform(rapporteur::ui::Action::Go(page.clone()), &ctx);
        window.run();
        let mut seen = 0;
        for role in [Role::ListItem, Role::Row, Role::TreeItem] {
            let all: Vec<String> = window
                .query_all_by_role(role)
                .filter(|node| node.rect().left() > 240.0 && node.rect().right() < 1280.0 && node.rect().bottom() < 740.0)
                .filter_map(|node| node.accesskit_node().label())
                // "7 statements" leads to a page and stands for no record.
                .filter(|name| name.split_once(' ').is_none_or(|(count, _)| count.parse::<u32>().is_err()))
                .filter(|name| name != "Columns" && window.query_all_by_role_and_label(role, name).count() == 1)
                .collect();
            for name in all.iter().step_by(all.len() / 4 + 1) {
                let Some(row) = window.query_by_role_and_label(role, name) else { continue };
                row.focus();
                window.run();
                press_with(&mut window, Modifiers::SHIFT, Key::F10);
                assert!(window.query_all_by_role(Role::MenuItem).next().is_some(), "no menu on {page:?}: {name}");
                window.press(Key::Escape);
                seen += 1;
            }
        }
        assert!(seen > 0, "no rows on {page:?}");
    }
}

#[test]
fn statements_to_look_at_are_filtered_and_settled_together_as_one_step() {
    let (mut session, negotiation, _) = full_round();
    let open: Vec<Statement> = session.workspace().statements_of(negotiation).take(2).cloned().collect();
    for mut one in open {
        one.to_check = vec!["“whispered” is no record level".to_owned()];
        session.perform(rapporteur::session::Proposal::put("note what is open", one)).unwrap();
    }
    let before = session.workspace().clone();
    let mut window = window(session, Page::Statements(negotiation));
    window.query_all_by_label("To look at (2)").next().unwrap().click();
    window.run();
    assert!(window.shows("2 of 4 statements"));
    window
        .query_all_by_role(Role::ListItem)
        .find(|node| node.accesskit_node().label().unwrap_or_default().contains(": "))
        .unwrap()
        .focus();
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    assert!(window.shows("2 statements selected"));
    window.press(Key::F9);
    assert!(window.shows("Settled 2 statements"));
    assert!(window.shows("0 of 4 statements"), "the filter stays until it is cleared");
    assert_eq!(window.state().session().undo_label(), Some("mark 2 statements as settled"));
    window.press_ctrl(Key::Z);
    assert_eq!(*window.state().session().workspace(), before);
    assert!(window.shows("2 of 4 statements"));
    window.click("Clear filters");
    assert!(!window.shows("of 4 statements"));
}

#[test]
fn one_record_of_any_kind_is_settled_from_its_menu() {
    let (mut session, _, round) = full_round();
    let workspace = session.workspace().clone();
    let mut incident = workspace.incidents.values().next().unwrap().clone();
    let mut follow_up = workspace.follow_ups.values().next().unwrap().clone();
    let mut statement = workspace.statements.values().next().unwrap().clone();
    for reasons in [&mut incident.to_check, &mut follow_up.to_check, &mut statement.to_check] {
        reasons.push("“x” is not a date".to_owned());
    }
    let puts = vec![incident.into(), follow_up.into(), statement.into()];
    session.perform(rapporteur::session::Proposal { label: "mark".to_owned(), puts, gesture: None }).unwrap();
    let mut window = window(session, Page::Round(round));
    for (name, label) in [
        ("Incident: ", "mark incident as settled"),
        ("Follow-up: ", "mark follow-up as settled"),
        ("Ukraine: The United States must watch", "mark statement as settled"),
    ] {
        window.get_by_label_contains(name).focus();
        window.run();
        press_with(&mut window, Modifiers::SHIFT, Key::F10);
        window.get_by_role_and_label(Role::MenuItem, "Mark as settled").click();
        window.run();
        assert_eq!(window.state().session().undo_label(), Some(label));
    }
    assert!(!window.shows("to look at"), "nothing is left");
}
