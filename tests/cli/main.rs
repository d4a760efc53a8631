//! The real binary without a window, and with one: every command on the sample, its answers held to the csv files.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test target: what does not fit must stop it")]

mod bad_input;
mod calendar;
mod clash;
#[cfg(target_os = "linux")]
mod display;
mod documents;
mod export;
mod import;
mod log;
mod passages;
mod positions;
#[cfg(target_os = "linux")]
mod reader;
#[path = "../sample/rows.rs"]
#[expect(dead_code, reason = "shared with the tests of the sample, which look at every row and every cell")]
mod rows;
mod schedule;
#[cfg(target_os = "linux")]
#[expect(dead_code, reason = "shared with the tests of the promises, which also draw a window anew")]
mod screen;
mod support;
mod versions;
mod words;
