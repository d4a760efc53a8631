//! Rows that are facts on which reports of a round differ. Those about dates are announcements as well.

use super::grid::GridRow;
use super::mapping::Key;
use super::plan::types::{RowEffect, RowOutcome};
use super::row_error::RowError;
use super::session::ImportSession;
use super::times::{Clocks, time};
use super::words::{aside, plain, sentence};
use crate::model::{Announcement, Discrepancy, DiscrepancyField, PartId, SourceId, When, Who};
use crate::query::names;

pub(super) fn row(session: &mut ImportSession<'_, '_>, row: &GridRow) -> Result<RowEffect, RowError> {
    let about = session.cell(row, DiscrepancyField::about).to_owned();
    let (held, other) =
        (session.cell(row, DiscrepancyField::held).to_owned(), session.cell(row, DiscrepancyField::other).to_owned());
    if about.is_empty() || other.is_empty() {
        let missing = if session.has(DiscrepancyField::about) { DiscrepancyField::other } else { DiscrepancyField::about };
        return Err(session.lacks(missing, "It does not say on which fact reports differ, or what the other report gives."));
    }
    let named = session.cell(row, Key::ROUND).to_owned();
    let Some(round) = session.round(row, &named)? else {
        return Err(session.lacks(Key::ROUND, "It does not say about which round."));
    };
    let negotiation = session.negotiation(row, Some(round))?;
    let named = session.cited(row);
    let source = session.sources(negotiation, &named).first().copied();
    let clocks = session.clocks(Some(round), None);
    let note = sentence(session.cell(row, Key::NOTE));
    let level = session.level(row, []).and_then(|level| level.stated());
    let is_known = !session.index.told.insert((round, plain(&about), plain(&other)));
    let mut announcements = Vec::new();
    if is_about_dates(&about) {
        announcements.extend(announced(session, &about, &held, "Most reports", None, clocks));
        announcements.extend(announced(session, &about, &other, "", source, clocks));
    }
    let part = PartId(session.fresh_id());
    let what = format!("{}: {}", names::round(&session.ws, round), sentence(&about));
    let Some(record) = session.ws.rounds.get_mut(&round) else {
        return Err(RowError::Lacks("The round is no longer there."));
    };
    let there = &mut record.schedule.announcements;
    announcements.iter_mut().for_each(|one| one.level.clone_from(&level));
    announcements.retain(|one| !there.iter().any(|known| is_same(known, one)));
    let outcome = match (is_known, announcements.is_empty()) {
        (true, true) => return Ok(RowEffect { what, outcome: RowOutcome::Same }),
        (true, false) => RowOutcome::Changes(vec!["announcements".to_owned()]),
        (false, _) => RowOutcome::New,
    };
    there.append(&mut announcements);
    if !is_known {
        record.discrepancies.push(Discrepancy {
            id: part,
            about: sentence(&about),
            held,
            other,
            note,
            source,
            level: level.clone(),
        });
    }
    session.touch(round);
    Ok(RowEffect { what, outcome })
}

/// Whether two announcements are one: the same date by the same, or from the same source.
fn is_same(known: &Announcement, one: &Announcement) -> bool {
    known.when == one.when && (known.by == one.by || one.source.is_some() && known.source == one.source)
}

/// Whether a fact is when the round was, and not a weekday, a length or the dates of others.
fn is_about_dates(about: &str) -> bool {
    matches!(
        plain(about).as_str(),
        "date" | "dates" | "start" | "start date" | "end date" | "opening day" | "when" | "day" | "days"
    )
}

/// What a report gives, if it names a day: "2026-02-16 (Kyiv Independent)" is said by the Kyiv Independent.
fn announced(
    session: &mut ImportSession<'_, '_>,
    about: &str,
    words: &str,
    by: &str,
    source: Option<SourceId>,
    clocks: Clocks,
) -> Option<Announcement> {
    let (date, who) = aside(words);
    let said = time(date, clocks).ok()?.when;
    if !matches!(said, When::Day(_) | When::Span { .. } | When::At { .. }) {
        return None;
    }
    let outlet = || source.and_then(|id| session.ws.sources.get(&id)).map(names::source_title);
    let by = match (who.is_empty(), by.is_empty()) {
        (false, _) => who.to_owned(),
        (true, false) => by.to_owned(),
        (true, true) => outlet().unwrap_or_else(|| "Another report".to_owned()),
    };
    Some(Announcement {
        id: PartId(session.fresh_id()),
        by: Some(Who::Described(by)),
        said_on: When::Unknown,
        when: said,
        venue: String::new(),
        wording: sentence(about),
        source,
        passages: Vec::new(),
        withdrawn: false,
        level: None,
    })
}
