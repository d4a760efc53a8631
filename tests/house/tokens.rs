//! Cuts Rust source into tokens, leaving out comments, so that what a rule finds is code. It knows just what is
//! needed to tell code from text: nested comments, strings of every kind, and a lifetime from a character.

/// What a token is, as far as the rules care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A keyword or a name; `r#use` is the name `use`.
    Word,
    /// A string, a character or a number, as it is written.
    Literal,
    /// A bracket, `::`, or one character of an operator. A lifetime is left out.
    Mark,
}

/// A token and the line, from 1, on which it begins.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub text: String,
    pub line: usize,
    pub kind: Kind,
}

pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut lexer = Lexer { rest: text, line: 1 };
    let mut tokens = Vec::new();
    while let Some(first) = lexer.rest.chars().next() {
        let line = lexer.line;
        let (length, kind) = lexer.next(first).map_err(|what| format!("line {line}: {what}"))?;
        let text = lexer.take(length);
        if let Some(kind) = kind {
            let text = text.strip_prefix("r#").filter(|_| kind == Kind::Word).unwrap_or(text).to_owned();
            tokens.push(Token { text, line, kind });
        }
    }
    Ok(tokens)
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Lexer<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken
    }

    /// How many bytes the next piece has, and what it is; `None` for what the rules do not read.
    fn next(&self, first: char) -> Result<(usize, Option<Kind>), String> {
        let rest = self.rest;
        if first.is_whitespace() {
            return Ok((first.len_utf8(), None));
        }
        if rest.starts_with("//") {
            return Ok((rest.find('\n').unwrap_or(rest.len()), None));
        }
        if rest.starts_with("/*") {
            return Ok((comment(rest)?, None));
        }
        if let Some(length) = string(rest)? {
            return Ok((length, Some(Kind::Literal)));
        }
        if first == '\'' {
            return Ok(character_or_lifetime(rest));
        }
        if first.is_ascii_digit() {
            return Ok((word_length(rest), Some(Kind::Literal)));
        }
        if let Some(name) = rest.strip_prefix("r#").filter(|name| name.starts_with(in_word)) {
            return Ok((2 + word_length(name), Some(Kind::Word)));
        }
        if in_word(first) {
            return Ok((word_length(rest), Some(Kind::Word)));
        }
        let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
        Ok((length, Some(Kind::Mark)))
    }
}

fn in_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

fn word_length(text: &str) -> usize {
    text.find(|c| !in_word(c)).unwrap_or(text.len())
}

/// Comments nest.
fn comment(text: &str) -> Result<usize, String> {
    let (mut depth, mut at) = (0, 0);
    while let Some(step) = text[at..].find(['/', '*']) {
        at += step;
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Ok(at);
            }
        } else {
            at += 1;
        }
    }
    Err("a comment does not end".to_owned())
}

/// The length of the string literal that `text` begins with: `"…"`, `b"…"`, `c"…"`, `r#"…"#` and their mixtures.
fn string(text: &str) -> Result<Option<usize>, String> {
    let unprefixed = text.strip_prefix(['b', 'c']).unwrap_or(text);
    let raw = unprefixed.strip_prefix('r');
    let body = raw.unwrap_or(unprefixed);
    let hashes = if raw.is_some() { body.len() - body.trim_start_matches('#').len() } else { 0 };
    let Some(body) = body[hashes..].strip_prefix('"') else { return Ok(None) };
    let before = text.len() - body.len();

    let end = format!("\"{}", &"#".repeat(hashes));
    if raw.is_some() {
        let at = body.find(&end).ok_or("a raw string does not end")?;
        return Ok(Some(before + at + end.len()));
    }
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Ok(Some(before + at + 1)),
            _ => {}
        }
    }
    Err("a string does not end".to_owned())
}

/// `'a'` and `'\u{61}'` are characters, `'a` is a lifetime. The `b` of `b'a'` is read as a word, which no rule minds.
fn character_or_lifetime(text: &str) -> (usize, Option<Kind>) {
    let inside = &text[1..];
    let mut chars = inside.char_indices();
    let first = chars.next().map(|(_, c)| c);
    let second = chars.next();
    if first == Some('\\') {
        // What is escaped may itself be a quotation mark.
        let from = 1 + second.map_or(0, |(at, c)| at + c.len_utf8());
        let length = text[from..].find('\'').map_or(text.len(), |at| from + at + 1);
        return (length, Some(Kind::Literal));
    }
    match second {
        Some((at, '\'')) => (1 + at + 1, Some(Kind::Literal)),
        _ => (1 + word_length(inside), None),
    }
}
