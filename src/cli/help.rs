//! What `--help` says.

use super::args::COMMANDS;

/// What `--version` says.
pub(super) const VERSION: &str = concat!("rapporteur ", env!("CARGO_PKG_VERSION"));

/// What is to be known of one command.
#[derive(Clone, Copy, Debug)]
pub(super) struct Help {
    /// Its name.
    pub name: &'static str,
    /// What follows the name: "NEGOTIATION --party P --issue I".
    pub takes: &'static str,
    /// What it does, in one line without a full stop.
    pub does: &'static str,
    /// The rest: its options and examples, in lines of at most 90 columns.
    pub more: &'static str,
}

const FRAME: &str = "\
rapporteur keeps the record of negotiations.

Usage: rapporteur [--data-dir DIR] [--sample] [COMMAND]

Without a command the window opens; with no display the agenda is shown as text.

";

const SHARED: &str = "
With every command:
  --data-dir DIR   the folder of the record, in place of this system's own
  --sample         on a fresh copy of the sample, which goes away afterwards
  --json           the same facts as one JSON document; messages go to standard error
  --help           this text, or that of the command
  --version        the version

A negotiation, round, party or issue is named by its id, its number, or any part of its name that
fits only one. A name of several words needs no quotation marks where it is the last thing said.

Exit status: 0 done; 1 done, but something needs you (a file set aside, a word not understood);
2 nothing was changed, so that it can be tried again; 3 no display. A change is saved as a whole or
not at all, and taken back if the answer cannot be written.";

/// The help of the program.
pub(super) fn all() -> String {
    let mut text = FRAME.to_owned();
    for spec in COMMANDS {
        let Help { name, takes, does, .. } = spec.help;
        let usage = format!("{name} {takes}");
        let usage = usage.trim_end();
        // What is too long for its column has its meaning on the next line.
        let line =
            if usage.chars().count() > 28 { format!("  {usage}\n{:32}{does}\n", "") } else { format!("  {usage:28}  {does}\n") };
        text.push_str(&line);
    }
    text + SHARED
}

impl Help {
    /// The help of the command.
    pub fn text(&self) -> String {
        let Self { name, takes, does, more } = self;
        let usage = format!("rapporteur {name} {takes}");
        let (first, rest) = does.split_at(1);
        let does = format!("{}{rest}", first.to_uppercase());
        let gap = if more.is_empty() { "" } else { "\n\n" };
        format!(
            "{usage}\n\n{does}.{gap}{more}\n\n--data-dir DIR, --sample and --json go with every command: see rapporteur --help.",
            usage = usage.trim_end()
        )
    }
}
