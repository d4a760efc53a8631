//! What a field of a record holds, in words: names for ids, dates as they are written, a part of a record in a line for each of
//! its facts.

use super::names;
use crate::model::fields::{Part, Value};
use crate::model::{Attendance, PartId, RecordId, SourceId, Vocabulary, When, Who, Workspace};

/// A value in words, in full.
pub fn words(workspace: &Workspace, value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => (*text).to_owned(),
        Value::Term(term) => term.label.to_owned(),
        Value::When(when) => when.words(),
        Value::Day(day) => When::Day(*day).words(),
        Value::Record(id) => record(workspace, *id),
        Value::Sitting(id) => sitting(workspace, *id),
        Value::Who(who) => names::who(workspace, who),
        Value::Zone(zone) => zone.name().to_owned(),
        Value::Flag(true) => "Yes".to_owned(),
        Value::Flag(false) => "No".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Hue(hue) => format!("Colour {}", u16::from(*hue) + 1),
        Value::Field(path) => path.to_string(),
        Value::Part(part) => self::part(workspace, *part),
        Value::Order(items) => {
            let lines = (1..).zip(items).map(|(place, item)| format!("{place}. {}", words(workspace, item).replace('\n', ", ")));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

/// What a part of a record is called within it; empty if nothing names it.
pub fn part_title(workspace: &Workspace, part: Part<'_>) -> String {
    match part {
        Part::EarlierDate(one) => one.when.words(),
        Part::Announcement(one) => match &one.by {
            Some(by) => names::who(workspace, by),
            None => one.when.words(),
        },
        Part::Attendance(one) => attendee(workspace, one),
        Part::Sitting(one) if one.title.trim().is_empty() => one.when.words(),
        Part::Sitting(one) => one.title.trim().to_owned(),
        Part::Account(one) => match (one.party, &one.speaker) {
            (Some(party), _) => names::party(workspace, party),
            (None, Some(speaker)) => names::who(workspace, speaker),
            (None, None) => String::new(),
        },
        Part::Discrepancy(one) => one.about.trim().to_owned(),
        Part::Seat(one) => names::party(workspace, one.party),
        Part::Spelling(one) => one.form.clone(),
        Part::Affiliation(one) => names::party(workspace, one.party),
        Part::Record(record) => names::record_title(workspace, record),
    }
}

fn attendee(workspace: &Workspace, one: &Attendance) -> String {
    match (one.person, one.party) {
        (Some(person), _) => names::person(workspace, person),
        (None, _) if !one.described.trim().is_empty() => one.described.trim().to_owned(),
        (None, Some(party)) => names::party(workspace, party),
        (None, None) => String::new(),
    }
}

/// A part with all that it says: its title, then a line for each fact.
fn part(workspace: &Workspace, part: Part<'_>) -> String {
    let when = |name: &str, when: &When| if when.is_unknown() { String::new() } else { fact(name, &when.words()) };
    let source = |id: Option<SourceId>| id.map(|id| fact("Source", &names::source(workspace, id))).unwrap_or_default();
    let who = |name: &str, who: Option<&Who>| who.map(|who| fact(name, &names::who(workspace, who))).unwrap_or_default();
    let facts: Vec<String> = match part {
        Part::EarlierDate(one) => vec![one.venue.clone(), one.note.clone(), source(one.source)],
        Part::Announcement(one) => vec![
            when("Date announced", &one.when),
            fact("In which words", &one.wording),
            when("Said on", &one.said_on),
            fact("Place announced", &one.venue),
            source(one.source),
            if one.withdrawn { "Withdrawn".to_owned() } else { String::new() },
        ],
        Part::Attendance(one) => vec![
            one.party
                .filter(|_| one.person.is_some() || !one.described.is_empty())
                .map_or_else(String::new, |party| names::party(workspace, party)),
            one.role.label().to_owned(),
            one.office.clone(),
            one.presence.label().to_owned(),
            one.person.map_or("", |_| one.described.as_str()).to_owned(),
            one.sources.iter().map(|id| fact("Source", &names::source(workspace, *id))).collect::<Vec<_>>().join("\n"),
            one.note.clone(),
        ],
        Part::Sitting(one) if one.title.trim().is_empty() => vec![one.note.clone()],
        Part::Sitting(one) => vec![when("When", &one.when), one.note.clone()],
        Part::Account(one) => vec![
            who("Given by", one.speaker.as_ref().filter(|_| one.party.is_some())),
            when("Given on", &one.said_on),
            one.text.clone(),
            source(one.source),
        ],
        Part::Discrepancy(one) => vec![
            fact("What the record holds", &one.held),
            fact("What the other source gives", &one.other),
            source(one.source),
            one.note.clone(),
        ],
        Part::Seat(one) => vec![one.role.label().to_owned(), one.note.clone()],
        Part::Spelling(one) => vec![fact("Language", &one.language), fact("Printed in", &one.origin)],
        Part::Affiliation(one) => vec![one.office.clone(), when("Since", &one.from), when("Until", &one.until)],
        Part::Record(_) => Vec::new(),
    };
    let lines = std::iter::once(part_title(workspace, part)).chain(facts);
    lines.filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

fn fact(name: &str, text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("{name}: {}", text.trim()) }
}

fn record(workspace: &Workspace, id: RecordId) -> String {
    match id {
        RecordId::Issue(issue) => names::issue_path(workspace, issue),
        id => names::title(workspace, id),
    }
}

/// A sitting of any round.
fn sitting(workspace: &Workspace, id: PartId) -> String {
    let found = workspace.rounds.values().flat_map(|round| &round.sittings).find(|sitting| sitting.id == id);
    found.map_or_else(|| "A sitting that is no longer there".to_owned(), |found| part_title(workspace, Part::Sitting(found)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AttendanceRole, Presence};
    use crate::query::testing::{Talks, when};

    #[test]
    fn values_read_as_on_the_screen() {
        let mut talks = Talks::new();
        let issue = talks.issue("Monitoring");
        let check = |value: Value<'_>, expected: &str| assert_eq!(words(&talks.ws, &value), expected);
        check(Value::Text("as it is"), "as it is");
        check(Value::When(&when("2026-02-04")), "4 February 2026");
        check(Value::Record(issue.into()), "Monitoring");
        check(Value::Flag(true), "Yes");
        check(Value::Hue(0), "Colour 1");
        check(Value::Order(vec![Value::Text("b"), Value::Text("a")]), "1. b\n2. a");
        check(Value::Sitting(PartId(uuid::Uuid::nil())), "A sitting that is no longer there");
    }

    #[test]
    fn somebody_at_the_table_has_a_line_for_each_fact() {
        let mut talks = Talks::new();
        let round = talks.round("First", "2026-02-04");
        let one = talks.attended(round, "Ukraine", "Umerov", AttendanceRole::Head);
        one.office = "Secretary".to_owned();
        one.presence = Presence::Attended;
        let one = one.clone();
        let part = Part::Attendance(&one);
        assert_eq!(part_title(&talks.ws, part), "Umerov");
        let head = AttendanceRole::Head.label();
        let came = Presence::Attended.label();
        assert_eq!(words(&talks.ws, &Value::Part(part)), format!("Umerov\nUkraine\n{head}\nSecretary\n{came}"));
    }
}
