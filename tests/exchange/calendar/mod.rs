//! Calendars of all negotiations of the sample, read by python3-icalendar and by khal: each event's zone, status and dates are those
//! of the record.

mod copies;
mod corpus;
mod expected;
mod series;

use crate::programs::{folder, run};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use rapporteur::exchange::export::{Exported, export};
use rapporteur::exchange::progress::Progress;
use rapporteur::exchange::request::{ExportContext, Format, Request, What};
use rapporteur::model::{FollowUpState, NegotiationId, Round, RoundId, ScheduleStatus, Stamp, When, Workspace, ZonedTime};
use rapporteur::query::{names, position::AsOf};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

fn sample() -> Workspace {
    let folder = tempfile::tempdir().unwrap();
    rapporteur::store::sample::write_to(folder.path()).unwrap();
    rapporteur::store::Store::open_to_read(folder.path()).unwrap().workspace
}

fn calendar(workspace: &Workspace, negotiation: NegotiationId) -> Exported {
    let request = Request {
        negotiation,
        round: None,
        what: What::Calendar,
        format: Format::Ics,
        as_of: AsOf::Now,
        permitted: Default::default(),
    };
    let context = ExportContext { now: DateTime::UNIX_EPOCH, zone: Tz::Europe__Kyiv, author: String::new() };
    export(workspace, &request, &context, &Progress::default()).unwrap()
}

/// Reads a calendar with python3-icalendar.
fn read(home: &Path, bytes: &[u8]) -> (Value, BTreeMap<String, Value>) {
    let file = home.join("read.ics");
    std::fs::write(&file, bytes).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchange/calendar/events.py");
    let printed = run("/usr/bin/python3", home, &[script.to_str().unwrap(), file.to_str().unwrap()]);
    let mut whole: Value = serde_json::from_str(&printed).unwrap();
    let events = whole["events"].take();
    let by_uid = events.as_array().unwrap().iter().map(|event| (event["uid"].as_str().unwrap().to_owned(), event.clone()));
    (whole, by_uid.collect())
}

/// What a calendar should say of a date; nothing if it should not be in it.
#[derive(Debug, PartialEq)]
enum Date {
    Days(NaiveDate, NaiveDate),
    Time { start: DateTime<Utc>, end: Option<DateTime<Utc>>, zone: Tz },
}

fn expected(when: &When, zone: Option<Tz>) -> Option<Date> {
    match when {
        When::Day(day) => Some(Date::Days(*day, *day)),
        When::Span { first, last } => Some(Date::Days(*first, *last)),
        When::At { start, minutes } => {
            let end = minutes.map(|minutes| start.instant() + Duration::minutes(minutes.into()));
            Some(Date::Time { start: start.instant(), end, zone: zone.unwrap_or(start.zone) })
        }
        When::Month { .. } | When::Window { .. } | When::Unknown => None,
    }
}

/// What python3-icalendar found. By the calendar's own rules and by those of the system it must be the same moment.
fn found(event: &Value) -> Date {
    let moment = |time: &Value| {
        if time["zone"].is_string() {
            assert_eq!(time["own"], time["system"], "the rules that come along are those of the zone: {event}");
        }
        let utc = time["own"].as_str().or(time["utc"].as_str())?;
        Some(DateTime::parse_from_rfc3339(utc).unwrap().with_timezone(&Utc))
    };
    let (start, end) = (&event["start"], &event["end"]);
    match start["day"].as_str() {
        Some(first) => {
            assert_eq!((start["value"].as_str(), end["value"].as_str()), (Some("DATE"), Some("DATE")));
            let next: NaiveDate = end["day"].as_str().unwrap().parse().unwrap();
            Date::Days(first.parse().unwrap(), next.pred_opt().unwrap())
        }
        None => Date::Time {
            start: moment(start).unwrap(),
            end: moment(end),
            zone: start["zone"].as_str().map_or(Tz::UTC, |zone| zone.parse().unwrap()),
        },
    }
}

fn status(status: &ScheduleStatus) -> &'static str {
    match status {
        ScheduleStatus::Unstated => "",
        ScheduleStatus::Confirmed | ScheduleStatus::UnderWay | ScheduleStatus::Held => "CONFIRMED",
        ScheduleStatus::Postponed | ScheduleStatus::Cancelled | ScheduleStatus::Collapsed => "CANCELLED",
        _ => "TENTATIVE",
    }
}

/// Holds a whole calendar to the record. Gives how many events it has.
fn hold(home: &Path, workspace: &Workspace, negotiation: NegotiationId) -> usize {
    let exported = calendar(workspace, negotiation);
    let (whole, mut events) = read(home, &exported.bytes);
    assert_eq!(whole["method"], "PUBLISH");
    assert_eq!(whole["name"], names::negotiation(workspace, negotiation));
    let (count, mut left_out) = (events.len(), 0);
    for round in workspace.rounds_of(negotiation) {
        let (Some(date), event) = (expected(&round.schedule.when, round.zone), events.remove(&round.id.to_string())) else {
            left_out += 1;
            continue;
        };
        let event = event.unwrap_or_else(|| panic!("{} is not in the calendar", names::round_title(round)));
        assert_eq!(found(&event), date, "{event}");
        assert_eq!(event["status"], status(&round.schedule.status), "{event}");
        assert!(event["summary"].as_str().unwrap().ends_with(&names::round_title(round)), "{event}");
        assert_eq!(event["location"].as_str().unwrap_or_default(), names::venue(&round.venue));
        assert_eq!(event["errors"], serde_json::json!([]));
        if let When::At { .. } = round.schedule.when {
            assert!(
                event["description"].as_str().unwrap().contains(&round.schedule.when.words()),
                "the time at the venue: {event}"
            );
        }
    }
    for follow_up in workspace.follow_ups.values().filter(|one| one.negotiation == negotiation) {
        let (Some(date), event) = (expected(&follow_up.due, None), events.remove(&follow_up.id.to_string())) else {
            left_out += 1;
            continue;
        };
        let event = event.unwrap_or_else(|| panic!("{} is not in the calendar", follow_up.what));
        assert_eq!(found(&event), date, "{event}");
        let dropped = matches!(follow_up.state, FollowUpState::Dropped | FollowUpState::Overtaken);
        assert_eq!(event["status"], if dropped { "CANCELLED" } else { "CONFIRMED" }, "{event}");
    }
    assert!(events.is_empty(), "{events:?}");
    let counted: usize = exported.notes.iter().filter_map(|note| note.split(' ').next()?.parse::<usize>().ok()).sum();
    assert_eq!(counted, left_out, "what has no date is counted: {:?}", exported.notes);
    count
}

#[test]
fn python_finds_each_round_and_follow_up_of_the_sample_where_the_record_has_it() {
    let home = folder("icalendar");
    let workspace = sample();
    let counts: Vec<usize> = workspace.negotiations.keys().map(|id| hold(&home, &workspace, *id)).collect();
    assert_eq!(counts.len(), 3);
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
}

/// A round of the first negotiation, made at a fixed time.
fn round(workspace: &mut Workspace, number: u128, when: When, zone: Option<Tz>) -> RoundId {
    let negotiation = *workspace.negotiations.keys().next().unwrap();
    let stamp = Stamp::new(DateTime::from_timestamp(1_770_000_000, 0).unwrap(), "Ana");
    let mut round =
        Round::blank(RoundId(uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number)), stamp, negotiation);
    round.title = format!("Probe {number}");
    (round.schedule.when, round.schedule.status) = (when, ScheduleStatus::Tentative);
    round.zone = zone;
    workspace.put(round.clone().into());
    round.id
}

/// The venues whose clocks are known from elsewhere, with a day of each.
fn venues() -> Vec<(NaiveDate, Tz)> {
    let text = include_str!("../../data/tz-venues/venue-offsets.tsv");
    let row = |line: &str| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        (cells[0].parse().unwrap(), cells[2].parse().unwrap())
    };
    text.lines().skip(1).map(row).collect()
}

/// Times at every venue on every day of the table, and around the changes of its clocks in those years.
#[test]
fn the_rules_that_come_along_are_those_of_every_venue() {
    let home = folder("venues");
    let mut workspace = sample();
    let id = *workspace.negotiations.keys().next().unwrap();
    workspace.rounds.clear();
    workspace.follow_ups.clear();
    let mut number = 0;
    for (day, zone) in venues() {
        let mut moments = vec![ZonedTime::new(day.and_hms_opt(10, 20, 0).unwrap(), zone).instant()];
        let mut before = moments[0] - Duration::days(200);
        for _ in 0..400 {
            let next = before + Duration::days(1);
            let offset = |moment: DateTime<Utc>| ZonedTime::new(moment.naive_utc(), Tz::UTC).in_zone(zone).offset;
            if offset(before) != offset(next) {
                let (mut low, mut high) = (before, next);
                while high - low > Duration::seconds(1) {
                    let middle = low + Duration::seconds((high - low).num_seconds() / 2);
                    if offset(middle) == offset(low) { low = middle } else { high = middle }
                }
                moments.extend([-7200, -1, 0, 1, 1800, 3600, 7200].map(|seconds| high + Duration::seconds(seconds)));
            }
            before = next;
        }
        for moment in moments {
            number += 1;
            let start = ZonedTime::new(moment.naive_utc(), Tz::UTC).in_zone(zone);
            round(&mut workspace, number, When::At { start, minutes: Some(90) }, Some(zone));
        }
    }
    assert!(number > 500, "{number}");
    let exported = calendar(&workspace, id);
    let (whole, events) = read(&home, &exported.bytes);
    assert!(whole["zones"].as_array().unwrap().len() > 10);
    assert_eq!(events.len() as u128, number);
    for round in workspace.rounds.values() {
        let (event, Some(Date::Time { start, end, zone })) =
            (&events[&round.id.to_string()], expected(&round.schedule.when, round.zone))
        else {
            panic!("{round:?}")
        };
        let Date::Time { start: found_start, end: found_end, zone: found_zone } = found(event) else { panic!("{event}") };
        assert_eq!((found_start, found_end), (start, end), "{event}");
        // In the hour that clocks show twice, the second time is written in UTC.
        let twice = |moment: DateTime<Utc>| {
            let local = ZonedTime::new(moment.naive_utc(), Tz::UTC).in_zone(zone);
            ZonedTime::new(local.local, zone).instant() != moment
        };
        assert_eq!(found_zone, if twice(start) { Tz::UTC } else { zone }, "{event}");
    }
}

const KHAL: &str = "[calendars]
[[talks]]
path = HOME/talks
type = calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
local_timezone = ZONE
default_timezone = UTC
[default]
default_calendar = talks
";

/// Imports into khal, whose clocks are those of a zone, and gives what it then shows: start, end, status and title of each event.
fn khal(home: &Path, zone: Tz, bytes: &[u8]) -> BTreeMap<String, [String; 4]> {
    let (config, file) = (home.join("khal.conf"), home.join("in.ics"));
    std::fs::create_dir_all(home.join("talks")).unwrap();
    std::fs::write(&config, KHAL.replace("HOME", home.to_str().unwrap()).replace("ZONE", zone.name())).unwrap();
    std::fs::write(&file, bytes).unwrap();
    let config = config.to_str().unwrap();
    run("/usr/bin/khal", home, &["-c", config, "import", "--batch", "-a", "talks", file.to_str().unwrap()]);
    let format = "{uid}|{start}|{end}|{status}|{title}";
    let list = ["-c", config, "list", "--once", "--format", format, "--day-format", "", "2000-01-01", "2030-12-31"];
    let shown = run("/usr/bin/khal", home, &list);
    let event = |line: &str| {
        let cells: Vec<&str> = line.splitn(5, '|').map(str::trim).collect();
        (cells[0].to_owned(), [cells[1], cells[2], cells[3], cells[4]].map(str::to_owned))
    };
    shown.lines().filter(|line| !line.is_empty()).map(event).collect()
}

#[test]
fn khal_shows_the_sample_as_the_record_has_it() {
    let workspace = sample();
    for (number, id) in workspace.negotiations.keys().enumerate() {
        let zone = Tz::Asia__Dubai;
        let mut events = khal(&folder(&format!("khal-{number}")), zone, &calendar(&workspace, *id).bytes);
        for round in workspace.rounds_of(*id) {
            let Some(date) = expected(&round.schedule.when, round.zone) else { continue };
            let [start, end, firm, title] = events.remove(&round.id.to_string()).unwrap();
            match date {
                Date::Days(first, last) => assert_eq!((start, end), (first.to_string(), last.to_string())),
                Date::Time { start: moment, end: until, .. } => {
                    let local = |moment: DateTime<Utc>| moment.with_timezone(&zone).format("%Y-%m-%dT%H:%M").to_string();
                    assert_eq!(start, local(moment));
                    assert!(until.is_none_or(|until| end == local(until)));
                }
            }
            assert_eq!(firm, status(&round.schedule.status));
            assert!(title.ends_with(&names::round_title(round)), "{title}");
        }
        let follow_ups = workspace.follow_ups.values().filter(|one| one.negotiation == *id);
        for follow_up in follow_ups.filter(|one| expected(&one.due, None).is_some()) {
            assert!(events.remove(&follow_up.id.to_string()).is_some(), "{}", follow_up.what);
        }
        assert!(events.is_empty(), "{events:?}");
    }
}

#[test]
fn in_khal_a_second_import_moves_the_same_event() {
    let home = folder("khal-again");
    let mut workspace = sample();
    let id = *workspace.negotiations.keys().next().unwrap();
    let day = |day: &str| When::Day(day.parse().unwrap());
    let probe = round(&mut workspace, 1, day("2026-02-01"), Some(Tz::Asia__Dubai));
    let first = khal(&home, Tz::UTC, &calendar(&workspace, id).bytes);
    assert_eq!(first[&probe.to_string()][..3], ["2026-02-01", "2026-02-01", "TENTATIVE"].map(str::to_owned));
    // The talks are confirmed for another day, then begin at an hour, then are put off.
    let local = "2026-02-04T10:00:00".parse().unwrap();
    let hour = When::At { start: ZonedTime::new(local, Tz::Asia__Dubai), minutes: Some(120) };
    let steps = [
        (day("2026-02-04"), ScheduleStatus::Confirmed, ["2026-02-04", "2026-02-04", "CONFIRMED"]),
        (hour.clone(), ScheduleStatus::Confirmed, ["2026-02-04T06:00", "2026-02-04T08:00", "CONFIRMED"]),
        (hour, ScheduleStatus::Postponed, ["2026-02-04T06:00", "2026-02-04T08:00", "CANCELLED"]),
    ];
    let mut sequence = None;
    for (when, status, expected) in steps {
        let round = workspace.rounds.get_mut(&probe).unwrap();
        (round.schedule.when, round.schedule.status) = (when, status);
        round.stamp.changed += Duration::seconds(1);
        let bytes = calendar(&workspace, id).bytes;
        let told = read(&home, &bytes).1[&probe.to_string()]["sequence"].as_i64();
        assert!(told > sequence, "the sequence rises: {sequence:?}, {told:?}");
        sequence = told;
        let shown = khal(&home, Tz::UTC, &bytes);
        assert_eq!(shown[&probe.to_string()][..3], expected.map(str::to_owned));
        assert_eq!(shown.len(), first.len(), "nothing is there twice");
    }
}
