//! People and parties: found by any spelling, shown in full, added by the name that was looked for.

use crate::support::{Drive, empty, look, sample_on, window, window_of};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::ui::Page;

fn filter(window: &mut Harness<'static, App>, words: &str) {
    let field = window.get_by_role_and_label(Role::TextInput, "Filter people and parties");
    field.focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run();
    window.press(egui::Key::Backspace);
    if !words.is_empty() {
        window.write(words);
    }
}

#[test]
fn a_person_is_found_by_a_spelling_in_any_script() {
    let mut window = window(sample_on("2026-03-10"), Page::Directory);
    window.get_by_label_contains("List: People").click();
    window.run();
    for (spelling, name) in [("우메로우", "Rustem Umerov"), ("Ռուստեմ", "Rustem Umerov"), ("ويتكوف", "Steve Witkoff")]
    {
        filter(&mut window, spelling);
        assert!(window.shows(&format!("{name}, ")), "{spelling}");
        assert!(window.shows("People 1"), "{spelling}");
    }
    filter(&mut window, "Умєров");
    window.query_all_by_label_contains("Umerov").next().unwrap().click();
    window.run();
    look(&mut window, "directory-found");
    assert!(window.shows("Other spellings"));
    assert!(window.shows("Offices"));
}

#[test]
fn a_name_that_is_not_there_is_offered_as_new() {
    let mut window = window(empty(), Page::Directory);
    look(&mut window, "directory-empty");
    window.click("Add the first party");
    assert_eq!(window.state().session().workspace().parties.len(), 1);
    window.get_by_label_contains("List: People").click();
    window.run();
    filter(&mut window, "Ana Marić");
    window.click("Add person “Ana Marić”");
    let people = &window.state().session().workspace().people;
    assert_eq!(people.values().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Ana Marić"]);
}

#[test]
fn parties_and_people_of_the_sample() {
    for (theme, size) in [(ThemeChoice::Light, [1280.0, 800.0]), (ThemeChoice::Dark, [1920.0, 1080.0])] {
        let mut window = window_of(sample_on("2026-03-10"), Page::Directory, size, theme);
        window.get_by_label_contains("Ukraine, State").click();
        window.run();
        assert!(window.shows("Seats"));
        look(&mut window, &format!("directory-party-{}", size[0]));
        window.get_by_label_contains("List: People").click();
        window.run();
        filter(&mut window, "witkoff");
        window.query_all_by_label_contains("Witkoff, ").next().unwrap().click();
        window.run();
        filter(&mut window, "");
        look(&mut window, &format!("directory-person-{}", size[0]));
    }
}
