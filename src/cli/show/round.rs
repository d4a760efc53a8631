//! A round as facts: in outline for the list of rounds, and in full.

use super::recorded::recorded;
use super::values::{joined, named, party_if, spelled};
use super::{event, statement};
use crate::cli::desk::Desk;
use crate::cli::facts::{Facts, Value};
use crate::model::{Account, Announcement, Attendance, Discrepancy, EarlierDate, Round, Sitting, Vocabulary};
use crate::query::{conflict, follow_ups, names, rounds};
use chrono_tz::Tz;

/// What the list of rounds says of each.
pub(in crate::cli) fn outline(desk: &Desk, round: &Round) -> Facts {
    let zone = names::round_zone(round);
    let schedule = &round.schedule;
    let standing = rounds::standing(desk.workspace(), round, desk.today, desk.zone);
    let held_between = rounds::sides(desk.workspace(), round);
    Facts::default()
        .text("id", &round.id.to_string())
        .text("title", &names::round_title(round))
        .with("number", round.number.map_or(Value::Nothing, |number| Value::Number(number.into())))
        .term("status", &schedule.status)
        .with("when", Value::When(schedule.when.clone(), zone))
        .list("earlier_dates", schedule.earlier.iter().map(|date| earlier(desk, round, date)))
        .flag("conflicting", conflict::conflicting(round))
        .flag("should_have_begun", standing == rounds::Standing::ShouldHaveBegun)
        .text("venue", &names::venue(&round.venue))
        .text("zone", round.zone.map(Tz::name).unwrap_or_default())
        .list("sides", held_between.into_iter().map(|party| named(desk, party)))
        .term_if("outcome", round.outcome.kind.as_ref())
        .text("outcome_text", &round.outcome.text)
}

/// All of it, with what is recorded under it.
pub(super) fn facts(desk: &Desk, round: &Round) -> Facts {
    let ws = desk.workspace();
    let conflicts = conflict::conflicts(round).into_iter().map(|one| {
        let words = conflict::words(ws, round, &one);
        let facts = Facts::default().text("grade", one.grade.label()).text("words", &words);
        Value::Summed(format!("{}: {words}", one.grade.label()), facts)
    });
    let incidents = ws.incidents_at(round.id);
    outline(desk, round)
        .list("conflicts", conflicts)
        .list("announcements", round.schedule.announcements.iter().map(|one| announcement(desk, round, one)))
        .list("venue_spellings", spelled(&round.venue.spellings))
        .text("laterality", rounds::laterality(ws, round).unwrap_or_default())
        .list("attendance", round.attendance.iter().map(|one| attendance(desk, round, one)))
        .list("sittings", round.sittings.iter().map(|one| sitting(desk, round, one)))
        .list("statements", ws.statements_at(round.id).map(|one| statement::line(desk, one)))
        .list("accounts", round.accounts.iter().map(|one| account(desk, round, one)))
        .list("discrepancies", round.discrepancies.iter().map(|one| discrepancy(desk, one)))
        .list(
            "follow_ups",
            follow_ups::made_at(ws, round.id, desk.zone).into_iter().map(|one| {
                let owners = names::who_all(ws, &one.owners);
                let due = if one.due.is_unknown() { String::new() } else { format!("due {}", one.due.words()) };
                Value::Summed(joined([one.what.as_str(), &owners, &due, one.state.label()]), event::follow_up(desk, one))
            }),
        )
        .list(
            "incidents",
            incidents.map(|one| {
                let place = if one.place.is_empty() { String::new() } else { format!("{}: ", one.place) };
                let words = format!("{place}{} ({})", one.what.trim(), one.verification.label().to_lowercase());
                Value::Summed(words, event::incident(desk, one))
            }),
        )
        .or(recorded(desk, round, names::round_zone(round)))
        .in_order(ORDER)
}

/// What the list of rounds says, then the rest as it comes up in the talks.
const ORDER: &[&str] = &[
    "id",
    "title",
    "number",
    "status",
    "when",
    "earlier_dates",
    "conflicting",
    "should_have_begun",
    "venue",
    "zone",
    "sides",
    "outcome",
    "outcome_text",
    "negotiation",
    "conflicts",
    "announcements",
    "venue_spellings",
    "laterality",
    "contact",
    "setting",
    "mediation",
    "visibility",
    "track",
    "agenda",
    "attendance",
    "sittings",
    "statements",
    "accounts",
    "discrepancies",
    "documents",
    "follow_ups",
    "incidents",
    "sources",
    "uid",
    "note",
];

/// What stands at a place of a round, by the name of the inspector's field, and what it is called.
pub(in crate::cli) fn part(desk: &Desk, round: &Round, place: &str) -> (&'static str, Facts) {
    let (list, id) = place.split_once(':').unwrap_or((place, ""));
    let is = |part: crate::model::PartId| part.to_string() == id;
    let value = match list {
        "announcements" => round.schedule.announcements.iter().find(|one| is(one.id)).map(|one| announcement(desk, round, one)),
        "sittings" => round.sittings.iter().find(|one| is(one.id)).map(|one| sitting(desk, round, one)),
        "accounts" => round.accounts.iter().find(|one| is(one.id)).map(|one| account(desk, round, one)),
        "discrepancies" => round.discrepancies.iter().find(|one| is(one.id)).map(|one| discrepancy(desk, one)),
        _ => None,
    };
    if let Some(Value::Summed(_, facts)) = value {
        let noun = match list {
            "announcements" => "announcement",
            "sittings" => "sitting",
            "accounts" => "account",
            _ => "discrepancy",
        };
        return (noun, facts);
    }
    match list {
        "outcome" => (
            "outcome",
            Facts::default().term_if("outcome", round.outcome.kind.as_ref()).text("outcome_text", &round.outcome.text),
        ),
        "agenda" => ("agenda", Facts::default().list("agenda", round.agenda.iter().map(|issue| named(desk, *issue)))),
        "attendance" => {
            let all = round.attendance.iter().map(|one| attendance(desk, round, one));
            ("attendance", Facts::default().list("attendance", all))
        }
        _ => ("note", Facts::default().text("note", &round.note)),
    }
}

fn earlier(desk: &Desk, round: &Round, date: &EarlierDate) -> Value {
    let when = if date.when.is_unknown() { String::new() } else { date.when.words() };
    let facts = recorded(desk, date, names::round_zone(round));
    Value::Summed(joined([when.as_str(), &date.venue, &date.note]), facts)
}

fn announcement(desk: &Desk, round: &Round, one: &Announcement) -> Value {
    let facts = recorded(desk, one, names::round_zone(round));
    Value::Summed(announcement_words(desk, one), facts)
}

fn attendance(desk: &Desk, round: &Round, one: &Attendance) -> Value {
    let ws = desk.workspace();
    let party = rounds::party_of(ws, round, one);
    let name = one.person.map_or_else(|| one.described.clone(), |person| names::person(ws, person));
    let of = party.map(|party| names::party(ws, party)).unwrap_or_default();
    // Who came is the rule, and goes without saying.
    let presence = one.presence.beside_name();
    let words = joined([name.as_str(), &of, one.role.said(), &one.office, presence]);
    let facts = recorded(desk, one, names::round_zone(round)).set("party", party_if(desk, party));
    Value::Summed(words, facts)
}

fn sitting(desk: &Desk, round: &Round, one: &Sitting) -> Value {
    let when = if one.when.is_unknown() { String::new() } else { one.when.words() };
    let facts = recorded(desk, one, names::round_zone(round));
    Value::Summed(joined([one.title.as_str(), &when, &one.note]), facts)
}

fn account(desk: &Desk, round: &Round, one: &Account) -> Value {
    let ws = desk.workspace();
    let party = one.party.map(|party| names::party(ws, party)).unwrap_or_default();
    let speaker = one.speaker.as_ref().map(|speaker| names::who(ws, speaker)).unwrap_or_default();
    let facts = recorded(desk, one, names::round_zone(round));
    Value::Summed(format!("{}: {}", joined([party.as_str(), &speaker]), one.text.trim()), facts)
}

fn discrepancy(desk: &Desk, one: &Discrepancy) -> Value {
    let source = one.source.map(|source| names::source(desk.workspace(), source)).unwrap_or_default();
    let other = if source.is_empty() { one.other.clone() } else { format!("{} [{source}]", one.other) };
    let words = format!("{}: {}; otherwise {other}", one.about, one.held);
    let facts = recorded(desk, one, desk.zone);
    Value::Summed(words, facts)
}

/// Who announced which date, on which day and by which source.
pub(in crate::cli) fn announcement_words(desk: &Desk, one: &Announcement) -> String {
    let said_on = if one.said_on.is_unknown() { String::new() } else { format!(", said on {}", one.said_on.words()) };
    let source = one.source.map(|source| format!(" [{}]", names::source(desk.workspace(), source))).unwrap_or_default();
    let withdrawn = if one.withdrawn { ", since withdrawn" } else { "" };
    format!("{}{said_on}{withdrawn}{source}", conflict::announced(desk.workspace(), one))
}
