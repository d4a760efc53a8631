//! The real talks, as files that people have, taken into an empty record.

use chrono::{DateTime, Utc};
use rapporteur::exchange::import::grid::{Grid, ReadAs};
use rapporteur::exchange::import::guess::guess;
use rapporteur::exchange::import::mapping::{Kind, Mapping};
use rapporteur::exchange::import::plan::{Choices, Making, Pick, Plan, RowOutcome, plan};
use rapporteur::exchange::import::read::read;
use rapporteur::exchange::progress::Progress;
use rapporteur::model::{
    AttendanceRole, FollowUpState, RecordLevel, Round, ScheduleStatus, SeatRole, StatementKind, Verification, When, Who,
    Workspace,
};
use rapporteur::query::conflict::conflicting;
use rapporteur::session::{Fixed, Proposal, Session, Surroundings};
use std::path::Path;
use uuid::Uuid;

/// In the order in which somebody would: what others name comes before what names it.
pub(crate) const FILES: [(&str, Kind); 6] = [
    ("rounds.csv", Kind::Rounds),
    ("delegations.csv", Kind::Attendance),
    ("names.tsv", Kind::Names),
    ("positions.csv", Kind::Statements),
    ("followups.csv", Kind::FollowUps),
    ("conflicting-reports.csv", Kind::Reports),
];

fn now() -> DateTime<Utc> {
    "2026-03-06T09:00:00Z".parse().unwrap()
}

pub(crate) fn empty() -> Session {
    Session::in_memory(Workspace::new(Uuid::from_u128(7)), Box::new(Fixed::at(now())), "Ana")
}

pub(crate) fn grid(file: &str) -> Grid {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/talks-2022-2026").join(file);
    read(file, &std::fs::read(path).unwrap(), &ReadAs::default(), &Progress::default()).unwrap()
}

pub(crate) fn planned(session: &Session, ids: &mut Fixed, grid: &Grid, choices: &Choices) -> Plan {
    planned_as(session, ids, grid, &guess(grid, None), choices)
}

/// What the rows would do with columns of that meaning.
pub(crate) fn planned_as(session: &Session, ids: &mut Fixed, grid: &Grid, mapping: &Mapping, choices: &Choices) -> Plan {
    let mut id = || ids.id();
    let mut making = Making { now: now(), author: "Ana", zone: chrono_tz::UTC, id: &mut id };
    plan(session.workspace(), grid, mapping, choices, &mut making, &Progress::default()).unwrap()
}

/// Takes a file in with every proposal as it stands, and returns the plan.
pub(crate) fn take_in(session: &mut Session, ids: &mut Fixed, file: &str) -> Plan {
    let plan = planned(session, ids, &grid(file), &Choices::default());
    session.perform(Proposal { label: plan.label.clone(), puts: plan.puts.clone(), gesture: None }).unwrap();
    plan
}

pub(crate) fn ids() -> Fixed {
    Fixed::at("2026-03-06T10:00:00Z".parse().unwrap())
}

#[test]
fn each_file_is_known_for_what_it_is_and_every_column_has_its_field() {
    for (file, kind) in FILES {
        let grid = grid(file);
        let mapping = guess(&grid, None);
        assert_eq!(mapping.kind, kind, "{file}");
        for (header, column) in grid.header.iter().zip(&mapping.columns) {
            assert!(column.is_some(), "{file}: nothing is read from {header}");
        }
        assert!(!mapping.dates_doubtful, "{file}");
    }
}

/// What each file adds, refuses and asks, with every proposal taken as it stands.
///
/// The sample has 42 people, 73 statements, 64 attendances and 8 parties. What the files do not hold: six people whom they only
/// name by one word, inside other words, or not at all (Chaly, Lavrov, Kuleba, Sybiha, Klitschko, Kelly); a denial that stands inside
/// the row of what it denies and three statements of an article; two ministers and two groups without names at tables; and Belarus,
/// Switzerland and the Emirates, which sit nowhere and say nothing. Eight spellings are of talks that are in no file.
#[test]
fn all_files_give_the_sample_s_counts_and_a_second_time_nothing() {
    let (mut session, mut ids) = (empty(), ids());
    let expected = [
        ("rounds.csv", 17, 0, 3),
        ("delegations.csv", 60, 0, 0),
        ("names.tsv", 206, 8, 4),
        ("positions.csv", 69, 0, 7),
        ("followups.csv", 19, 0, 0),
        ("conflicting-reports.csv", 17, 0, 0),
    ];
    for (file, new, refused, questions) in expected {
        let plan = take_in(&mut session, &mut ids, file);
        let tally = plan.tally();
        let asked: Vec<&str> = plan.questions.iter().map(|question| question.name.written.as_str()).collect();
        assert_eq!((tally.new, tally.changes, tally.same, tally.refused), (new, 0, 0, refused), "{file}");
        assert_eq!(asked.len(), questions, "{file}: {asked:?}");
        for question in &plan.questions {
            let Pick::Is(id) = question.pick else { panic!("{file}: {question:?} is proposed as new") };
            assert!(question.candidates.iter().any(|(offered, _)| *offered == id), "{file}: {question:?} is not offered");
        }
        for row in &plan.rows {
            if let RowOutcome::Refused(why) = &row.outcome {
                assert!(why.contains("A name of a process"), "{file}: {why}");
            }
        }
    }
    let ws = session.workspace();
    let of_rounds = |count: fn(&Round) -> usize| ws.rounds.values().map(count).sum::<usize>();
    let counts = [
        ("negotiations", ws.negotiations.len(), 3),
        ("rounds", ws.rounds.len(), 15),
        ("parties", ws.parties.len(), 5),
        ("people", ws.people.len(), 36),
        ("statements", ws.statements.len(), 69),
        ("follow-ups", ws.follow_ups.len(), 19),
        ("attendances", of_rounds(|round| round.attendance.len()), 60),
        ("discrepancies", of_rounds(|round| round.discrepancies.len()), 17),
        ("announcements", of_rounds(|round| round.schedule.announcements.len()), 4),
        ("earlier dates", of_rounds(|round| round.schedule.earlier.len()), 3),
    ];
    for (what, count, expected) in counts {
        assert_eq!(count, expected, "{what}");
    }
    assert!(ws.rounds.values().filter(|round| conflicting(round)).count() == 2, "two rounds have announcements that disagree");
    for (file, _) in FILES {
        let plan = planned(&session, &mut ids, &grid(file), &Choices::default());
        let moved: Vec<_> =
            plan.rows.iter().filter(|row| !matches!(row.outcome, RowOutcome::Same | RowOutcome::Refused(_))).collect();
        assert!(moved.is_empty(), "{file}: {moved:#?}");
        assert!(plan.questions.is_empty(), "{file}: what was answered is asked again: {:?}", plan.questions);
        assert!(plan.puts.is_empty(), "{file}: {:?}", plan.puts);
    }
}

/// What the rows say arrives: a few of each sort, field by field.
#[test]
fn what_the_rows_say_is_in_the_record() {
    let (mut session, mut ids) = (empty(), ids());
    for (file, _) in FILES {
        take_in(&mut session, &mut ids, file);
    }
    let ws = session.workspace();
    let round = |title: &str| ws.rounds.values().find(|round| round.title == title).unwrap();
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();

    let geneva = round("Geneva 3");
    assert_eq!(geneva.schedule.when, When::Span { first: day("2026-02-17"), last: day("2026-02-18") });
    assert_eq!((geneva.schedule.status.clone(), geneva.zone), (ScheduleStatus::Held, Some(chrono_tz::Europe::Zurich)));
    assert_eq!((geneva.venue.place.as_str(), geneva.venue.city.as_str()), ("InterContinental hotel", "Geneva"));
    assert!(geneva.outcome.text.starts_with("military track"));
    assert_eq!(geneva.note, "day 1 about 6 h, day 2 about 2 h");
    assert!(round("Video 4").venue.online);
    let antalya = &round("Antalya Fm").venue;
    assert_eq!((antalya.city.as_str(), antalya.country.as_str()), ("Antalya", "Turkey"));

    let fourth = round("Round 4");
    assert_eq!((fourth.schedule.status.clone(), fourth.schedule.when.clone()), (ScheduleStatus::Postponed, When::Unknown));
    assert_eq!(fourth.schedule.earlier.len(), 2);
    let miami = round("Miami Proposed");
    assert_eq!(miami.schedule.status, ScheduleStatus::Cancelled);
    assert!(miami.note.contains("Kyiv accepted") && miami.outcome.text.is_empty());

    let head = round("Istanbul 2").attendance.iter().find(|one| one.role == AttendanceRole::Host).unwrap();
    assert_eq!((ws.people[&head.person.unwrap()].name.as_str(), head.note.as_str()), ("Hakan Fidan", "Mediator as well."));
    let seats = &ws.negotiations[&round("Istanbul 2").negotiation].seats;
    let seat = |name: &str| seats.iter().find(|seat| ws.parties[&seat.party].name == name).unwrap().role.clone();
    assert_eq!((seat("Ukraine"), seat("Turkey")), (SeatRole::Unstated, SeatRole::Host));

    let said = |words: &str| ws.statements.values().find(|one| one.text.starts_with(words)).unwrap();
    let neutral = said("permanent neutral");
    assert_eq!((neutral.kind.clone(), neutral.level.clone()), (StatementKind::Offer, RecordLevel::Unstated));
    assert_eq!((neutral.sources.len(), neutral.verification.clone()), (2, Verification::Unverified));
    assert_eq!(neutral.speaker, Some(Who::Described("Chaly".to_owned())));
    assert!(neutral.note.contains("Medinsky"));
    let venture = said("50:50 US-Ukraine venture");
    assert_eq!((venture.kind.clone(), venture.said_on.clone()), (StatementKind::CounterOffer, When::Day(day("2025-12-24"))));
    let Some(Who::Person(zelensky)) = venture.speaker else { panic!("a person speaks: {:?}", venture.speaker) };
    assert_eq!(ws.people[&zelensky].name, "Volodymyr Zelensky");
    assert!(ws.people[&zelensky].spellings.iter().any(|one| one.form == "Zelensky"), "the next file asks no more");

    let owed = |words: &str| ws.follow_ups.values().find(|one| one.what.starts_with(words)).unwrap();
    assert_eq!(owed("write own vision").owners.len(), 2);
    assert_eq!(
        (owed("send draft").state.clone(), owed("send draft").note.as_str()),
        (FollowUpState::Late, "Late: handed over at the table")
    );
    assert_eq!(owed("exchange 157").owners.len(), 2);
    assert!(matches!(owed("report technical").owners.as_slice(), [Who::Person(_)]));
    assert!(matches!(&owed("hand over 6000").due, When::Window { wording, .. } if wording == "next week"));
}

#[test]
fn one_step_takes_it_all_back() {
    let (mut session, mut ids) = (empty(), ids());
    let before = session.workspace().clone();
    for (file, _) in FILES {
        take_in(&mut session, &mut ids, file);
    }
    let label = session.undo_label().map(str::to_owned);
    assert_eq!(label.as_deref(), Some("import 17 conflicting reports"));
    for _ in FILES {
        session.undo();
    }
    assert_eq!(*session.workspace(), before);
    assert!(session.undo_label().is_none());
}
