//! Reads calendars: lines, entries, single happenings, and what they would do to the record.

mod age;
mod called_off;
mod clocks;
mod entry;
mod error;
mod expected;
mod happenings;
mod known;
mod lines;
mod message;
mod notes;
mod plan;
mod planning;
mod rule;
mod series;
mod state;
mod update;

pub use plan::plan;
