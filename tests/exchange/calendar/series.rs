//! Series: followed around today, and told out as an independent program tells them out.

use super::copies::{Desk, file};
use crate::programs::{folder, run};
use rapporteur::model::{When, ZonedTime};
use serde_json::{Value, json};
use std::path::Path;

/// The local times of all rounds, in order.
fn times(desk: &Desk) -> Vec<String> {
    let local = |when: &When| match when {
        When::At { start: ZonedTime { local, .. }, .. } => local.format("%Y-%m-%d %H:%M").to_string(),
        When::Day(day) => day.to_string(),
        when => when.words(),
    };
    let mut all: Vec<String> = desk.workspace.rounds.values().map(|round| local(&round.schedule.when)).collect();
    all.sort();
    all
}

#[test]
fn what_is_ahead_is_there_however_old_the_series() {
    // Today is 10 April 2026, a Friday.
    for (lines, ahead, behind, told) in [
        (
            "DTSTART;TZID=Europe/Zurich:20170907T150000\nRRULE:FREQ=WEEKLY;BYDAY=TH",
            "2026-04-16 15:00",
            12,
            "437 times from 7 September 2017 on that lie far behind are not taken; it goes on, and is followed to 10 April 2031",
        ),
        (
            "DTSTART;TZID=Europe/Zurich:20200113T090000\nRRULE:FREQ=MONTHLY;BYDAY=2MO;UNTIL=20271231T000000Z",
            "2027-12-13 09:00",
            75,
            "",
        ),
        (
            "DTSTART;TZID=Europe/Zurich:19900101T120000\nRRULE:FREQ=DAILY",
            "2026-04-11 12:00",
            12,
            "are not taken; it goes on, and is followed to",
        ),
        ("DTSTART;VALUE=DATE:19500411\nRRULE:FREQ=YEARLY", "2026-04-11", 1, "75 times from 11 April 1950 on"),
        ("DTSTART:20160101T100000Z\nRRULE:FREQ=WEEKLY;COUNT=600", "2027-06-25 10:00", 436, "100 times from 1 January 2016 on"),
        ("DTSTART:20240105T100000Z\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=60", "2026-04-10 10:00", 59, ""),
        ("DTSTART:20330101T100000Z\nRRULE:FREQ=YEARLY;COUNT=3", "2035-01-01 10:00", 0, ""),
        ("DTSTART:20330101T100000Z\nRRULE:FREQ=YEARLY", "2038-01-01 10:00", 0, "it goes on, and is followed to 1 January 2038"),
        ("DTSTART:20260410T080000Z\nRRULE:FREQ=HOURLY;INTERVAL=2;COUNT=5", "2026-04-10 16:00", 0, ""),
        ("DTSTART:20150101T100000Z\nRDATE:20150201T100000Z,20260501T100000Z", "2026-05-01 10:00", 2, ""),
    ] {
        let mut desk = Desk::new();
        let plan = desk.take(&file("", &[&format!("UID:s@x\nSUMMARY:S\n{lines}")]));
        let all = times(&desk);
        assert!(all.iter().any(|time| time == ahead), "{lines}: {all:?}");
        assert_eq!(all.iter().filter(|time| time.as_str() < "2026-04-10").count(), behind, "{lines}");
        assert!(desk.workspace.rounds.values().all(|round| round.schedule.status.is_ahead()), "nothing is held: {lines}");
        let cut: Vec<&String> = plan.notes.iter().filter(|note| note.starts_with("“S”:")).collect();
        assert_eq!(cut.len(), usize::from(!told.is_empty()), "{lines}: {cut:?}");
        assert!(cut.iter().all(|note| note.contains(told)), "{lines}: {cut:?}");
        let behind_said = plan.notes.iter().any(|note| note.contains("not recorded as held"));
        assert_eq!(behind_said, behind > 0, "{:?}", plan.notes);
        assert_eq!(desk.take(&file("", &[&format!("UID:s@x\nSUMMARY:S\n{lines}")])).puts, []);
    }
    // What is over for long, and goes on without end by the minute.
    let mut desk = Desk::new();
    let plan = desk.take(&file("", &["UID:s@x\nSUMMARY:S\nDTSTART:20200101T100000Z\nRRULE:FREQ=MINUTELY"]));
    assert_eq!((plan.tally().refused, desk.workspace.rounds.len()), (1, 0));
}

#[test]
fn what_lies_behind_has_the_status_that_the_calendar_gives_it() {
    for (status, expected) in [
        ("", "unstated"),
        ("STATUS:CONFIRMED", "confirmed"),
        ("STATUS:TENTATIVE", "tentative"),
        ("STATUS:CANCELLED", "cancelled"),
    ] {
        let mut desk = Desk::new();
        desk.take(&file("", &[&format!("UID:s@x\nSUMMARY:S\nDTSTART:20260301T100000Z\n{status}")]));
        assert_eq!(desk.told(), [format!("1 Mar 2026, 10:00 {expected} S")]);
    }
}

#[test]
fn several_rules_periods_and_what_cannot_be_read() {
    for (lines, expected, note) in [
        (
            "DTSTART;TZID=US/Eastern:20270104T120000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\nRDATE;TZID=US/Eastern;VALUE=PERIOD:20270104T150000/PT2H",
            vec!["4 Jan 2027, 12:00, 60 min", "4 Jan 2027, 15:00, 120 min", "5 Jan 2027, 12:00, 60 min"],
            "",
        ),
        (
            "DTSTART:20270104T120000Z\nRDATE;VALUE=PERIOD:20270105T080000Z/20270105T093000Z,20270106T080000Z/PT15M",
            vec!["4 Jan 2027, 12:00", "5 Jan 2027, 08:00, 90 min", "6 Jan 2027, 08:00, 15 min"],
            "",
        ),
        (
            "DTSTART:20270201T100000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3\nRRULE:FREQ=MONTHLY;COUNT=3",
            vec![
                "1 Feb 2027, 10:00, 60 min",
                "8 Feb 2027, 10:00, 60 min",
                "15 Feb 2027, 10:00, 60 min",
                "1 Mar 2027, 10:00, 60 min",
                "1 Apr 2027, 10:00, 60 min",
            ],
            "",
        ),
        ("DTSTART:20270301T100000Z\nRRULE:FREQ=FORTNIGHTLY;COUNT=3", vec!["1 Mar 2027, 10:00"], "FREQ=FORTNIGHTLY;COUNT=3"),
        ("DTSTART:20270301T100000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO,XX", vec!["1 Mar 2027, 10:00"], "FREQ=WEEKLY;BYDAY=MO,XX"),
        (
            "DTSTART:20270301T100000Z\nRRULE:FREQ=EVERY\nRRULE:FREQ=DAILY;COUNT=2\nRDATE:20270310T100000Z",
            vec!["1 Mar 2027, 10:00", "2 Mar 2027, 10:00", "10 Mar 2027, 10:00"],
            "FREQ=EVERY",
        ),
        (
            "DTSTART:20270301T100000Z\nRRULE:FREQ=DAILY;COUNT=5\nEXRULE:FREQ=DAILY;INTERVAL=2;COUNT=3\nEXDATE:20270302T100000Z",
            vec!["1 Mar 2027, 10:00", "4 Mar 2027, 10:00"],
            "",
        ),
        // The first counts, whether the rule would have it or not (RFC 5545, 3.3.10).
        (
            "DTSTART:20270302T100000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3",
            vec!["2 Mar 2027, 10:00", "8 Mar 2027, 10:00", "15 Mar 2027, 10:00"],
            "",
        ),
    ] {
        let mut desk = Desk::new();
        let plan = desk.take(&file("", &[&format!("UID:s@x\nSUMMARY:S\n{lines}")]));
        let expected: Vec<String> = expected.iter().map(|told| format!("{told} unstated S")).collect();
        assert_eq!(desk.told(), expected, "{lines}");
        let said = plan.notes.iter().any(|told| told.contains("a rule that cannot be read") && told.contains(note));
        assert_eq!(said, !note.is_empty(), "{lines}: {:?}", plan.notes);
        assert_eq!(plan.tally().refused, 0);
    }
}

#[test]
fn a_zone_is_that_of_its_own_calendar() {
    let calendar = |offset: &str, uid: &str| {
        format!(
            "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Desk clock\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\n\
             END:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:{uid}\nDTSTART;TZID=\"Desk clock\":20270303T110000\nSUMMARY:{uid}\nEND:VEVENT\nEND:VCALENDAR\n"
        )
    };
    let without =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:n\nDTSTART;TZID=Desk clock:20270303T110000\nSUMMARY:n\nEND:VEVENT\nEND:VCALENDAR\n";
    let text = [calendar("+0400", "e"), calendar("-0600", "w"), calendar("+0545", "q"), without.to_owned()]
        .concat()
        .replace('\n', "\r\n");
    let mut desk = Desk::new();
    let plan = desk.take(&text);
    let utc = |title: &str| {
        let round = desk.workspace.rounds.values().find(|round| round.title == title).unwrap();
        let When::At { start, .. } = &round.schedule.when else { panic!("{round:?}") };
        start.instant().format("%H:%M").to_string()
    };
    assert_eq!(["e", "w", "q"].map(utc), ["07:00", "17:00", "05:15"]);
    assert!(plan.notes.iter().any(|note| note.starts_with("The zone “Desk clock” is not known")), "{:?}", plan.notes);
}

#[test]
fn hours_that_clocks_skip_or_repeat_are_told() {
    for (lines, expected, said) in [
        (
            "DTSTART;TZID=Europe/Berlin:20270328T021500\nDTEND;TZID=Europe/Berlin:20270328T034500",
            "28 Mar 2027, 03:15, 30 min unstated S",
            "clocks in Berlin are put forward and never show 02:15; read as 03:15",
        ),
        // It would last no time at all.
        (
            "DTSTART;TZID=Europe/Berlin:20270328T023000\nDTEND;TZID=Europe/Berlin:20270328T033000",
            "28 Mar 2027, 03:30 unstated S",
            "clocks in Berlin are put forward and never show 02:30; read as 03:30",
        ),
        (
            "DTSTART;TZID=Europe/Berlin:20271031T021500\nDURATION:PT1H",
            "31 Oct 2027, 02:15, 60 min unstated S",
            "clocks in Berlin are put back and show 02:15 twice; read as the first, UTC+2",
        ),
        ("DTSTART:20271031T001500Z", "31 Oct 2027, 00:15 unstated S", ""),
        (
            "DTSTART;TZID=America/New_York:20270307T023000\nRRULE:FREQ=WEEKLY;COUNT=2",
            "7 Mar 2027, 02:30 unstated S",
            "14 March 2027: clocks in New York are put forward and never show 02:30; read as 03:30",
        ),
    ] {
        let mut desk = Desk::new();
        let plan = desk.take(&file("", &[&format!("UID:s@x\nSUMMARY:S\n{lines}")]));
        assert_eq!(desk.told()[0], expected);
        assert!(said.is_empty() || plan.notes.iter().any(|note| note.contains(said)), "{:?}", plan.notes);
        assert_eq!(plan.notes.is_empty(), said.is_empty(), "{:?}", plan.notes);
    }
}

/// Rules of every sort, by hand and made up; each with a first time.
fn rules() -> Vec<(String, String)> {
    let by_hand = [
        ("20270107T150000", "FREQ=WEEKLY"),
        ("20270107T150000", "FREQ=WEEKLY;BYDAY=TH"),
        ("20270105T090000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU"),
        ("20270105T090000", "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU,SU"),
        ("20270131T090000", "FREQ=MONTHLY"),
        ("20270129T090000", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("20270129T090000", "FREQ=MONTHLY;BYMONTHDAY=29,30,31"),
        ("20270201T090000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("20270113T090000", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"),
        ("20270111T090000", "FREQ=MONTHLY;BYDAY=2MO,-1FR"),
        ("20270111T090000", "FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11,12"),
        ("20280229T090000", "FREQ=YEARLY"),
        ("20270101T090000", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"),
        ("20270101T090000", "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=SU;WKST=SU"),
        ("20270101T090000", "FREQ=YEARLY;BYYEARDAY=1,100,-1"),
        ("20270101T090000", "FREQ=YEARLY;BYDAY=20MO"),
        ("20270101T090000", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH"),
        ("20271102T090000", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8"),
        ("20270101T090000", "FREQ=DAILY;BYMONTH=1;BYDAY=SU,MO"),
        ("20270101T090000", "FREQ=DAILY;BYHOUR=9,14;BYMINUTE=0,30"),
        ("20270101T090000", "FREQ=DAILY;INTERVAL=10"),
        ("20270101T090000", "FREQ=HOURLY;INTERVAL=7"),
        ("20270101T090000", "FREQ=HOURLY;BYDAY=SA;BYHOUR=8,9"),
        ("20270101T090000", "FREQ=MINUTELY;INTERVAL=90"),
    ];
    let mut all: Vec<(String, String)> = by_hand.iter().map(|(start, rule)| ((*start).to_owned(), (*rule).to_owned())).collect();
    let mut seed: u64 = 5545;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    for _ in 0..240 {
        let start = format!("2027{:02}{:02}T{:02}{:02}00", 1 + next(12), 1 + next(28), next(24), 15 * next(4));
        let freq = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"][next(4) as usize];
        let mut rule = format!("FREQ={freq};INTERVAL={}", 1 + next(4));
        let several = |count: u64, item: &mut dyn FnMut() -> String| {
            let mut items: Vec<String> = (0..count).map(|_| item()).collect();
            items.sort();
            items.dedup();
            items.join(",")
        };
        if next(3) == 0 {
            let count = 1 + next(3);
            rule.push_str(&format!(";BYMONTH={}", several(count, &mut || (1 + next(12)).to_string())));
        }
        if next(2) == 0 {
            let (count, numbered) = (1 + next(3), matches!(freq, "MONTHLY" | "YEARLY") && next(2) == 0);
            let day = &mut || {
                let number = if numbered { ["1", "2", "-1", "-2"][next(4) as usize] } else { "" };
                format!("{number}{}", days[next(7) as usize])
            };
            rule.push_str(&format!(";BYDAY={}", several(count, day)));
        } else if freq != "WEEKLY" && next(2) == 0 {
            let count = 1 + next(3);
            let day = &mut || if next(4) == 0 { format!("-{}", 1 + next(28)) } else { (1 + next(28)).to_string() };
            rule.push_str(&format!(";BYMONTHDAY={}", several(count, day)));
        }
        if rule.contains("BYDAY") && freq == "MONTHLY" && next(2) == 0 {
            rule.push_str(&format!(";BYSETPOS={}", ["1", "-1", "2"][next(3) as usize]));
        }
        if next(3) == 0 {
            rule.push_str(&format!(";WKST={}", days[next(7) as usize]));
        }
        all.push((start, rule));
    }
    all
}

/// The same rules told out by dateutil, which knows nothing of this program.
#[test]
fn rules_are_told_out_as_another_program_does() {
    const COUNT: usize = 30;
    let home = folder("rules");
    let rules = rules();
    assert!(rules.len() > 250);
    let asked: Vec<Value> = rules.iter().map(|(start, rule)| json!({ "start": start, "rule": rule })).collect();
    let question = home.join("rules.json");
    std::fs::write(&question, json!({ "count": COUNT, "rules": asked }).to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchange/calendar/rules.py");
    let printed = run("/usr/bin/python3", &home, &[script.to_str().unwrap(), question.to_str().unwrap()]);
    let expected: Vec<Vec<String>> = serde_json::from_str(&printed).unwrap();
    let mut full = 0;
    for ((start, rule), expected) in rules.iter().zip(expected) {
        let mut desk = Desk::new();
        let plan = desk.take(&file("", &[&format!("UID:r@x\nSUMMARY:R\nDTSTART:{start}Z\nRRULE:{rule};COUNT={COUNT}")]));
        assert_eq!(plan.tally().refused, 0, "{start} {rule}");
        full += usize::from(expected.len() == COUNT);
        assert_eq!(times(&desk), expected, "{start} {rule}");
    }
    assert!(full > 200, "{full} rules have {COUNT} times");
}

#[test]
fn single_times_without_their_series_are_taken_each_by_itself() {
    let day =
        |at: u64| (chrono::NaiveDate::from_ymd_opt(2026, 5, 1).unwrap() + chrono::Days::new(at)).format("%Y%m%d").to_string();
    let single = |at: u64, range: &str, hour: &str| {
        let day = day(at);
        format!(
            "UID:s@x\nDTSTAMP:20260401T080000Z\nSEQUENCE:2\nRECURRENCE-ID{range}:{day}T090000Z\nDTSTART:{day}T{hour}0000Z\nSUMMARY:S"
        )
    };
    let all: Vec<String> = (0..300).map(|at| single(at, "", "10")).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let mut desk = Desk::new();
    assert_eq!(desk.take(&file("", &all)).tally().new, 300);
    let again = desk.take(&file("", &all));
    assert_eq!((again.tally().same, again.puts.len()), (300, 0));
    // From a time on otherwise, and from a later one on otherwise again: each to the next.
    let since = [single(100, ";RANGE=THISANDFUTURE", "11"), single(200, ";RANGE=THISANDFUTURE", "14"), single(250, "", "16")];
    let since: Vec<String> = since.iter().map(|entry| entry.replace("SEQUENCE:2", "SEQUENCE:3")).collect();
    let plan = desk.take(&file("", &since.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!((plan.tally().refused, desk.workspace.rounds.len()), (0, 300), "{:?}", plan.rows);
    let hours: Vec<String> = times(&desk).iter().map(|time| time[11..13].to_owned()).collect();
    assert_eq!((hours[0].as_str(), hours[99].as_str(), hours[100].as_str()), ("10", "10", "11"));
    assert_eq!((hours[200].as_str(), hours[250].as_str()), ("14", "16"));
    assert!(hours[101..200].iter().all(|hour| hour == "11") && hours[251..].iter().all(|hour| hour == "14"), "{hours:?}");
    // An older state of one of them changes nothing.
    let older = single(120, "", "08").replace("SEQUENCE:2", "SEQUENCE:1");
    assert_eq!(desk.take(&file("", &[&older])).puts, []);
}

#[test]
fn a_file_of_rules_that_never_come_is_bounded() {
    // A 30 February is looked for to the end of all years.
    let never: Vec<String> = (0..40)
        .map(|at| format!("UID:s{at}@x\nSUMMARY:S\nDTSTART:20260501T100000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"))
        .collect();
    let mut desk = Desk::new();
    let plan = desk.take(&file("", &never.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!((plan.tally().new, plan.tally().refused), (30, 10), "{:?}", plan.rows);
}
