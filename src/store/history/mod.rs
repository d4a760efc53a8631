//! The history: every version of every record, in a git repository of the data folder that any git tool can read.

mod entry;

pub use entry::{Entry, FileVersion, HistoryError, Verdict, Version, VersionId, Versions};
