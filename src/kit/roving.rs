//! One stop of the Tab key for several things in a row, with arrow keys from one to the next.

use egui::{EventFilter, Id, Key, Modifiers, Sense, Ui};

use super::list_keys::take_key;

/// Which of `count` things is the stop of the Tab key: that of the focus, else the one `chosen`. The thing at `at` has the id
/// [`roving_id`] and the sense [`roving_sense`]. Arrow keys move the focus round, Home and End to the ends; they choose nothing.
pub fn roving(ui: &Ui, group: Id, count: usize, chosen: usize) -> usize {
    let last = count.saturating_sub(1);
    let focused = ui.memory(egui::Memory::focused);
    let Some(at) = (0..count).find(|at| focused == Some(roving_id(group, *at))) else { return chosen.min(last) };
    let keep = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(roving_id(group, at), keep));
    let pressed = |key| take_key(ui, Modifiers::NONE, key) > 0;
    let to = match () {
        () if pressed(Key::ArrowRight) || pressed(Key::ArrowDown) => (at + 1) % count,
        () if pressed(Key::ArrowLeft) || pressed(Key::ArrowUp) => (at + last) % count,
        () if pressed(Key::Home) => 0,
        () if pressed(Key::End) => last,
        () => return at,
    };
    ui.memory_mut(|memory| memory.request_focus(roving_id(group, to)));
    to
}

/// The id of one of the things.
pub fn roving_id(group: Id, at: usize) -> Id {
    group.with(at)
}

/// How one of the things senses: the stop can have the focus, the others are clicked.
pub fn roving_sense(stop: bool) -> Sense {
    if stop { Sense::click() } else { Sense::CLICK }
}
