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
            plain(&mut window, Key::F6);
            while here(&window) != "Page" {
                plain(&mut window, Key::F6);
            }
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
        while here(&window) != "Workspace" {
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
fn f6_goes_on_from_where_the_focus_is_and_back() {
    let (session, negotiation, ..) = two_parties();
    let mut window = window(session, Page::Overview(negotiation));
    plain(&mut window, Key::F6);
    assert_eq!(here(&window), "Page");
    plain(&mut window, Key::Tab);
    plain(&mut window, Key::Tab);
    plain(&mut window, Key::F6);
    assert_eq!(here(&window), "Workspace");
    for _ in 0..3 {
        plain(&mut window, Key::Tab);
    }
    plain(&mut window, Key::F6);
    assert_eq!(here(&window), "Page", "from the workspace to the page");
    press(&mut window, Modifiers::SHIFT, Key::F6);
    assert_eq!(here(&window), "Workspace");
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
