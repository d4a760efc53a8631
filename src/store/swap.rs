//! Replacing and removing a file that other programs may write at the same moment.
//!
//! Between the look at a file and the rename onto it another program can write it, and a plain rename would drop what that wrote.
//! So the new file and the old one change places in one step, and what came out is looked at before it is dropped. If it is not
//! what was known, the two change places again, until what comes out is ours. Where the system has no such step, a plain rename
//! must do.
//!
//! From the moment before the exchange until the check is over, the file beside bears a name that says which file it belongs to
//! and what that is known to hold. So even after a kill in between it is known what it is: see [`judge`].

use super::atomic::{self, Failed, Filled, folder_of};
use super::fingerprint::Fingerprint;
use super::read::LARGEST;
use super::regular_file;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// What the names of exchanged files begin and end with, until what they hold has been looked at. Between stand a mark of the name
/// of the file that it belongs to, a mark of what that is known to hold, and a number.
const EXCHANGED: (&str, &str) = (".rapporteur-", ".old");
/// How many digits the marks of a name and of bytes have: some disks have no room for long names.
const MARKS: (usize, usize) = (4, 10);
/// How many files can be left behind of one file that held the same.
const NUMBERS: std::ops::Range<u32> = 0..100;

/// How often two files change places before the other programs have their way.
const ROUNDS: usize = 32;

/// What came of replacing or removing a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is done, and on the disk.
    Done,
    /// Another program had written the file. It is as that program left it.
    Outdated,
    /// Another program wrote it meanwhile. The last of what was written is in the file; but for a moment this was not to be seen
    /// there, and a program that looked just then knows nothing of it.
    Displaced(Vec<Displaced>),
}

/// What another program wrote, and what was not to be seen for a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Displaced {
    pub bytes: Vec<u8>,
    /// Where it is kept until it has been taken in, if it is not in the file again.
    pub kept: Option<PathBuf>,
}

/// Puts `bytes` into the file at `path`, which holds `before`, or is not there if that is none.
pub(super) fn replace(path: &Path, before: Option<&[u8]>, bytes: &[u8]) -> Result<Outcome, Failed> {
    let Some(before) = before else {
        let filled = Filled::at(bytes, path.to_owned(), |folder, _| atomic::temporary(folder))?;
        return match rename_to_free(&filled.path, &filled.target) {
            Ok(()) => done(folder_of(&filled.target)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                fs::remove_file(&filled.path)?;
                Ok(Outcome::Outdated)
            }
            Err(error) => Err(filled.dropped(error).into()),
        };
    };
    let filled = Filled::at(bytes, path.to_owned(), |folder, target| beside(folder, target, before))?;
    match exchange(&filled.path, &filled.target) {
        Ok(()) => settle(&filled, before, bytes),
        // It was removed meanwhile.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::remove_file(&filled.path)?;
            Ok(Outcome::Outdated)
        }
        Err(error) if is_unsupported(&error) => {
            fs::rename(&filled.path, &filled.target).map_err(|error| filled.dropped(error))?;
            done(folder_of(&filled.target))
        }
        Err(error) => Err(filled.dropped(error).into()),
    }
}

/// Looks at what an exchange brought out.
fn settle(filled: &Filled, before: &[u8], ours: &[u8]) -> Result<Outcome, Failed> {
    let Filled { path, target, fingerprint: put_there } = filled;
    let out = match look(path) {
        Ok(out) => out,
        Err(error) => {
            // What it is cannot be known, so it goes back.
            exchange(path, target)?;
            let is_ours =
                |put: &Fingerprint| fs::symlink_metadata(path).is_ok_and(|found| Fingerprint::of(&found).is_same_file(put));
            return Err(if put_there.as_ref().is_some_and(is_ours) { filled.dropped(error) } else { error }.into());
        }
    };
    if out.as_ref().is_some_and(|(bytes, _)| bytes == before) {
        let synced = done(folder_of(target));
        // Who had it open may have written into it until now.
        let is_same =
            |fingerprint: Fingerprint| fs::symlink_metadata(path).is_ok_and(|found| Fingerprint::of(&found) == fingerprint);
        if out.and_then(|(_, fingerprint)| fingerprint).is_some_and(is_same) {
            // It is known, and what is left over is swept at the next start.
            let _ = fs::remove_file(path);
            return synced;
        }
    }
    let mut displaced: Vec<Vec<u8>> = Vec::new();
    for _ in 0..ROUNDS {
        match look(path)?.map(|(bytes, _)| bytes) {
            Some(bytes) if !displaced.is_empty() && bytes == ours => {
                let _ = fs::remove_file(path);
                atomic::sync_folder(folder_of(target))?;
                return Ok(all(displaced, None));
            }
            // The newest is in its place, and this was there before it.
            Some(bytes) if displaced.contains(&bytes) => break,
            // Not a regular file any more: it goes back, whatever it is.
            out => displaced.push(out.unwrap_or_default()),
        }
        match exchange(path, target) {
            Ok(()) => {}
            // What we had put there was removed: this is the last that there is.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                rename_to_free(path, target)?;
                atomic::sync_folder(folder_of(target))?;
                return Ok(all(displaced, None));
            }
            Err(error) => return Err(error.into()),
        }
    }
    atomic::sync_folder(folder_of(target))?;
    let left = look(path)?.map(|(bytes, _)| (bytes, path.clone()));
    Ok(all(displaced, left.as_ref()))
}

/// What came out, one of which may still be beside the file.
fn all(displaced: Vec<Vec<u8>>, left: Option<&(Vec<u8>, PathBuf)>) -> Outcome {
    let displaced = displaced.into_iter().filter(|bytes| !bytes.is_empty()).map(|bytes| {
        let kept = left.filter(|(left, _)| *left == bytes).map(|(_, path)| path.clone());
        Displaced { bytes, kept }
    });
    Outcome::Displaced(displaced.collect())
}

/// Removes the file at `path`, which holds `before`. Its folder is not made to last yet.
pub(super) fn remove(path: &Path, before: &[u8]) -> Result<Outcome, Failed> {
    let folder = folder_of(path);
    let aside = match first_free(folder, path, before, |aside| rename_to_free(path, aside)) {
        Ok((aside, ())) => aside,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Outcome::Done),
        Err(error) => return Err(error.into()),
    };
    let back = || rename_to_free(&aside, path).and_then(|()| atomic::sync_folder(folder));
    let out = match regular_file::read_here(&aside, LARGEST) {
        Ok(out) => out,
        // Nothing but a regular file was known.
        Err(error) if regular_file::is_not_regular(&error) => None,
        Err(error) => {
            back()?;
            return Err(error.into());
        }
    };
    if out.as_deref() == Some(before) {
        // It is known, and what is left over is swept at the next start.
        let _ = fs::remove_file(&aside);
        return Ok(Outcome::Done);
    }
    match back() {
        Ok(()) => Ok(Outcome::Outdated),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Ok(Outcome::Displaced(vec![Displaced { bytes: out.unwrap_or_default(), kept: Some(aside) }]))
        }
        Err(error) => Err(error.into()),
    }
}

/// It is done, and made to last.
fn done(folder: &Path) -> Result<Outcome, Failed> {
    atomic::sync_folder(folder).map(|()| Outcome::Done).map_err(Failed::unsure)
}

/// The bytes of a regular file, and its fingerprint if it was not touched meanwhile. Anything else is none of what was known.
fn look(path: &Path) -> io::Result<Option<(Vec<u8>, Option<Fingerprint>)>> {
    let found = fs::symlink_metadata(path)?;
    if !found.is_file() {
        return Ok(None);
    }
    let fingerprint = Fingerprint::of(&found);
    let Some(bytes) = regular_file::read_here(path, LARGEST)? else { return Ok(None) };
    let is_whole = Fingerprint::of(&fs::symlink_metadata(path)?) == fingerprint;
    Ok(Some((bytes, is_whole.then_some(fingerprint))))
}

/// What becomes of a file that an exchange left behind when the program was killed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is what was known, or what was to be written and never was acknowledged.
    Drop,
    /// Another program wrote it: it is to be offered to the user beside the file that it belongs to, if that is there.
    Offer(Option<PathBuf>),
}

/// Whether a file of that name was left behind by an exchange.
pub(super) fn is_exchanged(name: &str) -> bool {
    name.starts_with(EXCHANGED.0) && name.ends_with(EXCHANGED.1)
}

/// Judges a file that was left behind.
///
/// # Errors
/// If it cannot be read.
pub(super) fn judge(left: &Path) -> io::Result<Verdict> {
    let name = left.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let marks = name.strip_prefix(EXCHANGED.0).unwrap_or_default();
    let of = marks.get(..MARKS.0).unwrap_or_default();
    let known = marks.get(MARKS.0..MARKS.0 + MARKS.1).unwrap_or_default();
    let Some((bytes, _)) = look(left)? else { return Ok(Verdict::Offer(None)) };
    if mark(&bytes, MARKS.1) == known {
        return Ok(Verdict::Drop);
    }
    let mut target = None;
    for entry in fs::read_dir(folder_of(left))? {
        let name = entry?.file_name();
        if mark(name.as_encoded_bytes(), MARKS.0) == of {
            target = Some(left.with_file_name(name));
        }
    }
    let there = target.as_deref().and_then(|target| regular_file::read_here(target, LARGEST).ok()).flatten();
    Ok(match there {
        // The exchange never was, so this is ours; or it is there anyway.
        Some(there) if mark(&there, MARKS.1) == known || there == bytes => Verdict::Drop,
        _ => Verdict::Offer(target),
    })
}

/// Gives what another program wrote a name under which it is read.
pub(super) fn offer(left: &Path, of: Option<&Path>) -> io::Result<()> {
    let stem = of.and_then(Path::file_stem).map(|stem| format!("{}.", stem.to_string_lossy())).unwrap_or_default();
    let mark = mark(left.file_name().unwrap_or_default().as_encoded_bytes(), 8);
    let mut number = 1_u32;
    loop {
        let to = left.with_file_name(format!("{stem}displaced-{mark}-{number}.ron"));
        match rename_to_free(left, &to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            done => return done,
        }
    }
}

/// A new file beside `target`, under the name of what an exchange is to bring out.
fn beside(folder: &Path, target: &Path, before: &[u8]) -> io::Result<(PathBuf, File)> {
    first_free(folder, target, before, |path| atomic::private_file().create_new(true).open(path))
}

/// Does something with the first of the names for what comes out of `target` that nothing has yet.
fn first_free<T>(folder: &Path, target: &Path, before: &[u8], take: impl Fn(&Path) -> io::Result<T>) -> io::Result<(PathBuf, T)> {
    let of = mark(target.file_name().unwrap_or_default().as_encoded_bytes(), MARKS.0);
    let known = mark(before, MARKS.1);
    for number in NUMBERS {
        let path = folder.join(format!("{}{of}{known}{number:02}{}", EXCHANGED.0, EXCHANGED.1));
        match take(&path) {
            Ok(taken) => return Ok((path, taken)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// What tells bytes from other bytes, in so many digits.
pub(super) fn mark(bytes: &[u8], digits: usize) -> String {
    Uuid::new_v5(&Uuid::nil(), bytes).simple().to_string().chars().take(digits).collect()
}

#[cfg(target_os = "linux")]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Renames, unless the new name is taken.
#[cfg(target_os = "linux")]
pub(super) fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE).map_err(io::Error::from) {
        Err(error) if is_unsupported(&error) => rename_unless_there(from, to),
        done => done,
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    rename_unless_there(from, to)
}

fn rename_unless_there(from: &Path, to: &Path) -> io::Result<()> {
    match fs::symlink_metadata(to) {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

/// Whether the system, or this file system, cannot do such a thing at all.
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// A file that holds `theirs` when the exchange comes, although it held `known` when it was looked at.
    fn raced(known: &[u8], theirs: &[u8]) -> (tempfile::TempDir, PathBuf, Outcome) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        fs::write(&path, theirs).unwrap();
        let outcome = replace(&path, Some(known), b"ours").unwrap();
        (dir, path, outcome)
    }

    #[test]
    fn what_is_as_it_was_known_is_replaced_with_its_mode_and_nothing_is_left_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(replace(&path, Some(b"old"), b"new").unwrap(), Outcome::Done);
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(names(dir.path()), ["a.ron"]);
    }

    #[test]
    fn what_another_program_wrote_meanwhile_goes_back() {
        let (dir, path, outcome) = raced(b"known", b"theirs");
        assert_eq!(outcome, Outcome::Displaced(vec![Displaced { bytes: b"theirs".to_vec(), kept: None }]));
        assert_eq!(fs::read(path).unwrap(), b"theirs");
        assert_eq!(names(dir.path()), ["a.ron"]);
    }

    #[test]
    fn a_file_that_came_up_meanwhile_is_not_overwritten_and_one_that_went_is_not_made_again() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        assert_eq!(replace(&path, Some(b"known"), b"ours").unwrap(), Outcome::Outdated);
        assert!(!path.exists());
        fs::write(&path, "theirs").unwrap();
        assert_eq!(replace(&path, None, b"ours").unwrap(), Outcome::Outdated);
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(names(dir.path()), ["a.ron"]);
    }

    #[test]
    fn whatever_has_taken_the_place_of_the_file_stays_what_it_is() {
        let dir = tempfile::tempdir().unwrap();
        type Make = fn(&Path);
        let make: [(&str, Make); 3] = [
            ("folder", |path| fs::create_dir(path).unwrap()),
            ("pipe", |path| {
                rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).unwrap();
            }),
            ("link", |path| {
                fs::write(path.with_file_name("elsewhere"), "known").unwrap();
                symlink("elsewhere", path).unwrap();
            }),
        ];
        for (name, make) in make {
            let path = dir.path().join(name);
            make(&path);
            let kind = fs::symlink_metadata(&path).unwrap().file_type();
            // As if it had come between the look at the file and the exchange.
            let (aside, _) = beside(dir.path(), &path, b"known").unwrap();
            let filled = Filled { path: aside, target: path.clone(), fingerprint: None };
            fs::write(&filled.path, "ours").unwrap();
            exchange(&filled.path, &filled.target).unwrap();
            assert!(matches!(settle(&filled, b"known", b"ours").unwrap(), Outcome::Displaced(_)), "{name}");
            assert_eq!(fs::symlink_metadata(&path).unwrap().file_type(), kind, "{name}");
        }
        assert_eq!(names(dir.path()), ["elsewhere", "folder", "link", "pipe"]);
    }

    #[test]
    fn of_two_that_write_at_once_the_last_is_in_the_file_and_the_other_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        let (aside, _) = beside(dir.path(), &path, b"known").unwrap();
        // Ours had been put there, and "first" had come out; then "second" was written over ours.
        fs::write(&aside, "first").unwrap();
        fs::write(&path, "second").unwrap();
        let filled = Filled { path: aside.clone(), target: path.clone(), fingerprint: None };
        let outcome = settle(&filled, b"known", b"ours").unwrap();
        let Outcome::Displaced(displaced) = outcome else { panic!("{outcome:?}") };
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read(&aside).unwrap(), b"first");
        assert!(displaced.contains(&Displaced { bytes: b"first".to_vec(), kept: Some(aside.clone()) }), "{displaced:?}");
        assert_eq!(judge(&aside).unwrap(), Verdict::Offer(Some(path)));
    }

    #[test]
    fn a_file_is_removed_only_if_it_is_as_it_was_known() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        fs::write(&path, "theirs").unwrap();
        assert_eq!(remove(&path, b"known").unwrap(), Outcome::Outdated);
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(remove(&path, b"theirs").unwrap(), Outcome::Done);
        assert_eq!(remove(&path, b"theirs").unwrap(), Outcome::Done, "and it is gone already");
        assert!(names(dir.path()).is_empty());
    }

    #[test]
    fn what_a_kill_left_behind_is_known_for_what_it_is() {
        let check = |left: &[u8], there: Option<&str>, expected: fn(PathBuf) -> Verdict| {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("a.ron");
            let (aside, _) = beside(dir.path(), &path, b"known").unwrap();
            fs::write(&aside, left).unwrap();
            if let Some(there) = there {
                fs::write(&path, there).unwrap();
            }
            assert_eq!(judge(&aside).unwrap(), expected(path), "{left:?} beside {there:?}");
        };
        // Before the exchange, with the new file half written.
        check(b"ou", Some("known"), |_| Verdict::Drop);
        // After the exchange.
        check(b"known", Some("ours"), |_| Verdict::Drop);
        check(b"theirs", Some("ours"), |path| Verdict::Offer(Some(path)));
        // After it was put back.
        check(b"ours", Some("ours"), |_| Verdict::Drop);
        // In the midst of a removal.
        check(b"known", None, |_| Verdict::Drop);
        check(b"theirs", None, |_| Verdict::Offer(None));
    }

    #[test]
    fn what_is_offered_gets_a_name_that_is_read_and_takes_nobodys() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.ron");
        for _ in 0..2 {
            let (aside, _) = beside(dir.path(), &path, b"known").unwrap();
            offer(&aside, Some(&path)).unwrap();
        }
        let names = names(dir.path());
        assert_eq!(names.len(), 2, "{names:?}");
        assert!(names.iter().all(|name| name.starts_with("a.displaced-") && name.ends_with(".ron")), "{names:?}");
    }
}
