//! How long it takes to read a table of 100,000 rows, to plan what it would do, and to find out what of 2,000 statements may leave:
//! `cargo bench --bench exchange`. No test asserts a time; what counts is that each sort of table stays near the others, so that
//! nothing grows with the square of the rows.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use divan::Bencher;
use rapporteur::exchange::export::export;
use rapporteur::exchange::import::grid::{Grid, ReadAs};
use rapporteur::exchange::import::guess::guess;
use rapporteur::exchange::import::mapping::Kind;
use rapporteur::exchange::import::plan::{Choices, Making, Plan, plan};
use rapporteur::exchange::import::read::read;
use rapporteur::exchange::progress::Progress;
use rapporteur::exchange::release::{Permitted, Released};
use rapporteur::exchange::request::{ExportContext, Format, Request, What};
use rapporteur::model::{NegotiationId, Workspace};
use rapporteur::query::levels::Terms;
use rapporteur::query::position::AsOf;
use std::fmt::Write;
use uuid::Uuid;

const ROWS: usize = 100_000;

fn main() {
    divan::main();
}

/// A name that is like few others.
fn name(at: usize) -> String {
    const FIRST: [&str; 8] = ["Anna", "Boris", "Chen", "Dmytro", "Elena", "Farid", "Goran", "Hakan"];
    const PARTS: [&str; 16] = ["ba", "ko", "mi", "ru", "ze", "ta", "lo", "ni", "va", "su", "de", "po", "ga", "he", "ji", "ka"];
    let mixed = at * 7919 + 13;
    let last: String = (0..4).map(|part| PARTS[(mixed >> (4 * part)) % PARTS.len()]).collect();
    format!("{} {}{}", FIRST[at % FIRST.len()], last[..1].to_uppercase(), &last[1..])
}

/// A table with a header and a line for each row.
fn table(header: &str, line: impl Fn(usize) -> String) -> String {
    let mut text = format!("{header}\n");
    (0..ROWS).for_each(|at| writeln!(text, "{}", line(at)).unwrap());
    text
}

/// As a long record has them: few parties, some hundred speakers, some dozen issues, thousands of sources.
fn statements() -> String {
    table("negotiation,date,party,speaker,issue,kind,text,source", |at| {
        let (day, month, speaker) = (at % 28 + 1, at % 12 + 1, name(at % 500));
        let (party, issue, source) = (["Alpha", "Beta", "Gamma", "Delta"][at % 4], at % 60, at % 5_000);
        format!(
            "T,2026-{month:02}-{day:02},{party},{speaker},Issue {issue},demand,What is said in line {at},https://example.org/{source}"
        )
    })
}

fn read_in(text: &str) -> Grid {
    read("table.csv", text.as_bytes(), &ReadAs::default(), &Progress::default()).unwrap()
}

fn planned(workspace: &Workspace, grid: &Grid, kind: Kind) -> Plan {
    let mut last = 0;
    let mut id = || {
        last += 1;
        Uuid::from_u128(last)
    };
    let now = "2026-03-06T09:00:00Z".parse().unwrap();
    let mut making = Making { now, author: "Bench", zone: chrono_tz::UTC, id: &mut id };
    let mapping = guess(grid, Some(kind));
    plan(workspace, grid, &mapping, &Choices::default(), &mut making, &Progress::default()).unwrap()
}

/// Plans the table for an empty record.
fn plan_new(bencher: Bencher<'_, '_>, text: &str, kind: Kind) {
    let (workspace, grid) = (Workspace::new(Uuid::nil()), read_in(text));
    bencher.bench_local(|| planned(&workspace, &grid, kind));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_statements(bencher: Bencher<'_, '_>) {
    let text = statements();
    bencher.bench_local(|| read_in(&text));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn plan_statements(bencher: Bencher<'_, '_>) {
    plan_new(bencher, &statements(), Kind::Statements);
}

/// The same table once more, into the record that it has become.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn plan_statements_again(bencher: Bencher<'_, '_>) {
    let grid = read_in(&statements());
    let mut workspace = Workspace::new(Uuid::nil());
    let first = planned(&workspace, &grid, Kind::Statements);
    first.puts.into_iter().for_each(|record| drop(workspace.put(record)));
    bencher.bench_local(|| assert!(planned(&workspace, &grid, Kind::Statements).puts.is_empty()));
}

/// A speaker of their own in each row, so that every name is compared with those that are like it.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn plan_a_speaker_in_each_row(bencher: Bencher<'_, '_>) {
    let text = table("negotiation,date,party,speaker,text", |at| format!("T,2026-01-02,Alpha,{},Said in line {at}", name(at)));
    plan_new(bencher, &text, Kind::Statements);
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn plan_rounds(bencher: Bencher<'_, '_>) {
    let text = table("negotiation,title,start,end,status", |at| format!("T,Round of talks {at},2026-01-02,2026-01-03,held"));
    plan_new(bencher, &text, Kind::Rounds);
}

/// A record of so many statements, of each third of which somebody has written how it was said.
const STATED: usize = 2_000;

fn record() -> (Workspace, NegotiationId) {
    let mut text = "negotiation,date,party,speaker,issue,text,note,source\n".to_owned();
    for at in 0..STATED {
        let note = if at % 3 == 0 { "Said at the press conference after the second session, by telephone" } else { "" };
        let (day, month, party, issue) = (at % 28 + 1, at % 12 + 1, at % 6, at % 25);
        let (speaker, source) = (name(at % 30), at % 50);
        writeln!(
            text,
            "T,2026-{month:02}-{day:02},Party {party},{speaker},Issue {issue},We demand that point {at} of the list be met in full,{note},Gazette {source} of the day"
        )
        .unwrap();
    }
    let grid = read_in(&text);
    let mut workspace = Workspace::new(Uuid::nil());
    let first = planned(&workspace, &grid, Kind::Statements);
    first.puts.into_iter().for_each(|record| drop(workspace.put(record)));
    let negotiation = *workspace.negotiations.keys().next().unwrap();
    (workspace, negotiation)
}

/// What the words around each statement say of its terms.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn terms_of_two_thousand(bencher: Bencher<'_, '_>) {
    let (workspace, negotiation) = record();
    bencher.bench_local(|| {
        let mut terms = Terms::new(&workspace);
        workspace.statements_of(negotiation).filter(|said| terms.of(said).is_guarded()).count()
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn release_two_thousand(bencher: Bencher<'_, '_>) {
    let (workspace, negotiation) = record();
    bencher.bench_local(|| Released::new(&workspace, negotiation, &Permitted::default()));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn export_two_thousand(bencher: Bencher<'_, '_>) {
    let (workspace, negotiation) = record();
    let (round, permitted) = (None, Permitted::default());
    let request = Request { negotiation, round, what: What::Statements, format: Format::Csv, as_of: AsOf::Now, permitted };
    let context = ExportContext { now: "2026-03-06T09:00:00Z".parse().unwrap(), zone: chrono_tz::UTC, author: String::new() };
    bencher.bench_local(|| export(&workspace, &request, &context, &Progress::default()).unwrap());
}
