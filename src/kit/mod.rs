//! The look: tokens, theme, fonts, icons and generic widgets; knows nothing about negotiations.

mod bidi;
pub mod fonts;
mod icons;
mod party;
#[cfg(test)]
mod testing;
mod text;
mod theme;
mod tokens;

pub use bidi::{has_rtl, visual};
pub use icons::Icon;
pub use party::{PARTY_HUES, PartyColors, party_colors, party_hue_name};
pub use text::{Text, text};
pub use theme::{ThemeChoice, install, set_theme};
pub use tokens::{Tokens, Tone, ToneColors, contrast, height, radius, size, space, tokens};
