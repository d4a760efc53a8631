//! The follow-ups, one for each row.

use crate::builder::Builder;
use crate::parties;
use crate::people;
use crate::rows::{FollowUpRow, sentence};
use crate::sources::cited;
use crate::times::{day, days, window};
use rapporteur::model::{FollowUp, FollowUpState, When, Who};

/// Where a row's words for the state put it; what the words say beyond that goes into the note.
fn state(words: &str) -> FollowUpState {
    match words {
        "done" | "done (three stages)" | "done 2026-02-17" | "moved to 2026-02-04" => FollowUpState::Done,
        "late: handed over at the table" => FollowUpState::Late,
        "open" | "open on 2026-02-07" | "on hold" => FollowUpState::Open,
        "agreed" => FollowUpState::InProgress,
        "refused in this form" => FollowUpState::Dropped,
        other => panic!("no state for {other}"),
    }
}

/// By when, from a row's words. Weeks run from Monday to Sunday; the second Istanbul round was on a Monday.
fn due(round: &str, words: &str) -> When {
    match (round, words) {
        (_, "") => When::Unknown,
        (_, "before 2025-06-02") => window("", "2025-06-01", words),
        ("istanbul-2", "one week") => window("", "2025-06-09", words),
        ("istanbul-2", "next week") => window("2025-06-09", "2025-06-15", words),
        (_, "near future" | "coming weeks") => window("", "", words),
        (_, date) => match date.split_once("..") {
            Some((first, last)) => days(first, last),
            None => day(date),
        },
    }
}

/// Makes the follow-ups.
pub(crate) fn build(b: &mut Builder) {
    for row in FollowUpRow::all() {
        let round = row.round_id.as_str();
        let owner = match people::is_known(&row.owner) {
            true => vec![Who::Person(b.person(&row.owner))],
            false => parties::meant(&row.owner).into_iter().map(|party| Who::Party(b.party(party))).collect(),
        };
        let follow_up = FollowUp {
            round: Some(b.round_id(round)),
            what: sentence(&row.what),
            owners: owner,
            due: due(round, &row.due),
            state: state(&row.state),
            sources: cited(b, round, &row.source, "what is to follow"),
            note: if matches!(row.state.as_str(), "done" | "open") { String::new() } else { sentence(&row.state) },
            ..FollowUp::blank(
                b.make("follow-up", &format!("{round} {} {}", row.owner, row.what)),
                Builder::stamp(),
                b.negotiation_of(round),
            )
        };
        b.workspace.put(follow_up.into());
    }
}
