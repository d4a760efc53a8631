//! Plain text.

use super::encoding::decode;
use super::error::DocumentError;
use super::kind::Kind;
use super::page_text::{first_line, unwrapped};
use super::read_document::{Found, ReadDocument, line};

pub(super) fn read(bytes: &[u8]) -> Result<ReadDocument, DocumentError> {
    let decoded = decode(Kind::Text, bytes, None)?;
    let mut document = ReadDocument::of(Kind::Text, &unwrapped(&decoded.text));
    document.title = first_line(&document.text).and_then(|words| line(words, Found::Heading));
    document.notes.extend(decoded.note);
    Ok(document)
}
