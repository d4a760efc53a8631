//! The look: tokens, theme, fonts, icons and generic widgets; knows nothing about negotiations.

mod bidi;
mod button;
mod chip;
mod combo;
mod empty;
mod field;
mod fold;
pub mod fonts;
mod frame;
mod icons;
mod multi;
mod party;
mod section;
#[cfg(test)]
mod testing;
mod text;
mod theme;
mod tokens;

pub use bidi::{has_rtl, visual};
pub use button::{Button, IconButton, button, icon_button};
pub use chip::{Chip, chip, party_tag};
pub use combo::{Choice, Combo, combo};
pub use empty::empty_ui;
pub use field::{FieldResponse, TextField, gesture, label_ui, text_field};
pub use frame::{bar_frame, card_ui, dismissible_notice_ui, notice_ui, page_frame, panel_frame};
pub use icons::Icon;
pub use multi::{MultiChange, MultiSelect, multi_select};
pub use party::{PARTY_HUES, PartyColors, party_colors, party_hue_name};
pub use section::{page_title_ui, section_ui, subheading_ui, with_actions_ui};
pub use text::{Text, text};
pub use theme::{ThemeChoice, install, set_theme};
pub use tokens::{Tokens, Tone, ToneColors, contrast, height, radius, size, space, tokens};
