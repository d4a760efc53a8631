//! Whether everything can be read: each ink on each ground that it is drawn on, in both themes and in every state. 4.5 to 1 for text,
//! 3 to 1 for what marks the chosen and the focused, for outlines of controls, and for icons that can be pressed (WCAG 2.2, 1.4.3 and
//! 1.4.11).

use egui::Color32;

use super::party::{PARTY_HUES, PartyColors};
use super::tokens::{DISABLED, FADED, MOVED, Tokens, Tone, contrast};

/// The least that was found of one sort, and where.
struct Least {
    wanted: f32,
    found: (f32, String),
    failed: Vec<String>,
}

impl Least {
    fn of(wanted: f32) -> Self {
        Self { wanted, found: (f32::INFINITY, String::new()), failed: Vec::new() }
    }

    fn see(&mut self, what: &str, ink: Color32, ground: Color32) {
        let is = contrast(ink, ground);
        if is < self.found.0 {
            self.found = (is, what.to_owned());
        }
        if is < self.wanted {
            self.failed.push(format!("{what}: {is:.2} of {}", self.wanted));
        }
    }
}

/// `ink` seen through as much as a part of `ground` lets it.
fn through(ink: Color32, ground: Color32, opacity: f32) -> Color32 {
    ground.lerp_to_gamma(ink, opacity)
}

fn tones(t: &Tokens) -> impl Iterator<Item = (String, super::ToneColors)> {
    Tone::ALL.into_iter().map(|tone| (format!("{tone:?}"), *t.tone(tone)))
}

/// What text and icons lie on: surfaces, and rows in each state.
fn grounds(t: &Tokens) -> Vec<(String, Color32)> {
    let plain = [
        ("page", t.page),
        ("panel", t.panel),
        ("raised", t.raised),
        ("field", t.field),
        ("sunken", t.sunken),
        ("stripe", t.stripe),
        ("hovered", t.hover),
        ("pressed", t.pressed),
        ("chosen", t.selection),
    ];
    let moved = tones(t).map(|(name, tone)| (format!("a cell moved, {name}"), t.page.lerp_to_gamma(tone.soft, MOVED)));
    plain.into_iter().map(|(name, ground)| (name.to_owned(), ground)).chain(moved).collect()
}

fn text(t: &Tokens, least: &mut Least) {
    let theme = if t.dark { "dark" } else { "light" };
    let mut see = |what: String, ink, ground| least.see(&format!("{theme}, {what}"), ink, ground);
    for (name, ground) in grounds(t) {
        for (ink, color) in [("strong", t.text_strong), ("text", t.text), ("weak", t.text_weak), ("a link", t.accent)] {
            see(format!("{ink} on {name}"), color, ground);
        }
        for (tone, colors) in tones(t) {
            see(format!("{tone} on {name}"), colors.text, ground);
        }
    }
    see("chosen".to_owned(), t.on_selection, t.selection);
    see("the primary button".to_owned(), t.on_accent, t.accent);
    see("the primary button, hovered".to_owned(), t.on_accent, t.accent_hover);
    for (name, tone) in tones(t) {
        for (ink, color) in [("its own", tone.text), ("strong", t.text_strong), ("text", t.text), ("weak", t.text_weak)] {
            see(format!("{ink} on a chip or notice, {name}"), color, tone.soft);
        }
    }
    for (name, tone) in [("added", t.added), ("removed", t.removed)] {
        see(name.to_owned(), tone.text, tone.soft);
    }
    for hue in 0..PARTY_HUES {
        let party = PartyColors::of(t, hue);
        see(format!("a party's tag, hue {hue}"), t.text_strong, party.soft);
        see(format!("on a party's colour, hue {hue}"), party.on_fill, party.fill);
    }
    // What cannot be pressed now is read all the same, and so is a preview that is being made anew.
    for (name, ground) in [("page", t.page), ("panel", t.panel), ("raised", t.raised)] {
        let button = through(t.raised, ground, DISABLED);
        see(format!("a disabled button on {name}"), through(t.text, ground, DISABLED), button);
        see(format!("a faded text on {name}"), through(t.text, ground, FADED), ground);
    }
    let primary = through(t.accent, t.page, DISABLED);
    see("the primary button, disabled".to_owned(), through(t.on_accent, t.page, DISABLED), primary);
}

fn marks(t: &Tokens, least: &mut Least) {
    let theme = if t.dark { "dark" } else { "light" };
    let mut see = |what: String, ink, ground| least.see(&format!("{theme}, {what}"), ink, ground);
    for (name, ground) in grounds(t) {
        see(format!("the ring of the focus and the mark of the chosen on {name}"), t.accent, ground);
        see(format!("an icon on {name}"), t.text_weak, ground);
    }
    for (name, ground) in [("page", t.page), ("panel", t.panel), ("raised", t.raised), ("field", t.field), ("sunken", t.sunken)] {
        see(format!("the outline of a control on {name}"), t.line_strong, ground);
    }
    for (name, ground) in [("page", t.page), ("panel", t.panel)] {
        see(format!("a disabled icon on {name}"), through(t.text_weak, ground, DISABLED), ground);
        for hue in 0..PARTY_HUES {
            see(format!("a party's colour on {name}, hue {hue}"), PartyColors::of(t, hue).fill, ground);
        }
    }
    for (name, tone) in tones(t) {
        see(format!("the outline of a chosen chip, {name}"), t.accent, tone.soft);
        see(format!("the bar of a cell that moved, {name}"), tone.text, t.page);
    }
}

#[test]
fn everything_can_be_read_in_every_state() {
    let (mut words, mut others) = (Least::of(4.5), Least::of(3.0));
    for t in [Tokens::LIGHT, Tokens::DARK] {
        text(&t, &mut words);
        marks(&t, &mut others);
    }
    println!("text: {:.2}, {}", words.found.0, words.found.1);
    println!("marks and icons: {:.2}, {}", others.found.0, others.found.1);
    let failed: Vec<String> = words.failed.into_iter().chain(others.failed).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
