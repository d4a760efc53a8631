//! Compares two copies of an entry: which is newer.

use crate::model::when::day_words;
use chrono::{DateTime, Utc};
use std::cmp::Ordering;

/// How old a copy of an entry is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Age {
    /// How often its organiser has changed it.
    pub(super) sequence: Option<i64>,
    /// When it was last changed.
    pub(super) changed: Option<DateTime<Utc>>,
    /// When this copy was made.
    pub(super) stamped: Option<DateTime<Utc>>,
}

impl Age {
    /// Which of two copies is the newer one, as far as they say it: by the sequence, which is 0 if nothing is said, then by the last
    /// change, then by when the copy was made.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let times = |one: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>| match (one, other) {
            (Some(one), Some(other)) => one.cmp(&other),
            _ => Ordering::Equal,
        };
        (self.sequence.unwrap_or(0).cmp(&other.sequence.unwrap_or(0)))
            .then_with(|| times(self.changed, other.changed))
            .then_with(|| times(self.stamped, other.stamped))
    }

    /// The newer of each.
    pub(super) fn with(&self, other: &Self) -> Self {
        Self {
            sequence: self.sequence.max(other.sequence),
            changed: self.changed.max(other.changed),
            stamped: self.stamped.max(other.stamped),
        }
    }

    /// When the copy says that it was written.
    pub(super) fn written(&self) -> Option<DateTime<Utc>> {
        self.changed.or(self.stamped)
    }

    /// In words: "of 20 November 2026, SEQUENCE 3".
    pub(super) fn words(&self) -> String {
        let day = self.written().map(|at| format!("of {}", day_words(at.date_naive())));
        let sequence = self.sequence.map(|sequence| format!("SEQUENCE {sequence}"));
        let parts: Vec<String> = [day, sequence].into_iter().flatten().collect();
        if parts.is_empty() { "of an unknown day".to_owned() } else { parts.join(", ") }
    }
}

/// Why a copy is not taken that is older than what the record has.
pub(super) fn older_words(copy: &Age, there: &Age) -> String {
    format!("The record has a newer state of it ({}) than this copy ({}).", there.words(), copy.words())
}
