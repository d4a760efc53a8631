//! Reads a document of any of the usual kinds: its text by paragraphs, and what it says of itself. Bytes in, [`ReadDocument`] out, never a
//! path, and nothing is changed by reading.
//!
//! | kind | how it is read |
//! |---|---|
//! | `.txt` | by its byte order mark, as UTF-8, or in the encoding that the letters speak for; lines that were broken at a fixed width are joined |
//! | `.md` | by `pulldown-cmark`; the front matter tells title, date and address |
//! | `.html` | the readable part by `dom_smoothie`, or the whole page without navigation where that finds too little |
//! | `.docx` | the body, its numbering and its footnotes by `zip` and `quick-xml` |
//! | `.pdf` | letters and their places by `hayro-interpret`; lines, columns and paragraphs by [`pdf`] |
//! | `.eml` | by `mail-parser`; the plain text, or else the HTML |
//!
//! What a document says of itself is a [`Proposal`] with the place where it was found, and is nothing until the user takes it.
//!
//! # The crates, and why
//!
//! Seconds are those of one core for the crate with what it brings along that nothing else here needs, unoptimised.
//!
//! - `hayro-interpret` (MIT or Apache 2.0; 190 s): nested objects, page trees and forms are bounded, images
//!   are decoded only if asked for, no `unsafe`, tested on thousands of broken files, and letters come with their place. `pdf-extract` and `lopdf`
//!   (70 s) read everything at once, print what they do not understand, and panic on many a real file; `pdf_oxide` brings 200 crates.
//! - `dom_smoothie` with `dom_query` (MIT; 45 s): the rules of Firefox's reader view, on `html5ever`, the parser of Servo.
//!   `scraper` (ISC) parses as well and finds no readable part.
//! - `mail-parser` (MIT or Apache 2.0; in the build for calendars before): all encodings and character sets, nothing of its own that is
//!   recursive without a bound.
//! - `pulldown-cmark` (MIT; 11 s): reads in one pass without building a tree.
//! - Word documents need no crate of their own: those that read them leave out tracked changes, footnotes or numbering.
//!
//! # What holds for any bytes
//!
//! - A file has [`LARGEST_FILE`] bytes at most, its text [`MOST_TEXT`]. What is packed is unpacked once and thrown away before a parser
//!   sees it, so that what it unpacks to is known.
//! - Reading stops when it is asked to, and after so many letters and drawings that no honest document has them.
//! - It runs on a stack of its own, and a panic of a parser is an [error](DocumentError::Broken) like others.
//! - No word of a document is in an error.

mod dates;
mod docx;
mod encoding;
mod error;
mod html;
mod kind;
mod limits;
mod lists;
mod mail;
mod markdown;
mod page_text;
pub mod pdf;
mod plain;
mod read_document;
mod sniff;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod xml;

use super::progress::Progress;
pub use error::DocumentError;
pub use kind::Kind;
pub use limits::{LARGEST_FILE, MOST_TEXT};
pub use read_document::{Found, Note, Proposal, ReadDocument};

/// The stack on which documents are read, in bytes: parsers go down once for each level of nesting.
const STACK: usize = 64 * 1024 * 1024;

/// Reads a document. `name` is the file's name, for its ending and as the last proposal for a title. Progress is in whatever the kind
/// is made of: pages, parts, or the whole at once.
///
/// # Errors
/// If it is no document that can be read, is too large, is protected with a password, is damaged, or reading was stopped.
pub fn read(name: &str, bytes: &[u8], progress: &Progress) -> Result<ReadDocument, DocumentError> {
    let kind = sniff::sniff(name, bytes)?;
    let reading = || match kind {
        Kind::Text => plain::read(bytes),
        Kind::Markdown => markdown::read(bytes),
        Kind::Html => html::read(bytes, progress),
        Kind::Word => docx::read(bytes, progress),
        Kind::Pdf => pdf::read(bytes, progress),
        Kind::Mail => mail::read(bytes, progress),
    };
    let mut document = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("document".to_owned()).stack_size(STACK);
        let handle = thread.spawn_scoped(scope, reading).map_err(|_| DocumentError::Broken { kind })?;
        handle.join().unwrap_or(Err(DocumentError::Broken { kind }))
    })?;
    if document.text.len() > MOST_TEXT {
        return Err(DocumentError::TooMuchText { most: MOST_TEXT });
    }
    document.kind = kind;
    document.propose_from_name(name);
    Ok(document)
}
