//! Random walks by key and pointer over all pages, in memory and on a folder: the focus is never lost, the record changes only by
//! steps, the window comes to rest after each of them, and undo of everything gives back what was there.

use crate::support::{comes_to_rest, focused, sample_on, settle, window};
use crate::typing::{key, words};
use chrono::{DateTime, TimeDelta, Utc};
use egui::{Event, Key, Modifiers, MouseWheelUnit, TouchPhase, Vec2};
use egui_kittest::Harness;
use rapporteur::app::App;
use rapporteur::session::{Fixed, Session, Surroundings};
use rapporteur::store::Store;
use rapporteur::ui::{Action, Command, Page};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Window = Harness<'static, App>;

const CTRL: Modifiers = Modifiers::CTRL.plus(Modifiers::COMMAND);

/// A small generator of numbers, so that a walk can be walked again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn place(&mut self) -> egui::Pos2 {
        let (x, y) = (self.below(1_280), self.below(800));
        egui::pos2(u16::try_from(x).unwrap().into(), u16::try_from(y).unwrap().into())
    }
}

/// A clock on which time passes whenever it is looked at: what waits for a pause comes to it.
struct Passing {
    from: Fixed,
    passed: Cell<TimeDelta>,
}

impl Surroundings for Passing {
    fn now(&self) -> DateTime<Utc> {
        self.passed.set(self.passed.get() + TimeDelta::milliseconds(20));
        self.from.now() + self.passed.get()
    }

    fn id(&mut self) -> uuid::Uuid {
        self.from.id()
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
        (Modifiers::ALT, Key::ArrowDown, 1),
        (CTRL, Key::Comma, 1),
        (Modifiers::NONE, Key::F1, 1),
        (CTRL, Key::F, 1),
        (CTRL, Key::E, 1),
        (CTRL.plus(shift), Key::P, 1),
        (CTRL.plus(shift), Key::F, 1),
        (CTRL.plus(shift), Key::D, 1),
        (Modifiers::NONE, Key::Delete, 1),
        (Modifiers::NONE, Key::Backspace, 1),
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

/// Where the pointer passes: over what has a tooltip, over rows, scrolling, and out of the window.
fn passing(numbers: &mut Numbers) -> (String, Vec<Event>) {
    let place = numbers.place();
    match numbers.below(8) {
        0 => ("the pointer leaves".to_owned(), vec![Event::PointerGone]),
        1 | 2 => {
            let delta = Vec2::new(0.0, if numbers.below(2) == 0 { -3.0 } else { 3.0 });
            let (unit, phase, modifiers) = (MouseWheelUnit::Line, TouchPhase::Move, Modifiers::NONE);
            let source = egui::MouseWheelSource::Unknown;
            let wheel = Event::MouseWheel { unit, delta, phase, source, modifiers };
            (format!("the wheel at {place:?}"), vec![Event::PointerMoved(place), wheel])
        }
        _ => (format!("the pointer at {place:?}"), vec![Event::PointerMoved(place)]),
    }
}

fn record(window: &Window) -> String {
    format!("{:?}", window.state().session().workspace())
}

/// The files of the record, without its history and its lock.
fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.file_name().is_some_and(|name| !name.as_encoded_bytes().starts_with(b".")) {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "ron") {
                files.insert(path.clone(), std::fs::read(path).unwrap());
            }
        }
    }
    files
}

/// What went wrong after a step, if anything.
fn fault(window: &mut Window, events: Vec<Event>, at: usize) -> Option<String> {
    let revision = window.state().session().revision();
    let before = record(window);
    window.input_mut().events.extend(events);
    window.step();
    if let Err(error) = window.try_run() {
        return Some(format!("the window goes on drawing: {error}"));
    }
    // What comes after a while is over some day, too: notices, tooltips, saves.
    if at % 16 == 15 && !comes_to_rest(window) {
        return Some(format!("the window does not come to rest: {:?}", window.ctx.repaint_causes()));
    }
    if focused(window).is_none() && window.ctx.memory(egui::Memory::focused).is_none() {
        return Some("nothing has the focus".to_owned());
    }
    if window.state().session().revision() == revision && record(window) != before {
        return Some("the record changed without a step".to_owned());
    }
    None
}

/// Walks through the window of a session; gives back what went wrong.
fn walk(session: Session, seed: usize, steps: usize) -> Option<String> {
    let mut window = window(session, Page::Upcoming);
    let ctx = window.ctx.clone();
    let start = record(&window);
    let dir = window.state().session().dir().map(Path::to_owned);
    let files_before = dir.as_deref().map(files);
    let mut numbers = Numbers((seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut last: Vec<String> = Vec::new();
    for at in 0..steps {
        let (name, events) = if numbers.below(12) == 0 { passing(&mut numbers) } else { step(&mut numbers) };
        let found = fault(&mut window, events, at);
        let here = focused(&window).unwrap_or_else(|| "nothing".to_owned());
        last.push(format!("{name} -> {here} on {:?}", window.state().page()));
        if let Some(what) = found {
            return Some(format!("seed {seed}, step {at}: {what}\n{:#?}", &last[last.len().saturating_sub(12)..]));
        }
    }
    // Everything that was done can be undone.
    for _ in 0..4_000 {
        if window.state().session().undo_label().is_none() {
            break;
        }
        window.state_mut().perform(Action::Run(Command::Undo), &ctx);
    }
    if record(&window) != start {
        return Some(format!("seed {seed}: undo of everything does not give back what was there"));
    }
    // Saved in a pause, on another thread.
    for _ in 0..4_000 {
        settle(&mut window);
        if dir.is_none() || !window.state().session().has_unsaved() {
            break;
        }
    }
    if dir.as_deref().map(files) != files_before {
        return Some(format!("seed {seed}: undo of everything does not give back the files"));
    }
    if !comes_to_rest(&mut window) {
        return Some(format!("seed {seed}: the window does not come to rest: {:?}", window.ctx.repaint_causes()));
    }
    None
}

/// How many walks of how many steps, from which seed on: `WALKS=40 STEPS=1000 SEED=1 cargo test --test window walks`. Few and short
/// if nothing is said.
fn walks(usual: usize, mut one: impl FnMut(usize, usize) -> Option<String>) {
    let number = |name: &str, usual: usize| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let (walks, steps, first) = (number("WALKS", usual), number("STEPS", 150), number("SEED", 1));
    let faults: Vec<String> = (first..first + walks).filter_map(|seed| one(seed, steps)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn walks_in_memory_lose_no_focus_and_change_nothing_but_by_steps() {
    walks(2, |seed, steps| walk(sample_on("2026-02-10"), seed, steps));
}

#[test]
fn walks_on_a_folder_come_to_rest_and_give_back_the_files() {
    walks(1, |seed, steps| {
        let folder = tempfile::tempdir().unwrap();
        rapporteur::store::sample::write_to(folder.path()).unwrap();
        let opened = Store::open(folder.path(), uuid::Uuid::from_u128(1)).unwrap();
        let from = Fixed::at("2026-02-10T12:00:00Z".parse().unwrap());
        let clock = Passing { from, passed: Cell::new(TimeDelta::zero()) };
        walk(Session::open(opened, Box::new(clock), "Test"), seed + 500, steps)
    });
}
