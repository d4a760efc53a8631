//! Tests through the real window tree: every control is found by its label, as a screen reader finds it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod access;
mod bin;
mod clash;
mod commands;
mod compare;
mod dates;
mod directory;

mod drafts;
mod drag;
mod export;
mod focus;
mod forms;
mod forms_of_the_line;
mod frame;
mod history;
mod import;
mod inspector;
mod issues;
mod keyboard;
mod layout;
mod letters;
mod lists;
mod outside;
mod overview;
mod pickers;
mod problems;
mod quick_line;
mod reading;
mod round;
mod sample_copy;
mod saving;
mod search;
mod several;
mod sizes;
mod sources;
mod statements;
mod stress;
mod support;
mod together;
mod typing;
mod untouched;
mod upcoming;
mod walks;
mod whole;
