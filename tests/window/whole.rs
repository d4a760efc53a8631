//! The four jobs end to end in one window on a real folder: a round is logged from nothing, statements are recorded, positions
//! compared, the next round and its conflict seen; all of it is undone, done again, closed, and there when opened again.

use crate::support::{Drive as _, look, now, window};
use egui::{Key, Modifiers, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rapporteur::app::App;
use rapporteur::model::{Statement, When, Workspace};
use rapporteur::session::{Fixed, Session};
use rapporteur::store::Store;
use rapporteur::ui::Page;
use std::path::Path;

type Window = Harness<'static, App>;

fn open(dir: &Path) -> Session {
    let opened = Store::open(dir, uuid::Uuid::from_u128(7)).unwrap();
    assert!(opened.problems.is_empty());
    Session::open(opened, Box::new(Fixed::at(now())), "Note-taker")
}

fn workspace(window: &Window) -> &Workspace {
    window.state().session().workspace()
}

fn said<'a>(window: &'a Window, text: &str) -> &'a Statement {
    workspace(window).statements.values().find(|one| one.text.contains(text)).unwrap()
}

fn press_with(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

/// Types into what has the focus, and goes on to the next field.
fn fill_in(window: &mut Window, words: &[&str]) {
    for word in words {
        window.write(word);
        window.press(Key::Tab);
    }
}

/// Clicks the first of several controls that carry that label: the page comes before the inspector.
fn click_first(window: &mut Window, role: Role, label: &str) {
    let node = window.get_all_by_role_and_label(role, label).next().unwrap();
    node.click();
    window.run();
}

/// Puts the focus into a field, with what is in it chosen, and types.
fn fill(window: &mut Window, label: &str, words: &str) {
    let is_field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput);
    let of_label = window.get_all_by_label(label).filter(|node| is_field(node.accesskit_node().role()));
    let fields: Vec<_> = of_label.collect();
    fields[fields.len() - 1].focus();
    drop(fields);
    window.run();
    window.press_ctrl(Key::A);
    window.write(words);
}

const COMMAND_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// A negotiation and two parties, by keyboard alone.
fn set_the_table(window: &mut Window) {
    press_with(window, COMMAND_SHIFT, Key::P);
    fill_in(window, &["Ukraine", "UA"]);
    press_with(window, COMMAND_SHIFT, Key::P);
    fill_in(window, &["Russia", "RU"]);
    press_with(window, COMMAND_SHIFT, Key::N);
    fill_in(window, &["Border talks"]);
    let shorts: Vec<&str> = workspace(window).parties.values().map(|party| party.short.as_str()).collect();
    assert_eq!(shorts, ["UA", "RU"]);
    let negotiation = workspace(window).negotiations.values().next().unwrap();
    assert_eq!(negotiation.title, "Border talks");
}

/// When, where, who, agenda.
fn log_a_round(window: &mut Window) {
    window.press_ctrl(Key::N);
    fill_in(window, &["23-24 Jan 2026"]);
    fill_in(window, &["Abu Dhabi", "held"]);
    click_first(window, Role::Button, "Add attendance");
    window.write("Rustem Umerov");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    click_first(window, Role::Button, "Edit agenda");
    for issue in ["Monitoring", "Prisoners", "Territory"] {
        window.write(issue);
        window.press(Key::ArrowDown);
        window.press(Key::Enter);
    }
    let round = workspace(window).rounds.values().next().unwrap();
    let (first, last) = ("2026-01-23".parse().unwrap(), "2026-01-24".parse().unwrap());
    assert_eq!(round.schedule.when, When::Span { first, last });
    assert_eq!(round.venue.city, "Abu Dhabi");
    assert_eq!(round.schedule.status, rapporteur::model::ScheduleStatus::Held);
    let person = &workspace(window).people[&round.attendance[0].person.unwrap()];
    assert_eq!(person.name, "Rustem Umerov");
    assert_eq!(workspace(window).issues[&round.agenda[0]].name, "Monitoring");
}

fn record_statements(window: &mut Window) {
    window.press_ctrl(Key::L);
    for line in [
        "ua demand monitoring: The UN must watch the ceasefire @Umerov #onrecord",
        "ru red line monitoring: No foreign troops",
        "ua offer prisoners: All for all",
        "ru condition prisoners: Lists first #background",
        "ru demand territory: Recognition of the line !must",
    ] {
        window.write(line);
        window.press(Key::Enter);
    }
    assert_eq!(workspace(window).statements.len(), 5);
    // The sixth in the inspector.
    window.press_ctrl(Key::E);
    fill(window, "Party", "ukr");
    window.press(Key::Enter);
    fill(window, "Text", "The US must watch the ceasefire");
    fill(window, "Issues", "monit");
    window.press(Key::Enter);
    assert_eq!(workspace(window).statements.len(), 6);
    let monitoring = said(window, "UN must watch").issues.clone();
    assert_eq!(said(window, "US must watch").issues, monitoring);
    look(window, "whole-round");
}

/// Marks the first Ukrainian word on monitoring as replaced, and sees the matrix change.
fn supersede_and_compare(window: &mut Window) {
    let (earlier, later) = (said(window, "UN must watch").id, said(window, "US must watch").id);
    // Without the link the two words of one day stand by their order; the link says which one counts.
    window.press_ctrl(Key::Num5);
    assert!(window.shows("The US must watch the ceasefire"));
    window.press_ctrl(Key::Num3);
    let round = workspace(window).rounds.values().next().unwrap().id;
    let ctx = window.ctx.clone();
    window.state_mut().perform(rapporteur::ui::Action::Go(Page::Round(round)), &ctx);
    window.run();
    // The earlier one is made to replace the later: the matrix must turn round.
    let row = statement_row(window, "UN must watch");
    click_first(window, Role::ListItem, &row);
    click_first(window, Role::Button, "Movement and links");
    fill(window, "Replaces", "US must watch");
    window.press(Key::Enter);
    assert_eq!(workspace(window).statements[&earlier].supersedes, [later]);
    window.press_ctrl(Key::Num5);
    assert!(window.shows("The UN must watch the ceasefire"), "the matrix shows the word that counts");
    assert!(!window.shows("The US must watch the ceasefire"), "and not the one that it replaces");
    look(window, "whole-matrix");
    window.click("View: Side by side");
    assert!(window.shows("No foreign troops") && window.shows("The UN must watch the ceasefire"));
    look(window, "whole-side-by-side");
}

/// The accessible name of a statement's row.
fn statement_row(window: &Window, text: &str) -> String {
    let rows = window.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::ListItem);
    rows.filter_map(|node| node.accesskit_node().label()).find(|label| label.contains(text)).unwrap()
}

/// A second round with two announcements that cannot both be true, seen in Upcoming.
fn plan_the_next(window: &mut Window) {
    window.press_ctrl(Key::N);
    fill_in(window, &["1 Feb 2026", "Abu Dhabi"]);
    for (who, when) in [("Zelensky", "as early as next week"), ("US official", "1 Feb 2026")] {
        click_first(window, Role::Button, "Add announcement");
        fill(window, "Announced by", who);
        window.press(Key::Tab);
        fill(window, "Date announced", when);
        window.press(Key::Enter);
    }
    window.press_ctrl(Key::Num1);
    for words in ["Round 2", "Zelensky", "as early as next week", "US official", "1 February 2026"] {
        assert!(window.shows(words), "{words}");
    }
    look(window, "whole-upcoming");
}

#[test]
fn the_four_jobs_from_nothing_and_all_of_it_undone_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("record");
    let mut window = window(open(&dir), Page::Upcoming);
    set_the_table(&mut window);
    log_a_round(&mut window);
    record_statements(&mut window);
    supersede_and_compare(&mut window);
    plan_the_next(&mut window);
    assert!(window.state_mut().save_all());
    let done = workspace(&window).clone();

    let mut steps = 0;
    while window.state().session().undo_label().is_some() {
        window.press_ctrl(Key::Z);
        steps += 1;
        assert!(steps < 500, "undo comes to an end");
    }
    assert_eq!(*workspace(&window), Workspace::new(done.id), "everything is undone");
    assert!(window.shows("No negotiation yet"));
    for _ in 0..steps {
        press_with(&mut window, COMMAND_SHIFT, Key::Z);
    }
    assert_eq!(*workspace(&window), done, "everything is done again");
    assert!(window.state_mut().save_all());
    drop(window);

    let again = crate::support::window(open(&dir), Page::Upcoming);
    assert_eq!(*workspace(&again), done, "what was closed is what is opened");
    assert!(again.shows("as early as next week") && again.shows("Border talks"));
}
