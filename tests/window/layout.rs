//! Every page in windows of several sizes: nothing is cut off at the right, nothing that can be pressed lies over something else that
//! can, and nothing is too small to be pressed.

use crate::access::pages;
use crate::stress::strained;
use crate::support::{empty, look, sample_on, window_of};
use egui::accesskit::Action as Does;
use egui::{Pos2, Rect, Role, Vec2};
use egui_kittest::{
    Harness,
    kittest::{AccessKitNode as Node, NodeT as _},
};
use rapporteur::app::App;
use rapporteur::kit::{ThemeChoice, height};
use rapporteur::model::{RecordId, Workspace};
use rapporteur::session::Session;
use rapporteur::ui::{Action, Page};

type Window = Harness<'static, App>;

fn go(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(action, &ctx);
    window.run_ok();
}

#[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
fn place(node: &Node<'_>) -> Option<Rect> {
    let bounds = node.bounding_box()?;
    let corner = |x: f64, y: f64| Pos2::new(x as f32, y as f32);
    Some(Rect::from_min_max(corner(bounds.x0, bounds.y0), corner(bounds.x1, bounds.y1)))
}

/// What a node scrolls with, if it does: what lies elsewhere is not over it, for it is cut where the room for it ends.
fn scrolls_with(node: &Node<'_>) -> Option<egui::accesskit::NodeId> {
    let mut at = *node;
    while let Some(above) = at.parent() {
        let has_bars = above.children().any(|child| child.role() == Role::ScrollBar);
        if has_bars && at.id() != node.id() {
            return Some(at.locate().0);
        }
        at = above;
    }
    None
}

fn is_within(node: &Node<'_>, roles: &[Role]) -> bool {
    let mut at = node.parent();
    while let Some(above) = at {
        if roles.contains(&above.role()) {
            return true;
        }
        at = above.parent();
    }
    false
}

/// Whether it is there to be pressed by itself.
fn is_pressed(node: &Node<'_>) -> bool {
    // A line to drag has its whole length, and a scroll bar is thin until it is wanted: both are reached by keys as well.
    node.data().supports_action(Does::Click) && !matches!(node.role(), Role::ScrollBar | Role::Splitter | Role::Label)
}

fn told(node: &Node<'_>, rect: Rect) -> String {
    let words = node.label().or_else(|| node.value()).unwrap_or_default();
    format!("{:?} “{words}” {:.0} {:.0} to {:.0} {:.0}", node.role(), rect.left(), rect.top(), rect.right(), rect.bottom())
}

/// What is wrong with how a window is laid out.
fn faults(window: &Window, size: Vec2) -> Vec<String> {
    let root = window.root();
    let view = Rect::from_min_size(Pos2::ZERO, size);
    let nodes = root.children_recursive().map(|node| node.accesskit_node());
    let shown: Vec<(Node<'_>, Rect)> = nodes.filter_map(|node| Some((node, place(&node)?))).collect();
    let shown: Vec<_> = shown.into_iter().filter(|(_, rect)| view.intersects(*rect)).collect();
    let mut wrong = Vec::new();
    for (node, rect) in &shown {
        // What a matrix or a field of one line does not have room for is scrolled to.
        let scrolls = node.role() == Role::TextRun || node.role() == Role::Grid || is_within(node, &[Role::Grid]);
        if rect.right() > size.x + 1.0 && !scrolls {
            wrong.push(format!("cut off: {}", told(node, *rect)));
        }
        // What is on a day of the month is low, so that the day can be pressed beside it; the list leads there as well.
        let on_a_day = shown.iter().any(|(day, around)| {
            let words = day.label().unwrap_or_default();
            around.contains_rect(*rect) && (words.ends_with(" item") || words.ends_with(" items"))
        });
        if is_pressed(node) && !on_a_day && rect.width().min(rect.height()) < height::LEAST - 0.1 {
            wrong.push(format!("too small: {}", told(node, *rect)));
        }
    }
    const ALONE: [Role; 9] = [
        Role::Button,
        Role::Link,
        Role::CheckBox,
        Role::ComboBox,
        Role::TextInput,
        Role::RadioButton,
        Role::Switch,
        Role::ColumnHeader,
        Role::Slider,
    ];
    let pressed: Vec<_> = shown.iter().filter(|(node, _)| is_pressed(node) && ALONE.contains(&node.role())).collect();
    for (at, (node, rect)) in pressed.iter().enumerate() {
        for (other, over) in &pressed[at + 1..] {
            let both = rect.intersect(*over);
            if both.width() < 3.0 || both.height() < 5.0 || scrolls_with(node) != scrolls_with(other) {
                continue;
            }
            // In a narrow window the inspector lies over the page.
            if is_within(node, &[Role::Complementary]) != is_within(other, &[Role::Complementary]) {
                continue;
            }
            // A row holds its own buttons.
            if rect.contains_rect(*over) || over.contains_rect(*rect) {
                continue;
            }
            wrong.push(format!("over each other: {} and {}", told(node, *rect), told(other, *over)));
        }
    }
    wrong
}

/// Something to be looked at in the inspector on a page, if anything is.
fn chosen_on(page: &Page, workspace: &Workspace) -> Option<RecordId> {
    let talks = page.negotiation(workspace);
    match page {
        Page::Upcoming | Page::Rounds(_) => workspace.rounds.keys().next_back().map(|id| (*id).into()),
        Page::Directory => workspace.people.keys().next().map(|id| (*id).into()),
        Page::Issues(_) => workspace.issues.values().find(|one| Some(one.negotiation) == talks).map(|one| one.id.into()),
        Page::Sources(_) => workspace.sources.values().find(|one| Some(one.negotiation) == talks).map(|one| one.id.into()),
        Page::Overview(id) => Some((*id).into()),
        Page::Statements(_) | Page::Round(_) | Page::Compare(_) => {
            workspace.statements.values().find(|one| Some(one.negotiation) == talks).map(|one| one.id.into())
        }
        _ => None,
    }
}

/// Looks at every page of a record in a window of that size, with and without the inspector.
fn check(name: &str, session: Session, size: [f32; 2], theme: ThemeChoice) {
    let mut pages = pages(session.workspace());
    let last = session.workspace().negotiations.keys().next_back().copied();
    pages.retain(|page| page.negotiation(session.workspace()).is_none_or(|id| Some(id) == last));
    let mut window = window_of(session, Page::Upcoming, size, theme);
    let tone = if theme == ThemeChoice::Dark { "dark" } else { "light" };
    let mut wrong = Vec::new();
    let mut judge = |window: &mut Window, page: &Page, with: &str| {
        let words = page.to_words();
        let word = words.split(' ').next().unwrap_or_default();
        look(window, &format!("{name}-{word}{with}-{}-{tone}", size[0]));
        wrong.extend(faults(window, size.into()).into_iter().map(|fault| format!("{word}{with}: {fault}")));
    };
    for page in pages {
        go(&mut window, Action::Go(page.clone()));
        judge(&mut window, &page, "");
        if let Some(chosen) = chosen_on(&page, window.state().session().workspace()) {
            go(&mut window, Action::Select(Some(chosen), None));
            judge(&mut window, &page, "-inspector");
            go(&mut window, Action::Select(None, None));
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{name} at {size:?}: {wrong:#?}");
}

const SMALLEST: [f32; 2] = [800.0, 600.0];
const USUAL: [f32; 2] = [1280.0, 800.0];
const WIDE: [f32; 2] = [1920.0, 1080.0];

#[test]
fn the_sample_is_laid_out_well() {
    check("sample", sample_on("2026-02-10"), SMALLEST, ThemeChoice::Dark);
    check("sample", sample_on("2026-02-10"), USUAL, ThemeChoice::Light);
}

#[test]
fn an_empty_record_is_laid_out_well() {
    check("empty", empty(), SMALLEST, ThemeChoice::Light);
}

#[test]
fn many_long_names_are_laid_out_well() {
    check("stress", strained().0, SMALLEST, ThemeChoice::Light);
    check("stress", strained().0, WIDE, ThemeChoice::Dark);
}
