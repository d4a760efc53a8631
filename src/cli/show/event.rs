//! Follow-ups and incidents as facts.

use super::values::{cited_all, named, who_all};
use crate::cli::desk::Desk;
use crate::cli::facts::{Facts, Value};
use crate::model::{FollowUp, Incident, RoundId};
use crate::query::names;

pub(in crate::cli) fn follow_up(desk: &Desk, one: &FollowUp) -> Facts {
    Facts::default()
        .text("id", &one.id.to_string())
        .text("what", &one.what)
        .list("owners", who_all(desk, &one.owners))
        .when("due", &one.due, desk.zone)
        .term("state", &one.state)
        .with("round", round_if(desk, one.round))
        .with("negotiation", named(desk, one.negotiation))
        .list("sources", cited_all(desk, &one.sources))
        .text("uid", &one.uid)
        .text("note", &one.note)
}

pub(in crate::cli) fn incident(desk: &Desk, one: &Incident) -> Facts {
    let zone = one.round.and_then(|round| desk.workspace().rounds.get(&round)).map_or(desk.zone, names::round_zone);
    Facts::default()
        .text("id", &one.id.to_string())
        .text("what", &one.what)
        .when("when", &one.when, zone)
        .text("place", &one.place)
        .list("claimed_by", who_all(desk, &one.claimed_by))
        .list("blamed_on", who_all(desk, &one.blamed_on))
        .list("denied_by", who_all(desk, &one.denied_by))
        .term("verification", &one.verification)
        .text("verification_note", &one.verification_note)
        .with("round", round_if(desk, one.round))
        .with("negotiation", named(desk, one.negotiation))
        .list("sources", cited_all(desk, &one.sources))
        .text("note", &one.note)
}

fn round_if(desk: &Desk, round: Option<RoundId>) -> Value {
    round.map_or(Value::Nothing, |round| named(desk, round))
}
