//! Where the focus goes: it is never lost, and is where the user would look for it.

use crate::support::{Drive as _, focused, sample_on, two_parties, window};
use crate::typing::{feed, key, words};
use egui::{Event, Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rapporteur::app::App;
use rapporteur::model::RecordId;
use rapporteur::ui::{Action, Page};

type Window = Harness<'static, App>;

const CTRL: Modifiers = Modifiers::CTRL.plus(Modifiers::COMMAND);

fn press(window: &mut Window, modifiers: Modifiers, of: Key) {
    feed(window, &key(modifiers, of), &[]);
}

/// Presses a key without anything held.
fn plain(window: &mut Window, of: Key) {
    press(window, Modifiers::NONE, of);
}

fn here(window: &Window) -> String {
    focused(window).unwrap_or_else(|| "nothing".to_owned())
}

/// The part of the window that has the focus.
fn part(window: &Window) -> String {
    let node = window.root().children_recursive().find(|node| node.accesskit_node().is_focused());
    let mut above = node.map(|node| node.accesskit_node());
    while let Some(node) = above {
        if matches!(node.role(), egui::Role::Navigation | egui::Role::Main | egui::Role::Complementary) {
            return node.label().unwrap_or_default();
        }
        above = node.parent();
    }
    "none".to_owned()
}

/// What has the focus: rows may be called the same.
fn spot(window: &Window) -> String {
    format!("{:?}", window.ctx.memory(egui::Memory::focused))
}

fn sample() -> (Window, Vec<Page>) {
    let session = sample_on("2026-02-10");
    let said = session.workspace().statements.values().find(|statement| statement.round.is_some()).unwrap();
    let (negotiation, round) = (said.negotiation, said.round.unwrap());
    let pages = vec![
        Page::Upcoming,
        Page::Search,
        Page::Directory,
        Page::Bin,
        Page::Problems,
        Page::Settings,
        Page::Help,
        Page::Overview(negotiation),
        Page::Rounds(negotiation),
        Page::Round(round),
        Page::Statements(negotiation),
        Page::Compare(negotiation),
        Page::Issues(negotiation),
        Page::Sources(negotiation),
        Page::Export(negotiation),
        Page::Import,
    ];
    (window(session, Page::Upcoming), pages)
}

fn go(window: &mut Window, page: &Page) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Go(page.clone()), &ctx);
    window.run();
}

#[test]
fn the_first_enter_or_space_on_a_row_keeps_its_place() {
    let session = sample_on("2026-02-10");
    let negotiation = *session.workspace().negotiations.keys().next_back().unwrap();
    let round = session.workspace().rounds_of(negotiation).find(|round| session.workspace().statements_at(round.id).count() > 2);
    let round = round.unwrap().id;
    let issue = session.workspace().issues_of(negotiation)[0].id;
    let mut window = window(session, Page::Upcoming);
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Delete(issue.into()), &ctx);
    let pages = [
        Page::Upcoming,
        Page::Directory,
        Page::Statements(negotiation),
        Page::Issues(negotiation),
        Page::Sources(negotiation),
        Page::Overview(negotiation),
        Page::Bin,
        Page::Round(round),
    ];
    for page in pages {
        for with in [Key::Enter, Key::Space] {
            window.state_mut().perform(Action::Select(None, None), &ctx);
            go(&mut window, &Page::Help);
            go(&mut window, &page);
            window.ctx.memory_mut(|memory| memory.request_focus(egui::Id::unique(("part of the window", "Page"))));
            window.run();
            // To the first row that shows something in the inspector.
            let mut row = String::new();
            for _ in 0..40 {
                plain(&mut window, Key::Tab);
                row = here(&window);
                let (before, place) = (window.state().page().clone(), window.state().selection());
                let root = window.root();
                let left =
                    root.children_recursive().find(|node| node.accesskit_node().is_focused()).map(|node| node.rect().left());
                let of_page = left.is_some_and(|left| left > 230.0 && left < 900.0);
                if of_page && (row.contains(", ") || row.contains(": ")) {
                    plain(&mut window, with);
                    if *window.state().page() != before {
                        plain(&mut window, Key::Escape);
                        go(&mut window, &page);
                    } else if window.state().selection() != place {
                        // A fact of a round leads to its field.
                        if here(&window) == row || !window.ctx.text_edit_focused() {
                            break;
                        }
                        plain(&mut window, Key::Escape);
                        plain(&mut window, Key::Escape);
                    }
                }
            }
            assert_eq!(here(&window), row, "{page:?} {with:?}");
            plain(&mut window, Key::ArrowDown);
            assert_ne!(here(&window), "nothing", "{page:?}");
        }
    }
}

#[test]
fn escape_leads_from_the_field_to_the_row_and_then_closes_the_inspector() {
    let (mut window, pages) = sample();
    let statements = pages.iter().find(|page| matches!(page, Page::Statements(_))).unwrap().clone();
    go(&mut window, &statements);
    plain(&mut window, Key::Home);
    let row = here(&window);
    plain(&mut window, Key::Enter);
    assert!(window.state().selection().is_some(), "{row}");
    plain(&mut window, Key::F6);
    assert_eq!(here(&window), "Inspector");
    for _ in 0..20 {
        if here(&window) != "Text" {
            plain(&mut window, Key::Tab);
        }
    }
    assert_eq!(here(&window), "Text");
    feed(&mut window, &words("x"), &[]);
    press(&mut window, CTRL, Key::Z);
    plain(&mut window, Key::Escape);
    assert_eq!(here(&window), row, "where the record was chosen");
    assert!(window.state().selection().is_some(), "the first Escape leaves the field");
    plain(&mut window, Key::Escape);
    assert_eq!(window.state().selection(), None, "the second closes the inspector");
    assert_eq!(here(&window), row);
    // A palette, and the list of all commands.
    press(&mut window, CTRL, Key::K);
    assert_eq!(here(&window), "Find");
    plain(&mut window, Key::Escape);
    assert_eq!(here(&window), row);
}

#[test]
fn after_a_deletion_the_next_row_has_the_focus_and_undo_loses_nothing() {
    let (mut window, pages) = sample();
    let statements = pages.iter().find(|page| matches!(page, Page::Statements(_))).unwrap().clone();
    go(&mut window, &statements);
    plain(&mut window, Key::Home);
    plain(&mut window, Key::ArrowDown);
    let next = here(&window);
    plain(&mut window, Key::ArrowUp);
    let row = here(&window);
    assert_ne!(row, next);
    plain(&mut window, Key::Enter);
    press(&mut window, CTRL, Key::Delete);
    assert_eq!(here(&window), next);
    press(&mut window, CTRL, Key::Z);
    assert_ne!(here(&window), "nothing");
}

#[test]
fn each_page_has_the_focus_on_arrival_and_the_way_back_leads_to_the_row() {
    let (mut window, pages) = sample();
    for (modifiers, of) in [
        (CTRL, Key::Num4),
        (CTRL, Key::Num1),
        (CTRL, Key::Num2),
        (CTRL, Key::Num3),
        (CTRL, Key::Num4),
        (CTRL, Key::Num5),
        (CTRL, Key::Num6),
        (CTRL, Key::Num7),
        (CTRL, Key::Num8),
        (CTRL, Key::Num9),
        (Modifiers::NONE, Key::F1),
        (CTRL, Key::Comma),
        (CTRL, Key::F),
        (CTRL.plus(Modifiers::SHIFT), Key::M),
    ] {
        press(&mut window, modifiers, of);
        assert_ne!(here(&window), "nothing", "{of:?} on {:?}", window.state().page());
    }
    let rounds = pages.iter().find(|page| matches!(page, Page::Rounds(_))).unwrap().clone();
    go(&mut window, &rounds);
    plain(&mut window, Key::Home);
    plain(&mut window, Key::ArrowDown);
    let row = here(&window);
    plain(&mut window, Key::Enter);
    assert!(matches!(window.state().page(), Page::Round(_)), "{row}");
    assert_ne!(here(&window), "nothing");
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!((window.state().page().clone(), here(&window)), (rounds, row));
}

#[test]
fn the_quick_line_and_the_last_negotiation_are_a_key_away_from_anywhere() {
    let (mut window, pages) = sample();
    let negotiation = pages.iter().find_map(|page| match page {
        Page::Overview(id) => Some(*id),
        _ => None,
    });
    let negotiation = negotiation.unwrap();
    go(&mut window, &Page::Overview(negotiation));
    press(&mut window, CTRL, Key::Num1);
    press(&mut window, CTRL, Key::Num4);
    assert_eq!(*window.state().page(), Page::Statements(negotiation), "Ctrl+1 does not forget the negotiation");
    for page in &pages {
        go(&mut window, page);
        press(&mut window, CTRL, Key::L);
        assert_eq!(here(&window), "Quick line", "{page:?}");
        if !matches!(page, Page::Round(_) | Page::Statements(_)) {
            assert!(matches!(window.state().page(), Page::Round(_)), "{page:?}");
        }
    }
    // Without a round it is said, and the field that makes one has the focus.
    let (session, negotiation, ..) = two_parties();
    let mut window = crate::support::window(session, Page::Compare(negotiation));
    press(&mut window, CTRL, Key::L);
    assert_eq!((window.state().page().clone(), here(&window).as_str()), (Page::Rounds(negotiation), "When"));
    assert!(window.shows("There is no round yet"));
}

#[test]
fn of_several_negotiations_the_quick_line_asks_which_by_typed_letters() {
    let session = sample_on("2026-03-10");
    let geneva = session.workspace().negotiations.values().map(|one| one.title.clone()).next_back().unwrap();
    let mut window = window(session, Page::Upcoming);
    assert!(window.state().session().workspace().negotiations.len() > 1);
    // Letters typed right behind the keys go to what asks, and to no list.
    window.key_press_modifiers(CTRL, Key::L);
    let word = geneva.split_whitespace().next_back().unwrap().to_owned();
    window.event(Event::Text(word.clone()));
    window.run();
    window.run();
    assert_eq!(here(&window), "Find");
    assert_eq!(window.get_by_role_and_label(egui::Role::TextInput, "Find").value().unwrap_or_default(), word);
    assert!(window.shows("Quick line of"));
    crate::support::look(&mut window, "line-asks-where");
    plain(&mut window, Key::Enter);
    assert_eq!(here(&window), "Quick line");
    let Page::Round(round) = *window.state().page() else { unreachable!("it is a round's") };
    let workspace = window.state().session().workspace();
    assert_eq!(workspace.negotiations[&workspace.rounds[&round].negotiation].title, geneva);
    // From then on there is one at hand.
    go(&mut window, &Page::Upcoming);
    press(&mut window, CTRL, Key::L);
    assert_eq!((here(&window).as_str(), window.state().page().clone()), ("Quick line", Page::Round(round)));
}

#[test]
fn a_page_that_is_asked_for_again_has_its_field_ready_and_keeps_what_was_typed() {
    let (mut window, _) = sample();
    let shift = CTRL.plus(Modifiers::SHIFT);
    let fields = [(shift, Key::E, "File"), (shift, Key::M, "File"), (CTRL, Key::F, "Search"), (CTRL, Key::Comma, "Your name")];
    for (modifiers, of, field) in fields {
        // From the list of the workspace, too.
        press(&mut window, CTRL, Key::Num1);
        while part(&window) != "Workspace" {
            plain(&mut window, Key::F6);
        }
        plain(&mut window, Key::Tab);
        for typed in ["/tmp/one", "/tmp/two"] {
            // All of it in one frame: no letter goes to what had the focus before.
            let mut events = key(modifiers, of);
            events.extend(key(CTRL, Key::A));
            events.extend(words(typed));
            feed(&mut window, &events, &[]);
            let value = |window: &Window| window.get_by_role_and_label(egui::Role::TextInput, field).value();
            assert_eq!((here(&window).as_str(), value(&window).as_deref()), (field, Some(typed)), "{of:?}");
            plain(&mut window, Key::Tab);
            assert_ne!(here(&window), field);
            press(&mut window, modifiers, of);
            assert_eq!((here(&window).as_str(), value(&window).as_deref()), (field, Some(typed)), "{of:?}");
            plain(&mut window, Key::Tab);
        }
    }
}

#[test]
fn a_window_begins_with_the_focus_on_its_page() {
    let (_, pages) = sample();
    for page in pages {
        let mut window = window(sample_on("2026-02-10"), page.clone());
        rapporteur::ui::focus::begin_at_page(&window.ctx);
        window.run();
        let begins = here(&window);
        assert!(part(&window) == "Page" && begins != "nothing", "{page:?}: {begins}");
        // The first key goes on from there.
        plain(&mut window, Key::Tab);
        assert_ne!(here(&window), begins, "{page:?}");
        assert_ne!(here(&window), "nothing", "{page:?}");
    }
}

#[test]
fn a_key_leads_into_a_page_from_what_every_page_has() {
    let (mut window, pages) = sample();
    let statements = pages.iter().find(|page| matches!(page, Page::Statements(_))).unwrap().clone();
    go(&mut window, &statements);
    plain(&mut window, Key::Home);
    plain(&mut window, Key::ArrowDown);
    let row = spot(&window);
    // From pages on which nothing else has the focus than the page.
    for (modifiers, of) in [(Modifiers::NONE, Key::F1), (CTRL.plus(Modifiers::SHIFT), Key::H)] {
        press(&mut window, modifiers, of);
        for _ in 0..3 {
            if here(&window) != "Page" {
                plain(&mut window, Key::F6);
            }
        }
        press(&mut window, CTRL, Key::Num4);
        assert_eq!((window.state().page(), spot(&window)), (&statements, row.clone()), "{of:?}");
    }
    // From the line above the page, to that page and to others.
    for above in ["Back", "All commands"] {
        for of in [Key::Num4, Key::Num7, Key::Num8, Key::Num4] {
            window.get_by_label(above).focus();
            window.run();
            assert_eq!(here(&window), above);
            press(&mut window, CTRL, of);
            assert_ne!(here(&window), above, "{of:?}");
            assert!(part(&window) == "Page" && here(&window) != "nothing", "{of:?}: {}", here(&window));
        }
        assert_eq!(spot(&window), row, "from {above}");
    }
    // Keys on the page itself move nothing.
    press(&mut window, CTRL, Key::Num4);
    assert_eq!(spot(&window), row);
}

#[test]
fn rounds_do_not_begin_in_the_field_of_a_new_round() {
    let (mut window, pages) = sample();
    let rounds = pages.iter().find(|page| matches!(page, Page::Rounds(_))).unwrap().clone();
    go(&mut window, &rounds);
    press(&mut window, CTRL, Key::Num3);
    plain(&mut window, Key::F6);
    press(&mut window, CTRL, Key::Num4);
    press(&mut window, CTRL, Key::Num3);
    assert_ne!(here(&window), "When");
    assert_ne!(here(&window), "nothing");
}

#[test]
fn a_list_is_one_stop_and_is_walked_by_keys_and_letters() {
    let (mut window, pages) = sample();
    for page in &pages {
        let lists = matches!(page, Page::Statements(_) | Page::Sources(_) | Page::Rounds(_) | Page::Directory);
        if !lists {
            continue;
        }
        go(&mut window, page);
        plain(&mut window, Key::Home);
        let first = spot(&window);
        plain(&mut window, Key::ArrowDown);
        let second = spot(&window);
        assert_ne!(first, second, "{page:?}");
        plain(&mut window, Key::PageDown);
        assert_ne!(spot(&window), second, "{page:?}");
        plain(&mut window, Key::End);
        let last = spot(&window);
        plain(&mut window, Key::ArrowDown);
        assert_eq!(spot(&window), last, "{page:?}: there is nothing after the last");
        // From its last row too, whatever stands between the rows, the list is left by one press and not come back to.
        press(&mut window, Modifiers::SHIFT, Key::Tab);
        let out = spot(&window);
        press(&mut window, Modifiers::SHIFT, Key::Tab);
        assert!(![&last, &out].contains(&&spot(&window)), "{page:?}: {} holds the focus", here(&window));
        plain(&mut window, Key::Tab);
        plain(&mut window, Key::Tab);
        assert_eq!(spot(&window), last, "{page:?}: back to the last row");
        plain(&mut window, Key::Home);
        assert_eq!(spot(&window), first, "{page:?}");
        plain(&mut window, Key::ArrowDown);
        press(&mut window, Modifiers::SHIFT, Key::Tab);
        let before = spot(&window);
        assert!(before != first && before != "None", "{page:?}: {before} is before the list");
        plain(&mut window, Key::Tab);
        assert_eq!(spot(&window), second, "{page:?}: back to the row");
    }
    let directory = pages.iter().find(|page| matches!(page, Page::Directory)).unwrap();
    go(&mut window, directory);
    plain(&mut window, Key::Home);
    let first = here(&window);
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::ArrowDown);
    let letter: String = first.chars().take(1).collect();
    feed(&mut window, &[Event::Text(letter.clone())], &[]);
    assert!(here(&window).to_lowercase().starts_with(&letter.to_lowercase()), "{}", here(&window));
}

#[test]
fn tab_leads_out_of_a_list_behind_which_nothing_stands() {
    let (_, pages) = sample();
    let lists = |page: &&Page| matches!(page, Page::Statements(_) | Page::Sources(_) | Page::Rounds(_) | Page::Directory);
    for page in pages.iter().filter(lists) {
        let (mut window, _) = sample();
        go(&mut window, page);
        plain(&mut window, Key::Home);
        let first = spot(&window);
        let mut rows = Vec::new();
        for _ in 0..6 {
            plain(&mut window, Key::ArrowDown);
            rows.push(spot(&window));
        }
        assert!(!rows.contains(&first), "{page:?}");
        plain(&mut window, Key::Home);
        assert_eq!(spot(&window), first, "{page:?}");
        // What the row holds comes first.
        for _ in 0..6 {
            plain(&mut window, Key::Tab);
            assert!(!rows.contains(&spot(&window)), "{page:?}: Tab leads to the row {}", here(&window));
            assert_ne!(here(&window), "nothing");
        }
        assert_ne!(spot(&window), first, "{page:?}: the list is left");
    }
}

#[test]
fn tab_leads_out_of_the_comparison_and_a_key_into_it() {
    let (mut window, pages) = sample();
    let compare = pages.iter().find(|page| matches!(page, Page::Compare(_))).unwrap();
    go(&mut window, compare);
    press(&mut window, CTRL, Key::Num5);
    let role = |window: &Window| {
        let node = window.root().children_recursive().find(|node| node.accesskit_node().is_focused());
        node.map(|node| node.accesskit_node().role())
    };
    for _ in 0..30 {
        if role(&window) == Some(egui::Role::GridCell) {
            break;
        }
        plain(&mut window, Key::Tab);
        assert_ne!(here(&window), "nothing");
    }
    assert_eq!(role(&window), Some(egui::Role::GridCell));
    plain(&mut window, Key::ArrowDown);
    let cell = here(&window);
    // One stop, and then others, round to where it began.
    let mut stops = Vec::new();
    for _ in 0..80 {
        plain(&mut window, Key::Tab);
        assert_ne!(here(&window), "nothing", "after {stops:?}");
        if here(&window) == cell {
            break;
        }
        assert!(role(&window) != Some(egui::Role::GridCell) && role(&window) != Some(egui::Role::RowHeader), "{}", here(&window));
        stops.push(here(&window));
    }
    assert_eq!(here(&window), cell, "after {stops:?}");
    assert!(stops.iter().any(|stop| stop == "Workspace"), "{stops:?}");
    // And from elsewhere back to it.
    plain(&mut window, Key::F6);
    assert_ne!(here(&window), cell);
    press(&mut window, CTRL, Key::Num5);
    assert_eq!(here(&window), cell);
}

#[test]
fn f6_goes_on_from_where_the_focus_is_and_back() {
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Overview(negotiation));
    plain(&mut window, Key::F6);
    assert_eq!(here(&window), "Page");
    plain(&mut window, Key::Tab);
    plain(&mut window, Key::Tab);
    let of_page = here(&window);
    plain(&mut window, Key::F6);
    assert_eq!(here(&window), "Workspace");
    for _ in 0..3 {
        plain(&mut window, Key::Tab);
    }
    let beside = here(&window);
    plain(&mut window, Key::F6);
    assert_eq!(here(&window), of_page, "from the workspace to where it was on the page");
    press(&mut window, Modifiers::SHIFT, Key::F6);
    assert_eq!(here(&window), beside, "and back to where it was there");
}

#[test]
fn f6_leads_back_to_the_row_and_to_the_field() {
    let (mut window, pages) = sample();
    let statements = pages.iter().find(|page| matches!(page, Page::Statements(_))).unwrap().clone();
    go(&mut window, &statements);
    plain(&mut window, Key::Home);
    plain(&mut window, Key::ArrowDown);
    plain(&mut window, Key::Enter);
    let row = spot(&window);
    plain(&mut window, Key::F6);
    assert_eq!((here(&window).as_str(), part(&window).as_str()), ("Inspector", "Inspector"), "nothing had it there yet");
    plain(&mut window, Key::Tab);
    plain(&mut window, Key::Tab);
    let field = spot(&window);
    plain(&mut window, Key::F6);
    assert_eq!(part(&window), "Workspace");
    plain(&mut window, Key::F6);
    assert_eq!(spot(&window), row);
    plain(&mut window, Key::F6);
    assert_eq!(spot(&window), field);
    // A page that the keyboard was not on yet: its selected row.
    let sources = pages.iter().find(|page| matches!(page, Page::Sources(_))).unwrap().clone();
    while part(&window) != "Workspace" {
        plain(&mut window, Key::F6);
    }
    go(&mut window, &sources);
    assert_eq!(part(&window), "Workspace", "a page shown by the pointer or a link leaves it");
    let source = *window.state().session().workspace().sources.keys().next().unwrap();
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Select(Some(source.into()), None), &ctx);
    window.run();
    plain(&mut window, Key::F6);
    let title = window.state().session().workspace().sources[&source].title.clone();
    assert!(here(&window).starts_with(&title), "{}", here(&window));
}

#[test]
fn a_key_for_a_page_leads_there_from_the_list_of_pages_and_from_the_inspector() {
    let (mut window, pages) = sample();
    let statements = pages.iter().find(|page| matches!(page, Page::Statements(_))).unwrap().clone();
    go(&mut window, &statements);
    for (of, into) in [(Key::Num2, "Overview"), (Key::Num3, "Rounds"), (Key::Num4, "Statements"), (Key::Num5, "Compare")] {
        for again in [false, true] {
            while part(&window) != "Workspace" {
                plain(&mut window, Key::F6);
            }
            press(&mut window, CTRL, of);
            assert_eq!(part(&window), "Page", "{into}, again: {again}");
            assert_ne!(here(&window), "Page", "{into}");
        }
    }
    press(&mut window, CTRL, Key::Num4);
    plain(&mut window, Key::Home);
    plain(&mut window, Key::Enter);
    let row = spot(&window);
    plain(&mut window, Key::F6);
    assert_eq!(part(&window), "Inspector");
    press(&mut window, CTRL, Key::Num4);
    assert_eq!(spot(&window), row, "the page is open already");
    // Within the page it stays where it is.
    plain(&mut window, Key::ArrowDown);
    let row = spot(&window);
    press(&mut window, CTRL, Key::Num4);
    assert_eq!(spot(&window), row);
}

#[test]
fn what_is_opened_is_in_view_and_has_the_focus_wherever_it_is_opened_from() {
    let session = sample_on("2026-02-10");
    let of = |workspace: &rapporteur::model::Workspace, id: RecordId| rapporteur::query::names::title(workspace, id);
    let workspace = session.workspace();
    // Rows far down, which the page does not show as it comes up.
    let round = workspace.rounds.values().max_by_key(|round| workspace.statements_at(round.id).count()).unwrap();
    let statement = workspace.statements_at(round.id).last().unwrap().clone();
    let between = workspace.statements.values().rfind(|one| one.round.is_none()).map(|one| one.id);
    let incident = workspace.incidents.values().find(|one| one.round.is_some()).map(|one| one.id);
    let opened: Vec<RecordId> = [
        Some(statement.id.into()),
        between.map(Into::into),
        incident.map(Into::into),
        workspace.sources.keys().next_back().map(|id| (*id).into()),
        workspace.issues.keys().next_back().map(|id| (*id).into()),
        workspace.people.values().max_by_key(|one| one.name.clone()).map(|one| one.id.into()),
        workspace.parties.values().max_by_key(|one| one.name.clone()).map(|one| one.id.into()),
    ]
    .into_iter()
    .flatten()
    .collect();
    assert!(opened.len() > 5);
    let titles: Vec<String> = opened.iter().map(|id| of(workspace, *id)).collect();
    let round = round.id;
    let mut window = window(session, Page::Round(round));
    for (id, title) in opened.into_iter().zip(titles) {
        // From the line, on whatever page that is.
        press(&mut window, CTRL, Key::L);
        assert_eq!(here(&window), "Quick line");
        let ctx = window.ctx.clone();
        window.state_mut().perform(Action::Open(id), &ctx);
        window.run();
        assert_eq!(window.state().selection(), Some(id));
        let row = here(&window);
        let node = window.root().children_recursive().find(|node| node.accesskit_node().is_focused()).unwrap();
        assert_eq!(part(&window), "Page", "{title}: {row}");
        assert_eq!(node.accesskit_node().is_selected(), Some(true), "{title}: {row}");
        let rect = node.rect();
        assert!(rect.top() > 40.0 && rect.bottom() < 760.0, "{title} is in view: {rect:?}");
    }
    // By the palette, within the page that is open.
    go(&mut window, &Page::Round(round));
    press(&mut window, CTRL, Key::L);
    press(&mut window, CTRL, Key::K);
    let words: String = statement.text.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
    feed(&mut window, &crate::typing::words(&words), &[]);
    plain(&mut window, Key::Enter);
    assert_eq!(window.state().selection(), Some(statement.id.into()), "{words}");
    let name = rapporteur::query::names::statement_line(window.state().session().workspace(), &statement);
    assert_eq!(here(&window), name);
}

#[test]
fn a_filter_does_not_hide_what_is_opened() {
    let (mut session, negotiation, ..) = two_parties();
    for line in ["ua demand: one thing", "ru demand: another thing"] {
        let context = session.line_context(negotiation, None, chrono_tz::Europe::Zurich);
        session.log(&context, line, true).unwrap();
    }
    let all: Vec<_> = session.workspace().statements.keys().copied().collect();
    let mut window = window(session, Page::Statements(negotiation));
    window.get_by_role_and_label(egui::Role::TextInput, "Words").focus();
    window.run();
    feed(&mut window, &words("another"), &[]);
    assert!(!window.shows("one thing"));
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Open(all[0].into()), &ctx);
    window.run();
    assert!(here(&window).contains("one thing"), "{}", here(&window));
}

#[test]
fn escape_leads_from_the_quick_line_to_where_it_was_called() {
    let (mut window, pages) = sample();
    let round = pages.iter().find(|page| matches!(page, Page::Round(_))).unwrap().clone();
    go(&mut window, &round);
    plain(&mut window, Key::End);
    for _ in 0..6 {
        plain(&mut window, Key::Tab);
    }
    let row = spot(&window);
    press(&mut window, CTRL, Key::L);
    assert_eq!(here(&window), "Quick line");
    plain(&mut window, Key::Escape);
    assert_eq!(spot(&window), row);
    // From the list of pages, too; and after a palette in between.
    while part(&window) != "Workspace" {
        plain(&mut window, Key::F6);
    }
    plain(&mut window, Key::Tab);
    let beside = spot(&window);
    press(&mut window, CTRL, Key::L);
    press(&mut window, CTRL, Key::K);
    plain(&mut window, Key::Escape);
    assert_eq!(here(&window), "Quick line");
    plain(&mut window, Key::Escape);
    assert_eq!(spot(&window), beside);
    // What was logged meanwhile is nearer.
    press(&mut window, CTRL, Key::L);
    feed(&mut window, &words("ua: we are ready"), &[]);
    plain(&mut window, Key::Enter);
    plain(&mut window, Key::Escape);
    assert!(here(&window).contains("we are ready"), "{}", here(&window));
}

#[test]
fn delete_and_its_like_are_about_the_row_with_the_focus() {
    let (mut window, pages) = sample();
    let statements = pages.iter().find(|page| matches!(page, Page::Statements(_))).unwrap().clone();
    go(&mut window, &statements);
    plain(&mut window, Key::Home);
    let count = |window: &Window| window.state().session().workspace().statements.len();
    let before = count(&window);
    plain(&mut window, Key::ArrowDown);
    assert_eq!(window.state().selection(), None);
    let row = here(&window);
    press(&mut window, CTRL, Key::Delete);
    assert_eq!(count(&window), before - 1, "nothing is selected, and a row has the focus");
    let gone = |window: &Window| window.state().session().workspace().bin.values().next_back().map(|one| one.id);
    assert!(gone(&window).is_some() && here(&window) != row);
    press(&mut window, CTRL, Key::Z);
    assert_eq!(count(&window), before);
    // With another one selected.
    plain(&mut window, Key::Home);
    plain(&mut window, Key::Enter);
    let selected = window.state().selection();
    plain(&mut window, Key::ArrowDown);
    press(&mut window, CTRL, Key::Delete);
    assert_eq!(count(&window), before - 1);
    assert!(window.state().session().workspace().contains(selected.unwrap()), "the one with the focus is gone, not the other");
}

#[test]
fn the_buttons_of_header_and_inspector_come_from_left_to_right() {
    let (mut window, _) = sample();
    press(&mut window, CTRL.plus(Modifiers::SHIFT), Key::P);
    plain(&mut window, Key::Escape);
    let mut last: Option<(f32, f32)> = None;
    let mut seen = 0;
    for _ in 0..80 {
        plain(&mut window, Key::Tab);
        let root = window.root();
        let node = root.children_recursive().find(|node| node.accesskit_node().is_focused()).unwrap();
        let (label, rect) = (node.accesskit_node().label().unwrap_or_default(), node.rect());
        let of_head = ["Earlier versions of this party", "Delete this party", "Close the inspector"];
        let of_header = ["Back", "Forward", "Find…", "Undo", "Redo", "Inspector", "All commands"];
        if of_head.contains(&label.as_str()) || of_header.contains(&label.as_str()) && rect.top() < 50.0 {
            if let Some((x, y)) = last
                && (rect.top() - y).abs() < 12.0
                && (x < 900.0) == (rect.left() < 900.0)
            {
                assert!(rect.left() > x, "{label} comes after what stands right of it");
            }
            last = Some((rect.left(), rect.top()));
            seen += 1;
        }
    }
    assert!(seen > 4, "{seen}");
}

#[test]
fn a_warning_that_appears_in_a_form_moves_no_focus() {
    let (session, _, round) = crate::round::full_round();
    let mut window = window(session, Page::Round(round));
    let ctx = window.ctx.clone();
    window.state_mut().perform(Action::Select(Some(RecordId::Round(round)), Some("announcements:new".to_owned())), &ctx);
    window.run();
    for _ in 0..6 {
        feed(&mut window, &words("3 March 2026"), &[]);
        plain(&mut window, Key::Tab);
        assert_ne!(here(&window), "nothing");
    }
}

#[test]
fn a_shortcut_that_opens_something_takes_the_focus_along_at_every_size() {
    let session = sample_on("2026-02-10");
    let said = session.workspace().statements.values().find(|statement| statement.round.is_some()).unwrap();
    let (negotiation, round) = (said.negotiation, said.round.unwrap());
    let pages = [
        Page::Upcoming,
        Page::Round(round),
        Page::Statements(negotiation),
        Page::Compare(negotiation),
        Page::Issues(negotiation),
    ];
    let said_id = said.id;
    let mut lost = Vec::new();
    for size in [[800.0, 600.0], [1280.0, 800.0]] {
        let session = sample_on("2026-02-10");
        let mut window = crate::support::window_of(session, Page::Upcoming, size, rapporteur::kit::ThemeChoice::Light);
        let ctx = window.ctx.clone();
        // What belongs to a negotiation goes to the one that was open last.
        go(&mut window, &Page::Overview(negotiation));
        for selects in [false, true] {
            for page in &pages {
                for (name, modifiers, of) in
                    [("statement", CTRL, Key::E), ("incident", CTRL.plus(Modifiers::SHIFT), Key::I), ("round", CTRL, Key::N)]
                {
                    let select = selects.then_some(said_id.into());
                    window.state_mut().perform(Action::Select(None, None), &ctx);
                    go(&mut window, page);
                    window.state_mut().perform(Action::Select(select, None), &ctx);
                    window.run();
                    for _ in 0..3 {
                        press(&mut window, Modifiers::SHIFT, Key::F6);
                        if part(&window) == "Workspace" {
                            break;
                        }
                    }
                    let before = (part(&window), here(&window));
                    press(&mut window, modifiers, of);
                    let field = window.root().children_recursive().find(|node| node.accesskit_node().is_focused());
                    let is_text = field.is_some_and(|node| {
                        use egui::Role::{EditableComboBox, MultilineTextInput, TextInput};
                        matches!(node.accesskit_node().role(), TextInput | MultilineTextInput | EditableComboBox)
                    });
                    if !is_text {
                        lost.push(format!("{size:?} {selects} {page:?} {name} {before:?}: {} {}", part(&window), here(&window)));
                    }
                }
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}
