//! What a file would do to the record, row by row; and the records that do it.

use super::grid::Grid;
use super::mapping::Mapping;
use crate::exchange::progress::{Progress, Stopped};
use crate::model::{NegotiationId, Record, RecordId, Workspace};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What an import would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What undo shows: "import 69 statements".
    pub label: String,
    /// Each row of the file, in order.
    pub rows: Vec<RowPlan>,
    /// Names that need an answer before they are taken for what is in the record.
    pub questions: Vec<Question>,
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
    /// Rows that cannot be taken.
    pub refused: usize,
}

impl Plan {
    /// How many rows become what.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for row in &self.rows {
            *match row.fate {
                Fate::New => &mut tally.new,
                Fate::Changes(_) => &mut tally.changes,
                Fate::Same => &mut tally.same,
                Fate::Refused(_) => &mut tally.refused,
            } += 1;
        }
        tally
    }
}

/// Plans what the rows of a table would do.
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
    let _ = (workspace, grid, mapping, choices, &making.now);
    progress.at(0)?;
    Ok(Plan { label: String::new(), rows: Vec::new(), questions: Vec::new(), puts: Vec::new(), notes: Vec::new() })
}
