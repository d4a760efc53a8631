//! How much of a document is read.

/// How large a file may be, in bytes.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// How long the text may be, in bytes of UTF-8: some 1,500 pages. It stands in the file of its negotiation, which is read whole.
pub const MOST_TEXT: usize = 4 * 1024 * 1024;
