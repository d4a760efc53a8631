//! The record around the statements: what of it is known only from statements that stay in.

use super::Unattributed;
use crate::model::{
    IssueId, NegotiationId, PartyId, PersonId, RecordId, SourceId, Statement, StatementId, Workspace, each_reference,
};
use std::collections::{BTreeMap, BTreeSet};

/// One negotiation with those statements, without the bin, without what was changed in two places, and without what only the other
/// statements speak of.
pub fn of_negotiation(
    workspace: &Workspace,
    negotiation: NegotiationId,
    statements: BTreeMap<StatementId, Statement>,
    unattributed: &[Unattributed],
    all: &[&Statement],
) -> Workspace {
    let mut one = Workspace::new(workspace.id);
    one.negotiations.extend(workspace.negotiations.get(&negotiation).map(|record| (record.id, record.clone())));
    one.statements = statements;
    macro_rules! own {
        ($($table:ident)*) => {$(
            one.$table.extend(workspace.$table.iter().filter(|(_, record)| record.negotiation == negotiation).map(|(id, record)| (*id, record.clone())));
        )*};
    }
    own!(issues sources rounds follow_ups incidents);
    forget_issues(&mut one, unattributed, all);
    forget_sources(&mut one, all);
    name_somebody(&mut one, workspace);
    one
}

/// Takes out issues that only statements which stay in are on: they may have been made by them.
fn forget_issues(one: &mut Workspace, unattributed: &[Unattributed], all: &[&Statement]) {
    let mut known: BTreeSet<IssueId> = one.statements.values().flat_map(|said| said.issues.iter().copied()).collect();
    known.extend(unattributed.iter().flat_map(|said| said.issues.iter().copied()));
    known.extend(one.rounds.values().flat_map(|round| round.agenda.iter().copied()));
    let hidden: BTreeSet<IssueId> = all.iter().flat_map(|said| said.issues.iter().copied()).collect();
    // An issue on which nobody has said anything is the user's own.
    known.extend(one.issues.keys().copied().filter(|id| !hidden.contains(id)));
    // What has parts that leave must leave, so that they have their place.
    let mut at: Vec<IssueId> = known.iter().copied().collect();
    while let Some(id) = at.pop() {
        if let Some(parent) = one.issues.get(&id).and_then(|issue| issue.parent).filter(|parent| known.insert(*parent)) {
            at.push(parent);
        }
    }
    one.issues.retain(|id, _| known.contains(id));
}

/// Takes out sources that only statements which stay in cite, and the pasted text of all.
fn forget_sources(one: &mut Workspace, all: &[&Statement]) {
    let mut known: BTreeSet<SourceId> = BTreeSet::new();
    for record in one.records() {
        each_reference(record, |reference| {
            if let RecordId::Source(id) = reference.target {
                known.insert(id);
            }
        });
    }
    let hidden: BTreeSet<SourceId> = all.iter().flat_map(|said| said.sources.iter().copied()).collect();
    one.sources.retain(|id, _| known.contains(id) || !hidden.contains(id));
    one.sources.values_mut().for_each(|source| source.text.clear());
}

/// Puts in the people and parties that are named, with the parties that these belong to.
fn name_somebody(one: &mut Workspace, workspace: &Workspace) {
    let (mut people, mut parties): (BTreeSet<PersonId>, Vec<PartyId>) = (BTreeSet::new(), Vec::new());
    for record in one.records() {
        each_reference(record, |reference| match reference.target {
            RecordId::Person(id) => {
                people.insert(id);
            }
            RecordId::Party(id) => parties.push(id),
            _ => {}
        });
    }
    for person in people.into_iter().filter_map(|id| workspace.people.get(&id)) {
        parties.extend(person.affiliations.iter().map(|held| held.party));
        one.people.insert(person.id, person.clone());
    }
    while let Some(party) = parties.pop() {
        if let Some(party) = workspace.parties.get(&party)
            && one.parties.insert(party.id, party.clone()).is_none()
        {
            parties.extend(&party.blocs);
        }
    }
}
