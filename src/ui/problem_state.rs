//! The state of problems besides the record: what is not saved, damaged or being recovered. The window keeps it; the Problems page and
//! the dialogs show it.

use crate::query::check;
use crate::session::{Copied, EarlierError, EarlierVersion, FileError, Kept, Problem, RawText, SaveFailure, Session, VersionId};
use std::path::PathBuf;

/// What is wrong and what is being done about it.
#[derive(Default)]
pub struct ProblemState {
    /// When what could not be saved is tried again, in words.
    pub next_try: String,
    /// That what could not be saved is saved after all: told once.
    pub saved_after_all: Option<String>,
    /// What in the record does not hold together.
    pub findings: Vec<check::Problem>,
    /// What is to be told about the history.
    pub history: Vec<String>,
    /// The files of documents that no source names, relative to the data folder, each with its size in bytes.
    pub unused: Vec<(PathBuf, u64)>,
    /// The file that is looked at as it stands.
    pub text: Option<TextOf>,
    /// The damaged file that is being put aside or replaced.
    pub mending: Option<PathBuf>,
    /// The damaged file whose earlier versions are looked at.
    pub earlier: Option<EarlierOf>,
    /// How far the copy elsewhere is.
    pub copy: CopyState,
    /// The place offered for a copy.
    pub copy_to: String,
    /// What waits for an answer because not everything is saved.
    pub leaving: Option<Leaving>,
}

/// Why a task beside the window gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum TaskError<E> {
    /// It went wrong.
    #[error("{0}")]
    Failed(E),
    /// It ended without a word.
    #[error("This stopped unexpectedly. Try again")]
    Lost,
}

/// A file that is looked at as it stands.
pub struct TextOf {
    /// Which file, relative to the data folder.
    pub file: PathBuf,
    /// What is in it, or why it cannot be read; nothing while it is being read.
    pub read: Option<Result<RawText, TaskError<FileError>>>,
}

/// The earlier versions of a damaged file.
pub struct EarlierOf {
    /// Which file, relative to the data folder.
    pub file: PathBuf,
    /// Its versions, newest first, or why there are none; nothing while they are being looked for.
    pub versions: Option<Result<Vec<EarlierVersion>, TaskError<EarlierError>>>,
}

/// How far a copy elsewhere is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CopyState {
    /// Nobody has asked for one.
    #[default]
    None,
    /// It is being written.
    Writing(PathBuf),
    /// It is there, and opens as it should.
    Done(Copied),
    /// It is not there, or not whole.
    Failed(String),
}

/// What is held up because not everything is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeavingFor {
    /// The window is to close.
    Quit,
    /// The sample is to be opened.
    OpenSample,
    /// The sample is to be left.
    LeaveSample,
}

/// What was typed, is in no record, and will not come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostDrafts {
    /// What was typed, text by text.
    pub texts: Vec<String>,
    /// Why it cannot be kept.
    pub why: String,
}

/// A question before what is not saved is left.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaving {
    /// What for.
    pub what_for: LeavingFor,
    /// What is not saved, and why.
    pub failures: Vec<SaveFailure>,
    /// What was typed and not put in, if it cannot be kept for the next time; and why it cannot.
    pub drafts: Option<LostDrafts>,
    /// Where a copy of all of it was saved meanwhile.
    pub copied: Option<PathBuf>,
}

/// What a user chose to do about something.
#[derive(Clone, Debug, PartialEq)]
pub enum Recovery {
    /// Look at a file as it stands.
    LookAt(PathBuf),
    /// Back to the list.
    StopLooking,
    /// Read the files again.
    ReadAgain,
    /// Files that are gone were deleted: their records go to the bin.
    TakeAsDeleted,
    /// Files that are gone are to be there: they are written again.
    WriteAgain,
    /// Show a file in the system's file manager.
    Show(PathBuf),
    /// Move the bytes of a damaged file to `bin/damaged`.
    PutAside(PathBuf),
    /// Look for the earlier versions of a damaged file.
    Earlier(PathBuf),
    /// Back from the earlier versions.
    EndEarlier,
    /// Put an earlier version in the place of a damaged file.
    Restore(PathBuf, VersionId),
    /// Remove files of documents that no source names, for good.
    RemoveUnused(Vec<PathBuf>),
    /// Write a copy of everything into the folder of that path.
    SaveCopy(String),
    /// Forget how the last copy went.
    EndCopy,
    /// The answer to what is held up.
    Leave(Answer),
}

/// The answer to what is held up because not everything is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Leave nothing.
    Stay,
    /// Save again, and go on if that works.
    TryAgain,
    /// Go on, and lose what is not saved.
    LeaveUnsaved,
}

/// How many of each there are, as the navigation, the status line and the page say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files that could not be saved.
    pub unsaved: usize,
    /// Files that are not there any more.
    pub gone: usize,
    /// Files that were set aside.
    pub damaged: usize,
    /// Files that opened read-only.
    pub read_only: usize,
    /// What does not hold together.
    pub findings: usize,
    /// Fields that were changed in two places.
    pub clashes: usize,
    /// What is told about the history.
    pub history: usize,
}

impl Counts {
    /// Those of a session.
    pub fn of(session: &Session, problems: &ProblemState) -> Self {
        let count = |place: Place| session.problems().iter().filter(|problem| place_of(problem) == Some(place)).count();
        Self {
            unsaved: session.save_failures().len(),
            gone: count(Place::Gone),
            damaged: count(Place::Damaged),
            read_only: count(Place::ReadOnly),
            findings: count(Place::Findings) + problems.findings.len(),
            clashes: session.workspace().clashes.len(),
            history: problems.history.len(),
        }
    }

    /// All together.
    pub fn total(self) -> usize {
        self.unsaved + self.gone + self.damaged + self.read_only + self.findings + self.clashes + self.history
    }
}

/// The section of the page that a problem with a file stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Gone,
    Damaged,
    ReadOnly,
    Findings,
}

/// Where a problem with a file stands; nowhere if it is about a link that leads nowhere, which is looked for anew with every edit.
pub(super) fn place_of(problem: &Problem) -> Option<Place> {
    if problem.missing.is_some() {
        return None;
    }
    Some(match problem.kept_as {
        Kept::SetAside => Place::Damaged,
        Kept::ReadOnly => Place::ReadOnly,
        Kept::Opened => Place::Findings,
        Kept::Gone | Kept::Asked => Place::Gone,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartyId, Workspace};
    use crate::session::Fixed;
    use uuid::Uuid;

    #[test]
    fn a_problem_stands_in_one_section_or_in_none() {
        let problem = |kept_as, missing: bool| Problem {
            file: "parties/x.ron".into(),
            line: None,
            column: None,
            what: "is damaged".to_owned(),
            kept_as,
            missing: missing.then(|| PartyId(Uuid::nil()).into()),
        };
        for (kept_as, place) in [
            (Kept::SetAside, Place::Damaged),
            (Kept::ReadOnly, Place::ReadOnly),
            (Kept::Opened, Place::Findings),
            (Kept::Gone, Place::Gone),
            (Kept::Asked, Place::Gone),
        ] {
            assert_eq!(place_of(&problem(kept_as, false)), Some(place));
            assert_eq!(place_of(&problem(kept_as, true)), None, "found anew among the findings");
        }
    }

    #[test]
    fn all_that_is_told_counts() {
        let session = Session::in_memory(Workspace::new(Uuid::nil()), Box::new(Fixed::at(chrono::DateTime::UNIX_EPOCH)), "");
        let finding = check::Problem { record: PartyId(Uuid::nil()).into(), field: "name", what: "Wrong.".to_owned() };
        let problems = ProblemState {
            findings: vec![finding.clone(), finding],
            history: vec!["Gone.".to_owned()],
            ..ProblemState::default()
        };
        let counts = Counts::of(&session, &problems);
        assert_eq!((counts.findings, counts.history, counts.total()), (2, 1, 3));
    }
}
