//! What a file would do to the record, row by row; and the records that do it.
//!
//! The types stand in [`types`], which imports no reader of rows; the readers use them, and the planner here uses the readers.

pub mod types;

use super::grid::{Grid, GridRow};
use super::kept::{Reading, recall};
use super::mapping::{Field, Kind, Mapping};
use super::names::Entities;
use super::rounds::Dates;
use super::row_error::RowError;
use super::session::{Finished, ImportSession};
use super::terms::unknown;
use super::{attendance, follow_ups, matrix, names, passages, reports, rounds, statements};
use crate::exchange::progress::{Progress, Stopped};
use crate::model::Workspace;
use crate::query::names::shortened;
use crate::query::usage::counted;
use crate::query::{levels, names as query_names};
use std::collections::BTreeMap;
use types::RowEffect;
pub use types::{
    Cause, Choices, Making, NO_COLUMN, NO_NEGOTIATION, NO_SORT, Name, Pick, Plan, Question, RowOutcome, RowPlan, Tally,
};

/// Plans what the rows of a table would do. Progress is in rows.
///
/// # Errors
/// If it is stopped.
pub fn plan(
    workspace: &Workspace,
    grid: &Grid,
    mapping: &Mapping,
    choices: &Choices,
    making: &mut Making<'_>,
    progress: &Progress,
) -> Result<Plan, Stopped> {
    let reading = Reading::of(grid, mapping);
    if mapping.kind == Kind::Matrix {
        let (unfolded, of_statements) = matrix::unfolded(grid, mapping);
        return read_so(workspace, (&unfolded, &of_statements), &reading, choices, making, progress);
    }
    let mut plan = read_so(workspace, (grid, mapping), &reading, choices, making, progress)?;
    plan.notes.extend(read_as_before(workspace, grid, mapping, choices));
    Ok(plan)
}

/// Says that a table is read otherwise than it would be, because it was before.
fn read_as_before(workspace: &Workspace, grid: &Grid, mapping: &Mapping, choices: &Choices) -> Option<String> {
    let recalled = recall(workspace, grid, choices.into).filter(|recalled| recalled.mapping.columns == mapping.columns)?;
    let is_so = recalled.mapping.kind == mapping.kind && Some(recalled.into) == choices.into;
    let into = query_names::negotiation(workspace, recalled.into);
    is_so.then(|| format!("This table is read as it was before: {}, into {into}.", mapping.kind.label().to_lowercase()))
}

/// The same, of the rows as they are read.
fn read_so(
    workspace: &Workspace,
    (grid, mapping): (&Grid, &Mapping),
    reading: &Reading,
    choices: &Choices,
    making: &mut Making<'_>,
    progress: &Progress,
) -> Result<Plan, Stopped> {
    progress.begin(grid.rows.len() as u64);
    if let Some(field) = mapping.missing().first() {
        return Ok(without(field, grid));
    }
    let mut session = ImportSession::new(workspace, (mapping, grid), choices, making);
    let mut rows: Vec<Option<RowPlan>> = grid.rows.iter().map(|_| None).collect();
    let mut entities = Entities::of(&session, grid);
    let dates = Dates::of(&session, grid);
    let mut later: Vec<(usize, String)> = Vec::new();
    for (at, row) in grid.rows.iter().enumerate() {
        progress.at(at as u64)?;
        if mapping.kind == Kind::Rounds
            && row.fault.is_none()
            && let Some(base) = dates.round_of(&session, row)
        {
            // The round itself may stand below.
            later.push((at, base));
            continue;
        }
        rows[at] = Some(planned(&mut session, &mut entities, row));
    }
    let mut dates_only = 0;
    for (at, base) in later {
        let row = &grid.rows[at];
        rows[at] = Some(match rounds::date(&mut session, row, &base) {
            Ok(Some(done)) => {
                dates_only += usize::from(done.outcome == RowOutcome::New);
                RowPlan { number: row.number, what: done.what, outcome: done.outcome, says: Vec::new() }
            }
            Ok(None) => planned(&mut session, &mut entities, row),
            Err(error) => refused(row, error.to_string()),
        });
    }
    progress.at(grid.rows.len() as u64)?;
    let rows: Vec<RowPlan> = rows.into_iter().flatten().collect();
    let Finished { questions, answered, puts, made, told } = session.finish(reading);
    let mut plan = Plan { label: String::new(), rows, questions, answered, puts, notes: grid.reading.notes.clone() };
    plan.label = label(&plan, mapping.kind);
    plan.notes.extend(made_as_well(&made, mapping.kind));
    if mapping.kind != Kind::Names {
        let of_terms = mapping.columns.iter().zip(&grid.header).filter(|(column, _)| column.is_none()).map(|(_, header)| header);
        let of_terms: Vec<String> =
            of_terms.filter(|header| levels::spoken_of(header).is_some()).map(|header| format!("“{header}”")).collect();
        if !of_terms.is_empty() {
            plan.notes.push(format!("Read for the terms on which it was said: {}.", of_terms.join(", ")));
        }
    }
    plan.notes.extend(told);
    plan.notes.extend(unknown(grid, mapping));
    if dates_only > 0 {
        plan.notes.push(format!("Of these {} once had, and no rounds of their own.", rows_are_dates(dates_only)));
    }
    Ok(plan)
}

/// A plan in which nothing is done, for no column is taken for a field that every row needs.
fn without(field: &Field, grid: &Grid) -> Plan {
    let why = RowError::NoColumn(field.label).to_string();
    let refused = |row: &GridRow| refused(row, row.fault.clone().unwrap_or_else(|| why.clone()));
    Plan {
        label: "import nothing".to_owned(),
        rows: grid.rows.iter().map(refused).collect(),
        questions: Vec::new(),
        answered: Vec::new(),
        puts: Vec::new(),
        notes: grid.reading.notes.clone(),
    }
}

fn planned(session: &mut ImportSession<'_, '_>, entities: &mut Entities, row: &GridRow) -> RowPlan {
    let done = match (&row.fault, session.kind()) {
        (Some(fault), _) => Err(RowError::Fault(fault.clone())),
        (None, Kind::Rounds) => rounds::row(session, row),
        (None, Kind::Statements | Kind::Matrix) => statements::row(session, row),
        (None, Kind::Attendance) => attendance::row(session, row),
        (None, Kind::FollowUps) => follow_ups::row(session, row),
        (None, Kind::Reports) => reports::row(session, row),
        (None, Kind::Passages) => passages::row(session, row),
        (None, Kind::Names | Kind::Parties | Kind::People) => names::row(session, entities, row),
    };
    let says = std::mem::take(&mut session.says);
    match done {
        Ok(RowEffect { what, outcome }) => RowPlan { number: row.number, what, outcome, says },
        Err(error) => refused(row, error.to_string()),
    }
}

/// A row that cannot be taken, and why.
fn refused(row: &GridRow, why: String) -> RowPlan {
    RowPlan { number: row.number, what: row_words(row), outcome: RowOutcome::Refused(why), says: Vec::new() }
}

/// The first words of a row that cannot be taken.
fn row_words(row: &GridRow) -> String {
    let words: Vec<&str> = row.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).take(3).collect();
    shortened(&words.join(", "), "")
}

/// What undo shows.
fn label(plan: &Plan, kind: Kind) -> String {
    let tally = plan.tally();
    if tally.new > 0 {
        return format!("import {}", counted(tally.new, kind.noun()));
    }
    if tally.changes == 0 {
        return "import answers about names".to_owned();
    }
    format!("import changes to {}", counted(tally.changes, kind.noun()))
}

fn rows_are_dates(count: usize) -> String {
    if count == 1 { "1 row is a date that a round".to_owned() } else { format!("{count} rows are dates that rounds") }
}

/// What is made beside what the rows are, by name.
fn made_as_well(made: &BTreeMap<&'static str, Vec<String>>, kind: Kind) -> Option<String> {
    const NAMED: usize = 6;
    let words = |(noun, titles): (&&'static str, &Vec<String>)| {
        let named: Vec<String> = titles.iter().take(NAMED).map(|title| shortened(title, "Untitled")).collect();
        let more = titles.len().checked_sub(NAMED).filter(|more| *more > 0);
        let more = more.map_or_else(String::new, |more| format!(" and {more} more"));
        format!("{}: {}{more}", counted(titles.len(), noun), named.join(", "))
    };
    let words: Vec<String> = made.iter().filter(|(noun, _)| **noun != kind.noun()).map(words).collect();
    (!words.is_empty()).then(|| format!("Made as well: {}.", words.join("; ")))
}
