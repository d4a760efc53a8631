//! The summary at the top of a paper: what the negotiation is, who takes part, one line each for the last round, the next round, what
//! moved, what is due and what was withheld; then the issues by state.

use super::paper::{Paper, joined};
use super::{last_round, moved, open_follow_ups, upcoming};
use crate::exchange::document::{Block, Fact, Run};
use crate::model::{IssueState, Negotiation, Vocabulary};
use crate::query::{issues, names, rounds};

pub(super) fn write(paper: &mut Paper<'_>) {
    let Some(negotiation) = paper.workspace.negotiations.get(&paper.negotiation) else { return };
    for (text, quiet) in [(&negotiation.summary, false), (&negotiation.note, true)] {
        if !text.trim().is_empty() {
            paper.push(if quiet { Block::aside(text.trim()) } else { Block::words(text.trim()) });
        }
    }
    let mut facts = Vec::new();
    if !negotiation.status.said().is_empty() {
        facts.push(one("Status", negotiation.status.label()));
    }
    if !negotiation.seats.is_empty() {
        facts.push(Fact { name: "At the table".to_owned(), lines: seats(paper, negotiation) });
    }
    if let Some(round) = rounds::last_held(paper.workspace, paper.negotiation) {
        facts.push(one("Last round", last_round::in_short(round)));
    }
    facts.extend(upcoming::late_in_short(paper).into_iter().map(|words| one(rounds::SHOULD_HAVE_BEGUN, words)));
    facts.push(one("Next round", upcoming::in_short(paper)));
    facts.extend(moved::in_short(paper).map(|words| one("Moved", words)));
    facts.extend(open_follow_ups::in_short(paper).map(|words| one("Owed", words)));
    facts.extend(paper.terms(None));
    paper.push(Block::Facts(facts));
    states(paper);
}

fn one(name: &str, words: impl Into<String>) -> Fact {
    Fact { name: name.to_owned(), lines: vec![vec![Run::text(words)]] }
}

/// A line for each role, with who has it.
pub(super) fn seats(paper: &Paper<'_>, negotiation: &Negotiation) -> Vec<Vec<Run>> {
    let mut roles: Vec<(&str, Vec<String>)> = Vec::new();
    for seat in &negotiation.seats {
        let party = names::party(paper.workspace, seat.party);
        let words = match seat.note.trim() {
            "" => party,
            note => format!("{party} ({note})"),
        };
        let role = seat.role.said();
        match roles.iter_mut().find(|(of, _)| *of == role) {
            Some((_, parties)) => parties.push(words),
            None => roles.push((role, vec![words])),
        }
    }
    let line = |(role, parties): (&str, Vec<String>)| {
        let role = (!role.is_empty()).then(|| Run::quiet(format!("{role}: ")));
        role.into_iter().chain([Run::text(parties.join(", "))]).collect()
    };
    roles.into_iter().map(line).collect()
}

/// So many issues of a state stand in one line; more have a line each.
const FEW: usize = 6;

/// The issues by state, a line for each state that somebody has given.
fn states(paper: &mut Paper<'_>) {
    let mut states = issues::by_state(paper.workspace, paper.negotiation);
    states.retain(|(state, _)| !state.said().is_empty());
    if states.is_empty() {
        return;
    }
    paper.heading(1, "Where things stand");
    let tree = issues::tree(paper.workspace, paper.negotiation);
    let in_state = |state: &IssueState| {
        let of = tree.iter().filter(|node| paper.workspace.issues.get(&node.issue).is_some_and(|issue| issue.state == *state));
        of.map(|node| names::issue_path(paper.workspace, node.issue)).collect::<Vec<_>>()
    };
    let fact = |(state, count): &(IssueState, usize)| {
        let issues = in_state(state);
        let lines = match *count {
            0..=FEW => vec![vec![Run::text(joined(issues.iter().map(String::as_str)))]],
            _ => issues.into_iter().map(|issue| vec![Run::text(issue)]).collect(),
        };
        Fact { name: state.label().to_owned(), lines }
    };
    let facts = states.iter().map(fact).collect();
    paper.push(Block::Facts(facts));
}
