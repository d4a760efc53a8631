//! The follow-ups, the conflicting reports, and what the article adds.

use super::{SAMPLE, cited, days, only, parties_of, round, same_words, told, who};
use crate::rows::{ConflictRow, FollowUpRow};
use rapporteur::model::{FollowUpState, Verification, When};

#[test]
fn every_follow_up_row_is_owed_by_its_owners() {
    let rows = FollowUpRow::all();
    assert_eq!(rows.len(), 19);
    for row in &rows {
        let of_row = round(&row.round_id).id;
        let found = only(
            SAMPLE.follow_ups.values().filter(|one| one.round == Some(of_row) && same_words(&one.what, &row.what)),
            &format!("{} {}", row.round_id, row.what),
        );
        assert_eq!(found.owners.iter().map(who).collect::<Vec<_>>(), parties_of(&row.owner), "{}", row.what);
        assert_eq!(cited(&found.sources), told(&row.source), "{}", row.what);
        let due = match &found.due {
            When::Unknown => String::new(),
            When::Window { wording, .. } => wording.clone(),
            exact => match days(exact) {
                (first, last) if first == last => first,
                (first, last) => format!("{first}..{last}"),
            },
        };
        assert_eq!(due, row.due, "{}", row.what);
        let state = match row.state.split([' ', ':']).next().unwrap() {
            "done" | "moved" => FollowUpState::Done,
            "late" => FollowUpState::Late,
            "open" | "on" => FollowUpState::Open,
            "agreed" => FollowUpState::InProgress,
            "refused" => FollowUpState::Dropped,
            other => panic!("{other}"),
        };
        assert_eq!(found.state, state, "{}", row.what);
        let said_all = matches!(row.state.as_str(), "done" | "open") || same_words(&found.note, &row.state);
        assert!(said_all, "{}: {} is not in the note", row.what, row.state);
    }
    assert_eq!(SAMPLE.follow_ups.len(), 19);
}

#[test]
fn every_conflicting_report_stands_on_its_round() {
    let rows = ConflictRow::all();
    assert_eq!(rows.len(), 17);
    for row in &rows {
        let what = format!("{} {}", row.round_id, row.field);
        let found = only(round(&row.round_id).discrepancies.iter().filter(|one| same_words(&one.about, &row.field)), &what);
        assert_eq!((&found.held, &found.other), (&row.most_sources, &row.other), "{what}");
        assert!(same_words(&found.note, &row.note), "{what}");
        assert_eq!(found.source.map(|id| cited(&[id])), Some(vec![row.source_of_other.as_str()]), "{what}");
    }
    assert_eq!(SAMPLE.rounds.values().map(|round| round.discrepancies.len()).sum::<usize>(), 17);
}

#[test]
fn claims_around_the_first_round_in_abu_dhabi_stay_claims() {
    let around = round("abu-dhabi-1").id;
    for (place, claimed_by, blamed_on) in [
        ("Ukraine", "Ukraine", "Russia"),
        ("Ukrainian territory held by Russia", "Russia", "Ukraine"),
        ("Belgorod", "Russia", "Ukraine"),
        ("Kyiv", "Vitali Klitschko", "Russia"),
    ] {
        let found = only(SAMPLE.incidents.values().filter(|one| one.round == Some(around) && one.place == place), place);
        assert_eq!(found.claimed_by.iter().map(who).collect::<Vec<_>>(), [claimed_by], "{place}");
        assert_eq!(found.blamed_on.iter().map(who).collect::<Vec<_>>(), [blamed_on], "{place}");
        assert_eq!(found.verification, Verification::Unverified, "{place}");
        assert!(found.verification_note.contains("BBC"), "{place}: who could not verify it?");
        assert!(!found.sources.is_empty(), "{place}");
    }
    assert_eq!(SAMPLE.incidents.len(), 5, "and one between the third round and the fourth");
}

#[test]
fn accounts_stand_side_by_side() {
    for code in ["istanbul-2", "abu-dhabi-1", "abu-dhabi-2", "geneva-3"] {
        let accounts = &round(code).accounts;
        assert!(accounts.len() >= 2, "{code}");
        assert!(accounts.iter().all(|one| one.party.is_some() && one.speaker.is_some() && one.source.is_some()), "{code}");
    }
    let documents = cited(&round("istanbul-2").outcome.documents);
    assert_eq!(documents.len(), 2, "the two memoranda: {documents:?}");
}
