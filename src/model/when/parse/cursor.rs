//! A place in the text, and the small steps from there that all phrases are made of.

use super::Context;
use super::calendar::{month_named, weekday_named};
use super::lex::{Kind, Token, lex};
use chrono::Weekday;
use std::ops::Range;

/// Words that say nothing about the time by themselves.
const FILLER: &[&str] = &["on", "at", "the", "of", "in", "date", "day", ",", "(", ")", ";", ".", "\"", "[", "]"];

/// Words that can turn the meaning of a date beside them round.
const TURNING: &[&str] = &[
    "not",
    "no",
    "never",
    "after",
    "before",
    "except",
    "than",
    "unless",
    "if",
    "without",
    "until",
    "till",
    "since",
    "from",
    "by",
    "week",
    "weeks",
    "day",
    "days",
    "month",
    "months",
    "year",
    "years",
    "hour",
    "hours",
    "or",
    "between",
    "instead",
    "cancelled",
    "canceled",
    "n't",
    "later",
    "earlier",
    "ago",
    "following",
    "previous",
    "old",
    "moved",
    "postponed",
];

pub(super) struct Cursor<'a> {
    pub text: &'a str,
    pub context: Context,
    tokens: Vec<Token>,
    at: usize,
    notes: Vec<String>,
    /// Whether a date without a year is one to come ("by end of August") rather than the nearest.
    pub ahead: bool,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str, context: Context) -> Self {
        Self { text, context, tokens: lex(text), at: 0, notes: Vec::new(), ahead: false }
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Adds something to tell the user.
    pub fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    pub fn take_note(&mut self) -> Option<String> {
        (!self.notes.is_empty()).then(|| self.notes.join(". "))
    }

    /// Goes on only if `step` finds something; otherwise nothing has happened.
    pub fn attempt<T>(&mut self, step: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let at = self.at;
        let found = step(self);
        if found.is_none() {
            self.at = at;
        }
        found
    }

    pub fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    /// The text of the token so far ahead; empty after the end.
    pub fn word(&self, ahead: usize) -> &str {
        self.peek(ahead).map_or("", |token| &token.text)
    }

    /// Takes the next token, whatever it is, and says which it was.
    pub fn skip(&mut self) -> usize {
        self.at += 1;
        self.at - 1
    }

    /// Takes the next token if it is one of these.
    pub fn one_of(&mut self, words: &[&str]) -> bool {
        let found = !self.is_at_end() && words.contains(&self.word(0));
        if found {
            self.at += 1;
        }
        found
    }

    /// Takes these words if they come next in this order; a space stands between them.
    pub fn phrase(&mut self, phrase: &str) -> bool {
        let words = phrase.split(' ');
        let count = words.clone().count();
        let found = words.enumerate().all(|(ahead, word)| self.word(ahead) == word);
        if found {
            self.at += count;
        }
        found
    }

    /// Takes the first of these phrases that comes next.
    pub fn phrases(&mut self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.phrase(phrase))
    }

    /// Whether the token so far ahead stands right behind the one before it, without a space.
    pub fn is_joined(&self, ahead: usize) -> bool {
        match (self.at + ahead).checked_sub(1).and_then(|before| self.tokens.get(before)).zip(self.peek(ahead)) {
            Some((before, token)) => before.range.end == token.range.start,
            None => false,
        }
    }

    /// Takes a number with so many digits.
    pub fn number(&mut self, digits: Range<usize>) -> Option<u32> {
        let token = self.peek(0)?;
        let Kind::Number(number) = token.kind else { return None };
        if !digits.contains(&token.len()) {
            return None;
        }
        self.at += 1;
        Some(number)
    }

    /// Takes the name of a month, and the full stop of a short form.
    pub fn month(&mut self) -> Option<u32> {
        let month = month_named(self.word(0))?;
        self.at += 1;
        if self.word(0) == "." && self.is_joined(0) {
            self.at += 1;
        }
        Some(month)
    }

    /// Takes the name of a day of the week.
    pub fn weekday(&mut self) -> Option<Weekday> {
        let day = weekday_named(self.word(0))?;
        self.at += 1;
        Some(day)
    }

    /// Takes a year of four digits, after a comma if there is one.
    pub fn year(&mut self) -> Option<i32> {
        self.attempt(|c| {
            c.one_of(&[","]);
            // What looks like a year may be the hour of "2026:30" or the start of another date.
            let number = c.number(4..5).filter(|year| *year > 0)?;
            let opens_another = matches!(c.word(0), ":" | "-" | "/")
                && c.is_joined(0)
                && matches!(c.peek(1)?.kind, Kind::Number(_))
                && c.peek(1)?.len() < 4
                && c.is_joined(1);
            // "22 Jan 2100 GMT" gives the hour.
            let is_time = !(1900..2060).contains(&number) && number < 2400 && c.zone_follows();
            (!opens_another && !is_time).then_some(())?;
            i32::try_from(number).ok()
        })
    }

    /// Takes a word that says nothing by itself.
    pub fn filler(&mut self) -> bool {
        if self.word(0) == "t" && self.is_joined(0) {
            self.at += 1;
            return true;
        }
        self.one_of(FILLER)
    }

    /// Whether a token could turn the meaning of a date beside it round.
    pub fn turns_meaning(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| TURNING.contains(&token.text.as_str()) || token.text.ends_with("n't"))
    }

    /// The places of the tokens, neighbours joined.
    pub fn ranges(&self, tokens: &[usize]) -> Vec<Range<usize>> {
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
    pub fn between(&self, first: usize, last: usize) -> &'a str {
        let ends = self.tokens.get(first).zip(self.tokens.get(last));
        ends.and_then(|(first, last)| self.text.get(first.range.start..last.range.end)).unwrap_or("")
    }

    /// Where the cursor is, as the number of a token.
    pub fn place(&self) -> usize {
        self.at
    }

    /// Goes to a token.
    pub fn go(&mut self, at: usize) {
        self.at = at;
    }

    /// How many tokens there are.
    pub fn count(&self) -> usize {
        self.tokens.len()
    }
}
