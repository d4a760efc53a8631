//! On what terms a row was told.

use super::grid::GridRow;
use super::level_words::in_column;
use super::mapping::Key;
use super::session::ImportSession;
use crate::model::{RecordLevel, StatementField, Vocabulary};
use crate::query::levels;

impl ImportSession<'_, '_> {
    /// The terms of a row: the strictest of what it says about them in any cell, none if it says nothing. What nobody knows the meaning of
    /// is a level in those words, which lets nothing leave. `beside` stood beside the speaker or the like.
    pub(super) fn level<'b>(&self, row: &GridRow, beside: impl IntoIterator<Item = &'b str>) -> Option<RecordLevel> {
        let cell = self.cell(row, Key::LEVEL).trim();
        // The header may say of what "yes" is said; our own words for a level are in the cell.
        let header = self.headed(Key::LEVEL);
        let own_list = self.own_id(row).is_some();
        let in_level = match cell {
            "" => None,
            _ if own_list => Some(RecordLevel::from_words(cell)),
            _ => in_column(header, cell),
        };
        let elsewhere = self.unread(row).filter_map(|(header, cell)| levels::of_column(header, cell));
        let around = beside.into_iter().filter_map(levels::spoken_of).filter(|_| !own_list);
        let agreed = self.cell(row, StatementField::terms);
        let terms = levels::of_terms(agreed);
        let terms = terms.filter(|level| in_level.is_none() || !level.is_other() || levels::spoken_of(agreed).is_some());
        in_level.into_iter().chain(terms.filter(|_| !own_list)).chain(elsewhere).chain(around).reduce(levels::stricter)
    }
}
