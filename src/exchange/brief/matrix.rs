//! The positions matrix: issues down, the parties that have one across. It is laid out by how many parties speak: a few on the
//! page as it is, more across the long side, a dozen in two blocks, each with only the issues on which one of them speaks. With
//! more than that what is to be compared would be pages apart, and where few speak to each issue the table would be mostly empty:
//! then each issue has a table of those who speak to it.

use super::paper::{Paper, joined};
use crate::exchange::document::{Block, Grid, GridCell, Run};
use crate::exchange::release::THAT_MAY_BE_TOLD;
use crate::model::{IssueId, PartyId, Statement, Verification, Vocabulary};
use crate::query::issues;
use crate::query::matrix::view::MatrixView;
use crate::query::matrix::{Cell, Matrix, MatrixQuery, Stated};
use crate::query::{beside, names, position};

/// So many parties stand abreast on a page.
const UPRIGHT: usize = 4;
/// So many across its long side.
const ACROSS: usize = 6;
/// In so many blocks at most.
const BLOCKS: usize = 2;

pub(super) fn write(paper: &mut Paper<'_>) {
    on(paper, Vec::new());
}

/// Only those issues; all if there are none.
pub(super) fn on(paper: &mut Paper<'_>, issues: Vec<IssueId>) {
    let nothing = if issues.is_empty() { "on any issue" } else { "on the agenda" };
    let query = MatrixQuery { issues, ..MatrixQuery::all(paper.negotiation, paper.as_of) };
    let view = MatrixView::whole(paper.workspace, &query, paper.zone).spoken();
    let matrix = &view.matrix;
    if matrix.issues.is_empty() || matrix.parties.is_empty() {
        return;
    }
    let says = |cells: &[Cell], column: usize| cells.get(column).is_some_and(|cell| matrix.says(cell));
    let speaks = |column: usize| view.shown().any(|(_, cells)| says(cells, column));
    let (speaking, silent): (Vec<usize>, Vec<usize>) = (0..matrix.parties.len()).partition(|column| speaks(*column));
    if speaking.is_empty() {
        paper.heading(1, format!("Positions {}", paper.as_of_words()));
        let words = format!("No position stated by any party {nothing}.");
        paper.push(Block::words(paper.told_of_nothing(&words)));
        return;
    }
    if speaking.len() > BLOCKS * ACROSS || speaking.len() > UPRIGHT && is_sparse(&view, &speaking) {
        by_issue(paper, &view, &speaking);
        nobody(paper, &view, &silent, nothing);
        return;
    }
    let before = std::mem::take(&mut paper.blocks);
    paper.heading(1, format!("Positions {}", paper.as_of_words()));
    paper.push(Block::aside(how_to_read(paper, matrix)));
    let blocks = blocks(&speaking);
    for block in &blocks {
        if blocks.len() > 1 {
            let parties = block.iter().map(|column| names::party(paper.workspace, matrix.parties[*column]));
            paper.heading(2, parties.collect::<Vec<_>>().join(", "));
        }
        let grid = grid(paper, &view, block);
        paper.push(Block::Grid(grid));
    }
    nobody(paper, &view, &silent, nothing);
    let part = std::mem::replace(&mut paper.blocks, before);
    if blocks.iter().any(|block| block.len() > UPRIGHT) {
        paper.push(Block::Wide(part));
    } else {
        paper.blocks.extend(part);
    }
}

/// Whether so few speak to each issue that the table would be mostly empty: less than a third of the cells of its rows.
fn is_sparse(view: &MatrixView, columns: &[usize]) -> bool {
    let filled = view.shown().flat_map(|(_, cells)| cells).filter(|cell| view.matrix.says(cell)).count();
    filled * 3 < view.rows.len() * columns.len()
}

/// The columns in blocks of about the same size, none wider than the paper.
fn blocks(columns: &[usize]) -> Vec<Vec<usize>> {
    let count = columns.len().div_ceil(ACROSS).max(1);
    let (size, more) = (columns.len() / count, columns.len() % count);
    let mut rest = columns;
    let mut blocks = Vec::with_capacity(count);
    for at in 0..count {
        let (block, left) = rest.split_at(size + usize::from(at < more));
        blocks.push(block.to_vec());
        rest = left;
    }
    blocks
}

fn how_to_read(paper: &Paper<'_>, matrix: &Matrix) -> String {
    let told = if paper.keeps_back() { THAT_MAY_BE_TOLD } else { "" };
    let single =
        format!("Each is the party's latest position on the issue{told}; where nothing else is said, a single source has it.");
    match matrix.since {
        Some(since) => format!("{single} What has moved since {} is marked.", paper.round_dated(since)),
        None => single,
    }
}

fn grid(paper: &mut Paper<'_>, view: &MatrixView, columns: &[usize]) -> Grid {
    let matrix = &view.matrix;
    let mut header = vec![vec![Run::text("Issue")]];
    header.extend(columns.iter().map(|column| vec![Run::text(names::party(paper.workspace, matrix.parties[*column]))]));
    let mut widths = vec![3];
    widths.extend(columns.iter().map(|_| 4));
    let mut rows = Vec::new();
    for (node, cells) in view.shown() {
        let cells: Vec<&Cell> = columns.iter().filter_map(|column| cells.get(*column)).collect();
        if !cells.iter().any(|cell| matrix.says(cell)) {
            continue;
        }
        let mut line =
            vec![GridCell { lines: vec![vec![Run::text(names::issue_path(paper.workspace, node.issue))]], marked: false }];
        line.extend(cells.into_iter().map(|one| cell(paper, matrix, one)));
        rows.push(line);
    }
    Grid { header, widths, rows, row_headers: true }
}

/// A table for each issue, with a row for each party that speaks to it.
fn by_issue(paper: &mut Paper<'_>, view: &MatrixView, columns: &[usize]) {
    let matrix = &view.matrix;
    paper.heading(1, format!("Positions {}", paper.as_of_words()));
    let told = if paper.keeps_back() { THAT_MAY_BE_TOLD } else { "" };
    let left_out = format!("Of a party that is not named under an issue, nothing stated on it{told} stands.");
    paper.push(Block::aside(format!("{} {left_out}", how_to_read(paper, matrix))));
    for (node, cells) in view.shown() {
        let cells = columns.iter().filter_map(|column| cells.get(*column)).filter(|cell| matrix.says(cell));
        let mut rows = Vec::new();
        for one in cells {
            let party = vec![vec![Run::text(names::party(paper.workspace, one.party))]];
            rows.push(vec![GridCell { lines: party, marked: false }, cell(paper, matrix, one)]);
        }
        paper.heading(2, names::issue_path(paper.workspace, node.issue));
        let header = ["Party", "Position"].map(|word| vec![Run::text(word)]).to_vec();
        paper.push(Block::Grid(Grid { header, widths: vec![30, 70], rows, row_headers: true }));
    }
}

fn cell(paper: &mut Paper<'_>, matrix: &Matrix, cell: &Cell) -> GridCell {
    let marked = matrix.has_moved(cell);
    let Some((stated, statement)) = cell.position(paper.workspace) else {
        let words = paper.told_of_nothing(&cell.words_without_position(paper.workspace));
        return GridCell { lines: vec![vec![Run::quiet(words)]], marked };
    };
    let mut head = vec![Run::strong(names::kind_word(statement))];
    if let Some(firmness) = &stated.firmness {
        head.push(Run::text(format!(" · {}", firmness.label())));
    }
    if let Some(moved) = cell.movement.as_ref().filter(|_| marked) {
        head.extend([Run::text(" · "), Run::strong(moved.label())]);
    }
    let mut words = vec![Run::text(names::words(statement, "No text"))];
    words.extend(paper.cite(&statement.sources));
    let mut lines = vec![head, words];
    let below = below(paper, stated, statement);
    if !below.is_empty() {
        lines.push(vec![Run::quiet(below)]);
    }
    for more in stated.also.iter().filter_map(|id| paper.workspace.statements.get(id)) {
        let level = if more.level.is_guarded() { format!(", {}", more.level.label().to_lowercase()) } else { String::new() };
        let head = format!("Also at this round ({}{level}): ", beside::in_a_sentence(&names::kind_word(more)));
        let mut line = vec![Run::quiet(head), Run::text(names::words(more, "No text"))];
        line.extend(paper.cite(&more.sources));
        lines.push(line);
    }
    GridCell { lines, marked }
}

/// When, how well it is supported unless one source has it, on what terms, in whose voice, and whether it is denied.
fn below(paper: &Paper<'_>, stated: &Stated, statement: &Statement) -> String {
    let when = position::said_when(paper.workspace, statement);
    let when = if when.is_unknown() { String::new() } else { position::said_words(paper.workspace, statement) };
    let support = if stated.verification == Verification::SingleSource { "" } else { stated.verification.label() };
    let support = match (support, statement.verification_note.trim()) {
        (support, "") => support.to_owned(),
        ("", note) => note.to_owned(),
        (support, note) => format!("{support}: {note}"),
    };
    let level = if statement.level.is_guarded() { statement.level.label() } else { "" };
    let voice = names::voice(paper.workspace, stated.voice).unwrap_or_default();
    let only_if = match statement.condition.text.trim() {
        "" => String::new(),
        condition => format!("Only if {condition}"),
    };
    let denied = if stated.denied { "Denied by somebody" } else { "" };
    joined([only_if.as_str(), &when, &support, level, &voice, denied])
}

/// Who and what is not in the tables above, because nothing was stated.
fn nobody(paper: &mut Paper<'_>, view: &MatrixView, silent: &[usize], what: &str) {
    let matrix = &view.matrix;
    let parties: Vec<String> = silent.iter().map(|column| names::party(paper.workspace, matrix.parties[*column])).collect();
    if !parties.is_empty() {
        paper.push(Block::aside(paper.told_of_nothing(&format!("Nothing stated {what}: {}.", parties.join(", ")))));
    }
    let spoken: Vec<IssueId> = view.shown().map(|(node, _)| node.issue).collect();
    // What is spoken to in one of its parts is not left unspoken to.
    let left = matrix.issues.iter().filter(|node| {
        !spoken.contains(&node.issue) && !issues::within(paper.workspace, node.issue).iter().any(|part| spoken.contains(part))
    });
    let left: Vec<String> = left.map(|node| names::issue_path(paper.workspace, node.issue)).collect();
    if !left.is_empty() {
        paper.push(Block::aside(paper.told_of_nothing(&format!("No position stated by any party: {}.", left.join(", ")))));
    }
}

/// Party and issue of a row in which both are told.
pub(super) fn of(paper: &Paper<'_>, party: PartyId, issue: IssueId) -> GridCell {
    let party = vec![Run::text(names::party(paper.workspace, party))];
    GridCell { lines: vec![party, vec![Run::quiet(names::issue_path(paper.workspace, issue))]], marked: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_stand_in_even_blocks_that_fit_the_paper() {
        let sizes = |parties: usize| {
            let columns: Vec<usize> = (0..parties).collect();
            let blocks = blocks(&columns);
            assert_eq!(blocks.concat(), columns, "each party once, in order");
            blocks.iter().map(Vec::len).collect::<Vec<_>>()
        };
        for (parties, expected) in
            [(1, &[1][..]), (6, &[6]), (7, &[4, 3]), (12, &[6, 6]), (13, &[5, 4, 4]), (40, &[6, 6, 6, 6, 6, 5, 5])]
        {
            assert_eq!(sizes(parties), expected, "{parties}");
        }
    }
}
