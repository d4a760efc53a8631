//! The design tokens: every size and colour of the app, for the light and the dark theme.
//!
//! Screens take colours by what they mean from [`tokens`]; a literal colour outside this module is a fault that
//! `tests/house.rs` finds. Light is warm paper, dark a deep neutral; every text token keeps WCAG AA on every surface.

use egui::{Color32, Ui};

/// Distances in points, on a scale of four.
pub mod space {
    /// 2: between things that are one thing.
    pub const XXS: f32 = 2.0;
    /// 4: between a label and its field.
    pub const XS: f32 = 4.0;
    /// 8: between neighbours.
    pub const S: f32 = 8.0;
    /// 12: inside a card.
    pub const M: f32 = 12.0;
    /// 16: between groups, and around a page.
    pub const L: f32 = 16.0;
    /// 24: between sections.
    pub const XL: f32 = 24.0;
    /// 32: around an empty state.
    pub const XXL: f32 = 32.0;
}

/// Sizes of type in points.
pub mod size {
    /// 12: what is read only when looked for.
    pub const CAPTION: f32 = 12.0;
    /// 13: labels of fields, tags, secondary lines.
    pub const SMALL: f32 = 13.0;
    /// 15: text that is read.
    pub const BODY: f32 = 15.0;
    /// 17: the heading of a section.
    pub const LEAD: f32 = 17.0;
    /// 20: the heading of a record.
    pub const HEADING: f32 = 20.0;
    /// 26: the title of a page.
    pub const TITLE: f32 = 26.0;
}

/// Radii of corners in points.
pub mod radius {
    /// 3: tags, cells.
    pub const S: u8 = 3;
    /// 5: buttons, fields.
    pub const M: u8 = 5;
    /// 8: cards, pop-ups.
    pub const L: u8 = 8;
}

/// Heights of rows and controls in points.
pub mod height {
    /// 24: the least side of what can be pressed, however small it is drawn (WCAG 2.2, 2.5.8).
    pub const LEAST: f32 = 24.0;
    /// 22: a tag, a small icon button.
    pub const SMALL: f32 = 22.0;
    /// 28: a button, a field, a row of a list.
    pub const CONTROL: f32 = 28.0;
    /// 36: a bar.
    pub const BAR: f32 = 36.0;
}

/// How much is seen of what cannot be pressed now: less than of the rest, and enough to be read.
pub const DISABLED: f32 = 0.8;

/// How much is seen of what is shown until it is made anew.
pub const FADED: f32 = 0.76;

/// How much of a tone's ground a cell has that moved.
pub const MOVED: f32 = 0.55;

/// What a tag, a notice or a word is meant to say by its colour; the words must say it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Chosen, current, ours to act on.
    Accent,
    /// Good to know.
    Info,
    /// Done, agreed, confirmed.
    Ok,
    /// Uncertain, conflicting, soon due.
    Warning,
    /// Broken, overdue, denied.
    Danger,
}

impl Tone {
    /// All tones.
    pub const ALL: [Self; 6] = [Self::Neutral, Self::Accent, Self::Info, Self::Ok, Self::Warning, Self::Danger];
}

/// The colours of one tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToneColors {
    /// Text and icons; readable on `soft` and on every surface.
    pub text: Color32,
    /// A quiet background.
    pub soft: Color32,
    /// The line around `soft`.
    pub line: Color32,
}

/// The colours of one theme, by meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Is this the dark theme?
    pub dark: bool,
    /// The page in the centre.
    pub page: Color32,
    /// The panels around it: workspace, inspector, bars.
    pub panel: Color32,
    /// Cards, menus, pop-ups.
    pub raised: Color32,
    /// Fields to write in.
    pub field: Color32,
    /// What lies lower than the page: heads of tables, tracks, code.
    pub sunken: Color32,
    /// Every other row of a table, on the page.
    pub stripe: Color32,
    /// The pointer is over it.
    pub hover: Color32,
    /// It is pressed.
    pub pressed: Color32,
    /// Quiet lines between things.
    pub line: Color32,
    /// The outline of a control.
    pub line_strong: Color32,
    /// Headings, names, what matters most.
    pub text_strong: Color32,
    /// Text.
    pub text: Color32,
    /// Labels, captions, what may be skipped.
    pub text_weak: Color32,
    /// The accent: primary buttons, links, focus.
    pub accent: Color32,
    /// The accent under the pointer.
    pub accent_hover: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// The chosen row, the selected text.
    pub selection: Color32,
    /// Text on `selection`.
    pub on_selection: Color32,
    /// Over a page that something else lies on.
    pub shade: Color32,
    /// Words that were added.
    pub added: ToneColors,
    /// Words that were taken away.
    pub removed: ToneColors,
    tones: [ToneColors; 6],
}

impl Tokens {
    /// The light theme.
    pub const LIGHT: Self = Self {
        dark: false,
        page: hex(0xFBF9F4),
        panel: hex(0xF3EFE6),
        raised: hex(0xFFFEFB),
        field: hex(0xFFFFFF),
        sunken: hex(0xECE6DA),
        stripe: hex(0xF6F2EA),
        hover: hex(0xE9E2D3),
        pressed: hex(0xDED5C3),
        line: hex(0xDFD7C8),
        line_strong: hex(0x8A7F69),
        text_strong: hex(0x1D1A16),
        text: hex(0x38332B),
        text_weak: hex(0x605849),
        accent: hex(0x1B5A74),
        accent_hover: hex(0x134559),
        on_accent: hex(0xFFFFFF),
        selection: hex(0xCFE3EA),
        on_selection: hex(0x0F2F3D),
        shade: Color32::from_black_alpha(40),
        added: tone(0x1F5B2A, 0xDDF0DA, 0x8DBF8B),
        removed: tone(0x94231B, 0xFBE0DA, 0xDDA096),
        tones: [
            tone(0x554D41, 0xEBE5D9, 0xCFC5B3),
            tone(0x164C63, 0xDCEBF0, 0x9CC3D1),
            tone(0x214F86, 0xE0EAF7, 0xA5C0E2),
            tone(0x265A2C, 0xE0EFDB, 0x9CC596),
            tone(0x744700, 0xFBECCB, 0xDDB567),
            tone(0x94231B, 0xFBE2DD, 0xE0A398),
        ],
    };

    /// The dark theme.
    pub const DARK: Self = Self {
        dark: true,
        page: hex(0x1C1D1F),
        panel: hex(0x161719),
        raised: hex(0x25272A),
        field: hex(0x121315),
        sunken: hex(0x111214),
        stripe: hex(0x202124),
        hover: hex(0x2E3135),
        pressed: hex(0x393D42),
        line: hex(0x33363A),
        line_strong: hex(0x787E85),
        text_strong: hex(0xF3F0EA),
        text: hex(0xD6D3CC),
        text_weak: hex(0xABA79E),
        accent: hex(0x86BFD4),
        accent_hover: hex(0xA5D3E3),
        on_accent: hex(0x0C1E26),
        selection: hex(0x213F4C),
        on_selection: hex(0xE9F5F9),
        shade: Color32::from_black_alpha(110),
        added: tone(0xA6D9A3, 0x1E3723, 0x3F6B44),
        removed: tone(0xF4A79C, 0x452320, 0x7C4239),
        tones: [
            tone(0xC2BEB5, 0x303236, 0x484B50),
            tone(0x9DCFE1, 0x1E3A46, 0x386578),
            tone(0xA4C6F0, 0x1F3148, 0x3D5A80),
            tone(0xA3D39D, 0x20361F, 0x43683F),
            tone(0xEFC878, 0x3C2F14, 0x73592A),
            tone(0xF4A79C, 0x452320, 0x7C4239),
        ],
    };

    /// The tokens of the light or the dark theme.
    #[must_use]
    pub const fn of(dark: bool) -> &'static Self {
        if dark { &Self::DARK } else { &Self::LIGHT }
    }

    /// The colours of a tone.
    #[must_use]
    pub const fn tone(&self, tone: Tone) -> &ToneColors {
        let [neutral, accent, info, ok, warning, danger] = &self.tones;
        match tone {
            Tone::Neutral => neutral,
            Tone::Accent => accent,
            Tone::Info => info,
            Tone::Ok => ok,
            Tone::Warning => warning,
            Tone::Danger => danger,
        }
    }
}

/// The tokens of the theme that `ui` is drawn in.
#[must_use]
pub fn tokens(ui: &Ui) -> &'static Tokens {
    Tokens::of(ui.visuals().dark_mode)
}

/// `0xRRGGBB`.
pub(super) const fn hex(rgb: u32) -> Color32 {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn tone(text: u32, soft: u32, line: u32) -> ToneColors {
    ToneColors { text: hex(text), soft: hex(soft), line: hex(line) }
}

/// The contrast ratio of two opaque colours, from 1 to 21, as WCAG 2 defines it.
#[must_use]
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |c: Color32| {
        let c = egui::Rgba::from(c);
        0.2126 * c.r() + 0.7152 * c.g() + 0.0722 * c.b()
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What text may stand on.
    fn surfaces(t: &Tokens) -> [Color32; 6] {
        [t.page, t.panel, t.raised, t.field, t.sunken, t.stripe]
    }

    fn at_least(ratio: f32, what: &str, fore: Color32, back: Color32) {
        let is = contrast(fore, back);
        assert!(is >= ratio, "{what}: {is:.2} of {ratio}, {fore:?} on {back:?}");
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast(Color32::WHITE, Color32::BLACK) - 21.0).abs() < 0.01);
        assert!((contrast(hex(0x777777), Color32::WHITE) - 4.48).abs() < 0.01);
    }

    #[test]
    fn text_is_readable_on_every_surface() {
        for t in [Tokens::LIGHT, Tokens::DARK] {
            for surface in surfaces(&t) {
                at_least(9.0, "strong", t.text_strong, surface);
                at_least(7.0, "text", t.text, surface);
                at_least(4.5, "weak", t.text_weak, surface);
                at_least(4.5, "accent", t.accent, surface);
                for tone in Tone::ALL {
                    at_least(4.5, "tone", t.tone(tone).text, surface);
                }
            }
            at_least(4.5, "weak under the pointer", t.text_weak, t.hover);
            at_least(4.5, "text pressed", t.text, t.pressed);
            at_least(4.5, "on accent", t.on_accent, t.accent);
            at_least(4.5, "on accent under the pointer", t.on_accent, t.accent_hover);
            at_least(4.5, "accent on selection", t.accent, t.selection);
            at_least(7.0, "on selection", t.on_selection, t.selection);
            at_least(4.5, "added", t.added.text, t.added.soft);
            at_least(4.5, "removed", t.removed.text, t.removed.soft);
            for tone in Tone::ALL {
                at_least(4.5, "tone on its own", t.tone(tone).text, t.tone(tone).soft);
                at_least(7.0, "strong on a tone", t.text_strong, t.tone(tone).soft);
            }
        }
    }

    #[test]
    fn controls_have_a_visible_outline() {
        for t in [Tokens::LIGHT, Tokens::DARK] {
            for surface in [t.page, t.panel, t.raised, t.field] {
                at_least(3.0, "outline", t.line_strong, surface);
            }
        }
    }
}
