//! The eframe shell: opens the window, carries out commands, saves in the background, keeps the preferences.

mod background;
mod chronicle;
mod commands;
pub mod display;
mod drafts;
mod erasing;
mod exporting;
mod follow;
mod historian;
mod importing;
mod lasting;
mod looks;
pub mod outside;
mod perform;
mod place;
mod planning;
mod remedy;
mod sample;
mod schedule;
mod start;
mod window;

pub use start::run;
pub use window::{App, Preferences, Sample, World};
