//! A record as labelled facts, rendered as text or as JSON.
//!
//! In JSON a fact's name is its key, a term is its stable key, a record that is named is `{"id": …, "name": …}`, and a time is
//! `{"earliest": …, "latest": …, "wording": …}` with ISO dates in the calendar of the place, or in the reader's where no place is
//! known. What is not recorded is `null`, or an empty list. In text the name becomes a label, and what is not recorded is left out.

use super::page::Page;
use crate::model::{RecordId, Vocabulary, When};
use chrono_tz::Tz;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// The longest name that stands in one line with others, in characters.
const LONGEST_NAME: usize = 30;

/// Facts in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts(Vec<(&'static str, Value)>);

/// What a fact says.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Nothing is recorded.
    Nothing,
    /// Words.
    Text(String),
    /// A count or a number.
    Number(u64),
    /// Yes or no; text says only yes.
    Flag(bool),
    /// A term: its key and its label.
    Term(String, String),
    /// A time, on whose clocks.
    When(When, Tz),
    /// The time of what something belongs to, with words before it that say so.
    WhenOf(&'static str, When, Tz),
    /// A record, or somebody who is only described.
    Record(Option<RecordId>, String),
    /// Several.
    List(Vec<Value>),
    /// Facts that text sums up in words.
    Summed(String, Facts),
}

impl Facts {
    pub(super) fn with(mut self, key: &'static str, value: Value) -> Self {
        self.0.push((key, value));
        self
    }

    /// With another value in the place of the one that a fact has, or after all if there is no such fact.
    pub(super) fn set(mut self, key: &'static str, value: Value) -> Self {
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key, value)),
        }
        self
    }

    /// In the order of these keys. What is not among them comes before the last of them.
    pub(super) fn in_order(mut self, keys: &[&str]) -> Self {
        let last = keys.len().saturating_sub(1);
        self.0.sort_by_key(|(key, _)| keys.iter().position(|known| known == key).map_or((last, 0), |at| (at, 1)));
        self
    }

    /// The value of a fact.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, value)| value)
    }

    /// With those of the others that are not there yet.
    pub(super) fn or(mut self, others: Self) -> Self {
        for (key, value) in others.0 {
            if self.get(key).is_none() {
                self.0.push((key, value));
            }
        }
        self
    }

    /// These, then the others.
    pub(super) fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    pub(super) fn text(self, key: &'static str, text: &str) -> Self {
        self.with(key, Value::text(text))
    }

    pub(super) fn when(self, key: &'static str, when: &When, zone: Tz) -> Self {
        self.with(key, Value::When(when.clone(), zone))
    }

    pub(super) fn term<T: Vocabulary>(self, key: &'static str, term: &T) -> Self {
        self.with(key, Value::term(term))
    }

    pub(super) fn term_if<T: Vocabulary>(self, key: &'static str, term: Option<&T>) -> Self {
        self.with(key, term.map_or(Value::Nothing, Value::term))
    }

    pub(super) fn list(self, key: &'static str, values: impl IntoIterator<Item = Value>) -> Self {
        self.with(key, Value::List(values.into_iter().collect()))
    }

    pub(super) fn flag(self, key: &'static str, flag: bool) -> Self {
        self.with(key, Value::Flag(flag))
    }

    /// Writes them with their labels, but for those that the page has said already.
    pub(super) fn write(&self, page: &mut Page, but: &[&str]) {
        let shown = self.0.iter().filter(|(key, _)| !but.contains(key));
        page.facts(shown.map(|(key, value)| (label(key), value.words())));
    }
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }

    pub(super) fn term<T: Vocabulary>(term: &T) -> Self {
        Self::Term(term.key().to_owned(), term.label().to_owned())
    }

    /// It in words, over several lines if there are several.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Nothing | Self::Flag(false) => String::new(),
            Self::Flag(true) => "yes".to_owned(),
            Self::Text(text) | Self::Term(_, text) | Self::Record(_, text) | Self::Summed(text, _) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::When(When::Unknown, _) => String::new(),
            Self::When(when, _) => when.words(),
            Self::WhenOf(before, when, _) => format!("{before}{}", when.words()),
            Self::List(values) => {
                let words: Vec<String> = values.iter().map(Self::words).filter(|words| !words.is_empty()).collect();
                let names = values.iter().all(|value| matches!(value, Self::Record(..)));
                match words.as_slice() {
                    [one] => one.clone(),
                    several if names && several.iter().all(|name| name.chars().count() <= LONGEST_NAME) => several.join(", "),
                    several => {
                        several.iter().map(|words| format!("- {}", words.replace('\n', " "))).collect::<Vec<_>>().join("\n")
                    }
                }
            }
        }
    }
}

/// "on_behalf_of" as a label: "On behalf of".
fn label(key: &'static str) -> String {
    let spaced = key.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A time as JSON has it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct Dates {
    /// The first possible day.
    pub earliest: Option<String>,
    /// The last possible day.
    pub latest: Option<String>,
    /// The words as they were said, or else the date in words.
    pub wording: Option<String>,
}

impl Dates {
    /// With words before it that say of what it is the time.
    pub(super) fn of_another(before: &str, when: &When, zone: Tz) -> Self {
        let dates = Self::of(when, zone);
        Self { wording: dates.wording.map(|wording| format!("{before}{wording}")), ..dates }
    }

    pub(super) fn of(when: &When, zone: Tz) -> Self {
        let iso = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        let wording = match when {
            When::Unknown => None,
            When::Window { wording, .. } if !wording.trim().is_empty() => Some(wording.trim().to_owned()),
            when => Some(when.words()),
        };
        // An exact time is on a day of its own clocks.
        let zone = if let When::At { start, .. } = when { start.zone } else { zone };
        Self { earliest: iso(when.earliest_day(zone)), latest: iso(when.latest_day(zone)), wording }
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Term(key, _) => serializer.serialize_str(key),
            Self::When(when, zone) => Dates::of(when, *zone).serialize(serializer),
            Self::WhenOf(before, when, zone) => Dates::of_another(before, when, *zone).serialize(serializer),
            Self::Record(id, name) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("id", &id.map(|id| id.uuid().to_string()))?;
                map.serialize_entry("name", name)?;
                map.end()
            }
            Self::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                for value in values {
                    list.serialize_element(value)?;
                }
                list.end()
            }
            Self::Summed(_, facts) => facts.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StatementKind;
    use chrono::NaiveDate;

    #[test]
    fn the_same_facts_as_text_and_as_json() -> Result<(), serde_json::Error> {
        let window = When::Window {
            earliest: NaiveDate::from_ymd_opt(2026, 1, 26),
            latest: None,
            wording: "as early as next week".to_owned(),
        };
        let facts = Facts::default()
            .text("said_by", "Zelensky")
            .text("note", " ")
            .term("kind", &StatementKind::RedLine)
            .when("when", &window, Tz::UTC)
            .when("due", &When::Unknown, Tz::UTC)
            .list("parties", [Value::Record(None, "Somebody".to_owned()), Value::text("two")]);
        let mut page = Page::default();
        facts.write(&mut page, &["note"]);
        assert_eq!(
            page.finish(),
            "Said by  Zelensky\nKind     Red line\nWhen     “as early as next week” (not before 26 January 2026)\n\
             Parties  - Somebody\n         - two\n"
        );
        assert_eq!(
            serde_json::to_string(&facts)?,
            "{\"said_by\":\"Zelensky\",\"note\":null,\"kind\":\"red_line\",\
             \"when\":{\"earliest\":\"2026-01-26\",\"latest\":null,\"wording\":\"as early as next week\"},\
             \"due\":{\"earliest\":null,\"latest\":null,\"wording\":null},\
             \"parties\":[{\"id\":null,\"name\":\"Somebody\"},\"two\"]}"
        );
        Ok(())
    }
}
