//! Statements that somebody must look at: what was not understood when they were taken in, each reason in words.

use crate::model::{NegotiationId, RecordLevel, Statement, Vocabulary, Workspace};

/// Whether nobody has settled everything about a statement.
pub fn is_open(statement: &Statement) -> bool {
    !statement.to_check.is_empty()
}

/// How many statements of the negotiation are to be looked at; of all of them without one.
pub fn count(workspace: &Workspace, negotiation: Option<NegotiationId>) -> usize {
    let of = |statement: &&Statement| negotiation.is_none_or(|wanted| statement.negotiation == wanted) && is_open(statement);
    workspace.statements.values().filter(of).count()
}

/// The reason for which a statement of a level in nobody's list is looked at.
pub fn unknown_level(level: &RecordLevel) -> String {
    format!("“{}” is no known record level; until it is settled it counts as off the record", level.label())
}
