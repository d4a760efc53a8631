//! Keeps words from being taken for a formula by the spreadsheet that they are pasted or read into, and takes the mark off again.

use std::borrow::Cow;

/// What is put before such words. Spreadsheets know it: it says that text follows.
const MARK: char = '\'';

/// Words as they may stand in a cell of plain text. Where they begin as a formula does, one apostrophe is put before them: with `=`,
/// `+`, `-` or `@` (wide ones, too), a tab or a line end, even behind quotation marks, apostrophes and spaces, which some programs
/// skip. What is marked already is marked once more, so that [`unguard`] always gives back what was there.
///
/// ```
/// use rapporteur::exchange::formula::{guard, unguard};
/// assert_eq!(guard("=1+1"), "'=1+1");
/// assert_eq!(guard("no formula = none"), "no formula = none");
/// assert_eq!(unguard("'=1+1"), "=1+1");
/// ```
pub fn guard(words: &str) -> Cow<'_, str> {
    if begins_a_formula(words) { Cow::Owned(format!("{MARK}{words}")) } else { Cow::Borrowed(words) }
}

/// The words of a cell without the apostrophe that [`guard`] puts before them. One before other words is theirs, and stays.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix(MARK).filter(|words| begins_a_formula(words)).unwrap_or(cell)
}

/// Whether a spreadsheet could take these words for a formula, or begin another cell with them.
pub fn begins_a_formula(words: &str) -> bool {
    let skipped = |c: char| matches!(c, '\'' | '"' | '‘' | '’' | '“' | '”' | '„' | '«') || c.is_whitespace() && !breaks(c);
    words
        .trim_start_matches(skipped)
        .starts_with(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−') || breaks(c))
}

fn breaks(c: char) -> bool {
    matches!(c, '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_begins_like_a_formula_is_marked_and_nothing_else() {
        for words in ["=1+1", "+971 2", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\"=1", "'=1", "''=1", "“-5”", "＝1", "\u{a0}=1"]
        {
            assert_eq!(guard(words), format!("'{words}"));
        }
        for words in ["", "a=b", "'tis", "“no”", "1-2", "–", "– a dash begins a list", "'", "2026-02-05"] {
            assert_eq!(guard(words), words);
            assert_eq!(unguard(words), words);
        }
    }

    proptest! {
        #[test]
        fn the_mark_comes_off_again(words in "['\"=+@ \t-]{0,6}.*") {
            let guarded = guard(&words);
            prop_assert_eq!(unguard(&guarded), words.as_str());
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', ' ', '"']) || !begins_a_formula(&words));
        }
    }
}
