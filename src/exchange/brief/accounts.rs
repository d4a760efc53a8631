//! The section that compares the accounts of one round, and the facts on which sources disagree.

use super::paper::{Paper, joined};
use crate::exchange::document::{Block, Grid, GridCell, Run};
use crate::model::{Account, Round, SourceId};
use crate::query::names;

/// So many accounts stand beside one another; more stand below one another.
const ABREAST: usize = 3;

/// Under headings of that level.
pub(super) fn write(paper: &mut Paper<'_>, round: &Round, level: u8) {
    if round.accounts.is_empty() {
        return;
    }
    paper.heading(level, "What each side says");
    let whose = |paper: &Paper<'_>, account: &Account| {
        account.party.map_or_else(|| "Unattributed".to_owned(), |party| names::party(paper.workspace, party))
    };
    let abreast = (2..=ABREAST).contains(&round.accounts.len());
    let mut grid = Grid::default();
    let mut cells = Vec::new();
    for account in &round.accounts {
        let head = vec![Run::text(whose(paper, account))];
        let cell = told(paper, account);
        if abreast {
            grid.header.push(head);
            grid.widths.push(1);
            cells.push(cell);
        } else {
            grid.rows.push(vec![GridCell { lines: vec![head], marked: false }, cell]);
        }
    }
    if abreast {
        grid.rows.push(cells);
    } else {
        grid.header = ["Account of", "What it says"].map(|word| vec![Run::text(word)]).to_vec();
        (grid.widths, grid.row_headers) = (vec![26, 74], true);
    }
    paper.push(Block::Grid(grid));
}

fn told(paper: &mut Paper<'_>, account: &Account) -> GridCell {
    let speaker = account.speaker.as_ref().map(|who| names::who(paper.workspace, who)).unwrap_or_default();
    let day = if account.said_on.is_unknown() { String::new() } else { account.said_on.short_words() };
    let text = account.text.trim();
    let mut words = vec![if text.is_empty() { Run::quiet("No text") } else { Run::text(text) }];
    words.extend(paper.cite(account.source.as_slice()));
    let head = joined([speaker.as_str(), &day]);
    let mut lines = vec![words];
    lines.extend(paper.quotations(&account.passages, text));
    if !head.is_empty() {
        lines.insert(0, vec![Run::quiet(head)]);
    }
    GridCell { lines, marked: false }
}

/// Facts on which sources disagree: what the record holds, and what another source gives.
pub(super) fn discrepancies(paper: &mut Paper<'_>, round: &Round, level: u8) {
    if round.discrepancies.is_empty() {
        return;
    }
    paper.heading(level, "Where sources disagree");
    let mut rows = Vec::new();
    for one in &round.discrepancies {
        let mut other = cell(one.other.trim());
        let marks = cited(paper, one.source);
        if let Some(line) = other.lines.last_mut() {
            line.extend(marks);
        }
        if !one.note.trim().is_empty() {
            other.lines.push(vec![Run::quiet(one.note.trim())]);
        }
        rows.push(vec![cell(one.about.trim()), cell(one.held.trim()), other]);
    }
    let header = ["On what", "In the record", "Another source"].map(|word| vec![Run::text(word)]).to_vec();
    paper.push(Block::Grid(Grid { header, widths: vec![24, 38, 38], rows, row_headers: true }));
}

fn cited(paper: &mut Paper<'_>, source: Option<SourceId>) -> Vec<Run> {
    paper.cite(source.as_slice())
}

fn cell(words: &str) -> GridCell {
    GridCell { lines: vec![vec![Run::text(words)]], marked: false }
}
