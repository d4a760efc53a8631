//! A statement added from the command line.

use crate::support::{Copy, field, json, list, run, text};
use rapporteur::store::Store;
use uuid::Uuid;

const LINE: &str = "ua demand monitoring: US must watch the ceasefire @Zelensky #background";

#[test]
fn what_is_logged_is_shown_counted_and_compared() {
    let copy = Copy::new();
    let dir = copy.dir();
    let before = json(&["--data-dir", &dir, "check"]);
    let made = json(&["--data-dir", &dir, "log", "geneva-3", LINE]);
    let statement = &made["statement"];
    assert!(list(&made, "not_understood").is_empty());

    let shown = json(&["--data-dir", &dir, "show", field(statement, "id")]);
    assert_eq!(field(&shown, "record"), "statement");
    assert_eq!(field(&shown, "text"), "US must watch the ceasefire");
    assert_eq!(field(&shown, "kind"), "demand");
    assert_eq!(field(&shown, "record_level"), "background");
    assert_eq!(field(&shown["speaker"], "name"), "Volodymyr Zelensky");
    assert_eq!(field(&shown["round"], "name"), "Geneva 3");
    assert_eq!(field(&list(&shown, "issues")[0], "name"), "Ceasefire › Monitoring");
    assert_eq!(field(&shown, "by"), "Test", "in the name that is set");

    let after = json(&["--data-dir", &dir, "check"]);
    assert_eq!(after["statements"].as_u64(), before["statements"].as_u64().map(|count| count + 1));
    let matrix = json(&["--data-dir", &dir, "compare", "ru-ua-us", "--parties", "ua", "--issues", "monitoring"]);
    assert_eq!(list(&matrix, "cells")[0]["statement"], statement["id"]);

    assert_eq!(field(&list(&matrix, "cells")[0], "level"), "background");
    let told = text(&["--data-dir", &dir, "compare", "ru-ua-us", "--parties", "ua", "--issues", "monitoring"]);
    assert!(told.contains("US must watch the ceasefire") && told.contains(" · background"), "{told}");

    let round = text(&["--data-dir", &dir, "show", "geneva-3"]);
    let words = round.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("US must watch the ceasefire (background)"), "{round}");
    let round = json(&["--data-dir", &dir, "show", "geneva-3"]);
    let said = list(&round, "statements").iter().find(|one| one["id"] == statement["id"]);
    assert_eq!(said.map(|said| field(said, "record_level")), Some("background"), "{round}");

    let told = text(&["--data-dir", &dir, "log", "abu-dhabi-2", LINE]);
    assert!(told.starts_with("Added to Abu Dhabi 2, Russia, Ukraine and the United States, 2026\n"), "{told}");
}

#[test]
fn the_speakers_own_words_are_compared_between_quotation_marks() {
    let copy = Copy::new();
    let dir = copy.dir();
    json(&["--data-dir", &dir, "log", "geneva-3", "ua demand monitoring: \"We will watch\" #onrecord"]);
    let asked = ["--data-dir", &dir, "compare", "ru-ua-us", "--parties", "ua", "--issues", "monitoring"];
    let told = text(&asked);
    assert!(told.contains("“We will watch”") && !told.contains("on the record"), "{told}");
    let matrix = json(&asked);
    let cell = &list(&matrix, "cells")[0];
    assert_eq!((field(cell, "text"), field(cell, "level")), ("We will watch", "on_record"));
    assert_eq!(cell["verbatim"], true);
}

#[test]
fn what_bears_no_position_is_told_where_positions_are_compared() {
    let copy = Copy::new();
    let dir = copy.dir();
    for line in ["ua condemnation \"Attacks\": Such brutality is unacceptable", "ua accusation attacks: An ambulance was hit"] {
        json(&["--data-dir", &dir, "log", "geneva-3", line]);
    }
    let asked = ["--data-dir", &dir, "compare", "ru-ua-us", "--parties", "ua,ru", "--issues", "attacks"];
    let told = text(&asked);
    assert!(told.contains("No position stated; 2 other statements: condemnation, accusation"), "{told}");
    assert!(told.contains("Nothing stated"), "of Russia: {told}");
    let cells = json(&asked);
    let others = list(&cells, "other_statements");
    assert!(others.iter().all(|one| field(one, "party") == "Ukraine" && field(one, "issue") == "Attacks"));
    let kinds: Vec<&str> = others.iter().map(|one| field(one, "kind")).collect();
    assert_eq!((kinds, field(&others[0], "text")), (vec!["condemnation", "accusation"], "Such brutality is unacceptable"));
    assert!(list(&cells, "cells")[0]["statement"].is_null());
    let file = format!("{dir}/../matrix.csv");
    text(&["--data-dir", &dir, "export", "ru-ua-us", "--what", "matrix", "--to", &file]);
    let matrix = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert!(matrix.contains("No position stated; 2 other statements: condemnation, accusation"), "{matrix}");
}

#[test]
fn on_the_sample_it_is_logged_and_goes_with_the_copy() {
    let made = json(&["--sample", "log", "geneva-3", LINE]);
    let gone = run(&["--sample", "show", field(&made["statement"], "id")]);
    assert_eq!(gone.status, 2);
}

#[test]
fn what_is_not_understood_is_refused_and_kept_only_if_asked_for() {
    let copy = Copy::new();
    let (dir, before) = (copy.dir(), copy.bytes());
    for (line, says) in [
        ("ua demand territory: No #whispered", "“whispered” is no record level"),
        ("ua demand territory: No @nobody", "Nobody is called “nobody”"),
        ("ua demand territory: No =nosuch", "No source of this negotiation is called “nosuch”"),
        ("ua demand territory: No /32 May", "“32 May” is not a date"),
        ("ua accused attacks: No", "There is no issue “attacks” yet"),
        ("finland demand territory: No @zelensky", "No party is called “finland”"),
    ] {
        let said = run(&["--data-dir", &dir, "log", "geneva-3", line]);
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{line}: {}", said.err);
        assert!(said.err.contains(says), "{line}: {}", said.err);
    }
    let said = run(&["--data-dir", &dir, "log", "geneva-3", "finland demand territory: No @zelensky", "--keep"]);
    assert_eq!(said.status, 2, "whose it is cannot be left open: {}", said.err);
    let mut after = copy.bytes();
    after.remove(&copy.path().join(".lock"));
    assert_eq!(after, before);

    let said = run(&["--data-dir", &dir, "log", "geneva-3", "ua demand territory: No #whispered", "--keep", "--json"]);
    assert_eq!(said.status, 1, "{}", said.err);
    assert!(said.err.contains("“#whispered” is to be looked at: "), "{}", said.err);
    let made: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let statement = &made["statement"];
    assert_eq!((field(statement, "text"), field(statement, "record_level")), ("No #whispered", "whispered"));
    assert_eq!(field(&list(&made, "not_understood")[0], "part"), "#whispered");
    let shown = text(&["--data-dir", &dir, "show", field(statement, "id")]);
    assert!(shown.contains("“whispered” is no record level"), "{shown}");
}

#[test]
fn nothing_is_taken_over_from_the_statement_before() {
    let copy = Copy::new();
    let dir = copy.dir();
    json(&["--data-dir", &dir, "log", "geneva-3", "ua demand territory: No =+AFP"]);
    let made = json(&["--data-dir", &dir, "log", "geneva-3", "ua: Never"]);
    let statement = &made["statement"];
    assert!(list(statement, "sources").is_empty());
    assert_eq!((field(statement, "verification"), field(statement, "kind")), ("unverified", "unstated"));
}

#[test]
fn a_line_that_lacks_something_changes_nothing() {
    let copy = Copy::new();
    let before = copy.bytes();
    for (round, line, says) in [
        ("geneva-3", "demand territory: No", "Which party"),
        ("geneva-3", "ua demand territory:", "What was said"),
        ("genoa-3", LINE, "Did you mean “Geneva 3”?"),
        ("2", LINE, "“2” could be 3 rounds:"),
    ] {
        let said = run(&["--data-dir", &copy.dir(), "log", round, line]);
        assert_eq!((said.status, said.out.as_str()), (2, ""), "{round} {line}: {}", said.err);
        assert!(said.err.contains(says), "{round} {line}: {}", said.err);
    }
    let mut after = copy.bytes();
    after.remove(&copy.path().join(".lock"));
    assert_eq!(after, before);
}

#[test]
fn a_folder_that_is_open_elsewhere_is_read_and_not_written() {
    let copy = Copy::new();
    let held = Store::open(&copy.path(), Uuid::nil()).unwrap();
    let before = copy.bytes();
    let said = run(&["--data-dir", &copy.dir(), "log", "geneva-3", LINE]);
    assert_eq!((said.status, said.out.as_str()), (2, ""), "{}", said.err);
    assert!(said.err.contains("is open in another Rapporteur"), "{}", said.err);
    assert_eq!(field(&json(&["--data-dir", &copy.dir(), "show", "geneva-3"]), "title"), "Geneva 3");
    assert_eq!(copy.bytes(), before);
    drop(held);
    assert_eq!(run(&["--data-dir", &copy.dir(), "log", "geneva-3", LINE]).status, 0);
}

#[test]
fn lines_with_a_verb_make_what_they_say() {
    let copy = Copy::new();
    let dir = copy.dir();
    let log = |line: &str| json(&["--data-dir", &dir, "log", "geneva-3", line]);
    let made = log("incident 27 Feb in Kyiv: Power cut, blamed on ru @\"city officials\" ?unverified");
    let incident = &made["incident"];
    assert_eq!((field(incident, "what"), field(incident, "place")), ("Power cut", "Kyiv"));
    assert_eq!(field(incident, "verification"), "unverified");
    assert_eq!(field(&list(incident, "blamed_on")[0], "name"), "Russia");
    assert!(list(&made, "not_understood").is_empty());

    let made = log("todo ua: send list by 5 March");
    assert_eq!(field(&made["follow_up"], "what"), "send list");
    assert_eq!(field(&log("account ua: They spoke of maps")["account"], "text"), "They spoke of maps");
    assert_eq!(field(&log("sitting Military track: Three hours")["sitting"], "title"), "Military track");
    assert_eq!(field(&log("discrepancy start date: 26 February vs 27 February")["discrepancy"], "other"), "27 February");
    assert!(
        list(&log("attends ua: +\"Jane Roe\" (expert)")["attendance"], "attendance")
            .iter()
            .any(|one| field(one, "role") == "expert")
    );
    let agenda = log("agenda \"Prisoner lists\"");
    assert!(list(&agenda["agenda"], "agenda").iter().any(|one| field(one, "name") == "Prisoner lists"));
    let next = log("next \"as early as next week\" in Geneva @zelensky");
    assert_eq!(
        (field(&next["announcement"], "wording"), field(&next["announcement"], "venue")),
        ("as early as next week", "Geneva")
    );
    let told = text(&["--data-dir", &dir, "log", "geneva-3", "outcome They will meet again"]);
    assert!(told.starts_with("Added to Geneva 3") && told.contains("They will meet again"), "{told}");

    for (line, says) in [
        ("agenda ceasefire #off", "An agenda has no record level"),
        ("next @us", "Which date was announced"),
        ("attends ua: Nobodyson", "Nobody is called “Nobodyson”"),
    ] {
        let said = run(&["--data-dir", &dir, "log", "geneva-3", line]);
        assert_eq!(said.status, 2, "{line}: {}", said.out);
        assert!(said.err.contains(says), "{line}: {}", said.err);
    }
    let said = run(&["--data-dir", &dir, "log", "geneva-3", "attends ua: Nobodyson", "--keep", "--json"]);
    assert_eq!(said.status, 1, "{}", said.err);
    assert!(said.out.contains("Nobodyson"), "{}", said.out);
}

#[test]
fn an_hour_is_asked_about_while_nothing_says_on_whose_clocks_it_is() {
    let copy = Copy::new();
    let dir = copy.dir();
    let round = "video-4";
    let line = "ua demand: Watch it /10:20";
    let refused = run(&["--data-dir", &dir, "log", round, line]);
    assert_eq!((refused.status, refused.out.as_str()), (2, ""));
    assert!(
        refused.err.contains("Nothing says on whose clocks 10:20 is") && refused.err.contains("Geneva time"),
        "{}",
        refused.err
    );
    let made = json(&["--data-dir", &dir, "log", round, &format!("{line} Geneva time")]);
    assert!(list(&made, "not_understood").is_empty());
    assert!(field(&made["statement"]["said_on"], "wording").contains("10:20 (Zurich"), "{made}");
    let kept = run(&["--data-dir", &dir, "log", round, line, "--keep"]);
    assert_eq!(kept.status, 1);
    assert!(kept.out.contains("10:20") && !kept.out.contains("Zurich") && !kept.out.contains("UTC"), "{}", kept.out);
}
