//! The body: blocks as paragraphs and tables, and sections where the paper turns.

use super::ids::{BULLETS, NUMBERS};
use super::text::{Set, TextStyle, bookmark, paragraph, words_from_right, words_in};
use crate::exchange::document::{Block, Document, Entry, Fact, Grid, GridCell, Note, Run, words_read_from_right};
use maud::{Markup, html};

/// The long side of A4 in twentieths of a point.
const LONG: u32 = 16_838;
/// Its short side.
const SHORT: u32 = 11_906;
/// The margins at the sides: 2 cm.
const MARGIN: u32 = 1_134;
/// A row with more letters than this in one cell may go over two pages.
const LONG_CELL: usize = 900;
/// And so may facts of more lines than this.
const LINES: usize = 12;

/// The body of the document.
pub(super) fn body(document: &Document) -> Markup {
    let sections = sections(&document.blocks);
    let last = sections.len().saturating_sub(1);
    let is_wide = |at: usize| sections.get(at).is_some_and(|(wide, _)| *wide);
    html! {
        w:body {
            (line("Title", &document.title))
            @for words in &document.subtitle { (line("Subtitle", words)) }
            (line("Gap", ""))
            @for (at, (wide, blocks)) in sections.iter().enumerate() {
                @for block in blocks { (self::block(block, width(*wide))) }
                @if at == last { (sources(&document.notes)) }
                @if at < last { w:p { w:pPr { w:pStyle w:val="Turn" {} (section(document, *wide)) } } }
            }
            (section(document, is_wide(last)))
        }
    }
}

/// The sources, each with the name by which its marks know it.
fn sources(notes: &[Note]) -> Markup {
    html! {
        @if !notes.is_empty() { (line("Heading1", "Sources")) }
        @for (number, note) in (1..).zip(notes) {
            w:p {
                w:pPr {
                    w:pStyle w:val="Source" {}
                    w:numPr { w:ilvl w:val="0" {} w:numId w:val=(NUMBERS) {} }
                    @if words_read_from_right(&note.text) { w:bidi {} }
                }
                w:bookmarkStart w:id=(number) w:name=(bookmark(number)) {}
                @let set = if words_read_from_right(&note.text) { words_from_right } else { words_in };
                (set(TextStyle::Plain, &note.text))
                w:bookmarkEnd w:id=(number) {}
                @if !note.address.is_empty() { (set(TextStyle::Quiet, &format!(" {}", note.address))) }
            }
        }
    }
}

/// The blocks by the way the paper lies, upright first and last, so that title and sources stand on upright pages.
fn sections(blocks: &[Block]) -> Vec<(bool, Vec<&Block>)> {
    let mut sections: Vec<(bool, Vec<&Block>)> = vec![(false, Vec::new())];
    for block in blocks {
        let (wide, parts) = match block {
            Block::Wide(parts) => (true, parts.iter().collect()),
            block => (false, vec![block]),
        };
        match sections.last_mut() {
            Some((lies, section)) if *lies == wide => section.extend(parts),
            _ => sections.push((wide, parts)),
        }
    }
    if sections.last().is_some_and(|(wide, _)| *wide) {
        sections.push((false, Vec::new()));
    }
    sections
}

/// The width between the margins.
fn width(wide: bool) -> u32 {
    (if wide { LONG } else { SHORT }) - 2 * MARGIN
}

fn section(document: &Document, wide: bool) -> Markup {
    let (w, h) = if wide { (LONG, SHORT) } else { (SHORT, LONG) };
    html! {
        w:sectPr {
            @if !document.marking.is_empty() { w:headerReference w:type="default" r:id="rIdHeader" {} }
            w:footerReference w:type="default" r:id="rIdFooter" {}
            w:type w:val="nextPage" {}
            @if wide {
                w:pgSz w:w=(w) w:h=(h) w:orient="landscape" {}
            } @else {
                w:pgSz w:w=(w) w:h=(h) {}
            }
            w:pgMar w:top="1304" w:right=(MARGIN) w:bottom="1304" w:left=(MARGIN) w:header="567" w:footer="567" w:gutter="0" {}
        }
    }
}

/// A line of plain words in a style.
pub(super) fn line(style: &str, words: &str) -> Markup {
    html! {
        w:p {
            w:pPr {
                w:pStyle w:val=(style) {}
                @if words_read_from_right(words) { w:bidi {} }
            }
            @if words_read_from_right(words) { (words_from_right(TextStyle::Plain, words)) } @else { (words_in(TextStyle::Plain, words)) }
        }
    }
}

fn block(block: &Block, width: u32) -> Markup {
    match block {
        Block::Heading { level, text } => line(&format!("Heading{}", level.clamp(&1, &3)), text),
        Block::Paragraph(runs) => paragraph("BodyText", Set::default(), runs),
        Block::Entry(entry) => self::entry(entry),
        Block::List(items) => {
            let set = Set { listed: Some(BULLETS), ..Set::default() };
            html! { @for item in items { (paragraph("ListBullet", set, item)) } }
        }
        Block::Facts(facts) => self::facts(facts, width),
        Block::Grid(grid) => self::grid(grid, width),
        Block::Wide(blocks) => html! { @for one in blocks { (self::block(one, width)) } },
    }
}

/// An entry: its lines stay together, and the last is followed by a little room.
fn entry(entry: &Entry) -> Markup {
    let style = |part: &str| format!("{}{part}", if entry.inferred { "Inferred" } else { "Entry" });
    let lines: Vec<(String, &Vec<Run>)> = std::iter::once((style("Head"), &entry.head))
        .chain(std::iter::once((style("Words"), &entry.words)))
        .chain(entry.below.iter().map(|line| (style("Below"), line)))
        .filter(|(_, line)| !line.is_empty())
        .collect();
    let last = lines.len().saturating_sub(1);
    html! {
        @for (at, (style, runs)) in lines.iter().enumerate() {
            (paragraph(style, Set { with_next: at < last, listed: None }, runs))
        }
    }
}

fn facts(facts: &[Fact], width: u32) -> Markup {
    if facts.is_empty() {
        return html! {};
    }
    let widths = shared(width, &[22, 78]);
    html! {
        w:tbl {
            w:tblPr {
                w:tblStyle w:val="Facts" {}
                w:tblW w:w=(width) w:type="dxa" {}
                w:tblLayout w:type="fixed" {}
                w:tblLook w:val="0080" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1" {}
            }
            (columns(&widths))
            @for fact in facts {
                w:tr {
                    w:trPr { @if fact.lines.len() <= LINES { w:cantSplit {} } }
                    (cell(widths[0], &GridCell { lines: vec![vec![Run::text(fact.name.as_str())]], marked: false }))
                    (cell(widths[1], &GridCell { lines: fact.lines.clone(), marked: false }))
                }
            }
        }
        (line("Gap", ""))
    }
}

fn grid(grid: &Grid, width: u32) -> Markup {
    let count = grid.header.len().max(grid.rows.iter().map(Vec::len).max().unwrap_or(0));
    if count == 0 {
        return html! {};
    }
    let mut shares = grid.widths.clone();
    shares.resize(count, 1);
    let widths = shared(width, &shares);
    let (style, first) = if grid.row_headers { ("04A0", "1") } else { ("0420", "0") };
    html! {
        w:tbl {
            w:tblPr {
                w:tblStyle w:val="Record" {}
                w:tblW w:w=(width) w:type="dxa" {}
                w:tblLayout w:type="fixed" {}
                w:tblLook w:val=(style) w:firstRow="1" w:lastRow="0" w:firstColumn=(first) w:lastColumn="0" w:noHBand="1" w:noVBand="1" {}
            }
            (columns(&widths))
            w:tr {
                w:trPr { w:cantSplit {} w:tblHeader {} }
                @for (at, width) in widths.iter().enumerate() {
                    @let lines = grid.header.get(at).cloned().into_iter().collect();
                    (cell(*width, &GridCell { lines, marked: false }))
                }
            }
            @for row in &grid.rows {
                w:tr {
                    w:trPr { @if row.iter().all(|cell| letters(cell) <= LONG_CELL) { w:cantSplit {} } }
                    @for (at, width) in widths.iter().enumerate() {
                        (cell(*width, row.get(at).unwrap_or(&GridCell::default())))
                    }
                }
            }
        }
        (line("Gap", ""))
    }
}

fn letters(cell: &GridCell) -> usize {
    cell.lines.iter().flatten().map(|run| run.words().chars().count()).sum()
}

/// A width shared out; what rounding leaves over goes to the last.
fn shared(width: u32, shares: &[u16]) -> Vec<u32> {
    let all: u32 = shares.iter().map(|share| u32::from(*share).max(1)).sum::<u32>().max(1);
    let mut widths: Vec<u32> = shares.iter().map(|share| width * u32::from(*share).max(1) / all).collect();
    let left = width.saturating_sub(widths.iter().sum());
    if let Some(last) = widths.last_mut() {
        *last += left;
    }
    widths
}

fn columns(widths: &[u32]) -> Markup {
    html! { w:tblGrid { @for width in widths { w:gridCol w:w=(width) {} } } }
}

fn cell(width: u32, cell: &GridCell) -> Markup {
    html! {
        w:tc {
            w:tcPr {
                w:tcW w:w=(width) w:type="dxa" {}
                @if cell.marked { w:shd w:val="clear" w:color="auto" w:fill="F1EBDD" {} }
            }
            @if cell.lines.is_empty() { (line("Cell", "")) }
            @for runs in &cell.lines { (paragraph("Cell", Set::default(), runs)) }
        }
    }
}
