//! The matrix and the history of its cells, held to the file of the positions.

use crate::rows::{PositionRow, RoundRow, round_of, sentence};
use crate::support::{Copy, days, field, json, list, run, text};
use serde_json::Value;
use std::collections::BTreeMap;

/// A row with what it takes to say which statement is the latest.
struct Said {
    negotiation: String,
    /// The place of its round among the rounds.
    round: usize,
    row: PositionRow,
}

impl Said {
    fn all() -> Vec<Self> {
        let rounds = RoundRow::all();
        let said = PositionRow::all().into_iter().map(|row| {
            let code = round_of(&row.round_id);
            let of = rounds.iter().rposition(|round| round_of(&round.round_id) == code).unwrap();
            Self { negotiation: rounds[of].negotiation.clone(), round: of, row }
        });
        said.collect()
    }

    fn party(&self) -> &str {
        if self.row.party == "all" { "All delegations" } else { &self.row.party }
    }
}

/// The last name of a path of issues.
fn leaf(cell: &Value) -> &str {
    field(cell, "issue").rsplit(" › ").next().unwrap_or_default()
}

/// Of each party on each issue, the latest row that bears a position.
fn latest<'a>(rows: impl Iterator<Item = &'a Said>) -> BTreeMap<(String, String), &'a PositionRow> {
    let mut rows: Vec<&Said> = rows.filter(|said| said.row.kind_key() != "comment").collect();
    rows.sort_by_key(|said| said.row.date.clone());
    rows.into_iter().map(|said| ((said.party().to_owned(), sentence(&said.row.issue)), &said.row)).collect()
}

/// Holds every cell of a matrix to the rows: what they say is in it, and nothing else.
fn assert_cells(matrix: &Value, expected: &BTreeMap<(String, String), &PositionRow>, what: &str) {
    let (parties, issues, cells) = (list(matrix, "parties"), list(matrix, "issues"), list(matrix, "cells"));
    assert_eq!(cells.len(), parties.len() * issues.len(), "{what}: one cell for every pair");
    let mut met = 0;
    for cell in cells {
        assert!(parties.contains(&cell["party"]) && issues.contains(&cell["issue"]), "{what}: {cell}");
        let pair = (field(cell, "party").to_owned(), leaf(cell).to_owned());
        let Some(row) = expected.get(&pair) else {
            assert!(cell["statement"].is_null() && cell["text"].is_null() && cell["kind"].is_null(), "{what}: {cell}");
            continue;
        };
        met += 1;
        assert_eq!(field(cell, "text"), sentence(&row.position), "{what}: {pair:?}");
        assert_eq!(field(cell, "kind"), row.kind_key(), "{what}: {pair:?}");
        assert_eq!(days(&cell["said_on"]), (row.date.as_str(), row.date.as_str()), "{what}: {pair:?}");
        assert!(cell["statement"].is_string() && cell["verification"].is_string(), "{what}: {cell}");
    }
    assert_eq!(met, expected.len(), "{what}: every position has its cell");
}

#[test]
fn the_matrix_is_the_latest_row_of_each_party_on_each_issue() {
    let (all, copy) = (Said::all(), Copy::new());
    for negotiation in ["RU-UA-2022", "RU-UA-2025", "RU-UA-US-2026"] {
        let matrix = json(&["--data-dir", &copy.dir(), "compare", negotiation]);
        assert_eq!(field(&matrix, "as_of"), "now");
        assert_cells(&matrix, &latest(all.iter().filter(|said| said.negotiation == negotiation)), negotiation);
        let keys: Vec<&String> = list(&matrix, "cells")[0].as_object().unwrap().keys().collect();
        assert_eq!(keys.len(), 11, "{keys:?}");
    }
}

#[test]
fn as_of_a_round_what_is_recorded_later_is_not_in_it() {
    let (all, copy) = (Said::all(), Copy::new());
    for (at, round) in RoundRow::all().iter().enumerate().filter(|(_, round)| round.status == "held") {
        let matrix = json(&["--data-dir", &copy.dir(), "compare", &round.negotiation, "--as-of", &round.round_id]);
        let by_then = |said: &&Said| said.negotiation == round.negotiation && (said.round <= at || said.row.date <= round.end);
        assert_cells(&matrix, &latest(all.iter().filter(by_then)), &round.round_id);
        let again = json(&["--data-dir", &copy.dir(), "compare", &round.negotiation, "--as-of", field(&matrix, "as_of")]);
        assert_eq!(again, matrix, "what it gives as `as_of` can be handed back");
    }
}

#[test]
fn as_of_a_day_later_words_are_not_in_it() {
    let matrix = json(&["--sample", "compare", "RU-UA-US-2026", "--as-of", "2026-01-24"]);
    let by_then = |said: &&Said| said.negotiation == "RU-UA-US-2026" && said.row.date.as_str() <= "2026-01-24";
    let all = Said::all();
    assert_cells(&matrix, &latest(all.iter().filter(by_then)), "24 January");
    assert_eq!(field(&matrix, "as_of"), "2026-01-24");
}

#[test]
fn parties_and_issues_can_be_chosen_and_movement_is_told() {
    let asked = ["--sample", "compare", "ru-ua-us", "--parties", "RU,ua", "--issues", "territory,ceasefire"];
    let matrix = json(&asked);
    assert_eq!(list(&matrix, "parties"), ["Russia", "Ukraine"]);
    assert_eq!(list(&matrix, "issues"), ["Territory", "Ceasefire"]);
    let cell = |party: &str| {
        list(&matrix, "cells").iter().find(|cell| cell["party"] == party && cell["issue"] == "Territory").unwrap().clone()
    };
    assert_eq!(field(&cell("Ukraine"), "movement"), "changed");
    assert_eq!(field(&cell("Russia"), "movement"), "unchanged");
    let told = text(&asked);
    assert!(told.contains("Nothing stated") && !told.contains("Monitoring"), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 100), "{told}");
}

#[test]
fn the_history_of_every_cell_has_its_rows_oldest_first() {
    let copy = Copy::new();
    let mut cells: BTreeMap<(String, String, String), Vec<PositionRow>> = BTreeMap::new();
    for said in Said::all() {
        let cell = (said.negotiation.clone(), said.party().to_owned(), sentence(&said.row.issue));
        cells.entry(cell).or_default().push(said.row);
    }
    for ((negotiation, party, issue), mut rows) in cells {
        rows.sort_by_key(|row| row.date.clone());
        let found = json(&["--data-dir", &copy.dir(), "history", &negotiation, "--party", &party, "--issue", &issue]);
        let statements = list(&found, "statements");
        let of_rows = statements
            .iter()
            .map(|one| field(one, "text"))
            .filter(|text| rows.iter().any(|row| sentence(&row.position) == *text));
        assert_eq!(
            of_rows.collect::<Vec<_>>(),
            rows.iter().map(|row| sentence(&row.position)).collect::<Vec<_>>(),
            "{party} on {issue}"
        );
        let current = statements.iter().filter(|one| one["standing"] == "current").count();
        assert_eq!(current, usize::from(rows.iter().any(|row| row.kind_key() != "comment")), "{party} on {issue}");
    }
}

#[test]
fn a_history_tells_what_superseded_what() {
    let found = json(&["--sample", "history", "ru-ua-us", "--party", "ua", "--issue", "territory"]);
    let statements = list(&found, "statements");
    let superseded = statements.iter().find(|one| one["standing"] == "superseded").unwrap();
    let by = field(&list(superseded, "superseded_by")[0], "id");
    let later = statements.iter().find(|one| field(one, "id") == by).unwrap();
    assert_eq!(list(later, "supersedes")[0]["id"], superseded["id"]);
    assert!(days(&superseded["said_on"]) < days(&later["said_on"]));

    let told = run(&["--sample", "history", "ru-ua-us", "--party", "ua", "--issue", "territory"]).out;
    assert!(told.contains("23 December 2025 · Superseded") && told.contains("Superseded by  18 Feb 2026, Ukraine:"), "{told}");
}
