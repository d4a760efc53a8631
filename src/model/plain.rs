//! Text without control characters. They stand for nothing that anybody says, and programs that show a text obey them.

use super::{Record, RecordId, fields};
use crate::text::fold::fold;
use std::borrow::Cow;
use std::collections::BTreeSet;
use unicode_normalization::char::is_combining_mark;

/// Text as it goes into a record: lines end in `\n`, a page or a line break of another kind is one, tabs stay, and no other control
/// character is left. What is invisible but belongs to a script (joiners, direction marks, isolates) stays.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !has_controls(text) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}'], "\n");
    Cow::Owned(lines.chars().filter(|at| matches!(at, '\n' | '\t') || !at.is_control()).collect())
}

/// Takes the control characters out of every text of a record that `before` does not hold just so: what came with them from a file
/// stays until somebody changes that very text.
pub fn make_plain(record: &mut Record, before: impl FnOnce(RecordId) -> Option<Record>) {
    let mut found = false;
    fields::each_text(record, &mut |text| found |= has_controls(text));
    if !found {
        return;
    }
    let mut kept = BTreeSet::new();
    if let Some(mut before) = before(record.id()) {
        fields::each_text(&mut before, &mut |text| {
            if has_controls(text) {
                kept.insert(std::mem::take(text));
            }
        });
    }
    fields::each_text(record, &mut |text| {
        if has_controls(text) && !kept.contains(text) {
            *text = plain(text).into_owned();
        }
    });
}

/// Whether words are there of which nothing can be seen: letters without width, joiners, marks of direction, fillers alone. A mark on
/// a letter that is not there is drawn.
pub fn is_invisible(text: &str) -> bool {
    let is_blank = |c: char| {
        matches!(c, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' | '\u{180b}'..='\u{180f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
    };
    let seen = text.replace(is_blank, "");
    !text.is_ascii() && fold(&seen).is_empty() && !seen.chars().any(is_combining_mark)
}

/// Whether a text says nothing: it is empty, white space, or [invisible](is_invisible).
pub fn is_nothing(text: &str) -> bool {
    text.trim().is_empty() || is_invisible(text)
}

fn has_controls(text: &str) -> bool {
    text.chars().any(|at| at.is_control() && !matches!(at, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arbitrary;
    use proptest::prelude::*;

    #[test]
    fn only_control_characters_go() {
        let scripts = "می\u{200c}خواهم क्\u{200d}ष \u{200f}שלום\u{2068}abc\u{2069}\u{200e}\u{2028}";
        assert!(matches!(plain(scripts), Cow::Borrowed(text) if text == scripts));
        assert_eq!(plain("one\r\ntwo\rthree\u{c}four\tfive\u{0}\u{1b}[0m\u{9f}\u{7f}"), "one\ntwo\nthree\nfour\tfive[0m");
    }

    #[test]
    fn what_can_be_seen_is_something() {
        for nothing in
            ["", " ", "\t\n", "\u{200b}", "\u{200d}\u{200f}", "\u{fe0f}", "\u{3164}", "\u{2800}", "\u{a0}", "\u{e0041}"]
        {
            assert!(is_nothing(nothing), "{nothing:?}");
        }
        for something in ["a", ".", "\u{301}", "…", "٣", "。", "\u{200b}a", "🤝", "\\", "-"] {
            assert!(!is_nothing(something), "{something:?}");
        }
    }

    proptest! {
        #[test]
        fn every_text_of_a_record_is_seen(record in arbitrary::record()) {
            let mut marked = record;
            marked.stamp_mut().by.clear();
            fields::each_text(&mut marked, &mut |text| "a\u{c}".clone_into(text));
            let shown = format!("{marked:?}");
            let others: Vec<&str> = shown.split('"').skip(1).step_by(2).filter(|text| !matches!(*text, "" | "a\\u{c}")).collect();
            prop_assert!(others.is_empty(), "{:?} in {}", others, shown);
            let mut cleaned = marked.clone();
            make_plain(&mut cleaned, |_| None);
            let shown = format!("{cleaned:?}");
            prop_assert!(!shown.contains("\\u{c}"), "{}", shown);
            let mut kept = marked.clone();
            make_plain(&mut kept, |_| Some(marked.clone()));
            prop_assert_eq!(kept, marked);
        }
    }
}
