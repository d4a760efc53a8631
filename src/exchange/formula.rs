//! Protects text from formula injection in spreadsheets, and removes the protection again on import.

use std::borrow::Cow;

/// What is put before such words. Spreadsheets know it: it says that text follows.
const MARK: char = '\'';

/// Words as they may stand in a cell of plain text. Where they begin as a formula does, one apostrophe is put before them: with `=`,
/// `+`, `-` or `@` (wide ones, too), even behind quotation marks, apostrophes and spaces, which some programs skip. What is marked
/// already is marked once more, so that [`unguard`] always gives back what was there.
///
/// Within a cell words stay as they are: a list of points, "; -5 %", a smile. Only what a spreadsheet that takes semicolons, tabs or
/// line ends for the ends of cells would work out is marked: `=` or `@` right behind one of them, or a function that is called.
///
/// ```
/// use rapporteur::exchange::formula::{guard, unguard};
/// assert_eq!(guard("=1+1"), "'=1+1");
/// assert_eq!(guard("two demands; -5 %;-)\n- and a third"), "two demands; -5 %;-)\n- and a third");
/// assert_eq!(guard("two demands;=1+1"), "two demands;'=1+1");
/// assert_eq!(guard("no formula = none"), "no formula = none");
/// assert_eq!(unguard("'=1+1"), "=1+1");
/// ```
pub fn guard(words: &str) -> Cow<'_, str> {
    if !begins_a_formula(words) && !pieces(words).skip(1).any(is_worked_out) {
        return Cow::Borrowed(words);
    }
    let mut guarded = String::with_capacity(words.len() + 4);
    for (at, piece) in pieces(words).enumerate() {
        let begins = if at == 0 { begins_a_formula(words) } else { is_worked_out(piece) };
        guarded.extend(begins.then_some(MARK));
        guarded.push_str(piece);
    }
    Cow::Owned(guarded)
}

/// The words of a cell of our own without the apostrophes that [`guard`] puts in. One before other words is theirs, and stays.
pub fn unguard(cell: &str) -> Cow<'_, str> {
    fn bare(piece: &str) -> &str {
        piece.strip_prefix(MARK).filter(|words| is_worked_out(words)).unwrap_or(piece)
    }
    if !cell.contains(MARK) {
        return Cow::Borrowed(cell);
    }
    let whole = cell.strip_prefix(MARK).filter(|words| begins_a_formula(words)).unwrap_or(cell);
    pieces(whole).enumerate().map(|(at, piece)| if at > 0 { bare(piece) } else { piece }).collect()
}

/// What a cell may be broken into, each piece with what ends it.
fn pieces(words: &str) -> impl Iterator<Item = &str> {
    words.split_inclusive(|c| c == ';' || breaks(c))
}

/// Whether a piece of a cell is a formula, if the cell is broken before it: `=1+1`, `@SUM(A1)`, `-cmd|' /C'!A0`.
fn is_worked_out(piece: &str) -> bool {
    let piece = piece.trim_start_matches([MARK, '"']);
    if piece.starts_with(['=', '@', '＝', '＠']) {
        return true;
    }
    piece.strip_prefix(['+', '-', '＋', '－', '−']).is_some_and(|rest| is_command(rest) || is_call(rest))
}

/// Whether words have the form in which a spreadsheet asks another program for something, wherever it stands: `cmd|' /C calc'!A0`.
fn is_command(words: &str) -> bool {
    let Some((program, asked)) = words.split_once('|') else { return false };
    program.ends_with(is_of_name) && asked.split('!').skip(1).any(|cell| cell.starts_with(is_of_cell))
}

/// Whether words begin with a sum in which a function is called or another sheet named: `SUM(1)`, `2+3+SUM(1)`, `Sheet1!A1`. A list of
/// points has a space first, and in prose one word follows the other.
fn is_call(words: &str) -> bool {
    let sum = words.find(char::is_whitespace).map_or(words, |end| &words[..end]);
    let mut letters = sum.chars().peekable();
    let mut before = None;
    while let Some(c) = letters.next() {
        let of_name = before.is_some_and(is_of_name);
        let names = c == '!' && letters.peek().is_some_and(|next| is_of_cell(*next));
        if of_name && (c == '(' || names) {
            return true;
        }
        before = Some(c);
    }
    false
}

fn is_of_cell(c: char) -> bool {
    c.is_alphanumeric() || c == '$'
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.')
}

/// Words as they may be pasted: marked as well where they begin with what would end the cell.
pub fn guard_pasted(words: &str) -> Cow<'_, str> {
    if begins_a_formula(words) || words.starts_with(breaks) { Cow::Owned(format!("{MARK}{words}")) } else { Cow::Borrowed(words) }
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
    fn within_a_cell_only_what_would_be_worked_out_is_marked() {
        for words in [
            "of freedom ;-) of course",
            "lifted; -5% tariff; =parity",
            "points\n- one\n- two\n-three (of four)",
            "one;'two",
            "a;+5",
            "stop\n-war!\n- cuts | no cuts",
            "\u{2022} one\n+ two (three)\t- four\n+971 2 (ext. 5)",
            "what we want;- one\r\n-2 to -5 %",
        ] {
            assert_eq!(guard(words), words);
            assert_eq!(unguard(words), words);
        }
        for (words, guarded) in [
            ("one;=1+1;two", "one;'=1+1;two"),
            ("one\n=1+1\n\t@x", "one\n'=1+1\n\t'@x"),
            ("a;-cmd|' /C calc'!A0", "a;'-cmd|' /C calc'!A0"),
            ("a\n-2+3+cmd|' /C calc'!D2", "a\n'-2+3+cmd|' /C calc'!D2"),
            ("a\t+ 1 + cmd|' /C calc'!D2", "a\t'+ 1 + cmd|' /C calc'!D2"),
            ("a\r\n+HYPERLINK(\"https://evil\")", "a\r\n'+HYPERLINK(\"https://evil\")"),
            ("a\n-1*SUM(B1)\t@SUM(A1)", "a\n'-1*SUM(B1)\t'@SUM(A1)"),
            ("a;+Sheet2!A1", "a;'+Sheet2!A1"),
            ("a;'=1", "a;''=1"),
            ("\t=1", "'\t'=1"),
            ("-1;-1", "'-1;-1"),
            ("- one\n- two", "'- one\n- two"),
        ] {
            assert_eq!(guard(words), guarded);
            assert_eq!(unguard(guarded), words);
        }
        assert_eq!(guard_pasted("\tone"), "'\tone");
    }

    proptest! {
        #[test]
        fn the_marks_come_off_again(words in "(['\";=+@ \t\n-]{0,6}.{0,4}){0,4}") {
            let guarded = guard(&words);
            prop_assert_eq!(unguard(&guarded), words.as_str());
            for (at, piece) in pieces(&guarded).enumerate() {
                let begins = if at == 0 { begins_a_formula(piece) } else { is_worked_out(piece) };
                prop_assert!(!begins || piece.starts_with(MARK), "{}", guarded);
            }
        }
    }
}
