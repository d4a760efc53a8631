//! What is quoted, from which source and from where in it, and what it bears out: a row each.

use super::layout::{self, ADDRESS, Columns, ListColumn, ListLayout, Listed};
use crate::exchange::release::Released;
use crate::exchange::table::{Cell, Table};
use crate::model::fields::{Column, Fields, HasFields};
use crate::model::{Passage, Passages, Record};
use crate::query::names;

/// A passage with the record that it is of.
pub(in crate::exchange) struct Quoted<'a> {
    /// The record.
    pub record: &'a Record,
    /// The passage.
    pub passage: &'a Passage,
}

impl Listed for Quoted<'_> {
    fn fields(&self) -> &dyn Fields {
        self.passage
    }
}

/// Every passage that may leave, of one round if that is asked for, by source, then by its place in it.
pub(in crate::exchange) fn each<'a>(layout: &ListLayout<'a>) -> Vec<Quoted<'a>> {
    let is_wanted = |record: &&Record| match (layout.request.round, record) {
        (None, _) => true,
        (Some(only), Record::Round(round)) => round.id == only,
        (Some(only), record) => record.round() == Some(only),
    };
    let of = |record: &'a Record| {
        let lists = record.passages().into_iter();
        lists.flat_map(|(_, passages)| passages).map(move |passage| Quoted { record, passage })
    };
    let released: &'a Released = layout.released;
    let mut all: Vec<Quoted<'a>> = released.workspace().records().filter(is_wanted).flat_map(of).collect();
    all.sort_by_key(|one| (one.passage.source, one.passage.start, one.record.id(), one.passage.id));
    all
}

pub(super) fn columns<'a>() -> Vec<ListColumn<Quoted<'a>>> {
    Columns::<Quoted<'a>>::new(Passage::TABLE)
        .worked_out(Column::only("Quotation", 60), |_, one| Cell::text(one.passage.quote.trim()))
        .worked_out(Column::only("Source", 28), |layout, one| Cell::text(names::source(layout.workspace(), one.passage.source)))
        .worked_out(ADDRESS, |layout, one| {
            let found = layout.workspace().sources.get(&one.passage.source);
            found.map_or(Cell::Empty, |source| Cell::text(&source.address))
        })
        .worked_out(Column::only("Paragraph", 10), |layout, one| {
            let number = layout.released.paragraph(one.passage).and_then(|number| u32::try_from(number).ok());
            number.map_or(Cell::Empty, |number| Cell::Number(number.into()))
        })
        .worked_out(Column::only("Of", 12), |_, one| Cell::text(one.record.id().noun()))
        .worked_out(Column::only("What it bears out", 50), |layout, one| Cell::text(what(layout, one.record)))
        .worked_out(Column::only("ID", 38).ids(), |_, one| Cell::text(one.record.id().uuid().to_string()))
        .all()
}

/// What a record says, in a line.
pub(in crate::exchange) fn what(layout: &ListLayout<'_>, record: &Record) -> String {
    match record {
        Record::Statement(said) => names::statement_line(layout.workspace(), said),
        record => names::title(layout.workspace(), record.id()),
    }
}

pub(super) fn table(layout: &ListLayout<'_>) -> Table {
    layout::table(&columns(), layout, &each(layout))
}
