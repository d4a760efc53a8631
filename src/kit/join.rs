//! Parts of a line that do not disturb each other: a name that runs from right to left beside dates and titles.
//!
//! Without it the figures of a date after a Hebrew name are taken for a part of the name (UAX 9, rules W2 and N1), and a line that
//! begins with the name runs from right to left as a whole.

use std::borrow::Cow;

use super::bidi;

const ISOLATE: char = '\u{2068}';
const END: char = '\u{2069}';

/// `part` marked (U+2068, U+2069) so that its direction stays its own when it stands in a line; the same text, not a copy, if it
/// runs from left to right. The marks are for what is drawn: [`super::text()`] neither reads them aloud nor copies them.
#[must_use]
pub fn isolate(part: &str) -> Cow<'_, str> {
    if bidi::has_rtl(part) { Cow::Owned(format!("{ISOLATE}{part}{END}")) } else { Cow::Borrowed(part) }
}

/// What there is of `parts`, with `between` between them, each in its own direction: "Ada · 21 Jul 2025 · Round 13".
#[must_use]
pub fn join<T: AsRef<str>>(parts: impl IntoIterator<Item = T>, between: &str) -> String {
    let mut line = String::new();
    for part in parts {
        let part = part.as_ref().trim();
        if part.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push_str(between);
        }
        line.push_str(&isolate(part));
    }
    line
}

/// `text` without the marks of [`isolate`], for a screen reader and the clipboard.
pub(super) fn unmarked(text: &str) -> Cow<'_, str> {
    if text.contains([ISOLATE, END]) { Cow::Owned(text.replace([ISOLATE, END], "")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_beside_a_hebrew_name_stays_whole() {
        for (parts, expected) in [
            (["יצחק", "21 Jul 2025", "Round 13"], "יצחק · 21 Jul 2025 · Round 13"),
            (["21 Jul 2025", "יצחק", "12"], "21 Jul 2025 · יצחק · 12"),
            (["12", "عبد الله", "13"], "12 · عبد الله · 13"),
            (["", "יצחק", "דוד"], "יצחק · דוד"),
            (["Ada", "", "2025"], "Ada · 2025"),
        ] {
            let line = join(parts, " · ");
            assert_eq!(unmarked(&line), expected);
            let drawn = bidi::visual(&line);
            let mut from = 0;
            for part in parts.into_iter().filter(|part| !part.is_empty()) {
                let part = bidi::visual(part);
                let at = drawn.get(from..).and_then(|rest| rest.find(part.as_ref()));
                assert!(at.is_some(), "{part} after {from} in {drawn:?}: in the order of the parts, each whole");
                from += at.unwrap_or_default() + part.len();
            }
        }
        assert!(matches!(isolate("Ada"), Cow::Borrowed("Ada")));
    }
}
