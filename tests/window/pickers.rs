//! Every list on every page: opening it takes nothing, whatever opens it.

use crate::support::{Drive as _, sample_on, settle, window};
use egui::{Key, Modifiers, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rapporteur::app::App;
use rapporteur::ui::{Action, Page};
use std::path::Path;

type Window = Harness<'static, App>;

/// The lists of the page with what is chosen in each.
fn combos(window: &Window) -> Vec<(String, String)> {
    let of = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        (node.label().unwrap_or_default(), node.value().unwrap_or_default())
    };
    window.query_all_by_role(Role::ComboBox).map(of).collect()
}

/// Opens each list of the page in every way by keyboard, and leaves it; none may have changed. Says how many there are.
fn open_each(window: &mut Window, page: &str) -> usize {
    let before = combos(window);
    let revision = window.state().session().revision();
    for (label, _) in &before {
        for (modifiers, key) in [(Modifiers::NONE, Key::Enter), (Modifiers::NONE, Key::Space), (Modifiers::ALT, Key::ArrowDown)] {
            window.get_by_role_and_label(Role::ComboBox, label).focus();
            window.run_ok();
            window.key_press_modifiers(modifiers, key);
            window.run_ok();
            assert!(window.query_all_by_role(Role::ListBoxOption).next().is_some(), "{page}: {key:?} opens {label}");
            window.key_press(Key::Escape);
            window.run_ok();
            assert!(window.query_all_by_role(Role::ListBoxOption).next().is_none(), "{page}: Escape closes {label}");
            assert!(window.get_by_role_and_label(Role::ComboBox, label).is_focused(), "{page}: {label} keeps the focus");
            assert_eq!(combos(window), before, "{page}: {key:?} on {label}");
        }
    }
    assert_eq!(window.state().session().revision(), revision, "{page}: the record");
    before.len()
}

#[test]
fn what_opens_a_list_takes_nothing_on_any_page() {
    let session = sample_on("2026-02-10");
    let negotiation = *session.workspace().negotiations.keys().next_back().unwrap();
    let round = session.workspace().rounds_of(negotiation).next().unwrap().id;
    let mut window = window(session, Page::Upcoming);
    let pages = [
        Page::Upcoming,
        Page::Search,
        Page::Directory,
        Page::Bin,
        Page::Settings,
        Page::History(None),
        Page::Overview(negotiation),
        Page::Rounds(negotiation),
        Page::Statements(negotiation),
        Page::Compare(negotiation),
        Page::Issues(negotiation),
        Page::Sources(negotiation),
        Page::Export(negotiation),
        Page::Round(round),
    ];
    let mut count = 0;
    for page in pages {
        let ctx = window.ctx.clone();
        window.state_mut().perform(Action::Go(page.clone()), &ctx);
        settle(&mut window);
        count += open_each(&mut window, &page.to_words());
        // Other lists stand in other views of the page.
        let radios = window.query_all_by_role(Role::RadioButton).map(|node| node.accesskit_node().label().unwrap_or_default());
        for view in radios.collect::<Vec<_>>() {
            if !["View: ", "What: "].iter().any(|begin| view.starts_with(begin)) {
                continue;
            }
            window.get_by_role_and_label(Role::RadioButton, &view).click();
            settle(&mut window);
            count += open_each(&mut window, &view);
        }
    }
    assert!(count >= 12, "{count} lists");
}

#[test]
fn what_opens_a_list_of_an_import_takes_nothing() {
    let mut window = window(sample_on("2026-02-10"), Page::Import);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/talks-2022-2026/rounds.csv");
    window.get_by_role_and_label(Role::TextInput, "File").focus();
    window.write(&file.display().to_string());
    window.key_press(Key::Enter);
    settle(&mut window);
    assert!(open_each(&mut window, "import") > 4);
}
