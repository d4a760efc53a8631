//! Watches a data folder for changes by other programs.
//!
//! The system tells of changes in the record folders, new ones below them included, and follows no links there. Where it cannot,
//! because the folder is on another machine, the folder is asked again and again. The folder itself is always asked for
//! now and then: nobody is told that a disk was unplugged or is back.
//!
//! Whoever is told looks for himself what has changed: see [`Look`](super::Look). What this program writes is told, too.

use super::fingerprint::Fingerprint;
use super::scan::{self, FOLDERS, WORKSPACE};
use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How often the folder is asked for.
const BEAT: Duration = Duration::from_millis(1200);
/// How long is waited for more before anybody is told, since a change seldom comes alone.
const PAUSE: Duration = Duration::from_millis(120);
/// How often that is done in a row.
const PAUSES: usize = 4;

/// A watch on a data folder. It ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    dir: PathBuf,
    messages: Sender<Message>,
}

/// What the watching thread is told.
#[derive(Debug)]
enum Message {
    Changed,
    End,
}

impl Watch {
    /// Watches the data folder `dir`. `wake` is called once at the beginning, for what has changed until then, and whenever
    /// something may have changed.
    pub fn start(dir: &Path, wake: impl Fn() + Send + 'static) -> Self {
        let (messages, heard) = channel();
        let watch = Self { dir: dir.to_owned(), messages: messages.clone() };
        let dir = dir.to_owned();
        let started = std::thread::Builder::new().name("watch".to_owned()).spawn(move || run(&dir, &messages, &heard, &wake));
        if let Err(error) = started {
            log::warn!("no thread to watch the folder: {error}");
        }
        watch
    }

    /// The folder that is watched.
    pub fn dir(&self) -> &Path {
        &self.dir
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // If nobody hears it, the thread is gone already.
        let _ = self.messages.send(Message::End);
    }
}

fn run(dir: &Path, messages: &Sender<Message>, heard: &Receiver<Message>, wake: &impl Fn()) {
    let mut watched = Watched::of(dir, messages);
    let mut state = FolderState::of(dir, watched.polls);
    wake();
    loop {
        match heard.recv_timeout(BEAT) {
            Ok(Message::Changed) => {
                for _ in 0..PAUSES {
                    std::thread::sleep(PAUSE);
                    let more: Vec<Message> = heard.try_iter().collect();
                    if more.iter().any(|message| matches!(message, Message::End)) {
                        return;
                    }
                    if more.is_empty() {
                        break;
                    }
                }
                let now = FolderState::of(dir, watched.polls);
                if now.folders != state.folders {
                    watched = Watched::of(dir, messages);
                }
                state = now;
                wake();
            }
            Err(RecvTimeoutError::Timeout) => {
                let now = FolderState::of(dir, watched.polls);
                if now != state {
                    if now.folders != state.folders {
                        watched = Watched::of(dir, messages);
                    }
                    state = now;
                    wake();
                }
            }
            Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// What the system watches.
struct Watched {
    #[expect(dead_code, reason = "held, not used: dropping it ends the watch")]
    watcher: Option<RecommendedWatcher>,
    /// Whether the files must be asked again and again.
    polls: bool,
}

impl Watched {
    fn of(dir: &Path, messages: &Sender<Message>) -> Self {
        let watcher = Self::watcher(dir, messages.clone()).ok();
        let polls = watcher.is_none() || is_elsewhere(dir);
        Self { watcher, polls }
    }

    fn watcher(dir: &Path, messages: Sender<Message>) -> notify::Result<RecommendedWatcher> {
        let root = dir.to_owned();
        let hear = move |event: notify::Result<Event>| {
            if event.map_or(true, |event| matters(&root, &event)) {
                // If nobody hears it, the watch has ended.
                let _ = messages.send(Message::Changed);
            }
        };
        Self::hearing(dir, hear)
    }

    fn hearing(dir: &Path, hear: impl FnMut(notify::Result<Event>) + Send + 'static) -> notify::Result<RecommendedWatcher> {
        let mut watcher = RecommendedWatcher::new(hear, Config::default().with_follow_symlinks(false))?;
        // Not all below the folder: it may hold a large repository.
        watcher.watch(dir, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS.map(|name| dir.join(name)) {
            if fs::symlink_metadata(&folder).is_ok_and(|found| found.is_dir()) {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(watcher)
    }
}

/// Whether an event may mean that a file of the record, or the lock, is not as it was.
fn matters(root: &Path, event: &Event) -> bool {
    if event.need_rescan() {
        return true;
    }
    let is_closed = matches!(event.kind, EventKind::Access(AccessKind::Close(AccessMode::Write)));
    let is_change = !matches!(event.kind, EventKind::Access(_));
    event.paths.iter().any(|path| {
        let below = path.strip_prefix(root).unwrap_or(path);
        let hidden = below.iter().find(|part| part.as_encoded_bytes().starts_with(b"."));
        match hidden.map(|name| name.to_string_lossy()) {
            None => is_change,
            // It comes free by being closed.
            Some(name) if name == super::lock::LOCK => is_closed,
            Some(_) => false,
        }
    })
}

/// What tells whether something changed, as far as it is asked for.
#[derive(PartialEq)]
struct FolderState {
    /// The data folder, the file that makes it one, and the record folders.
    folders: Vec<Option<Fingerprint>>,
    /// All files, if these must be asked.
    files: Vec<(PathBuf, Option<Fingerprint>)>,
}

impl FolderState {
    fn of(dir: &Path, polls: bool) -> Self {
        let below = [WORKSPACE].into_iter().chain(FOLDERS).map(|name| fs::symlink_metadata(dir.join(name)));
        let found = std::iter::once(fs::metadata(dir)).chain(below);
        let folders = found.map(|found| found.ok().map(|found| Fingerprint::of(&found).identity_only())).collect();
        let mut files = Vec::new();
        if polls {
            let workspace = fs::symlink_metadata(dir.join(WORKSPACE)).ok().map(|found| Fingerprint::of(&found));
            files = scan::scan(dir).files;
            files.push((PathBuf::from(WORKSPACE), workspace));
        }
        Self { folders, files }
    }
}

/// Whether the record is, or a part of it is, on a file system where other machines change files without a word.
#[cfg(target_os = "linux")]
fn is_elsewhere(dir: &Path) -> bool {
    // NFS, SMB in three ages, CIFS, 9P, FUSE, AFS, Ceph, Coda.
    const REMOTE: [u32; 10] =
        [0x6969, 0x517b, 0xfe53_4d42, 0xff53_4d42, 0x0102_1997, 0x6573_5546, 0x5346_414f, 0x6b41_4653, 0x00c3_6400, 0x7375_7245];
    let is_remote = |path: PathBuf| {
        // Its kind is a number of 32 bits, whatever the width of the field.
        let kind = rustix::fs::statfs(&path).ok().and_then(|found| u32::try_from(found.f_type & 0xffff_ffff).ok());
        kind.is_some_and(|kind| REMOTE.contains(&kind))
    };
    let is_link = |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    let below = FOLDERS.map(|name| dir.join(name)).into_iter().filter(|path| !is_link(path));
    std::iter::once(dir.to_owned()).chain(below).any(is_remote)
}

#[cfg(not(target_os = "linux"))]
fn is_elsewhere(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample;
    use notify::event::{CreateKind, ModifyKind};

    /// A watch on the sample that has said its first word.
    fn watch() -> (tempfile::TempDir, PathBuf, Receiver<()>, Watch) {
        let dir = tempfile::tempdir().unwrap();
        let record = dir.path().join("record");
        sample::write_to(&record).unwrap();
        let (woken, wakes) = channel();
        let watch = Watch::start(&record, move || {
            let _ = woken.send(());
        });
        wakes.recv().unwrap();
        (dir, record, wakes, watch)
    }

    #[test]
    fn a_change_in_a_record_folder_wakes() {
        let (_dir, record, wakes, _watch) = watch();
        fs::write(record.join("parties/new.ron"), "x").unwrap();
        wakes.recv().unwrap();
    }

    #[test]
    fn a_change_in_a_new_folder_wakes() {
        let (_dir, record, wakes, _watch) = watch();
        let deep = record.join("negotiations/new/rounds");
        fs::create_dir_all(&deep).unwrap();
        wakes.recv().unwrap();
        fs::write(deep.join("new.ron"), "x").unwrap();
        wakes.recv().unwrap();
    }

    #[test]
    fn a_folder_that_vanishes_and_one_that_comes_back_wake() {
        let (dir, record, wakes, _watch) = watch();
        let away = dir.path().join("away");
        fs::rename(&record, &away).unwrap();
        wakes.recv().unwrap();
        // Another folder of that name, as a disk that is plugged in again is.
        for _ in wakes.try_iter() {}
        sample::write_to(&record).unwrap();
        wakes.recv().unwrap();
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_a_link_leads_to_is_not_watched() {
        let dir = tempfile::tempdir().unwrap();
        let record = dir.path().join("record");
        sample::write_to(&record).unwrap();
        let elsewhere = dir.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        fs::remove_dir_all(record.join("people")).unwrap();
        for link in ["parties/link", "people"] {
            std::os::unix::fs::symlink(&elsewhere, record.join(link)).unwrap();
        }
        let (messages, heard) = channel();
        let watcher = Watched::hearing(&record, move |event| messages.send(event.unwrap()).unwrap()).unwrap();
        fs::write(elsewhere.join("x.ron"), "x").unwrap();
        // What is told comes in the order in which it happened.
        fs::write(record.join("parties/new.ron"), "x").unwrap();
        let paths = heard.iter().flat_map(|event| event.paths);
        let until: Vec<PathBuf> = paths.take_while(|path| !path.ends_with("new.ron")).collect();
        assert!(!until.iter().any(|path| path.ends_with("x.ron")), "{until:?}");
        drop(watcher);
    }

    #[test]
    fn what_is_read_and_what_is_hidden_is_nobodys_concern() {
        let root = Path::new("/record");
        let event = |kind: EventKind, path: &str| matters(root, &Event::new(kind).add_path(root.join(path)));
        let (changed, made) = (EventKind::Modify(ModifyKind::Any), EventKind::Create(CreateKind::File));
        let read = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(event(changed, "parties/a.ron") && event(made, "parties/a.ron") && event(made, "parties"));
        assert!(!event(read, "parties/a.ron"));
        assert!(event(closed, ".lock") && !event(changed, ".lock") && !event(read, ".lock"));
        for hidden in [".git", ".rapporteur-1-2.tmp", "parties/.rapporteur-1-2.tmp", "parties/.rapporteur-0123456789012345.old"] {
            assert!(!event(changed, hidden) && !event(made, hidden), "{hidden}");
        }
    }
}
