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
pub(crate) fn pages(workspace: &Workspace) -> Vec<Page> {
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
    // The field has the focus for the reader, too, who hears what is typed into it; the row is the active one of the field's list.
    let active = |window: &Window, field: &str| {
        let focused = window.root().children_recursive().find(|node| node.accesskit_node().is_focused()).unwrap();
        let focused = focused.accesskit_node();
        assert_eq!(focused.label().as_deref(), Some(field));
        let list = focused.controls().next()?;
        assert!(list.role() == Role::ListBox && list.size_of_set().is_some());
        let row = list.active_descendant()?;
        assert!(row.is_selected() == Some(true) && row.role() == Role::ListBoxOption && row.position_in_set().is_some());
        row.label()
    };
    window.press_ctrl(Key::K);
    window.write("new");
    let first = active(&window, "Find").unwrap();
    window.press(Key::ArrowDown);
    let second = active(&window, "Find").unwrap();
    assert_ne!(second, first);
    later(&mut window);
    let read = |(words, how): &(String, Live)| words.starts_with(&format!("{second}, 2 of ")) && *how == Live::Polite;
    assert!(told(&window).iter().any(read), "{second}: {:?}", told(&window));
    window.press(Key::Escape);

    window.press_ctrl(Key::L);
    window.write("u");
    let line = "Quick line";
    assert!(active(&window, line).unwrap().starts_with("Ukraine"), "{:?}", active(&window, line));
    window.press(Key::Escape);
    assert_eq!(active(&window, line), None, "the list is closed");
}

/// Lets the seconds pass after which words that change are read.
fn later(window: &mut Window) {
    for _ in 0..8 {
        window.step();
    }
}

#[test]
fn the_preview_of_the_line_is_read_when_it_comes_to_rest_with_the_source_as_before() {
    let (mut session, id, ..) = two_parties();
    session.create(New::Issue { negotiation: id, name: "Monitoring".to_owned(), parent: None }).unwrap();
    let Some(RecordId::Source(_)) = session.create(New::Source { negotiation: id, title: "BBC".to_owned() }).ok() else {
        unreachable!("a source was asked for")
    };
    let mut window = window(session, Page::Statements(id));
    window.press_ctrl(Key::L);
    later(&mut window);
    let polite = |window: &Window| -> Vec<String> {
        told(window).into_iter().filter(|(_, how)| *how == Live::Polite).map(|(words, _)| words).collect()
    };
    assert_eq!(polite(&window), Vec::<String>::new(), "an empty line says nothing");
    window.write("ua demand monitoring: US must watch the ceasefire =bbc ");
    later(&mut window);
    let said = polite(&window);
    assert!(said.iter().any(|words| words.starts_with("UA, Demand, Monitoring, ") && words.contains("BBC")), "{said:?}");
    window.press(Key::Enter);
    window.write("ua: more words ");
    later(&mut window);
    let said = polite(&window);
    assert!(said.iter().any(|words| words.contains("as before: BBC") && words.contains("more words")), "{said:?}");
    // One question for one party that is not known.
    window.press_ctrl(Key::A);
    window.write("finland demand monitoring: we wait ");
    window.press(Key::Enter);
    let asked: Vec<String> =
        told(&window).into_iter().filter(|(_, how)| *how == Live::Assertive).map(|(words, _)| words).collect();
    assert!(asked.len() == 2 && asked[0].contains("No party is called"), "{asked:?}");
    assert!(asked[1].contains("Enter again keeps the line in today's notes"), "{asked:?}");
}

#[test]
fn what_a_date_is_read_as_and_how_many_a_filter_leaves_is_read() {
    let session = sample_on("2026-01-25");
    let id = *session.workspace().negotiations.keys().next().unwrap();
    let mut window = window(session, Page::Rounds(id));
    window.get_by_role_and_label(Role::TextInput, "When").focus();
    window.run();
    window.write("5 February 2026");
    later(&mut window);
    let said = told(&window);
    assert!(
        said.iter().any(|(words, how)| words.starts_with("Read as") && words.contains("5 February") && *how == Live::Polite),
        "{said:?}"
    );
    let ctx = window.ctx.clone();
    window.state_mut().perform(rapporteur::ui::Action::Go(Page::Statements(id)), &ctx);
    window.run();
    later(&mut window);
    assert!(!told(&window).iter().any(|(words, _)| words.contains("statement")), "{:?}", told(&window));
    window.get_by_role_and_label(Role::TextInput, "Words").focus();
    window.run();
    window.write("ceasefire");
    later(&mut window);
    assert!(told(&window).iter().any(|(words, _)| words.contains(" of ") && words.contains("statements")), "{:?}", told(&window));
}

#[test]
fn values_states_and_places_are_said() {
    let session = sample_on("2026-01-25");
    let workspace = session.workspace().clone();
    let id = *workspace.negotiations.keys().max_by_key(|id| workspace.statements_of(**id).count()).unwrap();
    let count = workspace.statements_of(id).count();
    let window = window(session, Page::Statements(id));
    // A set counts what is in it, not the headings between.
    let list = window.get_by_role_and_label(Role::List, "Statements");
    assert_eq!(list.accesskit_node().size_of_set(), Some(count));
    let places: Vec<Option<usize>> =
        list.query_all_by_role(Role::ListItem).map(|row| row.accesskit_node().position_in_set()).collect();
    assert!(places.len() > 3 && places.iter().enumerate().all(|(at, place)| *place == Some(at)), "{places:?}");
    let described = |window: &Window, role: Role, name: &str| {
        let node = window.get_by_role_and_label(role, name).accesskit_node();
        (node.value(), node.description())
    };
    assert_eq!(described(&window, Role::ComboBox, "Party"), (Some("any".to_owned()), Some("any".to_owned())));
    let bars: Vec<String> = window.query_all_by_role(Role::ScrollBar).filter_map(|bar| bar.accesskit_node().label()).collect();
    let mut apart = bars.clone();
    apart.sort();
    apart.dedup();
    assert!(bars.len() == apart.len() && bars.iter().all(|bar| bar.starts_with("Scroll ")), "{bars:?}");
}

#[test]
fn what_is_added_is_said_and_what_failed_before_is_not_said_any_more() {
    let mut window = window(empty(), Page::Upcoming);
    let ctx = window.ctx.clone();
    window.state_mut().perform(rapporteur::ui::Action::Run(rapporteur::ui::Command::NewNegotiation), &ctx);
    window.run();
    assert!(
        told(&window).contains(&("New negotiation, kept as soon as something is filled in".to_owned(), Live::Polite)),
        "{:?}",
        told(&window)
    );
    let id = *window.state().session().workspace().negotiations.keys().next().unwrap();
    window.state_mut().perform(rapporteur::ui::Action::Go(Page::Rounds(id)), &ctx);
    window.run();
    window.get_by_role_and_label(Role::TextInput, "When").focus();
    window.run();
    window.write("5 February 2026");
    window.press(Key::Enter);
    assert!(told(&window).contains(&("Added round".to_owned(), Live::Polite)), "{:?}", told(&window));
}

#[test]
fn the_help_is_read_line_by_line() {
    let (session, ..) = two_parties();
    let mut window = window(session, Page::Help);
    window.press(Key::F6);
    window.press(Key::Tab);
    let here = |window: &Window| crate::support::focused(window).unwrap_or_default();
    let first = here(&window);
    assert!(first.contains(", "), "{first}");
    window.press(Key::ArrowDown);
    let second = here(&window);
    assert!(second != first && !second.is_empty());
    for _ in 0..3 {
        window.press(Key::PageDown);
    }
    let far = here(&window);
    window.press(Key::End);
    let last = window.root().children_recursive().find(|node| node.accesskit_node().is_focused()).unwrap().rect();
    assert!(last.bottom() < 780.0 && last.top() > 0.0, "in view: {last:?}");
    window.press(Key::Home);
    assert_eq!(here(&window), first);
    assert_ne!(far, first);
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
