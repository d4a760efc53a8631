//! On-disk form of single values: text, ids, days, times, zones, numbers.

use super::{Blank, Newer, Notes, Shape};
use crate::model::fields::FieldPath;
use crate::model::{BinId, ClashId, PartyId, PersonId, Stamp};
use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};
use std::fmt::Write as _;
use uuid::Uuid;

/// Text. Line breaks stay line breaks, so that a long text reads well in a diff; what an editor would not show is escaped.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub(in crate::store) struct Text(pub String);

/// The text as a RON literal that reads back as exactly the same characters.
pub(in crate::store) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push('\n'),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Invisible characters that break lines or turn the direction of what surrounds them.
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.extend(c.escape_unicode());
            }
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Text to be written.
pub(super) struct Words<'a>(pub &'a str);

impl Serialize for Words<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ron::value::RawValue::from_ron(&literal(self.0)).map_err(S::Error::custom)?.serialize(serializer)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Words(&self.0).serialize(serializer)
    }
}

impl Shape<String> for Text {
    fn of(model: &String) -> Self {
        Self(model.clone())
    }
    fn model(self, _: &mut Notes) -> String {
        self.0
    }
}

/// The path to a field stands in files as text.
impl Shape<FieldPath> for Text {
    fn of(model: &FieldPath) -> Self {
        Self(model.to_string())
    }
    fn model(self, _: &mut Notes) -> FieldPath {
        let Ok(path) = self.0.parse();
        path
    }
}

impl Blank for Text {
    fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
}

/// Declares a value that stands in files as a string.
macro_rules! as_string {
    ($($(#[$doc:meta])* $name:ident($inner:ty): $write:expr, $read:expr, $wanted:literal;)*) => {$(
        $(#[$doc])*
        pub(in crate::store) struct $name(pub $inner);

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let write: fn(&$inner) -> String = $write;
                serializer.serialize_str(&write(&self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let read: fn(&str) -> Option<$inner> = $read;
                let text = String::deserialize(deserializer)?;
                read(&text).map(Self).ok_or_else(|| D::Error::custom(format_args!("“{text}” is not {}", $wanted)))
            }
        }
    )*};
}
pub(super) use as_string;

as_string! {
    /// Any id.
    #[derive(Clone, Copy, Debug, PartialEq)]
    Id(Uuid): |id| id.hyphenated().to_string(), |text| Uuid::try_parse(text).ok(), "an id such as 019c0b6e-3f00-7000-8000-00000000002a";
    /// A day.
    #[derive(Clone, Copy, Debug, PartialEq)]
    Day(NaiveDate): |day| day.to_string(), |text| text.parse().ok(), "a day such as 2026-02-04";
    /// A moment in UTC.
    #[derive(Clone, Copy, Debug, PartialEq)]
    Time(DateTime<Utc>): |time| time.to_rfc3339_opts(SecondsFormat::AutoSi, true), read_time, "a time such as 2026-02-04T10:00:00Z";
}

/// A time zone, where there is one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::store) enum Zone {
    /// There is none.
    #[default]
    None,
    /// One of those that this version knows.
    Known(Tz),
    /// The name of another.
    Newer(String),
}

/// Whether a text may well be the name of a time zone that newer data have.
pub(super) fn is_zone_name(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.contains('/')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "/_-+".contains(c))
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            Self::Known(zone) => serializer.serialize_str(zone.name()),
            Self::Newer(_) => Err(S::Error::custom("a time zone of a newer version cannot be written")),
        }
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(Self::None) };
        match text.parse() {
            Ok(zone) => Ok(Self::Known(zone)),
            Err(_) if is_zone_name(&text) => Ok(Self::Newer(text)),
            Err(_) => Err(D::Error::custom(format_args!("“{text}” is not a time zone such as Asia/Dubai"))),
        }
    }
}

impl Shape<Option<Tz>> for Zone {
    fn of(model: &Option<Tz>) -> Self {
        model.map_or(Self::None, Self::Known)
    }
    fn model(self, notes: &mut Notes) -> Option<Tz> {
        match self {
            Self::None => None,
            Self::Known(zone) => Some(zone),
            Self::Newer(zone) => {
                notes.newer.push(Newer::Zone { text: zone.clone(), zone });
                None
            }
        }
    }
}

/// The last year of a stamp.
const LAST_YEAR: i32 = 262_000;

fn read_time(text: &str) -> Option<DateTime<Utc>> {
    let given = DateTime::parse_from_rfc3339(text).ok().map(|time| time.with_timezone(&Utc));
    // Years of more than four digits are outside of RFC 3339.
    let time = given.or_else(|| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.fZ").ok().map(|time| time.and_utc()))?;
    // At the very end of the calendar there are places whose clocks would be beyond it. No clock is that wrong.
    (LAST_YEAR.saturating_neg()..=LAST_YEAR).contains(&time.year()).then_some(time)
}

macro_rules! plain {
    ($($shape:ty => $($model:ty),*;)*) => {$($(
        impl Shape<$model> for $shape {
            fn of(model: &$model) -> Self {
                Self(model.0)
            }
            fn model(self, _: &mut Notes) -> $model {
                self.0.into()
            }
        }
    )*)*};
}

plain! {
    Id => PartyId, PersonId, BinId, ClashId;
}

macro_rules! itself {
    ($($shape:ident($model:ty);)*) => {$(
        impl Shape<$model> for $shape {
            fn of(model: &$model) -> Self {
                Self(*model)
            }
            fn model(self, _: &mut Notes) -> $model {
                self.0
            }
        }
    )*};
}

itself! {
    Time(DateTime<Utc>);
}

/// A stamp from its fields.
pub(super) fn stamp(created: Time, changed: Option<Time>, by: Text, revision: Option<u32>, notes: &mut Notes) -> Stamp {
    Stamp { created: created.0, changed: changed.unwrap_or(created).0, by: by.model(notes), revision: revision.unwrap_or(0) }
}

/// Writes an offset from UTC as RFC 3339 does, with seconds where there are any: local mean times have them.
pub(super) fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    let mut out = format!("{sign}{hours:02}:{minutes:02}");
    if rest != 0 {
        let _ = write!(out, ":{rest:02}");
    }
    out
}
