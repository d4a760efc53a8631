//! The look: tokens, theme, fonts, icons and generic widgets; knows nothing about negotiations.
