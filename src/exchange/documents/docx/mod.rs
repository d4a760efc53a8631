//! Word documents (WordprocessingML, ECMA-376): the text as it stands when all tracked changes are accepted, with the numbers of its
//! paragraphs and its footnotes, without the codes of fields and without what is hidden.

mod body;
mod numbering;
mod package;
mod properties;

use super::error::DocumentError;
use super::kind::Kind;
use super::page_text::first_line;
use super::read_document::{Found, Note, ReadDocument, line};
use crate::exchange::progress::Progress;
use body::Body;
use numbering::Numbering;
use package::Package;
pub(super) use properties::{own_title, text_of};
use std::collections::BTreeMap;

pub(super) fn read(bytes: &[u8], progress: &Progress) -> Result<ReadDocument, DocumentError> {
    progress.begin(4);
    let mut package = Package::open(bytes)?;
    let document_part = package.main_part()?;
    let beside = |name: &str| match document_part.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    };
    let numbers = package.part(&beside("numbering.xml"))?.unwrap_or_default();
    let styles = package.part(&beside("styles.xml"))?.unwrap_or_default();
    let numbering = Numbering::of(&numbers, &styles);
    progress.at(1)?;
    let main = package.part(&document_part)?.ok_or_else(|| DocumentError::damaged(Kind::Word, "its main part is missing"))?;
    let body = Body::read(&main, numbering, progress)?;
    progress.at(2)?;
    let mut notes = BTreeMap::new();
    for (part, is_end) in [("footnotes.xml", false), ("endnotes.xml", true)] {
        if let Some(part) = package.part(&beside(part))? {
            let read = Body::read(&part, Numbering::default(), progress)?;
            notes.extend(read.notes.into_iter().map(|(id, text)| ((is_end, id), text)));
        }
    }
    progress.at(3)?;
    let mut text = body.text;
    for (at, reference) in body.references.iter().enumerate() {
        if let Some(words) = notes.get(reference) {
            text.push_str(&format!("\n\n[{}] {words}", at + 1));
        }
    }
    let mut document = ReadDocument::of(Kind::Word, &text);
    properties::propose(&mut package, &mut document)?;
    document.title = document
        .title
        .or_else(|| body.heading.and_then(|words| line(&words, Found::Heading)))
        .or_else(|| first_line(&document.text).and_then(|words| line(words, Found::Heading)));
    document.notes.extend((body.deletions > 0).then_some(Note::Deletions(body.deletions)));
    document.notes.extend((body.hidden > 0).then_some(Note::Hidden(body.hidden)));
    progress.at(4)?;
    Ok(document)
}

/// Unpacks the text with room for so many bytes.
#[cfg(test)]
pub(super) fn unpacked_within(bytes: &[u8], most: u64) -> Result<(), DocumentError> {
    let mut package = Package::within(bytes, most)?;
    let main = package.main_part()?;
    package.part(&main).map(|_| ())
}
