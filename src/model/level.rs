//! The confidentiality level of any record or part of one.

use super::{PartId, Record, RecordLevel, Round};

impl Record {
    /// The level that it is marked with, "not stated" if with none; nothing for what cannot be marked as a whole.
    pub fn level(&self) -> Option<RecordLevel> {
        match self {
            Self::Statement(statement) => Some(statement.level.clone()),
            Self::FollowUp(follow_up) => Some(follow_up.level.clone().unwrap_or(RecordLevel::Unstated)),
            Self::Incident(incident) => Some(incident.level.clone().unwrap_or(RecordLevel::Unstated)),
            _ => None,
        }
    }

    /// Marks it with a level, if it can be marked.
    pub fn set_level(&mut self, level: &RecordLevel) {
        match self {
            Self::Statement(statement) => statement.level.clone_from(level),
            Self::FollowUp(follow_up) => follow_up.level = level.stated(),
            Self::Incident(incident) => incident.level = level.stated(),
            _ => {}
        }
    }
}

impl RecordLevel {
    /// The level as a part has it: none while nobody has said.
    pub fn stated(&self) -> Option<Self> {
        (*self != Self::Unstated).then(|| self.clone())
    }
}

impl Round {
    /// Where the level of one of its parts stands; nothing if there is no such part.
    pub fn level_mut(&mut self, part: PartId) -> Option<&mut Option<RecordLevel>> {
        macro_rules! found {
            ($($list:expr),*) => {$(
                if let Some(one) = $list.iter_mut().find(|one| one.id == part) {
                    return Some(&mut one.level);
                }
            )*};
        }
        found!(
            self.schedule.earlier,
            self.schedule.announcements,
            self.attendance,
            self.sittings,
            self.accounts,
            self.discrepancies
        );
        None
    }
}
