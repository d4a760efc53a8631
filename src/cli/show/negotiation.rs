//! A negotiation, its issues and its sources as facts.

use super::recorded::recorded;
use super::values::{joined, named, used_in};
use crate::cli::facts::{Facts, Value};
use crate::cli::open_workspace::OpenWorkspace;
use crate::model::{Issue, Negotiation, Round, Seat, Source, Vocabulary};
use crate::query::{follow_ups, issues, names, rounds};

pub(super) fn facts(opened: &OpenWorkspace, one: &Negotiation) -> Facts {
    let ws = opened.workspace();
    let tree = issues::tree(ws, one.id).into_iter().filter_map(|node| ws.issues.get(&node.issue));
    let owed = follow_ups::open(ws, Some(one.id), opened.zone);
    recorded(opened, one, opened.zone)
        .text("id", &one.id.to_string())
        .list("seats", one.seats.iter().map(|seat| seated(opened, seat)))
        .list("issues", tree.map(|issue| listed(opened, issue)))
        .list("rounds", rounds::in_order(ws, one.id).into_iter().map(round_line))
        .list("open_follow_ups", owed.into_iter().map(|owed| named(opened, owed.id)))
        .with("statements", Value::Number(ws.statements_of(one.id).count() as u64))
        .with("sources", Value::Number(ws.sources_of(one.id).count() as u64))
        .in_order(&[
            "id",
            "title",
            "code",
            "status",
            "summary",
            "handling",
            "tags",
            "seats",
            "issues",
            "rounds",
            "open_follow_ups",
            "statements",
            "sources",
            "note",
        ])
}

fn seated(opened: &OpenWorkspace, seat: &Seat) -> Value {
    let party = names::party(opened.workspace(), seat.party);
    let facts = recorded(opened, seat, opened.zone);
    Value::Summed(joined([party.as_str(), seat.role.said(), &seat.note]), facts)
}

fn listed(opened: &OpenWorkspace, issue: &Issue) -> Value {
    let path = names::issue_path(opened.workspace(), issue.id);
    let facts = Facts::default().text("id", &issue.id.to_string()).text("name", &path).term("state", &issue.state);
    Value::Summed(joined([path.as_str(), issue.state.said()]), facts)
}

fn round_line(round: &Round) -> Value {
    let title = names::round_title(round);
    let schedule = &round.schedule;
    let facts = Facts::default().text("id", &round.id.to_string()).text("title", &title).term("status", &schedule.status).when(
        "when",
        &schedule.when,
        names::round_zone(round),
    );
    Value::Summed(joined([title.as_str(), &schedule.when.words(), schedule.status.said()]), facts)
}

pub(super) fn issue(opened: &OpenWorkspace, issue: &Issue) -> Facts {
    let parts = issues::within(opened.workspace(), issue.id);
    recorded(opened, issue, opened.zone)
        .text("id", &issue.id.to_string())
        .list("parts", parts.into_iter().map(|part| named(opened, part)))
        .with("used_in", used_in(opened, issue.id))
        .in_order(&["id", "name", "negotiation", "part_of", "state", "parts", "used_in", "note"])
}

pub(super) fn source(opened: &OpenWorkspace, source: &Source) -> Facts {
    recorded(opened, source, opened.zone)
        .text("id", &source.id.to_string())
        .with("used_in", used_in(opened, source.id))
        // The text of a source is long, so it comes last.
        .in_order(&[
            "id",
            "title",
            "negotiation",
            "kind",
            "outlet",
            "address",
            "published",
            "read",
            "reliability",
            "credibility",
            "used_in",
            "note",
            "text",
        ])
}
