//! Words in the columns of terms that the field does not know. They are kept as they are written, and told once with how often they stand.

use super::grid::Grid;
use super::level_words;
use super::mapping::{Kind, Mapping};
use super::own;
use super::words::{presence, role, state, statement_kind, status_and_words, term};
use crate::model::{
    Contact, Credibility, Firmness, Mediation, Movement, Reliability, Setting, Track, Verification, Visibility, Vocabulary,
};
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
    let has_level = mapping.kind.fields().iter().any(|field| field.key == "level");
    let is_read = |key: Option<&'static str>| key.or(has_level.then_some(UNREAD));
    columns.filter_map(|(at, key)| of_column(grid, mapping.kind, at, is_read(*key)?)).collect()
}

/// Stands for the key of a column that is taken for nothing: what it says of terms is heard.
const UNREAD: &str = "";

fn of_column(grid: &Grid, kind: Kind, at: usize, key: &str) -> Option<String> {
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
    let label = kind.fields().iter().find(|field| field.key == key).map_or(key, |field| field.label).to_lowercase();
    if matches!(key, "level" | UNREAD) {
        let (what, them) = match unknown.len() {
            1 => ("1 record level is".to_owned(), "it means"),
            count => (format!("{count} record levels are"), "they mean"),
        };
        let named = named.join(", ");
        let more = more.unwrap_or_default();
        return Some(format!(
            "{what} not known, in the column “{header}”: {named}{more}. What stands under such a word is withheld, like off the record, until you choose the level that {them}."
        ));
    }
    let what = match (key, unknown.len()) {
        ("kind", 1) => "1 kind is".to_owned(),
        ("kind", count) => format!("{count} kinds are"),
        (_, 1) => format!("1 word for {label} is"),
        (_, count) => format!("{count} words for {label} are"),
    };
    Some(format!("{what} not known, and kept as written: {}{}.", named.join(", "), more.unwrap_or_default()))
}

/// Whether a word in a column of terms is one of the field's, or the column is of no terms.
fn is_known(kind: Kind, (key, header): (&str, &str), cell: &str) -> bool {
    fn knows<V: Vocabulary>(cell: &str) -> bool {
        term::<V>(cell).is_none_or(|term| !term.is_other())
    }
    match (kind, key) {
        (_, "level") => level_words::in_column(header, cell).is_none_or(|level| !level.is_other()),
        (_, UNREAD) => levels::of_column(header, cell).is_none_or(|level| !level.is_other()),
        (Kind::Statements, "kind") => !statement_kind(cell).0.is_other(),
        (Kind::Statements, "firmness") => knows::<Firmness>(cell),
        (Kind::Statements, "verification") => knows::<Verification>(cell),
        (Kind::Statements, "reliability") => knows::<Reliability>(cell),
        (Kind::Statements, "credibility") => knows::<Credibility>(cell),
        (Kind::Statements, "movement") => knows::<Movement>(cell),
        (Kind::Rounds, "status") => !status_and_words(cell).0.is_other(),
        (Kind::Rounds, "contact") => knows::<Contact>(cell),
        (Kind::Rounds, "setting") => knows::<Setting>(cell),
        (Kind::Rounds, "mediation") => knows::<Mediation>(cell),
        (Kind::Rounds, "visibility") => knows::<Visibility>(cell),
        (Kind::Rounds, "track") => knows::<Track>(cell),
        (Kind::Attendance, "role") => !role(cell).0.is_other(),
        (Kind::Attendance, "presence") => presence(cell).is_none_or(|known| !known.is_other()),
        (Kind::FollowUps, "state") => !state(cell).0.is_other(),
        _ => true,
    }
}
