//! Finds the position of a field, a word or an id in the text of a file.
//!
//! The parser says what is in a text but not where. For a message that names the line, this walks over the brackets, strings and
//! comments of a RON text that has already been parsed, so it need not understand more than those.

/// A step on the way to a value: the field's name, or the place in a list, as text.
pub(super) type Steps = Vec<String>;

use std::ops::Range;

/// Line and column, both from 1, the column in characters.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before.get(line_start..).unwrap_or_default().chars().count() + 1)
}

/// Where the field at `steps` is named.
pub(super) fn field(text: &str, steps: &[String]) -> Option<usize> {
    let mut walk = Walk::new(text);
    while let Some(token) = walk.next() {
        if token.kind == Kind::Field && walk.is_at(steps) {
            return Some(token.start);
        }
    }
    None
}

/// Where `word` first stands as a bare value, beginning at `from`.
pub(super) fn word(text: &str, word: &str, from: usize) -> Option<usize> {
    let mut walk = Walk::new(text);
    while let Some(token) = walk.next() {
        if token.kind == Kind::Word && token.start >= from && text.get(token.start..token.end) == Some(word) {
            return Some(token.start);
        }
    }
    None
}

/// Where `content` first stands as a whole string (an id, say) for the `nth` time, from 0; case does not matter.
pub(super) fn string(text: &str, content: &str, nth: usize) -> Option<usize> {
    let mut walk = Walk::new(text);
    let mut seen = 0;
    while let Some(token) = walk.next() {
        if token.kind == Kind::Text && text.get(token.start + 1..token.end - 1).is_some_and(|s| s.eq_ignore_ascii_case(content)) {
            if seen == nth {
                return Some(token.start);
            }
            seen += 1;
        }
    }
    None
}

/// Where the first comment begins.
pub(super) fn comment(text: &str) -> Option<usize> {
    if !text.contains("//") && !text.contains("/*") {
        return None;
    }
    let mut walk = Walk::new(text);
    while walk.comment.is_none() && walk.step().is_some() {}
    walk.comment
}

/// The number that the outermost field of that name has, if it is written in the usual way.
pub(super) fn number(text: &str, name: &str) -> Option<u32> {
    let rest = text.get(field(text, &[name.to_owned()])?..)?.strip_prefix(name)?.trim_start().strip_prefix(':')?.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let is_whole = rest.get(end..).is_some_and(|after| after.trim_start().starts_with([',', ')']));
    rest.get(..end).filter(|digits| is_whole && !digits.is_empty())?.parse().ok()
}

/// A bare word with something in brackets after it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    /// The fields that it stands in, outermost first; places in lists are left out.
    pub path: Steps,
    pub word: String,
    pub start: usize,
    /// The brackets and what is in them.
    pub brackets: Range<usize>,
}

/// The value whose opening bracket stands at this line and column.
pub(super) fn value_in_brackets(text: &str, place: (usize, usize)) -> Option<Value> {
    let at = offset(text, place)?;
    if !text.get(at..)?.starts_with('(') {
        return None;
    }
    let mut walk = Walk::new(text);
    loop {
        let token = walk.next()?;
        if token.kind == Kind::Word && walk.opens_at() == Some(at) {
            let word = text.get(token.start..token.end)?.to_owned();
            return Some(Value {
                path: walk.fields().map(str::to_owned).collect(),
                word,
                start: token.start,
                brackets: walk.brackets()?,
            });
        }
    }
}

/// All values with the same word in the same field. One within another goes with it.
pub(super) fn values_alike(text: &str, value: &Value) -> Vec<Value> {
    let mut alike = Vec::new();
    let mut walk = Walk::new(text);
    while let Some(token) = walk.next() {
        let is_alike = token.kind == Kind::Word
            && text.get(token.start..token.end) == Some(value.word.as_str())
            && walk.opens_at().is_some()
            && walk.fields().eq(value.path.iter().map(String::as_str));
        if is_alike {
            let Some(brackets) = walk.brackets() else { break };
            alike.push(Value { start: token.start, brackets, ..value.clone() });
        }
    }
    alike
}

/// The offset of a line and column, both from 1.
fn offset(text: &str, (line, column): (usize, usize)) -> Option<usize> {
    let line_start = match line.checked_sub(2) {
        None => 0,
        Some(breaks) => text.match_indices('\n').nth(breaks)?.0 + 1,
    };
    let rest = text.get(line_start..)?;
    rest.char_indices().nth(column.checked_sub(1)?).map(|(at, _)| line_start + at)
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Field,
    Word,
    Text,
}

struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

/// What is open around the current place.
enum Open {
    /// A `(` or `{` and the field that is being read in it.
    Fields(Option<String>),
    /// A `[` and the place in it.
    List(usize),
}

struct Walk<'a> {
    text: &'a str,
    at: usize,
    open: Vec<Open>,
    /// Where the first comment begins.
    comment: Option<usize>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, open: Vec::new(), comment: None }
    }

    fn is_at(&self, steps: &[String]) -> bool {
        let here = self.open.iter().filter_map(|open| match open {
            Open::Fields(name) => name.clone(),
            Open::List(place) => Some(place.to_string()),
        });
        here.eq(steps.iter().cloned())
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The names of the fields around the current place.
    fn fields(&self) -> impl Iterator<Item = &str> {
        self.open.iter().filter_map(|open| match open {
            Open::Fields(name) => name.as_deref(),
            Open::List(_) => None,
        })
    }

    /// Where a round bracket opens, if that is what comes next.
    fn opens_at(&self) -> Option<usize> {
        let rest = self.rest().trim_start();
        rest.starts_with('(').then(|| self.text.len() - rest.len())
    }

    /// Goes past the brackets that come next; nothing if they are not closed.
    fn brackets(&mut self) -> Option<Range<usize>> {
        let (start, depth) = (self.opens_at()?, self.open.len());
        self.at = start;
        loop {
            self.step()?;
            if self.open.len() == depth {
                return Some(start..self.at);
            }
        }
    }

    fn next(&mut self) -> Option<Token> {
        loop {
            if let Some(token) = self.step()? {
                return Some(token);
            }
        }
    }

    /// Goes on by a token, a bracket, a comment or a character; nothing at the end of the text.
    fn step(&mut self) -> Option<Option<Token>> {
        let rest = self.rest();
        let c = rest.chars().next()?;
        let start = self.at;
        match c {
            '/' => self.skip_comment(),
            '"' => {
                self.skip_string();
                return Some(Some(Token { kind: Kind::Text, start, end: self.at }));
            }
            'r' if rest.starts_with("r\"") || (rest.starts_with("r#") && self.is_raw_string()) => {
                self.skip_raw_string();
                return Some(Some(Token { kind: Kind::Text, start, end: self.at }));
            }
            '(' | '{' => self.enter(Open::Fields(None)),
            '[' => self.enter(Open::List(0)),
            ')' | '}' | ']' => {
                self.open.pop();
                self.at += 1;
            }
            ',' => {
                match self.open.last_mut() {
                    Some(Open::Fields(name)) => *name = None,
                    Some(Open::List(place)) => *place += 1,
                    None => {}
                }
                self.at += 1;
            }
            c if c.is_alphabetic() || c == '_' => {
                let end = rest.find(|c: char| !(c.is_alphanumeric() || "_#+-.".contains(c))).unwrap_or(rest.len());
                self.at += end;
                let name = rest.get(..end).unwrap_or_default();
                let is_field = self.rest().trim_start().starts_with(':');
                if is_field && let Some(Open::Fields(field)) = self.open.last_mut() {
                    *field = Some(name.trim_start_matches("r#").to_owned());
                }
                return Some(Some(Token { kind: if is_field { Kind::Field } else { Kind::Word }, start, end: self.at }));
            }
            c => self.at += c.len_utf8(),
        }
        Some(None)
    }

    fn enter(&mut self, open: Open) {
        self.open.push(open);
        self.at += 1;
    }

    fn skip_comment(&mut self) {
        let rest = self.rest();
        if rest.starts_with("//") {
            self.comment.get_or_insert(self.at);
            self.at += rest.find('\n').unwrap_or(rest.len());
            return;
        }
        if !rest.starts_with("/*") {
            self.at += 1;
            return;
        }
        self.comment.get_or_insert(self.at);
        let mut depth = 0_usize;
        loop {
            let rest = self.rest();
            if rest.starts_with("/*") {
                depth += 1;
                self.at += 2;
            } else if rest.starts_with("*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return;
                }
            } else if let Some(c) = rest.chars().next() {
                self.at += c.len_utf8();
            } else {
                return;
            }
        }
    }

    fn skip_string(&mut self) {
        let mut escaped = false;
        for (offset, c) in self.rest().char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    self.at += offset + 1;
                    return;
                }
                _ => {}
            }
        }
        self.at = self.text.len();
    }

    fn is_raw_string(&self) -> bool {
        self.rest().trim_start_matches('r').trim_start_matches('#').starts_with('"')
    }

    fn skip_raw_string(&mut self) {
        let rest = self.rest();
        let hashes = rest.chars().skip(1).take_while(|c| *c == '#').count();
        let end = format!("\"{}", "#".repeat(hashes));
        let body = hashes + 2;
        let length = rest.get(body..).and_then(|rest| rest.find(&end)).map(|at| body + at + end.len());
        self.at += length.unwrap_or(rest.len());
    }
}

/// What stands where, for tests that change texts.
#[cfg(test)]
pub(super) mod places {
    use super::{Kind, Range, Walk};

    /// The fields with their values, up to the comma.
    pub(in crate::store) fn fields(text: &str) -> Vec<Range<usize>> {
        let mut walk = Walk::new(text);
        let mut found = Vec::new();
        while let Some(token) = walk.next() {
            if token.kind == Kind::Field {
                found.push(token.start..end_of_value(&walk));
            }
        }
        found
    }

    fn end_of_value(walk: &Walk<'_>) -> usize {
        let mut value = Walk { at: walk.at, ..Walk::new(walk.text) };
        while !(value.open.is_empty() && value.rest().starts_with([',', ')'])) && value.step().is_some() {}
        value.at
    }

    /// The bare words that are values, true and false left out.
    pub(in crate::store) fn words(text: &str) -> Vec<Range<usize>> {
        let mut walk = Walk::new(text);
        let mut found = Vec::new();
        while let Some(token) = walk.next() {
            let word = text.get(token.start..token.end).unwrap_or_default();
            if token.kind == Kind::Word && !matches!(word, "true" | "false" | "None") {
                found.push(token.start..token.end);
            }
        }
        found
    }

    /// The gaps between all that belongs together: where white space or a comment may stand.
    pub(in crate::store) fn gaps(text: &str) -> Vec<usize> {
        let mut walk = Walk::new(text);
        let mut found = vec![0];
        while walk.step().is_some() {
            found.push(walk.at);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_fields_words_and_ids_past_strings_and_comments() {
        let text = concat!(
            "( // note: \"x\n",
            "  a: \"b: \\\" (\", /* c: ( */\n",
            "  list: [(n: 1), (n: other(\"w\"), kind: demand)],\n",
            "  raw: r#\"n: \"(\"#, when: window(wording: \"ID-1\"),\n",
            "  last: \"id-1\",\n",
            ")",
        );
        let line = |offset: Option<usize>| offset.map(|offset| line_and_column(text, offset));
        let steps = |path: &str| -> Steps { path.split('.').map(str::to_owned).collect() };
        let check = |path: &str, expected| assert_eq!(line(field(text, &steps(path))), expected, "{path}");
        check("a", Some((2, 3)));
        check("c", None);
        check("list.0.n", Some((3, 11)));
        check("list.1.kind", Some((3, 34)));
        check("raw", Some((4, 3)));
        check("when.wording", Some((4, 33)));
        assert_eq!(line(word(text, "demand", 0)), Some((3, 40)));
        assert_eq!(line(string(text, "id-1", 0)), Some((4, 42)));
        assert_eq!(line(string(text, "id-1", 1)), Some((5, 9)));
        assert_eq!(line(string(text, "id-1", 2)), None);
    }

    #[test]
    fn comes_to_an_end_on_any_text() {
        for text in ["", "(", "\"", "r#\"", "/*", "/", "r#", "])}", "\\", "ä: \"\\"] {
            assert_eq!(field(text, &["x".to_owned()]), None, "{text}");
        }
    }
}
