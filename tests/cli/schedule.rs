//! Rounds, follow-ups and what lay ahead, held to their files.

use crate::rows::{ConflictRow, DelegationRow, FollowUpRow, NameRow, PositionRow, RoundRow, round_of, sentence};
use crate::support::{Copy, days, field, json, list, slug, text};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_sample_has_no_problems_and_the_counts_that_the_files_account_for() {
    let found = json(&["--sample", "check"]);
    let rounds: BTreeSet<String> = RoundRow::all().iter().map(|row| round_of(&row.round_id).to_owned()).collect();
    let negotiations: BTreeSet<String> = RoundRow::all().into_iter().map(|row| row.negotiation).collect();
    // Beyond the rows: a denial and three lines of the article among the statements.
    let expected = [
        ("negotiations", negotiations.len()),
        ("rounds", rounds.len()),
        ("statements", PositionRow::all().len() + 4),
        ("follow_ups", FollowUpRow::all().len()),
        ("incidents", 5),
        ("clashes", 0),
        ("to_check", 0),
    ];
    for (key, count) in expected {
        assert_eq!(found[key], count, "{key}");
    }
    assert_eq!(list(&found, "problems"), [] as [Value; 0]);
    let sat: BTreeSet<String> = DelegationRow::all().into_iter().map(|row| row.person).collect();
    assert!(found["people"].as_u64().unwrap() >= sat.len() as u64, "everybody who sat at a table");
    assert!(found["parties"].as_u64().unwrap() >= 3);
    assert_eq!(list(&found, "unused_documents"), [] as [Value; 0]);
    let keys: Vec<&String> = found.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 11, "nothing but what the help of scripts names: {keys:?}");

    let told = text(&["--sample", "check"]);
    assert!(told.starts_with("No problems.\n3 negotiations, 15 rounds, "), "{told}");
}

#[test]
fn every_row_of_the_rounds_is_in_the_list_of_its_negotiation() {
    let copy = Copy::new();
    for row in RoundRow::all() {
        let found = json(&["--data-dir", &copy.dir(), "rounds", &row.negotiation]);
        let of_row = |one: &&Value| slug(field(one, "title")) == round_of(&row.round_id);
        let one = list(&found, "rounds").iter().find(of_row).unwrap_or_else(|| panic!("{} is missing", row.round_id));
        let earlier = || list(one, "earlier_dates").iter().map(|date| days(&date["when"])).collect::<Vec<_>>();
        match (row.round_id.as_str(), row.status.as_str()) {
            (_, "held") => {
                assert_eq!(field(one, "status"), "held", "{}", row.round_id);
                assert_eq!(days(&one["when"]), (row.start.as_str(), row.end.as_str()), "{}", row.round_id);
                assert_eq!(one["outcome_text"].as_str().unwrap_or_default(), sentence(&row.outcome), "{}", row.round_id);
                assert_eq!(one["zone"].as_str().unwrap_or_default(), row.tz, "{}", row.round_id);
            }
            ("miami-proposed", _) => {
                assert_eq!(field(one, "status"), "cancelled");
                assert_eq!(field(&one["when"], "wording"), "the week after 7 February");
            }
            _ => assert!(earlier().contains(&(row.start.as_str(), row.end.as_str())), "{}: {:?}", row.round_id, earlier()),
        }
    }
    let all = json(&["--data-dir", &copy.dir(), "rounds", "RU-UA-US-2026"]);
    let postponed = list(&all, "rounds").last().unwrap();
    assert_eq!((field(postponed, "status"), days(&postponed["when"])), ("postponed", ("", "")), "no date comes last");
}

#[test]
fn a_round_in_full_has_its_table_its_discrepancies_and_its_follow_ups() {
    let copy = Copy::new();
    let rounds: BTreeMap<String, String> =
        RoundRow::all().iter().map(|row| (round_of(&row.round_id).to_owned(), row.negotiation.clone())).collect();
    for (code, negotiation) in &rounds {
        let all = json(&["--data-dir", &copy.dir(), "rounds", negotiation]);
        let id = list(&all, "rounds").iter().find(|one| slug(field(one, "title")) == *code).map(|one| field(one, "id"));
        let round = json(&["--data-dir", &copy.dir(), "show", id.unwrap()]);
        assert_eq!(field(&round, "record"), "round", "{code}");
        let sat: Vec<&str> = list(&round, "attendance").iter().filter_map(|one| one["person"]["name"].as_str()).collect();
        for row in DelegationRow::all().iter().filter(|row| round_of(&row.round_id) == code) {
            assert!(sat.contains(&row.person.as_str()), "{code}: {}", row.person);
        }
        let differ = list(&round, "discrepancies").iter().filter_map(|one| one["other"].as_str()).collect::<Vec<_>>();
        let rows: Vec<String> =
            ConflictRow::all().into_iter().filter(|row| round_of(&row.round_id) == code).map(|row| row.other).collect();
        assert_eq!(differ, rows, "{code}");
        let owed = list(&round, "follow_ups");
        let rows: Vec<FollowUpRow> = FollowUpRow::all().into_iter().filter(|row| round_of(&row.round_id) == code).collect();
        assert_eq!(owed.len(), rows.len(), "{code}");
        for row in rows {
            let one = owed.iter().find(|one| field(one, "what") == sentence(&row.what));
            let one = one.unwrap_or_else(|| panic!("{code}: {} is missing", row.what));
            assert_eq!(field(one, "state"), state(&row), "{code}: {}", row.what);
        }
    }
}

fn state(row: &FollowUpRow) -> &'static str {
    match row.state.split([' ', ':']).next().unwrap_or_default() {
        "done" | "moved" => "done",
        "late" => "late",
        "open" | "on" => "open",
        "agreed" => "in_progress",
        "refused" => "dropped",
        other => panic!("{other}"),
    }
}

#[test]
fn what_is_still_owed_is_upcoming() {
    let found = json(&["--sample", "upcoming"]);
    let owed: BTreeSet<String> = list(&found, "items")
        .iter()
        .filter(|item| item["what"] == "follow_up")
        .map(|item| field(item, "title").to_owned())
        .collect();
    let open = FollowUpRow::all().into_iter().filter(|row| matches!(state(row), "open" | "in_progress"));
    assert_eq!(owed, open.map(|row| sentence(&row.what)).collect());
}

#[test]
fn ahead_of_25_january_the_second_round_stood_in_conflict() {
    let found = json(&["--sample", "upcoming", "--from", "2026-01-25"]);
    assert_eq!(field(&found, "from"), "2026-01-25");
    let items = list(&found, "items");
    let round = items.iter().find(|item| item["title"] == "Abu Dhabi 2").unwrap();
    assert_eq!(field(round, "what"), "round");
    assert_eq!(round["conflicting"], true);
    assert_eq!(field(round, "zone"), "Asia/Dubai");
    let row = RoundRow::all().into_iter().find(|row| row.round_id == "abu-dhabi-2").unwrap();
    assert_eq!(days(&round["when"]), (row.start.as_str(), row.end.as_str()));
    let said: Vec<(&str, (&str, &str))> =
        list(round, "announcements").iter().map(|one| (field(one, "by"), days(&one["when"]))).collect();
    assert!(said.contains(&("Volodymyr Zelensky", ("2026-01-26", "2026-02-01"))), "as early as next week: {said:?}");
    assert!(said.contains(&("Unnamed US official", ("2026-02-01", "2026-02-01"))), "{said:?}");

    let keys: Vec<&String> = round.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 8, "{keys:?}");
    let first_days: Vec<&str> =
        items.iter().map(|item| days(&item["when"])).map(|(first, last)| if first.is_empty() { last } else { first }).collect();
    let dated = first_days.iter().take_while(|day| !day.is_empty()).count();
    assert!(first_days[..dated].is_sorted(), "{first_days:?}");
    assert!(first_days[dated..].iter().all(|day| day.is_empty()), "unknown dates last: {first_days:?}");

    let told = text(&["--sample", "upcoming", "--from", "25 January 2026"]);
    for words in ["Ahead of 25 January 2026", "as early as next week", "Unnamed US official: 1 February 2026", "date unknown"] {
        assert!(told.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{words} is not in {told}");
    }
}

#[test]
fn so_many_days_keep_what_has_no_date() {
    let found = json(&["--sample", "upcoming", "--from", "2026-02-04", "--days", "7"]);
    let titles: Vec<&str> = list(&found, "items").iter().map(|item| field(item, "title")).collect();
    assert!(titles.contains(&"Abu Dhabi 2") && titles.contains(&"Round 4"), "{titles:?}");
    assert!(!titles.contains(&"Geneva 3"), "{titles:?}");
}

#[test]
fn every_spelling_of_one_envoy_finds_him() {
    let copy = Copy::new();
    let spellings: Vec<NameRow> = NameRow::all().into_iter().filter(|row| row.entity == "witkoff").collect();
    assert_eq!(spellings.len(), 14);
    for row in spellings {
        let found = json(&["--data-dir", &copy.dir(), "search", &row.form]);
        let people = list(&found, "groups").iter().find(|group| group["kind"] == "person");
        let titles: Vec<&str> = people.iter().flat_map(|group| list(group, "hits")).map(|hit| field(hit, "title")).collect();
        assert!(titles.contains(&"Steve Witkoff"), "{}: {titles:?}", row.form);
        assert_eq!(field(&json(&["--data-dir", &copy.dir(), "show", &row.form]), "name"), "Steve Witkoff", "{}", row.form);
    }
    let told = text(&["--data-dir", &copy.dir(), "search", "ويتكوف"]);
    assert!(told.contains("Steve Witkoff") && told.contains("ويتكوف"), "{told}");
}

#[test]
fn a_tentative_round_that_has_passed_should_have_begun_and_is_not_next() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("data").to_str().unwrap().to_owned();
    let table = folder.path().join("rounds.csv");
    let rows = "negotiation,title,start,end,status,place\nTalks,First,2020-01-23,2020-01-24,tentative,Abu Dhabi\n\
                Talks,Second,2999-02-04,,confirmed,Geneva\nTalks,Third,2020-03-01,,held,Geneva\n";
    std::fs::write(&table, rows).unwrap();
    text(&["--data-dir", &dir, "import", table.to_str().unwrap()]);
    let found = json(&["--data-dir", &dir, "rounds", "Talks"]);
    let late: Vec<(&str, bool)> =
        list(&found, "rounds").iter().map(|one| (field(one, "title"), one["should_have_begun"].as_bool().unwrap())).collect();
    assert_eq!(late, [("First", true), ("Third", false), ("Second", false)]);
    let told = text(&["--data-dir", &dir, "upcoming"]);
    let (begun, later) = (told.find("Should have begun").unwrap(), told.find("Later").unwrap());
    assert!(
        begun < told.find("First").unwrap() && told.find("First").unwrap() < later && later < told.find("Second").unwrap(),
        "{told}"
    );
    let brief = folder.path().join("brief.md");
    text(&["--data-dir", &dir, "export", "Talks", "--to", brief.to_str().unwrap()]);
    let brief = std::fs::read_to_string(brief).unwrap();
    assert!(brief.contains("Should have begun") && brief.contains("Next round"), "{brief}");
}

#[test]
fn a_status_that_nobody_stated_is_not_told() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("data").to_str().unwrap().to_owned();
    let table = folder.path().join("rounds.csv");
    std::fs::write(&table, "negotiation,title,start\nTalks,First,2020-01-23\nTalks,Second,2999-02-04\n").unwrap();
    text(&["--data-dir", &dir, "import", table.to_str().unwrap()]);
    let found = json(&["--data-dir", &dir, "rounds", "Talks"]);
    let told: Vec<(&str, &str, bool)> = list(&found, "rounds")
        .iter()
        .map(|one| (field(one, "title"), field(one, "status"), one["should_have_begun"].as_bool().unwrap()))
        .collect();
    assert_eq!(told, [("First", "unstated", false), ("Second", "unstated", false)], "a table of the past expects nothing");
    let brief = folder.path().join("brief.md");
    text(&["--data-dir", &dir, "export", "Talks", "--to", brief.to_str().unwrap()]);
    for told in [text(&["--data-dir", &dir, "upcoming"]), std::fs::read_to_string(brief).unwrap()] {
        assert!(!told.contains("First") && told.contains("Second"), "{told}");
        for invented in ["Tentative", "Held", "Confirmed", "Not stated", "unstated"] {
            assert!(!told.contains(invented), "{invented}: {told}");
        }
    }
}

#[test]
fn dates_of_a_table_are_read_in_other_languages_and_never_by_halves() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("data").to_str().unwrap().to_owned();
    let table = folder.path().join("rounds.csv");
    let cases = [
        ("de", "5. März 2027", ("2027-03-05", "2027-03-05")),
        ("fr", "5 mars 2027", ("2027-03-05", "2027-03-05")),
        ("ru", "5 марта 2027 г.", ("2027-03-05", "2027-03-05")),
        ("uk", "5–6 березня 2027 року", ("2027-03-05", "2027-03-06")),
        ("jp", "2027年3月5日", ("2027-03-05", "2027-03-05")),
        ("ar", "٥ مارس ٢٠٢٧", ("2027-03-05", "2027-03-05")),
        ("quarter", "Q2 2027", ("2027-04-01", "2027-06-30")),
        ("half", "5 марта 2027 в Женеве", ("", "")),
        ("old", "3/4/98", ("1998-04-03", "1998-04-03")),
    ];
    let rows: String = cases.iter().map(|(title, start, _)| format!("N,{title},{start},tentative\n")).collect();
    std::fs::write(&table, format!("negotiation,title,start,status\n{rows}")).unwrap();
    text(&["--data-dir", &dir, "import", table.to_str().unwrap(), "--dates", "day-first"]);
    let found = json(&["--data-dir", &dir, "rounds", "N"]);
    for (title, start, expected) in cases {
        let one = list(&found, "rounds").iter().find(|one| field(one, "title").eq_ignore_ascii_case(title)).unwrap();
        assert_eq!(days(&one["when"]), expected, "{title}: {start}");
    }
}
