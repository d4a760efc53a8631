//! The section of open follow-ups: whose, until when, and what is overdue.

use super::paper::{Paper, joined};
use crate::exchange::document::{Block, Grid, GridCell, Run};
use crate::model::{FollowUp, FollowUpState, Vocabulary};
use crate::query::{follow_ups, names, schedule, usage};

/// How much is owed, in a line; nothing if nothing is.
pub(super) fn in_short(paper: &Paper<'_>) -> Option<String> {
    let open = follow_ups::open(paper.workspace, Some(paper.negotiation), paper.zone).len();
    let overdue = follow_ups::overdue(paper.workspace, Some(paper.negotiation), paper.today, paper.zone).len();
    let late = if overdue == 0 { String::new() } else { format!(", {overdue} overdue") };
    (open > 0).then(|| format!("{}{late}", usage::counted(open, "open follow-up")))
}

pub(super) fn write(paper: &mut Paper<'_>) {
    let open = follow_ups::open(paper.workspace, Some(paper.negotiation), paper.zone);
    if open.is_empty() {
        return;
    }
    paper.heading(1, "Open follow-ups");
    list(paper, &open, true);
}

/// A table of follow-ups. `from` says from which round each is.
pub(super) fn list(paper: &mut Paper<'_>, follow_ups: &[&FollowUp], from: bool) {
    let mut rows = Vec::new();
    for one in follow_ups {
        let text = one.what.trim();
        let mut what = vec![if text.is_empty() { Run::quiet("Follow-up without words") } else { Run::text(text) }];
        what.extend(paper.cite(&one.sources));
        let mut lines = vec![what];
        lines.extend(paper.quotations(&one.passages, text));
        let round =
            one.round.filter(|_| from).map(|id| format!("From {}", names::round(paper.workspace, id))).unwrap_or_default();
        // That it is open, its place in the list says.
        let state = if one.state == FollowUpState::Open { "" } else { one.state.label() };
        let more = joined([state, &round]);
        if !more.is_empty() {
            lines.push(vec![Run::quiet(more)]);
        }
        let owners = names::who_all(paper.workspace, &one.owners);
        let owners = vec![if owners.is_empty() { Run::quiet("Nobody named") } else { Run::text(owners) }];
        rows.push(vec![cell(lines), cell(vec![owners]), cell(due(paper, one))]);
    }
    let header = ["What", "Who owes it", "Due"].map(|word| vec![Run::text(word)]).to_vec();
    paper.push(Block::Grid(Grid { header, widths: vec![50, 24, 26], rows, row_headers: false }));
}

fn due(paper: &Paper<'_>, one: &FollowUp) -> Vec<Vec<Run>> {
    if one.due.is_unknown() {
        return vec![vec![Run::quiet("No date")]];
    }
    let mut lines = vec![vec![Run::text(one.due.words())]];
    if follow_ups::is_overdue(one, paper.today, paper.zone) {
        let since =
            one.due.latest_day(paper.zone).map(|last| format!(" by {}", schedule::length_words((paper.today - last).num_days())));
        lines.push(vec![Run::strong(format!("Overdue{}", since.unwrap_or_default()))]);
    }
    lines
}

fn cell(lines: Vec<Vec<Run>>) -> GridCell {
    GridCell { lines, marked: false }
}
