//! A quick line logged: the statement that it makes, with what the context already tells, and the issues that it names and that
//! are not there yet, all in one undo step. The window and the command line log through here.

use super::{New, Proposal, Refusal, Session};
use crate::model::{NegotiationId, Record, RoundId, Statement, StatementId, Verification, When};
use crate::query::quick_line::{self, Draft, IssueName, LineContext};
use chrono::NaiveDate;
use chrono_tz::Tz;
use uuid::Uuid;

impl Session {
    /// Reads a quick line and makes its statement under a round, or between rounds. `zone` is the writer's own.
    ///
    /// # Errors
    /// In words, if the line lacks a party or a text, or as [`perform`](Self::perform). Nothing is changed then.
    pub fn log(
        &mut self,
        negotiation: NegotiationId,
        round: Option<RoundId>,
        line: &str,
        zone: Tz,
    ) -> Result<StatementId, Refusal> {
        let context = self.line_context(negotiation, round, zone);
        let read = quick_line::read(line, line.len(), self.workspace(), &context);
        if !read.ready() {
            return Err(Refusal(format!("{}.", read.missing.join(". "))));
        }
        let id = self.new_id();
        let Some(mut statement) = self.statement_of(id, &context, &read.draft) else {
            return Err(Refusal("Say whose statement it is: begin with the party's short name.".to_owned()));
        };
        let mut proposal = Proposal { label: "add statement".to_owned(), puts: Vec::new(), gesture: None };
        for (place, name) in (0_u32..).zip(new_issues(&read.draft)) {
            let draft = self.draft(New::Issue { negotiation, name: name.to_owned(), parent: None });
            if let Record::Issue(mut issue) = draft {
                issue.place = issue.place.saturating_add(place);
                statement.issues.push(issue.id);
                proposal = proposal.and(issue);
            }
        }
        let id = statement.id;
        self.perform(proposal.and(statement))?;
        Ok(id)
    }

    /// What a line is read against: the open round with the clocks of its venue, and today there.
    pub fn line_context(&self, negotiation: NegotiationId, round: Option<RoundId>, zone: Tz) -> LineContext {
        let venue = round.and_then(|round| self.workspace().rounds.get(&round)).and_then(|round| round.zone);
        let zone = venue.unwrap_or(zone);
        LineContext { negotiation, round, today: self.today_in(zone), zone, party: None }
    }

    /// The statement that a line read against `context` makes, without the issues that are still to be made; none while it has no
    /// party. Not yet in the workspace, so it can be shown before it is made.
    pub fn statement_of(&self, id: Uuid, context: &LineContext, draft: &Draft) -> Option<Statement> {
        let new = New::Statement {
            negotiation: context.negotiation,
            round: context.round,
            party: draft.party?,
            issue: None,
            text: draft.text.clone(),
        };
        let Record::Statement(mut statement) = self.draft_as(id, new) else {
            return None;
        };
        if context.round.is_none() {
            statement.said_on = When::Day(context.today);
        }
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
        statement.verification = if statement.sources.is_empty() { Verification::Unverified } else { Verification::SingleSource };
        Some(statement)
    }

    fn today_in(&self, zone: Tz) -> NaiveDate {
        self.now().with_timezone(&zone).date_naive()
    }
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
    use crate::model::{PartyId, RecordId, RecordLevel, StatementKind, Who, Workspace};
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

    #[test]
    fn a_line_makes_a_statement_with_what_the_round_tells() -> Result<(), Refusal> {
        let (mut session, negotiation, round, ukraine) = talks()?;
        let line = "ua offer monitoring: US must watch the ceasefire @Zelensky #background";
        let id = session.log(negotiation, Some(round), line, Tz::UTC)?;
        let statement = &session.workspace().statements[&id];
        assert_eq!(
            (statement.party, &statement.kind, &statement.level),
            (ukraine, &StatementKind::Offer, &RecordLevel::Background)
        );
        assert_eq!(statement.text, "US must watch the ceasefire");
        assert!(matches!(statement.speaker, Some(Who::Person(_))));
        assert_eq!(statement.said_on, session.workspace().rounds[&round].schedule.when, "said on the day of the round");
        assert_eq!(statement.issues, session.workspace().issues.keys().copied().collect::<Vec<_>>());
        Ok(())
    }

    #[test]
    fn new_issues_are_made_and_undone_with_their_statement() -> Result<(), Refusal> {
        let (mut session, negotiation, round, _) = talks()?;
        let before = session.workspace().clone();
        let id = session.log(negotiation, Some(round), "ua demand \"Grain corridor\", Ports: Ships must pass", Tz::UTC)?;
        let names: Vec<&str> = session.workspace().issues.values().map(|issue| issue.name.as_str()).collect();
        assert_eq!(names, ["Monitoring", "Grain corridor", "Ports"]);
        assert_eq!(session.workspace().statements[&id].issues.len(), 2);
        session.undo();
        assert_eq!(*session.workspace(), before);
        Ok(())
    }

    #[test]
    fn between_rounds_it_was_said_today_where_the_writer_is() -> Result<(), Refusal> {
        let (mut session, negotiation, ..) = talks()?;
        // At two in the morning in UTC it was still the day before in Lima.
        let id = session.log(negotiation, None, "ua: We wait", chrono_tz::America::Lima)?;
        let day = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap_or_default();
        assert_eq!(session.workspace().statements[&id].said_on, When::Day(day));
        Ok(())
    }

    #[test]
    fn what_is_missing_is_said_and_nothing_is_changed() -> Result<(), Refusal> {
        let (mut session, negotiation, round, _) = talks()?;
        let before = session.revision();
        for (line, missing) in [("xyz wants this", "party"), ("ua demand monitoring:", "said"), ("", "party")] {
            let refused = session.log(negotiation, Some(round), line, Tz::UTC);
            assert!(matches!(&refused, Err(Refusal(why)) if why.contains(missing)), "{line}: {refused:?}");
        }
        assert_eq!(session.revision(), before);
        Ok(())
    }
}
