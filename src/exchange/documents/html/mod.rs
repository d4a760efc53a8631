//! Web pages: the readable part of their text, and what they say of themselves. Nothing that a page names is fetched, and none of its
//! scripts is run.

mod facts;
mod json_ld;
mod lines;

use super::encoding::decode;
use super::error::DocumentError;
use super::kind::Kind;
use super::limits::MOST_TEXT;
use super::read_document::{Note, ReadDocument};
use crate::exchange::progress::Progress;
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use lines::{Part, lines};
use std::collections::HashSet;

/// How many tags a page may have, and how deep they may be nested: the parser looks up through the open ones for many a tag.
const MOST_TAGS: usize = 500_000;
const DEEPEST: usize = 3_000;

/// How many tags a page may have for its readable part to be looked for; beyond, the whole page is taken.
const MOST_READABLE: usize = 100_000;

/// How many words make a line that belongs to a text: menus and links have fewer.
const LONG_LINE: usize = 12;

/// How far into a page it says its encoding, in bytes.
const HEAD: usize = 4096;

pub(super) fn read(bytes: &[u8], progress: &Progress) -> Result<ReadDocument, DocumentError> {
    progress.begin(3);
    let label = charset(&bytes[..bytes.len().min(HEAD)]);
    let decoded = decode(Kind::Html, bytes, label.as_deref())?;
    let tags = bounded(&decoded.text)?;
    let page = Document::from(decoded.text.as_str());
    progress.at(1)?;
    let whole = lines(&page, Part::Whole)?;
    progress.at(2)?;
    let readable = if tags <= MOST_READABLE { readable(&decoded.text)? } else { None };
    progress.at(3)?;
    let (text, left_out) = match readable {
        Some(readable) if holds_the_text(&readable, &whole) => {
            let left_out = words(&whole).saturating_sub(words(&readable));
            (readable, left_out)
        }
        _ => (whole, 0),
    };
    let mut document = ReadDocument::of(Kind::Html, &text);
    facts::propose(&page, &decoded.text, &mut document);
    document.notes.extend((left_out > 0).then_some(Note::LeftOut { words: left_out }));
    document.notes.extend(decoded.note);
    Ok(document)
}

/// The text of a page that an e-mail is made of.
pub(super) fn body_text(page: &str, progress: &Progress) -> Result<String, DocumentError> {
    bounded(page)?;
    progress.at(1)?;
    lines(&Document::from(page), Part::Whole)
}

/// How many tags there are.
fn bounded(page: &str) -> Result<usize, DocumentError> {
    const CLOSED_BY_OTHERS: [&str; 16] =
        ["p", "li", "td", "th", "tr", "dt", "dd", "br", "hr", "img", "meta", "link", "input", "option", "tbody", "thead"];
    let (mut tags, mut depth, mut deepest) = (0_usize, 0_usize, 0_usize);
    for (at, _) in page.match_indices('<') {
        let rest = &page[at + 1..];
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = &name[..end.min(16)];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        tags += 1;
        if CLOSED_BY_OTHERS.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            continue;
        }
        depth = if rest.starts_with('/') { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    if tags > MOST_TAGS || deepest > DEEPEST {
        return Err(DocumentError::TooMuch { kind: Kind::Html });
    }
    Ok(tags)
}

/// The readable part; none if there is none.
fn readable(page: &str) -> Result<Option<String>, DocumentError> {
    let config = Config { disable_json_ld: true, max_elements_to_parse: MOST_READABLE, ..Config::default() };
    let Ok(mut readability) = Readability::new(page, None, Some(config)) else { return Ok(None) };
    let Ok(article) = readability.parse() else { return Ok(None) };
    lines(&Document::fragment(article.content), Part::Article).map(Some)
}

/// Whether the readable part has nearly all of the long lines of the page: else it has lost some of the text itself.
fn holds_the_text(readable: &str, whole: &str) -> bool {
    fn long(text: &str) -> impl Iterator<Item = &str> {
        text.lines().map(str::trim).filter(|line| line.split_whitespace().count() >= LONG_LINE || line.chars().count() >= 120)
    }
    let kept: HashSet<&str> = long(readable).collect();
    let (mut all, mut held) = (0, 0);
    for line in long(whole) {
        all += 1;
        held += usize::from(kept.contains(line));
    }
    all > 0 && held * 10 >= all * 8 && readable.len() <= MOST_TEXT
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// The encoding that a page says it is in.
fn charset(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, said) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let said = said.trim_start_matches(['"', '\'', ' ']);
    let end = said.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(said.len());
    (end > 0).then(|| said[..end].to_owned())
}
