//! How long the window's thread is held up by one edit, one autosave, one external change and one import of 10,000 rows, on a record of
//! 100,000 statements: `cargo bench --bench window_thread`. What workers do meanwhile is told beside it. No test asserts a time; what
//! counts is how the figures stand to each other, and to reading the files of the record, which is measured in the same run.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "it tells its figures")]

#[path = "record/large.rs"]
#[expect(dead_code, reason = "other benches use more of it")]
mod large;

use large::{Large, large};
use rapporteur::model::{Record, Statement, StatementId};
use rapporteur::session::{Fixed, Proposal, Session};
use rapporteur::store::Store;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use uuid::Uuid;

const STATEMENTS: usize = 100_000;
const ROWS: usize = 10_000;
/// How often each is measured; the longest counts.
const TIMES: usize = 7;

/// What one job took: the longest single step on the window's thread, and all steps on workers.
#[derive(Clone, Copy, Default)]
struct Took {
    window: Duration,
    workers: Duration,
}

impl Took {
    fn on_window<T>(&mut self, step: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let done = step();
        self.window = self.window.max(begun.elapsed());
        done
    }

    fn on_worker<T>(&mut self, step: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let done = step();
        self.workers += begun.elapsed();
        done
    }
}

/// Does it on the session, and is told how often it was done.
type Job<'a> = &'a mut dyn FnMut(&mut Session, usize, &mut Took);

/// A session on a folder with the large record in it. Its clock is far ahead, so that files count as left alone.
fn open(large: &Large, dir: &Path) -> Session {
    let opened = Store::open(dir, Uuid::from_u128(1)).unwrap();
    let report = opened.store.plan(&large.workspace, &large.workspace.ids().collect()).run();
    assert!(report.failed.is_empty());
    drop(opened);
    let opened = Store::open(dir, Uuid::from_u128(1)).unwrap();
    let now = chrono::DateTime::from_timestamp(4_000_000_000, 0).unwrap();
    Session::open(opened, Box::new(Fixed::at(now)), "Bench")
}

fn statement(session: &Session, id: StatementId) -> Statement {
    session.workspace().statements[&id].clone()
}

fn edit(session: &mut Session, id: StatementId, text: String, took: &mut Took) {
    let changed = Statement { text, ..statement(session, id) };
    took.on_window(|| session.perform(Proposal::put("change text", changed))).unwrap();
}

fn save(session: &mut Session, took: &mut Took) {
    let job = took.on_window(|| session.begin_save()).unwrap();
    let done = took.on_worker(|| job.run());
    took.on_window(|| session.finish_save(done));
    assert!(!session.has_unsaved());
}

/// Another program changes a statement.
fn change_outside(session: &mut Session, id: StatementId, text: &str, took: &mut Took) {
    let file = session.dir().unwrap().join(session.file_of(id.into()).unwrap());
    let before = fs::read_to_string(&file).unwrap();
    fs::write(&file, before.replacen(&statement(session, id).text, text, 1)).unwrap();
    let scan = took.on_window(|| session.scan()).unwrap();
    let change = took.on_worker(|| scan.run());
    let job = took.on_window(|| session.begin_merge(change)).unwrap();
    let merged = took.on_worker(|| job.run());
    let news = took.on_window(|| session.finish_merge(merged)).unwrap();
    assert!(!news.again && statement(session, id).text == text);
}

/// Rows that were read and planned come in.
fn import(session: &mut Session, id: StatementId, took: &mut Took) {
    let (model, mut ids) = (statement(session, id), session.ids());
    let row = |at: usize| Statement { id: StatementId(ids()), text: format!("Row {at}"), ..model.clone() };
    let puts: Vec<Record> = (0..ROWS).map(row).map(Record::from).collect();
    let proposal = Proposal { label: "import 10000 statements".to_owned(), puts, gesture: None };
    let preparation = took.on_window(|| session.preparation());
    let prepared = took.on_worker(|| preparation.prepare(proposal)).unwrap();
    took.on_window(|| session.commit_prepared(prepared)).unwrap();
    save(session, took);
    took.on_window(|| session.history_entry(chrono_tz::UTC)).unwrap();
}

/// The bytes of all files below a folder, read.
fn read_all(dir: &Path) -> usize {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { read_all(&path) } else { fs::read(&path).unwrap().len() }).sum()
}

fn main() {
    let large = large(STATEMENTS);
    let folder = tempfile::tempdir().unwrap();
    let mut session = open(&large, folder.path());
    // The first look takes note of every file.
    let change = session.scan().unwrap().run();
    session.apply_external(change);
    let id = large.last;
    let jobs: [(&str, Job<'_>); 4] = [
        ("one edit", &mut |session, at, took| edit(session, id, format!("Typed {at} times"), took)),
        ("one autosave", &mut |session, at, took| {
            edit(session, id, format!("Saved {at} times"), &mut Took::default());
            save(session, took);
        }),
        ("one external change", &mut |session, at, took| change_outside(session, id, &format!("Said outside {at}"), took)),
        ("an import of 10,000 rows", &mut |session, _, took| {
            import(session, id, took);
            session.undo();
            session.save().unwrap();
        }),
    ];
    let begun = Instant::now();
    let bytes = read_all(folder.path());
    let reading = begun.elapsed();
    println!("reading the {} MB of the record: {:.1} ms", bytes / 1_000_000, millis(reading));
    println!("{:26} {:>12} {:>12} {:>10}", "", "window", "workers", "of reading");
    for (name, job) in jobs {
        let mut most = Took::default();
        for at in 0..TIMES {
            let mut took = Took::default();
            job(&mut session, at, &mut took);
            most = Took { window: most.window.max(took.window), workers: most.workers.max(took.workers) };
        }
        let share = most.window.as_secs_f64() / reading.as_secs_f64();
        println!("{name:26} {:9.3} ms {:9.1} ms {share:10.4}", millis(most.window), millis(most.workers));
        if session.has_unsaved() {
            session.save().unwrap();
        }
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
