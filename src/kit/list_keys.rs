//! The keys that act on an open list while the focus is in its field or on its button.

use super::keys;
use egui::{Event, FocusDirection, Key, Modifiers, Ui};

/// How many rows Page Up and Page Down go.
const PAGE: usize = 8;

/// What was pressed, taken from the input before a field sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListKeys {
    down: usize,
    up: usize,
    page_down: usize,
    page_up: usize,
    first: bool,
    last: bool,
    /// Enter: takes the marked row.
    pub enter: bool,
    /// Escape: closes the list.
    pub escape: bool,
    /// Tab alone, which also moves the focus on: takes the marked row.
    pub tab: bool,
}

impl ListKeys {
    /// Takes the keys of a list that is open. Home and End are those of the text while there is one that is `edited`; with Ctrl
    /// they are always those of the list.
    pub fn take(ui: &Ui, edited: bool) -> Self {
        Self::take_if(ui, edited, |_| true)
    }

    /// The same, but Enter only if the other keys say that it is meant for the list.
    pub fn take_if(ui: &Ui, edited: bool, takes_enter: impl FnOnce(&Self) -> bool) -> Self {
        let keys = Self {
            down: take_key(ui, Modifiers::NONE, Key::ArrowDown),
            up: take_key(ui, Modifiers::NONE, Key::ArrowUp),
            page_down: take_key(ui, Modifiers::NONE, Key::PageDown),
            page_up: take_key(ui, Modifiers::NONE, Key::PageUp),
            first: take_key(ui, Modifiers::COMMAND, Key::Home)
                + if edited { 0 } else { take_key(ui, Modifiers::NONE, Key::Home) }
                > 0,
            last: take_key(ui, Modifiers::COMMAND, Key::End) + if edited { 0 } else { take_key(ui, Modifiers::NONE, Key::End) }
                > 0,
            enter: false,
            escape: take_key(ui, Modifiers::NONE, Key::Escape) > 0,
            tab: keys::pressed(ui, Modifiers::NONE, Key::Tab),
        };
        let enter = takes_enter(&keys) && take_key(ui, Modifiers::NONE, Key::Enter) > 0;
        Self { enter, ..keys }
    }

    /// Whether the mark is moved.
    pub fn moves(&self) -> bool {
        self.down != self.up || self.page_down != self.page_up || self.first || self.last
    }

    /// Where the mark goes from `at` in a list of `count` rows: by one row round the ends, by a page as far as there are rows.
    /// From no row, down leads to the first and up to the last.
    pub fn moved(&self, at: Option<usize>, count: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        let mut at = at.map(|at| at.min(last));
        for _ in 0..self.down {
            at = Some(at.map_or(0, |at| if at == last { 0 } else { at + 1 }));
        }
        for _ in 0..self.up {
            at = Some(at.map_or(last, |at| at.checked_sub(1).unwrap_or(last)));
        }
        for _ in 0..self.page_down {
            at = Some(at.map_or(0, |at| at + PAGE).min(last));
        }
        for _ in 0..self.page_up {
            at = Some(at.unwrap_or(0).saturating_sub(PAGE));
        }
        match () {
            () if self.first => Some(0),
            () if self.last => Some(last),
            () => at,
        }
    }
}

/// Takes a key with exactly these modifiers from the input; says how often it was pressed. An arrow that is taken moves no focus.
pub fn take_key(ui: &Ui, modifiers: Modifiers, key: Key) -> usize {
    let taken = keys::take_all(ui, modifiers, key);
    if taken > 0 && matches!(key, Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight) {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    taken
}

/// Takes the letters typed from the input, for a list without a field.
pub(super) fn take_text(ui: &Ui) -> String {
    ui.input_mut(|input| {
        let mut typed = String::new();
        input.events.retain(|event| match event {
            Event::Text(text) => {
                typed.push_str(text);
                false
            }
            _ => true,
        });
        typed
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_goes_round_by_rows_and_stops_at_the_ends_by_pages() {
        let none = ListKeys::default();
        let (down, up) = (ListKeys { down: 1, ..none }, ListKeys { up: 1, ..none });
        let (page_down, page_up) = (ListKeys { page_down: 1, ..none }, ListKeys { page_up: 1, ..none });
        let (first, last) = (ListKeys { first: true, ..none }, ListKeys { last: true, ..none });
        for (keys, at, count, expected) in [
            (down, Some(2), 3, Some(0)),
            (up, Some(0), 3, Some(2)),
            (down, None, 3, Some(0)),
            (up, None, 3, Some(2)),
            (none, Some(9), 3, Some(2)),
            (none, None, 3, None),
            (down, Some(0), 0, None),
            (page_down, Some(1), 30, Some(9)),
            (page_down, Some(25), 30, Some(29)),
            (page_up, Some(9), 30, Some(1)),
            (page_up, Some(3), 30, Some(0)),
            (first, Some(3), 30, Some(0)),
            (last, None, 30, Some(29)),
        ] {
            assert_eq!(keys.moved(at, count), expected, "{keys:?} from {at:?} of {count}");
        }
    }
}
