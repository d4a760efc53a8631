//! Every page walked by `Tab` alone: where the focus is can always be seen, and has a name.

use crate::support::{Drive, sample_on, window};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use rapporteur::ui::Page;

/// Every page with the key that leads there.
pub(crate) const PAGES: [(&str, Modifiers, Key); 15] = [
    ("upcoming", Modifiers::COMMAND, Key::Num1),
    ("search", Modifiers::COMMAND, Key::F),
    ("directory", Modifiers::COMMAND, Key::Num8),
    ("overview", Modifiers::COMMAND, Key::Num2),
    ("rounds", Modifiers::COMMAND, Key::Num3),
    ("statements", Modifiers::COMMAND, Key::Num4),
    ("compare", Modifiers::COMMAND, Key::Num5),
    ("issues", Modifiers::COMMAND, Key::Num6),
    ("sources", Modifiers::COMMAND, Key::Num7),
    ("history", Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::H),
    ("export", Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::E),
    ("import", Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::M),
    ("bin", Modifiers::COMMAND, Key::Num9),
    ("settings", Modifiers::COMMAND, Key::Comma),
    ("help", Modifiers::NONE, Key::F1),
];

type Window = egui_kittest::Harness<'static, rapporteur::app::App>;

/// What is wrong with where the focus is.
fn fault(window: &Window) -> Option<String> {
    let root = window.root();
    let node = root.children_recursive().find(|node| node.accesskit_node().is_focused_in_tree())?;
    let node = node.accesskit_node();
    let name = node.label().unwrap_or_default();
    let Some(bounds) = node.bounding_box() else {
        return Some(format!("{:?} {name} is nowhere", node.role()));
    };
    let seen = bounds.x0 >= -1.0 && bounds.y0 >= -1.0 && bounds.x0 < 1270.0 && bounds.y0 < 790.0;
    match () {
        () if name.is_empty() => Some(format!("{:?} at {bounds:?} has no name", node.role())),
        () if !seen => Some(format!("{:?} {name} is out of view at {bounds:?}", node.role())),
        () => None,
    }
}

#[test]
fn the_focus_is_always_somewhere_that_has_a_name_and_is_in_view() {
    let session = sample_on("2026-02-10");
    let negotiation = *session.workspace().negotiations.keys().next_back().unwrap();
    let round = session.workspace().rounds_of(negotiation).next().unwrap().id;
    let mut window = window(session, Page::Round(round));
    let mut faults = Vec::new();
    let mut walk = |window: &mut Window, name: &str| {
        for _ in 0..60 {
            window.press(Key::Tab);
            faults.extend(fault(window).map(|fault| format!("{name}: {fault}")));
        }
        // From a field back to the page, before the next key.
        window.press(Key::Escape);
    };
    walk(&mut window, "round");
    for (name, modifiers, key) in PAGES {
        window.key_press_modifiers(modifiers, key);
        window.run();
        walk(&mut window, name);
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_palette_grows_with_what_it_offers() {
    let mut window = window(sample_on("2026-02-10"), Page::Upcoming);
    window.press_ctrl(Key::K);
    window.write("no such thing");
    assert!(window.shows("Nothing of that name"));
    window.press_ctrl(Key::A);
    window.write("abu");
    let rounds = window.get_all_by(|node| node.label().is_some_and(|label| label.ends_with(", round")));
    // Under the pointer only if it is within the list: what is scrolled away lies behind it.
    rounds.last().unwrap().click();
    window.run();
    assert!(matches!(window.state().page(), Page::Round(_)), "{:?}", window.state().page());
}
