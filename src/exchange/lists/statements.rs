//! What was said, a row each, by when it was said; what is told without attribution has only what may leave of it.

use super::cells::{date, lines, optional, sources, term, told, yes};
use super::layout::{self, ListColumn, ListLayout, NOT_ATTRIBUTED};
use crate::exchange::release::Unattributed;
use crate::exchange::table::{Cell, Table};
use crate::model::when::WhenKey;
use crate::model::{IssueId, RoundId, Statement, StatementId, When, Workspace};
use crate::query::{names, position};
use chrono_tz::Tz;

/// A column, and what stands in it: of a statement, and of what is told without attribution.
struct SaidColumn {
    whole: ListColumn<Statement>,
    unattributed: fn(&ListLayout<'_>, &Unattributed) -> Cell,
}

/// A column that says nothing of what is told without attribution.
const fn column(header: &'static str, width: u16, cell: fn(&ListLayout<'_>, &Statement) -> Cell) -> SaidColumn {
    SaidColumn { whole: layout::column(header, width, cell), unattributed: |_, _| Cell::Empty }
}

/// A column of ids.
const fn ids(header: &'static str, width: u16, cell: fn(&ListLayout<'_>, &Statement) -> Cell) -> SaidColumn {
    SaidColumn { whole: layout::ids(header, width, cell), ..column(header, width, cell) }
}

impl SaidColumn {
    /// With this of what is told without attribution.
    const fn or(self, unattributed: fn(&ListLayout<'_>, &Unattributed) -> Cell) -> Self {
        Self { unattributed, ..self }
    }
}

const COLUMNS: &[SaidColumn] = &[
    column("Round", 20, |list, said| round(list.workspace(), said.round)).or(|list, one| round(list.workspace(), one.round)),
    column("Date", 12, |_, said| date(&said.said_on)).or(|_, one| date(&one.said_on)),
    column("When, as said", 18, |_, said| told(&said.said_on)).or(|_, one| told(&one.said_on)),
    column("Party", 16, |list, said| Cell::text(names::party(list.workspace(), said.party)))
        .or(|_, _| Cell::text(NOT_ATTRIBUTED)),
    column("On behalf of", 14, |list, said| {
        said.on_behalf_of.map_or(Cell::Empty, |party| Cell::text(names::party(list.workspace(), party)))
    }),
    column("Speaker", 18, |list, said| {
        said.speaker.as_ref().map_or(Cell::Empty, |who| Cell::text(names::who(list.workspace(), who)))
    }),
    column("Issues", 20, |list, said| issues(list.workspace(), &said.issues))
        .or(|list, one| issues(list.workspace(), &one.issues)),
    column("Kind", 12, |_, said| term(&said.kind)).or(|_, one| term(&one.kind)),
    column("Firmness", 11, |_, said| optional(said.firmness.as_ref())),
    column("Text", 50, |_, said| Cell::text(&said.text)).or(|_, one| Cell::text(&one.text)),
    column("Verbatim", 9, |_, said| yes(said.verbatim)).or(|_, one| yes(one.verbatim)),
    column("Original", 30, |_, said| Cell::text(&said.original.text)),
    column("Language", 10, |_, said| Cell::text(&said.original.language)),
    column("Record level", 13, |_, said| term(&said.level)).or(|_, one| term(&one.level)),
    column("Terms", 18, |_, said| Cell::text(&said.terms)),
    column("Verification", 13, |_, said| term(&said.verification)),
    column("Verification in words", 24, |_, said| Cell::text(&said.verification_note)),
    column("Reliability", 12, |_, said| optional(said.reliability.as_ref())),
    column("Credibility", 12, |_, said| optional(said.credibility.as_ref())),
    column("Movement", 11, |_, said| optional(said.movement.as_ref())),
    column("Condition", 24, |_, said| Cell::text(&said.condition.text)),
    column("Assessor", 14, |_, said| Cell::text(&said.assessor)),
    column("Source", 26, |list, said| sources(list.workspace(), &said.sources, |source| &source.title)),
    column("Outlet", 16, |list, said| sources(list.workspace(), &said.sources, |source| &source.outlet)),
    column("Address", 56, |list, said| sources(list.workspace(), &said.sources, |source| &source.address)),
    column("Place in source", 12, |_, said| Cell::text(&said.locus)),
    column("Sitting", 14, |list, said| sitting(list.workspace(), said)),
    column("Note", 24, |_, said| Cell::text(&said.note)),
    column("Tags", 16, |_, said| lines(said.tags.iter().cloned())),
    column("To look at", 24, |_, said| lines(said.to_check.iter().cloned())),
    ids("Supersedes", 16, |_, said| statements(&said.supersedes)),
    ids("Answers", 16, |_, said| statements(&said.answers)),
    ids("Depends on", 16, |_, said| statements(&said.condition.on)),
    ids("ID", 38, |_, said| Cell::text(said.id.to_string())),
];

pub fn table(layout: &ListLayout<'_>) -> Table {
    let ws = layout.released.workspace();
    let wanted = |round: Option<RoundId>| layout.request.round.is_none_or(|only| round == Some(only));
    let zone = layout.context.zone;
    let mut rows: Vec<(Place, Vec<Cell>)> = Vec::new();
    let mut said: Vec<&Statement> = ws.statements_of(layout.request.negotiation).filter(|one| wanted(one.round)).collect();
    position::sort_by_said(ws, &mut said, zone);
    for statement in said {
        rows.push((
            Place::of(position::said_when(ws, statement), zone, false),
            COLUMNS.iter().map(|column| (column.whole.cell)(layout, statement)).collect(),
        ));
    }
    for one in layout.released.unattributed().iter().filter(|one| wanted(one.round)) {
        let round = one.round.and_then(|round| ws.rounds.get(&round));
        let when = round.filter(|_| one.said_on.is_unknown()).map_or(&one.said_on, |round| &round.schedule.when);
        rows.push((Place::of(when, zone, true), COLUMNS.iter().map(|column| (column.unattributed)(layout, one)).collect()));
    }
    // Within a day in the order in which each list is.
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    let columns = COLUMNS.iter().map(|column| column.whole.head()).collect();
    Table { columns, rows: rows.into_iter().map(|(_, row)| row).collect(), ..Table::default() }
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

fn round(ws: &Workspace, id: Option<RoundId>) -> Cell {
    id.map_or(Cell::Empty, |id| Cell::text(names::round(ws, id)))
}

fn statements(ids: &[StatementId]) -> Cell {
    lines(ids.iter().map(ToString::to_string))
}

fn issues(ws: &Workspace, ids: &[IssueId]) -> Cell {
    lines(ids.iter().map(|id| names::issue_path(ws, *id)))
}

fn sitting(ws: &Workspace, said: &Statement) -> Cell {
    let round = said.round.and_then(|id| ws.rounds.get(&id));
    let sitting = round.and_then(|round| round.sittings.iter().find(|sitting| Some(sitting.id) == said.sitting));
    sitting.map_or(Cell::Empty, |sitting| Cell::text(&sitting.title))
}
