//! When something is, in files: `unknown`, `day("2026-02-04")`, `at("2026-02-05T10:20:00+03:00[Europe/Moscow]", 90)`, …

use super::scalar::{Day, Text, as_string, offset};
use super::{Blank, Notes, Shape};
use crate::model;
use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

as_string! {
    /// A month.
    Month((i32, u32)): |(year, month)| format!("{year:04}-{month:02}"), read_month, "a month such as 2026-02";
    /// A time on the clocks of a place, with the offset and the zone that it was recorded under.
    Moment(model::ZonedTime): write_moment, read_moment, "a time with its zone such as 2026-02-05T10:20:00+03:00[Europe/Moscow]";
}

fn read_month(text: &str) -> Option<(i32, u32)> {
    let (year, month) = text.rsplit_once('-')?;
    let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?;
    Some((day.year(), day.month()))
}

fn write_moment(time: &model::ZonedTime) -> String {
    format!("{:?}{}[{}]", time.local, offset(time.offset.local_minus_utc()), time.zone.name())
}

/// The offset is taken as it was recorded, even where today's zone data say otherwise.
fn read_moment(text: &str) -> Option<model::ZonedTime> {
    let (stamp, zone) = text.strip_suffix(']')?.split_once('[')?;
    let sign = stamp.rfind(['+', '-'])?;
    let (local, offset) = (stamp.get(..sign)?, stamp.get(sign..)?);
    let mut parts = offset.get(1..)?.split(':').map(|part| part.parse::<u32>().ok().filter(|n| *n < 60));
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().unwrap_or(Some(0))?;
    let east = i32::try_from(hours * 3600 + minutes * 60 + seconds).ok()?;
    let east = if offset.starts_with('-') { -east } else { east };
    Some(model::ZonedTime {
        local: NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M:%S%.f").ok()?,
        offset: FixedOffset::east_opt(east)?,
        zone: zone.parse().ok()?,
    })
}

/// When something is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::store) struct When(model::When);

impl Shape<model::When> for When {
    fn of(model: &model::When) -> Self {
        Self(model.clone())
    }
    fn model(self, _: &mut Notes) -> model::When {
        self.0
    }
}

impl Blank for When {
    fn is_blank(&self) -> bool {
        self.0.is_unknown()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", rename = "when")]
enum Form {
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

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = match &self.0 {
            model::When::Unknown => Form::Unknown,
            model::When::At { start, minutes } => Form::At(Moment(*start), *minutes),
            model::When::Day(day) => Form::Day(Day(*day)),
            model::When::Span { first, last } => Form::Span(Day(*first), Day(*last)),
            model::When::Month { year, month } => Form::Month(Month((*year, *month))),
            model::When::Window { earliest, latest, wording } => {
                Form::Window { earliest: earliest.map(Day), latest: latest.map(Day), wording: Text(wording.clone()) }
            }
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(match Form::deserialize(deserializer)? {
            Form::Unknown => model::When::Unknown,
            Form::At(Moment(start), minutes) => model::When::At { start, minutes },
            Form::Day(Day(day)) => model::When::Day(day),
            Form::Span(Day(first), Day(last)) if first <= last => model::When::Span { first, last },
            Form::Span(..) => return Err(D::Error::custom("a span ends before it begins")),
            Form::Month(Month((year, month))) => model::When::Month { year, month },
            Form::Window { earliest, latest, wording } => {
                model::When::Window { earliest: earliest.map(|day| day.0), latest: latest.map(|day| day.0), wording: wording.0 }
            }
        }))
    }
}
