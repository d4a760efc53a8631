//! Every row of the files is in the sample. What is looked for is written here again from the files, not taken from the builder,
//! so that a row that is missing, doubled or changed fails.

mod events;
mod people;
mod rounds;
mod statements;
mod whole;

use crate::rows::{addresses, round_of};
use rapporteur::model::{PartyId, Round, SourceId, When, Who, Workspace};
use std::sync::LazyLock;

static SAMPLE: LazyLock<Workspace> = LazyLock::new(crate::kept::read);

/// The one item, or a failure that says what was looked for.
fn only<T>(items: impl Iterator<Item = T>, what: &str) -> T {
    let mut found: Vec<T> = items.collect();
    assert_eq!(found.len(), 1, "found so many of: {what}");
    found.remove(0)
}

/// A title as the files write codes.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// The round that a row is about.
fn round(row: &str) -> &'static Round {
    only(SAMPLE.rounds.values().filter(|round| slug(&round.title) == round_of(row)), row)
}

fn party(id: PartyId) -> &'static str {
    &SAMPLE.parties[&id].name
}

fn who(who: &Who) -> &'static str {
    match who {
        Who::Party(id) => &SAMPLE.parties[id].name,
        Who::Person(id) => &SAMPLE.people[id].name,
        Who::Described(_) => "",
    }
}

/// The parties that a cell means.
fn parties_of(cell: &str) -> Vec<&str> {
    match cell {
        "all" => vec!["All delegations"],
        "both" => vec!["Russia", "Ukraine"],
        one => one.split(", ").collect(),
    }
}

/// The addresses of records' sources.
fn cited(sources: &[SourceId]) -> Vec<&'static str> {
    sources.iter().map(|id| SAMPLE.sources[id].address.as_str()).collect()
}

/// The addresses of a cell.
fn told(cell: &str) -> Vec<&str> {
    addresses(cell).map(|(address, _)| address).collect()
}

/// The first and the last day, as the files write dates.
fn days(when: &When) -> (String, String) {
    let (first, last) = match when {
        When::Day(day) => (*day, *day),
        When::Span { first, last } => (*first, *last),
        When::At { start, .. } => (start.local.date(), start.local.date()),
        other => panic!("no days in {other:?}"),
    };
    (first.to_string(), last.to_string())
}

/// Whether a text is a cell's words with at most the first letter raised.
fn same_words(text: &str, cell: &str) -> bool {
    text == cell || crate::rows::sentence(cell) == text
}
