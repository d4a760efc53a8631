//! One value of a record, with its type, to be put in words by others.

use super::FieldPath;
use crate::model::{
    Account, Affiliation, Announcement, Attendance, Discrepancy, EarlierDate, Hue, PartId, Passage, Record, RecordId, Seat,
    Sitting, Spelling, Vocabulary, When, Who,
};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// A value that a field holds. What is blank (no text, an unknown time, no link) is no value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Words.
    Text(&'a str),
    /// A term of the field.
    Term(Term<'a>),
    /// A time.
    When(&'a When),
    /// A day.
    Day(NaiveDate),
    /// Another record.
    Record(RecordId),
    /// A sitting of the round.
    Sitting(PartId),
    /// Whoever speaks, owes or is blamed.
    Who(&'a Who),
    /// A time zone.
    Zone(Tz),
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(u32),
    /// A colour of a party.
    Hue(Hue),
    /// The name of a field.
    Field(&'a FieldPath),
    /// A part of a record, whole.
    Part(Part<'a>),
    /// A list whose items stand in another order: the items in theirs.
    Order(Vec<Value<'a>>),
}

/// A term of the field, or a word of the user's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'a> {
    /// The key in files.
    pub key: &'a str,
    /// The term on screen.
    pub label: &'a str,
    /// The key once more; none if it is a word of the user's own.
    pub known: Option<&'static str>,
}

impl<'a> Term<'a> {
    /// Of any list.
    pub fn of<V: Vocabulary>(term: &'a V) -> Self {
        Self { key: term.key(), label: term.label(), known: term.known_key() }
    }
}

/// A part of a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part<'a> {
    /// An earlier date of a round.
    EarlierDate(&'a EarlierDate),
    /// An announcement of a date.
    Announcement(&'a Announcement),
    /// Somebody at a round.
    Attendance(&'a Attendance),
    /// A sitting of a round.
    Sitting(&'a Sitting),
    /// A readout of a round.
    Account(&'a Account),
    /// A fact on which sources disagree.
    Discrepancy(&'a Discrepancy),
    /// A passage in the text of a source.
    Passage(&'a Passage),
    /// A seat at a negotiation.
    Seat(&'a Seat),
    /// Another spelling.
    Spelling(&'a Spelling),
    /// An office held.
    Affiliation(&'a Affiliation),
    /// A record in a bin entry.
    Record(&'a Record),
}

impl Value<'_> {
    /// The value as one plain text, another for every other value of the field and the same everywhere. Values of a field are
    /// put in order by it.
    pub fn key(&self) -> String {
        match self {
            Self::Text(text) => (*text).to_owned(),
            Self::Term(term) if term.known.is_none() => format!("“{}”", term.key),
            Self::Term(term) => term.key.to_owned(),
            Self::When(when) => when_key(when),
            Self::Day(day) => day.to_string(),
            Self::Record(id) => record_key(*id),
            Self::Sitting(id) => id.to_string(),
            Self::Who(who) => who_key(who),
            Self::Zone(zone) => zone.name().to_owned(),
            Self::Flag(flag) => flag.to_string(),
            Self::Number(number) => format!("{number:010}"),
            Self::Hue(hue) => format!("{:03}", hue.index()),
            Self::Field(path) => path.to_string(),
            Self::Part(part) => part.key(),
            Self::Order(items) => items.iter().map(Self::key).collect::<Vec<_>>().join("\n"),
        }
    }
}

impl Part<'_> {
    /// What tells it apart from other parts in its list: its id, or all that it says if it has none.
    pub fn key(self) -> String {
        match self {
            Self::EarlierDate(part) => part.id.to_string(),
            Self::Announcement(part) => part.id.to_string(),
            Self::Attendance(part) => part.id.to_string(),
            Self::Sitting(part) => part.id.to_string(),
            Self::Account(part) => part.id.to_string(),
            Self::Discrepancy(part) => part.id.to_string(),
            Self::Passage(part) => part.id.to_string(),
            Self::Seat(Seat { party, role, note }) => together(&[&party.to_string(), &Value::Term(Term::of(role)).key(), note]),
            Self::Spelling(Spelling { language, form, origin }) => together(&[language, form, origin]),
            Self::Affiliation(Affiliation { party, office, from, until }) => {
                together(&[&party.to_string(), office, &when_key(from), &when_key(until)])
            }
            Self::Record(record) => record_key(record.id()),
        }
    }
}

fn together(texts: &[&str]) -> String {
    texts.iter().map(|text| text.replace('%', "%25").replace('|', "%7C")).collect::<Vec<_>>().join("|")
}

pub(super) fn record_key(id: RecordId) -> String {
    format!("{} {}", id.noun(), id.uuid())
}

pub(super) fn who_key(who: &Who) -> String {
    match who {
        Who::Party(id) => record_key((*id).into()),
        Who::Person(id) => record_key((*id).into()),
        Who::Described(words) => format!("“{words}”"),
    }
}

fn when_key(when: &When) -> String {
    let day = |day: &Option<NaiveDate>| day.map_or_else(|| "open".to_owned(), |day| day.to_string());
    match when {
        When::Unknown => String::new(),
        When::At { start, minutes } => {
            let length = minutes.map_or_else(|| "open".to_owned(), |minutes| minutes.to_string());
            format!("at {} {} {} {length}", start.local, start.offset.local_minus_utc(), start.zone.name())
        }
        When::Day(day) => format!("day {day}"),
        When::Span { first, last } => format!("span {first} {last}"),
        When::Month { year, month } => format!("month {year} {month}"),
        When::Window { earliest, latest, wording } => format!("window {} {} {wording}", day(earliest), day(latest)),
    }
}
