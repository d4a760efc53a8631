//! A passage of a source recorded: the statement, incident, follow-up or part of a round that it is taken for, with the passage in it,
//! and the round, the parties, people and issues that are made with it, all in one undo step.

use super::making::Making;
use super::{New, Proposal, Refusal, Session};
use crate::model::{
    Account, Announcement, Attendance, AttendanceRole, IssueId, Movement, NegotiationId, OutcomeKind, PartId, PartyId, Passage,
    Presence, Record, RecordId, RecordLevel, Round, RoundId, SourceId, Statement, StatementKind, Verification, When, Who,
};
use crate::query::passages::{Ruler, quoted};
use crate::query::quick_line::Named;
use std::ops::Range;

/// A round of the record, or one that is to be made.
#[derive(Clone, Debug, PartialEq)]
pub enum UnderRound {
    /// It is there.
    Known(RoundId),
    /// It is to be made. The one or the other is known of it.
    New {
        /// What it is called; may be empty.
        title: String,
        /// When it is; may be unknown.
        when: When,
    },
}

/// What a passage is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaptureAs {
    /// What a party said.
    #[default]
    Statement,
    /// Somebody named a date of a round.
    Announcement,
    /// Something away from the table, as it is claimed.
    Incident,
    /// Something that somebody is to do.
    FollowUp,
    /// A party's own account of a round.
    Account,
    /// What came out of a round.
    Outcome,
    /// Somebody was at a round.
    Attendance,
}

impl CaptureAs {
    /// Whether it is a part of a round, and so needs one.
    pub fn is_of_round(self) -> bool {
        matches!(self, Self::Announcement | Self::Account | Self::Outcome | Self::Attendance)
    }
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capture {
    /// What it is taken for.
    pub as_what: CaptureAs,
    /// In which negotiation.
    pub negotiation: NegotiationId,
    /// Under which round; none between rounds.
    pub round: Option<UnderRound>,
    /// Of which source.
    pub source: SourceId,
    /// Which part of its text, in bytes.
    pub range: Range<usize>,
    /// What is recorded as said, as having happened, or as to be done.
    pub text: String,
    /// Whether that is the speaker's own words.
    pub verbatim: bool,
    /// Whose statement or account it is, who claims or announces it, who owes it, or for whom somebody came.
    pub party: Option<Named<PartyId>>,
    /// On whom it is blamed.
    pub blamed: Option<Named<PartyId>>,
    /// On which issue.
    pub issue: Option<Named<IssueId>>,
    /// Who speaks, or came.
    pub speaker: Option<Speaker>,
    /// What it does.
    pub kind: Option<StatementKind>,
    /// On what terms it was said.
    pub level: Option<RecordLevel>,
    /// How well it is supported.
    pub verification: Option<Verification>,
    /// Who could, or could not, verify it, in words.
    pub verification_note: String,
    /// How the party has moved.
    pub movement: Option<Movement>,
    /// When it was said or was.
    pub when: When,
    /// The date that is announced, or by which it is due.
    pub date: When,
    /// Where it was, or is announced to be; empty if nobody says it.
    pub place: String,
    /// What came out.
    pub outcome: Option<OutcomeKind>,
    /// In what role somebody was there.
    pub role: Option<AttendanceRole>,
    /// Whether they came.
    pub presence: Option<Presence>,
}

impl Capture {
    /// Why it cannot be recorded as it stands, and what to do; none if it can.
    pub fn lacks(&self) -> Option<&'static str> {
        let nobody = self.party.is_none() && self.speaker.is_none();
        match self.as_what {
            _ if self.text.trim().is_empty() => Some("Select some words first"),
            CaptureAs::Statement if self.party.is_none() => Some("Say whose statement it is: type the name of a party"),
            CaptureAs::Account if self.party.is_none() => Some("Say whose account it is: type the name of a party"),
            CaptureAs::Attendance if nobody => Some("Say who was there: type the name of a party or a person"),
            of_round if of_round.is_of_round() && self.round.is_none() => {
                Some("Say which round: type its name or its date, one that is not there yet is made")
            }
            _ => None,
        }
    }
}

impl Session {
    /// Records a passage, with what is made for it, and gives back what it is now: for a part of a round, the round. One step of undo
    /// takes all of it back.
    ///
    /// # Errors
    /// In words, if it lacks a party, a round or words, if the source has no such text any more, or as [`perform`](Self::perform).
    /// Nothing is changed then.
    pub fn capture(&mut self, capture: &Capture) -> Result<RecordId, Refusal> {
        if let Some(lacks) = capture.lacks() {
            return Err(Refusal(format!("{lacks}.")));
        }
        let passage = self.passage_of(capture.source, capture.range.clone())?;
        let negotiation = capture.negotiation;
        let mut making = Making::new(self, negotiation);
        let party = capture.party.as_ref().and_then(|named| making.party(named));
        let blamed = capture.blamed.as_ref().and_then(|named| making.party(named));
        let speaker = capture.speaker.as_ref().and_then(|speaker| speaker_of(&mut making, speaker, party));
        let issue = capture.issue.as_ref().and_then(|named| making.issue(named));
        let puts = making.into_puts();
        let mut proposal = Proposal { label: String::new(), puts, gesture: None };
        let is_new = matches!(capture.round, Some(UnderRound::New { .. }));
        let mut round = self.round_of(negotiation, capture.round.as_ref())?;
        let under = round.as_ref().map(|round| round.id);
        let (record, noun): (Record, &str) = match capture.as_what {
            CaptureAs::Statement => {
                (self.statement_from(capture, passage, (party.unwrap_or_default(), under), issue, speaker), "statement")
            }
            CaptureAs::Incident => {
                let new = New::Incident { negotiation, round: under, what: capture.text.clone() };
                let Record::Incident(mut incident) = self.draft(new) else { return Err(gone()) };
                let claimed_by = party.map(Who::Party).into_iter().chain(speaker).collect();
                incident.claimed_by = claimed_by;
                incident.blamed_on = blamed.map(Who::Party).into_iter().collect();
                incident.when = capture.when.clone();
                incident.place.clone_from(&capture.place);
                incident.verification = capture.verification.clone().unwrap_or_default();
                incident.verification_note.clone_from(&capture.verification_note);
                incident.level = capture.level.clone();
                incident.sources = vec![capture.source];
                incident.passages = vec![passage];
                (incident.into(), "incident")
            }
            CaptureAs::FollowUp => {
                let new = New::FollowUp { negotiation, round: under, what: capture.text.clone() };
                let Record::FollowUp(mut follow_up) = self.draft(new) else { return Err(gone()) };
                follow_up.owners = speaker.into_iter().chain(party.map(Who::Party)).take(1).collect();
                follow_up.due = capture.date.clone();
                follow_up.level = capture.level.clone();
                follow_up.sources = vec![capture.source];
                follow_up.passages = vec![passage];
                (follow_up.into(), "follow-up")
            }
            CaptureAs::Announcement | CaptureAs::Account | CaptureAs::Outcome | CaptureAs::Attendance => {
                let Some(mut round) = round.take() else { return Err(gone()) };
                let part = PartId(self.new_id());
                let noun = take_part(&mut round, capture, passage, part, party, speaker);
                (round.into(), noun)
            }
        };
        // A round that is but named goes along as it is made.
        if let Some(round) = round.filter(|_| is_new) {
            proposal.puts.push(round.into());
        }
        let id = record.id();
        proposal.label = format!("add {noun}");
        self.perform(proposal.and(record))?;
        self.end_gesture();
        Ok(id)
    }

    /// The round, or one that is made.
    fn round_of(&mut self, negotiation: NegotiationId, round: Option<&UnderRound>) -> Result<Option<Round>, Refusal> {
        match round {
            None => Ok(None),
            Some(UnderRound::Known(id)) => {
                let gone = || Refusal("That round is no longer there: choose another.".to_owned());
                self.workspace().rounds.get(id).cloned().map(Some).ok_or_else(gone)
            }
            Some(UnderRound::New { title, when }) => {
                let Record::Round(mut round) = self.draft(New::Round { negotiation, when: when.clone() }) else {
                    return Err(gone());
                };
                round.title.clone_from(title);
                Ok(Some(round.into_inner()))
            }
        }
    }

    /// A part of the text of a source, with what stands around it.
    fn passage_of(&mut self, source: SourceId, range: Range<usize>) -> Result<Passage, Refusal> {
        let id = PartId(self.new_id());
        let text = self.workspace().sources.get(&source).map_or("", |source| source.text.as_str());
        quoted(&Ruler::new(text), range, source, id).ok_or_else(gone)
    }

    fn statement_from(
        &mut self,
        capture: &Capture,
        passage: Passage,
        (party, round): (PartyId, Option<RoundId>),
        issue: Option<IssueId>,
        speaker: Option<Who>,
    ) -> Record {
        let statement = self.begin_statement(capture.negotiation, round);
        Statement {
            party,
            issues: issue.into_iter().collect(),
            speaker,
            kind: capture.kind.clone().unwrap_or_default(),
            verbatim: capture.verbatim,
            text: capture.text.clone(),
            level: capture.level.clone().unwrap_or_default(),
            verification: capture.verification.clone().unwrap_or_default(),
            verification_note: capture.verification_note.clone(),
            movement: capture.movement.clone(),
            said_on: capture.when.clone(),
            sources: vec![capture.source],
            passages: vec![passage],
            ..statement
        }
        .into()
    }
}

/// Who speaks: somebody of the record, or a person who is made, with the office that the passage gives.
fn speaker_of(making: &mut Making<'_>, speaker: &Speaker, party: Option<PartyId>) -> Option<Who> {
    let (name, office) = match speaker {
        Speaker::Known(who) => return Some(who.clone()),
        Speaker::New { name, office } => (name, office),
    };
    let id = making.person(&Named::New(name.clone()))?;
    if let Some(party) = party {
        making.office(id, party, office);
    }
    Some(Who::Person(id))
}

/// Puts a part into a round; says what it is called.
fn take_part(
    round: &mut Round,
    capture: &Capture,
    passage: Passage,
    id: PartId,
    party: Option<PartyId>,
    speaker: Option<Who>,
) -> &'static str {
    let (source, level, text) = (capture.source, capture.level.clone(), capture.text.clone());
    match capture.as_what {
        CaptureAs::Account => {
            let said_on = capture.when.clone();
            let passages = vec![passage];
            round.accounts.push(Account { id, party, speaker, said_on, text, source: Some(source), passages, level });
            "account"
        }
        CaptureAs::Outcome => {
            let outcome = &mut round.outcome;
            // What was written down before stays, and what is new stands below it.
            if !outcome.text.contains(&text) {
                let before = std::mem::take(&mut outcome.text);
                let both = [before.trim_end(), &text].into_iter().filter(|words| !words.is_empty());
                outcome.text = both.collect::<Vec<_>>().join("\n");
            }
            outcome.kind = capture.outcome.clone().or(outcome.kind.take());
            outcome.level = level.or(outcome.level.take());
            if !outcome.documents.contains(&source) {
                outcome.documents.push(source);
            }
            outcome.passages.push(passage);
            "outcome"
        }
        CaptureAs::Attendance => {
            let (person, described) = match speaker {
                Some(Who::Person(person)) => (Some(person), String::new()),
                Some(Who::Described(words)) => (None, words),
                Some(Who::Party(_)) | None => (None, String::new()),
            };
            let same = |one: &&mut Attendance| one.person == person && one.party == party && one.described == described;
            if let Some(there) = round.attendance.iter_mut().find(same) {
                // Who is there already has one more proof of it.
                there.role = capture.role.clone().unwrap_or_else(|| there.role.clone());
                there.presence = capture.presence.clone().unwrap_or_else(|| there.presence.clone());
                there.level = level.or(there.level.take());
                if !there.sources.contains(&source) {
                    there.sources.push(source);
                }
                there.passages.push(passage);
                return "attendance";
            }
            let role = capture.role.clone().unwrap_or_default();
            let presence = capture.presence.clone().unwrap_or_default();
            let (sources, passages) = (vec![source], vec![passage]);
            let some =
                Attendance { id, person, party, described, role, presence, sources, passages, level, ..Attendance::default() };
            round.attendance.push(some);
            "attendance"
        }
        // The others are records of their own.
        CaptureAs::Announcement | CaptureAs::Statement | CaptureAs::Incident | CaptureAs::FollowUp => {
            round.schedule.announcements.push(Announcement {
                id,
                by: speaker.or(party.map(Who::Party)),
                said_on: capture.when.clone(),
                when: capture.date.clone(),
                venue: capture.place.clone(),
                wording: text,
                source: Some(source),
                passages: vec![passage],
                level,
                ..Announcement::default()
            });
            "announcement"
        }
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
            ..Capture::default()
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
    fn two_new_parties_with_the_same_initials_have_short_names_of_their_own() -> Result<(), Refusal> {
        let (mut session, capture) = session();
        let named = |name: &str| Some(Named::New(name.to_owned()));
        let (party, blamed) = (named("Swiss Guard"), named("Saudi Group"));
        session.capture(&Capture { as_what: CaptureAs::Incident, party, blamed, speaker: None, ..capture })?;
        let shorts: Vec<&str> = session.workspace().parties.values().map(|party| party.short.as_str()).collect();
        assert!(shorts.len() == 2 && shorts[0] != shorts[1] && shorts.iter().all(|short| !short.is_empty()), "{shorts:?}");
        Ok(())
    }

    #[test]
    fn a_round_is_made_by_what_is_said_of_it_and_has_all_its_parts() -> Result<(), Refusal> {
        let (mut session, capture) = session();
        let before = whole(session.workspace());
        let when = When::Day(chrono::NaiveDate::from_ymd_opt(2026, 2, 1).unwrap());
        let new = UnderRound::New { title: "Bergen 2".to_owned(), when: When::Unknown };
        let announced = Capture {
            as_what: CaptureAs::Announcement,
            round: Some(new),
            date: when.clone(),
            issue: None,
            speaker: Some(Speaker::Known(Who::Described("an official".to_owned()))),
            ..capture.clone()
        };
        let RecordId::Round(id) = session.capture(&announced)? else { return Err(Refusal("no round".to_owned())) };
        let under = Some(UnderRound::Known(id));
        let norway = session.workspace().parties.values().next().map(|party| party.id);
        let known = Capture { round: under.clone(), party: norway.map(Named::Known), issue: None, ..capture };
        let attended = Capture { as_what: CaptureAs::Attendance, presence: Some(Presence::Attended), ..known.clone() };
        session.capture(&attended)?;
        let person = session.workspace().people.values().next().map(|person| person.id);
        let again = Capture {
            as_what: CaptureAs::Attendance,
            role: Some(AttendanceRole::Head),
            speaker: person.map(|id| Speaker::Known(Who::Person(id))),
            ..known.clone()
        };
        session.capture(&again)?;
        session.capture(&Capture { as_what: CaptureAs::Account, ..known.clone() })?;
        let outcome = Capture { as_what: CaptureAs::Outcome, outcome: Some(OutcomeKind::NextDateOnly), ..known.clone() };
        session.capture(&outcome)?;
        session.capture(&Capture { text: "They go on.".to_owned(), outcome: None, ..outcome })?;
        let round = &session.workspace().rounds[&id];
        let said = &round.schedule.announcements[0];
        assert_eq!((round.title.as_str(), &round.schedule.when, &said.when), ("Bergen 2", &When::Unknown, &when));
        assert_eq!(said.by, Some(Who::Described("an official".to_owned())));
        assert_eq!(round.attendance.len(), 1, "the same person is there once");
        let there = &round.attendance[0];
        assert_eq!((&there.role, &there.presence, there.passages.len()), (&AttendanceRole::Head, &Presence::Attended, 2));
        assert_eq!((round.accounts.len(), round.accounts[0].party), (1, norway));
        assert_eq!(round.outcome.kind, Some(OutcomeKind::NextDateOnly), "what was chosen before stays");
        assert_eq!(round.outcome.text, "Norway demanded “open harbours now”.\nThey go on.");
        assert_eq!((round.outcome.passages.len(), round.outcome.documents.len()), (2, 1));
        for _ in 0..6 {
            session.undo();
        }
        assert_eq!(whole(session.workspace()), before);
        Ok(())
    }

    #[test]
    fn what_cannot_be_recorded_changes_nothing() {
        let (mut session, capture) = session();
        let before = session.revision();
        let bad: [Capture; 7] = [
            Capture { party: None, ..capture.clone() },
            Capture { as_what: CaptureAs::Announcement, ..capture.clone() },
            Capture { as_what: CaptureAs::Account, party: None, ..capture.clone() },
            Capture { as_what: CaptureAs::Attendance, party: None, speaker: None, ..capture.clone() },
            Capture { round: Some(UnderRound::Known(RoundId::default())), ..capture.clone() },
            Capture { range: 0..TEXT.len() + 5, ..capture.clone() },
            Capture { source: Source::default().id, ..capture },
        ];
        for capture in bad {
            assert!(session.capture(&capture).is_err());
        }
        assert_eq!(session.revision(), before);
    }
}
