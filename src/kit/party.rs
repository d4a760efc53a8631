//! Twelve hues for parties that colour-blind people can tell apart, each for the light and the dark theme.
//!
//! Found by a search for the largest least distance in OKLab, with full colour vision and with simulated protanopia,
//! deuteranopia and tritanopia at once; the first six are further apart than the rest. A hue never stands alone: it is
//! always shown with the party's short name.

use egui::{Color32, Ui};

use super::tokens::{Tokens, hex, tokens};

struct Hue {
    name: &'static str,
    light: u32,
    dark: u32,
}

const HUES: [Hue; 12] = [
    Hue { name: "Blue", light: 0x123C9A, dark: 0x739ADC },
    Hue { name: "Orange", light: 0xD06611, dark: 0xF9A963 },
    Hue { name: "Green", light: 0x22775D, dark: 0x2FF7CB },
    Hue { name: "Plum", light: 0x61135F, dark: 0xA94F93 },
    Hue { name: "Crimson", light: 0x931D34, dark: 0xEE6E69 },
    Hue { name: "Teal", light: 0x1490AC, dark: 0x7BCAD8 },
    Hue { name: "Ochre", light: 0x4F4300, dark: 0xF0D441 },
    Hue { name: "Indigo", light: 0x7853B8, dark: 0x5E6CD4 },
    Hue { name: "Rose", light: 0x9B6480, dark: 0xB77E9B },
    Hue { name: "Olive", light: 0x6A8D4F, dark: 0xB0D09B },
    Hue { name: "Rust", light: 0xB74508, dark: 0xC0520C },
    Hue { name: "Slate", light: 0x525B6C, dark: 0xA7A7A7 },
];

/// How many hues there are; a higher index starts again at the first.
pub const PARTY_HUES: usize = HUES.len();

/// The colours of one party in one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartyColors {
    /// A bar, a dot, a line: 3 to 1 or better on page and panel.
    pub fill: Color32,
    /// Text on `fill`.
    pub on_fill: Color32,
    /// A quiet background for the party's column or tag, for text in `text_strong`.
    pub soft: Color32,
}

impl PartyColors {
    /// The colours of hue `index` on the surfaces of `t`.
    #[must_use]
    pub fn of(t: &Tokens, index: usize) -> Self {
        let hue = HUES.get(index % PARTY_HUES).unwrap_or(&HUES[0]);
        let fill = hex(if t.dark { hue.dark } else { hue.light });
        let ink = [Tokens::LIGHT.text_strong, Color32::WHITE];
        let on_fill = if super::contrast(ink[0], fill) >= super::contrast(ink[1], fill) { ink[0] } else { ink[1] };
        let share = if t.dark { 0.22 } else { 0.13 };
        Self { fill, on_fill, soft: t.page.lerp_to_gamma(fill, share) }
    }
}

/// The colours of party hue `index` in the theme of `ui`.
#[must_use]
pub fn party_colors(ui: &Ui, index: usize) -> PartyColors {
    PartyColors::of(tokens(ui), index)
}

/// The word for a hue, for the picker.
#[must_use]
pub fn party_hue_name(index: usize) -> &'static str {
    HUES.get(index % PARTY_HUES).map_or("", |hue| hue.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::contrast;

    type Matrix = [[f32; 3]; 3];

    /// Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
    const EYES: [(&str, Matrix); 4] = [
        ("full colour", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
        ("deuteranopia", [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
        ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
    ];

    fn times(m: &Matrix, v: [f32; 3]) -> [f32; 3] {
        m.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
    }

    /// Björn Ottosson's OKLab.
    fn oklab(linear: [f32; 3]) -> [f32; 3] {
        let lms = times(
            &[
                [0.412_221_46, 0.536_332_55, 0.051_445_995],
                [0.211_903_5, 0.680_699_5, 0.107_396_96],
                [0.088_302_46, 0.281_718_85, 0.629_978_7],
            ],
            linear.map(|x| x.clamp(0.0, 1.0)),
        );
        times(
            &[
                [0.210_454_26, 0.793_617_8, -0.004_072_047],
                [1.977_998_5, -2.428_592_2, 0.450_593_7],
                [0.025_904_037, 0.782_771_77, -0.808_675_77],
            ],
            lms.map(f32::cbrt),
        )
    }

    fn least_distance(t: &Tokens, eye: &Matrix, hues: usize) -> f32 {
        let seen: Vec<[f32; 3]> = (0..hues)
            .map(|i| {
                let c = egui::Rgba::from(PartyColors::of(t, i).fill);
                oklab(times(eye, [c.r(), c.g(), c.b()]))
            })
            .collect();
        let distance = |a: &[f32; 3], b: &[f32; 3]| a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt();
        let pairs = seen.iter().enumerate().flat_map(|(i, a)| seen.iter().take(i).map(move |b| (a, b)));
        pairs.map(|(a, b)| distance(a, b)).fold(f32::INFINITY, f32::min)
    }

    #[test]
    fn hues_can_be_told_apart_by_every_eye() {
        for t in [Tokens::LIGHT, Tokens::DARK] {
            for (eye, matrix) in &EYES {
                for (hues, least) in [(4, 0.085), (6, 0.07), (12, 0.05)] {
                    let is = least_distance(&t, matrix, hues);
                    assert!(is >= least, "{eye}, first {hues}, dark {}: {is:.3} of {least}", t.dark);
                }
            }
        }
    }

    #[test]
    fn hues_are_visible_and_their_text_readable() {
        for t in [Tokens::LIGHT, Tokens::DARK] {
            for i in 0..PARTY_HUES {
                let c = PartyColors::of(&t, i);
                let name = party_hue_name(i);
                assert!(contrast(c.fill, t.page) >= 3.0, "{name} on the page");
                assert!(contrast(c.fill, t.panel) >= 3.0, "{name} on a panel");
                assert!(contrast(c.on_fill, c.fill) >= 4.5, "{name}: {:.2}", contrast(c.on_fill, c.fill));
                assert!(contrast(t.text_strong, c.soft) >= 7.0, "text on soft {name}");
            }
        }
    }

    #[test]
    fn an_index_past_the_end_starts_again() {
        assert_eq!(PartyColors::of(&Tokens::LIGHT, PARTY_HUES), PartyColors::of(&Tokens::LIGHT, 0));
        assert_eq!(party_hue_name(PARTY_HUES + 1), "Orange");
    }
}
