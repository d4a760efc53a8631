//! A field that was changed in two places at the same time: the value that the record did not get, kept until somebody chooses.

use super::fields::{FieldPath, Form, Saved, Show, record};
use super::{ClashId, Record, RecordId, Stamp};
use uuid::Uuid;

record! {
    /// Another value that a field was given elsewhere at the same time. The record itself holds the one value, this the other; nothing
    /// is lost until somebody has seen both and chosen.
    Clash, ClashField {
        /// Its id: see [`ClashId::of`].
        id: ClashId { saved: Saved::Always }
        /// When and by whom the version was made that the other value comes from.
        stamp: Stamp { saved: Saved::Always }
        /// Which record. Always the id of `other`.
        record: RecordId {
            label: "Record", saved: Saved::Inherited, show: Show::No("is shown as both values"),
            form: Form::no("is told by its own questions"),
        }
        /// Which field of it.
        field: FieldPath {
            label: "Field", saved: Saved::Always, show: Show::No("is shown as both values"),
            form: Form::no("is told by its own questions"),
        }
        /// The record with the other value in that field; the rest of it is only there to carry the value.
        other: Record {
            label: "The other version", saved: Saved::Always, show: Show::No("is shown as both values"),
            form: Form::no("is told by its own questions"),
        }
    } order { record field other } beside { id stamp }
}

impl Clash {
    /// That `other`, which was changed as `stamp` says, holds another value in `field`, which reads `value`.
    pub fn new(stamp: Stamp, field: FieldPath, other: Record, value: &str) -> Self {
        let record = other.id();
        Self { id: ClashId::of(record, &field, value), stamp, record, field, other }
    }
}

impl ClashId {
    /// The id of the clash that keeps `value`, in words, for a field of a record. The same wherever it is found, so that two copies
    /// of a folder that meet the same clash do not have it twice.
    pub fn of(record: RecordId, field: &FieldPath, value: &str) -> Self {
        Self(Uuid::new_v5(&record.uuid(), format!("{field}\n{value}").as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Party, PartyId};

    #[test]
    fn one_clash_has_one_id_and_another_has_another() {
        let party = |n| RecordId::from(PartyId(Uuid::from_u128(n)));
        let (name, note) = (FieldPath::new(["name"]), FieldPath::new(["note"]));
        let first = ClashId::of(party(1), &name, "Ukraine");
        assert_eq!(first, ClashId::of(party(1), &name, "Ukraine"));
        for other in [
            ClashId::of(party(2), &name, "Ukraine"),
            ClashId::of(party(1), &note, "Ukraine"),
            ClashId::of(party(1), &name, "Russia"),
        ] {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn it_is_about_the_record_that_it_carries() {
        let stamp = Stamp::new(chrono::DateTime::UNIX_EPOCH, "Ana");
        let party = Party { name: "Ukraine".to_owned(), ..Party::blank(PartyId(Uuid::from_u128(1)), stamp.clone()) };
        let clash = Clash::new(stamp, FieldPath::new(["name"]), party.clone().into(), &party.name);
        assert_eq!((clash.record, clash.other), (party.id.into(), party.into()));
    }
}
