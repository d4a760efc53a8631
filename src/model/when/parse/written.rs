//! A date as it is written out, in the order of any language: "4 Feb 2026", "Feb 4, 2026", "2026. február 4.", "2026年2月4日",
//! and in figures.

use super::cursor::Cursor;
use super::dates::Piece;
use super::glue::{self, Glue};
use super::lex::{Kind, lex};
use super::names::Form;
use chrono::{Datelike, NaiveDate, Weekday};
use std::sync::LazyLock;

/// Year, month and day, as far as they are written.
type Parts = (Option<i32>, Option<u32>, Option<u32>);

fn sign(signs: &[&str]) -> Vec<Vec<String>> {
    signs.iter().map(|sign| lex(sign).into_iter().map(|token| token.text).collect()).collect()
}

static YEAR_SIGN: Glue = LazyLock::new(|| sign(&["年", "년"]));
static MONTH_SIGN: Glue = LazyLock::new(|| sign(&["月", "월"]));
static DAY_SIGN: Glue = LazyLock::new(|| sign(&["日", "일", "号", "號"]));

impl Cursor<'_> {
    /// Takes a date in names or figures, with its day of the week before or after it.
    pub(super) fn written(&mut self) -> Option<Piece> {
        let with_weekday = self.attempt(|c| {
            let (days, form) = c.weekday()?;
            c.one_of(&["."]);
            c.one_of(&[",", "،"]);
            c.one_of(&["the"]);
            c.glue(&glue::BEFORE);
            let parts = c.core()?;
            c.on_weekday(parts, &days, form)
        });
        with_weekday.or_else(|| {
            self.attempt(|c| {
                c.glue(&glue::BEFORE);
                let parts = c.core()?;
                let followed = c.attempt(|c| {
                    c.one_of(&[",", "،"]);
                    let bracketed = c.one_of(&["("]);
                    let (days, form) = c.weekday()?;
                    if bracketed {
                        c.one_of(&[")"]).then_some(())?;
                    }
                    c.on_weekday(parts, &days, form)
                });
                let (year, month, day) = parts;
                Some(followed.unwrap_or(Piece::Written { year, month, day, weekday: None }))
            })
        })
    }

    /// The date with a day of the week beside it. One that does not fit is told; a short form of another language that does not fit
    /// was none.
    fn on_weekday(&mut self, (year, month, day): Parts, days: &[Weekday], form: Form) -> Option<Piece> {
        let (month_there, day_there) = (month?, day?);
        let date = match year {
            Some(year) => NaiveDate::from_ymd_opt(year, month_there, day_there),
            None => self.meant_day(month_there, day_there),
        };
        let fits = date.is_some_and(|date| days.contains(&date.weekday()));
        if !fits && form == Form::Short {
            return None;
        }
        Some(Piece::Written { year, month, day, weekday: if fits { None } else { days.first().copied() } })
    }

    fn core(&mut self) -> Option<Parts> {
        self.attempt(Self::figures)
            .or_else(|| self.attempt(Self::by_signs))
            .or_else(|| self.attempt(Self::year_first))
            .or_else(|| {
                self.attempt(|c| {
                    let day = c.day_number()?;
                    c.glue(&glue::OF);
                    let month = c.month_or_two()?.0;
                    Some((c.year(), Some(month), Some(day)))
                })
            })
            .or_else(|| {
                self.attempt(|c| {
                    let month = c.month()?.0;
                    let day = c.attempt(Self::day_number)?;
                    Some((c.year(), Some(month), Some(day)))
                })
            })
            .or_else(|| {
                self.attempt(|c| {
                    let (month, form) = c.month_or_two()?;
                    let year = c.year();
                    (form == Form::Whole || year.is_some()).then_some((year, Some(month), None))
                })
            })
    }

    /// Takes a month, and the other name for it that stands behind a stroke: "فبراير/شباط".
    fn month_or_two(&mut self) -> Option<(u32, Form)> {
        let (month, form) = self.month()?;
        self.attempt(|c| (c.one_of(&["/"]) && c.month()?.0 == month).then_some(()));
        Some((month, form))
    }

    /// "2026年2月5日", "2월 5일", "2026年".
    fn by_signs(&mut self) -> Option<Parts> {
        let year = self.attempt(|c| {
            let year = c.year_number()?;
            c.glue(&YEAR_SIGN).then_some(year)
        });
        let month = self.attempt(|c| {
            let month = c.number(1..3).filter(|month| (1..=12).contains(month))?;
            c.glue(&MONTH_SIGN).then_some(month)
        });
        let day = self.attempt(|c| {
            month?;
            let day = c.number(1..3).filter(|day| (1..=31).contains(day))?;
            c.glue(&DAY_SIGN).then_some(day)
        });
        (year.is_some() || month.is_some()).then_some((year, month, day))
    }

    /// Takes the sign for a day where one stands.
    pub(super) fn day_sign(&mut self) {
        self.glue(&DAY_SIGN);
    }

    /// "2026. február 5.", "2026 m. vasario 5 d.", "2026. gada 5. februāris".
    fn year_first(&mut self) -> Option<Parts> {
        let year = self.year_number().filter(|year| (1600..2400).contains(year))?;
        if self.is_joined(0) {
            self.one_of(&["."]);
        }
        self.glue(&glue::YEAR);
        self.one_of(&[","]);
        let before = self.attempt(|c| Some((c.day_number()?, c.month()?.0)));
        if let Some((day, month)) = before {
            return Some((Some(year), Some(month), Some(day)));
        }
        let (month, form) = self.month()?;
        let day = self.attempt(|c| {
            let day = c.day_number()?;
            c.one_of(&["d"]);
            Some(day)
        });
        (day.is_some() || form == Form::Whole).then_some((Some(year), Some(month), day))
    }

    /// Takes a date in figures: 2026-02-05, 2026-02, 05.02.2026, 5. 2. 2026, 5/2/2026, 2026/02/05.
    fn figures(&mut self) -> Option<Parts> {
        let iso = self.attempt(|c| {
            let year = c.year_number()?;
            (c.is_joined(0) && c.one_of(&["-"]) && c.is_joined(0)).then_some(())?;
            let month = c.number(2..3).filter(|month| (1..=12).contains(month))?;
            let day = c.attempt(|c| (c.is_joined(0) && c.one_of(&["-"]) && c.is_joined(0)).then(|| c.number(2..3))?);
            Some((Some(year), Some(month), day))
        });
        let year_first = |c: &mut Self| {
            let year = c.year_number().filter(|year| (1600..2400).contains(year))?;
            let sign = c.dividing_sign(&[".", "/"])?;
            let month = c.number(1..3).filter(|month| (1..=12).contains(month))?;
            c.dividing_sign(&[&sign])?;
            let day = c.number(1..3)?;
            Some((Some(year), Some(month), Some(day)))
        };
        iso.or_else(|| self.attempt(year_first)).or_else(|| self.attempt(Self::figures_with_the_year_last))
    }

    fn figures_with_the_year_last(&mut self) -> Option<Parts> {
        let first = self.number(1..3)?;
        let sign = self.dividing_sign(&[".", "/", "-"])?;
        let second = self.number(1..3)?;
        self.dividing_sign(&[&sign])?;
        let year = self.year_number()?;
        let by_stroke = sign != ".";
        if by_stroke && first <= 12 && second <= 12 && first != second {
            self.note("Read as day/month; write the month in letters to be sure".to_owned());
        }
        let american = by_stroke && first <= 12 && second > 12;
        let (day, month) = if american { (second, first) } else { (first, second) };
        Some((Some(year), Some(month), Some(day)))
    }

    /// Takes one of these signs right behind a number, and says which. Only behind a full stop there may be a space.
    fn dividing_sign(&mut self, signs: &[&str]) -> Option<String> {
        let sign = self.word(0).to_owned();
        (signs.contains(&sign.as_str()) && self.is_joined(0)).then(|| self.skip())?;
        (sign == "." || self.is_joined(0)).then_some(sign)
    }

    /// Takes a day of the month: "4", "4th", "the 4th", "1er", "4.", "5-го".
    pub(super) fn day_number(&mut self) -> Option<u32> {
        self.one_of(&["the"]);
        let day = self.number(1..3).filter(|day| (1..=31).contains(day))?;
        if self.is_joined(0) {
            self.attempt(|c| {
                (c.glue(&glue::ORDINAL) && !matches!(c.peek(0), Some(next) if next.kind == Kind::Word && c.is_joined(0)))
                    .then_some(())
            });
        }
        // "4." is the fourth in many languages; "4.2" is something else.
        let is_number = matches!(self.peek(1), Some(next) if matches!(next.kind, Kind::Number(_)) && self.is_joined(1));
        if self.word(0) == "." && self.is_joined(0) && !is_number {
            self.skip();
        }
        // "Feb 4:30" and "Feb 4 pm" are times, not days.
        let is_time = self.is_joined(0) && matches!(self.word(0), ":" | "h")
            || matches!(self.word(0), "am" | "pm")
            || matches!((self.word(0), self.word(1), self.word(2)), ("a" | "p", ".", "m"));
        (!is_time).then_some(day)
    }
}
