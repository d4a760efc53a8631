//! A save of several files that is done as a whole or not at all.
//!
//! All new files are filled beside those that they are to replace, and a journal in the data folder says which they are. Then each
//! changes places with the old one, which stays beside until all have. Taking the journal away is what makes it done. If a file cannot
//! be exchanged, or is not what it was known to be, those that were are exchanged back. A program that is killed in between leaves the
//! journal, and the next one that opens the folder to write exchanges them back.
//!
//! A journal may come from anybody, with a folder. So it names files of the record and temporary files beside them and nothing else,
//! through no link, and only what is exactly as the journal says is touched.

use super::atomic::{self, Filled, folder_of};
use super::read::LARGEST;
use super::regular_file;
use super::save::{Here, SaveFailure, SavePlan, SaveReport, Saved, Step, why_not};
use super::scan::FOLDERS;
use super::{confined, swap, words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The journal, in the data folder.
pub(super) const JOURNAL: &str = ".rapporteur-journal";
/// The largest journal that is read.
const LARGEST_JOURNAL: u64 = 64 * 1024 * 1024;
/// How many digits tell bytes from other bytes.
const MARK: usize = 32;

/// What the journal says.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Journal {
    files: Vec<Entry>,
}

/// One file that is exchanged.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    /// The file, relative to the data folder.
    file: PathBuf,
    /// The name of the temporary file beside it: it holds the new bytes before the exchange, and the old ones after it.
    beside: String,
    /// What tells the new bytes; none if the file is to go.
    new: Option<String>,
    /// Whether there is an old file.
    was_there: bool,
}

/// How far an exchange came.
#[derive(Debug, PartialEq, Eq)]
enum Exchanged {
    Done,
    /// Another program has written the file meanwhile.
    Outdated,
}

/// Does all steps of a plan, or none.
pub(super) fn run(plan: SavePlan) -> SaveReport {
    let SavePlan { dir, steps, stay, refused, workspace, drops, .. } = plan;
    let mut report = SaveReport { failed: refused, ..SaveReport::default() };
    if !report.failed.is_empty() {
        return report;
    }
    let touched = |steps: &[Step]| -> BTreeSet<_> { steps.iter().flat_map(|step| step.touched.iter().copied()).collect() };
    if let Some(why) = (!steps.is_empty()).then(|| why_not(&dir, workspace)).flatten() {
        report.failed.push(SaveFailure { file: PathBuf::new(), why, records: touched(&steps) });
        return report;
    }
    let mut todo: Vec<(&Step, Option<Vec<u8>>)> = Vec::new();
    for step in &steps {
        match step.check(&dir, &BTreeSet::new()) {
            Ok(None) => report.outdated.push(step.file.clone()),
            Ok(Some(Here::Other)) => report.outdated.push(step.file.clone()),
            // It is as it is to be: only its name may not last yet, which is made sure of with the others.
            Ok(Some(Here::Nothing)) if step.bytes.is_none() => {}
            Ok(Some(Here::Bytes(found))) if step.bytes.as_deref() == Some(found.as_slice()) => {}
            Ok(Some(Here::Bytes(found))) => todo.push((step, Some(found))),
            Ok(Some(Here::Nothing)) => todo.push((step, None)),
            Err(why) => report.failed.push(failure(step, why)),
        }
    }
    if !report.is_complete() {
        return report;
    }
    let mut staging = Staging { dir: &dir, journal: Journal::default(), made: Vec::new(), exchanged: 0 };
    let done = staging.run(&todo);
    match done {
        Ok(()) => {
            staging.forget(&stay);
            report.saved = steps.into_iter().map(saved).collect();
            for path in drops {
                // It is in the record by now. What is left over is asked about at the next start.
                let _ = fs::remove_file(path);
            }
        }
        Err(Stopped { file, why }) => {
            let back = staging.take_back();
            let step = steps.iter().find(|step| step.file == file);
            match why {
                None => report.outdated.push(file),
                Some(why) => report.failed.push(match step {
                    Some(step) => failure(step, why),
                    None => SaveFailure { file, why, records: touched(&steps) },
                }),
            }
            if let Err((file, error)) = back {
                let why = format!("could not be taken back: {}. The next start takes it back", words::of_writing(&error));
                // What is told first is what matters most.
                report.failed.insert(0, SaveFailure { file, why, records: BTreeSet::new() });
            }
        }
    }
    report
}

fn failure(step: &Step, why: String) -> SaveFailure {
    SaveFailure { file: step.file.clone(), why, records: step.touched.clone() }
}

fn saved(step: Step) -> Saved {
    Saved { file: step.file, records: step.records.into(), bytes: step.bytes.unwrap_or_default() }
}

/// Why it went no further: another program's change, or what is said here.
struct Stopped {
    file: PathBuf,
    why: Option<String>,
}

impl Stopped {
    fn by(file: &Path, error: &io::Error) -> Self {
        Self { file: file.to_owned(), why: Some(format!("could not be written: {}", words::of_writing(error))) }
    }
}

/// A change of several files that is under way.
struct Staging<'a> {
    dir: &'a Path,
    journal: Journal,
    /// The folders that were made for it, the outermost first.
    made: Vec<PathBuf>,
    /// How many of the files have been exchanged.
    exchanged: usize,
}

impl Staging<'_> {
    fn run(&mut self, todo: &[(&Step, Option<Vec<u8>>)]) -> Result<(), Stopped> {
        if todo.is_empty() {
            return Ok(());
        }
        for (step, before) in todo {
            self.stage(step, before.is_some()).map_err(|error| Stopped::by(&step.file, &error))?;
        }
        self.sync()?;
        let journal = Path::new(JOURNAL);
        let written = serde_json::to_vec(&self.journal).map_err(io::Error::other);
        let written = written.and_then(|bytes| atomic::put_here(&self.dir.join(journal), &bytes));
        written.map_err(|error| Stopped::by(journal, &error))?;
        let entries = self.journal.files.clone();
        for (entry, (step, before)) in entries.iter().zip(todo) {
            // From here on it is looked at when it is taken back, however far it came.
            self.exchanged += 1;
            match entry.exchange(self.dir, before.as_deref()) {
                Ok(Exchanged::Done) => {}
                Ok(Exchanged::Outdated) => return Err(Stopped { file: step.file.clone(), why: None }),
                Err(error) => return Err(Stopped::by(&step.file, &error)),
            }
        }
        self.sync()?;
        // From here on it is done.
        let gone = fs::remove_file(self.dir.join(journal)).and_then(|()| atomic::sync_folder(self.dir));
        gone.map_err(|error| Stopped::by(journal, &error))
    }

    /// Fills the new file, or takes a name for the old one.
    fn stage(&mut self, step: &Step, was_there: bool) -> io::Result<()> {
        let path = self.dir.join(&step.file);
        let folder = folder_of(&path);
        for above in folder.ancestors().take_while(|above| *above != self.dir) {
            if above.symlink_metadata().is_err_and(|error| regular_file::is_absent(&error)) {
                self.made.push(above.to_owned());
            }
        }
        atomic::create_folders(self.dir, folder)?;
        let beside = match &step.bytes {
            Some(bytes) => Filled::at(bytes, path.clone(), |folder, _| atomic::temporary(folder))?.path,
            None => atomic::temporary(folder)?.0,
        };
        let name = beside.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if step.file.to_str().is_none() {
            let _ = fs::remove_file(&beside);
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "its name is not text in UTF-8"));
        }
        let new = step.bytes.as_ref().map(|bytes| swap::mark(bytes, MARK));
        self.journal.files.push(Entry { file: step.file.clone(), beside: name, new, was_there });
        Ok(())
    }

    /// Makes the names in all folders concerned last.
    fn sync(&self) -> Result<(), Stopped> {
        let mut synced = BTreeSet::new();
        for entry in &self.journal.files {
            let path = self.dir.join(&entry.file);
            if synced.insert(folder_of(&path).to_owned()) {
                atomic::sync_folder(folder_of(&path)).map_err(|error| Stopped::by(&entry.file, &error))?;
            }
        }
        Ok(())
    }

    /// Everything is as planned: what was replaced goes, and the folders that are left empty.
    fn forget(&self, stay: &BTreeSet<PathBuf>) {
        for entry in &self.journal.files {
            let [beside, old] = entry.besides(self.dir);
            // What is left over is swept at the next start.
            let _ = fs::remove_file(beside);
            let _ = fs::remove_file(old);
            if entry.new.is_none() {
                remove_empty(self.dir, &entry.file, stay);
            }
        }
    }

    /// Nothing is to be as planned.
    fn take_back(&self) -> Result<(), (PathBuf, io::Error)> {
        let mut failed = None;
        for (place, entry) in self.journal.files.iter().enumerate().rev() {
            if place < self.exchanged {
                if let Err(error) = entry.take_back(self.dir) {
                    failed.get_or_insert((entry.file.clone(), error));
                }
            } else {
                let _ = entry.besides(self.dir).map(fs::remove_file);
            }
        }
        for folder in &self.made {
            // Only an empty one goes.
            let _ = fs::remove_dir(folder);
        }
        let _ = self.sync();
        match failed {
            Some(failed) => Err(failed),
            None => {
                // One that stays finds nothing to be taken back.
                let _ = fs::remove_file(self.dir.join(JOURNAL)).and_then(|()| atomic::sync_folder(self.dir));
                Ok(())
            }
        }
    }
}

impl Entry {
    /// The temporary file, and the name for the old one where the two cannot change places in one step.
    fn besides(&self, dir: &Path) -> [PathBuf; 2] {
        let path = dir.join(&self.file);
        let old = format!("{}-old.tmp", self.beside.trim_end_matches(".tmp"));
        [path.with_file_name(&self.beside), path.with_file_name(old)]
    }

    /// Whether it is one that was made here: a file of the record, and a temporary one beside it, behind no link.
    fn is_ours(&self, dir: &Path) -> bool {
        let mut parts = self.file.components();
        let in_record = matches!(parts.next(), Some(Component::Normal(first)) if FOLDERS.iter().any(|name| first == *name));
        in_record
            && parts.all(|part| matches!(part, Component::Normal(_)))
            && self.file.extension().is_some_and(|ending| ending == "ron")
            && atomic::is_temporary(&self.beside)
            && Path::new(&self.beside).components().count() == 1
            && self.file.parent().is_some_and(|folder| confined::check_path(dir, folder).is_ok())
    }

    fn exchange(&self, dir: &Path, before: Option<&[u8]>) -> io::Result<Exchanged> {
        let path = dir.join(&self.file);
        let [beside, old] = self.besides(dir);
        let Some(before) = before else {
            return match swap::rename_to_free(&beside, &path) {
                Ok(()) => Ok(Exchanged::Done),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Exchanged::Outdated),
                Err(error) => Err(error),
            };
        };
        let out = match &self.new {
            None => fs::rename(&path, &beside).map(|()| beside),
            Some(_) => match swap::exchange(&beside, &path) {
                Err(error) if swap::is_unsupported(&error) => {
                    // The old one gets a second name, or is copied where there is no such thing.
                    fs::hard_link(&path, &old).or_else(|_| fs::copy(&path, &old).map(drop))?;
                    fs::rename(&beside, &path).map(|()| old)
                }
                done => done.map(|()| beside),
            },
        };
        match out {
            Ok(out) if regular_file::read_here(&out, LARGEST)?.as_deref() == Some(before) => Ok(Exchanged::Done),
            Ok(_) => Ok(Exchanged::Outdated),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Exchanged::Outdated),
            Err(error) => Err(error),
        }
    }

    /// Puts the old file back, if the new one is in its place. What another program has written there since stays.
    fn take_back(&self, dir: &Path) -> io::Result<()> {
        let path = dir.join(&self.file);
        let [beside, old] = self.besides(dir);
        let is_there = |path: &Path| match fs::symlink_metadata(path) {
            Ok(_) => Ok(true),
            Err(error) if regular_file::is_absent(&error) => Ok(false),
            Err(error) => Err(error),
        };
        let gone = |path: &Path| match fs::remove_file(path) {
            Err(error) if !regular_file::is_absent(&error) => Err(error),
            _ => Ok(()),
        };
        let Some(new) = &self.new else {
            if is_there(&beside)? && !is_there(&path)? {
                swap::rename_to_free(&beside, &path)?;
            }
            return gone(&beside);
        };
        let holds_new = is_there(&path)?
            && match regular_file::read_here(&path, LARGEST) {
                Ok(bytes) => bytes.is_some_and(|bytes| swap::mark(&bytes, MARK) == *new),
                Err(error) if regular_file::is_not_regular(&error) => false,
                Err(error) => return Err(error),
            };
        if holds_new && self.was_there && is_there(&old)? {
            fs::rename(&old, &path)?;
        } else if holds_new && self.was_there && is_there(&beside)? {
            swap::exchange(&beside, &path)?;
        } else if holds_new && !self.was_there && !is_there(&beside)? {
            fs::remove_file(&path)?;
        }
        gone(&beside)?;
        gone(&old)?;
        if !self.was_there {
            remove_empty(dir, &self.file, &BTreeSet::new());
        }
        Ok(())
    }
}

/// Removes the folders above a file that are empty, but none of those that every record has, or that are to stay.
fn remove_empty(dir: &Path, file: &Path, stay: &BTreeSet<PathBuf>) {
    let above = file.ancestors().skip(1).filter(|above| above.components().count() > 1);
    for folder in above {
        if stay.contains(folder) || fs::remove_dir(dir.join(folder)).is_err() {
            return;
        }
    }
}

/// Whether a change of several files was cut short.
pub(super) fn is_cut_short(dir: &Path) -> bool {
    fs::symlink_metadata(dir.join(JOURNAL)).is_ok()
}

/// Takes back a change of several files that was cut short. Only for who holds the lock. Returns whether there was one.
///
/// # Errors
/// With the file, if it could not be taken back. It is tried again at the next start.
pub(super) fn recover(dir: &Path) -> Result<bool, (PathBuf, io::Error)> {
    let journal = Path::new(JOURNAL);
    let failed = |error| (journal.to_owned(), error);
    let bytes = match confined::read(dir, journal, LARGEST_JOURNAL) {
        Err(error) if regular_file::is_absent(&error) => return Ok(false),
        Err(error) if regular_file::is_not_regular(&error) => return Err(failed(error)),
        read => read.map_err(failed)?.unwrap_or_default(),
    };
    // One that cannot be read was never written whole, or not by this program.
    let Journal { files } = serde_json::from_slice(&bytes).unwrap_or_default();
    for entry in files.iter().rev().filter(|entry| entry.is_ours(dir)) {
        entry.take_back(dir).map_err(|error| (entry.file.clone(), error))?;
        let path = dir.join(&entry.file);
        match atomic::sync_folder(folder_of(&path)) {
            Err(error) if !regular_file::is_absent(&error) => return Err((entry.file.clone(), error)),
            _ => {}
        }
    }
    fs::remove_file(dir.join(journal)).and_then(|()| atomic::sync_folder(dir)).map_err(failed)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::save::Step;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    /// Every file and folder below, with what it holds.
    fn all(dir: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        let mut found = BTreeMap::new();
        for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
            let path = entry.path();
            found.insert(path.clone(), path.is_file().then(|| fs::read(&path).unwrap()));
            if path.is_dir() {
                found.extend(all(&path));
            }
        }
        found
    }

    fn step(file: &str, before: Option<&str>, bytes: Option<&str>) -> Step {
        let held = |text: &str| Arc::from(text.as_bytes());
        Step {
            file: file.into(),
            before: before.map(held),
            bytes: bytes.map(held),
            records: BTreeSet::new(),
            touched: BTreeSet::new(),
            sources: BTreeMap::new(),
            loses: bytes.is_none(),
        }
    }

    /// A folder with three files, and a plan that changes two, makes two, one of them in new folders, and removes one.
    fn place() -> (tempfile::TempDir, Vec<Step>) {
        let place = tempfile::tempdir().unwrap();
        for folder in ["parties", "people", "negotiations"] {
            fs::create_dir(place.path().join(folder)).unwrap();
        }
        fs::write(place.path().join("workspace.ron"), "x").unwrap();
        for file in ["parties/a.ron", "parties/b.ron", "people/c.ron"] {
            fs::write(place.path().join(file), "old").unwrap();
        }
        let steps = vec![
            step("negotiations/n/rounds/r.ron", None, Some("new")),
            step("parties/a.ron", Some("old"), Some("new")),
            step("parties/b.ron", Some("old"), Some("new")),
            step("parties/d.ron", None, Some("new")),
            step("people/c.ron", Some("old"), None),
        ];
        (place, steps)
    }

    fn plan(dir: &Path, steps: Vec<Step>) -> SavePlan {
        SavePlan {
            dir: dir.to_owned(),
            steps,
            stay: BTreeSet::new(),
            refused: Vec::new(),
            workspace: None,
            drops: Vec::new(),
            whole: true,
        }
    }

    #[test]
    fn all_of_it_is_done_and_nothing_is_left_over() {
        let (place, steps) = place();
        let report = plan(place.path(), steps).run();
        assert!(report.is_complete(), "{report:?}");
        assert_eq!(report.saved.len(), 5);
        let there = all(place.path());
        let files: Vec<(String, &[u8])> = there
            .iter()
            .filter_map(|(path, bytes)| Some((path.strip_prefix(place.path()).unwrap().display().to_string(), bytes.as_deref()?)))
            .collect();
        let expected = ["negotiations/n/rounds/r.ron", "parties/a.ron", "parties/b.ron", "parties/d.ron"];
        let mut expected: Vec<(String, &[u8])> = expected.map(|file| (file.to_owned(), &b"new"[..])).into();
        expected.push(("workspace.ron".to_owned(), b"x"));
        assert_eq!(files, expected);
    }

    #[test]
    fn if_one_file_cannot_be_written_all_are_as_they_were() {
        type Spoil = fn(&Path);
        let spoilt: [(&str, Spoil, bool); 4] = [
            (
                "write-protected",
                |dir| {
                    let mut protected = fs::metadata(dir.join("parties/b.ron")).unwrap().permissions();
                    protected.set_readonly(true);
                    fs::set_permissions(dir.join("parties/b.ron"), protected).unwrap();
                },
                true,
            ),
            ("changed by another program", |dir| fs::write(dir.join("parties/b.ron"), "theirs").unwrap(), false),
            ("a new file that is there already", |dir| fs::write(dir.join("parties/d.ron"), "theirs").unwrap(), false),
            ("a file where a folder is to be", |dir| fs::write(dir.join("negotiations/n"), "theirs").unwrap(), true),
        ];
        for (what, spoil, fails) in spoilt {
            let (place, steps) = place();
            spoil(place.path());
            let before = all(place.path());
            let report = plan(place.path(), steps).run();
            assert!(!report.is_complete() && report.saved.is_empty(), "{what}: {report:?}");
            assert_eq!(!report.failed.is_empty(), fails, "{what}: {report:?}");
            assert_eq!(all(place.path()), before, "{what}");
        }
    }

    #[test]
    fn what_was_cut_short_anywhere_is_taken_back_at_the_next_start() {
        for exchanged in 0..=5 {
            let (place, steps) = place();
            let dir = place.path();
            let before = all(dir);
            let mut staging = Staging { dir, journal: Journal::default(), made: Vec::new(), exchanged: 0 };
            for step in &steps {
                staging.stage(step, step.before.is_some()).unwrap();
            }
            fs::write(dir.join(JOURNAL), serde_json::to_vec(&staging.journal).unwrap()).unwrap();
            for (entry, step) in staging.journal.files.iter().zip(&steps).take(exchanged) {
                assert_eq!(entry.exchange(dir, step.before.as_deref()).unwrap(), Exchanged::Done);
            }
            assert!(is_cut_short(dir));
            assert!(recover(dir).unwrap());
            assert_eq!(all(dir), before, "after {exchanged} files");
            assert!(!recover(dir).unwrap());
        }
    }

    #[test]
    fn what_another_program_wrote_meanwhile_stays() {
        let (place, steps) = place();
        let dir = place.path();
        let mut staging = Staging { dir, journal: Journal::default(), made: Vec::new(), exchanged: 0 };
        for step in &steps {
            staging.stage(step, step.before.is_some()).unwrap();
        }
        fs::write(dir.join(JOURNAL), serde_json::to_vec(&staging.journal).unwrap()).unwrap();
        for (entry, step) in staging.journal.files.iter().zip(&steps) {
            entry.exchange(dir, step.before.as_deref()).unwrap();
        }
        for file in ["parties/a.ron", "parties/d.ron", "people/c.ron"] {
            fs::write(dir.join(file), "theirs").unwrap();
        }
        assert!(recover(dir).unwrap());
        for (file, holds) in [("a", "theirs"), ("b", "old"), ("d", "theirs")] {
            assert_eq!(fs::read_to_string(dir.join(format!("parties/{file}.ron"))).unwrap(), holds, "{file}");
        }
        assert_eq!(fs::read_to_string(dir.join("people/c.ron")).unwrap(), "theirs");
    }

    #[test]
    #[cfg(unix)]
    fn a_journal_from_somebody_touches_nothing_but_what_it_could_have_made() {
        let (place, _) = place();
        let (outside, dir) = (tempfile::tempdir().unwrap(), place.path());
        fs::write(outside.path().join("x.ron"), "new").unwrap();
        fs::write(dir.join("workspace.ron"), "new").unwrap();
        std::os::unix::fs::symlink(outside.path(), dir.join("parties/link")).unwrap();
        let before = (all(dir), all(outside.path()));
        let above = format!("../{}/x.ron", outside.path().file_name().unwrap().display());
        let whole = outside.path().join("x.ron").display().to_string();
        let linked = "parties/link/x.ron".to_owned();
        let through = format!("parties/../{above}");
        for file in [above, whole, linked, through, "workspace.ron".to_owned(), ".git/x.ron".to_owned(), "parties/a".to_owned()] {
            for beside in [".rapporteur-1-1.tmp", "../x.ron", "x.ron", ".rapporteur-/../x.tmp"] {
                let new = Some(swap::mark(b"new", MARK));
                let entry = Entry { file: file.clone().into(), beside: beside.to_owned(), new, was_there: false };
                fs::write(dir.join(JOURNAL), serde_json::to_vec(&Journal { files: vec![entry] }).unwrap()).unwrap();
                assert!(recover(dir).unwrap());
                assert_eq!((all(dir), all(outside.path())), before, "{file} {beside}");
            }
        }
        for odd in [&b"{"[..], b"", b"{\"files\": 3}"] {
            fs::write(dir.join(JOURNAL), odd).unwrap();
            assert!(recover(dir).unwrap());
        }
        std::os::unix::fs::symlink(outside.path().join("x.ron"), dir.join(JOURNAL)).unwrap();
        assert!(recover(dir).is_err());
        assert_eq!(all(outside.path()), before.1);
    }
}
