//! The section of movement since the round before: who, on what, from which position to which.

use super::matrix;
use super::paper::{Paper, joined};
use crate::exchange::document::{Block, Grid, GridCell, Run};
use crate::model::{RoundId, StatementId, Vocabulary as _};
use crate::query::matrix::{MovementSince, baseline, movements_between};
use crate::query::position::AsOf;
use crate::query::{names, position, usage};

/// Since which round, and what.
fn found(paper: &Paper<'_>) -> Option<(RoundId, Vec<MovementSince>)> {
    let since = baseline(paper.workspace, paper.negotiation, paper.as_of, paper.zone)?;
    let moved = movements_between(paper.workspace, paper.negotiation, AsOf::Round(since), paper.as_of, paper.zone);
    Some((since, moved))
}

/// How much moved, in a line; nothing if there is no round to reckon from.
pub(super) fn in_short(paper: &Paper<'_>) -> Option<String> {
    let (since, moved) = found(paper)?;
    let since = names::round(paper.workspace, since);
    Some(match moved.len() {
        0 => format!("No position since {since}"),
        count => format!("{} since {since}", usage::counted(count, "position")),
    })
}

pub(super) fn write(paper: &mut Paper<'_>) {
    let Some((since, moved)) = found(paper) else { return };
    let since = paper.round_dated(since);
    paper.heading(1, format!("What moved since {since}"));
    if moved.is_empty() {
        paper.push(Block::words("No position has moved since."));
        return;
    }
    let mut rows = Vec::new();
    for one in moved {
        let before = held(paper, one.before, "No position stated");
        let mut now = held(paper, one.after, "No position any more");
        now.lines.insert(0, vec![Run::strong(one.moved.label())]);
        rows.push(vec![matrix::of(paper, one.party, one.issue), before, now]);
    }
    let header = ["Who, on what", "Before", "Now"].map(|word| vec![Run::text(word)]).to_vec();
    paper.push(Block::Grid(Grid { header, widths: vec![26, 37, 37], rows, row_headers: true }));
}

fn held(paper: &mut Paper<'_>, id: Option<StatementId>, nothing: &str) -> GridCell {
    let Some(statement) = id.and_then(|id| paper.workspace.statements.get(&id)) else {
        return GridCell { lines: vec![vec![Run::quiet(nothing)]], marked: false };
    };
    let mut words = vec![Run::text(names::words(statement, "No text"))];
    words.extend(paper.cite(&statement.sources));
    let is_dated = !position::said_when(paper.workspace, statement).is_unknown();
    let when = if is_dated { position::said_words(paper.workspace, statement) } else { String::new() };
    let level = if statement.level.is_guarded() { statement.level.label() } else { "" };
    let mut lines = vec![words];
    if is_dated || !level.is_empty() {
        lines.push(vec![Run::quiet(joined([when.as_str(), level]))]);
    }
    GridCell { lines, marked: false }
}
