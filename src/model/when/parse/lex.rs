//! Text cut into numbers, words and signs, each with its place in the text.

use crate::model::fold::fold;
use std::ops::Range;

/// One number, word or sign.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// What it says, folded.
    pub text: String,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What sort it is.
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits that make a number below a million.
    Number(u32),
    Word,
    Sign,
}

impl Token {
    /// How many digits the number was written with, or how long the word is.
    pub fn len(&self) -> usize {
        self.text.len()
    }
}

pub(super) fn lex(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c.is_whitespace() {
            continue;
        }
        let same: fn(char) -> bool = match c {
            _ if c.is_ascii_digit() => |c| c.is_ascii_digit(),
            _ if c.is_alphabetic() => |c| c.is_alphabetic() || matches!(c, '\'' | '’') || is_mark(c),
            _ => |_| false,
        };
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = rest.peek() {
            if !same(next) {
                break;
            }
            end = at + next.len_utf8();
            rest.next();
        }
        let raw = &text[start..end];
        let kind = match c {
            _ if c.is_ascii_digit() && raw.len() <= 6 => raw.parse().map_or(Kind::Word, Kind::Number),
            _ if c.is_ascii_digit() || c.is_alphabetic() => Kind::Word,
            _ => Kind::Sign,
        };
        tokens.push(Token { text: fold(raw), range: start..end, kind });
    }
    tokens
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}
