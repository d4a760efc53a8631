//! Rows that are facts on which reports of a round differ. Those about dates are announcements as well.

use super::desk::Desk;
use super::grid::GridRow;
use super::plan::Done;
use super::sources::cited;
use super::words::{Clocks, aside, plain, sentence, when};
use crate::model::{Announcement, Discrepancy, PartId, SourceId, When, Who};
use crate::query::names;

pub(super) fn row(desk: &mut Desk<'_, '_>, row: &GridRow) -> Result<Done, String> {
    let about = desk.cell(row, "about").to_owned();
    let (held, other) = (desk.cell(row, "held").to_owned(), desk.cell(row, "other").to_owned());
    if about.is_empty() || other.is_empty() {
        return Err("It does not say on which fact reports differ, or what the other report gives.".to_owned());
    }
    let named = desk.cell(row, "round").to_owned();
    let Some(round) = desk.round(row, &named)? else {
        return Err("It does not say about which round.".to_owned());
    };
    let negotiation = desk.negotiation(row, Some(round))?;
    let named = cited(desk.cell(row, "source"), desk.cell(row, "outlet"), desk.cell(row, "address"));
    let source = desk.sources(negotiation, &named).first().copied();
    let clocks = desk.clocks(Some(round), None);
    let note = sentence(desk.cell(row, "note"));
    let Some(before) = desk.ws.rounds.get(&round).cloned() else {
        return Err("The round is no longer there.".to_owned());
    };
    let mut after = before.clone();
    let same = |one: &Discrepancy| plain(&one.about) == plain(&about) && plain(&one.other) == plain(&other);
    let is_known = after.discrepancies.iter().any(same);
    if !is_known {
        let id = PartId(desk.fresh_id());
        let discrepancy =
            Discrepancy { id, about: sentence(&about), held: held.clone(), other: other.clone(), note: note.clone(), source };
        after.discrepancies.push(discrepancy);
    }
    if is_about_dates(&about) {
        let told = [(held.as_str(), "Most reports", None), (other.as_str(), "", source)];
        for (words, by, source) in told {
            announce(desk, &mut after.schedule.announcements, &about, words, by, source, clocks);
        }
    }
    let what = format!("{}: {}", names::round(&desk.ws, round), sentence(&about));
    let mut done = desk.done(Some(before.into()), after.into(), what);
    if !is_known {
        // What it adds is a part of a round.
        done.fate = super::plan::Fate::New;
    }
    Ok(done)
}

/// Whether a fact is when the round was, and not a weekday, a length or the dates of others.
fn is_about_dates(about: &str) -> bool {
    matches!(
        plain(about).as_str(),
        "date" | "dates" | "start" | "start date" | "end date" | "opening day" | "when" | "day" | "days"
    )
}

/// Adds what a report gives, if it names a day: "2026-02-16 (Kyiv Independent)" by the Kyiv Independent.
fn announce(
    desk: &mut Desk<'_, '_>,
    announcements: &mut Vec<Announcement>,
    about: &str,
    words: &str,
    by: &str,
    source: Option<SourceId>,
    clocks: Clocks,
) {
    let (date, who) = aside(words);
    let Ok(said) = when(date, clocks) else { return };
    if !matches!(said, When::Day(_) | When::Span { .. } | When::At { .. }) {
        return;
    }
    let outlet = || source.and_then(|id| desk.ws.sources.get(&id)).map(names::source_title);
    let by = match (who.is_empty(), by.is_empty()) {
        (false, _) => who.to_owned(),
        (true, false) => by.to_owned(),
        (true, true) => outlet().unwrap_or_else(|| "Another report".to_owned()),
    };
    let by = Some(Who::Described(by));
    if announcements.iter().any(|known| known.when == said && (known.by == by || source.is_some() && known.source == source)) {
        return;
    }
    let id = PartId(desk.fresh_id());
    announcements.push(Announcement {
        id,
        by,
        said_on: When::Unknown,
        when: said,
        venue: String::new(),
        wording: sentence(about),
        source,
        withdrawn: false,
    });
}
