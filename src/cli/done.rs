//! A change that a command made: saved as a whole or not at all, and taken back if the answer cannot be given.
//!
//! Exit status 2 promises that nothing was changed, so that whoever tries again does it once. A full disk on standard output would break
//! that promise after the record is saved; so the answer is written before the history is told of the change.

use super::desk::Desk;
use super::keeping::Keeping;
use crate::session::Proposal;
use anyhow::Result;

/// A change that is saved, before the history is told of it.
pub(super) struct Done {
    desk: Desk,
    /// None for a record that was begun with it: nobody else can have changed anything.
    keeping: Option<Keeping>,
}

impl Done {
    /// Does a proposal and saves it.
    ///
    /// # Errors
    /// Why it could not be done or saved. All is as it was then, and a record that was begun for it is gone again.
    pub fn perform(mut desk: Desk, proposal: Proposal) -> Result<Self> {
        match desk.session.perform(proposal) {
            Ok(()) => Self::save(desk),
            Err(why) => {
                desk.forget_begun();
                Err(why.into())
            }
        }
    }

    /// Saves what was done.
    ///
    /// # Errors
    /// As [`perform`](Self::perform).
    pub fn save(mut desk: Desk) -> Result<Self> {
        // Before it is saved: what others changed is an entry of its own.
        let keeping = (!desk.is_begun()).then(|| Keeping::begin(&desk.session, desk.zone, desk.is_copy()));
        match desk.session.save_as_a_whole() {
            Ok(()) => Ok(Self { desk, keeping }),
            Err(why) => {
                desk.forget_begun();
                Err(why.into())
            }
        }
    }

    /// The record as it is now.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Takes the change back: in the record and on the disk all is as it was before.
    ///
    /// # Errors
    /// If it cannot be; then it is done.
    pub fn take_back(mut self) -> Result<()> {
        if self.desk.session.undo().is_some() {
            self.desk.session.save_as_a_whole()?;
        }
        self.desk.forget_begun();
        Ok(())
    }

    /// Makes it an entry of the history. Returns what is to be told, and why it is not kept, if it is not.
    pub fn keep(mut self) -> (Vec<String>, Option<String>) {
        let Self { desk, keeping } = &mut self;
        let (zone, is_copy) = (desk.zone, desk.is_copy());
        let mut keeping = keeping.take().unwrap_or_else(|| Keeping::begin(&desk.session, zone, is_copy));
        keeping.keep(&mut desk.session);
        keeping.finish()
    }
}
