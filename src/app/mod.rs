//! The eframe shell: opens the window, carries out commands, saves in the background, keeps the preferences.

mod background;
mod commands;
pub mod display;
mod documents;
mod drafts;
mod erasing;
mod exporting;
mod follow;
mod history_view;
mod history_worker;
mod importing;
mod lasting;
mod looks;
mod perform;
mod place;
mod planning;
pub mod platform;
mod recovery;
mod sample;
mod schedule;
mod start;
mod window;

pub use start::run;
pub use window::{App, OpenSampleError, Preferences, Sample, World};
