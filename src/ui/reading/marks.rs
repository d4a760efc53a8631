//! What is recorded from a text: each passage with whose it is and what it is.

use crate::kit::Icon;
use crate::model::{Holder, PartId, PartyId, Record, RecordId, Round, SourceId, Who, Workspace};
use crate::query::{names, passages};
use std::ops::Range;

/// A passage in the text at hand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    pub record: RecordId,
    pub passage: PartId,
    /// In bytes of the text.
    pub range: Range<usize>,
    pub party: Option<PartyId>,
    pub icon: Icon,
    pub name: String,
    /// It is a date announced of a round, which may be another than the one that the text tells of.
    pub announces: bool,
}

/// The marks in the text of a source, in its order: each where its words stand now. What is lost has no place in it.
pub(super) fn marks(workspace: &Workspace, source: SourceId) -> Vec<Mark> {
    let found = passages::located(workspace, source).into_iter().filter_map(|(mark, place)| {
        let record = workspace.view(mark.record)?;
        let (party, icon, what) = about(workspace, record, mark.holder);
        let whose = party.map(|party| names::party(workspace, party));
        let name = whose.into_iter().chain([what]).collect::<Vec<_>>().join(", ");
        let announces = matches!((record, mark.holder), (Record::Round(round), Holder::Part(id))
            if round.schedule.announcements.iter().any(|one| one.id == id));
        Some(Mark { record: mark.record, passage: mark.passage.id, range: place.range()?, party, icon, name, announces })
    });
    let mut found: Vec<Mark> = found.collect();
    found.sort_by_key(|mark| (mark.range.start, mark.range.end, mark.record));
    found
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
