//! Text without control characters. They stand for nothing that anybody says, and programs that show a text obey them.

use super::{Record, RecordId, fields};
use std::borrow::Cow;
use std::collections::BTreeSet;

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
