//! What is quoted, from which source and from where in it, and what it bears out: a row each.

use super::layout::{self, ADDRESS, Columns, ListColumn, ListLayout, Listed};
use crate::exchange::release::Released;
use crate::exchange::table::{Cell, Table};
use crate::model::fields::{Column, Fields, HasFields};
use crate::model::{Holder, Passage, Passages, Record};
use crate::query::names;

/// What stands for the outcome of a round where a part of the round is named.
pub(in crate::exchange) const OUTCOME: &str = "outcome";

/// A passage with the record that it is of.
pub(in crate::exchange) struct Quoted<'a> {
    /// The record.
    pub record: &'a Record,
    /// What of it the passage bears out.
    pub holder: Holder,
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
        lists.flat_map(move |(holder, passages)| passages.iter().map(move |passage| Quoted { record, holder, passage }))
    };
    let released: &'a Released = layout.released;
    let mut all: Vec<Quoted<'a>> = released.workspace().records().filter(is_wanted).flat_map(of).collect();
    all.sort_by_key(|one| (one.passage.source, one.passage.start, one.record.id(), one.passage.id));
    all
}

pub(super) fn columns<'a>() -> Vec<ListColumn<Quoted<'a>>> {
    Columns::<Quoted<'a>>::new(Passage::TABLE)
        .worked_out(QUOTATION, |_, one| Cell::text(one.passage.quote.trim()))
        .worked_out(SOURCE, |layout, one| Cell::text(names::source(layout.workspace(), one.passage.source)))
        .worked_out(ADDRESS, |layout, one| {
            let found = layout.workspace().sources.get(&one.passage.source);
            found.map_or(Cell::Empty, |source| Cell::text(&source.address))
        })
        .worked_out(Column::only("Paragraph", 10), |layout, one| {
            let number = layout.released.paragraph(one.passage).and_then(|number| u32::try_from(number).ok());
            number.map_or(Cell::Empty, |number| Cell::Number(number.into()))
        })
        .worked_out(START, |_, one| Cell::Number(start(one.passage).into()))
        .worked_out(OF, |_, one| Cell::text(one.record.id().noun()))
        .worked_out(BEARS_OUT, |layout, one| Cell::text(what(layout, one.record)))
        .worked_out(ID, |_, one| Cell::text(one.record.id().uuid().to_string()))
        .worked_out(PART, |_, one| part(one.holder).map_or(Cell::Empty, Cell::text))
        .worked_out(SOURCE_ID, |_, one| Cell::text(one.passage.source.to_string()))
        .worked_out(PASSAGE_ID, |_, one| Cell::text(one.passage.id.to_string()))
        .all()
}

const QUOTATION: Column =
    Column::new("Quotation", 60, "The words, letter by letter as they stand in the text").key("quotation").by_hand().needed();
const SOURCE: Column = Column::new("Source", 28, "The title of the source").key("source").by_hand();
const START: Column = Column::new("Start", 8, "How many characters of the text stand before the words").key("start").by_hand();
const OF: Column =
    Column::new("Of", 12, "What it is that the words bear out: statement, round, follow-up or incident").key("of").by_hand();
const BEARS_OUT: Column = Column::new("What it bears out", 50, "What that says, in a line").key("bears_out").by_hand().needed();
const ID: Column = Column::new("ID", 38, "The id of the record that the words bear out").key("id").by_hand().ids();
const PART: Column =
    Column::new("Part", 38, "What of a round the words bear out: outcome, or the id of the part").key("part").by_hand().ids();
const SOURCE_ID: Column = Column::new("Source ID", 38, "The id of the source").key("source_id").by_hand().ids();
const PASSAGE_ID: Column = Column::new("Passage ID", 38, "The id of the passage").key("passage_id").by_hand().ids();

/// How many characters stand before the words, without white space at their ends.
fn start(passage: &Passage) -> u32 {
    let blank = passage.quote.chars().take_while(|c| c.is_whitespace()).count();
    passage.start.saturating_add(u32::try_from(blank).unwrap_or(0))
}

/// Which part of its record a passage bears out; none for the record itself.
pub(super) fn part(holder: Holder) -> Option<String> {
    match holder {
        Holder::Record => None,
        Holder::Outcome => Some(OUTCOME.to_owned()),
        Holder::Part(id) => Some(id.to_string()),
    }
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
