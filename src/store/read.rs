//! Parses the bytes of a file into records, with findings by line.

use super::formats::{self, Formats, Parsed};
use super::locate;
use super::shape::{Newer, Notes};
use crate::model::Record;
use std::str;

/// The largest file that is read. Far above what anyone types, far below what would use up the memory.
pub(super) const LARGEST: u64 = 64 * 1024 * 1024;

/// How many things of a newer version are named one by one.
pub(super) const NAMED: usize = 20;

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
#[derive(Clone, Debug, PartialEq)]
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
pub(super) fn content(bytes: &[u8], formats: Formats) -> Result<Content, Finding> {
    let text = text_of(bytes)?;
    if text.trim().is_empty() {
        return Err(Finding::whole("is empty. Take it from a copy, or delete it"));
    }
    let parsed = formats::read(text, formats).map_err(|error| formats::newer(text, formats).unwrap_or(error))?;
    let Parsed { document, format, unknown, odd, odd_values } = parsed;
    let mut newer: Vec<Finding> = formats::newer_than(text, format, formats).into_iter().collect();
    for steps in unknown.iter().take(NAMED) {
        let name = steps.last().map(String::as_str).unwrap_or_default();
        let what = format!("the field `{name}` is not known to this version of Rapporteur. It is kept as it is");
        newer.push(Finding::at(text, locate::field(text, steps), what));
    }
    newer.extend(odd.iter().cloned());
    let mut notes = Notes::default();
    let workspace = document.workspace_id.map(|id| id.0);
    let records = document.records(&mut notes);
    let mut from = 0;
    for told in notes.newer.iter().take(NAMED) {
        let (at, what) = match told {
            Newer::Word(word) => {
                let at = locate::word(text, word, from).or_else(|| locate::word(text, word, 0));
                from = at.map_or(from, |at| at + 1);
                (at, format!("`{word}` is not a word that this version of Rapporteur knows here. It is kept as it is"))
            }
            Newer::Zone { zone, text: whole } => {
                let what = format!("“{zone}” is not a time zone that this version of Rapporteur knows. It is kept as it is");
                (locate::string(text, whole, 0), what)
            }
        };
        let finding = Finding::at(text, at, what);
        // What stood in brackets after the word has been told of.
        if !odd.iter().any(|odd| (odd.line, odd.column) == (finding.line, finding.column)) {
            newer.push(finding);
        }
    }
    let left: usize = [unknown.len(), odd_values, notes.newer.len()].iter().map(|found| found.saturating_sub(NAMED)).sum();
    if left > 0 {
        newer.push(Finding::whole(format!("{left} more fields or words are not known to this version of Rapporteur")));
    }
    for field in notes.unused {
        let at = locate::field(text, &[field.to_owned()]);
        let what = format!("the field `{field}` would be lost if this file were written. It is kept as it is");
        newer.push(Finding::at(text, at, what));
    }
    if let Some(field) = notes.missing {
        return Err(Finding::whole(format!("a record in it does not say which {field} it belongs to")));
    }
    Ok(Content { workspace, records, newer })
}
