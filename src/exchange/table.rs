//! A laid-out list, independent of the output format: columns with headers, and typed cells (text, number, date).

use chrono::{NaiveDate, NaiveDateTime};

/// One list, ready for any writer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it is: the name of a sheet, the heading above it.
    pub title: String,
    /// What stands above the rows of a paper: the negotiation, as of when. A plain list leaves it out.
    pub preface: Vec<String>,
    /// The handling marking of the negotiation; empty for none.
    pub marking: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// What is to be said below the rows: how much was withheld.
    pub notes: Vec<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// How wide it likes to be, in characters of running text.
    pub width: u16,
    /// Whether it is there for what reads the file back: ids. Not for paper, and not for the clipboard.
    pub for_programs: bool,
}

impl Column {
    /// A column with that header and width.
    pub fn new(header: impl Into<String>, width: u16) -> Self {
        Self { header: header.into(), width, for_programs: false }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words, possibly of several lines. Never a formula, whatever they begin with.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day.
    Day(NaiveDate),
    /// A time on the clocks of the place that the row is about.
    Time(NaiveDateTime),
}

impl Table {
    /// The same without the columns that are there for programs only.
    pub fn for_people(&self) -> Self {
        let kept: Vec<usize> = (0..self.columns.len()).filter(|at| !self.columns[*at].for_programs).collect();
        let rows = self.rows.iter().map(|row| kept.iter().filter_map(|at| row.get(*at).cloned()).collect());
        Self {
            title: self.title.clone(),
            preface: self.preface.clone(),
            marking: self.marking.clone(),
            columns: kept.iter().map(|at| self.columns[*at].clone()).collect(),
            rows: rows.collect(),
            notes: self.notes.clone(),
        }
    }
}

impl Cell {
    /// Words, or nothing if there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.trim().is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// As plain words: dates in ISO 8601.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(words) => words.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            Self::Time(time) => time.format("%Y-%m-%d %H:%M").to_string(),
        }
    }
}
