//! What the history costs: edits on the sample, one entry each, durable: `cargo bench --bench history`. With
//! `RAPPORTEUR_EDITS=10000`, as many as in a year of daily use. No test asserts a time.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that cannot go on has failed, and is printed")]

use chrono::{DateTime, FixedOffset, TimeDelta};
use rapporteur::model::{RecordId, StatementId, Workspace};
use rapporteur::store::history::{Entry, History};
use rapporteur::store::{Store, sample};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How many edits unless it is said.
const EDITS: usize = 500;
/// Over how many entries the time of one is told.
const SAMPLE: usize = 100;
/// How many edits the record gets whose versions are asked for.
const OF_ONE: usize = 100;

fn main() {
    let edits = std::env::var("RAPPORTEUR_EDITS").map_or(EDITS, |edits| edits.parse().unwrap()).max(SAMPLE);
    let folder = tempfile::tempdir().unwrap();
    let (dir, state) = (folder.path().join("record"), folder.path().join("state"));
    sample::write_to(&dir).unwrap();
    let opened = Store::open(&dir, Uuid::nil()).unwrap();
    let (mut store, mut workspace) = (opened.store, opened.workspace);
    let mut now = DateTime::<FixedOffset>::parse_from_rfc3339("2026-02-02T09:00:00+02:00").unwrap();
    let begun = Instant::now();
    let (mut history, _) = History::open(&dir, Some(&state), now, false).unwrap();
    history.keep_rest("Bench", now).unwrap();
    println!("first entry, {} files: {} ms", count(&dir), millis(begun.elapsed()));

    let statements: Vec<StatementId> = workspace.statements.keys().copied().collect();
    let watched = statements[0];
    let (mut kept, mut tidied) = (Vec::new(), Vec::new());
    let mut most = 0;
    for number in 0..edits {
        now += TimeDelta::seconds(90);
        // Every so often it is the one that is watched; else one after the other, so that all files grow old versions.
        let is_watched = number % (edits / OF_ONE).max(1) == 0;
        let id = if is_watched { watched } else { statements[1 + number * 7 % (statements.len() - 1)] };
        let entry = edit(&mut store, &mut workspace, id, number, now);
        let begun = Instant::now();
        history.keep(&entry).unwrap().unwrap();
        kept.push(begun.elapsed());
        let begun = Instant::now();
        if history.tidy(&|| false).unwrap() {
            tidied.push(begun.elapsed());
        }
        if number % SAMPLE == 0 {
            most = most.max(bytes(history.git_dir()));
        }
    }
    println!(
        "{edits} entries: {} ms each at the start, {} ms each at the end",
        mean(&kept[..SAMPLE]),
        mean(&kept[edits - SAMPLE..])
    );
    println!("longest: {} ms; packed {} times, the longest took {} ms", longest(&kept), tidied.len(), longest(&tidied));
    let (end, git) = (bytes(history.git_dir()), history.git_dir().to_owned());
    println!("repository: {end} bytes on disk at the end, {most} at most, {} an edit; {} files", end / edits, count(&git));

    drop(history);
    let begun = Instant::now();
    let (mut history, _) = History::open(&dir, Some(&state), now, false).unwrap();
    println!("open: {} ms", millis(begun.elapsed()));
    let begun = Instant::now();
    assert_eq!(history.keep_rest("Bench", now).unwrap(), None);
    println!("nothing to keep: {} ms", millis(begun.elapsed()));
    let begun = Instant::now();
    let found = history.versions(Some(watched.into()), None, OF_ONE).unwrap();
    println!("the last {} versions of a record: {} ms", found.list.len(), millis(begun.elapsed()));
    let begun = Instant::now();
    let page = history.versions(None, None, 50).unwrap();
    println!("the last {} entries: {} ms", page.list.len(), millis(begun.elapsed()));
    let begun = Instant::now();
    let verdict = history.verify(&|| false).unwrap();
    assert!(verdict.is_sound(), "{verdict:?}");
    println!("verify {} objects: {} ms", verdict.objects, millis(begun.elapsed()));
}

/// A word typed into a statement, saved.
fn edit(store: &mut Store, workspace: &mut Workspace, id: StatementId, number: usize, when: DateTime<FixedOffset>) -> Entry {
    let mut statement = workspace.statements[&id].clone();
    statement.note = format!("Looked at again, for the {number}th time");
    statement.stamp.changed = when.to_utc();
    workspace.put(statement.into());
    let touched: BTreeSet<RecordId> = [id.into()].into();
    let report = store.plan(workspace, &touched).run();
    assert!(report.failed.is_empty());
    store.settle(&report);
    let files = report.saved.iter().map(|saved| saved.file.clone()).collect();
    Entry { label: "change note".to_owned(), author: "Bench".to_owned(), when, touched, files }
}

fn millis(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

fn mean(times: &[Duration]) -> String {
    millis(times.iter().sum::<Duration>() / u32::try_from(times.len()).unwrap())
}

fn longest(times: &[Duration]) -> String {
    times.iter().max().map_or_else(|| "0".to_owned(), |time| millis(*time))
}

/// What the files take on the disk.
fn bytes(dir: &Path) -> usize {
    walk(dir, &|_, len| len)
}

fn count(dir: &Path) -> usize {
    walk(dir, &|_, _| 1)
}

fn walk(dir: &Path, of: &dyn Fn(&Path, usize) -> usize) -> usize {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let sizes = entries.map(|path| match path.is_dir() {
        true => walk(&path, of),
        // A file takes whole blocks.
        false => of(&path, usize::try_from(fs::metadata(&path).unwrap().len()).unwrap().div_ceil(4096) * 4096),
    });
    sizes.sum()
}
