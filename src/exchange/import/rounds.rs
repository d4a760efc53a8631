//! Rows that are rounds, and rows that are only dates which a round once had.

use super::grid::{Grid, GridRow};
use super::level_words;
use super::mapping::Key;
use super::plan::types::{Name, Pick, RowEffect, RowOutcome};
use super::resolve::stem;
use super::row_error::RowError;
use super::session::{CODE, ImportSession, codes};
use super::times::{self, Clocks, ZoneRead};
use super::words::{aside, came_to_nothing, plain, sentence, status, status_and_words};
use crate::model::when::find_zone;
use crate::model::{
    Contact, EarlierDate, NegotiationId, OutcomeField, OutcomeKind, PartId, RecordId, Round, RoundField as F, RoundId,
    ScheduleField, ScheduleStatus, Venue, Vocabulary, When,
};
use crate::query::{conflict, levels, names, rounds};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// Which rows speak of a date of another round, by the names of both.
pub(super) struct Dates {
    /// The plain names of rows that are rounds of their own.
    own: BTreeSet<String>,
    /// How many rows speak of a date of each round.
    of: BTreeMap<String, usize>,
}

impl Dates {
    pub(super) fn of(session: &ImportSession<'_, '_>, grid: &Grid) -> Self {
        let mut dates = Self { own: BTreeSet::new(), of: BTreeMap::new() };
        for row in &grid.rows {
            let name = plain(session.cell(row, F::title));
            let base = stem(&name);
            if base == name {
                dates.own.insert(name)
            } else {
                *dates.of.entry(base).or_default() += 1;
                true
            };
        }
        dates
    }

    /// The name of the round of which a row gives a date that came to nothing, if its name says so.
    pub(super) fn round_of(&self, session: &ImportSession<'_, '_>, row: &GridRow) -> Option<String> {
        let name = plain(session.cell(row, F::title));
        let base = stem(&name);
        if base == name || !came_to_nothing(&status(session.cell(row, ScheduleField::status))) {
            return None;
        }
        let known = self.own.contains(&base)
            || self.of.get(&base).is_some_and(|rows| *rows > 1)
            || session.index.rounds.contains_key(&base);
        known.then_some(base)
    }
}

/// A row of its own.
pub(super) fn row(session: &mut ImportSession<'_, '_>, row: &GridRow) -> Result<RowEffect, RowError> {
    let written = session.cell(row, F::title);
    // A round that is called by a number alone has that number and no title.
    let counted = written.parse::<u32>().ok().filter(|_| session.cell(row, F::number).is_empty());
    let title = if counted.is_some() { String::new() } else { title(written) };
    let zone = zone(session, row)?;
    let clocks = session.clocks(None, zone.as_ref());
    let (when, beside) = span(session, row, clocks)?;
    let zone = zone_of_round(zone);
    if title.is_empty() && counted.is_none() && when.is_unknown() && session.cell(row, F::number).is_empty() {
        let has = [F::title.into(), F::number.into(), ScheduleField::when.into(), Key::END, Key::TOLD]
            .into_iter()
            .any(|key| session.has(key));
        return Err(if has { RowError::Lacks("It has neither a title nor a date.") } else { session.lacks(F::title, "") });
    }
    let number = match session.cell(row, F::number) {
        "" => counted,
        cell => Some(
            cell.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().map_err(|_| RowError::NoNumber(cell.to_owned()))?,
        ),
    };
    let negotiation = session.negotiation(row, None)?;
    let before = known(session, row, negotiation, &title, number, &when)?;
    if let Some(round) = &before
        && !when.is_unknown()
        && round.schedule.when != when
        && round.schedule.earlier.iter().any(|one| one.when == when)
    {
        // The record knows that it had this date once, and has another since.
        return Ok(RowEffect { what: format!("An earlier date of {}", names::round_title(round)), outcome: RowOutcome::Same });
    }
    let is_new = before.is_none();
    let mut round = match &before {
        Some(before) => before.clone(),
        None => {
            let wanted = session.own_id(row);
            let id = RoundId(session.free_id(wanted, |ws, id| ws.rounds.contains_key(&RoundId(id))));
            Round::blank(id, session.stamp(), negotiation)
        }
    };
    if number.is_some() {
        round.number = number;
    }
    if !title.is_empty() && (is_new || plain(&title) != plain(&round.title)) {
        round.title = title;
    }
    let (said, words) = status_and_words(session.cell(row, ScheduleField::status));
    if !is_new && !when.is_unknown() && round.schedule.when != when {
        move_to(session, row, &mut round, when);
    } else if !when.is_unknown() {
        round.schedule.when = when;
    }
    if is_new || !session.cell(row, ScheduleField::status).is_empty() {
        round.schedule.status = said;
    }
    if zone.is_some() {
        round.zone = zone;
    }
    fill(session, row, &mut round, is_new)?;
    let code = session.cell(row, Key::CODE);
    let code = if code.is_empty() { String::new() } else { format!("{CODE}{code}") };
    session.add_notes(&mut round.note, &[words, beside, code]);
    let what = names::round_title(&round);
    session.index.note_round(&round);
    session.of_rows.insert(round.id);
    Ok(session.done(before.map(Into::into), round.into(), what))
}

/// A row that gives a date which the round of that name once had.
pub(super) fn date(session: &mut ImportSession<'_, '_>, row: &GridRow, base: &str) -> Result<Option<RowEffect>, RowError> {
    let zone = zone(session, row)?;
    let clocks = session.clocks(None, zone.as_ref());
    let (when, _) = span(session, row, clocks)?;
    let zone = zone_of_round(zone);
    let negotiation = session.negotiation(row, None)?;
    let of_here = |session: &ImportSession<'_, '_>, id: &RoundId| {
        session.ws.rounds.get(id).is_some_and(|round| round.negotiation == negotiation)
    };
    let there = session.index.rounds.get(base).and_then(|ids| ids.iter().copied().find(|id| of_here(session, id)));
    let written = session.cell(row, F::title).to_owned();
    let known =
        there.and_then(|id| session.ws.rounds.get(&id)).filter(|round| round.schedule.earlier.iter().any(|one| one.when == when));
    if let Some(round) = known {
        return Ok(Some(RowEffect {
            what: format!("An earlier date of {}", names::round_title(round)),
            outcome: RowOutcome::Same,
        }));
    }
    let name = Name { noun: "round", written: written.clone() };
    // The round itself may be told of by nothing but its dates.
    let (id, made) = match there {
        Some(id) => (id, None),
        None => {
            let id = RoundId(session.fresh_id());
            // "abu-dhabi-2" of "abu-dhabi-2-first-date"; of a title in words as many as there are before those of the date.
            let words = base.split(' ').count();
            let named = match written.contains(' ') {
                true => written.split_whitespace().take(words).collect::<Vec<_>>().join(" "),
                false => title(&base.replace(' ', "-")),
            };
            let made = Round { title: named, zone, ..Round::blank(id, session.stamp(), negotiation) };
            (id, Some(made))
        }
    };
    let picked = match &made {
        Some(made) => {
            let stand_in = session.expect(id.into(), &plain(&made.title));
            let title = format!("{} (new)", made.title);
            session.ask_titled(&name, vec![(stand_in, title)], Pick::Is(stand_in))
        }
        None => session.ask(&name, vec![id.into()], Pick::Is(id.into())),
    };
    let id = match picked {
        Pick::Is(RecordId::Round(picked)) if picked == id || session.ws.rounds.contains_key(&picked) => picked,
        _ => return Ok(None),
    };
    if let Some(made) = made.filter(|made| made.id == id) {
        session.index.note_round(&made);
        session.put(made);
    }
    let named = session.cited(row);
    let sources = session.sources(negotiation, &named);
    let words = session.cell(row, OutcomeField::text);
    let words = if words.is_empty() { session.cell(row, OutcomeField::kind) } else { words };
    let note = words.to_owned();
    let venue = session.cell(row, Key::VENUE).to_owned();
    let said = status(session.cell(row, ScheduleField::status));
    let part = PartId(session.fresh_id());
    let level = session.level(row, []).and_then(|level| level.stated());
    let Some(before) = session.ws.rounds.get(&id).cloned() else { return Ok(None) };
    let mut after = before.clone();
    after.schedule.earlier.push(EarlierDate { id: part, when, venue, note, source: sources.first().copied(), level });
    for source in sources {
        if !after.sources.contains(&source) {
            after.sources.push(source);
        }
    }
    // Of a round that has no other date, the last of these says where it stands.
    if after.schedule.when.is_unknown() && !matches!(said, ScheduleStatus::Moved | ScheduleStatus::Unstated) {
        after.schedule.status = said;
    }
    let what = format!("An earlier date of {}", names::round_title(&after));
    let mut done = session.done(Some(before.into()), after.into(), what);
    done.outcome = RowOutcome::New;
    Ok(Some(done))
}

/// Another date of a round: the one that it had is kept as an earlier one, with its place, and place and zone follow the new one.
fn move_to(session: &mut ImportSession<'_, '_>, row: &GridRow, round: &mut Round, when: When) {
    let place = session.cell(row, Key::VENUE).to_owned();
    let old = std::mem::replace(&mut round.schedule.when, when);
    let had = names::venue(&round.venue);
    if !place.is_empty() && plain(&place) != plain(&had) {
        round.venue = Venue::default();
        round.zone = None;
    }
    let elsewhere = if round.venue == Venue::default() { had } else { String::new() };
    if old.is_unknown() || round.schedule.earlier.iter().any(|one| one.when == old) {
        return;
    }
    let note = match &round.schedule.status {
        ScheduleStatus::Unstated | ScheduleStatus::Tentative | ScheduleStatus::Proposed | ScheduleStatus::Confirmed => {
            String::new()
        }
        status => status.label().to_owned(),
    };
    round.schedule.earlier.push(EarlierDate {
        id: PartId(session.fresh_id()),
        when: old,
        venue: elsewhere,
        note,
        source: None,
        level: None,
    });
}

/// The round that a row is about, if it is in the record: by its id, its name, its number, else by its day. A round of that name on
/// another day is another one, unless it came to nothing and the row tells when it was held instead: that is asked about, but within
/// one file.
fn known(
    session: &mut ImportSession<'_, '_>,
    row: &GridRow,
    negotiation: NegotiationId,
    title: &str,
    number: Option<u32>,
    when: &When,
) -> Result<Option<Round>, RowError> {
    let of_here = |session: &ImportSession<'_, '_>, id: &RoundId| {
        session.ws.rounds.get(id).filter(|round| round.negotiation == negotiation).cloned()
    };
    if let Some(found) = session.own_id(row).and_then(|id| of_here(session, &RoundId(id))) {
        return Ok(Some(found));
    }
    let code = session.cell(row, Key::CODE);
    let has_code = |round: &Round| codes(&round.note).any(|known| known == code) && !session.of_rows.contains(&round.id);
    let by_code =
        session.index.rounds.get(&plain(code)).into_iter().flatten().filter_map(|id| of_here(session, id)).find(has_code);
    if let Some(found) = by_code.filter(|_| !code.is_empty()) {
        return Ok(Some(found));
    }
    let key = match (title, number) {
        ("", None) => {
            let same = |round: &&Round| round.schedule.when == *when && round.title.is_empty();
            return Ok(session.ws.rounds_of(negotiation).find(same).cloned());
        }
        ("", Some(number)) => format!("round {number}"),
        (title, _) => plain(title),
    };
    let called: Vec<Round> = session.index.rounds.get(&key).into_iter().flatten().filter_map(|id| of_here(session, id)).collect();
    let place = plain(session.cell(row, Key::VENUE));
    let same_place =
        |round: &Round| place.is_empty() || round.venue == Venue::default() || plain(&names::venue(&round.venue)) == place;
    let had = |round: &&Round| round.schedule.when == *when || round.schedule.earlier.iter().any(|one| one.when == *when);
    // The same day: the row says the same, or more.
    let same_day: Vec<&Round> = called.iter().filter(had).collect();
    match same_day.as_slice() {
        [] => {}
        [one] if same_place(one) || !session.of_rows.contains(&one.id) => return Ok(Some((*one).clone())),
        several => return Ok(several.iter().find(|one| same_place(one)).map(|one| (*one).clone())),
    }
    // By its number alone a round is not known again at quite another time: there may be another one of that number.
    let by_number = key.strip_prefix("round ").is_some_and(|rest| rest.parse::<u32>().is_ok());
    let far = |one: &Round| by_number && !session.of_rows.contains(&one.id) && is_far(session, one, when);
    let undated: Vec<&Round> = called.iter().filter(|one| one.schedule.when.is_unknown() || when.is_unknown()).collect();
    match undated.as_slice() {
        [] => {}
        [one] if !far(one) => return Ok(Some((*one).clone())),
        [_] => {}
        several => {
            return Err(RowError::RoundWhen { name: session.cell(row, F::title).to_owned(), count: several.len() });
        }
    }
    // In one file: of a round that did not come about the next row of that name tells what it became.
    let given_up = |round: &&Round| {
        use ScheduleStatus as Status;
        matches!(round.schedule.status, Status::Moved | Status::Cancelled | Status::Postponed)
    };
    if let Some(one) = called.iter().filter(|one| session.of_rows.contains(&one.id)).find(given_up) {
        return Ok(Some(one.clone()));
    }
    let there: Vec<&Round> = called.iter().filter(|one| !session.of_rows.contains(&one.id)).collect();
    if there.is_empty() {
        return Ok(None);
    }
    // A row that says itself that the round was put off, and gives a later day, is about the one that was not held.
    let put_off = matches!(status(session.cell(row, ScheduleField::status)), ScheduleStatus::Moved | ScheduleStatus::Postponed);
    let later = |round: &Round| when.key(Tz::UTC) > round.schedule.when.key(Tz::UTC);
    if let [one] = there.as_slice()
        && put_off
        && !rounds::took_place(one)
        && later(one)
    {
        return Ok(Some((*one).clone()));
    }
    // From the record: a round that was not held yet has a new date; one that was held, or lies behind, stays as it is.
    let zone = session.zone();
    let today = session.today(zone);
    let open = |round: &&&Round| !rounds::lies_behind(round, today, zone);
    let proposed = match there.as_slice() {
        [one] if open(&one) && !far(one) => Pick::Is(one.id.into()),
        _ => Pick::New,
    };
    let called = if title.is_empty() { format!("Round {}", number.unwrap_or_default()) } else { title.to_owned() };
    let name = Name { noun: "round", written: format!("{called} ({})", when.short_words()) };
    let dated = |one: &Round| match (&one.schedule.when, conflict::standing(one, zone).first()) {
        (When::Unknown, None) => called.clone(),
        (When::Unknown, Some(announced)) => format!("{called} ({})", announced.when.short_words()),
        (when, _) => format!("{called} ({})", when.short_words()),
    };
    let candidates = there.iter().map(|one| (RecordId::from(one.id), dated(one))).collect();
    let picked = session.ask_titled(&name, candidates, proposed);
    Ok(match picked {
        Pick::Is(RecordId::Round(id)) => of_here(session, &id),
        _ => None,
    })
}

/// Whether a row tells of quite another time than the record has for a round: far from its date or from what was announced; or, where
/// there is neither, before a round with a lower number or after one with a higher.
fn is_far(session: &ImportSession<'_, '_>, round: &Round, when: &When) -> bool {
    const FAR: i64 = 62;
    let zone = session.zone();
    let days = |when: &When| when.earliest_day(zone).zip(when.latest_day(zone));
    let Some((first, last)) = days(when) else { return false };
    let there: Vec<_> =
        if rounds::is_dated(round) { days(&round.schedule.when).into_iter().collect() } else { rounds::expected(round, zone) };
    if !there.is_empty() {
        return there.iter().all(|(from, to)| (first - *to).num_days() > FAR || (*from - last).num_days() > FAR);
    }
    let number = |round: &Round| round.number;
    let others =
        session.ws.rounds_of(round.negotiation).filter(|one| rounds::is_dated(one) && !session.of_rows.contains(&one.id));
    others.filter_map(|one| Some((number(one)?, days(&one.schedule.when)?))).any(|(other, (from, to))| match number(round) {
        Some(own) if other < own => last < from,
        Some(own) if other > own => first > to,
        _ => false,
    })
}

/// When a round was: from its first cell to its last, or in words; and what the cells say beyond that, for the note. Of several days an
/// hour is no part of the time, and is noted.
fn span(session: &mut ImportSession<'_, '_>, row: &GridRow, clocks: Clocks) -> Result<(When, String), RowError> {
    let told = session.time(row, Key::TOLD, clocks)?;
    if !told.is_unknown() {
        return Ok((told, String::new()));
    }
    let (first, last) = (session.time(row, ScheduleField::when, clocks)?, session.time(row, Key::END, clocks)?);
    let (start, end) = (session.cell(row, ScheduleField::when), session.cell(row, Key::END));
    let mut beside = String::new();
    let span = match (first, last) {
        (first, When::Unknown) => first,
        // Only an end: when it began is not known.
        (When::Unknown, When::Day(last)) => {
            When::Window { earliest: None, latest: Some(last), wording: format!("until {}", When::Day(last).words()) }
        }
        (When::Unknown, last @ When::At { .. }) => {
            let day = match &last {
                When::At { start, .. } => Some(start.local.date()),
                _ => None,
            };
            When::Window { earliest: None, latest: day, wording: format!("until {}", last.words()) }
        }
        (When::Unknown, last) => last,
        (first, last) if first == last => first,
        (When::Day(first), When::Day(last)) if first < last => When::Span { first, last },
        (When::At { start, .. }, When::At { start: end, .. }) if start.instant() <= end.instant() => {
            let minutes = (end.instant() - start.instant()).num_minutes();
            When::At { start, minutes: u32::try_from(minutes).ok().filter(|minutes| *minutes > 0) }
        }
        (first @ When::At { .. }, When::Day(last)) if first.latest_day(clocks.zone) == Some(last) => first,
        (When::At { start, minutes }, When::Day(last)) if start.local.date() < last => {
            beside = format!("Begins {}.", When::At { start, minutes }.words());
            When::Span { first: start.local.date(), last }
        }
        (When::Day(first), When::At { start, minutes }) if first <= start.local.date() => {
            let last = start.local.date();
            beside = format!("Ends {}.", When::At { start, minutes }.words());
            if first == last { When::Day(first) } else { When::Span { first, last } }
        }
        (first, last) => {
            // Months, quarters and words leave days open at either end.
            let (earliest, latest) = (first.earliest_day(clocks.zone), last.latest_day(clocks.zone));
            let days = |when: &When| matches!(when, When::Day(_) | When::Span { .. } | When::At { .. });
            match earliest.zip(latest) {
                Some((earliest, latest)) if earliest <= latest && !(days(&first) && days(&last)) => {
                    When::Window { earliest: Some(earliest), latest: Some(latest), wording: format!("{start} – {end}") }
                }
                _ => return Err(RowError::NoSpan { start: start.to_owned(), end: end.to_owned() }),
            }
        }
    };
    Ok((span, beside))
}

/// A name as a title: "abu-dhabi-1" is Abu Dhabi 1. What has spaces is written by somebody, and stays as it is.
fn title(cell: &str) -> String {
    let is_slug =
        cell.contains(['-', '_']) && cell.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'));
    if !is_slug {
        return cell.to_owned();
    }
    cell.split(['-', '_']).filter(|word| !word.is_empty()).map(sentence).collect::<Vec<_>>().join(" ")
}

/// The zone that a row names; what is to be told about it is noted.
fn zone(session: &mut ImportSession<'_, '_>, row: &GridRow) -> Result<Option<ZoneRead>, RowError> {
    let mut zone = times::zone(session.cell(row, F::zone))?;
    if let Some(remark) = zone.as_mut().and_then(|zone| zone.remark.take()) {
        session.remarks.add(row.number, remark);
    }
    Ok(zone)
}

/// The zone of a round: a distance from UTC that no place keeps is none.
fn zone_of_round(zone: Option<ZoneRead>) -> Option<Tz> {
    zone.filter(|zone| zone.offset.is_none()).map(|zone| zone.zone)
}

/// Takes over what the cells say; what they leave out stays.
fn fill(session: &mut ImportSession<'_, '_>, row: &GridRow, round: &mut Round, is_new: bool) -> Result<(), RowError> {
    let negotiation = round.negotiation;
    let line = session.cell(row, Key::VENUE);
    if !line.is_empty() && (is_new || round.venue == Venue::default()) {
        round.venue = venue(line, round.zone);
    }
    session.by_kind(row, round)?;
    if is_new && round.venue.online && round.format.contact.is_none() {
        round.format.contact = Some(Contact::Video);
    }
    let outcome = session.cell(row, OutcomeField::kind);
    let known = OutcomeKind::from_words(outcome);
    if !outcome.is_empty() && !names_held(&round.schedule.status) && known.is_other() {
        // What is said of a round that was not held is why, not what came out.
        let why = outcome.to_owned();
        session.add_notes(&mut round.note, &[why]);
    } else if !outcome.is_empty() {
        // A column of that name is as often words as a term.
        if known.is_other() && (session.cell(row, OutcomeField::text).is_empty() || outcome.split(' ').count() > 4) {
            outcome.clone_into(&mut round.outcome.text);
        } else {
            round.outcome.kind = Some(known);
        }
    }
    let words = session.cell(row, OutcomeField::text);
    if !words.is_empty() {
        words.clone_into(&mut round.outcome.text);
    }
    let agenda = session.cell(row, F::agenda).to_owned();
    if !agenda.is_empty() {
        round.agenda = session.issues(negotiation, &agenda);
    }
    let named = session.cited(row);
    for source in session.sources(negotiation, &named) {
        if !round.sources.contains(&source) {
            round.sources.push(source);
        }
    }
    let note = session.cell(row, F::note).to_owned();
    session.add_notes(&mut round.note, &[note]);
    // What the row says of the terms is said of what a round can keep to itself.
    let of_row = session.level(row, []);
    let levels = [(Key::from(OutcomeField::level), &mut round.outcome.level), (F::note_level.into(), &mut round.note_level)];
    for (key, into) in levels {
        let own = Some(session.cell(row, key)).filter(|cell| !cell.is_empty()).map(level_words::of_cell);
        level_words::take(own.into_iter().chain(of_row.clone()).reduce(levels::stricter), into);
    }
    Ok(())
}

fn names_held(status: &ScheduleStatus) -> bool {
    use ScheduleStatus as Status;
    matches!(status, Status::Unstated | Status::Held | Status::UnderWay | Status::Collapsed | Status::Other(_))
}

/// A venue in one line, taken apart: "Dolmabahce Palace, Istanbul", "Antalya, Turkey", "video conference".
fn venue(line: &str, zone: Option<Tz>) -> Venue {
    const BUILDINGS: [&str; 19] = [
        "palace",
        "hotel",
        "centre",
        "center",
        "house",
        "building",
        "hall",
        "office",
        "ministry",
        "embassy",
        "villa",
        "residence",
        "room",
        "university",
        "palais",
        "castle",
        "club",
        "headquarters",
        "mission",
    ];
    let (bare, beyond) = aside(line);
    let words = plain(bare);
    let says = |list: &[&str]| words.split(' ').any(|word| list.contains(&word));
    if says(&["online", "video", "zoom", "teams", "webex", "virtual", "telephone", "phone", "videoconference"]) {
        return Venue { place: sentence(line), online: true, ..Venue::default() };
    }
    let parts: Vec<&str> = bare.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_town = |part: &str| {
        let of_zone = zone.is_some_and(|zone| plain(zone.name()).split(' ').next_back() == plain(part).split(' ').next_back());
        of_zone || find_zone(part, Tz::UTC).is_some()
    };
    let mut venue = match parts.as_slice() {
        [] => Venue::default(),
        [one] if says(&BUILDINGS) => Venue { place: (*one).to_owned(), ..Venue::default() },
        [one] => Venue { city: (*one).to_owned(), ..Venue::default() },
        [first, last] => {
            let building = plain(first).split(' ').any(|word| BUILDINGS.contains(&word));
            if building || is_town(last) && !is_town(first) {
                Venue { place: (*first).to_owned(), city: (*last).to_owned(), ..Venue::default() }
            } else {
                Venue { city: (*first).to_owned(), country: (*last).to_owned(), ..Venue::default() }
            }
        }
        [places @ .., city, country] => {
            Venue { place: places.join(", "), city: (*city).to_owned(), country: (*country).to_owned(), ..Venue::default() }
        }
    };
    if !beyond.is_empty() {
        venue.place = if venue.place.is_empty() { sentence(beyond) } else { format!("{} ({beyond})", venue.place) };
    }
    venue
}
