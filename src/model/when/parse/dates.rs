//! Dates with names or figures: "4 Feb 2026", "30 Jan to 2 Feb", "2026-02-05", "by end of August", "23 or 24 January".

use super::super::words::{day_words, weekday};
use super::calendar::{Found, Part, Shape, moved, nearest_day, nearest_year, part_of, week};
use super::cursor::Cursor;
use super::lex::Kind;
use chrono::{Datelike, NaiveDate, Weekday};

/// A date of which some may be left to what stands beside it, or one that is complete.
#[derive(Clone, Copy, Debug)]
enum Piece {
    Written { year: Option<i32>, month: Option<u32>, day: Option<u32>, weekday: Option<Weekday> },
    Whole(Found),
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

impl Cursor<'_> {
    /// Takes a date in any form, with what stands before it ("by", "not before", "as early as").
    pub(super) fn date(&mut self) -> Option<Found> {
        let found = self.attempt(Self::qualified);
        self.ahead = false;
        found
    }

    fn qualified(&mut self) -> Option<Found> {
        self.attempt(|c| {
            let Some((bound, _)) = BOUNDS.iter().find(|(_, phrases)| c.phrases(phrases)) else { return c.span() };
            c.ahead = matches!(bound, Bound::From | Bound::AsEarlyAs | Bound::To | Bound::Before);
            c.one_of(&["on", "in"]);
            let found = c.span()?;
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

    /// Takes one date or two that belong together.
    fn span(&mut self) -> Option<Found> {
        self.attempt(|c| {
            let between = c.one_of(&["between"]);
            let left = c.attempt(Self::piece).or_else(|| c.attempt(Self::bare_before_another))?;
            let joined = c.attempt(|c| {
                let alternative = match () {
                    () if between => c.one_of(&["and"]).then_some(true)?,
                    () if c.one_of(&["or"]) => true,
                    () => c.one_of(&["-", "to", "until", "till", "through", "/", "&"]).then_some(false)?,
                };
                let right = c.attempt(Self::piece).or_else(|| c.attempt(Self::bare))?;
                let year = c.attempt(Self::year);
                c.joined(left, right.with_year(year), alternative)
            });
            match joined {
                Some(found) => Some(found),
                None if between => None,
                None => c.whole(left),
            }
        })
    }

    /// Two pieces as one: from the first to the second, or one of the two.
    fn joined(&mut self, left: Piece, right: Piece, alternative: bool) -> Option<Found> {
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
        Some(match (l.shape, r.shape) {
            (Shape::Day, Shape::Day) if first == last => Found::day(first?),
            (Shape::Day, Shape::Day) if !alternative => Found { first, last, shape: Shape::Span },
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
        let today = self.context.today;
        let (year, month, day, named) = match piece {
            Piece::Whole(found) => return Some(found),
            Piece::Written { year, month, day, weekday } => (year, month, day, weekday),
        };
        match (year, month, day) {
            (_, Some(month), Some(number)) => {
                let found = match year {
                    Some(year) => NaiveDate::from_ymd_opt(year, month, number),
                    None => nearest_day(month, number, today, self.ahead),
                };
                let Some(date) = found else {
                    self.note("There is no such day in the calendar".to_owned());
                    return None;
                };
                if year.is_none() && date.year() != today.year() {
                    self.note(format!("Read as {}, the {}", day_words(date), if self.ahead { "next one" } else { "nearest" }));
                }
                if named.is_some_and(|named| named != date.weekday()) {
                    self.note(format!("{} is a {}", day_words(date), weekday(date)));
                    return Some(Found::loose(Some(date), Some(date)));
                }
                Some(Found::day(date))
            }
            (_, Some(month), None) => Found::month(year.unwrap_or_else(|| nearest_year(month, today, self.ahead)), month),
            (Some(year), None, None) => Found::year(year),
            _ => None,
        }
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

    /// Takes a date in names or figures, with its weekday.
    fn written(&mut self) -> Option<Piece> {
        let weekday = self.attempt(|c| {
            let day = c.weekday()?;
            c.one_of(&["."]);
            c.one_of(&[","]);
            c.one_of(&["the"]);
            Some(day)
        });
        let (year, month, day) = self
            .attempt(Self::figures)
            .or_else(|| {
                self.attempt(|c| {
                    let day = c.day_number()?;
                    c.one_of(&["of"]);
                    let month = c.month()?;
                    Some((c.year(), Some(month), Some(day)))
                })
            })
            .or_else(|| {
                self.attempt(|c| {
                    let month = c.month()?;
                    let day = c.attempt(Self::day_number)?;
                    Some((c.year(), Some(month), Some(day)))
                })
            })
            .or_else(|| {
                self.attempt(|c| {
                    let month = c.month().filter(|_| weekday.is_none())?;
                    c.one_of(&["of"]);
                    Some((c.year(), Some(month), None))
                })
            })?;
        Some(Piece::Written { year, month, day, weekday })
    }

    /// Takes a date in figures: 2026-02-05, 2026-02, 05.02.2026, 5/2/2026.
    fn figures(&mut self) -> Option<(Option<i32>, Option<u32>, Option<u32>)> {
        let iso = self.attempt(|c| {
            let year = c.number(4..5).filter(|year| *year > 0)?;
            (c.is_joined(0) && c.one_of(&["-"]) && c.is_joined(0)).then_some(())?;
            let month = c.number(2..3).filter(|month| (1..=12).contains(month))?;
            let day = c.attempt(|c| (c.is_joined(0) && c.one_of(&["-"]) && c.is_joined(0)).then(|| c.number(2..3))?);
            Some((i32::try_from(year).ok(), Some(month), day))
        });
        iso.or_else(|| {
            let first = self.number(1..3)?;
            let sign = self.word(0).to_owned();
            (matches!(sign.as_str(), "." | "/") && self.is_joined(0)).then(|| self.skip())?;
            let second = self.number(1..3)?;
            (self.is_joined(0) && self.one_of(&[&sign])).then_some(())?;
            let year = self.number(4..5).filter(|year| *year > 0).and_then(|year| i32::try_from(year).ok())?;
            let american = sign == "/" && first <= 12 && second > 12;
            if sign == "/" && first <= 12 && second <= 12 && first != second {
                self.note("Read as day/month; write the month in letters to be sure".to_owned());
            }
            let (day, month) = if american { (second, first) } else { (first, second) };
            Some((Some(year), Some(month), Some(day)))
        })
    }

    /// Takes a day of the month: "4", "4th", "the 4th".
    fn day_number(&mut self) -> Option<u32> {
        self.one_of(&["the"]);
        let day = self.number(1..3).filter(|day| (1..=31).contains(day))?;
        if self.is_joined(0) {
            self.one_of(&["st", "nd", "rd", "th"]);
        }
        // "Feb 4:30" and "Feb 4 pm" are times, not days.
        let is_time = self.is_joined(0) && matches!(self.word(0), ":" | "h")
            || matches!(self.word(0), "am" | "pm")
            || matches!((self.word(0), self.word(1), self.word(2)), ("a" | "p", ".", "m"));
        (!is_time).then_some(day)
    }

    /// A day of the month alone, completed by what stands beside it.
    fn bare(&mut self) -> Option<Piece> {
        let day = self.day_number()?;
        Some(Piece::Written { year: None, month: None, day: Some(day), weekday: None })
    }

    /// The "4" of "4-5 Feb": only where a full day follows.
    fn bare_before_another(&mut self) -> Option<Piece> {
        let piece = self.bare()?;
        let place = self.place();
        let followed = self.one_of(&["-", "to", "or", "/", "until", "and", "&"])
            && matches!(self.attempt(Self::written), Some(Piece::Written { day: Some(_), month: Some(_), .. }));
        self.go(place);
        followed.then_some(piece)
    }

    /// Takes a part of something longer: "early March", "the end of next month", "the week of 5 March".
    fn part(&mut self) -> Option<Found> {
        self.one_of(&["the"]);
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
        let whole = self.attempt(Self::stretch)?;
        part_of(whole, part)
    }

    /// Takes a month, a year, or this or the next one.
    fn stretch(&mut self) -> Option<Found> {
        if matches!(self.peek(0)?.kind, Kind::Number(_)) {
            return Found::year(self.year().filter(|year| (1900..2200).contains(year))?);
        }
        match self.attempt(Self::month) {
            Some(month) => {
                let year = self.year().unwrap_or_else(|| nearest_year(month, self.context.today, self.ahead));
                Found::month(year, month)
            }
            None => self.attempt(Self::this_or_next),
        }
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
