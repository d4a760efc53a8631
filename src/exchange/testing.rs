//! Papers for tests: any paper at all, with words that formats have to be careful with, and what a paper says as plain lines.

use super::document::{Block, Document, Entry, Fact, Grid, GridCell, Note, Run};
use proptest::collection::vec;
use proptest::prelude::*;

/// What would be active, or markup, or unreadable, if it were not taken care of.
const AWKWARD: &[&str] = &[
    "<script>alert(1)</script>",
    "</style>",
    "</w:t>",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "<?xml",
    "&lt;",
    "&#60;",
    "&",
    "\"",
    "'",
    "javascript:alert(1)",
    "https://example.org/a_b?c=d",
    "www.example.org",
    "mailto:a@example.org",
    "file:///etc/passwd",
    "onload=",
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1",
    "{{x}}",
    "${x}",
    "\\",
    "`",
    "``` ",
    "**",
    "__",
    "~~",
    "* * *",
    "---",
    "===",
    "# ",
    "> ",
    "1. ",
    "2) ",
    "- ",
    "+ ",
    "| a | b |",
    "[a](b)",
    "![a](b)",
    "[^1]",
    "[^1]: x",
    "[a]: b",
    "<https://a.b>",
    "\u{202e}",
    "\u{2066}",
    "\u{200f}",
    "\u{0}",
    "\u{1b}[2J",
    "\u{feff}",
    "\u{fffe}",
    "\u{fdd0}",
    "\r\n",
    "\n",
    "\n\n",
    "\t",
    "\u{2028}",
    " ",
    "\u{a0}",
    "النص",
    "שלום",
    "领土",
    "한국",
    "हिन्दी",
    "é\u{301}",
    "👩‍👩‍👧",
    "Wort",
    "мир",
    "plain words",
];

/// Any words, likely awkward.
pub(super) fn words() -> impl Strategy<Value = String> {
    let part = prop_oneof![4 => proptest::sample::select(AWKWARD).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from), 1 => "[a-z]{1,6}"];
    vec(part, 0..5).prop_map(|parts| parts.concat())
}

fn run() -> impl Strategy<Value = Run> {
    prop_oneof![
        words().prop_map(Run::Text),
        words().prop_map(Run::Strong),
        words().prop_map(Run::Quiet),
        (0..6_usize).prop_map(Run::Note),
    ]
}

fn line() -> impl Strategy<Value = Vec<Run>> {
    vec(run(), 0..4)
}

fn block() -> impl Strategy<Value = Block> {
    let cell = (vec(line(), 0..3), any::<bool>()).prop_map(|(lines, marked)| GridCell { lines, marked });
    let grid = (vec(line(), 0..4), vec(0..9_u16, 0..5), vec(vec(cell, 0..5), 0..3), any::<bool>())
        .prop_map(|(header, widths, rows, row_headers)| Block::Grid(Grid { header, widths, rows, row_headers }));
    let entry = (line(), line(), vec(line(), 0..3), any::<bool>())
        .prop_map(|(head, words, below, inferred)| Block::Entry(Entry { head, words, below, inferred }));
    let fact = (words(), vec(line(), 0..3)).prop_map(|(name, lines)| Fact { name, lines });
    let plain = prop_oneof![
        (0..6_u8, words()).prop_map(|(level, text)| Block::Heading { level, text }),
        line().prop_map(Block::Paragraph),
        entry,
        vec(line(), 0..3).prop_map(Block::List),
        vec(fact, 0..3).prop_map(Block::Facts),
        grid,
    ];
    plain.prop_recursive(1, 6, 3, |inner| vec(inner, 0..3).prop_map(Block::Wide))
}

/// Any paper.
pub(super) fn document() -> impl Strategy<Value = Document> {
    let note = (words(), words()).prop_map(|(text, address)| Note { text, address });
    (words(), vec(words(), 0..3), words(), words(), vec(block(), 0..5), vec(note, 0..4)).prop_map(
        |(title, subtitle, marking, author, blocks, notes)| Document {
            title,
            subtitle,
            marking,
            author,
            made: chrono::DateTime::UNIX_EPOCH,
            blocks,
            notes,
        },
    )
}

/// What a paper says, a line each, as it is read: headings with their marks, entries and cells with bars between their parts.
pub(super) fn lines(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    document.blocks.iter().for_each(|block| told(block, &mut lines));
    lines
}

fn told(block: &Block, into: &mut Vec<String>) {
    let all = |lines: &[Vec<Run>]| lines.iter().map(|line| said(line)).collect::<Vec<_>>().join(" / ");
    match block {
        Block::Heading { level, text } => into.push(format!("{} {text}", "#".repeat(usize::from(*level)))),
        Block::Paragraph(runs) => into.push(said(runs)),
        Block::Entry(entry) => {
            let parts = [said(&entry.head), said(&entry.words), all(&entry.below)];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            into.push(format!("{}{}", if entry.inferred { "? " } else { "" }, parts.join(" | ")));
        }
        Block::List(items) => into.extend(items.iter().map(|item| format!("- {}", said(item)))),
        Block::Facts(facts) => into.extend(facts.iter().map(|fact| format!("{}: {}", fact.name, all(&fact.lines)))),
        Block::Grid(grid) => {
            into.push(grid.header.iter().map(|cell| said(cell)).collect::<Vec<_>>().join(" | "));
            into.extend(grid.rows.iter().map(|row| row.iter().map(|cell| all(&cell.lines)).collect::<Vec<_>>().join(" | ")));
        }
        Block::Wide(blocks) => blocks.iter().for_each(|one| told(one, into)),
    }
}

fn said(runs: &[Run]) -> String {
    let one = |run: &Run| match run {
        Run::Note(number) => format!("[{number}]"),
        run => run.words().to_owned(),
    };
    runs.iter().map(one).collect()
}
