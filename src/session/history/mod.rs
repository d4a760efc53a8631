//! What the history is still to be told: what was done, and which files were saved, since its last entry.

use super::Session;
use super::saving::add;
use crate::model::IdSet;
use crate::store::SaveReport;
use crate::store::history::Entry;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// How long nothing is done before an entry is made.
const PAUSE: TimeDelta = TimeDelta::seconds(4);
/// How many different things an entry's label names.
const NAMED: usize = 5;

/// Edits, by what they did.
#[derive(Clone, Debug, Default)]
struct Edits {
    /// In the order in which they were first done, each once.
    labels: Vec<String>,
    touched: IdSet,
}

impl Edits {
    fn absorb(&mut self, other: Self) {
        for label in other.labels {
            if !self.labels.contains(&label) {
                self.labels.push(label);
            }
        }
        add(&mut self.touched, other.touched);
    }

    fn label(&self) -> String {
        let named = self.labels.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
        match self.labels.len().saturating_sub(NAMED) {
            0 => named,
            more => format!("{named}; and {more} more"),
        }
    }
}

/// What was done since the last entry, by how far it has come.
#[derive(Clone, Debug, Default)]
pub(super) struct Untold {
    /// Not on the disk yet.
    unsaved: Edits,
    /// In the save under way.
    in_flight: Edits,
    /// On the disk.
    saved: Edits,
    /// The files that were saved.
    files: BTreeSet<PathBuf>,
    last_edit: DateTime<Utc>,
    at_once: bool,
}

impl Untold {
    pub(super) fn note(&mut self, label: &str, touched: IdSet, now: DateTime<Utc>) {
        self.unsaved.absorb(Edits { labels: vec![label.to_owned()], touched });
        self.last_edit = now;
    }

    pub(super) fn save_begins(&mut self) {
        self.in_flight.absorb(std::mem::take(&mut self.unsaved));
    }

    /// Nothing was to be written: what was done was taken back before it was saved.
    pub(super) fn nothing_to_save(&mut self) {
        self.in_flight = Edits::default();
    }

    pub(super) fn save_ends(&mut self, report: &SaveReport) {
        let flown = std::mem::take(&mut self.in_flight);
        self.files.extend(report.saved.iter().map(|saved| saved.file.clone()));
        if !report.is_complete() {
            // Part of it is to come: that is then told again, with its own files.
            self.unsaved.absorb(flown.clone());
        }
        if report.is_complete() || !report.saved.is_empty() {
            self.saved.absorb(flown);
        }
    }

    pub(super) fn save_is_abandoned(&mut self) {
        let flown = std::mem::take(&mut self.in_flight);
        self.unsaved.absorb(flown);
    }
}

impl Session {
    /// Lets what was done so far have an entry of the history as soon as it is saved, without waiting for a pause.
    pub fn end_entry(&mut self) {
        self.saving.untold.at_once = true;
    }

    /// In how much time an entry of the history is to be made, if nothing else is done until then: zero if now. None if there is
    /// nothing for it, or a save comes first.
    pub fn history_due(&self) -> Option<TimeDelta> {
        let untold = &self.saving.untold;
        if untold.files.is_empty() || (self.has_unsaved() && self.save_failures().is_empty()) {
            return None;
        }
        if untold.at_once {
            return Some(TimeDelta::zero());
        }
        // On a clock that was set back, the pause is not longer than it ever is.
        let passed = (self.now() - untold.last_edit).max(TimeDelta::zero());
        Some((PAUSE - passed).max(TimeDelta::zero()))
    }

    /// What was done and saved since the last entry, for [`History::keep`](crate::store::history::History::keep); none if nothing
    /// was. `zone` is the one in which its time is told. It is handed out once.
    pub fn history_entry(&mut self, zone: Tz) -> Option<Entry> {
        if self.saving.untold.files.is_empty() {
            return None;
        }
        let when = self.now().with_timezone(&zone).fixed_offset();
        let untold = &mut self.saving.untold;
        let (files, saved) = (std::mem::take(&mut untold.files), std::mem::take(&mut untold.saved));
        untold.at_once = false;
        Some(Entry {
            label: saved.label(),
            author: self.author.clone(),
            when,
            touched: saved.touched.into_iter().collect(),
            files,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Record, RecordId};
    use crate::session::{New, Proposal, Surroundings};
    use crate::store::Store;
    use std::sync::{Arc, Mutex};
    use uuid::Uuid;

    /// A clock that the test moves.
    #[derive(Clone)]
    struct Clock(Arc<Mutex<(DateTime<Utc>, u128)>>);

    impl Clock {
        fn pass(&self, time: TimeDelta) {
            self.0.lock().unwrap().0 += time;
        }
    }

    impl Surroundings for Clock {
        fn now(&self) -> DateTime<Utc> {
            self.0.lock().unwrap().0
        }

        fn id(&mut self) -> Uuid {
            let mut inner = self.0.lock().unwrap();
            inner.1 += 1;
            Uuid::from_u128(inner.1)
        }
    }

    fn session() -> (tempfile::TempDir, Clock, Session) {
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock(Arc::new(Mutex::new((DateTime::from_timestamp(1_770_000_000, 0).unwrap(), 0))));
        let session = Session::open(Store::open(dir.path(), Uuid::nil()).unwrap(), Box::new(clock.clone()), "Ana");
        (dir, clock, session)
    }

    fn rename(session: &mut Session, id: RecordId, name: &str) {
        let Some(Record::Party(mut party)) = session.workspace().get(id) else { panic!("no party") };
        party.name = name.to_owned();
        session.perform(Proposal::put("change name", party)).unwrap();
    }

    #[test]
    fn an_entry_is_due_after_a_pause_and_says_what_was_done_in_it() {
        let (_dir, clock, mut session) = session();
        assert_eq!(session.history_due(), None);
        let party = session.create(New::Party { name: "Ukraine".to_owned() }).unwrap();
        assert_eq!(session.history_due(), None, "it is not saved yet");
        session.save().unwrap();
        assert_eq!(session.history_due(), Some(TimeDelta::seconds(4)));
        clock.pass(TimeDelta::seconds(3));
        rename(&mut session, party, "Ukrainian side");
        rename(&mut session, party, "Ukrainian delegation");
        assert_eq!(session.history_due(), None);
        session.save().unwrap();
        clock.pass(TimeDelta::seconds(5));
        assert_eq!(session.history_due(), Some(TimeDelta::zero()));
        let entry = session.history_entry(chrono_tz::Europe::Kyiv).unwrap();
        assert_eq!((entry.label.as_str(), entry.author.as_str()), ("add party; change name", "Ana"));
        assert_eq!(entry.when.to_rfc3339(), "2026-02-02T04:40:08+02:00");
        assert_eq!(entry.touched, [party].into());
        assert!(entry.files.iter().all(|file| file.starts_with("parties")) && !entry.files.is_empty());
        assert_eq!((session.history_due(), session.history_entry(chrono_tz::UTC)), (None, None), "it is handed out once");
    }

    #[test]
    fn a_deletion_is_due_at_once_and_an_undo_says_so() {
        let (_dir, _clock, mut session) = session();
        let party = session.create(New::Party { name: "Ukraine".to_owned() }).unwrap();
        session.save().unwrap();
        session.history_entry(chrono_tz::UTC).unwrap();
        session.delete(party, "Ukraine").unwrap();
        session.save().unwrap();
        assert_eq!(session.history_due(), Some(TimeDelta::zero()));
        assert_eq!(session.history_entry(chrono_tz::UTC).unwrap().label, "delete party");
        session.undo().unwrap();
        session.save().unwrap();
        assert_eq!(session.history_due(), Some(TimeDelta::seconds(4)));
        assert_eq!(session.history_entry(chrono_tz::UTC).unwrap().label, "undo delete party");
    }

    #[test]
    fn what_was_taken_back_before_it_was_saved_is_not_told() {
        let (_dir, _clock, mut session) = session();
        session.create(New::Party { name: "Ukraine".to_owned() }).unwrap();
        session.undo().unwrap();
        session.save().unwrap();
        assert_eq!((session.history_due(), session.history_entry(chrono_tz::UTC)), (None, None));
    }

    #[test]
    fn a_save_that_fails_is_told_when_it_succeeds() {
        let (dir, _clock, mut session) = session();
        session.create(New::Party { name: "Ukraine".to_owned() }).unwrap();
        let away = tempfile::tempdir().unwrap();
        std::fs::rename(dir.path().join("workspace.ron"), away.path().join("workspace.ron")).unwrap();
        assert!(session.save().is_err());
        assert_eq!(session.history_entry(chrono_tz::UTC), None);
        std::fs::rename(away.path().join("workspace.ron"), dir.path().join("workspace.ron")).unwrap();
        session.save().unwrap();
        assert_eq!(session.history_entry(chrono_tz::UTC).unwrap().label, "add party");
    }

    #[test]
    fn a_label_is_bounded() {
        let labels = (0..9).map(|n| format!("change {n}")).collect();
        let edits = Edits { labels, touched: IdSet::default() };
        assert_eq!(edits.label(), "change 0; change 1; change 2; change 3; change 4; and 4 more");
    }
}
