//! Keys that are letters and signs, by what they write: so they are the same on every keyboard that can write them.

use crate::kit;
use egui::{Event, Key, Modifiers, Ui};

/// Takes the first character written in this pass if it is `wanted`, with the key that wrote it.
pub(in crate::ui) fn take_sign(ui: &Ui, wanted: impl Fn(char) -> bool) -> Option<char> {
    let written = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Text(text) => text.chars().next(),
            _ => None,
        })
    });
    let sign = written.filter(|sign| wanted(*sign))?;
    ui.input_mut(|input| {
        let mut first = true;
        input.events.retain(|event| match event {
            Event::Text(_) => !std::mem::take(&mut first),
            _ => true,
        });
    });
    Some(sign)
}

/// The same for a command letter: where the keyboard writes another script, the key counts.
pub(in crate::ui) fn take_letter(ui: &Ui, wanted: impl Fn(char) -> bool) -> Option<char> {
    if let Some(sign) = take_sign(ui, |c| c.is_ascii() && wanted(c.to_ascii_lowercase())) {
        return Some(sign.to_ascii_lowercase());
    }
    let other_script =
        |event: &Event| matches!(event, Event::Text(text) if text.chars().any(|c| c.is_alphabetic() && !c.is_ascii()));
    if !ui.input(|input| input.events.iter().any(other_script)) {
        return None;
    }
    let letters = Key::ALL.iter().filter(|key| key.name().len() == 1);
    let pressed = letters.copied().find(|key| {
        let letter = key.name().chars().next().map_or(' ', |c| c.to_ascii_lowercase());
        letter.is_ascii_alphabetic() && wanted(letter) && kit::keys::take(ui, Modifiers::NONE, *key)
    })?;
    ui.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Text(_))));
    pressed.name().chars().next().map(|c| c.to_ascii_lowercase())
}
