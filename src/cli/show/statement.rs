//! A statement as facts.

use super::recorded::recorded;
use super::values::named;
use crate::cli::facts::{Facts, Value};
use crate::cli::open_workspace::OpenWorkspace;
use crate::exchange::release;
use crate::model::{Statement, Vocabulary as _};
use crate::query::{names, position};

/// When it was said: its own date, or else that of its round, which is then said to be that.
pub(in crate::cli) fn said_on(opened: &OpenWorkspace, one: &Statement) -> Value {
    let ws = opened.workspace();
    let round = one.round.and_then(|round| ws.rounds.get(&round));
    let (when, zone) = (position::said_when(ws, one).clone(), round.map_or(opened.zone, names::round_zone));
    if position::is_dated_by_round(ws, one) { Value::WhenOf(position::ROUND_OF, when, zone) } else { Value::When(when, zone) }
}

/// All of it. The terms on which it may be told are added where words say more of them than its level.
pub(in crate::cli) fn facts(opened: &OpenWorkspace, one: &Statement) -> Facts {
    let ws = opened.workspace();
    let round = one.round.and_then(|round| ws.rounds.get(&round));
    let sitting = round.and_then(|round| round.sittings.iter().find(|sitting| one.sitting == Some(sitting.id)));
    let sitting = sitting.map(|sitting| sitting.title.as_str()).unwrap_or_default();
    let terms = release::terms(ws, one);
    recorded(opened, one, opened.zone)
        .text("id", &one.id.to_string())
        .set("said_on", said_on(opened, one))
        .text("sitting", sitting)
        .term_if("counts_as", Some(&terms).filter(|terms| **terms != one.level))
        .in_order(ORDER)
}

/// What identifies it, what was said, on what terms, how we know, where, and the rest.
const ORDER: &[&str] = &[
    "id",
    "party",
    "on_behalf_of",
    "speaker",
    "said_on",
    "issues",
    "kind",
    "firmness",
    "text",
    "verbatim",
    "original",
    "original_language",
    "condition",
    "conditional_on",
    "movement",
    "supersedes",
    "answers",
    "assessor",
    "tags",
    "to_look_at",
    "record_level",
    "counts_as",
    "terms",
    "verification",
    "verification_note",
    "reliability",
    "credibility",
    "sources",
    "place_in_source",
    "round",
    "sitting",
    "negotiation",
    "note",
];

/// A statement in the list of its round: on what, what it does, what was said, and on what terms unless it is on the record.
pub(super) fn line(opened: &OpenWorkspace, one: &Statement) -> Value {
    let ws = opened.workspace();
    let issues: Vec<String> = one.issues.iter().map(|issue| names::issue_path(ws, *issue)).collect();
    let issues = if issues.is_empty() { String::new() } else { format!(" on {}", issues.join(", ")) };
    let party = names::party(ws, one.party);
    let words = format!("{party}{issues}, {}: {}", names::kind(&one.kind).to_lowercase(), one.text.trim());
    let terms = release::terms(ws, one);
    let words = if terms.is_guarded() { format!("{words} ({})", terms.label().to_lowercase()) } else { words };
    let facts = Facts::default()
        .text("id", &one.id.to_string())
        .with("party", named(opened, one.party))
        .list("issues", one.issues.iter().map(|issue| named(opened, *issue)))
        .term("kind", &one.kind)
        .text("text", &one.text)
        .term("record_level", &one.level)
        .term_if("counts_as", Some(&terms).filter(|terms| **terms != one.level))
        .with("said_on", said_on(opened, one));
    Value::Summed(words, facts)
}
