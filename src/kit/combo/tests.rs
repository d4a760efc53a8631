//! A choice from a list, driven by pointer and key.

use egui_kittest::{Harness, kittest::Queryable};

use super::*;

#[derive(Default)]
struct State {
    current: String,
    last: Option<Choice>,
}

fn harness() -> Harness<'static, State> {
    crate::kit::testing::builder().with_size(Vec2::new(320.0, 400.0)).build_ui_state(
        |ui, state: &mut State| {
            let items = ["Abu Dhabi", "Geneva", "Istanbul", "Riyadh"];
            let choice = combo("Venue", &state.current, &items).own_word().clearable().show(ui);
            state.last = choice.or(state.last.take());
        },
        State::default(),
    )
}

#[test]
fn an_item_is_chosen_by_the_pointer() {
    let mut harness = harness();
    harness.get_by_role_and_label(Role::ComboBox, "Venue").click();
    harness.run();
    harness.get_by_role_and_label(Role::ListBoxOption, "Geneva").click();
    harness.run();
    assert_eq!(harness.state().last, Some(Choice::Item(1)));
    assert!(harness.query_by_label("Riyadh").is_none(), "the list closes");
}

#[test]
fn an_item_is_chosen_by_keys() {
    let mut harness = harness();
    harness.get_by_role_and_label(Role::ComboBox, "Venue").click();
    harness.run();
    harness.get_by_label("Filter Venue").type_text("b");
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    // Two places hold the letter; the arrow leads to the second.
    assert_eq!(harness.state().last, Some(Choice::Item(2)));
}

#[test]
fn a_word_of_ones_own_and_nothing_can_be_chosen() {
    let mut harness = harness();
    harness.get_by_role_and_label(Role::ComboBox, "Venue").click();
    harness.run();
    harness.get_by_label("Filter Venue").type_text("Chişinău");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().last, Some(Choice::Own("Chişinău".to_owned())));
    harness.get_by_role_and_label(Role::ComboBox, "Venue").click();
    harness.run();
    harness.get_by_label("Nothing").click();
    harness.run();
    assert_eq!(harness.state().last, Some(Choice::Cleared));
}

fn choosing(items: &'static [&'static str]) -> Harness<'static, State> {
    crate::kit::testing::builder().with_size(Vec2::new(320.0, 400.0)).build_ui_state(
        |ui, state: &mut State| {
            let choice = combo("Kind", &state.current, items).show(ui);
            state.last = choice.or(state.last.take());
            let _ = ui.button("Elsewhere");
        },
        State::default(),
    )
}

const FEW: &[&str] = &["Demand", "Offer", "Red line"];
const LONG: &[&str] =
    &["Austria", "Belarus", "France", "Germany", "Moldova", "Poland", "Romania", "Russia", "Türkiye", "Ukraine", "United States"];
const MANY: &[&str] =
    &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w"];

fn focus(harness: &Harness<'static, State>, label: &str) -> bool {
    harness.query_all_by_label(label).any(|node| node.is_focused())
}

#[test]
fn what_opens_the_list_takes_nothing() {
    for items in [FEW, MANY] {
        for (modifiers, key) in [(Modifiers::NONE, Key::Enter), (Modifiers::NONE, Key::Space), (Modifiers::ALT, Key::ArrowDown)] {
            let mut harness = choosing(items);
            harness.get_by_role_and_label(Role::ComboBox, "Kind").focus();
            harness.run();
            harness.key_press_modifiers(modifiers, key);
            harness.run();
            assert!(harness.query_by_label(items[0]).is_some(), "{key:?} opens");
            assert_eq!(harness.state().last, None, "{key:?} takes nothing");
            harness.key_press(Key::Escape);
            harness.run();
            assert!(harness.query_by_label(items[0]).is_none(), "Escape closes");
            assert_eq!(harness.state().last, None);
            assert!(focus(&harness, "Kind"), "and the focus is where it was");
            harness.key_press(Key::Enter);
            harness.run();
            harness.key_press(Key::ArrowDown);
            harness.run();
            harness.key_press(Key::Enter);
            harness.run();
            assert_eq!(harness.state().last, Some(Choice::Item(1)), "the second Enter takes what is marked");
            assert!(focus(&harness, "Kind"));
        }
    }
}

#[test]
fn a_space_within_the_letters_goes_on_with_them() {
    let mut harness = choosing(&["Demand", "Red flag", "Red line", "Offer"]);
    let open = |harness: &mut Harness<'static, State>| {
        harness.get_by_role_and_label(Role::ComboBox, "Kind").focus();
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
    };
    let letter = |harness: &mut Harness<'static, State>, letter: char| {
        if letter == ' ' {
            harness.key_press(Key::Space);
        }
        harness.event(egui::Event::Text(letter.to_string()));
        harness.step();
    };
    open(&mut harness);
    for typed in "red l".chars() {
        letter(&mut harness, typed);
    }
    assert_eq!(harness.state().last, None, "nothing is taken by letters");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().last, Some(Choice::Item(2)));
    // Where no item goes on with it, it takes the one marked.
    open(&mut harness);
    for typed in "de ".chars() {
        letter(&mut harness, typed);
    }
    harness.run();
    assert_eq!(harness.state().last, Some(Choice::Item(0)));
}

/// A key and its letter in one frame that begins so many seconds after the last one.
fn letter_after(harness: &mut Harness<'static, State>, letter: char, seconds: f64) {
    let time = harness.ctx.input(|input| input.time) + seconds;
    let input = harness.input_mut();
    input.time = Some(time);
    input.events.push(egui::Event::Text(letter.to_string()));
    harness.step();
}

#[test]
fn letters_typed_on_go_on_however_long_the_frames_take() {
    let items: &[&str] = &["Demand", "Red flag", "Red line", "Offer"];
    // Seconds from frame to frame, with a letter in each or with none.
    for (frames, chosen) in [
        // One frame after another: whatever came in them was typed meanwhile.
        (&[('r', 3.0), ('e', 3.0), ('d', 3.0), (' ', 3.0), ('l', 3.0)][..], 2),
        // Nothing was typed in one of them, and then something soon.
        (&[('r', 3.0), ('-', 3.0), ('e', 0.9), ('-', 0.1), ('-', 0.5), ('d', 0.4), (' ', 0.1), ('l', 0.1)], 2),
        // A pause of more than a second.
        (&[('r', 0.1), ('-', 0.1), ('-', 0.5), ('o', 0.6)], 3),
        (&[('r', 0.1), ('-', 0.1), ('o', 1.1)], 3),
    ] {
        let mut harness = choosing(items);
        harness.get_by_role_and_label(Role::ComboBox, "Kind").focus();
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        for (letter, seconds) in frames {
            if *letter == '-' {
                harness.input_mut().time = Some(harness.ctx.input(|input| input.time) + seconds);
                harness.step();
            } else {
                letter_after(&mut harness, *letter, *seconds);
            }
        }
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().last, Some(Choice::Item(chosen)), "{frames:?}");
    }
}

#[test]
fn letters_open_a_closed_list_and_go_on_in_it() {
    for (items, letters, seconds, chosen) in
        [(FEW, "re", 0.1, 2), (FEW, "re", 3.0, 2), (MANY, "q", 0.1, 16), (LONG, "russ", 0.02, 7)]
    {
        let mut harness = choosing(items);
        harness.get_by_role_and_label(Role::ComboBox, "Kind").focus();
        harness.run();
        for letter in letters.chars() {
            letter_after(&mut harness, letter, seconds);
        }
        harness.run();
        assert_eq!(harness.state().last, None, "{letters} takes nothing");
        harness.key_press(Key::Tab);
        harness.run();
        assert_eq!(harness.state().last, Some(Choice::Item(chosen)), "{letters}");
        assert!(focus(&harness, "Elsewhere"));
    }
    // A space opens it and is no letter.
    let mut harness = choosing(LONG);
    harness.get_by_role_and_label(Role::ComboBox, "Kind").focus();
    harness.run();
    harness.key_press(Key::Space);
    letter_after(&mut harness, ' ', 0.1);
    harness.run();
    assert!(focus(&harness, "Filter Kind"));
    assert_eq!(harness.get_by_label("Filter Kind").value().unwrap_or_default(), "");
}

#[test]
fn tab_takes_what_is_marked_once_something_was_moved() {
    for items in [FEW, MANY] {
        let mut harness = choosing(items);
        let tab_after = |harness: &mut Harness<'static, State>, keys: &[Key]| {
            harness.get_by_role_and_label(Role::ComboBox, "Kind").focus();
            harness.run();
            for key in keys {
                harness.key_press(*key);
                harness.run();
            }
            harness.key_press(Key::Tab);
            harness.run();
            assert!(focus(harness, "Elsewhere"), "Tab leads on after {keys:?}");
            assert!(harness.query_by_label(items[0]).is_none(), "the list closes after {keys:?}");
            harness.state().last.clone()
        };
        assert_eq!(tab_after(&mut harness, &[]), None);
        assert_eq!(tab_after(&mut harness, &[Key::Enter]), None, "looking takes nothing");
        assert_eq!(tab_after(&mut harness, &[Key::Enter, Key::ArrowDown]), Some(Choice::Item(1)));
    }
}

#[test]
fn a_list_is_walked_by_pages_and_letters() {
    let mut harness = choosing(MANY);
    let enter = |harness: &mut Harness<'static, State>, keys: &[Key]| {
        harness.get_by_role_and_label(Role::ComboBox, "Kind").focus();
        harness.run();
        for key in [&[Key::Enter], keys, &[Key::Enter]].concat() {
            harness.key_press(key);
            harness.run();
        }
        harness.state().last.clone()
    };
    assert_eq!(enter(&mut harness, &[Key::PageDown]), Some(Choice::Item(8)));
    assert_eq!(enter(&mut harness, &[Key::End]), Some(Choice::Item(22)));
    assert_eq!(enter(&mut harness, &[Key::End, Key::PageUp]), Some(Choice::Item(14)));
    assert_eq!(enter(&mut harness, &[Key::End, Key::Home]), Some(Choice::Item(0)));
    let mut harness = choosing(FEW);
    harness.get_by_role_and_label(Role::ComboBox, "Kind").focus();
    harness.run();
    for event in [Key::Enter, Key::R, Key::Space] {
        harness.key_press(event);
        if event == Key::R {
            harness.event(egui::Event::Text("r".to_owned()));
        }
        harness.run();
    }
    assert_eq!(harness.state().last, Some(Choice::Item(2)), "a letter leads to the item, Space takes it");
}

#[test]
fn what_fits_nothing_is_said() {
    let mut harness = choosing(MANY);
    harness.get_by_role_and_label(Role::ComboBox, "Kind").click();
    harness.run();
    harness.get_by_label("Filter Kind").type_text("xyz");
    harness.run();
    assert!(harness.query_by_label_contains("Nothing in the list fits “xyz”").is_some());
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().last, None);
}
