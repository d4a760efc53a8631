//! A paper in Markdown. What has several lines in a cell of a table stands in one, for a cell has no more without HTML.

use super::escape;
use crate::exchange::document::{Block, Document, Entry, Fact, Grid, GridCell, Note, Run};

/// Writes a paper.
pub fn write(document: &Document) -> Vec<u8> {
    let document = document.ready();
    let mut page = Page::default();
    if !document.marking.is_empty() {
        page.paragraph(&format!("**{}**", escape(&document.marking)));
    }
    page.paragraph(&format!("# {}", escape(&document.title)));
    for line in &document.subtitle {
        page.paragraph(&escape(line));
    }
    for block in &document.blocks {
        page.block(block);
    }
    if !document.notes.is_empty() {
        page.paragraph("## Sources");
    }
    for (at, note) in document.notes.iter().enumerate() {
        page.paragraph(&format!("[^{}]: {}", at + 1, noted(note)));
    }
    if !document.marking.is_empty() {
        page.paragraph(&format!("**{}**", escape(&document.marking)));
    }
    page.text.into_bytes()
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn paragraph(&mut self, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(words);
        self.text.push('\n');
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => {
                let marks = "#".repeat(usize::from(*level.clamp(&1, &3)) + 1);
                self.paragraph(&format!("{marks} {}", escape(text)));
            }
            Block::Paragraph(runs) => self.paragraphs(runs),
            Block::Entry(entry) => self.entry(entry),
            Block::List(items) => {
                let items: Vec<String> = items.iter().map(|item| format!("- {}", line(item))).collect();
                self.paragraph(&items.join("\n"));
            }
            Block::Facts(facts) => {
                let facts: Vec<String> = facts.iter().map(fact).collect();
                self.paragraph(&facts.join("\n"));
            }
            Block::Grid(grid) => self.paragraph(&table(grid)),
            Block::Wide(blocks) => blocks.iter().for_each(|one| self.block(one)),
        }
    }

    /// Words whose own line ends begin new paragraphs.
    fn paragraphs(&mut self, runs: &[Run]) {
        let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
        for run in runs {
            let (words, again): (&str, fn(String) -> Run) = match run {
                Run::Text(words) => (words, Run::Text),
                Run::Strong(words) => (words, Run::Strong),
                Run::Quiet(words) => (words, Run::Quiet),
                Run::Note(_) => {
                    if let Some(last) = lines.last_mut() {
                        last.push(run.clone());
                    }
                    continue;
                }
            };
            for (at, part) in words.split('\n').enumerate() {
                if at > 0 {
                    lines.push(Vec::new());
                }
                if let Some(last) = lines.last_mut() {
                    last.push(again(part.to_owned()));
                }
            }
        }
        for one in lines {
            self.paragraph(&line(&one));
        }
    }

    /// What somebody said; what is inferred stands in a quotation of its own, in italics.
    fn entry(&mut self, entry: &Entry) {
        let lines = [&entry.head, &entry.words].into_iter().chain(&entry.below);
        let lines: Vec<String> = lines.map(|runs| line(runs)).filter(|line| !line.is_empty()).collect();
        let words = if entry.inferred {
            let slanted: Vec<String> = lines.iter().map(|line| format!("> {line}")).collect();
            slanted.join("\\\n")
        } else {
            lines.join("\\\n")
        };
        self.paragraph(&words);
    }
}

fn fact(fact: &Fact) -> String {
    let lines: Vec<String> = fact.lines.iter().map(|runs| line(runs)).collect();
    format!("- **{}:** {}", escape(&fact.name), lines.join(" — "))
}

fn table(grid: &Grid) -> String {
    let count = grid.header.len().max(grid.rows.iter().map(Vec::len).max().unwrap_or(0));
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let header = (0..count).map(|at| grid.header.get(at).map(|runs| line(runs)).unwrap_or_default()).collect();
    let mut lines = vec![row(header), row(vec!["---".to_owned(); count])];
    for cells in &grid.rows {
        let cell = |at: usize| cells.get(at).map(cell).unwrap_or_default();
        let heads = |at: usize, words: String| match at == 0 && grid.row_headers && !words.is_empty() && !words.contains("**") {
            true => format!("**{words}**"),
            false => words,
        };
        lines.push(row((0..count).map(|at| heads(at, cell(at))).collect()));
    }
    lines.join("\n")
}

fn cell(cell: &GridCell) -> String {
    cell.lines.iter().map(|runs| line(runs)).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" — ")
}

/// Runs in one line. Emphasis holds no space at its ends, else it would be none. Plain runs side by side are escaped as one text, for
/// their letters together may begin a list or an address.
fn line(runs: &[Run]) -> String {
    let mut text = String::new();
    let mut plain = String::new();
    for run in runs {
        match run {
            Run::Text(words) | Run::Quiet(words) => plain.push_str(words),
            Run::Strong(words) => {
                push_plain(&mut text, &mut plain);
                let escaped = escape(words);
                if !escaped.is_empty() {
                    text.push_str(&spaced(words, &format!("**{escaped}**")));
                }
            }
            Run::Note(number) => {
                push_plain(&mut text, &mut plain);
                text.push_str(&format!("[^{number}]"));
            }
        }
    }
    push_plain(&mut text, &mut plain);
    text.trim().to_owned()
}

/// Moves plain words behind the text. Directly behind a mark of a note, a colon would make it the note itself, and a parenthesis a link.
fn push_plain(text: &mut String, plain: &mut String) {
    let escaped = spaced(plain, &escape(plain));
    if text.ends_with(']') && escaped.starts_with([':', '(']) {
        text.push('\\');
    }
    text.push_str(&escaped);
    plain.clear();
}

/// With the spaces that words have at their ends.
fn spaced(words: &str, escaped: &str) -> String {
    let space = |is: bool| if is { " " } else { "" };
    if escaped.is_empty() {
        return space(!words.is_empty()).to_owned();
    }
    format!("{}{escaped}{}", space(words.starts_with(char::is_whitespace)), space(words.ends_with(char::is_whitespace)))
}

/// A note in one line, its address at the end.
fn noted(note: &Note) -> String {
    let parts = [escape(&note.text), escape(&note.address)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
