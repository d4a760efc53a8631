//! A statement as facts.

use super::values::{cited_all, named, party_if, who_if};
use crate::cli::desk::Desk;
use crate::cli::facts::{Facts, Value};
use crate::exchange::release;
use crate::model::{Statement, StatementId, Vocabulary as _};
use crate::query::{names, position};

/// When it was said: its own date, or else that of its round, which is then said to be that.
pub(in crate::cli) fn said_on(desk: &Desk, one: &Statement) -> Value {
    let ws = desk.workspace();
    let round = one.round.and_then(|round| ws.rounds.get(&round));
    let (when, zone) = (position::said_when(ws, one).clone(), round.map_or(desk.zone, names::round_zone));
    if position::is_dated_by_round(ws, one) { Value::WhenOf(position::ROUND_OF, when, zone) } else { Value::When(when, zone) }
}

/// All of it. The terms on which it may be told are added where words say more of them than its level.
pub(in crate::cli) fn facts(desk: &Desk, one: &Statement) -> Facts {
    let ws = desk.workspace();
    let round = one.round.and_then(|round| ws.rounds.get(&round));
    let sitting = round.and_then(|round| round.sittings.iter().find(|sitting| one.sitting == Some(sitting.id)));
    let references = |ids: &[StatementId]| ids.iter().map(|id| reference(desk, *id)).collect::<Vec<_>>();
    let terms = release::terms(ws, one);
    Facts::default()
        .text("id", &one.id.to_string())
        .with("party", named(desk, one.party))
        .with("on_behalf_of", party_if(desk, one.on_behalf_of))
        .with("speaker", who_if(desk, one.speaker.as_ref()))
        .with("said_on", said_on(desk, one))
        .list("issues", one.issues.iter().map(|issue| named(desk, *issue)))
        .term("kind", &one.kind)
        .term_if("firmness", one.firmness.as_ref())
        .text("text", &one.text)
        .flag("verbatim", one.verbatim)
        .text("original", &one.original.text)
        .text("original_language", &one.original.language)
        .text("condition", &one.condition.text)
        .list("conditional_on", references(&one.condition.on))
        .term_if("movement", one.movement.as_ref())
        .list("supersedes", references(&one.supersedes))
        .list("answers", references(&one.answers))
        .text("assessor", &one.assessor)
        .texts("tags", &one.tags)
        .texts("to_look_at", &one.to_check)
        .term("record_level", &one.level)
        .term_if("counts_as", Some(&terms).filter(|terms| **terms != one.level))
        .text("terms", &one.terms)
        .term("verification", &one.verification)
        .text("verification_note", &one.verification_note)
        .term_if("reliability", one.reliability.as_ref())
        .term_if("credibility", one.credibility.as_ref())
        .list("sources", cited_all(desk, &one.sources))
        .text("place_in_source", &one.locus)
        .with("round", one.round.map_or(Value::Nothing, |round| named(desk, round)))
        .text("sitting", sitting.map(|sitting| sitting.title.as_str()).unwrap_or_default())
        .with("negotiation", named(desk, one.negotiation))
        .text("note", &one.note)
}

/// A statement as another one names it: when it was said, by whom, and what.
pub(in crate::cli) fn reference(desk: &Desk, id: StatementId) -> Value {
    let ws = desk.workspace();
    let words = match ws.statements.get(&id) {
        Some(said) => format!("{}, {}", position::said_words(ws, said), names::statement_line(ws, said)),
        None => names::statement(ws, id),
    };
    Value::Record(Some(id.into()), words)
}

/// A statement in the list of its round: on what, what it does, what was said, and on what terms unless it is on the record.
pub(super) fn line(desk: &Desk, one: &Statement) -> Value {
    let ws = desk.workspace();
    let issues: Vec<String> = one.issues.iter().map(|issue| names::issue_path(ws, *issue)).collect();
    let issues = if issues.is_empty() { String::new() } else { format!(" on {}", issues.join(", ")) };
    let party = names::party(ws, one.party);
    let words = format!("{party}{issues}, {}: {}", names::kind(&one.kind).to_lowercase(), one.text.trim());
    let terms = release::terms(ws, one);
    let words = if terms.is_guarded() { format!("{words} ({})", terms.label().to_lowercase()) } else { words };
    let facts = Facts::default()
        .text("id", &one.id.to_string())
        .with("party", named(desk, one.party))
        .list("issues", one.issues.iter().map(|issue| named(desk, *issue)))
        .term("kind", &one.kind)
        .text("text", &one.text)
        .term("record_level", &one.level)
        .term_if("counts_as", Some(&terms).filter(|terms| **terms != one.level))
        .with("said_on", said_on(desk, one));
    Value::Summed(words, facts)
}
