//! Git trees: file names and hashes, edited and compared without reading the files.

use super::super::scan::{FOLDERS, WORKSPACE};
use super::objects::Objects;
use git2::{Error, ObjectType, Oid, TreeEntry};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A regular file, as git writes its mode.
pub(super) const FILE: i32 = 0o100_644;
/// A folder.
const FOLDER: i32 = 0o040_000;

/// A file that differs between two trees.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Changed {
    pub file: PathBuf,
    pub before: Option<Oid>,
    pub after: Option<Oid>,
}

/// Whether a path, relative to the data folder, is one at which records are kept.
pub(super) fn is_of_record(file: &Path) -> bool {
    let mut parts = file.components();
    let first = parts.next().map(|part| part.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
    match parts.next() {
        None => first == WORKSPACE,
        Some(_) => FOLDERS.contains(&first.as_str()) && file.extension().is_some_and(|ending| ending == "ron"),
    }
}

/// A path as git has it.
pub(super) fn bytes_of(file: &Path) -> Vec<u8> {
    let parts = file.components().map(|part| name_bytes(part.as_os_str()));
    parts.collect::<Vec<_>>().join(&b'/')
}

#[cfg(unix)]
fn name_bytes(name: &std::ffi::OsStr) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(name).to_vec()
}

#[cfg(not(unix))]
fn name_bytes(name: &std::ffi::OsStr) -> Vec<u8> {
    name.to_string_lossy().into_owned().into_bytes()
}

#[cfg(unix)]
fn name_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes))
}

#[cfg(not(unix))]
fn name_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// Writes the tree that `base` becomes when each file holds the blob that is given for it, or goes; none if nothing is left.
pub(super) fn with(
    repo: &Objects,
    base: Option<Oid>,
    changes: &BTreeMap<Vec<u8>, Option<Oid>>,
    written: &mut Vec<Oid>,
) -> Result<Option<Oid>, Error> {
    let base = base.map(|base| repo.tree(base)).transpose()?;
    let mut builder = repo.raw().treebuilder(base.as_ref())?;
    let mut folders: BTreeMap<&[u8], BTreeMap<Vec<u8>, Option<Oid>>> = BTreeMap::new();
    let mut files: Vec<(&[u8], Option<Oid>)> = Vec::new();
    for (path, blob) in changes {
        match path.iter().position(|byte| *byte == b'/') {
            Some(at) => {
                folders.entry(&path[..at]).or_default().insert(path[at + 1..].to_vec(), *blob);
            }
            None => files.push((path, *blob)),
        }
    }
    for (name, below) in folders {
        let folder = base.as_ref().and_then(|base| base.get_name_bytes(name)).filter(is_folder).map(|entry| entry.id());
        match with(repo, folder, &below, written)? {
            Some(folder) => drop(builder.insert(name, folder, FOLDER)?),
            None if folder.is_some() => builder.remove(name)?,
            None => {}
        }
    }
    for (name, blob) in files {
        match blob {
            Some(blob) => drop(builder.insert(name, blob, FILE)?),
            // A folder that stands there now is not what is to go.
            None if builder.get(name)?.is_some_and(|entry| !is_folder(&entry)) => builder.remove(name)?,
            None => {}
        }
    }
    if builder.is_empty() {
        return Ok(None);
    }
    let tree = builder.write()?;
    written.push(tree);
    Ok(Some(tree))
}

fn is_folder(entry: &TreeEntry<'_>) -> bool {
    entry.kind() == Some(ObjectType::Tree)
}

/// The record's files that differ between two trees, by their paths.
pub(super) fn differences(repo: &Objects, before: Option<Oid>, after: Option<Oid>) -> Result<Vec<Changed>, Error> {
    let mut found = Vec::new();
    compare(repo, Path::new(""), before, after, &mut found)?;
    Ok(found)
}

fn compare(repo: &Objects, at: &Path, before: Option<Oid>, after: Option<Oid>, found: &mut Vec<Changed>) -> Result<(), Error> {
    if before == after {
        return Ok(());
    }
    let mut names: BTreeMap<Vec<u8>, [Option<(Oid, bool)>; 2]> = BTreeMap::new();
    for (side, tree) in [before, after].into_iter().enumerate() {
        let Some(tree) = tree else { continue };
        for entry in &repo.tree(tree)? {
            let kind = entry.kind();
            if matches!(kind, Some(ObjectType::Tree | ObjectType::Blob)) {
                names.entry(entry.name_bytes().to_vec()).or_default()[side] = Some((entry.id(), is_folder(&entry)));
            }
        }
    }
    for (name, [before, after]) in names {
        if before == after {
            continue;
        }
        let path = at.join(name_of(&name));
        let of = |side: Option<(Oid, bool)>, folder| side.filter(|(_, is)| *is == folder).map(|(id, _)| id);
        let (folder_before, folder_after) = (of(before, true), of(after, true));
        let is_inside = at.components().next().is_some() || FOLDERS.iter().any(|name| path == Path::new(name));
        if is_inside && (folder_before.is_some() || folder_after.is_some()) {
            compare(repo, &path, folder_before, folder_after, found)?;
        }
        let (before, after) = (of(before, false), of(after, false));
        if (before.is_some() || after.is_some()) && is_of_record(&path) {
            found.push(Changed { file: path, before, after });
        }
    }
    Ok(())
}

/// Every file of the record in a tree.
pub(super) fn files(repo: &Objects, tree: Option<Oid>) -> Result<BTreeMap<PathBuf, Oid>, Error> {
    let all = differences(repo, None, tree)?;
    Ok(all.into_iter().filter_map(|changed| Some((changed.file, changed.after?))).collect())
}

/// The blob of one file in a tree.
pub(super) fn blob(repo: &Objects, tree: Oid, file: &Path) -> Result<Option<Oid>, Error> {
    let mut here = tree;
    let path = bytes_of(file);
    let mut parts = path.split(|byte| *byte == b'/').peekable();
    while let Some(part) = parts.next() {
        let found = repo.tree(here)?.get_name_bytes(part).map(|entry| (entry.id(), entry.kind()));
        match (found, parts.peek()) {
            (Some((id, Some(ObjectType::Blob))), None) => return Ok(Some(id)),
            (Some((id, Some(ObjectType::Tree))), Some(_)) => here = id,
            _ => return Ok(None),
        }
    }
    Ok(None)
}
