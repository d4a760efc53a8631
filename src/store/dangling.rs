//! Problems of dangling links: a record names another that is not there.

use super::read::{self, Finding, NAMED};
use super::{Folder, Kept, Problem, locate};
use crate::model::{Record, RecordId, Workspace, references};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One problem for each id that a file names and the workspace does not have.
pub(super) fn problems(store: &Folder, workspace: &Workspace) -> Vec<Problem> {
    /// In which field it is named first, and how often at all.
    struct Mentions {
        field: &'static str,
        times: usize,
    }
    let mut missing: BTreeMap<(&Path, RecordId), Mentions> = BTreeMap::new();
    let lost: BTreeSet<RecordId> = workspace.named().filter(|id| !workspace.contains(*id)).collect();
    let naming: BTreeSet<RecordId> = lost.iter().flat_map(|id| workspace.naming(*id)).map(Record::id).collect();
    for record in naming.into_iter().filter_map(|id| workspace.view(id)) {
        let Some(file) = store.file_of(record.id()) else { continue };
        for reference in references(record) {
            if lost.contains(&reference.target) {
                let first = Mentions { field: reference.field, times: 0 };
                missing.entry((file, reference.target)).or_insert(first).times += 1;
            }
        }
    }
    let mut told: BTreeMap<&Path, usize> = BTreeMap::new();
    let found = missing.into_iter().map(|((file, id), Mentions { field, times })| {
        let told = told.entry(file).or_default();
        *told += 1;
        let known = store.files.get(file);
        let text = known.and_then(|known| read::text_of(&known.bytes).ok()).unwrap_or_default();
        // Each is looked for from the beginning of the text.
        let at = (*told <= NAMED).then(|| locate::string(text, &id.uuid().hyphenated().to_string(), 0)).flatten();
        let more = if times > 1 { format!(" ({times} times in this file)") } else { String::new() };
        let what = format!(
            "the {field} names the {} {}, which is not in this workspace{more}. Its file may be missing or set aside",
            id.noun(),
            id.uuid()
        );
        let Finding { line, column, what } = Finding::at(text, at, what);
        let kept_as = if known.is_some_and(|known| known.locked.is_some()) { Kept::ReadOnly } else { Kept::Opened };
        Problem { file: file.to_owned(), line, column, what, kept_as, missing: Some(id) }
    });
    found.collect()
}
