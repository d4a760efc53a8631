//! A file as rows of text, before anybody has said what they are.

/// The rows of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// What the columns are called in the file.
    pub header: Vec<String>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<GridRow>,
    /// How it was read.
    pub reading: Reading,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridRow {
    /// Where it stands in the file, from 1, as a table counts its rows: a cell of several lines does not count twice.
    pub number: u64,
    /// Its cells, without white space at the ends. Dates of a sheet are in ISO 8601.
    pub cells: Vec<String>,
    /// Why it cannot be taken, whatever its columns are: it has more cells than there are columns, or a cell that is an error.
    pub fault: Option<String>,
}

/// How a file was read: what was found out, for the user to correct.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The encoding by its name ("UTF-8", "windows-1251"); empty where the format has its own.
    pub encoding: String,
    /// What separates the cells; none where the format has its own.
    pub separator: Option<char>,
    /// The sheets there are, in order; none in a text file.
    pub sheets: Vec<String>,
    /// Which of them was read.
    pub sheet: String,
    /// What was made of the layout, a sentence each: merged cells, header rows, headings, totals, hidden rows.
    pub notes: Vec<String>,
}

/// What the user has said about how to read a file; nothing is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadAs {
    /// The encoding, by its name.
    pub encoding: Option<String>,
    /// What separates the cells.
    pub separator: Option<char>,
    /// Which sheet.
    pub sheet: Option<String>,
}

/// The encodings that are offered, by name.
pub const ENCODINGS: [&str; 13] = [
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "windows-1252",
    "windows-1251",
    "KOI8-U",
    "windows-1250",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "GB18030",
    "Shift_JIS",
    "EUC-KR",
];
