//! What every list is laid out from, and its columns.

use crate::exchange::release::Released;
use crate::exchange::request::{ExportContext, Request};
use crate::exchange::table::Column;
use crate::model::{NegotiationId, Workspace};

/// What stands for the party of what is told without attribution.
pub const NOT_ATTRIBUTED: &str = "Not attributed";

/// What every list is laid out from.
pub struct ListLayout<'a> {
    pub released: &'a Released,
    pub request: &'a Request,
    pub context: &'a ExportContext,
}

/// Columns that hold ids, by header: what reads the file back needs them, and nobody else.
const FOR_PROGRAMS: [&str; 5] = ["Supersedes", "Answers", "Depends on", "ID", "Round ID"];

/// Columns by header and width.
pub fn columns(of: &[(&str, u16)]) -> Vec<Column> {
    let column = |header: &str, width| Column { for_programs: FOR_PROGRAMS.contains(&header), ..Column::new(header, width) };
    of.iter().map(|(header, width)| column(header, *width)).collect()
}

/// The handling marking of a negotiation.
pub fn marking(workspace: &Workspace, negotiation: NegotiationId) -> String {
    workspace.negotiations.get(&negotiation).map(|one| one.handling.trim().to_owned()).unwrap_or_default()
}
