//! Rows that are statements.

use super::again::{Fit, named, times};
use super::grid::GridRow;
use super::mapping::Key;
use super::plan::types::{Name, Pick, RowEffect};
use super::row_error::RowError;
use super::session::{ImportSession, note};
use super::words::{aside, key, plain, statement_kind, term};
use crate::model::plain::is_nothing;
use crate::model::{
    IssueId, NegotiationId, PartyId, RecordId, RecordLevel, RoundId, SeatRole, Statement, StatementField as F, StatementId,
    StatementKind, Verification, Vocabulary, When, Who,
};
use crate::query::check::{far_from_its_round, not_said_yet};
use crate::query::names;
use crate::query::to_check::unknown_level;
use chrono_tz::Tz;

/// What is told of words that the record has from another time.
const AGAIN: &str = "The same party is in the record with the same words, said at another time or by another speaker. They are taken as said again.";

/// What is told of words that the record has without the time.
const COMPLETED: &str = "The record has these words without the time or round, which is added to them.";

pub(super) fn row(session: &mut ImportSession<'_, '_>, row: &GridRow) -> Result<RowEffect, RowError> {
    let text = session.cell(row, F::text).to_owned();
    if is_nothing(&text) {
        return Err(session.lacks(F::text, "It has no text."));
    }
    let party = session.cell(row, F::party).to_owned();
    if party.is_empty() {
        return Err(session.lacks(F::party, "It does not say whose statement it is."));
    }
    if party == crate::exchange::lists::NOT_ATTRIBUTED {
        return Err(RowError::Lacks("It was told without attribution, and a statement is somebody's."));
    }
    let round = session.cell(row, F::round).to_owned();
    let round = session.round(row, &round)?;
    let clocks = session.clocks(round, None);
    let clocks = clocks.past(session.today(clocks.zone));
    let told = session.time(row, Key::TOLD, clocks)?;
    let said_on = if told.is_unknown() { session.time(row, F::said_on, clocks)? } else { told };
    let negotiation = session.negotiation(row, round)?;
    let party = session.party(&party);
    // The issues as they are answered for: what another name was taken for the last time is taken for it again.
    let issues = match session.cell(row, F::issues).to_owned() {
        cell if cell.is_empty() => Vec::new(),
        cell => session.issues(negotiation, &cell),
    };
    let about = About { negotiation, party, issues: &issues, round, said_on: &said_on, zone: clocks.zone };
    let Found { is: before, dates, told } = known(session, row, &about, &text);
    if let Some(told) = told {
        session.remarks.add(row.number, told.to_owned());
    }
    let is_new = before.is_none();
    let mut statement = match &before {
        Some(before) => before.clone(),
        None => blank(session, row, negotiation, party),
    };
    statement.party = party;
    if round.is_some() {
        statement.round = round;
    }
    // What is vaguer takes nothing back.
    if !said_on.is_unknown() && dates == Fit::More {
        statement.said_on = said_on;
    }
    if is_new && statement.said_on.is_unknown() {
        statement.said_on = session.time(row, Key::SAID_IF_NEW, clocks)?;
    }
    if (is_new || dates == Fit::More)
        && let Some(told) = not_said_yet(&statement.said_on, session.today(clocks.zone), clocks.zone)
    {
        if !statement.to_check.contains(&told) {
            statement.to_check.push(told.clone());
        }
        session.remarks.add(row.number, told);
    }
    statement.text = if is_new { text } else { kept(&statement.text, &text) };
    fill(session, row, &mut statement, issues, is_new)?;
    if let Some(far) = far_from_its_round(&session.ws, &statement) {
        session.remarks.add(row.number, far);
    }
    session.seat(negotiation, party, &SeatRole::Unstated);
    let what = format!("{}: {}", names::party(&session.ws, party), names::shortened(&statement.text, ""));
    let id = statement.id;
    note(&mut session.index.statements, (negotiation, party, key(&statement.text)), id);
    Ok(session.done(before.map(Into::into), statement.into(), what))
}

/// What is there stays as it is written, if the words are the same.
fn kept(there: &str, here: &str) -> String {
    if plain(there) == plain(here) { there.to_owned() } else { here.to_owned() }
}

fn blank(session: &mut ImportSession<'_, '_>, row: &GridRow, negotiation: NegotiationId, party: PartyId) -> Statement {
    let wanted = session.own_id(row);
    let id = StatementId(session.free_id(wanted, |ws, id| ws.statements.contains_key(&StatementId(id))));
    Statement::blank(id, session.stamp(), negotiation, party)
}

/// What a row is about, besides its words.
struct About<'a> {
    negotiation: NegotiationId,
    party: PartyId,
    issues: &'a [IssueId],
    round: Option<RoundId>,
    said_on: &'a When,
    zone: Tz,
}

/// The statement that a row is about.
struct Found {
    is: Option<Statement>,
    /// How the date of the row stands to that of the statement; more than there, if it is not in the record.
    dates: Fit,
    /// What is to be told of it.
    told: Option<&'static str>,
}

/// The statement that a row is about, if it is in the record: by its id, else by what was said by whom, when and at which round. The
/// same words on another day, at another round or by another speaker are another statement. What says less may be meant by the row,
/// and what says less than the row may be completed by it, only if nothing in them differs; and of two rows of one file neither changes
/// what the other has brought in.
fn known(session: &ImportSession<'_, '_>, row: &GridRow, about: &About<'_>, text: &str) -> Found {
    let by_id = session.own_id(row).and_then(|id| session.ws.statements.get(&StatementId(id)));
    if let Some(found) = by_id.filter(|found| found.negotiation == about.negotiation) {
        return Found { is: Some(found.clone()), dates: Fit::More, told: None };
    }
    let same = session.index.statements.get(&(about.negotiation, about.party, key(text)));
    let of_issue = |one: &&Statement| about.issues.is_empty() || one.issues.iter().any(|id| about.issues.contains(id));
    // Two rows with ids are two, also if they say the same.
    let another = |one: &&Statement| session.own_id(row).is_none() || !session.is_new(one.id);
    let all = same.into_iter().flatten().filter_map(|id| session.ws.statements.get(id)).filter(another).filter(of_issue);
    let mut best: Option<(u8, Fit, Fit, &Statement)> = None;
    let mut again = false;
    for one in all {
        let (rounds, dates) = (named(about.round.as_ref(), one.round.as_ref()), dates(session, about, one));
        let fit = rounds.max(dates);
        let differs = differs(session, row, one);
        let rank = match (fit, differs) {
            (Fit::Same, Differs::Nothing) => 0,
            // Another word for what it is, of the same day: a correction.
            (Fit::Same, Differs::Terms) if !session.is_of_file(one.id) => 1,
            (Fit::Less, Differs::Nothing) if !session.is_new(one.id) => 2,
            (Fit::More, Differs::Nothing) if !session.is_of_file(one.id) => 3,
            _ => {
                again |= !session.is_new(one.id);
                continue;
            }
        };
        if best.is_none_or(|(known, ..)| rank < known) {
            best = Some((rank, fit, dates, one));
        }
    }
    match best {
        Some((_, fit, dates, one)) => Found { is: Some(one.clone()), dates, told: (fit == Fit::More).then_some(COMPLETED) },
        None => Found { is: None, dates: Fit::More, told: again.then_some(AGAIN) },
    }
}

/// How the date of a row stands to that of a statement. One without a date of its own was said when its round was held.
fn dates(session: &ImportSession<'_, '_>, about: &About<'_>, one: &Statement) -> Fit {
    let held = |round: Option<RoundId>| {
        round.and_then(|id| session.ws.rounds.get(&id)).map_or(&When::Unknown, |round| &round.schedule.when)
    };
    match (about.said_on.is_unknown(), one.said_on.is_unknown()) {
        (true, true) => Fit::Same,
        (false, false) => times(about.said_on, &one.said_on, about.zone),
        (false, true) if times(about.said_on, held(one.round), about.zone) == Fit::Other => Fit::Other,
        (false, true) => Fit::More,
        (true, false) if times(held(about.round), &one.said_on, about.zone) == Fit::Other => Fit::Other,
        (true, false) => Fit::Less,
    }
}

/// In what a row and a statement with the same words differ where both say something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Differs {
    Nothing,
    /// In its kind or its record level.
    Terms,
    Speaker,
}

fn differs(session: &ImportSession<'_, '_>, row: &GridRow, one: &Statement) -> Differs {
    let speaker = session.cell(row, F::speaker);
    if !speaker.is_empty() && one.speaker.as_ref().is_some_and(|who| is_another(session, speaker, who)) {
        return Differs::Speaker;
    }
    let (kind, beyond) = statement_kind(session.cell(row, F::kind));
    let other_kind = kind != StatementKind::Unstated && one.kind != StatementKind::Unstated && kind != one.kind;
    let level = session.level(row, [beyond.as_str(), speaker, session.cell(row, F::party)]);
    let level = level.unwrap_or(RecordLevel::Unstated);
    let other_level = level != RecordLevel::Unstated && one.level != RecordLevel::Unstated && level != one.level;
    if other_kind || other_level { Differs::Terms } else { Differs::Nothing }
}

/// Whether a cell names somebody else than who spoke. Another way of writing a name has a word of it.
fn is_another(session: &ImportSession<'_, '_>, cell: &str, who: &Who) -> bool {
    let (first, _) = cell.split_once(" / ").or_else(|| cell.split_once(';')).unwrap_or((cell, ""));
    let (name, _) = aside(first);
    let wanted = plain(name);
    let has_word_of = |form: &str| {
        let form = plain(form);
        form == wanted || form.split(' ').any(|word| word.chars().count() > 1 && wanted.split(' ').any(|own| own == word))
    };
    match who {
        Who::Described(words) => plain(words) != wanted,
        Who::Party(id) => session.index.parties.get(&wanted).is_none_or(|known| !known.contains(id)),
        Who::Person(id) => {
            let meant = Name { noun: "person", written: name.to_owned() };
            let answered = session.choices.picks.get(&meant).copied();
            if let Some(Pick::Is(RecordId::Person(answer))) = answered.or_else(|| session.remembered(&meant)) {
                return answer != *id;
            }
            if let Some(known) = session.index.people.get(&wanted) {
                return !known.contains(id);
            }
            let Some(person) = session.ws.people.get(id) else { return true };
            !std::iter::once(&person.name).chain(person.spellings.iter().map(|one| &one.form)).any(|form| has_word_of(form))
        }
    }
}

/// Takes over the terms: the strictest of what the row says about them in any cell. What nobody knows the meaning of is a level in
/// those words, which lets nothing leave, and the statement is to be looked at. `beside` stood beside the speaker or the kind.
fn guard(session: &ImportSession<'_, '_>, row: &GridRow, statement: &mut Statement, beside: &[String]) {
    let own_list = session.own_id(row).is_some();
    let beside = beside.iter().map(String::as_str).chain([session.cell(row, F::speaker), session.cell(row, F::party)]);
    let Some(level) = session.level(row, beside) else { return };
    // Our own lists have the user's own words for a level; from elsewhere nobody has said yet what they mean.
    let reason = unknown_level(&level);
    if statement.level != level && level.is_other() && !own_list && !statement.to_check.contains(&reason) {
        statement.to_check.push(reason);
    }
    statement.level = level;
}

/// Takes over what the cells say; what they leave out stays.
fn fill(
    session: &mut ImportSession<'_, '_>,
    row: &GridRow,
    statement: &mut Statement,
    issues: Vec<IssueId>,
    is_new: bool,
) -> Result<(), RowError> {
    let negotiation = statement.negotiation;
    let mut notes: Vec<String> = Vec::new();
    let cell = |session: &ImportSession<'_, '_>, field: F| session.cell(row, field).to_owned();
    let behalf = cell(session, F::on_behalf_of);
    if !behalf.is_empty() {
        statement.on_behalf_of = Some(session.party(&behalf));
    }
    let speaker = cell(session, F::speaker);
    if !speaker.is_empty() {
        // Our own lists name one speaker and nothing else.
        let (who, beyond) = match session.own_id(row) {
            Some(_) => (Some(session.who(&speaker, statement.party)), String::new()),
            None => session.speaker(&speaker, statement.party),
        };
        if who.is_some() {
            statement.speaker = who;
        }
        notes.push(beyond);
    }
    // A row of a matrix is about one issue, and what was said may be about others as well.
    let is_about = session.has(Key::SAID_IF_NEW) && issues.iter().all(|issue| statement.issues.contains(issue));
    if !issues.is_empty() && !is_about {
        statement.issues = issues;
    }
    let kind = cell(session, F::kind);
    if !kind.is_empty() {
        let (kind, beyond) = statement_kind(&kind);
        statement.kind = kind;
        notes.push(beyond);
    }
    session.by_kind(row, statement)?;
    guard(session, row, statement, &notes);
    let named = session.cited(row);
    for source in session.sources(negotiation, &named) {
        if !statement.sources.contains(&source) {
            statement.sources.push(source);
        }
    }
    match term(session.cell(row, F::verification)) {
        Some(verification) => statement.verification = verification,
        // One source is one. Whether several are independent of one another, nobody has judged.
        None if is_new && statement.sources.len() == 1 => statement.verification = Verification::SingleSource,
        None => {}
    }
    notes.push(cell(session, F::note));
    session.add_notes(&mut statement.note, &notes);
    Ok(())
}
