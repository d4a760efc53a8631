//! Drafts: text that was typed and is in no record yet, such as an unsent line. Drafts are kept in the state folder of this machine
//! and restored at the next start. They are the user's own, so they are neither in the folder of the record nor in its history.
//!
//! There is one file for each data folder, in a folder of its own, written like every other one: whole, in one step, for its owner only. It is gone when there
//! is nothing in it. One window at a time writes it.

mod draft;

pub use draft::{Draft, FIELD, INSTEAD_OF};

use super::error::{Damage, DraftsError, FileError};
use super::history::Erased;
use super::read::{Finding, text_of};
use super::{atomic, regular_file, render, words};
use crate::model::RecordId;
use chrono::{DateTime, Days, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The folder of all drafts in the state folder.
const FOLDER: &str = "drafts";
/// The file in the folder of one data folder.
const FILE: &str = "drafts.ron";
/// The file beside it that is locked.
const LOCK: &str = ".lock";
/// The format of the file.
const FORMAT: u32 = 1;
/// How many files that could not be read are kept at most, and for how many days: nobody sees what they hold, and it may have been
/// deleted for good since.
const MOST_DAMAGED: usize = 3;
const DAYS_KEPT: u64 = 30;
/// The largest file of drafts that is read.
const LARGEST: u64 = 16 * 1024 * 1024;

/// A draft as it stands in the file.
#[derive(Serialize, Deserialize)]
struct Shape {
    place: String,
    of: Vec<String>,
    words: BTreeMap<String, String>,
}

impl Shape {
    fn of(draft: &Draft) -> Self {
        let of = draft.of.iter().map(|id| format!("{} {}", id.noun(), id.uuid())).collect();
        Self { place: draft.place.clone(), of, words: draft.words.clone() }
    }

    /// The draft; none if it belongs to something that this version does not know.
    fn draft(self) -> Option<Draft> {
        let id = |words: &String| {
            let (noun, id) = words.rsplit_once(' ')?;
            RecordId::of_noun(noun, id.parse().ok()?)
        };
        let of = self.of.iter().map(id).collect::<Option<_>>()?;
        Some(Draft { place: self.place, of, words: self.words })
    }
}

/// The whole file.
#[derive(Serialize, Deserialize)]
struct Content {
    format: u32,
    /// The data folder, to find the file again when the folder has been moved.
    folder: PathBuf,
    drafts: Vec<Shape>,
}

/// The file of the drafts of one data folder, for as long as this window writes it.
#[derive(Debug)]
pub struct DraftFile {
    path: PathBuf,
    folder: PathBuf,
    /// Locked.
    _lock: File,
}

/// The drafts of a data folder as they were found.
#[derive(Debug)]
pub struct Drafts {
    /// What is written from now on.
    pub file: DraftFile,
    /// What was begun and not ended.
    pub found: Vec<Draft>,
    /// What could not be read and was set aside.
    pub problem: Option<UnreadDrafts>,
}

/// A file of drafts that could not be read. It is kept for a time under another name.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("What was typed last and not put in cannot be shown: {damage}. It is kept for {DAYS_KEPT} days as {}", kept_as.display())]
pub struct UnreadDrafts {
    damage: Damage,
    kept_as: PathBuf,
}

/// Finds the drafts of the data folder `dir` of the workspace `id`, in the state folder `state`. What could not be read earlier is
/// kept for 30 days, the last three of it.
///
/// # Errors
/// If they cannot be kept: another window keeps its own, or the folder cannot be written to.
pub fn open(state: &Path, id: Uuid, dir: &Path, now: DateTime<Utc>) -> Result<Drafts, DraftsError> {
    let folder = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    let all = state.join(FOLDER);
    let of_folder = Uuid::new_v5(&Uuid::NAMESPACE_URL, folder.to_string_lossy().as_bytes());
    let own = all.join(format!("{id}-{}", &of_folder.simple().to_string()[..8]));
    let cannot = |error: io::Error| FileError::writing(&own, error);
    atomic::create_root(&own).map_err(cannot)?;
    let lock = atomic::private_file().create(true).truncate(false).open(own.join(LOCK)).map_err(cannot)?;
    lock.try_lock().map_err(|_| DraftsError::InUse)?;
    sweep(&own);
    let path = own.join(FILE);
    if !path.exists()
        && let Some(moved) = of_moved(&all, id)
    {
        fs::rename(&moved, &path).map_err(cannot)?;
    }
    let (found, problem) = match read(&path) {
        Ok(found) => (found, None),
        Err(finding) => (Vec::new(), Some(set_aside(&path, finding, now)?)),
    };
    forget_damaged(&own, now);
    Ok(Drafts { file: DraftFile { path, folder, _lock: lock }, found, problem })
}

/// Takes the drafts out that belong to something that was erased for good, or hold its words. Returns how many they were.
///
/// # Errors
/// As [`open`], or if they cannot be written.
pub fn erase(state: &Path, id: Uuid, dir: &Path, now: DateTime<Utc>, erased: &Erased) -> Result<usize, DraftsError> {
    if !state.join(FOLDER).is_dir() {
        return Ok(0);
    }
    let Drafts { file, found, problem: _ } = open(state, id, dir, now)?;
    let holds = |text: &String| erased.texts.iter().any(|words| text.contains(words.as_str()));
    let stays = |draft: &&Draft| !draft.of.iter().any(|id| erased.ids.contains(id)) && !draft.words.values().any(holds);
    let kept: Vec<Draft> = found.iter().filter(stays).cloned().collect();
    if kept.len() < found.len() {
        file.save(&kept)?;
    }
    // Nobody can see what is in those.
    for (_, path) in file.path.parent().map(damaged).unwrap_or_default() {
        fs::remove_file(&path).map_err(|error| FileError::removing(&path, error))?;
    }
    Ok(found.len() - kept.len())
}

/// Removes what a save that was killed has left over.
fn sweep(own: &Path) {
    let entries = fs::read_dir(own).into_iter().flatten().filter_map(Result::ok);
    for entry in entries.filter(|entry| atomic::is_temporary(&entry.file_name().to_string_lossy())) {
        if let Err(error) = fs::remove_file(entry.path()) {
            log::warn!("{}: {error}", entry.path().display());
        }
    }
}

/// The drafts of the same workspace in a folder that is no longer there: it has been moved.
fn of_moved(all: &Path, id: Uuid) -> Option<PathBuf> {
    let entries = fs::read_dir(all).ok()?.filter_map(Result::ok);
    let of_id = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(&id.to_string()));
    let is_gone = |path: &PathBuf| path.exists() && content(path).is_ok_and(|content| !content.folder.exists());
    of_id.map(|entry| entry.path().join(FILE)).filter(is_gone).min()
}

fn content(path: &Path) -> Result<Content, Finding> {
    let bytes = match regular_file::read(path, LARGEST) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Err(Finding::whole("is far larger than drafts are")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Content { format: FORMAT, folder: PathBuf::new(), drafts: Vec::new() });
        }
        Err(error) => return Err(Finding::whole(format!("cannot be read: {}", words::of_io(&error)))),
    };
    let content: Content = render::options().from_str(text_of(&bytes)?).map_err(|error| words::of_syntax(&error, ""))?;
    if content.format > FORMAT {
        return Err(Finding::whole("was written by a newer version of Rapporteur"));
    }
    Ok(content)
}

fn read(path: &Path) -> Result<Vec<Draft>, Finding> {
    let found = content(path)?;
    found
        .drafts
        .into_iter()
        .map(Shape::draft)
        .collect::<Option<_>>()
        .ok_or_else(|| Finding::whole("belongs to records of a kind that this version does not know"))
}

/// Before the number of a file that could not be read.
const DAMAGED: &str = "damaged-";

/// Gives a file that cannot be read another name, so that it is not written over.
fn set_aside(path: &Path, finding: Finding, now: DateTime<Utc>) -> Result<UnreadDrafts, DraftsError> {
    let last = path.parent().and_then(|own| damaged(own).pop()).map_or(0, |(number, _)| number);
    let free = path.with_extension(format!("{DAMAGED}{}", last.saturating_add(1)));
    let damage = Damage::new(path, finding);
    match fs::rename(path, &free) {
        Ok(()) => {
            // From now on it is kept for a time.
            let dated = File::options().write(true).open(&free).and_then(|file| file.set_modified(now.into()));
            if let Err(error) = dated {
                log::warn!("{}: {error}", free.display());
            }
            Ok(UnreadDrafts { damage, kept_as: free })
        }
        Err(source) => Err(DraftsError::SetAside { damage, source }),
    }
}

/// The files that could not be read, by their numbers, the last one set aside last.
fn damaged(own: &Path) -> Vec<(u64, PathBuf)> {
    let entries = fs::read_dir(own).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let number = |path: &Path| path.extension()?.to_str()?.strip_prefix(DAMAGED)?.parse().ok();
    let mut all: Vec<(u64, PathBuf)> = entries.filter_map(|path| Some((number(&path)?, path))).collect();
    all.sort();
    all
}

/// Removes files that could not be read, the old ones and all but the last few.
fn forget_damaged(own: &Path, now: DateTime<Utc>) {
    let all = damaged(own);
    let many = all.len().saturating_sub(MOST_DAMAGED);
    let since = now.checked_sub_days(Days::new(DAYS_KEPT));
    let is_old = |path: &Path| {
        let modified = fs::symlink_metadata(path).and_then(|about| about.modified());
        modified.is_ok_and(|modified| since.is_some_and(|since| DateTime::<Utc>::from(modified) < since))
    };
    for (_, path) in all.iter().enumerate().filter(|(at, (_, path))| *at < many || is_old(path)).map(|(_, file)| file) {
        if let Err(error) = fs::remove_file(path) {
            log::warn!("{}: {error}", path.display());
        }
    }
}

impl DraftFile {
    /// Writes all drafts, in place of those there. Without any, the file goes.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn save(&self, drafts: &[Draft]) -> Result<(), DraftsError> {
        if drafts.is_empty() {
            return match fs::remove_file(&self.path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FileError::writing(&self.path, error).into()),
                _ => Ok(()),
            };
        }
        let drafts = drafts.iter().map(Shape::of).collect();
        let content = Content { format: FORMAT, folder: self.folder.clone(), drafts };
        let text = render::text(&content)?;
        Ok(atomic::write_atomically(&self.path, text.as_bytes()).map_err(|error| FileError::writing(&self.path, error))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NegotiationId, RoundId};

    const ID: Uuid = Uuid::from_u128(5);

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_770_000_000, 0).unwrap()
    }

    fn line(text: &str) -> Draft {
        let of = [NegotiationId(Uuid::from_u128(1)).into(), RoundId(Uuid::from_u128(2)).into()];
        Draft::of("quick line", of, "text", text)
    }

    #[test]
    fn what_was_begun_comes_back_and_the_file_goes_when_nothing_is_left() {
        let (state, dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let drafts = open(state.path(), ID, dir.path(), now()).unwrap();
        assert_eq!((drafts.found, drafts.problem), (vec![], None));
        let begun = vec![line("ua demand monitoring: “not\nyet” שלום"), line("")];
        drafts.file.save(&begun).unwrap();
        let second = open(state.path(), ID, dir.path(), now());
        assert!(second.unwrap_err().to_string().contains("another window"));
        drop(drafts.file);
        let again = open(state.path(), ID, dir.path(), now()).unwrap();
        assert_eq!(again.found, begun);
        again.file.save(&[]).unwrap();
        again.file.save(&[]).unwrap();
        let own = again.file.path.parent().unwrap().to_owned();
        drop(again.file);
        fs::write(own.join(".rapporteur-1-0.tmp"), "left over by a kill").unwrap();
        open(state.path(), ID, dir.path(), now()).unwrap();
        let left: Vec<_> = fs::read_dir(own).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, [LOCK], "nothing but the lock");
    }

    #[test]
    fn a_copy_has_drafts_of_its_own_and_a_folder_that_was_moved_keeps_its() {
        let (state, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (first, copy, moved) = (home.path().join("first"), home.path().join("copy"), home.path().join("moved"));
        fs::create_dir(&first).unwrap();
        fs::create_dir(&copy).unwrap();
        open(state.path(), ID, &first, now()).unwrap().file.save(&[line("of the first")]).unwrap();
        assert_eq!(open(state.path(), ID, &copy, now()).unwrap().found, []);
        fs::rename(&first, &moved).unwrap();
        assert_eq!(open(state.path(), Uuid::from_u128(6), &copy, now()).unwrap().found, [], "another workspace's are not taken");
        assert_eq!(open(state.path(), ID, &moved, now()).unwrap().found, [line("of the first")]);
    }

    #[test]
    fn what_cannot_be_read_is_kept_under_another_name_and_told() {
        let dir = tempfile::tempdir().unwrap();
        for (damage, told) in [
            (&b"(format: 1, fold"[..], "line 1"),
            (b"\xff\xfe", "UTF-8"),
            (b"", "line 1"),
            (b"(format: 9, folder: \"/\", drafts: [])", "newer version"),
            (b"(format: 1, folder: \"/\", drafts: [(place: \"x\", of: [\"treaty 1\"], words: {})])", "does not know"),
        ] {
            let state = tempfile::tempdir().unwrap();
            let path = open(state.path(), ID, dir.path(), now()).unwrap().file.path.clone();
            fs::write(&path, damage).unwrap();
            let drafts = open(state.path(), ID, dir.path(), now()).unwrap();
            let problem = drafts.problem.unwrap().to_string();
            assert!(problem.contains(told) && problem.contains("damaged-1"), "{problem}");
            drafts.file.save(&[line("new")]).unwrap();
            assert_eq!(fs::read(path.with_extension("damaged-1")).unwrap(), damage);
        }
    }

    #[test]
    fn of_what_cannot_be_read_the_last_three_are_kept_and_for_thirty_days() {
        let (state, dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut own = PathBuf::new();
        for at in 0..5_u64 {
            let path = open(state.path(), ID, dir.path(), now() + Days::new(at)).unwrap().file.path.clone();
            fs::write(&path, format!("damage {at}")).unwrap();
            own = path.parent().unwrap().to_owned();
        }
        let kept = |day: u64| {
            drop(open(state.path(), ID, dir.path(), now() + Days::new(day)).unwrap());
            damaged(&own).iter().map(|(number, path)| (*number, fs::read_to_string(path).unwrap())).collect::<Vec<_>>()
        };
        let file = |number: u64| (number, format!("damage {}", number - 1));
        assert_eq!(kept(5), [file(3), file(4), file(5)]);
        assert_eq!(kept(33), [file(3), file(4), file(5)]);
        assert_eq!(kept(34), [file(4), file(5)]);
        assert_eq!(kept(36), []);
    }

    #[test]
    #[cfg(unix)]
    fn they_are_their_owners_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let (state, dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let drafts = open(&state.path().join("new"), ID, dir.path(), now()).unwrap();
        drafts.file.save(&[line("secret")]).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let own = drafts.file.path.parent().unwrap();
        assert_eq!((mode(&drafts.file.path), mode(&own.join(LOCK)), mode(own)), (0o600, 0o600, 0o700));
    }
}
