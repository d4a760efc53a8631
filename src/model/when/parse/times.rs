//! Times of day, their zones and lengths: "10:20 Moscow time", "7 a.m. ET", "14:00–15:30", "2 h 30 min".

use super::super::zones::{FoundZone, find_zone};
use super::calendar::number_named;
use super::cursor::Cursor;
use super::lex::Kind;
use chrono::NaiveTime;
use chrono_tz::Tz;

/// A time of day as it was found.
#[derive(Clone, Debug)]
pub(super) struct TimeFound {
    pub start: NaiveTime,
    pub end: Option<NaiveTime>,
    pub zone: Option<FoundZone>,
    /// "About": the exact minute is not claimed.
    pub about: bool,
}

/// No zone's name has more parts than this.
const LONGEST_ZONE: usize = 7;

impl Cursor<'_> {
    /// Takes a time of day, to its end and its zone where they follow.
    pub(super) fn time(&mut self) -> Option<TimeFound> {
        self.attempt(|c| {
            let about = c.phrases(&[
                "about",
                "around",
                "approximately",
                "approx .",
                "approx",
                "circa",
                "shortly before",
                "shortly after",
                "after",
                "before",
                "not before",
            ]);
            c.one_of(&["at", "from"]);
            let after_t = c.place().checked_sub(1).is_some_and(|before| c.between(before, before).eq_ignore_ascii_case("t"));
            let compact = if after_t && c.is_joined(0) { c.attempt(Self::clock_of_digits) } else { None };
            let start = compact.map_or_else(|| c.clock(), Some)?;
            let is_offset = c.word(0) == "-" && (after_t || !c.is_joined(0) && c.is_joined(1));
            let end = if is_offset {
                None
            } else {
                c.attempt(|c| c.one_of(&["-", "to", "until", "till"]).then_some(()).and_then(|()| c.clock()))
            };
            let zone = c.zone();
            Some(TimeFound { start, end, zone, about })
        })
    }

    /// Takes what a clock shows.
    fn clock(&mut self) -> Option<NaiveTime> {
        if self.one_of(&["noon", "midday"]) {
            return NaiveTime::from_hms_opt(12, 0, 0);
        }
        if self.one_of(&["midnight"]) {
            self.note("Midnight read as the start of the day".to_owned());
            return Some(NaiveTime::MIN);
        }
        self.attempt(Self::clock_with_minutes)
            .or_else(|| self.attempt(Self::clock_of_hours))
            .or_else(|| self.attempt(Self::clock_of_four_digits))
    }

    fn clock_with_minutes(&mut self) -> Option<NaiveTime> {
        let hour = self.number(1..3)?;
        let separated = self.is_joined(0) && self.one_of(&[":", "h"]) && self.is_joined(0);
        let minute = if separated { self.number(2..3)? } else { return None };
        let second = self.attempt(|c| (c.is_joined(0) && c.one_of(&[":"])).then(|| c.number(2..3))?).unwrap_or(0);
        self.fraction();
        self.one_of(&["uhr"]);
        let hour = self.half_of_day(hour).unwrap_or(hour);
        NaiveTime::from_hms_opt(hour, minute, second)
    }

    /// Takes the parts of a second, which no record of talks needs.
    fn fraction(&mut self) {
        self.attempt(|c| {
            (c.is_joined(0) && c.one_of(&[".", ","]) && c.is_joined(0)).then_some(())?;
            let digits = c.word(0);
            (!digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())).then(|| c.skip())
        });
    }

    /// "09", "0930", "093000" right behind the "T" of ISO 8601.
    fn clock_of_digits(&mut self) -> Option<NaiveTime> {
        let length = self.peek(0)?.len();
        let number = self.number(2..7)?;
        (!(self.is_joined(0) && self.word(0) == ":")).then_some(())?;
        let (hour, minute, second) = match length {
            2 => (number, 0, 0),
            4 => (number / 100, number % 100, 0),
            6 => (number / 10_000, number / 100 % 100, number % 100),
            _ => return None,
        };
        self.fraction();
        NaiveTime::from_hms_opt(hour, minute, second)
    }

    fn clock_of_hours(&mut self) -> Option<NaiveTime> {
        let hour = self.number(1..3)?;
        NaiveTime::from_hms_opt(self.half_of_day(hour)?, 0, 0)
    }

    /// "2100 GMT": four digits are a time only with a zone by name behind them.
    fn clock_of_four_digits(&mut self) -> Option<NaiveTime> {
        let number = self.number(4..5)?;
        self.zone_follows().then(|| NaiveTime::from_hms_opt(number / 100, number % 100, 0))?
    }

    /// Whether the name of a zone comes next.
    pub(super) fn zone_follows(&mut self) -> bool {
        let place = self.place();
        let found = self.peek(0).is_some_and(|token| token.kind == Kind::Word) && self.longest_zone().is_some();
        self.go(place);
        found
    }

    /// Takes "am" or "pm" and says which hour of 24 it makes.
    fn half_of_day(&mut self, hour: u32) -> Option<u32> {
        let half = ["am", "pm"].into_iter().find(|half| {
            let letter = &half[..1];
            self.phrases(&[half, &format!("{letter} . m ."), &format!("{letter} . m")])
        })?;
        match (hour, half) {
            (12, "am") => Some(0),
            (12, _) => Some(12),
            (1..=11, "am") => Some(hour),
            (1..=11, _) => Some(hour + 12),
            _ => None,
        }
    }

    /// Takes a zone: in brackets with its distance from UTC, or the longest run of words that names one.
    fn zone(&mut self) -> Option<FoundZone> {
        let here = self.here();
        let bracketed = self.attempt(|c| {
            c.one_of(&["("]).then_some(())?;
            let first = c.place();
            let close = (first..(first + 4 * LONGEST_ZONE).min(c.count())).find(|&at| c.between(at, at) == ")")?;
            let inner = c.between(first, close.checked_sub(1)?);
            let found = find_zone(inner, here).or_else(|| {
                let (name, offset) = inner.rsplit_once(',')?;
                let (zone, distance) = (find_zone(name, here)?, find_zone(offset, here)?);
                Some(FoundZone { offset: Some(distance.offset?), ..zone })
            })?;
            c.go(close + 1);
            Some(found)
        });
        bracketed.or_else(|| {
            self.attempt(|c| {
                c.one_of(&[","]);
                let mut found = c.longest_zone()?;
                // RFC 9557 writes the distance first and then the zone in square brackets.
                if c.word(0) == "[" {
                    let named = c.attempt(|c| {
                        c.skip();
                        let named = c.longest_zone()?;
                        c.one_of(&["]"]).then_some(named)
                    });
                    found = named.map_or(found.clone(), |named| FoundZone { offset: found.offset, ..named });
                }
                Some(found)
            })
        })
    }

    fn longest_zone(&mut self) -> Option<FoundZone> {
        let first = self.place();
        let last = (first + LONGEST_ZONE).min(self.count());
        (first..last).rev().find_map(|at| {
            let found = find_zone(self.between(first, at), self.here())?;
            self.go(at + 1);
            Some(found)
        })
    }

    /// The zone that the words from one token to another name, if they name one and nothing else.
    pub(super) fn zone_between(&self, first: usize, last: usize) -> Option<FoundZone> {
        find_zone(self.between(first, last), self.here())
    }

    /// Whose clocks "local time" means; while nothing says it, any: what is found by those words alone is not taken.
    fn here(&self) -> Tz {
        self.context.zone.unwrap_or(Tz::UTC)
    }

    /// Takes a length: "2 h 30 min", "for 90 minutes", "two hours".
    pub(super) fn length(&mut self) -> Option<u32> {
        self.attempt(|c| {
            c.one_of(&["for", "lasting"]);
            let hours = c.attempt(|c| {
                let n = c.count_word()?;
                c.one_of(&["h", "hr", "hrs", "hour", "hours"]).then_some(n)
            });
            let minutes = c.attempt(|c| {
                c.one_of(&["and"]);
                let n = c.count_word()?;
                c.one_of(&["m", "min", "mins", "minute", "minutes"]).then_some(n)
            });
            if hours.is_none() && minutes.is_none() {
                return None;
            }
            hours.unwrap_or(0).checked_mul(60)?.checked_add(minutes.unwrap_or(0))
        })
    }

    /// Takes a number in digits or in words.
    pub(super) fn count_word(&mut self) -> Option<u32> {
        if let Some(number) = self.number(1..7) {
            return Some(number);
        }
        let number = number_named(self.word(0))?;
        self.skip();
        Some(number)
    }
}
