//! The cursor of the date parser, with the small steps that all phrases share.

use super::super::Tense;
use super::Context;
use super::glue::{self, Glue};
use super::lex::{Kind, Token, lex};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// Words that say nothing about the time by themselves.
const FILLER: &[&str] = &["on", "at", "the", "of", "in", "date", "day", ",", "،", "(", ")", ";", ".", "\"", "[", "]"];

pub(super) struct Cursor<'a> {
    pub text: &'a str,
    pub context: Context,
    tokens: Vec<Token>,
    at: usize,
    notes: Vec<String>,
    /// Whether what was taken counts from a day or lacks its year.
    counted: bool,
    /// Whether a year was supplied that is not written.
    supplied: bool,
    /// Whether a date without a year is one to come ("by end of August") rather than the nearest.
    pub ahead: bool,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, context: Context) -> Self {
        Self { text, context, tokens: lex(text), at: 0, notes: Vec::new(), counted: false, supplied: false, ahead: false }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// The day from which words count. Whatever asks for it depends on it.
    pub(super) fn today(&mut self) -> NaiveDate {
        self.counted = true;
        self.context.today
    }

    /// Whether anything that was taken depends on the day from which words count.
    pub(super) fn is_counted(&self) -> bool {
        self.counted
    }

    /// The year is not written and will be supplied.
    pub(super) fn supplies_year(&mut self) {
        self.counted = true;
        self.supplied = true;
    }

    /// Whether a year was supplied that is not written.
    pub(super) fn year_is_supplied(&self) -> bool {
        self.supplied
    }

    /// Adds something to tell the user.
    pub(super) fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    pub(super) fn take_note(&mut self) -> Option<String> {
        (!self.notes.is_empty()).then(|| self.notes.join(". "))
    }

    /// Goes on only if `step` finds something; otherwise nothing has happened.
    pub(super) fn attempt<T>(&mut self, step: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let (at, counted, supplied) = (self.at, self.counted, self.supplied);
        let found = step(self);
        if found.is_none() {
            (self.at, self.counted, self.supplied) = (at, counted, supplied);
        }
        found
    }

    pub(super) fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    /// The text of the token so far ahead; empty after the end.
    pub(super) fn word(&self, ahead: usize) -> &str {
        self.peek(ahead).map_or("", |token| &token.text)
    }

    /// Takes the next token, whatever it is, and says which it was.
    pub(super) fn skip(&mut self) -> usize {
        self.at += 1;
        self.at - 1
    }

    /// Takes the next token if it is one of these.
    pub(super) fn one_of(&mut self, words: &[&str]) -> bool {
        let found = !self.is_at_end() && words.contains(&self.word(0));
        if found {
            self.at += 1;
        }
        found
    }

    /// Takes these words if they come next in this order; a space stands between them.
    pub(super) fn phrase(&mut self, phrase: &str) -> bool {
        let words = phrase.split(' ');
        let count = words.clone().count();
        let found = words.enumerate().all(|(ahead, word)| self.word(ahead) == word);
        if found {
            self.at += count;
        }
        found
    }

    /// Takes the first of these phrases that comes next.
    pub(super) fn phrases(&mut self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.phrase(phrase))
    }

    /// Takes the longest of these phrases in other languages that comes next.
    pub(super) fn glue(&mut self, glue: &Glue) -> bool {
        let comes = |phrase: &&Vec<String>| phrase.iter().enumerate().all(|(ahead, word)| self.word(ahead) == word);
        let length = glue.iter().filter(comes).map(Vec::len).max();
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    /// Whether the token so far ahead stands right behind the one before it, without a space.
    pub(super) fn is_joined(&self, ahead: usize) -> bool {
        match (self.at + ahead).checked_sub(1).and_then(|before| self.tokens.get(before)).zip(self.peek(ahead)) {
            Some((before, token)) => before.range.end == token.range.start,
            None => false,
        }
    }

    /// Takes a number with so many digits.
    pub(super) fn number(&mut self, digits: Range<usize>) -> Option<u32> {
        let token = self.peek(0)?;
        let Kind::Number(number) = token.kind else { return None };
        if !digits.contains(&token.len()) {
            return None;
        }
        self.at += 1;
        Some(number)
    }

    /// Takes a number of four digits as a year. In the digits of another script a year before 1900 is one of another calendar, as
    /// 1404 is in Persian.
    pub(super) fn year_number(&mut self) -> Option<i32> {
        self.attempt(|c| {
            let foreign = c.peek(0)?.foreign;
            let number = c.number(4..5).filter(|year| *year > 0)?;
            if foreign && number < 1900 {
                c.note(format!("The year {number} seems to be one of another calendar; write the date in the Gregorian one"));
                return None;
            }
            i32::try_from(number).ok()
        })
    }

    /// Takes a year of four digits, or of two: that of the century in which it lies nearest, not after what has happened and no more
    /// than twenty years ahead. The reading says which.
    pub(super) fn year_of_any_length(&mut self) -> Option<i32> {
        self.attempt(Self::year_number).or_else(|| {
            self.attempt(|c| {
                let written = c.word(0).to_owned();
                let short = i32::try_from(c.number(2..3)?).ok()?;
                // "10.30.45:07" is no year, nor is what goes on in figures.
                let goes_on = c.is_joined(0) && (matches!(c.word(0), ":" | "%") || matches!(c.peek(0)?.kind, Kind::Number(_)));
                (!goes_on).then_some(())?;
                let year = c.century_of(short)?;
                c.note(format!("The year “{written}” is read as {year}"));
                Some(year)
            })
        })
    }

    /// A year of two digits behind a day and a month in letters. Up to 31 it may be something else.
    pub(super) fn short_year_in_words(&mut self) -> Option<i32> {
        self.attempt(|c| {
            let marked = c.one_of(&["'", "’"]) && c.is_joined(0);
            let next = c.peek(0).filter(|next| next.len() == 2)?;
            let sure = marked || matches!(next.kind, Kind::Number(number) if number > 31);
            sure.then(|| c.year_of_any_length())?
        })
    }

    fn century_of(&mut self, short: i32) -> Option<i32> {
        let today = self.today().year();
        let (near, latest) = match self.context.tense {
            Tense::Past { until } => (today, until.year()),
            Tense::Near(day) => (day.year(), day.year() + 20),
            Tense::Open | Tense::Ahead => (today, today + 20),
        };
        let nearest = |year: &i32| (year - near).abs();
        (near - 150..=latest).filter(|year| year.rem_euclid(100) == short).min_by_key(nearest)
    }

    /// Takes a year of four digits, after a comma if there is one, with the words for it that other languages add.
    pub(super) fn year(&mut self) -> Option<i32> {
        self.attempt(|c| {
            let _ = c.one_of(&[",", "،"]) || c.glue(&glue::OF);
            let year = c.year_number()?;
            // What looks like a year may be the hour of "2026:30" or the start of another date.
            let opens_another = matches!(c.word(0), ":" | "-" | "/")
                && c.is_joined(0)
                && matches!(c.peek(1)?.kind, Kind::Number(_))
                && c.peek(1)?.len() < 4
                && c.is_joined(1);
            // "22 Jan 2100 GMT" gives the hour.
            let is_time = !(1900..2060).contains(&year) && year < 2400 && c.zone_follows();
            (!opens_another && !is_time).then_some(())?;
            c.glue(&glue::YEAR);
            Some(year)
        })
    }

    /// Takes a word that says nothing by itself.
    pub(super) fn filler(&mut self) -> bool {
        if self.word(0) == "t" && self.is_joined(0) {
            self.at += 1;
            return true;
        }
        self.one_of(FILLER)
    }

    /// The places of the tokens, neighbours joined.
    pub(super) fn ranges(&self, tokens: &[usize]) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut before: Option<usize> = None;
        for &at in tokens {
            let Some(token) = self.tokens.get(at) else { continue };
            match ranges.last_mut() {
                Some(last) if before.is_some_and(|before| before + 1 == at) => last.end = token.range.end,
                _ => ranges.push(token.range.clone()),
            }
            before = Some(at);
        }
        ranges
    }

    /// The text from one token to another, both included.
    pub(super) fn between(&self, first: usize, last: usize) -> &'a str {
        let ends = self.tokens.get(first).zip(self.tokens.get(last));
        ends.and_then(|(first, last)| self.text.get(first.range.start..last.range.end)).unwrap_or("")
    }

    /// Where the cursor is, as the number of a token.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// Goes to a token.
    pub(super) fn go(&mut self, at: usize) {
        self.at = at;
    }

    /// How many tokens there are.
    pub(super) fn count(&self) -> usize {
        self.tokens.len()
    }
}
