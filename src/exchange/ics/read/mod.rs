//! Reads calendars: lines, entries, single happenings, and what they would do to the record.

mod clocks;
mod entry;
mod happenings;
mod known;
mod lines;
mod plan;
mod series;

pub use plan::plan;
