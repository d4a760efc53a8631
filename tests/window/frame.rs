//! The frame around the pages: workspace, header, keys.

use crate::support::{Drive, empty, look, two_parties, window};
use egui::Key;
use egui_kittest::kittest::Queryable;
use rapporteur::ui::Page;

#[test]
fn an_empty_workspace_says_what_to_do_first() {
    let mut window = window(empty(), Page::Upcoming);
    look(&mut window, "empty");
    window.click("New negotiation");
    assert_eq!(window.state().session().workspace().negotiations.len(), 1);
    window.press_ctrl(Key::Z);
    assert!(window.state().session().workspace().negotiations.is_empty());
}

#[test]
fn every_page_is_reached_from_the_workspace_and_by_key() {
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Overview(negotiation));
    look(&mut window, "overview");
    for (label, page) in [
        ("Rounds", Page::Rounds(negotiation)),
        ("Statements", Page::Statements(negotiation)),
        ("Compare", Page::Compare(negotiation)),
        ("Issues", Page::Issues(negotiation)),
        ("Sources", Page::Sources(negotiation)),
    ] {
        window.get_by_role_and_label(egui::accesskit::Role::Button, label).click();
        window.run();
        assert_eq!(*window.state().page(), page, "{label}");
    }
    window.press_ctrl(Key::Num1);
    assert_eq!(*window.state().page(), Page::Upcoming);
}
