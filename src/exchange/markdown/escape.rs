//! Escapes text for Markdown.

use crate::exchange::clean::clean_line;

/// Text in one line, so that Markdown shows it as it is, wherever it stands: in a paragraph, a heading, a list or a cell of a table.
///
/// Marks that begin or end something are escaped with a backslash, those that only count at the beginning of a line only there.
/// Addresses do not become links: what makes one of a bare address is escaped, too.
pub fn escape(text: &str) -> String {
    let text = clean_line(text);
    let mut escaped = String::with_capacity(text.len() + 8);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        // What is only space before it may be left out by whoever writes the line.
        let first = escaped.trim().is_empty();
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        escape_word(word, first, &mut escaped);
    }
    escaped
}

/// One word. Whether it is the first decides over marks that begin a list, a quotation or a rule, and numbers that begin a list.
fn escape_word(word: &str, first: bool, into: &mut String) {
    let begin = word.len() - word.trim_start().len();
    let digits = word.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in word.char_indices() {
        let before = &word[..at];
        let after = &word[at + c.len_utf8()..];
        let escape = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' => true,
            '+' | '-' | '=' => first && at == begin,
            ')' => first && digits > 0 && at == begin + digits,
            '.' => first && digits > 0 && at == begin + digits || ends_with(before, "www"),
            ':' => after.starts_with('/') || ends_with(before, "mailto") || ends_with(before, "xmpp"),
            _ => false,
        };
        if escape {
            into.push('\\');
        }
        into.push(c);
    }
}

/// Whether the last letters are these, in any case.
fn ends_with(text: &str, end: &str) -> bool {
    text.len().checked_sub(end.len()).and_then(|at| text.get(at..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
}
