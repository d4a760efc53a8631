//! Updates a record from a later copy of the calendar that it came from. Only fields that differ from the last import change; edits
//! made here stay.

use super::age::{Age, older_words};
use super::entry::Entry;
use super::occurrences::Occurrence;
use super::planning::Planning;
use super::state::{State, times};
use crate::exchange::clean::clean_line;
use crate::exchange::ics::placed::{Placed, placed};
use crate::exchange::ics::status::{self, Firm};
use crate::exchange::ics::words;
use crate::exchange::import::plan::types::RowOutcome;
use crate::model::{
    EarlierDate, FollowUp, FollowUpState, PartId, Record, Round, ScheduleStatus, Stamp, Visibility, Vocabulary, When,
};
use crate::query::{names, rounds};
use crate::text::fold::fold;
use chrono_tz::Tz;
use std::cmp::Ordering;

/// What is news in a copy of something that is there.
struct News<'a> {
    said: State,
    last: Option<State>,
    /// Nothing is: it came in by a version that kept no state, and has not changed in the calendar since.
    none: bool,
    own: bool,
    entry: &'a Entry,
}

impl<'a> News<'a> {
    fn of(occurrence: &Occurrence<'a>, when: &When, title: &str, known: (&str, &str, &Stamp), own: bool) -> Self {
        let (uid, calendar, stamp) = known;
        let entry = occurrence.entry;
        let last = State::read(calendar).filter(|_| !own);
        let is_corrected = stamp.changed > stamp.created;
        let is_old = entry.age.written().is_some_and(|written| written <= stamp.created);
        let none = !own && last.is_none() && !uid.is_empty() && uid == occurrence.uid && is_corrected && is_old;
        Self { said: State::of(occurrence, when, title), last, none, own, entry }
    }

    /// Whether the copy says something else there than when the calendar was last read.
    fn is(&self, part: fn(&State) -> &str) -> bool {
        let said = part(&self.said);
        !self.none && !said.is_empty() && self.last.as_ref().is_none_or(|last| part(last) != said)
    }

    fn is_time(&self) -> bool {
        self.is(|state| &state.start) || self.is(|state| &state.end)
    }

    /// The age of what the record has, if that is newer.
    fn older_than(&self) -> Option<Age> {
        let last = self.last.as_ref()?;
        (self.said.age.order(&last.age) == Ordering::Less).then_some(last.age)
    }

    /// Takes over what the record keeps of it from now on; nothing if nothing else changes and only the copy was made anew.
    fn keep(&self, occurrence: &Occurrence<'_>, (uid, calendar): (&mut String, &mut String), changes: &mut Vec<String>) {
        if !self.own && *uid != occurrence.uid && !occurrence.uid.is_empty() {
            if uid.is_empty() {
                changes.push("it is known by its UID from now on".to_owned());
            }
            uid.clone_from(&occurrence.uid);
        }
        if self.own || uid.is_empty() {
            return;
        }
        let state = self.said.clone().over(self.last.as_ref());
        let is_worth = self.last.as_ref().is_none_or(|last| {
            !state.says_as(last)
                || (state.age.sequence, state.age.changed) != (last.age.sequence, last.age.changed)
                || self.entry.method == super::lines::Method::Request && state.age != last.age
        });
        if is_worth || !changes.is_empty() {
            *calendar = state.write(uid);
        }
    }
}

impl Planning<'_, '_> {
    pub(super) fn update_round(
        &mut self,
        round: &Round,
        occurrence: &Occurrence<'_>,
        when: &When,
        title: &str,
        own: bool,
    ) -> RowOutcome {
        let entry = occurrence.entry;
        let news = News::of(occurrence, when, title, (&round.uid, &round.calendar, &round.stamp), own);
        if let Some(age) = news.older_than() {
            return RowOutcome::PassedOver(older_words(&occurrence.age, &age));
        }
        let mut new = round.clone();
        let mut changes = Vec::new();
        let unedited = own && words::line(&entry.summary) == words::round_summary(self.workspace, round);
        // "Cancelled: …" is only for show.
        let for_show = entry.firm == Some(Firm::Cancelled) && title.ends_with(&words::round_name(round));
        // A round that is called otherwise here, and that the user has said this event to be, keeps its name.
        let has_name = !round.title.is_empty() || round.number.is_some();
        let keeps_name = !own && round.uid.is_empty() && has_name && fold(title) != fold(&round.title);
        if !unedited
            && !keeps_name
            && !for_show
            && news.is(|state| &state.title)
            && title != words::line(&round.title)
            && title != words::round_name(round)
        {
            changes.push(told("title", &names::round_title(round), title));
            title.clone_into(&mut new.title);
        }
        let when = &with_length(when, &round.schedule.when, occurrence.has_end);
        if news.is_time() && !is_same_time(&round.schedule.when, when) {
            changes.push(told("date", &round.schedule.when.words(), &when.words()));
            if has_moved(&round.schedule.when, when) {
                let id = PartId((self.making.id)());
                let earlier = EarlierDate {
                    id,
                    when: round.schedule.when.clone(),
                    venue: String::new(),
                    note: String::new(),
                    source: None,
                    level: None,
                };
                new.schedule.earlier.push(earlier);
            }
            new.schedule.when = when.clone();
            new.zone = occurrence.zone.or(round.zone);
        }
        if let Some(place) = entry.location.as_deref().map(words::line).filter(|place| !place.is_empty())
            && news.is(|state| &state.place)
            && place != words::place(&round.venue)
        {
            changes.push(told("venue", &names::venue(&round.venue), &place));
            set_place(&mut new, &place);
        }
        if let Some(status) = self.round_status(round, &news) {
            changes.push(told("status", round.schedule.status.label(), status.label()));
            new.schedule.status = status;
        }
        let newly_private = news.last.as_ref().is_none_or(|last| !last.private);
        if entry.private && !own && newly_private && round.format.visibility != Some(Visibility::Secret) {
            let before = round.format.visibility.as_ref().map_or("", |visibility| visibility.label());
            changes.push(told("visibility", before, Visibility::Secret.label()));
            new.format.visibility = Some(Visibility::Secret);
        }
        news.keep(occurrence, (&mut new.uid, &mut new.calendar), &mut changes);
        let is_new = new != *round;
        self.changed(is_new, new.into(), &round.stamp, &news, changes)
    }

    /// The status that a copy gives a round, if it is another. What was held is not to come again because a calendar says so.
    fn round_status(&self, round: &Round, news: &News<'_>) -> Option<ScheduleStatus> {
        let entry = news.entry;
        let now = &round.schedule.status;
        let exact = Some(&entry.own.status).filter(|key| !key.is_empty()).and_then(|key| status::round_of_key(key, entry.firm));
        let firm = || {
            if !news.own && rounds::took_place(round) {
                return None;
            }
            // Called off by a message before, and now asked for again.
            let was_off = news.last.as_ref().is_some_and(|last| last.status == Firm::Cancelled.word());
            if was_off && entry.firm.is_none() && *now == ScheduleStatus::Cancelled && !news.none {
                return Some(ScheduleStatus::Unstated);
            }
            let firm =
                entry.firm.filter(|firm| news.own || news.is(|state| &state.status) && Some(*firm) != status::of_round(now));
            firm.filter(|firm| Some(*firm) != status::of_round(now)).map(Firm::status)
        };
        exact.or_else(firm).filter(|status| words::line(status.key()) != words::line(now.key()))
    }

    pub(super) fn update_follow_up(
        &mut self,
        follow_up: &FollowUp,
        occurrence: &Occurrence<'_>,
        when: &When,
        title: &str,
        own: bool,
    ) -> RowOutcome {
        let entry = occurrence.entry;
        let news = News::of(occurrence, when, title, (&follow_up.uid, &follow_up.calendar, &follow_up.stamp), own);
        if let Some(age) = news.older_than() {
            return RowOutcome::PassedOver(older_words(&occurrence.age, &age));
        }
        let mut new = follow_up.clone();
        let mut changes = Vec::new();
        let unedited = own && words::line(&entry.summary) == words::follow_up_summary(self.workspace, follow_up);
        if !unedited && news.is(|state| &state.title) && title != words::follow_up_name(follow_up) {
            changes.push(told("what", &words::follow_up_name(follow_up), title));
            title.clone_into(&mut new.what);
        }
        if news.is_time() && !is_same_time(&follow_up.due, when) && !when.is_unknown() {
            changes.push(told("due", &follow_up.due.words(), &when.words()));
            new.due = when.clone();
        }
        if (own || news.is(|state| &state.status))
            && let Some(state) = follow_up_state(entry, &follow_up.state)
        {
            changes.push(told("state", follow_up.state.label(), state.label()));
            new.state = state;
        }
        news.keep(occurrence, (&mut new.uid, &mut new.calendar), &mut changes);
        let is_new = new != *follow_up;
        self.changed(is_new, new.into(), &follow_up.stamp, &news, changes)
    }

    /// What becomes of a record that is there, and that would be another.
    fn changed(&mut self, is_new: bool, new: Record, stamp: &Stamp, news: &News<'_>, mut changes: Vec<String>) -> RowOutcome {
        if !is_new {
            return RowOutcome::Same;
        }
        let age = &news.entry.age;
        if news.own {
            // The record may have gone on since the calendar was made from it.
            let older = age.sequence.is_some_and(|sequence| sequence < i64::from(stamp.sequence()));
            let touched = age.changed.is_some_and(|changed| changed.timestamp() > stamp.changed.timestamp());
            if older && !touched {
                let noun = new.id().noun();
                let day = crate::model::when::day_words(stamp.changed.date_naive());
                return RowOutcome::Refused(format!(
                    "The {noun} was changed on {day}, after this calendar was made, and is as it should be. To take an older state back, use its earlier versions."
                ));
            }
        }
        if changes.is_empty() {
            changes.push("nothing that is kept here; how old this copy is, is remembered".to_owned());
        }
        self.put(new);
        RowOutcome::Changes(changes)
    }
}

/// "date: 1 February 2026 → 4 February 2026"
pub(super) fn told(what: &str, before: &str, after: &str) -> String {
    let shown = |text: &str| if text.trim().is_empty() { "none".to_owned() } else { words::line(text) };
    format!("{what}: {} → {}", shown(before), shown(after))
}

/// A date from a copy that does not say how long it is: as long as before.
fn with_length(when: &When, before: &When, has_end: bool) -> When {
    match (when, before) {
        (When::At { start, minutes: None }, When::At { minutes, .. }) if !has_end => {
            When::At { start: *start, minutes: *minutes }
        }
        (When::Day(day), When::Span { first, last }) if !has_end => match day.checked_add_signed(*last - *first) {
            Some(last) => When::Span { first: *day, last },
            None => when.clone(),
        },
        _ => when.clone(),
    }
}

/// Whether two dates are the same for a calendar, on whichever clocks they are written.
pub(super) fn is_same_time(one: &When, other: &When) -> bool {
    let zone = Some(Tz::UTC);
    match (placed(one, zone), placed(other, zone)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// Whether something begins at another time than before, and not only ends at another, or has an hour now.
fn has_moved(before: &When, after: &When) -> bool {
    match (placed(before, None), placed(after, None)) {
        (Err(_), _) => false,
        (Ok(Placed::Time { start, .. }), Ok(Placed::Days { first, .. }))
        | (Ok(Placed::Days { first, .. }), Ok(Placed::Time { start, .. })) => {
            let zone = |when: &When| if let When::At { start, .. } = when { Some(start.zone) } else { None };
            let zone = zone(before).or(zone(after)).unwrap_or(Tz::UTC);
            start.with_timezone(&zone).date_naive() != first
        }
        _ => times(before).0 != times(after).0,
    }
}

/// The state that an entry gives a follow-up, if it is another than what the record has.
pub(super) fn follow_up_state(entry: &Entry, now: &FollowUpState) -> Option<FollowUpState> {
    let exact = Some(&entry.own.status).filter(|key| !key.is_empty()).and_then(|key| status::follow_up_of_key(key, entry.firm));
    let told = match exact {
        Some(state) => Some(state),
        // A calendar has fewer words: what it says may be what the record says.
        None if entry.todo => status::of_todo(&entry.status).filter(|state| {
            state.is_open() != now.is_open()
                || *state == FollowUpState::InProgress
                || !now.is_open() && is_dropped(state) != is_dropped(now)
        }),
        None => (entry.firm == Some(Firm::Cancelled) && !is_dropped(now)).then_some(FollowUpState::Dropped),
    };
    told.filter(|state| words::line(state.key()) != words::line(now.key()))
}

pub(super) fn is_dropped(state: &FollowUpState) -> bool {
    status::of_follow_up(state) == Firm::Cancelled
}

/// Puts a place that is one line into a venue.
pub(super) fn set_place(round: &mut Round, place: &str) {
    let place = words::line(place);
    let folded = fold(&place);
    let links = ["http://", "https://", "zoom", "microsoft teams", "teams meeting", "webex", "google meet", "skype", "jitsi"];
    let inside = place.strip_prefix("Online (").and_then(|rest| rest.strip_suffix(')'));
    round.venue.online = folded == "online" || inside.is_some() || links.iter().any(|link| folded.contains(link));
    round.venue.city.clear();
    round.venue.country.clear();
    round.venue.place = if folded == "online" { String::new() } else { clean_line(inside.unwrap_or(&place)).into_owned() };
}
