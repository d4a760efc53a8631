//! Wide tables: issues down, parties across; our own matrix among them.

use crate::talks::{empty, ids, planned};
use crate::trust::{fates, take};
use rapporteur::exchange::export::export;
use rapporteur::exchange::import::grid::{Grid, ReadAs};
use rapporteur::exchange::import::guess::guess;
use rapporteur::exchange::import::mapping::{Key, Kind};
use rapporteur::exchange::import::plan::Choices;
use rapporteur::exchange::import::read::read;
use rapporteur::exchange::progress::Progress;
use rapporteur::exchange::request::{ExportContext, Format, Request, What};
use rapporteur::model::{NegotiationId, Statement, StatementField, Vocabulary, Workspace};
use rapporteur::query::names;
use rapporteur::query::position::AsOf;
use rapporteur::session::Session;
use rapporteur::store::Store;

fn sample() -> Workspace {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    rapporteur::store::sample::write_to(&data).unwrap();
    Store::open_to_read(&data).unwrap().workspace
}

fn matrix(ws: &Workspace, negotiation: NegotiationId, format: Format) -> Grid {
    let request =
        Request { negotiation, round: None, what: What::Matrix, format, as_of: AsOf::Now, permitted: Default::default() };
    let context = ExportContext { now: "2026-03-06T09:00:00Z".parse().unwrap(), zone: chrono_tz::UTC, author: String::new() };
    let exported = export(ws, &request, &context, &Progress::default()).unwrap();
    read(&format!("matrix.{}", format.ending()), &exported.bytes, &ReadAs::default(), &Progress::default()).unwrap()
}

/// The statements, each as its party, issues and words.
fn said(ws: &Workspace) -> Vec<String> {
    let words = |one: &Statement| {
        let issues: Vec<String> = one.issues.iter().map(|id| names::issue_path(ws, *id)).collect();
        format!("{} on {}: {}", names::party(ws, one.party), issues.join(", "), one.text)
    };
    let mut all: Vec<String> = ws.statements.values().map(words).collect();
    all.sort();
    all
}

#[test]
fn issues_down_and_parties_across_are_statements() {
    for (table, first) in [
        ("negotiation,Issue,SPD,FDP\nN,Tempolimit,Stimme zu,Stimme nicht zu\nN,Ukraine,Stimme zu,-\n", "Issue"),
        ("Topic;negotiation;SPD;FDP\nTempolimit;N;Stimme zu;Stimme nicht zu\nUkraine;N;Stimme zu;\n", "Topic"),
    ] {
        let (mut session, mut ids) = (empty(), ids());
        let plan = take(&mut session, &mut ids, table);
        assert_eq!(fates(&plan), (3, 0, 0, 0), "{first}: {:?}", plan.rows);
        assert_eq!(
            said(session.workspace()),
            ["FDP on Tempolimit: Stimme nicht zu", "SPD on Tempolimit: Stimme zu", "SPD on Ukraine: Stimme zu"]
        );
        assert!(session.workspace().statements.values().all(|one| one.said_on.is_unknown()));
        assert_eq!(fates(&take(&mut session, &mut ids, table)), (0, 0, 3, 0), "the same file adds nothing");
    }
}

#[test]
fn what_is_no_matrix_is_not_taken_for_one() {
    for table in [
        "issue,party,text\nx,Alpha,no\n",
        "topic,speaker,quote,date\nx,Ida,no,2026-01-01\n",
        "Issue,Wortlaut\nx,no\n",
        "item,price,quantity\nx,1,2\n",
    ] {
        let grid = read("a.csv", table.as_bytes(), &ReadAs::default(), &Progress::default()).unwrap();
        assert_ne!(guess(&grid, None).kind, Kind::Matrix, "{table}");
    }
    // Told to be one, its first column holds the issues.
    let grid = read("a.csv", b"Thema 2026,SPD\nx,no\n", &ReadAs::default(), &Progress::default()).unwrap();
    assert_eq!(guess(&grid, Some(Kind::Matrix)).columns, [Some(StatementField::issues.into()), Some(Key::POSITION)]);
}

#[test]
fn our_own_matrix_brings_nothing_into_its_own_record_and_asks_nothing() {
    let ws = sample();
    for negotiation in ws.negotiations.keys().copied().collect::<Vec<_>>() {
        for format in [Format::Csv, Format::Xlsx] {
            let grid = matrix(&ws, negotiation, format);
            let session = Session::in_memory(ws.clone(), Box::new(ids()), "Ana");
            let choices = Choices { into: Some(negotiation), ..Choices::default() };
            let plan = planned(&session, &mut ids(), &grid, &choices);
            let title = names::negotiation(&ws, negotiation);
            let told: Vec<_> =
                plan.rows.iter().filter(|row| row.outcome != rapporteur::exchange::import::plan::RowOutcome::Same).collect();
            assert!(told.is_empty() && plan.questions.is_empty() && plan.puts.is_empty(), "{title} as {format:?}: {told:#?}");
        }
    }
}

#[test]
fn our_own_matrix_makes_a_new_record_with_what_its_cells_tell() {
    let ws = sample();
    let negotiation = *ws.negotiations.keys().next().unwrap();
    let grid = matrix(&ws, negotiation, Format::Csv);
    let (mut session, mut ids) = (empty(), ids());
    let choices = Choices { into_new: Some("Copy".to_owned()), ..Choices::default() };
    let plan = planned(&session, &mut ids, &grid, &choices);
    assert_eq!((plan.tally().refused, plan.questions.len()), (0, 0), "{:?}", plan.causes());
    assert!(plan.tally().new > 0);
    session.perform(rapporteur::session::Proposal { label: plan.label, puts: plan.puts, gesture: None }).unwrap();
    for one in session.workspace().statements.values() {
        assert!(!one.text.contains(" · ") && !one.kind.is_other(), "{one:?}");
    }
    assert!(session.workspace().statements.values().any(|one| !one.said_on.is_unknown()));
    let again = planned(&session, &mut ids, &grid, &Choices { into_new: Some("Copy".to_owned()), ..Choices::default() });
    assert_eq!(again.tally().new, 0, "the same file adds nothing");
}
