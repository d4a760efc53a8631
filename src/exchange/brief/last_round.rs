//! The section on the last round held: when and where, who took part, the outcome, and each side's account of it.

use super::paper::{Paper, joined, unsaid};
use super::{accounts, round_facts, table};
use crate::exchange::document::Block;
use crate::model::{OutcomeKind, Round, Vocabulary};
use crate::query::beside::in_a_sentence;
use crate::query::{names, rounds};

/// When, where and what came out, in a line.
pub(super) fn in_short(round: &Round) -> String {
    let when = if round.schedule.when.is_unknown() { String::new() } else { round.schedule.when.words() };
    let outcome = match &round.outcome.kind {
        None => String::new(),
        Some(OutcomeKind::None) => in_a_sentence(OutcomeKind::None.label()),
        Some(kind) => format!("outcome: {}", in_a_sentence(kind.label())),
    };
    let title = names::round_title(round);
    joined([title.as_str(), unsaid(&title, &when), unsaid(&title, &names::town(&round.venue)), &outcome])
}

pub(super) fn write(paper: &mut Paper<'_>) {
    if let Some(last) = rounds::last_held(paper.workspace, paper.negotiation) {
        of(paper, last);
    }
}

/// That round as the last one.
pub(super) fn of(paper: &mut Paper<'_>, last: &Round) {
    paper.heading(1, format!("Last round: {}", names::round_title(last)));
    let mut facts = round_facts::place_and_time(paper, last);
    facts.extend(round_facts::outcome(paper, last));
    paper.push(Block::Facts(facts));
    table::write(paper, last, table::Detail::Heads);
    accounts::write(paper, last, 2);
    accounts::discrepancies(paper, last, 2);
}
