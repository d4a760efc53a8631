//! Reads a file that is to be imported and works out what it would do: all that is slow, for a thread of its own.

use crate::exchange::ics;
use crate::exchange::import::grid::{Grid, ReadAs};
use crate::exchange::import::guess::guess;
use crate::exchange::import::mapping::{Kind, Mapping};
use crate::exchange::import::plan::{Cause, Choices, Making, Plan, Tally, plan as plan_rows};
use crate::exchange::import::read::{self, LARGEST_FILE, ReadError, Sort};
use crate::exchange::progress::Progress;
use crate::session::Preparation;
use crate::store::{self, PaperError};
use crate::ui::import::samples;
use chrono_tz::Tz;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// A file that was read.
pub(super) struct ReadFile {
    pub name: String,
    pub sort: Sort,
    pub bytes: Arc<[u8]>,
    pub grid: Arc<Grid>,
    pub samples: Vec<String>,
    pub mapping: Mapping,
}

/// All that it takes to plan.
pub(super) struct Job {
    pub sort: Sort,
    pub bytes: Arc<[u8]>,
    pub grid: Arc<Grid>,
    /// What the user has just said that the rows are: the columns are guessed anew.
    pub kind: Option<Kind>,
    pub mapping: Mapping,
    pub choices: Choices,
    pub preparation: Preparation,
    pub ids: Box<dyn FnMut() -> Uuid + Send>,
    pub zone: Tz,
}

/// What the rows would do.
pub(super) struct PlannedRows {
    pub mapping: Mapping,
    pub plan: Arc<Plan>,
    pub tally: Tally,
    pub causes: Vec<Cause>,
}

/// Why a file to be imported could not be read. The words name the file.
#[derive(Debug, thiserror::Error)]
pub(super) enum ImportFileError {
    /// The system gives no bytes.
    #[error(transparent)]
    Unreadable(#[from] PaperError),
    /// The bytes are no table and no calendar, or reading was stopped.
    #[error(transparent)]
    Unread(#[from] ReadError),
}

/// Reads a file from the disk.
pub(super) fn read_file(path: &Path, progress: &Progress) -> Result<ReadFile, ImportFileError> {
    let bytes = store::read_file(path, LARGEST_FILE)?;
    let sort = read::sort(&name_of(path), &bytes)?;
    Ok(read(path, bytes.into(), sort, &ReadAs::default(), progress)?)
}

/// Reads its bytes, in the way that the user has said.
pub(super) fn read(path: &Path, bytes: Arc<[u8]>, sort: Sort, how: &ReadAs, progress: &Progress) -> Result<ReadFile, ReadError> {
    let name = name_of(path);
    let grid = match sort {
        Sort::Table => read::read(&name, &bytes, how, progress)?,
        Sort::Calendar => Grid::default(),
    };
    let mapping = guess(&grid, None);
    let samples = samples(&grid);
    Ok(ReadFile { name, sort, bytes, grid: Arc::new(grid), samples, mapping })
}

/// What it would do, and what its columns are.
///
/// # Errors
/// If it cannot be read after all, or was stopped.
pub(super) fn plan(mut job: Job, progress: &Progress) -> Result<PlannedRows, ReadError> {
    let mapping = match job.kind {
        Some(kind) => guess(&job.grid, Some(kind)),
        None => job.mapping,
    };
    let mut making = Making { now: job.preparation.now(), author: job.preparation.author(), zone: job.zone, id: &mut job.ids };
    let workspace = job.preparation.workspace();
    let plan = match job.sort {
        Sort::Table => plan_rows(workspace, &job.grid, &mapping, &job.choices, &mut making, progress)?,
        Sort::Calendar => ics::plan(workspace, &job.bytes, &job.choices, &mut making, progress)?,
    };
    let (tally, causes) = (plan.tally(), plan.causes());
    Ok(PlannedRows { mapping, plan: Arc::new(plan), tally, causes })
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
