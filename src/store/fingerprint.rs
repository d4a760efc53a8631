//! The fingerprint of a file (size, times, identity), to tell without reading it that it has not changed.

use chrono::{DateTime, TimeDelta, Utc};
use std::fs::Metadata;

/// How long a file must have been left alone before its times are trusted: on some file systems they go by two seconds.
const SETTLED_AFTER: TimeDelta = TimeDelta::seconds(2);

/// Size, times and identity of a file. A file of the same fingerprint holds the same bytes, if it was left alone for a while before the
/// fingerprint was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    size: u64,
    /// When it was last written to; any program can set it.
    written: Option<DateTime<Utc>>,
    /// When it was last touched in any way; only the system sets it.
    touched: Option<DateTime<Utc>>,
    /// The device, and the file on it.
    identity: (u64, u64),
}

impl Fingerprint {
    /// The fingerprint of the file that was asked about.
    pub(super) fn of(found: &Metadata) -> Self {
        Self { size: found.len(), written: written(found), touched: touched(found), identity: identity(found) }
    }

    /// How many bytes the file holds.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Whether the file was left alone long enough before `now` that a later change shows in its fingerprint. One whose times lie ahead
    /// never was.
    pub(super) fn is_settled(&self, now: DateTime<Utc>) -> bool {
        self.written.is_some()
            && [self.written, self.touched].into_iter().flatten().all(|time| now.signed_duration_since(time) > SETTLED_AFTER)
    }

    /// The same with nothing but which file it is.
    pub(super) fn identity_only(self) -> Self {
        Self { size: 0, written: None, touched: None, identity: self.identity }
    }

    /// Whether both are of one file, whatever it holds.
    pub(super) fn is_same_file(&self, other: &Self) -> bool {
        self.identity == other.identity
    }
}

#[cfg(unix)]
fn written(found: &Metadata) -> Option<DateTime<Utc>> {
    use std::os::unix::fs::MetadataExt as _;
    DateTime::from_timestamp(found.mtime(), u32::try_from(found.mtime_nsec()).unwrap_or_default())
}

#[cfg(unix)]
fn touched(found: &Metadata) -> Option<DateTime<Utc>> {
    use std::os::unix::fs::MetadataExt as _;
    DateTime::from_timestamp(found.ctime(), u32::try_from(found.ctime_nsec()).unwrap_or_default())
}

#[cfg(unix)]
fn identity(found: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (found.dev(), found.ino())
}

#[cfg(not(unix))]
fn written(found: &Metadata) -> Option<DateTime<Utc>> {
    found.modified().ok().map(DateTime::from)
}

#[cfg(not(unix))]
fn touched(_: &Metadata) -> Option<DateTime<Utc>> {
    None
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, u64) {
    (0, 0)
}
