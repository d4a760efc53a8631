//! What every list is laid out from, and its columns.

use crate::exchange::release::Released;
use crate::exchange::request::{ExportContext, Request};
use crate::exchange::table::{Cell, Column, Table};
use crate::model::{NegotiationId, Workspace};

/// What stands for the party of what is told without attribution.
pub const NOT_ATTRIBUTED: &str = "Not attributed";

/// What every list is laid out from.
pub struct ListLayout<'a> {
    pub released: &'a Released,
    pub request: &'a Request,
    pub context: &'a ExportContext,
}

impl ListLayout<'_> {
    /// What may leave.
    pub fn workspace(&self) -> &Workspace {
        self.released.workspace()
    }
}

/// A column of a list whose rows are made of an `R`.
pub struct ListColumn<R> {
    /// The name under which the import knows the field.
    pub header: &'static str,
    /// In characters.
    pub width: u16,
    /// Whether it holds ids: what reads the file back needs them, and nobody else.
    pub for_programs: bool,
    /// What stands in it.
    pub cell: fn(&ListLayout<'_>, &R) -> Cell,
}

impl<R> ListColumn<R> {
    /// Its head.
    pub fn head(&self) -> Column {
        Column { for_programs: self.for_programs, ..Column::new(self.header, self.width) }
    }
}

/// A column for people.
pub const fn column<R>(header: &'static str, width: u16, cell: fn(&ListLayout<'_>, &R) -> Cell) -> ListColumn<R> {
    ListColumn { header, width, for_programs: false, cell }
}

/// A column of ids.
pub const fn ids<R>(header: &'static str, width: u16, cell: fn(&ListLayout<'_>, &R) -> Cell) -> ListColumn<R> {
    ListColumn { for_programs: true, ..column(header, width, cell) }
}

/// A table with these columns and rows.
pub fn table<'r, R: 'r>(columns: &[ListColumn<R>], layout: &ListLayout<'_>, rows: impl IntoIterator<Item = &'r R>) -> Table {
    let row = |row: &R| columns.iter().map(|column| (column.cell)(layout, row)).collect();
    let columns = columns.iter().map(ListColumn::head).collect();
    Table { columns, rows: rows.into_iter().map(row).collect(), ..Table::default() }
}

/// The handling marking of a negotiation.
pub fn marking(workspace: &Workspace, negotiation: NegotiationId) -> String {
    workspace.negotiations.get(&negotiation).map(|one| one.handling.trim().to_owned()).unwrap_or_default()
}
