//! Parts of a round: new ones with what the context already tells, and what goes with one that is removed.

use super::Session;
use crate::model::{Attendance, AttendanceRole, PartId, PersonId, Presence, Record, Round, Statement, Workspace};
use crate::query::names;

impl Session {
    /// Somebody more at a round's table, in no role yet, of whom nobody has said whether they came. A person sits in the office held on
    /// that day, for the party of that office.
    pub fn draft_attendance(&self, round: &Round, id: PartId, person: Option<PersonId>) -> Attendance {
        let mut attendance = Attendance {
            id,
            person: None,
            party: None,
            described: String::new(),
            role: AttendanceRole::Unstated,
            office: String::new(),
            presence: Presence::Unstated,
            sources: Vec::new(),
            passages: Vec::new(),
            note: String::new(),
            level: None,
        };
        if let Some(person) = person {
            self.seat(round, &mut attendance, person);
        }
        attendance
    }

    /// Puts a person into an attendance: the party, where none is given, and the office then held, where none is written.
    pub fn seat(&self, round: &Round, attendance: &mut Attendance, person: PersonId) {
        attendance.person = Some(person);
        let Some(found) = self.workspace().people.get(&person) else { return };
        let (when, zone) = (&round.schedule.when, names::round_zone(round));
        attendance.party = attendance.party.or_else(|| names::party_at(found, when, zone));
        if attendance.office.trim().is_empty()
            && let Some(office) = names::office_at(found, attendance.party, when, zone)
        {
            office.clone_into(&mut attendance.office);
        }
    }
}

/// The statements that name a sitting which `puts` take out of its round, without it; those that are in `puts` themselves are
/// left as they are proposed.
pub(super) fn without_sittings(workspace: &Workspace, puts: &[Record]) -> Vec<Record> {
    let mut found = Vec::new();
    for after in puts {
        let Record::Round(after) = after else { continue };
        let Some(before) = workspace.rounds.get(&after.id) else { continue };
        let has = |round: &Round, id: PartId| round.sittings.iter().any(|sitting| sitting.id == id);
        let removed: Vec<PartId> = before.sittings.iter().map(|sitting| sitting.id).filter(|id| !has(after, *id)).collect();
        if removed.is_empty() {
            continue;
        }
        let named = |statement: &&Statement| statement.sitting.is_some_and(|id| removed.contains(&id));
        let free = |statement: &&Statement| puts.iter().all(|put| put.id() != statement.id.into());
        let statements = workspace.statements_at(after.id).filter(named).filter(free).cloned();
        found.extend(statements.map(|statement| Statement { sitting: None, ..statement }.into()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Affiliation, PartyId, RecordId, ScheduleStatus, Sitting, When};
    use crate::session::{Fixed, New, Proposal, Refusal};
    use chrono::{DateTime, NaiveDate};
    use uuid::Uuid;

    fn held_for(party: PartyId, office: &str, from: i32, until: Option<i32>) -> Affiliation {
        let month = |year| When::Month { year, month: 1 };
        Affiliation { party, office: office.to_owned(), from: month(from), until: until.map_or(When::Unknown, month) }
    }

    #[test]
    fn a_person_sits_in_the_office_held_at_the_time() -> Result<(), Refusal> {
        let now = DateTime::UNIX_EPOCH;
        let mut session = Session::in_memory(Workspace::new(Uuid::nil()), Box::new(Fixed::at(now)), "");
        let RecordId::Party(party) = session.create(New::Party { name: "Ukraine".to_owned() })? else { return Ok(()) };
        let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: String::new() })? else {
            return Ok(());
        };
        let Record::Person(mut person) = session.draft(New::Person { name: "Envoy".to_owned() }) else { return Ok(()) };
        person.affiliations = vec![held_for(party, "Minister", 2019, Some(2024)), held_for(party, "Secretary", 2025, None)];
        let id = person.id;
        session.perform(Proposal::put("add person", person))?;
        let when = |year| NaiveDate::from_ymd_opt(year, 3, 1).map_or(When::Unknown, When::Day);
        let mut round = |when| match session.draft(New::Round { negotiation, when }) {
            Record::Round(round) => Ok(round),
            _ => Err(Refusal("not a round".to_owned())),
        };
        let (mut then, next) = (round(when(2022))?, round(when(2026))?);
        then.schedule.status = ScheduleStatus::Held;

        let earlier = session.draft_attendance(&then, PartId(Uuid::nil()), Some(id));
        assert_eq!((earlier.office.as_str(), earlier.party, earlier.presence), ("Minister", Some(party), Presence::Unstated));
        let mut later = session.draft_attendance(&next, PartId(Uuid::nil()), None);
        assert_eq!((later.presence.clone(), later.party), (Presence::Unstated, None));
        session.seat(&next, &mut later, id);
        assert_eq!(later.office, "Secretary");
        session.seat(&then, &mut later, id);
        assert_eq!(later.office, "Secretary", "an office that was written stays");
        Ok(())
    }
    #[test]
    fn a_sitting_goes_with_its_mention_and_comes_back_with_it() -> Result<(), Refusal> {
        let mut session = Session::in_memory(Workspace::new(Uuid::nil()), Box::new(Fixed::at(DateTime::UNIX_EPOCH)), "");
        let RecordId::Party(party) = session.create(New::Party { name: "Ukraine".to_owned() })? else { return Ok(()) };
        let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: String::new() })? else {
            return Ok(());
        };
        let Record::Round(mut round) = session.draft(New::Round { negotiation, when: When::Unknown }) else { return Ok(()) };
        let [kept, removed] = [1, 2].map(|id| PartId(Uuid::from_u128(id)));
        let sitting = |id| Sitting { id, title: "Day".to_owned(), when: When::Unknown, note: String::new(), level: None };
        round.sittings = vec![sitting(kept), sitting(removed)];
        session.perform(Proposal::put("add round", round.clone()))?;
        let mut said = Vec::new();
        for sitting in [kept, removed] {
            let text = "We wait".to_owned();
            let new = New::Statement { negotiation, round: Some(round.id), party, issue: None, text };
            let Record::Statement(mut statement) = session.draft(new) else { return Ok(()) };
            statement.sitting = Some(sitting);
            said.push(statement.id);
            session.perform(Proposal::put("add statement", statement))?;
        }
        let before = session.workspace().clone();
        round.sittings.pop();
        session.perform(Proposal::put("remove sitting", round))?;
        let sittings: Vec<_> = said.iter().map(|id| session.workspace().statements[id].sitting).collect();
        assert_eq!(sittings, [Some(kept), None]);
        session.undo();
        assert_eq!(*session.workspace(), before);
        Ok(())
    }

    #[test]
    fn a_statement_with_a_sitting_from_nowhere_can_still_be_edited() -> Result<(), Refusal> {
        let mut talks = crate::query::testing::Talks::new();
        let round = talks.round("R", "2026-02-04");
        let said = talks.says("Ukraine", "", "2026-02-04", "x");
        let nowhere = PartId(Uuid::from_u128(5));
        (talks.of(said).round, talks.of(said).sitting) = (Some(round), Some(nowhere));
        let mut session = Session::in_memory(talks.ws, Box::new(Fixed::at(DateTime::UNIX_EPOCH)), "");
        let mut statement = session.workspace().statements[&said].clone();
        statement.text.push('y');
        session.perform(Proposal::put("change text", statement.clone()))?;
        statement.sitting = Some(PartId(Uuid::from_u128(6)));
        assert!(session.perform(Proposal::put("change sitting", statement)).is_err());
        Ok(())
    }
}
