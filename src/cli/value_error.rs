//! Errors in values on the command line.

/// Why a value on the command line is not taken; with the value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ValueError {
    /// No number of days.
    #[error("takes a number of days, not “{0}”")]
    Days(String),
    /// No time.
    #[cfg(debug_assertions)]
    #[error("takes a time like 2026-02-04T09:00:00Z, not “{0}”")]
    Time(String),
    /// No number, or 0.
    #[error("takes a number from 1, not “{0}”")]
    Count(String),
}
