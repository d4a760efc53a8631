//! The sample as a whole: what there is of each kind, and nothing without a source.

use super::{SAMPLE, told};
use crate::rows::{ConflictRow, DelegationRow, FollowUpRow, PositionRow, RoundRow, round_of};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn there_is_so_much_of_each_kind() {
    let s = &*SAMPLE;
    assert_eq!(s.negotiations.len(), 3);
    assert_eq!(s.parties.len(), 8);
    assert_eq!(s.people.len(), 42);
    assert_eq!(s.issues.len(), 11 + 23 + 10);
    assert!(s.bin.is_empty());
    let codes: BTreeSet<&str> = s.negotiations.values().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, RoundRow::all().iter().map(|row| row.negotiation.as_str()).collect());
}

/// One source for each address in each negotiation, no fewer and no more.
#[test]
fn every_address_of_the_files_is_a_source() {
    let negotiation: BTreeMap<String, String> =
        RoundRow::all().into_iter().map(|row| (round_of(&row.round_id).to_owned(), row.negotiation)).collect();
    let mut cells: Vec<(String, String)> = Vec::new();
    cells.extend(RoundRow::all().into_iter().map(|row| (row.round_id, row.sources)));
    cells.extend(DelegationRow::all().into_iter().map(|row| (row.round_id, row.sources)));
    cells.extend(PositionRow::all().into_iter().map(|row| (row.round_id, row.source)));
    cells.extend(FollowUpRow::all().into_iter().map(|row| (row.round_id, row.source)));
    cells.extend(ConflictRow::all().into_iter().map(|row| (row.round_id, row.source_of_other)));
    let told: BTreeSet<(&str, &str)> = cells
        .iter()
        .flat_map(|(round, cell)| told(cell).into_iter().map(|address| (negotiation[round_of(round)].as_str(), address)))
        .collect();
    let held: Vec<(&str, &str)> = SAMPLE
        .sources
        .values()
        .map(|source| (SAMPLE.negotiations[&source.negotiation].code.as_str(), source.address.as_str()))
        .collect();
    assert_eq!(held.len(), told.len(), "a source is there twice, or one is missing");
    assert_eq!(held.into_iter().collect::<BTreeSet<_>>(), told);
    assert!(SAMPLE.sources.values().all(|source| !source.title.is_empty() && !source.outlet.is_empty()));
}

#[test]
fn every_party_with_a_statement_has_a_seat_so_that_it_has_a_column() {
    for statement in SAMPLE.statements.values() {
        let seats = &SAMPLE.negotiations[&statement.negotiation].seats;
        assert!(seats.iter().any(|seat| seat.party == statement.party), "{}", statement.text);
    }
}
