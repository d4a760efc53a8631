//! Reads calendars: lines, then entries, then occurrences, then a plan of what they change in the record.

mod age;
mod cancellations;
mod clocks;
mod entry;
mod error;
mod expected;
mod known;
mod lines;
mod message;
mod notes;
mod occurrences;
mod plan;
mod planning;
mod rule;
mod series;
mod state;
mod update;

pub use plan::plan;
