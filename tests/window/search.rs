//! Search: any spelling in any script finds the person, and the keys alone are enough.

use crate::support::{Drive as _, look, sample_on, window, window_of};
use egui::{Key, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
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
