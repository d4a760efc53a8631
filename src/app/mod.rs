//! The eframe shell: opens the window, carries out commands, saves in the background, keeps the preferences.

pub mod display;
mod perform;
mod sample;
mod saver;
mod start;
mod window;

pub use start::run;
pub use window::{App, Preferences, Sample, World};
