//! The lexer for dates: numbers, words and punctuation, each with its place in the text.

use crate::text::fold::fold;
use std::ops::Range;

/// One number, word or sign.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// What it says, folded; a number in the digits 0 to 9.
    pub text: String,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What sort it is.
    pub kind: Kind,
    /// Whether a number is written in digits of another script, as in Arabic or Persian.
    pub foreign: bool,
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
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }
}

/// Cuts a text. Digits of any script make numbers; each Chinese character is a word of its own, since no space parts them from
/// their neighbours; marks that only say which way the text runs belong to the token before them.
pub(super) fn lex(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if is_format(c) {
            if let Some(before) = tokens.last_mut().filter(|before| before.range.end == start) {
                before.range.end = end;
            }
            continue;
        }
        let same: fn(char) -> bool = match c {
            _ if digit(c).is_some() => |c| digit(c).is_some(),
            _ if is_han(c) => is_mark,
            _ if c.is_alphabetic() => {
                |c| c.is_alphabetic() && !is_han(c) || matches!(c, '\'' | '’' | '\u{200C}' | '\u{200D}') || is_mark(c)
            }
            _ => |_| false,
        };
        while let Some(&(at, next)) = rest.peek() {
            if !same(next) {
                break;
            }
            end = at + next.len_utf8();
            rest.next();
        }
        let raw = &text[start..end];
        let digits: String = raw.chars().filter_map(digit).collect();
        let kind = match c {
            _ if digit(c).is_some() && digits.len() <= 6 => digits.parse().map_or(Kind::Word, Kind::Number),
            _ if digit(c).is_some() || c.is_alphabetic() => Kind::Word,
            _ => Kind::Sign,
        };
        let foreign = digit(c).is_some() && !c.is_ascii_digit();
        let text = if digit(c).is_some() { digits } else { fold(raw) };
        tokens.push(Token { text, range: start..end, kind, foreign });
    }
    tokens
}

/// The digits of other scripts, by the character for zero: Arabic, Persian, N'Ko, the scripts of India, Lao, Tibetan, Burmese, Khmer,
/// Mongolian, and the wide ones of Chinese and Japanese. Thai digits are left out: what they date is of another calendar.
const ZEROS: &[char] = &[
    '\u{660}', '\u{6F0}', '\u{7C0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{B66}', '\u{BE6}', '\u{C66}', '\u{CE6}',
    '\u{D66}', '\u{ED0}', '\u{F20}', '\u{1040}', '\u{17E0}', '\u{1810}', '\u{FF10}',
];

/// A digit of any script, as one from 0 to 9.
fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    let value = ZEROS.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Says only which way the text runs, or where it may be broken.
fn is_format(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
