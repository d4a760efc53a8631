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
use rapporteur::ui::{Action, Command, Page};

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

/// A small generator of numbers, so that a walk can be walked again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// One step of a walk: keys as a user presses them.
fn step(numbers: &mut Numbers) -> (String, Vec<Event>) {
    let shift = Modifiers::SHIFT;
    let keys = [
        (Modifiers::NONE, Key::Tab, 8),
        (shift, Key::Tab, 4),
        (Modifiers::NONE, Key::ArrowDown, 5),
        (Modifiers::NONE, Key::ArrowUp, 3),
        (Modifiers::NONE, Key::ArrowLeft, 1),
        (Modifiers::NONE, Key::ArrowRight, 1),
        (Modifiers::NONE, Key::Home, 1),
        (Modifiers::NONE, Key::End, 1),
        (Modifiers::NONE, Key::PageDown, 1),
        (Modifiers::NONE, Key::Enter, 4),
        (Modifiers::NONE, Key::Space, 3),
        (Modifiers::NONE, Key::Escape, 3),
        (Modifiers::NONE, Key::F6, 1),
        (shift, Key::F6, 1),
        (CTRL, Key::K, 1),
        (CTRL, Key::L, 1),
        (CTRL, Key::Num1, 1),
        (CTRL, Key::Num2, 1),
        (CTRL, Key::Num3, 1),
        (CTRL, Key::Num4, 1),
        (CTRL, Key::Num5, 1),
        (CTRL, Key::Num6, 1),
        (CTRL, Key::Num7, 1),
        (CTRL, Key::Num8, 1),
        (CTRL, Key::Num9, 1),
        (CTRL, Key::Z, 2),
        (CTRL.plus(shift), Key::Z, 1),
        (CTRL, Key::I, 1),
        (CTRL, Key::Delete, 1),
        (Modifiers::ALT, Key::ArrowLeft, 1),
        (Modifiers::ALT, Key::ArrowRight, 1),
    ];
    let all: usize = keys.iter().map(|(.., weight)| weight).sum();
    let mut at = numbers.below(all + 6);
    for (modifiers, of, weight) in keys {
        if at < weight {
            let mut events = key(modifiers, of);
            if of == Key::Space {
                events.insert(1, Event::Text(" ".to_owned()));
            }
            return (format!("{modifiers:?} {of:?}"), events);
        }
        at -= weight;
    }
    let text = ["ab", "Ukraine", "4 Feb", "demand: no", "x"][numbers.below(5)];
    (text.to_owned(), words(text))
}

fn bytes(window: &Window) -> String {
    format!("{:?}", window.state().session().workspace())
}

/// Walks through the window; gives back what went wrong.
fn walk(seed: u64, steps: usize) -> Option<String> {
    let (mut window, _) = sample();
    let ctx = window.ctx.clone();
    let start = bytes(&window);
    let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut last: Vec<String> = Vec::new();
    for at in 0..steps {
        let (name, events) = step(&mut numbers);
        let revision = window.state().session().revision();
        let before = bytes(&window);
        feed(&mut window, &events, &[]);
        last.push(format!("{name} -> {} on {:?}", here(&window), window.state().page()));
        let story = |what: &str| Some(format!("seed {seed}, step {at}: {what}\n{:#?}", &last[last.len().saturating_sub(8)..]));
        if focused(&window).is_none() && window.ctx.memory(egui::Memory::focused).is_none() {
            return story("nothing has the focus");
        }
        if window.state().session().revision() == revision && bytes(&window) != before {
            return story("the record changed without a step");
        }
    }
    // Everything that was done can be undone.
    for _ in 0..4_000 {
        if window.state().session().undo_label().is_none() {
            break;
        }
        window.state_mut().perform(Action::Run(Command::Undo), &ctx);
    }
    if bytes(&window) != start {
        return Some(format!("seed {seed}: undo of everything does not give back what was there"));
    }
    if !crate::support::comes_to_rest(&mut window) {
        return Some(format!("seed {seed}: the window does not come to rest"));
    }
    None
}

/// Few and short here; `WALKS=40 STEPS=1000 cargo test --test window walks` for more.
#[test]
fn walks_by_keys_lose_no_focus_and_change_nothing_but_by_steps() {
    let number = |name: &str, usual: usize| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let (walks, steps) = (number("WALKS", 2), number("STEPS", 150));
    let first = number("SEED", 1);
    let faults: Vec<String> = (first..first + walks).filter_map(|seed| walk(seed as u64, steps)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
