//! The csv and tsv files as rows.

use serde::{Deserialize, de::DeserializeOwned};

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident($file:literal, $delimiter:literal) { $($field:ident),* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        pub(crate) struct $name { $(pub $field: String,)* }

        impl $name {
            /// All rows, in the order of the file.
            pub(crate) fn all() -> Vec<Self> {
                read(include_str!(concat!("../data/talks-2022-2026/", $file)), $delimiter)
            }
        }
    )*};
}

rows! {
    /// A date of a round; a round that moved has several rows.
    RoundRow("rounds.csv", b',') { negotiation, round_id, start, end, time_note, venue, tz, status, outcome, sources }
    /// Somebody at a round.
    DelegationRow("delegations.csv", b',') { round_id, party, person, office_then, role, sources }
    /// What a party was reported to hold.
    PositionRow("positions.csv", b',') { round_id, date, party, issue, kind, position, by, source }
    /// What somebody was to do.
    FollowUpRow("followups.csv", b',') { round_id, owner, what, due, state, source }
    /// A fact that pages disagree on.
    ConflictRow("conflicting-reports.csv", b',') { round_id, field, most_sources, other, note, source_of_other }
    /// A spelling as printed.
    NameRow("names.tsv", b'\t') { entity, lang, form, source }
}

impl PositionRow {
    /// What names the row: no two share it.
    pub(crate) fn key(&self) -> String {
        format!("{} {} {} {}", self.round_id, self.date, self.party, self.issue)
    }

    /// The key of the kind that the row's word is.
    pub(crate) fn kind_key(&self) -> &str {
        match self.kind.as_str() {
            "conditional offer" => "offer",
            "counter-proposal" => "counter_offer",
            "accepted" | "agreed" | "agreed (US-Russia)" => "acceptance",
            "report" | "report (denied)" => "comment",
            "near agreement" => "Near agreement",
            "open" => "Open",
            own => own,
        }
    }
}

fn read<T: DeserializeOwned>(text: &str, delimiter: u8) -> Vec<T> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).quoting(delimiter == b',').from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("the row has the header's fields")).collect()
}

/// A cell of addresses, each with the remark that may follow it in brackets.
pub(crate) fn addresses(cell: &str) -> impl Iterator<Item = (&str, &str)> {
    cell.split(" | ").map(|one| match one.split_once(" (") {
        Some((address, remark)) => (address, remark.trim_end_matches(')')),
        None => (one, ""),
    })
}

/// The words of a cell as a sentence begins: the files write in lower case.
pub(crate) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The round that a row is about: three rows are earlier or planned dates of a round that has a row or none of its own.
pub(crate) fn round_of(row: &str) -> &str {
    match row {
        "abu-dhabi-2-first-date" => "abu-dhabi-2",
        "round-4-first-date" | "round-4-second-date" => "round-4",
        own => own,
    }
}
