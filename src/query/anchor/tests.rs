//! Dates read against what they hang on.

use super::*;
use crate::model::Who;
use crate::query::testing::{Talks, ZONE, day, when};

const TODAY: &str = "2026-11-29";

/// The article's case: a round of 23 and 24 January 2026, an announcement under it, looked at in November.
fn article() -> (Talks, RoundId) {
    let mut talks = Talks::new();
    let round = talks.round("Abu Dhabi", "2026-01-23..2026-01-24");
    (talks, round)
}

fn announcement(talks: &mut Talks, round: RoundId, said_on: &str) -> Announcement {
    talks.announced(round, Who::Described("US official".into()), "2026-01-24", when(""));
    let mut one = talks.on(round).schedule.announcements.last().unwrap().clone();
    one.said_on = if said_on.is_empty() { When::Unknown } else { When::Day(day(said_on)) };
    one
}

fn since(day_recorded: &str) -> ReadOn {
    ReadOn { since: day(day_recorded), round_before: None }
}

fn meant(text: &str, anchor: Anchor) -> String {
    let when = parse(text, anchor.context(ZONE)).when;
    match when {
        When::Window { earliest, latest, .. } => format!("{earliest:?} {latest:?}").replace("Some", ""),
        when => when.words(),
    }
}

#[test]
fn announced_words_count_from_the_day_they_were_said_then_the_round_then_the_source_then_today() {
    let (mut talks, round) = article();
    let source = talks.source("BBC");
    talks.ws.sources.get_mut(&source).unwrap().published = When::Day(day("2026-01-20"));
    let undated = talks.round("Next", "");
    let (said, unsaid) = (announcement(&mut talks, round, "2026-01-24"), announcement(&mut talks, round, ""));
    let by_source = Announcement { source: Some(source), ..unsaid.clone() };
    let anchors = Anchors::new(&talks.ws, day(TODAY));
    let of = |round: RoundId, one: &Announcement| anchors.announced(&talks.ws.rounds[&round], one);
    for (anchor, origin, from, next_week, first_of_february) in [
        (of(round, &said), Origin::SaidOn, "2026-01-24", "(2026-01-26) (2026-02-01)", "1 February 2026"),
        (of(undated, &said), Origin::SaidOn, "2026-01-24", "(2026-01-26) (2026-02-01)", "1 February 2026"),
        (of(round, &unsaid), Origin::Round, "2026-01-24", "(2026-01-26) (2026-02-01)", "1 February 2026"),
        (of(round, &by_source), Origin::Round, "2026-01-24", "(2026-01-26) (2026-02-01)", "1 February 2026"),
        (of(undated, &by_source), Origin::Source, "2026-01-20", "(2026-01-26) (2026-02-01)", "1 February 2026"),
        (of(undated, &unsaid), Origin::Today, TODAY, "(2026-11-30) (2026-12-06)", "1 February 2027"),
    ] {
        assert_eq!((anchor.origin, anchor.day), (origin, day(from)));
        assert_eq!(meant("as early as next week", anchor), next_week, "{origin:?}");
        assert_eq!(meant("1 February", anchor), first_of_february, "{origin:?}");
    }
    // Said on the first day of a round that ends on the second.
    let early = Announcement { said_on: When::Day(day("2026-01-16")), ..said };
    assert_eq!(meant("next week", of(round, &early)), "(2026-01-19) (2026-01-25)");
}

#[test]
fn a_round_that_is_still_to_come_is_no_anchor_for_what_was_said() {
    let (mut talks, round) = article();
    let one = announcement(&mut talks, round, "");
    let anchors = Anchors::new(&talks.ws, day("2026-01-15"));
    let anchor = anchors.announced(&talks.ws.rounds[&round], &one);
    assert_eq!((anchor.origin, meant("next week", anchor)), (Origin::Today, "(2026-01-19) (2026-01-25)".to_owned()));
    let said = anchors.said(Some(round), &[]);
    assert_eq!(meant("20 December", said), "20 December 2025");
}

#[test]
fn what_was_said_or_done_is_past_and_what_is_due_is_to_come() {
    let (mut talks, round) = article();
    let source = talks.source("BBC");
    talks.ws.sources.get_mut(&source).unwrap().published = When::Day(day("2026-02-02"));
    let follow_up = talks.owes("Ukraine", "Send the list", "");
    talks.ws.follow_ups.get_mut(&follow_up).unwrap().round = Some(round);
    let round = &talks.ws.rounds[&round];
    let anchors = Anchors::new(&talks.ws, day(TODAY));
    let due = anchors.due(&talks.ws.follow_ups[&follow_up]);
    let said = anchors.said(Some(round.id), &[source]);
    let between = anchors.said(None, &[source]);
    let (bare, own) = (anchors.said(None, &[]), anchors.round(round));
    for (anchor, text, expected) in [
        (said, "20 December", "20 December 2025"),
        (said, "26 January", "26 January 2026"),
        (said, "Friday", "23 January 2026"),
        (said, "yesterday", "23 January 2026"),
        (between, "Friday", "30 January 2026"),
        (between, "5 February", "5 February 2026"),
        (bare, "30 November", "30 November 2025"),
        (bare, "5 February", "5 February 2026"),
        (due, "1 March", "1 March 2026"),
        (due, "20 January", "20 January 2027"),
        (due, "Friday", "30 January 2026"),
        (due, "tomorrow", "25 January 2026"),
        (own, "22–24 January", "22–24 January 2026"),
        (own, "tomorrow", "30 November 2026"),
        (anchors.sitting(round), "Friday", "23 January 2026"),
        (anchors.sitting(round), "24 January", "24 January 2026"),
        (anchors.announced_on(round, None), "Friday", "23 January 2026"),
        (anchors.announced_on(round, Some(source)), "Friday", "30 January 2026"),
        (anchors.over_by_today(), "30 November", "30 November 2025"),
        (anchors.published_on(&talks.ws.sources[&source]), "24 January", "24 January 2026"),
    ] {
        assert_eq!(meant(text, anchor), expected, "{text:?} from {anchor:?}");
    }
}

#[test]
fn words_are_read_again_and_whole_dates_stay() {
    let (mut talks, round) = article();
    let (said, unsaid) = (announcement(&mut talks, round, "2026-01-24"), announcement(&mut talks, round, ""));
    let undated = talks.round("Next", "");
    let anchors = Anchors::new(&talks.ws, day(TODAY));
    let of = |one: &Announcement| anchors.announced(&talks.ws.rounds[&undated], one);
    let steps = (of(&unsaid), of(&said));
    let read = |words: &str| parse(words, steps.0.context(ZONE)).when;
    let again =
        |words: &str| read_again(words, &read(words), steps, since("2026-11-01"), Some(ZONE)).map(|when| when.short_words());
    assert_eq!(again("1 February"), Some("1 Feb 2026".to_owned()));
    assert_eq!(again("Friday"), Some("30 Jan 2026".to_owned()));
    assert_eq!(again("1 February 2027"), None, "typed whole");
    assert_eq!(again("when the snow melts"), None, "not understood");
    let now = read_again("next week", &read("next week"), steps, since("2026-11-01"), Some(ZONE));
    assert_eq!(
        now,
        Some(When::Window { earliest: Some(day("2026-01-26")), latest: Some(day("2026-02-01")), wording: "next week".into() })
    );
    // Read a week ago, when today was another day.
    let week_ago =
        When::Window { earliest: Some(day("2026-11-23")), latest: Some(day("2026-11-29")), wording: "next week".into() };
    assert!(read_again("next week", &week_ago, steps, since("2026-11-20"), Some(ZONE)).is_some());
    assert_eq!(read_again("next week", &week_ago, steps, since("2026-11-25"), Some(ZONE)), None, "not yet recorded then");
    let by_hand = When::Window { earliest: Some(day("2026-03-01")), latest: None, wording: "next week".into() };
    assert_eq!(read_again("next week", &by_hand, steps, since("2026-11-01"), Some(ZONE)), None, "set by hand");
}

#[test]
fn words_from_the_line_of_the_round_before_are_read_again() {
    let (mut talks, _) = article();
    let next = talks.round("Next", "");
    let (unsaid, said) = (announcement(&mut talks, next, ""), announcement(&mut talks, next, "2026-01-31"));
    let anchors = Anchors::new(&talks.ws, day(TODAY));
    let round = &talks.ws.rounds[&next];
    let steps = (anchors.announced(round, &unsaid), anchors.announced(round, &said));
    let words = "as early as next week";
    // The line counted from the last day of the round at hand.
    let typed = parse(words, anchors.said(Some(talks.ws.rounds.keys().copied().next().unwrap()), &[]).context(ZONE)).when;
    let read = anchors.read_on(round);
    assert_eq!(read.round_before, Some(day("2026-01-24")));
    let again = read_again(words, &typed, steps, read, Some(ZONE)).map(|when| when.earliest_day(ZONE));
    assert_eq!(again, Some(Some(day("2026-02-02"))));
    assert_eq!(read_again(words, &typed, steps, ReadOn { round_before: None, ..read }, Some(ZONE)), None);
}
