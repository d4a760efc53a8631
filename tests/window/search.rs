//! Search: any spelling in any script finds the person, and the keys alone are enough.

use crate::support::{Drive as _, look, party, sample_on, two_parties, window, window_of};
use egui::{Key, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::ui::Page;

const TODAY: &str = "2026-09-28";

fn search(words: &str) -> Harness<'static, App> {
    let mut window = window(sample_on(TODAY), Page::Search);
    window.write(words);
    window
}

#[test]
fn every_spelling_of_the_envoys_name_finds_him() {
    let names = include_str!("../data/talks-2022-2026/names.tsv");
    let spellings: Vec<&str> =
        names.lines().filter(|line| line.starts_with("witkoff\t")).filter_map(|line| line.split('\t').nth(2)).collect();
    assert!(spellings.len() >= 14, "{}", spellings.len());
    let mut window = window(sample_on(TODAY), Page::Search);
    for spelling in spellings {
        window.get_by_role_and_label(Role::TextInput, "Search").focus();
        window.run();
        window.press_ctrl(Key::A);
        window.write(spelling);
        let found = window.query_all_by_label_contains("Steve Witkoff").next().is_some();
        assert!(found, "{spelling}");
    }
}

#[test]
fn the_field_has_the_focus_on_arrival_and_the_keys_lead_to_the_page_of_the_first_result() {
    let mut window = window(sample_on(TODAY), Page::Upcoming);
    window.press_ctrl(Key::F);
    assert!(window.get_by_role_and_label(Role::TextInput, "Search").is_focused());
    window.write("ukra");
    window.press(Key::ArrowDown);
    let first = window.get_by_role_and_label(Role::ListItem, "Ukraine");
    assert!(first.is_focused(), "down goes to the first result");
    window.press(Key::ArrowUp);
    assert!(window.get_by_role_and_label(Role::TextInput, "Search").is_focused(), "and up comes back");
    window.press(Key::Enter);
    window.press(Key::Enter);
    assert_eq!(*window.state().page(), Page::Directory);
    window.press_ctrl(Key::F);
    assert!(window.get_by_role_and_label(Role::TextInput, "Search").is_focused());
}

#[test]
fn results_stand_by_kind_with_their_number_and_more_can_be_shown() {
    let mut window = search("ceasefire");
    look(&mut window, "search-light");
    window.get_by_role_and_label(Role::Heading, "Statements");
    // Further down than the window reaches: by key.
    window.query_all_by_label_contains(" more statements…").next().unwrap().focus();
    window.run();
    window.press(Key::Enter);
    assert!(!window.shows(" more statements…") && window.shows(" more issues…"));
}

#[test]
fn what_was_looked_for_is_remembered_once_something_was_opened() {
    let mut window = search("geneva");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    assert_ne!(*window.state().page(), Page::Search);
    window.press_ctrl(Key::F);
    window.press_ctrl(Key::A);
    window.press(Key::Delete);
    window.click("geneva");
    assert!(window.query_all_by_label_contains("Geneva").next().is_some());
}

#[test]
fn nothing_found_says_what_to_try() {
    let mut window = search("xyzzyq");
    assert!(window.shows("Nothing found for “xyzzyq”"));
    look(&mut window, "search-nothing-light");
}

/// Pictures of scripts that run the other way, to be looked at.
#[test]
fn marks_stand_where_the_words_are_in_any_script() {
    for (words, name) in [("ויטקוף", "hebrew"), ("ويتكوف", "arabic"), ("威特科夫", "han"), ("видк", "cyrillic")]
    {
        let mut window = window_of(sample_on(TODAY), Page::Search, [1280.0, 800.0], ThemeChoice::Dark);
        window.write(words);
        look(&mut window, &format!("search-{name}-dark"));
    }
}

#[test]
fn results_of_each_kind_are_sorted_the_first_ones_of_all_that_were_found() {
    let (mut session, ..) = two_parties();
    for number in [30, 12, 9, 100, 1, 7, 25] {
        party(&mut session, &format!("Port {number}"), "");
    }
    let mut window = window(session, Page::Search);
    window.write("port");
    let shown = |window: &Harness<'static, App>| -> Vec<String> {
        let mut rows: Vec<(f32, String)> = window
            .query_all_by_role(Role::ListItem)
            .filter_map(|node| Some((node.rect().top(), node.accesskit_node().label()?)))
            .filter(|(_, name)| name.starts_with("Port "))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        rows.into_iter().map(|(_, name)| name).collect()
    };
    assert_eq!(shown(&window).len(), 5);
    window.get_by_role_and_label(Role::ComboBox, "Sort by").click();
    window.run();
    window.get_by_role_and_label(Role::ListBoxOption, "Name").click();
    window.run();
    assert_eq!(shown(&window), ["Port 1", "Port 7", "Port 9", "Port 12", "Port 25"]);
    window.click("Sorted upwards");
    assert_eq!(shown(&window), ["Port 100", "Port 30", "Port 25", "Port 12", "Port 9"]);
    look(&mut window, "search sorted");
}
