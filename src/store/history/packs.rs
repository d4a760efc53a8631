//! Object files: loose objects and packs.

use git2::Oid;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A pack of objects.
#[derive(Clone, Debug)]
pub(super) struct Pack {
    /// Its list of objects; the pack itself is beside it.
    pub idx: PathBuf,
    /// How many objects its list says that it has.
    pub count: usize,
}

impl Pack {
    /// The objects in it; none if its list cannot be read.
    pub(super) fn ids(&self) -> Option<BTreeSet<Oid>> {
        let bytes = fs::read(&self.idx).ok()?;
        let names = bytes.get(HEAD + 4 * 256..HEAD + 4 * 256 + 20 * self.count)?;
        names.chunks_exact(20).map(|name| Oid::from_bytes(name).ok()).collect()
    }
}

/// How long the beginning of a list of the second version is.
const HEAD: usize = 8;

/// All packs.
pub(super) fn packs(git: &Path) -> Vec<Pack> {
    let mut found = Vec::new();
    for entry in fs::read_dir(git.join("objects/pack")).into_iter().flatten().flatten() {
        let idx = entry.path();
        if idx.extension().is_some_and(|ending| ending == "idx") && idx.with_extension("pack").is_file() {
            found.push(Pack { count: count(&idx).unwrap_or_default(), idx });
        }
    }
    found.sort_by(|a, b| (a.count, &a.idx).cmp(&(b.count, &b.idx)));
    found
}

fn count(idx: &Path) -> Option<usize> {
    use std::io::Read as _;
    let mut head = [0; HEAD + 4 * 256];
    fs::File::open(idx).ok()?.read_exact(&mut head).ok()?;
    let [0xff, b't', b'O', b'c', 0, 0, 0, 2, .., a, b, c, d] = head else { return None };
    usize::try_from(u32::from_be_bytes([a, b, c, d])).ok()
}

/// The file of a loose object.
pub(super) fn loose_file(git: &Path, id: Oid) -> PathBuf {
    let digits = id.to_string();
    git.join("objects").join(&digits[..2]).join(&digits[2..])
}

/// All loose objects.
pub(super) fn loose(git: &Path) -> Vec<Oid> {
    let mut found = Vec::new();
    for folder in fs::read_dir(git.join("objects")).into_iter().flatten().flatten() {
        let begin = folder.file_name().to_string_lossy().into_owned();
        if begin.len() != 2 {
            continue;
        }
        for entry in fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            let name = format!("{begin}{}", entry.file_name().to_string_lossy());
            if name.len() == 40
                && let Ok(id) = name.parse::<Oid>()
            {
                found.push(id);
            }
        }
    }
    found.sort();
    found
}
