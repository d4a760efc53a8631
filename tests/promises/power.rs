//! A save that was acknowledged survives a power cut: its steps come in the one order in which each can be relied on by the next.
//!
//! A power cut itself cannot be had here. What can: the order of the system calls, from which it follows what a disk can have lost.
//! The new bytes are in a temporary file in the same folder and fsynced before they take the old file's place in one step; the folder is fsynced
//! after that; a new folder is fsynced in the folder above it; and all of that is before the save is acknowledged.

use crate::plan::Plan;
use crate::support::{Place, report, share};
use crate::trace::{self, CHANGES, Call, Traced};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What is on the disk for good, and what is not yet.
#[derive(Default)]
struct Disk {
    /// Temporary files that are made and not yet fsynced.
    loose: BTreeSet<PathBuf>,
    /// Temporary files that are fsynced.
    firm: BTreeSet<PathBuf>,
    /// Names that have come or gone and whose folders are not yet fsynced: a folder that is made and removed again has done neither.
    open: BTreeSet<PathBuf>,
    saves: usize,
    files: usize,
    folders: usize,
    removals: usize,
    bad: Vec<String>,
}

impl Disk {
    fn see(&mut self, call: &Call, dir: &Path) {
        if call.failed() {
            return;
        }
        let paths = call.paths();
        let first = paths.first().cloned().unwrap_or_default();
        let is_ours = |path: &Path| path.starts_with(dir);
        let above = |path: &Path| path.parent().unwrap().to_owned();
        match call.name.as_str() {
            "openat" | "open" | "creat" if is_ours(&first) && call.rest.contains("O_CREAT") => {
                if first.ends_with(".lock") {
                    return;
                }
                let name = first.file_name().unwrap().to_string_lossy().into_owned();
                self.must(call.rest.contains("O_EXCL"), call, "a file is opened that somebody else may have");
                self.must(is_temporary(&first), call, "a file of the record is written in place");
                self.must(name.len() <= 32, call, "the name is too long for some disks");
                self.loose.insert(first);
            }
            "write" | "pwrite64" | "writev" if is_ours(&first) => {
                self.must(is_temporary(&first), call, "a file of the record is written in place");
                self.firm.remove(&first);
                self.loose.insert(first);
            }
            "fsync" | "fdatasync" if is_ours(&first) || dir.starts_with(&first) => {
                self.open.retain(|name| above(name) != first);
                if self.loose.remove(&first) {
                    self.firm.insert(first);
                }
            }
            // A file that is to go leaves its name first, and is looked at.
            "rename" | "renameat" | "renameat2" if is_ours(&first) && !is_temporary(&first) && is_temporary(&paths[1]) => {
                self.must(above(&first) == above(&paths[1]), call, "it is put aside into another folder");
                self.removals += 1;
                self.open.insert(first);
            }
            "rename" | "renameat" | "renameat2" if is_ours(&first) => {
                let target = paths[1].clone();
                let is_firm = self.firm.remove(&first);
                self.must(is_firm, call, "what is put in place is not yet on the disk");
                self.must(above(&first) == above(&target), call, "the temporary file is in another folder");
                self.must(is_temporary(&first) && !is_temporary(&target), call, "something else is renamed");
                self.files += 1;
                // After an exchange the temporary file holds the old bytes, and may go.
                self.open.insert(target);
            }
            "unlink" | "unlinkat" | "rmdir" if is_ours(&first) => {
                self.loose.remove(&first);
                self.firm.remove(&first);
                if !is_temporary(&first) {
                    self.removals += 1;
                    // Whatever was in a folder is gone with it.
                    self.open.retain(|name| name == &first || !name.starts_with(&first));
                    if !(call.name == "rmdir" && self.open.remove(&first)) {
                        self.open.insert(first);
                    }
                }
            }
            "mkdir" | "mkdirat" if is_ours(&first) => {
                self.folders += 1;
                self.open.insert(first);
            }
            "write" if call.rest.contains(", \"saved ") => {
                self.saves += 1;
                self.must(self.loose.is_empty(), call, "a temporary file is not yet on the disk");
                self.must(self.open.is_empty(), call, &format!("names are not yet on the disk: {:?}", self.open));
            }
            _ => {}
        }
    }

    fn must(&mut self, holds: bool, call: &Call, why: &str) {
        if !holds {
            self.bad.push(format!("{why}: {}({}", call.name, call.rest));
        }
    }
}

fn is_temporary(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".rapporteur-"))
}

/// A plan that goes every way of a save.
fn plan() -> Plan {
    let steps = [
        "a=party",
        "text $a Ukraine",
        "party Russia",
        "n=negotiation",
        "r=round 4 Feb 2026",
        "s=statement We want the ceasefire first",
        "text $n Talks in Abu Dhabi",
        "statement We want the territory first",
        "text $s We want both",
        "delete $r",
        "undo",
        "redo",
        "delete $a",
        "save",
    ];
    Plan::record(None, "2026-02-04T09:00:00Z", &steps)
}

/// Runs the plan under strace, with further options, and looks at every call.
fn watch(plan: &Plan, options: &[String]) -> (Traced, Disk) {
    let place = Place::new();
    let mut all = trace::watching(CHANGES);
    all.extend_from_slice(options);
    let traced = trace::run(&place, &all, &plan.args(), &plan.input());
    let mut disk = Disk::default();
    for call in &traced.calls {
        disk.see(call, &place.data());
    }
    (traced, disk)
}

/// What of a history is on the disk for good. Git's list of files is left out: it says nothing that the entries do not say.
#[derive(Default)]
struct Past {
    loose: BTreeSet<PathBuf>,
    open: BTreeSet<PathBuf>,
    saves: usize,
    objects: usize,
    bad: Vec<String>,
}

impl Past {
    fn see(&mut self, call: &Call, git: &Path) {
        if call.failed() {
            return;
        }
        let paths = call.paths();
        let first = paths.first().cloned().unwrap_or_default();
        if call.name == "write" && call.rest.contains(", \"saved ") {
            self.saves += 1;
            let left: Vec<&PathBuf> = self.loose.iter().chain(&self.open).collect();
            if !left.is_empty() {
                self.bad.push(format!("not yet on the disk: {left:?} at {}", call.rest));
            }
            return;
        }
        if !["objects", "refs"].iter().any(|part| first.starts_with(git.join(part))) {
            return;
        }
        match call.name.as_str() {
            "openat" if call.rest.contains("O_CREAT") => drop(self.loose.insert(first)),
            "write" | "pwrite64" => drop(self.loose.insert(first)),
            "fsync" | "fdatasync" => {
                self.loose.remove(&first);
                self.open.retain(|name| name.parent() != Some(&first));
            }
            "link" | "linkat" | "rename" | "renameat" | "renameat2" => {
                if self.loose.contains(&first) {
                    self.bad.push(format!("what is put in place is not yet on the disk: {}({}", call.name, call.rest));
                }
                self.objects += 1;
                self.open.insert(paths[1].clone());
            }
            "unlink" | "unlinkat" => drop(self.loose.remove(&first)),
            "mkdir" | "mkdirat" => drop(self.open.insert(first)),
            _ => {}
        }
    }
}

#[test]
fn an_entry_of_the_history_is_there_for_good_when_the_save_is_acknowledged() {
    let steps = ["party Ukraine", "negotiation Talks"];
    let before = Plan::record_with_history(None, "2026-02-04T09:00:00Z", &steps);
    let plan =
        Plan::record_with_history(Some(&before), "2026-02-05T09:00:00Z", &["round 4 Feb 2026", "statement We wait", "save"]);
    let watch = |options: &[String]| {
        let place = Place::new();
        plan.lay_out(&place);
        let mut all = trace::watching(CHANGES);
        all.extend_from_slice(options);
        let traced = trace::run(&place, &all, &plan.args(), &plan.input());
        let mut past = Past::default();
        for call in &traced.calls {
            past.see(call, &place.data().join(".git"));
        }
        (traced, past)
    };
    let (traced, past) = watch(&[]);
    assert!(past.bad.is_empty(), "{}", past.bad.join("\n"));
    assert_eq!(past.saves, plan.lines().len());
    assert!(past.objects > 8, "the way of an entry is not seen any more");
    let is_of_history = |call: &&Call| call.name.contains("sync") && call.rest.contains("/.git/");
    let fsyncs: Vec<&Call> = traced.calls.iter().filter(is_of_history).collect();
    let bad = Mutex::new(Vec::new());
    share(&fsyncs, |call| {
        let (traced, past) = watch(&["-e".to_owned(), format!("inject={}:error=EIO:when={}", call.name, call.nth)]);
        // Where the user was told, the last save makes up for it.
        let told = traced.out.contains("unkept ");
        let after = if told {
            past.bad.iter().filter(|why| why.contains("saved 3")).collect()
        } else {
            past.bad.iter().collect::<Vec<_>>()
        };
        let mut bad = bad.lock().unwrap();
        bad.extend(after.iter().map(|why| format!("after a failed {}({}: {why}", call.name, call.rest)));
    });
    let bad = bad.into_inner().unwrap();
    report(&format!(
        "power cut: {} objects and names of the history in order; {} fsyncs failed, one at a time; {} bad",
        past.objects,
        fsyncs.len(),
        bad.len()
    ));
    assert!(bad.is_empty(), "{}", bad[..bad.len().min(20)].join("\n"));
}

#[test]
fn a_save_is_acknowledged_when_a_power_cut_cannot_take_it_back() {
    let plan = plan();
    let (traced, disk) = watch(&plan, &[]);
    assert!(traced.status.success(), "{}{}", traced.out, traced.err);
    assert!(disk.bad.is_empty(), "{}", disk.bad.join("\n"));
    assert_eq!(disk.saves, plan.lines().len(), "each save was acknowledged");
    assert!(disk.files > 12 && disk.folders >= 8 && disk.removals >= 8, "the way of a save is not seen any more");
    let Disk { saves, files, folders, removals, .. } = disk;
    report(&format!("power cut: {saves} saves with {files} files, {folders} new folders and {removals} removals, all in order"));
}

#[test]
fn what_could_not_be_fsynced_is_fsynced_before_a_later_save_is_acknowledged() {
    let plan = plan();
    let (traced, _) = watch(&plan, &[]);
    let fsyncs: Vec<Call> = traced.calls.into_iter().filter(|call| call.name.contains("sync")).collect();
    let bad = Mutex::new(Vec::new());
    share(&fsyncs, |call| {
        let fault = ["-e".to_owned(), format!("inject={}:error=EIO:when={}", call.name, call.nth)];
        let (traced, disk) = watch(&plan, &fault);
        let mut bad = bad.lock().unwrap();
        bad.extend(disk.bad.into_iter().map(|why| format!("after a failed {}({}: {why}", call.name, call.rest)));
        // While the folder opens, a fault can end it all.
        let ended = traced.status.code() == Some(2) && traced.out.is_empty();
        if !ended && !traced.out.contains(&format!("saved {}\n", plan.lines().len())) {
            bad.push(format!("nothing was saved any more after a failed {}({}", call.name, call.rest));
        }
        if !ended && !traced.out.contains("failed ") {
            bad.push(format!("nobody was told of a failed {}({}", call.name, call.rest));
        }
    });
    let bad = bad.into_inner().unwrap();
    report(&format!("power cut: {} fsyncs failed, one at a time; {} bad", fsyncs.len(), bad.len()));
    assert!(bad.is_empty(), "{}", bad[..bad.len().min(20)].join("\n"));
}
