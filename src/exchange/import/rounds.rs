//! Rows that are rounds, and rows that are only dates which a round once had.

use super::desk::Desk;
use super::grid::{Grid, GridRow};
use super::plan::{Done, Fate, Name, Pick};
use super::resolve::stem;
use super::sources::cited;
use super::words::{Clocks, aside, came_to_nothing, plain, sentence, status, term, when, yes};
use crate::model::when::find_zone;
use crate::model::{
    Contact, EarlierDate, NegotiationId, OutcomeKind, PartId, RecordId, Round, RoundId, ScheduleStatus, Venue, Vocabulary, When,
};
use crate::query::names;
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
    pub fn of(desk: &Desk<'_, '_>, grid: &Grid) -> Self {
        let mut dates = Self { own: BTreeSet::new(), of: BTreeMap::new() };
        for row in &grid.rows {
            let name = plain(desk.cell(row, "title"));
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
    pub fn round_of(&self, desk: &Desk<'_, '_>, row: &GridRow) -> Option<String> {
        let name = plain(desk.cell(row, "title"));
        let base = stem(&name);
        if base == name || !came_to_nothing(&status(desk.cell(row, "status"), false)) {
            return None;
        }
        let known =
            self.own.contains(&base) || self.of.get(&base).is_some_and(|rows| *rows > 1) || desk.index.rounds.contains_key(&base);
        known.then_some(base)
    }
}

/// A row of its own.
pub(super) fn row(desk: &mut Desk<'_, '_>, row: &GridRow) -> Result<Done, String> {
    let title = title(desk.cell(row, "title"));
    let zone = zone(desk.cell(row, "zone"))?;
    let clocks = desk.clocks(None, zone);
    let when = span(desk, row, clocks)?;
    if title.is_empty() && when.is_unknown() && desk.cell(row, "number").is_empty() {
        return Err("It has neither a title nor a date.".to_owned());
    }
    let number = match desk.cell(row, "number") {
        "" => None,
        cell => Some(
            cell.trim_start_matches(|c: char| !c.is_ascii_digit())
                .parse()
                .map_err(|_| format!("“{cell}” is no number of a round."))?,
        ),
    };
    let negotiation = desk.negotiation(row, None)?;
    let before = known(desk, row, negotiation, &title, number, &when);
    let is_new = before.is_none();
    let mut round = match &before {
        Some(before) => before.clone(),
        None => {
            let wanted = desk.own_id(row);
            let id = RoundId(desk.free_id(wanted, |ws, id| ws.rounds.contains_key(&RoundId(id))));
            Round::blank(id, desk.stamp(), negotiation)
        }
    };
    if number.is_some() {
        round.number = number;
    }
    if !title.is_empty() && (is_new || plain(&title) != plain(&round.title)) {
        round.title = title;
    }
    if zone.is_some() {
        round.zone = zone;
    }
    let over = when.latest_day(clocks.zone).is_some_and(|last| last < desk.today(clocks.zone));
    if !when.is_unknown() {
        round.schedule.when = when;
    }
    if is_new || !desk.cell(row, "status").is_empty() {
        round.schedule.status = status(desk.cell(row, "status"), over);
    }
    fill(desk, row, &mut round, is_new);
    let what = names::round_title(&round);
    desk.index.note_round(&round);
    Ok(desk.done(before.map(Into::into), round.into(), what))
}

/// A row that gives a date which the round of that name once had.
pub(super) fn date(desk: &mut Desk<'_, '_>, row: &GridRow, base: &str) -> Result<Option<Done>, String> {
    let zone = zone(desk.cell(row, "zone"))?;
    let clocks = desk.clocks(None, zone);
    let when = span(desk, row, clocks)?;
    let negotiation = desk.negotiation(row, None)?;
    let of_here =
        |desk: &Desk<'_, '_>, id: &RoundId| desk.ws.rounds.get(id).is_some_and(|round| round.negotiation == negotiation);
    let there = desk.index.rounds.get(base).and_then(|ids| ids.iter().copied().find(|id| of_here(desk, id)));
    let written = desk.cell(row, "title").to_owned();
    let known =
        there.and_then(|id| desk.ws.rounds.get(&id)).filter(|round| round.schedule.earlier.iter().any(|one| one.when == when));
    if let Some(round) = known {
        return Ok(Some(Done { what: format!("An earlier date of {}", names::round_title(round)), fate: Fate::Same }));
    }
    let name = Name { noun: "round", written };
    // The round itself may be told of by nothing but its dates.
    let (id, made) = match there {
        Some(id) => (id, None),
        None => {
            let id = RoundId(desk.fresh_id());
            let made = Round { title: title(base), zone, ..Round::blank(id, desk.stamp(), negotiation) };
            (id, Some(made))
        }
    };
    let picked = match &made {
        Some(made) => {
            let stand_in = desk.expect(id.into(), &plain(&made.title));
            let title = format!("{} (new)", made.title);
            desk.ask_titled(&name, vec![(stand_in, title)], Pick::Is(stand_in))
        }
        None => desk.ask(&name, vec![id.into()], Pick::Is(id.into())),
    };
    let id = match picked {
        Pick::Is(RecordId::Round(picked)) if picked == id || desk.ws.rounds.contains_key(&picked) => picked,
        _ => return Ok(None),
    };
    if let Some(made) = made.filter(|made| made.id == id) {
        desk.index.note_round(&made);
        desk.put(made);
    }
    let named = cited(desk.cell(row, "source"), desk.cell(row, "outlet"), desk.cell(row, "address"));
    let sources = desk.sources(negotiation, &named);
    let words = desk.cell(row, "outcome");
    let words = if words.is_empty() { desk.cell(row, "outcome_kind") } else { words };
    let note = words.to_owned();
    let venue = desk.cell(row, "venue").to_owned();
    let said = status(desk.cell(row, "status"), false);
    let part = PartId(desk.fresh_id());
    let Some(before) = desk.ws.rounds.get(&id).cloned() else { return Ok(None) };
    let mut after = before.clone();
    after.schedule.earlier.push(EarlierDate { id: part, when, venue, note, source: sources.first().copied() });
    for source in sources {
        if !after.sources.contains(&source) {
            after.sources.push(source);
        }
    }
    // Of a round that has no other date, the last of these says where it stands.
    if after.schedule.when.is_unknown() && !matches!(said, ScheduleStatus::Moved) {
        after.schedule.status = said;
    }
    let what = format!("An earlier date of {}", names::round_title(&after));
    let mut done = desk.done(Some(before.into()), after.into(), what);
    done.fate = Fate::New;
    Ok(Some(done))
}

/// The round that a row is about, if it is in the record: by its id, its name, its number, else by its day.
fn known(
    desk: &Desk<'_, '_>,
    row: &GridRow,
    negotiation: NegotiationId,
    title: &str,
    number: Option<u32>,
    when: &When,
) -> Option<Round> {
    let of_here = |id: &RoundId| desk.ws.rounds.get(id).filter(|round| round.negotiation == negotiation);
    if let Some(found) = desk.own_id(row).and_then(|id| of_here(&RoundId(id))) {
        return Some(found.clone());
    }
    let called = |key: &str| {
        let found: Vec<&Round> = desk.index.rounds.get(key)?.iter().filter_map(of_here).collect();
        // Two rounds of one name are told apart by their days.
        let same_day = found.iter().copied().find(|round| round.schedule.when == *when);
        let only = if let [one] = found.as_slice() { Some(*one) } else { None };
        same_day.or(only)
    };
    if !title.is_empty() {
        return called(&plain(title)).cloned();
    }
    if let Some(number) = number {
        return called(&format!("round {number}")).cloned();
    }
    desk.ws.rounds_of(negotiation).find(|round| round.schedule.when == *when && round.title.is_empty()).cloned()
}

/// When a round was: from its first cell to its last, or in words.
fn span(desk: &Desk<'_, '_>, row: &GridRow, clocks: Clocks) -> Result<When, String> {
    let told = desk.cell(row, "told");
    if !told.is_empty() {
        return when(told, clocks);
    }
    let (start, end) = (desk.cell(row, "start"), desk.cell(row, "end"));
    let (first, last) = (when(start, clocks)?, when(end, clocks)?);
    Ok(match (first, last) {
        (first, When::Unknown) => first,
        (When::Unknown, last) => last,
        (When::Day(first), When::Day(last)) if first == last => When::Day(first),
        (When::Day(first), When::Day(last)) if first < last => When::Span { first, last },
        (When::At { start, .. }, When::At { start: end, .. }) if start.instant() <= end.instant() => {
            let minutes = (end.instant() - start.instant()).num_minutes();
            When::At { start, minutes: u32::try_from(minutes).ok().filter(|minutes| *minutes > 0) }
        }
        (first @ When::At { .. }, When::Day(_)) => first,
        (When::Day(first), When::At { start, .. }) if first <= start.local.date() => {
            if first == start.local.date() {
                When::Day(first)
            } else {
                When::Span { first, last: start.local.date() }
            }
        }
        _ => return Err(format!("From “{start}” to “{end}” is no span of days.")),
    })
}

/// A name as a title: "abu-dhabi-1" is Abu Dhabi 1.
fn title(cell: &str) -> String {
    let is_slug =
        !cell.is_empty() && cell.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | ' '));
    if !is_slug {
        return cell.to_owned();
    }
    cell.split(['-', '_', ' ']).filter(|word| !word.is_empty()).map(sentence).collect::<Vec<_>>().join(" ")
}

fn zone(cell: &str) -> Result<Option<Tz>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let found = cell.parse::<Tz>().ok().or_else(|| find_zone(cell, Tz::UTC).map(|found| found.zone));
    found.map(Some).ok_or_else(|| format!("“{cell}” is no time zone that is known. Write it as Europe/Zurich."))
}

/// Takes over what the cells say; what they leave out stays.
fn fill(desk: &mut Desk<'_, '_>, row: &GridRow, round: &mut Round, is_new: bool) {
    let negotiation = round.negotiation;
    let line = desk.cell(row, "venue");
    if !line.is_empty() && (is_new || round.venue == Venue::default()) {
        round.venue = venue(line, round.zone);
    }
    macro_rules! words {
        ($($key:literal $($field:ident).+;)*) => {$(
            let words = desk.cell(row, $key);
            if !words.is_empty() {
                words.clone_into(&mut round.$($field).+);
            }
        )*};
    }
    words! { "place" venue.place; "city" venue.city; "country" venue.country; }
    if desk.has("online") {
        round.venue.online = yes(desk.cell(row, "online"));
    }
    macro_rules! terms {
        ($($field:ident)*) => {$(
            if let Some(known) = term(desk.cell(row, stringify!($field))) {
                round.format.$field = Some(known);
            }
        )*};
    }
    terms!(contact setting mediation visibility track);
    if is_new && round.venue.online && round.format.contact.is_none() {
        round.format.contact = Some(Contact::Video);
    }
    let outcome = desk.cell(row, "outcome_kind");
    let known = OutcomeKind::from_words(outcome);
    if !outcome.is_empty() && !names_held(&round.schedule.status) && known.is_other() {
        // What is said of a round that was not held is why, not what came out.
        let why = outcome.to_owned();
        desk.add_notes(&mut round.note, &[why]);
    } else if !outcome.is_empty() {
        // A column of that name is as often words as a term.
        if known.is_other() && (desk.cell(row, "outcome").is_empty() || outcome.split(' ').count() > 4) {
            outcome.clone_into(&mut round.outcome.text);
        } else {
            round.outcome.kind = Some(known);
        }
    }
    let words = desk.cell(row, "outcome");
    if !words.is_empty() {
        words.clone_into(&mut round.outcome.text);
    }
    let agenda = desk.cell(row, "agenda").to_owned();
    if !agenda.is_empty() {
        round.agenda = desk.issues(negotiation, &agenda);
    }
    let named = cited(desk.cell(row, "source"), desk.cell(row, "outlet"), desk.cell(row, "address"));
    for source in desk.sources(negotiation, &named) {
        if !round.sources.contains(&source) {
            round.sources.push(source);
        }
    }
    let note = desk.cell(row, "note").to_owned();
    desk.add_notes(&mut round.note, &[note]);
}

fn names_held(status: &ScheduleStatus) -> bool {
    matches!(status, ScheduleStatus::Held | ScheduleStatus::UnderWay | ScheduleStatus::Collapsed | ScheduleStatus::Other(_))
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
