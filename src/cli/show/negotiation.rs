//! A negotiation, its issues and its sources as facts.

use super::values::{joined, named, used_in};
use crate::cli::desk::Desk;
use crate::cli::facts::{Facts, Value};
use crate::model::{Issue, Negotiation, Round, Seat, Source, Vocabulary};
use crate::query::{follow_ups, issues, names, rounds};

pub(super) fn facts(desk: &Desk, one: &Negotiation) -> Facts {
    let ws = desk.workspace();
    let tree = issues::tree(ws, one.id).into_iter().filter_map(|node| ws.issues.get(&node.issue));
    let owed = follow_ups::open(ws, Some(one.id), desk.zone);
    Facts::default()
        .text("id", &one.id.to_string())
        .text("title", &one.title)
        .text("code", &one.code)
        .term("status", &one.status)
        .text("summary", &one.summary)
        .text("handling", &one.handling)
        .texts("tags", &one.tags)
        .list("seats", one.seats.iter().map(|seat| seated(desk, seat)))
        .list("issues", tree.map(|issue| listed(desk, issue)))
        .list("rounds", rounds::in_order(ws, one.id).into_iter().map(round_line))
        .list("open_follow_ups", owed.into_iter().map(|owed| named(desk, owed.id)))
        .with("statements", Value::Number(ws.statements_of(one.id).count() as u64))
        .with("sources", Value::Number(ws.sources_of(one.id).count() as u64))
        .text("note", &one.note)
}

fn seated(desk: &Desk, seat: &Seat) -> Value {
    let party = names::party(desk.workspace(), seat.party);
    let facts = Facts::default().with("party", named(desk, seat.party)).term("role", &seat.role).text("note", &seat.note);
    Value::Summed(joined([party.as_str(), seat.role.said(), &seat.note]), facts)
}

fn listed(desk: &Desk, issue: &Issue) -> Value {
    let path = names::issue_path(desk.workspace(), issue.id);
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

pub(super) fn issue(desk: &Desk, issue: &Issue) -> Facts {
    let parts = issues::within(desk.workspace(), issue.id);
    Facts::default()
        .text("id", &issue.id.to_string())
        .text("name", &issue.name)
        .with("negotiation", named(desk, issue.negotiation))
        .with("part_of", issue.parent.map_or(Value::Nothing, |parent| named(desk, parent)))
        .term("state", &issue.state)
        .list("parts", parts.into_iter().map(|part| named(desk, part)))
        .with("used_in", used_in(desk, issue.id))
        .text("note", &issue.note)
}

pub(super) fn source(desk: &Desk, source: &Source) -> Facts {
    Facts::default()
        .text("id", &source.id.to_string())
        .text("title", &source.title)
        .with("negotiation", named(desk, source.negotiation))
        .term("kind", &source.kind)
        .text("outlet", &source.outlet)
        .text("address", &source.address)
        .when("published", &source.published, desk.zone)
        .text("read", &source.read.map(|day| day.to_string()).unwrap_or_default())
        .term_if("reliability", source.reliability.as_ref())
        .term_if("credibility", source.credibility.as_ref())
        .with("used_in", used_in(desk, source.id))
        .text("note", &source.note)
        .text("text", &source.text)
}
