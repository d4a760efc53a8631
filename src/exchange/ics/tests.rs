//! Out and in again, on anything at all.

use super::placed::placed;
use super::{plan, status, words};
use crate::exchange::export::{Exported, export};
use crate::exchange::import::plan::{Choices, Making, Plan, RowOutcome};
use crate::exchange::import::read::ReadError;
use crate::exchange::progress::Progress;
use crate::exchange::release::{Permitted, Released};
use crate::exchange::request::{ExportContext, Format, Request, What};
use crate::model::arbitrary::{cases, workspace};
use crate::model::{Negotiation, NegotiationId, RoundId, ScheduleStatus, Stamp, Vocabulary, Workspace};
use crate::query::{names, position::AsOf};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

fn out(workspace: &Workspace, negotiation: NegotiationId) -> Exported {
    let request = Request {
        negotiation,
        round: None,
        what: What::Calendar,
        format: Format::Ics,
        as_of: AsOf::Now,
        permitted: Default::default(),
    };
    let context = ExportContext { now: DateTime::UNIX_EPOCH, zone: Tz::UTC, author: String::new() };
    export(workspace, &request, &context, &Progress::default()).unwrap()
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).unwrap()
}

fn read(workspace: &Workspace, into: NegotiationId, bytes: &[u8]) -> Result<Plan, ReadError> {
    let mut count = 1 << 100;
    let mut id = || {
        count += 1;
        Uuid::from_u128(count)
    };
    let mut making = Making { now: now(), author: "Ana", zone: Tz::Europe__Kyiv, id: &mut id };
    plan(workspace, bytes, &Choices { into: Some(into), ..Choices::default() }, &mut making, &Progress::default())
}

fn empty() -> (Workspace, NegotiationId) {
    let mut workspace = Workspace::new(Uuid::nil());
    let id = NegotiationId(Uuid::from_u128(7));
    workspace.put(Negotiation::blank(id, Stamp::new(now(), "")).into());
    (workspace, id)
}

/// Puts what a plan has into a workspace.
fn done(workspace: &mut Workspace, plan: Plan) {
    for record in plan.puts {
        workspace.put(record);
    }
}

/// What a line of a calendar may be, sensible or not.
fn odd_line() -> BoxedStrategy<String> {
    let name = proptest::sample::select(vec![
        "DTSTART",
        "DTEND",
        "DUE",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "UID",
        "SUMMARY",
        "LOCATION",
        "STATUS",
        "SEQUENCE",
        "LAST-MODIFIED",
        "TZID",
        "TZOFFSETTO",
        "TZOFFSETFROM",
        "X-WR-TIMEZONE",
        "X-RAPPORTEUR-RECORD",
        "X-RAPPORTEUR-STATUS",
        "X-RAPPORTEUR-NAME",
    ]);
    let parameter = proptest::sample::select(vec![
        "",
        ";VALUE=DATE",
        ";TZID=Europe/Zurich",
        ";TZID=\"Arabian Standard Time\"",
        ";TZID=Own",
        ";TZID=",
        ";RANGE=THISANDFUTURE",
        ";X=\"",
        ";ENCODING=BASE64",
        ";ENCODING=QUOTED-PRINTABLE;CHARSET=koi8-r",
        ";VALUE=PERIOD",
        ";VALUE=RECUR",
    ]);
    let value = prop_oneof![
        "[0-9]{8}",
        "20[0-9]{2}(0[1-9]|1[0-2])[0-2][1-8]T[0-2][0-3][0-5][0-9]00Z?",
        "99991231(T235959Z)?",
        "00000000T000000",
        "-?P[0-9]{0,10}[WD]?(T[0-9]{0,10}[HMS])?",
        "FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY|HOURLY|X)(;(COUNT|INTERVAL|BYMONTHDAY|BYMONTH|BYDAY|BYSETPOS|BYHOUR|BYYEARDAY|BYWEEKNO|UNTIL)=-?[0-9]{1,6}(MO|SU)?){0,3}",
        "[+-][0-9]{2,6}",
        "(TENTATIVE|CONFIRMED|CANCELLED|COMPLETED|round|follow-up|held)",
        "\\PC{0,20}",
        any::<String>(),
    ];
    let part = proptest::sample::select(vec!["VEVENT", "VTODO", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM", "VCALENDAR"]);
    prop_oneof![
        8 => (name, parameter, value).prop_map(|(name, parameter, value)| format!("{name}{parameter}:{value}")),
        1 => part.clone().prop_map(|part| format!("BEGIN:{part}")),
        1 => part.prop_map(|part| format!("END:{part}")),
    ]
    .boxed()
}

/// A calendar that has its parts, but with anything in them.
fn odd_calendar() -> BoxedStrategy<String> {
    let inner = |part: &'static str| {
        vec(odd_line(), 0..8).prop_map(move |lines| format!("BEGIN:{part}\r\n{}\r\nEND:{part}\r\n", lines.join("\r\n")))
    };
    let zone = vec(odd_line(), 0..5).prop_map(|lines| {
        let lines = lines.join("\r\n");
        format!("BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nTZOFFSETTO:+0330\r\nDTSTART:19700101T000000\r\n{lines}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n")
    });
    let parts = vec(prop_oneof![4 => inner("VEVENT"), 1 => inner("VTODO"), 1 => zone], 0..6);
    parts.prop_map(|parts| format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", parts.concat())).boxed()
}

#[test]
fn a_status_that_nobody_stated_is_in_no_calendar_and_comes_of_none() {
    let mut talks = crate::query::testing::Talks::new();
    let [unstated, held] = [ScheduleStatus::Unstated, ScheduleStatus::Held]
        .map(|status| talks.round_that("R", crate::query::testing::when("2026-02-04"), status));
    let written = String::from_utf8(out(&talks.ws, talks.negotiation).bytes).unwrap();
    let events: Vec<&str> = written.split("BEGIN:VEVENT").skip(1).collect();
    let of = |id: RoundId| *events.iter().find(|event| event.contains(&format!("UID:{id}"))).unwrap();
    assert!(of(held).contains("\r\nSTATUS:CONFIRMED") && of(held).contains("Status: Held"));
    assert!(!of(unstated).to_uppercase().contains("STATUS"), "{}", of(unstated));
    // Elsewhere, and where it is known: nothing is supplied, and what has been said since stays.
    let (mut other, into) = empty();
    let plan = read(&other, into, written.as_bytes()).unwrap();
    done(&mut other, plan);
    let mut statuses: Vec<ScheduleStatus> = other.rounds.values().map(|one| one.schedule.status.clone()).collect();
    statuses.sort();
    assert_eq!(statuses, [ScheduleStatus::Unstated, ScheduleStatus::Held]);
    talks.on(unstated).schedule.status = ScheduleStatus::Confirmed;
    let plan = read(&talks.ws, talks.negotiation, written.as_bytes()).unwrap();
    assert!(plan.puts.is_empty(), "{:?}", plan.rows);
}

#[test]
fn an_hour_that_is_kept_free_for_an_event_confirms_nothing() {
    let event = |uid: &str, lines: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T090000Z\r\nSUMMARY:Talks {uid}\r\nDTSTART:20270113T090000Z\r\n{lines}END:VEVENT\r\n"
        )
    };
    let file = |events: &[String]| format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", events.concat());
    let [busy, oof, tentative] = ["BUSY", "OOF", "tentative"].map(|word| format!("X-MICROSOFT-CDO-BUSYSTATUS:{word}\r\n"));
    for (lines, status) in [
        (String::new(), ScheduleStatus::Unstated),
        ("TRANSP:OPAQUE\r\n".to_owned(), ScheduleStatus::Unstated),
        ("TRANSP:TRANSPARENT\r\n".to_owned(), ScheduleStatus::Unstated),
        (busy.clone(), ScheduleStatus::Unstated),
        (format!("TRANSP:OPAQUE\r\n{busy}X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY\r\n"), ScheduleStatus::Unstated),
        (oof, ScheduleStatus::Unstated),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n".to_owned(), ScheduleStatus::Unstated),
        (tentative.clone(), ScheduleStatus::Tentative),
        (format!("STATUS:CONFIRMED\r\n{tentative}"), ScheduleStatus::Confirmed),
        (format!("STATUS:TENTATIVE\r\n{busy}"), ScheduleStatus::Tentative),
        (format!("STATUS:CANCELLED\r\nTRANSP:OPAQUE\r\n{busy}"), ScheduleStatus::Cancelled),
        (format!("STATUS:NEEDS-ACTION\r\n{busy}"), ScheduleStatus::Unstated),
    ] {
        let (mut ws, into) = empty();
        let plan = read(&ws, into, file(&[event("a", &lines)]).as_bytes()).unwrap();
        done(&mut ws, plan);
        let statuses: Vec<&ScheduleStatus> = ws.rounds.values().map(|one| &one.schedule.status).collect();
        assert_eq!(statuses, [&status], "{lines}");
        // A newer copy that says no more than busy takes back nothing that was said here.
        let id = *ws.rounds.keys().next().unwrap();
        ws.rounds.get_mut(&id).unwrap().schedule.status = ScheduleStatus::Postponed;
        let newer = event("a", &busy).replace("20261101T", "20261120T");
        let plan = read(&ws, into, file(&[newer]).as_bytes()).unwrap();
        done(&mut ws, plan);
        assert_eq!(ws.rounds[&id].schedule.status, ScheduleStatus::Postponed, "{lines}");
    }
}

proptest! {
    #![proptest_config(cases(48))]

    /// What a calendar can hold of a round and a follow-up comes back: date, title, status, place and number.
    #[test]
    fn what_goes_out_comes_in_elsewhere(workspace in workspace()) {
        let Some(&negotiation) = workspace.negotiations.keys().next() else { return Ok(()) };
        let (mut other, into) = empty();
        let bytes = out(&workspace, negotiation).bytes;
        let plan = read(&other, into, &bytes).unwrap();
        let refused: Vec<_> = plan.rows.iter().filter(|row| matches!(row.outcome, RowOutcome::Refused(_))).collect();
        prop_assert!(refused.is_empty(), "{refused:?}");
        done(&mut other, plan);
        let released = Released::new(&workspace, negotiation, &Permitted::default());
        let leaves = released.workspace();
        prop_assert!(other.rounds.values().all(|one| leaves.rounds.keys().any(|id| one.uid == id.to_string())));
        prop_assert!(other.follow_ups.values().all(|one| leaves.follow_ups.keys().any(|id| one.uid == id.to_string())));
        for round in leaves.rounds_of(negotiation) {
            let found = other.rounds.values().find(|one| one.uid == round.id.to_string());
            let Ok(place) = placed(&round.schedule.when, Some(Tz::UTC)) else {
                prop_assert!(found.is_none());
                continue;
            };
            let found = found.unwrap();
            prop_assert_eq!(placed(&found.schedule.when, Some(Tz::UTC)), Ok(place));
            prop_assert_eq!(&found.title, &words::line(&round.title));
            prop_assert_eq!(found.number, round.number);
            prop_assert_eq!(words::place(&found.venue), words::place(&round.venue));
            prop_assert_eq!(status::of_round(&found.schedule.status), status::of_round(&round.schedule.status));
            if !round.schedule.status.is_other() {
                prop_assert_eq!(&found.schedule.status, &round.schedule.status);
            }
        }
        for follow_up in leaves.follow_ups.values().filter(|one| one.negotiation == negotiation) {
            let found = other.follow_ups.values().find(|one| one.uid == follow_up.id.to_string());
            let Ok(place) = placed(&follow_up.due, Some(Tz::UTC)) else {
                prop_assert!(found.is_none());
                continue;
            };
            let found = found.unwrap();
            prop_assert_eq!(placed(&found.due, Some(Tz::UTC)), Ok(place));
            prop_assert_eq!(&found.what, &words::follow_up_name(follow_up));
            if !follow_up.state.is_other() {
                prop_assert_eq!(&found.state, &follow_up.state);
            }
        }
        // There it is known again, too.
        let again = read(&other, into, &bytes).unwrap();
        prop_assert_eq!(again.puts, []);
    }

    /// A calendar of ours that comes back as it went out changes nothing.
    #[test]
    fn what_comes_back_as_it_went_changes_nothing(workspace in workspace()) {
        for &negotiation in workspace.negotiations.keys() {
            let plan = read(&workspace, negotiation, &out(&workspace, negotiation).bytes).unwrap();
            prop_assert_eq!(plan.puts, []);
            prop_assert!(plan.rows.iter().all(|row| row.outcome == RowOutcome::Same), "{:?}", plan.rows);
        }
    }

    /// Lines of at most 75 octets, whole letters, nothing that hides or turns text; and the same record gives the same bytes.
    #[test]
    fn what_goes_out_is_well_formed(workspace in workspace()) {
        for &negotiation in workspace.negotiations.keys() {
            let bytes = out(&workspace, negotiation).bytes;
            prop_assert_eq!(&out(&workspace, negotiation).bytes, &bytes);
            let text = String::from_utf8(bytes).unwrap();
            prop_assert!(text.ends_with("END:VCALENDAR\r\n"));
            for line in text.split_terminator("\r\n") {
                prop_assert!(line.len() <= 75, "{line}");
                prop_assert!(!line.contains(['\r', '\n', '\u{202e}', '\u{2066}', '\u{200f}', '\u{0}', '\u{feff}']), "{line:?}");
            }
        }
    }

    #[test]
    fn no_bytes_are_too_odd(bytes in vec(any::<u8>(), 0..400), text in any::<String>()) {
        let (workspace, into) = empty();
        for bytes in [bytes, text.into_bytes()] {
            let _ = read(&workspace, into, &bytes);
            let _ = read(&workspace, into, &[b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", &*bytes, b"\r\nEND:VEVENT\r\nEND:VCALENDAR"].concat());
        }
    }

    #[test]
    fn no_calendar_is_too_odd(text in odd_calendar()) {
        let (mut workspace, into) = empty();
        if let Ok(plan) = read(&workspace, into, text.as_bytes()) {
            prop_assert!(plan.rows.len() <= 3_100);
            done(&mut workspace, plan);
            let again = read(&workspace, into, text.as_bytes()).unwrap();
            prop_assert_eq!(again.puts, [], "{}", text);
            for round in workspace.rounds.values() {
                let _ = (names::round_title(round), round.schedule.when.words());
            }
            let _ = out(&workspace, into);
        }
    }
}

#[test]
fn a_changed_record_has_a_higher_sequence_whatever_the_clock_says() {
    let mut stamp = Stamp::new(now(), "");
    let mut last = stamp.sequence();
    assert_eq!(last, 0);
    // On, on within the same second, back behind its making, back behind a change, and on again.
    for seconds in [1, 60, 60, 60, -86_400, 59, 61, 86_400, 40 * 365 * 86_400, -1, 0] {
        stamp.touch(now() + chrono::Duration::seconds(seconds), "Ana");
        assert!(stamp.sequence() > last, "{seconds}: {last}");
        last = stamp.sequence();
    }
    let counted_by_the_clock = Stamp { changed: now() + chrono::Duration::seconds(7), ..Stamp::new(now(), "") };
    assert_eq!((counted_by_the_clock.sequence(), counted_by_the_clock.revision), (7, 0), "as files of before have it");
}
