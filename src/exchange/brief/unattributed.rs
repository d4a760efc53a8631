//! The section of unattributed statements: text, day and issue, and nothing that tells who said it.

use super::paper::{Paper, joined};
use crate::exchange::document::{Block, Entry, Run};
use crate::exchange::release::Unattributed;
use crate::model::{RoundId, Vocabulary};
use crate::query::names;

/// What was said without attribution: at a round, or in the whole negotiation.
pub(super) fn write(paper: &mut Paper<'_>, round: Option<RoundId>) {
    let all = paper.released.unattributed();
    let wanted: Vec<&Unattributed> = all.iter().filter(|one| round.is_none() || one.round == round).collect();
    if wanted.is_empty() {
        return;
    }
    paper.heading(1, "Said without attribution");
    paper.push(Block::aside("On the terms on which this was said, neither the speaker nor the party may be named."));
    for one in wanted {
        let entry = entry(paper, one, round.is_none());
        paper.push(Block::Entry(entry));
    }
}

fn entry(paper: &Paper<'_>, one: &Unattributed, with_round: bool) -> Entry {
    let day = if one.said_on.is_unknown() { String::new() } else { one.said_on.short_words() };
    let round = one.round.filter(|_| with_round).map(|id| names::round(paper.workspace, id)).unwrap_or_default();
    let issues: Vec<String> = one.issues.iter().map(|id| names::issue_path(paper.workspace, *id)).collect();
    let head = vec![
        Run::strong(names::kind(&one.kind)),
        Run::text(format!(" · {}", joined([issues.join(", ").as_str(), &day, &round, one.level.label()]))),
    ];
    let words = match (one.text.trim(), one.verbatim) {
        ("", _) => Run::quiet("No text"),
        (text, true) => Run::text(format!("“{text}”")),
        (text, false) => Run::text(text),
    };
    Entry { head, words: vec![words], below: Vec::new(), inferred: false }
}
