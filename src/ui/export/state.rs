//! The state of an export besides the record: its preview, its progress and its result.

use super::preview::ExportPreview;
use crate::exchange::error::ExportError;
use crate::exchange::progress::Progress;
use crate::exchange::release::Withheld;
use crate::exchange::request::Request;
use crate::ui::ViewContext;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An export under way, and the last one.
#[derive(Default)]
pub struct Exporting {
    /// The last look that came in, and what it is of.
    pub look: Option<(PreviewRequest, Result<ExportPreview, PreviewError>)>,
    /// What is being looked at.
    pub looking: Option<PreviewRequest>,
    /// What is being written.
    pub writing: Option<Writing>,
    /// What came of the last one, until something else is asked for.
    pub outcome: Option<Outcome>,
    /// The folder that is offered.
    pub folder: PathBuf,
    /// Whether the system's dialog has been asked for and not answered.
    pub picking: bool,
}

/// What is asked for, of which state of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewRequest {
    /// The revision of the record.
    pub revision: u64,
    /// What of it.
    pub request: Request,
}

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// It could not be made, or was stopped.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The worker that made it ended unexpectedly.
    #[error("This stopped unexpectedly. Try again.")]
    Lost,
}

/// A file being made.
#[derive(Clone, Debug)]
pub struct Writing {
    /// Where it goes.
    pub path: PathBuf,
    /// How far it is.
    pub progress: Arc<Progress>,
}

/// What came of an export.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is there.
    Written {
        /// Where.
        path: PathBuf,
        /// What was kept back.
        withheld: Withheld,
        /// What else is to be known, a sentence each.
        notes: Vec<String>,
    },
    /// There is a file of that name, which nobody has said may be replaced.
    Exists(PathBuf),
    /// There is none, for a reason in words.
    Failed(String),
    /// The user has stopped it.
    Stopped,
}

/// What a screen asks for about an export.
#[derive(Clone, Debug)]
pub enum ExportWish {
    /// A look at it.
    Show(Box<PreviewRequest>),
    /// The system's dialog, for where it goes; then write it there.
    SaveAs(Box<Request>, PathBuf),
    /// Write it into the file of that path, and replace what is there if the last says so.
    Write(Box<Request>, String, bool),
    /// Stop writing.
    Stop,
    /// Open a file that was written with the program that the system has for it.
    Open(PathBuf),
}

impl PreviewRequest {
    /// A request of the record as it is now.
    pub fn of(view_ctx: &ViewContext<'_>, request: Request) -> Self {
        Self { revision: view_ctx.session.revision(), request }
    }
}

impl Exporting {
    /// Whether somebody has to look at it: it is neither there nor on its way.
    pub(super) fn wants(&self, asked: &PreviewRequest) -> bool {
        self.looking.as_ref() != Some(asked) && self.look.as_ref().is_none_or(|(of, _)| of != asked)
    }

    /// The look at exactly that.
    pub(super) fn preview_of(&self, asked: &PreviewRequest) -> Option<&Result<ExportPreview, PreviewError>> {
        self.look.as_ref().filter(|(of, _)| of == asked).map(|(_, look)| look)
    }

    /// Where a file of that name is offered to be put.
    pub(super) fn offered(&self, name: &str) -> PathBuf {
        Path::new(&self.folder).join(name)
    }
}
