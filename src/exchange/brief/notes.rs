//! The numbered notes: one number for each source, in the order in which they are first cited, and only for what is cited.

use crate::exchange::document::{Note, Run};
use crate::model::{Source, SourceId, Workspace};
use crate::query::names;
use std::collections::BTreeMap;

/// The notes of a paper that is being written.
#[derive(Default)]
pub(super) struct Notes {
    numbers: BTreeMap<SourceId, usize>,
    notes: Vec<Note>,
}

impl Notes {
    /// The marks for some sources. A source that is not in the record has none.
    pub(super) fn cite(&mut self, workspace: &Workspace, sources: &[SourceId]) -> Vec<Run> {
        let mut marks = Vec::new();
        for id in sources {
            let Some(source) = workspace.sources.get(id) else { continue };
            let number = *self.numbers.entry(*id).or_insert_with(|| {
                self.notes.push(note(source));
                self.notes.len()
            });
            if !marks.contains(&Run::Note(number)) {
                marks.push(Run::Note(number));
            }
        }
        marks
    }

    /// All of them, in the order of their numbers.
    pub(super) fn into_notes(self) -> Vec<Note> {
        self.notes
    }
}

/// Title, outlet, date; when it was read only where nothing says when it was published.
fn note(source: &Source) -> Note {
    let title = names::source_title(source);
    let dated = match (source.published.is_unknown(), source.read) {
        (false, _) => source.published.short_words(),
        (true, Some(day)) => format!("read {}", crate::model::When::Day(day).short_words()),
        (true, None) => String::new(),
    };
    let address = source.address.trim();
    let parts = [title.as_str(), source.outlet.trim(), &dated];
    let mut said: Vec<&str> = Vec::new();
    for part in parts {
        // A source without a title goes by its outlet or its address: neither is said twice.
        if !part.is_empty() && part != address && !said.contains(&part) {
            said.push(part);
        }
    }
    Note { text: said.join(", "), address: address.to_owned() }
}
