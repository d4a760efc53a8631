//! Follow-ups: open, overdue, and carried over to a round.

use super::rounds;
use crate::model::{FollowUp, NegotiationId, RoundId, Workspace};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// The open follow-ups of a negotiation, or of all, by when they are due; those without a date last.
pub fn open(workspace: &Workspace, negotiation: Option<NegotiationId>, zone: Tz) -> Vec<&FollowUp> {
    let mut open: Vec<&FollowUp> = match negotiation {
        Some(negotiation) => workspace.follow_ups_of(negotiation).filter(|one| one.state.is_open()).collect(),
        None => workspace.follow_ups.values().filter(|one| one.state.is_open()).collect(),
    };
    sort_by_due(&mut open, zone);
    open
}

/// Whether it is open and its latest possible day has passed.
pub fn is_overdue(follow_up: &FollowUp, today: NaiveDate, zone: Tz) -> bool {
    follow_up.state.is_open() && follow_up.due.latest_day(zone).is_some_and(|last| last < today)
}

/// The open follow-ups whose latest possible day has passed, the longest overdue first.
pub fn overdue(workspace: &Workspace, negotiation: Option<NegotiationId>, today: NaiveDate, zone: Tz) -> Vec<&FollowUp> {
    let mut overdue = open(workspace, negotiation, zone);
    overdue.retain(|one| is_overdue(one, today, zone));
    overdue
}

/// The open follow-ups from earlier rounds of its negotiation, and from between them, that a round takes over.
pub fn carried_to(workspace: &Workspace, round: RoundId, zone: Tz) -> Vec<&FollowUp> {
    let Some(negotiation) = workspace.rounds.get(&round).map(|round| round.negotiation) else { return Vec::new() };
    let ordered = rounds::in_order(workspace, negotiation);
    let earlier: Vec<RoundId> = ordered.iter().map(|round| round.id).take_while(|id| *id != round).collect();
    let mut carried = open(workspace, Some(negotiation), zone);
    carried.retain(|one| one.round.is_none_or(|from| earlier.contains(&from)));
    carried
}

/// The follow-ups made at a round, done or not, by when they are due.
pub fn made_at(workspace: &Workspace, round: RoundId, zone: Tz) -> Vec<&FollowUp> {
    let mut made: Vec<&FollowUp> = workspace.follow_ups_at(round).collect();
    sort_by_due(&mut made, zone);
    made
}

/// By the last day on which each can be due; without one last.
fn sort_by_due(follow_ups: &mut [&FollowUp], zone: Tz) {
    follow_ups.sort_by_cached_key(|one| {
        let last = one.due.latest_day(zone);
        (last.is_none(), last, one.due.key(zone), one.id)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FollowUpState;
    use crate::query::testing::{Talks, ZONE, abu_dhabi, day};

    fn whats<'a>(follow_ups: &[&'a FollowUp]) -> Vec<&'a str> {
        follow_ups.iter().map(|one| one.what.as_str()).collect()
    }

    #[test]
    fn overdue_is_what_is_open_after_its_latest_day() {
        let mut talks = Talks::new();
        for (what, due) in [
            ("day", "2026-02-05"),
            ("month", "2026-02"),
            ("window", "~2026-02-04"),
            ("open window", "2026-01-01~"),
            ("some day", ""),
        ] {
            talks.owes("Russia", what, due);
        }
        let done = talks.owes("Russia", "done", "2026-01-01");
        talks.ws.follow_ups.get_mut(&done).unwrap().state = FollowUpState::Done;
        let on = |date| whats(&overdue(&talks.ws, None, day(date), ZONE));
        assert_eq!(on("2026-02-04"), Vec::<&str>::new());
        assert_eq!(on("2026-02-05"), ["window"]);
        assert_eq!(on("2026-02-06"), ["window", "day"]);
        assert_eq!(on("2026-03-01"), ["window", "day", "month"]);
        assert_eq!(whats(&open(&talks.ws, None, ZONE)), ["window", "day", "month", "open window", "some day"]);
    }

    #[test]
    fn what_is_open_from_earlier_is_carried_to_the_next_round() {
        let mut story = abu_dhabi();
        let (first, second) = (story.first, story.second);
        for (what, round) in [("from the first", Some(first)), ("from the second", Some(second)), ("from between", None)] {
            let id = story.talks.owes("Ukraine", what, "");
            story.talks.ws.follow_ups.get_mut(&id).unwrap().round = round;
        }
        assert_eq!(whats(&carried_to(&story.talks.ws, second, ZONE)), ["from the first", "from between"]);
        assert_eq!(whats(&made_at(&story.talks.ws, second, ZONE)), ["from the second"]);
    }
}
