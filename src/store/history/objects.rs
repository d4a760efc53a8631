//! The objects of the repository, looked at before libgit2 does.
//!
//! libgit2 1.9 reads a loose object that is cut off for ever: its loop waits for more of a file that has ended (`git_zstream_get_output`).
//! So a loose object is inflated and hashed here, once, before it is handed on. Packs need no such care.

use super::packs;
use flate2::bufread::ZlibDecoder;
use git2::{Blob, Commit, Error, ErrorClass, ErrorCode, ObjectType, Oid, Repository, Tree};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Where damaged objects are put that are written anew.
const DAMAGED: &str = "damaged-objects";
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
    pub fn new(repo: Repository, git: &Path) -> Self {
        Self { repo, git: git.to_owned(), sound: RefCell::default() }
    }

    /// The repository, for whatever does not read objects.
    pub fn raw(&self) -> &Repository {
        &self.repo
    }

    pub fn commit(&self, id: Oid) -> Result<Commit<'_>, Error> {
        self.check(id)?;
        self.repo.find_commit(id)
    }

    pub fn tree(&self, id: Oid) -> Result<Tree<'_>, Error> {
        self.check(id)?;
        self.repo.find_tree(id)
    }

    pub fn blob(&self, id: Oid) -> Result<Blob<'_>, Error> {
        self.check(id)?;
        self.repo.find_blob(id)
    }

    /// The kind of an object.
    pub fn kind(&self, id: Oid) -> Result<ObjectType, Error> {
        self.check(id)?;
        Ok(self.repo.odb()?.read_header(id)?.1)
    }

    /// The kind of an object that is read and hashed for it.
    pub fn read(&self, id: Oid) -> Result<ObjectType, Error> {
        self.check(id)?;
        Ok(self.repo.odb()?.read(id)?.kind())
    }

    /// Writes an object. One that is there already but damaged is put aside and written anew.
    pub fn write(&self, kind: ObjectType, bytes: &[u8]) -> Result<Oid, Error> {
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
    pub fn check(&self, id: Oid) -> Result<(), Error> {
        if self.sound.borrow().contains(&id) {
            return Ok(());
        }
        let Ok(bytes) = fs::read(packs::loose_file(&self.git, id)) else { return Ok(()) };
        match is_sound(&bytes, id) {
            Ok(true) => drop(self.sound.borrow_mut().insert(id)),
            _ => {
                let what = format!("the object {id} is not what was written");
                return Err(Error::new(ErrorCode::GenericError, ErrorClass::Odb, what));
            }
        }
        Ok(())
    }

    /// Looks at a folder of an entry and all below it.
    pub fn check_folders(&self, tree: Oid) -> Result<(), Error> {
        for entry in &self.tree(tree)? {
            if entry.kind() == Some(ObjectType::Tree) {
                self.check_folders(entry.id())?;
            }
        }
        Ok(())
    }

    /// Whether `ancestor` is `entry` or before it.
    pub fn is_before(&self, ancestor: Oid, entry: Oid) -> bool {
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

fn is_sound(bytes: &[u8], id: Oid) -> io::Result<bool> {
    let mut inflating = ZlibDecoder::new(bytes);
    let mut content = Vec::new();
    inflating.read_to_end(&mut content)?;
    let is_all = inflating.total_in() == bytes.len() as u64;
    Ok(is_all && sha1_smol::Sha1::from(&content).digest().bytes() == id.as_bytes())
}
