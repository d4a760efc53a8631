//! Maps the status of rounds and follow-ups to calendar statuses and back.

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

    /// What the status of an event says.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        match word.to_ascii_uppercase().as_str() {
            "TENTATIVE" => Some(Self::Tentative),
            "CONFIRMED" => Some(Self::Confirmed),
            "CANCELLED" | "CANCELED" => Some(Self::Cancelled),
            _ => None,
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

    /// What the record says, if it says no more than this.
    pub(super) fn status(self) -> ScheduleStatus {
        match self {
            Self::Tentative => ScheduleStatus::Tentative,
            Self::Confirmed => ScheduleStatus::Confirmed,
            Self::Cancelled => ScheduleStatus::Cancelled,
        }
    }
}

/// What a calendar says of a round; nothing where nobody has said. A date that was put off is one on which nobody meets, so it is cancelled there until there is
/// a new one; a round moved to another date is expected on it.
pub(super) fn of_round(status: &ScheduleStatus) -> Option<Firm> {
    Some(match status {
        ScheduleStatus::Unstated => return None,
        ScheduleStatus::Proposed | ScheduleStatus::Tentative | ScheduleStatus::Moved | ScheduleStatus::Other(_) => {
            Firm::Tentative
        }
        ScheduleStatus::Confirmed | ScheduleStatus::UnderWay | ScheduleStatus::Held => Firm::Confirmed,
        ScheduleStatus::Postponed | ScheduleStatus::Cancelled | ScheduleStatus::Collapsed => Firm::Cancelled,
    })
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
    (of_round(status) == Some(Firm::Cancelled)).then(|| status.label())
}

/// The word before what is to be done.
pub(super) fn before_follow_up(state: &FollowUpState) -> &str {
    if state.is_open() { "Due" } else { state.label() }
}

/// The status that a key of ours names, if it still agrees with what the calendar says.
pub(super) fn round_of_key(key: &str, firm: Option<Firm>) -> Option<ScheduleStatus> {
    let status = ScheduleStatus::from_key(key).unwrap_or_else(|| ScheduleStatus::other(key.to_owned()));
    firm.is_none_or(|firm| of_round(&status) == Some(firm)).then_some(status)
}

/// The state that a key of ours names, if it still agrees with what the calendar says.
pub(super) fn follow_up_of_key(key: &str, firm: Option<Firm>) -> Option<FollowUpState> {
    let state = FollowUpState::from_key(key).unwrap_or_else(|| FollowUpState::other(key.to_owned()));
    firm.is_none_or(|firm| firm == of_follow_up(&state)).then_some(state)
}

/// What the status of a to-do says.
pub(super) fn of_todo(word: &str) -> Option<FollowUpState> {
    match word.to_ascii_uppercase().as_str() {
        "NEEDS-ACTION" | "CONFIRMED" | "TENTATIVE" => Some(FollowUpState::Open),
        "IN-PROCESS" => Some(FollowUpState::InProgress),
        "COMPLETED" => Some(FollowUpState::Done),
        "CANCELLED" | "CANCELED" | "FAILED" => Some(FollowUpState::Dropped),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_counts_while_it_agrees_with_the_calendar() {
        for status in ScheduleStatus::KNOWN {
            let firm = of_round(status);
            assert_eq!(round_of_key(status.key(), None).as_ref(), Some(status));
            let Some(firm) = firm else {
                assert_eq!(*status, ScheduleStatus::Unstated);
                continue;
            };
            assert_eq!(round_of_key(status.key(), Some(firm)).as_ref(), Some(status));
            assert_eq!(of_round(&firm.status()), Some(firm));
            assert_eq!(Firm::of_word(firm.word()), Some(firm));
        }
        assert_eq!(round_of_key("unstated", Some(Firm::Confirmed)), None, "somebody confirmed it in the calendar");
        assert_eq!(round_of_key("held", Some(Firm::Cancelled)), None, "somebody called it off in the calendar");
        assert_eq!(round_of_key("sine die", Some(Firm::Tentative)), Some(ScheduleStatus::Other("sine die".to_owned())));
        assert_eq!(follow_up_of_key("dropped", Some(Firm::Confirmed)), None);
        assert_eq!(of_todo("completed"), Some(FollowUpState::Done));
    }
}
