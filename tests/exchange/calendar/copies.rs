//! Copies of one invitation, older and newer, and messages about it: what the newest says stands, whichever comes first, and what was
//! corrected here stays.

use super::corpus::{done, now, planned, talks};
use rapporteur::exchange::import::plan::{Plan, RowOutcome};
use rapporteur::model::{NegotiationId, Round, ScheduleStatus, Visibility, Vocabulary, Workspace};

/// Clocks that only the file knows, for whoever writes them.
const ZURICH: &str = "BEGIN:VTIMEZONE\nTZID:Europe/Zurich\nBEGIN:STANDARD\nDTSTART:19961027T030000\n\
    TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n";

/// A calendar with a method, if one is given, and entries.
pub(super) fn file(method: &str, entries: &[&str]) -> String {
    let method = if method.is_empty() { String::new() } else { format!("METHOD:{method}\n") };
    let entries: Vec<String> = entries.iter().map(|lines| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n")).collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{method}{ZURICH}{}END:VCALENDAR\n", entries.concat()).replace('\n', "\r\n")
}

/// A record into which calendars are imported one after the other.
pub(super) struct Desk {
    pub workspace: Workspace,
    pub id: NegotiationId,
}

impl Desk {
    pub(super) fn new() -> Self {
        let (workspace, id) = talks();
        Self { workspace, id }
    }

    pub(super) fn take(&mut self, text: &str) -> Plan {
        let plan = planned(&self.workspace, self.id, text.as_bytes(), now()).unwrap();
        done(&mut self.workspace, &plan);
        plan
    }

    pub(super) fn round(&mut self) -> &mut Round {
        assert_eq!(self.workspace.rounds.len(), 1);
        let first = *self.workspace.rounds.keys().next().unwrap();
        self.workspace.rounds.get_mut(&first).unwrap()
    }

    /// Each round: its date, status and title.
    pub(super) fn told(&self) -> Vec<String> {
        let mut rounds: Vec<&Round> = self.workspace.rounds.values().collect();
        rounds.sort_by_key(|round| (round.schedule.when.key(chrono_tz::Tz::UTC), round.title.clone()));
        let told = |round: &Round| {
            let earlier = round.schedule.earlier.len();
            let earlier = if earlier == 0 { String::new() } else { format!(" ({earlier} earlier)") };
            let when = match &round.schedule.when {
                rapporteur::model::When::At { minutes: Some(minutes), .. } => {
                    format!("{}, {minutes} min", round.schedule.when.short_words())
                }
                when => when.short_words(),
            };
            format!("{when} {} {}{earlier}", round.schedule.status.key(), round.title)
        };
        rounds.into_iter().map(told).collect()
    }
}

/// A meeting of two hours in January 2027, as one copy has it.
fn copy(age: &str, hour: &str) -> String {
    let end: u32 = hour[..2].parse::<u32>().unwrap() + 2;
    format!(
        "UID:customs@example.invalid\n{age}\nDTSTART;TZID=Europe/Zurich:20270119T{hour}00\nDTEND;TZID=Europe/Zurich:20270119T{end:02}{}00\nSTATUS:CONFIRMED\nSUMMARY:Customs group",
        &hour[2..]
    )
}

#[test]
fn the_newest_copy_stands_in_whichever_order_they_come() {
    // Three ages each, from the oldest to the newest.
    let by: [[&str; 3]; 5] = [
        ["DTSTAMP:20261101T080000Z\nSEQUENCE:1", "DTSTAMP:20261102T080000Z\nSEQUENCE:2", "DTSTAMP:20261120T080000Z\nSEQUENCE:3"],
        ["DTSTAMP:20261101T080000Z", "DTSTAMP:20261102T080000Z", "DTSTAMP:20261120T080000Z"],
        ["DTSTAMP:20261101T080000Z\nSEQUENCE:4", "DTSTAMP:20261102T080000Z\nSEQUENCE:4", "DTSTAMP:20261120T080000Z\nSEQUENCE:4"],
        [
            "DTSTAMP:20270101T080000Z\nLAST-MODIFIED:20261101T080000Z",
            "DTSTAMP:20270101T080000Z\nLAST-MODIFIED:20261102T080000Z",
            "DTSTAMP:20270101T080000Z\nLAST-MODIFIED:20261120T080000Z",
        ],
        // The sequence counts before any time; none is 0.
        ["DTSTAMP:20261120T080000Z", "DTSTAMP:20261102T080000Z\nSEQUENCE:1", "DTSTAMP:20261101T080000Z\nSEQUENCE:20"],
    ];
    for ages in by {
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let copies = [("0900", 0), ("1100", 1), ("1400", 2)].map(|(hour, age)| copy(ages[age], hour));
            let mut desk = Desk::new();
            for at in order {
                desk.take(&file("REQUEST", &[&copies[at]]));
            }
            let told = desk.told();
            assert!(told[0].starts_with("19 Jan 2027, 14:00, 120 min confirmed Customs group"), "{ages:?} {order:?}: {told:?}");
            assert_eq!(told.len(), 1);
            // All in one file come to the same.
            let mut desk = Desk::new();
            let all: Vec<&str> = order.iter().map(|at| copies[*at].as_str()).collect();
            let plan = desk.take(&file("", &all));
            assert_eq!(desk.told(), ["19 Jan 2027, 14:00, 120 min confirmed Customs group"], "{ages:?} {order:?}");
            assert_eq!((plan.tally().new, plan.tally().passed_over, plan.tally().refused), (1, 2, 0));
        }
    }
}

#[test]
fn an_older_copy_is_passed_over_with_the_reason_and_a_newer_one_is_never_there_already() {
    let mut desk = Desk::new();
    desk.take(&file("REQUEST", &[&copy("DTSTAMP:20261120T080000Z\nSEQUENCE:3", "1400")]));
    let plan = desk.take(&file("REQUEST", &[&copy("DTSTAMP:20261101T080000Z\nSEQUENCE:1", "1000")]));
    let RowOutcome::PassedOver(why) = &plan.rows[0].outcome else { panic!("{:?}", plan.rows) };
    assert_eq!(
        why,
        "The record has a newer state of it (of 20 November 2026, SEQUENCE 3) than this copy (of 1 November 2026, SEQUENCE 1)."
    );
    // A copy that was changed long before the record was made, and after the copy that the record was made from.
    let mut desk = Desk::new();
    let old = |day: &str| format!("DTSTAMP:202501{day}T080000Z\nLAST-MODIFIED:202501{day}T080000Z");
    desk.take(&file("REQUEST", &[&copy(&old("01"), "1000")]));
    let plan = desk.take(&file("REQUEST", &[&copy(&old("20"), "1400")]));
    assert_eq!(plan.tally().changes, 1);
    assert_eq!(desk.told(), ["19 Jan 2027, 14:00, 120 min confirmed Customs group (1 earlier)"]);
    let plan = desk.take(&file("CANCEL", &[&format!("UID:customs@example.invalid\n{}", old("21"))]));
    assert_eq!(plan.tally().changes, 1);
    assert_eq!(desk.told(), ["19 Jan 2027, 14:00, 120 min cancelled Customs group (1 earlier)"]);
    // Seen again in the wrong order, nothing comes back.
    for text in [file("REQUEST", &[&copy(&old("01"), "1000")]), file("REQUEST", &[&copy(&old("20"), "1400")])] {
        assert_eq!(desk.take(&text).puts, []);
    }
    // Asked for once more.
    desk.take(&file("REQUEST", &[&copy("DTSTAMP:20250122T080000Z\nSEQUENCE:1", "1400")]));
    assert_eq!(desk.told(), ["19 Jan 2027, 14:00, 120 min confirmed Customs group (1 earlier)"]);
}

#[test]
fn what_was_corrected_here_is_not_taken_back_by_what_is_no_news() {
    let first = "UID:tide@example.invalid\nDTSTAMP:20261101T080000Z\nDTSTART;TZID=Europe/Zurich:20270113T100000\n\
        DTEND;TZID=Europe/Zurich:20270113T120000\nSTATUS:CONFIRMED\nLOCATION:Annexe\nSUMMARY:Tide tables";
    let mut desk = Desk::new();
    desk.take(&file("", &[first]));
    let corrected = desk.round();
    corrected.title = "Tables of the tide".to_owned();
    corrected.schedule.status = ScheduleStatus::Moved;
    corrected.venue.place = "Boat house".to_owned();
    corrected.schedule.when = rapporteur::model::When::Day("2027-01-14".parse().unwrap());
    corrected.stamp.changed += chrono::Duration::days(1);
    let kept = ["14 Jan 2027 moved Tables of the tide"];
    // The same file, a copy of it that was only made anew, and one of the same age with a description.
    for text in [first.to_owned(), first.replace("20261101", "20261109"), format!("{first}\nDESCRIPTION:Bring the charts")] {
        let plan = desk.take(&file("", &[&text]));
        assert_eq!(plan.puts, [], "{:?}", plan.rows);
        assert_eq!((plan.tally().same, desk.told()), (1, kept.map(str::to_owned).to_vec()));
    }
    // What is news comes in, and nothing beside it.
    let moved = first.replace("LOCATION:Annexe", "LOCATION:Town hall").replace("20261101", "20261110");
    let plan = desk.take(&file("", &[&moved]));
    assert_eq!(plan.rows[0].outcome, RowOutcome::Changes(vec!["venue: Boat house → Town hall".to_owned()]));
    assert_eq!(desk.told(), kept);
    // A newer state in which nothing is new that the record keeps: only its age is.
    let plan = desk.take(&file("", &[&format!("{}\nSEQUENCE:4", moved.replace("20261110", "20261111"))]));
    assert_eq!((plan.tally().changes, desk.told()), (1, kept.map(str::to_owned).to_vec()));
    let plan = desk.take(&file("", &[&moved.replace("Town hall", "Harbour")]));
    assert_eq!(plan.tally().passed_over, 1);
}

#[test]
fn what_a_copy_leaves_out_is_no_change_and_an_hour_that_did_not_move_no_earlier_date() {
    let full = "UID:a@x\nDTSTART;TZID=Europe/Zurich:20270209T090000\nDTEND;TZID=Europe/Zurich:20270209T103000\nLOCATION:Annexe\nSTATUS:CONFIRMED\nSUMMARY:Annex group";
    for (bare, expected) in [
        ("UID:a@x\nSEQUENCE:1\nDTSTART;TZID=Europe/Zurich:20270209T090000", "9 Feb 2027, 09:00, 90 min confirmed Annex group"),
        // Moved, and as long as before.
        (
            "UID:a@x\nSEQUENCE:1\nDTSTART;TZID=Europe/Zurich:20270210T090000\nSUMMARY:Annex group",
            "10 Feb 2027, 09:00, 90 min confirmed Annex group (1 earlier)",
        ),
        // Longer now: its hour did not move.
        (
            "UID:a@x\nSEQUENCE:1\nDTSTART;TZID=Europe/Zurich:20270209T090000\nDURATION:PT3H\nSUMMARY:Annex group",
            "9 Feb 2027, 09:00, 180 min confirmed Annex group",
        ),
        // The same hour on other clocks.
        (
            "UID:a@x\nSEQUENCE:1\nDTSTART:20270209T080000Z\nDTEND:20270209T093000Z\nSUMMARY:Annex group",
            "9 Feb 2027, 09:00, 90 min confirmed Annex group",
        ),
        // A word for show.
        (
            "UID:a@x\nSEQUENCE:1\nDTSTART;TZID=Europe/Zurich:20270209T090000\nSTATUS:CANCELLED\nSUMMARY:Cancelled: Annex group",
            "9 Feb 2027, 09:00, 90 min cancelled Annex group",
        ),
        (
            "UID:a@x\nSEQUENCE:1\nDTSTART;TZID=Europe/Zurich:20270209T090000\nSUMMARY:Annex group two",
            "9 Feb 2027, 09:00, 90 min confirmed Annex group two",
        ),
    ] {
        let mut desk = Desk::new();
        desk.take(&file("", &[full]));
        desk.take(&file("", &[bare]));
        assert_eq!(desk.told(), [expected], "{bare}");
        assert_eq!(desk.round().venue.place, "Annexe");
    }
    // Whole days.
    let mut desk = Desk::new();
    desk.take(&file("", &["UID:d@x\nDTSTART;VALUE=DATE:20270405\nDTEND;VALUE=DATE:20270408\nSUMMARY:Sitting"]));
    desk.take(&file("", &["UID:d@x\nSEQUENCE:1\nDTSTART;VALUE=DATE:20270405\nSUMMARY:Sitting"]));
    assert_eq!(desk.told(), ["5–7 Apr 2027 unstated Sitting"]);
}

const SERIES: &str = "UID:annex@example.invalid\nDTSTAMP:20261110T080000Z\nSEQUENCE:0\nDTSTART;TZID=Europe/Zurich:20270202T090000\n\
    DTEND;TZID=Europe/Zurich:20270202T103000\nRRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU\nSUMMARY:Annex group";

/// The four times of that series, each with a status.
fn four(statuses: [&str; 4]) -> Vec<String> {
    let days = ["2", "9", "16", "23"];
    days.iter().zip(statuses).map(|(day, status)| format!("{day} Feb 2027, 09:00, 90 min {status} Annex group")).collect()
}

#[test]
fn a_message_calls_off_all_one_or_the_rest_and_changes_nothing_else() {
    let (t, c) = ("unstated", "cancelled");
    let id = |range: &str, day: &str| format!("RECURRENCE-ID{range};TZID=Europe/Zurich:202702{day}T090000");
    for (lines, expected) in [
        ("DTSTART;TZID=Europe/Zurich:20270202T090000\nSUMMARY:Cancelled: Annex group".to_owned(), [c, c, c, c]),
        ("STATUS:CANCELLED".to_owned(), [c, c, c, c]),
        (format!("{}\nDTSTART;TZID=Europe/Zurich:20270209T090000\nSUMMARY:Cancelled: Annex group", id("", "09")), [t, c, t, t]),
        (id("", "16"), [t, t, c, t]),
        ("RECURRENCE-ID:20270209T080000Z".to_owned(), [t, c, t, t]),
        ("RECURRENCE-ID;VALUE=DATE:20270209".to_owned(), [t, c, t, t]),
        (id(";RANGE=THISANDFUTURE", "16"), [t, t, c, c]),
        (
            format!("{}\nDTSTART;TZID=Europe/Zurich:20270216T110000\nDURATION:PT1H", id(";RANGE=THISANDFUTURE", "16")),
            [t, t, c, c],
        ),
        // A time that it does not have.
        (id("", "17"), [t, t, t, t]),
    ] {
        let message = format!("UID:annex@example.invalid\nDTSTAMP:20261112T080000Z\nSEQUENCE:1\n{lines}");
        let mut desk = Desk::new();
        desk.take(&file("REQUEST", &[SERIES]));
        let plan = desk.take(&file("CANCEL", &[&message]));
        assert_eq!(desk.told(), four(expected), "{lines}: {:?}", plan.rows);
        assert_eq!((plan.rows.len(), plan.tally().new, plan.tally().refused), (1, 0, 0));
        // Again, and the invitation once more: nothing.
        assert_eq!(desk.take(&file("CANCEL", &[&message])).puts, []);
        assert_eq!(desk.take(&file("REQUEST", &[SERIES])).puts, [], "{lines}");
        // Both in one file, in either order.
        for calendars in
            [[("REQUEST", SERIES), ("CANCEL", message.as_str())], [("CANCEL", message.as_str()), ("REQUEST", SERIES)]]
        {
            let mut desk = Desk::new();
            desk.take(&calendars.map(|(method, entry)| file(method, &[entry])).concat());
            assert_eq!(desk.told(), four(expected), "{lines}");
        }
    }
}

#[test]
fn what_was_held_or_is_newer_is_not_called_off_and_what_is_not_there_is_not_made() {
    let all = "UID:annex@example.invalid\nDTSTAMP:20261112T080000Z\nSEQUENCE:1";
    let mut desk = Desk::new();
    let plan = desk.take(&file("CANCEL", &[&format!("{all}\nDTSTART:20270202T080000Z\nSUMMARY:Cancelled: Annex group")]));
    assert_eq!((desk.told().len(), plan.tally().passed_over), (0, 1));
    desk.take(&file("REQUEST", &[SERIES]));
    let first = *desk.workspace.rounds.keys().next().unwrap();
    desk.workspace.rounds.get_mut(&first).unwrap().schedule.status = ScheduleStatus::Held;
    let plan = desk.take(&file("CANCEL", &[all]));
    assert_eq!(desk.told(), four(["held", "cancelled", "cancelled", "cancelled"]));
    let RowOutcome::Changes(changes) = &plan.rows[0].outcome else { panic!("{:?}", plan.rows) };
    assert_eq!(changes.last().map(String::as_str), Some("1 that was held stays"));
    // An older calling off does not reach a newer invitation.
    let mut desk = Desk::new();
    desk.take(&file("REQUEST", &[&SERIES.replace("SEQUENCE:0", "SEQUENCE:7")]));
    let plan = desk.take(&file("CANCEL", &[all]));
    assert_eq!((plan.tally().passed_over, desk.told()), (1, four(["unstated"; 4])));
}

#[test]
fn answers_and_proposals_change_nothing_and_are_told() {
    let request = "UID:chiefs@example.invalid\nDTSTAMP:20261110T080000Z\nSEQUENCE:0\nDTSTART;TZID=Europe/Zurich:20270211T100000\n\
        DTEND;TZID=Europe/Zurich:20270211T120000\nSTATUS:CONFIRMED\nSUMMARY:Chief delegates";
    let about = "UID:chiefs@example.invalid\nDTSTAMP:20261111T080000Z\nSEQUENCE:0";
    for (method, lines, said, refused) in [
        (
            "COUNTER",
            "DTSTART;TZID=Europe/Zurich:20270218T150000\nSUMMARY:Chief delegates\nATTENDEE;CN=Falk;PARTSTAT=TENTATIVE:mailto:falk@x\nCOMMENT:Would this day do?",
            "Falk proposes another date (18 February 2027, 15:00). They write “Would this day do?”.",
            1,
        ),
        (
            "REPLY",
            "DTSTART;TZID=Europe/Zurich:20270211T100000\nATTENDEE;PARTSTAT=DECLINED:mailto:east@x",
            "An answer to an invitation (east@x: declined).",
            0,
        ),
        (
            "REPLY",
            "ATTENDEE;PARTSTAT=ACCEPTED;CN=\"Lind, Mara\":mailto:mara@x",
            "An answer to an invitation (Lind, Mara: accepted).",
            0,
        ),
        ("DECLINECOUNTER", "DTSTART;TZID=Europe/Zurich:20270218T150000", "The organiser keeps the date that there is.", 0),
        ("REFRESH", "ATTENDEE:mailto:east@x", "Somebody asks for the newest state of an invitation.", 0),
    ] {
        for known in [true, false] {
            let mut desk = Desk::new();
            if known {
                desk.take(&file("REQUEST", &[request]));
            }
            let before = desk.told();
            let plan = desk.take(&file(method, &[&format!("{about}\n{lines}")]));
            assert_eq!((plan.puts.len(), desk.told()), (0, before), "{method}");
            let (RowOutcome::Refused(why) | RowOutcome::PassedOver(why)) = &plan.rows[0].outcome else {
                panic!("{:?}", plan.rows)
            };
            assert!(why.starts_with(said), "{why}");
            assert_eq!(plan.tally().refused, refused, "{method}");
        }
    }
}

#[test]
fn one_time_of_a_series_may_come_before_the_series_and_times_may_be_added() {
    let single = "UID:annex@example.invalid\nDTSTAMP:20261120T080000Z\nSEQUENCE:2\nRECURRENCE-ID;TZID=Europe/Zurich:20270209T090000\n\
        DTSTART;TZID=Europe/Zurich:20270210T140000\nDTEND;TZID=Europe/Zurich:20270210T150000\nSUMMARY:Annex group";
    let moved = |mut all: Vec<String>| {
        all[1] = "10 Feb 2027, 14:00, 60 min unstated Annex group".to_owned();
        all
    };
    let mut desk = Desk::new();
    desk.take(&file("REQUEST", &[single]));
    let plan = desk.take(&file("REQUEST", &[SERIES]));
    assert_eq!(desk.told(), moved(four(["unstated"; 4])), "{:?}", plan.rows);
    assert_eq!((plan.tally().new, plan.tally().passed_over), (3, 1));
    // A newer state of the series in which that time is as the others.
    desk.take(&file("REQUEST", &[&SERIES.replace("SEQUENCE:0", "SEQUENCE:3").replace("20261110", "20261121")]));
    assert_eq!(desk.told()[1], "9 Feb 2027, 09:00, 90 min unstated Annex group (1 earlier)");
    // One more, and the same message again.
    let added = "UID:annex@example.invalid\nDTSTAMP:20261122T080000Z\nSEQUENCE:4\nDTSTART;TZID=Europe/Zurich:20270305T090000\nDURATION:PT1H\nSUMMARY:Annex group";
    assert_eq!(desk.take(&file("ADD", &[added])).tally().new, 1);
    assert_eq!(desk.take(&file("ADD", &[added])).puts, []);
    assert_eq!(desk.told().len(), 5);
    assert_eq!(desk.told()[4], "5 Mar 2027, 09:00, 60 min unstated Annex group");
    // From a time on, another hour.
    let rest = "UID:annex@example.invalid\nDTSTAMP:20261123T080000Z\nSEQUENCE:5\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Zurich:20270216T090000\n\
        DTSTART;TZID=Europe/Zurich:20270216T110000\nDTEND;TZID=Europe/Zurich:20270216T120000\nSUMMARY:Annex group";
    desk.take(&file("REQUEST", &[rest]));
    let told = desk.told();
    assert!(told[1].starts_with("9 Feb 2027, 09:00"), "{told:?}");
    assert!(told[2].starts_with("16 Feb 2027, 11:00, 60 min"), "{told:?}");
    assert!(told[3].starts_with("23 Feb 2027, 11:00, 60 min"), "{told:?}");
}

#[test]
fn a_series_is_as_its_newest_copy_has_it() {
    let of = |age: &str, lines: &str| format!("UID:review@x\n{age}\nSUMMARY:Review\n{lines}");
    let mondays = of(
        "DTSTAMP:20261101T080000Z\nSEQUENCE:1",
        "DTSTART;TZID=Europe/Zurich:20270405T090000\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO",
    );
    let wednesdays = of(
        "DTSTAMP:20261102T080000Z\nSEQUENCE:2",
        "DTSTART;TZID=Europe/Zurich:20270407T090000\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=WE",
    );
    let later = of(
        "DTSTAMP:20261102T080000Z\nSEQUENCE:2",
        "DTSTART;TZID=Europe/Zurich:20270405T103000\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO",
    );
    let one_less = of(
        "DTSTAMP:20261102T080000Z\nSEQUENCE:2",
        "DTSTART;TZID=Europe/Zurich:20270405T090000\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO\nEXDATE;TZID=Europe/Zurich:20270412T090000",
    );
    let days = |days: [&str; 3], hour: &str| days.map(|day| format!("{day} Apr 2027, {hour} unstated Review")).to_vec();
    // In one file, in either order.
    for entries in [[mondays.as_str(), wednesdays.as_str()], [wednesdays.as_str(), mondays.as_str()]] {
        let mut desk = Desk::new();
        let plan = desk.take(&file("", &entries));
        assert_eq!(desk.told(), days(["7", "14", "21"], "09:00"));
        assert_eq!((plan.tally().passed_over, plan.tally().refused), (1, 0));
    }
    // One after the other: what is no longer named stays, and is told.
    let mut desk = Desk::new();
    desk.take(&file("", &[&mondays]));
    let plan = desk.take(&file("", &[&wednesdays]));
    assert_eq!((desk.told().len(), plan.tally().new), (6, 3));
    let note = "The calendar no longer has “Review” on 5 Apr 2027, 09:00, 12 Apr 2027, 09:00, 19 Apr 2027, 09:00. These rounds stay as they are; cancel or delete what does not take place.";
    assert!(plan.notes.iter().any(|told| told == note), "{:?}", plan.notes);
    // The older copy again adds nothing.
    assert_eq!(desk.take(&file("", &[&mondays])).puts, []);
    // One left out; and a series that begins at another hour is the same one.
    let mut desk = Desk::new();
    desk.take(&file("", &[&mondays]));
    let plan = desk.take(&file("", &[&one_less]));
    assert!(plan.notes.iter().any(|told| told.contains("no longer has “Review” on 12 Apr 2027, 09:00.")), "{:?}", plan.notes);
    let mut desk = Desk::new();
    desk.take(&file("", &[&mondays]));
    let plan = desk.take(&file("", &[&later]));
    let moved: Vec<String> = days(["5", "12", "19"], "10:30").iter().map(|told| format!("{told} (1 earlier)")).collect();
    assert_eq!((desk.told(), plan.tally().changes), (moved, 3));
    assert!(plan.notes.is_empty(), "{:?}", plan.notes);
    assert_eq!(desk.take(&file("", &[&later])).puts, []);
    // What happened once comes again; what came again happens once.
    let once = of("DTSTAMP:20261101T080000Z\nSEQUENCE:0", "DTSTART;TZID=Europe/Zurich:20270405T090000");
    let mut desk = Desk::new();
    desk.take(&file("", &[&once]));
    let plan = desk.take(&file("", &[&mondays]));
    assert_eq!((desk.told(), plan.tally().new), (days(["5", "12", "19"], "09:00"), 2));
    desk.take(&file("", &[&once.replace("SEQUENCE:0", "SEQUENCE:9")]));
    assert_eq!(desk.told().len(), 3);
    assert_eq!(desk.take(&file("", &[&mondays])).tally().new, 0);
}

#[test]
fn a_private_entry_is_secret_here_and_in_no_export() {
    use rapporteur::exchange::export::export;
    use rapporteur::exchange::progress::Progress;
    use rapporteur::exchange::request::{ExportContext, Format, Request, What};
    let entry = |class: &str| {
        format!(
            "UID:p@x\nDTSTART;TZID=Europe/Zurich:20270209T090000\nSUMMARY:CANARYONE\nLOCATION:CANARYTWO\nDESCRIPTION:CANARYTHREE\n{class}"
        )
    };
    for (class, private) in [
        ("CLASS:PUBLIC", false),
        ("", false),
        ("CLASS:PRIVATE", true),
        ("CLASS:confidential", true),
        ("CLASS:X-BOARD-ONLY", true),
    ] {
        let mut desk = Desk::new();
        let plan = desk.take(&file("", &[&entry(class)]));
        assert_eq!(plan.tally().new, 1, "{class}");
        assert_eq!(plan.notes.iter().any(|note| note.contains("marked as private")), private, "{class}: {:?}", plan.notes);
        assert_eq!(desk.round().format.visibility, private.then_some(Visibility::Secret), "{class}");
        let found = |desk: &Desk| {
            let mut found = 0;
            for what in [What::Brief, What::Rounds, What::Attendance, What::Lists, What::Calendar] {
                for format in Format::ALL.into_iter().filter(|format| what.formats().contains(format)) {
                    if matches!(format, Format::Docx | Format::Xlsx) {
                        continue;
                    }
                    let request = Request {
                        negotiation: desk.id,
                        round: None,
                        what,
                        format,
                        as_of: rapporteur::query::position::AsOf::Now,
                        permitted: Default::default(),
                    };
                    let context = ExportContext { now: now(), zone: chrono_tz::Tz::UTC, author: String::new() };
                    let exported = export(&desk.workspace, &request, &context, &Progress::default()).unwrap();
                    found += usize::from(String::from_utf8(exported.bytes).unwrap().contains("CANARY"));
                    assert_eq!(
                        exported.notes.iter().any(|note| note.starts_with("1 round was left out")),
                        desk.workspace.rounds.values().next().unwrap().format.visibility == Some(Visibility::Secret)
                    );
                }
            }
            found
        };
        assert_eq!(found(&desk) == 0, private, "{class}");
        // Until somebody says who may know of it.
        desk.round().format.visibility = Some(Visibility::Closed);
        assert!(found(&desk) > 0, "{class}");
        // A copy that says it later closes it again.
        desk.take(&file("", &[&format!("{}\nSEQUENCE:1", entry("CLASS:PRIVATE"))]));
        assert_eq!(found(&desk) == 0, !private, "it was known to be private before, and opened here");
    }
}

#[test]
fn what_is_not_taken_is_named() {
    let mut desk = Desk::new();
    let plan = desk.take(&file(
        "",
        &["UID:t@x\nDTSTART;TZID=Europe/Zurich:20270127T140000\nSUMMARY:Round table\nORGANIZER;CN=\"Lind, Mara\":mailto:m@x\n\
           ATTENDEE;PARTSTAT=ACCEPTED;CN=\"Lind, Mara\":mailto:m@x\nATTENDEE;CUTYPE=ROOM;CN=Annexe 4:mailto:a@x\nURL:https://x.invalid\n\
           ATTACH:https://x.invalid/a.pdf\nATTACH:https://x.invalid/b.pdf\nCATEGORIES:Talks\nBEGIN:VALARM\nACTION:DISPLAY\nEND:VALARM"],
    ));
    let note = "Not taken: 1 address (URL), 2 attachments, 2 attendees, 1 list of categories, 1 organizer, 1 reminder.";
    assert_eq!(plan.notes, [note]);
    assert_eq!(desk.round().attendance, []);
}
