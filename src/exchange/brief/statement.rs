//! Lays out one statement: who, what it does, the text, and how we know. An assessment looks different from a statement, and names
//! who made it.

use super::paper::{Paper, joined};
use crate::exchange::document::{Block, Entry, Run};
use crate::model::{Statement, StatementId, Verification, Vocabulary};
use crate::query::grouped::{self, Heading};
use crate::query::names;
use std::collections::BTreeMap;

/// Statements under headings, issue by issue.
pub(super) fn by_issue(paper: &mut Paper<'_>, statements: &[&Statement]) {
    let replaced_by = grouped::replaced_by(paper.workspace, paper.negotiation);
    for group in grouped::by_issue(paper.workspace, paper.negotiation, statements) {
        let title = match group.heading {
            Heading::Issue(issue) => names::issue_path(paper.workspace, issue),
            Heading::NoIssue => "On no issue".to_owned(),
            Heading::Party(party) => names::party(paper.workspace, party),
        };
        paper.heading(2, title);
        for said in group.statements.iter().filter_map(|id| paper.workspace.statements.get(id)) {
            let entry = entry(paper, said, &replaced_by);
            paper.push(Block::Entry(entry));
        }
    }
}

fn entry(paper: &mut Paper<'_>, statement: &Statement, replaced_by: &BTreeMap<StatementId, Vec<StatementId>>) -> Entry {
    let mut words = vec![Run::text(names::words(statement, "No text"))];
    words.extend(paper.cite(&statement.sources));
    if !statement.locus.trim().is_empty() {
        words.push(Run::quiet(format!(" {}", statement.locus.trim())));
    }
    let mut below = Vec::new();
    if !statement.original.text.trim().is_empty() {
        below.push(vec![Run::text(statement.original.text.trim())]);
    }
    below.extend(paper.quotations(&statement.passages, &statement.text));
    if !statement.verification_note.trim().is_empty() {
        below.push(vec![Run::quiet(statement.verification_note.trim())]);
    }
    let later = replaced_by.get(&statement.id).map(Vec::as_slice).unwrap_or_default();
    let links = links(paper, statement, later);
    if !links.is_empty() {
        below.push(vec![Run::quiet(links)]);
    }
    Entry { head: head(paper, statement), words, below, inferred: statement.is_assessment() }
}

fn head(paper: &Paper<'_>, statement: &Statement) -> Vec<Run> {
    let party = names::party(paper.workspace, statement.party);
    let mut parts = Vec::new();
    let first = if statement.is_assessment() {
        let assessor = match statement.assessor.trim() {
            "" => "nobody named".to_owned(),
            assessor => assessor.to_owned(),
        };
        parts.push(format!("{} of {party}", statement.kind.label()));
        format!("Assessed by {assessor}")
    } else {
        parts.push(names::kind_word(statement));
        party
    };
    parts.extend(statement.firmness.as_ref().map(|firmness| firmness.label().to_owned()));
    parts.extend(statement.speaker.as_ref().map(|speaker| names::who(paper.workspace, speaker)));
    parts.extend(statement.on_behalf_of.map(|other| format!("on behalf of {}", names::party(paper.workspace, other))));
    if !statement.said_on.is_unknown() {
        parts.push(statement.said_on.short_words());
    }
    parts.extend(statement.movement.as_ref().map(|movement| movement.label().to_owned()));
    // How well an inference is supported, its assessor stands for.
    if statement.verification != Verification::SingleSource && !statement.is_assessment() {
        parts.push(statement.verification.label().to_owned());
    }
    if !statement.to_check.is_empty() {
        parts.push("to be looked at".to_owned());
    }
    let mut head = vec![Run::strong(first), Run::text(format!(" · {}", joined(parts.iter().map(String::as_str))))];
    if statement.level.is_guarded() {
        head.extend([Run::text(" · "), Run::strong(joined([statement.level.label(), &statement.terms]))]);
    }
    head
}

/// What it hangs on, and what it does to other statements.
fn links(paper: &Paper<'_>, statement: &Statement, later: &[StatementId]) -> String {
    let mut parts = Vec::new();
    let on = statement.condition.on.iter().map(|id| names::statement(paper.workspace, *id));
    let on: Vec<String> =
        std::iter::once(statement.condition.text.trim().to_owned()).filter(|text| !text.is_empty()).chain(on).collect();
    if !on.is_empty() {
        parts.push(format!("Only if {}", on.join("; ")));
    }
    for (how, others) in [("Replaced by", later), ("Replaces", &statement.supersedes), ("Answers", &statement.answers)] {
        parts.extend(others.iter().map(|id| format!("{how} {}", other(paper, *id))));
    }
    joined(parts.iter().map(String::as_str))
}

/// Another statement in a few words: whose it is and of when.
fn other(paper: &Paper<'_>, id: StatementId) -> String {
    let Some(other) = paper.workspace.statements.get(&id) else { return names::statement(paper.workspace, id) };
    let party = names::party(paper.workspace, other.party);
    if other.said_on.is_unknown() { party } else { format!("{party}, {}", other.said_on.short_words()) }
}
