//! Other people's formats, read again by the programs that people use for them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test target: what does not fit must stop it")]

mod calendar;
mod dates;
mod matrix;
mod names;
mod office;
mod papers;
mod programs;
mod round_trip;
mod tables;
mod talks;
mod trust;
