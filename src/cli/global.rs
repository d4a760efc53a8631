//! Options of every command: the data folder and the output format.

use crate::store::locations;
use clap::ValueHint;
use std::path::PathBuf;

/// The heading of what every command takes.
const SHARED: &str = "With every command";

// No documentation: it would stand in the help of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
#[expect(missing_docs, reason = "it would stand in the help of the program")]
pub struct Global {
    /// The folder of the record, in place of this system's own.
    #[arg(long, global = true, value_name = "DIR", help_heading = SHARED, value_hint = ValueHint::DirPath)]
    pub data_dir: Option<PathBuf>,
    /// On a fresh copy of the sample, which goes away afterwards.
    #[arg(long, global = true, help_heading = SHARED)]
    pub sample: bool,
    /// The same facts as one JSON document; messages go to standard error.
    #[arg(long, global = true, help_heading = SHARED)]
    pub json: bool,
}

impl Global {
    /// The data folder: the one that was named, else this system's.
    ///
    /// # Errors
    /// If the system has no home folder to hold one.
    pub fn data_dir(&self) -> anyhow::Result<PathBuf> {
        let dir = self.data_dir.clone().or_else(locations::data_dir);
        dir.ok_or_else(|| anyhow::anyhow!("This system names no home folder. Name a folder for the record with --data-dir DIR."))
    }
}
