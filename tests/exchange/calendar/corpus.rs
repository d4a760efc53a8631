//! Calendars in the manner of other programs: what they bring in, and that bringing them in again adds nothing.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rapporteur::exchange::ics;
use rapporteur::exchange::import::plan::{Choices, Making, Plan, RowOutcome};
use rapporteur::exchange::import::read::ReadError;
use rapporteur::exchange::progress::Progress;
use rapporteur::model::{Negotiation, NegotiationId, Record, Stamp, Vocabulary, Workspace};
use rapporteur::query::names;
use uuid::Uuid;

/// Spring 2026: what is in May lies ahead, what is in March behind.
pub(super) fn now() -> DateTime<Utc> {
    "2026-04-10T08:00:00Z".parse().unwrap()
}

/// An empty negotiation.
pub(super) fn talks() -> (Workspace, NegotiationId) {
    let mut workspace = Workspace::new(Uuid::from_u128(1));
    let id = NegotiationId(Uuid::from_u128(2));
    workspace.put(
        Negotiation {
            title: "River talks".to_owned(),
            code: "RIVER".to_owned(),
            ..Negotiation::blank(id, Stamp::new(now(), ""))
        }
        .into(),
    );
    (workspace, id)
}

/// Plans a calendar into a negotiation, for a reader in Kyiv.
pub(super) fn planned(workspace: &Workspace, into: NegotiationId, bytes: &[u8], now: DateTime<Utc>) -> Result<Plan, ReadError> {
    let mut last = workspace.ids().map(|id| id.uuid().as_u128()).max().unwrap_or(0);
    let mut id = || {
        last += 1;
        Uuid::from_u128(last)
    };
    let mut making = Making { now, author: "Ana", zone: Tz::Europe__Kyiv, id: &mut id };
    ics::plan(workspace, bytes, &Choices { into: Some(into), ..Choices::default() }, &mut making, &Progress::default())
}

pub(super) fn done(workspace: &mut Workspace, plan: &Plan) {
    for record in &plan.puts {
        workspace.put(record.clone());
    }
}

/// A plan in words: each row, each record, each note.
fn told(plan: &Plan) -> String {
    let mut lines = vec![plan.label.clone()];
    for row in &plan.rows {
        let outcome = match &row.outcome {
            RowOutcome::New => "new".to_owned(),
            RowOutcome::Same => "same".to_owned(),
            RowOutcome::Changes(changes) => format!("changes: {}", changes.join("; ")),
            RowOutcome::PassedOver(why) => format!("passed over: {why}"),
            RowOutcome::Refused(why) => format!("refused: {why}"),
        };
        lines.push(format!("{:>3} {} — {outcome}", row.number, row.what));
    }
    for record in &plan.puts {
        lines.push(match record {
            Record::Round(round) => {
                let zone = round.zone.map_or("no zone", |zone| zone.name());
                let (status, when, venue) =
                    (round.schedule.status.key(), round.schedule.when.words(), names::venue(&round.venue));
                format!(
                    "  + {} | {status} | {when} | {zone} | {venue} | {} | {}",
                    round.title,
                    round.uid,
                    round.note.replace('\n', "/")
                )
            }
            Record::FollowUp(one) => format!("  + {} | {} | {} | {}", one.what, one.state.key(), one.due.words(), one.uid),
            record => format!("{record:?}"),
        });
    }
    lines.extend(plan.notes.iter().map(|note| format!("  ! {note}")));
    lines.join("\n")
}

macro_rules! files {
    ($($name:literal)*) => {
        [$(($name, include_bytes!(concat!("../../data/calendars/", $name, ".ics")).as_slice())),*]
    };
}

#[test]
fn calendars_of_every_make_come_in_as_they_are_meant() {
    let read = |bytes: &[u8]| {
        let (workspace, id) = talks();
        told(&planned(&workspace, id, bytes, now()).unwrap())
    };
    for (name, bytes) in files!("outlook" "exchange" "google" "apple" "thunderbird" "by-hand" "windows-1251" "utf-16") {
        let told = read(bytes);
        // An endless series is told by its ends.
        let lines: Vec<&str> = told.lines().collect();
        let endless: Vec<usize> =
            (0..lines.len()).filter(|at| lines[*at].contains("Endless") && !lines[*at].contains('!')).collect();
        let shown: Vec<&str> = (0..lines.len())
            .filter(|at| !endless.contains(at) || *at == endless[0] || Some(at) == endless.last())
            .map(|at| lines[at])
            .collect();
        insta::assert_snapshot!(name, shown.join("\n"));
    }
}

#[test]
fn the_same_file_a_second_time_adds_nothing_and_changes_nothing() {
    for (name, bytes) in files!("outlook" "exchange" "google" "apple" "thunderbird" "by-hand" "windows-1251" "utf-16") {
        let (mut workspace, id) = talks();
        let first = planned(&workspace, id, bytes, now()).unwrap();
        assert!(first.tally().new > 0, "{name}");
        done(&mut workspace, &first);
        let again = planned(&workspace, id, bytes, now()).unwrap();
        assert_eq!(again.puts, [], "{name}: {}", told(&again));
        // A year later, when all of it lies behind, series without an end have come on.
        let later = planned(&workspace, id, bytes, now() + chrono::Duration::days(365)).unwrap();
        assert!(
            later.puts.iter().all(|put| matches!(put, Record::Round(round) if round.title == "Endless")),
            "{name}: {}",
            told(&later)
        );
        assert_eq!(later.tally().changes, 0, "{name}");
        assert_eq!((again.tally().new, again.tally().changes), (0, 0), "{name}");
        assert_eq!(again.tally().refused, first.tally().refused, "{name}: what was refused is refused again");
    }
}

#[test]
fn what_is_cut_off_or_no_calendar_is_refused_with_the_line() {
    let (workspace, id) = talks();
    let said = |bytes: &[u8]| planned(&workspace, id, bytes, now()).unwrap_err().to_string();
    for ((_, bytes), expected) in
        files!("cut-off" "no-calendar").into_iter().zip(["8: The file ends before the VEVENT", "1: This is no calendar"])
    {
        assert!(said(bytes).contains(expected), "{}", said(bytes));
    }
}

#[test]
fn a_calendar_that_changed_changes_what_it_brought_in() {
    let (mut workspace, id) = talks();
    let google = include_str!("../../data/calendars/google.ics");
    let first = planned(&workspace, id, google.as_bytes(), now()).unwrap();
    done(&mut workspace, &first);
    let changed = google
        .replace("DTSTART:20260505T070000Z", "DTSTART:20260507T070000Z")
        .replace("DTEND:20260505T083000Z", "DTEND:20260507T083000Z")
        .replacen(
            "LAST-MODIFIED:20260402T080000Z\r\nLOCATION:Port authority\\, Izmir\r\nSEQUENCE:1",
            "LAST-MODIFIED:20260411T080000Z\r\nLOCATION:Town hall\\, Izmir\r\nSEQUENCE:2",
            1,
        )
        .replace("SUMMARY:Opening session", "SUMMARY:First session");
    let plan = planned(&workspace, id, changed.as_bytes(), now()).unwrap();
    assert_eq!(plan.tally().changes, 1, "{}", told(&plan));
    let row = plan.rows.iter().find(|row| row.outcome != RowOutcome::Same).unwrap();
    let expected = [
        "title: Opening session → First session",
        "date: Tue 5 May 2026, 10:00 (Istanbul, UTC+3), 1 h 30 min → Thu 7 May 2026, 10:00 (Istanbul, UTC+3), 1 h 30 min",
        "venue: Port authority, Izmir → Town hall, Izmir",
    ];
    assert_eq!(row.outcome, RowOutcome::Changes(expected.map(str::to_owned).to_vec()));
    done(&mut workspace, &plan);
    let round = workspace.rounds.values().find(|round| round.title == "First session").unwrap();
    assert_eq!(round.schedule.earlier.len(), 1, "the earlier date is kept");
    assert_eq!(planned(&workspace, id, changed.as_bytes(), now()).unwrap().puts, []);
    // What was changed here since, and not in the calendar, stays.
    let round = round.id;
    workspace.rounds.get_mut(&round).unwrap().title = "Round 1".to_owned();
    assert_eq!(planned(&workspace, id, google.as_bytes(), now()).unwrap().puts, [], "an old export takes nothing back");
}

#[test]
fn a_round_typed_by_hand_is_known_by_its_day_and_title() {
    let (mut workspace, id) = talks();
    let typed = planned(&workspace, id, include_bytes!("../../data/calendars/google.ics"), now()).unwrap();
    done(&mut workspace, &typed);
    workspace.rounds.each_mut(|round| {
        round.uid.clear();
        round.title = round.title.to_uppercase();
        round.note = "Ours".to_owned();
    });
    let count = workspace.rounds.len();
    let plan = planned(&workspace, id, include_bytes!("../../data/calendars/google.ics"), now()).unwrap();
    assert_eq!((plan.tally().new, plan.tally().changes), (0, count), "{}", told(&plan));
    done(&mut workspace, &plan);
    assert_eq!(workspace.rounds.len(), count);
    assert!(workspace.rounds.values().all(|round| !round.uid.is_empty() && round.note == "Ours"));
}

/// An event that comes again, with more of its lines.
fn series(lines: &str) -> Vec<String> {
    let (workspace, id) = talks();
    let lines = lines.replace('\n', "\r\n");
    let text = format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:s\r\nSUMMARY:S\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    let plan = planned(&workspace, id, text.as_bytes(), now()).unwrap();
    let round = |record: &Record| match record {
        Record::Round(round) => format!("{} {}", round.title, round.schedule.when.short_words()),
        record => panic!("{record:?}"),
    };
    plan.puts.iter().map(round).collect()
}

#[test]
fn a_series_has_the_times_that_it_says() {
    let zurich = "DTSTART;TZID=Europe/Zurich:20260328T023000\nDTEND;TZID=Europe/Zurich:20260328T033000\n";
    for (lines, expected) in [
        // Over the change of clocks, when half past two is skipped.
        (format!("{zurich}RRULE:FREQ=DAILY;COUNT=3"), vec!["S 28 Mar 2026, 02:30", "S 29 Mar 2026, 03:30", "S 30 Mar 2026, 02:30"]),
        // Until a moment in UTC that is its last, east of it.
        (
            "DTSTART;TZID=Asia/Dubai:20260601T100000\nRRULE:FREQ=DAILY;UNTIL=20260603T060000Z".to_owned(),
            vec!["S 1 Jun 2026, 10:00", "S 2 Jun 2026, 10:00", "S 3 Jun 2026, 10:00"],
        ),
        ("DTSTART;VALUE=DATE:20260130\nRRULE:FREQ=MONTHLY;UNTIL=20260531".to_owned(), vec!["S 30 Jan 2026", "S 30 Mar 2026", "S 30 Apr 2026", "S 30 May 2026"]),
        (
            "DTSTART;VALUE=DATE:20260601\nRRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=3\nEXDATE;VALUE=DATE:20260706".to_owned(),
            vec!["S 1 Jun 2026", "S 3 Aug 2026"],
        ),
        // A list of dates, one of them in another notation, one of them left out by its day.
        (
            "DTSTART:20260601T080000Z\nRDATE:20260603T080000Z,20260605T080000Z\nRDATE;VALUE=PERIOD:20260607T080000Z/PT1H\nEXDATE;VALUE=DATE:20260603".to_owned(),
            vec!["S 1 Jun 2026, 08:00", "S 5 Jun 2026, 08:00", "S 7 Jun 2026, 08:00"],
        ),
        // One moved, one called off, and from the fourth on an hour later under another title.
        (
            "DTSTART:20260601T080000Z\nRRULE:FREQ=WEEKLY;COUNT=5\nEND:VEVENT\nBEGIN:VEVENT\nUID:s\nSUMMARY:Moved\nRECURRENCE-ID:20260608T080000Z\n\
             DTSTART:20260609T100000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:s\nSUMMARY:Later\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260622T080000Z\nDTSTART:20260622T090000Z"
                .to_owned(),
            vec!["S 1 Jun 2026, 08:00", "S 15 Jun 2026, 08:00", "Moved 9 Jun 2026, 10:00", "Later 22 Jun 2026, 09:00", "Later 29 Jun 2026, 09:00"],
        ),
    ] {
        assert_eq!(series(&lines), expected, "{lines}");
    }
}

/// Exports one round, edits the calendar as another program does, and imports it again.
fn edited(edit: impl Fn(&str) -> String) -> (Workspace, Plan) {
    let (mut workspace, id) = talks();
    let google = planned(&workspace, id, include_bytes!("../../data/calendars/google.ics"), now()).unwrap();
    done(&mut workspace, &google);
    workspace.rounds.retain(|_, round| round.title == "Opening session");
    let only = *workspace.rounds.keys().next().unwrap();
    let round = workspace.rounds.get_mut(&only).unwrap();
    (round.number, round.note, round.stamp.created) = (Some(3), "Ours".to_owned(), now() - chrono::Duration::days(9));
    round.uid.clear();
    let text = String::from_utf8(super::calendar(&workspace, id).bytes).unwrap();
    let plan = planned(&workspace, id, edit(&text).as_bytes(), now()).unwrap();
    (workspace, plan)
}

#[test]
fn what_another_program_edits_in_our_calendar_comes_back_and_nothing_else() {
    let begins = "DTSTART;TZID=Europe/Istanbul:20260505T100000";
    let changes = |edit: &dyn Fn(&str) -> String| {
        let (workspace, plan) = edited(edit);
        if let [Record::Round(after)] = plan.puts.as_slice() {
            let before = workspace.rounds.values().next().unwrap();
            assert_eq!((&after.id, after.number, &after.note, &after.uid), (&before.id, Some(3), &before.note, &before.uid));
        }
        plan.rows.into_iter().next().unwrap().outcome
    };
    let words = |words: &str| RowOutcome::Changes(vec![words.to_owned()]);
    assert_eq!(changes(&str::to_owned), RowOutcome::Same);
    // Programs that drop what is not of the standard.
    let bare = |text: &str| text.lines().filter(|line| !line.starts_with("X-")).collect::<Vec<_>>().join("\r\n");
    assert_eq!(changes(&bare), RowOutcome::Same);
    assert_eq!(
        changes(&|text| text
            .replace(begins, "DTSTART:20260505T073000Z")
            .replace("DTEND;TZID=Europe/Istanbul:20260505T113000", "DTEND:20260505T090000Z")),
        words("date: Tue 5 May 2026, 10:00 (Istanbul, UTC+3), 1 h 30 min → Tue 5 May 2026, 07:30 (UTC), 1 h 30 min")
    );
    assert_eq!(
        changes(&|text| text.replace(begins, "DTSTART:20260505T070000Z")),
        RowOutcome::Same,
        "the same moment on other clocks"
    );
    assert_eq!(changes(&|text| text.replace("STATUS:CONFIRMED", "STATUS:CANCELLED")), words("status: Confirmed → Cancelled"));
    assert_eq!(
        changes(&|text| text.replace("SUMMARY:RIVER: Opening session", "SUMMARY:RIVER: Opening")),
        words("title: Opening session → RIVER: Opening")
    );
    // An older state of the record.
    let older = edited(|text| text.replace("SEQUENCE:", "SEQUENCE:-").replace("STATUS:CONFIRMED", "STATUS:CANCELLED")).1;
    let RowOutcome::Refused(why) = &older.rows[0].outcome else { panic!("{}", told(&older)) };
    assert!(why.starts_with("The round was changed on 10 April 2026, after this calendar was made"), "{why}");
    assert_eq!(older.puts, []);
}

#[test]
fn what_was_deleted_stays_deleted() {
    let (mut workspace, plan) = edited(str::to_owned);
    assert_eq!(plan.tally().same, 1);
    let (id, into) = (*workspace.rounds.keys().next().unwrap(), *workspace.negotiations.keys().next().unwrap());
    let text = super::calendar(&workspace, into).bytes;
    let records = vec![workspace.take(id.into()).unwrap()];
    let bin = rapporteur::model::BinId(Uuid::from_u128(99));
    workspace.put(rapporteur::model::Binned { id: bin, stamp: Stamp::new(now(), ""), title: String::new(), records }.into());
    let plan = planned(&workspace, into, &text, now()).unwrap();
    assert_eq!((plan.tally().refused, plan.puts.len()), (1, 0), "{}", told(&plan));
}
