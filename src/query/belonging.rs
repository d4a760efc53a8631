//! The negotiation and round that a record belongs to, read from the record itself, so that it works for deleted records too.

use crate::model::{NegotiationId, Record, RecordId};

/// Whether a record belongs to `to`: to a negotiation or a round because it says so, and every record to itself. A bin entry belongs
/// to what one of its records belongs to.
pub fn belongs(record: &Record, to: RecordId) -> bool {
    if record.id() == to {
        return true;
    }
    if let Record::Binned(binned) = record {
        return binned.records.iter().any(|record| belongs(record, to));
    }
    if let Record::Clash(clash) = record {
        return belongs(&clash.other, to);
    }
    match to {
        RecordId::Negotiation(id) => negotiation_of(record) == Some(id),
        RecordId::Round(id) => record.round() == Some(id),
        _ => false,
    }
}

/// Whether other records can belong to it.
pub fn holds_others(id: RecordId) -> bool {
    matches!(id, RecordId::Negotiation(_) | RecordId::Round(_))
}

/// The negotiation that a record belongs to; a negotiation belongs to itself.
pub fn negotiation_of(record: &Record) -> Option<NegotiationId> {
    if let Record::Negotiation(record) = record { Some(record.id) } else { record.negotiation() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::Talks;

    #[test]
    fn a_statement_belongs_to_its_round_and_its_negotiation_also_in_the_bin() {
        let mut talks = Talks::new();
        let (round, other) = (talks.round("One", "2026-02-04"), talks.round("Two", "2026-02-05"));
        let said = talks.says("Ukraine", "Ceasefire", "2026-02-04", "We wait");
        talks.of(said).round = Some(round);
        let statement = talks.ws.statements[&said].clone();
        let belongs_to = |id: RecordId| belongs(&statement.clone().into(), id);
        let negotiation = RecordId::from(statement.negotiation);
        assert!(belongs_to(round.into()) && belongs_to(negotiation) && belongs_to(said.into()));
        assert!(!belongs_to(other.into()) && !belongs_to(statement.party.into()));
        // It agrees with what goes to the bin with a round.
        for id in talks.ws.ids() {
            let record = talks.ws.get(id).unwrap();
            for holder in [RecordId::from(round), negotiation] {
                assert_eq!(belongs(&record, holder), talks.ws.held_by(holder).contains(&id), "{id:?} in {holder:?}");
            }
        }
        let bin = talks.delete(said);
        assert!(belongs(&talks.ws.bin[&bin].clone().into(), round.into()));
    }
}
