//! The reference day from which a relative date counts ("tomorrow", "next week"), for every place where a date is typed. This is the
//! one rule:
//!
//! - *Announced* dates count from the day on which they were said; while that is not known, from the round's last day; then from the
//!   day on which the source was published; then from today. "As early as next week", said on 24 January 2026, is the week of
//!   26 January. Without a year the date is the next one.
//! - What was *said* or *done* (a statement, an account, an incident) counts from the last day of its round, then from its source, then
//!   from today; the day on which something was *announced* counts from its source first, because the round is what it speaks of.
//!   Without a year it is the nearest such date that is not after today.
//! - A *follow-up* is due from its round on, then from its source, then from today. Without a year it is the next one.
//! - A *source* was published, and read, by today.
//! - A round's own date counts from today. Without a year it is nearest to the date that it has now, else to its sources, else to
//!   today: a correction stays in its year. A *sitting* is near the first day of its round, an *earlier date* near the round's date.
//! - An *office* began by today; it ends near today, or is to end after it began.
//!
//! A round that is not over is no anchor for what was said: nobody spoke after today.

use super::{names, rounds};
use crate::model::when::{Context, Tense, day_words, parse};
use crate::model::{
    Account, Affiliation, Announcement, EarlierDate, FollowUp, Incident, Round, RoundId, Source, SourceId, Statement, When,
    Workspace,
};
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

/// What a day is the day of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// It was said then.
    SaidOn,
    /// The round was, or ended, then.
    Round,
    /// The source was published then.
    Source,
    /// It is the reader's today.
    Today,
}

/// The day from which words count, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// The day.
    pub day: NaiveDate,
    /// What it is the day of.
    pub origin: Origin,
    /// Whether what is dated is over or to come.
    pub tense: Tense,
}

/// The reader's today, and the record that is asked.
#[derive(Clone, Copy, Debug)]
pub struct Anchors<'a> {
    /// The record.
    pub workspace: &'a Workspace,
    /// The reader's today.
    pub today: NaiveDate,
    /// A source as it is about to be, instead of as it is recorded.
    pub instead: Option<&'a Source>,
}

impl Anchor {
    /// As words are read against it, on the clocks of `zone`; none while nothing says whose.
    pub fn context(self, zone: impl Into<Option<Tz>>) -> Context {
        Context { tense: self.tense, ..Context::new(self.day, zone) }
    }

    /// From which day words count, for the screen: "Counted from 24 January 2026, the day it was said". Empty for today.
    pub fn words(self) -> String {
        let what = match self.origin {
            Origin::SaidOn => "the day it was said",
            Origin::Round => "the last day of the round",
            Origin::Source => "the day of the source",
            Origin::Today => return String::new(),
        };
        format!("Counted from {}, {what}", day_words(self.day))
    }
}

impl<'a> Anchors<'a> {
    /// Those of a record on the reader's day `today`.
    pub fn new(workspace: &'a Workspace, today: NaiveDate) -> Self {
        Self { workspace, today, instead: None }
    }

    /// Of the date that an announcement names.
    pub fn announced(self, round: &Round, one: &Announcement) -> Anchor {
        let said_on = last_day(&one.said_on, round).map(|day| (day, Origin::SaidOn));
        let days = [said_on, self.over(Some(round)), self.published(one.source)];
        Anchor { tense: Tense::Ahead, ..self.first(days) }
    }

    /// On which days the words of an announced date may have been read.
    pub fn read_on(self, round: &Round) -> ReadOn {
        let all = rounds::in_order(self.workspace, round.negotiation);
        let before = all.into_iter().take_while(|other| other.id != round.id).filter_map(|other| self.over(Some(other))).last();
        ReadOn { since: round.stamp.created.date_naive(), round_before: before.map(|(day, _)| day) }
    }

    /// Of the day on which something was announced.
    pub fn announced_on(self, round: &Round, source: Option<SourceId>) -> Anchor {
        self.past([self.published(source), self.over(Some(round))])
    }

    /// Of the day on which an account of a round was given.
    pub fn account(self, round: &Round, one: &Account) -> Anchor {
        self.past([self.over(Some(round)), self.published(one.source)])
    }

    /// Of the day on which something was said, under a round or none, by these sources.
    pub fn said(self, round: Option<RoundId>, sources: &[SourceId]) -> Anchor {
        self.past([self.over(self.round_of(round)), self.first_published(sources)])
    }

    /// Of the day on which a statement was made.
    pub fn statement(self, one: &Statement) -> Anchor {
        self.said(one.round, &one.sources)
    }

    /// Of the day of an incident.
    pub fn incident(self, one: &Incident) -> Anchor {
        self.said(one.round, &one.sources)
    }

    /// Of the day by which something is to be done.
    pub fn due(self, one: &FollowUp) -> Anchor {
        let days = [self.over(self.round_of(one.round)), self.first_published(&one.sources)];
        Anchor { tense: Tense::Ahead, ..self.first(days) }
    }

    /// Of a round's own date.
    pub fn round(self, round: &Round) -> Anchor {
        let near = known_day(&round.schedule.when, round).or_else(|| self.first_published(&round.sources).map(|(day, _)| day));
        self.near(near)
    }

    /// Of a date that a round once had.
    pub fn earlier(self, round: &Round, one: &EarlierDate) -> Anchor {
        let near = known_day(&round.schedule.when, round).or_else(|| self.published(one.source).map(|(day, _)| day));
        self.near(near)
    }

    /// Of a sitting: from the round's first day on.
    pub fn sitting(self, round: &Round) -> Anchor {
        match round.schedule.when.earliest_day(names::round_zone(round)) {
            Some(day) => Anchor { day, origin: Origin::Round, tense: Tense::Near(day) },
            None => self.near(None),
        }
    }

    /// Of the day on which a source was published: not after it was read.
    pub fn published_on(self, source: &Source) -> Anchor {
        let until = source.read.map_or(self.today, |read| read.min(self.today));
        Anchor { tense: Tense::Past { until }, ..self.past([]) }
    }

    /// Of the day on which a source was read, and of whatever else is over by today.
    pub fn over_by_today(self) -> Anchor {
        self.past([])
    }

    /// Of the end of an office.
    pub fn until(self, held: &Affiliation) -> Anchor {
        let began = held.from.earliest_day(Tz::UTC).filter(|day| *day > self.today);
        Anchor { tense: began.map_or(Tense::Open, Tense::Near), ..self.past([]) }
    }

    fn past<const N: usize>(self, days: [Option<(NaiveDate, Origin)>; N]) -> Anchor {
        Anchor { tense: Tense::Past { until: self.today }, ..self.first(days) }
    }

    fn near(self, day: Option<NaiveDate>) -> Anchor {
        Anchor { day: self.today, origin: Origin::Today, tense: day.map_or(Tense::Open, Tense::Near) }
    }

    /// The first of these days that is known, else today.
    fn first<const N: usize>(self, days: [Option<(NaiveDate, Origin)>; N]) -> Anchor {
        let (day, origin) = days.into_iter().flatten().next().unwrap_or((self.today, Origin::Today));
        Anchor { day, origin, tense: Tense::Open }
    }

    fn round_of(self, round: Option<RoundId>) -> Option<&'a Round> {
        self.workspace.rounds.get(&round?)
    }

    /// The last day of a round that is over.
    fn over(self, round: Option<&Round>) -> Option<(NaiveDate, Origin)> {
        let round = round?;
        let last = last_day(&round.schedule.when, round)?;
        (last <= self.today).then_some((last, Origin::Round))
    }

    fn published(self, source: Option<SourceId>) -> Option<(NaiveDate, Origin)> {
        let recorded = || self.workspace.sources.get(&source?);
        let when = &self.instead.filter(|one| Some(one.id) == source).or_else(recorded)?.published;
        let day = when.latest_day(Tz::UTC).or_else(|| when.earliest_day(Tz::UTC))?;
        Some((day, Origin::Source))
    }

    fn first_published(self, sources: &[SourceId]) -> Option<(NaiveDate, Origin)> {
        sources.iter().find_map(|source| self.published(Some(*source)))
    }
}

fn last_day(when: &When, round: &Round) -> Option<NaiveDate> {
    let zone = names::round_zone(round);
    when.latest_day(zone).or_else(|| when.earliest_day(zone))
}

fn known_day(when: &When, round: &Round) -> Option<NaiveDate> {
    let zone = names::round_zone(round);
    when.earliest_day(zone).or_else(|| when.latest_day(zone))
}

/// On which days words may have been read that nothing else says anything of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOn {
    /// Since the round was recorded.
    pub since: NaiveDate,
    /// In the line of the round before it, which ended then.
    pub round_before: Option<NaiveDate>,
}

/// An announced date read again because what it counts from has changed: `words` are those that it was read from. Nothing if they mean
/// the same on every day, were not wholly understood, or mean the same now.
///
/// The date is left alone unless it is what the words meant before, so that a date set by hand stays. Where nothing was stated that the
/// words could count from, they were read on some day since the round was recorded, or in the line of the round before, and from its last
/// day.
pub fn read_again(words: &str, date: &When, (before, after): (Anchor, Anchor), read: ReadOn, zone: Option<Tz>) -> Option<When> {
    let meant = |anchor: Anchor| parse(words, anchor.context(zone));
    let was = meant(before);
    if !was.counted || !was.is_whole() || before == after {
        return None;
    }
    let on_another_day = || {
        let first = read.since.max(before.day - Days::new(LONGEST));
        let mut days = first.iter_days().take_while(|day| *day < before.day);
        before.origin == Origin::Today && days.any(|day| meant(Anchor { day, ..before }).when == *date)
    };
    let at_the_round_before = || read.round_before.is_some_and(|day| meant(Anchor { day, ..before }).when == *date);
    (was.when == *date || on_another_day() || at_the_round_before()).then(|| meant(after).when).filter(|now| now != date)
}

/// How many days back a day is looked for on which words may have been read.
const LONGEST: u64 = 400;

#[cfg(test)]
mod tests;
