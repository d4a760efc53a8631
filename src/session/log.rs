//! A quick line logged: the statement that it makes, with what the context already tells, and the issues that it names and that
//! are not there yet, all in one undo step. The window and the command line log through here.

use super::making::Making;
use super::{Logged, New, Proposal, Refusal, Session};
use crate::model::{NegotiationId, Record, RoundId, SourceId, Statement, Verification, Who};
use crate::query::anchor::Anchors;
use crate::query::quick_line::{self, Draft, IssueName, LineContext, Named};
use chrono::NaiveDate;
use chrono_tz::Tz;
use uuid::Uuid;

impl Session {
    /// Reads a quick line and makes what it says: its statement, together with the party, people, sources and issues that it asks to be made.
    /// What was not understood is refused; with `keep` it stays in the text, and the record is one to be looked at.
    ///
    /// # Errors
    /// In words, if the line lacks a party or a text, if something was not understood and is not to be kept, or as
    /// [`perform`](Self::perform). Nothing is changed then.
    pub fn log(&mut self, context: &LineContext, line: &str, keep: bool) -> Result<Logged, Refusal> {
        let read = quick_line::read(line, line.len(), self.workspace(), context);
        let reasons = read.reasons(line);
        if !read.ready() || !reasons.is_empty() && !keep {
            let missing = read.lacking().map(str::to_owned);
            return Err(Refusal(sentences(reasons.into_iter().chain(missing))));
        }
        if let Some(entry) = &read.entry {
            return self.make(context, &read.draft, entry, reasons);
        }
        let id = self.new_id();
        let Some(mut statement) = self.statement_of(id, context, &read.draft) else {
            return Err(Refusal("Say whose statement it is: begin with the party's short name.".to_owned()));
        };
        let to_check = !reasons.is_empty();
        statement.to_check = reasons;
        let draft = &read.draft;
        let mut making = Making::new(self, context.negotiation);
        if let Some(party) = draft.new_party.clone().and_then(|name| making.party(&Named::New(name))) {
            statement.party = party;
        }
        statement.speaker = making.speaker(draft);
        if let Some(Who::Person(person)) = &statement.speaker {
            making.office(*person, statement.party, &draft.speaker_office);
        }
        statement.sources = making.sources(draft);
        for issue in draft.issues.iter().filter(|issue| matches!(issue, Named::New(_))) {
            let made = making.issue(issue);
            statement.issues.extend(made.filter(|made| !statement.issues.contains(made)));
        }
        let puts = making.into_puts();
        let id = statement.id;
        self.perform(Proposal { label: "add statement".to_owned(), puts, gesture: None }.and(statement))?;
        Ok(Logged { to_check, ..Logged::record(id) })
    }

    /// What a line is read against: the open round with the clocks of its venue, the day from which words in it count, which is the
    /// round's last day once that is over, and the sources of the statement before, which whoever types sees and can leave out.
    pub fn line_context(&self, negotiation: NegotiationId, round: Option<RoundId>, zone: Tz) -> LineContext {
        let venue = round.and_then(|round| self.workspace().rounds.get(&round)).and_then(|round| round.zone);
        // The reader's today, as in the forms.
        let now = self.today_in(zone);
        let zone = venue.unwrap_or(zone);
        let before = self.sources_before(negotiation, round);
        let today = Anchors::new(self.workspace(), now).said(round, &[]).day;
        LineContext { negotiation, round, today, now, zone, clocks: venue, party: None, before }
    }

    /// The sources of what was logged last there: a statement or an incident.
    fn sources_before(&self, negotiation: NegotiationId, round: Option<RoundId>) -> Vec<SourceId> {
        let workspace = self.workspace();
        let said = match round {
            Some(round) => workspace.statements_at(round).rfind(|one| one.negotiation == negotiation),
            None => workspace.statements_of(negotiation).rfind(|one| one.round.is_none()),
        };
        let said = said.map(|one| (one.id.0, &one.sources));
        let incident = match round {
            Some(round) => workspace.incidents_at(round).rfind(|one| one.negotiation == negotiation),
            None => workspace.incidents_of(negotiation).rfind(|one| one.round.is_none()),
        };
        let incident = incident.map(|one| (one.id.0, &one.sources));
        said.into_iter().chain(incident).max_by_key(|(id, _)| *id).map(|(_, sources)| sources.clone()).unwrap_or_default()
    }

    /// The statement that a line read against `context` makes, without what is still to be made; none while it has no party. A party
    /// that is still to be made stands in it under the id of the statement. Not yet in the workspace, so it can be shown before.
    pub fn statement_of(&self, id: Uuid, context: &LineContext, draft: &Draft) -> Option<Statement> {
        let new = New::Statement {
            negotiation: context.negotiation,
            round: context.round,
            party: draft.party.or_else(|| draft.new_party.as_ref().map(|_| id.into()))?,
            issue: None,
            text: draft.text.clone(),
        };
        let Record::Statement(mut statement) = self.draft_as(id, new) else {
            return None;
        };
        for issue in &draft.issues {
            match issue {
                IssueName::Known(issue) if !statement.issues.contains(issue) => statement.issues.push(*issue),
                IssueName::Known(_) | IssueName::New(_) => {}
            }
        }
        statement.verbatim = draft.verbatim;
        statement.speaker.clone_from(&draft.speaker);
        statement.firmness.clone_from(&draft.firmness);
        statement.answers.clone_from(&draft.answers);
        statement.tags.clone_from(&draft.tags);
        if let Some(kind) = &draft.kind {
            statement.kind = kind.clone();
        }
        if let Some(level) = &draft.level {
            statement.level = level.clone();
        }
        if let Some(said_on) = &draft.said_on {
            statement.said_on = said_on.clone();
        }
        statement.sources.clone_from(&draft.sources);
        // Decided when all of the line has been read: by its word, else by whether anybody is named who has it.
        let cited = !draft.sources.is_empty() || !draft.new_sources.is_empty();
        let counted = if cited { Verification::SingleSource } else { Verification::Unverified };
        statement.verification = draft.verification.clone().unwrap_or(counted);
        statement.verification_note.clone_from(&draft.verification_note);
        Some(statement.into_inner())
    }

    fn today_in(&self, zone: Tz) -> NaiveDate {
        self.now().with_timezone(&zone).date_naive()
    }
}

/// Reasons as sentences.
fn sentences(reasons: impl Iterator<Item = String>) -> String {
    let sentence = |reason: String| if reason.ends_with(['?', '.']) { reason } else { format!("{reason}.") };
    reasons.map(sentence).collect::<Vec<_>>().join(" ")
}

/// The issues that a line names and that are not there yet, each once.
pub fn new_issues(draft: &Draft) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for issue in &draft.issues {
        if let IssueName::New(name) = issue
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PartyId, RecordId, RecordLevel, SeatRole, StatementId, StatementKind, When, Workspace};
    use crate::query::position::said_when;
    use crate::session::Fixed;

    fn talks() -> Result<(Session, NegotiationId, RoundId, PartyId), Refusal> {
        let mut session = Session::in_memory(
            Workspace::new(Uuid::nil()),
            Box::new(Fixed::at("2026-03-01T02:00:00Z".parse().unwrap_or_default())),
            "",
        );
        let Record::Party(mut party) = session.draft(New::Party { name: "Ukraine".to_owned() }) else {
            return Err(Refusal("not a party".to_owned()));
        };
        party.short = "UA".to_owned();
        let ukraine = party.id;
        session.perform(Proposal::put("add party", party))?;
        session.create(New::Person { name: "Volodymyr Zelensky".to_owned() })?;
        let RecordId::Negotiation(negotiation) = session.create(New::Negotiation { title: "Talks".to_owned() })? else {
            return Err(Refusal("not a negotiation".to_owned()));
        };
        let when = When::Day(NaiveDate::from_ymd_opt(2026, 2, 4).unwrap_or_default());
        let RecordId::Round(round) = session.create(New::Round { negotiation, when })? else {
            return Err(Refusal("not a round".to_owned()));
        };
        session.create(New::Issue { negotiation, name: "Monitoring".to_owned(), parent: None })?;
        Ok((session, negotiation, round, ukraine))
    }

    fn statement(logged: &Logged) -> StatementId {
        let RecordId::Statement(id) = logged.record else { unreachable!("a statement was logged") };
        id
    }

    fn log(
        session: &mut Session,
        negotiation: NegotiationId,
        round: Option<RoundId>,
        line: &str,
    ) -> Result<StatementId, Refusal> {
        let context = session.line_context(negotiation, round, Tz::UTC);
        session.log(&context, line, false).map(|logged| statement(&logged))
    }

    #[test]
    fn what_is_not_understood_is_refused_and_then_kept_to_be_looked_at() -> Result<(), Refusal> {
        let (mut session, negotiation, round, ukraine) = talks()?;
        let context = session.line_context(negotiation, Some(round), Tz::UTC);
        let line = "ua accused attacks: They fired first @nobody #confidential";
        let before = session.workspace().clone();
        let Err(Refusal(why)) = session.log(&context, line, false) else { unreachable!("it is refused first") };
        for part in ["“attacks”", "“nobody”", "“confidential”"] {
            assert!(why.contains(part), "{why}");
        }
        assert_eq!(*session.workspace(), before);
        let id = statement(&session.log(&context, line, true)?);
        let statement = &session.workspace().statements[&id];
        assert_eq!((statement.party, &statement.kind), (ukraine, &StatementKind::Accusation));
        assert_eq!(statement.text, "They fired first @nobody #confidential");
        assert!(statement.level.is_guarded(), "{:?}", statement.level);
        assert_eq!(statement.to_check.len(), 3, "{:?}", statement.to_check);
        session.undo();
        assert_eq!(*session.workspace(), before);
        Ok(())
    }

    #[test]
    fn what_a_line_asks_for_is_made_with_it_in_one_step() -> Result<(), Refusal> {
        let (mut session, negotiation, round, _) = talks()?;
        let before = session.workspace().clone();
        let line = "+Qatar offer monitoring: We will host @+\"Jane Roe\" =+AFP";
        let id = log(&mut session, negotiation, Some(round), line)?;
        let ws = session.workspace();
        let statement = &ws.statements[&id];
        let party = &ws.parties[&statement.party];
        assert_eq!((party.name.as_str(), party.short.as_str()), ("Qatar", "QAT"));
        let seats = &ws.negotiations[&negotiation].seats;
        assert!(seats.iter().any(|seat| seat.party == party.id && seat.role == SeatRole::Unstated), "{seats:?}");
        let Some(Who::Person(speaker)) = statement.speaker else { unreachable!("she is a person") };
        assert_eq!(ws.people[&speaker].name, "Jane Roe");
        assert_eq!(ws.people[&speaker].affiliations, [], "nobody said that she is of that party");
        assert_eq!(ws.sources[&statement.sources[0]].title, "AFP");
        assert_eq!(statement.verification, Verification::SingleSource);
        session.undo();
        assert_eq!(*session.workspace(), before);
        Ok(())
    }

    #[test]
    fn an_office_and_who_could_not_verify_it_are_recorded_with_the_statement() -> Result<(), Refusal> {
        let (mut session, negotiation, round, ukraine) = talks()?;
        let line = "ua condemnation +attacks: Brutal @+\"Jane Roe (Foreign minister)\" ?\"The BBC could not verify it\"";
        let id = log(&mut session, negotiation, Some(round), line)?;
        let ws = session.workspace();
        let statement = &ws.statements[&id];
        assert_eq!(
            (&statement.verification, statement.verification_note.as_str()),
            (&Verification::Unverified, "The BBC could not verify it")
        );
        let Some(Who::Person(speaker)) = statement.speaker else { unreachable!("she is a person") };
        let held: Vec<_> = ws.people[&speaker].affiliations.iter().map(|one| (one.party, one.office.as_str())).collect();
        assert_eq!(
            (ws.people[&speaker].name.as_str(), held.as_slice()),
            ("Jane Roe", [(ukraine, "Foreign minister")].as_slice())
        );
        // Somebody who is there gets it once.
        for _ in 0..2 {
            log(&mut session, negotiation, Some(round), "ua: Yes @+\"Volodymyr Zelensky (President)\"")?;
        }
        let zelensky = session.workspace().people.values().find(|one| one.name == "Volodymyr Zelensky");
        assert_eq!(zelensky.map(|one| one.affiliations.len()), Some(1));
        for (line, why) in [
            ("ua: Yes @+\"Jane Doe (on background)\"", "speaks of terms"),
            ("incident Fire @+\"Jane Doe (Mayor)\"", "Only a statement"),
        ] {
            let refused = log(&mut session, negotiation, Some(round), line);
            assert!(matches!(&refused, Err(Refusal(words)) if words.contains(why)), "{line}: {refused:?}");
        }
        Ok(())
    }

    #[test]
    fn sources_are_taken_over_where_the_context_shows_them_and_verification_follows() -> Result<(), Refusal> {
        let (mut session, negotiation, round, _) = talks()?;
        session.create(New::Source { negotiation, title: "BBC".to_owned() })?;
        let mut last = |line: &str| -> Result<(usize, Verification), Refusal> {
            let id = log(&mut session, negotiation, Some(round), line)?;
            let statement = &session.workspace().statements[&id];
            Ok((statement.sources.len(), statement.verification.clone()))
        };
        assert_eq!(last("ua: one")?, (0, Verification::Unverified));
        assert_eq!(last("ua: two =bbc")?, (1, Verification::SingleSource), "the first line with a source");
        assert_eq!(last("ua: three")?, (1, Verification::SingleSource), "as before");
        assert_eq!(last("ua: four ?unverified")?, (1, Verification::Unverified));
        assert_eq!(last("ua: five =-")?, (0, Verification::Unverified));
        assert_eq!(last("ua: six ?denied")?, (0, Verification::Denied), "and nothing is before");
        Ok(())
    }

    #[test]
    fn a_line_makes_a_statement_with_what_the_round_tells() -> Result<(), Refusal> {
        let (mut session, negotiation, round, ukraine) = talks()?;
        let line = "ua offer monitoring: US must watch the ceasefire @Zelensky #background";
        let id = log(&mut session, negotiation, Some(round), line)?;
        let statement = &session.workspace().statements[&id];
        assert_eq!(
            (statement.party, &statement.kind, &statement.level),
            (ukraine, &StatementKind::Offer, &RecordLevel::Background)
        );
        assert_eq!(statement.text, "US must watch the ceasefire");
        assert!(matches!(statement.speaker, Some(Who::Person(_))));
        assert_eq!(statement.said_on, When::Unknown, "nothing in the line says when");
        assert_eq!(*said_when(session.workspace(), statement), session.workspace().rounds[&round].schedule.when);
        assert_eq!(statement.issues, session.workspace().issues.keys().copied().collect::<Vec<_>>());
        Ok(())
    }

    #[test]
    fn new_issues_are_made_and_undone_with_their_statement() -> Result<(), Refusal> {
        let (mut session, negotiation, round, _) = talks()?;
        let before = session.workspace().clone();
        let id = log(&mut session, negotiation, Some(round), "ua demand \"Grain corridor\", \"Ports\": Ships must pass")?;
        let names: Vec<&str> = session.workspace().issues.values().map(|issue| issue.name.as_str()).collect();
        assert_eq!(names, ["Monitoring", "Grain corridor", "Ports"]);
        assert_eq!(session.workspace().statements[&id].issues.len(), 2);
        session.undo();
        assert_eq!(*session.workspace(), before);
        Ok(())
    }

    #[test]
    fn when_it_was_said_is_what_the_line_says_and_counts_from_the_round() -> Result<(), Refusal> {
        let (mut session, negotiation, round, _) = talks()?;
        // The round was on 4 February 2026, a Wednesday; now it is 1 March.
        let day = |month, day| When::Day(NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default());
        for (at, line, said_on) in [
            (None, "ua: We wait", When::Unknown),
            (Some(round), "ua: We wait", When::Unknown),
            (Some(round), "ua: We wait ^yesterday", day(2, 3)),
            (Some(round), "ua: We wait ^monday", day(2, 2)),
            (Some(round), "ua: We wait ^\"6 Feb\"", day(2, 6)),
            (Some(round), "ua: We wait ^\"5 лютого\"", day(2, 5)),
            (Some(round), "ua: We wait ^\"2 March\"", When::Day(NaiveDate::from_ymd_opt(2025, 3, 2).unwrap_or_default())),
            // At two in the morning in UTC it was still the day before in Lima.
            (None, "ua: We wait ^today", day(2, 28)),
        ] {
            let context = session.line_context(negotiation, at, chrono_tz::America::Lima);
            let id = statement(&session.log(&context, line, false)?);
            assert_eq!(session.workspace().statements[&id].said_on, said_on, "{line}");
        }
        Ok(())
    }

    #[test]
    fn what_is_missing_is_said_and_nothing_is_changed() -> Result<(), Refusal> {
        let (mut session, negotiation, round, _) = talks()?;
        let before = session.revision();
        for (line, missing) in [("xyz wants this", "party"), ("ua demand monitoring:", "said"), ("", "party")] {
            let refused = log(&mut session, negotiation, Some(round), line);
            assert!(matches!(&refused, Err(Refusal(why)) if why.contains(missing)), "{line}: {refused:?}");
        }
        assert_eq!(session.revision(), before);
        Ok(())
    }
}
