//! A round as facts: in outline for the list of rounds, and in full.

use super::recorded::recorded;
use super::values::{joined, named, party_if, spelled};
use super::{event, statement};
use crate::cli::facts::{Facts, Value};
use crate::cli::open_workspace::OpenWorkspace;
use crate::model::{Account, Announcement, Attendance, Discrepancy, EarlierDate, Round, Sitting, Vocabulary};
use crate::query::{conflict, follow_ups, names, rounds};
use chrono_tz::Tz;

/// What the list of rounds says of each.
pub(in crate::cli) fn outline(opened: &OpenWorkspace, round: &Round) -> Facts {
    let zone = names::round_zone(round);
    let schedule = &round.schedule;
    let standing = rounds::standing(opened.workspace(), round, opened.today, opened.zone);
    let held_between = rounds::sides(opened.workspace(), round);
    Facts::default()
        .text("id", &round.id.to_string())
        .text("title", &names::round_title(round))
        .with("number", round.number.map_or(Value::Nothing, |number| Value::Number(number.into())))
        .term("status", &schedule.status)
        .with("when", Value::When(schedule.when.clone(), zone))
        .list("earlier_dates", schedule.earlier.iter().map(|date| earlier(opened, round, date)))
        .flag("conflicting", conflict::conflicting(round))
        .flag("should_have_begun", standing == rounds::Standing::ShouldHaveBegun)
        .text("venue", &names::venue(&round.venue))
        .text("zone", round.zone.map(Tz::name).unwrap_or_default())
        .list("sides", held_between.into_iter().map(|party| named(opened, party)))
        .term_if("outcome", round.outcome.kind.as_ref())
        .text("outcome_text", &round.outcome.text)
}

/// All of it, with what is recorded under it.
pub(super) fn facts(opened: &OpenWorkspace, round: &Round) -> Facts {
    let ws = opened.workspace();
    let conflicts = conflict::conflicts(round).into_iter().map(|one| {
        let words = conflict::words(ws, round, &one);
        let facts = Facts::default().text("grade", one.grade.label()).text("words", &words);
        Value::Summed(format!("{}: {words}", one.grade.label()), facts)
    });
    let incidents = ws.incidents_at(round.id);
    outline(opened, round)
        .list("conflicts", conflicts)
        .list("announcements", round.schedule.announcements.iter().map(|one| announcement(opened, round, one)))
        .list("venue_spellings", spelled(&round.venue.spellings))
        .text("laterality", rounds::laterality(ws, round).unwrap_or_default())
        .list("attendance", round.attendance.iter().map(|one| attendance(opened, round, one)))
        .list("sittings", round.sittings.iter().map(|one| sitting(opened, round, one)))
        .list("statements", ws.statements_at(round.id).map(|one| statement::line(opened, one)))
        .list("accounts", round.accounts.iter().map(|one| account(opened, round, one)))
        .list("discrepancies", round.discrepancies.iter().map(|one| discrepancy(opened, one)))
        .list(
            "follow_ups",
            follow_ups::made_at(ws, round.id, opened.zone).into_iter().map(|one| {
                let owners = names::who_all(ws, &one.owners);
                let due = if one.due.is_unknown() { String::new() } else { format!("due {}", one.due.words()) };
                Value::Summed(joined([one.what.as_str(), &owners, &due, one.state.label()]), event::follow_up(opened, one))
            }),
        )
        .list(
            "incidents",
            incidents.map(|one| {
                let place = if one.place.is_empty() { String::new() } else { format!("{}: ", one.place) };
                let words = format!("{place}{} ({})", one.what.trim(), one.verification.label().to_lowercase());
                Value::Summed(words, event::incident(opened, one))
            }),
        )
        .or(recorded(opened, round, names::round_zone(round)))
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
pub(in crate::cli) fn part(opened: &OpenWorkspace, round: &Round, place: &str) -> (&'static str, Facts) {
    let (list, id) = place.split_once(':').unwrap_or((place, ""));
    let is = |part: crate::model::PartId| part.to_string() == id;
    let value = match list {
        "announcements" => round.schedule.announcements.iter().find(|one| is(one.id)).map(|one| announcement(opened, round, one)),
        "sittings" => round.sittings.iter().find(|one| is(one.id)).map(|one| sitting(opened, round, one)),
        "accounts" => round.accounts.iter().find(|one| is(one.id)).map(|one| account(opened, round, one)),
        "discrepancies" => round.discrepancies.iter().find(|one| is(one.id)).map(|one| discrepancy(opened, one)),
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
        "agenda" => ("agenda", Facts::default().list("agenda", round.agenda.iter().map(|issue| named(opened, *issue)))),
        "attendance" => {
            let all = round.attendance.iter().map(|one| attendance(opened, round, one));
            ("attendance", Facts::default().list("attendance", all))
        }
        _ => ("note", Facts::default().text("note", &round.note)),
    }
}

fn earlier(opened: &OpenWorkspace, round: &Round, date: &EarlierDate) -> Value {
    let when = if date.when.is_unknown() { String::new() } else { date.when.words() };
    let facts = recorded(opened, date, names::round_zone(round));
    Value::Summed(joined([when.as_str(), &date.venue, &date.note]), facts)
}

fn announcement(opened: &OpenWorkspace, round: &Round, one: &Announcement) -> Value {
    let facts = recorded(opened, one, names::round_zone(round));
    Value::Summed(announcement_words(opened, one), facts)
}

fn attendance(opened: &OpenWorkspace, round: &Round, one: &Attendance) -> Value {
    let ws = opened.workspace();
    let party = rounds::party_of(ws, round, one);
    let name = one.person.map_or_else(|| one.described.clone(), |person| names::person(ws, person));
    let of = party.map(|party| names::party(ws, party)).unwrap_or_default();
    // Who came is the rule, and goes without saying.
    let presence = one.presence.beside_name();
    let words = joined([name.as_str(), &of, one.role.said(), &one.office, presence]);
    let facts = recorded(opened, one, names::round_zone(round)).set("party", party_if(opened, party));
    Value::Summed(words, facts)
}

fn sitting(opened: &OpenWorkspace, round: &Round, one: &Sitting) -> Value {
    let when = if one.when.is_unknown() { String::new() } else { one.when.words() };
    let facts = recorded(opened, one, names::round_zone(round));
    Value::Summed(joined([one.title.as_str(), &when, &one.note]), facts)
}

fn account(opened: &OpenWorkspace, round: &Round, one: &Account) -> Value {
    let ws = opened.workspace();
    let party = one.party.map(|party| names::party(ws, party)).unwrap_or_default();
    let speaker = one.speaker.as_ref().map(|speaker| names::who(ws, speaker)).unwrap_or_default();
    let facts = recorded(opened, one, names::round_zone(round));
    Value::Summed(format!("{}: {}", joined([party.as_str(), &speaker]), one.text.trim()), facts)
}

fn discrepancy(opened: &OpenWorkspace, one: &Discrepancy) -> Value {
    let source = one.source.map(|source| names::source(opened.workspace(), source)).unwrap_or_default();
    let other = if source.is_empty() { one.other.clone() } else { format!("{} [{source}]", one.other) };
    let words = format!("{}: {}; otherwise {other}", one.about, one.held);
    let facts = recorded(opened, one, opened.zone);
    Value::Summed(words, facts)
}

/// Who announced which date, on which day and by which source.
pub(in crate::cli) fn announcement_words(opened: &OpenWorkspace, one: &Announcement) -> String {
    let said_on = if one.said_on.is_unknown() { String::new() } else { format!(", said on {}", one.said_on.words()) };
    let source = one.source.map(|source| format!(" [{}]", names::source(opened.workspace(), source))).unwrap_or_default();
    let withdrawn = if one.withdrawn { ", since withdrawn" } else { "" };
    format!("{}{said_on}{withdrawn}{source}", conflict::announced(opened.workspace(), one))
}
