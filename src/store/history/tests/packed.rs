//! Packing: nothing is lost by it, and packs stay few.

use super::*;
use crate::store::history::packs;
use std::fs;

#[test]
fn everything_is_in_packs_and_packs_stay_few() {
    let mut desk = desk();
    let mut history = desk.history();
    let mut most = 0;
    for number in 0..60 {
        let entry = desk.put(&format!("change {number}"), party(7, &format!("Name {number}")));
        history.keep(&entry).unwrap();
        history.tidy_from(12, &|| false).unwrap();
        most = most.max(packs::packs(history.git_dir()).len());
    }
    assert!(most <= 6, "{most}");
    assert!(packs::loose(history.git_dir()).len() < 12);
    is_clean(history.git_dir());
    let names: Vec<_> = names(&history, id(7)).into_iter().filter_map(|(_, name)| name).collect();
    assert_eq!(names, (0..60).rev().map(|number| format!("Name {number}")).collect::<Vec<_>>());
    let verdict = history.verify(&|| false).unwrap();
    assert!(verdict.is_sound(), "{verdict:?}");
    assert_eq!(verdict.entries, 60);
}

#[test]
fn packing_can_be_stopped_and_leaves_everything_where_it_was() {
    let mut desk = desk();
    let mut history = desk.history();
    let entry = desk.put("add party", party(7, "Ukraine"));
    history.keep(&entry).unwrap();
    let before = packs::loose(history.git_dir());
    assert!(!history.tidy_from(1, &|| true).unwrap());
    assert_eq!(packs::loose(history.git_dir()), before);
    assert!(!history.tidy(&|| false).unwrap(), "there is not enough for it");
    assert!(history.tidy_from(1, &|| false).unwrap());
    assert!(packs::loose(history.git_dir()).is_empty());
    is_clean(history.git_dir());
}

#[test]
fn a_damaged_object_does_not_keep_the_others_from_being_packed_and_stays() {
    let mut desk = desk();
    let mut history = desk.history();
    for number in 0..5 {
        let entry = desk.put(&format!("change {number}"), party(7, &format!("Name {number}")));
        history.keep(&entry).unwrap();
    }
    let first = history.versions(None, None, 10).unwrap().list.pop().unwrap();
    let blob = git(history.git_dir(), &["ls-tree", "-r", "--object-only", &first.id.to_string(), "parties"]);
    let file = packs::loose_file(history.git_dir(), blob.trim().parse().unwrap());
    fs::remove_file(&file).unwrap();
    fs::write(&file, "damaged").unwrap();
    assert!(history.tidy_from(1, &|| false).unwrap());
    assert_eq!(packs::loose(history.git_dir()).len(), 1);
    assert_eq!(fs::read(&file).unwrap(), b"damaged");
    let verdict = history.verify(&|| false).unwrap();
    assert!(verdict.damaged[0].contains(&file.display().to_string()), "{verdict:?}");
}
