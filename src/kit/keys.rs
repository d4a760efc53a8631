//! Keys with exactly their modifiers.
//!
//! egui's own `consume_key` ignores Shift and Alt that were not asked for, so that `Shift+Tab` is taken for `Tab`, and `Ctrl+Alt+Q`,
//! which writes `@` on some keyboards, for `Ctrl+Q`. Everything here asks for what is held with the key and for nothing else, and
//! reads it from the key's own event: what is held at the end of the frame may be something else.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

/// Whether just these modifiers are held. `COMMAND` is `Ctrl`, and on a Mac the command key.
pub fn is_exactly(held: Modifiers, wanted: Modifiers) -> bool {
    let command = if wanted.command { held.command && !(held.ctrl && held.mac_cmd) } else { !held.command || wanted.ctrl };
    let ctrl = wanted.command || wanted.ctrl == held.ctrl;
    let mac = wanted.command || wanted.mac_cmd == held.mac_cmd;
    held.shift == wanted.shift && held.alt == wanted.alt && command && ctrl && mac
}

/// How often the key was pressed with just these modifiers in this pass.
pub fn count(ctx: &Context, modifiers: Modifiers, key: Key) -> usize {
    ctx.input(|input| input.events.iter().filter(|event| is_press(event, modifiers, key)).count())
}

/// Whether the key was pressed with just these modifiers in this pass.
pub fn pressed(ctx: &Context, modifiers: Modifiers, key: Key) -> bool {
    count(ctx, modifiers, key) > 0
}

/// The same, and no widget drawn later sees these presses.
pub fn take_all(ctx: &Context, modifiers: Modifiers, key: Key) -> usize {
    ctx.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| !is_press(event, modifiers, key));
        before - input.events.len()
    })
}

/// Whether the key was pressed with just these modifiers; then no widget drawn later sees it.
pub fn take(ctx: &Context, modifiers: Modifiers, key: Key) -> bool {
    take_all(ctx, modifiers, key) > 0
}

/// The same for a shortcut.
pub fn take_shortcut(ctx: &Context, shortcut: &KeyboardShortcut) -> bool {
    take(ctx, shortcut.modifiers, shortcut.logical_key)
}

fn is_press(event: &Event, wanted: Modifiers, wanted_key: Key) -> bool {
    matches!(event, Event::Key { key, pressed: true, modifiers, .. } if *key == wanted_key && is_exactly(*modifiers, wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is held, as Linux and Windows tell it, or as a Mac does.
    pub(super) fn held(mac: bool) -> Vec<Modifiers> {
        let mut all = Vec::new();
        for bits in 0_u8..16 {
            let on = |bit: u8| bits & (1 << bit) != 0;
            let (alt, ctrl, shift, command) = (on(0), on(1), on(2), on(3));
            if mac {
                all.push(Modifiers { alt, ctrl, shift, mac_cmd: command, command });
            } else if !command {
                all.push(Modifiers { alt, ctrl, shift, mac_cmd: false, command: ctrl });
            }
        }
        all
    }

    #[test]
    fn only_what_is_asked_for_may_be_held() {
        let wanted = [
            Modifiers::NONE,
            Modifiers::SHIFT,
            Modifiers::ALT,
            Modifiers::COMMAND,
            Modifiers::COMMAND.plus(Modifiers::SHIFT),
            Modifiers::COMMAND.plus(Modifiers::ALT),
        ];
        for mac in [false, true] {
            for wanted in wanted {
                let fitting: Vec<_> = held(mac).into_iter().filter(|held| is_exactly(*held, wanted)).collect();
                let command = wanted.command;
                let exact =
                    Modifiers { alt: wanted.alt, shift: wanted.shift, ctrl: command && !mac, mac_cmd: command && mac, command };
                assert_eq!(fitting, [exact], "{wanted:?}, mac: {mac}");
            }
        }
    }
}
