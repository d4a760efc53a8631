//! Papers as one page of HTML that needs nothing else: no script, nothing loaded, no address that leads out of the file. The
//! addresses of sources are words; whoever wants one copies it. The page is made for paper first and reads as well on a screen.

#[cfg(test)]
mod tests;

use super::document::{Block, Document, Entry, Fact, Grid, GridCell, Note, Run, reads_from_right, words_read_from_right};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The look, for screen and print.
const STYLE: &str = include_str!("page.css");

/// What a browser may do with the page: show it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes a paper as a page.
pub fn write(document: &Document) -> Vec<u8> {
    let document = document.ready();
    let mut writer = Writer::default();
    let body = html! { @for block in &document.blocks { (writer.block(block)) } };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                @if !document.author.is_empty() { meta name="author" content=(document.author); }
                title { (document.title) }
                style { (PreEscaped(format!("{STYLE}{}", print_marking(&document.marking)))) }
            }
            body {
                @if !document.marking.is_empty() { p.marking { (document.marking) } }
                main {
                    header {
                        h1 dir=[from_right(words_read_from_right(&document.title))] { (document.title) }
                        @for line in &document.subtitle { p.quiet { (line) } }
                    }
                    (body)
                    (notes(&document.notes))
                }
                @if !document.marking.is_empty() { p.marking { (document.marking) } }
            }
        }
    };
    page.into_string().into_bytes()
}

/// The direction of what reads from the right. What begins in one script and goes on in another is not guessed by its first
/// letter: more of its letters decide.
fn from_right(is: bool) -> Option<&'static str> {
    is.then_some("rtl")
}

/// The marking above and below each printed page, for browsers that can; the page carries it at its ends in any case.
fn print_marking(marking: &str) -> String {
    if marking.is_empty() {
        return String::new();
    }
    // Every letter by its number: nothing in it can end the text, the rule or the sheet.
    let text = marking.chars().fold(String::new(), |mut text, c| {
        let _ = write!(text, "\\{:06x}", u32::from(c));
        text
    });
    format!("@page {{ @top-center {{ content: \"{text}\"; }} @bottom-left {{ content: \"{text}\"; }} }}\n")
}

/// Writes blocks and remembers which notes have been cited, so that each note leads back to its first mark.
#[derive(Default)]
struct Writer {
    cited: BTreeSet<usize>,
}

impl Writer {
    fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Heading { level, text } => {
                let dir = from_right(words_read_from_right(text));
                match level {
                    0 | 1 => html! { h2 dir=[dir] { (text) } },
                    2 => html! { h3 dir=[dir] { (text) } },
                    _ => html! { h4 dir=[dir] { (text) } },
                }
            }
            Block::Paragraph(runs) => html! { p dir=[from_right(reads_from_right(runs))] { (self.runs(runs)) } },
            Block::Entry(entry) => self.entry(entry),
            Block::List(items) => html! {
                ul { @for item in items { li dir=[from_right(reads_from_right(item))] { (self.runs(item)) } } }
            },
            Block::Facts(facts) => self.facts(facts),
            Block::Grid(grid) => self.grid(grid),
            Block::Wide(blocks) => html! { section.wide { @for one in blocks { (self.block(one)) } } },
        }
    }

    fn entry(&mut self, entry: &Entry) -> Markup {
        let class = if entry.inferred { "entry inferred" } else { "entry" };
        html! {
            div class=(class) {
                @if !entry.head.is_empty() { (self.line("head", &entry.head)) }
                @if !entry.words.is_empty() { (self.line("words", &entry.words)) }
                @for line in &entry.below { (self.line("below", line)) }
            }
        }
    }

    fn line(&mut self, class: &str, runs: &[Run]) -> Markup {
        html! { p class=(class) dir=[from_right(reads_from_right(runs))] { (self.runs(runs)) } }
    }

    fn facts(&mut self, facts: &[Fact]) -> Markup {
        html! {
            table.facts {
                tbody {
                    @for fact in facts {
                        tr {
                            th scope="row" { (fact.name) }
                            td { @for line in &fact.lines { (self.line("line", line)) } }
                        }
                    }
                }
            }
        }
    }

    fn grid(&mut self, grid: &Grid) -> Markup {
        let count = grid.header.len().max(grid.rows.iter().map(Vec::len).max().unwrap_or(0));
        let all: u32 = (0..count).map(|at| u32::from(grid.widths.get(at).copied().unwrap_or(1).max(1))).sum::<u32>().max(1);
        let share = |at: usize| f64::from(grid.widths.get(at).copied().unwrap_or(1).max(1)) * 100.0 / f64::from(all);
        html! {
            div.across {
                table {
                    colgroup { @for at in 0..count { col style=(format!("width: {:.2}%", share(at))); } }
                    thead {
                        tr {
                            @for at in 0..count {
                                th scope="col" { @if let Some(head) = grid.header.get(at) { (self.runs(head)) } }
                            }
                        }
                    }
                    tbody {
                        @for row in &grid.rows {
                            tr { @for at in 0..count { (self.cell(row.get(at), at == 0 && grid.row_headers)) } }
                        }
                    }
                }
            }
        }
    }

    fn cell(&mut self, cell: Option<&GridCell>, heads: bool) -> Markup {
        let marked = cell.is_some_and(|cell| cell.marked).then_some("marked");
        let lines =
            html! { @for line in cell.map(|cell| cell.lines.as_slice()).unwrap_or_default() { (self.line("line", line)) } };
        html! {
            @if heads { th scope="row" class=[marked] { (lines) } } @else { td class=[marked] { (lines) } }
        }
    }

    fn runs(&mut self, runs: &[Run]) -> Markup {
        let mut after_mark = false;
        html! {
            @for run in runs {
                @let beside = std::mem::replace(&mut after_mark, matches!(run, Run::Note(_)));
                @match run {
                    Run::Text(words) => bdi { (words) },
                    Run::Strong(words) => strong { bdi { (words) } },
                    Run::Quiet(words) => span.quiet { bdi { (words) } },
                    Run::Note(number) => {
                        @let id = self.cited.insert(*number).then(|| format!("mark-{number}"));
                        sup.mark id=[id] { @if beside { ", " } a href=(format!("#note-{number}")) { (number) } }
                    }
                }
            }
        }
    }
}

fn notes(notes: &[Note]) -> Markup {
    html! {
        @if !notes.is_empty() {
            section.sources {
                h2 { "Sources" }
                ol {
                    @for (at, note) in notes.iter().enumerate() {
                        li id=(format!("note-{}", at + 1)) dir=[from_right(words_read_from_right(&note.text))] {
                            bdi { (note.text) }
                            @if !note.address.is_empty() { " " span.address { (note.address) } }
                            " " a.back href=(format!("#mark-{}", at + 1)) aria-label="Back to where it is first cited" { "↑" }
                        }
                    }
                }
            }
        }
    }
}
