//! What holds of all commands: their names, groups and keys.

use super::Command;
use egui::{Event, Key, Modifiers};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn no_two_commands_share_keys_or_names() {
    for mac in [false, true] {
        let mut keys = BTreeMap::new();
        for &command in Command::ALL {
            for shortcut in command.shortcuts() {
                // Both systems write keys differently; a clash on either is one.
                let words = shortcut.format(&egui::ModifierNames::NAMES, mac);
                assert_eq!(keys.insert(words.clone(), command), None, "{words} is taken twice");
            }
        }
    }
    let names: BTreeSet<_> = Command::ALL.iter().map(|command| command.name()).collect();
    assert_eq!(names.len(), Command::ALL.len());
}

/// What may be held with a key: as Linux and Windows tell it, and as a Mac does.
fn held() -> Vec<Modifiers> {
    let mut held = Vec::new();
    for bits in 0_u8..16 {
        let on = |bit: u8| bits & (1 << bit) != 0;
        let (alt, shift, ctrl, mac_cmd) = (on(0), on(1), on(2), on(3));
        held.push(Modifiers { alt, shift, ctrl, mac_cmd, command: mac_cmd });
        if !mac_cmd {
            held.push(Modifiers { alt, shift, ctrl, mac_cmd, command: ctrl });
        }
    }
    held
}

#[test]
fn a_command_needs_exactly_its_modifiers() {
    let ctx = egui::Context::default();
    let pressed = |key: Key, modifiers: Modifiers| {
        let event = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        let mut pressed = None;
        let input = egui::RawInput { events: vec![event], ..Default::default() };
        ctx.run_ui(input, |ui| pressed = Command::pressed(ui)).drop_without_applying_deltas();
        pressed
    };
    for &command in Command::ALL {
        for keys in command.shortcuts() {
            let mut fitting = BTreeSet::new();
            for held in held() {
                let taken = pressed(keys.logical_key, held);
                assert!(taken.is_none_or(|taken| taken.shortcuts().iter().any(|of| of.logical_key == keys.logical_key)));
                if taken == Some(command) {
                    assert_eq!((held.alt, held.shift), (keys.modifiers.alt, keys.modifiers.shift), "{command:?} {held:?}");
                    assert_eq!(held.command, keys.modifiers.command, "{command:?} {held:?}");
                    assert!(!held.ctrl || !held.mac_cmd && held.command, "{command:?} {held:?}");
                    fitting.insert((held.ctrl, held.mac_cmd));
                }
            }
            // With Ctrl on Linux and Windows, with the command key on a Mac.
            assert_eq!(fitting.len(), if keys.modifiers.command { 2 } else { 1 }, "{command:?} {fitting:?}");
        }
    }
}

#[test]
fn the_list_is_whole() {
    let listed: BTreeSet<_> = Command::ALL.iter().collect();
    assert_eq!(listed.len(), Command::ALL.len());
    assert_eq!(Command::ALL.len(), Command::Quit as usize + 1, "a command is missing from the list");
}

#[test]
fn commands_of_a_group_stand_together() {
    let mut groups: Vec<_> = Command::ALL.iter().map(|command| command.group()).collect();
    groups.dedup();
    let once: BTreeSet<_> = groups.iter().collect();
    assert_eq!(once.len(), groups.len(), "{groups:?}");
}

#[test]
fn every_command_has_a_tooltip_without_a_full_stop() {
    for command in Command::ALL {
        assert!(!command.tooltip().is_empty() && !command.tooltip().ends_with('.'), "{command:?}");
    }
}
