//! Erasing for good: out of the record at once, and out of the history beside the window.

use super::App;
use crate::model::{BinId, Binned, Record, RecordId};
use crate::store::erase_damaged;
use crate::store::history::{Entry, ErasedHistory, HistoryError};
use crate::ui::Page;

/// What is always out of reach.
const OUT_OF_REACH: &str =
    "Not reached: copies and backups of the folder, other clones of its history, what was exported or sent.";

impl App {
    /// Asks on the page of the bin about what is selected, which goes there first.
    pub(super) fn ask_to_erase(&mut self) {
        let selected = self.nav.selection();
        if let Some(id) = selected.filter(|id| !matches!(id, RecordId::Binned(_))) {
            self.delete(id);
        }
        let is_of = |entry: &&Binned| {
            let first = entry.records.first().map(Record::id);
            selected.is_some_and(|id| RecordId::from(entry.id) == id || first == Some(id))
        };
        let entry = self.session.workspace().bin.values().find(is_of).map(|entry| entry.id);
        self.nav.go(Page::Bin);
        if let Some(entry) = entry {
            self.shell.ask_to_erase(entry);
        }
    }

    /// Erases entries of the bin. Everything else is saved and kept first, so that nothing of it is mixed with it.
    pub(super) fn erase(&mut self, entries: &[BinId]) {
        let ids: Vec<RecordId> = entries.iter().map(|id| (*id).into()).collect();
        if !self.keep_all() {
            self.say_wrong("Nothing was erased: something else is not saved yet, or not kept in the history.");
            return;
        }
        let planned = self.session.erasable(&ids);
        let Some(planned) = self.told(planned) else { return };
        if let Err(why) = self.history.begin_erasing(&planned) {
            self.say_wrong(format!("Nothing was erased: {}.", why.to_string().trim_end_matches('.')));
            return;
        }
        let documents_left = match self.session.erase(&ids) {
            Ok(erased) => erased.documents_left,
            Err(why) => {
                self.history.erase(None);
                self.say_wrong(format!("Nothing was erased: {}.", why.0.trim_end_matches('.')));
                return;
            }
        };
        let (zone, author, now) = (self.zone(), self.session.author().to_owned(), self.session.now());
        let bare = || Entry::of_erasing(&author, now.with_timezone(&zone).fixed_offset());
        let entry = self.session.history_entry(zone).unwrap_or_else(bare);
        let left = self.session.dir().map(|dir| erase_damaged(dir, &planned)).unwrap_or_default();
        let same_words = planned.elsewhere.clone();
        self.history.erase(Some((planned, entry)));
        self.erased_beside = left
            .into_iter()
            .chain(documents_left)
            .chain(same_words.iter().map(|title| format!("The same words stand in the {title}")))
            .collect();
        self.say("Erasing from the history…", false);
    }

    /// Says what came of it.
    pub(super) fn note_erased(&mut self, done: Result<ErasedHistory, HistoryError>) {
        let beside = std::mem::take(&mut self.erased_beside);
        match done {
            Ok(ErasedHistory { entries: _, same_words, left }) => {
                let versions =
                    (same_words > 0).then(|| format!("The same words stand in {same_words} earlier versions of other files"));
                let left: Vec<String> = left.into_iter().chain(versions).chain(beside).collect();
                let is_all = left.is_empty();
                let left: String = left.iter().map(|one| format!(" {}.", one.trim_end_matches('.'))).collect();
                let words = format!("Erased for good. {OUT_OF_REACH}{left}");
                if is_all { self.say(words, false) } else { self.say_wrong(words) }
            }
            Err(why) => {
                let why = why.to_string();
                let why = why.trim_end_matches('.');
                self.say_wrong(format!(
                    "It is gone from the record, but not yet from the history: {why}. The next start tries it again."
                ));
            }
        }
    }
}
