//! Checks repository objects before libgit2 reads them.
//!
//! libgit2 1.9 reads a loose object that is cut off for ever: its loop waits for more of a file that has ended (`git_zstream_get_output`).
//! So a loose object is inflated and hashed here, once, before it is handed on. Packs need no such care. A few bytes can say that
//! they become any number of them, so nothing is inflated beyond what it says that it holds, and nothing is taken into memory that is
//! larger than any file of the record.

use super::super::regular_file;
use super::packs;
use flate2::bufread::ZlibDecoder;
use git2::{Blob, Commit, Error, ErrorClass, ErrorCode, ObjectType, Oid, Repository, Tree};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

/// Where damaged objects are put that are written anew.
const DAMAGED: &str = "damaged-objects";
/// The largest object that is taken into memory, and the largest that is looked through: a user may keep other files in a
/// repository, too.
const LARGEST: usize = 65 * 1024 * 1024;
const LONGEST: u64 = 1024 * 1024 * 1024;
/// How often the writing of an object is tried.
const TRIES: usize = 3;

/// A repository whose objects are read with care.
pub(super) struct Objects {
    repo: Repository,
    git: PathBuf,
    /// The loose objects that were looked at and are sound.
    sound: RefCell<BTreeSet<Oid>>,
}

impl Objects {
    pub(super) fn new(repo: Repository, git: &Path) -> Self {
        Self { repo, git: git.to_owned(), sound: RefCell::default() }
    }

    /// The repository, for whatever does not read objects.
    pub(super) fn raw(&self) -> &Repository {
        &self.repo
    }

    pub(super) fn commit(&self, id: Oid) -> Result<Commit<'_>, Error> {
        self.fits(id)?;
        self.repo.find_commit(id)
    }

    pub(super) fn tree(&self, id: Oid) -> Result<Tree<'_>, Error> {
        self.fits(id)?;
        self.repo.find_tree(id)
    }

    pub(super) fn blob(&self, id: Oid) -> Result<Blob<'_>, Error> {
        self.fits(id)?;
        self.repo.find_blob(id)
    }

    /// The kind of an object.
    pub(super) fn kind(&self, id: Oid) -> Result<ObjectType, Error> {
        self.check(id)?;
        Ok(self.repo.odb()?.read_header(id)?.1)
    }

    /// The kind of an object that is read and hashed for it.
    pub(super) fn read(&self, id: Oid) -> Result<ObjectType, Error> {
        self.fits(id)?;
        Ok(self.repo.odb()?.read(id)?.kind())
    }

    /// What an object of this kind holds.
    pub(super) fn bytes(&self, id: Oid, kind: ObjectType) -> Result<Vec<u8>, Error> {
        self.fits(id)?;
        let odb = self.repo.odb()?;
        let object = odb.read(id)?;
        if object.kind() == kind {
            Ok(object.data().to_owned())
        } else {
            Err(damaged(id, "is of another kind than it should be"))
        }
    }

    /// Writes an object. One that is there already but damaged is put aside and written anew.
    pub(super) fn write(&self, kind: ObjectType, bytes: &[u8]) -> Result<Oid, Error> {
        let id = Oid::hash_object(kind, bytes)?;
        if self.check(id).is_err() {
            let (file, aside) = (packs::loose_file(&self.git, id), self.git.join(DAMAGED));
            let moved = super::super::atomic::create_root(&aside).and_then(|()| fs::rename(&file, aside.join(id.to_string())));
            moved.map_err(|error| Error::new(ErrorCode::GenericError, ErrorClass::Os, error.to_string()))?;
        }
        let mut written = self.repo.odb()?.write(kind, bytes);
        for _ in 1..TRIES {
            if written.is_ok() {
                break;
            }
            // A clearing up by git takes empty folders away, perhaps just when a file was to be moved there.
            written = self.repo.odb()?.write(kind, bytes);
        }
        let written = written?;
        self.sound.borrow_mut().insert(id);
        Ok(written)
    }

    /// Whether a loose object is what its name says. One that is not loose is libgit2's to look at.
    pub(super) fn check(&self, id: Oid) -> Result<(), Error> {
        if self.sound.borrow().contains(&id) {
            return Ok(());
        }
        let file = match regular_file::open_here(&packs::loose_file(&self.git, id)) {
            Ok(file) => file,
            Err(error) if regular_file::is_not_regular(&error) => return Err(damaged(id, "is no file")),
            Err(_) => return Ok(()),
        };
        let length = file.metadata().map(|found| found.len()).unwrap_or_default();
        match is_sound(BufReader::new(file), length, id) {
            Ok(true) => drop(self.sound.borrow_mut().insert(id)),
            _ => return Err(damaged(id, "is not what was written")),
        }
        Ok(())
    }

    /// Whether an object is sound and not too large to be read.
    fn fits(&self, id: Oid) -> Result<(), Error> {
        self.check(id)?;
        match self.repo.odb()?.read_header(id) {
            Ok((size, _)) if size > LARGEST => Err(damaged(id, "is larger than any file of the record")),
            // What is wrong with it is told when it is read.
            _ => Ok(()),
        }
    }

    /// Looks at a folder of an entry and all below it.
    pub(super) fn check_folders(&self, tree: Oid) -> Result<(), Error> {
        for entry in &self.tree(tree)? {
            if entry.kind() == Some(ObjectType::Tree) {
                self.check_folders(entry.id())?;
            }
        }
        Ok(())
    }

    /// Whether `ancestor` is `entry` or before it.
    pub(super) fn is_before(&self, ancestor: Oid, entry: Oid) -> bool {
        let (mut left, mut seen) = (vec![entry], BTreeSet::new());
        while let Some(id) = left.pop() {
            if id == ancestor {
                return true;
            }
            if seen.insert(id)
                && let Ok(commit) = self.commit(id)
            {
                left.extend(commit.parent_ids());
            }
        }
        false
    }
}

fn damaged(id: Oid, what: &str) -> Error {
    Error::new(ErrorCode::GenericError, ErrorClass::Odb, format!("the object {id} {what}"))
}

/// Whether a loose object of so many bytes is what its name says. It begins with its kind and its size, and is read no further.
fn is_sound(file: impl BufRead, length: u64, id: Oid) -> io::Result<bool> {
    let mut inflating = ZlibDecoder::new(file);
    let (mut hash, mut buffer) = (sha1_smol::Sha1::new(), vec![0; 64 * 1024]);
    let (mut read, mut most) = (0, None);
    loop {
        let some = inflating.read(&mut buffer)?;
        if some == 0 {
            break;
        }
        let Some(bytes) = buffer.get(..some) else { return Ok(false) };
        read += some as u64;
        if most.is_none() {
            most = size_said(bytes);
        }
        if most.is_none_or(|most| read > most || most > LONGEST) {
            return Ok(false);
        }
        hash.update(bytes);
    }
    Ok(most == Some(read) && inflating.total_in() == length && hash.digest().bytes() == id.as_bytes())
}

/// How long an object is in all, by its first bytes.
fn size_said(bytes: &[u8]) -> Option<u64> {
    let end = bytes.iter().take(40).position(|byte| *byte == 0)?;
    let (_, size) = std::str::from_utf8(bytes.get(..end)?).ok()?.split_once(' ')?;
    size.parse::<u64>().ok()?.checked_add(end as u64 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write as _;

    fn compressed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn an_object_is_inflated_no_further_than_it_says_that_it_goes() {
        let content = b"blob 5\0hello";
        let id = Oid::hash_object(ObjectType::Blob, b"hello").unwrap();
        let sound = compressed(content);
        assert!(is_sound(sound.as_slice(), sound.len() as u64, id).unwrap());
        for end in [1, 2, sound.len() - 1] {
            let cut = &sound[..sound.len() - end];
            assert!(!is_sound(cut, cut.len() as u64, id).unwrap_or(false), "cut by {end}");
        }
        // It says five bytes, and becomes thirty million.
        let mut bomb = b"blob 5\0".to_vec();
        bomb.resize(30_000_000, 0);
        let bomb = compressed(&bomb);
        let mut left = bomb.as_slice();
        assert!(!is_sound(&mut left, bomb.len() as u64, id).unwrap());
        assert!(left.len() > bomb.len() / 2, "{} of {} bytes are left", left.len(), bomb.len());
        // It says more than anything is looked through.
        let endless = compressed(b"blob 99999999999\0hello");
        assert!(!is_sound(endless.as_slice(), endless.len() as u64, id).unwrap());
        for odd in [&b"blob"[..], b"blob x\0", b"\0", b""] {
            let odd = compressed(odd);
            assert!(!is_sound(odd.as_slice(), odd.len() as u64, id).unwrap());
        }
    }
}
