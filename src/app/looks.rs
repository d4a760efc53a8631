//! Lays out what an export would look like, and tables for the clipboard: all that is slow, for a thread of its own.

use crate::exchange::brief;
use crate::exchange::clipboard::{self, Forms};
use crate::exchange::export::{ExportError, Request, Setting, What};
use crate::exchange::ics;
use crate::exchange::lists;
use crate::exchange::progress::Progress;
use crate::exchange::release::Released;
use crate::model::Workspace;
use crate::ui::CopyOf;
use crate::ui::export::{Look, Preview};

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
    setting: &Setting,
    progress: &Progress,
) -> Result<Look, ExportError> {
    progress.at(0)?;
    let released = Released::new(workspace, request.negotiation, &request.permitted);
    progress.at(0)?;
    let preview = match request.what {
        What::Brief => Preview::Paper(Box::new(brief::compose(&released, request, setting))),
        // A calendar is looked at as the lists that it is made of.
        What::Calendar => {
            let of = |what| Request { what, ..request.clone() };
            let tables = [What::Rounds, What::FollowUps].map(|what| lists::tables(&released, &of(what), setting));
            Preview::of_tables(tables.into_iter().flatten().collect())
        }
        _ => Preview::of_tables(lists::tables(&released, request, setting)),
    };
    let mut notes = match request.what {
        What::Calendar => ics::notes(&released, request, progress)?,
        _ => Vec::new(),
    };
    notes.extend(released.private_words());
    let left_out = released.left_out_of(request.what, request.round);
    Ok(Look { preview, withheld: released.withheld_from(request.what, request.round), left_out, notes })
}

/// A table as it goes to the clipboard.
///
/// # Errors
/// In words, if there is nothing to be copied any more.
pub(super) fn copied(workspace: &Workspace, of: &CopyOf, setting: &Setting) -> Result<Copied, String> {
    let table = of.table(workspace, setting).ok_or("What was to be copied is no longer there")?;
    let words = std::iter::once("Copied as a table.").chain(table.notes.iter().map(String::as_str));
    let words = words.collect::<Vec<_>>().join(" ");
    Ok(Copied { forms: clipboard::forms(&table), words })
}
