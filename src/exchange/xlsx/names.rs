//! What sheets may be called.

use crate::exchange::clean::clean_line;

/// How long a name may be, in UTF-16 units.
const LONGEST: usize = 31;

/// Gives out names that Excel takes, each once.
#[derive(Default)]
pub(super) struct SheetNames(Vec<String>);

impl SheetNames {
    /// The name for a sheet with that title: without the signs that no name may have, short enough, and unlike all before it,
    /// in whatever case.
    pub(super) fn next(&mut self, title: &str) -> String {
        let allowed = |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
        let plain: String = clean_line(title).chars().map(|c| if allowed(c) { c } else { ' ' }).collect();
        // Neither may an apostrophe stand at an end, nor may it have the name of Excel's own sheet of changes.
        let plain = plain.trim_matches(|c: char| c == '\'' || c.is_whitespace());
        let plain = if plain.is_empty() || plain.eq_ignore_ascii_case("history") { "Sheet" } else { plain };
        let mut name = cut(plain, LONGEST);
        let mut number = 2;
        while self.0.contains(&name.to_lowercase()) {
            let end = format!(" {number}");
            name = format!("{}{end}", cut(plain, LONGEST - end.len()));
            number += 1;
        }
        self.0.push(name.to_lowercase());
        name
    }
}

/// The beginning of a text, so many UTF-16 units at most, without an apostrophe or a space at its end.
fn cut(text: &str, longest: usize) -> String {
    let mut length = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            length += c.len_utf16();
            length <= longest
        })
        .collect();
    kept.trim_end_matches(|c: char| c == '\'' || c.is_whitespace()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_valid_and_each_is_its_own() {
        let mut names = SheetNames::default();
        let long = "Positions of all parties as of the second round";
        for (title, name) in [
            ("Statements", "Statements"),
            ("statements", "statements 2"),
            ("STATEMENTS", "STATEMENTS 3"),
            ("", "Sheet"),
            ("History", "Sheet 2"),
            ("'a/b: [c]*?\\'", "a b   c"),
            ("Tab\u{202e}le\n1", "Table 1"),
            (long, "Positions of all parties as of"),
            (long, "Positions of all parties as o 2"),
        ] {
            assert_eq!(names.next(title), name);
        }
        assert_eq!(names.next(&"🕊".repeat(20)).encode_utf16().count(), 30);
    }
}
