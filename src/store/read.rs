//! The bytes of a file to records, and what was noticed on the way, in words and with the line.

use super::locate::{self, Steps};
use super::render;
use super::shape::{Document, FORMAT, Notes};
use super::words;
use crate::model::Record;
use serde::Deserialize;
use std::str;

/// The largest file that is read. Far above what anyone types, far below what would use up the memory.
pub(super) const LARGEST: u64 = 64 * 1024 * 1024;

/// How many things of a newer version are named one by one.
const NAMED: usize = 20;

/// Something to tell about a file, with the place in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Finding {
    pub line: Option<usize>,
    pub column: Option<usize>,
    pub what: String,
}

impl Finding {
    /// About the file as a whole.
    pub(super) fn whole(what: impl Into<String>) -> Self {
        Self { line: None, column: None, what: what.into() }
    }

    /// At a place in its text.
    pub(super) fn at(text: &str, offset: Option<usize>, what: impl Into<String>) -> Self {
        let place = offset.map(|offset| locate::line_and_column(text, offset));
        Self { line: place.map(|(line, _)| line), column: place.map(|(_, column)| column), what: what.into() }
    }
}

/// A file that could be read.
#[derive(Debug, PartialEq)]
pub(super) struct Content {
    /// The workspace's id, in the file that gives it.
    pub workspace: Option<uuid::Uuid>,
    /// The records in it, the one that it is about first.
    pub records: Vec<Record>,
    /// What a newer version wrote that this one cannot keep: while there is any, the file must not be written.
    pub newer: Vec<Finding>,
}

/// The text of a file, without the byte order mark that some editors put before it.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, Finding> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).and_then(|valid| str::from_utf8(valid).ok()).unwrap_or_default();
            let offset = Some(valid.len());
            Err(Finding::at(valid, offset, "is not text in UTF-8. Save it as UTF-8 in an editor, or take it from a copy"))
        }
    }
}

/// Reads the bytes of a file.
pub(super) fn content(bytes: &[u8]) -> Result<Content, Finding> {
    let text = text_of(bytes)?;
    if text.trim().is_empty() {
        return Err(Finding::whole("is empty. Take it from a copy, or delete it"));
    }
    let mut unknown: Vec<Steps> = Vec::new();
    let document = match document(text, &mut unknown) {
        Ok(document) => document,
        Err(error) => return Err(newer_format(text).unwrap_or(error)),
    };
    if document.format == 0 {
        return Err(Finding::at(
            text,
            locate::field(text, &["format".to_owned()]),
            "gives 0 as its format, which there never was",
        ));
    }
    let mut newer = Vec::new();
    if document.format > FORMAT {
        let at = locate::field(text, &["format".to_owned()]);
        newer.push(Finding::at(text, at, newer_format_words(document.format)));
    }
    for steps in unknown.iter().take(NAMED) {
        let name = steps.last().map(String::as_str).unwrap_or_default();
        let what = format!("the field `{name}` is not known to this version of Rapporteur. It is kept as it is");
        newer.push(Finding::at(text, locate::field(text, steps), what));
    }
    let mut notes = Notes::default();
    let workspace = document.workspace_id.map(|id| id.0);
    let records = document.records(&mut notes);
    let mut from = 0;
    for word in notes.newer.iter().take(NAMED) {
        let at = locate::word(text, word, from).or_else(|| locate::word(text, word, 0));
        from = at.map_or(from, |at| at + 1);
        let what = format!("`{word}` is not a word that this version of Rapporteur knows here. It is kept as it is");
        newer.push(Finding::at(text, at, what));
    }
    let left = unknown.len().saturating_sub(NAMED) + notes.newer.len().saturating_sub(NAMED);
    if left > 0 {
        newer.push(Finding::whole(format!("{left} more fields or words are not known to this version of Rapporteur")));
    }
    if let Some(field) = notes.missing {
        return Err(Finding::whole(format!("a record in it does not say which {field} it belongs to")));
    }
    Ok(Content { workspace, records, newer })
}

/// Parses the text, noting the fields that no shape has.
fn document(text: &str, unknown: &mut Vec<Steps>) -> Result<Document, Finding> {
    let options = render::options();
    let mut ron = ron::Deserializer::from_str_with_options(text, &options).map_err(|error| words::of_syntax(&error, ""))?;
    let mut track = serde_path_to_error::Track::new();
    let read = {
        let mut note = |path: serde_ignored::Path<'_>| unknown.push(steps(&path));
        let ignoring = serde_ignored::Deserializer::new(&mut ron, &mut note);
        Document::deserialize(serde_path_to_error::Deserializer::new(ignoring, &mut track))
    };
    let end = read.and_then(|document| ron.end().map(|()| document));
    end.map_err(|error| words::of_syntax(&ron.span_error(error), &track.path().to_string()))
}

/// The names and places on the way to an ignored field.
fn steps(path: &serde_ignored::Path<'_>) -> Steps {
    use serde_ignored::Path;
    match path {
        Path::Root => Vec::new(),
        Path::Seq { parent, index } => [steps(parent), vec![index.to_string()]].concat(),
        Path::Map { parent, key } => [steps(parent), vec![key.clone()]].concat(),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => steps(parent),
    }
}

/// If a text that cannot be read says that it is of a newer format: that, which explains the rest.
fn newer_format(text: &str) -> Option<Finding> {
    #[derive(Deserialize)]
    struct Header {
        format: u32,
    }
    let header: Header = render::options().from_str(text).ok()?;
    let at = locate::field(text, &["format".to_owned()]);
    (header.format > FORMAT).then(|| Finding::at(text, at, newer_format_words(header.format)))
}

pub(super) fn newer_format_words(format: u32) -> String {
    format!("was written by a newer version of Rapporteur (format {format}, this version writes {FORMAT}). Update to change it")
}
