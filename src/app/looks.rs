//! Lays out what an export would look like, and tables for the clipboard: all that is slow, for a thread of its own.

use super::platform::PlatformError;
use crate::exchange::clipboard::{self, Forms};
use crate::exchange::error::ExportError;
use crate::exchange::export::{Body, Content, content};
use crate::exchange::lists;
use crate::exchange::progress::Progress;
use crate::exchange::release::Released;
use crate::exchange::request::{ExportContext, Request};
use crate::model::Workspace;
use crate::ui::CopyOf;
use crate::ui::export::{ExportPreview, PreviewBody};

/// A table laid out for the clipboard.
pub(super) struct Copied {
    pub forms: Forms,
    /// What is said of it.
    pub words: String,
}

/// What an export would look like.
///
/// # Errors
/// If it was stopped.
pub(super) fn look(
    workspace: &Workspace,
    request: &Request,
    context: &ExportContext,
    progress: &Progress,
) -> Result<ExportPreview, ExportError> {
    progress.at(0)?;
    let released = Released::new(workspace, request.negotiation, &request.permitted);
    let Content { body, withheld, left_out, notes } = content(&released, request, context, progress)?;
    let preview = match body {
        Body::Paper(paper) => PreviewBody::Paper(Box::new(paper)),
        Body::Lists(tables) => PreviewBody::of_tables(tables),
        // A calendar is looked at as the lists that it is made of.
        Body::Calendar(_) | Body::Annotations(_) => PreviewBody::of_tables(lists::tables(&released, request, context)),
    };
    Ok(ExportPreview { preview, withheld, left_out, notes })
}

/// Why a table was not copied.
#[derive(Debug, thiserror::Error)]
pub(super) enum CopyTableError {
    /// It went while it was laid out.
    #[error("What was to be copied is no longer there")]
    Gone,
    /// Laying it out ended without a word.
    #[error("This stopped unexpectedly. Try again.")]
    Lost,
    /// The clipboard did not take it.
    #[error(transparent)]
    Platform(#[from] PlatformError),
}

/// A table as it goes to the clipboard.
///
/// # Errors
/// If there is nothing to be copied any more.
pub(super) fn copied(workspace: &Workspace, of: &CopyOf, context: &ExportContext) -> Result<Copied, CopyTableError> {
    let table = of.table(workspace, context).ok_or(CopyTableError::Gone)?;
    let words = std::iter::once("Copied as a table.").chain(table.notes.iter().map(String::as_str));
    let words = words.collect::<Vec<_>>().join(" ");
    Ok(Copied { forms: clipboard::forms(&table), words })
}
