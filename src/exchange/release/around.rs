//! Takes out of the exported record what is known only from withheld statements: sources, issues, people, parties and seats.

use super::follow::{Decided, spoken_for};
use super::private;
use super::unattributed::Unattributed;
use crate::model::fields::{Fields, Release, ValueMut};
use crate::model::{
    Document, IssueId, NegotiationId, Outcome, PartId, PartyId, Passages, PersonId, RecordId, Seat, SourceId, Statement,
    StatementId, Workspace, each_reference,
};
use crate::query::passages::{self, Ruler};
use crate::query::texts::{TextId, TextOf};
use std::collections::{BTreeMap, BTreeSet};

/// One negotiation with those statements, without the bin, without what was changed in two places, and without what only the other
/// statements speak of. With it the paragraph in which each quotation stands that leaves.
pub(super) fn of_negotiation(
    workspace: &Workspace,
    negotiation: NegotiationId,
    statements: BTreeMap<StatementId, Statement>,
    unattributed: &[Unattributed],
    all: &[&Statement],
    texts: &Decided<'_>,
) -> (Workspace, BTreeMap<(SourceId, PartId), usize>) {
    let mut one = Workspace::new(workspace.id);
    one.negotiations.extend(workspace.negotiations.get(&negotiation).map(|record| (record.id, record.clone())));
    one.statements.extend(statements);
    macro_rules! own {
        ($($table:ident)*) => {$(
            one.$table.extend(workspace.$table.iter().filter(|(_, record)| record.negotiation == negotiation).map(|(id, record)| (*id, record.clone())));
        )*};
    }
    own!(issues sources rounds follow_ups incidents);
    one.rounds.retain(|_, round| !private::is_private(round));
    one.follow_ups.retain(|_, follow_up| !private::is_at_private(workspace, follow_up.round));
    one.incidents.retain(|_, incident| !private::is_at_private(workspace, incident.round));
    texts.kept.iter().for_each(|kept| take_out(&mut one, kept.id));
    forget_issues(&mut one, unattributed, all);
    let paragraphs = paragraphs(&one);
    forget_context(&mut one);
    forget_sources(&mut one, all, &texts.behind);
    forget_seats(&mut one, workspace, all, &texts.behind);
    name_somebody(&mut one, workspace);
    (one, paragraphs)
}

/// What stands for words that are left out where something must stand.
const NOT_TOLD: &str = "not told";

/// Takes out the words that are guarded with a note, and it.
fn clear_guarded(fields: &mut dyn Fields) {
    for (at, field) in fields.table().iter().enumerate() {
        match fields.get_mut(at) {
            Some(ValueMut::Fields(part)) => clear_guarded(part),
            _ if field.release != Release::Guarded => {}
            Some(ValueMut::Text(text)) => text.clear(),
            Some(ValueMut::Texts(texts)) => texts.clear(),
            Some(ValueMut::Term(term)) if term.term().is_some_and(|term| term.known.is_none()) => {
                if term.is_optional() {
                    term.clear();
                } else {
                    term.set_own(NOT_TOLD.to_owned());
                }
            }
            _ => {}
        }
    }
}

/// Takes out a text that must not leave.
fn take_out(one: &mut Workspace, text: TextId) {
    let TextId { record, part, of } = text;
    match (record, of) {
        (RecordId::Negotiation(id), _) => {
            let Some(negotiation) = one.negotiations.get_mut(&id) else { return };
            match of {
                TextOf::Summary => negotiation.summary.clear(),
                TextOf::Seat(party) => {
                    negotiation.seats.iter_mut().filter(|seat| seat.party == party).for_each(|seat| seat.note.clear());
                }
                _ => clear_guarded(negotiation),
            }
        }
        (RecordId::Statement(id), TextOf::Quotations) => {
            if let Some(said) = one.statements.get_mut(&id) {
                said.passages.clear();
            }
        }
        (RecordId::Statement(id), _) => {
            let Some(said) = one.statements.get_mut(&id) else { return };
            let (is_assessed, is_to_check) = (!said.assessor.is_empty(), !said.to_check.is_empty());
            clear_guarded(said);
            // That it is an assessment, and that it is to be looked at, is true all the same.
            if is_assessed {
                NOT_TOLD.clone_into(&mut said.assessor);
            }
            said.to_check.extend(is_to_check.then(|| NOT_TOLD.to_owned()));
        }
        (RecordId::FollowUp(id), TextOf::Note) => {
            if let Some(follow_up) = one.follow_ups.get_mut(&id) {
                follow_up.note.clear();
            }
        }
        (RecordId::FollowUp(id), _) => drop(one.follow_ups.remove(&id)),
        (RecordId::Incident(id), TextOf::Note) => {
            if let Some(incident) = one.incidents.get_mut(&id) {
                incident.note.clear();
            }
        }
        (RecordId::Incident(id), _) => drop(one.incidents.remove(&id)),
        (RecordId::Round(id), _) => {
            let Some(round) = one.rounds.get_mut(&id) else { return };
            match (part, of) {
                (None, TextOf::Outcome) => round.outcome = Outcome::default(),
                (None, _) => clear_guarded(round),
                (Some(part), TextOf::Note) => {
                    macro_rules! clear {
                        ($($list:expr),*) => {$(
                            $list.iter_mut().filter(|one| one.id == part).for_each(|one| one.note.clear());
                        )*};
                    }
                    clear!(round.schedule.earlier, round.attendance, round.sittings, round.discrepancies);
                }
                (Some(part), _) => {
                    macro_rules! remove {
                        ($($list:expr),*) => {$(
                            $list.retain(|one| one.id != part);
                        )*};
                    }
                    remove!(
                        round.schedule.earlier,
                        round.schedule.announcements,
                        round.attendance,
                        round.sittings,
                        round.accounts,
                        round.discrepancies
                    );
                }
            }
        }
        _ => {}
    }
}

/// Takes out what stands around the quotations: no export has it.
fn forget_context(one: &mut Workspace) {
    fn forget<R: Passages>(record: &mut R) {
        for passage in record.passages_mut().into_iter().flat_map(|(_, passages)| passages) {
            passage.before.clear();
            passage.after.clear();
        }
    }
    one.statements.each_mut(forget);
    one.rounds.each_mut(forget);
    one.follow_ups.each_mut(forget);
    one.incidents.each_mut(forget);
}

/// The paragraphs in which the quotations stand that leave, while the texts are there.
fn paragraphs(one: &Workspace) -> BTreeMap<(SourceId, PartId), usize> {
    let sources = one.sources.values().filter(|source| !source.text.is_empty());
    let mut all = BTreeMap::new();
    for source in sources {
        let marks = passages::of_source(one, source.id);
        if marks.is_empty() {
            continue;
        }
        let ruler = Ruler::new(&source.text);
        for mark in marks {
            let number = passages::standing_in(&ruler, &mark.passage).paragraph();
            all.extend(number.map(|number| ((source.id, mark.passage.id), number)));
        }
    }
    all
}

/// Takes out issues that only statements which are left out are on: they may have been made by them.
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

/// Takes out sources that only statements which are left out cite, and the pasted text and the file of all.
fn forget_sources(one: &mut Workspace, all: &[&Statement], behind: &[RecordId]) {
    let mut known: BTreeSet<SourceId> = BTreeSet::new();
    for record in one.records() {
        each_reference(record, |reference| {
            if let RecordId::Source(id) = reference.target {
                known.insert(id);
            }
        });
    }
    let cited = |said: &&Statement| -> Vec<SourceId> {
        said.sources.iter().copied().chain(said.passages.iter().map(|passage| passage.source)).collect()
    };
    let mut hidden: BTreeSet<SourceId> = all.iter().flat_map(cited).collect();
    hidden.extend(behind.iter().filter_map(|id| if let RecordId::Source(id) = id { Some(*id) } else { None }));
    one.sources.retain(|id, _| known.contains(id) || !hidden.contains(id));
    one.sources.each_mut(|source| {
        source.text.clear();
        source.document = Document::default();
    });
}

/// Takes out the seats of parties of which only statements that are left out speak: who made the seat, and how, cannot be told from it. A
/// party at which nobody has said anything, or whom anything that leaves names, keeps its seat.
fn forget_seats(one: &mut Workspace, workspace: &Workspace, all: &[&Statement], behind: &[RecordId]) {
    let mut named: BTreeSet<RecordId> = BTreeSet::new();
    let mut seats: Vec<Seat> = Vec::new();
    one.negotiations.each_mut(|negotiation| seats.append(&mut negotiation.seats));
    for record in one.records() {
        each_reference(record, |reference| {
            named.insert(reference.target);
        });
    }
    let mut hidden: BTreeSet<PartyId> =
        all.iter().filter(|said| !one.statements.contains_key(&said.id)).flat_map(|said| spoken_for(workspace, said)).collect();
    hidden.extend(behind.iter().flat_map(|id| match id {
        RecordId::Party(id) => vec![*id],
        RecordId::Person(id) => {
            workspace.people.get(id).map_or_else(Vec::new, |person| person.affiliations.iter().map(|held| held.party).collect())
        }
        _ => Vec::new(),
    }));
    let leaves = |seat: &Seat| {
        !hidden.contains(&seat.party) || named.contains(&seat.party.into()) || is_of_named(workspace, &named, seat.party)
    };
    one.negotiations.each_mut(|negotiation| negotiation.seats = seats.iter().filter(|seat| leaves(seat)).cloned().collect());
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
