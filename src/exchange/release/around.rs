//! The record around the statements: what of it is known only from statements that stay in.

use super::{Unattributed, private};
use crate::model::{
    IssueId, NegotiationId, PartyId, PersonId, RecordId, Seat, SourceId, Statement, StatementId, Who, Workspace, each_reference,
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
    one.rounds.retain(|_, round| !private::is_private(round));
    one.follow_ups.retain(|_, follow_up| !private::is_at_private(workspace, follow_up.round));
    one.incidents.retain(|_, incident| !private::is_at_private(workspace, incident.round));
    forget_issues(&mut one, unattributed, all);
    forget_sources(&mut one, all);
    forget_seats(&mut one, workspace, all);
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

/// Takes out the seats of parties of which only statements that stay in speak: who made the seat, and how, cannot be told from it. A
/// party at which nobody has said anything, or whom anything that leaves names, keeps its seat.
fn forget_seats(one: &mut Workspace, workspace: &Workspace, all: &[&Statement]) {
    let mut named: BTreeSet<RecordId> = BTreeSet::new();
    let mut seats: Vec<Seat> = Vec::new();
    for negotiation in one.negotiations.values_mut() {
        seats.append(&mut negotiation.seats);
    }
    for record in one.records() {
        each_reference(record, |reference| {
            named.insert(reference.target);
        });
    }
    let hidden: BTreeSet<PartyId> =
        all.iter().filter(|said| !one.statements.contains_key(&said.id)).flat_map(|said| spoken_for(workspace, said)).collect();
    let leaves = |seat: &Seat| {
        !hidden.contains(&seat.party) || named.contains(&seat.party.into()) || is_of_named(workspace, &named, seat.party)
    };
    for negotiation in one.negotiations.values_mut() {
        negotiation.seats = seats.iter().filter(|seat| leaves(seat)).cloned().collect();
    }
}

/// The parties that a statement is of or brings in: its own, the one on whose behalf it is, and those of its speaker.
fn spoken_for(workspace: &Workspace, said: &Statement) -> Vec<PartyId> {
    let mut parties = vec![said.party];
    parties.extend(said.on_behalf_of);
    match &said.speaker {
        Some(Who::Party(id)) => parties.push(*id),
        Some(Who::Person(id)) => {
            parties.extend(
                workspace.people.get(id).into_iter().flat_map(|person| person.affiliations.iter().map(|held| held.party)),
            );
        }
        Some(Who::Described(_)) | None => {}
    }
    parties
}

/// Whether somebody whom what leaves names is of the party.
fn is_of_named(workspace: &Workspace, named: &BTreeSet<RecordId>, party: PartyId) -> bool {
    let of = |id: &RecordId| match id {
        RecordId::Person(id) => {
            workspace.people.get(id).is_some_and(|person| person.affiliations.iter().any(|held| held.party == party))
        }
        _ => false,
    };
    named.iter().any(of)
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
