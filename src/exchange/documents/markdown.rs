//! Markdown (CommonMark with tables, footnotes and front matter): its words without its signs.

use super::encoding::decode;
use super::error::DocumentError;
use super::kind::Kind;
use super::lists::Lists;
use super::page_text::PageText;
use super::read_document::{Found, ReadDocument, address, line};
use super::{dates, limits};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

pub(super) fn read(bytes: &[u8]) -> Result<ReadDocument, DocumentError> {
    let decoded = decode(Kind::Markdown, bytes, None)?;
    let mut reader = MarkdownReader::default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for event in Parser::new_ext(&decoded.text, options) {
        reader.event(event);
        if reader.text.len() > limits::MOST_TEXT {
            return Err(DocumentError::TooMuchText { most: limits::MOST_TEXT });
        }
    }
    let MarkdownReader { text, front, heading, .. } = reader;
    let mut document = ReadDocument::of(Kind::Markdown, &text.finish());
    let fact = |names: &[&str]| {
        let mut lines = front.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(name, _)| names.contains(&name.trim().to_ascii_lowercase().as_str())).map(|(_, value)| unquoted(value))
    };
    let found = Found::FrontMatter;
    document.title = fact(&["title"]).and_then(|words| line(words, found)).or_else(|| line(&heading, Found::Heading));
    document.outlet = fact(&["outlet", "publisher", "publication", "site"]).and_then(|words| line(words, found));
    document.address = fact(&["url", "address", "source", "link", "canonical"]).and_then(|words| address(words, found));
    document.date = fact(&["date", "published", "published_time"]).and_then(|words| dates::iso(words, found));
    document.notes.extend(decoded.note);
    Ok(document)
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    ['"', '\''].into_iter().find_map(|mark| value.strip_prefix(mark)?.strip_suffix(mark)).unwrap_or(value)
}

#[derive(Default)]
struct MarkdownReader {
    text: PageText,
    front: String,
    heading: String,
    lists: Lists,
    in_front: bool,
    in_heading: bool,
    had_heading: bool,
    in_code: bool,
    is_first_cell: bool,
    /// Where the text was after the mark of a footnote: no break comes between that and its words.
    marked: Option<usize>,
}

impl MarkdownReader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.in_front => self.front.push_str(&words),
            Event::Text(words) if self.in_code => self.text.verbatim(&words),
            Event::Text(words) | Event::Code(words) => {
                if self.in_heading {
                    self.heading.push_str(&words);
                }
                self.text.words(&words);
            }
            Event::SoftBreak => self.text.words(" "),
            Event::HardBreak => self.text.line(),
            Event::Rule => self.text.paragraph(),
            Event::FootnoteReference(name) => self.text.words(&format!("[{name}]")),
            Event::TaskListMarker(done) => self.text.words(if done { "[x] " } else { "[ ] " }),
            Event::Html(_) | Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.text.paragraph();
                self.in_heading = *level == HeadingLevel::H1 && !self.had_heading;
            }
            Tag::Paragraph if self.marked == Some(self.text.len()) => {}
            Tag::Paragraph if self.lists.is_empty() || !self.text.is_at_start() => self.text.paragraph(),
            Tag::CodeBlock(_) => {
                self.text.paragraph();
                self.in_code = true;
            }
            Tag::BlockQuote(_) | Tag::Table(_) => self.text.paragraph(),
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.text.paragraph();
                }
                self.lists.begin(first.and_then(|first| first.try_into().ok()));
            }
            Tag::Item => {
                self.text.line();
                self.text.verbatim(&self.lists.mark());
                self.text.words(" ");
            }
            Tag::FootnoteDefinition(name) => {
                self.text.paragraph();
                self.text.words(&format!("[{name}] "));
                self.marked = Some(self.text.len());
            }
            Tag::TableHead | Tag::TableRow => {
                self.text.line();
                self.is_first_cell = true;
            }
            Tag::TableCell => {
                if !self.is_first_cell {
                    self.text.words(" | ");
                }
                self.is_first_cell = false;
            }
            Tag::MetadataBlock(_) => self.in_front = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.had_heading |= self.in_heading;
                self.in_heading = false;
                self.text.paragraph();
            }
            TagEnd::Paragraph if self.lists.is_empty() => self.text.paragraph(),
            TagEnd::Paragraph => self.text.line(),
            TagEnd::List(_) => {
                self.lists.end();
                if self.lists.is_empty() {
                    self.text.paragraph();
                }
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.text.paragraph();
            }
            TagEnd::BlockQuote(_) | TagEnd::Table => self.text.paragraph(),
            TagEnd::MetadataBlock(_) => self.in_front = false,
            _ => {}
        }
    }
}
