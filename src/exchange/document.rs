//! A paper laid out: headings, paragraphs, tables and numbered notes, before it has a format.

/// One paper, ready for any writer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What stands below the title, a line each: what kind of paper, as of when, prepared by whom.
    pub subtitle: Vec<String>,
    /// The handling marking: on every page, above and below; empty for none.
    pub marking: String,
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
    /// The words of somebody, set apart.
    Quotation(Vec<Run>),
    /// A list with a mark before each item.
    List(Vec<Vec<Run>>),
    /// A table.
    Grid(Grid),
}

/// A table in a paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// The header row, repeated on each page.
    pub header: Vec<Vec<Run>>,
    /// How the width is shared out, a number for each column.
    pub widths: Vec<u16>,
    /// The rows: each cell is a list of paragraphs.
    pub rows: Vec<Vec<Vec<Vec<Run>>>>,
    /// Whether the first column heads the rows.
    pub row_headers: bool,
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

impl Block {
    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }

    /// A paragraph of plain words.
    pub fn words(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Run::Text(text.into())])
    }
}
