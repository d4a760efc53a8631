//! Windows from 800 × 600 on: nothing lies over anything else but the inspector over the page, and there is a way back from it.

use crate::stress::strained;
use crate::support::{Drive as _, look, sample_on, window_of};
use egui::{Key, Rect, Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rapporteur::app::App;
use rapporteur::kit::ThemeChoice;
use rapporteur::session::Session;
use rapporteur::ui::{Action, Page};

const SMALLEST: [f32; 2] = [800.0, 600.0];

fn go(window: &mut Harness<'static, App>, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(action, &ctx);
    window.run();
}

fn small(session: Session, page: Page) -> Harness<'static, App> {
    window_of(session, page, SMALLEST, ThemeChoice::Light)
}

/// The places of everything in the page that can be pressed or is a heading, above that height.
fn places(window: &Harness<'static, App>, above: f32) -> Vec<(String, Rect)> {
    let page = window.get_by_role_and_label(Role::Main, "Page");
    let nodes = page.children_recursive();
    let wanted = nodes.filter(|node| matches!(node.accesskit_node().role(), Role::Button | Role::Link | Role::Heading));
    let places = wanted.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()));
    places.filter(|(_, rect)| rect.bottom() < above).collect()
}

fn overlaps(places: &[(String, Rect)]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, (name, one)) in places.iter().enumerate() {
        for (other, two) in &places[at + 1..] {
            let both = one.intersect(*two);
            if both.width() > 1.0 && both.height() > 1.0 {
                found.push(format!("“{name}” {one:?} and “{other}” {two:?}"));
            }
        }
    }
    found
}

#[test]
fn in_the_smallest_window_nothing_in_the_header_lies_over_anything() {
    let (session, round) = strained();
    let talks = *session.workspace().negotiations.keys().next().unwrap();
    let mut window = small(session, Page::Round(round));
    for page in [Page::Round(round), Page::Overview(talks), Page::Statements(talks), Page::Compare(talks), Page::Upcoming] {
        go(&mut window, Action::Go(page.clone()));
        look(&mut window, &format!("small-{}", page.to_words().split(' ').next().unwrap()));
        let places = places(&window, 110.0);
        assert!(places.len() >= 7, "{places:?}");
        assert_eq!(overlaps(&places), Vec::<String>::new(), "{page:?}");
        assert!(places.iter().all(|(_, rect)| rect.right() <= SMALLEST[0]), "{places:?}");
    }
}

#[test]
fn the_inspector_lies_over_a_narrow_page_and_there_are_two_ways_back() {
    let session = sample_on("2026-01-25");
    let said = session.workspace().statements.values().next().unwrap();
    let (talks, statement) = (said.negotiation, said.id);
    let mut window = small(session, Page::Statements(talks));
    let width = |window: &Harness<'static, App>| window.get_by_role_and_label(Role::Main, "Page").rect().width();
    let before = width(&window);
    go(&mut window, Action::Select(Some(statement.into()), None));
    look(&mut window, "small-inspector");
    assert!(window.query_by_role_and_label(Role::Complementary, "Inspector").is_some());
    assert_eq!(width(&window), before, "the page keeps its width");
    window.press(Key::Escape);
    assert_eq!(window.state().selection(), None);
    go(&mut window, Action::Select(Some(statement.into()), None));
    click_beside(&mut window);
    assert_eq!(window.state().selection(), None);

    // What is logged is selected, and does not cover the line that goes on.
    window.press_ctrl(Key::L);
    window.write("ua demand: Words of today");
    window.press(Key::Enter);
    window.press(Key::Enter);
    assert!(window.state().selection().is_some());
    assert!(window.query_by_role_and_label(Role::Complementary, "Inspector").is_none());
    let line = window.get_by_role_and_label(Role::TextInput, "Quick line").rect();
    assert!(line.width() > 340.0, "{line:?}");
}

/// Presses and lets go of the button beside the inspector.
fn click_beside(window: &mut Harness<'static, App>) {
    let beside = window.get_by_role_and_label(Role::Main, "Page").rect().left_center() + egui::vec2(8.0, 0.0);
    window.hover_at(beside);
    window.run();
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        window.event(egui::Event::PointerButton { pos: beside, button, pressed, modifiers: egui::Modifiers::NONE });
        window.run();
    }
}

#[test]
fn a_statement_that_was_begun_is_put_aside_by_a_click_beside_it_and_found_in_the_bar_below() {
    let (session, talks, ..) = crate::support::two_parties();
    let mut window = small(session, Page::Statements(talks));
    let is_shown = |window: &Harness<'static, App>| window.query_by_role_and_label(Role::Complementary, "Inspector").is_some();
    window.press_ctrl(Key::E);
    assert!(is_shown(&window));
    click_beside(&mut window);
    assert!(!is_shown(&window), "nothing was filled in");
    assert!(!window.shows("statement begun"));
    window.press_ctrl(Key::E);
    window.get_by_role_and_label(Role::MultilineTextInput, "Text").focus();
    window.run();
    window.write("Half of it");
    click_beside(&mut window);
    assert!(!is_shown(&window));
    window.click("1 statement begun");
    assert!(is_shown(&window) && !window.shows("statement begun"));
    let text = window.get_by_role_and_label(Role::MultilineTextInput, "Text").accesskit_node().value();
    assert_eq!(text.as_deref(), Some("Half of it"));
}

#[test]
fn the_row_of_the_page_at_hand_is_in_sight_in_the_workspace() {
    let session = sample_on("2026-01-25");
    let talks = *session.workspace().negotiations.keys().next_back().unwrap();
    let mut window = small(session, Page::Sources(talks));
    let below = window.get_by_role_and_label(Role::TreeItem, "Problems").rect().top();
    let row = window.get_by_role_and_label(Role::TreeItem, "Sources").rect();
    assert!(row.bottom() <= below, "{row:?} under {below}");
    go(&mut window, Action::Go(Page::Rounds(talks)));
    let row = window.get_by_role_and_label(Role::TreeItem, "Rounds").rect();
    assert!(row.bottom() <= below && row.top() > 0.0, "{row:?}");
}

#[test]
fn in_a_wide_window_page_header_and_quick_line_have_one_measure() {
    let session = sample_on("2026-01-25");
    let said = session.workspace().statements.values().find(|one| one.round.is_some()).unwrap();
    let (talks, round) = (said.negotiation, said.round.unwrap());
    let mut window = window_of(session, Page::Statements(talks), [1920.0, 1080.0], ThemeChoice::Light);
    for page in [Page::Statements(talks), Page::Round(round)] {
        go(&mut window, Action::Go(page.clone()));
        look(&mut window, &format!("wide-{}", page.to_words().split(' ').next().unwrap()));
        let left = window.get_by_role_and_label(Role::Main, "Page").rect().left();
        let menu = window.get_by_role_and_label(Role::Button, "All commands").rect().right();
        let log = window.get_by_role_and_label(Role::Button, "Log").rect().right();
        let bars = window.query_all_by_role(Role::ScrollBar).map(|bar| bar.rect().right()).filter(|right| *right > left);
        for right in bars.chain([menu, log]) {
            assert!((right - left - 1200.0).abs() < 24.0, "{page:?}: {right} of {menu} {log} from {left}");
        }
    }
}
