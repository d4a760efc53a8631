//! When, where and in what format a round is, and what came out of it.

use super::paper::Paper;
use crate::exchange::document::{Fact, Run};
use crate::model::when::{offset_words, zone_name};
use crate::model::{Round, Vocabulary, When};
use crate::query::{names, rounds, schedule};
use chrono::Offset;

/// When, on which clocks, where, and in what format.
pub(super) fn place_and_time(paper: &Paper<'_>, round: &Round) -> Vec<Fact> {
    let mut when = vec![vec![Run::text(schedule::told_words(round, paper.today, paper.zone))]];
    when.extend(clocks(round).map(|words| vec![Run::quiet(words)]));
    let mut facts = vec![Fact { name: "When".to_owned(), lines: when }];
    let format = rounds::format_words(paper.workspace, round);
    for (name, words) in [("Venue", names::venue(&round.venue)), ("Format", format)] {
        if !words.is_empty() {
            facts.push(Fact { name: name.to_owned(), lines: vec![vec![Run::text(words)]] });
        }
    }
    facts
}

/// Whose clocks the venue goes by, and how far they were from UTC then.
fn clocks(round: &Round) -> Option<String> {
    let zone = round.zone?;
    // Days are days on any clock.
    let has_hour = |when: &When| matches!(when, When::At { .. });
    if !has_hour(&round.schedule.when) && !round.sittings.iter().any(|sitting| has_hour(&sitting.when)) {
        return None;
    }
    let moment = round.schedule.when.earliest(zone)?;
    let offset = moment.with_timezone(&zone).offset().fix();
    Some(format!("Clocks at the venue: {}, {}", zone_name(zone), offset_words(offset)))
}

/// What came out; nothing while nothing is recorded.
pub(super) fn outcome(paper: &mut Paper<'_>, round: &Round) -> Option<Fact> {
    let outcome = &round.outcome;
    let mut lines = Vec::new();
    if let Some(kind) = &outcome.kind {
        lines.push(vec![Run::strong(kind.label())]);
    }
    if !outcome.text.trim().is_empty() {
        lines.push(vec![Run::text(outcome.text.trim())]);
    }
    let documents = paper.cite(&outcome.documents);
    match lines.last_mut() {
        Some(line) => line.extend(documents),
        None if !documents.is_empty() => lines.push([vec![Run::text("Documents")], documents].concat()),
        None => {}
    }
    lines.extend(paper.quotations(&outcome.passages, &outcome.text));
    if lines.is_empty() {
        return None;
    }
    Some(Fact { name: "Outcome".to_owned(), lines })
}
