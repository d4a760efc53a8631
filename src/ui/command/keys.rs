//! The keys of commands, and which of them were pressed.

use super::Command;
use crate::kit::keys;
use egui::{Key, KeyboardShortcut, Modifiers};

/// The key with nothing held.
pub(super) const fn alone(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

/// The key with `Shift`.
pub(super) const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

/// The key with `Alt`.
pub(super) const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

/// The key with `Ctrl`, on a Mac `⌘`.
pub(super) const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

/// The key with `Ctrl`, on a Mac `⌘`, and `Shift`.
pub(super) const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

impl Command {
    /// Its keys as this system writes them; empty if it has none.
    pub fn keys(self, ctx: &egui::Context) -> String {
        let entry = self.entry();
        let keys = entry.keys.first().or(entry.egui_keys.first());
        keys.map(|keys| ctx.format_shortcut(keys)).unwrap_or_default()
    }

    /// What it does, with its keys: what stands under the pointer on every button that runs it.
    pub fn tip(self, ctx: &egui::Context) -> String {
        match self.keys(ctx) {
            keys if keys.is_empty() => self.tooltip().to_owned(),
            keys => format!("{} ({keys})", self.tooltip()),
        }
    }

    /// The command whose keys were pressed, taken from the input so that no field sees them. Called before any widget is drawn:
    /// undo and redo go to the record even while a field has the focus.
    pub fn pressed(ctx: &egui::Context) -> Option<Self> {
        let keyed = Self::ALL.iter().flat_map(|&command| command.shortcuts().iter().map(move |keys| (keys, command)));
        keyed.into_iter().find_map(|(keys, command)| keys::take_shortcut(ctx, keys).then_some(command))
    }
}
