//! What the first page of a negotiation says, worked out once for each state of the record.

use crate::kit;
use crate::model::{
    FollowUpId, IssueId, IssueState, NegotiationId, OutcomeKind, PartyId, RecordLevel, RoundId, StatementId, Workspace,
};
use crate::query::matrix::{self, Moved};
use crate::query::position::{AsOf, Positions};
use crate::query::{beside, follow_ups, issues, names, rounds};
use crate::ui::upcoming::Entry;
use chrono::NaiveDate;
use chrono_tz::Tz;

/// The answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Overview {
    /// The rounds that should have begun.
    pub late: Vec<Entry>,
    /// The round that comes next.
    pub next: Option<Entry>,
    /// The round held last.
    pub last: Option<Last>,
    /// The round from which movement is reckoned, by its name; empty if there is none.
    pub since: String,
    /// What moved since then.
    pub moved: Vec<MovedLine>,
    /// What else was stated since then, counted; nothing if there is none.
    pub others: Option<String>,
    /// What is still owed, what is late first.
    pub owed: Vec<Entry>,
    /// How many issues stand where, in the order of the states.
    pub issues: Vec<(IssueState, usize)>,
    /// How much the record of the negotiation holds.
    pub counts: Counts,
}

/// The round held last.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Last {
    pub id: RoundId,
    pub title: String,
    /// When and where.
    pub detail: String,
    pub outcome: Option<OutcomeKind>,
    pub text: String,
}

/// One party's movement on one issue.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MovedLine {
    pub party: PartyId,
    pub issue: IssueId,
    pub path: String,
    pub moved: Moved,
    /// Where it stands now; what it held before if it holds nothing any more.
    pub statement: Option<StatementId>,
    pub text: String,
    /// On what terms that was said; none where there are no words.
    pub level: Option<RecordLevel>,
}

/// How many records there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub rounds: usize,
    pub statements: usize,
    pub issues: usize,
    pub sources: usize,
    pub incidents: usize,
}

impl Overview {
    pub(super) fn new(workspace: &Workspace, id: NegotiationId, today: NaiveDate, zone: Tz) -> Self {
        let entry = |round| Entry::of_round(workspace, round, today, zone);
        let next = rounds::next(workspace, id, today, zone).map(entry);
        let late = rounds::should_have_begun(workspace, id, today, zone).into_iter().map(entry).collect();
        let (since, moved) = moved(workspace, id, zone);
        let others = matrix::baseline(workspace, id, AsOf::Now, zone).and_then(|round| others(workspace, id, round, zone));
        let open = follow_ups::open(workspace, Some(id), zone);
        let ids: Vec<FollowUpId> = open.into_iter().map(|one| one.id).collect();
        Self {
            late,
            next,
            last: rounds::last_held(workspace, id).map(|round| Last {
                id: round.id,
                title: names::round_title(round),
                detail: kit::join([round.schedule.when.words(), names::venue(&round.venue)], " · "),
                outcome: round.outcome.kind.clone(),
                text: round.outcome.text.trim().to_owned(),
            }),
            since,
            moved,
            others,
            owed: ids.into_iter().filter_map(|one| Entry::of_follow_up(workspace, one, today, zone)).collect(),
            issues: issues::by_state(workspace, id),
            counts: Counts {
                rounds: workspace.rounds_of(id).count(),
                statements: workspace.statements_of(id).count(),
                issues: workspace.issues_of(id).len(),
                sources: workspace.sources_of(id).count(),
                incidents: workspace.incidents_of(id).count(),
            },
        }
    }
}

impl Overview {
    /// Whether there is nothing yet but the negotiation itself.
    pub(super) fn is_bare(&self) -> bool {
        self.counts == Counts::default() && self.owed.is_empty()
    }
}

/// What moved between the round before the last one and now.
fn moved(workspace: &Workspace, id: NegotiationId, zone: Tz) -> (String, Vec<MovedLine>) {
    let Some(since) = matrix::baseline(workspace, id, AsOf::Now, zone) else {
        return (String::new(), Vec::new());
    };
    let moved = matrix::movements_between(workspace, id, AsOf::Round(since), AsOf::Now, zone);
    let lines = moved.into_iter().map(|one| {
        let statement = one.after.or(one.before);
        let said = statement.and_then(|id| workspace.statements.get(&id));
        let text = said.map(|one| names::shortened(&one.text, "no text"));
        MovedLine {
            party: one.party,
            issue: one.issue,
            path: names::issue_path(workspace, one.issue),
            moved: one.moved,
            statement,
            text: text.unwrap_or_default(),
            level: said.map(|one| one.level.clone()),
        }
    });
    (names::round(workspace, since), lines.collect())
}

/// What was stated since a round that is in no cell as a position: "Also since: 2 other statements: condemnation, accusation".
fn others(workspace: &Workspace, id: NegotiationId, since: RoundId, zone: Tz) -> Option<String> {
    let now = Positions::new(workspace, id, AsOf::Now, zone);
    let then = Positions::new(workspace, id, AsOf::Round(since), zone);
    let others: Vec<StatementId> =
        beside::outside_the_matrix(workspace, &now).filter(|said| !then.includes(said.id)).map(|said| said.id).collect();
    beside::counted_kinds(workspace, &others).map(|words| format!("Also since then: {words}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StatementKind;
    use crate::query::testing::{Talks, ZONE, day};

    #[test]
    fn movement_is_reckoned_from_the_round_before_the_last() {
        let mut talks = Talks::new();
        talks.says("Ukraine", "Ceasefire", "2026-01-20", "all or nothing");
        assert_eq!(Overview::new(&talks.ws, talks.negotiation, day("2026-02-10"), ZONE).since, "");
        talks.round("First", "2026-01-23..2026-01-24");
        talks.round("Second", "2026-02-04..2026-02-05");
        talks.says("Ukraine", "Ceasefire", "2026-02-05", "step by step");
        let overview = Overview::new(&talks.ws, talks.negotiation, day("2026-02-10"), ZONE);
        assert_eq!((overview.since.as_str(), overview.moved.len()), ("First", 1));
        assert_eq!((overview.moved[0].path.as_str(), overview.moved[0].text.as_str()), ("Ceasefire", "step by step"));
        assert_eq!(overview.moved[0].level, Some(RecordLevel::Unstated));
        assert_eq!(overview.last.unwrap().title, "Second");
        assert!(overview.next.is_none());
    }

    #[test]
    fn what_was_stated_beside_positions_is_counted() {
        let mut talks = Talks::new();
        talks.round("First", "2026-01-23..2026-01-24");
        talks.round("Second", "2026-02-04..2026-02-05");
        let others = |talks: &Talks| Overview::new(&talks.ws, talks.negotiation, day("2026-02-10"), ZONE).others;
        talks.says_as(StatementKind::Claim, "Ukraine", "Attacks", "2026-01-23", "before");
        assert_eq!(others(&talks), None);
        talks.says_as(StatementKind::Condemnation, "Ukraine", "Attacks", "2026-02-05", "brutal");
        talks.says("Ukraine", "", "2026-02-05", "on no issue");
        assert_eq!(others(&talks).as_deref(), Some("Also since then: 2 other statements: condemnation, demand"));
    }

    #[test]
    fn what_is_owed_stands_by_when_it_is_due_with_what_has_no_date_last() {
        let mut talks = Talks::new();
        talks.owes("Ukraine", "Some day", "");
        talks.owes("Ukraine", "Soon", "2026-02-12");
        talks.owes("Ukraine", "Late", "2026-02-01");
        let overview = Overview::new(&talks.ws, talks.negotiation, day("2026-02-10"), ZONE);
        let titles: Vec<&str> = overview.owed.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles, ["Late", "Soon", "Some day"]);
        assert!(overview.owed[0].late);
    }
}
