//! Groups statements under headings: by issue or by party.

use super::issues;
use crate::model::{IssueId, NegotiationId, PartyId, Statement, StatementId, Workspace};
use std::collections::BTreeMap;

/// What a group of statements has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// An issue.
    Issue(IssueId),
    /// What is on no issue.
    NoIssue,
    /// A party.
    Party(PartyId),
}

/// Statements under one heading, in the order in which they were said.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they have in common.
    pub heading: Heading,
    /// Which.
    pub statements: Vec<StatementId>,
}

/// Which later statements replace each statement of a negotiation by name.
pub fn replaced_by(workspace: &Workspace, negotiation: NegotiationId) -> BTreeMap<StatementId, Vec<StatementId>> {
    let mut replaced: BTreeMap<StatementId, Vec<StatementId>> = BTreeMap::new();
    for later in workspace.statements_of(negotiation) {
        for earlier in &later.supersedes {
            replaced.entry(*earlier).or_default().push(later.id);
        }
    }
    replaced
}

/// A statement on two issues stands under both: a reader of either must find it.
pub fn by_issue(workspace: &Workspace, negotiation: NegotiationId, statements: &[&Statement]) -> Vec<Group> {
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
pub fn by_party(workspace: &Workspace, negotiation: NegotiationId, statements: &[&Statement]) -> Vec<Group> {
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
