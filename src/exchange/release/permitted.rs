//! What a level allows in an export, and what the user has permitted beyond it for one export.

use crate::model::RecordLevel;
use crate::query::texts::TextId;
use std::collections::BTreeSet;

/// What the user has permitted for one export, knowing what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permitted {
    /// Levels: what was said on these terms leaves whole.
    pub levels: BTreeSet<RecordLevel>,
    /// Single statements and other texts that would be left out. Of a statement whose words name somebody the words leave without
    /// attribution; of any other all of it leaves.
    pub texts: BTreeSet<TextId>,
}

impl FromIterator<RecordLevel> for Permitted {
    /// Levels alone.
    fn from_iter<I: IntoIterator<Item = RecordLevel>>(levels: I) -> Self {
        Self { levels: levels.into_iter().collect(), texts: BTreeSet::new() }
    }
}

/// What the terms of a level let leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// All of it.
    Whole,
    /// The words alone.
    Unattributed,
    /// Nothing.
    Nothing,
}

/// What a level lets leave, if the user has not named it for this export.
pub fn of_level(level: &RecordLevel) -> Leave {
    match level {
        RecordLevel::OnRecord | RecordLevel::Unstated => Leave::Whole,
        RecordLevel::Background | RecordLevel::DeepBackground | RecordLevel::ChathamHouse => Leave::Unattributed,
        RecordLevel::OffRecord | RecordLevel::Other(_) => Leave::Nothing,
    }
}
