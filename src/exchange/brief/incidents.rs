//! Incidents, as claims: who makes each, whom it blames, who denies it, and how far it could be checked.

use super::paper::{Paper, joined};
use crate::exchange::document::{Block, Entry, Run};
use crate::model::{Incident, Round, RoundId, Vocabulary, Who};
use crate::query::matrix::baseline;
use crate::query::{names, usage};

/// Those since the round that movement is reckoned from; of what was before, the paper says how much there is.
pub(super) fn since(paper: &mut Paper<'_>) {
    let mut all: Vec<&Incident> = paper.workspace.incidents.values().collect();
    all.sort_by_cached_key(|one| (one.when.key(paper.zone), one.id));
    let since = baseline(paper.workspace, paper.negotiation, paper.as_of, paper.zone);
    let since = since.and_then(|id| paper.workspace.rounds.get(&id));
    let (now, before): (Vec<&Incident>, Vec<&Incident>) =
        all.into_iter().partition(|one| since.is_none_or(|round| is_since(paper, one, round)));
    if now.is_empty() && before.is_empty() {
        return;
    }
    match since {
        Some(round) => paper.heading(1, format!("Incidents since {}", paper.round_dated(round.id))),
        None => paper.heading(1, "Incidents"),
    }
    write(paper, &now);
    if !before.is_empty() {
        let are = if before.len() == 1 { "is" } else { "are" };
        let words =
            format!("{} from before {are} in the record and not in this paper.", usage::counted(before.len(), "incident"));
        paper.push(Block::aside(words));
    }
}

/// Those around a round.
pub(super) fn around(paper: &mut Paper<'_>, round: RoundId) {
    let mut around: Vec<&Incident> = paper.workspace.incidents_at(round).collect();
    around.sort_by_cached_key(|one| (one.when.key(paper.zone), one.id));
    if !around.is_empty() {
        paper.heading(1, "Incidents");
        write(paper, &around);
    }
}

/// After the round, or not known to be before its end.
fn is_since(paper: &Paper<'_>, incident: &Incident, round: &Round) -> bool {
    let end = round.schedule.when.latest_day(paper.zone);
    match (incident.when.latest_day(paper.zone).or(incident.when.earliest_day(paper.zone)), end) {
        (Some(day), Some(end)) => day > end,
        _ => incident.round != Some(round.id),
    }
}

fn write(paper: &mut Paper<'_>, incidents: &[&Incident]) {
    if incidents.is_empty() {
        return;
    }
    paper.push(Block::aside("Each is a claim of those named, and no finding of this paper."));
    for incident in incidents {
        let entry = entry(paper, incident);
        paper.push(Block::Entry(entry));
    }
}

fn entry(paper: &mut Paper<'_>, incident: &Incident) -> Entry {
    let claimed = match incident.claimed_by.as_slice() {
        [] => Run::strong("Reported, by nobody named"),
        by => Run::strong(format!("Claimed by {}", names::who_all(paper.workspace, by))),
    };
    let when = if incident.when.is_unknown() { "date unknown".to_owned() } else { incident.when.short_words() };
    let more = joined([when.as_str(), incident.place.trim()]);
    let head = vec![claimed, Run::text(format!(" · {more}"))];
    let what = incident.what.trim();
    let mut words = vec![if what.is_empty() { Run::quiet("Incident without words") } else { Run::text(what) }];
    words.extend(paper.cite(&incident.sources));
    let mut below = Vec::new();
    below.extend(paper.quotations(&incident.passages, what));
    let mut sides = Vec::new();
    for (how, who) in [("Blamed on", &incident.blamed_on), ("Denied by", &incident.denied_by)] {
        sides.extend(told(paper, how, who));
    }
    if !sides.is_empty() {
        below.push(vec![Run::text(sides.join(" · "))]);
    }
    let note = incident.verification_note.trim();
    let verification = incident.verification.label();
    below.push(vec![Run::strong(verification), Run::quiet(if note.is_empty() { String::new() } else { format!(": {note}") })]);
    Entry { head, words, below, inferred: false }
}

fn told(paper: &Paper<'_>, how: &str, who: &[Who]) -> Option<String> {
    (!who.is_empty()).then(|| format!("{how} {}", names::who_all(paper.workspace, who)))
}
