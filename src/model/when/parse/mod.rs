//! Reading what somebody typed for a time. Nothing is lost, and nothing is understood by halves: a text of which every word is
//! understood becomes a time, and any other stays as words without a date, with the words that were not understood pointed out.

mod calendar;
mod cursor;
mod dates;
mod glue;
mod lex;
mod names;
mod relative;
mod times;
mod written;

#[cfg(test)]
mod counting;
#[cfg(test)]
mod languages;
#[cfg(test)]
mod tests;

use super::{Context, When, ZonedTime, day_words};
use calendar::{Found, Shape};
use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use cursor::Cursor;
use std::ops::Range;
use times::TimeFound;

/// How a text was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it means.
    pub when: When,
    /// The parts of the text, as byte ranges in order, that were not understood. They are kept in the wording.
    pub not_understood: Vec<Range<usize>>,
    /// What to tell the user about the reading: a year that was supplied, a time that no clock showed.
    pub note: Option<String>,
    /// Whether it depends on the day from which words count: "tomorrow", "Friday", or a date without its year. What is written whole
    /// means the same on every day.
    pub counted: bool,
    /// Whether a year in it was supplied that the text does not say. In quotation marks none is.
    pub year_is_supplied: bool,
    /// The hour, if it is exact and nothing says whose clocks it is on: it is kept in words then.
    pub hour_without_zone: Option<NaiveTime>,
}

impl Reading {
    /// A time with nothing to be said of how it was read.
    fn only(when: When) -> Self {
        Self { when, not_understood: Vec::new(), note: None, counted: false, year_is_supplied: false, hour_without_zone: None }
    }

    /// Whether every word was understood.
    pub fn is_whole(&self) -> bool {
        self.not_understood.is_empty()
    }

    /// Whether every word was understood and some days are left open or one is named.
    pub fn leaves_days(&self) -> bool {
        let window = matches!(&self.when, When::Window { earliest, latest, .. } if earliest.is_some() || latest.is_some());
        self.is_whole() && (self.is_dated() || window)
    }

    /// Whether it is a time and not only words: one whose clocks nobody has named is.
    pub fn is_dated(&self) -> bool {
        self.hour_without_zone.is_some() || !matches!(self.when, When::Window { .. } | When::Unknown)
    }
}

/// Reads a text as a time.
///
/// A text that is a day, a span, a month or an exact time and nothing else becomes one. Every other text that leaves days open
/// ("early March", "by end of August", "23 or 24 January", "5 Feb (tbc)") becomes a window with those days and the text as its
/// wording. A text with a word in it that was not understood becomes a window without any day and keeps all its words: what the other
/// words say may be turned round by that one. An empty text, "tbd" and the like are unknown.
///
/// Names of months and days, digits, and words like "tomorrow" and "next week" are read in many languages. Years of other calendars
/// and numerals in words are not read. A year of two digits is read in figures ("5.2.98"), behind an apostrophe ("Feb '98"), and behind a
/// month in letters if it can be no day; the note says which century was taken.
pub fn parse(text: &str, context: Context) -> Reading {
    let trimmed = text.trim();
    let bare = crate::text::fold::fold(trimmed);
    let bare = bare.trim_matches(|c: char| !c.is_alphanumeric());
    let unknown = [
        "unknown",
        "tbd",
        "tbc",
        "tba",
        "to be decided",
        "to be announced",
        "to be confirmed",
        "date unknown",
        "no date",
        "not known",
        "n/a",
    ];
    if unknown.contains(&bare) || trimmed.chars().all(|c| matches!(c, '?' | '-' | '–' | '—')) {
        return Reading::only(When::Unknown);
    }
    if let Some(reading) = quoted(trimmed, context) {
        return reading;
    }
    if let Some(words) = in_quotation_marks(trimmed) {
        return parse_words(words, context);
    }
    let mut parts = Parts::default();
    let mut cursor = Cursor::new(text, context);
    while !cursor.is_at_end() {
        parts.take(&mut cursor);
    }
    parts.find_zone(&mut cursor);
    parts.reading(cursor)
}

/// Reads words that stand in quotation marks, which say that they are to be kept: nothing in them is pointed out, and a date without its
/// year stays without one. A year that the words say themselves, and days that count from another, are read as ever.
pub fn parse_words(text: &str, context: Context) -> Reading {
    let reading = parse(text, context);
    if reading.year_is_supplied {
        let when = When::Window { earliest: None, latest: None, wording: text.trim().to_owned() };
        return Reading::only(when);
    }
    Reading { not_understood: Vec::new(), ..reading }
}

/// What stands between quotation marks that open and close the whole text.
fn in_quotation_marks(text: &str) -> Option<&str> {
    let pairs = [('"', '"'), ('«', '»'), ('„', '“'), ('„', '”'), ('\'', '\'')];
    let inner = pairs.into_iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))?;
    let alone = !inner.contains(['"', '«', '»', '„', '“', '”']);
    (alone && !inner.trim().is_empty()).then_some(inner)
}

/// The beginning of what is said of an hour for which nothing says whose clocks it is on.
pub const WHOSE_CLOCKS: &str = "Nothing says on whose clocks";

/// What is said of such an hour.
pub(super) fn without_zone(hour: NaiveTime) -> String {
    let clock = hour.format("%H:%M");
    format!("{WHOSE_CLOCKS} {clock} is, so it is kept in words; add the zone, as in “{clock} Geneva time”")
}

impl When {
    /// What is to be said if it is a day and an exact hour in words, for which nothing says on whose clocks it is.
    pub fn lacks_zone(&self) -> Option<String> {
        let Self::Window { earliest, latest, wording } = self else { return None };
        let day = earliest.filter(|day| *latest == Some(*day))?;
        parse(wording, Context::new(day, None)).hour_without_zone.map(without_zone)
    }

    /// As [`words`](Self::words); what lacks a zone as it is read back, so that the zone can be written behind it.
    pub fn words_to_edit(&self) -> String {
        let Some(Self::At { start, minutes }) = self.on_clocks(Tz::UTC) else { return self.words() };
        let length = minutes.map(|minutes| format!(", {}", super::length_words(minutes))).unwrap_or_default();
        format!("{}, {}{length}", day_words(start.local.date()), super::words::clock(start.local))
    }

    /// The exact time that such words mean on the clocks of a place.
    pub fn on_clocks(&self, zone: Tz) -> Option<Self> {
        self.lacks_zone()?;
        let Self::Window { earliest: Some(day), wording, .. } = self else { return None };
        let Self::At { start, minutes } = parse(wording, Context::new(*day, zone)).when else { return None };
        Some(Self::At { start: ZonedTime::new(day.and_time(start.local.time()), zone), minutes })
    }
}

/// A window as [`When::words`] writes it: “the words” and in brackets the days.
fn quoted(text: &str, context: Context) -> Option<Reading> {
    let (wording, rest) = text.strip_prefix('“')?.rsplit_once('”')?;
    let (earliest, latest) = match rest.trim() {
        "" => (None, None),
        rest => {
            let reading = parse(rest.strip_prefix('(')?.strip_suffix(')')?, context);
            if !reading.is_whole() {
                return None;
            }
            reading.when.days()
        }
    };
    let when = When::Window { earliest, latest, wording: wording.trim().to_owned() };
    Some(Reading::only(when))
}

/// What was found in a text, part by part.
#[derive(Default)]
struct Parts {
    dates: Vec<Found>,
    times: Vec<TimeFound>,
    minutes: Option<u32>,
    unread: Vec<usize>,
    /// It is said to be uncertain: "(tbc)".
    hedged: bool,
}

/// Words beside a date that make it uncertain.
const HEDGES: &[&str] =
    &["tbc", "tbd", "tba", "to be confirmed", "to be announced", "unconfirmed", "provisional", "tentative", "not confirmed", "?"];

impl Parts {
    /// Takes the next part of the text, whatever it is.
    fn take(&mut self, cursor: &mut Cursor<'_>) {
        if let Some(time) = cursor.time() {
            self.times.push(time);
        } else if let Some(date) = cursor.date() {
            self.dates.push(date);
        } else if let Some(minutes) = cursor.length().filter(|_| !self.times.is_empty() && self.minutes.is_none()) {
            self.minutes = Some(minutes);
        } else if cursor.phrases(HEDGES) {
            self.hedged = true;
        } else if !cursor.filler() {
            self.unread.push(cursor.skip());
        }
    }

    /// Looks among the words that were not understood for the place whose clocks are meant: "10:20 on 5 February, Moscow time".
    fn find_zone(&mut self, cursor: &mut Cursor<'_>) {
        let [time] = self.times.as_mut_slice() else { return };
        if time.zone.is_some() || self.unread.is_empty() {
            return;
        }
        let (first, last) = (self.unread[0], self.unread[self.unread.len() - 1]);
        if let Some(found) = cursor.zone_between(first, last) {
            time.zone = Some(found);
            self.unread.clear();
        }
    }

    /// The text as one time.
    fn reading(self, mut cursor: Cursor<'_>) -> Reading {
        let exact = if self.hedged { None } else { self.exact(&mut cursor) };
        let whole = self.unread.is_empty();
        let when = match (exact, self.dates.as_slice()) {
            (Some((time, day)), _) if whole => {
                let Some(zone) = time.zone(&cursor) else {
                    let (hour, wording) = (time.start, cursor.text.trim().to_owned());
                    cursor.note(without_zone(hour));
                    return self.read_as(cursor, When::Window { earliest: Some(day), latest: Some(day), wording }, Some(hour));
                };
                let start = time.on(day, zone, &mut cursor);
                let minutes = self.minutes.or_else(|| time.minutes_from(start, &mut cursor));
                When::At { start, minutes }
            }
            (None, [found]) if whole && self.times.is_empty() && !self.hedged => found.when(cursor.text),
            (_, dates) => {
                let (earliest, latest) = if whole { cover(dates) } else { (None, None) };
                When::Window { earliest, latest, wording: cursor.text.trim().to_owned() }
            }
        };
        self.read_as(cursor, when, None)
    }

    fn read_as(self, mut cursor: Cursor<'_>, when: When, hour_without_zone: Option<NaiveTime>) -> Reading {
        let not_understood = cursor.ranges(&self.unread);
        let (counted, year_is_supplied) = (cursor.is_counted(), cursor.year_is_supplied());
        Reading { when, not_understood, counted, year_is_supplied, hour_without_zone, note: cursor.take_note() }
    }

    /// The time of day and its day, if that is what the text says.
    fn exact(&self, cursor: &mut Cursor<'_>) -> Option<(&TimeFound, NaiveDate)> {
        match (self.times.as_slice(), self.dates.as_slice()) {
            ([time], [Found { first: Some(day), shape: Shape::Day, .. }]) if !time.about => Some((time, *day)),
            ([time], []) if !time.about && self.unread.is_empty() => {
                let today = cursor.today();
                cursor.note(format!("No day is written; read as {}", day_words(today)));
                Some((time, today))
            }
            _ => None,
        }
    }
}

impl Found {
    /// As a time, with the text for its wording where the words matter.
    fn when(self, text: &str) -> When {
        use chrono::Datelike;
        match (self.shape, self.first, self.last) {
            (Shape::Day, Some(day), _) => When::Day(day),
            (Shape::Span, Some(first), Some(last)) => When::Span { first, last },
            (Shape::Month, Some(first), _) => When::Month { year: first.year(), month: first.month() },
            (_, earliest, latest) => When::Window { earliest, latest, wording: text.trim().to_owned() },
        }
    }
}

/// The days that several phrases leave open together.
fn cover(dates: &[Found]) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let all = |ends: Vec<Option<NaiveDate>>| ends.into_iter().collect::<Option<Vec<NaiveDate>>>().unwrap_or_default();
    (
        all(dates.iter().map(|found| found.first).collect()).into_iter().min(),
        all(dates.iter().map(|found| found.last).collect()).into_iter().max(),
    )
}

impl TimeFound {
    /// Whose clocks it is on: those that the text names, else those of the place.
    fn zone(&self, cursor: &Cursor<'_>) -> Option<Tz> {
        self.zone.as_ref().filter(|found| !found.is_local).map(|found| found.zone).or(cursor.context.zone)
    }

    /// This time of day on a day, with a note where the clocks make it doubtful.
    fn on(&self, day: NaiveDate, zone: Tz, cursor: &mut Cursor<'_>) -> ZonedTime {
        use super::{Resolved, city, offset_words};
        let local = day.and_time(self.start);
        if let Some(note) = self.zone.as_ref().and_then(|found| found.note.clone()) {
            cursor.note(note);
        }
        let resolved = ZonedTime::resolve(local, zone);
        if let Some(offset) = self.zone.as_ref().and_then(|found| found.offset) {
            let agrees = match resolved {
                Resolved::One(time) | Resolved::Skipped(time) => time.offset == offset && time.local == local,
                Resolved::Twice(first, second) => first.offset == offset || second.offset == offset,
            };
            if !agrees {
                let own = offset_words(ZonedTime::new(local, zone).offset);
                cursor.note(format!("Clocks in {} are at {own} then; kept at {} as written", city(zone), offset_words(offset)));
            }
            return ZonedTime { local, offset, zone };
        }
        match resolved {
            Resolved::One(time) => time,
            Resolved::Twice(first, second) => {
                cursor.note(format!(
                    "Clocks in {} are put back and show this time twice; read as the first, {}; add {} for the second",
                    city(zone),
                    offset_words(first.offset),
                    offset_words(second.offset)
                ));
                first
            }
            Resolved::Skipped(time) => {
                cursor.note(format!(
                    "Clocks in {} are put forward and never show this time; read as {}",
                    city(zone),
                    super::words::clock(time.local)
                ));
                time
            }
        }
    }

    /// The minutes to the end, where the end was given as a time of day. Where clocks skipped what lies between them, there are none.
    fn minutes_from(&self, start: ZonedTime, cursor: &mut Cursor<'_>) -> Option<u32> {
        let end = self.end?;
        let day = if end <= self.start { start.local.date().succ_opt()? } else { start.local.date() };
        let end = ZonedTime::new(day.and_time(end), start.zone);
        let minutes = u32::try_from((end.instant() - start.instant()).num_minutes()).ok().filter(|minutes| *minutes > 0);
        if minutes.is_none() {
            cursor.note("How long it lasted is left open".to_owned());
        }
        minutes
    }
}
