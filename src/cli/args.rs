//! The arguments, read into types.

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

/// What the program was asked to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Args {
    /// The data folder, if one was named.
    pub data_dir: Option<PathBuf>,
    /// Whether to work on a fresh copy of the sample.
    pub sample: bool,
    /// The command; none opens the window.
    pub command: Option<Command>,
}

/// A command without a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {}

/// Why the arguments ask for nothing that can be done: help that was asked for, or what is wrong with them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    text: String,
    asked: bool,
}

impl Usage {
    /// Prints it where it belongs, and returns the exit status: 0 for help that was asked for, 2 otherwise.
    pub fn say(&self, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        let to: &mut dyn Write = if self.asked { out } else { err };
        // A closed pipe has nobody to tell.
        let _ = writeln!(to, "{}", self.text.trim_end());
        if self.asked { 0 } else { 2 }
    }
}

/// The help of the program.
const HELP: &str = "\
rapporteur keeps the record of negotiations.

Usage: rapporteur [--data-dir DIR] [--sample]

  --data-dir DIR   the folder of the record, in place of this system's
  --sample         on a fresh copy of the sample
  --help           this text
  --version        the version";

impl Args {
    /// Reads the arguments after the program's name.
    ///
    /// # Errors
    /// Help and version, if they are asked for, and what cannot be understood.
    pub fn parse(args: impl Iterator<Item = OsString>) -> Result<Self, Usage> {
        use lexopt::prelude::{Long, Short};
        let wrong = |error: lexopt::Error| Usage { text: format!("{error}\n\n{HELP}"), asked: false };
        let mut parser = lexopt::Parser::from_args(args);
        let mut parsed = Self::default();
        while let Some(arg) = parser.next().map_err(wrong)? {
            match arg {
                Long("data-dir") => parsed.data_dir = Some(parser.value().map_err(wrong)?.into()),
                Long("sample") => parsed.sample = true,
                Long("help") | Short('h') => return Err(Usage { text: HELP.to_owned(), asked: true }),
                Long("version") | Short('V') => {
                    return Err(Usage { text: concat!("rapporteur ", env!("CARGO_PKG_VERSION")).to_owned(), asked: true });
                }
                other => return Err(wrong(other.unexpected())),
            }
        }
        Ok(parsed)
    }
}
