//! `upcoming`: rounds and follow-ups from a day on, with date conflicts and unknown dates.

use super::answer::Answer;
use super::facts::Dates;
use super::open_workspace::OpenWorkspace;
use super::page::Page;
use super::show::round::announcement_words;
use super::value_error::ValueError;
use crate::model::when::day_words;
use crate::model::{Announcement, FollowUp, Round, Vocabulary, When};
use crate::query::agenda::{self, AgendaQuery, Item, What};
use crate::query::{conflict, names};
use serde::Serialize;

/// Rounds and follow-ups ahead, conflicts and unknown dates included.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
In text, what is near stands under today, the next 7 days or the next 30 days, counted from that
day; what is not exactly dated, under the time in which it may be; a round whose date has passed
without word that it was held, under “Should have begun”. With --json everything is in the order of
its earliest day, unknown dates last.")]
pub struct Upcoming {
    /// Ahead of this day instead of today: 2026-01-25, “25 January 2026”, tomorrow; of a day that has passed, the rounds that have
    /// since been held are in it too.
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<String>,
    /// Only so many days, that one included; what has no date stays.
    #[arg(long, value_name = "N", value_parser = number)]
    pub(super) days: Option<u32>,
}

fn number(text: &str) -> Result<u32, ValueError> {
    text.trim().parse().map_err(|_| ValueError::Days(text.to_owned()))
}

#[derive(Serialize)]
struct Document {
    from: String,
    items: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    what: &'static str,
    title: String,
    negotiation: String,
    status: Option<String>,
    when: Dates,
    zone: String,
    conflicting: bool,
    announcements: Vec<Announced>,
}

#[derive(Serialize)]
struct Announced {
    by: Option<String>,
    said_on: Dates,
    when: Dates,
    venue: Option<String>,
    wording: Option<String>,
    source: Option<String>,
    withdrawn: bool,
}

impl Upcoming {
    pub(super) fn answer(&self, opened: &OpenWorkspace, json: bool) -> anyhow::Result<Answer> {
        let days = self.days;
        let from = self.from.as_deref().map_or(Ok(opened.today), |text| opened.day(text))?;
        let query = AgendaQuery { from, days, negotiation: None, zone: opened.zone };
        let has_passed = from < opened.today;
        let items =
            if has_passed { agenda::ahead_of(opened.workspace(), &query) } else { agenda::agenda(opened.workspace(), &query) };
        let mut by_date: Vec<&Item> = items.iter().collect();
        by_date.sort_by_cached_key(|item| (item.when.key(opened.zone), item.what));
        let document = Document { from: from.to_string(), items: by_date.into_iter().map(|item| entry(opened, item)).collect() };
        Answer::new(json, &document, |page| {
            let until = days.map(|days| format!(", {days} {}", if days == 1 { "day" } else { "days" })).unwrap_or_default();
            page.line(&format!("Ahead of {}{until}", day_words(from)));
            if items.is_empty() {
                page.gap();
                page.line("Nothing is planned, and nothing is owed.");
            }
            for (group, items) in agenda::grouped(&items) {
                page.under(group.label(), |page| {
                    for item in items {
                        write(opened, item, page);
                    }
                });
            }
        })
    }
}

fn round_of<'a>(opened: &'a OpenWorkspace, item: &Item) -> Option<&'a Round> {
    let What::Round(id) = item.what else { return None };
    opened.workspace().rounds.get(&id)
}

fn follow_up_of<'a>(opened: &'a OpenWorkspace, item: &Item) -> Option<&'a FollowUp> {
    let What::FollowUp(id) = item.what else { return None };
    opened.workspace().follow_ups.get(&id)
}

fn entry(opened: &OpenWorkspace, item: &Item) -> Entry {
    let announcements = round_of(opened, item).map(|round| round.schedule.announcements.as_slice()).unwrap_or_default();
    let follow_up = follow_up_of(opened, item);
    let state = follow_up.map(|one| one.state.key().to_owned());
    Entry {
        what: if follow_up.is_some() { "follow_up" } else { "round" },
        title: follow_up.map_or_else(|| item.title.clone(), |one| one.what.clone()),
        negotiation: names::negotiation(opened.workspace(), item.negotiation),
        status: item.status.as_ref().map(|status| status.key().to_owned()).or(state),
        when: Dates::of(&item.when, item.zone),
        zone: item.zone.name().to_owned(),
        conflicting: item.conflicting,
        announcements: announcements.iter().map(|one| announced(opened, item, one)).collect(),
    }
}

fn announced(opened: &OpenWorkspace, item: &Item, one: &Announcement) -> Announced {
    let filled = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    Announced {
        by: one.by.as_ref().map(|by| names::who(opened.workspace(), by)),
        said_on: Dates::of(&one.said_on, item.zone),
        when: Dates::of(&one.when, item.zone),
        venue: filled(&one.venue),
        wording: filled(&one.wording),
        source: one.source.map(|source| names::source(opened.workspace(), source)),
        withdrawn: one.withdrawn,
    }
}

fn write(opened: &OpenWorkspace, item: &Item, page: &mut Page) {
    let ws = opened.workspace();
    let own_time = match &item.when {
        When::At { start, .. } if start.in_zone(opened.zone).local != start.local => start.words_for(opened.zone),
        _ => String::new(),
    };
    let negotiation = names::negotiation(ws, item.negotiation);
    if let Some(follow_up) = follow_up_of(opened, item) {
        page.under(&format!("To do: {}", follow_up.what.trim()), |page| {
            let due = if item.when.is_unknown() { String::new() } else { item.when.words() };
            page.facts([
                ("Owed by", names::who_all(ws, &follow_up.owners)),
                ("Due", due),
                ("Your time", own_time),
                ("State", follow_up.state.label().to_owned()),
                ("Negotiation", negotiation),
                ("From round", follow_up.round.map(|round| names::round(ws, round)).unwrap_or_default()),
            ]);
        });
        return;
    }
    let Some(round) = round_of(opened, item) else { return };
    page.under(&item.title, |page| {
        page.facts([
            ("When", item.when.words()),
            ("Your time", own_time),
            ("Status", round.schedule.status.said().to_owned()),
            ("Venue", names::venue(&round.venue)),
            ("Negotiation", negotiation),
            ("In conflict", conflicts(opened, round)),
            ("Announced", announcements(opened, round)),
        ]);
    });
}

/// The conflicts of a round's dates, each with both sides.
pub(super) fn conflicts(opened: &OpenWorkspace, round: &Round) -> String {
    let found = conflict::conflicts(round);
    let words = found.iter().map(|one| format!("{}: {}", one.grade.label(), conflict::words(opened.workspace(), round, one)));
    in_items(&words.collect::<Vec<_>>())
}

/// Who announced which date, on which day and by which source.
pub(super) fn announcements(opened: &OpenWorkspace, round: &Round) -> String {
    let words = round.schedule.announcements.iter().map(|one| announcement_words(opened, one));
    in_items(&words.collect::<Vec<_>>())
}

fn in_items(words: &[String]) -> String {
    match words {
        [one] => one.clone(),
        several => several.iter().map(|words| format!("- {words}")).collect::<Vec<_>>().join("\n"),
    }
}
