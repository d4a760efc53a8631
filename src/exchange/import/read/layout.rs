//! Tables as people lay them out: lines above the header, a header of two rows, headings between the rows, totals, the header once
//! more. What is left out is told; a heading is kept in a column of its own, for the user to say what it is.

use super::error::ReadError;
use super::limits::MOST_CELLS;
use super::rows::{Rows, too_much};
use crate::exchange::import::grid::{Grid, GridRow, Reading};
use crate::exchange::import::guess;
use crate::exchange::import::mapping::Kind;
use crate::exchange::import::words::plain;
use crate::query::names::shortened;
use crate::query::usage::counted;
use std::collections::BTreeSet;

/// Among how many rows the header is looked for.
const HEAD: usize = 20;

/// How many things are named in a note.
const NAMED: usize = 4;

/// How long a name of a column is at most, where it is not known as one.
const HEADER: usize = 40;

/// The column that headings between the rows are kept in.
const SECTION: &str = "Section";

/// What begins a row of totals.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "sub total",
    "grand total",
    "sum",
    "sums",
    "summe",
    "zwischensumme",
    "gesamt",
    "insgesamt",
    "sous total",
    "somme",
    "totale",
    "subtotale",
    "suma",
    "razem",
    "итого",
    "всего",
    "подытог",
    "合计",
    "小计",
    "总计",
    "合計",
    "小計",
    "總計",
    "합계",
    "소계",
    "المجموع",
    "الإجمالي",
    "סך הכול",
    "סהכ",
];

/// What begins a line below the rows that is no row.
const FOOTNOTES: &[&str] =
    &["source", "sources", "note", "notes", "quelle", "quellen", "compiled", "prepared", "last updated", "legend"];

/// The grid: above the header is only what stands there as a title; a row with more cells than the header has columns cannot be taken.
pub(super) fn into_grid(rows: Rows, mut reading: Reading) -> Result<Grid, ReadError> {
    let is_sheet = reading.separator.is_none();
    let Some(layout) = layout_of(rows) else {
        return Err(ReadError::whole("There is no row with anything in it."));
    };
    let Layout { header, mut rows, notes, header_row, header_fault } = layout;
    if let Some(fault) = header_fault {
        return Err(ReadError::at(header_row, fault));
    }
    reading.notes.extend(notes);
    let width = header.len();
    if rows.len().saturating_mul(width) > MOST_CELLS {
        return Err(ReadError::whole(too_much()));
    }
    for row in &mut rows {
        if row.cells.len() > width && row.fault.is_none() {
            let (cells, columns) = (counted(row.cells.len(), "cell"), counted(width, "column"));
            row.fault = Some(if is_sheet {
                format!("This row has {cells}, and the header has {columns}. Give each column a header, in one row.")
            } else {
                format!(
                    "This row has {cells}, and the header has {columns}. Is a separator inside a cell without quotation marks?"
                )
            });
        }
        row.cells.resize(width, String::new());
    }
    Ok(Grid { header, rows, reading })
}

/// A table with its header and its rows told apart.
struct Layout {
    pub header: Vec<String>,
    pub rows: Vec<GridRow>,
    pub notes: Vec<String>,
    /// Which row the header is.
    pub header_row: u64,
    /// Why it cannot be one.
    pub header_fault: Option<String>,
}

/// Tells the header from the rows. None if there is no row.
fn layout_of(rows: Rows) -> Option<Layout> {
    let Rows { mut rows, wide, filled, .. } = rows;
    let mut notes = Vec::new();
    let at = header(&rows)?;
    let above: Vec<String> = rows[..at].iter().map(|row| quoted(&filled_words(&row.cells, " "))).collect();
    if !above.is_empty() {
        notes.push(format!("Above the header, and not read: {}.", some(&above)));
    }
    let mut below = rows.split_off(at);
    let first = below.remove(0);
    let mut header = first.cells.clone();
    let mut last_of_header = first.number;
    if let Some(second) = below.first().filter(|row| row.fault.is_none())
        && let Some((names, over)) = two_rows(&first.cells, &second.cells)
    {
        notes.push(format!("The header has two rows: {} stands over other names.", some(&over)));
        header = names;
        last_of_header = second.number;
        below.remove(0);
    }
    let merged: BTreeSet<usize> = filled.iter().filter(|(_, last)| *last > last_of_header).map(|(column, _)| *column).collect();
    if !merged.is_empty() {
        let columns: Vec<String> = merged.iter().map(|at| named_column(&header, *at)).collect();
        notes.push(format!("Merged cells count for each of their rows: {}.", some(&columns)));
    }
    let kept = without_others(&mut header, below, &wide, &mut notes);
    Some(Layout { header, rows: kept, notes, header_row: first.number, header_fault: first.fault })
}

/// Which row names the columns: the first that has most names of fields, if it has several and little else; else the first with at
/// least half as many cells filled as any of the first rows has.
fn header(rows: &[GridRow]) -> Option<usize> {
    let filled = |row: &GridRow| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let named = |row: &GridRow| row.cells.iter().filter(|cell| guess::names_a_field(cell)).count();
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in rows.iter().take(HEAD).enumerate() {
        let names = named(row);
        if names >= 2 && names * 2 > filled(row) && best.is_none_or(|(_, most)| names > most) {
            best = Some((at, names));
        }
    }
    // The second of two rows may have more names than the first.
    let of_two = |at: usize| at > 0 && two_rows(&rows[at - 1].cells, &rows[at].cells).is_some();
    let most = rows.iter().take(HEAD).map(filled).max()?;
    best.map(|(at, _)| if of_two(at) { at - 1 } else { at })
        .or_else(|| rows.iter().take(HEAD).position(|row| filled(row) * 2 > most))
}

/// The names of the columns where the header has two rows, the first of which stands over several of the second; and what stands over
/// others. What the first names alone has nothing below it.
fn two_rows(first: &[String], second: &[String]) -> Option<(Vec<String>, Vec<String>)> {
    let width = first.len().max(second.len());
    let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    let above = |at: usize| cell(first, at);
    // A cell that is merged with the one above says the same.
    let below = |at: usize| Some(cell(second, at)).filter(|words| *words != above(at)).unwrap_or_default();
    let mut names = vec![String::new(); width];
    let mut over: Vec<String> = Vec::new();
    let mut group: Option<usize> = None;
    for (at, name) in names.iter_mut().enumerate() {
        if !above(at).is_empty() {
            let is_group = at + 1 < width && above(at + 1).is_empty() && !below(at + 1).is_empty();
            if !is_group && !below(at).is_empty() {
                return None;
            }
            group = is_group.then_some(at);
            over.extend(is_group.then(|| quoted(&above(at))));
        }
        let own = below(at);
        if own.chars().count() > HEADER {
            return None;
        }
        let twice =
            (0..width).filter(|other| plain(&below(*other)) == plain(&own) || plain(&above(*other)) == plain(&own)).count() > 1;
        *name = match group {
            Some(of) if twice && !own.is_empty() => format!("{} {own}", above(of)),
            Some(_) if !own.is_empty() => own,
            _ if own.is_empty() => above(at),
            _ => own,
        };
    }
    // One line over everything is a title, and names no columns.
    let is_title = first.iter().filter(|cell| !cell.is_empty()).count() < 2;
    let knows = !is_title && (0..width).any(|at| guess::names_a_field(&below(at)));
    (!over.is_empty() && knows).then_some((names, over))
}

/// The rows that are rows. Headings go into a column of their own; totals, footnotes and the header once more are left out, and told.
fn without_others(header: &mut Vec<String>, rows: Vec<GridRow>, wide: &BTreeSet<u64>, notes: &mut Vec<String>) -> Vec<GridRow> {
    let width = header.len();
    let is_of_rounds = guess::likeliest_kind(header) == Kind::Rounds;
    let many = |row: &GridRow| row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let last_row = rows.iter().rposition(|row| row.fault.is_none() && many(row));
    let (mut sections, mut totals, mut footnotes, mut again) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut kept: Vec<(GridRow, usize)> = Vec::new();
    let mut section = String::new();
    let mut names: Vec<String> = vec![String::new()];
    for (at, row) in rows.into_iter().enumerate() {
        let words = || format!("row {} {}", row.number, quoted(&filled_words(&row.cells, " ")));
        let is_alone = row.fault.is_none() && !many(&row) && width > 2;
        let is_inside = last_row.is_some_and(|last| at < last);
        if row.fault.is_none() && row.cells == header[..width] {
            again.push(format!("row {}", row.number));
        } else if row.fault.is_none() && is_total(&row.cells, width) {
            totals.push(words());
        } else if is_alone && is_inside && (wide.contains(&row.number) || !is_of_rounds && !row.cells[0].is_empty()) {
            sections.push(words());
            section.clone_from(&row.cells[0]);
            names.push(section.clone());
        } else if is_alone && !is_inside && last_row.is_some() && is_footnote(&row.cells) {
            footnotes.push(words());
        } else {
            kept.push((row, names.len() - 1));
        }
    }
    let mut told = |what: &str, which: &[String]| {
        if !which.is_empty() {
            notes.push(format!("{what}: {}.", some(which)));
        }
    };
    told("Taken for totals, and left out", &totals);
    told("Taken for notes below the rows, and left out", &footnotes);
    told("The header stands there once more, and is left out", &again);
    if sections.is_empty() {
        return kept.into_iter().map(|(row, _)| row).collect();
    }
    let column = if header.iter().any(|name| plain(name) == plain(SECTION)) { "Heading" } else { SECTION };
    told(&format!("Taken for headings of the rows below them, and kept in a column “{column}”"), &sections);
    header.push(column.to_owned());
    let with_section = |(mut row, of): (GridRow, usize)| {
        if row.cells.len() <= width {
            row.cells.resize(width, String::new());
            row.cells.push(names[of].clone());
        }
        row
    };
    kept.into_iter().map(with_section).collect()
}

/// Whether a row says how much others come to: it begins so, and has nothing but figures besides.
fn is_total(cells: &[String], width: usize) -> bool {
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    let Some(first) = filled.next().map(|cell| plain(cell)) else { return false };
    let begins = TOTALS.iter().any(|word| {
        let word = plain(word);
        first == word || first.strip_prefix(&word).is_some_and(|rest| rest.starts_with(' '))
    });
    let figures = |cell: &String| cell.chars().any(char::is_numeric) && cell.split_whitespace().count() <= 2;
    let rest: Vec<&String> = filled.collect();
    begins && width > 2 && rest.len() + 1 < width && rest.into_iter().all(figures)
}

fn is_footnote(cells: &[String]) -> bool {
    let Some(words) = cells.iter().find(|cell| !cell.is_empty()) else { return false };
    let begins = |word: &&str| plain(words).strip_prefix(*word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    words.starts_with(['*', '†', '¹', '²']) || words.contains(':') && FOOTNOTES.iter().any(begins)
}

fn named_column(header: &[String], at: usize) -> String {
    match header.get(at).filter(|name| !name.is_empty()) {
        Some(name) => quoted(name),
        None => format!("column {}", at + 1),
    }
}

fn filled_words(cells: &[String], between: &str) -> String {
    cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(between)
}

fn quoted(words: &str) -> String {
    format!("“{}”", shortened(words, ""))
}

/// The first of several, and how many more there are.
fn some(all: &[String]) -> String {
    let named = all.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match all.len().checked_sub(NAMED) {
        Some(more) if more > 0 => format!("{named} and {more} more"),
        _ => named,
    }
}

/// What is said of rows that a sheet hides.
pub(super) fn hidden_words(hidden: &[u64]) -> String {
    let numbers: Vec<String> = hidden.iter().map(u64::to_string).collect();
    let (is, are) = if hidden.len() == 1 { ("is", "is") } else { ("are", "are") };
    format!("{} {is} hidden in the sheet and {are} read as well: {}.", counted(hidden.len(), "row"), some(&numbers))
}
