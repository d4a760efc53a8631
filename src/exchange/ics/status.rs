//! How firm something is, in the words of the record and in the few of a calendar.

use crate::model::{FollowUpState, ScheduleStatus, Vocabulary};

/// All that a calendar can say of how firm an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Firm {
    /// It may be.
    Tentative,
    /// It will be, or was.
    Confirmed,
    /// It will not be on that date.
    Cancelled,
}

impl Firm {
    /// The word in a calendar.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Tentative => "TENTATIVE",
            Self::Confirmed => "CONFIRMED",
            Self::Cancelled => "CANCELLED",
        }
    }

    /// Outlook goes by a word of its own, and takes the other for how busy its owner is.
    pub(super) fn outlook_word(self) -> &'static str {
        match self {
            Self::Tentative => "TENTATIVE",
            Self::Confirmed => "BUSY",
            Self::Cancelled => "FREE",
        }
    }
}

/// What a calendar says of a round. A date that was put off is one on which nobody meets, so it is cancelled there until there is
/// a new one; a round moved to another date is expected on it.
pub(super) fn of_round(status: &ScheduleStatus) -> Firm {
    match status {
        ScheduleStatus::Proposed | ScheduleStatus::Tentative | ScheduleStatus::Moved | ScheduleStatus::Other(_) => {
            Firm::Tentative
        }
        ScheduleStatus::Confirmed | ScheduleStatus::UnderWay | ScheduleStatus::Held => Firm::Confirmed,
        ScheduleStatus::Postponed | ScheduleStatus::Cancelled | ScheduleStatus::Collapsed => Firm::Cancelled,
    }
}

/// What a calendar says of a follow-up: that it is due is certain, unless nobody owes it any more.
pub(super) fn of_follow_up(state: &FollowUpState) -> Firm {
    match state {
        FollowUpState::Dropped | FollowUpState::Overtaken => Firm::Cancelled,
        _ => Firm::Confirmed,
    }
}

/// The word before the title of a round that does not take place on its date: not every calendar shows a status.
pub(super) fn before_round(status: &ScheduleStatus) -> Option<&str> {
    (of_round(status) == Firm::Cancelled).then(|| status.label())
}

/// The word before what is to be done.
pub(super) fn before_follow_up(state: &FollowUpState) -> &str {
    if state.is_open() { "Due" } else { state.label() }
}
