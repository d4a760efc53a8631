//! Parts of a line that do not disturb each other: a name that runs from right to left beside dates and titles.
//!
//! Without it the figures of a date after a Hebrew name are taken for a part of the name (UAX 9, rules W2 and N1), and a line that
//! begins with the name runs from right to left as a whole.

use std::borrow::Cow;

const ISOLATE: char = '\u{2068}';
const END: char = '\u{2069}';

/// Does any letter or sign of `text` run from right to left?
#[must_use]
pub fn has_rtl(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| is_rtl_script(c) || is_control(c))
}

/// Marks that only steer the order, and are spent once it is found.
pub(crate) fn is_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic and their presentation forms, and the
/// right-to-left part of the supplementary plane.
pub(crate) fn is_rtl_script(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{061B}' | '\u{061D}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// `part` marked (U+2068, U+2069) so that its direction stays its own when it stands in a line; the same text, not a copy, if it
/// runs from left to right. The marks are for what is drawn: [`kit::text`](crate::kit::text()) neither reads them aloud nor copies them.
#[must_use]
pub fn isolate(part: &str) -> Cow<'_, str> {
    if has_rtl(part) { Cow::Owned(format!("{ISOLATE}{part}{END}")) } else { Cow::Borrowed(part) }
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
#[must_use]
pub fn unmarked(text: &str) -> Cow<'_, str> {
    if text.contains([ISOLATE, END]) { Cow::Owned(text.replace([ISOLATE, END], "")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_from_right_to_left_is_marked() {
        let listed = |names: &[&str]| join(names, ", ");
        assert_eq!(listed(&["Ada", "Зеленський"]), "Ada, Зеленський");
        assert_eq!(listed(&["Ada", "יצחק", "عبد الله"]), "Ada, \u{2068}יצחק\u{2069}, \u{2068}عبد الله\u{2069}");
        assert_eq!(listed(&[]), "");
        assert!(matches!(isolate("Ada"), Cow::Borrowed("Ada")));
    }
}
