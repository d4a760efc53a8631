//! Reads files from the disk: bytes, fingerprint and parsed content.

use super::fingerprint::Fingerprint;
use super::formats::Formats;
use super::read::{self, Content, Finding, LARGEST};
use super::{confined, render, words};
use chrono::{DateTime, Utc};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{Builder, ScopedJoinHandle};

/// What was seen of a file when it was last looked at.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// Its fingerprint, unless the file must be read again to know whether it is as it was.
    pub fingerprint: Option<Fingerprint>,
    /// Its bytes, or why they could not be read.
    pub bytes: Result<Arc<[u8]>, Finding>,
}

/// A file as it was read.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub path: PathBuf,
    pub seen: Seen,
    pub content: Result<Content, Finding>,
    /// How this program would write it, where that differs.
    pub rendered: Option<Arc<[u8]>>,
}

impl File {
    /// What the bytes of a file say.
    pub(super) fn understood(path: &Path, seen: Seen, formats: Formats) -> Self {
        let content = seen.bytes.as_ref().map_err(Clone::clone).and_then(|bytes| read::content(bytes, formats));
        let rendered = content.as_ref().ok().and_then(|content| render::bytes(&content.records, formats).ok());
        let rendered = rendered.filter(|rendered| seen.bytes.as_ref().is_ok_and(|bytes| **rendered != **bytes)).map(Arc::from);
        Self { path: path.to_owned(), seen, content, rendered }
    }
}

impl Seen {
    /// Looks at a file of the data folder. Without a time its fingerprint is never trusted.
    pub(super) fn at(dir: &Path, file: &Path, now: Option<DateTime<Utc>>) -> Self {
        match read_capped(dir, file) {
            Ok((bytes, fingerprint)) => {
                let fingerprint = fingerprint.filter(|fingerprint| now.is_some_and(|now| fingerprint.is_settled(now)));
                Self { fingerprint, bytes: Ok(bytes.into()) }
            }
            Err(finding) => Self { fingerprint: None, bytes: Err(finding) },
        }
    }
}

/// The bytes of a file of the data folder, if they are not too many, and its fingerprint if it was not touched meanwhile.
pub(super) fn read_capped(dir: &Path, file: &Path) -> Result<(Vec<u8>, Option<Fingerprint>), Finding> {
    let cannot = |error: io::Error| Finding::whole(format!("cannot be read: {}", words::of_io(&error)));
    let mut file = confined::open(dir, file).map_err(cannot)?;
    let found = file.metadata().map_err(cannot)?;
    let too_large = || Finding::whole(format!("is larger than {} MB, which no file of records is", LARGEST / 1024 / 1024));
    if found.len() > LARGEST {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default().saturating_add(1));
    file.by_ref().take(LARGEST + 1).read_to_end(&mut bytes).map_err(cannot)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(too_large());
    }
    let fingerprint = Fingerprint::of(&found);
    let is_whole = file.metadata().is_ok_and(|after| Fingerprint::of(&after) == fingerprint);
    Ok((bytes, is_whole.then_some(fingerprint)))
}

/// Reads and parses, on several threads where it is worth it. The order stays.
pub(super) fn read_files(dir: &Path, paths: &[PathBuf], now: Option<DateTime<Utc>>, formats: Formats) -> Vec<File> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(paths.len() / 8 + 1);
    let share = paths.len().div_ceil(threads).max(1);
    let read = |paths: &[PathBuf]| -> Vec<File> {
        paths.iter().map(|path| File::understood(path, Seen::at(dir, path, now), formats)).collect()
    };
    std::thread::scope(|scope| {
        let start = |paths| Builder::new().spawn_scoped(scope, move || read(paths)).ok();
        let workers: Vec<_> = paths.chunks(share).map(|paths| (paths, start(paths))).collect();
        // A thread that could not be started, or could not finish, is no reason to lose its share.
        let files = |(paths, worker): (&[PathBuf], Option<ScopedJoinHandle<'_, Vec<File>>>)| {
            worker.and_then(|worker| worker.join().ok()).unwrap_or_else(|| read(paths))
        };
        workers.into_iter().flat_map(files).collect()
    })
}
