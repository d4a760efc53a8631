//! How much of a table is read.

/// How large a file may be, in bytes.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// How large a file of Web Annotations may be, in bytes: in memory it is many times as large.
pub const LARGEST_ANNOTATIONS: u64 = 16 * 1024 * 1024;

/// How many columns a table may have.
pub const MOST_COLUMNS: usize = 1_000;

/// How many rows a table may have: as many as a sheet of Excel.
pub const MOST_ROWS: u64 = 1_048_576;

/// How many cells a table may have, blank ones between others included, and how many bytes of text in all: a workbook says a text once
/// and names it in any number of cells.
pub const MOST_CELLS: usize = 10_000_000;
/// See [`MOST_CELLS`].
pub const MOST_TEXT: usize = 256 * 1024 * 1024;
