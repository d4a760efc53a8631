//! Why a file cannot be read.

use crate::exchange::progress::Stopped;

/// Why a file cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// It is not what it should be.
    #[error("{}{what}", .at.map(|at| format!("Row {at}: ")).unwrap_or_default())]
    Bad {
        /// In which row or line, if it is known.
        at: Option<u64>,
        /// What is wrong, and what to do, in a sentence or two.
        what: String,
    },
}

impl ReadError {
    /// The whole file is not what it should be.
    pub fn whole(what: impl Into<String>) -> Self {
        Self::Bad { at: None, what: what.into() }
    }

    /// A row or line is not what it should be.
    pub fn at(row: u64, what: impl Into<String>) -> Self {
        Self::Bad { at: Some(row), what: what.into() }
    }
}
