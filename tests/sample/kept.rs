//! The files in `assets/sample`: just what the store writes of the sample, and read back without a word of complaint.

use crate::built;
use rapporteur::model::Workspace;
use rapporteur::store::{Opened, Store, sample};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const ASSETS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");

/// Writes the built workspace into an empty folder.
fn write(dir: &Path) {
    let workspace = built();
    let opened = Store::open(dir, workspace.id).expect("an empty folder opens");
    let touched: BTreeSet<_> = workspace.ids().collect();
    let report = opened.store.plan(&workspace, &touched).run();
    assert!(report.failed.is_empty(), "{:?}", report.failed);
}

/// All files in a folder but hidden ones, by path relative to it, with their text.
fn files(dir: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder that can be listed") {
            let path = entry.expect("an entry").path();
            let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if path.is_dir() {
                folders.push(path);
            } else if !hidden {
                let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                found.insert(path.strip_prefix(dir).expect("a path in the folder").to_owned(), text);
            }
        }
    }
    found
}

/// A copy of the assets, opened, and the folder that must outlive it.
fn opened() -> (tempfile::TempDir, Opened) {
    let dir = tempfile::tempdir().expect("a folder for the test");
    put(dir.path(), &files(Path::new(ASSETS)));
    let opened = Store::open(dir.path(), uuid::Uuid::nil()).expect("the sample opens");
    (dir, opened)
}

fn put(dir: &Path, files: &BTreeMap<PathBuf, String>) {
    for (path, text) in files {
        let target = dir.join(path);
        fs::create_dir_all(target.parent().expect("a folder around the file")).expect("a folder that can be made");
        fs::write(target, text).expect("a file that can be written");
    }
}

/// The sample as the files in the assets have it.
pub(crate) fn read() -> Workspace {
    opened().1.workspace
}

#[test]
fn assets_are_what_the_store_writes() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path());
    let written = files(dir.path());
    if std::env::var_os("UPDATE_SAMPLE").is_some() {
        fs::remove_dir_all(ASSETS).unwrap();
        put(Path::new(ASSETS), &written);
        return;
    }
    let kept = files(Path::new(ASSETS));
    let how = "run UPDATE_SAMPLE=1 cargo test --test sample, and look at the difference";
    assert_eq!(kept.keys().collect::<Vec<_>>(), written.keys().collect::<Vec<_>>(), "{how}");
    for (path, text) in &kept {
        assert!(*text == written[path], "{} is not what the store writes: {how}", path.display());
    }
}

#[test]
fn the_sample_opens_without_a_problem() {
    let (_dir, opened) = opened();
    assert_eq!(opened.problems, []);
    assert_eq!(opened.workspace, built());
}

#[test]
fn the_program_hands_out_the_assets() {
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("sample");
    sample::write_to(&target).unwrap();
    // Files that are new since the last build are not in the program: cargo does not see them.
    assert!(files(&target) == files(Path::new(ASSETS)), "touch src/store/sample.rs and build again");
}
