//! Follow-ups and incidents as facts.

use super::recorded::recorded;
use crate::cli::desk::Desk;
use crate::cli::facts::Facts;
use crate::model::{FollowUp, Incident};
use crate::query::names;

pub(in crate::cli) fn follow_up(desk: &Desk, one: &FollowUp) -> Facts {
    let order = &["id", "what", "owners", "due", "state", "round", "negotiation", "sources", "uid", "note"];
    recorded(desk, one, desk.zone).text("id", &one.id.to_string()).in_order(order)
}

pub(in crate::cli) fn incident(desk: &Desk, one: &Incident) -> Facts {
    let zone = one.round.and_then(|round| desk.workspace().rounds.get(&round)).map_or(desk.zone, names::round_zone);
    let order = &[
        "id",
        "what",
        "when",
        "place",
        "claimed_by",
        "blamed_on",
        "denied_by",
        "verification",
        "verification_note",
        "round",
        "negotiation",
        "sources",
        "note",
    ];
    recorded(desk, one, zone).text("id", &one.id.to_string()).in_order(order)
}
