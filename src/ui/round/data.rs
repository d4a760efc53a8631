//! What a round's page shows, worked out once for each state of the record.

use crate::model::{FollowUpId, IncidentId, IssueId, NegotiationId, PartyId, RoundId, Statement, StatementId, Workspace};
use crate::query::{follow_ups, issues, position, rounds};
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

/// What a group of statements has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    Issue(IssueId),
    NoIssue,
    Party(PartyId),
}

/// Statements under one heading, in the order in which they were said.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub heading: Heading,
    pub statements: Vec<StatementId>,
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
        let mut incidents: Vec<_> = workspace.incidents.values().filter(|incident| incident.round == Some(id)).collect();
        incidents.sort_by_cached_key(|incident| (incident.when.key(zone), incident.id));
        Self {
            groups: match by {
                GroupBy::Issue => by_issue(workspace, round.negotiation, &statements),
                GroupBy::Party => by_party(workspace, round.negotiation, &statements),
            },
            statements: statements.len(),
            on_issue,
            replaced_by: replaced_by(workspace, round.negotiation),
            made: follow_ups::made_at(workspace, id, zone).iter().map(|one| one.id).collect(),
            carried: match round.schedule.status.is_ahead() || rounds::last_held(workspace, round.negotiation) == Some(round) {
                true => follow_ups::carried_to(workspace, id, zone).iter().map(|one| one.id).collect(),
                false => Vec::new(),
            },
            incidents: incidents.iter().map(|incident| incident.id).collect(),
        }
    }
}

/// Which later statements replace each statement of a negotiation by name.
fn replaced_by(workspace: &Workspace, negotiation: NegotiationId) -> BTreeMap<StatementId, Vec<StatementId>> {
    let mut replaced: BTreeMap<StatementId, Vec<StatementId>> = BTreeMap::new();
    for later in workspace.statements_of(negotiation) {
        for earlier in &later.supersedes {
            replaced.entry(*earlier).or_default().push(later.id);
        }
    }
    replaced
}

/// A statement on two issues stands under both: a reader of either must find it.
fn by_issue(workspace: &Workspace, negotiation: NegotiationId, statements: &[&Statement]) -> Vec<Group> {
    let mut groups = Vec::new();
    for node in issues::tree(workspace, negotiation) {
        let on = |statement: &&&Statement| statement.issues.contains(&node.issue);
        push(&mut groups, Heading::Issue(node.issue), statements.iter().filter(on));
    }
    let known = |issue: &IssueId| workspace.issues.get(issue).is_some_and(|issue| issue.negotiation == negotiation);
    let without = statements.iter().filter(|statement| !statement.issues.iter().any(known));
    push(&mut groups, Heading::NoIssue, without);
    groups
}

/// Parties in the order of their seats, then in the order in which they first spoke.
fn by_party(workspace: &Workspace, negotiation: NegotiationId, statements: &[&Statement]) -> Vec<Group> {
    let seats = workspace.negotiations.get(&negotiation).into_iter().flat_map(|found| &found.seats).map(|seat| seat.party);
    let mut parties: Vec<PartyId> = Vec::new();
    for party in seats.chain(statements.iter().map(|statement| statement.party)) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    let mut groups = Vec::new();
    for party in parties {
        push(&mut groups, Heading::Party(party), statements.iter().filter(|statement| statement.party == party));
    }
    groups
}

fn push<'a>(groups: &mut Vec<Group>, heading: Heading, statements: impl Iterator<Item = &'a &'a Statement>) {
    let statements: Vec<StatementId> = statements.map(|statement| statement.id).collect();
    if !statements.is_empty() {
        groups.push(Group { heading, statements });
    }
}
