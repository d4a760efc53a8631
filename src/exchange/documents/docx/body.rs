//! The text of a part: its paragraphs, rows and notes.

use super::numbering::Numbering;
use crate::exchange::documents::error::DocumentError;
use crate::exchange::documents::kind::Kind;
use crate::exchange::documents::limits::MOST_TEXT;
use crate::exchange::documents::page_text::PageText;
use crate::exchange::documents::xml::{DEEPEST, local, reader, referred, value};
use crate::exchange::progress::Progress;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// How deep tables, text boxes and notes may lie in each other.
const MOST_NESTED: usize = 20;

/// How long a cell may be to stand in one line with others of its row, in bytes.
const LONG_CELL: usize = 300;

/// How many events are read between two looks at whether to go on.
const STRIDE: usize = 4096;

/// What nothing is read of.
const SKIPPED: &[&str] = &[
    "instrText",
    "delText",
    "delInstrText",
    "Fallback",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "annotationRef",
    "sectPr",
    "tblPr",
    "tblGrid",
    "trPr",
    "tcPr",
];

/// What was read of a part.
#[derive(Default)]
pub(super) struct Body {
    pub text: String,
    /// The first paragraph in the style of a title or first heading.
    pub heading: Option<String>,
    /// The notes that it refers to, in order: whether it is an endnote, and its id.
    pub references: Vec<(bool, String)>,
    /// The notes that it holds, by id.
    pub notes: BTreeMap<String, String>,
    pub deletions: usize,
    pub hidden: usize,
}

impl Body {
    pub(super) fn read(part: &[u8], numbering: Numbering, progress: &Progress) -> Result<Self, DocumentError> {
        let mut reader = reader(part);
        let mut walk = Walk { numbering, texts: vec![PageText::default()], ..Walk::default() };
        let mut seen = 0_usize;
        loop {
            seen += 1;
            if seen.is_multiple_of(STRIDE) && progress.is_stopped() {
                return Err(crate::exchange::progress::Stopped.into());
            }
            match reader.read_event() {
                Ok(Event::Start(one)) => walk.start(&one)?,
                Ok(Event::End(one)) => walk.end(one.name().local_name().into_inner()),
                Ok(Event::Text(words)) if walk.takes_words() => walk.words(&words.xml10_content()),
                Ok(Event::CData(words)) if walk.takes_words() => walk.words(&words.xml10_content()),
                Ok(Event::GeneralRef(reference)) if walk.takes_words() => {
                    walk.words(referred(&reference).unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]));
                }
                Ok(Event::Eof) if walk.depth == 0 => break,
                Ok(Event::Eof) => return Err(DocumentError::damaged(Kind::Word, "its text ends in the middle")),
                Err(_) => return Err(DocumentError::damaged(Kind::Word, "its text is not well-formed")),
                Ok(_) => {}
            }
            if walk.length > MOST_TEXT {
                return Err(DocumentError::TooMuchText { most: MOST_TEXT });
            }
        }
        walk.body.text = walk.texts.pop().unwrap_or_default().finish();
        Ok(walk.body)
    }
}

/// What is known of the paragraph that is read.
#[derive(Default)]
struct Paragraph {
    style: Option<String>,
    number: Option<String>,
    level: Option<usize>,
    heading: Option<String>,
}

#[derive(Default)]
struct Walk {
    body: Body,
    numbering: Numbering,
    /// What is written to last: the body, and whatever lies in it.
    texts: Vec<PageText>,
    rows: Vec<Vec<String>>,
    boxes: Vec<String>,
    note: Option<String>,
    paragraph: Paragraph,
    depth: usize,
    /// From which depth on nothing is read.
    skipped: Option<usize>,
    in_text: bool,
    in_paragraph_properties: bool,
    in_run_properties: bool,
    is_hidden: bool,
    told_hidden: bool,
    length: usize,
}

impl Walk {
    fn takes_words(&self) -> bool {
        self.in_text && self.skipped.is_none()
    }

    fn text(&mut self) -> Option<&mut PageText> {
        self.texts.last_mut()
    }

    fn words(&mut self, words: &str) {
        if self.is_hidden {
            self.body.hidden += usize::from(!self.told_hidden);
            self.told_hidden = true;
            return;
        }
        self.told_hidden = false;
        self.length += words.len();
        if let Some(heading) = &mut self.paragraph.heading {
            heading.push_str(words);
        }
        if let Some(text) = self.text() {
            text.words(words);
        }
    }

    fn start(&mut self, one: &BytesStart<'_>) -> Result<(), DocumentError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(DocumentError::TooMuch { kind: Kind::Word });
        }
        if self.skipped.is_some() {
            return Ok(());
        }
        let said = |name: &str| value(one, name);
        let in_properties = self.in_paragraph_properties || self.in_run_properties;
        match local(one) {
            name if SKIPPED.contains(&name) => self.skipped = Some(self.depth),
            "del" | "moveFrom" => {
                self.body.deletions += usize::from(!in_properties);
                self.skipped = Some(self.depth);
            }
            "p" => {
                self.paragraph = Paragraph::default();
                self.text().into_iter().for_each(PageText::paragraph);
            }
            "pPr" => self.in_paragraph_properties = true,
            "rPr" => self.in_run_properties = true,
            "pStyle" => self.paragraph.style = said("val"),
            "numId" if in_properties => self.paragraph.number = said("val"),
            "ilvl" if in_properties => self.paragraph.level = said("val").and_then(|level| level.parse().ok()),
            "vanish" if !self.in_paragraph_properties => {
                self.is_hidden = !said("val").is_some_and(|val| ["0", "false", "off"].contains(&val.as_str()));
            }
            "r" => self.is_hidden = false,
            "t" => self.in_text = true,
            "tab" | "ptab" if !in_properties => self.words(" "),
            "br" if said("type").is_none_or(|kind| kind == "textWrapping") => self.text().into_iter().for_each(PageText::line),
            "br" => self.words(" "),
            "cr" => self.text().into_iter().for_each(PageText::line),
            "noBreakHyphen" => self.words("-"),
            "sym" => {
                let letter = said("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).and_then(char::from_u32);
                let letter = letter.filter(|c| !matches!(u32::from(*c), 0xe000..=0xf8ff)).unwrap_or('•');
                self.words(letter.encode_utf8(&mut [0; 4]));
            }
            name @ ("footnoteReference" | "endnoteReference") => {
                if let Some(id) = said("id") {
                    self.body.references.push((name == "endnoteReference", id));
                    self.words(&format!("[{}]", self.body.references.len()));
                }
            }
            "footnote" | "endnote" => {
                if said("type").is_some_and(|kind| kind != "normal") {
                    self.skipped = Some(self.depth);
                } else {
                    self.note = said("id");
                    self.open()?;
                }
            }
            "txbxContent" => self.open()?,
            "tbl" => self.text().into_iter().for_each(PageText::paragraph),
            "tr" => self.rows.push(Vec::new()),
            "tc" => self.open()?,
            _ => {}
        }
        Ok(())
    }

    /// What follows is written by itself.
    fn open(&mut self) -> Result<(), DocumentError> {
        if self.texts.len() > MOST_NESTED {
            return Err(DocumentError::TooMuch { kind: Kind::Word });
        }
        self.texts.push(PageText::default());
        Ok(())
    }

    /// What was written by itself.
    fn close(&mut self) -> Option<String> {
        if self.texts.len() > 1 { self.texts.pop().map(PageText::finish) } else { None }
    }

    fn end(&mut self, name: &str) {
        let depth = self.depth;
        self.depth = self.depth.saturating_sub(1);
        if let Some(skipped) = self.skipped {
            if depth <= skipped {
                self.skipped = None;
            }
            return;
        }
        match name {
            "t" => self.in_text = false,
            "rPr" => self.in_run_properties = false,
            "pPr" => {
                self.in_paragraph_properties = false;
                self.begin_paragraph();
            }
            "p" => self.end_paragraph(),
            "footnote" | "endnote" => {
                let words = self.close();
                if let (Some(id), Some(words)) = (self.note.take(), words) {
                    self.body.notes.insert(id, words.replace("\n\n", "\n"));
                }
            }
            "txbxContent" => {
                let words = self.close();
                self.boxes.extend(words.filter(|words| !words.is_empty()));
            }
            "tc" => {
                if let (Some(words), Some(row)) = (self.close(), self.rows.last_mut()) {
                    row.push(words);
                }
            }
            "tr" => self.end_row(),
            "tbl" => self.text().into_iter().for_each(PageText::paragraph),
            _ => {}
        }
    }

    fn begin_paragraph(&mut self) {
        let Paragraph { style, number, level, .. } = &self.paragraph;
        let is_heading = style.as_deref().is_some_and(|style| {
            let style = style.to_lowercase();
            style == "title" || style == "heading1" || style == "titel" || style == "berschrift1" || style == "titre"
        });
        let mark = self.numbering.mark(style.as_deref(), number.as_deref(), *level);
        if is_heading && self.body.heading.is_none() {
            self.paragraph.heading = Some(String::new());
        }
        if !mark.trim().is_empty() {
            self.length += mark.len();
            if let Some(text) = self.text() {
                text.words(&mark);
                text.words(" ");
            }
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(heading) = self.paragraph.heading.take().filter(|heading| !heading.trim().is_empty()) {
            self.body.heading = Some(heading);
        }
        if self.texts.len() > 1 {
            return;
        }
        for words in std::mem::take(&mut self.boxes) {
            self.paragraphs(&words);
        }
    }

    /// A row of short cells is a line; one of long cells is their paragraphs one after the other.
    fn end_row(&mut self) {
        let Some(cells) = self.rows.pop() else { return };
        let is_line = cells.iter().all(|cell| cell.len() <= LONG_CELL && cell.matches("\n\n").count() <= 1);
        if is_line {
            let cells: Vec<String> = cells.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            if let Some(text) = self.text() {
                text.line();
                text.words(cells.join(" | ").trim_matches([' ', '|']));
                text.line();
            }
        } else {
            cells.iter().for_each(|cell| self.paragraphs(cell));
        }
    }

    fn paragraphs(&mut self, words: &str) {
        let Some(text) = self.text() else { return };
        for paragraph in words.split("\n\n") {
            text.paragraph();
            text.verbatim(paragraph);
        }
        text.paragraph();
    }
}
