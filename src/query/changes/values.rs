//! Formats field values, with links as names.

use super::super::names;
use super::labels::label;
use crate::model::fields::{Part, Value};
use crate::model::when::{day_words, zone_name};
use crate::model::{
    Account, Affiliation, Announcement, Attendance, Discrepancy, EarlierDate, PartId, Passage, Record, RecordId, RecordLevel,
    Round, Seat, Sitting, Spelling, Vocabulary, When, Workspace,
};
use crate::text::direction::join;

/// A value of `record`, in words.
pub(super) fn words(workspace: &Workspace, record: &Record, value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => (*text).to_owned(),
        Value::Term(term) => term.label.to_owned(),
        Value::When(when) => when.words(),
        Value::Day(day) => day_words(*day),
        Value::Record(id) => record_words(workspace, *id),
        Value::Sitting(id) => sitting(workspace, record, *id),
        Value::Who(who) => names::who(workspace, who),
        Value::Zone(zone) => zone_name(*zone),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Hue(hue) => (hue.index() + 1).to_string(),
        Value::Field(path) => match record {
            Record::Clash(clash) => label(clash.record, path),
            _ => path.to_string(),
        },
        Value::Part(part) => part_words(workspace, *part),
        Value::Order(items) => {
            let items = items.iter().map(|item| match item {
                Value::Part(part) => part_title(workspace, *part),
                other => words(workspace, record, other),
            });
            join(items, ", ")
        }
    }
}

fn record_words(workspace: &Workspace, id: RecordId) -> String {
    match id {
        RecordId::Issue(id) => names::issue_path(workspace, id),
        _ => names::title(workspace, id),
    }
}

fn sitting(workspace: &Workspace, record: &Record, id: PartId) -> String {
    let of = |round: &Round| round.sittings.iter().find(|sitting| sitting.id == id).map(sitting_title);
    let own = match record {
        Record::Statement(statement) => statement.round.and_then(|round| workspace.rounds.get(&round)).and_then(of),
        _ => None,
    };
    own.or_else(|| workspace.rounds.values().find_map(of)).unwrap_or_else(|| "Unknown sitting".to_owned())
}

/// What a part is called: "Rustem Umerov", "Day 1".
pub(super) fn part_title(workspace: &Workspace, part: Part<'_>) -> String {
    match part {
        Part::Attendance(attendance) => attendance_title(workspace, attendance),
        Part::Sitting(sitting) => sitting_title(sitting),
        Part::Account(account) => account_title(workspace, account),
        Part::Announcement(announcement) => match (dated(&announcement.when), announcement.wording.trim()) {
            (when, _) if !when.is_empty() => when,
            (_, "") => "no date".to_owned(),
            (_, wording) => format!("“{wording}”"),
        },
        Part::EarlierDate(earlier) => first([dated(&earlier.when), earlier.venue.clone()], "no date"),
        Part::Discrepancy(discrepancy) => first([discrepancy.about.clone()], "unnamed fact"),
        Part::Passage(passage) => names::shortened(&passage.quote, "no words"),
        Part::Seat(seat) => names::party(workspace, seat.party),
        Part::Spelling(spelling) => spelling.form.clone(),
        Part::Affiliation(held) => first([held.office.clone()], &names::party(workspace, held.party)),
        Part::Record(record) => names::record_title(workspace, record),
    }
}

/// All that a part says, in one line.
fn part_words(workspace: &Workspace, part: Part<'_>) -> String {
    let title = part_title(workspace, part);
    let party = |id: Option<crate::model::PartyId>| id.map(|id| names::party(workspace, id)).unwrap_or_default();
    let source = |id: Option<crate::model::SourceId>| id.map(|id| names::source(workspace, id)).unwrap_or_default();
    let said = |when: &When, word: &str| if when.is_unknown() { String::new() } else { format!("{word} {}", when.words()) };
    let terms = |level: &Option<RecordLevel>| level.as_ref().map(|level| level.label().to_owned()).unwrap_or_default();
    let details = match part {
        Part::Attendance(Attendance {
            id: _,
            person: _,
            party: of,
            described,
            role,
            office,
            presence,
            sources,
            passages,
            note,
            level,
        }) => {
            let sources = join(sources.iter().map(|id| names::source(workspace, *id)), ", ");
            let (role, presence) = (role.label().to_owned(), presence.label().to_owned());
            let passages = quoted(passages);
            vec![described.clone(), party(*of), role, office.clone(), presence, sources, passages, note.clone(), terms(level)]
        }
        Part::Sitting(Sitting { id: _, title: _, when, note, level }) => vec![dated(when), note.clone(), terms(level)],
        Part::Account(Account { id: _, party: _, speaker, said_on, text, source: from, passages, level }) => {
            let speaker = speaker.as_ref().map(|who| names::who(workspace, who)).unwrap_or_default();
            vec![speaker, said(said_on, "given"), text.clone(), source(*from), quoted(passages), terms(level)]
        }
        Part::Announcement(Announcement {
            id: _,
            by,
            said_on,
            when: _,
            venue,
            wording,
            source: from,
            passages,
            withdrawn,
            level,
        }) => {
            let by = by.as_ref().map(|who| names::who(workspace, who)).unwrap_or_default();
            let withdrawn = if *withdrawn { "withdrawn" } else { "" }.to_owned();
            vec![
                by,
                said(said_on, "said"),
                wording.clone(),
                venue.clone(),
                source(*from),
                quoted(passages),
                withdrawn,
                terms(level),
            ]
        }
        Part::EarlierDate(EarlierDate { id: _, when: _, venue, note, source: from, level }) => {
            vec![venue.clone(), note.clone(), source(*from), terms(level)]
        }
        Part::Discrepancy(Discrepancy { id: _, about: _, held, other, note, source: from, level }) => {
            let other = if other.trim().is_empty() { String::new() } else { format!("not {other}") };
            vec![held.clone(), other, source(*from), note.clone(), terms(level)]
        }
        Part::Passage(Passage { id: _, source: from, quote, before: _, after: _, start: _ }) => {
            vec![quote.clone(), source(Some(*from))]
        }
        Part::Seat(Seat { party: _, role, note }) => vec![role.label().to_owned(), note.clone()],
        Part::Spelling(Spelling { language, form: _, origin }) => vec![language.clone(), origin.clone()],
        Part::Affiliation(Affiliation { party: of, office: _, from, until }) => {
            vec![party(Some(*of)), said(from, "since"), said(until, "until")]
        }
        Part::Record(record) => vec![record.id().noun().to_owned()],
    };
    let mut all = vec![title];
    for detail in details.into_iter().filter(|detail| !detail.trim().is_empty()) {
        if !all.contains(&detail) {
            all.push(detail);
        }
    }
    all.retain(|words| !words.trim().is_empty());
    all.join(" · ")
}

/// The words of passages, in quotation marks.
fn quoted(passages: &[Passage]) -> String {
    join(passages.iter().map(|passage| format!("“{}”", passage.quote)), ", ")
}

fn attendance_title(workspace: &Workspace, attendance: &Attendance) -> String {
    let person = attendance.person.map(|id| names::person(workspace, id)).unwrap_or_default();
    let party = attendance.party.map(|id| names::party(workspace, id)).unwrap_or_default();
    first([person, attendance.described.clone(), party], "nobody named")
}

fn account_title(workspace: &Workspace, account: &Account) -> String {
    let party = account.party.map(|id| names::party(workspace, id)).unwrap_or_default();
    let speaker = account.speaker.as_ref().map(|who| names::who(workspace, who)).unwrap_or_default();
    first([party, speaker], "nobody named")
}

fn sitting_title(sitting: &Sitting) -> String {
    first([sitting.title.clone(), dated(&sitting.when)], "untitled sitting")
}

fn dated(when: &When) -> String {
    if when.is_unknown() { String::new() } else { when.words() }
}

fn first<const N: usize>(candidates: [String; N], otherwise: &str) -> String {
    candidates.into_iter().find(|candidate| !candidate.trim().is_empty()).unwrap_or_else(|| otherwise.to_owned())
}
