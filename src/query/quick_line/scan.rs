//! The line cut into words, quotations, signs with what they carry, commas and the colon; nothing is looked up yet.

use std::ops::Range;

/// What a sign at the beginning of a word announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Person,
    Level,
    Firmness,
    Kind,
    Date,
    Source,
    Answer,
}

pub(super) const SIGNS: &[(&str, Sign)] = &[
    ("@", Sign::Person),
    ("#", Sign::Level),
    ("!", Sign::Firmness),
    ("*", Sign::Kind),
    ("^", Sign::Date),
    ("=", Sign::Source),
    (">>", Sign::Answer),
];

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
    /// A sign and what it carries, in quotation marks or not.
    Signed {
        sign: Sign,
        carried: String,
        quoted: bool,
    },
    Comma,
    Colon,
}

/// What a backslash takes its special meaning from.
const ESCAPABLE: &[char] = &['\\', '"', '“', '«', '„', '@', '#', '!', '*', '^', '=', '>', ':'];

pub(super) fn scan(line: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut colon_seen = false;
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
        let word = || Piece { range: at..closed.max(at + c.len_utf8()), kind: PieceKind::Word };
        let piece = mark(line, at, colon_seen).or_else(|| signed(line, at)).or_else(|| quoted(line, at)).unwrap_or_else(word);
        colon_seen |= piece.kind == PieceKind::Colon;
        at = piece.range.end;
        pieces.push(piece);
    }
    pieces
}

fn signed(line: &str, at: usize) -> Option<Piece> {
    let rest = &line[at..];
    let (mark, sign) = SIGNS.iter().find(|(mark, _)| rest.starts_with(mark))?;
    let start = at + mark.len();
    if let Some(Piece { range, kind: PieceKind::Quoted(carried) }) = quoted(line, start) {
        return Some(Piece { range: at..range.end, kind: PieceKind::Signed { sign: *sign, carried, quoted: true } });
    }
    let end = start + line[start..].find(char::is_whitespace).unwrap_or(line.len() - start);
    let carried = line[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '"', '»']);
    // A sign alone is only a character, and so is a row of them.
    let bare = !carried.chars().any(char::is_alphanumeric);
    let alone = *sign == Sign::Answer && line[start..].chars().next().is_none_or(char::is_whitespace);
    if bare && !alone {
        return None;
    }
    let range = at..start + carried.len();
    Some(Piece { range, kind: PieceKind::Signed { sign: *sign, carried: carried.to_owned(), quoted: false } })
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
            && line[after..].chars().next().is_none_or(|next| next.is_whitespace() || ",.;:!?)".contains(next));
        if closes && !escaped {
            return Some(Piece { range: at..after, kind: PieceKind::Quoted(unescape(&line[start..start + offset])) });
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// A comma, or the first colon that ends a word: it ends the head.
fn mark(line: &str, at: usize, colon_seen: bool) -> Option<Piece> {
    let mut rest = line[at..].chars();
    let kind = match rest.next()? {
        ',' => PieceKind::Comma,
        ':' if !colon_seen && rest.next().is_none_or(char::is_whitespace) => PieceKind::Colon,
        _ => return None,
    };
    Some(Piece { range: at..at + 1, kind })
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
    let mut starts_word = true;
    for c in text.chars() {
        if c == '\\' || starts_word && ESCAPABLE.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
        starts_word = c.is_whitespace() || c == ',';
    }
    escaped
}

/// Text in quotation marks.
pub(super) fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
