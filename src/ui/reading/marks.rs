//! What is recorded from a text: each passage with whose it is and what it is.

use crate::kit::Icon;
use crate::model::{Holder, PartyId, Passages as _, Record, RecordId, Round, SourceId, Who, Workspace};
use crate::query::names;
use std::ops::Range;

/// A passage in the text at hand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    pub record: RecordId,
    /// In bytes of the text.
    pub range: Range<usize>,
    pub party: Option<PartyId>,
    pub icon: Icon,
    pub name: String,
}

/// The marks in the text of a source, in its order.
pub(super) fn marks(workspace: &Workspace, source: SourceId) -> Vec<Mark> {
    let text = workspace.sources.get(&source).map_or("", |source| source.text.as_str());
    let mut found = Vec::new();
    for record in workspace.naming(source.into()) {
        for (holder, list) in record.passages() {
            for passage in list.iter().filter(|passage| passage.source == source) {
                let Some(range) = place(text, passage) else { continue };
                let (party, icon, what) = about(workspace, record, holder);
                let whose = party.map(|party| names::party(workspace, party));
                let name = whose.into_iter().chain([what]).collect::<Vec<_>>().join(", ");
                found.push(Mark { record: record.id(), range, party, icon, name });
            }
        }
    }
    found.sort_by_key(|mark| (mark.range.start, mark.range.end, mark.record));
    found
}

fn place(text: &str, passage: &crate::model::Passage) -> Option<Range<usize>> {
    let start = text.char_indices().nth(passage.start as usize)?.0;
    text.get(start..)?.starts_with(&passage.quote).then(|| start..start + passage.quote.len())
}

fn party_of(who: Option<&Who>) -> Option<PartyId> {
    match who {
        Some(Who::Party(party)) => Some(*party),
        _ => None,
    }
}

/// Whose it is, its sign, and what it is.
fn about(workspace: &Workspace, record: &Record, holder: Holder) -> (Option<PartyId>, Icon, String) {
    match record {
        Record::Statement(one) => (Some(one.party), Icon::Statement, names::kind_word(one)),
        Record::Incident(one) => (party_of(one.claimed_by.first()), Icon::Incident, "incident".to_owned()),
        Record::FollowUp(one) => (party_of(one.owners.first()), Icon::FollowUp, "follow-up".to_owned()),
        Record::Round(round) => part(workspace, round, holder),
        record => (None, Icon::Quote, record.id().noun().to_owned()),
    }
}

fn part(workspace: &Workspace, round: &Round, holder: Holder) -> (Option<PartyId>, Icon, String) {
    let of = |what: &str| format!("{what}, {}", names::round(workspace, round.id));
    let Holder::Part(id) = holder else { return (None, Icon::Agreement, of("outcome")) };
    if let Some(one) = round.schedule.announcements.iter().find(|one| one.id == id) {
        return (party_of(one.by.as_ref()), Icon::Voice, of("announcement"));
    }
    if let Some(one) = round.accounts.iter().find(|one| one.id == id) {
        return (one.party, Icon::Account, of("account"));
    }
    let attendance = round.attendance.iter().find(|one| one.id == id);
    (attendance.and_then(|one| one.party), Icon::People, of("attendance"))
}
