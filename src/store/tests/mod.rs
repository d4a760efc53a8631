//! The store against a real file system.

mod bad_input;
mod clashes;
mod damage;
mod folders;
mod former;
mod fuzz;
mod golden;
mod naming;
mod newer;
mod round_trip;
mod sampled;

use super::{Opened, SaveReport, Store};
use crate::model::{RecordId, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Opens with an id that is not that of any workspace here.
fn open(dir: &Path) -> Opened {
    Store::open(dir, Uuid::from_u128(0xffff)).unwrap()
}

/// Plans, runs and settles.
fn save(store: &mut Store, workspace: &Workspace, touched: &BTreeSet<RecordId>) -> SaveReport {
    let report = store.plan(workspace, touched).run();
    store.settle(&report);
    report
}

/// Every file in a folder but the lock, with its bytes.
fn snapshot(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(root: &Path, dir: &Path, out: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, out);
            } else if path.file_name().unwrap() != ".lock" {
                out.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut out = BTreeMap::new();
    walk(dir, dir, &mut out);
    out
}

/// A folder with these files and a `workspace.ron`.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("workspace.ron"), "(format: 1, workspace_id: \"019c0b6e-3f00-7000-8000-000000000001\")").unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}
