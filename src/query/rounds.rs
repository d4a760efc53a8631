//! The rounds of a negotiation in order, and who sat at a round's table.

use super::{conflict, names};
use crate::model::when::{ZonedTime, city, find_zone};
use crate::model::{
    Attendance, AttendanceRole, NegotiationId, PartyId, Presence, Round, RoundId, Schedule, ScheduleStatus, Statement,
    Vocabulary, When, Workspace,
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::cmp::Reverse;

/// The rounds of a negotiation by date, then number, then creation. Rounds without a date come last.
pub fn in_order(workspace: &Workspace, negotiation: NegotiationId) -> Vec<&Round> {
    let mut rounds: Vec<&Round> = workspace.rounds_of(negotiation).collect();
    rounds.sort_by_cached_key(|round| {
        // Not counted comes after counted.
        let number = (round.number.is_none(), round.number);
        (round.schedule.when.key(names::round_zone(round)), number, round.id)
    });
    rounds
}

/// The round before this one in its negotiation.
pub fn before(workspace: &Workspace, round: RoundId) -> Option<&Round> {
    let rounds = in_order(workspace, workspace.rounds.get(&round)?.negotiation);
    let at = rounds.iter().position(|other| other.id == round)?;
    rounds.get(at.checked_sub(1)?).copied()
}

/// The round after this one in its negotiation.
pub fn after(workspace: &Workspace, round: RoundId) -> Option<&Round> {
    let rounds = in_order(workspace, workspace.rounds.get(&round)?.negotiation);
    let at = rounds.iter().position(|other| other.id == round)?;
    rounds.get(at + 1).copied()
}

/// A time of the round on the clocks of its venue, and the name of the place whose clocks they are: the town, unless its clocks
/// are known to be others.
pub fn at_venue(round: &Round, time: ZonedTime, reader: Tz) -> (ZonedTime, String) {
    let time = round.zone.map_or(time, |zone| time.in_zone(zone));
    let town = round.venue.city.trim();
    let of_town = match find_zone(town, reader) {
        _ if town.is_empty() => false,
        Some(found) => time.in_zone(found.zone).local == time.local,
        None => round.zone.is_some() || time.zone != reader,
    };
    (time, if of_town { town.to_owned() } else { city(time.zone) })
}

/// Whether a round has been held, at least in part: what a party said before it and after it can be compared.
pub fn took_place(round: &Round) -> bool {
    match round.schedule.status {
        ScheduleStatus::Held | ScheduleStatus::UnderWay | ScheduleStatus::Collapsed => true,
        ScheduleStatus::Unstated => is_told_of(round),
        _ => false,
    }
}

/// Whether the record tells of what happened at a round: who was there, how it went, what came out.
fn is_told_of(round: &Round) -> bool {
    let came_out = round.outcome.kind.is_some() || !round.outcome.text.trim().is_empty();
    came_out || !round.accounts.is_empty() || round.attendance.iter().any(|one| one.presence == Presence::Attended)
}

/// Whether a round is still ahead or going on: its status says so, or there is none, and nothing is told of it yet.
pub fn is_ahead(round: &Round) -> bool {
    let status = &round.schedule.status;
    status.is_ahead() && (*status != ScheduleStatus::Unstated || !is_told_of(round))
}

/// Whether a round lies behind: it took place, or its last possible day has passed and nobody said anything of how firm it was.
pub fn lies_behind(round: &Round, today: NaiveDate, zone: Tz) -> bool {
    took_place(round) || round.schedule.status == ScheduleStatus::Unstated && has_passed(round, today, zone)
}

/// Whether a round has a date of its own: a day, or several.
pub fn is_dated(round: &Round) -> bool {
    matches!(round.schedule.when, When::Day(_) | When::Span { .. } | When::At { .. })
}

/// The days, from the first to the last, on which a round is expected that has no date of its own: by its words, and as announced.
pub fn expected(round: &Round, zone: Tz) -> Vec<(NaiveDate, NaiveDate)> {
    if is_dated(round) {
        return Vec::new();
    }
    let standing = conflict::standing(round, zone);
    let told = std::iter::once(&round.schedule.when).chain(standing.into_iter().map(|one| &one.when));
    told.filter_map(|when| when.earliest_day(zone).zip(when.latest_day(zone))).collect()
}

/// Whether its last possible day has passed.
fn has_passed(round: &Round, today: NaiveDate, zone: Tz) -> bool {
    round.schedule.when.latest_day(zone).is_some_and(|latest| latest < today)
}

/// Whether a round was put off and has only the date that it lost by it.
pub fn has_lost_its_date(round: &Round, today: NaiveDate, zone: Tz) -> bool {
    round.schedule.status == ScheduleStatus::Postponed && has_passed(round, today, zone)
}

/// The last round before this one that took place.
pub fn held_before(workspace: &Workspace, round: RoundId) -> Option<&Round> {
    let rounds = in_order(workspace, workspace.rounds.get(&round)?.negotiation);
    rounds.into_iter().take_while(|other| other.id != round).filter(|other| took_place(other)).last()
}

/// The last round of a negotiation that took place.
pub fn last_held(workspace: &Workspace, negotiation: NegotiationId) -> Option<&Round> {
    in_order(workspace, negotiation).into_iter().rev().find(|round| took_place(round))
}

/// The round that the talk is about: the one under way, else the last that lies behind, else the next, else the first there is.
pub fn current(workspace: &Workspace, negotiation: NegotiationId, today: NaiveDate, zone: Tz) -> Option<&Round> {
    let all = in_order(workspace, negotiation);
    let under_way = all.iter().rev().find(|round| round.schedule.status == ScheduleStatus::UnderWay).copied();
    let first = all.first().copied();
    let behind = || all.iter().rev().find(|round| lies_behind(round, today, zone)).copied();
    under_way.or_else(behind).or_else(|| next(workspace, negotiation, today, zone)).or(first)
}

/// Where a round stands on a day, as far as the record tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It was held, cancelled or broken off. Without a status: it was recorded when its last possible day had passed, or something was
    /// stated there.
    Over,
    /// It is going on.
    UnderWay,
    /// Its last possible day has passed, and nothing says that it was held or given up.
    ShouldHaveBegun,
    /// It is to come, or may still be.
    Ahead,
    /// It is to come, and nobody has said when; or it was put off and has only the date that it lost.
    Undated,
}

/// Where a round stands on the reader's day `today` in `zone`. Every list and page that speaks of what comes asks here.
pub fn standing(workspace: &Workspace, round: &Round, today: NaiveDate, zone: Tz) -> Standing {
    let Schedule { status, when, .. } = &round.schedule;
    let (earliest, latest) = (when.earliest_day(zone), when.latest_day(zone));
    let has_passed = has_passed(round, today, zone);
    match status {
        _ if !is_ahead(round) => Standing::Over,
        ScheduleStatus::Unstated
            if has_passed && (recorded_after(round, latest, zone) || is_heard_of(workspace, round, zone)) =>
        {
            Standing::Over
        }
        ScheduleStatus::UnderWay => Standing::UnderWay,
        _ if has_lost_its_date(round, today, zone) => Standing::Undated,
        _ if has_passed => Standing::ShouldHaveBegun,
        _ if earliest.is_none() && latest.is_none() => Standing::Undated,
        _ => Standing::Ahead,
    }
}

/// Whether a round was recorded when a day had passed. Nobody expected it then: a table of past rounds asks for no word on each.
fn recorded_after(round: &Round, day: Option<NaiveDate>, zone: Tz) -> bool {
    day.is_some_and(|day| day < round.stamp.created.with_timezone(&zone).date_naive())
}

/// Whether something was stated at a round: a statement recorded under it that was said, or else written down, on its first day or later.
fn is_heard_of(workspace: &Workspace, round: &Round, zone: Tz) -> bool {
    let first = round.schedule.when.earliest_day(zone);
    let since = |said: &Statement| {
        let recorded = || said.stamp.created.with_timezone(&zone).date_naive();
        let day = if said.said_on.is_unknown() { Some(recorded()) } else { said.said_on.latest_day(zone) };
        first.zip(day).is_none_or(|(first, day)| first <= day)
    };
    workspace.statements_at(round.id).any(since)
}

/// The round that comes next on the day `today`: one under way, else the first with a date to come, else one without a date. A round
/// that should have begun is not next: see [`should_have_begun`].
pub fn next(workspace: &Workspace, negotiation: NegotiationId, today: NaiveDate, zone: Tz) -> Option<&Round> {
    let of = |round: &&Round| standing(workspace, round, today, zone);
    let comes = |round: &&Round| matches!(of(round), Standing::UnderWay | Standing::Ahead | Standing::Undated);
    in_order(workspace, negotiation).into_iter().filter(comes).min_by_key(of)
}

/// The rounds whose last possible day has passed without word that they were held or given up, in order.
pub fn should_have_begun(workspace: &Workspace, negotiation: NegotiationId, today: NaiveDate, zone: Tz) -> Vec<&Round> {
    let late = |round: &&Round| standing(workspace, round, today, zone) == Standing::ShouldHaveBegun;
    in_order(workspace, negotiation).into_iter().filter(late).collect()
}

/// What is said of a round that should have begun, wherever it stands.
pub const SHOULD_HAVE_BEGUN: &str = "Should have begun";

/// For which round a date is announced by somebody at the round at hand: that one while it is to come, else the next after it that was
/// not called off; between rounds the next one. None if there is none yet.
pub fn announced_at(
    workspace: &Workspace,
    negotiation: NegotiationId,
    here: Option<RoundId>,
    today: NaiveDate,
    zone: Tz,
) -> Option<&Round> {
    let comes = |round: &&Round| matches!(standing(workspace, round, today, zone), Standing::Ahead | Standing::Undated);
    let Some(here) = here.and_then(|here| workspace.rounds.get(&here)) else {
        return next(workspace, negotiation, today, zone).filter(comes);
    };
    if comes(&here) {
        return Some(here);
    }
    let given_up = |round: &&Round| matches!(round.schedule.status, ScheduleStatus::Cancelled | ScheduleStatus::Collapsed);
    let mut after = in_order(workspace, negotiation).into_iter().skip_while(|round| round.id != here.id).skip(1);
    after.find(|round| !given_up(round))
}

/// The number for a new round of a negotiation: one more than the highest.
pub fn next_number(workspace: &Workspace, negotiation: NegotiationId) -> u32 {
    let highest = workspace.rounds_of(negotiation).filter_map(|round| round.number).max();
    highest.map_or(1, |highest| highest.saturating_add(1))
}

/// Whether somebody in this role sits for a party that negotiates, rather than helping, hosting or watching.
pub fn negotiates(role: &AttendanceRole) -> bool {
    use AttendanceRole as Role;
    matches!(
        role,
        Role::Principal
            | Role::Head
            | Role::ChiefNegotiator
            | Role::Delegate
            | Role::Spokesperson
            | Role::Expert
            | Role::LegalCounsel
            | Role::Unstated
            | Role::Other(_)
    )
}

/// Whether an attendance counts: who came, and while a round is ahead, who is expected.
fn counts(round: &Round, attendance: &Attendance) -> bool {
    match attendance.presence {
        Presence::Attended => true,
        Presence::Invited | Presence::Accepted | Presence::Unstated => !took_place(round) && is_ahead(round),
        _ => false,
    }
}

/// For whom somebody sat: the party recorded with the attendance, else the one that the person belonged to at that time.
pub fn party_of(workspace: &Workspace, round: &Round, attendance: &Attendance) -> Option<PartyId> {
    let person = || workspace.people.get(&attendance.person?);
    attendance.party.or_else(|| names::party_at(person()?, &round.schedule.when, names::round_zone(round)))
}

/// How many are recorded at the table of a round, but for those of whom it is said that they stayed away or left.
pub fn at_the_table(round: &Round) -> usize {
    round.attendance.iter().filter(|one| !matches!(one.presence, Presence::Absent | Presence::Withdrew)).count()
}

/// The parties that negotiated at a round, in table order. Mediators, hosts and observers are not counted.
pub fn sides(workspace: &Workspace, round: &Round) -> Vec<PartyId> {
    let mut sides: Vec<PartyId> = Vec::new();
    for attendance in round.attendance.iter().filter(|one| negotiates(&one.role) && counts(round, one)) {
        if let Some(party) = party_of(workspace, round, attendance)
            && !sides.contains(&party)
        {
            sides.push(party);
        }
    }
    sort_by_seat(workspace, round.negotiation, &mut sides, |party| Some(*party));
    sides
}

/// "Bilateral", "Trilateral", "Multilateral", or nothing while fewer than two parties are known to have negotiated.
pub fn laterality(workspace: &Workspace, round: &Round) -> Option<&'static str> {
    match sides(workspace, round).len() {
        0 | 1 => None,
        2 => Some("Bilateral"),
        3 => Some("Trilateral"),
        _ => Some("Multilateral"),
    }
}

/// One party's side of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Side<'a> {
    /// Which party; none for those who sat for nobody known.
    pub party: Option<PartyId>,
    /// Who sat there by role, roles in the order of their list, people in the order of the record.
    pub roles: Vec<(AttendanceRole, Vec<&'a Attendance>)>,
}

/// The attendance of a round by party, in table order, and role.
pub fn table<'a>(workspace: &Workspace, round: &'a Round) -> Vec<Side<'a>> {
    let mut table: Vec<Side<'a>> = Vec::new();
    for attendance in &round.attendance {
        let party = party_of(workspace, round, attendance);
        let side = match table.iter().position(|side| side.party == party) {
            Some(at) => &mut table[at],
            None => table.push_mut(Side { party, roles: Vec::new() }),
        };
        match side.roles.iter_mut().find(|(role, _)| *role == attendance.role) {
            Some((_, people)) => people.push(attendance),
            None => side.roles.push((attendance.role.clone(), vec![attendance])),
        }
    }
    for side in &mut table {
        side.roles.sort_by_key(|(role, _)| {
            AttendanceRole::KNOWN.iter().position(|known| known == role).map_or((true, 0), |at| (false, at))
        });
    }
    sort_by_seat(workspace, round.negotiation, &mut table, |side| side.party);
    table
}

/// Those who negotiate, and those who help, host or watch; a party can be both, with different people.
pub fn split<'a>(table: &[Side<'a>]) -> (Vec<Side<'a>>, Vec<Side<'a>>) {
    let part = |negotiates: bool| {
        let side = |side: &Side<'a>| {
            let roles = side.roles.iter().filter(|(role, _)| sits_with_a_side(role) == negotiates).cloned().collect();
            Side { party: side.party, roles }
        };
        table.iter().map(side).filter(|side: &Side<'a>| !side.roles.is_empty()).collect::<Vec<_>>()
    };
    (part(true), part(false))
}

/// Whether somebody in this role sits with a delegation: note-takers and interpreters do, though they do not negotiate.
pub fn sits_with_a_side(role: &AttendanceRole) -> bool {
    negotiates(role) || matches!(role, AttendanceRole::NoteTaker | AttendanceRole::Interpreter)
}

/// The format in one line: how many sides came, then what was recorded.
pub fn format_words(workspace: &Workspace, round: &Round) -> String {
    let format = &round.format;
    let parts = [
        laterality(workspace, round).map(str::to_owned),
        format.contact.as_ref().map(|term| term.label().to_owned()),
        format.setting.as_ref().map(|term| term.label().to_owned()),
        format.mediation.as_ref().map(|term| term.label().to_owned()),
        format.visibility.as_ref().map(|term| term.label().to_owned()),
        format.track.as_ref().map(|term| term.label().to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    // One sentence in sentence case: only the first word keeps its capital. "Track" is a name.
    let lowered = parts.iter().enumerate().map(|(at, part)| match at {
        0 => part.clone(),
        _ if part.starts_with("Track") => part.clone(),
        _ => part.to_lowercase(),
    });
    lowered.collect::<Vec<_>>().join(", ")
}

/// Sorts by the seats of a negotiation: seated parties in table order, then the others as they are, then what has no party.
fn sort_by_seat<T>(workspace: &Workspace, negotiation: NegotiationId, list: &mut [T], party: impl Fn(&T) -> Option<PartyId>) {
    let seats = workspace.negotiations.get(&negotiation).map(|negotiation| negotiation.seats.as_slice()).unwrap_or_default();
    list.sort_by_key(|item| {
        let party = party(item);
        let seat = party.and_then(|party| seats.iter().position(|seat| seat.party == party));
        (party.is_none(), Reverse(seat.is_some()), seat)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::testing::{Talks, ZONE, abu_dhabi, day, when};
    use AttendanceRole as Role;

    fn titles(talks: &Talks) -> Vec<&str> {
        in_order(&talks.ws, talks.negotiation).into_iter().map(|round| round.title.as_str()).collect()
    }

    #[test]
    fn rounds_go_by_date_then_number_and_undated_ones_come_last() {
        let mut talks = Talks::new();
        talks.round_that("Miami", when(""), ScheduleStatus::Proposed);
        talks.round("Geneva", "2026-02-17..2026-02-18");
        let [second, first] = ["Second", "First"].map(|title| talks.round(title, "2026-02-04"));
        (talks.on(second).number, talks.on(first).number) = (Some(2), Some(1));
        talks.round("Abu Dhabi 1", "2026-01-23..2026-01-24");
        assert_eq!(titles(&talks), ["Abu Dhabi 1", "First", "Second", "Geneva", "Miami"]);
        assert_eq!(before(&talks.ws, second).map(|round| round.id), Some(first));
        assert_eq!(after(&talks.ws, first).map(|round| round.id), Some(second));
        let abu_dhabi = in_order(&talks.ws, talks.negotiation)[0].id;
        assert_eq!(before(&talks.ws, abu_dhabi), None);
        assert_eq!(next_number(&talks.ws, talks.negotiation), 3);
        assert_eq!(next(&talks.ws, talks.negotiation, day("2026-03-01"), ZONE).unwrap().title, "Miami");
        assert_eq!(last_held(&talks.ws, talks.negotiation).unwrap().title, "Geneva");
    }

    #[test]
    fn a_round_stands_where_status_and_date_put_it() {
        use ScheduleStatus as Status;
        for (status, date, expected) in [
            (Status::Proposed, "2026-01-23..2026-01-24", Standing::ShouldHaveBegun),
            (Status::Tentative, "2026-01-24", Standing::ShouldHaveBegun),
            (Status::Confirmed, "2026-01", Standing::ShouldHaveBegun),
            (Status::Confirmed, "~2026-01-24", Standing::ShouldHaveBegun),
            (Status::Moved, "2026-01-24", Standing::ShouldHaveBegun),
            (Status::Confirmed, "2026-02-05", Standing::Ahead),
            (Status::Tentative, "2026-02-04..2026-02-06", Standing::Ahead),
            (Status::Tentative, "2026-02", Standing::Ahead),
            (Status::Tentative, "2026-01-26~", Standing::Ahead),
            (Status::Tentative, "", Standing::Undated),
            (Status::Tentative, "when conditions allow", Standing::Undated),
            (Status::Postponed, "2026-01-24", Standing::Undated),
            (Status::Postponed, "2026-03-05", Standing::Ahead),
            (Status::UnderWay, "2026-01-24", Standing::UnderWay),
            (Status::Held, "2026-03-05", Standing::Over),
            (Status::Collapsed, "2026-01-24", Standing::Over),
            (Status::Cancelled, "2026-01-24", Standing::Over),
            (Status::Unstated, "2026-02-04", Standing::ShouldHaveBegun),
            (Status::Unstated, "2026-01-24", Standing::Over),
            (Status::Unstated, "2026-03-05", Standing::Ahead),
            (Status::Unstated, "", Standing::Undated),
        ] {
            let mut talks = Talks::new();
            let id = talks.round_that("R", when(date), status.clone());
            assert_eq!(standing(&talks.ws, &talks.ws.rounds[&id], day("2026-02-05"), ZONE), expected, "{status:?} {date}");
        }
    }

    #[test]
    fn without_a_status_a_round_took_place_once_the_record_tells_of_it() {
        let today = day("2026-02-05");
        let mut talks = Talks::new();
        let first = talks.round("First", "2026-01-10");
        let id = talks.round_that("R", when("2026-01-24"), ScheduleStatus::Unstated);
        let now = |talks: &Talks| current(&talks.ws, talks.negotiation, today, ZONE).map(|round| round.id);
        let round = |talks: &Talks| talks.ws.rounds[&id].clone();
        assert!(!took_place(&round(&talks)) && is_ahead(&round(&talks)));
        assert!(lies_behind(&round(&talks), today, ZONE) && !lies_behind(&round(&talks), day("2026-01-24"), ZONE));
        assert_eq!(now(&talks), Some(id), "the talk is about what lies behind, whatever is known of it");
        talks.on(id).outcome.text = "They will meet again".to_owned();
        assert!(took_place(&round(&talks)) && !is_ahead(&round(&talks)));
        assert_eq!(standing(&talks.ws, &round(&talks), today, ZONE), Standing::Over);
        assert_eq!(last_held(&talks.ws, talks.negotiation).map(|round| round.id), Some(id));
        for called_off in [ScheduleStatus::Tentative, ScheduleStatus::Postponed, ScheduleStatus::Cancelled] {
            talks.on(id).schedule.status = called_off;
            assert!(!took_place(&round(&talks)), "what is said goes before what can be concluded");
            assert_eq!(last_held(&talks.ws, talks.negotiation).map(|round| round.id), Some(first));
        }
    }

    #[test]
    fn what_should_have_begun_is_not_next() {
        let mut talks = Talks::new();
        talks.round_that("Forgotten", when("2026-01-23..2026-01-24"), ScheduleStatus::Tentative);
        let titles = |talks: &Talks, today: &str| {
            let late = should_have_begun(&talks.ws, talks.negotiation, day(today), ZONE);
            let next = next(&talks.ws, talks.negotiation, day(today), ZONE).map(|round| round.title.clone());
            (next, late.into_iter().map(|round| round.title.clone()).collect::<Vec<_>>())
        };
        assert_eq!(titles(&talks, "2026-11-29"), (None, vec!["Forgotten".to_owned()]));
        assert_eq!(titles(&talks, "2026-01-24"), (Some("Forgotten".to_owned()), vec![]));
        talks.round_that("Some day", when(""), ScheduleStatus::Proposed);
        assert_eq!(titles(&talks, "2026-11-29").0, Some("Some day".to_owned()));
        talks.round_that("Dated", when("2026-12-20"), ScheduleStatus::Proposed);
        assert_eq!(titles(&talks, "2026-11-29").0, Some("Dated".to_owned()));
        talks.round_that("Going on", when("2026-11-20"), ScheduleStatus::UnderWay);
        assert_eq!(titles(&talks, "2026-11-29").0, Some("Going on".to_owned()));
    }

    #[test]
    fn a_round_without_a_status_should_have_begun_only_if_it_was_recorded_ahead_and_nothing_was_stated() {
        use ScheduleStatus::{Confirmed, Unstated};
        // Recorded on 2 February 2026.
        for (dated, status, stated, is_late) in [
            ("2026-03-01", Unstated, None, true),
            ("2026-02-02", Unstated, None, true),
            ("2026-02-01", Unstated, None, false),
            ("2025-12", Unstated, None, false),
            ("2026-02", Unstated, None, true),
            ("2026-02-01", Confirmed, None, true),
            ("2026-03-01", Unstated, Some("2026-03-01"), false),
            ("2026-03-01", Unstated, Some("2026-03-05"), false),
            ("2026-03-01", Unstated, Some("2026-02-27"), true),
            ("2026-03-01", Unstated, Some(""), true),
            ("2026-02-02", Unstated, Some(""), false),
            ("2026-03-01", Confirmed, Some("2026-03-01"), true),
        ] {
            let mut talks = Talks::new();
            let round = talks.round_that("One", when(dated), status.clone());
            if let Some(said_on) = stated {
                let said = talks.says("Ukraine", "", said_on, "text");
                talks.of(said).round = Some(round);
            }
            let late = should_have_begun(&talks.ws, talks.negotiation, day("2026-11-29"), ZONE);
            assert_eq!(!late.is_empty(), is_late, "{dated} {status:?} {stated:?}");
            let round = &talks.ws.rounds[&round];
            assert_eq!(lies_behind(round, day("2026-11-29"), ZONE), status == Unstated, "{dated} {status:?} {stated:?}");
        }
    }

    #[test]
    fn only_those_who_negotiate_make_it_bilateral_or_more() {
        let mut story = abu_dhabi();
        let round = story.first;
        let count = |story: &crate::query::testing::AbuDhabi| laterality(&story.talks.ws, &story.talks.ws.rounds[&round]);
        assert_eq!(count(&story), None);
        story.talks.attended(round, "Ukraine", "Umerov", Role::Head);
        story.talks.attended(round, "Ukraine", "Budanov", Role::Delegate);
        assert_eq!(count(&story), None);
        story.talks.attended(round, "Russia", "Kostyukov", Role::Head);
        assert_eq!(count(&story), Some("Bilateral"));
        story.talks.attended(round, "United States", "Witkoff", Role::Mediator);
        story.talks.attended(round, "United Arab Emirates", "", Role::Host);
        assert_eq!(count(&story), Some("Bilateral"), "a mediator and a host are not sides");
        story.talks.attended(round, "United States", "Kushner", Role::Delegate);
        assert_eq!(count(&story), Some("Trilateral"));
        story.talks.attended(round, "Turkey", "Fidan", Role::Head).presence = Presence::Absent;
        assert_eq!(count(&story), Some("Trilateral"), "who stayed away is not counted");
        story.talks.attended(round, "Turkey", "Kalin", Role::Expert);
        assert_eq!(count(&story), Some("Multilateral"));
    }

    #[test]
    fn who_is_expected_counts_until_the_round_is_held() {
        let mut story = abu_dhabi();
        for (party, who, presence) in [("Ukraine", "Umerov", Presence::Invited), ("Russia", "Kostyukov", Presence::Unstated)] {
            story.talks.attended(story.second, party, who, Role::Head).presence = presence;
        }
        assert_eq!(laterality(&story.talks.ws, &story.talks.ws.rounds[&story.second]), Some("Bilateral"));
        story.talks.on(story.second).schedule.status = ScheduleStatus::Held;
        assert_eq!(laterality(&story.talks.ws, &story.talks.ws.rounds[&story.second]), None);
    }

    #[test]
    fn the_table_goes_by_seat_and_role_and_finds_a_persons_party() {
        let mut story = abu_dhabi();
        story.talks.office("Hnatov", "Ukraine", "Chief of the General Staff", "2025-03", "");
        for (party, who, role) in [
            ("", "A stranger", Role::NoteTaker),
            ("United Arab Emirates", "", Role::Host),
            ("Russia", "Kostyukov", Role::Head),
            ("Ukraine", "Budanov", Role::Delegate),
            ("Ukraine", "Umerov", Role::Head),
            ("", "Hnatov", Role::Delegate),
        ] {
            story.talks.attended(story.first, party, who, role);
        }
        let (ws, round) = (&story.talks.ws, &story.talks.ws.rounds[&story.first]);
        let mut lines = Vec::new();
        for side in table(ws, round) {
            let party = side.party.map_or("nobody".to_owned(), |party| names::party(ws, party));
            for (role, people) in side.roles {
                let people: Vec<String> = people.iter().filter_map(|one| one.person).map(|id| names::person(ws, id)).collect();
                lines.push(format!("{party}, {}: {}", role.key(), people.join(" and ")));
            }
        }
        assert_eq!(
            lines,
            [
                "Ukraine, head: Umerov",
                "Ukraine, delegate: Budanov and Hnatov",
                "Russia, head: Kostyukov",
                "United Arab Emirates, host: ",
                "nobody, note_taker: A stranger",
            ]
        );
    }

    #[test]
    fn a_time_stands_on_the_clocks_of_the_venue() {
        let mut story = abu_dhabi();
        let local = "2026-01-26T09:30:00".parse().unwrap();
        let time = ZonedTime::new(local, Tz::UTC);
        let round = story.talks.on(story.first);
        let mut said = |town: &str, zone: Option<Tz>| {
            (round.venue.city, round.zone) = (town.to_owned(), zone);
            let (time, there) = at_venue(round, time, Tz::UTC);
            format!("{} {there}", time.local.format("%H:%M"))
        };
        assert_eq!(said("Chicago", Some(Tz::America__Chicago)), "03:30 Chicago");
        assert_eq!(said("Camp Somewhere", Some(Tz::America__Chicago)), "03:30 Camp Somewhere");
        assert_eq!(said("Istanbul", Some(Tz::America__Chicago)), "03:30 Chicago", "its clocks are others");
        let unknown = format!("09:30 {}", city(Tz::UTC));
        assert_eq!([said("Chicago", None), said("Camp Somewhere", None), said("", None)], [unknown.as_str(); 3]);
    }
}
