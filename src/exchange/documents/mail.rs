//! E-mails (RFC 5322, MIME): who wrote when about what, and the words.

use super::error::DocumentError;
use super::kind::Kind;
use super::page_text::unwrapped;
use super::read_document::{Found, Note, ReadDocument, line};
use super::{dates, html};
use crate::exchange::progress::Progress;
use mail_parser::{MessageParser, PartType};

/// How many parts an e-mail may have.
const MOST_PARTS: usize = 10_000;

pub(super) fn read(bytes: &[u8], progress: &Progress) -> Result<ReadDocument, DocumentError> {
    let damaged = |what: &str| DocumentError::Damaged { kind: Kind::Mail, what: what.to_owned() };
    let message = MessageParser::default().parse(bytes).ok_or_else(|| damaged("it has no headers"))?;
    if message.parts.len() > MOST_PARTS {
        return Err(DocumentError::TooMuch { kind: Kind::Mail });
    }
    if message.headers().is_empty() {
        return Err(damaged("it has no headers"));
    }
    let mut plain = String::new();
    let mut pages = Vec::new();
    for part in message.text_bodies() {
        match &part.body {
            PartType::Text(words) => {
                plain.push_str(words);
                plain.push_str("\n\n");
            }
            PartType::Html(page) => pages.push(page.as_ref()),
            _ => {}
        }
    }
    let mut document = if plain.trim().is_empty() && !pages.is_empty() {
        let mut text = String::new();
        for page in pages {
            text.push_str(&html::body_text(page, progress)?);
            text.push_str("\n\n");
        }
        ReadDocument::of(Kind::Mail, &text)
    } else {
        ReadDocument::of(Kind::Mail, &unwrapped(&plain.replace("\r\n", "\n")))
    };
    document.title = message.subject().and_then(|subject| line(subject, Found::Header("Subject")));
    let from = message.from().and_then(|from| from.first());
    let from = from.and_then(|from| from.name.as_deref().or(from.address.as_deref()));
    document.outlet = from.and_then(|from| line(from, Found::Header("From")));
    document.date = message
        .date()
        .and_then(|date| dates::day(i32::from(date.year), u32::from(date.month), u32::from(date.day), Found::Header("Date")));
    if message.attachment_count() > 0 {
        document.notes.push(Note::Attachments(message.attachment_count()));
    }
    Ok(document)
}
