//! The keys of a field in which something is chosen, taken before the text sees them.

use super::{Ask, ChipAct, Completing};
use crate::kit::{ListKeys, keys as kit_keys, take_key};
use egui::{Key, Modifiers, Ui};

/// What was pressed.
#[derive(Default)]
pub(super) struct Keys {
    /// Those of the open list; of a closed one only Escape and Tab.
    pub list: ListKeys,
    /// The list is to open.
    pub opens: bool,
    /// The record in the field is to be opened.
    pub record: bool,
    /// What is to be done with the marked chip.
    pub chip: Option<(ChipAct, usize)>,
}

impl Keys {
    pub(super) fn take(ui: &Ui, ask: &Ask<'_>, at: &mut Completing, focused: bool) -> Self {
        let mut keys = Self::default();
        if !focused {
            at.chip = None;
            keys.list.tab = kit_keys::pressed(ui, Modifiers::NONE, Key::Tab);
            keys.list.escape = kit_keys::pressed(ui, Modifiers::NONE, Key::Escape);
            return keys;
        }
        let pressed = |modifiers, key| take_key(ui, modifiers, key) > 0;
        if ask.chips > 0 && at.text.is_empty() {
            keys.chip = chip_keys(ui, ask.chips, at);
        }
        if at.chip.is_none() && pressed(Modifiers::ALT, Key::Enter) {
            keys.record = ask.opens;
        }
        if at.open {
            // Moved already when it was opened.
            pressed(Modifiers::ALT, Key::ArrowDown);
            keys.list = ListKeys::take(ui, at.typed && !at.text.is_empty());
        } else {
            let wanted = [(Modifiers::ALT, Key::ArrowDown), (Modifiers::NONE, Key::ArrowDown), (Modifiers::NONE, Key::Enter)];
            keys.opens = wanted.into_iter().filter(|(modifiers, key)| pressed(*modifiers, *key)).count() > 0;
            keys.list.tab = kit_keys::pressed(ui, Modifiers::NONE, Key::Tab);
            keys.list.escape = kit_keys::pressed(ui, Modifiers::NONE, Key::Escape);
        }
        keys
    }
}

/// Left goes from the empty field to the chips over it, Backspace and Delete remove the marked one.
fn chip_keys(ui: &Ui, chips: usize, at: &mut Completing) -> Option<(ChipAct, usize)> {
    let pressed = |modifiers, key| take_key(ui, modifiers, key) > 0;
    let none = Modifiers::NONE;
    let last = chips - 1;
    let Some(marked) = at.chip.map(|marked| marked.min(last)) else {
        if pressed(none, Key::ArrowLeft) || pressed(none, Key::Backspace) {
            at.chip = Some(last);
            at.open = false;
        }
        return None;
    };
    at.chip = Some(marked);
    if pressed(none, Key::Backspace) || pressed(none, Key::Delete) {
        at.chip = last.checked_sub(1).map(|last| marked.min(last));
        return Some((ChipAct::Remove, marked));
    }
    if pressed(Modifiers::ALT, Key::Enter) {
        return Some((ChipAct::Open, marked));
    }
    if pressed(Modifiers::ALT, Key::ArrowUp) && marked > 0 {
        at.chip = Some(marked - 1);
        return Some((ChipAct::Up, marked));
    }
    at.chip = match () {
        () if pressed(none, Key::ArrowLeft) => Some(marked.saturating_sub(1)),
        () if pressed(none, Key::ArrowRight) => (marked < last).then_some(marked + 1),
        () if pressed(none, Key::Home) => Some(0),
        () if pressed(none, Key::End) => None,
        () if ui.input(|input| input.events.iter().any(leaves_chips)) => None,
        () => Some(marked),
    };
    None
}

fn leaves_chips(event: &egui::Event) -> bool {
    use egui::Event;
    let key = |key: &Key| matches!(key, Key::Enter | Key::Tab | Key::Escape | Key::ArrowDown | Key::ArrowUp);
    matches!(event, Event::Text(_) | Event::Paste(_))
        || matches!(event, Event::Key { key: pressed, pressed: true, .. } if key(pressed))
}
