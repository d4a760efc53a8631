//! The lexer of the quick line: words, quotations, signs with their operand, commas and the colon. Nothing is looked up here.

use crate::query::levels;
use std::ops::Range;

/// What a sign at the beginning of a word announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Party,
    Person,
    Level,
    Firmness,
    Kind,
    Date,
    Source,
    Answer,
    Verification,
    Tag,
}

/// The signs, also in the wide form in which some input methods write them. A date has two: the first is a dead key on some
/// keyboards.
pub(super) const SIGNS: &[(&str, Sign)] = &[
    ("@", Sign::Person),
    ("＠", Sign::Person),
    ("#", Sign::Level),
    ("＃", Sign::Level),
    ("!", Sign::Firmness),
    ("！", Sign::Firmness),
    ("*", Sign::Kind),
    ("＊", Sign::Kind),
    ("^", Sign::Date),
    ("＾", Sign::Date),
    ("/", Sign::Date),
    ("／", Sign::Date),
    ("=", Sign::Source),
    ("＝", Sign::Source),
    ("?", Sign::Verification),
    ("？", Sign::Verification),
    (">>", Sign::Answer),
    ("＞＞", Sign::Answer),
    ("+", Sign::Party),
    ("＋", Sign::Party),
    ("&", Sign::Tag),
    ("＆", Sign::Tag),
];

/// What makes a new person or source of the name behind it: `@+Name`.
const NEW: [char; 2] = ['+', '＋'];

/// What a source sign carries that stands for none.
pub(super) const NO_SOURCE: &str = "-";

/// One piece of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub range: Range<usize>,
    pub kind: PieceKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    Word,
    /// In quotation marks; what stands between them, escapes undone.
    Quoted(String),
    /// A sign and what it carries, in quotation marks or not; `new` if it is to be made.
    Signed {
        sign: Sign,
        carried: String,
        quoted: bool,
        new: bool,
    },
    Comma,
    Colon,
}

/// So many words behind a level sign may be one level.
const MOST_TERMS: usize = 4;

/// What a backslash takes its special meaning from.
const ESCAPABLE: &[char] = &[
    '\\', '"', '“', '«', '„', '@', '#', '!', '*', '^', '=', '>', ':', '?', '/', '+', '＠', '＃', '！', '＊', '＾', '＝', '＞',
    '：', '？', '／', '＋', '&', '＆',
];

/// Signs that begin also behind a bracket or a comma, and in scripts that do not part words: what they say must not be missed.
const ANYWHERE: [char; 4] = ['@', '#', '＠', '＃'];

/// What parts names before the colon without a space.
const WIDE_MARKS: [char; 4] = ['：', '，', '、', '،'];

/// Whether a sign begins within what stands between two spaces.
fn begins_within(before: char, c: char, after: Option<char>) -> bool {
    let carries = after.is_some_and(|after| after.is_alphanumeric() || after == '"' || after == '“');
    let behind = matches!(before, '(' | '[' | '{' | ',' | ';' | '"' | '“' | '”' | '«' | '»' | '…' | '—' | '–')
        || is_unspaced(before)
        || !before.is_ascii() && !before.is_alphanumeric();
    ANYWHERE.contains(&c) && carries && behind
}

/// Letters and marks of scripts that write words without spaces between them.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

pub(super) fn scan(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut colon_seen = false;
    let has_colon = has_colon(line);
    // Where what is between two spaces ends, and where the commas and colons begin that close it.
    let (mut end, mut closed) = (0, 0);
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        if at >= end {
            end = at + line[at..].find(char::is_whitespace).unwrap_or(line.len() - at);
            closed = at + line[at..end].trim_end_matches([',', ':']).len();
        }
        let is_first = pieces.iter().all(|piece| matches!(piece.kind, PieceKind::Signed { .. }));
        let word = || {
            let until = closed.max(at + c.len_utf8());
            Piece { range: at..within(line, at, until, colon_seen, is_first), kind: PieceKind::Word }
        };
        let may_name = !colon_seen && (has_colon || is_first);
        let forced = pieces.last().is_some_and(|last| last.range.end == at) && c == ':' && at < closed;
        let piece = mark(line, at, colon_seen, forced && !colon_seen)
            .or_else(|| signed(line, at, may_name))
            .or_else(|| quoted(line, at))
            .unwrap_or_else(word);
        colon_seen |= piece.kind == PieceKind::Colon;
        at = piece.range.end;
        pieces.push(piece);
    }
    pieces
}

/// Whether a colon ends a word somewhere.
fn has_colon(line: &str) -> bool {
    line.contains('：')
        || line.char_indices().any(|(at, c)| c == ':' && line[at + 1..].chars().next().is_none_or(char::is_whitespace))
}

/// Where a word ends that begins at `at`: before a sign within it; before the colon, before a wide mark; and the first word of the
/// line before a colon in it, as in "ua:text".
fn within(line: &str, at: usize, until: usize, colon_seen: bool, is_first: bool) -> usize {
    let mut before: Option<char> = None;
    for (offset, c) in line[at..until].char_indices() {
        let place = at + offset;
        let after = line[place + c.len_utf8()..].chars().next();
        if let Some(before) = before {
            let names = !colon_seen && WIDE_MARKS.contains(&c);
            let first_colon = is_first
                && !colon_seen
                && c == ':'
                && before.is_alphabetic()
                && after.is_some_and(|after| after.is_alphabetic() || matches!(after, '"' | '“' | '«'));
            if before != '\\' && (names || first_colon || begins_within(before, c, after)) {
                return place;
            }
        }
        before = Some(c);
    }
    until
}

fn signed(line: &str, at: usize, may_name: bool) -> Option<Piece> {
    let rest = &line[at..];
    let (mark, sign) = SIGNS.iter().find(|(mark, _)| rest.starts_with(mark))?;
    let mut start = at + mark.len();
    let mut new = false;
    if matches!(sign, Sign::Person | Sign::Source)
        && let Some(c) = line[start..].chars().next().filter(|c| NEW.contains(c))
    {
        (start, new) = (start + c.len_utf8(), true);
    }
    if *sign == Sign::Party {
        new = true;
        let begins = line[start..].chars().next().is_some_and(|c| c.is_alphabetic() || matches!(c, '"' | '“' | '«' | '„'));
        if !may_name || !begins {
            return None;
        }
    }
    // A tag begins with a letter, or stands in quotation marks.
    if *sign == Sign::Tag
        && !line[start..].chars().next().is_some_and(|c| c.is_alphabetic() || matches!(c, '"' | '“' | '«' | '„'))
    {
        return None;
    }
    if let Some(Piece { range, kind: PieceKind::Quoted(carried) }) = quoted(line, start) {
        return Some(Piece { range: at..range.end, kind: PieceKind::Signed { sign: *sign, carried, quoted: true, new } });
    }
    let end = start + line[start..].find(char::is_whitespace).unwrap_or(line.len() - start);
    let end = until_next(line, start, end);
    if *sign == Sign::Source && !new && line[start..end].trim_end_matches([',', '.', ';']) == NO_SOURCE {
        let range = at..start + NO_SOURCE.len();
        return Some(Piece { range, kind: PieceKind::Signed { sign: *sign, carried: NO_SOURCE.to_owned(), quoted: false, new } });
    }
    let closers =
        ['.', ',', ';', ':', '!', '?', ')', ']', '}', '”', '"', '»', '。', '，', '、', '；', '：', '！', '？', '）', '」'];
    let carried = line[start..end].trim_end_matches(closers);
    let carried = if *sign == Sign::Level { with_terms(line, start, carried) } else { carried };
    let signed = |range: Range<usize>, carried: &str| {
        Some(Piece { range, kind: PieceKind::Signed { sign: *sign, carried: carried.to_owned(), quoted: false, new } })
    };
    // A sign alone is only a character, and so is a row of them.
    if !carried.chars().any(char::is_alphanumeric) {
        let alone = line[start..].chars().next().is_none_or(char::is_whitespace);
        return match sign {
            Sign::Answer if alone => signed(at..start + carried.len(), carried),
            // What was meant for the terms is not for everybody to read.
            Sign::Level if alone => {
                let word = start + line[start..].find(|c: char| !c.is_whitespace())?;
                let until = word + line[word..].find(char::is_whitespace).unwrap_or(line.len() - word);
                let carried = line[word..until].trim_end_matches(closers);
                let carried = with_terms(line, word, carried);
                let is_word = carried.chars().next().is_some_and(char::is_alphabetic);
                if is_word { signed(at..word + carried.len(), carried) } else { None }
            }
            _ => None,
        };
    }
    signed(at..start + carried.len(), carried)
}

/// What a level sign carries: one word, or those behind it, too, if they are one level together ("on background", "off the record").
/// "On" with other words is not half of "on the record".
fn with_terms<'l>(line: &'l str, start: usize, carried: &'l str) -> &'l str {
    let from = &line[start..];
    let ends = from.char_indices().filter(|(at, c)| *at > carried.len() && c.is_whitespace()).map(|(at, _)| at);
    let ends = ends.chain([from.len()]).take(MOST_TERMS).map(|end| from[..end].trim_end_matches(['.', ',', ';', ':', '!', ')']));
    let ends: Vec<&str> = ends.filter(|words| words.len() > carried.len()).collect();
    let unmarked = |words: &&&str| !words[carried.len()..].contains(['#', '@', '"', ':', '＃']);
    if let Some(longest) = ends.iter().filter(unmarked).rfind(|words| levels::meant(words).is_some()) {
        return longest;
    }
    let is_half = ["on", "not", "for", "under"].contains(&carried.to_lowercase().as_str());
    let next = ends.first().filter(|words| is_half && words[carried.len()..].trim_start().starts_with(char::is_alphabetic));
    next.filter(|words| !words.contains(':')).copied().unwrap_or(carried)
}

/// Where the next sign begins, in scripts that do not part words.
fn until_next(line: &str, start: usize, end: usize) -> usize {
    let mut before: Option<char> = None;
    for (offset, c) in line[start..end].char_indices() {
        let after = line[start + offset + c.len_utf8()..].chars().next();
        let next = matches!(c, '，' | '、' | '。' | '；' | '：');
        if before.is_some_and(|before| begins_within(before, c, after) || next) {
            return start + offset;
        }
        before = Some(c);
    }
    end
}

/// A quotation that is closed again.
fn quoted(line: &str, at: usize) -> Option<Piece> {
    let open = line[at..].chars().next()?;
    let closers: &[char] = match open {
        '"' => &['"'],
        '“' => &['”'],
        '«' => &['»'],
        '„' => &['“', '”'],
        _ => return None,
    };
    let start = at + open.len_utf8();
    let mut escaped = false;
    for (offset, c) in line[start..].char_indices() {
        let after = start + offset + c.len_utf8();
        let closes = closers.contains(&c)
            && line[after..].chars().next().is_none_or(|next| next.is_whitespace() || ",.;:!?)：，、".contains(next));
        if closes && !escaped {
            return Some(Piece { range: at..after, kind: PieceKind::Quoted(unescape(&line[start..start + offset])) });
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// A comma, or the first colon that ends a word: it ends the head. A colon where the first word was cut ends it too.
fn mark(line: &str, at: usize, colon_seen: bool, forced: bool) -> Option<Piece> {
    let mut rest = line[at..].chars();
    let c = rest.next()?;
    let kind = match c {
        ',' | '，' | '、' | '،' => PieceKind::Comma,
        '：' if !colon_seen => PieceKind::Colon,
        ':' if !colon_seen && (forced || rest.next().is_none_or(char::is_whitespace)) => PieceKind::Colon,
        _ => return None,
    };
    Some(Piece { range: at..at + c.len_utf8(), kind })
}

/// Whether that is a colon, in either form.
pub(super) fn is_colon(mark: &str) -> bool {
    matches!(mark, ":" | "：")
}

/// Takes the backslashes away that only keep a character from its special meaning.
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && ESCAPABLE.contains(next) => plain.extend(chars.next()),
            _ => plain.push(c),
        }
    }
    plain
}

/// Text as it must stand in a line to be read as text: a backslash before what would be read as a sign or a quotation.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before: Option<char> = None;
    for c in text.chars() {
        let starts_word = before.is_none_or(|before| before.is_whitespace() || matches!(before, ',' | '，' | '、' | '،'));
        let within = before.is_some_and(|before| begins_within(before, c, Some('x')));
        if c == '\\' || within || starts_word && ESCAPABLE.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

/// Text in quotation marks.
pub(super) fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
