//! Why a time of an entry cannot be taken, and what to do.

/// How many series are followed in one file.
pub(super) const MOST_SERIES: usize = 1_000;

/// Why a time of an entry cannot be taken. The line of the entry is known where it is planned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum TimeError {
    /// It has no date.
    #[error("It has no date. Give it one in the calendar, or add the round by hand.")]
    NoDate,
    /// Its date is none; the beginning of it.
    #[error("Its date cannot be read: “{0}”.")]
    Unreadable(String),
    /// A series that is too fast.
    #[error("It comes again by the hour or faster, without an end. Enter its dates in the calendar one by one.")]
    TooFast,
    /// A rule without any date, or with too many.
    #[error("It comes again by a rule that makes no sense, or leads too far. Enter its dates in the calendar one by one.")]
    NoRule,
    /// More series than are followed.
    #[error("There are more than {} series in the file, or very long ones. Import fewer of them at a time.", MOST_SERIES)]
    TooManySeries,
}
