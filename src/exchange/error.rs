//! Export errors.

use super::progress::Stopped;

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// This format does not hold that.
    #[error("{what} cannot be written as {format}. It can be written as {can}.")]
    NotIn {
        /// What was wanted.
        what: &'static str,
        /// In which format.
        format: &'static str,
        /// In which it can be.
        can: String,
    },
    /// The writer could not do it.
    #[error("The file could not be made: {0}")]
    Writer(String),
}
