//! Word documents. A paper becomes the parts of a WordprocessingML package (ECMA-376, transitional), written with the same escaping
//! template language as HTML and packed without a clock, so that the same paper gives the same bytes.
//!
//! No crate that writes Word files could say what a paper needs: header rows that repeat, words that run from the right, the
//! language, cross-references, a title among the properties. So the parts are made here; they are checked in the tests with an XML
//! reader of another make and by the office suite that reads them.
//!
//! What is in them: headings with outline levels, tables with header rows, the sources as a numbered list that every mark refers to,
//! page numbers, and the marking on every page. What is never in them: macros, embedded objects, templates, and relationships to
//! anything outside the file.
//!
//! Sources are a numbered list with cross-references and neither footnotes nor endnotes. A brief cites dozens, many of them again
//! and again: a footnote has a new number each time, and dozens at the foot of a page leave no room for the text. Endnotes end on
//! a page of their own in other programs than Word, without the marking that has to be on every page.

mod body;
mod ids;
mod package;
mod styles;
#[cfg(test)]
mod tests;
mod text;

use super::document::Document;
use super::error::ExportError;

/// Writes a paper as a Word document.
///
/// # Errors
/// If it cannot be packed.
pub fn write(document: &Document) -> Result<Vec<u8>, ExportError> {
    let document = document.ready();
    package::pack(&package::parts(&document)).map_err(|error| ExportError::Writer(error.to_string()))
}
