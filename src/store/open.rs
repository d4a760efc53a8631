//! Opening a data folder: everything that can be read, and a word on everything that cannot.

use super::formats::Formats;
use super::naming::{is_outgrown, nameless_parts};
use super::read::{self, Content, Finding, LARGEST};
use super::scan::{self, FOLDERS, WORKSPACE};
use super::{Access, Kept, Known, Opened, Original, Problem, Store, atomic, dangling, locate, lock, render, words};
use crate::model::{Record, RecordId, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// Why a folder could not be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The path leads to a file.
    #[error("{} is a file. Choose a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The folder is somebody else's.
    #[error("{} holds other files and no workspace. Choose an empty folder or the folder of a workspace", .0.display())]
    NotAWorkspace(PathBuf),
    /// The folder cannot be looked into.
    #[error("{} cannot be read: {}", dir.display(), words::of_io(source))]
    Unreadable {
        /// Which folder.
        dir: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is nothing to read.
    #[error("{} holds no workspace yet", .0.display())]
    Nothing(PathBuf),
    /// There is nothing yet, and nothing can be made.
    #[error("a new workspace cannot be made in {}: {why}", dir.display())]
    CannotCreate {
        /// Which folder.
        dir: PathBuf,
        /// Why, in words.
        why: String,
    },
}

/// A file as it was read.
struct File {
    path: PathBuf,
    bytes: Arc<[u8]>,
    content: Result<Content, Finding>,
    /// How this program would write it, where that differs.
    rendered: Option<Arc<[u8]>>,
}

impl Store {
    /// Opens the data folder `dir`. A folder that is absent or empty becomes an empty workspace with the id `new_id`. A folder
    /// that another copy has open, or that cannot be written, opens to be read.
    ///
    /// # Errors
    /// Only if there is no such folder to be had; never because of what a file holds.
    pub fn open(dir: &Path, new_id: Uuid) -> Result<Opened, StoreError> {
        Self::open_with(dir, new_id, Formats::TODAY)
    }

    /// As [`open`](Self::open), for a program that knows these formats.
    pub(super) fn open_with(dir: &Path, new_id: Uuid, formats: Formats) -> Result<Opened, StoreError> {
        let state = match folder_state(dir)? {
            Some(state) => state,
            None => {
                atomic::create_root(dir)
                    .map_err(|error| StoreError::CannotCreate { dir: dir.to_owned(), why: words::of_io(&error) })?;
                State::Empty
            }
        };
        let (held, access) = lock::take(dir);
        Self::open_as(dir, state, held, access, new_id, formats)
    }

    /// Opens the data folder `dir` for one look at it: nothing in it is made, locked or tidied, so that it does not matter who
    /// else has it open.
    ///
    /// # Errors
    /// As [`open`](Self::open), and if there is no workspace.
    pub fn open_to_read(dir: &Path) -> Result<Opened, StoreError> {
        Self::open_to_read_with(dir, Formats::TODAY)
    }

    /// As [`open_to_read`](Self::open_to_read), for a program that knows these formats.
    pub(super) fn open_to_read_with(dir: &Path, formats: Formats) -> Result<Opened, StoreError> {
        match folder_state(dir)? {
            None | Some(State::Empty) => Err(StoreError::Nothing(dir.to_owned())),
            Some(state) => {
                let why = "it was opened to be read only".to_owned();
                Self::open_as(dir, state, None, Access::ReadOnly { why }, Uuid::nil(), formats)
            }
        }
    }

    /// Whether there is a workspace in the folder `dir`, or at least records.
    ///
    /// # Errors
    /// If that cannot be found out, or there is something else.
    pub fn holds_workspace(dir: &Path) -> Result<bool, StoreError> {
        Ok(matches!(folder_state(dir)?, Some(State::Workspace | State::Nameless)))
    }

    fn open_as(
        dir: &Path,
        state: State,
        held: Option<fs::File>,
        access: Access,
        new_id: Uuid,
        formats: Formats,
    ) -> Result<Opened, StoreError> {
        let store = Self {
            dir: dir.to_owned(),
            formats,
            access,
            lock: held,
            files: BTreeMap::new(),
            homes: BTreeMap::new(),
            aside: BTreeSet::new(),
            behind: BTreeSet::new(),
            unsure: BTreeSet::new(),
            originals: BTreeMap::new(),
        };
        let mut opening = Opening { store, workspace: Workspace::new(new_id), problems: Vec::new() };
        opening.identify(state, new_id)?;
        opening.read_all();
        let Opening { store, workspace, mut problems } = opening;
        problems.extend(dangling::problems(&store, &workspace));
        problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        let access = store.access.clone();
        Ok(Opened { store, workspace, problems, access })
    }
}

/// What is in a folder before it is opened.
#[derive(PartialEq)]
enum State {
    Empty,
    Workspace,
    /// Records, but not the file that names the workspace.
    Nameless,
}

/// Nothing if there is no such folder.
fn folder_state(dir: &Path) -> Result<Option<State>, StoreError> {
    let unreadable = |source| StoreError::Unreadable { dir: dir.to_owned(), source };
    match fs::metadata(dir) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return Err(StoreError::NotAFolder(dir.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(dir).map_err(unreadable)? {
        names.push(entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned());
    }
    if names.iter().any(|name| name == WORKSPACE) {
        Ok(Some(State::Workspace))
    } else if names.iter().any(|name| FOLDERS.contains(&name.as_str())) {
        Ok(Some(State::Nameless))
    } else if names.iter().all(|name| name.starts_with('.')) {
        Ok(Some(State::Empty))
    } else {
        Err(StoreError::NotAWorkspace(dir.to_owned()))
    }
}

struct Opening {
    store: Store,
    workspace: Workspace,
    problems: Vec<Problem>,
}

impl Opening {
    fn problem(&mut self, file: &Path, finding: Finding, kept_as: Kept) {
        let Finding { line, column, what } = finding;
        self.problems.push(Problem { file: file.to_owned(), line, column, what, kept_as, missing: None });
    }

    /// Finds out the workspace's id, or gives it one.
    fn identify(&mut self, state: State, new_id: Uuid) -> Result<(), StoreError> {
        let (name, path) = (Path::new(WORKSPACE), self.store.dir.join(WORKSPACE));
        if state != State::Workspace {
            let cannot = |why| StoreError::CannotCreate { dir: self.store.dir.clone(), why };
            let made = match &self.store.access {
                Access::ReadOnly { why } => Err(why.clone()),
                Access::Writable => render::workspace(new_id, self.store.formats)
                    .map_err(|error| error.to_string())
                    .and_then(|bytes| atomic::write_atomically(&path, &bytes).map_err(|error| words::of_io(&error))),
            };
            match (state, made) {
                (State::Nameless, Ok(())) => {
                    self.problem(name, Finding::whole("was missing; a new one was written"), Kept::Opened);
                }
                (State::Nameless, Err(_)) => self.problem(name, Finding::whole("is missing"), Kept::Opened),
                (_, made) => made.map_err(cannot)?,
            }
            return Ok(());
        }
        let bytes = match read_capped(&path) {
            Ok(bytes) => bytes,
            Err(finding) => {
                self.problem(name, finding, Kept::SetAside);
                return Ok(());
            }
        };
        match read::content(&bytes, self.store.formats) {
            Ok(Content { workspace, newer, records }) => {
                if !records.is_empty() {
                    let what = "holds records, which are looked for in the folders only. Move them to a file of their own";
                    self.problem(name, Finding::whole(what), Kept::Opened);
                }
                match workspace {
                    Some(id) => self.workspace.id = id,
                    None => self.problem(name, Finding::whole("gives no `workspace_id`"), Kept::Opened),
                }
                if let Some(first) = newer.first() {
                    let why = format!("{WORKSPACE} {}", first.what);
                    if self.store.access == Access::Writable {
                        self.store.access = Access::ReadOnly { why };
                    }
                }
                newer.into_iter().for_each(|finding| self.problem(name, finding, Kept::ReadOnly));
            }
            Err(finding) => self.problem(name, finding, Kept::SetAside),
        }
        Ok(())
    }

    /// Reads all files of records.
    fn read_all(&mut self) {
        let found = scan::scan(&self.store.dir);
        if self.store.access == Access::Writable {
            for path in &found.left_over {
                // Only tidiness: one that stays does no harm, and the next start tries again.
                let _ = fs::remove_file(self.store.dir.join(path));
            }
        }
        for (path, why) in found.closed {
            self.problem(&path, Finding::whole(format!("cannot be looked into: {why}")), Kept::SetAside);
        }
        let mut files = read_files(&self.store.dir, &found.files, self.store.formats);
        // Of two files with the same record, the one whose name says so is the right one, and best a name that says something.
        files.sort_by_key(|file| match &file.content {
            Ok(Content { records, .. }) => (!is_named_after(&file.path, records), nameless_parts(&file.path, records)),
            Err(_) => (false, 0),
        });
        for file in files {
            self.take(file);
        }
    }

    fn set_aside(&mut self, path: &Path, finding: Finding) {
        self.store.aside.insert(lower_case(path));
        self.problem(path, finding, Kept::SetAside);
    }

    /// Whether a file is one whose records have got a file with a name, and which was to be removed when that was written. It is
    /// if the other says all that it says; else the two are the user's to compare.
    fn is_left_over(&self, path: &Path, records: &[Record], text: &str) -> bool {
        let Some(other) = records.first().and_then(|first| self.store.file_of(first.id())) else { return false };
        let Some(known) = self.store.files.get(other).filter(|known| known.locked.is_none()) else { return false };
        nameless_parts(other, records) < nameless_parts(path, records)
            && records.iter().all(|record| self.store.file_of(record.id()) == Some(other))
            && read::text_of(&known.bytes).is_ok_and(|other| is_outgrown(text, other))
    }

    /// Takes the records of a file in.
    fn take(&mut self, file: File) {
        let File { path, bytes, content, rendered } = file;
        let content = match content {
            Ok(content) => content,
            Err(finding) => return self.set_aside(&path, finding),
        };
        let text = read::text_of(&bytes).unwrap_or_default();
        if content.newer.is_empty() && self.is_left_over(&path, &content.records, text) {
            let records = content.records.iter().map(Record::id).collect();
            self.store.behind.insert(path.clone());
            self.store.files.insert(path, Known { bytes, records, locked: None });
            return;
        }
        let mut findings = content.newer;
        if content.workspace.is_some() {
            let at = locate::field(text, &["workspace_id".to_owned()]);
            findings.push(Finding::at(
                text,
                at,
                format!("gives a workspace's id, as only {WORKSPACE} does. It is kept as it is"),
            ));
        }
        let mut records: BTreeMap<RecordId, Record> = BTreeMap::new();
        let main = content.records.first().map(Record::id).filter(|id| has_own_file(*id));
        for record in content.records {
            let id = record.id();
            let other = if records.contains_key(&id) { Some(path.as_path()) } else { self.store.file_of(id) };
            let Some(other) = other else {
                records.insert(id, record);
                continue;
            };
            let is_here = other == path;
            let at = locate::string(text, &id.uuid().hyphenated().to_string(), usize::from(is_here));
            let place = if is_here { "it".to_owned() } else { other.display().to_string() };
            let what = format!("holds the {} {}, which {place} holds, too", id.noun(), id.uuid());
            if main == Some(id) {
                let what = format!("{what}. If it is a copy, compare the two and delete one");
                return self.set_aside(&path, Finding::at(text, at, what));
            }
            findings.push(Finding::at(text, at, format!("{what}; the other is used. Delete one of the two in an editor")));
        }
        if records.is_empty() && findings.is_empty() {
            return self.set_aside(&path, Finding::whole("holds no records"));
        }
        let locked = findings.first().map(|finding| {
            let line = finding.line.map(|line| format!(", line {line}")).unwrap_or_default();
            format!("{}{line}: {}", path.display(), finding.what)
        });
        for finding in findings {
            self.problem(&path, finding, Kept::ReadOnly);
        }
        if let (Some(rendered), None) = (rendered, &locked) {
            if let Some(at) = locate::comment(text) {
                let what = "has comments, which go when a record in it is changed here. The history keeps them";
                self.problem(&path, Finding::at(text, Some(at), what), Kept::Opened);
            }
            self.store.originals.insert(path.clone(), Original { rendered, bytes: Arc::clone(&bytes) });
        }
        for id in records.keys() {
            self.store.homes.insert(*id, path.clone());
        }
        let known = Known { bytes, records: records.keys().copied().collect(), locked };
        self.store.files.insert(path, known);
        for record in records.into_values() {
            self.workspace.put(record);
        }
    }
}

/// Whether records of that kind have files of their own, rather than being in another record's file.
pub(super) fn has_own_file(id: RecordId) -> bool {
    match id {
        RecordId::Party(_)
        | RecordId::Person(_)
        | RecordId::Negotiation(_)
        | RecordId::Round(_)
        | RecordId::Binned(_)
        | RecordId::Clash(_) => true,
        RecordId::Issue(_) | RecordId::Source(_) | RecordId::Statement(_) | RecordId::FollowUp(_) | RecordId::Incident(_) => {
            false
        }
    }
}

/// A path as systems see it that do not tell upper from lower case.
pub(super) fn lower_case(path: &Path) -> PathBuf {
    PathBuf::from(path.to_string_lossy().to_lowercase())
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

/// The bytes of a file, if they are not too many.
fn read_capped(path: &Path) -> Result<Vec<u8>, Finding> {
    let cannot = |error: io::Error| Finding::whole(format!("cannot be read: {}", words::of_io(&error)));
    let found = fs::metadata(path).map_err(cannot)?;
    if !found.is_file() {
        return Err(Finding::whole("is not a plain file"));
    }
    if found.len() > LARGEST {
        let what = format!("is larger than {} MB, which no file of records is", LARGEST / 1024 / 1024);
        return Err(Finding::whole(what));
    }
    fs::read(path).map_err(cannot)
}

/// Reads and parses, on several threads where it is worth it. The order stays.
fn read_files(dir: &Path, paths: &[PathBuf], formats: Formats) -> Vec<File> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(paths.len() / 8 + 1);
    let share = paths.len().div_ceil(threads).max(1);
    let read = |paths: &[PathBuf]| -> Vec<File> { paths.iter().map(|path| read_file(dir, path, formats)).collect() };
    std::thread::scope(|scope| {
        let workers: Vec<_> = paths.chunks(share).map(|paths| (paths, scope.spawn(move || read(paths)))).collect();
        // A thread that could not finish is no reason to lose its share.
        workers.into_iter().flat_map(|(paths, worker)| worker.join().unwrap_or_else(|_| read(paths))).collect()
    })
}

fn read_file(dir: &Path, path: &Path, formats: Formats) -> File {
    let bytes = match read_capped(&dir.join(path)) {
        Ok(bytes) => bytes,
        Err(finding) => {
            return File { path: path.to_owned(), bytes: Arc::default(), content: Err(finding), rendered: None };
        }
    };
    let content = read::content(&bytes, formats);
    let rendered = content.as_ref().ok().and_then(|content| render::bytes(&content.records, formats).ok());
    let rendered = rendered.filter(|rendered| *rendered != bytes).map(Arc::from);
    File { path: path.to_owned(), bytes: bytes.into(), content, rendered }
}
