//! What a record must be before it goes into the workspace. Little is asked: links that hold, and no circles.

use super::Refusal;
use crate::model::{Clash, Edit, Issue, Record, RecordId, Statement, When, Workspace};

/// Checks one record against the workspace as it would be with it. `after` already holds the record.
pub(super) fn validate(edit: &Edit, after: &Workspace) -> Result<(), Refusal> {
    let Some(record) = &edit.after else { return Ok(()) };
    if let Some(negotiation) = record.negotiation() {
        has_negotiation(negotiation.into(), after, record.id().noun())?;
    }
    match record {
        Record::Issue(issue) => issue_tree(issue, after),
        Record::Statement(statement) => {
            let before = match &edit.before {
                Some(Record::Statement(before)) => Some(&**before),
                _ => None,
            };
            statement_links(statement, after)?;
            sitting(statement, before, after)
        }
        Record::Round(round) => span_order(&round.schedule.when),
        Record::FollowUp(follow_up) => span_order(&follow_up.due),
        Record::Incident(incident) => span_order(&incident.when),
        Record::Party(party) if party.blocs.contains(&party.id) => {
            Err(Refusal(format!("{} cannot be a bloc that it belongs to itself.", party.name)))
        }
        Record::Clash(clash) => clash_record(clash, after),
        _ => Ok(()),
    }
}

fn has_negotiation(id: RecordId, after: &Workspace, noun: &str) -> Result<(), Refusal> {
    if after.contains(id) {
        return Ok(());
    }
    Err(Refusal(format!("The negotiation of this {noun} is no longer there. Restore it from the bin first.")))
}

/// What is to be chosen is chosen for a record that is there.
fn clash_record(clash: &Clash, after: &Workspace) -> Result<(), Refusal> {
    let noun = clash.record.noun();
    if clash.other.id() != clash.record {
        return Err(Refusal(format!("The other version is not of the same {noun}.")));
    }
    if !after.contains(clash.record) {
        return Err(Refusal(format!("The {noun} of which a field was changed in two places is no longer there.")));
    }
    Ok(())
}

fn span_order(when: &When) -> Result<(), Refusal> {
    let reversed = match when {
        When::Span { first, last } => first > last,
        When::Window { earliest: Some(earliest), latest: Some(latest), .. } => earliest > latest,
        _ => false,
    };
    if reversed {
        return Err(Refusal("The last day is before the first. Give the earlier day first.".to_owned()));
    }
    Ok(())
}

fn issue_tree(issue: &Issue, after: &Workspace) -> Result<(), Refusal> {
    let mut above = issue.parent;
    let mut steps = 0;
    while let Some(parent) = above {
        if parent == issue.id || steps > after.issues.len() {
            return Err(Refusal(format!("“{}” cannot be placed under an issue that is part of it.", issue.name)));
        }
        above = after.issues.get(&parent).and_then(|parent| parent.parent);
        steps += 1;
    }
    Ok(())
}

fn statement_links(statement: &Statement, after: &Workspace) -> Result<(), Refusal> {
    if statement.supersedes.contains(&statement.id) || statement.answers.contains(&statement.id) {
        return Err(Refusal("A statement cannot replace or answer itself.".to_owned()));
    }
    let mut ahead = statement.supersedes.clone();
    let mut seen = std::collections::BTreeSet::new();
    while let Some(earlier) = ahead.pop() {
        if earlier == statement.id {
            return Err(Refusal("These statements would replace each other in a circle.".to_owned()));
        }
        if seen.insert(earlier)
            && let Some(earlier) = after.statements.get(&earlier)
        {
            ahead.extend(&earlier.supersedes);
        }
    }
    span_order(&statement.said_on)
}

/// A sitting that is chosen must be one of the round. What a file written by hand says wrongly can stay while the rest is edited.
fn sitting(statement: &Statement, before: Option<&Statement>, after: &Workspace) -> Result<(), Refusal> {
    if before.is_some_and(|before| (before.round, before.sitting) == (statement.round, statement.sitting)) {
        return Ok(());
    }
    if let (Some(round), Some(sitting)) = (statement.round, statement.sitting)
        && after.rounds.get(&round).is_some_and(|round| round.sittings.iter().all(|s| s.id != sitting))
    {
        return Err(Refusal("The sitting of this statement belongs to another round.".to_owned()));
    }
    Ok(())
}
