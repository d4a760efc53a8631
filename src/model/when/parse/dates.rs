//! Dates with names or figures: "4 Feb 2026", "30 Jan to 2 Feb", "2026-02-05", "by end of August", "23 or 24 January".

use super::super::Tense;
use super::super::words::{day_words, weekday};
use super::calendar::{Found, Part, Shape, meant, meant_day, meant_month, moved, part_of, week};
use super::cursor::Cursor;
use super::glue;
use super::lex::Kind;
use super::names::Form;
use chrono::{Datelike, NaiveDate, Weekday};

/// A date of which some may be left to what stands beside it, or one that is complete.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    Written { year: Option<i32>, month: Option<u32>, day: Option<u32>, weekday: Option<Weekday> },
    Whole(Found),
}

/// How two dates belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    To,
    Both,
    Either,
}

/// What stands before a date and says on which side of it something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    From,
    Since,
    After,
    To,
    Before,
    AsEarlyAs,
    About,
    Perhaps,
}

const BOUNDS: &[(Bound, &[&str])] = &[
    (Bound::From, &["not before", "no earlier than", "not earlier than", "no sooner than", "starting", "from"]),
    (Bound::Since, &["since"]),
    (Bound::After, &["after", "later than"]),
    (Bound::To, &["by", "no later than", "not later than", "not after", "until", "till", "up to"]),
    (Bound::Before, &["before", "earlier than", "ahead of"]),
    (Bound::AsEarlyAs, &["as early as", "as soon as"]),
    (Bound::About, &["around", "about", "circa", "approximately", "approx"]),
    (Bound::Perhaps, &["possibly", "probably", "perhaps", "maybe", "likely", "tentatively", "provisionally", "expected"]),
    (Bound::Perhaps, &["some time", "sometime", "planned for"]),
];

/// Words before the number of a week.
const WEEK_OF_YEAR: &[&str] = &["week", "wk", "w", "kw", "cw", "woche", "semaine", "semana", "settimana", "vecka", "uke", "uge"];

impl Cursor<'_> {
    /// Takes a date in any form, with what stands before it ("by", "not before", "as early as").
    pub(super) fn date(&mut self) -> Option<Found> {
        let found = self.attempt(Self::qualified);
        self.ahead = false;
        found
    }

    fn qualified(&mut self) -> Option<Found> {
        self.attempt(|c| {
            let english = BOUNDS.iter().find(|(_, phrases)| c.phrases(phrases)).map(|(bound, _)| *bound);
            let Some(bound) = english else { return c.attempt(Self::by_in_another_language).or_else(|| c.at_some_hour()) };
            let to_come = matches!(bound, Bound::From | Bound::AsEarlyAs | Bound::To | Bound::Before);
            c.ahead = to_come && !matches!(c.context.tense, Tense::Past { .. });
            c.one_of(&["on", "in"]);
            let found = c.at_some_hour()?;
            let (first, last) = (found.first, found.last);
            let other = |day: Option<NaiveDate>, by: i64| day.and_then(|day| moved(day, by));
            Some(match bound {
                Bound::From | Bound::Since if found.shape == Shape::Span => found,
                Bound::From | Bound::Since => Found::loose(first, None),
                Bound::After => Found::loose(other(last, 1), None),
                Bound::To => Found::loose(None, last),
                Bound::Before => Found::loose(None, other(first, -1)),
                Bound::AsEarlyAs if found.shape == Shape::Day => Found::loose(first, None),
                Bound::About if found.shape == Shape::Day => {
                    let (first, last) = (moved(first?, -2)?, moved(last?, 2)?);
                    c.note(format!("Read as {} to {}", day_words(first), day_words(last)));
                    Found::loose(Some(first), Some(last))
                }
                Bound::AsEarlyAs | Bound::About | Bound::Perhaps => Found::loose(first, last),
            })
        })
    }

    /// "bis 5. Februar", "до 5 февраля": by that day. The same words stand between two days, which are looked for first.
    fn by_in_another_language(&mut self) -> Option<Found> {
        self.glue(&glue::BY).then_some(())?;
        self.ahead = !matches!(self.context.tense, Tense::Past { .. });
        Some(Found::loose(None, self.span()?.last))
    }

    /// A date, with the part of the day where one is named: "late on Friday", "Tuesday evening", "5 Feb in the morning".
    fn at_some_hour(&mut self) -> Option<Found> {
        let before = self.attempt(|c| {
            let named =
                ["late on", "early on", "late", "early", "the morning of", "the afternoon of", "the evening of", "the night of"];
            c.phrases(&named).then_some(())?;
            c.span().filter(|found| found.shape == Shape::Day)
        });
        let part = before.is_some();
        let found = before.or_else(|| self.span())?;
        let part = found.shape == Shape::Day
            && (part
                || self.one_of(&["morning", "afternoon", "evening", "night"])
                || self.phrases(&["in the morning", "in the afternoon", "in the evening", "at night"]));
        Some(if part { Found::loose(found.first, found.last) } else { found })
    }

    /// Takes one date or two that belong together.
    fn span(&mut self) -> Option<Found> {
        self.attempt(|c| {
            let between = c.one_of(&["between"]);
            let opened = !between && c.attempt(|c| (c.glue(&glue::FROM) && c.span_follows()).then_some(())).is_some();
            let left = c.attempt(Self::piece).or_else(|| c.attempt(Self::bare_before_another))?;
            let joined = c.attempt(|c| {
                let joint = if between { c.one_of(&["and"]).then_some(Joint::Either)? } else { c.joint()? };
                let right = c.attempt(Self::piece).or_else(|| c.attempt(Self::bare))?;
                let year = c.attempt(Self::year);
                c.joined(left, right.with_year(year), joint)
            });
            match joined {
                Some(found) => Some(found),
                None if between || opened => None,
                None => c.whole(left),
            }
        })
    }

    /// Whether two dates that belong together come next; takes nothing.
    fn span_follows(&mut self) -> bool {
        let place = self.place();
        let found = self.attempt(|c| {
            c.attempt(Self::piece).or_else(|| c.attempt(Self::bare_before_another))?;
            c.joint()?;
            c.attempt(Self::piece).or_else(|| c.attempt(Self::bare))
        });
        self.go(place);
        found.is_some()
    }

    /// What stands between two dates.
    fn joint(&mut self) -> Option<Joint> {
        match () {
            () if self.one_of(&["or", "oder", "ou", "или", "або", "lub", "eller"]) => Some(Joint::Either),
            () if self.glue(&glue::TO) => Some(Joint::To),
            () if self.glue(&glue::AND) => Some(Joint::Both),
            () => None,
        }
    }

    /// Two pieces as one: from the first to the second, both, or one of the two. Two days that do not follow each other are no
    /// span, so the words stay with them.
    fn joined(&mut self, left: Piece, right: Piece, joint: Joint) -> Option<Found> {
        let (left, right) = (left.completed_by(right), right.completed_by(left));
        let (l, r) = match (left.year(), right.year()) {
            (Some(year), None) => {
                let l = self.whole(left)?;
                (l, self.in_either_year(right, year, year + 1, |r| l.first <= r.last)?)
            }
            (Some(_), Some(_)) => (self.whole(left)?, self.whole(right)?),
            (None, _) => {
                let r = self.whole(right)?;
                let year = r.last?.year();
                (self.in_either_year(left, year, year - 1, |l| l.first <= r.last)?, r)
            }
        };
        let (first, last) = (l.first.min(r.first), l.last.max(r.last));
        if l.first > r.last {
            self.note("The later date stands first; read the other way round".to_owned());
        }
        let follow = l.last.and_then(|day| day.succ_opt()) == r.first || r.last.and_then(|day| day.succ_opt()) == l.first;
        Some(match (l.shape, r.shape) {
            (Shape::Day, Shape::Day) if first == last => Found::day(first?),
            (Shape::Day, Shape::Day) if joint == Joint::To || joint == Joint::Both && follow => {
                Found { first, last, shape: Shape::Span }
            }
            _ => Found::loose(first, last),
        })
    }

    /// The piece in the one year if that fits, or else in the other.
    fn in_either_year(&mut self, piece: Piece, one: i32, other: i32, fits: impl Fn(&Found) -> bool) -> Option<Found> {
        let found = self.whole(piece.with_year(Some(one))).filter(fits);
        found.or_else(|| self.whole(piece.with_year(Some(other))))
    }

    /// A piece as the days it means; the year is the nearest where none was written.
    fn whole(&mut self, piece: Piece) -> Option<Found> {
        let (year, month, day, named) = match piece {
            Piece::Whole(found) => return Some(found),
            Piece::Written { year, month, day, weekday } => (year, month, day, weekday),
        };
        match (year, month, day) {
            (_, Some(month), Some(number)) => {
                let found = match year {
                    Some(year) => NaiveDate::from_ymd_opt(year, month, number),
                    None => self.meant_day(month, number),
                };
                let Some(date) = found else {
                    self.note("There is no such day in the calendar".to_owned());
                    return None;
                };
                if year.is_none() && date.year() != self.context.today.year() {
                    let which = match self.context.tense {
                        Tense::Past { .. } => "last one",
                        Tense::Ahead => "next one",
                        Tense::Open | Tense::Near(_) if self.ahead => "next one",
                        Tense::Open | Tense::Near(_) => "nearest",
                    };
                    self.note(format!("Read as {}, the {which}", day_words(date)));
                }
                if named.is_some_and(|named| named != date.weekday()) {
                    self.note(format!("{} is a {}", day_words(date), weekday(date)));
                    return Some(Found::loose(Some(date), Some(date)));
                }
                Some(Found::day(date))
            }
            (Some(year), Some(month), None) => Found::month(year, month),
            (None, Some(month), None) => Found::month(self.meant_month(month)?, month),
            (Some(year), None, None) => Found::year(year),
            _ => None,
        }
    }

    /// The day with this day and month that is meant without a year.
    pub(super) fn meant_day(&mut self, month: u32, day: u32) -> Option<NaiveDate> {
        self.supplies_year();
        meant_day(month, day, self.context, self.ahead)
    }

    /// The year of a month that is meant without one.
    fn meant_month(&mut self, month: u32) -> Option<i32> {
        self.supplies_year();
        meant_month(month, self.context, self.ahead)
    }

    fn piece(&mut self) -> Option<Piece> {
        self.attempt(Self::written)
            .or_else(|| self.attempt(Self::part).map(Piece::Whole))
            .or_else(|| self.attempt(Self::relative).map(Piece::Whole))
            .or_else(|| {
                self.attempt(|c| {
                    let year = c.year().filter(|year| (1900..2200).contains(year))?;
                    Some(Piece::Written { year: Some(year), month: None, day: None, weekday: None })
                })
            })
    }

    /// A day of the month alone, completed by what stands beside it.
    fn bare(&mut self) -> Option<Piece> {
        let day = self.day_number()?;
        self.day_sign();
        Some(Piece::Written { year: None, month: None, day: Some(day), weekday: None })
    }

    /// The "4" of "4-5 Feb": only where a full day follows.
    fn bare_before_another(&mut self) -> Option<Piece> {
        let piece = self.bare()?;
        let place = self.place();
        let followed = self.joint().is_some()
            && matches!(self.attempt(Self::written), Some(Piece::Written { day: Some(_), month: Some(_), .. }));
        self.go(place);
        followed.then_some(piece)
    }

    /// Takes a part of something longer: "early March", "the end of next month", "the week of 5 March".
    fn part(&mut self) -> Option<Found> {
        self.one_of(&["the"]);
        if let Some(quarter) = self.attempt(Self::quarter) {
            return Some(quarter);
        }
        if let Some(week) = self.attempt(Self::week_of_year) {
            return Some(week);
        }
        if self.phrases(&["week of", "week beginning", "week starting"]) {
            self.one_of(&["the"]);
            let day =
                self.attempt(Self::written).and_then(|piece| self.whole(piece)).filter(|found| found.shape == Shape::Day)?;
            let (first, last) = week(day.first?, 0)?;
            return Some(Found::loose(Some(first), Some(last)));
        }
        let part = match () {
            () if self.phrases(&["early", "beginning of", "start of", "the beginning of"]) => Part::Early,
            () if self.phrases(&["mid -", "mid", "middle of"]) => Part::Middle,
            () if self.phrases(&["late", "end of", "end - of", "end"]) => Part::Late,
            () if self.phrases(&["first half of"]) => Part::FirstHalf,
            () if self.phrases(&["second half of"]) => Part::SecondHalf,
            () if self.phrases(&["first week of"]) => Part::FirstWeek,
            () if self.phrases(&["last week of", "final week of"]) => Part::LastWeek,
            () => return None,
        };
        self.one_of(&["in"]);
        let whole = self.attempt(Self::stretch).or_else(|| self.attempt(|c| c.period(0)))?;
        part_of(whole, part)
    }

    /// "2026-W06", "W6 2026", "week 6 of 2026", "KW 6/2026": the days of a week of ISO 8601.
    fn week_of_year(&mut self) -> Option<Found> {
        let year_first = |c: &mut Self| {
            let year = c.year_number()?;
            c.one_of(&["-", ",", "/"]);
            c.one_of(WEEK_OF_YEAR).then_some(())?;
            Some((year, c.number(1..3)?))
        };
        let year_last = |c: &mut Self| {
            c.one_of(WEEK_OF_YEAR).then_some(())?;
            c.one_of(&["."]);
            let number = c.number(1..3)?;
            c.one_of(&["/", "of", "in", "-"]);
            Some((c.year()?, number))
        };
        let (year, number) = self.attempt(year_first).or_else(|| self.attempt(year_last))?;
        let monday = NaiveDate::from_isoywd_opt(year, number, Weekday::Mon)?;
        Some(Found::loose(Some(monday), moved(monday, 6)))
    }

    /// Takes a month, a quarter, a year, or this or the next one.
    pub(super) fn stretch(&mut self) -> Option<Found> {
        if matches!(self.peek(0)?.kind, Kind::Number(_)) {
            return Found::year(self.year().filter(|year| (1900..2200).contains(year))?);
        }
        if let Some(quarter) = self.attempt(Self::quarter) {
            return Some(quarter);
        }
        let month = self.attempt(|c| {
            let (month, form) = c.month()?;
            let year = c.attempt(Self::year);
            (form == Form::Whole || year.is_some()).then_some((month, year))
        });
        match month {
            Some((month, Some(year))) => Found::month(year, month),
            Some((month, None)) => Found::month(self.meant_month(month)?, month),
            None => self.attempt(Self::this_or_next),
        }
    }

    /// "Q2 2026", "the second quarter of 2026", "H1 2026"; without a year the one that is meant.
    fn quarter(&mut self) -> Option<Found> {
        let before = self.attempt(|c| {
            let year = c.year_number()?;
            c.one_of(&["-", "/", ","]);
            matches!(c.word(0), "q" | "h").then_some(year)
        });
        let (halves, number) = self
            .attempt(|c| {
                let halves = match () {
                    () if c.one_of(&["q"]) => false,
                    () if c.one_of(&["h"]) => true,
                    () => return None,
                };
                let number =
                    c.is_joined(0).then(|| c.number(1..2))?.filter(|number| (1..=if halves { 2 } else { 4 }).contains(number))?;
                Some((halves, number))
            })
            .or_else(|| {
                self.attempt(|c| {
                    let at = ["first", "second", "third", "fourth"].into_iter().position(|word| c.one_of(&[word]));
                    let number = match at {
                        Some(at) => u32::try_from(at + 1).ok()?,
                        None => {
                            let number = c.number(1..2).filter(|number| (1..=4).contains(number))?;
                            (c.is_joined(0) && c.one_of(&["st", "nd", "rd", "th"])).then_some(number)?
                        }
                    };
                    c.one_of(&["quarter"]).then_some((false, number))
                })
            })?;
        if before.is_none() {
            self.one_of(&["of", "in", "/", "-", ","]);
        }
        let in_year = |year: i32| {
            if halves {
                let (first, last) = (Found::quarter(year, 2 * number - 1)?, Found::quarter(year, 2 * number)?);
                return first.first.zip(last.last);
            }
            let found = Found::quarter(year, number)?;
            found.first.zip(found.last)
        };
        let found = match before.or_else(|| self.attempt(Self::year)) {
            Some(year) => in_year(year)?,
            None => {
                self.supplies_year();
                meant(self.context, self.ahead, in_year)?
            }
        };
        Some(Found::loose(Some(found.0), Some(found.1)))
    }
}

impl Piece {
    fn year(&self) -> Option<i32> {
        match self {
            Self::Written { year, .. } => *year,
            Self::Whole(found) => found.first.or(found.last).map(|day| day.year()),
        }
    }

    /// With that year where none was written.
    fn with_year(self, supplied: Option<i32>) -> Self {
        match self {
            Self::Written { year, month, day, weekday } => Self::Written { year: year.or(supplied), month, day, weekday },
            whole => whole,
        }
    }

    /// With the month of its neighbour where none was written.
    fn completed_by(self, other: Self) -> Self {
        match (self, other) {
            (Self::Written { year, month: None, day: Some(day), weekday }, Self::Written { month, .. }) => {
                Self::Written { year, month, day: Some(day), weekday }
            }
            (piece, _) => piece,
        }
    }
}
