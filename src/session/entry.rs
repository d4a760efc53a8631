//! What a quick line makes that begins with a verb: an incident or a follow-up of its own, or something of a round.

use super::making::Making;
use super::{New, Proposal, Refusal, Session};
use crate::model::{
    Account, Announcement, Discrepancy, PartId, Record, RecordId, RecordLevel, Round, RoundId, Sitting, SourceId, Verification,
    When, Who,
};
use crate::query::quick_line::{Attends, Draft, Entry, LineContext, Named};
use crate::query::{levels, names, to_check};

/// What a quick line has put into the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The statement, the incident, the follow-up, or the round that has the rest.
    pub record: RecordId,
    /// Where in a round it is, by the name of the inspector's field: "announcements:…"; empty for a record of its own.
    pub place: String,
    /// Whether it is to be looked at for what the line has and was not understood.
    pub to_check: bool,
}

impl Logged {
    fn part(record: impl Into<RecordId>, place: String) -> Self {
        Self { record: record.into(), place, to_check: false }
    }

    pub(super) fn record(record: impl Into<RecordId>) -> Self {
        Self::part(record, String::new())
    }
}

impl Session {
    /// Makes what a line with a verb asks for, as one undo step. The record is one to be looked at for these reasons, if there are any.
    pub(super) fn make(
        &mut self,
        context: &LineContext,
        draft: &Draft,
        entry: &Entry,
        reasons: Vec<String>,
    ) -> Result<Logged, Refusal> {
        let mut making = Making::new(self, context.negotiation);
        let by = making.speaker(draft);
        let sources = making.sources(draft);
        let mut logged = match entry {
            Entry::Incident { .. } => making.incident(context, draft, entry, by, sources),
            Entry::FollowUp { .. } => making.follow_up(context, draft, entry, by, sources),
            Entry::Announcement { .. } => making.announcement(draft, entry, by, &sources)?,
            _ => making.part(context, draft, entry, by, &sources)?,
        };
        let mut puts = making.into_puts();
        logged.to_check = !reasons.is_empty();
        let logged_record = puts.iter_mut().find(|put| put.id() == logged.record);
        if let Some(one) = logged_record.and_then(to_check::reviewed_mut) {
            one.reasons_mut().extend(reasons);
        }
        let label = format!("add {}", entry.verb().label().to_lowercase());
        self.perform(Proposal { label, puts, gesture: None })?;
        Ok(logged)
    }
}

impl Making<'_> {
    /// What a source is called, also one that is still being made.
    fn title(&self, id: SourceId) -> String {
        let made = self.puts.iter().find_map(|put| match put {
            Record::Source(source) if source.id == id => Some(names::source_title(source)),
            _ => None,
        });
        made.unwrap_or_else(|| names::source(self.session.workspace(), id))
    }

    fn part_id(&mut self) -> PartId {
        self.session.new_id().into()
    }

    fn incident(
        &mut self,
        context: &LineContext,
        draft: &Draft,
        entry: &Entry,
        by: Option<Who>,
        sources: Vec<SourceId>,
    ) -> Logged {
        let new = New::Incident { negotiation: context.negotiation, round: context.round, what: String::new() };
        let record = self.session.draft(new);
        let logged = Logged::record(record.id());
        if let (Record::Incident(mut incident), Entry::Incident { when, place, what, blamed_on, denied_by }) = (record, entry) {
            incident.when = when.clone();
            incident.place.clone_from(place);
            incident.what.clone_from(what);
            incident.claimed_by = by.into_iter().collect();
            incident.blamed_on.clone_from(blamed_on);
            incident.denied_by.clone_from(denied_by);
            let counted = if sources.is_empty() { Verification::Unverified } else { Verification::SingleSource };
            incident.verification = draft.verification.clone().unwrap_or(counted);
            incident.verification_note.clone_from(&draft.verification_note);
            incident.level = marked(draft);
            incident.sources = sources;
            self.puts.push(incident.into());
        }
        logged
    }

    fn follow_up(
        &mut self,
        context: &LineContext,
        draft: &Draft,
        entry: &Entry,
        by: Option<Who>,
        sources: Vec<SourceId>,
    ) -> Logged {
        let new = New::FollowUp { negotiation: context.negotiation, round: context.round, what: String::new() };
        let record = self.session.draft(new);
        let logged = Logged::record(record.id());
        if let (Record::FollowUp(mut follow_up), Entry::FollowUp { what, owners, due }) = (record, entry) {
            follow_up.what.clone_from(what);
            follow_up.owners.clone_from(owners);
            follow_up.owners.extend(by.filter(|by| !owners.contains(by)));
            follow_up.due = due.clone();
            follow_up.level = marked(draft);
            follow_up.sources = sources;
            self.puts.push(follow_up.into());
        }
        logged
    }

    /// An announced date of a round, which is made if it is not there.
    fn announcement(&mut self, draft: &Draft, entry: &Entry, by: Option<Who>, sources: &[SourceId]) -> Result<Logged, Refusal> {
        let Entry::Announcement { round, when, venue, wording } = entry else { return Err(gone()) };
        let mut round = match round {
            Some(round) => self.round(Some(*round))?,
            None => match self.session.draft(New::Round { negotiation: self.negotiation, when: When::Unknown }) {
                Record::Round(round) => round.into_inner(),
                _ => return Err(gone()),
            },
        };
        let id = self.part_id();
        round.schedule.announcements.push(Announcement {
            id,
            by,
            said_on: draft.said_on.clone().unwrap_or_default(),
            when: when.clone(),
            venue: venue.clone(),
            wording: wording.clone(),
            source: sources.first().copied(),
            passages: Vec::new(),
            withdrawn: false,
            level: marked(draft),
        });
        let logged = Logged::part(round.id, format!("announcements:{id}"));
        self.puts.push(round.into());
        Ok(logged)
    }

    fn round(&self, id: Option<RoundId>) -> Result<Round, Refusal> {
        id.and_then(|id| self.session.workspace().rounds.get(&id)).cloned().ok_or_else(gone)
    }

    /// What stands in the round at hand.
    fn part(
        &mut self,
        context: &LineContext,
        draft: &Draft,
        entry: &Entry,
        by: Option<Who>,
        sources: &[SourceId],
    ) -> Result<Logged, Refusal> {
        let mut round = self.round(context.round)?;
        let id = self.part_id();
        let mut place = String::new();
        match entry {
            Entry::Attendance { presence, who, unread } => {
                for (at, one) in who.iter().enumerate() {
                    let id = if at == 0 { id } else { self.part_id() };
                    place = format!("attendance:{id}");
                    let mut attendance = self.attends(&round, id, one);
                    attendance.presence = presence.clone();
                    sources.clone_into(&mut attendance.sources);
                    attendance.level = marked(draft);
                    if at == 0 {
                        attendance.note.clone_from(unread);
                    }
                    round.attendance.push(attendance);
                }
                if who.is_empty() {
                    "note".clone_into(&mut place);
                    append(&mut round.note, unread);
                    mark(&mut round.note_level, draft);
                }
            }
            Entry::Outcome { kind, text } => {
                if let Some(kind) = kind {
                    round.outcome.kind = Some(kind.clone());
                }
                append(&mut round.outcome.text, text);
                mark(&mut round.outcome.level, draft);
                for source in
                    sources.iter().filter(|source| !round.outcome.documents.contains(source)).copied().collect::<Vec<_>>()
                {
                    round.outcome.documents.push(source);
                }
                "outcome".clone_into(&mut place);
            }
            Entry::Agenda { issues, unread } => {
                for name in issues {
                    round.agenda.extend(self.issue(name));
                }
                append(&mut round.note, unread);
                cite(&mut round, sources);
                "agenda".clone_into(&mut place);
            }
            Entry::Account { party, text } => {
                let party = party.as_ref().and_then(|party| self.party(party));
                let said_on = draft.said_on.clone().unwrap_or_default();
                let source = sources.first().copied();
                round.accounts.push(Account {
                    id,
                    party,
                    speaker: by,
                    said_on,
                    text: text.clone(),
                    source,
                    passages: Vec::new(),
                    level: marked(draft),
                });
                place = format!("accounts:{id}");
            }
            Entry::Sitting { title, when, note } => {
                let mut note = note.clone();
                if guarded(draft) {
                    // The sources of the round leave with it.
                    sources.iter().for_each(|id| append(&mut note, &format!("Source: {}", self.title(*id))));
                } else {
                    cite(&mut round, sources);
                }
                round.sittings.push(Sitting { id, title: title.clone(), when: when.clone(), note, level: marked(draft) });
                place = format!("sittings:{id}");
            }
            Entry::Discrepancy { about, held, other } => {
                let (about, held, other) = (about.clone(), held.clone(), other.clone());
                let source = sources.first().copied();
                round.discrepancies.push(Discrepancy {
                    id,
                    about,
                    held,
                    other,
                    note: String::new(),
                    source,
                    level: marked(draft),
                });
                place = format!("discrepancies:{id}");
            }
            Entry::Announcement { .. } | Entry::Incident { .. } | Entry::FollowUp { .. } => return Err(gone()),
        }
        let logged = Logged::part(round.id, place);
        self.puts.push(round.into());
        Ok(logged)
    }

    fn attends(&mut self, round: &Round, id: PartId, one: &Attends) -> crate::model::Attendance {
        let mut attendance = self.session.draft_attendance(round, id, None);
        attendance.party = one.party.as_ref().and_then(|party| self.party(party));
        attendance.described.clone_from(&one.described);
        attendance.office.clone_from(&one.office);
        attendance.note.clone_from(&one.note);
        if let Some(role) = &one.role {
            attendance.role = role.clone();
        }
        match &one.person {
            Some(Named::Known(person)) => self.session.seat(round, &mut attendance, *person),
            Some(named) => attendance.person = self.person(named),
            None => {}
        }
        attendance
    }
}

/// Words behind what is there already, on a line of their own.
fn append(text: &mut String, words: &str) {
    if words.is_empty() {
        return;
    }
    if !text.trim().is_empty() {
        text.push('\n');
    }
    text.push_str(words);
}

/// The level that the line says.
fn marked(draft: &Draft) -> Option<RecordLevel> {
    draft.level.as_ref().and_then(RecordLevel::stated)
}

/// Marks what the words of several lines stand in: the strictest counts.
fn mark(level: &mut Option<RecordLevel>, draft: &Draft) {
    *level = level.take().into_iter().chain(marked(draft)).reduce(levels::stricter);
}

fn guarded(draft: &Draft) -> bool {
    draft.level.as_ref().is_some_and(RecordLevel::is_guarded)
}

/// The sources of what has none of its own are those of its round.
fn cite(round: &mut Round, sources: &[SourceId]) {
    for source in sources {
        if !round.sources.contains(source) {
            round.sources.push(*source);
        }
    }
}

fn gone() -> Refusal {
    Refusal("This round is no longer there.".to_owned())
}
