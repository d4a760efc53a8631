//! Calendars on the real program: copies and messages that come one after the other, what stands then, and the exit status.

use crate::support::{Said, field, json, list, run};
use std::fs;

/// A record with one negotiation, and files.
struct Desk {
    folder: tempfile::TempDir,
}

const TALKS: &str = "Negotiation,Title,Start,Status\nLagoon Talks,Opening session,2026-03-02,held\n";

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        let said = desk.import("seed.csv", TALKS, &[]);
        assert_eq!(said.status, 0, "{}", said.err);
        desk
    }

    fn dir(&self) -> String {
        self.folder.path().join("record").to_str().unwrap().to_owned()
    }

    fn import(&self, name: &str, text: &str, more: &[&str]) -> Said {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        run(&[&["--data-dir", &self.dir(), "import", path.to_str().unwrap()], more].concat())
    }

    fn calendar(&self, method: &str, entry: &str) -> Said {
        let entry = entry.replace('|', "\r\n");
        let text = format!("BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n{entry}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        self.import("mail.ics", &text, &["--into", "Lagoon Talks"])
    }

    /// The rounds but the first: status and first day.
    fn rounds(&self) -> Vec<String> {
        let told = json(&["--data-dir", &self.dir(), "rounds", "Lagoon Talks"]);
        let one = |round: &serde_json::Value| {
            format!("{} {}", field(&round["when"], "earliest"), field(round, "status").to_lowercase())
        };
        list(&told, "rounds").iter().skip(1).map(one).collect()
    }

    /// What the exported calendar says of how often the only round that is ahead was changed.
    fn sequence(&self, number: usize) -> i64 {
        let file = self.folder.path().join(format!("out-{number}.ics"));
        let said = run(&["--data-dir", &self.dir(), "export", "Lagoon Talks", "--to", file.to_str().unwrap()]);
        assert_eq!(said.status, 0, "{}", said.err);
        let text = fs::read_to_string(file).unwrap();
        let event = text.split("BEGIN:VEVENT").find(|event| event.contains("Tide tables")).unwrap();
        event.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap().trim().parse().unwrap()
    }
}

#[test]
fn older_copies_answers_and_proposals_change_nothing_and_cancellations_do() {
    let desk = Desk::new();
    let series = "UID:a@x|DTSTAMP:20261110T080000Z|SEQUENCE:3|DTSTART:20400207T090000Z|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=3|SUMMARY:Annex group";
    let said = desk.calendar("REQUEST", series);
    assert_eq!((said.status, said.out.contains("3 new, 0 changed, 0 there already, 0 refused.")), (0, true), "{}", said.out);
    let all = |statuses: [&str; 3]| {
        ["2040-02-07", "2040-02-14", "2040-02-21"]
            .iter()
            .zip(statuses)
            .map(|(day, status)| format!("{day} {status}"))
            .collect::<Vec<_>>()
    };
    let asked = "UID:a@x|DTSTAMP:20261111T080000Z";
    for (method, entry, status, told) in [
        ("REQUEST", series.to_owned(), 0, "3 there already"),
        ("REQUEST", series.replace("SEQUENCE:3", "SEQUENCE:1").replace("T090000Z", "T110000Z"), 0, "1 passed over"),
        ("REPLY", format!("{asked}|ATTENDEE;PARTSTAT=DECLINED:mailto:east@x"), 0, "east@x: declined"),
        (
            "COUNTER",
            format!("{asked}|SEQUENCE:3|DTSTART:20400208T090000Z|ATTENDEE:mailto:east@x"),
            1,
            "east@x proposes another date",
        ),
        ("CANCEL", "UID:b@x|SEQUENCE:1|DTSTART:20400208T090000Z|SUMMARY:Cancelled: Other".to_owned(), 0, "not in the record"),
    ] {
        let said = desk.calendar(method, &entry);
        let words = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!((said.status, words.contains(told)), (status, true), "{method}: {}{}", said.out, said.err);
        assert!(words.contains("Nothing was changed"), "{words}");
        assert_eq!(desk.rounds(), all(["unstated"; 3]), "{method}");
    }
    desk.calendar("CANCEL", "UID:a@x|SEQUENCE:4|RECURRENCE-ID:20400214T090000Z|SUMMARY:Cancelled: Annex group");
    assert_eq!(desk.rounds(), all(["unstated", "cancelled", "unstated"]));
    let said = desk.calendar("CANCEL", "UID:a@x|SEQUENCE:5");
    assert_eq!((said.status, desk.rounds()), (0, all(["cancelled"; 3])), "{}", said.out);
}

#[test]
fn a_row_that_says_that_a_round_was_put_off_moves_the_one_ahead_and_others_are_asked_about() {
    let tide = "UID:tide@x|DTSTAMP:20261101T080000Z|DTSTART;TZID=Europe/Zurich:20400113T100000|DURATION:PT2H|STATUS:CONFIRMED|SUMMARY:Tide tables";
    let row = |day: &str, status: &str| {
        format!("Negotiation,Title,Start,Status,Time zone\nLagoon Talks,Tide tables,{day} 11:00,{status},Europe/Zurich\n")
    };
    for (day, status, exit, round) in [
        ("2040-01-14", "Moved", 0, "2040-01-14 moved"),
        ("2040-02-01", "postponed", 0, "2040-02-01 postponed"),
        // It does not say so, or it tells of a day before: then somebody has to say what is meant.
        ("2040-01-14", "Confirmed", 2, "2040-01-13 confirmed"),
        ("2040-01-14", "", 2, "2040-01-13 confirmed"),
        ("2040-01-05", "Moved", 2, "2040-01-13 confirmed"),
    ] {
        let desk = Desk::new();
        desk.calendar("PUBLISH", tide);
        let said = desk.import("correction.csv", &row(day, status), &[]);
        assert_eq!((said.status, desk.rounds()), (exit, vec![round.to_owned()]), "{day} {status}: {}{}", said.out, said.err);
        // The calendar once more takes nothing back.
        desk.calendar("PUBLISH", tide);
        assert_eq!(desk.rounds(), [round], "{day} {status}");
    }
    // One that was held is not moved any more.
    let desk = Desk::new();
    let said = desk.import("r.csv", &row("2040-01-13", "held"), &[]);
    assert_eq!(said.status, 0, "{}", said.err);
    let said = desk.import("r.csv", &row("2040-01-20", "Moved"), &[]);
    assert_eq!((said.status, desk.rounds()), (2, vec!["2040-01-13 held".to_owned()]), "{}{}", said.out, said.err);
}

#[test]
fn what_was_corrected_stays_and_every_change_raises_the_sequence() {
    let desk = Desk::new();
    let tide = "UID:tide@x|DTSTAMP:20261101T080000Z|DTSTART;TZID=Europe/Zurich:20400113T100000|DURATION:PT2H|STATUS:CONFIRMED|SUMMARY:Tide tables";
    desk.calendar("PUBLISH", tide);
    let mut sequences = vec![desk.sequence(0)];
    // Each within the same second as the one before, or not: it rises.
    for (number, status) in ["Moved", "Tentative", "Confirmed", "Postponed"].into_iter().enumerate() {
        let table = format!(
            "Negotiation,Title,Start,Status,Time zone\nLagoon Talks,Tide tables,2040-01-13 10:00,{status},Europe/Zurich\n"
        );
        let said = desk.import("correction.csv", &table, &["--accept"]);
        assert_eq!(said.status, 0, "{}{}", said.out, said.err);
        sequences.push(desk.sequence(number + 1));
    }
    assert!(sequences.is_sorted_by(|one, other| one < other), "{sequences:?}");
    let said = desk.calendar("PUBLISH", tide);
    assert!(said.out.contains("0 new, 0 changed, 1 there already, 0 refused."), "{}", said.out);
    assert_eq!(desk.rounds(), ["2040-01-13 postponed"]);
}
