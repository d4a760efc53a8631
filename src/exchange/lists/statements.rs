//! What was said, a row each, by when it was said; what is told without attribution has only what may leave of it.

use super::cells::{passages, sources, told};
use super::layout::{ADDRESS, Columns, ListColumn, ListLayout, NOT_ATTRIBUTED, OUTLET};
use crate::exchange::release::Unattributed;
use crate::exchange::table::{Cell, Table};
use crate::model::fields::{Column, FieldName, HasFields, Release};
use crate::model::when::WhenKey;
use crate::model::{ConditionField, OriginalField, RoundId, Statement, StatementField, When, Workspace};
use crate::query::position;
use chrono_tz::Tz;

/// When it was said, where that is no exact day.
const TOLD: Column =
    Column::new("When, as said", 18, "The time in words, where it is no exact day").key("told").also("date in words").by_hand();

pub(super) fn columns() -> Vec<ListColumn<Statement>> {
    use StatementField as F;
    Columns::<Statement>::new(Statement::TABLE)
        .fields([F::round, F::said_on])
        .more(F::said_on, TOLD, |_, said| told(&said.said_on))
        .fields([F::party, F::on_behalf_of, F::speaker, F::issues, F::kind, F::firmness, F::text, F::verbatim])
        .within(F::original, [OriginalField::text, OriginalField::language])
        .fields([F::level, F::terms, F::verification, F::verification_note, F::reliability, F::credibility, F::movement])
        .within(F::condition, [ConditionField::text])
        .fields([F::assessor])
        .cell(F::sources, |list, said| sources(list.workspace(), &said.sources, |source| &source.title))
        .more(F::sources, OUTLET, |list, said| sources(list.workspace(), &said.sources, |source| &source.outlet))
        .more(F::sources, ADDRESS, |list, said| sources(list.workspace(), &said.sources, |source| &source.address))
        .fields([F::locus])
        .cell(F::passages, |list, said| passages(list.released, &said.passages))
        .cell(F::sitting, |list, said| sitting(list.workspace(), said))
        .fields([F::note, F::tags, F::to_check])
        .rest()
        .fields([F::supersedes, F::answers])
        .within(F::condition, [ConditionField::on])
        .fields([F::id])
        .all()
}

pub(super) fn table(layout: &ListLayout<'_>) -> Table {
    let columns = columns();
    let ws = layout.released.workspace();
    let wanted = |round: Option<RoundId>| layout.request.round.is_none_or(|only| round == Some(only));
    let zone = layout.context.zone;
    let mut rows: Vec<(Place, Vec<Cell>)> = Vec::new();
    let mut said: Vec<&Statement> = ws.statements_of(layout.request.negotiation).filter(|one| wanted(one.round)).collect();
    position::sort_by_said(ws, &mut said, zone);
    for statement in said {
        rows.push((
            Place::of(position::said_when(ws, statement), zone, false),
            columns.iter().map(|column| column.cell(layout, statement)).collect(),
        ));
    }
    for one in layout.released.unattributed().iter().filter(|one| wanted(one.round)) {
        let round = one.round.and_then(|round| ws.rounds.get(&round));
        let when = round.filter(|_| one.said_on.is_unknown()).map_or(&one.said_on, |round| &round.schedule.when);
        rows.push((Place::of(when, zone, true), columns.iter().map(|column| unattributed(column, layout, one)).collect()));
    }
    // Within a day in the order in which each list is.
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    let columns = columns.iter().map(ListColumn::head).collect();
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

/// What stands in a column of what is told without attribution: of fields that leave so, and nothing of any other.
fn unattributed(column: &ListColumn<Statement>, list: &ListLayout<'_>, one: &Unattributed) -> Cell {
    match column.field {
        Some(field) if field.release == Release::Unattributed => column.cell(list, one),
        Some(field) if field.name == StatementField::party.field().name => Cell::text(NOT_ATTRIBUTED),
        _ => Cell::Empty,
    }
}

fn sitting(ws: &Workspace, said: &Statement) -> Cell {
    let round = said.round.and_then(|id| ws.rounds.get(&id));
    let sitting = round.and_then(|round| round.sittings.iter().find(|sitting| Some(sitting.id) == said.sitting));
    sitting.map_or(Cell::Empty, |sitting| Cell::text(&sitting.title))
}
