//! Import and export: other people's formats. Bytes in, bytes out, never a path.
//!
//! # Out
//!
//! ```text
//! Workspace → Released → Table or Document → .csv .xlsx .md / .docx .html .md     (and .ics)
//! ```
//!
//! Every exporter is given a [`Released`](release::Released) and nothing else, so what is off the record cannot leave by any of
//! them: the one rule of what may is in [`release`]. Lists are laid out once as a [`Table`](table::Table), papers once as a
//! [`Document`](document::Document); the writers below know formats and nothing of negotiations. [`request`] says what is asked for, and [`export`] makes it: first the
//! content, from which the preview and the clipboard start as well, then the file.
//!
//! # In
//!
//! ```text
//! bytes → Grid → Mapping → Plan → Proposal          (a calendar goes from bytes to Plan)
//! ```
//!
//! [`import`] reads a file into rows, guesses what its columns are, and plans what the rows would do to the record: what is new,
//! what changes, what is refused and why, and which spellings need an answer. Nothing is changed by a plan; the session does it,
//! all or nothing, as one step.
//!
//! ```text
//! bytes → ReadDocument → proposals and a text → a source
//! ```
//!
//! [`documents`] reads a text, a web page, a Word document, a PDF or an e-mail: its words by paragraphs, and what it says of itself.

pub mod brief;
pub mod clean;
pub mod clipboard;
pub mod csv;
pub mod document;
pub mod documents;
pub mod docx;
pub mod error;
pub mod export;
pub mod formula;
pub mod html;
pub mod ics;
pub mod import;
pub mod lists;
pub mod markdown;
pub mod progress;
pub mod release;
pub mod request;
pub mod table;
#[cfg(test)]
mod testing;
pub mod xlsx;
