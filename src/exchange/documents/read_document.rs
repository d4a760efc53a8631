//! What was read of a document: its text, and what it says of itself.

use super::kind::Kind;
use crate::exchange::clean::{clean, clean_line};
use crate::model::When;
use std::fmt;

/// The longest title that is proposed, in letters.
const LONGEST: usize = 300;

/// A document that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDocument {
    /// What it is.
    pub kind: Kind,
    /// What it may be called.
    pub title: Option<Proposal<String>>,
    /// Who may have published it.
    pub outlet: Option<Proposal<String>>,
    /// Where it may have come from.
    pub address: Option<Proposal<String>>,
    /// When it may have been published.
    pub date: Option<Proposal<When>>,
    /// Its text: paragraphs with a blank line between them; the items of a list and the rows of a table are lines. Empty if it has none.
    pub text: String,
    /// What is to be said of it.
    pub notes: Vec<Note>,
}

/// What was found and is nothing until the user takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal<T> {
    /// What was found.
    pub value: T,
    /// Where.
    pub found: Found,
}

/// Where in a document a proposal was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// In a meta tag or link of a web page, by its name.
    Tag(&'static str),
    /// In the structured data of a web page (schema.org, JSON-LD).
    Structured,
    /// In the line that a browser writes into a page that it saves.
    SavedFrom,
    /// In its first heading or line.
    Heading,
    /// In the front matter.
    FrontMatter,
    /// In the properties of the file.
    Properties,
    /// In the properties of the file, where they say when it was made: which need not be when it was published.
    Made,
    /// In a header of an e-mail, by its name.
    Header(&'static str),
    /// In the name of the file.
    FileName,
    /// Given by the user.
    Given,
}

impl Found {
    /// Whether it says what is asked, and not only something near it.
    pub fn is_stated(self) -> bool {
        !matches!(self, Self::Made | Self::FileName)
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag(name) => write!(f, "{name} of the page"),
            Self::Structured => f.write_str("structured data of the page"),
            Self::SavedFrom => f.write_str("where the page was saved from"),
            Self::Heading => f.write_str("first heading"),
            Self::FrontMatter => f.write_str("front matter"),
            Self::Properties => f.write_str("properties of the file"),
            Self::Made => f.write_str("when the file was made"),
            Self::Header(name) => write!(f, "{name} of the e-mail"),
            Self::FileName => f.write_str("name of the file"),
            Self::Given => f.write_str("as you gave it"),
        }
    }
}

/// What is to be said of a document that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// It holds no text.
    NoText,
    /// It is a scan: pictures of so many pages, and no text.
    Scan {
        /// How many pages.
        pages: usize,
    },
    /// These pages, from 1, are pictures without text.
    PagesWithoutText(Vec<usize>),
    /// So many lines at the head or foot of pages were left out.
    RunningLines(usize),
    /// So many letters are of fonts that do not say what letter it is.
    UnknownLetters(usize),
    /// Only a part of the page was taken for the text; so many words of the rest were left out.
    LeftOut {
        /// How many words.
        words: usize,
    },
    /// So many tracked deletions were left out.
    Deletions(usize),
    /// So many hidden passages were left out.
    Hidden(usize),
    /// It has attachments, which are not read.
    Attachments(usize),
    /// So many letters were not in the encoding of the text.
    WrongLetters(usize),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |n: usize, one: &str, several: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {several}") };
        match self {
            Self::NoText => f.write_str("The document holds no text."),
            Self::Scan { pages } => write!(
                f,
                "This is a scan: pictures of {}, and no text. A program that recognises text (OCR) can add it.",
                counted(*pages, "page", "pages")
            ),
            Self::PagesWithoutText(pages) => {
                let named: Vec<String> = pages.iter().take(5).map(usize::to_string).collect();
                let more = pages.len().saturating_sub(5);
                let (page, is) = if pages.len() == 1 { ("Page", "is a picture") } else { ("Pages", "are pictures") };
                write!(f, "{page} {}", named.join(", "))?;
                if more > 0 {
                    write!(f, " and {more} more")?;
                }
                write!(f, " {is} without text.")
            }
            Self::RunningLines(n) => {
                write!(f, "Left out: {} at the head or foot of pages.", counted(*n, "line", "lines"))
            }
            Self::UnknownLetters(n) => write!(
                f,
                "{} of fonts that do not say what they stand for; they are shown as \u{fffd}.",
                counted(*n, "letter is", "letters are")
            ),
            Self::LeftOut { words } => {
                write!(f, "Left out: {} of the page that do not belong to its main text.", counted(*words, "word", "words"))
            }
            Self::Deletions(n) => write!(f, "Left out: {}.", counted(*n, "tracked deletion", "tracked deletions")),
            Self::Hidden(n) => write!(f, "Left out: {}.", counted(*n, "hidden passage", "hidden passages")),
            Self::Attachments(n) => {
                write!(f, "Not read: {}. Save each, and open it by itself.", counted(*n, "attachment", "attachments"))
            }
            Self::WrongLetters(n) => write!(
                f,
                "{} in the encoding of the text; they are shown as \u{fffd}.",
                counted(*n, "letter is not", "letters are not")
            ),
        }
    }
}

impl ReadDocument {
    /// What is known only by what the user says of it.
    pub fn without_text(kind: Kind) -> Self {
        Self { notes: Vec::new(), ..Self::of(kind, "") }
    }

    /// A document of this kind with this text, and nothing known of it.
    pub(super) fn of(kind: Kind, text: &str) -> Self {
        let text = clean(text).trim().to_owned();
        let notes = if text.is_empty() { vec![Note::NoText] } else { Vec::new() };
        Self { kind, title: None, outlet: None, address: None, date: None, text, notes }
    }

    /// The name of the file is a title if there is no other.
    pub(super) fn propose_from_name(&mut self, name: &str) {
        if self.title.is_none() {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            self.title = line(&stem.replace('_', " "), Found::FileName);
        }
    }
}

/// A proposal of one line; none if it is blank.
pub(super) fn line(text: &str, found: Found) -> Option<Proposal<String>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let value = clean_line(&words.join(" ")).into_owned();
    let value = match value.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", value[..at].trim_end()),
        None => value,
    };
    (!value.is_empty()).then_some(Proposal { value, found })
}

/// A proposal of a web address; none if it is no such address.
pub(super) fn address(text: &str, found: Found) -> Option<Proposal<String>> {
    let text = text.trim();
    let is_web = ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
    let is_plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    (is_web && is_plain && text.len() <= 2_000).then(|| line(text, found)).flatten().filter(|found| found.value == text)
}
