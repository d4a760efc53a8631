//! The bytes of files, held: a change of the format, or of the library that writes it, shows here first.

use super::folders::{negotiation, party, round, statement};
use super::{folder, open, save, snapshot};
use crate::model::fields::FieldPath;
use crate::model::*;
use chrono::{FixedOffset, NaiveDate};
use chrono_tz::Tz;
use std::path::Path;
use uuid::Uuid;

const ROUND: &str = "negotiations/abu-dhabi-talks-0000000b/rounds/2026-02-04-second-round-0000000c.ron";

const CLASH: &str = "clashes/2026-02-06-statement-83aa1687.ron";

const FILES: [(&str, &str); 5] = [
    (CLASH, include_str!("golden/clash.ron")),
    ("negotiations/abu-dhabi-talks-0000000b/between/2026-02.ron", include_str!("golden/between.ron")),
    ("negotiations/abu-dhabi-talks-0000000b/negotiation.ron", include_str!("golden/negotiation.ron")),
    (ROUND, include_str!("golden/round.ron")),
    ("parties/ukraine-0000000a.ron", include_str!("golden/party.ron")),
];

const WITH_PASSAGES: [(&str, &str); 2] = [
    ("negotiations/abu-dhabi-talks-0000000b/negotiation.ron", include_str!("golden/passages_source.ron")),
    (ROUND, include_str!("golden/passages.ron")),
];

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, day).unwrap()
}

fn moment(offset: i32) -> ZonedTime {
    let local = day(5).and_hms_opt(10, 20, 0).unwrap();
    ZonedTime { local, offset: FixedOffset::east_opt(offset).unwrap(), zone: Tz::Europe__Moscow }
}

/// Records that between them use every form of the format.
fn records() -> Vec<Record> {
    let mut ukraine = party(0xa, "Ukraine");
    ukraine.kind = PartyKind::State;
    ukraine.hue = Some(Hue(0));
    ukraine.spellings = vec![Spelling { language: "uk".into(), form: "Україна".into(), origin: String::new() }];
    ukraine.stamp.changed += chrono::Duration::milliseconds(1500);
    ukraine.stamp.by = "Ana".into();

    let mut talks = negotiation(0xb, "Abu Dhabi talks");
    talks.status = NegotiationStatus::Active;
    talks.seats = vec![Seat { party: id(0xa), role: SeatRole::Principal, note: String::new() }];
    talks.tags = vec!["ceasefire".into()];
    let stamp = talks.stamp.clone();
    let issue = Issue {
        name: "Monitoring".into(),
        state: IssueState::Bracketed,
        place: 1,
        ..Issue::blank(id(0x10), stamp.clone(), id(0xb))
    };
    let source = Source {
        id: id(0x20),
        stamp: stamp.clone(),
        negotiation: id(0xb),
        kind: SourceKind::MediaReport,
        title: "Report".into(),
        outlet: String::new(),
        address: "https://example.org/1".into(),
        published: When::Day(day(5)),
        read: Some(day(6)),
        text: "One line.\n\nA second paragraph, with “quotes”, \"quotes\" and a \\.\n".into(),
        reliability: Some(Reliability::B),
        credibility: Some(Credibility::ProbablyTrue),
        note: String::new(),
        document: Document::default(),
    };

    let mut second = round(0xc, 0xb, "Second round");
    second.number = Some(2);
    second.schedule.when = When::Span { first: day(4), last: day(5) };
    second.schedule.announcements = vec![Announcement {
        id: id(0x30),
        by: Some(Who::Described("unnamed US official".into())),
        said_on: When::Day(day(1)),
        when: When::Window { earliest: Some(day(2)), latest: None, wording: "as early as next week".into() },
        venue: String::new(),
        wording: String::new(),
        source: Some(id(0x20)),
        withdrawn: true,
        level: None,
        passages: Vec::new(),
    }];
    second.venue.city = "Abu Dhabi".into();
    second.zone = Some(Tz::Asia__Dubai);
    second.format.contact = Some(Contact::Direct);
    second.sittings = vec![
        Sitting {
            id: id(0x31),
            title: String::new(),
            when: When::At { start: moment(10_800), minutes: Some(90) },
            note: String::new(),
            level: None,
        },
        Sitting {
            id: id(0x32),
            title: String::new(),
            when: When::At { start: moment(14_417), minutes: None },
            note: String::new(),
            level: None,
        },
    ];

    let mut said = statement(0xd, 0xb, Some(0xc), 0xa);
    said.issues = vec![id(0x10)];
    said.kind = StatementKind::Other("veto of the chair".into());
    said.speaker = Some(Who::Party(id(0xa)));
    said.sitting = Some(id(0x31));
    said.verbatim = true;
    said.level = RecordLevel::OnRecord;
    let mut answer = statement(0xe, 0xb, None, 0xa);
    answer.level = RecordLevel::OnRecord;
    answer.said_on = When::Month { year: 2026, month: 2 };
    answer.answers = vec![id(0xd)];
    let follow_up = FollowUp {
        round: Some(id(0xc)),
        what: "Exchange lists".into(),
        owners: vec![Who::Party(id(0xa))],
        ..FollowUp::blank(id(0xf), stamp, id(0xb))
    };
    let mut elsewhere = said.clone();
    elsewhere.text = "Other words".into();
    let mut when = said.stamp.clone();
    when.changed = day(6).and_hms_opt(8, 0, 0).unwrap().and_utc();
    when.by = "Ben".into();
    let clash = Clash::new(when, FieldPath::new(["text"]), elsewhere.into(), "Other words");
    vec![
        ukraine.into(),
        talks.into(),
        issue.into(),
        source.into(),
        second.into(),
        said.into(),
        answer.into(),
        follow_up.into(),
        clash.into(),
    ]
}

#[test]
fn the_bytes_written() {
    let dir = folder(&[]);
    let mut opened = open(dir.path());
    records().into_iter().for_each(|record| drop(opened.workspace.put(record)));
    let touched = opened.workspace.ids().collect();
    assert_eq!(save(&mut opened.store, &opened.workspace, &touched).failed, []);
    let mut written = snapshot(dir.path());
    written.remove(Path::new("workspace.ron"));
    for (name, expected) in FILES {
        let bytes = written.remove(Path::new(name)).unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, expected, "\n{name} is now\n{text}");
    }
    assert!(written.is_empty(), "{written:?}");
}

fn passage(n: u128, quote: &str, before: &str, after: &str, start: u32) -> Passage {
    Passage { id: id(n), source: id(0x20), quote: quote.into(), before: before.into(), after: after.into(), start }
}

/// Records with passages of a source that came from a file.
fn with_passages() -> Vec<Record> {
    let mut all = records();
    for record in &mut all {
        let second = passage(0x40, "A second paragraph", "One line.\n\n", ", with “quotes”, \"quotes\" and a \\", 11);
        match record {
            Record::Source(source) => {
                source.document = Document {
                    hash: "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881".into(),
                    name: "report.html".into(),
                    size: Some(5120),
                    media_type: "text/html".into(),
                };
            }
            Record::Statement(said) => {
                said.passages = vec![second, passage(0x41, "One", "", " line.\n\nA second paragraph, with “", 0)];
            }
            Record::FollowUp(follow_up) => follow_up.passages = vec![second],
            Record::Round(round) => {
                round.schedule.announcements[0].passages = vec![second.clone()];
                round.outcome.passages = vec![second];
            }
            _ => {}
        }
    }
    all.retain(|record| !matches!(record, Record::Party(_) | Record::Clash(_)));
    all
}

#[test]
fn passages_and_the_file_of_a_source() {
    let dir = folder(&[]);
    let mut opened = open(dir.path());
    with_passages().into_iter().for_each(|record| drop(opened.workspace.put(record)));
    let touched = opened.workspace.ids().collect();
    assert_eq!(save(&mut opened.store, &opened.workspace, &touched).failed, []);
    let mut written = snapshot(dir.path());
    for (name, expected) in WITH_PASSAGES {
        let text = String::from_utf8(written.remove(Path::new(name)).unwrap_or_default()).unwrap();
        assert_eq!(text, expected, "\n{name} is now\n{text}");
    }
    let dir = folder(&WITH_PASSAGES);
    let opened = open(dir.path());
    for record in with_passages().into_iter().filter(|record| !matches!(record, Record::Statement(said) if said.round.is_none()))
    {
        assert_eq!(opened.workspace.get(record.id()).unwrap(), record);
    }
    assert!(opened.store.originals.is_empty());
}

/// A status and a state are always written, so that what an older version left as "tentative" and "open" stays that, and what nobody
/// stated stays unsaid.
#[test]
fn what_nobody_stated_is_written_as_that_and_read_as_that() {
    let dir = folder(&[]);
    let mut opened = open(dir.path());
    for record in records() {
        drop(opened.workspace.put(match record {
            Record::Round(mut round) => {
                round.schedule.status = ScheduleStatus::Unstated;
                round.into()
            }
            Record::Issue(issue) => Issue { state: IssueState::Unstated, ..issue.into_inner() }.into(),
            other => other,
        }));
    }
    let touched = opened.workspace.ids().collect();
    assert_eq!(save(&mut opened.store, &opened.workspace, &touched).failed, []);
    let written = snapshot(dir.path());
    let text: String = written.values().map(|bytes| String::from_utf8_lossy(bytes)).collect();
    assert!(text.contains("status: unstated") && text.contains("state: unstated"), "{text}");
    let again = open(dir.path());
    assert_eq!((again.problems.len(), &again.workspace), (0, &opened.workspace));
}

#[test]
fn the_bytes_read() {
    let dir = folder(&FILES);
    let opened = open(dir.path());
    assert_eq!(opened.problems, []);
    for record in records() {
        assert_eq!(opened.workspace.get(record.id()).unwrap(), record);
    }
    assert!(opened.store.originals.is_empty());
}
