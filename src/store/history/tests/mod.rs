//! The history against a real file system, with the real `git` as its witness.

mod damage;
mod drill;
mod kept;
mod others;
mod packed;
mod received;

use super::{Entry, History, VersionId};
use crate::model::{Party, PartyId, Record, RecordId, Stamp, Workspace};
use crate::store::Store;
use chrono::{DateTime, FixedOffset};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use uuid::Uuid;

/// A data folder that is open, its history, and a folder for the machine's state.
struct Desk {
    state: tempfile::TempDir,
    dir: tempfile::TempDir,
    store: Store,
    workspace: Workspace,
    minute: i64,
}

fn desk() -> Desk {
    let (dir, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let opened = Store::open(dir.path(), Uuid::from_u128(1)).unwrap();
    Desk { state, dir, store: opened.store, workspace: opened.workspace, minute: 0 }
}

impl Desk {
    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn now(&self) -> DateTime<FixedOffset> {
        DateTime::from_timestamp(1_770_000_000 + self.minute * 60, 0)
            .unwrap()
            .with_timezone(&FixedOffset::east_opt(7200).unwrap())
    }

    fn open(&self) -> (History, Vec<String>) {
        History::open(self.path(), Some(self.state.path()), self.now(), false).unwrap()
    }

    /// Opens it where nothing is to be told.
    fn history(&self) -> History {
        let (history, told) = self.open();
        assert_eq!(told, Vec::<String>::new());
        history
    }

    /// A record as it is to be; the entry for it, saved.
    fn put(&mut self, label: &str, record: impl Into<Record>) -> Entry {
        let record = record.into();
        let id = record.id();
        self.workspace.put(record);
        self.save(label, id)
    }

    fn take(&mut self, label: &str, id: RecordId) -> Entry {
        self.workspace.take(id);
        self.save(label, id)
    }

    fn save(&mut self, label: &str, id: RecordId) -> Entry {
        self.minute += 1;
        let report = self.store.plan(&self.workspace, &[id].into()).run();
        assert_eq!(report.failed, []);
        let files: BTreeSet<PathBuf> = report.saved.iter().map(|saved| saved.file.clone()).collect();
        self.store.settle(&report);
        Entry { label: label.to_owned(), author: "Ana Kovač".to_owned(), when: self.now(), touched: [id].into(), files }
    }
}

fn party(number: u128, name: &str) -> Party {
    let stamp = Stamp::new(DateTime::from_timestamp(1_770_000_000, 0).unwrap(), "Ana");
    Party { name: name.to_owned(), ..Party::blank(PartyId(Uuid::from_u128(number)), stamp) }
}

fn id(number: u128) -> RecordId {
    PartyId(Uuid::from_u128(number)).into()
}

/// What the real program says, where it says that all is well.
fn git(git_dir: &Path, args: &[&str]) -> String {
    let output = git_command(git_dir).args(args).output().expect("git is installed");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "git {args:?}: {out}{err}");
    assert_eq!(err, "", "git {args:?}");
    out.into_owned()
}

/// The real program, with no settings but those of the repository.
fn git_command(git_dir: &Path) -> Command {
    let mut command = Command::new("git");
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap()).env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", git_dir);
    command.env("GIT_AUTHOR_NAME", "User").env("GIT_AUTHOR_EMAIL", "user@example.org");
    command.env("GIT_COMMITTER_NAME", "User").env("GIT_COMMITTER_EMAIL", "user@example.org");
    command.arg("--git-dir").arg(git_dir).current_dir(git_dir);
    if git_dir.ends_with(".git") {
        command.arg("--work-tree").arg(git_dir.parent().unwrap()).current_dir(git_dir.parent().unwrap());
    }
    command
}

/// That the real program has nothing against the repository.
fn is_clean(git_dir: &Path) {
    assert_eq!(git(git_dir, &["fsck", "--strict", "--full", "--no-dangling", "--no-progress"]), "");
    assert_eq!(git(git_dir, &["status", "--porcelain"]), "");
}

/// The names of a party, newest first, as its versions have them.
fn names(history: &History, of: RecordId) -> Vec<(String, Option<String>)> {
    let found = history.versions(Some(of), None, 1000).unwrap();
    assert_eq!(found.damaged, Vec::<String>::new());
    let name = |record: &Option<Record>| match record {
        Some(Record::Party(party)) => Some(party.name.clone()),
        _ => None,
    };
    found.list.iter().map(|version| (version.label.clone(), name(&version.change.edits[0].after))).collect()
}

fn made(version: Option<VersionId>) -> VersionId {
    version.expect("an entry")
}
