//! A date as it is written out, in the order of any language: "4 Feb 2026", "Feb 4, 2026", "2026. február 4.", "2026年2月4日",
//! and in figures.

use super::super::DateOrder;
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
            .or_else(|| self.attempt(Self::names_between_signs))
            .or_else(|| self.attempt(Self::by_signs))
            .or_else(|| self.attempt(Self::year_first))
            .or_else(|| {
                self.attempt(|c| {
                    let day = c.day_number()?;
                    c.glue(&glue::OF);
                    let month = c.month_or_two()?.0;
                    Some((c.year_in_words(), Some(month), Some(day)))
                })
            })
            .or_else(|| {
                self.attempt(|c| {
                    let month = c.month()?.0;
                    let day = c.attempt(Self::day_number)?;
                    Some((c.year_in_words(), Some(month), Some(day)))
                })
            })
            .or_else(|| {
                self.attempt(|c| {
                    let (month, form) = c.month_or_two()?;
                    let year = c.year_in_words();
                    (form == Form::Whole || year.is_some()).then_some((year, Some(month), None))
                })
            })
    }

    fn year_in_words(&mut self) -> Option<i32> {
        self.year().or_else(|| {
            self.attempt(|c| {
                c.one_of(&[",", "،"]);
                c.short_year_in_words()
            })
        })
    }

    /// "15-Jun-2027", "Jun/15/2027", "2027-Jun-15", "15-Jun-27", "15-Jun".
    fn names_between_signs(&mut self) -> Option<Parts> {
        const SIGNS: &[&str] = &["-", "/", ".", "‐", "‑"];
        let year_first = |c: &mut Self| {
            let year = c.year_number()?;
            let sign = c.dividing_sign(SIGNS)?;
            let month = c.month()?.0;
            c.dividing_sign_behind_a_name(&sign)?;
            let day = c.is_joined(0).then(|| c.number(1..3))?.filter(|day| (1..=31).contains(day))?;
            Some((Some(year), Some(month), Some(day)))
        };
        let day_first = |c: &mut Self| {
            let day = c.number(1..3).filter(|day| (1..=31).contains(day))?;
            let sign = c.dividing_sign(SIGNS)?;
            let month = c.is_joined(0).then(|| c.month())??.0;
            let with_year = c.attempt(|c| {
                c.dividing_sign_behind_a_name(&sign)?;
                c.year_of_any_length()
            });
            Some((with_year.or_else(|| c.year_in_words()), Some(month), Some(day)))
        };
        let month_first = |c: &mut Self| {
            let month = c.month()?.0;
            let sign = c.word(0).to_owned();
            c.dividing_sign(SIGNS)?;
            let day = c.number(1..3).filter(|day| (1..=31).contains(day))?;
            c.dividing_sign(&[&sign])?;
            Some((Some(c.year_of_any_length()?), Some(month), Some(day)))
        };
        let month_of_year = |c: &mut Self| {
            let month = c.month()?.0;
            (c.dividing_sign(&["-", "/", "‐", "‑"]).is_some() && c.is_joined(0)).then_some(())?;
            let year = c.year_number().filter(|year| (1600..2400).contains(year))?;
            (!c.goes_on_in_figures()).then_some((Some(year), Some(month), None))
        };
        self.attempt(year_first)
            .or_else(|| self.attempt(day_first))
            .or_else(|| self.attempt(month_first))
            .or_else(|| self.attempt(month_of_year))
    }

    /// The sign behind the name of a month; a full stop was taken with the name.
    fn dividing_sign_behind_a_name(&mut self, sign: &str) -> Option<()> {
        if sign == "." && self.word(0) != "." {
            return Some(());
        }
        self.dividing_sign(&[sign]).map(|_| ())
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

    /// Takes a date in figures: 2026-02-05, 2026-2-5, 2026-02, 02/2026, 20260205, 2026-W06-4, 05.02.2026, 5. 2. 2026, 5/2/26.
    fn figures(&mut self) -> Option<Parts> {
        let year_first = |c: &mut Self| {
            let year = c.year_number()?;
            let sign = c.dividing_sign(&["-", ".", "/", "‐", "‑"])?;
            (matches!(sign.as_str(), "-" | "‐" | "‑") || (1600..2400).contains(&year)).then_some(())?;
            let month = c.number(1..3).filter(|month| (1..=12).contains(month))?;
            c.dividing_sign(&[&sign])?;
            let day = c.number(1..3)?;
            Some((Some(year), Some(month), Some(day)))
        };
        let month_of_year = |c: &mut Self| {
            let year = c.year_number().filter(|year| (1600..2400).contains(year))?;
            (c.dividing_sign(&["-", "/", "‐", "‑"]).is_some() && c.is_joined(0)).then_some(())?;
            let month = c.number(2..3).filter(|month| (1..=12).contains(month))?;
            (!c.goes_on_in_figures()).then_some((Some(year), Some(month), None))
        };
        let year_behind_month = |c: &mut Self| {
            let month = c.number(1..3).filter(|month| (1..=12).contains(month))?;
            (c.dividing_sign(&["-", "/", ".", "‐", "‑"]).is_some() && c.is_joined(0)).then_some(())?;
            let year = c.year_number().filter(|year| (1600..2400).contains(year))?;
            (!c.goes_on_in_figures()).then_some((Some(year), Some(month), None))
        };
        self.attempt(year_first)
            .or_else(|| self.attempt(Self::day_of_week_of_year))
            .or_else(|| self.attempt(Self::compact))
            .or_else(|| self.attempt(Self::figures_with_the_year_last))
            .or_else(|| self.attempt(month_of_year))
            .or_else(|| self.attempt(year_behind_month))
    }

    /// Whether a sign and more figures stand right behind: what was taken is only a part of something else.
    fn goes_on_in_figures(&self) -> bool {
        let number = |ahead: usize| matches!(self.peek(ahead), Some(next) if matches!(next.kind, Kind::Number(_)));
        self.is_joined(0) && (number(0) || self.word(0) == ":" || self.is_joined(1) && number(1))
    }

    /// "20260205": a day in the basic form of ISO 8601.
    fn compact(&mut self) -> Option<Parts> {
        let digits = self.word(0);
        if digits.len() != 8 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok());
        let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
        let year = i32::try_from(year).ok().filter(|year| (1600..2400).contains(year))?;
        NaiveDate::from_ymd_opt(year, month, day)?;
        self.skip();
        Some((Some(year), Some(month), Some(day)))
    }

    /// "2026-W06-4", "2026W064": a day of a week of ISO 8601.
    fn day_of_week_of_year(&mut self) -> Option<Parts> {
        let year = self.year_number()?;
        self.one_of(&["-"]);
        (self.is_joined(0) && self.one_of(&["w"]) && self.is_joined(0)).then_some(())?;
        let (week, day) = match self.attempt(|c| c.number(3..4)) {
            Some(both) => (both / 10, both % 10),
            None => {
                let week = self.number(2..3)?;
                (self.is_joined(0) && self.one_of(&["-"]) && self.is_joined(0)).then_some(())?;
                (week, self.number(1..2)?)
            }
        };
        let day = Weekday::try_from(u8::try_from(day.checked_sub(1)?).ok()?).ok()?;
        let date = NaiveDate::from_isoywd_opt(year, week, day)?;
        Some((Some(date.year()), Some(date.month()), Some(date.day())))
    }

    fn figures_with_the_year_last(&mut self) -> Option<Parts> {
        let first = self.number(1..3)?;
        let sign = self.dividing_sign(&[".", "/", "-", "‐", "‑"])?;
        let second = self.number(1..3)?;
        self.dividing_sign(&[&sign])?;
        let year = self.year_of_any_length()?;
        let by_stroke = sign != ".";
        let month_first = match self.context.order {
            // Where only one order makes a date, it is that one.
            Some(DateOrder::DayFirst) => second > 12 && first <= 12,
            Some(DateOrder::MonthFirst) => first <= 12,
            None => {
                if by_stroke && first <= 12 && second <= 12 && first != second {
                    self.note("Read as day/month; write the month in letters to be sure".to_owned());
                }
                by_stroke && first <= 12 && second > 12
            }
        };
        let (day, month) = if month_first { (second, first) } else { (first, second) };
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
