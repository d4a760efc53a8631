//! A change made by a command: saved as a whole or not at all, and rolled back if the output cannot be written.
//!
//! Exit status 2 promises that nothing was changed, so that whoever tries again does it once. A full disk on standard output would break
//! that promise after the record is saved; so the answer is written before the history is told of the change.

use super::history_keeper::HistoryKeeper;
use super::open_workspace::OpenWorkspace;
use crate::session::Proposal;
use anyhow::Result;

/// A change that is saved, before the history is told of it.
pub(super) struct SavedChange {
    opened: OpenWorkspace,
    /// None for a record that was begun with it: nobody else can have changed anything.
    keeper: Option<HistoryKeeper>,
}

impl SavedChange {
    /// Does a proposal and saves it.
    ///
    /// # Errors
    /// Why it could not be done or saved. All is as it was then, and a record that was begun for it is gone again.
    pub(super) fn perform(mut opened: OpenWorkspace, proposal: Proposal) -> Result<Self> {
        match opened.session.perform(proposal) {
            Ok(()) => Self::save(opened),
            Err(why) => {
                opened.forget_begun();
                Err(why.into())
            }
        }
    }

    /// Saves what was done.
    ///
    /// # Errors
    /// As [`perform`](Self::perform).
    pub(super) fn save(mut opened: OpenWorkspace) -> Result<Self> {
        // Before it is saved: what others changed is an entry of its own.
        let keeper = (!opened.is_begun()).then(|| HistoryKeeper::begin(&opened.session, opened.zone, opened.is_copy()));
        match opened.session.save_as_a_whole() {
            Ok(()) => Ok(Self { opened, keeper }),
            Err(why) => {
                opened.forget_begun();
                Err(why.into())
            }
        }
    }

    /// The record as it is now.
    pub(super) fn opened(&self) -> &OpenWorkspace {
        &self.opened
    }

    /// Takes the change back: in the record and on the disk all is as it was before.
    ///
    /// # Errors
    /// If it cannot be; then it is done.
    pub(super) fn take_back(mut self) -> Result<()> {
        if self.opened.session.undo().is_some() {
            self.opened.session.save_as_a_whole()?;
        }
        self.opened.forget_begun();
        Ok(())
    }

    /// Makes it an entry of the history. Returns what is to be told, and why it is not kept, if it is not.
    pub(super) fn keep(mut self) -> (Vec<String>, Option<String>) {
        let Self { opened, keeper } = &mut self;
        let (zone, is_copy) = (opened.zone, opened.is_copy());
        let mut keeper = keeper.take().unwrap_or_else(|| HistoryKeeper::begin(&opened.session, zone, is_copy));
        keeper.keep(&mut opened.session);
        keeper.finish()
    }
}
