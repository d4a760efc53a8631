//! Days counted from the day on which they were said: "tomorrow", "next friday", "in 3 days", "in the coming weeks".

use super::super::Tense;
use super::super::words::{day_words, weekday};
use super::calendar::{Found, Shape, month_of, moved, week};
use super::cursor::Cursor;
use super::names::{Form, Meaning};
use chrono::{Datelike, NaiveDate, Weekday};

impl Cursor<'_> {
    /// Takes days counted from the day on which they were said.
    pub(super) fn relative(&mut self) -> Option<Found> {
        let today = self.today();
        for (phrase, days) in [
            ("the day after tomorrow", 2),
            ("day after tomorrow", 2),
            ("the day before yesterday", -2),
            ("day before yesterday", -2),
            ("tomorrow", 1),
            ("yesterday", -1),
            ("today", 0),
        ] {
            if self.phrase(phrase) {
                return moved(today, days).map(Found::day);
            }
        }
        if self.phrases(&["tonight", "this morning", "this afternoon", "this evening", "later today", "earlier today"]) {
            return Some(Found::loose(Some(today), Some(today)));
        }
        if self.phrases(&["last night", "overnight"]) {
            let night = moved(today, -1);
            return Some(Found::loose(night, night));
        }
        self.attempt(Self::some_weekday)
            .or_else(|| self.attempt(Self::rest_of))
            .or_else(|| self.attempt(Self::this_or_next))
            .or_else(|| self.attempt(Self::counted))
            .or_else(|| self.attempt(Self::coming))
            .or_else(|| self.attempt(Self::in_another_language))
    }

    /// "завтра", "nächste Woche", "下周".
    fn in_another_language(&mut self) -> Option<Found> {
        let today = self.today();
        match self.counted_name()? {
            Meaning::Days(days) => moved(today, days).map(Found::day),
            Meaning::Weeks(weeks) => week(today, weeks).map(|(first, last)| Found::loose(Some(first), Some(last))),
            Meaning::Months(months) => month_of(today, months),
            Meaning::Years(years) => Found::year(today.year().checked_add(i32::try_from(years).ok()?)?),
            Meaning::Month(_) | Meaning::Weekday(_) => None,
        }
    }

    /// "monday", "next friday", "last tuesday".
    fn some_weekday(&mut self) -> Option<Found> {
        let today = self.today();
        let which = ["next", "this", "last", "coming", "past"].into_iter().find(|which| self.phrase(which));
        let (named, form) = self.weekday()?;
        let [named] = named[..] else { return None };
        (form == Form::Whole).then_some(())?;
        let (this_week, coming) = (in_week(today, 0, named)?, coming(today, named)?);
        let day = match which {
            Some("next") => {
                let day = in_week(today, 1, named)?;
                if coming != day && coming != today {
                    self.note(format!("Read as {}, in the next week; {} is the one before it", said(day), said(coming)));
                }
                day
            }
            Some("this") => this_week,
            Some("last" | "past") => moved(coming, -7).filter(|_| coming != today).or_else(|| moved(today, -7))?,
            None if matches!(self.context.tense, Tense::Past { .. }) => {
                let last = moved(coming, -7).filter(|_| coming != today).unwrap_or(coming);
                if last != today {
                    self.note(format!("Read as the last {}; the coming one is {}", said(last), said(coming)));
                }
                last
            }
            _ => {
                if which.is_none() && coming != today {
                    self.note(format!("Read as the coming {}; the last was {}", said(coming), said(moved(coming, -7)?)));
                }
                coming
            }
        };
        Some(Found::day(day))
    }

    /// "later this week": from today to its end.
    fn rest_of(&mut self) -> Option<Found> {
        self.phrases(&["later in", "later", "the rest of"]).then_some(())?;
        let whole = self.attempt(Self::this_or_next).or_else(|| self.attempt(Self::stretch))?;
        Some(Found::loose(whole.first.max(Some(self.today())).filter(|first| Some(*first) <= whole.last), whole.last))
    }

    /// "next week", "this month", "the year", "next weekend".
    pub(super) fn this_or_next(&mut self) -> Option<Found> {
        let by = match () {
            () if self.phrases(&["next", "the next", "the coming", "coming", "the following"]) => 1,
            () if self.phrases(&["last", "past", "the past", "previous"]) => -1,
            () if self.phrases(&["this", "the", "the current", "current"]) => 0,
            () => return None,
        };
        self.period(by)
    }

    /// Takes "week", "month", "year" and the like: the one at hand, moved by so many.
    pub(super) fn period(&mut self, by: i64) -> Option<Found> {
        let today = self.today();
        match () {
            () if self.one_of(&["week"]) => week(today, by).map(|(first, last)| Found::loose(Some(first), Some(last))),
            () if self.one_of(&["weekend"]) => {
                let (_, sunday) = week(today, by)?;
                Some(Found::loose(moved(sunday, -1), Some(sunday)))
            }
            () if self.one_of(&["month"]) => month_of(today, by),
            () if self.one_of(&["quarter"]) => {
                let now = i64::from(today.year()) * 4 + i64::from(today.month0() / 3) + by;
                Found::quarter(i32::try_from(now.div_euclid(4)).ok()?, u32::try_from(now.rem_euclid(4)).ok()? + 1)
            }
            () if self.one_of(&["year"]) => Found::year(today.year().checked_add(i32::try_from(by).ok()?)?),
            () => None,
        }
    }

    /// "in 3 days", "two weeks ago", "within a week", "a month from now".
    fn counted(&mut self) -> Option<Found> {
        let today = self.today();
        let within = self.one_of(&["within"]);
        let ahead = !within && self.one_of(&["in"]);
        let number = i64::from(self.count_word()?);
        let unit = [("day", "days"), ("week", "weeks"), ("month", "months"), ("year", "years")]
            .into_iter()
            .find(|(one, many)| self.one_of(&[one, many]))?
            .0;
        let sign = match () {
            () if ahead || within => 1,
            () if self.one_of(&["ago"]) => -1,
            () if self.phrases(&["from now", "from today", "hence"]) => 1,
            () => return None,
        };
        let number = sign * number;
        let found = match unit {
            "day" => Found::day(moved(today, number)?),
            "week" => {
                let (first, last) = week(moved(today, number.checked_mul(7)?)?, 0)?;
                Found::loose(Some(first), Some(last))
            }
            "month" => month_of(today, number)?,
            _ => Found::year(today.year().checked_add(i32::try_from(number).ok()?)?)?,
        };
        match (within, unit) {
            (false, _) => Some(found),
            (true, "day") => Some(Found::loose(Some(today), found.last)),
            (true, "week") => Some(Found::loose(Some(today), moved(today, number.checked_mul(7)?))),
            (true, _) => Some(Found { shape: Shape::Loose, first: Some(today), ..found }),
        }
    }

    /// "in the coming weeks", "soon": from today, with no end.
    fn coming(&mut self) -> Option<Found> {
        let days = self.attempt(|c| {
            c.one_of(&["in"]);
            c.one_of(&["the"]);
            c.one_of(&["coming", "next", "following"]).then_some(())?;
            c.one_of(&["few"]);
            c.one_of(&["days", "weeks", "months"]).then_some(())
        });
        days.or_else(|| self.phrases(&["soon", "shortly", "in the near future"]).then_some(()))?;
        Some(Found::loose(Some(self.today()), None))
    }
}

/// That day of the week of `day`, so many weeks on.
fn in_week(day: NaiveDate, weeks: i64, named: Weekday) -> Option<NaiveDate> {
    moved(week(day, weeks)?.0, named.num_days_from_monday().into())
}

/// The first such day of the week from `day` on, `day` included.
fn coming(day: NaiveDate, named: Weekday) -> Option<NaiveDate> {
    in_week(day, 0, named).filter(|found| *found >= day).or_else(|| in_week(day, 1, named))
}

fn said(day: NaiveDate) -> String {
    format!("{} {}", weekday(day), day_words(day))
}
