//! Notes taken while people speak: lines with their time and with who has the floor, sorted out on the reading page.

use egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::model::{SourceKind, When};
use rapporteur::ui::Page;

use crate::support::{Drive, focused, look, two_parties, window, window_of};

fn text(window: &Harness<'static, App>) -> String {
    window.state().session().workspace().sources.values().next().map(|source| source.text.clone()).unwrap_or_default()
}

#[test]
fn lines_are_kept_with_their_time_and_sorted_out_on_the_reading_page() {
    let (session, negotiation, first, _) = two_parties();
    let name = session.workspace().parties[&first].name.clone();
    let mut window = window(session, Page::Overview(negotiation));
    window.press_ctrl(Key::M);
    assert_eq!(focused(&window).as_deref(), Some("Line of notes"));
    window.write("They sit down");
    window.press(Key::Enter);
    window.write("1");
    window.write("We demand that the roads are opened.");
    look(&mut window, "notes");
    window.press(Key::Enter);
    // A space first begins with a figure.
    window.write(" 20 trucks a day.");
    window.press(Key::Enter);
    window.press(Key::Enter);
    let lines: Vec<String> = text(&window).split("\n\n").map(|line| line.trim().to_owned()).collect();
    let clock = lines[0].split(' ').next().unwrap().to_owned();
    assert_eq!(lines[0], format!("{clock} – They sit down"));
    assert_eq!(lines[1], format!("{clock} {name}: We demand that the roads are opened."));
    assert_eq!(lines[2], format!("{clock} {name}: 20 trucks a day."));
    assert_eq!(lines.len(), 3);
    let source = window.state().session().workspace().sources.values().next().cloned().unwrap();
    assert_eq!(source.kind, SourceKind::OwnNotes);
    assert!(matches!(source.published, When::Day(_)));
    // The same notes go on.
    window.press_ctrl(Key::Num2);
    window.press_ctrl(Key::M);
    assert_eq!(window.state().session().workspace().sources.len(), 1);
    // One step takes one line back.
    window.press_ctrl(Key::Z);
    assert!(!text(&window).contains("20 trucks"));
    // On the reading page who had the floor says it, at that time.
    window.press_ctrl(Key::R);
    assert_eq!(focused(&window).as_deref(), Some("Text"));
    window.press(Key::ArrowDown);
    window.event(egui::Event::Text("s".to_owned()));
    window.run();
    assert!(window.shows(&format!("Party: {name}, proposed")) && window.shows("Kind: Demand, proposed"));
    look(&mut window, "notes_read");
    window.press(Key::Enter);
    let said = window.state().session().workspace().statements.values().next().cloned().unwrap();
    assert_eq!((said.text.as_str(), said.party), ("We demand that the roads are opened.", first));
    assert!(matches!(said.said_on, When::At { .. }), "{:?}", said.said_on);
    assert_eq!(said.passages[0].quote, "We demand that the roads are opened.");
}

#[test]
fn the_floor_changes_in_a_line_and_what_was_begun_is_not_lost() {
    let (session, negotiation, _, second) = two_parties();
    let name = session.workspace().parties[&second].name.clone();
    let mut window = window_of(session, Page::Overview(negotiation), [1920.0, 1080.0], ThemeChoice::Dark);
    window.press_ctrl(Key::M);
    window.write("Not a word of it");
    // As keyboards send it: the key, and the digit that it writes.
    let pressed =
        egui::Event::Key { key: Key::Num2, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::ALT };
    window.input_mut().events.extend([pressed, egui::Event::Text("2".to_owned())]);
    window.run();
    look(&mut window, "notes_dark");
    window.press_ctrl(Key::Num2);
    window.press_ctrl(Key::M);
    window.click("Time from hearing to typing: 20 s");
    assert_eq!(window.get_by_label("Line of notes").value().as_deref(), Some("Not a word of it"));
    window.get_by_label("Line of notes").focus();
    window.run();
    window.press(Key::Enter);
    let ends = format!(":59 {name}: Not a word of it");
    assert!(text(&window).trim_end().ends_with(&ends), "twenty seconds before noon: {}", text(&window));
}
