//! The rules of positions on the cases of the talks.

use super::*;
use crate::model::{ScheduleStatus, Who};
use crate::query::history::{Standing, history};
use crate::query::testing::{Talks, ZONE, abu_dhabi, day, when};
use StatementKind as Kind;
use proptest::prelude::*;

/// The text of a position, or "—".
fn text(talks: &Talks, party: PartyId, issue: IssueId, as_of: AsOf) -> String {
    let found = position(&talks.ws, party, issue, as_of, ZONE);
    found.map_or("—".to_owned(), |found| talks.ws.statements[&found.statement].text.clone())
}

fn on(date: &str) -> AsOf {
    AsOf::Date(day(date))
}

#[test]
fn the_energy_truce_as_of_each_day() {
    let mut story = abu_dhabi();
    let talks = &mut story.talks;
    talks.says_as(Kind::Offer, "United States", "Energy truce", "2026-01-22", "no strikes on energy sites and refineries");
    talks.says_as(Kind::Concession, "Russia", "Energy truce", "2026-01-30", "no strikes on Kyiv until 1 February");
    talks.says_as(Kind::Offer, "Ukraine", "Energy truce", "2026-01-30", "will do the same");
    talks.says_as(Kind::Offer, "United States", "Energy truce", "2026-02-07", "back to an energy ceasefire");
    talks.says_as(Kind::Acceptance, "Ukraine", "Energy truce", "2026-02-07", "agrees");
    let issue = talks.issue("Energy truce");
    let parties = ["United States", "Russia", "Ukraine"].map(|name| talks.party(name));
    for (as_of, expected) in [
        (on("2026-01-21"), ["—", "—", "—"]),
        (on("2026-01-22"), ["no strikes on energy sites and refineries", "—", "—"]),
        (AsOf::Round(story.first), ["no strikes on energy sites and refineries", "—", "—"]),
        (
            on("2026-01-30"),
            ["no strikes on energy sites and refineries", "no strikes on Kyiv until 1 February", "will do the same"],
        ),
        (AsOf::Now, ["back to an energy ceasefire", "no strikes on Kyiv until 1 February", "agrees"]),
    ] {
        assert_eq!(parties.map(|party| text(&story.talks, party, issue, as_of)), expected, "{as_of:?}");
    }
}

#[test]
fn what_is_superseded_inside_the_cut_off_is_not_a_position() {
    let mut talks = Talks::new();
    let russia = talks.party("Russia");
    let leave = talks.says("Russia", "Territory", "2026-02-18", "Kyiv must leave the parts it holds");
    let formula = talks.says("Russia", "Territory", "2026-01-26", "the Anchorage formula");
    let issue = talks.issue("Territory");
    // Recorded the wrong way round: the older word replaces the newer.
    talks.of(formula).supersedes.push(leave);
    assert_eq!(text(&talks, russia, issue, AsOf::Now), "the Anchorage formula");
    talks.of(formula).supersedes.clear();
    talks.of(leave).supersedes.push(formula);
    assert_eq!(text(&talks, russia, issue, AsOf::Now), "Kyiv must leave the parts it holds");
    assert_eq!(text(&talks, russia, issue, on("2026-02-17")), "the Anchorage formula", "not yet superseded then");
}

#[test]
fn of_two_on_one_day_the_superseding_one_wins_else_the_one_made_later() {
    let mut talks = Talks::new();
    let ukraine = talks.party("Ukraine");
    let first = talks.says("Ukraine", "Guarantees", "2025-12-29", "thirty years");
    let second = talks.says("Ukraine", "Guarantees", "2025-12-29", "twenty years");
    let issue = talks.issue("Guarantees");
    assert_eq!(text(&talks, ukraine, issue, AsOf::Now), "twenty years");
    talks.of(first).supersedes.push(second);
    assert_eq!(text(&talks, ukraine, issue, AsOf::Now), "thirty years");
}

#[test]
fn undated_statements_take_the_date_of_their_round_and_else_count_as_oldest() {
    let mut story = abu_dhabi();
    let talks = &mut story.talks;
    let (ukraine, issue) = (talks.party("Ukraine"), talks.issue("Monitoring"));
    talks.says("Ukraine", "Monitoring", "2026-01-20", "before the round");
    let at_round = talks.says("Ukraine", "Monitoring", "", "at the round");
    talks.of(at_round).round = Some(story.first);
    talks.says("Ukraine", "Monitoring", "", "some day");
    assert_eq!(text(talks, ukraine, issue, AsOf::Now), "at the round");
    assert_eq!(text(talks, ukraine, issue, on("2026-01-23")), "before the round", "the round was not over yet");
    assert_eq!(text(talks, ukraine, issue, on("2026-01-24")), "at the round");
    assert_eq!(text(talks, ukraine, issue, on("2026-01-01")), "—");
}

#[test]
fn as_of_a_round_counts_what_is_recorded_under_it_or_said_by_its_end() {
    let mut story = abu_dhabi();
    let (first, second) = (story.first, story.second);
    let talks = &mut story.talks;
    talks.on(second).schedule.when = when("2026-02-04..2026-02-05");
    talks.on(second).schedule.status = ScheduleStatus::Held;
    let miami = talks.round_that("Miami", when(""), ScheduleStatus::Proposed);
    let (russia, issue) = (talks.party("Russia"), talks.issue("Territory"));
    let after = talks.says("Russia", "Territory", "2026-01-26", "after the first, about it");
    talks.of(after).round = Some(first);
    assert_eq!(text(talks, russia, issue, AsOf::Round(first)), "after the first, about it");
    let early = talks.says("Russia", "Territory", "2026-01-24", "under the second, said by the end of the first");
    talks.of(early).round = Some(second);
    talks.of(after).round = None;
    assert_eq!(text(talks, russia, issue, AsOf::Round(first)), "under the second, said by the end of the first");
    assert_eq!(text(talks, russia, issue, AsOf::Round(second)), "after the first, about it");
    talks.says("Russia", "Territory", "2026-02-10", "between the rounds");
    assert_eq!(text(talks, russia, issue, AsOf::Round(second)), "after the first, about it");
    assert_eq!(text(talks, russia, issue, AsOf::Round(miami)), "between the rounds", "a round without a date lies ahead");
}

#[test]
fn a_retraction_takes_back_what_it_names_or_everything() {
    let mut talks = Talks::new();
    let (ukraine, issue) = (talks.party("Ukraine"), talks.issue("Crimea"));
    talks.says("Ukraine", "Crimea", "2022-03-01", "first");
    let second = talks.says("Ukraine", "Crimea", "2022-03-29", "fifteen years of talks");
    let retraction = talks.says_as(Kind::Retraction, "Ukraine", "Crimea", "2022-05-01", "no longer");
    assert_eq!(text(&talks, ukraine, issue, AsOf::Now), "—", "it names nothing, so it takes back everything");
    assert_eq!(text(&talks, ukraine, issue, on("2022-04-30")), "fifteen years of talks");
    talks.of(retraction).answers.push(second);
    assert_eq!(text(&talks, ukraine, issue, AsOf::Now), "first", "only what it names");
    talks.says("Ukraine", "Crimea", "2022-06-01", "anew");
    assert_eq!(text(&talks, ukraine, issue, AsOf::Now), "anew");
}

#[test]
fn another_party_or_an_analyst_takes_nothing_back() {
    let mut talks = Talks::new();
    let (us, issue) = (talks.party("United States"), talks.issue("Guarantees"));
    let offer = talks.says_as(Kind::Offer, "United States", "Guarantees", "2026-01-27", "only with a deal");
    for (kind, party) in [(Kind::Demand, "Russia"), (Kind::Retraction, "Russia"), (Kind::Denial, "United States")] {
        let other = talks.says_as(kind, party, "Guarantees", "2026-01-28", "not so");
        talks.of(other).answers.push(offer);
        if party == "Russia" {
            talks.of(other).supersedes.push(offer);
        }
    }
    let inferred = talks.says("United States", "Guarantees", "2026-01-29", "would settle for less");
    talks.of(inferred).assessor = "Analyst".into();
    talks.of(inferred).supersedes.push(offer);
    assert_eq!(text(&talks, us, issue, AsOf::Now), "only with a deal");
    let found = position(&talks.ws, us, issue, AsOf::Now, ZONE).unwrap();
    assert_eq!(found.denied_by.len(), 1, "the denial is shown beside it");
}

#[test]
fn a_word_on_behalf_of_a_party_counts_for_both() {
    let mut talks = Talks::new();
    let (poland, union) = (talks.party("Poland"), talks.party("European Union"));
    let issue = talks.issue("Sanctions");
    let said = talks.says("Poland", "Sanctions", "2025-06-01", "stay in place");
    talks.of(said).on_behalf_of = Some(union);
    let voices = [poland, union].map(|party| position(&talks.ws, party, issue, AsOf::Now, ZONE).unwrap().voice);
    assert_eq!(voices, [Voice::AlsoFor(union), Voice::Through(poland)]);
    let own = talks.says("European Union", "Sanctions", "2025-06-02", "may be eased");
    talks.of(own).supersedes.push(said);
    assert_eq!(text(&talks, union, issue, AsOf::Now), "may be eased");
    assert_eq!(text(&talks, poland, issue, AsOf::Now), "—");
}

#[test]
fn only_what_bears_a_position_is_one() {
    let mut talks = Talks::new();
    let (us, issue) = (talks.party("United States"), talks.issue("Territory"));
    talks.says_as(Kind::Other("proposal".into()), "United States", "Territory", "2025-12-24", "a free economic zone");
    for kind in [Kind::Comment, Kind::Procedural, Kind::DeclinedToComment, Kind::Interest, Kind::Denial] {
        talks.says_as(kind, "United States", "Territory", "2026-01-22", "down to one issue");
    }
    assert_eq!(text(&talks, us, issue, AsOf::Now), "a free economic zone");
}

#[test]
fn statements_that_supersede_each_other_are_both_gone_and_one_that_names_itself_stands() {
    let mut talks = Talks::new();
    let (a, issue) = (talks.party("A"), talks.issue("I"));
    let one = talks.says("A", "I", "2026-01-01", "one");
    talks.of(one).supersedes.push(one);
    assert_eq!(text(&talks, a, issue, AsOf::Now), "one");
    let two = talks.says("A", "I", "2026-01-02", "two");
    talks.of(one).supersedes = vec![two];
    talks.of(two).supersedes = vec![one];
    assert_eq!(text(&talks, a, issue, AsOf::Now), "—");
}

#[test]
fn the_history_tells_what_became_of_each_word() {
    let mut talks = Talks::new();
    let (ukraine, issue) = (talks.party("Ukraine"), talks.issue("Guarantees"));
    let thirty = talks.says("Ukraine", "Guarantees", "2025-12-29", "30, 40 or 50 years");
    let fifteen = talks.says_as(Kind::Offer, "United States", "Guarantees", "2025-12-30", "15 years");
    talks.of(fifteen).answers.push(thirty);
    let ready = talks.says("Ukraine", "Guarantees", "2026-01-25", "document ready");
    let denial = talks.says_as(Kind::Denial, "Russia", "Guarantees", "2026-01-26", "there is no document");
    talks.of(denial).answers.push(ready);
    let comment = talks.says_as(Kind::Comment, "Ukraine", "Guarantees", "2026-02-01", "we wait");
    let twenty = talks.says("Ukraine", "Guarantees", "2026-02-14", "at least 20 years");
    talks.of(twenty).supersedes.push(thirty);
    let guess = talks.says("Ukraine", "Guarantees", "2026-02-15", "would take 15");
    talks.of(guess).assessor = "Analyst".into();

    let found = history(&talks.ws, ukraine, issue, ZONE);
    let standings: Vec<(StatementId, Standing)> = found.iter().map(|entry| (entry.statement, entry.standing)).collect();
    assert_eq!(
        standings,
        [
            (thirty, Standing::Superseded),
            (ready, Standing::Earlier),
            (comment, Standing::NotAPosition),
            (twenty, Standing::Current),
            (guess, Standing::Assessment),
        ]
    );
    assert_eq!((&found[0].superseded_by, &found[0].answered_by), (&vec![twenty], &vec![fifteen]));
    assert_eq!(found[1].denied_by, [denial]);

    let retraction = talks.says_as(Kind::Retraction, "Ukraine", "Guarantees", "2026-03-01", "all of it");
    let found = history(&talks.ws, ukraine, issue, ZONE);
    assert!(found.iter().all(|entry| entry.standing != Standing::Current));
    assert_eq!((found[3].standing, &found[3].retracted_by), (Standing::Retracted, &vec![retraction]));
    assert!(found[2].retracted_by.is_empty(), "a comment is nothing to take back");
}

/// A statement drawn at random: party, issue, day of January, kind, what it supersedes and answers, round.
type Drawn = (usize, usize, u32, usize, Option<prop::sample::Index>, Option<prop::sample::Index>, Option<usize>);

fn drawn(days: std::ops::Range<u32>) -> impl Strategy<Value = Drawn> {
    let reference = || prop::option::weighted(0.3, any::<prop::sample::Index>());
    (0..3_usize, 0..2_usize, days, 0..6_usize, reference(), reference(), prop::option::of(0..2_usize))
}

/// Adds a drawn statement.
fn add(talks: &mut Talks, rounds: &[RoundId], known: &[StatementId], drawn: &Drawn) -> StatementId {
    let (party, issue, january, kind, supersedes, answers, round) = drawn;
    let kind = [Kind::Demand, Kind::Offer, Kind::Retraction, Kind::Denial, Kind::Comment, Kind::RedLine][*kind].clone();
    let id = talks.says_as(kind, ["A", "B", "C"][*party], ["I", "J"][*issue], &format!("2026-01-{january:02}"), "x");
    let pick = |index: &Option<prop::sample::Index>| index.filter(|_| !known.is_empty()).map(|index| *index.get(known));
    let statement = talks.of(id);
    statement.supersedes.extend(pick(supersedes));
    statement.answers.extend(pick(answers));
    statement.round = round.and_then(|round| rounds.get(round).copied());
    statement.speaker = Some(Who::Described("somebody".into()));
    id
}

proptest! {
    #[test]
    fn what_is_said_later_never_changes_an_earlier_as_of(
        early in prop::collection::vec(drawn(1..15), 0..12),
        late in prop::collection::vec(drawn(16..29), 0..12),
    ) {
        let mut talks = Talks::new();
        let rounds = [talks.round("R", "2026-01-05"), talks.round("S", "2026-01-20")];
        for name in ["A", "B", "C"] { talks.party(name); }
        for name in ["I", "J"] { talks.issue(name); }
        let mut known = Vec::new();
        for one in &early { known.push(add(&mut talks, &[], &known, one)); }
        let all = |talks: &Talks, as_of| {
            let positions = Positions::new(&talks.ws, talks.negotiation, as_of, ZONE);
            let parties: Vec<PartyId> = talks.ws.parties.keys().copied().collect();
            let issues: Vec<IssueId> = talks.ws.issues.keys().copied().collect();
            parties.iter().flat_map(|party| issues.iter().map(|issue| positions.of(*party, *issue)).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        let cuts: Vec<AsOf> = (1..16).map(|january| on(&format!("2026-01-{january:02}"))).chain([AsOf::Round(rounds[0])]).collect();
        let before: Vec<_> = cuts.iter().map(|cut| all(&talks, *cut)).collect();
        for one in &late { known.push(add(&mut talks, &rounds[1..], &known, one)); }
        let after: Vec<_> = cuts.iter().map(|cut| all(&talks, *cut)).collect();
        prop_assert_eq!(before, after);
    }

    #[test]
    fn one_position_is_as_among_all(said in prop::collection::vec(drawn(1..29), 0..20)) {
        let mut talks = Talks::new();
        let rounds = [talks.round("R", "2026-01-05"), talks.round("S", "2026-01-20")];
        let mut known = Vec::new();
        for one in &said { known.push(add(&mut talks, &rounds, &known, one)); }
        for as_of in [AsOf::Now, on("2026-01-15"), AsOf::Round(rounds[0])] {
            let positions = Positions::new(&talks.ws, talks.negotiation, as_of, ZONE);
            for (party, issue) in positions.cells() {
                prop_assert_eq!(position(&talks.ws, party, issue, as_of, ZONE), positions.of(party, issue));
            }
        }
    }

    #[test]
    fn a_position_is_a_standing_word_of_the_party_on_the_issue(said in prop::collection::vec(drawn(1..29), 0..20)) {
        let mut talks = Talks::new();
        let rounds = [talks.round("R", "2026-01-05"), talks.round("S", "2026-01-20")];
        let mut known = Vec::new();
        for one in &said { known.push(add(&mut talks, &rounds, &known, one)); }
        let positions = Positions::new(&talks.ws, talks.negotiation, AsOf::Now, ZONE);
        for (party, issue) in positions.cells() {
            let entries = history(&talks.ws, party, issue, ZONE);
            let current: Vec<StatementId> =
                entries.iter().filter(|entry| entry.standing == Standing::Current).map(|entry| entry.statement).collect();
            let position = positions.of(party, issue).map(|found| found.statement);
            prop_assert_eq!(current, Vec::from_iter(position));
            if let Some(statement) = position.map(|id| &talks.ws.statements[&id]) {
                prop_assert!(statement.party == party && statement.issues.contains(&issue) && bears(statement));
                let entry = entries.iter().find(|entry| entry.statement == statement.id).unwrap();
                prop_assert!(entry.superseded_by.is_empty() && entry.retracted_by.is_empty());
            }
        }
    }
}

#[test]
fn what_else_was_said_at_its_round_stands_beside_a_position() {
    let mut talks = Talks::new();
    let [first, second] = [("One", "2026-10-26"), ("Two", "2026-11-09")].map(|(title, date)| talks.round(title, date));
    let mut says = |round, text: &str| {
        let said = talks.says("Employers", "Pay", "", text);
        talks.of(said).round = Some(round);
        said
    };
    let refused = says(first, "nothing to give");
    let percent = says(second, "2.4 per cent");
    let again = says(second, "600 euros once");
    let last = says(second, "600 euros once");
    let (party, issue) = (talks.party("Employers"), talks.issue("Pay"));
    let at = |talks: &Talks, as_of| {
        let found = position(&talks.ws, party, issue, as_of, ZONE).unwrap();
        (found.statement, found.also)
    };
    assert_eq!(at(&talks, AsOf::Now), (last, vec![percent]), "not what is said again, nor what was said at another round");
    assert_eq!(at(&talks, AsOf::Round(first)), (refused, vec![]));
    talks.of(again).supersedes = vec![percent];
    assert_eq!(at(&talks, AsOf::Now), (last, vec![]), "it was replaced");
}
