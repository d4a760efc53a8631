//! The history behind a command: opened, given what was saved, or queried.

use super::open_workspace::OpenWorkspace;
use super::surroundings::SystemSurroundings;
use crate::session::{Session, Surroundings as _};
use crate::store::history::{History, HistoryError};
use crate::store::locations;
use chrono_tz::Tz;
use std::path::Path;

/// A history that is kept while a command works.
pub(super) struct HistoryKeeper {
    history: Option<History>,
    /// Why nothing is kept, or the last entry was not.
    failed: Option<HistoryError>,
    told: Vec<String>,
    zone: Tz,
}

impl HistoryKeeper {
    /// Opens the history of a session that can be saved, and keeps what was changed while nobody kept it. That of a copy of the
    /// sample goes away with it, and nothing is noted of it elsewhere.
    pub(super) fn begin(session: &Session, zone: Tz, is_copy: bool) -> Self {
        let none = || HistoryError::None("there is no folder to keep".to_owned());
        let opened = session.dir().ok_or_else(none).and_then(|dir| open(dir, zone, is_copy, false));
        let mut keeper = match opened {
            Ok((history, told)) => Self { history: Some(history), failed: None, told, zone },
            Err(error) => Self { history: None, failed: Some(error), told: Vec::new(), zone },
        };
        let now = session.now().with_timezone(&zone).fixed_offset();
        keeper.keep_with(|history| history.keep_rest(session.author(), now));
        keeper
    }

    /// Makes an entry of what was saved. Returns why it could not be made; the next one then has it.
    pub(super) fn keep(&mut self, session: &mut Session) -> Option<&HistoryError> {
        if let Some(entry) = session.history_entry(self.zone) {
            self.keep_with(|history| history.keep(&entry));
        }
        self.failed.as_ref()
    }

    fn keep_with<T>(&mut self, work: impl FnOnce(&mut History) -> Result<T, HistoryError>) {
        if let Some(history) = &mut self.history {
            self.failed = work(history).err();
            self.told.extend(history.take_news());
        }
    }

    /// Packs what has piled up. Returns what is to be told, and why what is saved is not kept, if it is not.
    pub(super) fn finish(mut self) -> (Vec<String>, Option<String>) {
        if self.failed.is_none() {
            self.keep_with(|history| history.tidy(&|| false));
        }
        (self.told, self.failed.map(|error| format!("This is saved, but not kept in the history: {error}.")))
    }
}

/// The history of an open workspace, to be read.
pub(super) fn to_read(opened: &OpenWorkspace) -> Result<History, HistoryError> {
    let none = || HistoryError::None("There is no folder with a history".to_owned());
    let dir = opened.session.dir().ok_or_else(none)?;
    Ok(open(dir, opened.zone, opened.is_copy(), true)?.0)
}

fn open(dir: &Path, zone: Tz, is_copy: bool, to_read: bool) -> Result<(History, Vec<String>), HistoryError> {
    let state = locations::state_dir().filter(|_| !is_copy);
    History::open(dir, state.as_deref(), SystemSurroundings.now().with_timezone(&zone).fixed_offset(), to_read)
}
