//! Words in the columns of terms that the field does not know. They are kept as they are written, and told once with how often they stand.

use super::by_kind::is_term;
use super::grid::Grid;
use super::level_words;
use super::mapping::{Key, Kind, Mapping};
use super::own;
use super::words::{presence, role, state, statement_kind, status_and_words, term};
use crate::model::{AttendanceField, FollowUpField, ScheduleField, StatementField, Verification, Vocabulary};
use crate::query::levels;
use crate::query::usage::counted;
use std::collections::BTreeMap;

/// How many words are named.
const NAMED: usize = 8;

/// A sentence for each column with such words. Our own lists have the user's own terms, of which nothing is to be told.
pub(super) fn unknown(grid: &Grid, mapping: &Mapping) -> Vec<String> {
    if own::is_own(&grid.header, &grid.rows) {
        return Vec::new();
    }
    let columns = mapping.columns.iter().enumerate();
    let has_level = mapping.kind.fields().iter().any(|field| field.key == Key::LEVEL);
    columns
        .filter(|(_, key)| key.is_some() || has_level)
        .filter_map(|(at, key)| of_column(grid, mapping.kind, at, *key))
        .collect()
}

/// Of a column that is taken for nothing, what it says of terms is heard.
fn of_column(grid: &Grid, kind: Kind, at: usize, key: Option<Key>) -> Option<String> {
    let header = grid.header.get(at).map_or("", String::as_str);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let cells = grid.rows.iter().filter(|row| row.fault.is_none()).filter_map(|row| row.cells.get(at)).map(|cell| cell.trim());
    for cell in cells.filter(|cell| !cell.is_empty()) {
        *counts.entry(cell).or_default() += 1;
    }
    let mut unknown: Vec<(&str, usize)> = counts.into_iter().filter(|(cell, _)| !is_known(kind, (key, header), cell)).collect();
    if unknown.is_empty() {
        return None;
    }
    unknown.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    let named: Vec<String> =
        unknown.iter().take(NAMED).map(|(word, rows)| format!("“{word}” ({})", counted(*rows, "row"))).collect();
    let more = unknown.len().checked_sub(NAMED).filter(|more| *more > 0).map(|more| format!(" and {more} more"));
    let Some(key) = key.filter(|key| *key != Key::LEVEL) else {
        let (what, them) = match unknown.len() {
            1 => ("1 record level is".to_owned(), "it means"),
            count => (format!("{count} record levels are"), "they mean"),
        };
        let named = named.join(", ");
        let more = more.unwrap_or_default();
        return Some(format!(
            "{what} not known, in the column “{header}”: {named}{more}. What stands under such a word is withheld, like off the record, until you choose the level that {them}."
        ));
    };
    let label = kind.fields().iter().find(|field| field.key == key).map_or(key.name(), |field| field.label).to_lowercase();
    let is_kind = key == StatementField::kind.into();
    let what = match (is_kind, unknown.len()) {
        (true, 1) => "1 kind is".to_owned(),
        (true, count) => format!("{count} kinds are"),
        (_, 1) => format!("1 word for {label} is"),
        (_, count) => format!("{count} words for {label} are"),
    };
    Some(format!("{what} not known, and kept as written: {}{}.", named.join(", "), more.unwrap_or_default()))
}

/// Whether a word in a column of terms is one of the field's, or the column is of no terms.
fn is_known(kind: Kind, (key, header): (Option<Key>, &str), cell: &str) -> bool {
    let Some(key) = key else { return levels::of_column(header, cell).is_none_or(|level| !level.is_other()) };
    let is = |field: Key| field == key;
    match kind {
        _ if is(Key::LEVEL) => level_words::in_column(header, cell).is_none_or(|level| !level.is_other()),
        Kind::Statements if is(StatementField::kind.into()) => !statement_kind(cell).0.is_other(),
        Kind::Statements if is(StatementField::verification.into()) => {
            term::<Verification>(cell).is_none_or(|term| !term.is_other())
        }
        Kind::Rounds if is(ScheduleField::status.into()) => !status_and_words(cell).0.is_other(),
        Kind::Attendance if is(AttendanceField::role.into()) => !role(cell).0.is_other(),
        Kind::Attendance if is(AttendanceField::presence.into()) => presence(cell).is_none_or(|known| !known.is_other()),
        Kind::FollowUps if is(FollowUpField::state.into()) => !state(cell).0.is_other(),
        kind => is_term(kind, key, cell).unwrap_or(true),
    }
}
