//! Our own lists, taken in again: into the record that they are of they bring nothing, into an empty one all that they hold.

use crate::talks::{empty, ids, planned};
use rapporteur::exchange::export::export;
use rapporteur::exchange::import::grid::{Grid, ReadAs};
use rapporteur::exchange::import::plan::{Choices, Plan, RowOutcome};
use rapporteur::exchange::import::read::read;
use rapporteur::exchange::lists;
use rapporteur::exchange::progress::Progress;
use rapporteur::exchange::release::Released;
use rapporteur::exchange::request::{ExportContext, Format, Request, What};
use rapporteur::exchange::table::Table;
use rapporteur::model::{NegotiationId, Workspace};
use rapporteur::query::names;
use rapporteur::query::position::AsOf;
use rapporteur::session::{Fixed, Proposal, Session};
use rapporteur::store::Store;
use uuid::Uuid;

/// In the order in which they are best taken in.
const LISTS: [What; 4] = [What::Rounds, What::Attendance, What::Statements, What::FollowUps];

/// Columns that no import reads: which statement replaces, answers or depends on which, the sitting, and what is worked out or told
/// in words of other fields.
const NOT_READ: [&str; 9] =
    ["Supersedes", "Answers", "Depends on", "Sitting", "Earlier dates", "Announcements", "Conflict", "Documents", "Overdue"];

fn sample() -> Workspace {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    rapporteur::store::sample::write_to(&data).unwrap();
    Store::open_to_read(&data).unwrap().workspace
}

fn request(negotiation: NegotiationId, what: What, format: Format) -> Request {
    Request { negotiation, round: None, what, format, as_of: AsOf::Now, permitted: Default::default() }
}

fn context() -> ExportContext {
    ExportContext { now: "2026-03-06T09:00:00Z".parse().unwrap(), zone: chrono_tz::UTC, author: String::new() }
}

/// A list as a file, read again.
fn read_again(ws: &Workspace, negotiation: NegotiationId, what: What, format: Format) -> Grid {
    let exported = export(ws, &request(negotiation, what, format), &context(), &Progress::default()).unwrap();
    let name = format!("list.{}", format.ending());
    read(&name, &exported.bytes, &ReadAs::default(), &Progress::default()).unwrap()
}

fn table(ws: &Workspace, negotiation: NegotiationId, what: What) -> Table {
    let released = Released::new(ws, negotiation, &Default::default());
    lists::tables(&released, &request(negotiation, what, Format::Csv), &context()).remove(0)
}

fn into(negotiation: NegotiationId) -> Choices {
    Choices { into: Some(negotiation), ..Choices::default() }
}

/// What a plan does, for a failure.
fn told(plan: &Plan) -> Vec<String> {
    let told = plan.rows.iter().filter(|row| row.outcome != RowOutcome::Same);
    told.map(|row| format!("{}: {}: {:?}", row.number, row.what, row.outcome)).collect()
}

#[test]
fn a_list_taken_into_its_own_record_changes_nothing() {
    let ws = sample();
    for negotiation in ws.negotiations.keys().copied().collect::<Vec<_>>() {
        for what in LISTS {
            for format in [Format::Csv, Format::Xlsx] {
                let session = Session::in_memory(ws.clone(), Box::new(ids()), "Ana");
                let grid = read_again(&ws, negotiation, what, format);
                if grid.rows.is_empty() {
                    continue;
                }
                let plan = planned(&session, &mut ids(), &grid, &into(negotiation));
                let title = names::negotiation(&ws, negotiation);
                assert_eq!(told(&plan), Vec::<String>::new(), "{title}, {what:?} as {format:?}");
                assert!(
                    plan.puts.is_empty() && plan.questions.is_empty(),
                    "{title}, {what:?} as {format:?}: {:?} {:?}",
                    plan.questions,
                    plan.puts
                );
            }
        }
    }
}

#[test]
fn lists_taken_into_an_empty_record_are_the_same_lists_again() {
    let ws = sample();
    let mut differing: Vec<String> = Vec::new();
    for negotiation in ws.negotiations.keys().copied().collect::<Vec<_>>() {
        for format in [Format::Csv, Format::Xlsx] {
            let (mut session, mut ids) = (empty(), ids());
            let title = names::negotiation(&ws, negotiation);
            let new = begun(&mut session, &mut ids, &title);
            for what in LISTS {
                let grid = read_again(&ws, negotiation, what, format);
                if grid.rows.is_empty() {
                    continue;
                }
                let plan = planned(&session, &mut ids, &grid, &into(new));
                assert_eq!(plan.tally().refused, 0, "{title}, {what:?}: {:?}", told(&plan));
                session.perform(Proposal { label: plan.label, puts: plan.puts, gesture: None }).unwrap();
            }
            for what in LISTS {
                let (was, is) = (table(&ws, negotiation, what), table(session.workspace(), new, what));
                assert_eq!(is.rows.len(), was.rows.len(), "{title}, {what:?}");
                for (was_row, is_row) in was.rows.iter().zip(&is.rows) {
                    for ((column, was), is) in was.columns.iter().zip(was_row).zip(is_row) {
                        if !NOT_READ.contains(&column.header.as_str()) {
                            let place = format!("{title}, {what:?} as {format:?}, {}", column.header);
                            differing.extend((is != was).then(|| format!("{place}: {:?}, not {:?}", is.plain(), was.plain())));
                        }
                    }
                }
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// An empty negotiation to take lists into.
fn begun(session: &mut Session, ids: &mut Fixed, title: &str) -> NegotiationId {
    use rapporteur::session::Surroundings;
    let id = NegotiationId(Uuid::from_u128(ids.id().as_u128()));
    let stamp = rapporteur::model::Stamp::new("2026-03-06T09:00:00Z".parse().unwrap(), "Ana");
    let mut negotiation = rapporteur::model::Negotiation::blank(id, stamp);
    title.clone_into(&mut negotiation.title);
    session.perform(Proposal { label: "begin".to_owned(), puts: vec![negotiation.into()], gesture: None }).unwrap();
    id
}
