//! A record far larger than anybody keeps: many statements in 100 rounds of one negotiation, the same in every run.

use chrono::{DateTime, Days, NaiveDate};
use rapporteur::model::{
    IssueId, NegotiationId, PartyId, PersonId, Record, RecordId, RoundId, ScheduleStatus, Seat, SeatRole, SourceId, StatementId,
    StatementKind, Vocabulary, When, Who, Workspace,
};
use rapporteur::session::{Fixed, New, Proposal, Session};

const PARTIES: usize = 12;
const PEOPLE: usize = 80;
const ISSUES: usize = 60;
const SOURCES: usize = 200;
const ROUNDS: usize = 100;

/// What is to be had of it by name.
pub(crate) struct Large {
    pub workspace: Workspace,
    pub negotiation: NegotiationId,
    pub party: PartyId,
    pub rounds: Vec<RoundId>,
    pub last: StatementId,
}

/// A session in memory on that workspace; its clock stands in the middle of the rounds.
pub(crate) fn session(workspace: Workspace) -> Session {
    let noon = DateTime::UNIX_EPOCH + chrono::Duration::days(20_500) + chrono::Duration::hours(12);
    Session::in_memory(workspace, Box::new(Fixed::at(noon)), "Bench")
}

/// Builds it.
pub(crate) fn large(statements: usize) -> Large {
    let mut build = Build { session: session(Workspace::new(uuid::Uuid::from_u128(1))), puts: Vec::new(), dice: 1 };
    let parties: Vec<PartyId> = (0..PARTIES).map(|at| build.party(at)).collect();
    let people: Vec<PersonId> = (0..PEOPLE).map(|at| build.person(at)).collect();
    let negotiation = build.negotiation(&parties);
    let mut issues: Vec<IssueId> = Vec::new();
    for at in 0..ISSUES {
        let parent = (at % 3 > 0).then(|| issues[at - at % 3]);
        issues.push(build.issue(negotiation, at, parent));
    }
    let sources: Vec<SourceId> = (0..SOURCES).map(|at| build.source(negotiation, at)).collect();
    let rounds: Vec<RoundId> = (0..ROUNDS).map(|at| build.round(negotiation, at, &issues)).collect();
    let mut said: Vec<StatementId> = Vec::new();
    for at in 0..statements {
        let statement = build.statement(
            &Said { negotiation, round: rounds[at * ROUNDS / statements], at },
            &parties,
            &issues,
            |dice, statement| {
                statement.speaker = Some(Who::Person(people[dice % PEOPLE]));
                statement.sources = vec![sources[dice % SOURCES]];
                if dice % 5 == 0 && at >= PARTIES {
                    statement.answers = vec![said[at - 1]];
                }
                // A party begins anew from time to time: nobody replaces what was said a thousand times over.
                if at % (100 * PARTIES) >= PARTIES {
                    statement.supersedes = vec![said[at - PARTIES]];
                }
            },
        );
        said.push(statement);
    }
    let last = said[said.len() - 1];
    Large { workspace: build.done(), negotiation, party: parties[0], rounds, last }
}

/// Where a statement stands.
struct Said {
    negotiation: NegotiationId,
    round: RoundId,
    at: usize,
}

struct Build {
    session: Session,
    puts: Vec<Record>,
    dice: usize,
}

impl Build {
    /// The next number of a sequence that looks random.
    fn roll(&mut self) -> usize {
        self.dice = (self.dice * 1_103_515_245 + 12_345) % 2_147_483_648;
        self.dice / 8
    }

    fn words(&mut self, count: usize) -> String {
        const WORDS: [&str; 24] = [
            "ceasefire",
            "corridor",
            "must",
            "withdraw",
            "before",
            "the",
            "verification",
            "mission",
            "prisoners",
            "exchange",
            "all",
            "guarantees",
            "Zürich",
            "перемирие",
            "will",
            "not",
            "accept",
            "without",
            "a",
            "timetable",
            "border",
            "monitors",
            "and",
            "ports",
        ];
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.roll() % WORDS.len()]).collect();
        words.join(" ")
    }

    /// Drafts a record, changes it and puts it aside to be put in.
    fn put(&mut self, new: New, change: impl FnOnce(&mut Record)) -> RecordId {
        let mut record = self.session.draft(new);
        change(&mut record);
        let id = record.id();
        self.puts.push(record);
        id
    }

    /// Puts in what was put aside, so that what comes next can build on it.
    fn flush(&mut self) {
        let proposal = Proposal { label: "add".to_owned(), puts: std::mem::take(&mut self.puts), gesture: None };
        self.session.perform(proposal).unwrap();
    }

    fn party(&mut self, at: usize) -> PartyId {
        let id = self.put(New::Party { name: format!("Party {}", self.words_of_name(at)) }, |record| {
            if let Record::Party(party) = record {
                party.short = format!("P{at}");
            }
        });
        PartyId(id.uuid())
    }

    fn words_of_name(&self, at: usize) -> String {
        const SYLLABLES: [&str; 8] = ["ka", "lo", "mi", "ren", "tu", "šal", "вер", "dor"];
        [at / 8 % 8, at % 8, at * 5 % 8].map(|at| SYLLABLES[at]).concat()
    }

    fn person(&mut self, at: usize) -> PersonId {
        PersonId(self.put(New::Person { name: format!("Envoy {}", self.words_of_name(at)) }, |_| {}).uuid())
    }

    fn negotiation(&mut self, parties: &[PartyId]) -> NegotiationId {
        let id = self.put(New::Negotiation { title: "Long talks".to_owned() }, |record| {
            if let Record::Negotiation(negotiation) = record {
                let seat = |party: &PartyId| Seat { party: *party, role: SeatRole::Principal, note: String::new() };
                negotiation.seats = parties.iter().map(seat).collect();
            }
        });
        self.flush();
        NegotiationId(id.uuid())
    }

    fn issue(&mut self, negotiation: NegotiationId, at: usize, parent: Option<IssueId>) -> IssueId {
        let id = self.put(New::Issue { negotiation, name: format!("Issue {at}"), parent }, |record| {
            if let Record::Issue(issue) = record {
                issue.place = u32::try_from(at).unwrap_or(u32::MAX);
            }
        });
        IssueId(id.uuid())
    }

    fn source(&mut self, negotiation: NegotiationId, at: usize) -> SourceId {
        let title = format!("Report {at}: {}", self.words(4));
        SourceId(self.put(New::Source { negotiation, title }, |_| {}).uuid())
    }

    fn round(&mut self, negotiation: NegotiationId, at: usize, issues: &[IssueId]) -> RoundId {
        let first = NaiveDate::from_ymd_opt(2018, 1, 8).unwrap_or_default();
        let when = first.checked_add_days(Days::new(60 * at as u64)).map_or(When::Unknown, When::Day);
        let agenda = issues.iter().copied().skip(at % 10).step_by(9).collect();
        let id = self.put(New::Round { negotiation, when }, |record| {
            if let Record::Round(round) = record {
                round.title = format!("Round {}", at + 1);
                round.agenda = agenda;
                round.schedule.status = if at < 50 { ScheduleStatus::Held } else { ScheduleStatus::Confirmed };
            }
        });
        RoundId(id.uuid())
    }

    fn statement(
        &mut self,
        said: &Said,
        parties: &[PartyId],
        issues: &[IssueId],
        links: impl FnOnce(usize, &mut rapporteur::model::Statement),
    ) -> StatementId {
        if said.at == 0 {
            self.flush();
        }
        // Each party in turn, and each as many times on one issue as it takes to have a history.
        let (party, issue) = (parties[said.at % PARTIES], issues[said.at / PARTIES % ISSUES]);
        let (dice, text) = (self.roll(), self.words(18));
        let new = New::Statement { negotiation: said.negotiation, round: Some(said.round), party, issue: Some(issue), text };
        let id = self.put(new, |record| {
            if let Record::Statement(statement) = record {
                statement.kind = StatementKind::KNOWN[dice % StatementKind::KNOWN.len()].clone();
                links(dice, statement);
            }
        });
        StatementId(id.uuid())
    }

    fn done(mut self) -> Workspace {
        self.flush();
        self.session.workspace().clone()
    }
}
