//! Where a party stands on an issue, as of now, a day or a round; and how it came to stand there.
//!
//! A position is not stored. It is the latest statement of a party on an issue that bears a position and has been neither
//! superseded nor retracted by then. These rules decide the cases that come up in real talks:
//!
//! - *When* a statement was made is its own date; where that is unknown, the date of the round that it is recorded under. What
//!   has no date at all counts as older than everything dated. What is recorded under a round that was still to come then was said by
//!   the day on which it was recorded, and not on the day of the round. On one day the one made later in the record is the later one.
//! - What is said on behalf of a party counts for that party and for the speaker's own.
//! - Superseding and retracting is the party's own doing: a statement of another party does neither, nor does an assessment.
//! - A retraction that names statements takes back those; one that names none of the party's takes back all that the party had
//!   said on its issues until then.
//! - What has been superseded or retracted stays so, even if what replaced it is retracted in turn.
//! - A denial is shown beside the position that it denies and removes nothing. An assessment is never a position.

use super::rounds;
use crate::model::when::WhenKey;
use crate::model::{
    IssueId, NegotiationId, PartyId, RoundId, Statement, StatementField, StatementId, StatementKind, When, Workspace,
};
use crate::text::fold;
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Until when what was said is taken into account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AsOf {
    /// Everything recorded.
    #[default]
    Now,
    /// What had certainly been said by the end of that day.
    Date(NaiveDate),
    /// What had been said by the end of that round's last day, or is recorded under it or an earlier round of its negotiation.
    Round(RoundId),
}

/// In whose voice a statement speaks for a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The party speaks for itself.
    Own,
    /// The party speaks for itself and on behalf of this one.
    AlsoFor(PartyId),
    /// This party speaks on its behalf.
    Through(PartyId),
}

/// Where a party stands on an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The statement that says so.
    pub statement: StatementId,
    /// Whether it speaks for itself.
    pub voice: Voice,
    /// Statements that deny it, oldest first.
    pub denied_by: Vec<StatementId>,
    /// What else the party said on the issue at the same round, in other words, that bears a position and was neither superseded nor
    /// retracted; oldest first. Whether it stands beside the latest or gave way to it, nobody has said.
    pub also: Vec<StatementId>,
}

/// Everything said in a negotiation up to a cut-off, ready to be asked for positions.
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    said: Vec<&'a Statement>,
    denials: Vec<&'a Statement>,
    ids: BTreeSet<StatementId>,
    cells: BTreeMap<(PartyId, IssueId), Vec<&'a Statement>>,
    /// Superseded or retracted by name.
    gone: BTreeSet<StatementId>,
}

impl<'a> Positions<'a> {
    /// What had been said in `negotiation` as of then.
    pub fn new(workspace: &'a Workspace, negotiation: NegotiationId, as_of: AsOf, zone: Tz) -> Self {
        Self::among(workspace, negotiation, as_of, zone, workspace.statements_of(negotiation))
    }

    /// The same with only these statements of the negotiation.
    fn among(
        workspace: &'a Workspace,
        negotiation: NegotiationId,
        as_of: AsOf,
        zone: Tz,
        statements: impl Iterator<Item = &'a Statement>,
    ) -> Self {
        let cut = Cut::new(workspace, negotiation, as_of, zone);
        let mut said: Vec<&Statement> = statements.filter(|statement| cut.includes(workspace, statement, zone)).collect();
        sort_by_said(workspace, &mut said, zone);
        let mut cells: BTreeMap<(PartyId, IssueId), Vec<&Statement>> = BTreeMap::new();
        for statement in &said {
            let issues: BTreeSet<IssueId> = statement.issues.iter().copied().collect();
            for issue in issues {
                for party in voices(statement) {
                    cells.entry((party, issue)).or_default().push(statement);
                }
            }
        }
        let gone = said.iter().flat_map(|later| taken_back(workspace, later)).map(|(_, earlier)| earlier).collect();
        let denials = said.iter().copied().filter(|statement| statement.kind == StatementKind::Denial).collect();
        Self { denials, ids: said.iter().map(|statement| statement.id).collect(), said, cells, gone }
    }

    /// Where `party` stands on `issue`; nothing if it has said nothing that stands.
    pub fn of(&self, party: PartyId, issue: IssueId) -> Option<Position> {
        let said = self.cells.get(&(party, issue))?;
        // From the latest back, up to a retraction of everything before it.
        let mut bearing = said
            .iter()
            .rev()
            .take_while(|statement| !retracts_everything(statement, said))
            .filter(|statement| bears(statement) && !self.gone.contains(&statement.id));
        let standing = bearing.next()?;
        let is_beside =
            |one: &&&Statement| one.round.is_some() && one.round == standing.round && !fold::same(&one.text, &standing.text);
        let mut also: Vec<StatementId> = bearing.filter(is_beside).map(|one| one.id).collect();
        also.reverse();
        let denied_by =
            self.denials.iter().filter(|denial| denial.answers.contains(&standing.id)).map(|denial| denial.id).collect();
        Some(Position { statement: standing.id, voice: voice(standing, party), denied_by, also })
    }

    /// What was said by or on behalf of `party` on `issue`, oldest first.
    pub(super) fn of_cell(&self, party: PartyId, issue: IssueId) -> &[&'a Statement] {
        self.cells.get(&(party, issue)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every statement up to the cut-off, oldest first.
    pub fn said(&self) -> &[&'a Statement] {
        &self.said
    }

    /// Every party that anything was said by or on behalf of, and on which issue.
    pub fn cells(&self) -> impl Iterator<Item = (PartyId, IssueId)> + '_ {
        self.cells.keys().copied()
    }

    /// Whether that statement falls before the cut-off.
    pub fn includes(&self, statement: StatementId) -> bool {
        self.ids.contains(&statement)
    }
}

/// Where `party` stands on `issue` as of then. For many of them at once, ask [`Positions`].
pub fn position(workspace: &Workspace, party: PartyId, issue: IssueId, as_of: AsOf, zone: Tz) -> Option<Position> {
    let negotiation = workspace.issues.get(&issue)?.negotiation;
    let statements = &workspace.statements;
    let of_party = |statement: &&Statement| voices(statement).any(|voice| voice == party);
    let here = |statement: &&Statement| statement.negotiation == negotiation;
    let mut all: BTreeMap<StatementId, &Statement> = BTreeMap::new();
    for said in statements.naming(StatementField::issues, issue).filter(of_party).filter(here) {
        all.insert(said.id, said);
        // Beside these, only what replaces or answers one of them has a say in it.
        for field in [StatementField::supersedes, StatementField::answers] {
            all.extend(statements.naming(field, said.id).map(|later| (later.id, later)));
        }
    }
    let of_negotiation = all.into_values().filter(here);
    Positions::among(workspace, negotiation, as_of, zone, of_negotiation).of(party, issue)
}

/// When a statement was made, as far as known: its own date, else that of its round.
pub fn said_when<'a>(workspace: &'a Workspace, statement: &'a Statement) -> &'a When {
    let round = || statement.round.and_then(|round| workspace.rounds.get(&round));
    if statement.said_on.is_unknown() {
        round().map_or(&statement.said_on, |round| &round.schedule.when)
    } else {
        &statement.said_on
    }
}

/// [When](said_when) a statement was made, in short words: "9 Nov 2026"; "round of 9 Nov 2026" if only its round has a date; "unknown".
pub fn said_words(workspace: &Workspace, statement: &Statement) -> String {
    let of_round = if is_dated_by_round(workspace, statement) { ROUND_OF } else { "" };
    format!("{of_round}{}", said_when(workspace, statement).short_words())
}

/// Whether nobody stated when something was said, so that it has no date but that of its round.
pub fn is_dated_by_round(workspace: &Workspace, statement: &Statement) -> bool {
    statement.said_on.is_unknown() && !said_when(workspace, statement).is_unknown()
}

/// What stands before the date of a round if nobody stated on which day something was said there.
pub const ROUND_OF: &str = "round of ";

/// The day by which a statement without a date was said that was recorded under a round still to come: that of its recording.
fn recorded_before_its_round(workspace: &Workspace, statement: &Statement) -> Option<When> {
    let round = workspace.rounds.get(&statement.round.filter(|_| statement.said_on.is_unknown())?)?;
    let recorded = statement.stamp.created.date_naive();
    let to_come = round.schedule.when.earliest_day(super::names::round_zone(round)).is_none_or(|first| first > recorded);
    (to_come && !rounds::took_place(round)).then_some(When::Day(recorded))
}

fn said_or_recorded<'a>(early: &'a HashMap<StatementId, When>, workspace: &'a Workspace, statement: &'a Statement) -> &'a When {
    early.get(&statement.id).unwrap_or_else(|| said_when(workspace, statement))
}

/// Puts statements in the order in which they were said: undated first, then by date, then in the order of creation.
pub fn sort_by_said(workspace: &Workspace, statements: &mut [&Statement], zone: Tz) {
    let early: HashMap<StatementId, When> = statements
        .iter()
        .filter_map(|statement| Some((statement.id, recorded_before_its_round(workspace, statement)?)))
        .collect();
    // Many were said on one day, and reckoning a day's place in time asks for the rules of its zone.
    let mut places: HashMap<&When, Option<WhenKey>> = HashMap::new();
    for when in statements.iter().map(|statement| said_or_recorded(&early, workspace, statement)) {
        places.entry(when).or_insert_with(|| place_in_time(when, zone));
    }
    let mut order: Vec<Option<WhenKey>> = places.values().cloned().collect();
    order.sort();
    let ranks: HashMap<&When, usize> =
        places.into_iter().map(|(when, place)| (when, order.partition_point(|other| *other < place))).collect();
    statements.sort_by_cached_key(|statement| (ranks.get(said_or_recorded(&early, workspace, statement)).copied(), statement.id));
}

/// Nothing for what has no date at all, so that it goes before everything dated.
fn place_in_time(when: &When, zone: Tz) -> Option<WhenKey> {
    let dated = when.earliest_day(zone).or(when.latest_day(zone)).is_some();
    dated.then(|| when.key(zone))
}

/// The parties that a statement speaks for, each once.
pub fn voices(statement: &Statement) -> impl Iterator<Item = PartyId> {
    std::iter::once(statement.party).chain(statement.on_behalf_of.filter(|other| *other != statement.party))
}

/// In whose voice `statement` speaks for `party`.
pub fn voice(statement: &Statement, party: PartyId) -> Voice {
    match statement.on_behalf_of {
        Some(other) if other != statement.party && statement.party == party => Voice::AlsoFor(other),
        _ if statement.party == party => Voice::Own,
        _ => Voice::Through(statement.party),
    }
}

/// Whether a statement can be a position at all.
pub fn bears(statement: &Statement) -> bool {
    statement.kind.bears_position() && !statement.is_assessment()
}

/// How an earlier statement was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TakenBack {
    Superseded,
    Retracted,
}

/// What `later` takes back by name: what it supersedes and, if it is a retraction, what it answers.
pub(super) fn taken_back(workspace: &Workspace, later: &Statement) -> Vec<(TakenBack, StatementId)> {
    if later.is_assessment() {
        return Vec::new();
    }
    let retracts = later.kind == StatementKind::Retraction;
    let how = if retracts { TakenBack::Retracted } else { TakenBack::Superseded };
    let answered = if retracts { later.answers.as_slice() } else { &[] };
    let named = later.supersedes.iter().chain(answered).copied().filter(|earlier| *earlier != later.id);
    named
        .filter(|earlier| workspace.statements.get(earlier).is_some_and(|earlier| same_side(later, earlier)))
        .map(|id| (how, id))
        .collect()
}

/// Whether two statements speak for a party in common.
pub fn same_side(one: &Statement, other: &Statement) -> bool {
    voices(one).any(|party| voices(other).any(|also| also == party))
}

/// Whether `statement` is a retraction that names nothing of what was said in its cell.
pub(super) fn retracts_everything(statement: &Statement, cell: &[&Statement]) -> bool {
    let named = |id: &StatementId| cell.iter().any(|other| other.id == *id && other.id != statement.id);
    statement.kind == StatementKind::Retraction
        && !statement.is_assessment()
        && !statement.supersedes.iter().chain(&statement.answers).any(named)
}

/// What is in and what is out, worked out once for a cut-off.
enum Cut {
    Everything,
    Day(NaiveDate),
    Round { last_day: Option<NaiveDate>, zone: Tz, so_far: BTreeSet<RoundId>, later: BTreeSet<RoundId> },
}

impl Cut {
    fn new(workspace: &Workspace, negotiation: NegotiationId, as_of: AsOf, zone: Tz) -> Self {
        let round = match as_of {
            AsOf::Now => return Self::Everything,
            AsOf::Date(day) => return Self::Day(day),
            AsOf::Round(round) => round,
        };
        let mut ids: Vec<RoundId> = rounds::in_order(workspace, negotiation).iter().map(|round| round.id).collect();
        let Some(at) = ids.iter().position(|id| *id == round) else {
            // A round of another negotiation is a date for this one.
            return match workspace.rounds.get(&round).and_then(|round| round.schedule.when.latest_day(zone)) {
                Some(day) => Self::Day(day),
                None => Self::Everything,
            };
        };
        let later = ids.split_off(at + 1).into_iter().collect();
        let round = workspace.rounds.get(&round);
        let zone = round.map_or(zone, super::names::round_zone);
        let last_day = round.and_then(|round| round.schedule.when.latest_day(zone));
        Self::Round { last_day, zone, so_far: ids.into_iter().collect(), later }
    }

    fn includes(&self, workspace: &Workspace, statement: &Statement, zone: Tz) -> bool {
        match self {
            Self::Everything => true,
            Self::Day(day) => {
                let early = recorded_before_its_round(workspace, statement);
                let said = early.as_ref().unwrap_or_else(|| said_when(workspace, statement));
                said.latest_day(zone).is_some_and(|said| said <= *day)
            }
            Self::Round { last_day, zone, so_far, later } => {
                let recorded_by_then = statement.round.is_some_and(|round| so_far.contains(&round));
                recorded_by_then
                    || match last_day {
                        Some(last) => statement.said_on.latest_day(*zone).is_some_and(|said| said <= *last),
                        // A round without an end lies ahead of all that is not recorded under a later one.
                        None => !statement.round.is_some_and(|round| later.contains(&round)),
                    }
            }
        }
    }
}

#[cfg(test)]
mod tests;
