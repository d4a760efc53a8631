//! What every list is laid out from, and its columns.

use super::cells::{date, lines, yes};
use crate::exchange::release::Released;
use crate::exchange::request::{ExportContext, Request};
use crate::exchange::table::{self, Cell, Table};
use crate::model::fields::{Column, Field, FieldName, Fields, HasFields, Kind, ValueRef};
use crate::model::{NegotiationId, RecordId, Workspace};
use crate::query::names;

/// What stands for the party of what is told without attribution.
pub const NOT_ATTRIBUTED: &str = "Not attributed";

/// What every list is laid out from.
pub(super) struct ListLayout<'a> {
    pub released: &'a Released,
    pub request: &'a Request,
    pub context: &'a ExportContext,
}

impl ListLayout<'_> {
    /// What may leave.
    pub(super) fn workspace(&self) -> &Workspace {
        self.released.workspace()
    }
}

/// A column of a list whose rows are made of an `R`.
pub(super) struct ListColumn<R> {
    /// What is known of it, also to the import.
    pub column: Column,
    /// The field that stands in it, whole or in part; none if it is worked out.
    pub field: Option<&'static Field>,
    cell: Content<R>,
}

/// What stands in a column.
enum Content<R> {
    /// A field by its kind: its place in the table, and in that of the part that stands there.
    Field(usize, Option<usize>),
    /// This.
    ByHand(fn(&ListLayout<'_>, &R) -> Cell),
}

/// What the rows of a list are made of.
pub(super) trait Listed {
    /// The record or the part that a row is about, field by field.
    fn fields(&self) -> &dyn Fields;
}

impl<R: HasFields> Listed for R {
    fn fields(&self) -> &dyn Fields {
        self
    }
}

impl<R: Listed> ListColumn<R> {
    /// Its head.
    pub(super) fn head(&self) -> table::Column {
        table::Column { for_programs: self.column.for_programs, ..table::Column::new(self.column.header, self.column.width) }
    }

    /// What stands in it of that row.
    pub(super) fn cell(&self, layout: &ListLayout<'_>, row: &R) -> Cell {
        match self.cell {
            Content::ByHand(cell) => cell(layout, row),
            Content::Field(at, inside) => {
                let value = row.fields().get(at);
                let value = match (value, inside) {
                    (Some(ValueRef::Fields(part)), Some(at)) => part.get(at),
                    (value, _) => value,
                };
                value.map_or(Cell::Empty, |value| by_kind(layout.workspace(), value, self.column.for_programs))
            }
        }
    }
}

/// The columns of a list, in order.
pub(super) struct Columns<R> {
    all: Vec<ListColumn<R>>,
    /// Where those stand that nobody gave a place.
    rest: usize,
    table: &'static [Field],
}

impl<R: Listed> Columns<R> {
    /// Of records or parts with that table.
    pub(super) fn new(table: &'static [Field]) -> Self {
        Self { all: Vec::new(), rest: 0, table }
    }

    /// The columns of these fields.
    pub(super) fn fields<F: FieldName>(mut self, fields: impl IntoIterator<Item = F>) -> Self {
        for field in fields {
            self.push(field.field(), Content::Field(field.place(), None));
        }
        self
    }

    /// The columns of these fields of a part.
    pub(super) fn within<F: FieldName>(mut self, part: impl FieldName, fields: impl IntoIterator<Item = F>) -> Self {
        for field in fields {
            self.push(field.field(), Content::Field(part.place(), Some(field.place())));
        }
        self
    }

    /// The column of that field, with something else than its value.
    pub(super) fn cell(mut self, field: impl FieldName, cell: fn(&ListLayout<'_>, &R) -> Cell) -> Self {
        self.push(field.field(), Content::ByHand(cell));
        self
    }

    /// One more column of that field.
    pub(super) fn more(mut self, field: impl FieldName, column: Column, cell: fn(&ListLayout<'_>, &R) -> Cell) -> Self {
        self.all.push(ListColumn { column, field: Some(field.field()), cell: Content::ByHand(cell) });
        self
    }

    /// A column of no field.
    pub(super) fn worked_out(mut self, column: Column, cell: fn(&ListLayout<'_>, &R) -> Cell) -> Self {
        self.all.push(ListColumn { column, field: None, cell: Content::ByHand(cell) });
        self
    }

    /// Here stand the fields with a column that are not named before or after.
    pub(super) fn rest(mut self) -> Self {
        self.rest = self.all.len();
        self
    }

    /// All of them.
    pub(super) fn all(mut self) -> Vec<ListColumn<R>> {
        let mut rest = Self::new(self.table);
        for (at, field) in self.table.iter().enumerate() {
            rest.push(field, Content::Field(at, None));
            if let Kind::Part(inside) = field.kind {
                inside.iter().enumerate().for_each(|(within, field)| rest.push(field, Content::Field(at, Some(within))));
            }
        }
        let named = |one: &ListColumn<R>| self.all.iter().any(|known| known.column.header == one.column.header);
        let rest: Vec<ListColumn<R>> = rest.all.into_iter().filter(|one| !named(one)).collect();
        self.all.splice(self.rest..self.rest, rest);
        self.all
    }

    fn push(&mut self, field: &'static Field, cell: Content<R>) {
        self.all.extend(field.column().map(|column| ListColumn { column: *column, field: Some(field), cell }));
    }
}

/// What stands in a cell, by the kind of the field.
fn by_kind(ws: &Workspace, value: ValueRef<'_>, for_programs: bool) -> Cell {
    let name = |id: RecordId| match id {
        _ if for_programs => id.uuid().to_string(),
        RecordId::Issue(id) => names::issue_path(ws, id),
        id => names::title(ws, id),
    };
    match value {
        ValueRef::Text(text) => Cell::text(text),
        ValueRef::Texts(texts) => lines(texts.iter().cloned()),
        ValueRef::Flag(is) => yes(is),
        ValueRef::Count(count) => Cell::Number(count.into()),
        ValueRef::Number(number) => number.map_or(Cell::Empty, |number| Cell::Number(number.into())),
        ValueRef::Day(day) => day.map_or(Cell::Empty, Cell::Day),
        ValueRef::When(when) => date(when),
        ValueRef::Zone(zone) => zone.map_or(Cell::Empty, |zone| Cell::text(zone.name())),
        ValueRef::Term(term) => term.map_or(Cell::Empty, |term| Cell::text(term.label)),
        ValueRef::Link(id) => id.map_or(Cell::Empty, |id| Cell::text(name(id))),
        ValueRef::Links(ids) => lines((0..ids.len()).filter_map(|at| ids.at(at)).map(name)),
        ValueRef::Who(who) => who.map_or(Cell::Empty, |who| Cell::text(names::who(ws, who))),
        ValueRef::Whos(all) => lines(all.iter().map(|who| names::who(ws, who))),
        ValueRef::Hue(_) | ValueRef::Part(_) | ValueRef::Stamp(_) | ValueRef::Path(_) => Cell::Empty,
        ValueRef::Fields(_) | ValueRef::Parts(_) | ValueRef::Record(_) | ValueRef::Records(_) => Cell::Empty,
    }
}

/// A table with these columns and rows.
pub(super) fn table<'r, R: Listed + 'r>(
    columns: &[ListColumn<R>],
    layout: &ListLayout<'_>,
    rows: impl IntoIterator<Item = &'r R>,
) -> Table {
    let row = |row: &R| columns.iter().map(|column| column.cell(layout, row)).collect();
    let columns = columns.iter().map(ListColumn::head).collect();
    Table { columns, rows: rows.into_iter().map(row).collect(), ..Table::default() }
}

/// Who published the sources of a field.
pub(super) const OUTLET: Column =
    Column::new("Outlet", 16, "Who published them, line by line").key("outlet").also("publisher, publication, medium").by_hand();

/// Where they are.
pub(super) const ADDRESS: Column =
    Column::new("Address", 56, "Where they are, line by line").key("address").also("url, link, web address, uri").by_hand();

/// The handling marking of a negotiation.
pub(super) fn marking(workspace: &Workspace, negotiation: NegotiationId) -> String {
    workspace.negotiations.get(&negotiation).map(|one| one.handling.trim().to_owned()).unwrap_or_default()
}
