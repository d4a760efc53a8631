//! The output of a command, as text or as JSON, and how it is written.

use super::page::{Page, plain, plain_json};
use super::saved_change::SavedChange;
use serde::Serialize;
use std::io::{self, Write};

/// The answer of a command.
#[derive(Default)]
pub(super) struct Answer {
    out: String,
    notes: Vec<String>,
    unfinished: bool,
    done: Effect,
}

/// What a command did beside answering.
#[derive(Default)]
enum Effect {
    /// Nothing: it was only read.
    #[default]
    Nothing,
    /// The record was changed, and that can be taken back.
    Changed(Box<SavedChange>),
    /// Something else, which stays: a file was written.
    Lasting,
}

impl Answer {
    /// The document if JSON is wanted, else the page.
    pub(super) fn new(json: bool, document: &impl Serialize, page: impl FnOnce(&mut Page)) -> anyhow::Result<Self> {
        let out = if json {
            plain_json(&serde_json::to_string_pretty(document)?) + "\n"
        } else {
            let mut text = Page::default();
            page(&mut text);
            text.finish()
        };
        Ok(Self { out, ..Self::default() })
    }

    /// Adds that something needs the user, which the answer has said.
    pub(super) fn unfinished(mut self) -> Self {
        self.unfinished = true;
        self
    }

    /// Adds something that the user may like to know, on standard error.
    pub(super) fn noting(mut self, note: String) -> Self {
        self.notes.push(note);
        self
    }

    /// Adds that something needs the user; `note` says what on standard error.
    pub(super) fn needing(mut self, note: String) -> Self {
        self.notes.push(note);
        self.unfinished()
    }

    /// Adds that the record was changed: that is taken back if the answer cannot be written.
    pub(super) fn of(mut self, done: SavedChange) -> Self {
        self.done = Effect::Changed(Box::new(done));
        self
    }

    /// Adds that something was done which stays, whatever becomes of the answer.
    pub(super) fn lasting(mut self) -> Self {
        self.done = Effect::Lasting;
        self
    }

    /// Prints it. Returns the exit status: 0, or 1 if something needs the user. If it cannot be written, a change of the record is taken
    /// back, and the status is 2; what cannot be taken back is done, and the status is 1.
    pub(super) fn say(mut self, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
        let written = out.write_all(self.out.as_bytes()).and_then(|()| out.flush());
        let done = std::mem::take(&mut self.done);
        match written {
            // Whoever reads has read enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            Err(error) => {
                let why = format!("The answer could not be written: {error}.");
                let taken_back = match done {
                    Effect::Nothing => Ok(()),
                    Effect::Changed(done) => {
                        done.take_back().map_err(|why| format!("It was done and cannot be taken back: {why}"))
                    }
                    Effect::Lasting => Err("What was asked for is done.".to_owned()),
                };
                return match taken_back {
                    Ok(()) => refuse(&format!("{why} Nothing was changed."), err),
                    Err(stays) => {
                        refuse(&format!("{why} {stays}"), err);
                        1
                    }
                };
            }
            Ok(()) => {}
        }
        if let Effect::Changed(done) = done {
            let (told, not_kept) = done.keep();
            self.unfinished |= not_kept.is_some();
            self.notes.extend(not_kept);
            self.notes.extend(told.into_iter().map(|told| format!("{told}.")));
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
