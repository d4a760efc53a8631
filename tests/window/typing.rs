//! Keys and text in one frame: whatever the frames that a run of events falls into, each key and letter arrives where it was meant.

use crate::support::{Drive as _, sample_on, two_parties, window};
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use proptest::prelude::*;
use rapporteur::app::App;
use rapporteur::session::Session;
use rapporteur::ui::Page;

type Window = Harness<'static, App>;

const CTRL: Modifiers = Modifiers::CTRL.plus(Modifiers::COMMAND);
const CTRL_SHIFT: Modifiers = CTRL.plus(Modifiers::SHIFT);

/// A key pressed and let go, as the windowing code tells it.
pub(crate) fn key(modifiers: Modifiers, key: Key) -> Vec<Event> {
    let event = |pressed| Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers };
    let mut events = vec![event(true), event(false)];
    if modifiers != Modifiers::NONE {
        events.insert(0, Event::ModifiersChanged(modifiers));
        events.push(Event::ModifiersChanged(Modifiers::NONE));
    }
    events
}

/// Words as they are typed: for each letter a key, its text, and the key let go.
pub(crate) fn words(words: &str) -> Vec<Event> {
    words.chars().flat_map(letter).collect()
}

fn letter(letter: char) -> Vec<Event> {
    let text = Event::Text(letter.to_string());
    match Key::from_name(&letter.to_uppercase().to_string()) {
        Some(of) => {
            let modifiers = if letter.is_uppercase() { Modifiers::SHIFT } else { Modifiers::NONE };
            let mut events = key(modifiers, of);
            events.insert(usize::from(modifiers.shift) + 1, text);
            events
        }
        None if letter == ' ' => {
            let mut events = key(Modifiers::NONE, Key::Space);
            events.insert(1, text);
            events
        }
        None => vec![text],
    }
}

/// Hands over the events in frames of these lengths, and what is left in one frame.
pub(crate) fn feed(window: &mut Window, events: &[Event], frames: &[usize]) {
    let mut rest = events;
    for &frame in frames {
        let (now, later) = rest.split_at(frame.min(rest.len()));
        window.input_mut().events.extend(now.iter().cloned());
        window.step();
        rest = later;
    }
    window.input_mut().events.extend(rest.iter().cloned());
    window.step();
    window.run();
}

/// Something typed, and where.
struct Job {
    name: &'static str,
    start: fn() -> (Session, Page),
    events: Vec<Event>,
    holds: &'static [&'static str],
}

fn tab() -> Vec<Event> {
    key(Modifiers::NONE, Key::Tab)
}

fn enter() -> Vec<Event> {
    key(Modifiers::NONE, Key::Enter)
}

fn in_talks() -> (Session, Page) {
    let (session, negotiation, ..) = two_parties();
    (session, Page::Overview(negotiation))
}

fn in_round() -> (Session, Page) {
    let (session, _, round) = crate::round::full_round();
    (session, Page::Round(round))
}

fn in_text() -> (Session, Page) {
    use rapporteur::model::Record;
    use rapporteur::session::{New, Proposal};
    let (mut session, negotiation, ..) = two_parties();
    let Record::Source(mut source) = session.draft(New::Source { negotiation, title: "Article".to_owned() }) else {
        unreachable!("a source was asked for")
    };
    source.text = "They met at noon. Boats burned. It was late.".to_owned();
    let page = Page::Reading(source.id);
    session.perform(Proposal::put("add source", source)).unwrap();
    (session, page)
}

fn in_sample() -> (Session, Page) {
    let session = sample_on("2026-02-10");
    let negotiation = *session.workspace().negotiations.keys().next_back().unwrap();
    (session, Page::Statements(negotiation))
}

fn jobs() -> Vec<Job> {
    let down = || key(Modifiers::NONE, Key::ArrowDown);
    let job = |name, start, events: Vec<Vec<Event>>, holds| Job { name, start, events: events.concat(), holds };
    vec![
        job(
            "parties, one after another",
            in_talks,
            vec![
                key(CTRL_SHIFT, Key::P),
                words("Ukraine Two"),
                tab(),
                words("UA2"),
                key(CTRL_SHIFT, Key::P),
                words("Moldova"),
                tab(),
                words("MD"),
                tab(),
            ],
            &["\"Ukraine Two\"", "\"UA2\"", "\"Moldova\"", "\"MD\""],
        ),
        job(
            "a round's fields, with their completion",
            in_talks,
            vec![key(CTRL, Key::N), words("23-24 Jan 2026"), tab()],
            &["2026-01-23", "2026-01-24"],
        ),
        job(
            "a place, a term of a closed list, a number and a title",
            in_talks,
            vec![
                key(CTRL, Key::N),
                words("23 Jan 2026"),
                tab(),
                words("Geneva"),
                tab(),
                words("held"),
                tab(),
                words("12"),
                tab(),
                words("The second"),
                tab(),
            ],
            &["\"Geneva\"", "status: Held", "12", "\"The second\""],
        ),
        job(
            "a party, and several lines behind Tab",
            in_round,
            vec![key(CTRL, Key::E), words("ukr"), tab(), words("One line"), enter(), words("Another"), key(CTRL, Key::Enter)],
            &["One line\\nAnother"],
        ),
        job(
            "lines",
            in_round,
            vec![
                key(CTRL, Key::L),
                words("ukr"),
                tab(),
                words("demand monitoring: Watch it closely"),
                enter(),
                words("ru offer monitoring: Let us see"),
                enter(),
            ],
            &["\"Watch it closely\"", "\"Let us see\""],
        ),
        job(
            "a command of the palette, and its fields",
            in_talks,
            vec![key(CTRL, Key::K), words("new neg"), enter(), words("Border talks"), tab()],
            &["\"Border talks\""],
        ),
        job(
            "letters before a shortcut",
            in_talks,
            vec![
                key(CTRL_SHIFT, Key::O),
                words("Ada Lovelace"),
                key(CTRL, Key::Num1),
                key(CTRL_SHIFT, Key::O),
                words("Bo Li"),
                tab(),
            ],
            &["\"Ada Lovelace\"", "\"Bo Li\""],
        ),
        job(
            "an issue after another",
            in_talks,
            vec![key(CTRL_SHIFT, Key::U), words("Prisoners"), enter(), words("Borders"), enter(), words("Ports"), enter()],
            &["\"Prisoners\"", "\"Borders\"", "\"Ports\""],
        ),
        job(
            "several lines of text",
            in_round,
            vec![key(CTRL_SHIFT, Key::I), words("One line"), enter(), words("Another"), tab()],
            &["One line\\nAnother"],
        ),
        job(
            "what happened, when and where",
            in_round,
            vec![
                key(CTRL_SHIFT, Key::I),
                words("It burned"),
                tab(),
                words("3 Feb 2026"),
                tab(),
                words("The old harbour"),
                tab(),
                words("Ukr"),
                enter(),
            ],
            &["\"It burned\"", "2026-02-03", "\"The old harbour\""],
        ),
        job(
            "notes, and who has the floor",
            in_talks,
            vec![key(CTRL, Key::M), words("They sit down"), enter(), words("1"), words("We demand it."), enter()],
            &["– They sit down", "Ukraine: We demand it."],
        ),
        job(
            "passages, by the letters of the text",
            in_text,
            vec![
                words("s"),
                words("ukr"),
                enter(),
                words("mon"),
                enter(),
                enter(),
                words("i"),
                words("rus"),
                enter(),
                enter(),
                words("."),
                enter(),
            ],
            &["quote: \"They met at noon.\"", "quote: \"Boats burned.\"", "quote: \"It was late.\""],
        ),
        job(
            "words to search for, and the next page",
            in_sample,
            vec![key(CTRL, Key::F), words("ceasefire"), key(CTRL, Key::M), words("One line"), enter()],
            &["– One line"],
        ),
        job(
            "what is found, by the arrows",
            in_sample,
            vec![key(CTRL, Key::K), words("medin"), down(), key(Modifiers::NONE, Key::ArrowUp), enter()],
            &[],
        ),
    ]
}

/// What the window holds in the end: the record, the page, the selection and the focus.
fn end(window: &Window) -> String {
    let app = window.state();
    let focused = crate::support::focused(window);
    let words = format!("{:#?}\n{:?}\n{:?}\n{focused:?}", app.session().workspace(), app.page(), app.selection());
    // How many steps of typing there were within one second is no part of what was typed.
    let words: String =
        words.lines().filter(|line| !line.trim().starts_with("revision: ")).map(|line| format!("{line}\n")).collect();
    // An id that is made and not used leaves a gap between those that are.
    let mut ids = Vec::new();
    let mut parts = words.split('…');
    let mut end = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_at(8);
        let at = ids.iter().position(|known| known == id).unwrap_or_else(|| {
            ids.push(id.to_owned());
            ids.len() - 1
        });
        end.push_str(&format!("…{at}{rest}"));
    }
    end
}

fn run(job: &Job, frames: &[usize]) -> String {
    let (session, page) = (job.start)();
    let mut window = window(session, page);
    feed(&mut window, &job.events, frames);
    end(&window)
}

#[test]
fn everything_typed_in_one_frame_arrives() {
    for job in jobs() {
        let one_each = vec![1; job.events.len()];
        let slowly = run(&job, &one_each);
        for words in job.holds {
            assert!(slowly.contains(words), "{}: {words} in\n{slowly}", job.name);
        }
        let at_once = run(&job, &[]);
        for words in job.holds {
            assert!(at_once.contains(words), "{} at once: {words}", job.name);
        }
        similar_asserts(&slowly, &at_once, job.name);
    }
}

/// Says the first line in which two ends differ.
fn similar_asserts(one: &str, other: &str, name: &str) {
    for (one, other) in one.lines().zip(other.lines()) {
        assert_eq!(one, other, "{name}");
    }
    assert_eq!(one.lines().count(), other.lines().count(), "{name}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn how_the_frames_fall_changes_nothing(which in any::<usize>(), frames in proptest::collection::vec(1_usize..12, 0..12)) {
        let jobs = jobs();
        let job = &jobs[which % jobs.len()];
        similar_asserts(&run(job, &[]), &run(job, &frames), job.name);
    }
}

#[test]
fn letters_and_tab_come_in_any_batch() {
    for frames in [vec![], vec![1], vec![2], vec![1, 1, 1, 1], vec![3, 1]] {
        let (session, page) = in_talks();
        let mut window = window(session, page);
        feed(&mut window, &key(CTRL_SHIFT, Key::P), &[]);
        let text = |text: &str| vec![Event::Text(text.to_owned())];
        feed(&mut window, &[text("Bo"), tab(), text("A"), text("b"), text("u")].concat(), &frames);
        let party = window.state().session().workspace().parties.values().next_back().unwrap();
        assert_eq!((party.name.as_str(), party.short.as_str()), ("Bo", "Abu"), "{frames:?}");
    }
}

#[test]
fn keys_with_more_held_than_a_shortcut_asks_for_do_nothing_of_it() {
    let (session, page) = in_round();
    let mut window = window(session, page.clone());
    window.press_ctrl(Key::L);
    feed(&mut window, &words("ukr"), &[]);
    // Shift+Tab goes back and takes no completion.
    feed(&mut window, &key(Modifiers::SHIFT, Key::Tab), &[]);
    let line = window.get_by_role_and_label(Role::TextInput, "Quick line").value().unwrap_or_default();
    assert_eq!(line, "ukr");
    assert_ne!(crate::support::focused(&window).as_deref(), Some("Quick line"));
    // Ctrl+Alt+Q and Ctrl+Alt+E write @ and € on German keyboards.
    for other in [Key::Q, Key::E, Key::N, Key::Num0] {
        feed(&mut window, &key(CTRL.plus(Modifiers::ALT), other), &[]);
        let closes =
            window.output().viewport_output.values().any(|viewport| viewport.commands.contains(&egui::ViewportCommand::Close));
        assert!(!closes, "{other:?}");
    }
    assert_eq!(*window.state().page(), page);
    assert_eq!(window.state().selection(), None);
}
