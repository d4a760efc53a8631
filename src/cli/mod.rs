//! The same jobs without a window: a thin door onto the same session, with no logic of its own.

mod args;
mod surroundings;

pub use args::{Args, Command, Usage};
pub use surroundings::{Real, system_zone};

use crate::store::locations;
use std::io::Write;
use std::path::PathBuf;

/// The data folder: the one that was named, else this system's.
///
/// # Errors
/// If the system has no home folder to hold one.
pub fn data_dir(args: &Args) -> anyhow::Result<PathBuf> {
    let dir = args.data_dir.clone().or_else(locations::data_dir);
    dir.ok_or_else(|| anyhow::anyhow!("This system names no home folder. Name a folder for the record with --data-dir DIR."))
}

/// Does a command, and returns the exit status.
pub fn run(args: &Args, _out: &mut dyn Write, _err: &mut dyn Write) -> u8 {
    match args.command {
        None => 0,
        Some(ref command) => match *command {},
    }
}

/// Says why there is no window, and shows the agenda as text. Returns the exit status for that, 3.
pub fn agenda_without_display(_args: &Args, why: &str, _out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let _ = writeln!(err, "{why}");
    3
}
