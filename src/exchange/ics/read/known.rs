//! Finds the record that a calendar entry already is.

use super::age::Age;
use super::occurrences::Occurrence;
use super::state::{State, times};
use crate::exchange::ics::{keys, words};
use crate::model::{NegotiationId, Record, RecordId, When, Workspace};
use crate::text::fold::fold;
use chrono_tz::Tz;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// This round or follow-up; and whether it is by our own UID.
    Known(RecordId, bool),
    /// Something that was deleted; and whether it is by our own UID.
    InBin(&'static str, bool),
    /// Nothing that is there.
    None,
}

/// Rounds and follow-ups by everything that they can be known by.
pub(super) struct KnownRecords<'a> {
    workspace: &'a Workspace,
    /// By the whole UID.
    by_uid: BTreeMap<String, RecordId>,
    /// By the UID of the calendar alone.
    by_base: BTreeMap<String, OfBase>,
    /// The newest state of each UID as a whole that the record had before this file.
    newest: BTreeMap<String, Age>,
    rounds_by_day: BTreeMap<(String, String), RecordId>,
    follow_ups_by_day: BTreeMap<(String, String), RecordId>,
    deleted: BTreeSet<RecordId>,
    deleted_uids: BTreeMap<&'a str, &'static str>,
}

/// What a calendar knows by one UID. A file may speak of tens of thousands of times of one series, so each is found without a look at
/// the others.
#[derive(Default)]
struct OfBase {
    /// By the time of the series that each is; by nothing if it is of none.
    by_key: BTreeMap<String, Vec<RecordId>>,
    key_of: BTreeMap<RecordId, String>,
}

impl OfBase {
    fn learn(&mut self, key: &str, id: RecordId) {
        if let Some(before) = self.key_of.insert(id, key.to_owned())
            && let Some(ids) = self.by_key.get_mut(&before)
        {
            ids.retain(|known| *known != id);
        }
        self.by_key.entry(key.to_owned()).or_default().push(id);
    }

    fn at(&self, key: &str) -> &[RecordId] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }

    /// Those of the times of a day that have an hour.
    fn of_day(&self, day: &str) -> impl Iterator<Item = RecordId> {
        let hours = format!("{day}T");
        let from = self.by_key.range(hours.clone()..);
        from.take_while(move |(key, _)| key.starts_with(&hours)).flat_map(|(_, ids)| ids.iter().copied())
    }
}

impl<'a> KnownRecords<'a> {
    /// Those of a negotiation, and by our own UIDs those of all.
    pub(super) fn of(workspace: &'a Workspace, into: Option<NegotiationId>) -> Self {
        let binned = || workspace.bin.values().flat_map(|entry| &entry.records);
        let mut known = Self {
            workspace,
            by_uid: BTreeMap::new(),
            by_base: BTreeMap::new(),
            newest: BTreeMap::new(),
            rounds_by_day: BTreeMap::new(),
            follow_ups_by_day: BTreeMap::new(),
            deleted: binned().map(Record::id).collect(),
            deleted_uids: binned()
                .filter_map(|record| {
                    let (negotiation, uid) = match record {
                        Record::Round(round) => (round.negotiation, round.uid.as_str()),
                        Record::FollowUp(follow_up) => (follow_up.negotiation, follow_up.uid.as_str()),
                        _ => return None,
                    };
                    (Some(negotiation) == into && !uid.is_empty()).then(|| (uid, record.id().noun()))
                })
                .collect(),
        };
        for record in into.into_iter().flat_map(|into| workspace.naming(into.into())) {
            known.learn(record);
        }
        known
    }

    /// Knows a round or follow-up of the record.
    fn learn(&mut self, record: &Record) {
        let (uid, calendar, when, titles) = match record {
            Record::Round(round) => (
                &round.uid,
                &round.calendar,
                &round.schedule.when,
                vec![words::line(&round.title), words::round_name(round), words::round_summary(self.workspace, round)],
            ),
            Record::FollowUp(follow_up) => (
                &follow_up.uid,
                &follow_up.calendar,
                &follow_up.due,
                vec![words::follow_up_name(follow_up), words::follow_up_summary(self.workspace, follow_up)],
            ),
            _ => return,
        };
        self.learn_uid(record.id(), uid);
        let base = apart(uid).0;
        // What a calendar of ours says is compared with the record itself.
        if let Some(state) = State::read(calendar).filter(|state| !state.alone && record.id().uuid().to_string() != base) {
            let newest = self.newest.entry(base.to_owned()).or_insert(state.age);
            if state.age.order(newest) == Ordering::Greater {
                *newest = state.age;
            }
        }
        let by_day = if matches!(record, Record::Round(_)) { &mut self.rounds_by_day } else { &mut self.follow_ups_by_day };
        for title in titles {
            by_day.entry((Self::day(when), fold(&title))).or_insert(record.id());
        }
    }

    /// Knows a round or follow-up by its UID from now on.
    pub(super) fn learn_uid(&mut self, id: RecordId, uid: &str) {
        if uid.is_empty() {
            return;
        }
        self.by_uid.entry(uid.to_owned()).or_insert(id);
        let (base, key) = apart(uid);
        self.by_base.entry(base.to_owned()).or_default().learn(key, id);
    }

    /// The newest state of what a calendar knows by a UID, as a whole, that the record had before this file.
    pub(super) fn newest(&self, uid: &str) -> Option<Age> {
        self.newest.get(uid).copied()
    }

    /// Whether there is one of that UID that is this time of the series.
    pub(super) fn has_time(&self, uid: &str, key: &str) -> bool {
        self.by_base.get(uid).is_some_and(|of| !of.at(key).is_empty())
            || key.is_empty() && own(uid).and_then(|id| self.own_record(id)).is_some()
    }

    /// The rounds and follow-ups that a calendar knows by a UID, each with the time of the series that it is; our own included.
    pub(super) fn of_base(&self, uid: &str) -> Vec<(String, RecordId)> {
        let times = self.by_base.get(uid).into_iter().flat_map(|of| &of.by_key);
        let mut all: Vec<(String, RecordId)> = times.flat_map(|(key, ids)| ids.iter().map(|id| (key.clone(), *id))).collect();
        all.extend(own(uid).and_then(|id| self.own_record(id)).map(|id| (String::new(), id)));
        all
    }

    fn own_record(&self, id: Uuid) -> Option<RecordId> {
        if self.workspace.rounds.contains_key(&id.into()) {
            return Some(RecordId::Round(id.into()));
        }
        self.workspace.follow_ups.contains_key(&id.into()).then(|| RecordId::FollowUp(id.into()))
    }

    /// The first day of something where it is; empty if it has none.
    pub(super) fn day(when: &When) -> String {
        let zone = if let When::At { start, .. } = when { start.zone } else { Tz::UTC };
        when.earliest_day(zone).map_or_else(String::new, |day| day.to_string())
    }

    pub(super) fn find(&self, occurrence: &Occurrence<'_>, when: &When, title: &str) -> Match {
        let uid = occurrence.uid.as_str();
        if let Some(id) = own(uid) {
            if let Some(id) = self.own_record(id) {
                return Match::Known(id, true);
            }
            for deleted in [RecordId::Round(id.into()), RecordId::FollowUp(id.into())] {
                if self.deleted.contains(&deleted) {
                    return Match::InBin(deleted.noun(), true);
                }
            }
        }
        if let Some(id) = self.by_uid.get(uid) {
            return Match::Known(*id, false);
        }
        if let Some(found) = self.of_series(uid, when) {
            return found;
        }
        if let Some(noun) = self.deleted_uids.get(uid) {
            return Match::InBin(noun, false);
        }
        // The same day under the same title, unless it is known to be something else.
        let key = (Self::day(when), fold(title));
        if key.0.is_empty() && key.1.is_empty() {
            return Match::None;
        }
        let by_day = if occurrence.entry.todo || occurrence.entry.own.record == keys::FOLLOW_UP {
            &self.follow_ups_by_day
        } else {
            &self.rounds_by_day
        };
        let free = |id: &&RecordId| uid.is_empty() || self.uid(**id).is_empty();
        by_day.get(&key).filter(free).map_or(Match::None, |id| Match::Known(*id, false))
    }

    /// What happened once and is a series now, or the other way round, is what it was; and a time of a series may be named by its day.
    fn of_series(&self, uid: &str, when: &When) -> Option<Match> {
        let (base, key) = apart(uid);
        let start = times(when).0;
        if key.is_empty() {
            let same = Some(self.by_base.get(base)?.at(&start)).filter(|_| !start.is_empty());
            return same?.first().map(|id| Match::Known(*id, false));
        }
        if let Some(id) = own(base).and_then(|id| self.own_record(id)).filter(|id| self.starts(*id) == key) {
            return Some(Match::Known(id, true));
        }
        let there = self.by_base.get(base)?;
        let once = there.at("").iter().copied().find(|id| self.starts(*id) == key);
        let of_day = || {
            let mut of_day = there.of_day(key);
            of_day.next().filter(|_| key.len() == 8 && of_day.next().is_none())
        };
        once.or_else(of_day).map(|id| Match::Known(id, false))
    }

    fn starts(&self, id: RecordId) -> String {
        match self.workspace.view(id) {
            Some(Record::Round(round)) => times(&round.schedule.when).0,
            Some(Record::FollowUp(follow_up)) => times(&follow_up.due).0,
            _ => String::new(),
        }
    }

    fn uid(&self, id: RecordId) -> &str {
        match self.workspace.view(id) {
            Some(Record::Round(round)) => &round.uid,
            Some(Record::FollowUp(follow_up)) => &follow_up.uid,
            _ => "",
        }
    }
}

/// The UID of a calendar, and which time of the series it is, if it is of one.
pub(super) fn apart(uid: &str) -> (&str, &str) {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_key = |key: &str| match key.len() {
        8 => digits(key),
        16 => {
            key.get(..8).is_some_and(digits)
                && key.get(8..9) == Some("T")
                && key.get(9..15).is_some_and(digits)
                && key.ends_with('Z')
        }
        _ => false,
    };
    uid.rsplit_once(' ').filter(|(_, key)| is_key(key)).unwrap_or((uid, ""))
}

/// The id that a UID of ours is.
fn own(uid: &str) -> Option<Uuid> {
    (uid.len() == 36).then(|| Uuid::try_parse(uid).ok()).flatten()
}
