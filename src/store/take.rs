//! Taking files in, when a folder is opened and whenever something in it has changed: which file each record is in, what is
//! only to be read, and what is set aside.

use super::files::{File, Seen};
use super::naming::{is_outgrown, nameless_parts};
use super::open::{has_own_file, lower_case};
use super::read::{self, Content, Finding, NAMED};
use super::scan::WORKSPACE;
use super::{Folder, Kept, Known, Original, Problem, locate};
use crate::model::{Record, RecordId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Folder {
    /// Takes files in, and gives their records. What is known of these files so far must have been forgotten, and is handed over
    /// here: records of a file that can no longer be read stay where they are, but cannot be changed.
    pub(super) fn take_all(&mut self, mut files: Vec<File>, mut before: BTreeMap<PathBuf, Known>) -> Vec<Record> {
        // Of two files with the same record, the one whose name says so is the right one, and best a name that says something. A
        // copy has a longer name than what it was made of.
        files.sort_by_key(|file| {
            let (is_new, length) = (!before.contains_key(&file.path), file.path.as_os_str().len());
            match &file.content {
                Ok(Content { records, .. }) => {
                    (!is_named_after(&file.path, records), nameless_parts(&file.path, records), is_new, length)
                }
                Err(_) => (false, 0, is_new, length),
            }
        });
        let mut taken = Vec::new();
        let mut aside = Vec::new();
        for file in files {
            let path = file.path.clone();
            self.seen.insert(path.clone(), file.seen.clone());
            match self.take(file, &mut taken) {
                Ok(()) => drop(before.remove(&path)),
                Err(finding) => aside.push((path, finding)),
            }
        }
        for (path, finding) in aside {
            if let Some(known) = before.remove(&path) {
                self.keep_closed(&path, known, &finding);
            }
            self.problem(&path, finding, Kept::SetAside);
        }
        self.note_aside();
        taken
    }

    /// Takes note of where nothing may be written.
    pub(super) fn note_aside(&mut self) {
        let problems = self.problems.values().flatten().filter(|problem| problem.kept_as == Kept::SetAside);
        self.aside = problems.map(|problem| lower_case(&problem.file)).collect::<BTreeSet<_>>().into();
    }

    /// Keeps what a file held that is set aside by now, to be read only.
    fn keep_closed(&mut self, path: &Path, mut known: Known, finding: &Finding) {
        Arc::make_mut(&mut known.records).retain(|id| self.file_of(*id).is_none());
        if known.records.is_empty() {
            return;
        }
        let home: Arc<Path> = path.into();
        for id in known.records.iter() {
            self.homes.insert(*id, Arc::clone(&home));
        }
        known.locked = Some(why_locked(path, finding));
        self.files.insert(path.to_owned(), known);
    }

    pub(super) fn problem(&mut self, file: &Path, finding: Finding, kept_as: Kept) {
        let Finding { line, column, what } = finding;
        let problem = Problem { file: file.to_owned(), line, column, what, kept_as, missing: None };
        self.problems.entry(file.to_owned()).or_default().push(problem);
    }

    /// Forgets a file. Where its records were is still known, so that they can be put back there.
    pub(super) fn forget(&mut self, path: &Path) -> Option<Known> {
        self.seen.remove(path);
        self.problems.remove(path);
        self.behind.remove(path);
        self.originals.remove(path);
        self.doubtful.remove(path);
        self.files.remove(path)
    }

    /// Whether a file is one whose records have got a file with a name, and which was to be removed when that was written. It is
    /// if the other says all that it says; else the two are the user's to compare.
    fn is_left_over(&self, path: &Path, records: &[Record], text: &str) -> bool {
        let Some(other) = records.first().and_then(|first| self.file_of(first.id())) else { return false };
        let Some(known) = self.files.get(other).filter(|known| known.locked.is_none()) else { return false };
        nameless_parts(other, records) < nameless_parts(path, records)
            && records.iter().all(|record| self.file_of(record.id()) == Some(other))
            && read::text_of(&known.bytes).is_ok_and(|other| is_outgrown(text, other))
    }

    /// Takes the records of a file in, or says why it is set aside.
    fn take(&mut self, file: File, taken: &mut Vec<Record>) -> Result<(), Finding> {
        let File { path, seen: Seen { bytes, .. }, content, rendered } = file;
        let (content, bytes) = (content?, bytes?);
        let text = read::text_of(&bytes).unwrap_or_default();
        if content.newer.is_empty() && self.is_left_over(&path, &content.records, text) {
            let records = content.records.iter().map(Record::id).collect::<BTreeSet<_>>().into();
            self.behind.insert(path.clone());
            self.doubtful.insert(path.clone());
            self.files.insert(path, Known { bytes, records, locked: None });
            return Ok(());
        }
        let mut findings = content.newer;
        if content.workspace.is_some() {
            let at = locate::field(text, &["workspace_id".to_owned()]);
            let what = format!("gives a workspace's id, as only {WORKSPACE} does. It is kept as it is");
            findings.push(Finding::at(text, at, what));
        }
        let mut records: BTreeMap<RecordId, Record> = BTreeMap::new();
        let main = content.records.first().map(Record::id).filter(|id| has_own_file(*id));
        for record in content.records {
            let id = record.id();
            let other = if records.contains_key(&id) { Some(path.as_path()) } else { self.file_of(id) };
            let Some(other) = other else {
                records.insert(id, record);
                continue;
            };
            let is_here = other == path;
            // Each is looked for from the beginning of the text.
            let is_named = main == Some(id) || findings.len() < NAMED;
            let nth = usize::from(is_here);
            let at = is_named.then(|| locate::string(text, &id.uuid().hyphenated().to_string(), nth)).flatten();
            let place = if is_here { "it".to_owned() } else { other.display().to_string() };
            let what = format!("holds the {} {}, which {place} holds, too", id.noun(), id.uuid());
            self.doubtful.insert(path.clone());
            if main == Some(id) {
                let what = format!("{what}. If it is a copy, compare the two and delete one");
                return Err(Finding::at(text, at, what));
            }
            findings.push(Finding::at(text, at, format!("{what}; the other is used. Delete one of the two in an editor")));
        }
        if records.is_empty() && findings.is_empty() {
            return Err(Finding::whole("holds no records"));
        }
        let locked = findings.first().map(|finding| why_locked(&path, finding));
        for finding in findings {
            self.problem(&path, finding, Kept::ReadOnly);
        }
        if let (Some(rendered), None) = (rendered, &locked) {
            if let Some(at) = locate::comment(text) {
                let what = "has comments, which go when a record in it is changed here. The history keeps them";
                self.problem(&path, Finding::at(text, Some(at), what), Kept::Opened);
            }
            self.originals.insert(path.clone(), Original { rendered, bytes: Arc::clone(&bytes) });
        }
        let home: Arc<Path> = path.as_path().into();
        for id in records.keys() {
            self.homes.insert(*id, Arc::clone(&home));
        }
        let known = Known { bytes, records: records.keys().copied().collect::<BTreeSet<_>>().into(), locked };
        self.files.insert(path, known);
        taken.extend(records.into_values());
        Ok(())
    }
}

/// Why the records of a file cannot be changed.
fn why_locked(path: &Path, finding: &Finding) -> String {
    let line = finding.line.map(|line| format!(", line {line}")).unwrap_or_default();
    format!("{}{line}: {}", path.display(), finding.what)
}

/// Whether a file, or else its folder, is called after the record that it is about.
fn is_named_after(path: &Path, records: &[Record]) -> bool {
    let Some(main) = records.first().map(Record::id).filter(|id| has_own_file(*id)) else { return true };
    let tail = crate::model::tail(main.uuid());
    let ends = |part: Option<&std::ffi::OsStr>| part.is_some_and(|part| part.to_string_lossy().ends_with(&tail));
    match main {
        RecordId::Negotiation(_) => path.ends_with("negotiation.ron") && ends(path.parent().and_then(Path::file_name)),
        _ => ends(path.file_stem()),
    }
}

/// The ids that the readable ones of these files hold.
pub(super) fn ids_in<'a>(files: impl Iterator<Item = &'a File>) -> BTreeSet<RecordId> {
    files.filter_map(|file| file.content.as_ref().ok()).flat_map(|content| content.records.iter().map(Record::id)).collect()
}
