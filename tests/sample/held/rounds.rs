//! The 17 rows of the rounds, and the times that their notes tell.

use super::{SAMPLE, days, only, round, same_words, told};
use crate::rows::RoundRow;
use chrono::{DateTime, Utc};
use rapporteur::model::{EarlierDate, Round, ScheduleStatus, When, ZonedTime};
use rapporteur::query::conflict;
use std::collections::BTreeSet;

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn earlier<'a>(round: &'a Round, row: &RoundRow) -> &'a EarlierDate {
    let dates = || (row.start.clone(), row.end.clone());
    only(round.schedule.earlier.iter().filter(|date| days(&date.when) == dates()), &row.round_id)
}

#[test]
fn every_row_is_a_round_or_an_earlier_date_of_one() {
    let rows = RoundRow::all();
    assert_eq!(rows.len(), 17);
    for row in &rows {
        let round = round(&row.round_id);
        assert_eq!(SAMPLE.negotiations[&round.negotiation].code, row.negotiation, "{}", row.round_id);
        if row.round_id != "round-4-first-date" {
            // That one was to be in Geneva; an earlier date is of days, and a day has no zone.
            assert_eq!(round.zone.map_or("", |zone| zone.name()), row.tz, "{}", row.round_id);
        }
        let sources = super::cited(&round.sources);
        for address in told(&row.sources) {
            assert!(sources.contains(&address), "{} does not cite {address}", row.round_id);
        }
        let place = [&round.venue.place, &round.venue.city, &round.venue.country].map(String::as_str).join(" ");
        let (outcome, venue) = match (row.round_id.as_str(), row.status.as_str()) {
            (_, "held") => {
                assert_eq!(round.schedule.status, ScheduleStatus::Held, "{}", row.round_id);
                assert_eq!(days(&round.schedule.when), (row.start.clone(), row.end.clone()), "{}", row.round_id);
                (&round.outcome.text, place)
            }
            ("miami-proposed", "planned-not-held") => {
                assert_eq!(round.schedule.status, ScheduleStatus::Cancelled);
                assert!(matches!(&round.schedule.when, When::Window { wording, .. } if wording.contains("week after 7 Feb")));
                (&round.note, place)
            }
            ("round-4-second-date", "on-hold") => {
                assert_eq!(round.schedule.status, ScheduleStatus::Postponed);
                assert!(round.schedule.when.is_unknown(), "no new date is known");
                (&earlier(round, row).note, earlier(round, row).venue.clone())
            }
            (_, "planned-moved" | "planned-not-held") => (&earlier(round, row).note, earlier(round, row).venue.clone()),
            other => panic!("{other:?}"),
        };
        assert!(same_words(outcome, &row.outcome), "{}: {outcome}", row.round_id);
        let missing: Vec<_> = words(&row.venue).difference(&words(&venue)).cloned().collect();
        assert!(missing.is_empty(), "{}: {missing:?} of {} is not in {venue}", row.round_id, row.venue);
        assert_eq!(round.venue.online, row.venue == "video conference", "{}", row.round_id);
    }
    assert_eq!(SAMPLE.rounds.len(), 15, "17 rows, two of which are one round's and one another's earlier dates");
}

#[test]
fn told_times_are_exact_moments_on_the_clocks_of_the_venue() {
    fn start(when: &When) -> Option<ZonedTime> {
        match when {
            When::At { start, .. } => Some(*start),
            _ => None,
        }
    }
    let sitting = |code: &str, title: &str| {
        let sitting = only(round(code).sittings.iter().filter(|sitting| sitting.title == title), title);
        start(&sitting.when)
    };
    for (row, found, clock, instant) in [
        ("istanbul-1", start(&round("istanbul-1").schedule.when), "13:30:00", "2025-05-16T10:30:00Z"),
        ("istanbul-2", start(&round("istanbul-2").schedule.earlier[0].when), "13:00:00", "2025-06-02T10:00:00Z"),
        ("istanbul-3", start(&round("istanbul-3").schedule.when), "20:37:00", "2025-07-23T17:37:00Z"),
        ("abu-dhabi-1", sitting("abu-dhabi-1", "Day 1"), "19:30:00", "2026-01-23T15:30:00Z"),
        ("abu-dhabi-2", sitting("abu-dhabi-2", "Day 2"), "11:20:00", "2026-02-05T07:20:00Z"),
    ] {
        let found = found.unwrap_or_else(|| panic!("{row} has no exact time"));
        assert_eq!(Some(found.zone), round(row).zone, "{row}");
        assert_eq!(found.local.time().to_string(), clock, "{row}");
        assert_eq!(found.instant(), instant.parse::<DateTime<Utc>>().unwrap(), "{row}");
    }
    // Seven in the morning in New York is when the second day in Abu Dhabi ended.
    let second_day = &round("abu-dhabi-2").sittings[1].when;
    let When::At { start, minutes: Some(minutes) } = second_day else { panic!("{second_day:?}") };
    let end = start.instant() + chrono::Duration::minutes(i64::from(*minutes));
    assert_eq!(end.with_timezone(&chrono_tz::America::New_York).time().to_string(), "07:00:00");
    let lengths: Vec<&str> = round("geneva-3").sittings.iter().map(|sitting| sitting.note.as_str()).collect();
    assert!(lengths[0].contains("6 hours") && lengths[1].contains("2 hours"), "{lengths:?}");
    let noted: BTreeSet<_> =
        RoundRow::all().into_iter().filter(|row| !row.time_note.is_empty()).map(|row| row.round_id).collect();
    let held = ["istanbul-1", "istanbul-2", "istanbul-3", "abu-dhabi-1", "abu-dhabi-2", "geneva-3"];
    assert_eq!(noted, held.map(str::to_owned).into(), "every time note is looked at above");
}

#[test]
fn the_date_that_moved_and_the_dates_that_differ_are_announced() {
    let announced = |code: &str| -> BTreeSet<(String, String)> {
        let told = round(code).schedule.announcements.iter();
        told.filter(|one| !matches!(one.when, When::Window { .. } | When::Unknown)).map(|one| days(&one.when)).collect()
    };
    let pair = |first: &str, last: &str| (first.to_owned(), last.to_owned());
    assert_eq!(announced("abu-dhabi-1"), [pair("2026-01-23", "2026-01-23"), pair("2026-01-24", "2026-01-24")].into());
    assert_eq!(announced("abu-dhabi-2"), [pair("2026-02-01", "2026-02-01"), pair("2026-02-04", "2026-02-05")].into());
    assert_eq!(announced("geneva-3"), [pair("2026-02-16", "2026-02-16"), pair("2026-02-17", "2026-02-18")].into());
    assert_eq!(announced("round-4"), [pair("2026-02-26", "2026-02-27"), pair("2026-03-05", "2026-03-09")].into());
    let soon = |one: &&rapporteur::model::Announcement| matches!(&one.when, When::Window { wording, .. } if wording == "as early as next week");
    let next_week = only(round("abu-dhabi-2").schedule.announcements.iter().filter(soon), "as early as next week");
    assert_eq!(days(&next_week.said_on).0, "2026-01-24");
    assert!(round("abu-dhabi-2").schedule.announcements.iter().all(|one| one.source.is_some() && one.by.is_some()));
}

#[test]
fn announcements_conflict_where_the_files_say_that_dates_differ() {
    let conflicting = SAMPLE.rounds.values().filter(|round| conflict::conflicting(round)).map(|round| round.title.as_str());
    assert_eq!(conflicting.collect::<Vec<_>>(), ["Abu Dhabi 1", "Abu Dhabi 2", "Geneva 3"]);
}
