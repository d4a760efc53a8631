//! What records are called wherever they are shown.

use crate::model::{
    Affiliation, Binned, FollowUp, Incident, IssueId, NegotiationId, PartyId, Person, PersonId, Record, RecordId, Round, RoundId,
    Source, SourceId, Statement, StatementId, Venue, When, Who, Workspace,
};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// How long a title made from running text may get, in characters.
const TITLE_CHARS: usize = 90;

/// The full name of a party: "Ukraine".
pub fn party(workspace: &Workspace, id: PartyId) -> String {
    let name = |record: &crate::model::Party| first_filled(&[&record.name, &record.short], "Unnamed party");
    match workspace.parties.get(&id) {
        Some(party) => name(party),
        None => from_bin(workspace, id.into(), |record| match record {
            Record::Party(party) => Some(name(party)),
            _ => None,
        }),
    }
}

/// The short name of a party, or its full name if it has none: "UA".
pub fn party_short(workspace: &Workspace, id: PartyId) -> String {
    match workspace.parties.get(&id) {
        Some(found) => first_filled(&[&found.short, &found.name], "Unnamed party"),
        None => party(workspace, id),
    }
}

/// The name of a person as this workspace writes it.
pub fn person(workspace: &Workspace, id: PersonId) -> String {
    let name = |record: &Person| first_filled(&[&record.name], "Unnamed person");
    match workspace.people.get(&id) {
        Some(person) => name(person),
        None => from_bin(workspace, id.into(), |record| match record {
            Record::Person(person) => Some(name(person)),
            _ => None,
        }),
    }
}

/// Whoever speaks, owes or is blamed.
pub fn who(workspace: &Workspace, who: &Who) -> String {
    match who {
        Who::Party(id) => party(workspace, *id),
        Who::Person(id) => person(workspace, *id),
        Who::Described(words) => first_filled(&[words], "Somebody"),
    }
}

/// Several of them in one line: "Ukraine, Steve Witkoff".
pub fn who_all(workspace: &Workspace, all: &[Who]) -> String {
    all.iter().map(|one| who(workspace, one)).collect::<Vec<_>>().join(", ")
}

/// The title of a negotiation.
pub fn negotiation(workspace: &Workspace, id: NegotiationId) -> String {
    title(workspace, id.into())
}

/// The name of an issue alone: "Option 1".
pub fn issue(workspace: &Workspace, id: IssueId) -> String {
    match workspace.issues.get(&id) {
        Some(issue) => first_filled(&[&issue.name], "Unnamed issue"),
        None => from_bin(workspace, id.into(), |record| match record {
            Record::Issue(issue) => Some(first_filled(&[&issue.name], "Unnamed issue")),
            _ => None,
        }),
    }
}

/// An issue with the issues that it is a part of: "Ceasefire › Option 1".
pub fn issue_path(workspace: &Workspace, id: IssueId) -> String {
    let mut path = vec![issue(workspace, id)];
    let mut seen = vec![id];
    let mut parent = workspace.issues.get(&id).and_then(|issue| issue.parent);
    while let Some(above) = parent.filter(|above| !seen.contains(above)) {
        seen.push(above);
        path.push(issue(workspace, above));
        parent = workspace.issues.get(&above).and_then(|issue| issue.parent);
    }
    path.reverse();
    path.join(" › ")
}

/// What a round is called: its title, else "Round 2", else where and when it is.
pub fn round(workspace: &Workspace, id: RoundId) -> String {
    match workspace.rounds.get(&id) {
        Some(round) => round_title(round),
        None => from_bin(workspace, id.into(), |record| match record {
            Record::Round(round) => Some(round_title(round)),
            _ => None,
        }),
    }
}

/// What a round is called: its title, else "Round 2", else where and when it is.
pub fn round_title(round: &Round) -> String {
    if !round.title.trim().is_empty() {
        return round.title.trim().to_owned();
    }
    if let Some(number) = round.number {
        return format!("Round {number}");
    }
    let when = if round.schedule.when.is_unknown() { String::new() } else { round.schedule.when.words() };
    let parts: Vec<String> = [town(&round.venue), when].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "Untitled round".to_owned() } else { parts.join(", ") }
}

/// A venue in one line: "Emirates Palace, Abu Dhabi, United Arab Emirates"; "Online" if that is all that is known; else empty.
pub fn venue(venue: &Venue) -> String {
    let parts: Vec<&str> =
        [&venue.place, &venue.city, &venue.country].into_iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    match (parts.is_empty(), venue.online) {
        (true, true) => "Online".to_owned(),
        (false, true) => format!("Online ({})", parts.join(", ")),
        _ => parts.join(", "),
    }
}

/// The shortest useful name of a venue: the city, else the country, else the building.
pub fn town(venue: &Venue) -> String {
    let place = [&venue.city, &venue.country, &venue.place].into_iter().map(|part| part.trim()).find(|part| !part.is_empty());
    match place {
        Some(place) => place.to_owned(),
        None if venue.online => "Online".to_owned(),
        None => String::new(),
    }
}

/// The zone of a round: its own, else UTC.
pub fn round_zone(round: &Round) -> Tz {
    round.zone.unwrap_or(Tz::UTC)
}

/// A source in one line: its title, else who published it, else its address.
pub fn source(workspace: &Workspace, id: SourceId) -> String {
    match workspace.sources.get(&id) {
        Some(source) => source_title(source),
        None => from_bin(workspace, id.into(), |record| match record {
            Record::Source(source) => Some(source_title(source)),
            _ => None,
        }),
    }
}

/// A source in one line: its title, else who published it, else its address.
pub fn source_title(source: &Source) -> String {
    first_filled(&[&source.title, &source.outlet, &source.address], "Untitled source")
}

/// A statement in one line: "Ukraine: the United States must watch the ceasefire".
pub fn statement_line(workspace: &Workspace, statement: &Statement) -> String {
    format!("{}: {}", party(workspace, statement.party), shortened(&statement.text, "no text"))
}

/// A statement in one line, by id.
pub fn statement(workspace: &Workspace, id: StatementId) -> String {
    title(workspace, id.into())
}

/// The title of any record, deleted ones included.
pub fn title(workspace: &Workspace, id: RecordId) -> String {
    let found = match id {
        RecordId::Party(id) => return party(workspace, id),
        RecordId::Person(id) => return person(workspace, id),
        RecordId::Issue(id) => return issue(workspace, id),
        RecordId::Round(id) => return round(workspace, id),
        RecordId::Source(id) => return source(workspace, id),
        RecordId::Negotiation(id) => workspace.negotiations.get(&id).map(negotiation_title),
        RecordId::Statement(id) => workspace.statements.get(&id).map(|statement| statement_line(workspace, statement)),
        RecordId::FollowUp(id) => workspace.follow_ups.get(&id).map(follow_up_title),
        RecordId::Incident(id) => workspace.incidents.get(&id).map(incident_title),
        RecordId::Binned(id) => workspace.bin.get(&id).map(binned_title),
    };
    found.unwrap_or_else(|| from_bin(workspace, id, |record| Some(record_title(workspace, record))))
}

/// The title of any record, in the workspace or not.
pub fn record_title(workspace: &Workspace, record: &Record) -> String {
    match record {
        Record::Party(party) => first_filled(&[&party.name, &party.short], "Unnamed party"),
        Record::Person(person) => first_filled(&[&person.name], "Unnamed person"),
        Record::Negotiation(negotiation) => negotiation_title(negotiation),
        Record::Issue(issue) => first_filled(&[&issue.name], "Unnamed issue"),
        Record::Source(source) => source_title(source),
        Record::Round(round) => round_title(round),
        Record::Statement(statement) => statement_line(workspace, statement),
        Record::FollowUp(follow_up) => follow_up_title(follow_up),
        Record::Incident(incident) => incident_title(incident),
        Record::Binned(binned) => binned_title(binned),
    }
}

/// The office that a person held at that time, for `party` if one is given: the default for a new attendance, which then keeps it.
/// Where several fit, the one taken up last. With nothing known of the time, the last that has not ended.
pub fn office_at<'a>(person: &'a Person, party: Option<PartyId>, when: &When, zone: Tz) -> Option<&'a str> {
    held_at(person, when, zone, |held| party.is_none_or(|party| held.party == party) && !held.office.trim().is_empty())
        .map(|held| held.office.trim())
}

/// The party that a person belonged to at that time: of the affiliation taken up last.
pub fn party_at(person: &Person, when: &When, zone: Tz) -> Option<PartyId> {
    held_at(person, when, zone, |_| true).map(|held| held.party)
}

fn held_at<'a>(person: &'a Person, when: &When, zone: Tz, wanted: impl Fn(&Affiliation) -> bool) -> Option<&'a Affiliation> {
    let day = when.latest_day(zone).or(when.earliest_day(zone));
    let covers = |held: &Affiliation| match day {
        Some(day) => {
            held.from.earliest_day(zone).is_none_or(|from| from <= day)
                && held.until.latest_day(zone).is_none_or(|until| day <= until)
        }
        None => held.until.is_unknown(),
    };
    // Of equals the last wins: the list is in time order as far as known.
    let fitting = person.affiliations.iter().filter(|held| wanted(held) && covers(held));
    fitting.max_by_key(|held| held.from.earliest_day(zone).unwrap_or(NaiveDate::MIN))
}

/// The first line of a text, cut at a word with an ellipsis where it is too long for a title.
pub fn shortened(text: &str, if_empty: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(if_empty);
    if line.chars().count() <= TITLE_CHARS {
        return line.to_owned();
    }
    let cut: String = line.chars().take(TITLE_CHARS).collect();
    let kept = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(before, _)| before);
    format!("{}…", kept.trim_end_matches([',', ';', '.', ' ']))
}

fn negotiation_title(negotiation: &crate::model::Negotiation) -> String {
    first_filled(&[&negotiation.title, &negotiation.code], "Untitled negotiation")
}

fn follow_up_title(follow_up: &FollowUp) -> String {
    shortened(&follow_up.what, "Follow-up without words")
}

fn incident_title(incident: &Incident) -> String {
    shortened(&incident.what, "Incident without words")
}

fn binned_title(binned: &Binned) -> String {
    first_filled(&[&binned.title], "Untitled record")
}

fn first_filled(candidates: &[&String], otherwise: &str) -> String {
    let filled = candidates.iter().map(|candidate| candidate.trim()).find(|candidate| !candidate.is_empty());
    filled.unwrap_or(otherwise).to_owned()
}

/// The name of a record that is not in its table: what was deleted keeps its name where it is still mentioned.
fn from_bin(workspace: &Workspace, id: RecordId, name: impl Fn(&Record) -> Option<String>) -> String {
    let deleted = workspace.bin.values().flat_map(|binned| &binned.records).find(|record| record.id() == id);
    deleted.and_then(name).unwrap_or_else(|| format!("Unknown {}", id.noun()))
}
