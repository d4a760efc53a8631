//! Rows that are follow-ups.

use super::again::{Fit, named, times};
use super::grid::GridRow;
use super::level_words;
use super::mapping::Key;
use super::plan::types::{Name, Pick, RowEffect};
use super::row_error::RowError;
use super::session::{ImportSession, note};
use super::words::{means_both, plain, state};
use crate::model::{FollowUp, FollowUpField as F, FollowUpId, NegotiationId, RecordId, RoundId, SeatRole, When, Who};
use chrono_tz::Tz;

pub(super) fn row(session: &mut ImportSession<'_, '_>, row: &GridRow) -> Result<RowEffect, RowError> {
    let what = session.cell(row, F::what).to_owned();
    if what.is_empty() {
        return Err(session.lacks(F::what, "It does not say what is to be done."));
    }
    let round = session.cell(row, Key::ROUND).to_owned();
    let round = session.round(row, &round)?;
    let clocks = session.clocks(round, None).ahead();
    let told = session.time(row, Key::TOLD, clocks)?;
    let due = if told.is_unknown() { session.time(row, F::due, clocks)? } else { told };
    let negotiation = session.negotiation(row, round)?;
    let owners = session.cell(row, F::owners).to_owned();
    let owners = owed_by(session, negotiation, &owners);
    let about = About { negotiation, round, owners: &owners, due: &due, zone: clocks.zone };
    let before = known(session, row, &about, &what);
    let mut one = match &before {
        Some(before) => before.clone(),
        None => {
            let wanted = session.own_id(row);
            let id = FollowUpId(session.free_id(wanted, |ws, id| ws.follow_ups.contains_key(&FollowUpId(id))));
            FollowUp { what: what.clone(), due: When::Unknown, ..FollowUp::blank(id, session.stamp(), negotiation) }
        }
    };
    if plain(&one.what) != plain(&what) {
        one.what.clone_from(&what);
    }
    if round.is_some() {
        one.round = round;
    }
    // The same words for a time, and a vaguer time, take nothing back.
    if !due.is_unknown()
        && (session.own_id(row).is_some() || matches!(times(&due, &one.due, clocks.zone), Fit::More | Fit::Other))
    {
        one.due = due;
    }
    if !owners.is_empty() {
        one.owners = owners;
    }
    level_words::take(session.level(row, [session.cell(row, F::owners), session.cell(row, F::state)]), &mut one.level);
    session.by_kind(row, &mut one)?;
    let mut notes = Vec::new();
    let said = session.cell(row, F::state);
    if !said.is_empty() {
        let (state, beyond) = state(said);
        one.state = state;
        notes.push(beyond);
    }
    let named = session.cited(row);
    for source in session.sources(negotiation, &named) {
        if !one.sources.contains(&source) {
            one.sources.push(source);
        }
    }
    notes.push(session.cell(row, F::note).to_owned());
    session.add_notes(&mut one.note, &notes);
    note(&mut session.index.follow_ups, (negotiation, plain(&one.what)), one.id);
    let line = one.what.clone();
    Ok(session.done(before.map(Into::into), one.into(), line))
}

/// What a row is about, besides its words.
struct About<'a> {
    negotiation: NegotiationId,
    round: Option<RoundId>,
    owners: &'a [Who],
    due: &'a When,
    zone: Tz,
}

/// The same is to be done, from the same round, by the same, by the same time: "next round" is owed after every round, and a report every
/// month. Whether another time is a new one for what is in the record is asked; within one file it is another follow-up.
fn known(session: &mut ImportSession<'_, '_>, row: &GridRow, about: &About<'_>, what: &str) -> Option<FollowUp> {
    let by_id = session.own_id(row).and_then(|id| session.ws.follow_ups.get(&FollowUpId(id)));
    if let Some(found) = by_id.filter(|found| found.negotiation == about.negotiation) {
        return Some(found.clone());
    }
    let same = session.index.follow_ups.get(&(about.negotiation, plain(what)))?;
    // Two rows with ids are two, also if they say the same.
    let another = |one: &&FollowUp| session.own_id(row).is_none() || !session.is_new(one.id);
    let mut best: Option<(Fit, &FollowUp)> = None;
    let mut at_another_time: Vec<FollowUp> = Vec::new();
    for one in same.iter().filter_map(|id| session.ws.follow_ups.get(id)).filter(another) {
        let owners = |owners: &[Who]| (!owners.is_empty()).then(|| owners.to_vec());
        let owed = named(owners(about.owners).as_ref(), owners(&one.owners).as_ref());
        let fit = named(about.round.as_ref(), one.round.as_ref()).max(owed);
        let due = times(about.due, &one.due, about.zone);
        let may_be = match fit.max(due) {
            Fit::Same => true,
            Fit::Less => !session.is_new(one.id),
            Fit::More => !session.is_of_file(one.id),
            Fit::Other => false,
        };
        if may_be && best.is_none_or(|(known, _)| fit.max(due) < known) {
            best = Some((fit.max(due), one));
        }
        if due == Fit::Other && fit != Fit::Other && !session.is_of_file(one.id) {
            at_another_time.push(one.clone());
        }
    }
    if let Some((_, found)) = best {
        return Some(found.clone());
    }
    if at_another_time.is_empty() || session.own_id(row).is_some() {
        return None;
    }
    let called = |due: &When| if due.is_unknown() { what.to_owned() } else { format!("{what} (due {})", due.short_words()) };
    let name = Name { noun: "follow-up", written: called(about.due) };
    let candidates = at_another_time.iter().map(|one| (RecordId::from(one.id), called(&one.due))).collect();
    match session.ask_titled(&name, candidates, Pick::New) {
        Pick::Is(RecordId::FollowUp(id)) => session.ws.follow_ups.get(&id).cloned(),
        _ => None,
    }
}

/// Who owes it: "both" are the two parties at the table that have no other role there, if there are two.
fn owed_by(session: &mut ImportSession<'_, '_>, negotiation: NegotiationId, cell: &str) -> Vec<Who> {
    if cell.is_empty() {
        return Vec::new();
    }
    if means_both(cell) {
        let seats = session.ws.negotiations.get(&negotiation).map(|one| one.seats.clone()).unwrap_or_default();
        let is_principal = |seat: &&crate::model::Seat| matches!(seat.role, SeatRole::Principal | SeatRole::Unstated);
        let principals: Vec<Who> = seats.iter().filter(is_principal).map(|seat| Who::Party(seat.party)).collect();
        return if principals.len() == 2 { principals } else { vec![Who::Described("Both parties".to_owned())] };
    }
    // A name may have a comma in it; a list of known names has none.
    let whole = session.is_party(cell) || session.index.people.contains_key(&plain(cell));
    let parts: Vec<String> = if whole {
        vec![cell.to_owned()]
    } else {
        cell.split(['\n', ',', ';', '|', '/']).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    let mut owners = Vec::new();
    for part in parts {
        let is_person = session.index.people.contains_key(&plain(&part));
        let like_person = || !session.likely_people(&plain(&part)).is_empty();
        let all = matches!(plain(&part).as_str(), "all" | "all parties" | "all delegations" | "everyone");
        let who = if all || session.is_party(&part) {
            Who::Party(session.party(&part))
        } else if is_person || like_person() {
            session.person(&part, false).map_or_else(|| Who::Described(part.clone()), Who::Person)
        } else {
            Who::Described(part)
        };
        if !owners.contains(&who) {
            owners.push(who);
        }
    }
    owners
}
