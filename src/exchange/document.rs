//! A laid-out paper, independent of the output format: headings, paragraphs, tables and numbered notes.

use super::clean::{clean, clean_line};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use unicode_bidi::{BidiClass, bidi_class};

/// One paper, ready for any writer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What stands below the title, a line each: what kind of paper, as of when, prepared by whom.
    pub subtitle: Vec<String>,
    /// The handling marking: on every page, above and below; empty for none.
    pub marking: String,
    /// Who made it, for the properties of the file; may be empty.
    pub author: String,
    /// When it was made, for the properties of the file.
    pub made: DateTime<Utc>,
    /// The body.
    pub blocks: Vec<Block>,
    /// The notes, in the order of their numbers, which start at 1.
    pub notes: Vec<Note>,
}

/// A numbered note: a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// What it says: title, outlet, date.
    pub text: String,
    /// The address, if it has one; shown, never fetched.
    pub address: String,
}

/// A part of the body.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading; level 1 is the highest below the title, 3 the lowest.
    Heading {
        /// 1 to 3.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// What somebody said, set apart.
    Entry(Entry),
    /// A list with a mark before each item.
    List(Vec<Vec<Run>>),
    /// What belongs to a name, a line or more each: when, where, who.
    Facts(Vec<Fact>),
    /// A table.
    Grid(Grid),
    /// A part that needs the long side of the paper.
    Wide(Vec<Block>),
}

/// What somebody said or is said to have done: whose it is, the words, how we know. It stays together on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The line above: who, what it does, when.
    pub head: Vec<Run>,
    /// The words.
    pub words: Vec<Run>,
    /// The lines below: conditions, what it answers, how we know.
    pub below: Vec<Vec<Run>>,
    /// Whether nobody said it, and somebody infers it: it looks different.
    pub inferred: bool,
}

/// A name and what belongs to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fact {
    /// The name.
    pub name: String,
    /// What belongs to it, a line each.
    pub lines: Vec<Vec<Run>>,
}

/// A table in a paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// The header row, repeated on each page.
    pub header: Vec<Vec<Run>>,
    /// How the width is shared out, a number for each column.
    pub widths: Vec<u16>,
    /// The rows, with as many cells as there are columns.
    pub rows: Vec<Vec<GridCell>>,
    /// Whether the first column heads the rows.
    pub row_headers: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridCell {
    /// Its paragraphs.
    pub lines: Vec<Vec<Run>>,
    /// Whether its ground is toned: what is in it has changed. It says so in words as well.
    pub marked: bool,
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Words.
    Text(String),
    /// Words that stand out.
    Strong(String),
    /// Words in another voice: what the paper itself says of what was said.
    Quiet(String),
    /// A mark of the note with that number, from 1.
    Note(usize),
}

impl Run {
    /// Words.
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// Words that stand out.
    pub fn strong(words: impl Into<String>) -> Self {
        Self::Strong(words.into())
    }

    /// What the paper itself says.
    pub fn quiet(words: impl Into<String>) -> Self {
        Self::Quiet(words.into())
    }

    /// Its words; the mark of a note has none.
    pub fn words(&self) -> &str {
        match self {
            Self::Text(words) | Self::Strong(words) | Self::Quiet(words) => words,
            Self::Note(_) => "",
        }
    }

    fn words_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Text(words) | Self::Strong(words) | Self::Quiet(words) => Some(words),
            Self::Note(_) => None,
        }
    }
}

impl Block {
    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }

    /// A paragraph of plain words.
    pub fn words(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Run::text(text)])
    }

    /// A paragraph in which the paper speaks of itself.
    pub fn aside(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Run::quiet(text)])
    }

    /// Every line of runs, in the order in which they are read, to be changed.
    fn each_line(&mut self, change: &mut dyn FnMut(&mut Vec<Run>)) {
        match self {
            Self::Heading { .. } => {}
            Self::Paragraph(runs) => change(runs),
            Self::Entry(entry) => {
                change(&mut entry.head);
                change(&mut entry.words);
                entry.below.iter_mut().for_each(change);
            }
            Self::List(items) => items.iter_mut().for_each(change),
            Self::Facts(facts) => facts.iter_mut().flat_map(|fact| &mut fact.lines).for_each(change),
            Self::Grid(grid) => {
                grid.header.iter_mut().for_each(&mut *change);
                grid.rows.iter_mut().flatten().flat_map(|cell| &mut cell.lines).for_each(change);
            }
            Self::Wide(blocks) => blocks.iter_mut().for_each(|block| block.each_line(change)),
        }
    }

    /// Every run, to be changed.
    fn each_run(&mut self, change: &mut dyn FnMut(&mut Run)) {
        self.each_line(&mut |line| line.iter_mut().for_each(&mut *change));
    }

    /// What stands in one line: the words of headings and the names of facts.
    fn each_label(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Self::Heading { text, .. } => change(text),
            Self::Facts(facts) => facts.iter_mut().for_each(|fact| change(&mut fact.name)),
            Self::Wide(blocks) => blocks.iter_mut().for_each(|block| block.each_label(change)),
            Self::Paragraph(_) | Self::Entry(_) | Self::List(_) | Self::Grid(_) => {}
        }
    }
}

impl Document {
    /// The same, ready to be written: without what turns or hides text, and with the notes numbered as they are first cited. A note
    /// that nothing cites is left out, and so is a mark without a note.
    #[must_use]
    pub fn ready(&self) -> Self {
        let mut document = self.clone();
        document.number_notes();
        let one_line = |text: &mut String| *text = clean_line(text).trim().to_owned();
        one_line(&mut document.title);
        one_line(&mut document.marking);
        one_line(&mut document.author);
        document.subtitle.iter_mut().for_each(one_line);
        for block in &mut document.blocks {
            block.each_label(&mut |text| one_line(text));
            block.each_run(&mut |run| {
                if let Some(words) = run.words_mut() {
                    *words = clean(words).replace('\t', " ");
                }
            });
        }
        for note in &mut document.notes {
            one_line(&mut note.text);
            one_line(&mut note.address);
        }
        document
    }

    fn number_notes(&mut self) {
        let all = std::mem::take(&mut self.notes);
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        let mut cited = Vec::new();
        for block in &mut self.blocks {
            block.each_run(&mut |run| {
                let Run::Note(number) = run else { return };
                let note = number.checked_sub(1).and_then(|at| all.get(at));
                *number = match (note, numbers.get(number)) {
                    (_, Some(known)) => *known,
                    (Some(note), None) => {
                        cited.push(note.clone());
                        numbers.insert(*number, cited.len());
                        cited.len()
                    }
                    (None, None) => 0,
                };
            });
            block.each_line(&mut in_order);
        }
        self.notes = cited;
    }
}

/// Puts the marks that stand side by side in the order of their numbers, each once, and drops those without a note.
fn in_order(line: &mut Vec<Run>) {
    line.retain(|run| *run != Run::Note(0));
    for marks in line.chunk_by_mut(|one, next| matches!((one, next), (Run::Note(_), Run::Note(_)))) {
        marks.sort_by_key(|run| if let Run::Note(number) = run { *number } else { 0 });
    }
    line.dedup_by(|next, one| matches!(one, Run::Note(_)) && one == next);
}

/// Whether a line reads from the right: more of its letters do than not. A line that begins with an Arabic name and goes on in
/// English does not.
pub fn reads_from_right(runs: &[Run]) -> bool {
    runs.iter().map(|run| weight(run.words())).sum::<i64>() > 0
}

/// The same for plain words.
pub fn words_read_from_right(words: &str) -> bool {
    weight(words) > 0
}

fn weight(words: &str) -> i64 {
    words.chars().map(|c| i64::from(is_from_right(c)) - i64::from(is_from_left(c))).sum()
}

/// Whether it is a letter of a script that is written from the right.
pub fn is_from_right(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// Whether it is a letter of a script that is written from the left.
pub fn is_from_left(c: char) -> bool {
    bidi_class(c) == BidiClass::L
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_numbered_as_they_are_first_cited_and_only_those_that_are() {
        let note = |text: &str| Note { text: text.to_owned(), address: String::new() };
        let cell = |number| GridCell { lines: vec![vec![Run::Note(number)]], marked: false };
        let grid = Grid { header: vec![vec![Run::Note(4)]], rows: vec![vec![cell(2), cell(9)]], ..Grid::default() };
        let document = Document {
            blocks: vec![
                Block::Paragraph(vec![Run::text("a"), Run::Note(3), Run::Note(2), Run::Note(3), Run::text("b"), Run::Note(0)]),
                Block::Wide(vec![Block::Grid(grid)]),
            ],
            notes: ["one", "two", "three", "four"].map(note).to_vec(),
            ..Document::default()
        };
        let ready = document.ready();
        assert_eq!(ready.notes, ["three", "two", "four"].map(note));
        let [Block::Paragraph(runs), Block::Wide(blocks)] = ready.blocks.as_slice() else { panic!("{ready:?}") };
        assert_eq!(*runs, [Run::text("a"), Run::Note(1), Run::Note(2), Run::text("b")]);
        let [Block::Grid(grid)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(
            (&grid.header[0], &grid.rows[0]),
            (&vec![Run::Note(3)], &vec![cell(2), GridCell { lines: vec![vec![]], marked: false }])
        );
        assert_eq!(ready.ready(), ready);
    }

    #[test]
    fn most_letters_decide_from_where_a_line_reads() {
        for (words, expected) in [
            ("أوكرانيا", true),
            ("أوكرانيا · Demand · 24 Jan 2026", false),
            ("العرض الثاني is small", true),
            ("12 · 13", false),
            ("", false),
        ] {
            assert_eq!(words_read_from_right(words), expected, "{words}");
        }
    }
}
