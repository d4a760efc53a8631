//! When something is, in files: `unknown`, `day("2026-02-04")`, `at("2026-02-05T10:20:00+03:00[Europe/Moscow]", 90)`, …

use super::scalar::{Day, Text, as_string, is_zone_name, offset};
use super::variant::{Form, Forms};
use super::{Blank, Newer, Notes, Shape};
use crate::model;
use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

as_string! {
    /// A month.
    #[derive(Clone, Copy, Debug, PartialEq)]
    Month((i32, u32)): |(year, month)| format!("{year:04}-{month:02}"), read_month, "a month such as 2026-02";
    /// A time on the clocks of a place, with the offset and the zone that it was recorded under.
    #[derive(Clone, Debug, PartialEq)]
    Moment(Clock): write_clock, read_clock, "a time with its zone such as 2026-02-05T10:20:00+03:00[Europe/Moscow]";
}

/// What clocks show at a place.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) enum Clock {
    Known(model::ZonedTime),
    /// In a time zone that this version does not know.
    Elsewhere {
        day: NaiveDate,
        text: String,
    },
}

fn read_month(text: &str) -> Option<(i32, u32)> {
    let (year, month) = text.rsplit_once('-')?;
    let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?;
    Some((day.year(), day.month()))
}

fn write_clock(clock: &Clock) -> String {
    match clock {
        Clock::Known(time) => format!("{:?}{}[{}]", time.local, offset(time.offset.local_minus_utc()), time.zone.name()),
        Clock::Elsewhere { text, .. } => text.clone(),
    }
}

/// The offset is taken as it was recorded, even where today's zone data say otherwise.
fn read_clock(text: &str) -> Option<Clock> {
    let (stamp, zone) = text.strip_suffix(']')?.split_once('[')?;
    let sign = stamp.rfind(['+', '-'])?;
    let (local, offset) = (stamp.get(..sign)?, stamp.get(sign..)?);
    let mut parts = offset.get(1..)?.split(':').map(|part| part.parse::<u32>().ok().filter(|n| *n < 60));
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().unwrap_or(Some(0))?;
    let east = i32::try_from(hours * 3600 + minutes * 60 + seconds).ok()?;
    let east = if offset.starts_with('-') { -east } else { east };
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M:%S%.f").ok()?;
    let offset = FixedOffset::east_opt(east)?;
    match zone.parse() {
        Ok(zone) => Some(Clock::Known(model::ZonedTime { local, offset, zone })),
        Err(_) => is_zone_name(zone).then(|| Clock::Elsewhere { day: local.date(), text: text.to_owned() }),
    }
}

/// When something is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) struct When(Form<Told>);

impl Shape<model::When> for When {
    fn of(model: &model::When) -> Self {
        Self(Form::Known(match model {
            model::When::Unknown => Told::Unknown,
            model::When::At { start, minutes } => Told::At(Moment(Clock::Known(*start)), *minutes),
            model::When::Day(day) => Told::Day(Day(*day)),
            model::When::Span { first, last } => Told::Span(Day(*first), Day(*last)),
            model::When::Month { year, month } => Told::Month(Month((*year, *month))),
            model::When::Window { earliest, latest, wording } => {
                Told::Window { earliest: earliest.map(Day), latest: latest.map(Day), wording: Text(wording.clone()) }
            }
        }))
    }

    /// What this version does not know is shown in the words of the file.
    fn model(self, notes: &mut Notes) -> model::When {
        match self.0 {
            Form::Known(Told::Unknown) => model::When::Unknown,
            Form::Known(Told::At(Moment(Clock::Known(start)), minutes)) => model::When::At { start, minutes },
            Form::Known(Told::At(Moment(Clock::Elsewhere { day, text }), _)) => {
                let zone = text.split(['[', ']']).nth(1).unwrap_or_default().to_owned();
                notes.newer.push(Newer::Zone { zone, text: text.clone() });
                model::When::Window { earliest: Some(day), latest: Some(day), wording: text }
            }
            Form::Known(Told::Day(Day(day))) => model::When::Day(day),
            Form::Known(Told::Span(Day(first), Day(last))) => model::When::Span { first, last },
            Form::Known(Told::Month(Month((year, month)))) => model::When::Month { year, month },
            Form::Known(Told::Window { earliest, latest, wording }) => {
                model::When::Window { earliest: earliest.map(|day| day.0), latest: latest.map(|day| day.0), wording: wording.0 }
            }
            Form::Newer(word) => {
                notes.newer.push(Newer::Word(word.clone()));
                model::When::Window { earliest: None, latest: None, wording: word }
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", rename = "when")]
enum Told {
    Unknown,
    At(Moment, #[serde(default, skip_serializing_if = "Option::is_none")] Option<u32>),
    Day(Day),
    Span(Day, Day),
    Month(Month),
    Window {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        earliest: Option<Day>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        latest: Option<Day>,
        #[serde(default, skip_serializing_if = "Blank::is_blank")]
        wording: Text,
    },
}

impl Forms for Told {
    const WORDS: &'static [&'static str] = &["unknown", "at", "day", "span", "month", "window"];
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Form::deserialize(deserializer)? {
            Form::Known(Told::Span(first, last)) if first.0 > last.0 => Err(D::Error::custom("a span ends before it begins")),
            form => Ok(Self(form)),
        }
    }
}
