//! Which other records a record names, and in which of its fields: for checking, for "used in", and for the bin.

use super::fields::{Field, Fields, ValueRef};
use super::{RecordId, Who};

/// One mention of another record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The field in words, as an error message names it: "speaker", "person in attendance".
    pub field: &'static str,
    /// The record named.
    pub target: RecordId,
}

/// Every mention of another record in `record`, field by field, in the order of the fields. What lies in the bin names nothing.
pub fn references<'a>(record: impl Into<&'a dyn Fields>) -> Vec<Reference> {
    let mut all = Vec::new();
    each_reference(record, |reference| all.push(reference));
    all
}

/// Tells `take` of every mention, in the same order: for looking through many records, of which most matter little.
pub fn each_reference<'a>(record: impl Into<&'a dyn Fields>, mut take: impl FnMut(Reference)) {
    within(record.into(), &mut take);
}

fn within(fields: &dyn Fields, take: &mut dyn FnMut(Reference)) {
    for (field, value) in fields.each() {
        each_link(field, value, take);
    }
}

/// Tells `take` of every mention in one field.
pub(super) fn each_link(field: &Field, value: ValueRef<'_>, take: &mut dyn FnMut(Reference)) {
    let mut found = |target: RecordId| take(Reference { field: field.mention(), target });
    match value {
        _ if field.is_own() => {}
        ValueRef::Link(id) => id.into_iter().for_each(found),
        ValueRef::Links(ids) => (0..ids.len()).filter_map(|at| ids.at(at)).for_each(found),
        ValueRef::Who(who) => who.and_then(Who::id).into_iter().for_each(found),
        ValueRef::Whos(all) => all.iter().filter_map(Who::id).for_each(&mut found),
        ValueRef::Fields(part) => within(part, take),
        ValueRef::Parts(parts) => (0..parts.len()).filter_map(|at| parts.at(at)).for_each(|part| within(part, take)),
        // What the other version names is no mention: it may never be chosen. What lies in the bin names nothing.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Affiliation, Issue, Party, PartyKind, Person};
    use crate::model::{IssueId, NegotiationId, PartyId, PersonId, Source, SourceId, SourceKind, Stamp, Vocabulary, When};
    use chrono::DateTime;
    use uuid::Uuid;

    fn stamp() -> Stamp {
        Stamp::new(DateTime::UNIX_EPOCH, "")
    }

    fn fields(record: impl Into<crate::model::Record>) -> Vec<(&'static str, RecordId)> {
        references(&record.into()).into_iter().map(|found| (found.field, found.target)).collect()
    }

    #[test]
    fn small_records_name_what_they_belong_to() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        let party = Party { kind: PartyKind::Bloc, blocs: vec![PartyId(b), PartyId(c)], ..Party::blank(PartyId(a), stamp()) };
        assert_eq!(fields(party), [("blocs", PartyId(b).into()), ("blocs", PartyId(c).into())]);
        let person = Person {
            affiliations: vec![Affiliation {
                party: PartyId(b),
                office: String::new(),
                from: When::Unknown,
                until: When::Unknown,
            }],
            ..Person::blank(PersonId(a), stamp())
        };
        assert_eq!(fields(person), [("party in affiliations", PartyId(b).into())]);
        let issue = Issue { parent: Some(IssueId(c)), ..Issue::blank(IssueId(a), stamp(), NegotiationId(b)) };
        assert_eq!(fields(issue), [("negotiation", NegotiationId(b).into()), ("parent", IssueId(c).into())]);
        let source =
            Source { kind: SourceKind::other("telegram".into()), ..Source::blank(SourceId(a), stamp(), NegotiationId(b)) };
        assert_eq!(fields(source), [("negotiation", NegotiationId(b).into())]);
    }
}
