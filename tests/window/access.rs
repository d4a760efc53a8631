//! What a screen reader finds: names, lists with their items, tables with their cells, the marked row of an open list, and what is told.

use crate::support::{Drive as _, empty, sample_on, two_parties, window};
use egui::accesskit::{Action, Live};
use egui::{Key, Role};
use egui_kittest::{
    Harness,
    kittest::{AccessKitNode as Node, NodeT as _, Queryable as _},
};
use rapporteur::app::App;
use rapporteur::model::{RecordId, Workspace};
use rapporteur::session::New;
use rapporteur::ui::Page;

type Window = Harness<'static, App>;

/// All pages of a workspace.
pub fn pages(workspace: &Workspace) -> Vec<Page> {
    let mut pages = vec![
        Page::Upcoming,
        Page::Search,
        Page::Directory,
        Page::Bin,
        Page::Problems,
        Page::Settings,
        Page::Help,
        Page::Import,
        Page::History(None),
    ];
    for id in workspace.negotiations.keys().copied() {
        pages.extend([
            Page::Overview(id),
            Page::Rounds(id),
            Page::Statements(id),
            Page::Compare(id),
            Page::Issues(id),
            Page::Sources(id),
            Page::Export(id),
        ]);
        pages.extend(workspace.rounds_of(id).take(2).map(|round| Page::Round(round.id)));
    }
    pages
}

fn within(node: &Node<'_>, roles: &[Role]) -> bool {
    let mut parent = node.parent();
    while let Some(above) = parent {
        if roles.contains(&above.role()) {
            return true;
        }
        // A list within a row of another is a list of its own.
        if matches!(above.role(), Role::Window | Role::Main | Role::Navigation | Role::Complementary) {
            return false;
        }
        parent = above.parent();
    }
    false
}

/// What is wrong with a node, if anything is.
fn fault(node: &Node<'_>) -> Option<&'static str> {
    let (role, data) = (node.role(), node.data());
    let words = node.label().or_else(|| node.value()).unwrap_or_default();
    let acts = data.supports_action(Action::Focus) || data.supports_action(Action::Click);
    let parents: &[Role] = match role {
        Role::ListItem => &[Role::List],
        Role::ListBoxOption => &[Role::ListBox],
        Role::TreeItem => &[Role::Tree],
        Role::Row => &[Role::Table, Role::Grid],
        Role::Cell | Role::GridCell | Role::RowHeader | Role::ColumnHeader => &[Role::Row],
        _ => &[],
    };
    match role {
        Role::Unknown => Some("has no role"),
        _ if acts && words.trim().is_empty() => Some("has no name"),
        Role::List | Role::ListBox | Role::Tree | Role::Table | Role::Grid | Role::Window if words.is_empty() => {
            Some("holds things and has no name")
        }
        Role::Label if words.is_empty() => Some("is a label without words"),
        Role::ListItem | Role::ListBoxOption | Role::TreeItem | Role::Row if data.toggled().is_some() => {
            Some("is a row to be toggled")
        }
        _ if !parents.is_empty() && !within(node, parents) => Some("is outside of what should hold it"),
        _ => None,
    }
}

/// The faults of all nodes of a window, each with what is known of the node.
fn faults(window: &Window, place: &str) -> Vec<String> {
    let root = window.root();
    let all = std::iter::once(root).chain(root.children_recursive());
    let told = |node: Node<'_>| {
        let fault = fault(&node)?;
        let words = node.label().or_else(|| node.value()).unwrap_or_default();
        let bounds = node.raw_bounds();
        Some(format!("{place}: {:?} “{words}” {fault} {bounds:?}", node.role()))
    };
    all.filter_map(|node| told(node.accesskit_node())).collect()
}

#[test]
fn everything_has_a_name_and_every_row_its_list_on_every_page() {
    let session = sample_on("2026-01-25");
    let pages = pages(session.workspace());
    let chosen: Vec<RecordId> = {
        let workspace = session.workspace();
        let first = |ids: &mut dyn Iterator<Item = RecordId>| ids.next().unwrap();
        vec![
            first(&mut workspace.statements.keys().map(|id| (*id).into())),
            first(&mut workspace.rounds.keys().map(|id| (*id).into())),
            first(&mut workspace.people.keys().map(|id| (*id).into())),
            first(&mut workspace.negotiations.keys().map(|id| (*id).into())),
        ]
    };
    let mut window = window(session, Page::Upcoming);
    let mut wrong = faults(&window, "at the start");
    let ctx = window.ctx.clone();
    for (at, page) in pages.iter().enumerate() {
        window.state_mut().perform(rapporteur::ui::Action::Go(page.clone()), &ctx);
        let id = chosen[at % chosen.len()];
        window.state_mut().perform(rapporteur::ui::Action::Select(Some(id), None), &ctx);
        window.run();
        wrong.extend(faults(&window, &page.to_words()));
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} faults\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn lists_and_tables_say_what_they_hold() {
    let session = sample_on("2026-01-25");
    let id = *session.workspace().negotiations.keys().next().unwrap();
    let rounds = session.workspace().rounds_of(id).count();
    let mut window = window(session, Page::Rounds(id));
    let table = window.get_by_role_and_label(Role::Table, "Rounds");
    assert_eq!(table.accesskit_node().data().row_count(), Some(rounds));
    let heads: Vec<String> = table.query_all_by_role(Role::ColumnHeader).filter_map(|one| one.accesskit_node().label()).collect();
    assert_eq!(heads.first().map(String::as_str), Some("Round"));
    let cells = table.query_all_by_role(Role::Cell).count();
    assert_eq!(cells % heads.len(), 0, "each row has a cell for each column");

    let ctx = window.ctx.clone();
    window.state_mut().perform(rapporteur::ui::Action::Go(Page::Compare(id)), &ctx);
    window.run();
    let grid = window.get_by_role_and_label(Role::Grid, "Positions");
    let rows: Vec<_> = grid.query_all_by_role(Role::Row).collect();
    assert!(rows.len() > 2);
    let held: Vec<Role> = rows[1].children_recursive().map(|one| one.accesskit_node().role()).collect();
    assert_eq!(held.first(), Some(&Role::RowHeader), "the name of the issue comes first: {held:?}");
    assert!(held.contains(&Role::GridCell));
    drop((rows, grid));

    let tree = window.get_by_role_and_label(Role::Tree, "Workspace");
    let page = tree.get_by_role_and_label(Role::TreeItem, "Compare");
    let page = page.accesskit_node();
    assert_eq!((page.is_selected(), page.data().level(), page.data().toggled()), (Some(true), Some(2), None));
}

#[test]
fn the_marked_row_of_an_open_list_is_read_while_the_focus_stays_in_the_field() {
    let (session, id, ..) = two_parties();
    let mut window = window(session, Page::Statements(id));
    let active = |window: &Window| {
        let focused = window.root().children_recursive().find(|node| node.accesskit_node().is_focused_in_tree()).unwrap();
        let row = focused.accesskit_node().active_descendant()?;
        assert!(row.is_selected() == Some(true) && row.role() == Role::ListBoxOption);
        row.label()
    };
    window.press_ctrl(Key::K);
    window.write("new");
    let first = active(&window).unwrap();
    window.press(Key::ArrowDown);
    assert_ne!(active(&window).unwrap(), first);
    window.press(Key::Escape);

    window.press_ctrl(Key::L);
    window.write("u");
    assert!(active(&window).unwrap().starts_with("Ukraine"), "{:?}", active(&window));
    window.press(Key::Escape);
    assert_eq!(active(&window), None, "the list is closed");
}

/// What is told at the moment, but for the page that is open.
fn told(window: &Window) -> Vec<(String, Live)> {
    live(window).into_iter().filter(|(words, _)| !words.starts_with(ON_THE_PAGE)).collect()
}

/// What is told of the page that is open.
fn page_told(window: &Window) -> Vec<String> {
    live(window).into_iter().map(|(words, _)| words).filter(|words| words.starts_with(ON_THE_PAGE)).collect()
}

const ON_THE_PAGE: &str = "On the page ";

/// The words of every live region.
fn live(window: &Window) -> Vec<(String, Live)> {
    let nodes = window.root().children_recursive().map(|node| node.accesskit_node());
    let live = nodes.filter(|node| node.data().live().is_some());
    live.map(|node| (node.value().or_else(|| node.label()).unwrap_or_default(), node.live())).collect()
}

#[test]
fn logging_undo_refusal_and_saving_are_told() {
    let (mut session, id, ..) = two_parties();
    session.create(New::Issue { negotiation: id, name: "Monitoring".to_owned(), parent: None }).unwrap();
    let mut window = window(session, Page::Statements(id));
    assert_eq!(told(&window), []);
    window.press_ctrl(Key::L);
    window.write("ua demand monitoring: US must watch the ceasefire");
    window.press(Key::Enter);
    assert_eq!(told(&window), [("Logged: Ukraine, demand, Monitoring".to_owned(), Live::Polite)]);
    window.press_ctrl(Key::Z);
    let (undone, how) = told(&window).pop().unwrap();
    assert!(undone.starts_with("Undid") && how == Live::Polite, "{undone}");
    let of = |window: &Window, words: &str| window.get_by_label(words).accesskit_node().id();
    window.press_ctrl(Key::Z);
    window.press_ctrl(Key::Z);
    window.press_ctrl(Key::Z);
    window.press_ctrl(Key::Z);
    window.press_ctrl(Key::Z);
    let first = of(&window, "There is nothing to undo");
    window.press_ctrl(Key::Z);
    assert_ne!(of(&window, "There is nothing to undo"), first, "the same words are told again");
    window.press_ctrl(Key::S);
    assert!(told(&window).contains(&("Everything is saved".to_owned(), Live::Polite)), "{:?}", told(&window));
}

#[test]
fn a_refusal_is_told_at_once() {
    let mut window = window(empty(), Page::Upcoming);
    window.press_ctrl(Key::N);
    let (_, how) = told(&window).pop().unwrap();
    assert_eq!(how, Live::Assertive);
}

#[test]
fn a_page_is_said_when_it_comes_up_and_not_again_while_it_stays() {
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Upcoming);
    window.run();
    assert_eq!(page_told(&window), ["On the page Upcoming"]);
    let ctx = window.ctx.clone();
    window.state_mut().perform(rapporteur::ui::Action::Go(Page::Statements(negotiation)), &ctx);
    window.run();
    let there = page_told(&window);
    assert!(there.len() == 1 && there[0].starts_with("On the page Statements, "), "{there:?}");
    // What the negotiation is called by now is not said letter by letter.
    let mut renamed = window.state().session().workspace().negotiations[&negotiation].clone();
    renamed.title = "Another title".to_owned();
    let proposal = rapporteur::session::Proposal::put("change title", renamed);
    window.state_mut().perform(rapporteur::ui::Action::Put(proposal), &ctx);
    window.run();
    assert_eq!(page_told(&window), there);
}
