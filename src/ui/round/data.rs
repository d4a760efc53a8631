//! What a round's page shows, worked out once for each state of the record.

use crate::model::{FollowUpId, IncidentId, IssueId, RoundId, Statement, StatementId, Workspace};
use crate::query::grouped::{self, Group};
use crate::query::{follow_ups, position, rounds};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// By what statements stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum GroupBy {
    /// Each issue with what all parties said on it.
    #[default]
    Issue,
    /// Each party with what it said.
    Party,
}

/// What the sections show.
#[derive(Clone, Debug, Default)]
pub(super) struct RoundData {
    pub groups: Vec<Group>,
    pub statements: usize,
    /// How many statements of this round bear on each issue.
    pub on_issue: BTreeMap<IssueId, usize>,
    pub replaced_by: BTreeMap<StatementId, Vec<StatementId>>,
    pub made: Vec<FollowUpId>,
    pub carried: Vec<FollowUpId>,
    pub incidents: Vec<IncidentId>,
}

impl RoundData {
    pub(super) fn new(workspace: &Workspace, id: RoundId, by: GroupBy, zone: Tz) -> Self {
        let Some(round) = workspace.rounds.get(&id) else {
            return Self::default();
        };
        let mut statements: Vec<&Statement> = workspace.statements_at(id).collect();
        position::sort_by_said(workspace, &mut statements, zone);
        let mut on_issue = BTreeMap::new();
        for issue in statements.iter().flat_map(|statement| &statement.issues) {
            *on_issue.entry(*issue).or_insert(0) += 1;
        }
        let mut incidents: Vec<_> = workspace.incidents_at(id).collect();
        incidents.sort_by_cached_key(|incident| (incident.when.key(zone), incident.id));
        Self {
            groups: match by {
                GroupBy::Issue => grouped::by_issue(workspace, round.negotiation, &statements),
                GroupBy::Party => grouped::by_party(workspace, round.negotiation, &statements),
            },
            statements: statements.len(),
            on_issue,
            replaced_by: grouped::replaced_by(workspace, round.negotiation),
            made: follow_ups::made_at(workspace, id, zone).iter().map(|one| one.id).collect(),
            carried: match rounds::is_ahead(round) || rounds::last_held(workspace, round.negotiation) == Some(round) {
                true => follow_ups::carried_to(workspace, id, zone).iter().map(|one| one.id).collect(),
                false => Vec::new(),
            },
            incidents: incidents.iter().map(|incident| incident.id).collect(),
        }
    }
}
