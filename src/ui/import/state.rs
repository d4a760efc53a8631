//! The state of an import besides the record: the file as it was read, the planned rows and the result.

use crate::exchange::import::grid::{Grid, ReadAs};
use crate::exchange::import::mapping::{Kind, Mapping};
use crate::exchange::import::plan::{Cause, Choices, Plan, Tally};
use crate::exchange::import::read::Sort;
use crate::exchange::progress::Progress;
use std::path::PathBuf;
use std::sync::Arc;

/// An import under way.
#[derive(Default)]
pub struct Importing {
    /// Where it is.
    pub stage: Stage,
    /// Files that come after this one.
    pub waiting: Vec<PathBuf>,
    /// The folder that is offered.
    pub folder: PathBuf,
    /// Whether the system's dialog has been asked for and not answered.
    pub picking: bool,
}

/// Where an import is.
#[derive(Default)]
pub enum Stage {
    /// No file has been named.
    #[default]
    Nothing,
    /// A file is being read.
    Reading {
        /// Which.
        path: PathBuf,
        /// How far it is.
        progress: Arc<Progress>,
    },
    /// A file could not be read.
    Unread {
        /// Which.
        path: PathBuf,
        /// Why, in words.
        why: String,
    },
    /// A file is open.
    Open(Box<OpenFile>),
}

/// A file that has been read.
pub struct OpenFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// What sort it is.
    pub sort: Sort,
    /// Its bytes, to be read in another way.
    pub bytes: Arc<[u8]>,
    /// How the user wants it read.
    pub read_as: ReadAs,
    /// Its rows; none in a calendar.
    pub grid: Arc<Grid>,
    /// For each column what stands in the first rows.
    pub samples: Vec<String>,
    /// What its columns are.
    pub mapping: Mapping,
    /// What the user has said about what the file does not say.
    pub choices: Choices,
    /// What its rows would do.
    pub planned: Option<Planned>,
    /// What is being worked out.
    pub working: Option<Working>,
    /// What was done with it last.
    pub done: Option<Done>,
    /// Why the last wish could not be carried out.
    pub problem: Option<String>,
}

/// What the rows of a file would do.
#[derive(Clone)]
pub struct Planned {
    /// On which revision of the record.
    pub revision: u64,
    /// Counts the plans: what is worked out from one is not of another.
    pub ticket: u64,
    /// The plan.
    pub plan: Arc<Plan>,
    /// How many rows become what.
    pub tally: Tally,
    /// For which reasons rows are refused.
    pub causes: Vec<Cause>,
}

/// Work under way.
#[derive(Clone)]
pub struct Working {
    /// What is done, to be shown.
    pub what: Work,
    /// How far it is.
    pub progress: Arc<Progress>,
    /// Which work it is.
    pub ticket: u64,
}

/// What is being done beside the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// The file is read in another way.
    Reading,
    /// What its rows would do is worked out.
    Planning,
    /// The user has stopped that: nothing is done.
    Stopped,
    /// It is being taken in.
    TakingIn,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// In words.
    pub words: String,
    /// The label of the undo step.
    pub label: String,
}

/// What a screen asks for about an import.
#[derive(Clone, Debug)]
pub enum ImportWish {
    /// The system's dialog, for a file.
    Choose,
    /// Read the file of that path.
    Read(String),
    /// Read it in another way.
    ReadAs(ReadAs),
    /// Its rows are these.
    Kind(Kind),
    /// Its columns are these.
    Map(Mapping),
    /// What it does not say is this.
    Choices(Choices),
    /// Stop what is being worked out.
    Stop,
    /// Work it out again.
    Again,
    /// Take it in.
    Do,
    /// Have done with this file; go to the next if one waits.
    Close,
}

impl OpenFile {
    /// What its rows would do, if that is worked out and still holds.
    pub fn fresh(&self, revision: u64) -> Option<&Planned> {
        self.planned.as_ref().filter(|planned| planned.revision == revision && self.working.is_none())
    }
}
