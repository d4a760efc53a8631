//! On what terms a row was told.

use super::desk::Desk;
use super::grid::GridRow;
use crate::model::{RecordLevel, Vocabulary};
use crate::query::levels;

/// The terms of a row: the strictest of what it says about them in any cell, none if it says nothing. What nobody knows the meaning of
/// is a level in those words, which lets nothing leave. `beside` stood beside the speaker or the like.
pub(super) fn level<'b>(desk: &Desk<'_, '_>, row: &GridRow, beside: impl IntoIterator<Item = &'b str>) -> Option<RecordLevel> {
    let cell = desk.cell(row, "level").trim();
    // The header may say of what "yes" is said; our own words for a level are in the cell.
    let header = desk.headed("level");
    let own_list = desk.own_id(row).is_some();
    let in_level = match cell {
        "" => None,
        _ if own_list => Some(RecordLevel::from_words(cell)),
        _ => match levels::spoken_of(header) {
            Some(_) => levels::of_column(header, cell),
            None => Some(of_cell(cell)),
        },
    };
    let elsewhere = desk.unread(row).filter_map(|(header, cell)| levels::of_column(header, cell));
    let around = beside.into_iter().filter_map(levels::spoken_of).filter(|_| !own_list);
    let agreed = desk.cell(row, "terms");
    let terms = levels::of_terms(agreed);
    let terms = terms.filter(|level| in_level.is_none() || !level.is_other() || levels::spoken_of(agreed).is_some());
    in_level.into_iter().chain(terms.filter(|_| !own_list)).chain(elsewhere).chain(around).reduce(levels::stricter)
}

/// The level that a cell names.
pub(super) fn of_cell(cell: &str) -> RecordLevel {
    levels::meant(cell).or_else(|| levels::spoken_of(cell)).unwrap_or_else(|| RecordLevel::from_words(cell))
}

/// Takes over the terms of a row for a text that may have none.
pub(super) fn take(level: Option<RecordLevel>, into: &mut Option<RecordLevel>) {
    if let Some(level) = level {
        *into = level.stated();
    }
}
