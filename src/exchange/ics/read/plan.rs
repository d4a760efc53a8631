//! What a calendar would do to the record.

use super::clocks::Clocks;
use super::entry::Entry;
use super::happenings::{Happening, Remarks, happenings};
use super::known::{Known, Match};
use super::lines::{self, Kind};
use crate::exchange::clean::{clean, clean_line};
use crate::exchange::ics::placed::placed;
use crate::exchange::ics::status::{self, Firm};
use crate::exchange::ics::{keys, words, write};
use crate::exchange::import::plan::{Choices, Fate, Making, Plan, RowPlan};
use crate::exchange::import::read::ReadError;
use crate::exchange::progress::Progress;
use crate::model::{
    EarlierDate, FollowUp, FollowUpState, NegotiationId, PartId, Record, Round, ScheduleStatus, Stamp, Vocabulary, When,
    Workspace,
};
use crate::query::names;
use chrono_tz::Tz;
use std::collections::BTreeMap;

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
    let (all, remarks) = happenings(&entries, &file.calendars, &mut clocks, progress)?;
    let mut planning = Planning {
        workspace,
        known: Known::of(workspace, choices.into),
        into: choices.into.filter(|id| workspace.negotiations.contains_key(id)),
        making,
        rows: Vec::new(),
        puts: Vec::new(),
        seen: BTreeMap::new(),
        past: 0,
    };
    let newest = newest(&all);
    for (at, happening) in all.iter().enumerate() {
        progress.at((entries.len() + at) as u64)?;
        planning.take(happening, &newest);
    }
    let mut plan = planning.finish();
    plan.notes = notes(&file, &clocks, &remarks, plan.notes);
    Ok(plan)
}

/// Of entries with one name, the one that counts: the highest sequence, then the latest change, then the last in the file.
fn newest<'a>(all: &'a [Happening<'a>]) -> BTreeMap<&'a str, u64> {
    let mut newest: BTreeMap<&str, &Happening<'_>> = BTreeMap::new();
    for happening in all.iter().filter(|happening| !happening.uid.is_empty()) {
        let age = |one: &Happening<'_>| (one.entry.sequence, one.entry.changed);
        let slot = newest.entry(&happening.uid).or_insert(happening);
        if age(happening) >= age(slot) {
            *slot = happening;
        }
    }
    newest.into_iter().map(|(uid, one)| (uid, one.entry.line)).collect()
}

struct Planning<'a, 'b> {
    workspace: &'a Workspace,
    known: Known<'a>,
    into: Option<NegotiationId>,
    making: &'a mut Making<'b>,
    rows: Vec<RowPlan>,
    puts: Vec<Record>,
    /// Which lines have gone into which record, by what they are called.
    seen: BTreeMap<String, (u64, When)>,
    /// How many lie behind and are taken for held.
    past: usize,
}

impl Planning<'_, '_> {
    fn take(&mut self, happening: &Happening<'_>, newest: &BTreeMap<&str, u64>) {
        let entry = happening.entry;
        let when = happening.when.as_ref().map_or_else(|_| String::new(), |when| format!(", {}", when.short_words()));
        let title = words::line(&entry.summary);
        let what = format!("{}{when}", if title.is_empty() { "Untitled" } else { &title });
        let fate = match newest.get(happening.uid.as_str()) {
            Some(line) if *line != entry.line => {
                Fate::Refused(format!("The same entry stands in line {line} once more, in a newer state. That one is taken."))
            }
            _ => match &happening.when {
                Err(why) => Fate::Refused(why.clone()),
                Ok(when) => self.fate(happening, when),
            },
        };
        self.rows.push(RowPlan { number: entry.line, what, fate });
    }

    fn fate(&mut self, happening: &Happening<'_>, when: &When) -> Fate {
        let title = self.title(happening.entry);
        let found = self.known.find(happening, when, &title);
        let name = match &found {
            Match::Round(round, _) => round.id.to_string(),
            Match::FollowUp(follow_up, _) => follow_up.id.to_string(),
            _ if !happening.uid.is_empty() => format!("uid {}", happening.uid),
            _ => format!("{} {}", Known::day(when), crate::model::fold::fold(&title)),
        };
        match (self.seen.get(&name), &found) {
            (None, _) => {}
            // The day and title of one that another entry of this file already is.
            (Some(_), Match::Round(_, false) | Match::FollowUp(_, false)) if !happening.uid.is_empty() => {
                return self.add(happening, when, title);
            }
            (Some((_, first)), _) if same_time(first, when) => return Fate::Same,
            (Some((line, _)), _) => {
                return Fate::Refused(format!(
                    "Line {line} has the same title on the same day. That one is taken; give one of them another title if they are two."
                ));
            }
        }
        self.seen.insert(name, (happening.entry.line, when.clone()));
        match found {
            Match::Round(round, own) => self.update_round(round, happening, when, &title, own),
            Match::FollowUp(follow_up, own) => self.update_follow_up(follow_up, happening, when, &title, own),
            Match::InBin(noun) => Fate::Refused(format!(
                "This {noun} was deleted, and is in the bin. Restore it there first, if it should be in the record."
            )),
            Match::None => self.add(happening, when, title),
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

    fn add(&mut self, happening: &Happening<'_>, when: &When, title: String) -> Fate {
        let Some(negotiation) = self.into else {
            return Fate::Refused("Choose a negotiation for it.".to_owned());
        };
        let entry = happening.entry;
        let stamp = Stamp::new(self.making.now, self.making.author);
        let note = clean(entry.description.trim()).into_owned();
        let record: Record = if entry.todo || entry.own.record == keys::FOLLOW_UP {
            if title.is_empty() {
                return Fate::Refused("It has no title, so nothing says what is to be done.".to_owned());
            }
            let state = follow_up_state(entry, &FollowUpState::Open).unwrap_or(FollowUpState::Open);
            let blank = FollowUp::blank((self.making.id)().into(), stamp, negotiation);
            FollowUp { what: title, due: when.clone(), state, uid: happening.uid.clone(), note, ..blank }.into()
        } else {
            let mut round = Round::blank((self.making.id)().into(), stamp, negotiation);
            round.title = title;
            round.number = entry.own.number;
            round.schedule.when = when.clone();
            round.schedule.status = self.first_status(entry, when);
            round.zone = happening.zone;
            set_place(&mut round, entry.location.as_deref().unwrap_or_default());
            round.uid.clone_from(&happening.uid);
            round.note = note;
            round.into()
        };
        self.puts.push(record);
        Fate::New
    }

    /// The status of a new round. What is confirmed, or simply stands in a calendar, and lies behind, was held, or it would hardly
    /// still be there.
    fn first_status(&mut self, entry: &Entry, when: &When) -> ScheduleStatus {
        if let Some(exact) =
            Some(&entry.own.status).filter(|key| !key.is_empty()).and_then(|key| status::round_of_key(key, entry.firm))
        {
            return exact;
        }
        let zone = self.making.zone;
        let today = self.making.now.with_timezone(&zone).date_naive();
        let over = when.latest_day(zone).is_some_and(|last| last < today);
        match entry.firm {
            Some(Firm::Confirmed) | None if over => {
                self.past += 1;
                ScheduleStatus::Held
            }
            Some(firm) => firm.status(),
            None => ScheduleStatus::Tentative,
        }
    }

    fn update_round(&mut self, round: &Round, happening: &Happening<'_>, when: &When, title: &str, own: bool) -> Fate {
        let entry = happening.entry;
        let mut new = round.clone();
        let mut changes = Vec::new();
        let unedited = own && words::line(&entry.summary) == words::round_summary(self.workspace, round);
        if !unedited && !title.is_empty() && title != words::line(&round.title) && title != words::round_name(round) {
            changes.push(told("title", &names::round_title(round), title));
            title.clone_into(&mut new.title);
        }
        let before = placed(&round.schedule.when, None);
        if !same_time(&round.schedule.when, when) {
            changes.push(told("date", &round.schedule.when.words(), &when.words()));
            if before.is_ok() {
                let id = PartId((self.making.id)());
                let earlier = EarlierDate {
                    id,
                    when: round.schedule.when.clone(),
                    venue: String::new(),
                    note: String::new(),
                    source: None,
                };
                new.schedule.earlier.push(earlier);
            }
            new.schedule.when = when.clone();
            new.zone = happening.zone.or(round.zone);
        }
        if let Some(place) = entry.location.as_deref().map(words::line).filter(|place| !place.is_empty())
            && place != words::place(&round.venue)
        {
            changes.push(told("venue", &names::venue(&round.venue), &place));
            set_place(&mut new, &place);
        }
        let exact = Some(&entry.own.status).filter(|key| !key.is_empty()).and_then(|key| status::round_of_key(key, entry.firm));
        let firm = entry.firm.filter(|firm| *firm != status::of_round(&round.schedule.status)).map(Firm::status);
        if let Some(status) =
            exact.or(firm).filter(|status| words::line(status.key()) != words::line(round.schedule.status.key()))
        {
            changes.push(told("status", round.schedule.status.label(), status.label()));
            new.schedule.status = status;
        }
        if !own && round.uid != happening.uid && !happening.uid.is_empty() {
            changes.push("it is known by its UID from now on".to_owned());
            new.uid.clone_from(&happening.uid);
        }
        let is_new = new != *round;
        self.changed(is_new, new.into(), &round.stamp, happening, own, changes)
    }

    fn update_follow_up(&mut self, follow_up: &FollowUp, happening: &Happening<'_>, when: &When, title: &str, own: bool) -> Fate {
        let entry = happening.entry;
        let mut new = follow_up.clone();
        let mut changes = Vec::new();
        let unedited = own && words::line(&entry.summary) == words::follow_up_summary(self.workspace, follow_up);
        if !unedited && !title.is_empty() && title != words::follow_up_name(follow_up) {
            changes.push(told("what", &words::follow_up_name(follow_up), title));
            title.clone_into(&mut new.what);
        }
        if !same_time(&follow_up.due, when) && !when.is_unknown() {
            changes.push(told("due", &follow_up.due.words(), &when.words()));
            new.due = when.clone();
        }
        if let Some(state) = follow_up_state(entry, &follow_up.state) {
            changes.push(told("state", follow_up.state.label(), state.label()));
            new.state = state;
        }
        if !own && follow_up.uid != happening.uid && !happening.uid.is_empty() {
            changes.push("it is known by its UID from now on".to_owned());
            new.uid.clone_from(&happening.uid);
        }
        let is_new = new != *follow_up;
        self.changed(is_new, new.into(), &follow_up.stamp, happening, own, changes)
    }

    /// What becomes of a record that is there, and that would be another.
    fn changed(
        &mut self,
        is_new: bool,
        new: Record,
        stamp: &Stamp,
        happening: &Happening<'_>,
        own: bool,
        changes: Vec<String>,
    ) -> Fate {
        if !is_new {
            return Fate::Same;
        }
        let entry = happening.entry;
        if own {
            // The record may have gone on since the calendar was made from it.
            let older = entry.sequence.is_some_and(|sequence| sequence < i64::from(write::sequence(stamp)));
            let touched = entry.changed.is_some_and(|changed| changed.timestamp() > stamp.changed.timestamp());
            if older && !touched {
                let noun = new.id().noun();
                let day = crate::model::when::day_words(stamp.changed.date_naive());
                return Fate::Refused(format!(
                    "The {noun} was changed on {day}, after this calendar was made, and is as it should be. To take an older state back, use its earlier versions."
                ));
            }
        } else if !happening.uid.is_empty()
            && uid_of_known(self.workspace, &new) == happening.uid
            && entry.changed.is_some_and(|changed| changed <= stamp.created)
        {
            // Nothing has changed in the calendar since it came in; what is different was changed here.
            return Fate::Same;
        }
        self.puts.push(new);
        Fate::Changes(changes)
    }

    fn finish(self) -> Plan {
        let count = |wanted: fn(&Record) -> bool| self.puts.iter().filter(|record| wanted(record)).count();
        let counted = |count: usize, one: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {one}s")),
        };
        let parts: Vec<String> = [
            counted(count(|record| matches!(record, Record::Round(_))), "round"),
            counted(count(|record| matches!(record, Record::FollowUp(_))), "follow-up"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let label = if parts.is_empty() { "import a calendar".to_owned() } else { format!("import {}", parts.join(" and ")) };
        let notes = counted(self.past, "event").map(|events| {
            let lie = if self.past == 1 { "lies" } else { "lie" };
            format!("{events} {lie} in the past and will be recorded as held. Correct those that were not.")
        });
        Plan {
            label,
            rows: self.rows,
            questions: Vec::new(),
            answered: Vec::new(),
            puts: self.puts,
            notes: notes.into_iter().collect(),
        }
    }
}

/// The UID that the record has now.
fn uid_of_known<'a>(workspace: &'a Workspace, new: &Record) -> &'a str {
    match new {
        Record::Round(round) => workspace.rounds.get(&round.id).map_or("", |round| &round.uid),
        Record::FollowUp(follow_up) => workspace.follow_ups.get(&follow_up.id).map_or("", |follow_up| &follow_up.uid),
        _ => "",
    }
}

/// "date: 1 February 2026 → 4 February 2026"
fn told(what: &str, before: &str, after: &str) -> String {
    let shown = |text: &str| if text.trim().is_empty() { "none".to_owned() } else { words::line(text) };
    format!("{what}: {} → {}", shown(before), shown(after))
}

/// Whether two dates are the same for a calendar, on whichever clocks they are written.
fn same_time(one: &When, other: &When) -> bool {
    let zone = Some(Tz::UTC);
    match (placed(one, zone), placed(other, zone)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// The state that an entry gives a follow-up, if it is another than what the record has.
fn follow_up_state(entry: &Entry, now: &FollowUpState) -> Option<FollowUpState> {
    let exact = Some(&entry.own.status).filter(|key| !key.is_empty()).and_then(|key| status::follow_up_of_key(key, entry.firm));
    let told = match exact {
        Some(state) => Some(state),
        // A calendar has fewer words: what it says may be what the record says.
        None if entry.todo => status::of_todo(&entry.status).filter(|state| {
            state.is_open() != now.is_open()
                || *state == FollowUpState::InProgress
                || !now.is_open() && dropped(state) != dropped(now)
        }),
        None => (entry.firm == Some(Firm::Cancelled) && !dropped(now)).then_some(FollowUpState::Dropped),
    };
    told.filter(|state| words::line(state.key()) != words::line(now.key()))
}

fn dropped(state: &FollowUpState) -> bool {
    status::of_follow_up(state) == Firm::Cancelled
}

/// Puts a place that is one line into a venue.
fn set_place(round: &mut Round, place: &str) {
    let place = words::line(place);
    let folded = crate::model::fold::fold(&place);
    let links = ["http://", "https://", "zoom", "microsoft teams", "teams meeting", "webex", "google meet", "skype", "jitsi"];
    let inside = place.strip_prefix("Online (").and_then(|rest| rest.strip_suffix(')'));
    round.venue.online = folded == "online" || inside.is_some() || links.iter().any(|link| folded.contains(link));
    round.venue.city.clear();
    round.venue.country.clear();
    round.venue.place = if folded == "online" { String::new() } else { clean_line(inside.unwrap_or(&place)).into_owned() };
}

fn notes(file: &lines::File, clocks: &Clocks, remarks: &Remarks, more: Vec<String>) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    notes.extend(file.encoding.map(|encoding| {
        format!("The file is not in UTF-8; it was read as {encoding}. If letters look wrong, save it as UTF-8.")
    }));
    let zone = names_of_zone(clocks.reader());
    if remarks.floating > 0 {
        let (times, name) =
            if remarks.floating == 1 { ("1 time".to_owned(), "names") } else { (format!("{} times", remarks.floating), "name") };
        notes.push(format!(
            "{times} {name} no zone and {} read on your own clocks ({zone}).",
            if remarks.floating == 1 { "is" } else { "are" }
        ));
    }
    for name in &clocks.unknown {
        notes.push(format!("The zone “{}” is not known; its times are read on your own clocks ({zone}).", clean_line(name)));
    }
    for (title, taken) in remarks.cut.iter().take(20) {
        notes.push({
            let first = if *taken == 1 { "only the first time is".to_owned() } else { format!("the first {taken} times are") };
            format!("“{}” goes on for more than 500 times or 5 years; {first} taken.", words::line(title))
        });
    }
    if file.others > 0 {
        let (parts, are) = if file.others == 1 { ("1 part".to_owned(), "is") } else { (format!("{} parts", file.others), "are") };
        notes.push(format!("{parts} of the file {are} neither an event nor something to do, and {are} not taken."));
    }
    notes.extend(more);
    notes
}

fn names_of_zone(zone: Tz) -> String {
    crate::model::when::zone_name(zone)
}
