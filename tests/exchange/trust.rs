//! Small tables that were taken in wrongly once: two rows that are two rounds, names that are like and not the same, what nobody said.

use crate::talks::{empty, ids, planned};
use rapporteur::exchange::import::grid::ReadAs;
use rapporteur::exchange::import::plan::{Choices, Plan, RowOutcome};
use rapporteur::exchange::import::read::read;
use rapporteur::exchange::progress::Progress;
use rapporteur::exchange::release::Released;
use rapporteur::model::{NegotiationStatus, PartyKind, RecordLevel, Round, ScheduleStatus, SeatRole, Verification, When};
use rapporteur::query::names;
use rapporteur::session::{Fixed, Proposal, Session};

/// Takes a table in, with every proposal as it stands.
pub(crate) fn take(session: &mut Session, ids: &mut Fixed, table: &str) -> Plan {
    let grid = read("table.csv", table.as_bytes(), &ReadAs::default(), &Progress::default()).unwrap();
    let plan = planned(session, ids, &grid, &Choices::default());
    if !plan.puts.is_empty() {
        session.perform(Proposal { label: plan.label.clone(), puts: plan.puts.clone(), gesture: None }).unwrap();
    }
    plan
}

pub(crate) fn fates(plan: &Plan) -> (usize, usize, usize, usize) {
    let count = |is: fn(&RowOutcome) -> bool| plan.rows.iter().filter(|row| is(&row.outcome)).count();
    (
        count(|outcome| *outcome == RowOutcome::New),
        count(|outcome| matches!(outcome, RowOutcome::Changes(_))),
        count(|outcome| *outcome == RowOutcome::Same),
        count(|outcome| matches!(outcome, RowOutcome::Refused(_))),
    )
}

/// The rounds, each as its title, date, venue and status.
fn rounds(session: &Session) -> Vec<String> {
    let words = |round: &Round| {
        let parts = [
            names::round_title(round),
            round.schedule.when.words(),
            names::venue(&round.venue),
            format!("{:?}", round.schedule.status),
        ];
        parts.join("; ")
    };
    let mut rounds: Vec<&Round> = session.workspace().rounds.values().collect();
    rounds.sort_by_key(|round| (round.schedule.when.earliest_day(chrono_tz::UTC), round.id));
    rounds.into_iter().map(words).collect()
}

#[test]
fn rows_of_one_name_on_other_days_are_other_rounds() {
    let (mut session, mut ids) = (empty(), ids());
    let table = "negotiation,round,start,end,venue,status\n\
        colombia,next cycle,2013-04-23,,Havana,planned\n\
        colombia,next cycle,2014-12-10,2014-12-17,Oslo,planned\n\
        abkhazia,joint statement,1993-10-21,,Sochi,held\n\
        abkhazia,joint statement,1993-11-07,,Geneva,held\n\
        abkhazia,joint statement,1993-11-07,,Moscow,held\n";
    assert_eq!(fates(&take(&mut session, &mut ids, table)), (5, 0, 0, 0));
    let there = rounds(&session);
    assert_eq!(
        there,
        [
            "joint statement; 21 October 1993; Sochi; Held",
            "joint statement; 7 November 1993; Geneva; Held",
            "joint statement; 7 November 1993; Moscow; Held",
            "next cycle; 23 April 2013; Havana; Tentative",
            "next cycle; 10–17 December 2014; Oslo; Tentative",
        ]
    );
    let again = take(&mut session, &mut ids, table);
    assert_eq!(fates(&again), (0, 0, 5, 0), "{:?}", again.rows);
    assert!(again.questions.is_empty(), "{:?}", again.questions);
    assert_eq!(rounds(&session), there);
}

#[test]
fn a_round_that_was_called_off_and_its_new_date_are_one_with_both_places() {
    let (mut session, mut ids) = (empty(), ids());
    let table = "negotiation,title,start,end,venue,tz,status\n\
        E,Round 4,2026-02-26,2026-02-27,Geneva,Europe/Zurich,not held\n\
        E,Round 4,2026-03-05,2026-03-09,Abu Dhabi,Asia/Dubai,on hold\n";
    take(&mut session, &mut ids, table);
    assert_eq!(rounds(&session), ["Round 4; 5–9 March 2026; Abu Dhabi; Postponed"]);
    let round = session.workspace().rounds.values().next().unwrap();
    let earlier: Vec<(String, &str)> = round.schedule.earlier.iter().map(|one| (one.when.words(), one.venue.as_str())).collect();
    assert_eq!(earlier, [("26–27 February 2026".to_owned(), "Geneva")]);
    assert_eq!(round.zone, Some(chrono_tz::Asia::Dubai));
    assert_eq!(fates(&take(&mut session, &mut ids, table)).0, 0, "the same file adds nothing");
    assert_eq!(rounds(&session).len(), 1);
}

#[test]
fn another_date_of_a_planned_round_is_proposed_and_of_a_held_one_is_another_round() {
    let (mut session, mut ids) = (empty(), ids());
    let row = |date: &str, status: &str| format!("negotiation,title,start,venue,status\nE,Opening,{date},Geneva,{status}\n");
    take(&mut session, &mut ids, &row("2026-05-01", "planned"));
    let moved = take(&mut session, &mut ids, &row("2026-05-08", "planned"));
    assert_eq!(moved.questions.len(), 1);
    assert_eq!(rounds(&session), ["Opening; 8 May 2026; Geneva; Tentative"]);
    let round = session.workspace().rounds.values().next().unwrap();
    assert_eq!(round.schedule.earlier[0].when, When::Day("2026-05-01".parse().unwrap()));
    take(&mut session, &mut ids, &row("2026-05-08", "held"));
    assert_eq!(rounds(&session), ["Opening; 8 May 2026; Geneva; Held"]);
    take(&mut session, &mut ids, &row("2026-06-08", "planned"));
    assert_eq!(rounds(&session).len(), 2, "what was held stays");
}

#[test]
fn a_status_that_nobody_stated_is_not_stated_whether_the_day_has_passed_or_not() {
    let expected = |status: &str| {
        ["2026-01-05", "2026-06-08"].map(|date| {
            let day = When::Day(date.parse().unwrap()).words();
            format!("Of {date}; {day}; Geneva; {status}")
        })
    };
    for (column, cell, status) in [
        ("", "", "Unstated"),
        (",status", ",", "Unstated"),
        (",status", ",?", "Unstated"),
        (",status", ",n/a", "Unstated"),
        (",status", ",not stated", "Unstated"),
        (",status", ",unknown", "Unstated"),
        (",status", ",tentative", "Tentative"),
    ] {
        let (mut session, mut ids) = (empty(), ids());
        let row = |date: &str| format!("E,Of {date},{date},Geneva{cell}\n");
        let table = format!("negotiation,title,start,venue{column}\n{}{}", row("2026-01-05"), row("2026-06-08"));
        take(&mut session, &mut ids, &table);
        assert_eq!(rounds(&session), expected(status), "{column}{cell}");
        assert_eq!(fates(&take(&mut session, &mut ids, &table)), (0, 0, 2, 0), "the same file adds nothing");
    }
}

#[test]
fn a_table_that_says_nothing_of_the_status_takes_none_back() {
    let (mut session, mut ids) = (empty(), ids());
    let row = |date: &str, status: &str| format!("negotiation,title,start,venue,status\nE,Opening,{date},Geneva,{status}\n");
    for (status, expected) in [("confirmed", "Confirmed"), ("", "Confirmed"), ("held", "Held"), ("", "Held")] {
        take(&mut session, &mut ids, &row("2026-01-05", status));
        assert_eq!(rounds(&session), [format!("Opening; 5 January 2026; Geneva; {expected}")], "{status}");
    }
    // Of a past round of which nobody said how it went another date is another round, as of one that was held.
    let mut session = empty();
    take(&mut session, &mut ids, &row("2026-01-05", ""));
    take(&mut session, &mut ids, &row("2026-01-12", ""));
    assert_eq!(rounds(&session).len(), 2);
}

#[test]
fn hours_ends_and_statuses_with_words_are_kept() {
    let (mut session, mut ids) = (empty(), ids());
    let table = "negotiation,title,start,end,zone,status\n\
        E,One,2026-01-23 19:30,2026-01-24,Asia/Dubai,held\n\
        E,Two,2026-02-23,2026-02-24 18:00,Asia/Dubai,held (ended early)\n\
        E,Three,,2020-10-02,,held\n\
        E,Four,2026-03-01,,,postponed: no visas\n\
        E,Five,2026-03-02,,,not held\n\
        E,Six,2026-03-03,,,wait and see\n";
    assert_eq!(fates(&take(&mut session, &mut ids, table)), (6, 0, 0, 0));
    let of = |title: &str| session.workspace().rounds.values().find(|round| round.title == title).unwrap();
    let day = |day: &str| day.parse().unwrap();
    assert_eq!(of("One").schedule.when, When::Span { first: day("2026-01-23"), last: day("2026-01-24") });
    assert!(of("One").note.contains("19:30"), "{}", of("One").note);
    assert_eq!(of("Two").schedule.when, When::Span { first: day("2026-02-23"), last: day("2026-02-24") });
    assert!(of("Two").note.contains("18:00") && of("Two").note.contains("Ended early"), "{}", of("Two").note);
    assert_eq!(of("Two").schedule.status, ScheduleStatus::Held);
    assert_eq!(of("Three").schedule.when.earliest_day(chrono_tz::UTC), None);
    assert_eq!(of("Three").schedule.when.latest_day(chrono_tz::UTC), Some(day("2020-10-02")));
    assert_eq!((&of("Four").schedule.status, of("Four").note.as_str()), (&ScheduleStatus::Postponed, "No visas"));
    assert_eq!(of("Five").schedule.status, ScheduleStatus::Cancelled);
    assert_eq!(of("Six").schedule.status, ScheduleStatus::Other("Wait and see".into()));
}

#[test]
fn names_that_are_only_like_are_not_taken_for_one_another() {
    let (mut session, mut ids) = (empty(), ids());
    let parties = [
        "Denmark",
        "Côte d'Ivoire",
        "Equatorial Guinea",
        "Guinea",
        "Guinea-Bissau",
        "Papua New Guinea",
        "Sudan",
        "South Sudan",
        "Democratic Republic of Congo",
        "Republic of Congo",
        "People's Republic of Korea",
        "Republic of Korea",
        "?",
    ];
    let issues = ["WORKING GROUP I", "WORKING GROUP II", "WORKING GROUP III"];
    let mut table = "negotiation,date,party,issue,text\n".to_owned();
    for (at, party) in parties.iter().enumerate() {
        table.push_str(&format!("U,1995-02-{:02},{party},{},text {at}\n", at + 1, issues[at % 3]));
    }
    assert_eq!(fates(&take(&mut session, &mut ids, &table)), (parties.len(), 0, 0, 0));
    let workspace = session.workspace();
    assert_eq!((workspace.parties.len(), workspace.issues.len()), (parties.len(), 3));
    let again = take(&mut session, &mut ids, &table);
    assert_eq!(fates(&again), (0, 0, parties.len(), 0), "the same file adds nothing");
    assert_eq!(session.workspace().parties.len(), parties.len());
}

#[test]
fn the_same_file_adds_nothing_where_names_were_merged() {
    let (mut session, mut ids) = (empty(), ids());
    take(&mut session, &mut ids, "negotiation,round,date,status\nN,Opening,2026-01-05,held\n");
    let table = "negotiation,round,date,party,issue,text\n\
        N,Opening,2026-01-05,Alpha,JOINT SBI/SBSTA SESSION,first text\n\
        N,Opening,2026-01-05,Beta,SBSTA/SBI JOINT SESSION,second text\n\
        N,Opening,2026-01-05,?,JOINT SBI/SBSTA SESSION,third text\n";
    assert_eq!(fates(&take(&mut session, &mut ids, table)), (3, 0, 0, 0));
    for _ in 0..2 {
        assert_eq!(fates(&take(&mut session, &mut ids, table)), (0, 0, 3, 0));
        assert_eq!((session.workspace().statements.len(), session.workspace().issues.len()), (3, 1));
    }
}

#[test]
fn nothing_is_filled_in_that_no_cell_says() {
    let (mut session, mut ids) = (empty(), ids());
    let table = "negotiation,party,text,source\n\
        N,Alpha,one link,https://a.example/1\n\
        N,Alpha,two links,https://a.example/1 | https://b.example/2\n\
        N,Alpha,none,\n";
    take(&mut session, &mut ids, table);
    let workspace = session.workspace();
    let negotiation = workspace.negotiations.values().next().unwrap();
    assert_eq!(negotiation.status, NegotiationStatus::Unstated);
    assert_eq!(negotiation.seats[0].role, SeatRole::Unstated);
    assert_eq!(workspace.parties.values().next().unwrap().kind, PartyKind::Unstated);
    let of = |text: &str| workspace.statements.values().find(|said| said.text == text).unwrap().verification.clone();
    assert_eq!(of("one link"), Verification::SingleSource);
    assert_eq!(of("two links"), Verification::Unverified, "nobody has said that they are independent");
    assert_eq!(of("none"), Verification::Unverified);
}

#[test]
fn rows_that_are_refused_bring_nothing_in() {
    let (mut session, mut ids) = (empty(), ids());
    let plan =
        take(&mut session, &mut ids, "negotiation,round,party,issue,text\nTalks A,1,Alpha,x,hello\nTalks B,1,Beta,x,hello\n");
    assert_eq!(fates(&plan), (0, 0, 0, 2));
    assert!(plan.puts.is_empty(), "{:?}", plan.puts);
    let plan =
        take(&mut session, &mut ids, "negotiation,round,party,issue,text\nTalks A,,Alpha,x,hello\nTalks B,1,Beta,y,hello\n");
    assert_eq!(fates(&plan), (1, 0, 0, 1));
    let workspace = session.workspace();
    assert_eq!((workspace.negotiations.len(), workspace.parties.len(), workspace.issues.len()), (1, 1, 1));
}

#[test]
fn a_round_called_by_a_number_has_that_number() {
    let (mut session, mut ids) = (empty(), ids());
    take(
        &mut session,
        &mut ids,
        "negotiation,round,start,status\nus-iran,1,2025-04-12,held\nus-iran,2,2025-04-19,held\nother,2,2025-05-19,held\n",
    );
    assert_eq!(rounds(&session)[0], "Round 1; 12 April 2025; ; Held");
    let plan = take(&mut session, &mut ids, "negotiation,round,party,issue,text\nus-iran,2,Iran,enrichment,right to enrich\n");
    assert_eq!(fates(&plan), (1, 0, 0, 0), "{:?}", plan.rows);
    let workspace = session.workspace();
    let said = workspace.statements.values().next().unwrap();
    assert_eq!(workspace.rounds[&said.round.unwrap()].schedule.when, When::Day("2025-04-19".parse().unwrap()));
}

#[test]
fn words_about_the_terms_guard_a_statement_wherever_they_stand() {
    for (header, cells) in [
        ("off the record", "yes"),
        ("Off the record?", "x"),
        ("Confidential", "yes"),
        ("Embargo", "until Friday"),
        ("level", "otr"),
        ("level", "embargoed"),
        ("attribution", "no"),
        ("terms", "off the record"),
        ("terms", "not for attribution"),
        ("terms", "as agreed with the host"),
        ("speaker", "J. Smith (on background)"),
        ("speaker", "official, off the record"),
        ("note", "On background."),
    ] {
        let (mut session, mut ids) = (empty(), ids());
        let table = format!("negotiation,party,issue,text,{header}\nN,Alpha,x,canary,\"{cells}\"\nN,Beta,x,open,\n");
        assert_eq!(fates(&take(&mut session, &mut ids, &table)), (2, 0, 0, 0), "{header}: {cells}");
        let workspace = session.workspace();
        let negotiation = *workspace.negotiations.keys().next().unwrap();
        let released = Released::new(workspace, negotiation, &Default::default());
        let whole: Vec<&str> = released.workspace().statements.values().map(|said| said.text.as_str()).collect();
        assert_eq!(whole, ["open"], "{header}: {cells}");
        assert!(!released.workspace().parties.values().any(|party| party.name == "Alpha"), "{header}: {cells}");
    }
    let (mut session, mut ids) = (empty(), ids());
    let table = "negotiation,party,text,off the record\nN,Alpha,one,no\nN,Beta,two,\n";
    let plan = take(&mut session, &mut ids, table);
    assert!(plan.notes.iter().any(|note| note.contains("off the record")), "{:?}", plan.notes);
    assert!(session.workspace().statements.values().all(|said| said.level == RecordLevel::Unstated));
}

#[test]
fn a_round_known_by_its_number_alone_is_not_moved_far_without_an_answer() {
    // The date that round 3 has, the row, and what becomes of it as it stands: a new round, or the same with another date.
    for (date, row, asked, new) in [
        ("2026-12-04", "2024-10-30", true, true),
        ("December 2026", "2024-10-30", true, true),
        ("December 2026", "2026-12-09", true, false),
        ("2026-12-04", "2026-12-11", true, false),
        ("2026-12-04", "2027-05-11", true, true),
        ("", "2024-10-30", true, true),
        ("", "2026-11-09", false, false),
        ("", "2029-11-09", false, false),
    ] {
        let (mut session, mut ids) = (empty(), ids());
        take(&mut session, &mut ids, &format!("negotiation,number,date,status\nN,2,2026-10-26,held\nN,3,{date},tentative\n"));
        for column in ["number", "title"] {
            let cell = if column == "title" { "Round 3" } else { "3" };
            let grid = read(
                "table.csv",
                format!("negotiation,{column},date\nN,{cell},{row}\n").as_bytes(),
                &ReadAs::default(),
                &Progress::default(),
            )
            .unwrap();
            let plan = planned(&session, &mut ids, &grid, &Choices::default());
            let told = format!("{date} {row} {column}: {:?} {:?}", plan.questions, plan.rows);
            assert_eq!(plan.questions.len(), usize::from(asked), "{told}");
            assert_eq!(fates(&plan), (usize::from(new), usize::from(!new), 0, 0), "{told}");
        }
    }
}
