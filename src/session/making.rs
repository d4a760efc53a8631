//! Records that are made together with others that name them: parties with their seats, people.

use super::{New, Session};
use crate::model::{IssueId, Negotiation, NegotiationId, PartyId, PersonId, Record, Seat, SeatRole};
use crate::query::quick_line::Named;
use crate::query::short_names;

/// Records that belong together, while they are put together.
pub(super) struct Making<'s> {
    pub(super) session: &'s mut Session,
    pub(super) negotiation: NegotiationId,
    pub(super) puts: Vec<Record>,
    /// The negotiation with new seats, once there is one.
    seated: Option<Negotiation>,
    parties: Vec<(String, String, PartyId)>,
    people: Vec<(String, PersonId)>,
}

impl<'s> Making<'s> {
    pub(super) fn new(session: &'s mut Session, negotiation: NegotiationId) -> Self {
        Self { session, negotiation, puts: Vec::new(), seated: None, parties: Vec::new(), people: Vec::new() }
    }

    /// All that was made, the negotiation with its new seats among it.
    pub(super) fn into_puts(self) -> Vec<Record> {
        let Self { mut puts, seated, .. } = self;
        puts.extend(seated.map(Record::from));
        puts
    }

    /// A party of the record, or one that is made, with a short name that is free and a seat; of one name only one is made.
    pub(super) fn party(&mut self, named: &Named<PartyId>) -> Option<PartyId> {
        let name = match named {
            Named::Known(id) => return Some(*id),
            Named::New(name) => name,
        };
        if let Some((_, _, id)) = self.parties.iter().find(|(made, ..)| made == name) {
            return Some(*id);
        }
        let Record::Party(mut party) = self.session.draft(New::Party { name: name.clone() }) else { return None };
        let others: Vec<&str> = self.parties.iter().flat_map(|(name, short, _)| [name.as_str(), short.as_str()]).collect();
        party.short = short_names::proposed_beside(self.session.workspace(), &others, name);
        let id = party.id;
        self.parties.push((name.clone(), party.short.clone(), id));
        self.puts.push(party.into());
        let seated = self.seated.take().or_else(|| self.session.workspace().negotiations.get(&self.negotiation).cloned());
        self.seated = seated.map(|mut negotiation| {
            negotiation.seats.push(Seat { party: id, role: SeatRole::Unstated, note: String::new() });
            negotiation
        });
        Some(id)
    }

    /// A person of the record, or one that is made; of one name only one is made.
    pub(super) fn person(&mut self, named: &Named<PersonId>) -> Option<PersonId> {
        let name = match named {
            Named::Known(id) => return Some(*id),
            Named::New(name) => name,
        };
        if let Some((_, id)) = self.people.iter().find(|(made, _)| made == name) {
            return Some(*id);
        }
        let Record::Person(person) = self.drafted(New::Person { name: name.clone() }) else { return None };
        self.people.push((name.clone(), person.id));
        Some(person.id)
    }

    /// An issue of the record, or one that is made, behind those made before it.
    pub(super) fn issue(&mut self, name: &Named<IssueId>) -> Option<IssueId> {
        match name {
            Named::Known(id) => Some(*id),
            Named::New(name) => {
                let made = self.puts.iter().filter(|put| matches!(put, Record::Issue(_))).count();
                let new = New::Issue { negotiation: self.negotiation, name: name.clone(), parent: None };
                let Record::Issue(mut issue) = self.session.draft(new) else { return None };
                issue.place = issue.place.saturating_add(u32::try_from(made).unwrap_or_default());
                let id = issue.id;
                self.puts.push(issue.into());
                Some(id)
            }
        }
    }

    /// A new record, put with the others.
    pub(super) fn drafted(&mut self, new: New) -> Record {
        let record = self.session.draft(new);
        self.puts.push(record.clone());
        record
    }
}
