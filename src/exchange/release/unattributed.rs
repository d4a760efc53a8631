//! A statement without attribution: the text, without anything that tells who said it.

use crate::model::{IssueId, RecordLevel, RoundId, Statement, StatementKind, When};

/// What was said, without anything that tells who said it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unattributed {
    /// At or about which round.
    pub round: Option<RoundId>,
    /// On which day it was said: never an hour, and no words.
    pub said_on: When,
    /// On which issues.
    pub issues: Vec<IssueId>,
    /// What it does.
    pub kind: StatementKind,
    /// Whether `text` is the speaker's own words.
    pub verbatim: bool,
    /// What was said.
    pub text: String,
    /// On what terms.
    pub level: RecordLevel,
}

impl Unattributed {
    pub(super) fn of(statement: &Statement) -> Self {
        Self {
            round: statement.round,
            said_on: day_alone(&statement.said_on),
            issues: statement.issues.clone(),
            kind: statement.kind.clone(),
            verbatim: statement.verbatim,
            text: statement.text.clone(),
            level: statement.level.clone(),
        }
    }
}

/// A time without its hour and without the words in which it was told: both can tell who spoke.
fn day_alone(when: &When) -> When {
    match when {
        When::At { start, .. } => When::Day(start.local.date()),
        When::Window { earliest: None, latest: None, .. } => When::Unknown,
        When::Window { earliest, latest, .. } => When::Window { earliest: *earliest, latest: *latest, wording: String::new() },
        when => when.clone(),
    }
}
