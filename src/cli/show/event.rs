//! Follow-ups and incidents as facts.

use super::recorded::recorded;
use crate::cli::facts::Facts;
use crate::cli::open_workspace::OpenWorkspace;
use crate::model::{FollowUp, Incident};
use crate::query::names;

pub(in crate::cli) fn follow_up(opened: &OpenWorkspace, one: &FollowUp) -> Facts {
    let order = &["id", "what", "owners", "due", "state", "round", "negotiation", "sources", "uid", "note"];
    recorded(opened, one, opened.zone).text("id", &one.id.to_string()).in_order(order)
}

pub(in crate::cli) fn incident(opened: &OpenWorkspace, one: &Incident) -> Facts {
    let zone = one.round.and_then(|round| opened.workspace().rounds.get(&round)).map_or(opened.zone, names::round_zone);
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
    recorded(opened, one, zone).text("id", &one.id.to_string()).in_order(order)
}
