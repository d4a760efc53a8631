//! Zones: the offsets and the times that the press reported, and the names people use.

use super::super::{When, ZonedTime, testing::*};
use super::*;
use chrono::{NaiveDateTime, Offset, TimeZone};
use proptest::prelude::*;

const OFFSETS: &str = include_str!("../../../../tests/data/tz-venues/venue-offsets.tsv");
const REPORTED: &str = include_str!("../../../../tests/data/tz-venues/reported-times.tsv");

fn rows(table: &str) -> Vec<Vec<&str>> {
    table.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split('\t').collect()).collect()
}

#[test]
fn offsets_at_the_venues_hold() {
    let rows = rows(OFFSETS);
    let mut wrong = Vec::new();
    for row in &rows {
        let zone: Tz = row[2].parse().unwrap();
        let noon = date(row[0]).and_hms_opt(12, 0, 0).unwrap();
        let time = ZonedTime::new(noon, zone);
        let abbreviation = format!("{}", zone.offset_from_local_datetime(&noon).unwrap());
        if time.offset.fix().to_string() != row[3] || abbreviation != row[4] {
            wrong.push(format!("{row:?}: {} {abbreviation}", time.offset));
        }
    }
    assert!(rows.len() > 300, "{} rows", rows.len());
    assert!(wrong.is_empty(), "tzdb {}: {wrong:#?}", chrono_tz::IANA_TZDB_VERSION);
}

#[test]
fn places_of_talks_are_found_by_their_names() {
    for row in rows(OFFSETS) {
        let zone: Tz = row[2].parse().unwrap();
        for place in row[1].split('/') {
            assert_eq!(find_zone(place, Tz::UTC).map(|found| found.zone), Some(zone), "{place}");
        }
    }
}

#[test]
fn reported_times_agree_with_each_other() {
    let rows = rows(REPORTED);
    assert_eq!(rows.len(), 7);
    for row in rows {
        let local: NaiveDateTime = format!("{}:00", row[1]).parse().unwrap();
        let expected: NaiveDateTime = format!("{}:00", row[4]).parse().unwrap();
        let time = ZonedTime::new(local, row[2].parse().unwrap());
        assert_eq!(time.in_zone(row[3].parse().unwrap()).local, expected, "{}", row[0]);
    }
}

#[test]
fn zones_by_any_name() {
    let here = Tz::Europe__Kyiv;
    for (text, zone) in [
        ("Moscow time", Tz::Europe__Moscow),
        ("ET", Tz::America__New_York),
        ("est", Tz::America__New_York),
        ("Eastern time", Tz::America__New_York),
        ("GMT", Tz::UTC),
        ("Z", Tz::UTC),
        ("local", Tz::Europe__Kyiv),
        ("local time", Tz::Europe__Kyiv),
        ("Europe/Zurich", Tz::Europe__Zurich),
        ("europe/zurich", Tz::Europe__Zurich),
        ("Zürich", Tz::Europe__Zurich),
        ("Genève", Tz::Europe__Zurich),
        ("Abu Dhabi", Tz::Asia__Dubai),
        ("Abu Dhabi local time", Tz::Asia__Dubai),
        ("Geneva", Tz::Europe__Zurich),
        ("Washington", Tz::America__New_York),
        ("new york", Tz::America__New_York),
        ("America/New_York", Tz::America__New_York),
        ("Istanbul", Tz::Europe__Istanbul),
        ("Kiev", Tz::Europe__Kyiv),
        ("Singapore", Tz::Singapore),
        ("UTC+3", Tz::Etc__GMTMinus3),
        ("GMT-5", Tz::Etc__GMTPlus5),
        ("UTC+5:45", Tz::Asia__Kathmandu),
        ("+03:30", Tz::Asia__Tehran),
        ("the Hague", Tz::Europe__Amsterdam),
        ("GMT +3 (Nairobi)", Tz::Africa__Nairobi),
        ("Nairobi (UTC+3)", Tz::Africa__Nairobi),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome", Tz::Europe__Amsterdam),
        ("(UTC-05:00) Eastern Time (US & Canada)", Tz::America__New_York),
        ("BST (UTC+6)", Tz::Asia__Dhaka),
        ("CET/CEST", Tz::Europe__Brussels),
        ("UTC +05:45", Tz::Asia__Kathmandu),
    ] {
        assert!(
            find_zone(text, here).is_some_and(|found| found.zone.name().ends_with(zone.name())),
            "{text}: {:?}",
            find_zone(text, here)
        );
    }
    for text in
        ["", "time", "5", "Feb", "nowhere", "+", "UTC+", "UTC+25", "+3:99", "CET (Moscow)", "GMT+1 (Nairobi)", "Moscow/Geneva"]
    {
        assert_eq!(find_zone(text, here), None, "{text}");
    }
}

#[test]
fn a_name_with_several_meanings_says_so() {
    let found = find_zone("IST", Tz::UTC).unwrap();
    assert_eq!((found.zone, found.others), (Tz::Asia__Kolkata, vec![Tz::Asia__Jerusalem, Tz::Europe__Dublin]));
    assert!(found.note.is_some());
    assert_eq!(find_zone("Moscow", Tz::UTC).unwrap().note, None);
}

#[test]
fn choices_are_ranked() {
    let labels = |text: &str| {
        zones_matching(text, 4).into_iter().map(|choice| format!("{} {}", choice.label, choice.zone)).collect::<Vec<_>>()
    };
    assert_eq!(labels("gene")[0], "Geneva Europe/Zurich");
    assert_eq!(labels("mosc")[0], "Moscow Europe/Moscow");
    assert_eq!(labels("ET")[0], "ET America/New_York");
    assert_eq!(labels("york")[0], "New York America/New_York");
    assert_eq!(zones_matching("", 5).len(), 5);
    assert!(zones_matching("xyzzy", 5).is_empty());
    let all = zones_matching("a", usize::MAX);
    let mut zones: Vec<&str> = all.iter().map(|choice| choice.zone.name()).collect();
    zones.sort_unstable();
    zones.dedup();
    assert_eq!(zones.len(), all.len(), "each zone once");
}

#[test]
fn times_on_two_clocks() {
    let at = |text: &str, zone: Tz| ZonedTime::new(text.parse().unwrap(), zone);
    let day2 = at("2026-02-05T10:20:00", Tz::Europe__Moscow);
    assert_eq!(day2.words_for(Tz::Asia__Dubai), "10:20 Moscow · 11:20 Dubai");
    assert_eq!(day2.words_named("Moscow", Tz::Asia__Dubai, "Abu Dhabi"), "10:20 Moscow · 11:20 Abu Dhabi");
    assert_eq!(day2.words_for(Tz::Europe__Moscow), "10:20 Moscow");
    assert_eq!(at("2025-05-16T13:30:00", Tz::Europe__Moscow).words_for(Tz::Europe__Istanbul), "13:30 Moscow and Istanbul");
    assert_eq!(
        at("2026-02-05T22:00:00", Tz::America__New_York).words_for(Tz::Europe__Kyiv),
        "22:00 New York · Fri 6 Feb 05:00 Kyiv"
    );
}

#[test]
fn words_for_every_shape() {
    let window = |earliest: Option<&str>, latest: Option<&str>, wording: &str| When::Window {
        earliest: earliest.map(date),
        latest: latest.map(date),
        wording: wording.into(),
    };
    let span = |first: &str, last: &str| When::Span { first: date(first), last: date(last) };
    let start = ZonedTime::new("2026-02-05T10:20:00".parse().unwrap(), Tz::Europe__Moscow);
    for (when, words, short) in [
        (When::Unknown, "date unknown", "unknown"),
        (When::Day(date("2026-02-05")), "5 February 2026", "5 Feb 2026"),
        (span("2026-02-04", "2026-02-05"), "4–5 February 2026", "4–5 Feb 2026"),
        (span("2026-01-30", "2026-02-02"), "30 January – 2 February 2026", "30 Jan – 2 Feb 2026"),
        (span("2025-12-30", "2026-01-02"), "30 December 2025 – 2 January 2026", "30 Dec 2025 – 2 Jan 2026"),
        (When::Month { year: 2026, month: 2 }, "February 2026", "Feb 2026"),
        (When::At { start, minutes: None }, "Thu 5 February 2026, 10:20 (Moscow, UTC+3)", "5 Feb 2026, 10:20"),
        (When::At { start, minutes: Some(150) }, "Thu 5 February 2026, 10:20 (Moscow, UTC+3), 2 h 30 min", "5 Feb 2026, 10:20"),
        (
            window(Some("2026-01-26"), Some("2026-02-01"), "as early as next week"),
            "“as early as next week” (26 January – 1 February 2026)",
            "“as early as next week”",
        ),
        (
            window(None, Some("2026-08-31"), "by end of August"),
            "“by end of August” (not after 31 August 2026)",
            "“by end of August”",
        ),
        (window(None, None, "soon"), "“soon”", "“soon”"),
        (window(Some("2026-03-05"), None, ""), "not before 5 March 2026", "not before 5 March 2026"),
        (window(None, None, " "), "date unknown", "unknown"),
    ] {
        assert_eq!((when.words().as_str(), when.short_words().as_str()), (words, short));
    }
}

proptest! {
    #[test]
    fn every_zone_is_found_again_by_its_name(zone in any_zone(), here in any_zone()) {
        prop_assert_eq!(find_zone(&zone_name(zone), here).map(|found| found.zone), Some(zone));
    }

    #[test]
    fn every_iana_name_is_understood(zone in any_zone()) {
        prop_assert!(find_zone(zone.name(), Tz::UTC).is_some());
    }

    #[test]
    fn any_text_is_looked_up(text in "\\PC{0,20}") {
        let _ = (find_zone(&text, Tz::UTC), zones_matching(&text, 10));
    }
}
