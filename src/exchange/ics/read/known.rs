//! What of the record an entry of a calendar is.

use super::happenings::Happening;
use crate::exchange::ics::{keys, words};
use crate::model::fold::fold;
use crate::model::{FollowUp, NegotiationId, RecordId, Round, When, Workspace};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What an entry is.
pub(super) enum Match<'a> {
    /// This round; and whether it is by our own UID.
    Round(&'a Round, bool),
    /// This follow-up; and whether it is by our own UID.
    FollowUp(&'a FollowUp, bool),
    /// Something that was deleted.
    InBin(&'static str),
    /// Nothing that is there.
    None,
}

/// Rounds and follow-ups by everything that they can be known by.
pub(super) struct Known<'a> {
    workspace: &'a Workspace,
    rounds: BTreeMap<&'a str, &'a Round>,
    follow_ups: BTreeMap<&'a str, &'a FollowUp>,
    rounds_by_day: BTreeMap<(String, String), &'a Round>,
    follow_ups_by_day: BTreeMap<(String, String), &'a FollowUp>,
    deleted: BTreeSet<RecordId>,
}

impl<'a> Known<'a> {
    /// Those of a negotiation, and by our own UIDs those of all.
    pub(super) fn of(workspace: &'a Workspace, into: Option<NegotiationId>) -> Self {
        let mut known = Self {
            workspace,
            rounds: BTreeMap::new(),
            follow_ups: BTreeMap::new(),
            rounds_by_day: BTreeMap::new(),
            follow_ups_by_day: BTreeMap::new(),
            deleted: workspace.bin.values().flat_map(|entry| &entry.records).map(crate::model::Record::id).collect(),
        };
        for round in workspace.rounds.values().filter(|round| Some(round.negotiation) == into) {
            if !round.uid.is_empty() {
                known.rounds.entry(&round.uid).or_insert(round);
            }
            for title in [words::line(&round.title), words::round_name(round), words::round_summary(workspace, round)] {
                known.rounds_by_day.entry((Self::day(&round.schedule.when), fold(&title))).or_insert(round);
            }
        }
        for follow_up in workspace.follow_ups.values().filter(|one| Some(one.negotiation) == into) {
            if !follow_up.uid.is_empty() {
                known.follow_ups.entry(&follow_up.uid).or_insert(follow_up);
            }
            for title in [words::follow_up_name(follow_up), words::follow_up_summary(workspace, follow_up)] {
                known.follow_ups_by_day.entry((Self::day(&follow_up.due), fold(&title))).or_insert(follow_up);
            }
        }
        known
    }

    /// The first day of something where it is; empty if it has none.
    pub(super) fn day(when: &When) -> String {
        let zone = if let When::At { start, .. } = when { start.zone } else { Tz::UTC };
        when.earliest_day(zone).map_or_else(String::new, |day| day.to_string())
    }

    pub(super) fn find(&self, happening: &Happening<'_>, when: &When, title: &str) -> Match<'a> {
        let uid = happening.uid.as_str();
        if let Some(id) = own(uid) {
            if let Some(round) = self.workspace.rounds.get(&id.into()) {
                return Match::Round(round, true);
            }
            if let Some(follow_up) = self.workspace.follow_ups.get(&id.into()) {
                return Match::FollowUp(follow_up, true);
            }
            for deleted in [RecordId::Round(id.into()), RecordId::FollowUp(id.into())] {
                if self.deleted.contains(&deleted) {
                    return Match::InBin(deleted.noun());
                }
            }
        }
        if let Some(round) = self.rounds.get(uid) {
            return Match::Round(round, false);
        }
        if let Some(follow_up) = self.follow_ups.get(uid) {
            return Match::FollowUp(follow_up, false);
        }
        // The same day under the same title, unless it is known to be something else.
        let key = (Self::day(when), fold(title));
        if key.0.is_empty() && key.1.is_empty() {
            return Match::None;
        }
        let free = |known: &str| known.is_empty() || uid.is_empty();
        if happening.entry.todo || happening.entry.own.record == keys::FOLLOW_UP {
            self.follow_ups_by_day.get(&key).filter(|one| free(&one.uid)).map_or(Match::None, |one| Match::FollowUp(one, false))
        } else {
            self.rounds_by_day.get(&key).filter(|one| free(&one.uid)).map_or(Match::None, |one| Match::Round(one, false))
        }
    }
}

/// The id that a UID of ours is.
fn own(uid: &str) -> Option<Uuid> {
    (uid.len() == 36).then(|| Uuid::try_parse(uid).ok()).flatten()
}
