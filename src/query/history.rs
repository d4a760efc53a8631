//! The history of a position: all statements of a party on an issue, and which later one replaced or retracted each.

use super::position::{self, AsOf, Positions, TakenBack, Voice};
use crate::model::{IssueId, PartyId, StatementId, StatementKind, Workspace};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// What a statement is in the history of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is the position now.
    Current,
    /// It was the position until a later one came.
    Earlier,
    /// A later statement replaces it by name.
    Superseded,
    /// The party took it back.
    Retracted,
    /// It bears no position: a comment, a denial, a retraction.
    NotAPosition,
    /// Somebody infers it; the party has not said it.
    Assessment,
}

impl Standing {
    /// The word for it on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Current => "Current",
            Self::Earlier => "Earlier",
            Self::Superseded => "Superseded",
            Self::Retracted => "Retracted",
            Self::NotAPosition => "Not a position",
            Self::Assessment => "Assessment",
        }
    }
}

/// One statement in the history of a position. What it supersedes and answers itself stands in the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which statement.
    pub statement: StatementId,
    /// What became of it.
    pub standing: Standing,
    /// Whether the party spoke for itself.
    pub voice: Voice,
    /// The statements that replace it.
    pub superseded_by: Vec<StatementId>,
    /// The retractions that take it back, by name or with everything else.
    pub retracted_by: Vec<StatementId>,
    /// The statements of any party that answer it, denials and retractions not among them.
    pub answered_by: Vec<StatementId>,
    /// The statements of any party that deny it.
    pub denied_by: Vec<StatementId>,
}

/// Everything that `party` said on `issue`, or that was said on its behalf, oldest first.
pub fn history(workspace: &Workspace, party: PartyId, issue: IssueId, zone: Tz) -> Vec<Entry> {
    let Some(negotiation) = workspace.issues.get(&issue).map(|issue| issue.negotiation) else { return Vec::new() };
    let positions = Positions::new(workspace, negotiation, AsOf::Now, zone);
    let current = positions.of(party, issue).map(|position| position.statement);
    let cell: Vec<_> = positions
        .said()
        .iter()
        .copied()
        .filter(|statement| statement.issues.contains(&issue) && position::voices(statement).any(|voice| voice == party))
        .collect();

    let mut replies = Replies::default();
    for later in positions.said() {
        let taken_back = position::taken_back(workspace, later);
        let named: BTreeSet<StatementId> = taken_back.iter().map(|(_, earlier)| *earlier).collect();
        for (how, earlier) in taken_back {
            let list = if how == TakenBack::Retracted { &mut replies.retracted } else { &mut replies.superseded };
            push(list, earlier, later.id);
        }
        for answered in later.answers.iter().filter(|answered| !named.contains(answered)) {
            let list = if later.kind == StatementKind::Denial { &mut replies.denied } else { &mut replies.answered };
            push(list, *answered, later.id);
        }
    }
    for (at, statement) in cell.iter().enumerate() {
        if position::retracts_everything(statement, &cell) {
            for earlier in cell.iter().take(at).filter(|earlier| position::bears(earlier)) {
                push(&mut replies.retracted, earlier.id, statement.id);
            }
        }
    }

    cell.iter()
        .map(|statement| {
            let id = statement.id;
            let standing = if current == Some(id) {
                Standing::Current
            } else if statement.is_assessment() {
                Standing::Assessment
            } else if !position::bears(statement) {
                Standing::NotAPosition
            } else if replies.superseded.contains_key(&id) {
                Standing::Superseded
            } else if replies.retracted.contains_key(&id) {
                Standing::Retracted
            } else {
                Standing::Earlier
            };
            Entry {
                statement: id,
                standing,
                voice: position::voice(statement, party),
                superseded_by: replies.superseded.remove(&id).unwrap_or_default(),
                retracted_by: replies.retracted.remove(&id).unwrap_or_default(),
                answered_by: replies.answered.remove(&id).unwrap_or_default(),
                denied_by: replies.denied.remove(&id).unwrap_or_default(),
            }
        })
        .collect()
}

/// What was said to each statement later, in the order in which it was said.
#[derive(Default)]
struct Replies {
    superseded: BTreeMap<StatementId, Vec<StatementId>>,
    retracted: BTreeMap<StatementId, Vec<StatementId>>,
    answered: BTreeMap<StatementId, Vec<StatementId>>,
    denied: BTreeMap<StatementId, Vec<StatementId>>,
}

fn push(list: &mut BTreeMap<StatementId, Vec<StatementId>>, to: StatementId, reply: StatementId) {
    let replies = list.entry(to).or_default();
    if !replies.contains(&reply) {
        replies.push(reply);
    }
}
