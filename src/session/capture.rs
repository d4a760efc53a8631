//! A passage of a source recorded: the statement, incident or follow-up that it is taken for, with the passage in it, and the parties,
//! people and issues that are made with it, all in one undo step.

use super::{New, Proposal, Refusal, Session};
use crate::model::{
    Affiliation, IssueId, Movement, NegotiationId, PartId, PartyId, Passage, PersonId, Record, RecordId, RecordLevel, RoundId,
    SourceId, Statement, StatementKind, Verification, When, Who,
};
use crate::query::short_names;
use std::ops::Range;

/// Something of the record, or the name of what is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named<T> {
    /// It is there.
    Known(T),
    /// It is to be made under this name.
    New(String),
}

/// What a passage is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaptureAs {
    /// What a party said.
    #[default]
    Statement,
    /// Something away from the table, as it is claimed.
    Incident,
    /// Something that somebody is to do.
    FollowUp,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// Somebody of the record, or words.
    Known(Who),
    /// A person who is to be made, with the office held for the party; empty if it is not known.
    New {
        /// The name.
        name: String,
        /// The office.
        office: String,
    },
}

/// All that is recorded of a passage. What nobody chose is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    /// What it is taken for.
    pub as_what: CaptureAs,
    /// In which negotiation.
    pub negotiation: NegotiationId,
    /// Under which round; none between rounds.
    pub round: Option<RoundId>,
    /// Of which source.
    pub source: SourceId,
    /// Which part of its text, in bytes.
    pub range: Range<usize>,
    /// What is recorded as said, as having happened, or as to be done.
    pub text: String,
    /// Whether that is the speaker's own words.
    pub verbatim: bool,
    /// Whose statement it is, who claims it, or who owes it.
    pub party: Option<Named<PartyId>>,
    /// On whom it is blamed.
    pub blamed: Option<Named<PartyId>>,
    /// On which issue.
    pub issue: Option<Named<IssueId>>,
    /// Who speaks.
    pub speaker: Option<Speaker>,
    /// What it does.
    pub kind: Option<StatementKind>,
    /// On what terms it was said.
    pub level: Option<RecordLevel>,
    /// How well it is supported.
    pub verification: Option<Verification>,
    /// How the party has moved.
    pub movement: Option<Movement>,
    /// When it was said or was.
    pub when: When,
}

impl Capture {
    /// Why it cannot be recorded as it stands, and what to do; none if it can.
    pub fn lacks(&self) -> Option<&'static str> {
        match self.as_what {
            _ if self.text.trim().is_empty() => Some("Select some words first"),
            CaptureAs::Statement if self.party.is_none() => Some("Say whose statement it is: type the name of a party"),
            _ => None,
        }
    }
}

impl Session {
    /// Records a passage, with what is made for it, and gives back what it is now. One step of undo takes all of it back.
    ///
    /// # Errors
    /// In words, if it lacks a party or words, if the source has no such text any more, or as [`perform`](Self::perform). Nothing is
    /// changed then.
    pub fn capture(&mut self, capture: &Capture) -> Result<RecordId, Refusal> {
        if let Some(lacks) = capture.lacks() {
            return Err(Refusal(format!("{lacks}.")));
        }
        let passage = self.passage_of(capture.source, capture.range.clone())?;
        let mut proposal = Proposal { label: String::new(), puts: Vec::new(), gesture: None };
        let negotiation = capture.negotiation;
        let mut named: Vec<(String, PartyId)> = Vec::new();
        let party = self.party_of(capture.party.as_ref(), &mut named, &mut proposal);
        let blamed = self.party_of(capture.blamed.as_ref(), &mut named, &mut proposal);
        self.seat_all(negotiation, &named, &mut proposal);
        let issue = match &capture.issue {
            Some(Named::Known(id)) => Some(*id),
            Some(Named::New(name)) => match self.draft(New::Issue { negotiation, name: name.clone(), parent: None }) {
                Record::Issue(issue) => {
                    let id = issue.id;
                    proposal = proposal.and(issue);
                    Some(id)
                }
                _ => None,
            },
            None => None,
        };
        let speaker = self.speaker_of(capture.speaker.as_ref(), party, &mut proposal);
        let record: Record = match capture.as_what {
            CaptureAs::Statement => self.statement_from(capture, passage, party.unwrap_or_default(), issue, speaker),
            CaptureAs::Incident => {
                let new = New::Incident { negotiation, round: capture.round, what: capture.text.clone() };
                let Record::Incident(mut incident) = self.draft(new) else { return Err(gone()) };
                let claimed_by = party.map(Who::Party).into_iter().chain(speaker).collect();
                incident.claimed_by = claimed_by;
                incident.blamed_on = blamed.map(Who::Party).into_iter().collect();
                incident.when = capture.when.clone();
                incident.verification = capture.verification.clone().unwrap_or_default();
                incident.level = capture.level.clone();
                incident.sources = vec![capture.source];
                incident.passages = vec![passage];
                incident.into()
            }
            CaptureAs::FollowUp => {
                let new = New::FollowUp { negotiation, round: capture.round, what: capture.text.clone() };
                let Record::FollowUp(mut follow_up) = self.draft(new) else { return Err(gone()) };
                follow_up.owners = speaker.into_iter().chain(party.map(Who::Party)).take(1).collect();
                follow_up.level = capture.level.clone();
                follow_up.sources = vec![capture.source];
                follow_up.passages = vec![passage];
                follow_up.into()
            }
        };
        let id = record.id();
        proposal.label = format!("add {}", id.noun());
        self.perform(proposal.and(record))?;
        self.end_gesture();
        Ok(id)
    }

    /// A part of the text of a source, with what stands around it.
    fn passage_of(&mut self, source: SourceId, range: Range<usize>) -> Result<Passage, Refusal> {
        let id = PartId(self.new_id());
        let text = self.workspace().sources.get(&source).map_or("", |source| source.text.as_str());
        let (Some(before), Some(quote), Some(after)) = (text.get(..range.start), text.get(range.clone()), text.get(range.end..))
        else {
            return Err(gone());
        };
        if quote.is_empty() {
            return Err(gone());
        }
        let count = before.chars().count();
        let context: Vec<char> = before.chars().rev().take(Passage::CONTEXT).collect();
        Ok(Passage {
            id,
            source,
            quote: quote.to_owned(),
            before: context.into_iter().rev().collect(),
            after: after.chars().take(Passage::CONTEXT).collect(),
            start: u32::try_from(count).unwrap_or(u32::MAX),
        })
    }

    fn statement_from(
        &mut self,
        capture: &Capture,
        passage: Passage,
        party: PartyId,
        issue: Option<IssueId>,
        speaker: Option<Who>,
    ) -> Record {
        let statement = self.begin_statement(capture.negotiation, capture.round);
        Statement {
            party,
            issues: issue.into_iter().collect(),
            speaker,
            kind: capture.kind.clone().unwrap_or_default(),
            verbatim: capture.verbatim,
            text: capture.text.clone(),
            level: capture.level.clone().unwrap_or_default(),
            verification: capture.verification.clone().unwrap_or_default(),
            movement: capture.movement.clone(),
            said_on: capture.when.clone(),
            sources: vec![capture.source],
            passages: vec![passage],
            ..statement
        }
        .into()
    }

    /// A party of the record, or one that is made; of one name only one is made.
    fn party_of(
        &mut self,
        named: Option<&Named<PartyId>>,
        made: &mut Vec<(String, PartyId)>,
        proposal: &mut Proposal,
    ) -> Option<PartyId> {
        let name = match named? {
            Named::Known(id) => {
                made.push((String::new(), *id));
                return Some(*id);
            }
            Named::New(name) => name,
        };
        if let Some((_, id)) = made.iter().find(|(same, _)| same == name) {
            return Some(*id);
        }
        let Record::Party(mut party) = self.draft(New::Party { name: name.clone() }) else { return None };
        let others: Vec<&str> = made.iter().map(|(name, _)| name.as_str()).filter(|name| !name.is_empty()).collect();
        party.short = short_names::proposed_beside(self.workspace(), &others, name);
        let id = party.id;
        made.push((name.clone(), id));
        proposal.puts.push(party.into());
        Some(id)
    }

    /// Every party that is named has a seat: what it is there nobody has said.
    fn seat_all(&self, negotiation: NegotiationId, named: &[(String, PartyId)], proposal: &mut Proposal) {
        let Some(found) = self.workspace().negotiations.get(&negotiation) else { return };
        let new = named.iter().filter(|(name, id)| !name.is_empty() && !found.seats.iter().any(|seat| seat.party == *id));
        let mut with = found.clone();
        for (_, party) in new {
            with.seats.push(crate::model::Seat { party: *party, role: crate::model::SeatRole::Unstated, note: String::new() });
        }
        if with.seats.len() > found.seats.len() {
            proposal.puts.push(with.into());
        }
    }

    fn speaker_of(&mut self, speaker: Option<&Speaker>, party: Option<PartyId>, proposal: &mut Proposal) -> Option<Who> {
        let (name, office) = match speaker? {
            Speaker::Known(who) => return Some(who.clone()),
            Speaker::New { name, office } => (name, office),
        };
        let Record::Person(mut person) = self.draft(New::Person { name: name.clone() }) else { return None };
        if let Some(party) = party.filter(|_| !office.is_empty()) {
            let office = office.clone();
            person.affiliations.push(Affiliation { party, office, from: When::Unknown, until: When::Unknown });
        }
        let id: PersonId = person.id;
        proposal.puts.push(person.into());
        Some(Who::Person(id))
    }
}

fn gone() -> Refusal {
    Refusal("The text of this source was changed meanwhile: select the words again.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Source, Workspace};
    use crate::query::testing::Talks;
    use crate::session::Fixed;
    use chrono::DateTime;

    const TEXT: &str = "The envoys met. Norway demanded “open harbours now”. Iceland blamed Norway for it.";

    fn session() -> (Session, Capture) {
        let mut talks = Talks::new();
        let source = talks.source("Article");
        talks.ws.sources.get_mut(&source).unwrap().text = TEXT.to_owned();
        let negotiation = talks.negotiation;
        let session = Session::in_memory(talks.ws, Box::new(Fixed::at(DateTime::UNIX_EPOCH)), "Ada");
        let start = TEXT.find("Norway").unwrap();
        let capture = Capture {
            as_what: CaptureAs::Statement,
            negotiation,
            round: None,
            source,
            range: start..start + TEXT[start..].find(" Iceland").unwrap(),
            text: "Norway demanded “open harbours now”.".to_owned(),
            verbatim: false,
            party: Some(Named::New("Norway".to_owned())),
            blamed: None,
            issue: Some(Named::New("Harbours".to_owned())),
            speaker: Some(Speaker::New { name: "Kari Vik".to_owned(), office: "Envoy".to_owned() }),
            kind: Some(StatementKind::Demand),
            level: None,
            verification: None,
            movement: None,
            when: When::Unknown,
        };
        (session, capture)
    }

    fn whole(workspace: &Workspace) -> usize {
        workspace.ids().count()
    }

    #[test]
    fn a_statement_is_made_with_all_that_it_names_in_one_step() -> Result<(), Refusal> {
        let (mut session, capture) = session();
        let before = whole(session.workspace());
        let id = session.capture(&capture)?;
        let workspace = session.workspace();
        let RecordId::Statement(id) = id else { return Err(Refusal("no statement".to_owned())) };
        let statement = &workspace.statements[&id];
        let passage = &statement.passages[0];
        assert_eq!(passage.quote, "Norway demanded “open harbours now”.");
        assert_eq!((passage.start, passage.before.as_str()), (16, "The envoys met. "));
        assert_eq!(passage.after, " Iceland blamed Norway for it.");
        assert_eq!(workspace.parties[&statement.party].short, "NOR");
        assert!(workspace.negotiations[&capture.negotiation].seats.iter().any(|seat| seat.party == statement.party));
        assert_eq!(statement.sources, [capture.source]);
        let Some(Who::Person(person)) = &statement.speaker else { return Err(Refusal("no speaker".to_owned())) };
        assert_eq!(workspace.people[person].affiliations[0].office, "Envoy");
        assert_eq!(
            (&statement.level, &statement.verification),
            (&RecordLevel::Unstated, &Verification::Unverified),
            "nobody said so"
        );
        session.undo();
        assert_eq!(whole(session.workspace()), before, "one step takes all of it back");
        Ok(())
    }

    #[test]
    fn an_incident_and_a_follow_up_keep_their_passage() -> Result<(), Refusal> {
        let (mut session, capture) = session();
        let incident = Capture {
            as_what: CaptureAs::Incident,
            party: Some(Named::New("Iceland".to_owned())),
            blamed: Some(Named::New("Norway".to_owned())),
            speaker: None,
            verification: Some(Verification::Unverified),
            ..capture.clone()
        };
        let RecordId::Incident(id) = session.capture(&incident)? else { return Err(Refusal("no incident".to_owned())) };
        let workspace = session.workspace();
        let made = &workspace.incidents[&id];
        let name = |who: &[Who]| crate::query::names::who_all(workspace, who);
        assert_eq!((name(&made.claimed_by), name(&made.blamed_on)), ("Iceland".to_owned(), "Norway".to_owned()));
        assert_eq!(made.passages.len(), 1);
        let norway = *workspace.parties.values().find(|party| party.name == "Norway").map(|party| &party.id).unwrap();
        let owed = Capture { as_what: CaptureAs::FollowUp, party: Some(Named::Known(norway)), speaker: None, ..capture };
        let RecordId::FollowUp(id) = session.capture(&owed)? else { return Err(Refusal("no follow-up".to_owned())) };
        let made = &session.workspace().follow_ups[&id];
        assert_eq!((made.owners.as_slice(), made.passages.len()), ([Who::Party(norway)].as_slice(), 1));
        Ok(())
    }

    #[test]
    fn what_cannot_be_recorded_changes_nothing() {
        let (mut session, capture) = session();
        let before = session.revision();
        let bad: [Capture; 3] = [
            Capture { party: None, ..capture.clone() },
            Capture { range: 0..TEXT.len() + 5, ..capture.clone() },
            Capture { source: Source::default().id, ..capture },
        ];
        for capture in bad {
            assert!(session.capture(&capture).is_err());
        }
        assert_eq!(session.revision(), before);
    }
}
