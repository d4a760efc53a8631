//! What a PDF says of itself: its information dictionary, and XMP.

use crate::exchange::documents::dates;
use crate::exchange::documents::docx::{own_title, text_of};
use crate::exchange::documents::read_document::{Found, ReadDocument, address, line};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Dict, Stream};

/// How long the properties in XMP may be, in bytes.
const LONGEST: usize = 4 * 1024 * 1024;

/// Adds what is found.
pub(super) fn propose(pdf: &Pdf, document: &mut ReadDocument) {
    let found = Found::Properties;
    let xmp = xmp(pdf).unwrap_or_default();
    let of = |names: &[&str]| names.iter().find_map(|name| text_of(&xmp, name));
    let metadata = pdf.metadata();
    let title = metadata.title.as_deref().map(text).filter(|title| !title.trim().is_empty());
    document.title = of(&["title"]).or(title).and_then(|title| line(own_title(&title), found));
    document.outlet = of(&["publicationName", "publisher"]).and_then(|words| line(&words, found));
    document.address = of(&["url", "source", "identifier"]).and_then(|words| address(&words, found));
    document.date = of(&["publicationDate", "coverDate"])
        .and_then(|words| dates::iso(&words, found))
        .or_else(|| {
            let made = metadata.creation_date?;
            dates::day(i32::from(made.year), u32::from(made.month), u32::from(made.day), Found::Made)
        })
        .or_else(|| of(&["CreateDate"]).and_then(|words| dates::iso(&words, Found::Made)));
}

fn xmp(pdf: &Pdf) -> Option<Vec<u8>> {
    let xref = pdf.xref();
    let catalog = xref.get::<Dict<'_>>(xref.root_id())?;
    let stream = catalog.get::<Stream<'_>>(b"Metadata".as_slice())?;
    let bytes = stream.decoded_data().ok()?;
    (bytes.len() <= LONGEST).then(|| bytes.into_owned())
}

/// A text string (ISO 32000-2, 7.9.2.2).
fn text(bytes: &[u8]) -> String {
    let (encoding, bytes) = match bytes {
        [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
        [0xff, 0xfe, rest @ ..] => (UTF_16LE, rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => (UTF_8, rest),
        bytes => (WINDOWS_1252, bytes),
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}
