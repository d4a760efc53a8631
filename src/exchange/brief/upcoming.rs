//! The section of upcoming rounds, with date conflicts: every side, who said it, when and by which source.

use super::paper::{Paper, joined, unsaid};
use crate::exchange::document::{Block, Entry, Run};
use crate::model::{Round, Vocabulary};
use crate::query::rounds::{SHOULD_HAVE_BEGUN, Standing, should_have_begun, standing};
use crate::query::{conflict, names, rounds, schedule};

fn ahead<'a>(paper: &Paper<'a>) -> Vec<&'a Round> {
    let all = rounds::in_order(paper.workspace, paper.negotiation).into_iter();
    all.filter(|round| standing(paper.workspace, round, paper.today, paper.zone) != Standing::Over).collect()
}

/// The next round in a line.
pub(super) fn in_short(paper: &Paper<'_>) -> String {
    let next = rounds::next(paper.workspace, paper.negotiation, paper.today, paper.zone);
    next.map_or_else(|| "None recorded".to_owned(), |next| line(paper, next))
}

/// The rounds that should have begun, in a line each.
pub(super) fn late_in_short(paper: &Paper<'_>) -> Vec<String> {
    let late = should_have_begun(paper.workspace, paper.negotiation, paper.today, paper.zone);
    late.into_iter().map(|round| line(paper, round)).collect()
}

fn line(paper: &Paper<'_>, next: &Round) -> String {
    let when = schedule::told_words(next, paper.today, paper.zone);
    let conflict = conflict::conflicts(next).first().map(|worst| worst.grade.label()).unwrap_or_default();
    let title = names::round_title(next);
    joined([title.as_str(), unsaid(&title, &when), next.schedule.status.said(), conflict])
}

pub(super) fn write(paper: &mut Paper<'_>) {
    let is_late = |round: &&Round| standing(paper.workspace, round, paper.today, paper.zone) == Standing::ShouldHaveBegun;
    let (late, next): (Vec<&Round>, Vec<&Round>) = ahead(paper).into_iter().partition(is_late);
    let heading = if next.len() == 1 { "Next round" } else { "Next rounds" };
    for (heading, rounds) in [(SHOULD_HAVE_BEGUN, late), (heading, next)] {
        if !rounds.is_empty() {
            paper.heading(1, heading);
        }
        for round in rounds {
            let entry = entry(paper, round);
            paper.push(Block::Entry(entry));
        }
    }
}

fn entry(paper: &mut Paper<'_>, round: &Round) -> Entry {
    let mut head = vec![Run::strong(names::round_title(round))];
    let status = round.schedule.status.said();
    if !status.is_empty() {
        head.push(Run::text(format!(" · {status}")));
    }
    let venue = names::venue(&round.venue);
    let mut words = vec![Run::text(joined([schedule::told_words(round, paper.today, paper.zone).as_str(), &venue]))];
    words.extend(paper.cite(&round.sources));
    let mut below = Vec::new();
    let before = schedule::before_words(round);
    if !before.is_empty() {
        let mut line = vec![Run::quiet(before)];
        if let Some(earlier) = round.schedule.earlier.last() {
            let why = earlier.note.trim();
            line.push(Run::quiet(if why.is_empty() { String::new() } else { format!(". {why}") }));
            line.extend(paper.cite(earlier.source.as_slice()));
        }
        below.push(line);
    }
    below.extend(disputed(paper, round));
    if !round.note.trim().is_empty() {
        below.push(vec![Run::quiet(round.note.trim())]);
    }
    Entry { head, words, below, inferred: false }
}

/// Both sides of a conflict, or the last word on a date that nobody knows.
pub(super) fn disputed(paper: &mut Paper<'_>, round: &Round) -> Vec<Vec<Run>> {
    let (grade, said) = schedule::said(paper.workspace, round);
    let mut lines: Vec<Vec<Run>> = grade.map(|grade| vec![Run::strong(grade.label())]).into_iter().collect();
    for one in said {
        let mut line = vec![Run::text(one.words)];
        let more = joined([one.wording.as_str(), &one.said_on]);
        if !more.is_empty() {
            line.push(Run::quiet(format!(" · {more}")));
        }
        let source: Vec<_> = one.source.map(|(id, _)| id).into_iter().collect();
        line.extend(paper.cite(&source));
        lines.push(line);
    }
    lines
}
