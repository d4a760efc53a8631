//! What a command found or did, as text or as JSON, and how it is handed over.

use super::page::{Page, plain};
use serde::Serialize;
use std::io::{self, Write};

/// The answer of a command.
#[derive(Debug, Default)]
pub(super) struct Answer {
    out: String,
    notes: Vec<String>,
    unfinished: bool,
}

impl Answer {
    /// The document if JSON is wanted, else the page.
    pub fn new(json: bool, document: &impl Serialize, page: impl FnOnce(&mut Page)) -> anyhow::Result<Self> {
        let out = if json {
            serde_json::to_string_pretty(document)? + "\n"
        } else {
            let mut text = Page::default();
            page(&mut text);
            text.finish()
        };
        Ok(Self { out, ..Self::default() })
    }

    /// Adds that something needs the user, which the answer has said.
    pub fn unfinished(mut self) -> Self {
        self.unfinished = true;
        self
    }

    /// Adds something that the user may like to know, on standard error.
    pub fn noting(mut self, note: String) -> Self {
        self.notes.push(note);
        self
    }

    /// Adds that something needs the user; `note` says what on standard error.
    pub fn needing(mut self, note: String) -> Self {
        self.notes.push(note);
        self.unfinished()
    }

    /// Prints it. Returns the exit status: 0, or 1 if something needs the user.
    pub fn say(self, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        let written = out.write_all(self.out.as_bytes()).and_then(|()| out.flush());
        match written {
            // Whoever reads has read enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            Err(error) => {
                refuse(&format!("The answer could not be written: {error}."), err);
                return 2;
            }
            Ok(()) => {}
        }
        for note in &self.notes {
            let _ = writeln!(err, "{}", plain(note));
        }
        u8::from(self.unfinished)
    }
}

/// Says why nothing was done. Returns the exit status for that, 2.
pub(super) fn refuse(why: &str, err: &mut dyn Write) -> u8 {
    // With standard error closed, the exit status still says it.
    let _ = writeln!(err, "{}", plain(why));
    2
}
