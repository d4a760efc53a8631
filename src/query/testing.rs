//! Small workspaces for tests, built in words: everything is named by its name, ids count up, and time stands still.

use crate::model::*;
use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use uuid::Uuid;

/// The zone of the tests' reader.
pub const ZONE: Tz = Tz::Europe__Zurich;

/// A day: "2026-02-01".
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A date: "2026-02-01", "2026-02-04..2026-02-05", "2026-03" for a month, "2026-02-05 10:20" in the given zone's clocks when made
/// with [`at`], "2026-01-26~" and "2026-03-05~2026-03-09" for windows, "" for unknown, anything else for mere words.
pub fn when(text: &str) -> When {
    let date = |text: &str| text.parse::<NaiveDate>().ok();
    if text.is_empty() {
        When::Unknown
    } else if let Some(day) = date(text) {
        When::Day(day)
    } else if let Some((first, last)) = text.split_once("..") {
        When::Span { first: day(first), last: day(last) }
    } else if let Some((earliest, latest)) = text.split_once('~') {
        When::Window { earliest: date(earliest), latest: date(latest), wording: String::new() }
    } else if let Some(first) = date(&format!("{text}-01")) {
        use chrono::Datelike;
        When::Month { year: first.year(), month: first.month() }
    } else {
        When::Window { earliest: None, latest: None, wording: text.to_owned() }
    }
}

/// An exact time on the clocks of a zone: "2026-02-05 10:20".
pub fn at(local: &str, zone: Tz) -> When {
    let local = chrono::NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M").unwrap();
    When::At { start: ZonedTime::new(local, zone), minutes: None }
}

/// A workspace with one negotiation, being built.
pub struct Talks {
    /// The workspace so far.
    pub ws: Workspace,
    /// The negotiation that everything goes into.
    pub negotiation: NegotiationId,
    next: u128,
}

impl Talks {
    /// An empty negotiation, "Peace talks", code "RU-UA".
    #[expect(clippy::new_without_default, reason = "a test says that it begins with new talks")]
    pub fn new() -> Self {
        let mut talks = Self { ws: Workspace::new(Uuid::nil()), negotiation: NegotiationId(Uuid::nil()), next: 0 };
        talks.negotiation = talks.another_negotiation("Peace talks", "RU-UA");
        talks
    }

    fn id(&mut self) -> Uuid {
        self.next += 1;
        // Spread over the last digits as random ones would be, yet in order.
        Uuid::from_u128((self.next << 64) | (self.next * 0x0101_0101))
    }

    fn stamp() -> Stamp {
        Stamp::new(DateTime::from_timestamp(1_770_000_000, 0).unwrap(), "tests")
    }

    /// One more negotiation; what follows still goes into the first unless `negotiation` is set.
    pub fn another_negotiation(&mut self, title: &str, code: &str) -> NegotiationId {
        let id = self.id().into();
        let negotiation = Negotiation { title: title.to_owned(), code: code.to_owned(), ..Negotiation::blank(id, Self::stamp()) };
        self.ws.put(negotiation.into());
        id
    }

    /// The party of that name, made with a principal's seat if it is new.
    pub fn party(&mut self, name: &str) -> PartyId {
        let id = self.unseated(name);
        let seats = &mut self.ws.negotiations.get_mut(&self.negotiation).unwrap().seats;
        if !seats.iter().any(|seat| seat.party == id) {
            seats.push(Seat { party: id, role: SeatRole::Principal, note: String::new() });
        }
        id
    }

    /// The party of that name, made without a seat if it is new.
    pub fn unseated(&mut self, name: &str) -> PartyId {
        if let Some(party) = self.ws.parties.values().find(|party| party.name == name) {
            return party.id;
        }
        let id = self.id().into();
        let party = Party { name: name.to_owned(), ..Party::blank(id, Self::stamp()) };
        self.ws.put(party.into());
        id
    }

    /// The person of that name, made if new.
    pub fn person(&mut self, name: &str) -> PersonId {
        if let Some(person) = self.ws.people.values().find(|person| person.name == name) {
            return person.id;
        }
        let id = self.id().into();
        let person = Person { name: name.to_owned(), ..Person::blank(id, Self::stamp()) };
        self.ws.put(person.into());
        id
    }

    /// Gives a person more spellings.
    pub fn spelled(&mut self, name: &str, forms: &[&str]) -> PersonId {
        let id = self.person(name);
        let spelling = |form: &&str| Spelling { form: (*form).to_owned(), ..Spelling::default() };
        self.ws.people.get_mut(&id).unwrap().spellings = forms.iter().map(spelling).collect();
        id
    }

    /// Gives a person an office: from and until as [`when`] reads them.
    pub fn office(&mut self, name: &str, party: &str, office: &str, from: &str, until: &str) -> PersonId {
        let (id, party) = (self.person(name), self.unseated(party));
        let held = Affiliation { party, office: office.to_owned(), from: when(from), until: when(until) };
        self.ws.people.get_mut(&id).unwrap().affiliations.push(held);
        id
    }

    /// The issue of that name, or of a path such as "Ceasefire › Option 1", made if new.
    pub fn issue(&mut self, path: &str) -> IssueId {
        let (parent, name) = match path.rsplit_once(" › ") {
            Some((parent, name)) => (Some(self.issue(parent)), name),
            None => (None, path),
        };
        let same = |issue: &&Issue| issue.name == name && issue.parent == parent && issue.negotiation == self.negotiation;
        if let Some(issue) = self.ws.issues.values().find(same) {
            return issue.id;
        }
        let id = self.id().into();
        let issue =
            Issue { name: name.to_owned(), parent, state: IssueState::Open, ..Issue::blank(id, Self::stamp(), self.negotiation) };
        self.ws.put(issue.into());
        id
    }

    /// A round that was held, with that title and date.
    pub fn round(&mut self, title: &str, date: &str) -> RoundId {
        self.round_that(title, when(date), ScheduleStatus::Held)
    }

    /// A round with that title, date and status.
    pub fn round_that(&mut self, title: &str, when: When, status: ScheduleStatus) -> RoundId {
        let id = self.id().into();
        let round = Round {
            title: title.to_owned(),
            schedule: Schedule { status, when, earlier: Vec::new(), announcements: Vec::new() },
            ..Round::blank(id, Self::stamp(), self.negotiation)
        };
        self.ws.put(round.into());
        id
    }

    /// Someone of a party who was at a round.
    pub fn attended(&mut self, round: RoundId, party: &str, who: &str, role: AttendanceRole) -> &mut Attendance {
        let attendance = Attendance {
            id: self.id().into(),
            person: (!who.is_empty()).then(|| self.person(who)),
            party: (!party.is_empty()).then(|| self.unseated(party)),
            described: String::new(),
            role,
            office: String::new(),
            presence: Presence::Attended,
            sources: Vec::new(),
            note: String::new(),
            level: None,
            passages: Vec::new(),
        };
        self.on(round).attendance.push_mut(attendance)
    }

    /// Somebody names a date of a round: who, on which day, which date.
    pub fn announced(&mut self, round: RoundId, by: Who, said_on: &str, date: When) -> PartId {
        let id = self.id().into();
        let announcement = Announcement {
            id,
            by: Some(by),
            said_on: when(said_on),
            when: date,
            venue: String::new(),
            wording: String::new(),
            source: None,
            withdrawn: false,
            level: None,
            passages: Vec::new(),
        };
        self.on(round).schedule.announcements.push(announcement);
        id
    }

    /// The round, to be changed.
    pub fn on(&mut self, round: RoundId) -> &mut Round {
        self.ws.rounds.get_mut(&round).unwrap()
    }

    /// A demand of a party on an issue ("" for none) on a day ("" for undated), between rounds.
    pub fn says(&mut self, party: &str, issue: &str, date: &str, text: &str) -> StatementId {
        let id: StatementId = self.id().into();
        let statement = Statement {
            said_on: when(date),
            issues: if issue.is_empty() { Vec::new() } else { vec![self.issue(issue)] },
            kind: StatementKind::Demand,
            text: text.to_owned(),
            ..Statement::blank(id, Self::stamp(), self.negotiation, self.unseated(party))
        };
        self.ws.put(statement.into());
        id
    }

    /// The same as another kind.
    pub fn says_as(&mut self, kind: StatementKind, party: &str, issue: &str, date: &str, text: &str) -> StatementId {
        let id = self.says(party, issue, date, text);
        self.of(id).kind = kind;
        id
    }

    /// The statement, to be changed.
    pub fn of(&mut self, statement: StatementId) -> &mut Statement {
        self.ws.statements.get_mut(&statement).unwrap()
    }

    /// Something owed.
    pub fn owes(&mut self, owner: &str, what: &str, due: &str) -> FollowUpId {
        let id = self.id().into();
        let follow_up = FollowUp {
            what: what.to_owned(),
            owners: if owner.is_empty() { Vec::new() } else { vec![Who::Party(self.unseated(owner))] },
            due: when(due),
            ..FollowUp::blank(id, Self::stamp(), self.negotiation)
        };
        self.ws.put(follow_up.into());
        id
    }

    /// A source.
    pub fn source(&mut self, title: &str) -> SourceId {
        let id = self.id().into();
        let source = Source { title: title.to_owned(), ..Source::blank(id, Self::stamp(), self.negotiation) };
        self.ws.put(source.into());
        id
    }

    /// Something that happened away from the table.
    pub fn incident(&mut self, date: &str, what: &str) -> IncidentId {
        let id = self.id().into();
        let incident =
            Incident { when: when(date), what: what.to_owned(), ..Incident::blank(id, Self::stamp(), self.negotiation) };
        self.ws.put(incident.into());
        id
    }

    /// Puts a record and what it holds into the bin.
    pub fn delete(&mut self, id: impl Into<RecordId>) -> BinId {
        let id = id.into();
        let title = super::names::title(&self.ws, id);
        let held = self.ws.held_by(id);
        let records = held.into_iter().filter_map(|id| self.ws.take(id)).collect();
        let bin = self.id().into();
        self.ws.put(Binned { id: bin, stamp: Self::stamp(), title, records }.into());
        bin
    }
}

/// The first Abu Dhabi round and the two dates announced for the next.
pub struct AbuDhabi {
    /// The workspace.
    pub talks: Talks,
    /// 23–24 January 2026.
    pub first: RoundId,
    /// Not yet fixed.
    pub second: RoundId,
}

/// The talks as they stood on the evening of 24 January 2026.
pub fn abu_dhabi() -> AbuDhabi {
    let mut talks = Talks::new();
    for name in ["Ukraine", "Russia", "United States"] {
        talks.party(name);
    }
    let first = talks.round("Abu Dhabi 1", "2026-01-23..2026-01-24");
    talks.on(first).zone = Some(Tz::Asia__Dubai);
    let zelensky = talks.person("Zelensky");
    let words = "as early as next week".to_owned();
    let second = talks.round_that("Abu Dhabi 2", when("2026-02-01"), ScheduleStatus::Tentative);
    talks.on(second).zone = Some(Tz::Asia__Dubai);
    let next_week = When::Window { earliest: Some(day("2026-01-26")), latest: None, wording: words };
    talks.announced(second, Who::Person(zelensky), "2026-01-24", next_week);
    talks.announced(second, Who::Described("US official".to_owned()), "2026-01-24", when("2026-02-01"));
    AbuDhabi { talks, first, second }
}
