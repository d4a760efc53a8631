//! What a calendar would do to the record.

use super::age::{Age, older_words};
use super::clocks::Clocks;
use super::entry::Entry;
use super::known::{KnownRecords, Match, apart};
use super::lines::{self, Kind};
use super::notes;
use super::occurrences::{FileContext, Occurrence, contents};
use super::planning::Planning;
use super::state::State;
use super::update::{follow_up_state, set_place};
use crate::exchange::clean::clean;
use crate::exchange::ics::status;
use crate::exchange::ics::{keys, words};
use crate::exchange::import::plan::types::{Choices, Making, Plan, RowOutcome, RowPlan};
use crate::exchange::import::read::ReadError;
use crate::exchange::progress::Progress;
use crate::model::{FollowUp, FollowUpState, Record, Round, ScheduleStatus, Stamp, Visibility, When, Workspace};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Reads a calendar of any program, and says what it would do: events become rounds, to-dos follow-ups. They go into the negotiation
/// that `choices` names; what came from this program is known again wherever it is.
///
/// # Errors
/// If the file is too large, is no calendar, is damaged or cut off; or if it is stopped.
pub fn plan(
    workspace: &Workspace,
    bytes: &[u8],
    choices: &Choices,
    making: &mut Making<'_>,
    progress: &Progress,
) -> Result<Plan, ReadError> {
    let file = lines::read(bytes, progress)?;
    let zones = workspace.rounds.values().filter(|round| Some(round.negotiation) == choices.into).filter_map(|round| round.zone);
    let mut clocks = Clocks::of(&file, making.zone, zones);
    progress.begin(file.blocks.len() as u64 * 2);
    let mut entries = Vec::new();
    for (at, block) in file.blocks.iter().filter(|block| block.kind != Kind::Zone).enumerate() {
        progress.at(at as u64)?;
        entries.push(Entry::read(block, &file.calendars[block.calendar]));
    }
    let known = KnownRecords::of(workspace, choices.into);
    let of_series = |uid: &str| known.of_base(uid).into_iter().map(|(key, _)| key).collect();
    let today = making.today();
    let around = FileContext { calendars: &file.calendars, clocks: &mut clocks, today, known: &of_series };
    let all = contents(&entries, around, progress)?;
    let mut planning = Planning {
        workspace,
        known,
        into: choices.into.filter(|id| workspace.negotiations.contains_key(id)),
        choices,
        questions: Vec::new(),
        making,
        rows: Vec::new(),
        puts: Vec::new(),
        at: BTreeMap::new(),
        seen: BTreeMap::new(),
        older: BTreeSet::new(),
        named: all.named.iter().map(|named| (named.entry.uid.as_str(), &named.keys)).collect(),
        past: 0,
        private: 0,
    };
    for (at, occurrence) in all.occurrences.iter().enumerate() {
        progress.at((entries.len() + at) as u64)?;
        planning.take(occurrence);
    }
    for calling in &all.called_off {
        planning.call_off(calling);
    }
    for (entry, why) in &all.passed {
        planning.row(entry, RowOutcome::PassedOver(why.clone()));
    }
    for (entry, why) in &all.refused {
        planning.row(entry, RowOutcome::Refused(why.clone()));
    }
    let no_longer_named = notes::no_longer_named(&planning, &all.named);
    let mut plan = planning.finish();
    let mut notes = notes::notes(&file, &clocks, &all.remarks);
    notes.extend(no_longer_named);
    notes.append(&mut plan.notes);
    plan.notes = notes;
    Ok(plan)
}

impl Planning<'_, '_> {
    fn take(&mut self, occurrence: &Occurrence<'_>) {
        let entry = occurrence.entry;
        let when = occurrence.when.as_ref().map_or_else(|_| String::new(), |when| format!(", {}", when.short_words()));
        let what = format!("{}{when}", self.name(entry));
        let outcome = match &occurrence.when {
            Err(error) => RowOutcome::Refused(error.to_string()),
            Ok(_) if self.older.contains(&entry.line) => return,
            Ok(when) => match self.older_than_the_whole(occurrence) {
                Some(age) => {
                    self.older.insert(entry.line);
                    RowOutcome::PassedOver(older_words(&occurrence.age, &age))
                }
                None => self.outcome(occurrence, when),
            },
        };
        self.rows.push(RowPlan { number: entry.line, what, outcome, says: Vec::new() });
    }

    /// The age of what the record has of a series as a whole, if that is newer than this copy.
    fn older_than_the_whole(&self, occurrence: &Occurrence<'_>) -> Option<Age> {
        let entry = occurrence.entry;
        let newest = self.known.newest(&entry.uid)?;
        if entry.uid.is_empty() || occurrence.alone && self.known.has_time(&entry.uid, apart(&occurrence.uid).1) {
            return None;
        }
        (occurrence.age.order(&newest) == Ordering::Less).then_some(newest)
    }

    fn outcome(&mut self, occurrence: &Occurrence<'_>, when: &When) -> RowOutcome {
        let title = self.title(occurrence.entry);
        let mut found = self.known.find(occurrence, when, &title);
        if found == Match::None {
            found = self.of_day(occurrence, when);
        }
        if found == Match::None {
            found = self.of_expected(occurrence, when, &title);
        }
        let name = match &found {
            Match::Known(id, _) => id.uuid().to_string(),
            _ if !occurrence.uid.is_empty() => format!("uid {}", occurrence.uid),
            _ => format!("{} {}", KnownRecords::day(when), crate::text::fold::fold(&title)),
        };
        match (self.seen.get(&name), found) {
            (None, _) => {}
            // The day and title of one that another entry of this file already is.
            (Some(_), Match::Known(_, false)) if !occurrence.uid.is_empty() => return self.add(occurrence, when, title),
            (Some((_, first)), _) if super::update::is_same_time(first, when) => return RowOutcome::Same,
            (Some((line, _)), _) => {
                return RowOutcome::Refused(format!(
                    "Line {line} has the same title on the same day. That one is taken; give one of them another title if they are two."
                ));
            }
        }
        self.seen.insert(name, (occurrence.entry.line, when.clone()));
        match found {
            Match::Known(id, own) => match self.current(id) {
                Some(Record::Round(round)) => self.update_round(&round, occurrence, when, &title, own),
                Some(Record::FollowUp(follow_up)) => self.update_follow_up(&follow_up, occurrence, when, &title, own),
                _ => RowOutcome::Refused("It is no longer there.".to_owned()),
            },
            Match::InBin(noun, true) => RowOutcome::Refused(format!(
                "This {noun} was deleted, and is in the bin. Restore it there first, if it should be in the record."
            )),
            Match::InBin(noun, false) => RowOutcome::PassedOver(format!(
                "This {noun} was deleted, and is in the bin. Restore it there, if it should be in the record."
            )),
            Match::None => self.add(occurrence, when, title),
        }
    }

    /// A time of a series that the calendar has moved within its day, under a new name: the time of that day which it no longer names.
    fn of_day(&self, occurrence: &Occurrence<'_>, when: &When) -> Match {
        let (base, key) = apart(&occurrence.uid);
        let day = KnownRecords::day(when);
        let Some(named) = self.named.get(base).filter(|_| !occurrence.alone && !day.is_empty()) else { return Match::None };
        let mut of_day = self.known.of_base(base).into_iter().filter(|(known, id)| {
            if known.len() != key.len() || named.contains(known) {
                return false;
            }
            let there = match self.workspace.view(*id) {
                Some(Record::Round(round)) => KnownRecords::day(&round.schedule.when),
                Some(Record::FollowUp(follow_up)) => KnownRecords::day(&follow_up.due),
                _ => return false,
            };
            there == day && !self.seen.contains_key(&id.uuid().to_string())
        });
        match (of_day.next(), of_day.next()) {
            (Some((_, id)), None) => Match::Known(id, false),
            _ => Match::None,
        }
    }

    /// The title without what this program puts before it. Empty if a round of ours has none of its own.
    fn title(&self, entry: &Entry) -> String {
        let summary = words::line(&entry.summary);
        let own = &entry.own;
        if !own.name.is_empty() && summary.ends_with(&own.name) {
            let bare = if own.record == keys::FOLLOW_UP { &own.name } else { &own.title };
            return words::line(bare);
        }
        summary
    }

    fn add(&mut self, occurrence: &Occurrence<'_>, when: &When, title: String) -> RowOutcome {
        let Some(negotiation) = self.into else {
            return RowOutcome::Refused("Choose a negotiation for it.".to_owned());
        };
        let entry = occurrence.entry;
        let stamp = Stamp::new(self.making.now, self.making.author);
        let note = clean(entry.description.trim()).into_owned();
        let uid = occurrence.uid.clone();
        let calendar = if uid.is_empty() { String::new() } else { State::of(occurrence, when, &title).write(&uid) };
        let record: Record = if entry.todo || entry.own.record == keys::FOLLOW_UP {
            if title.is_empty() {
                return RowOutcome::Refused("It has no title, so nothing says what is to be done.".to_owned());
            }
            if entry.private && entry.own.record.is_empty() {
                return RowOutcome::Refused(
                    "It is marked as private, and a follow-up cannot be: it would leave with every export. Enter it by hand if others may know of it."
                        .to_owned(),
                );
            }
            let state = follow_up_state(entry, &FollowUpState::Open).unwrap_or(FollowUpState::Open);
            let blank = FollowUp::blank((self.making.id)().into(), stamp, negotiation);
            FollowUp { what: title, due: when.clone(), state, uid, calendar, note, ..blank }.into()
        } else {
            let mut round = Round::blank((self.making.id)().into(), stamp, negotiation);
            round.title = title;
            round.number = entry.own.number;
            round.schedule.when = when.clone();
            round.schedule.status = self.first_status(entry, when);
            round.zone = occurrence.zone;
            set_place(&mut round, entry.location.as_deref().unwrap_or_default());
            if entry.private {
                self.private += 1;
                round.format.visibility = Some(Visibility::Secret);
            }
            (round.uid, round.calendar, round.note) = (uid, calendar, note);
            round.into()
        };
        self.put(record);
        RowOutcome::New
    }

    /// The status of a new round, as the calendar says it. What lies behind is not taken for held because it stands in a calendar.
    fn first_status(&mut self, entry: &Entry, when: &When) -> ScheduleStatus {
        if let Some(exact) =
            Some(&entry.own.status).filter(|key| !key.is_empty()).and_then(|key| status::round_of_key(key, entry.firm))
        {
            return exact;
        }
        let status = entry.firm.map_or(ScheduleStatus::Unstated, status::Firm::status);
        let over = when.latest_day(self.making.zone).is_some_and(|last| last < self.making.today());
        self.past += usize::from(over && status.is_ahead());
        status
    }

    fn finish(mut self) -> Plan {
        self.rows.sort_by_key(|row| row.number);
        let count = |wanted: fn(&Record) -> bool| self.puts.iter().filter(|record| wanted(record)).count();
        let parts: Vec<String> = [
            notes::counted(count(|record| matches!(record, Record::Round(_))), "round"),
            notes::counted(count(|record| matches!(record, Record::FollowUp(_))), "follow-up"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let label = if parts.is_empty() { "import a calendar".to_owned() } else { format!("import {}", parts.join(" and ")) };
        let past = notes::counted(self.past, "event").map(|events| {
            let (lies, they, were) = if self.past == 1 { ("lies", "it", "was") } else { ("lie", "they", "were") };
            format!(
                "{events} {lies} in the past. The calendar does not say whether {they} {were} held, so {they} {were} not recorded as held."
            )
        });
        let private = notes::counted(self.private, "event").map(|events| {
            let (is, they, stay) = if self.private == 1 { ("is", "it is", "stays") } else { ("are", "they are", "stay") };
            format!("{events} {is} marked as private in the calendar: {they} secret in the record, and {stay} out of every export until you change who may know of it.")
        });
        Plan {
            label,
            rows: self.rows,
            questions: self.questions,
            answered: Vec::new(),
            puts: self.puts,
            notes: past.into_iter().chain(private).collect(),
        }
    }
}
