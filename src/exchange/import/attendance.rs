//! Rows that are people at the tables of rounds.

use super::desk::{Desk, who_key};
use super::grid::GridRow;
use super::level_words;
use super::plan::types::{Done, Fate};
use super::row_error::RowError;
use super::sources::cited;
use super::words::{presence, role};
use crate::model::{Attendance, AttendanceRole, PartId, Presence, RoundId, SeatRole, Vocabulary};
use crate::query::names;

pub(super) fn row(desk: &mut Desk<'_, '_>, row: &GridRow) -> Result<Done, RowError> {
    let round = desk.cell(row, "round").to_owned();
    let Some(round) = desk.round(row, &round)? else {
        return Err(desk.lacks("round", "It does not say at which round."));
    };
    let person = desk.cell(row, "person").to_owned();
    let party = desk.cell(row, "party").to_owned();
    let described = desk.cell(row, "described").to_owned();
    if person.is_empty() && party.is_empty() && described.is_empty() {
        return Err(if desk.has("party") {
            RowError::Lacks("It names neither a person nor a party.")
        } else {
            desk.lacks("person", "It names nobody.")
        });
    }
    let negotiation = desk.negotiation(row, Some(round))?;
    let party = (!party.is_empty()).then(|| desk.party(&party));
    let person = if person.is_empty() { None } else { desk.person(&person, true) };
    let (role, mut beyond) = role(desk.cell(row, "role"));
    let office = desk.cell(row, "office").to_owned();
    let blank = Attendance {
        id: PartId(desk.fresh_id()),
        person,
        party,
        described,
        role: role.clone(),
        office: String::new(),
        // A list of who attended says so of all in it, unless it has a column for that.
        presence: if desk.has("presence") { Presence::Unstated } else { Presence::Attended },
        sources: Vec::new(),
        note: String::new(),
        level: None,
    };
    let key = (round, who_key(&blank));
    let at = desk.index.attendance.get(&key).copied();
    let there = |desk: &Desk<'_, '_>| at.and_then(|at| desk.ws.rounds.get(&round)?.attendance.get(at).cloned());
    let before = there(desk);
    let mut one = before.clone().unwrap_or(blank);
    if party.is_some() {
        one.party = party;
    }
    if before.is_none() || !desk.cell(row, "role").is_empty() {
        one.role = role;
    }
    if !office.is_empty() {
        one.office.clone_from(&office);
    }
    if let Some(presence) = presence(desk.cell(row, "presence")) {
        one.presence = presence;
    }
    let beside = ["person", "described", "role", "presence"].map(|key| desk.cell(row, key));
    level_words::take(desk.level(row, beside), &mut one.level);
    let named = cited(desk.cell(row, "source"), desk.cell(row, "outlet"), desk.cell(row, "address"));
    for source in desk.sources(negotiation, &named) {
        if !one.sources.contains(&source) {
            one.sources.push(source);
        }
    }
    let note = desk.cell(row, "note").to_owned();
    beyond = beyond.trim().to_owned();
    desk.add_notes(&mut one.note, &[beyond, note]);
    // What is in the record already says nothing new about the person or the seat.
    if before.as_ref() != Some(&one) {
        if let (Some(person), Some(party)) = (one.person, one.party) {
            desk.affiliate(person, party, &office);
        }
        if let Some(party) = one.party {
            desk.seat(negotiation, party, &seat(&one.role));
        }
    }
    let who = match (one.person, one.party) {
        (Some(person), _) => names::person(&desk.ws, person),
        (None, Some(party)) if one.described.is_empty() => names::party(&desk.ws, party),
        _ => one.described.clone(),
    };
    let what = format!("{who} at {}", names::round(&desk.ws, round));
    Ok(Done { what, fate: taken_in(desk, round, key, before, one) })
}

/// Puts it at the table, and says what that changed.
fn taken_in(
    desk: &mut Desk<'_, '_>,
    round: RoundId,
    key: (RoundId, String),
    before: Option<Attendance>,
    one: Attendance,
) -> Fate {
    let at = desk.index.attendance.get(&key).copied();
    let Some(record) = desk.ws.rounds.get_mut(&round) else { return Fate::Same };
    match (before, at) {
        (Some(before), _) if before == one => Fate::Same,
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
            desk.touch(round);
            Fate::Changes(changes)
        }
        _ => {
            let at = record.attendance.len();
            record.attendance.push(one);
            desk.index.attendance.insert(key, at);
            desk.touch(round);
            Fate::New
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
