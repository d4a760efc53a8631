//! Which other records a record names, and in which of its fields: for checking, for "used in", and for the bin.

use super::{RecordId, RecordRef, Who};

/// One mention of another record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The field in words, as an error message names it: "speaker", "person in attendance".
    pub field: &'static str,
    /// The record named.
    pub target: RecordId,
}

/// Every mention of another record in `record`, field by field, in the order of the fields. What lies in the bin names nothing.
pub fn references<'a>(record: impl Into<RecordRef<'a>>) -> Vec<Reference> {
    let mut all = Vec::new();
    each_reference(record, |reference| all.push(reference));
    all
}

/// Tells `take` of every mention, in the same order: for looking through many records, of which most matter little.
pub fn each_reference<'a>(record: impl Into<RecordRef<'a>>, take: impl FnMut(Reference)) {
    let mut found = Found(take);
    match record.into() {
        RecordRef::Party(party) => found.all("blocs", &party.blocs),
        RecordRef::Person(person) => {
            for affiliation in &person.affiliations {
                found.one("party in affiliations", affiliation.party);
            }
        }
        RecordRef::Negotiation(negotiation) => {
            for seat in &negotiation.seats {
                found.one("party in seats", seat.party);
            }
        }
        RecordRef::Issue(issue) => {
            found.one("negotiation", issue.negotiation);
            found.all("parent", issue.parent.iter());
        }
        RecordRef::Source(source) => found.one("negotiation", source.negotiation),
        RecordRef::Round(round) => found.round(round),
        RecordRef::Statement(statement) => {
            found.one("negotiation", statement.negotiation);
            found.all("round", statement.round.iter());
            found.one("party", statement.party);
            found.all("on behalf of", statement.on_behalf_of.iter());
            found.who("speaker", statement.speaker.iter());
            found.all("issues", &statement.issues);
            found.all("sources", &statement.sources);
            found.all("supersedes", &statement.supersedes);
            found.all("answers", &statement.answers);
            found.all("conditional on", &statement.condition.on);
        }
        RecordRef::FollowUp(follow_up) => {
            found.one("negotiation", follow_up.negotiation);
            found.all("round", follow_up.round.iter());
            found.who("owners", &follow_up.owners);
            found.all("sources", &follow_up.sources);
        }
        RecordRef::Incident(incident) => {
            found.one("negotiation", incident.negotiation);
            found.all("round", incident.round.iter());
            found.who("claimed by", &incident.claimed_by);
            found.who("blamed on", &incident.blamed_on);
            found.who("denied by", &incident.denied_by);
            found.all("sources", &incident.sources);
        }
        // What the other version names is no mention: it may never be chosen.
        RecordRef::Clash(clash) => found.one("record", clash.record),
        RecordRef::Binned(_) => {}
    }
}

struct Found<F>(F);

impl<F: FnMut(Reference)> Found<F> {
    fn one(&mut self, field: &'static str, target: impl Into<RecordId>) {
        (self.0)(Reference { field, target: target.into() });
    }

    fn all<'a, T: Into<RecordId> + Copy + 'a>(&mut self, field: &'static str, targets: impl IntoIterator<Item = &'a T>) {
        for target in targets {
            self.one(field, *target);
        }
    }

    fn who<'a>(&mut self, field: &'static str, who: impl IntoIterator<Item = &'a Who>) {
        for who in who {
            match who {
                Who::Party(id) => self.one(field, *id),
                Who::Person(id) => self.one(field, *id),
                Who::Described(_) => {}
            }
        }
    }

    fn round(&mut self, round: &super::Round) {
        self.one("negotiation", round.negotiation);
        for earlier in &round.schedule.earlier {
            self.all("source in earlier dates", earlier.source.iter());
        }
        for announcement in &round.schedule.announcements {
            self.who("who announced", announcement.by.iter());
            self.all("source in announcements", announcement.source.iter());
        }
        self.all("agenda", &round.agenda);
        for attendance in &round.attendance {
            self.all("person in attendance", attendance.person.iter());
            self.all("party in attendance", attendance.party.iter());
            self.all("sources in attendance", &attendance.sources);
        }
        for account in &round.accounts {
            self.all("party in accounts", account.party.iter());
            self.who("speaker in accounts", account.speaker.iter());
            self.all("source in accounts", account.source.iter());
        }
        for discrepancy in &round.discrepancies {
            self.all("source in discrepancies", discrepancy.source.iter());
        }
        self.all("documents in outcome", &round.outcome.documents);
        self.all("sources", &round.sources);
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
