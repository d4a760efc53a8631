//! Fields that were changed in two places: what is not chosen yet is in a file of its own.

use super::folders::{all, party};
use super::{folder, open, save, snapshot};
use crate::model::fields::FieldPath;
use crate::model::{Clash, Party, Record, RecordId};
use crate::store::{Kept, Opened};
use std::fs;
use std::path::{Path, PathBuf};

fn clash(of: &Party, name: &str) -> Clash {
    let other = Party { name: name.to_owned(), ..of.clone() };
    Clash::new(other.stamp.clone(), FieldPath::new(["name"]), other.into(), name)
}

/// A folder with a party whose name was changed in two places.
fn contested() -> (tempfile::TempDir, Opened, Party, Clash) {
    let dir = folder(&[]);
    let mut opened = open(dir.path());
    let party = party(0xa, "Ukraine");
    let clash = clash(&party, "The Ukraine");
    opened.workspace.put(party.clone().into());
    opened.workspace.put(clash.clone().into());
    let report = save(&mut opened.store, &opened.workspace, &all(&opened.workspace));
    assert_eq!(report.failed, []);
    (dir, opened, party, clash)
}

fn file_of(clash: &Clash) -> PathBuf {
    PathBuf::from(format!("clashes/2026-02-02-party-{}.ron", clash.id.tail()))
}

#[test]
fn two_copies_that_find_the_same_clash_write_the_same_file() {
    let (first, _, _, clash) = contested();
    let (second, ..) = contested();
    let bytes = snapshot(first.path());
    assert_eq!(bytes, snapshot(second.path()));
    assert!(bytes.contains_key(&file_of(&clash)), "{:?}", bytes.keys());
}

#[test]
fn one_that_was_chosen_leaves_no_file() {
    let (dir, mut opened, party, clash) = contested();
    opened.workspace.take(clash.id.into());
    assert_eq!(save(&mut opened.store, &opened.workspace, &[clash.id.into()].into()).failed, []);
    assert!(!dir.path().join(file_of(&clash)).exists());
    opened.workspace.put(clash.clone().into());
    assert_eq!(save(&mut opened.store, &opened.workspace, &[clash.id.into()].into()).failed, []);
    drop(opened);
    let again = open(dir.path());
    assert_eq!(again.problems, []);
    assert_eq!(again.workspace.clashes_of(party.id.into()), [&clash]);
}

#[test]
fn what_this_version_does_not_know_in_the_other_version_is_kept() {
    let (dir, opened, party, clash) = contested();
    drop(opened);
    let path = dir.path().join(file_of(&clash));
    let text =
        fs::read_to_string(&path).unwrap().replacen("name: \"The Ukraine\",", "name: \"The Ukraine\",\nfrom: \"space\",", 1);
    fs::write(&path, &text).unwrap();
    let mut opened = open(dir.path());
    let [problem] = opened.problems.as_slice() else { panic!("{:?}", opened.problems) };
    assert_eq!((problem.file.as_path(), problem.kept_as), (file_of(&clash).as_path(), Kept::ReadOnly));
    assert!(problem.what.contains("`from`"), "{}", problem.what);
    assert!(opened.store.read_only(clash.id.into()).is_some());
    assert_eq!(opened.store.read_only(party.id.into()), None);
    opened.workspace.take(clash.id.into());
    let report = save(&mut opened.store, &opened.workspace, &[clash.id.into()].into());
    assert_eq!(report.failed.len(), 1);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn one_whose_record_is_missing_is_named() {
    let (dir, opened, party, clash) = contested();
    drop(opened);
    let home = Path::new("parties").join(format!("ukraine-{}.ron", party.id.tail()));
    fs::remove_file(dir.path().join(home)).unwrap();
    let opened = open(dir.path());
    assert_eq!(opened.workspace.clashes[&clash.id], clash);
    let [problem] = opened.problems.as_slice() else { panic!("{:?}", opened.problems) };
    assert_eq!(problem.file, file_of(&clash));
    assert!(problem.what.starts_with("the record names the party"), "{}", problem.what);
}

#[test]
fn it_goes_to_the_bin_with_its_record_and_comes_back() {
    let (dir, mut opened, party, clash) = contested();
    let held = opened.workspace.held_by(party.id.into());
    assert_eq!(held, [RecordId::from(party.id), clash.id.into()]);
    let records: Vec<Record> = held.iter().filter_map(|id| opened.workspace.take(*id)).collect();
    let binned = crate::model::Binned {
        id: uuid::Uuid::from_u128(0xb1).into(),
        stamp: party.stamp.clone(),
        title: "Ukraine".into(),
        records: records.clone(),
    };
    opened.workspace.put(binned.clone().into());
    let touched = held.into_iter().chain([binned.id.into()]).collect();
    assert_eq!(save(&mut opened.store, &opened.workspace, &touched).failed, []);
    drop(opened);
    let again = open(dir.path());
    assert_eq!(again.problems, []);
    assert!(again.workspace.clashes.is_empty());
    assert_eq!(again.workspace.bin[&binned.id].records, records);
}
