//! Keeps words from being taken for a formula by the spreadsheet that they are pasted or read into, and takes the mark off again.

use std::borrow::Cow;

/// What is put before such words. Spreadsheets know it: it says that text follows.
const MARK: char = '\'';

/// Words as they may stand in a cell of plain text. Where they begin as a formula does, one apostrophe is put before them: with `=`,
/// `+`, `-` or `@` (wide ones, too), even behind quotation marks, apostrophes and spaces, which some programs skip. What is marked
/// already is marked once more, so that [`unguard`] always gives back what was there.
///
/// A file with commas is opened in much of the world by a spreadsheet that takes semicolons, which does not see the quotation marks
/// around a cell and breaks it at each semicolon, tab and line end within. So what begins behind one of these is marked as well.
///
/// ```
/// use rapporteur::exchange::formula::{guard, unguard};
/// assert_eq!(guard("=1+1"), "'=1+1");
/// assert_eq!(guard("two demands;=1+1\n- and a third"), "two demands;'=1+1\n'- and a third");
/// assert_eq!(guard("\n'=1+1"), "'\n''=1+1");
/// assert_eq!(guard("no formula = none"), "no formula = none");
/// assert_eq!(unguard("'=1+1"), "=1+1");
/// ```
pub fn guard(words: &str) -> Cow<'_, str> {
    if !begins_a_formula(words) && !pieces(words).any(begins_a_formula) {
        return Cow::Borrowed(words);
    }
    let mut guarded = String::with_capacity(words.len() + 4);
    for (at, piece) in pieces(words).enumerate() {
        // An empty line at the beginning is skipped as a space is.
        let begins = if at == 0 { begins_a_formula(words) } else { begins_a_formula(piece) };
        guarded.extend(begins.then_some(MARK));
        guarded.push_str(piece);
    }
    Cow::Owned(guarded)
}

/// The words of a cell without the apostrophes that [`guard`] puts in. One before other words is theirs, and stays.
pub fn unguard(cell: &str) -> Cow<'_, str> {
    fn bare(piece: &str) -> &str {
        piece.strip_prefix(MARK).filter(|words| begins_a_formula(words)).unwrap_or(piece)
    }
    if !cell.contains(MARK) {
        return Cow::Borrowed(cell);
    }
    let whole = bare(cell);
    pieces(whole).enumerate().map(|(at, piece)| if at == 0 { piece } else { bare(piece) }).collect()
}

/// Words as they may be pasted, where nothing breaks a cell: only at the beginning is an apostrophe put before what could be taken
/// for a formula, or begins with what would end the cell.
pub fn guard_pasted(words: &str) -> Cow<'_, str> {
    if begins_a_formula(words) || words.starts_with(breaks) { Cow::Owned(format!("{MARK}{words}")) } else { Cow::Borrowed(words) }
}

/// What a cell may be broken into, each piece with what ends it.
fn pieces(words: &str) -> impl Iterator<Item = &str> {
    words.split_inclusive(|c| c == ';' || breaks(c))
}

/// Whether a spreadsheet could take these words for a formula.
pub fn begins_a_formula(words: &str) -> bool {
    let skipped = |c: char| matches!(c, '\'' | '"' | '‘' | '’' | '“' | '”' | '„' | '«') || c.is_whitespace();
    words.trim_start_matches(skipped).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '−'])
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
        for words in ["=1+1", "+971 2", "-2", "@SUM(A1)", " =1", "\"=1", "'=1", "''=1", "“-5”", "＝1", "\u{a0}=1"] {
            assert_eq!(guard(words), format!("'{words}"));
            assert_eq!(guard_pasted(words), format!("'{words}"));
        }
        for words in ["", "a=b", "'tis", "“no”", "1-2", "–", "– a dash begins a list", "'", "2026-02-05", "one; two", "one;'two"]
        {
            assert_eq!((guard(words), guard_pasted(words)), (words.into(), words.into()));
            assert_eq!(unguard(words), words);
        }
    }

    #[test]
    fn so_is_what_begins_like_one_wherever_a_cell_could_be_broken() {
        for (words, guarded) in [
            ("one;=1+1;two", "one;'=1+1;two"),
            ("one\n=1+1\n\t@x", "one\n'=1+1\n\t'@x"),
            ("\t=1", "'\t'=1"),
            ("\n'=1", "'\n''=1"),
            ("one; '=1", "one;' '=1"),
            ("-1;-1", "'-1;'-1"),
        ] {
            assert_eq!(guard(words), guarded);
            assert_eq!(unguard(guarded), words);
            assert_eq!(guard_pasted(words).trim_start_matches(MARK), words, "pasted, a cell is not broken");
        }
        assert_eq!(guard_pasted("\tone"), "'\tone");
    }

    proptest! {
        #[test]
        fn the_marks_come_off_again(words in "(['\";=+@ \t\n-]{0,6}.{0,4}){0,4}") {
            let guarded = guard(&words);
            prop_assert_eq!(unguard(&guarded), words.as_str());
            for piece in guarded.split([';', '\t', '\n', '\r']) {
                prop_assert!(piece.starts_with(MARK) || !begins_a_formula(piece), "{}", guarded);
            }
        }
    }
}
