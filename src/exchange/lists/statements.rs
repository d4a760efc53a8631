//! What was said, a row each, by when it was said; what is told without attribution has only what may leave of it.

use super::cells::{date, lines, optional, sources, term, told, yes};
use super::layout::{ListLayout, NOT_ATTRIBUTED, columns};
use crate::exchange::release::Unattributed;
use crate::exchange::table::{Cell, Table};
use crate::model::when::WhenKey;
use crate::model::{IssueId, RoundId, Statement, StatementId, When, Workspace};
use crate::query::{names, position};
use chrono_tz::Tz;

const COLUMNS: [(&str, u16); 34] = [
    ("Round", 20),
    ("Date", 12),
    ("When, as said", 18),
    ("Party", 16),
    ("On behalf of", 14),
    ("Speaker", 18),
    ("Issues", 20),
    ("Kind", 12),
    ("Firmness", 11),
    ("Text", 50),
    ("Verbatim", 9),
    ("Original", 30),
    ("Language", 10),
    ("Record level", 13),
    ("Terms", 18),
    ("Verification", 13),
    ("Verification in words", 24),
    ("Reliability", 12),
    ("Credibility", 12),
    ("Movement", 11),
    ("Condition", 24),
    ("Assessor", 14),
    ("Source", 26),
    ("Outlet", 16),
    ("Address", 56),
    ("Place in source", 12),
    ("Sitting", 14),
    ("Note", 24),
    ("Tags", 16),
    ("To look at", 24),
    ("Supersedes", 16),
    ("Answers", 16),
    ("Depends on", 16),
    ("ID", 38),
];

pub fn table(layout: &ListLayout<'_>) -> Table {
    let ws = layout.released.workspace();
    let wanted = |round: Option<RoundId>| layout.request.round.is_none_or(|only| round == Some(only));
    let zone = layout.context.zone;
    let mut rows: Vec<(Place, Vec<Cell>)> = Vec::new();
    let mut said: Vec<&Statement> = ws.statements_of(layout.request.negotiation).filter(|one| wanted(one.round)).collect();
    position::sort_by_said(ws, &mut said, zone);
    for statement in said {
        rows.push((Place::of(position::said_when(ws, statement), zone, false), whole(ws, statement)));
    }
    for one in layout.released.unattributed().iter().filter(|one| wanted(one.round)) {
        let round = one.round.and_then(|round| ws.rounds.get(&round));
        let when = round.filter(|_| one.said_on.is_unknown()).map_or(&one.said_on, |round| &round.schedule.when);
        rows.push((Place::of(when, zone, true), unattributed(ws, one)));
    }
    // Within a day in the order in which each list is.
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    Table { columns: columns(&COLUMNS), rows: rows.into_iter().map(|(_, row)| row).collect(), ..Table::default() }
}

/// Undated first, then by date, and what is not attributed after the rest.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    when: Option<WhenKey>,
    unattributed: bool,
}

impl Place {
    fn of(when: &When, zone: Tz, unattributed: bool) -> Self {
        let dated = when.earliest_day(zone).or(when.latest_day(zone)).is_some();
        Self { when: dated.then(|| when.key(zone)), unattributed }
    }
}

fn whole(ws: &Workspace, said: &Statement) -> Vec<Cell> {
    let [source, outlet, address] = sources(ws, &said.sources);
    let ids = |ids: &[StatementId]| lines(ids.iter().map(ToString::to_string));
    vec![
        round(ws, said.round),
        date(&said.said_on),
        told(&said.said_on),
        Cell::text(names::party(ws, said.party)),
        said.on_behalf_of.map_or(Cell::Empty, |party| Cell::text(names::party(ws, party))),
        said.speaker.as_ref().map_or(Cell::Empty, |who| Cell::text(names::who(ws, who))),
        issues(ws, &said.issues),
        term(&said.kind),
        optional(said.firmness.as_ref()),
        Cell::text(&said.text),
        yes(said.verbatim),
        Cell::text(&said.original.text),
        Cell::text(&said.original.language),
        term(&said.level),
        Cell::text(&said.terms),
        term(&said.verification),
        Cell::text(&said.verification_note),
        optional(said.reliability.as_ref()),
        optional(said.credibility.as_ref()),
        optional(said.movement.as_ref()),
        Cell::text(&said.condition.text),
        Cell::text(&said.assessor),
        source,
        outlet,
        address,
        Cell::text(&said.locus),
        sitting(ws, said),
        Cell::text(&said.note),
        lines(said.tags.iter().cloned()),
        lines(said.to_check.iter().cloned()),
        ids(&said.supersedes),
        ids(&said.answers),
        ids(&said.condition.on),
        Cell::text(said.id.to_string()),
    ]
}

fn unattributed(ws: &Workspace, one: &Unattributed) -> Vec<Cell> {
    let mut row = vec![Cell::Empty; COLUMNS.len()];
    let mut put = |header: &str, cell: Cell| {
        if let Some(at) = COLUMNS.iter().position(|(name, _)| *name == header) {
            row[at] = cell;
        }
    };
    put("Round", round(ws, one.round));
    put("Date", date(&one.said_on));
    put("When, as said", told(&one.said_on));
    put("Party", Cell::text(NOT_ATTRIBUTED));
    put("Issues", issues(ws, &one.issues));
    put("Kind", term(&one.kind));
    put("Text", Cell::text(&one.text));
    put("Verbatim", yes(one.verbatim));
    put("Record level", term(&one.level));
    row
}

fn round(ws: &Workspace, id: Option<RoundId>) -> Cell {
    id.map_or(Cell::Empty, |id| Cell::text(names::round(ws, id)))
}

fn issues(ws: &Workspace, ids: &[IssueId]) -> Cell {
    lines(ids.iter().map(|id| names::issue_path(ws, *id)))
}

fn sitting(ws: &Workspace, said: &Statement) -> Cell {
    let round = said.round.and_then(|id| ws.rounds.get(&id));
    let sitting = round.and_then(|round| round.sittings.iter().find(|sitting| Some(sitting.id) == said.sitting));
    sitting.map_or(Cell::Empty, |sitting| Cell::text(&sitting.title))
}
