//! Rows that are words of a source which bear out a record. Neither the record nor the source is made up: a row that names none is
//! refused. Words that stand nowhere in the text of their source are kept as a lost passage, and that is told.

use super::grid::GridRow;
use super::mapping::Key;
use super::plan::types::{Name, Pick, RowEffect, RowOutcome};
use super::row_error::RowError;
use super::session::{ImportSession, note};
use super::words::{key, plain};
use crate::exchange::clean::clean;
use crate::exchange::lists::OUTCOME;
use crate::model::{
    FollowUpId, Holder, IncidentId, PartId, Passage, Passages as _, Record, RecordId, RoundId, Source, SourceId, StatementId,
};
use crate::query::belonging::negotiation_of;
use crate::query::names;
use crate::query::passages::{Place, Ruler, quoted, standing, stands};
use std::collections::HashMap;
use std::ops::Range;
use uuid::Uuid;

const LOST: &str = "The words stand nowhere in the text of the source, or in several places of which none is told. The passage is kept as a lost one.";

const NO_TEXT: &str = "The text of the source is not kept, so nobody can tell whether the words stand in it.";

const OTHER_WORDS: &str = "In the text of the source stand other words in that place now.";

pub(super) fn row(session: &mut ImportSession<'_, '_>, row: &GridRow) -> Result<RowEffect, RowError> {
    let comment = session.cell(row, Key::COMMENT);
    if !comment.is_empty() {
        let told = format!("The comment is not taken in: “{}”", names::shortened(comment, ""));
        session.remarks.add(row.number, told);
    }
    let told = Told::of(session, row)?;
    let record = borne_out(session, row)?;
    let Some(record) = session.ws.get(record) else { return Err(RowError::NoSuchRecord(record.noun())) };
    let Some(negotiation) = negotiation_of(&record) else { return Err(RowError::NoPassagesOf(record.id().noun())) };
    let holder = holder(session, row, &record)?;
    let sources: Vec<&Source> = session.ws.sources.values().filter(|one| one.negotiation == negotiation).collect();
    let source = source(session, row, &sources)?;
    let Some(Record::Source(source)) = session.ws.get(source.into()) else {
        return Err(RowError::NoSource(source.to_string()));
    };
    let ruler = Ruler::new(&source.text);
    let found = told.found(&ruler, source.id)?;
    session.negotiation_at = Some(negotiation);
    if let Some(remark) = found.remark {
        session.remarks.add(row.number, remark.to_owned());
    }
    Ok(put(session, record, holder, &found, &ruler))
}

/// What a row tells of the words and of their place.
struct Told {
    id: Option<PartId>,
    quote: String,
    before: String,
    after: String,
    start: Option<u32>,
    end: Option<u32>,
}

/// The passage as it is to be kept.
struct Found {
    passage: Passage,
    /// Where it stands; none if it is lost.
    at: Option<Range<usize>>,
    remark: Option<&'static str>,
}

impl Told {
    fn of(session: &ImportSession<'_, '_>, row: &GridRow) -> Result<Self, RowError> {
        let place = |key: Key, field: &'static str| match session.cell(row, key) {
            "" => Ok(None),
            cell => cell.parse().map(Some).map_err(|_| RowError::NoNumberFor {
                cell: cell.to_owned(),
                field,
                least: 0,
                most: u32::MAX,
            }),
        };
        let (start, end) = (place(Key::START, "start")?, place(Key::END, "end")?);
        let words = |key: Key| session.written(row, key).to_owned();
        let quote = words(Key::QUOTATION);
        if quote.trim().is_empty() && start.zip(end).is_none_or(|(start, end)| start >= end) {
            return Err(session.lacks(Key::QUOTATION, "It quotes no words."));
        }
        let id = uuid(session, row, Key::PASSAGE_ID, "Passage ID")?.map(PartId);
        Ok(Self { id, quote, before: words(Key::BEFORE), after: words(Key::AFTER), start, end })
    }

    /// The passage as the text of the source has it.
    fn found(self, ruler: &Ruler<'_>, source: SourceId) -> Result<Found, RowError> {
        let text = ruler.text();
        let id = self.id.unwrap_or_default();
        let byte = |place: u32| usize::try_from(place).ok().and_then(|place| ruler.byte(place));
        if self.quote.trim().is_empty() {
            let range = self.start.and_then(byte).zip(self.end.and_then(byte)).map(|(start, end)| start..end);
            let passage = range.clone().and_then(|range| quoted(ruler, range, source, id));
            let Some(passage) = passage else {
                return Err(RowError::Lacks("It quotes no words, and at its place stand none in the text of the source."));
            };
            return Ok(Found { passage, at: range, remark: None });
        }
        let mut passage =
            Passage { id, source, quote: self.quote, before: self.before, after: self.after, start: self.start.unwrap_or(0) };
        if let Some(range) = self.start.and_then(byte).and_then(|start| as_it_left(text, start, &passage.quote))
            && let Some(there) = quoted(ruler, range.clone(), source, id)
        {
            return Ok(Found { passage: there, at: Some(range), remark: None });
        }
        let place = stands(ruler, &passage, self.start);
        let at = place.range();
        let remark = match place {
            _ if text.is_empty() => Some(NO_TEXT),
            Place::Lost => Some(LOST),
            Place::Alike(..) => Some(OTHER_WORDS),
            Place::Exact(_) | Place::Moved(_) => None,
        };
        if let Some(there) = at.clone().and_then(|range| quoted(ruler, range, source, id)) {
            // The words stay as they were quoted.
            passage = Passage { quote: passage.quote, ..there };
        } else {
            let (before, after) = (passage.before.as_str(), passage.after.as_str());
            let from = before.char_indices().rev().nth(Passage::CONTEXT - 1).map_or(0, |(at, _)| at);
            let to = after.char_indices().nth(Passage::CONTEXT).map_or(after.len(), |(at, _)| at);
            (passage.before, passage.after) = (before[from..].to_owned(), after[..to].to_owned());
        }
        Ok(Found { passage, at, remark })
    }
}

/// The bytes of a text from `start` that are those words, but for signs that turn or hide text: these do not leave in a list.
fn as_it_left(text: &str, start: usize, words: &str) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    let cleaned = clean(words);
    let mut wanted = cleaned.chars().peekable();
    let mut letters = rest.char_indices().peekable();
    let mut end = start;
    while wanted.peek().is_some() {
        let (at, letter) = letters.next()?;
        end = start + at + letter.len_utf8();
        let is_half = letter == '\r' && letters.peek().is_some_and(|(_, next)| *next == '\n');
        let mut one = [0; 4];
        let shown = clean(letter.encode_utf8(&mut one)).chars().next().filter(|_| !is_half);
        if let Some(shown) = shown {
            wanted.next_if_eq(&shown)?;
        }
    }
    (end > start).then_some(start..end)
}

/// Puts a passage with its record, if it is not there.
fn put(session: &mut ImportSession<'_, '_>, mut record: Record, holder: Holder, found: &Found, ruler: &Ruler<'_>) -> RowEffect {
    let wanted = &found.passage;
    let source = names::source(&session.ws, wanted.source);
    let what = format!("“{}” in {source}", names::shortened(&wanted.quote, ""));
    let line = names::shortened(&line(session, &record), "");
    session.says = vec![
        ("Source", source),
        ("Place", standing(&session.ws, wanted).words()),
        ("Of", format!("{}: {line}", record.id().noun())),
    ];
    let own = |one: &Passage| !wanted.id.0.is_nil() && one.id == wanted.id;
    let is_taken = record.passages().iter().any(|(of, list)| *of != holder && list.iter().any(own));
    let fresh = if wanted.id.0.is_nil() || is_taken { PartId(session.fresh_id()) } else { wanted.id };
    let mut lists = record.passages_mut();
    let Some((_, list)) = lists.iter_mut().find(|(of, _)| *of == holder) else {
        return RowEffect { what, outcome: RowOutcome::Refused("It bears out nothing that is there.".to_owned()) };
    };
    let says_same = |one: &Passage| one.source == wanted.source && clean(&one.quote).trim() == clean(&wanted.quote).trim();
    let stands_there = |one: &Passage| match (stands(ruler, one, Some(one.start)).range(), &found.at) {
        (Some(one), Some(other)) => one.start < other.end && other.start < one.end,
        _ => one.start == wanted.start || found.at.is_none(),
    };
    if let Some(there) = list.iter_mut().find(|one| own(one)) {
        if says_same(there) {
            return RowEffect { what, outcome: RowOutcome::Same };
        }
        if found.at.is_none() {
            let why = "The record quotes other words there, and those of the file stand in the text no longer.";
            return RowEffect { what, outcome: RowOutcome::PassedOver(why.to_owned()) };
        }
        *there = wanted.clone();
        session.put(record);
        return RowEffect { what, outcome: RowOutcome::Changes(vec!["Passages".to_owned()]) };
    }
    if list.iter().any(|one| says_same(one) && stands_there(one)) {
        return RowEffect { what, outcome: RowOutcome::Same };
    }
    list.push(Passage { id: fresh, ..wanted.clone() });
    session.put(record);
    RowEffect { what, outcome: RowOutcome::New }
}

/// An id that a row gives.
fn uuid(session: &ImportSession<'_, '_>, row: &GridRow, key: Key, field: &'static str) -> Result<Option<Uuid>, RowError> {
    match session.cell(row, key) {
        "" => Ok(None),
        cell => cell.parse().map(Some).map_err(|_| RowError::NoId { cell: cell.to_owned(), field }),
    }
}

/// The record that the words of a row bear out: by its id, else asked about by how the row tells it.
fn borne_out(session: &mut ImportSession<'_, '_>, row: &GridRow) -> Result<RecordId, RowError> {
    let id = uuid(session, row, Key::ID, "ID")?;
    let of = session.cell(row, Key::OF).to_lowercase();
    if let Some(id) = id {
        let may_be = [
            RecordId::from(StatementId(id)),
            RecordId::from(RoundId(id)),
            RecordId::from(FollowUpId(id)),
            RecordId::from(IncidentId(id)),
        ];
        if let Some(found) = may_be.into_iter().find(|one| session.ws.contains(*one)) {
            return Ok(found);
        }
        if let Some(other) = session.ws.ids().find(|one| one.uuid() == id) {
            return Err(RowError::NoPassagesOf(other.noun()));
        }
    }
    let words = session.cell(row, Key::BEARS_OUT).to_owned();
    let missing = |id: Option<Uuid>| match id {
        None => RowError::NoRecord,
        Some(id) => RowError::NoSuchRecord(RecordId::of_noun(&of, id).map_or("record", RecordId::noun)),
    };
    let found: Vec<RecordId> = told_so(session, &words).into_iter().filter(|one| of.is_empty() || one.noun() == of).collect();
    let Some(first) = found.first().copied() else { return Err(missing(id)) };
    let proposed = if found.len() == 1 { Pick::Is(first) } else { Pick::New };
    match session.ask(&Name { noun: first.noun(), written: words }, found, proposed) {
        Pick::Is(id) => Ok(id),
        Pick::New => Err(RowError::NoSuchRecord(first.noun())),
    }
}

/// The records of which a list of passages tells so, those of the negotiation at hand if any of it are among them.
fn told_so(session: &mut ImportSession<'_, '_>, words: &str) -> Vec<RecordId> {
    let words = key(words);
    if words.is_empty() {
        return Vec::new();
    }
    if session.told_records.is_none() {
        let mut all = HashMap::new();
        for record in session.ws.records() {
            if let Record::Statement(said) = record {
                note(&mut all, key(&said.text), said.id.into());
            }
            if matches!(record, Record::Statement(_) | Record::Round(_) | Record::FollowUp(_) | Record::Incident(_)) {
                note(&mut all, key(&line(session, record)), record.id());
            }
        }
        session.told_records = Some(all);
    }
    let found = session.told_records.as_ref().and_then(|all| all.get(&words)).cloned().unwrap_or_default();
    let is_at_hand = |id: &RecordId| session.ws.view(*id).and_then(negotiation_of) == session.choices.into;
    let at_hand: Vec<RecordId> = found.iter().copied().filter(is_at_hand).collect();
    if at_hand.is_empty() { found } else { at_hand }
}

/// A record as a list of passages tells it.
fn line(session: &ImportSession<'_, '_>, record: &Record) -> String {
    match record {
        Record::Statement(said) => names::statement_line(&session.ws, said),
        record => names::title(&session.ws, record.id()),
    }
}

/// What of the record the words bear out.
fn holder(session: &ImportSession<'_, '_>, row: &GridRow, record: &Record) -> Result<Holder, RowError> {
    let cell = session.cell(row, Key::PART);
    let holder = match (cell, record) {
        ("", Record::Round(_)) => {
            return Err(RowError::NoPart(
                "It does not say what of the round its words bear out: the outcome, or which account, announcement or person at the table.",
            ));
        }
        ("", _) => Holder::Record,
        (cell, _) if plain(cell) == OUTCOME => Holder::Outcome,
        (cell, _) => {
            let id = cell.parse().map_err(|_| RowError::NoId { cell: cell.to_owned(), field: "Part" })?;
            Holder::Part(PartId(id))
        }
    };
    let is_there = record.passages().iter().any(|(of, _)| *of == holder);
    is_there
        .then_some(holder)
        .ok_or(RowError::NoPart("The part that it names is not there: an account, an announcement or the like."))
}

/// The source that a row names: by its id, else by its address, else by its title.
fn source(session: &ImportSession<'_, '_>, row: &GridRow, sources: &[&Source]) -> Result<SourceId, RowError> {
    if let Some(id) = uuid(session, row, Key::SOURCE_ID, "Source ID")?
        && let Some(found) = sources.iter().find(|one| one.id.0 == id)
    {
        return Ok(found.id);
    }
    let (address, title) = (session.cell(row, Key::ADDRESS), session.cell(row, Key::SOURCE));
    let named = |is: &dyn Fn(&Source) -> bool| sources.iter().filter(|one| is(one)).map(|one| one.id).collect::<Vec<_>>();
    let has_address = |is: &dyn Fn(&str) -> bool| named(&|one| !one.address.trim().is_empty() && is(one.address.trim()));
    let mut found = Vec::new();
    if !address.is_empty() {
        found = has_address(&|known| known == address);
        if found.is_empty() {
            found = has_address(&|known| bare(known) == bare(address));
        }
    }
    if found.len() != 1 && !title.is_empty() {
        let titled = named(&|one| plain(&one.title) == plain(title) || plain(&names::source_title(one)) == plain(title));
        let both: Vec<SourceId> = titled.iter().copied().filter(|id| found.contains(id)).collect();
        // An address that is not known is another source, whatever its title.
        found = match (found.is_empty(), address.is_empty()) {
            (true, true) => titled,
            (true, false) => titled.into_iter().filter(|id| is_without_address(sources, *id)).collect(),
            (false, _) if both.is_empty() => found,
            (false, _) => both,
        };
    }
    let called = if title.is_empty() { address } else { title };
    match found.as_slice() {
        [one] => Ok(*one),
        [] if called.is_empty() => Err(RowError::Lacks("It does not say from which source the words are.")),
        [] => Err(RowError::NoSource(called.to_owned())),
        several => Err(RowError::SourceOfWhich { name: called.to_owned(), count: several.len() }),
    }
}

fn is_without_address(sources: &[&Source], id: SourceId) -> bool {
    sources.iter().any(|one| one.id == id && one.address.trim().is_empty())
}

/// An address without what does not tell one page from another.
fn bare(address: &str) -> &str {
    let address = address.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    let address = address.split('#').next().unwrap_or(address);
    address.trim_end_matches('/')
}
