//! Rows that are people at the tables of rounds.

use super::grid::GridRow;
use super::level_words;
use super::mapping::Key;
use super::plan::types::{RowEffect, RowOutcome};
use super::row_error::RowError;
use super::session::{ImportSession, who_key};
use super::words::{presence, role};
use crate::model::{Attendance, AttendanceField as F, AttendanceRole, PartId, Presence, RoundId, SeatRole, Vocabulary};
use crate::query::names;

pub(super) fn row(session: &mut ImportSession<'_, '_>, row: &GridRow) -> Result<RowEffect, RowError> {
    let round = session.cell(row, Key::ROUND).to_owned();
    let Some(round) = session.round(row, &round)? else {
        return Err(session.lacks(Key::ROUND, "It does not say at which round."));
    };
    let person = session.cell(row, F::person).to_owned();
    let party = session.cell(row, F::party).to_owned();
    let described = session.cell(row, F::described).to_owned();
    if person.is_empty() && party.is_empty() && described.is_empty() {
        return Err(if session.has(F::party) {
            RowError::Lacks("It names neither a person nor a party.")
        } else {
            session.lacks(F::person, "It names nobody.")
        });
    }
    let negotiation = session.negotiation(row, Some(round))?;
    let party = (!party.is_empty()).then(|| session.party(&party));
    let person = if person.is_empty() { None } else { session.person(&person, true) };
    let (role, mut beyond) = role(session.cell(row, F::role));
    let office = session.cell(row, F::office).to_owned();
    let blank = Attendance {
        id: PartId(session.fresh_id()),
        person,
        party,
        described,
        role: role.clone(),
        office: String::new(),
        // A list of who attended says so of all in it, unless it has a column for that.
        presence: if session.has(F::presence) { Presence::Unstated } else { Presence::Attended },
        sources: Vec::new(),
        passages: Vec::new(),
        note: String::new(),
        level: None,
    };
    let key = (round, who_key(&blank));
    let at = session.index.attendance.get(&key).copied();
    let there = |session: &ImportSession<'_, '_>| at.and_then(|at| session.ws.rounds.get(&round)?.attendance.get(at).cloned());
    let before = there(session);
    let mut one = before.clone().unwrap_or(blank);
    if party.is_some() {
        one.party = party;
    }
    if before.is_none() || !session.cell(row, F::role).is_empty() {
        one.role = role;
    }
    session.by_kind(row, &mut one)?;
    if let Some(presence) = presence(session.cell(row, F::presence)) {
        one.presence = presence;
    }
    let beside = [F::person, F::described, F::role, F::presence].map(|key| session.cell(row, key));
    level_words::take(session.level(row, beside), &mut one.level);
    let named = session.cited(row);
    for source in session.sources(negotiation, &named) {
        if !one.sources.contains(&source) {
            one.sources.push(source);
        }
    }
    let note = session.cell(row, F::note).to_owned();
    beyond = beyond.trim().to_owned();
    session.add_notes(&mut one.note, &[beyond, note]);
    // What is in the record already says nothing new about the person or the seat.
    if before.as_ref() != Some(&one) {
        if let (Some(person), Some(party)) = (one.person, one.party) {
            session.affiliate(person, party, &office);
        }
        if let Some(party) = one.party {
            session.seat(negotiation, party, &seat(&one.role));
        }
    }
    let who = match (one.person, one.party) {
        (Some(person), _) => names::person(&session.ws, person),
        (None, Some(party)) if one.described.is_empty() => names::party(&session.ws, party),
        _ => one.described.clone(),
    };
    let what = format!("{who} at {}", names::round(&session.ws, round));
    Ok(RowEffect { what, outcome: taken_in(session, round, key, before, one) })
}

/// Puts it at the table, and says what that changed.
fn taken_in(
    session: &mut ImportSession<'_, '_>,
    round: RoundId,
    key: (RoundId, String),
    before: Option<Attendance>,
    one: Attendance,
) -> RowOutcome {
    let at = session.index.attendance.get(&key).copied();
    let Some(record) = session.ws.rounds.get_mut(&round) else { return RowOutcome::Same };
    match (before, at) {
        (Some(before), _) if before == one => RowOutcome::Same,
        (Some(before), Some(at)) => {
            let mut changes = Vec::new();
            let mut say = |changed: bool, words: &str| changes.extend(changed.then(|| words.to_owned()));
            say(before.party != one.party, "party");
            say(before.role != one.role, "role");
            say(before.office != one.office, "office");
            say(before.presence != one.presence, "presence");
            say(before.sources != one.sources, "sources");
            say(before.note != one.note, "note");
            say(before.level != one.level, "record level");
            if let Some(place) = record.attendance.get_mut(at) {
                *place = one;
            }
            session.touch(round);
            RowOutcome::Changes(changes)
        }
        _ => {
            let at = record.attendance.len();
            record.attendance.push(one);
            session.index.attendance.insert(key, at);
            session.touch(round);
            RowOutcome::New
        }
    }
}

/// The seat of those who sit there in that role.
fn seat(role: &AttendanceRole) -> SeatRole {
    match role {
        AttendanceRole::Mediator
        | AttendanceRole::Facilitator
        | AttendanceRole::Host
        | AttendanceRole::Guarantor
        | AttendanceRole::Observer => SeatRole::from_key(role.key()).unwrap_or(SeatRole::Unstated),
        _ => SeatRole::Unstated,
    }
}
