//! Records that are made together with others that name them: parties with their seats, people.

use super::{New, Session};
use crate::model::{
    Affiliation, IssueId, Negotiation, NegotiationId, PartyId, PersonId, Record, Seat, SeatRole, SourceId, When, Who,
};
use crate::query::quick_line::{Draft, Named};
use crate::query::short_names;
use crate::text::fold;

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

    /// A party of the record, or one that is made, with the short name that stands in brackets behind its name, or else one that is
    /// free, and a seat; of one name only one is made.
    pub(super) fn party(&mut self, named: &Named<PartyId>) -> Option<PartyId> {
        let name = match named {
            Named::Known(id) => return Some(*id),
            Named::New(name) => name,
        };
        if let Some((_, _, id)) = self.parties.iter().find(|(made, ..)| made == name) {
            return Some(*id);
        }
        let others: Vec<&str> = self.parties.iter().flat_map(|(name, short, _)| [name.as_str(), short.as_str()]).collect();
        let (bare, short) = short_names::named(self.session.workspace(), &others, name);
        let Record::Party(mut party) = self.session.draft(New::Party { name: bare }) else { return None };
        party.short = short;
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

    /// Who speaks on a line: somebody of the record, or a person who is made.
    pub(super) fn speaker(&mut self, draft: &Draft) -> Option<Who> {
        match &draft.new_speaker {
            Some(name) => self.person(&Named::New(name.clone())).map(Who::Person),
            None => draft.speaker.clone(),
        }
    }

    /// Gives a person an office for a party, without dates, which a line does not say. Whoever has it already gets no second one.
    pub(super) fn office(&mut self, person: PersonId, party: PartyId, office: &str) {
        if office.is_empty() {
            return;
        }
        let held = Affiliation { party, office: office.to_owned(), from: When::Unknown, until: When::Unknown };
        let made = self.puts.iter_mut().find_map(|put| match put {
            Record::Person(made) if made.id == person => Some(made),
            _ => None,
        });
        if let Some(made) = made {
            made.affiliations.push(held);
        } else if let Some(there) = self.session.workspace().people.get(&person)
            && !there.affiliations.iter().any(|one| one.party == party && fold::same(&one.office, office))
        {
            let mut there = there.clone();
            there.affiliations.push(held);
            self.puts.push(there.into());
        }
    }

    /// The sources of a line: those of the record, and those that are made.
    pub(super) fn sources(&mut self, draft: &Draft) -> Vec<SourceId> {
        let mut sources = draft.sources.clone();
        for title in &draft.new_sources {
            if let Record::Source(source) = self.drafted(New::Source { negotiation: self.negotiation, title: title.clone() }) {
                sources.push(source.id);
            }
        }
        sources
    }

    /// An issue of the record, or one that is made, behind those made before it; of one name only one is made.
    pub(super) fn issue(&mut self, name: &Named<IssueId>) -> Option<IssueId> {
        match name {
            Named::Known(id) => Some(*id),
            Named::New(name) => {
                let there = self.puts.iter().filter_map(|put| if let Record::Issue(issue) = put { Some(issue) } else { None });
                if let Some(issue) = there.clone().find(|issue| issue.name == *name) {
                    return Some(issue.id);
                }
                let made = there.count();
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
