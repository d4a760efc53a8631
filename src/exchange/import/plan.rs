//! What a file would do to the record, row by row; and the records that do it.

use super::desk::{Desk, Finished};
use super::grid::{Grid, GridRow};
use super::kept::{Reading, recall};
use super::mapping::{Field, Kind, Mapping};
use super::names::Entities;
use super::rounds::Dates;
use super::terms::unknown;
use super::{attendance, follow_ups, matrix, names, reports, rounds, statements};
use crate::exchange::progress::{Progress, Stopped};
use crate::model::{NegotiationId, Record, RecordId, Workspace};
use crate::query::names::shortened;
use crate::query::usage::counted;
use crate::query::{levels, names as query_names};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Why a row is refused that does not say where it goes.
pub const NO_NEGOTIATION: &str = "It does not say in which negotiation. Choose one for the whole file.";

/// What begins the reason of rows that lack a field for which there is no column.
pub const NO_COLUMN: &str = "No column is taken for";

/// What begins the reason of names that are of parties or of people.
pub const NO_SORT: &str = "It does not say whether";

/// What an import would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What undo shows: "import 69 statements".
    pub label: String,
    /// Each row of the file, in order.
    pub rows: Vec<RowPlan>,
    /// Names that need an answer before they are taken for what is in the record.
    pub questions: Vec<Question>,
    /// Names that were answered for before: the answers stand in the record, and can be corrected.
    pub answered: Vec<Question>,
    /// The records as they should be, for the session. Empty if nothing would change.
    pub puts: Vec<Record>,
    /// What else the user should know, a sentence each.
    pub notes: Vec<String>,
}

/// What becomes of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowPlan {
    /// Where it stands in the file.
    pub number: u64,
    /// What it is about, in a line.
    pub what: String,
    /// What becomes of it.
    pub fate: Fate,
    /// What it says, as it is read: the label and the words of each field that matters.
    pub says: Vec<(&'static str, String)>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It adds something.
    New,
    /// It changes what is there; what it changes, in words.
    Changes(Vec<String>),
    /// It is in the record already.
    Same,
    /// It is not taken, and nothing needs to be done; why.
    PassedOver(String),
    /// It cannot be taken; why, and what to do.
    Refused(String),
}

/// A name in the file that is not surely one of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What it names and how it is written.
    pub name: Name,
    /// In how many rows.
    pub rows: usize,
    /// Which of the record it may be, the likeliest first, with their titles.
    pub candidates: Vec<(RecordId, String)>,
    /// Whether it is like none of these: they are all that it can be besides something new.
    pub unlike: bool,
    /// What it is taken for now.
    pub pick: Pick,
}

/// A name as a file writes it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// What it names: "party", "person", "issue", "round", "negotiation".
    pub noun: &'static str,
    /// How it is written.
    pub written: String,
}

/// What a name is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Something new.
    New,
    /// This one of the record.
    Is(RecordId),
}

/// What the user has said about what the file does not say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Into which negotiation, where rows do not name one.
    pub into: Option<NegotiationId>,
    /// The same by its title, where it is to be made; one that is called so is it.
    pub into_new: Option<String>,
    /// What names are to be taken for.
    pub picks: BTreeMap<Name, Pick>,
}

/// What making records needs from the world.
pub struct Making<'a> {
    /// The time now.
    pub now: DateTime<Utc>,
    /// In whose name.
    pub author: &'a str,
    /// The reader's own zone.
    pub zone: Tz,
    /// A fresh id, each greater than those before it.
    pub id: &'a mut dyn FnMut() -> Uuid,
}

/// How many rows become what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows that add something.
    pub new: usize,
    /// Rows that change something.
    pub changes: usize,
    /// Rows that are in the record already.
    pub same: usize,
    /// Rows that are passed over.
    pub passed_over: usize,
    /// Rows that cannot be taken.
    pub refused: usize,
}

/// A reason for which rows are refused, told once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The reason, in words.
    pub why: String,
    /// The numbers of the rows.
    pub rows: Vec<u64>,
    /// What the first of them is about.
    pub what: String,
}

impl Cause {
    /// Which rows, in words: "Row 5", "Rows 2–4 and 9".
    pub fn rows_words(&self) -> String {
        const NAMED: usize = 6;
        let mut spans: Vec<(u64, u64)> = Vec::new();
        for row in &self.rows {
            match spans.last_mut() {
                Some((_, last)) if *last + 1 == *row => *last = *row,
                _ => spans.push((*row, *row)),
            }
        }
        let words = |(first, last): &(u64, u64)| if first == last { first.to_string() } else { format!("{first}–{last}") };
        let named: Vec<String> = spans.iter().take(NAMED).map(words).collect();
        let told: u64 = spans.iter().take(NAMED).map(|(first, last)| last - first + 1).sum();
        let more = u64::try_from(self.rows.len()).unwrap_or(u64::MAX).saturating_sub(told);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let row = if self.rows.len() == 1 { "Row" } else { "Rows" };
        format!("{row} {}{more}", named.join(", "))
    }
}

impl Plan {
    /// The reasons for which rows are refused, each once, in the order in which they come up.
    pub fn causes(&self) -> Vec<Cause> {
        let mut causes: Vec<Cause> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for row in &self.rows {
            let Fate::Refused(why) = &row.fate else { continue };
            match known.get(why.as_str()) {
                Some(at) => causes[*at].rows.push(row.number),
                None => {
                    known.insert(why, causes.len());
                    causes.push(Cause { why: why.clone(), rows: vec![row.number], what: row.what.clone() });
                }
            }
        }
        causes
    }

    /// How many rows become what.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for row in &self.rows {
            *match row.fate {
                Fate::New => &mut tally.new,
                Fate::Changes(_) => &mut tally.changes,
                Fate::Same => &mut tally.same,
                Fate::PassedOver(_) => &mut tally.passed_over,
                Fate::Refused(_) => &mut tally.refused,
            } += 1;
        }
        tally
    }
}

/// What one row does.
#[derive(Debug)]
pub(super) struct Done {
    /// What it is about, in a line.
    pub what: String,
    /// What becomes of it.
    pub fate: Fate,
}

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
    let mut desk = Desk::new(workspace, (mapping, grid), choices, making);
    let mut rows: Vec<Option<RowPlan>> = grid.rows.iter().map(|_| None).collect();
    let mut entities = Entities::of(&desk, grid);
    let dates = Dates::of(&desk, grid);
    let mut later: Vec<(usize, String)> = Vec::new();
    for (at, row) in grid.rows.iter().enumerate() {
        progress.at(at as u64)?;
        if mapping.kind == Kind::Rounds
            && row.fault.is_none()
            && let Some(base) = dates.round_of(&desk, row)
        {
            // The round itself may stand below.
            later.push((at, base));
            continue;
        }
        rows[at] = Some(planned(&mut desk, &mut entities, row));
    }
    let mut dates_only = 0;
    for (at, base) in later {
        let row = &grid.rows[at];
        rows[at] = Some(match rounds::date(&mut desk, row, &base) {
            Ok(Some(done)) => {
                dates_only += usize::from(done.fate == Fate::New);
                RowPlan { number: row.number, what: done.what, fate: done.fate, says: Vec::new() }
            }
            Ok(None) => planned(&mut desk, &mut entities, row),
            Err(why) => RowPlan { number: row.number, what: row_words(row), fate: Fate::Refused(why), says: Vec::new() },
        });
    }
    progress.at(grid.rows.len() as u64)?;
    let rows: Vec<RowPlan> = rows.into_iter().flatten().collect();
    let Finished { questions, answered, puts, made, told } = desk.finish(reading);
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
    let why = format!("{NO_COLUMN} the {}.", field.label.to_lowercase());
    let refused = |row: &GridRow| RowPlan {
        number: row.number,
        what: row_words(row),
        fate: Fate::Refused(row.fault.clone().unwrap_or_else(|| why.clone())),
        says: Vec::new(),
    };
    Plan {
        label: "import nothing".to_owned(),
        rows: grid.rows.iter().map(refused).collect(),
        questions: Vec::new(),
        answered: Vec::new(),
        puts: Vec::new(),
        notes: grid.reading.notes.clone(),
    }
}

fn planned(desk: &mut Desk<'_, '_>, entities: &mut Entities, row: &GridRow) -> RowPlan {
    let done = match (&row.fault, desk.kind()) {
        (Some(fault), _) => Err(fault.clone()),
        (None, Kind::Rounds) => rounds::row(desk, row),
        (None, Kind::Statements | Kind::Matrix) => statements::row(desk, row),
        (None, Kind::Attendance) => attendance::row(desk, row),
        (None, Kind::FollowUps) => follow_ups::row(desk, row),
        (None, Kind::Reports) => reports::row(desk, row),
        (None, Kind::Names | Kind::Parties | Kind::People) => names::row(desk, entities, row),
    };
    let says = std::mem::take(&mut desk.says);
    match done {
        Ok(Done { what, fate }) => RowPlan { number: row.number, what, fate, says },
        Err(why) => RowPlan { number: row.number, what: row_words(row), fate: Fate::Refused(why), says: Vec::new() },
    }
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
