//! Cancellations: of everything with a UID, of one occurrence, or of one and all that follow. Only the status changes; whatever else
//! such a message says is ignored.

use super::age::{Age, older_words};
use super::occurrences::Calling;
use super::planning::Planning;
use super::state::State;
use super::update::{is_dropped, told};
use crate::exchange::ics::status::{self, Firm};
use crate::exchange::import::plan::types::RowOutcome;
use crate::model::{FollowUpState, Record, RecordId, ScheduleStatus, Vocabulary};
use crate::query::rounds;
use std::cmp::Ordering;

/// What became of one that is called off.
enum Off {
    /// It is now; what it was, and when.
    Now(String, String),
    /// It was before.
    Before,
    /// It was held.
    Held,
    /// The record has a newer state of it.
    Newer(Age),
}

impl Planning<'_, '_> {
    pub(super) fn call_off(&mut self, calling: &Calling<'_>) {
        let outcome = self.called_off(calling);
        self.row(calling.entry, outcome);
    }

    fn called_off(&mut self, calling: &Calling<'_>) -> RowOutcome {
        let entry = calling.entry;
        if entry.uid.is_empty() {
            return RowOutcome::PassedOver("It calls something off, and does not say what.".to_owned());
        }
        let there = self.known.of_base(&entry.uid);
        let ids: Vec<RecordId> =
            there.iter().filter(|(known, id)| self.is_meant(calling, known, *id)).map(|(_, id)| *id).collect();
        if ids.is_empty() {
            let what = if there.is_empty() { "something" } else { "a time of a series" };
            return RowOutcome::PassedOver(format!("It calls off {what} that is not in the record."));
        }
        let all: Vec<Off> = ids.into_iter().filter_map(|id| self.off(calling, id)).collect();
        let held = all.iter().filter(|off| matches!(off, Off::Held)).count();
        let mut changes: Vec<String> = Vec::new();
        for (before, day) in all.iter().filter_map(|off| if let Off::Now(before, day) = off { Some((before, day)) } else { None })
        {
            let label = told("status", before, ScheduleStatus::Cancelled.label());
            changes.push(if all.len() == 1 { label } else { format!("{day}: {label}") });
        }
        if held > 0 {
            let (what, stays) =
                if held == 1 { ("1 that was held".to_owned(), "stays") } else { (format!("{held} that were held"), "stay") };
            if changes.is_empty() {
                return RowOutcome::PassedOver(format!("{what} {stays}."));
            }
            changes.push(format!("{what} {stays}"));
        }
        if !changes.is_empty() {
            return RowOutcome::Changes(changes);
        }
        let newer = all.iter().find_map(|off| if let Off::Newer(age) = off { Some(age) } else { None });
        newer.map_or(RowOutcome::Same, |age| RowOutcome::PassedOver(older_words(&entry.age, age)))
    }

    /// Whether a message is about this one.
    fn is_meant(&self, calling: &Calling<'_>, known: &str, id: RecordId) -> bool {
        let Some(key) = &calling.key else { return true };
        // What happened once is called by when it is.
        let start = || match self.current(id) {
            Some(Record::Round(round)) => super::state::times(&round.schedule.when).0,
            Some(Record::FollowUp(follow_up)) => super::state::times(&follow_up.due).0,
            _ => String::new(),
        };
        let known = if known.is_empty() { start() } else { known.to_owned() };
        let is_it = known == *key || key.len() == 8 && known.starts_with(&format!("{key}T"));
        is_it || calling.entry.and_after && known > *key
    }

    fn off(&mut self, calling: &Calling<'_>, id: RecordId) -> Option<Off> {
        let record = self.current(id)?;
        let (uid, calendar) = match &record {
            Record::Round(round) => (&round.uid, &round.calendar),
            Record::FollowUp(follow_up) => (&follow_up.uid, &follow_up.calendar),
            _ => return None,
        };
        // Of what a calendar of ours says nothing is kept.
        let own = id.uuid().to_string() == calling.entry.uid;
        let last = State::read(calendar).filter(|_| !own);
        if let Some(last) = &last
            && calling.entry.age.order(&last.age) == Ordering::Less
        {
            return Some(Off::Newer(last.age));
        }
        let state = State {
            age: calling.entry.age,
            alone: calling.key.is_some() || last.as_ref().is_some_and(|last| last.alone),
            status: Firm::Cancelled.word().to_owned(),
            ..last.unwrap_or_default()
        };
        let calendar = if uid.is_empty() || own { calendar.clone() } else { state.write(uid) };
        let mut new = record.clone();
        let off = match &mut new {
            Record::Round(round) => {
                round.calendar = calendar;
                if rounds::took_place(round) {
                    Off::Held
                } else if status::of_round(&round.schedule.status) == Some(Firm::Cancelled) {
                    Off::Before
                } else {
                    let before = round.schedule.status.label().to_owned();
                    round.schedule.status = ScheduleStatus::Cancelled;
                    Off::Now(before, round.schedule.when.short_words())
                }
            }
            Record::FollowUp(follow_up) => {
                follow_up.calendar = calendar;
                if follow_up.state == FollowUpState::Done {
                    Off::Held
                } else if is_dropped(&follow_up.state) {
                    Off::Before
                } else {
                    let before = follow_up.state.label().to_owned();
                    follow_up.state = FollowUpState::Dropped;
                    Off::Now(before, follow_up.due.short_words())
                }
            }
            _ => return None,
        };
        if new != record {
            self.put(new);
        }
        Some(off)
    }
}
